//! A desk of the tests: the pages behind their guard, and people who sign in.

use crate::store;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::journal::Actor;
use faisceau_platform::accounts::{self, NewAccount, Staff};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::Front;
use faisceau_platform::wiring;
use std::sync::Arc;
use tower::ServiceExt as _;
use uuid::Uuid;

const PASSWORD: &str = "une longue phrase de passe";

pub(crate) struct Desk {
    app: Router,
    pub(crate) front: Arc<Front>,
}

/// Someone who signed in.
pub(crate) struct Person {
    pub(crate) id: Uuid,
    pub(crate) staff: Staff,
    pub(crate) purpose: Purpose,
    token: String,
}

pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) kind: String,
    pub(crate) body: String,
}

impl Desk {
    pub(crate) fn of(kit: &Kit) -> Desk {
        let capabilities = crate::capabilities();
        let front = wiring::front(&kit.world, &capabilities).unwrap();
        let app = wiring::router(&front, &capabilities);
        Desk { app, front }
    }

    async fn ask(&self, request: Request<Body>) -> Seen {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let location = response.headers().get(header::LOCATION);
        let location = location.map_or("", |at| at.to_str().unwrap()).to_owned();
        let kind = response.headers().get(header::CONTENT_TYPE);
        let kind = kind.map_or("", |kind| kind.to_str().unwrap()).to_owned();
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 4 << 20).await;
        let body = String::from_utf8(bytes.unwrap().to_vec()).unwrap();
        Seen {
            status,
            location,
            kind,
            body,
        }
    }

    pub(crate) async fn stranger(&self, path: &str) -> Seen {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.ask(request).await
    }

    pub(crate) async fn get(&self, person: &Person, path: &str) -> Seen {
        let request = Request::get(path).header(header::COOKIE, person.cookie());
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// A file, as it is sent.
    pub(crate) async fn get_bytes(&self, person: &Person, path: &str) -> (StatusCode, Vec<u8>) {
        let request = Request::get(path).header(header::COOKIE, person.cookie());
        let request = request.body(Body::empty()).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 8 << 20).await;
        (status, bytes.unwrap().to_vec())
    }

    /// Sends a form with the token of this person's pages, or without any.
    pub(crate) async fn post(&self, person: &Person, path: &str, form: &str, token: bool) -> Seen {
        let key = self.front.world.keys();
        let key = key.mark(faisceau_platform::keys::Use::FormToken, b"key");
        let csrf = faisceau_platform::web::CsrfKey::new(key).token(&person.token, "staff");
        let mut request = Request::post(path)
            .header(header::COOKIE, person.cookie())
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if token {
            request = request.header("x-csrf-token", csrf);
        }
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }
}

impl Desk {
    /// Sends JSON as a program of this person does.
    pub(crate) async fn send(&self, person: &Person, path: &str, body: &serde_json::Value) -> Seen {
        let key = self.front.world.keys();
        let key = key.mark(faisceau_platform::keys::Use::FormToken, b"key");
        let csrf = faisceau_platform::web::CsrfKey::new(key).token(&person.token, "staff");
        let request = Request::post(path)
            .header(header::COOKIE, person.cookie())
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-csrf-token", csrf);
        self.ask(request.body(Body::from(body.to_string())).unwrap())
            .await
    }
}

impl Person {
    fn cookie(&self) -> String {
        format!("session={}", self.token)
    }

    pub(crate) fn cx(&self, kit: &Kit) -> Cx {
        Cx::staff(&kit.world, self.staff.clone(), self.purpose, Lang::Fr)
    }
}

pub(crate) async fn sign_in(kit: &Kit, role: Role, purpose: Purpose, unit: &str) -> Person {
    let cx = Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr);
    let login = format!("{}-{unit}-{}", role.code(), purpose.code());
    let account = NewAccount {
        login: login.clone(),
        display_name: format!("Agent {login}"),
        unit: unit.to_owned(),
        roles: vec![role],
        password: PASSWORD.to_owned(),
    };
    accounts::add(&cx, account).await.unwrap();
    let opened = accounts::sign_in(&cx, &login, PASSWORD, purpose).await;
    let token = opened.unwrap().expect("the password is right").token;
    let (staff, purpose) = accounts::resume(&kit.world, &token).await.unwrap().unwrap();
    Person {
        id: staff.id.0,
        staff,
        purpose,
        token,
    }
}

/// The same person, who signs in again later.
pub(crate) async fn again(kit: &Kit, who: &Person) -> Person {
    let cx = Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr);
    let opened = accounts::sign_in(&cx, &who.staff.login, PASSWORD, who.purpose).await;
    let token = opened.unwrap().expect("the password is right").token;
    let (staff, purpose) = accounts::resume(&kit.world, &token).await.unwrap().unwrap();
    Person {
        id: staff.id.0,
        staff,
        purpose,
        token,
    }
}

/// The purpose under which a role works.
pub(crate) fn purpose_of(role: Role) -> Purpose {
    match role {
        Role::Officer => Purpose::Intake,
        Role::Analyst => Purpose::Linkage,
        Role::Investigator | Role::Prosecutor | Role::Custodian => Purpose::Inquiry,
        Role::Auditor => Purpose::Audit,
        Role::Administrator => Purpose::Administration,
    }
}

pub(crate) async fn assign(kit: &Kit, complaint: Uuid, account: Uuid) {
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![complaint, account, kit.world.clock.now()];
    tx.execute(&store::ASSIGN, row).await.unwrap();
    tx.commit().await.unwrap();
}

/// The only series in force.
pub(crate) async fn the_series(kit: &Kit) -> (Uuid, String) {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::SERIES, binds![]).await.unwrap();
    let live = rows
        .iter()
        .find(|row| row.get::<Option<i64>>("ended_at").unwrap().is_none());
    let live = live.unwrap();
    (live.get("id").unwrap(), live.get("reference").unwrap())
}

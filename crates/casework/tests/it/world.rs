//! What the tests of the desk share: complaints as intake would have written them, colleagues of
//! every role, and a browser that keeps its cookies and tokens.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use faisceau_casework::capability;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::reference::Reference;
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::wiring;
use tower::ServiceExt as _;

use crate::store;

pub(crate) const PASSWORD: &str = "une longue phrase de passe";

/// A complaint about to be seeded.
#[derive(Debug, Clone)]
pub(crate) struct Seed {
    pub(crate) unit: &'static str,
    pub(crate) state: &'static str,
    pub(crate) form_type: &'static str,
    pub(crate) answers: String,
    pub(crate) amount: Option<i64>,
    pub(crate) source: Option<&'static str>,
}

impl Default for Seed {
    fn default() -> Seed {
        Seed {
            unit: "",
            state: "filed",
            form_type: "fake_shop",
            answers: "{}".to_owned(),
            amount: None,
            source: None,
        }
    }
}

/// Seeds a complaint, a second after the one before; returns its id and reference.
pub(crate) async fn complaint(kit: &Kit, number: i64, seed: Seed) -> (ComplaintId, String) {
    kit.world.clock.advance_millis(1_000);
    let now = kit.world.clock.now();
    let id = kit.world.dice.uuid(now);
    let reference = Reference::new("FSC", 2026, number).to_string();
    let channel = if seed.source.is_some() {
        "import"
    } else {
        "online"
    };
    let mark: [u8; 32] = kit.world.dice.bytes();
    let row = binds![
        id,
        &reference,
        seed.form_type,
        seed.form_type,
        seed.answers,
        channel,
        now,
        seed.amount,
        seed.unit,
        seed.state,
        mark,
        seed.source,
        seed.source.map(|_| number.to_string()),
    ];
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::COMPLAINT, row).await.unwrap();
    tx.commit().await.unwrap();
    (ComplaintId(id), reference)
}

/// A colleague; the login is the role's code and the unit.
pub(crate) async fn colleague(kit: &Kit, role: Role, unit: &str) -> AccountId {
    let account = NewAccount {
        login: format!("{}.{unit}", role.code()),
        display_name: format!("Camille {}", role.code()),
        unit: unit.to_owned(),
        roles: vec![role],
        password: PASSWORD.to_owned(),
    };
    let added = accounts::add(&Cx::platform(&kit.world), account).await;
    added.unwrap()
}

/// The purpose a role works under first.
pub(crate) fn usual(role: Role) -> Purpose {
    match role {
        Role::Officer => Purpose::Intake,
        Role::Analyst => Purpose::Linkage,
        Role::Investigator | Role::Prosecutor | Role::Custodian => Purpose::Inquiry,
        Role::Auditor => Purpose::Audit,
        Role::Administrator => Purpose::Administration,
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) kind: String,
    pub(crate) body: String,
}

/// A browser that keeps its cookies and the token of the last form it saw.
#[derive(Clone)]
pub(crate) struct Browser {
    app: Router,
    pub(crate) cookies: Vec<(String, String)>,
    pub(crate) token: String,
}

impl Browser {
    /// Nobody yet.
    pub(crate) fn stranger(kit: &Kit) -> Browser {
        let front = wiring::front(&kit.world, &[capability()]).unwrap();
        Browser {
            app: wiring::router(&front, &[capability()]),
            cookies: Vec::new(),
            token: String::new(),
        }
    }

    /// Signed in, for the usual purpose of the role; the account exists.
    pub(crate) async fn signed_in(kit: &Kit, role: Role, unit: &str) -> Browser {
        let cx = Cx::platform(&kit.world);
        let login = format!("{}.{unit}", role.code());
        let opened = accounts::sign_in(&cx, &login, PASSWORD, usual(role)).await;
        let token = opened.unwrap().expect("the password is right").token;
        let mut browser = Browser::stranger(kit);
        browser.cookies.push(("session".to_owned(), token));
        browser.get("/agent").await;
        browser
    }

    pub(crate) async fn get(&mut self, path: &str) -> Seen {
        self.send(Request::get(path), String::new()).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &str) -> Seen {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let form = format!("csrf={}&{form}", self.token);
        self.send(request, form).await
    }

    pub(crate) async fn send(
        &mut self,
        request: axum::http::request::Builder,
        form: String,
    ) -> Seen {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        let request = request.header(header::COOKIE, cookies.join("; "));
        let request = request.body(Body::from(form)).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let text = |value: &HeaderValue| value.to_str().unwrap().to_owned();
        let headers = response.headers();
        let location = headers.get(header::LOCATION).map(text).unwrap_or_default();
        let kind = headers.get(header::CONTENT_TYPE).map(text);
        let kind = kind.unwrap_or_default();
        for line in headers.get_all(header::SET_COOKIE).iter().map(text) {
            let (name, rest) = line.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 22)
            .await
            .unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((_, after)) = body.split_once("name=\"csrf\" value=\"") {
            self.token = after.split('"').next().unwrap().to_owned();
        }
        Seen {
            status,
            location,
            kind,
            body,
        }
    }
}

/// One row of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) action: String,
    pub(crate) actor: Option<uuid::Uuid>,
    pub(crate) purpose: Option<String>,
    pub(crate) reason: String,
    pub(crate) subject: Option<uuid::Uuid>,
    pub(crate) detail: String,
}

/// The whole journal, oldest first.
pub(crate) async fn journal(kit: &Kit) -> Vec<Told> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::JOURNAL, binds![]).await.unwrap();
    rows.iter()
        .map(|row| Told {
            action: row.get("action").unwrap(),
            actor: row.get("actor").unwrap(),
            purpose: row.get("purpose").unwrap(),
            reason: row.get("reason").unwrap(),
            subject: row.get("subject").unwrap(),
            detail: row.get("detail").unwrap(),
        })
        .collect()
}

/// The rows telling this action.
pub(crate) async fn told(kit: &Kit, action: &str) -> Vec<Told> {
    let all = journal(kit).await;
    all.into_iter().filter(|row| row.action == action).collect()
}

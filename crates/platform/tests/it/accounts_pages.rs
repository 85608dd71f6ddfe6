//! The pages of the door, by requests: one sentence for every refusal, a purpose among those the
//! policies open, and no way out of the platform.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use faisceau_domain::access::{Purpose, Role};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::cx::Cx;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::wiring;
use std::net::SocketAddr;
use tower::ServiceExt as _;

pub(crate) const PASSWORD: &str = "une longue phrase de passe";

pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: String,
}

/// A browser that keeps its cookies and the token of the last form it saw.
pub(crate) struct Browser {
    app: Router,
    pub(crate) cookies: Vec<(String, String)>,
    token: String,
    from: [u8; 4],
}

impl Browser {
    pub(crate) fn new(kit: &Kit) -> Browser {
        let front = wiring::front(&kit.world, &[]).unwrap();
        Browser {
            app: wiring::router(&front, &[]),
            cookies: Vec::new(),
            token: String::new(),
            from: [198, 51, 100, 7],
        }
    }

    /// Another one in front of the same platform.
    pub(crate) fn fork(&self) -> Browser {
        Browser {
            app: self.app.clone(),
            cookies: Vec::new(),
            token: String::new(),
            from: self.from,
        }
    }

    /// The same, from another network.
    pub(crate) fn moved_to(mut self, from: [u8; 4]) -> Browser {
        self.from = from;
        self
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
        let mut request = request.body(Body::from(form)).unwrap();
        let peer = SocketAddr::from((self.from, 4000));
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.app.clone().oneshot(request).await.unwrap();
        let text = |value: &axum::http::HeaderValue| value.to_str().unwrap().to_owned();
        let headers = response.headers();
        let location = headers.get(header::LOCATION).map(text).unwrap_or_default();
        let set: Vec<String> = headers
            .get_all(header::SET_COOKIE)
            .iter()
            .map(text)
            .collect();
        for line in &set {
            let (name, rest) = line.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20)
            .await
            .unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        if let Some((_, after)) = body.split_once("name=\"csrf\" value=\"") {
            self.token = after.split('"').next().unwrap().to_owned();
        }
        Seen {
            status,
            location,
            cookies: set,
            body,
        }
    }
}

pub(crate) async fn account(kit: &Kit, login: &str, roles: Vec<Role>) {
    let account = NewAccount {
        login: login.to_owned(),
        display_name: format!("Agent {login}"),
        unit: "lille".to_owned(),
        roles,
        password: PASSWORD.to_owned(),
    };
    accounts::add(&Cx::platform(&kit.world), account)
        .await
        .unwrap();
}

pub(crate) fn entry(login: &str, password: &str, more: &str) -> String {
    format!(
        "login={login}&password={}&{more}",
        password.replace(' ', "+")
    )
}

on_both!(
    a_null_typed_as_a_login_comes_back_as_a_character_that_pages_may_hold,
    vec![],
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        browser.get("/connexion").await;
        let entry = entry("cl%00aire%07", "x", "purpose=intake");
        let seen = browser.post("/connexion", &entry).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.body.contains("value=\"cl\u{fffd}aire\u{fffd}\""));
        assert!(!seen.body.contains(['\0', '\u{7}']));
    }
);

on_both!(every_refusal_says_the_same, vec![], async |kit: Kit| {
    account(&kit, "claire", vec![Role::Auditor]).await;
    let mut browser = Browser::new(&kit);
    browser.get("/connexion").await;
    let mut said = Vec::new();
    for (login, password) in [
        ("claire", "autre phrase de passe"),
        ("personne", PASSWORD),
        ("claire", ""),
        ("%00%F0%9F%8E%82", PASSWORD),
    ] {
        let seen = browser
            .post("/connexion", &entry(login, password, ""))
            .await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.cookies.iter().all(|c| !c.starts_with("session=")));
        assert!(!seen.body.contains(PASSWORD));
        assert!(!seen.location.contains("agent"));
        let sentence = seen.body.split("field-error").nth(1).unwrap();
        said.push(sentence.split("</p>").next().unwrap().to_owned());
    }
    said.dedup();
    assert_eq!(said.len(), 1, "{said:?}");
    let without_token = browser
        .send(Request::post("/connexion"), String::new())
        .await;
    assert_eq!(without_token.status, StatusCode::FORBIDDEN);
});

on_both!(
    one_purpose_is_chosen_alone_and_the_way_back_is_local,
    vec![],
    async |kit: Kit| {
        account(&kit, "claire", vec![Role::Auditor]).await;
        for (retour, to) in [
            ("", "/agent"),
            (
                "/agent/journal?action=search.run",
                "/agent/journal?action=search.run",
            ),
            ("//ailleurs.example", "/agent"),
            ("https://ailleurs.example/", "/agent"),
            ("/%5Cailleurs.example", "/agent"),
        ] {
            let mut browser = Browser::new(&kit);
            browser.get("/connexion").await;
            let form = entry("claire", PASSWORD, &format!("retour={retour}"));
            let seen = browser.post("/connexion", &form).await;
            assert_eq!(
                (seen.status, seen.location.as_str()),
                (StatusCode::SEE_OTHER, to)
            );
            let cookie = seen
                .cookies
                .iter()
                .find(|c| c.starts_with("session="))
                .unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
            let token = cookie
                .trim_start_matches("session=")
                .split(';')
                .next()
                .unwrap();
            let (_, purpose) = accounts::resume(&kit.world, token).await.unwrap().unwrap();
            assert_eq!(purpose, Purpose::Audit);
        }
    }
);

on_both!(
    who_may_work_for_several_purposes_chooses_and_changes,
    vec![],
    async |kit: Kit| {
        account(&kit, "denis", vec![Role::Officer, Role::Analyst]).await;
        let mut browser = Browser::new(&kit);
        browser.get("/connexion").await;
        let chosen = entry("denis", PASSWORD, "purpose=linkage");
        assert_eq!(browser.post("/connexion", &chosen).await.location, "/agent");
        let mut browser = Browser::new(&kit);
        browser.get("/connexion").await;
        // Not chosen, or chosen beyond what the policies open: asked on the next page.
        let beyond = entry("denis", PASSWORD, "purpose=audit&retour=/agent/boite");
        let seen = browser.post("/connexion", &beyond).await;
        assert_eq!(seen.location, "/agent/motif?retour=/agent/boite");
        let seen = browser.get("/agent/motif?retour=/agent/boite").await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.body.contains("value=\"linkage\"") && !seen.body.contains("value=\"audit\""));
        let seen = browser.post("/agent/motif", "purpose=audit").await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        let seen = browser.post("/agent/motif", "purpose=pleasure").await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let seen = browser
            .post("/agent/motif", "purpose=linkage&retour=/agent/boite")
            .await;
        assert_eq!(seen.location, "/agent/boite");
        assert!(
            browser
                .get("/agent/motif")
                .await
                .body
                .contains("linkage\" checked")
        );
        let seen = browser.post("/deconnexion", "").await;
        assert_eq!(seen.location, "/connexion");
        let seen = browser.get("/agent/motif").await;
        assert_eq!(seen.location, "/connexion?retour=/agent/motif");
        for action in [
            "account.signed_in",
            "account.purpose_changed",
            "account.signed_out",
        ] {
            let mut tx = kit.world.db.read().await.unwrap();
            let count = &faisceau_platform::journal::store::COUNT_ACTION;
            let row = tx
                .one(count, faisceau_platform::binds![action])
                .await
                .unwrap();
            assert!(row.get::<i64>("n").unwrap() > 0, "{action}");
        }
    }
);

//! Every form of every route, taken from the register, sent with strange text in every field: by a
//! stranger and by each role on a real complaint. Never a fault, never a page that shows it raw.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use faisceau::capabilities;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::journal::Actor;
use faisceau_intake::import::{self, Imported};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::cx::Cx;
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::keys::Use;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::lang::escaped;
use faisceau_platform::web::{CsrfKey, Route};
use faisceau_platform::{on_both, wiring};
use std::net::SocketAddr;
use tower::ServiceExt;

/// A byte-order mark, a null, an emoji, a right-to-left override, Chinese, Arabic, markup.
const STRANGE: &str = "\u{FEFF}a\0b 🎂 \u{202E}gpj.exe 北京 مرحبا <b>\"'&";
/// Every name a form of the platform uses, whatever its route.
const FIELDS: [&str; 24] = [
    "code",
    "reference",
    "message",
    "reponse",
    "words",
    "reason",
    "offence",
    "login",
    "password",
    "purpose",
    "q",
    "valeur",
    "taille",
    "depuis",
    "garde",
    "to",
    "from",
    "retour",
    "do",
    "id",
    "type",
    "nature",
    "verdict",
    "facts.place_victim",
];
const PASSWORD: &str = "une longue phrase de passe";

/// A complaint of another system, in a unit's queue.
async fn complaint(kit: &Kit) -> String {
    let line = r#"{"id":1,"received_at":"2026-11-01T08:00:00Z",
        "occurred_at":"2026-10-30T08:00:00Z","kind":"fake_shop","text":"Quelques mots"}"#;
    let checked = import::check(line, kit.world.clock.now()).unwrap();
    let mut tx = kit.world.db.write().await.unwrap();
    let done = import::import(&Cx::platform(&kit.world), &mut tx, "essai", checked).await;
    tx.commit().await.unwrap();
    match done.unwrap() {
        Imported::Added(id) | Imported::Already(id) => id.to_string(),
    }
}

async fn sign_in(kit: &Kit, role: Role, purpose: Purpose) -> String {
    let cx = Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr);
    let opened = accounts::sign_in(&cx, role.code(), PASSWORD, purpose).await;
    opened.unwrap().unwrap().token
}

/// What each role signs in for.
fn purpose_of(role: Role) -> Purpose {
    match role {
        Role::Officer => Purpose::Intake,
        Role::Analyst => Purpose::Linkage,
        Role::Investigator | Role::Prosecutor | Role::Custodian => Purpose::Inquiry,
        Role::Auditor => Purpose::Audit,
        Role::Administrator => Purpose::Administration,
    }
}

async fn send(
    app: &Router,
    kit: &Kit,
    route: &Route,
    path: &str,
    session: Option<&str>,
    text: &str,
) -> (StatusCode, String) {
    let held = session.unwrap_or("a-visit");
    let cookie = if session.is_some() {
        "session"
    } else {
        "visit"
    };
    let key = CsrfKey::new(kit.world.keys().mark(Use::FormToken, b"key"));
    let token = key.token(held, route.audience.code());
    let fields = FIELDS.map(|name| format!("{}={}", escaped(name), escaped(text)));
    let mut request = Request::builder()
        .method(route.method.clone())
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, format!("{cookie}={held}"))
        .header("x-csrf-token", token)
        .body(Body::from(fields.join("&")))
        .unwrap();
    let peer = SocketAddr::from(([198, 51, 100, 7], 4000));
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = app.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 8 << 20).await;
    let body = String::from_utf8_lossy(&bytes.unwrap()).into_owned();
    (status, body)
}

on_both!(
    strange_text_in_every_form_of_every_route_is_never_a_fault,
    capabilities::all(),
    async |kit: Kit| {
        let list = capabilities::all();
        let front = wiring::front(&kit.world, &list).unwrap();
        let app = wiring::router(&front, &list);
        let id = complaint(&kit).await;
        let cx = Cx::platform(&kit.world);
        let mut sessions = vec![("a stranger", None)];
        for role in Role::ALL {
            let new = NewAccount {
                login: role.code().into(),
                display_name: role.code().into(),
                unit: "lille".into(),
                roles: vec![role],
                password: PASSWORD.into(),
            };
            accounts::add(&cx, new).await.unwrap();
            let session = sign_in(&kit, role, purpose_of(role)).await;
            sessions.push((role.code(), Some(session)));
        }
        let long = "é".repeat(20_000);
        let (mut sent, mut taken) = (0, 0);
        for route in wiring::routes(&list).list() {
            if route.method == Method::GET || route.path == "/deconnexion" {
                continue;
            }
            let path = route.path.replace("{id}", &id);
            for (who, session) in &sessions {
                for text in [STRANGE, &long] {
                    let (status, body) =
                        send(&app, &kit, route, &path, session.as_deref(), text).await;
                    assert!(!status.is_server_error(), "{route} as {who}: {status}");
                    assert!(!body.contains("<b>\"'&"), "{route} as {who} shows markup");
                    sent += 1;
                    taken += usize::from(!status.is_client_error());
                }
            }
        }
        assert!(sent > 150 && taken > 5, "{sent} sent, {taken} taken");
        let verified = verify(&kit.world.db).await.unwrap();
        assert!(!matches!(verified, Verified::Broken { .. }), "{verified:?}");
    }
);

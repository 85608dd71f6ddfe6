//! The guard in front of a real world: sessions, roles, purposes, and who is sent where.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::{Request, StatusCode, header};
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::journal;
use faisceau_platform::access::{Action, Authority, Resource};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::cx::Cx;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{self, Kit, On};
use faisceau_platform::web::{
    Answers, Audience, Failure, Front, NavEntry, Panels, Route, Routes, Signed, Visit,
};
use tower::ServiceExt as _;

const PASSWORD: &str = "une longue phrase de passe";

async fn inbox(State(front): State<Arc<Front>>, visit: Visit, signed: Signed) -> String {
    let frame = front.staff_frame(&visit, &signed, "Boîte");
    let staff = frame.staff.expect("a page of staff has its frame");
    let links: Vec<_> = staff.nav.iter().map(|link| link.href.as_str()).collect();
    format!("{}|{}|{}", staff.name, staff.purpose, links.join(","))
}

async fn complaint(
    State(front): State<Arc<Front>>,
    signed: Signed,
) -> Result<&'static str, Failure> {
    let elsewhere = Resource::complaint("c").of_units(["brest"]);
    front.allow(&signed, Action::ComplaintRead, &elsewhere)?;
    Ok("read")
}

fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::ComplaintRead);
    Routes::new("essai")
        .with(Route::get("/boite", reads), inbox)
        .with(Route::get("/dossier", reads), complaint)
        .with(Route::post("/boite", reads), async || "changed")
        .with(
            Route::get("/journal", Audience::Staff(Action::JournalRead)),
            async || "rows",
        )
        .with(Route::get("/brouillon", Audience::Draft), async || "draft")
        .with(
            Route::get("/sante", Audience::System).answering(Answers::Text),
            async || "well",
        )
        .with_nav(NavEntry {
            order: 2,
            href: "/journal",
            key: "platform-reference",
            needs: Action::JournalRead,
        })
        .with_nav(NavEntry {
            order: 1,
            href: "/boite",
            key: "platform-reference",
            needs: Action::ComplaintRead,
        })
}

fn app(kit: &Kit) -> Router {
    let authority = Authority::from_content(&kit.world.content).expect("shipped policies fit");
    let routes = routes().and((faisceau_platform::health::capability().routes.unwrap())());
    let front = Arc::new(Front::new(
        Arc::clone(&kit.world),
        Arc::new(authority),
        Panels::default(),
        routes.nav(),
        None,
    ));
    front
        .guard(Arc::new(|| Duration::ZERO))
        .router(routes)
        .with_state(front)
}

async fn sign_in(kit: &Kit, role: Role, purpose: Purpose) -> String {
    let cx = Cx::anyone(&kit.world, journal::Actor::Stranger, Lang::Fr);
    let account = NewAccount {
        login: role.code().to_owned(),
        display_name: format!("Agent {}", role.code()),
        unit: "lille".to_owned(),
        roles: vec![role],
        password: PASSWORD.to_owned(),
    };
    accounts::add(&cx, account).await.unwrap();
    let opened = accounts::sign_in(&cx, role.code(), PASSWORD, purpose).await;
    opened.unwrap().expect("the password is right").token
}

struct Seen {
    status: StatusCode,
    location: String,
    body: String,
}

async fn ask(app: &Router, request: axum::http::request::Builder, from: [u8; 4]) -> Seen {
    let mut request = request.body(Body::empty()).unwrap();
    let peer = std::net::SocketAddr::from((from, 4000));
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = app.clone().oneshot(request).await.unwrap();
    let location = response.headers().get(header::LOCATION);
    let location = location.map_or("", |at| at.to_str().unwrap()).to_owned();
    let status = response.status();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await;
    let body = String::from_utf8(bytes.unwrap().to_vec()).unwrap();
    Seen {
        status,
        location,
        body,
    }
}

const ELSEWHERE: [u8; 4] = [198, 51, 100, 7];

fn held(path: &str, token: &str) -> axum::http::request::Builder {
    Request::get(path).header(header::COOKIE, format!("session={token}"))
}

on_both!(
    strangers_are_sent_to_the_door_and_come_back_after,
    vec![],
    async |kit: Kit| {
        let app = app(&kit);
        let seen = ask(&app, Request::get("/boite?etat=nouveau"), ELSEWHERE).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        assert_eq!(seen.location, "/connexion?retour=/boite%3Fetat%3Dnouveau");
        let seen = ask(&app, held("/boite", "not-a-session"), ELSEWHERE).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        let seen = ask(&app, Request::get("/brouillon"), ELSEWHERE).await;
        assert_eq!(seen.location, "/reprendre?retour=/brouillon");
        // A gesture without a session is stopped by its missing token, before any door.
        let seen = ask(&app, Request::post("/boite"), ELSEWHERE).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        // Machines of the operator only from the machine itself.
        let seen = ask(&app, Request::get("/sante"), ELSEWHERE).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        for (path, said) in [("/healthz", "alive"), ("/readyz", "ready")] {
            let seen = ask(&app, Request::get(path), ELSEWHERE).await;
            assert_eq!((seen.status, seen.body.as_str()), (StatusCode::OK, said));
        }
        let seen = ask(&app, Request::get("/sante"), [127, 0, 0, 1]).await;
        assert_eq!((seen.status, seen.body.as_str()), (StatusCode::OK, "well"));
    }
);

on_both!(
    not_ready_while_the_disk_is_full,
    vec![],
    async |kit: Kit| {
        // The disk is not filled: more room is wanted than any has.
        let mut config = kit.world.config.clone();
        config.limits.free_bytes_min = u64::MAX;
        let on = match kit.world.db.is_postgres() {
            true => On::Postgres,
            false => On::Sqlite,
        };
        let full = testkit::kit_with(on, vec![], config).await;
        let state = async |kit: &Kit, path: &str| {
            let seen = ask(&app(kit), Request::get(path), ELSEWHERE).await;
            seen.status
        };
        assert_eq!(state(&kit, "/readyz").await, StatusCode::OK);
        assert_eq!(
            state(&full, "/readyz").await,
            StatusCode::SERVICE_UNAVAILABLE
        );
        assert_eq!(state(&full, "/healthz").await, StatusCode::OK);
    }
);

on_both!(
    not_ready_once_the_files_or_the_database_are_gone,
    vec![],
    async |kit: Kit| {
        let app = app(&kit);
        let state = async |path: &str| ask(&app, Request::get(path), ELSEWHERE).await.status;
        assert_eq!(state("/readyz").await, StatusCode::OK);
        let (files, away) = (
            kit.folder.path().join("files"),
            kit.folder.path().join("away"),
        );
        std::fs::rename(&files, &away).unwrap();
        assert_eq!(state("/readyz").await, StatusCode::SERVICE_UNAVAILABLE);
        // An empty folder in its place is not the files.
        std::fs::create_dir(&files).unwrap();
        assert_eq!(state("/readyz").await, StatusCode::SERVICE_UNAVAILABLE);
        std::fs::remove_dir(&files).unwrap();
        std::fs::rename(&away, &files).unwrap();
        assert_eq!(state("/readyz").await, StatusCode::OK);
        kit.world.db.close().await;
        assert_eq!(state("/readyz").await, StatusCode::SERVICE_UNAVAILABLE);
        // The process itself still answers: it is not to be killed for that.
        assert_eq!(state("/healthz").await, StatusCode::OK);
    }
);

on_both!(
    staff_open_what_role_and_purpose_open,
    vec![],
    async |kit: Kit| {
        let app = app(&kit);
        let officer = sign_in(&kit, Role::Officer, Purpose::Intake).await;
        let seen = ask(&app, held("/boite", &officer), ELSEWHERE).await;
        assert_eq!(
            seen.body,
            "Agent officer|Recevoir et compléter des plaintes|/boite"
        );
        let seen = ask(&app, held("/journal", &officer), ELSEWHERE).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        // Another unit's complaint is not found: a refusal would tell that it exists.
        let seen = ask(&app, held("/dossier", &officer), ELSEWHERE).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);

        let auditor = sign_in(&kit, Role::Auditor, Purpose::Audit).await;
        let seen = ask(&app, held("/journal", &auditor), ELSEWHERE).await;
        assert_eq!(seen.body, "rows");
        let seen = ask(&app, held("/boite", &auditor), ELSEWHERE).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);

        // A role under a purpose that is not its own opens nothing.
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Administration).await;
        let seen = ask(&app, held("/boite", &analyst), ELSEWHERE).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
    }
);

on_both!(
    the_token_of_a_colleague_changes_nothing,
    vec![],
    async |kit: Kit| {
        let app = app(&kit);
        let mine = sign_in(&kit, Role::Officer, Purpose::Intake).await;
        let theirs = sign_in(&kit, Role::Analyst, Purpose::Linkage).await;
        let key = kit
            .world
            .keys()
            .mark(faisceau_platform::keys::Use::FormToken, b"key");
        let token =
            |session: &str| faisceau_platform::web::CsrfKey::new(key).token(session, "staff");
        let send = |token: String| {
            Request::post("/boite")
                .header(header::COOKIE, format!("session={mine}"))
                .header("sec-fetch-site", "same-origin")
                .header("x-csrf-token", token)
        };
        let seen = ask(&app, send(token(&theirs)), ELSEWHERE).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        let seen = ask(&app, send(token(&mine)), ELSEWHERE).await;
        assert_eq!(seen.body, "changed");
    }
);

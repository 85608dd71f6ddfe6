//! Every route, taken from the register that serves them, tried as a stranger and as each role:
//! the door opens to whom the policies let do its action, and to nobody else.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use faisceau::capabilities;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::journal::Actor;
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::cx::Cx;
use faisceau_platform::keys::Use;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::{Audience, CsrfKey, Front, Route, actor};
use faisceau_platform::wiring;
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;

const PASSWORD: &str = "une longue phrase de passe";

/// A path with every parameter filled by something that exists nowhere.
fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| match part.strip_prefix('{') {
            None => part.to_owned(),
            Some(name) if name.starts_with("lang") => "fr".to_owned(),
            Some(_) => "00000000-0000-7000-8000-000000000000".to_owned(),
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// Asks with the right form token for this session, so that only the door can refuse.
pub(crate) async fn ask(
    app: &Router,
    kit: &Kit,
    route: &Route,
    session: Option<&str>,
) -> (StatusCode, String) {
    let mut request = Request::builder()
        .method(route.method.clone())
        .uri(filled(route.path))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(session) = session {
        let key = CsrfKey::new(kit.world.keys().mark(Use::FormToken, b"key"));
        let token = key.token(session, route.audience.code());
        request = request
            .header(header::COOKIE, format!("session={session}"))
            .header("x-csrf-token", token);
    }
    let mut request = request.body(Body::empty()).unwrap();
    let peer = SocketAddr::from(([198, 51, 100, 7], 4000));
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = app.clone().oneshot(request).await.unwrap();
    let location = response.headers().get(header::LOCATION);
    let location = location.map_or("", |at| at.to_str().unwrap()).to_owned();
    (response.status(), location)
}

pub(crate) async fn sign_in(kit: &Kit, front: &Front, role: Role) -> Vec<(String, Purpose)> {
    let cx = Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr);
    let new = NewAccount {
        login: role.code().into(),
        display_name: role.code().into(),
        unit: "lille".into(),
        roles: vec![role],
        password: PASSWORD.into(),
    };
    let id = accounts::add(&cx, new).await.unwrap();
    let mut tx = kit.world.db.read().await.unwrap();
    let staff = accounts::load(&mut tx, id).await.unwrap().unwrap();
    drop(tx);
    let mut sessions = Vec::new();
    for purpose in front.authority.purposes(&actor(&staff)) {
        let opened = accounts::sign_in(&cx, role.code(), PASSWORD, purpose)
            .await
            .unwrap();
        sessions.push((opened.unwrap().token, purpose));
    }
    assert!(
        !sessions.is_empty(),
        "{} may work for no purpose",
        role.code()
    );
    sessions
}

pub(crate) fn world(kit: &Kit) -> (Arc<Front>, Router, Vec<Route>) {
    let list = capabilities::all();
    let front = wiring::front(&kit.world, &list).unwrap();
    let app = wiring::router(&front, &list);
    let routes = wiring::routes(&list).list().cloned().collect();
    (front, app, routes)
}

on_both!(
    strangers_come_in_by_public_doors_only,
    capabilities::all(),
    async |kit: Kit| {
        let (_, app, routes) = world(&kit);
        assert!(routes.len() > 20, "the register lists what is served");
        for route in &routes {
            let (status, location) = ask(&app, &kit, route, None).await;
            let unsafe_method = !route.method.is_safe();
            match route.audience {
                Audience::Public => {
                    assert!(!status.is_server_error(), "{route}: {status}");
                    assert!(!location.starts_with("/connexion"), "{route}: {location}");
                }
                Audience::System => assert_eq!(status, StatusCode::NOT_FOUND, "{route}"),
                Audience::Partner(_) => assert_eq!(status, StatusCode::UNAUTHORIZED, "{route}"),
                // Without a session there is no form token either: gestures stop there.
                _ if unsafe_method => assert!(status.is_client_error(), "{route}: {status}"),
                Audience::Draft => assert!(location.starts_with("/reprendre"), "{route}: {status}"),
                Audience::FollowUp => assert!(location.starts_with("/suivi"), "{route}: {status}"),
                Audience::Telephone => {
                    assert!(location.starts_with("/apporter"), "{route}: {status}");
                }
                Audience::AnyStaff | Audience::Staff(_) => {
                    let told =
                        status == StatusCode::UNAUTHORIZED || location.starts_with("/connexion");
                    assert!(told, "{route}: {status} {location}");
                }
            }
        }
    }
);

on_both!(
    each_role_opens_what_the_policies_offer,
    capabilities::all(),
    async |kit: Kit| {
        let (front, app, routes) = world(&kit);
        for role in Role::ALL {
            for (session, purpose) in sign_in(&kit, &front, role).await {
                let (staff, _) = accounts::resume(&kit.world, &session)
                    .await
                    .unwrap()
                    .unwrap();
                let person = actor(&staff);
                for route in &routes {
                    let Audience::Staff(action) = route.audience else {
                        continue;
                    };
                    let (status, _) = ask(&app, &kit, route, Some(&session)).await;
                    let offered = front.authority.offers(&person, action, purpose);
                    let who = format!("{route} as {} for {}", role.code(), purpose.code());
                    assert!(!status.is_server_error(), "{who}: {status}");
                    match offered {
                        false => assert_eq!(status, StatusCode::FORBIDDEN, "{who}"),
                        // What exists nowhere is not found; a form that says nothing is refused.
                        true => assert_ne!(status, StatusCode::FORBIDDEN, "{who}"),
                    }
                }
            }
        }
    }
);

on_both!(
    no_role_opens_a_draft_or_a_victims_space,
    capabilities::all(),
    async |kit: Kit| {
        let (front, app, routes) = world(&kit);
        for role in Role::ALL {
            let (session, _) = sign_in(&kit, &front, role).await.remove(0);
            for route in &routes {
                let held = [Audience::Draft, Audience::FollowUp, Audience::Telephone];
                if !held.contains(&route.audience) {
                    continue;
                }
                let (status, location) = ask(&app, &kit, route, Some(&session)).await;
                let doors = ["/reprendre", "/suivi", "/apporter"];
                let sent_away = doors.iter().any(|door| location.starts_with(door));
                assert!(
                    sent_away || status.is_client_error(),
                    "{route} as {}: {status}",
                    role.code()
                );
            }
        }
    }
);

//! Open sign-ins, on both databases: seen and ended by their person, seen and ended by who manages accounts, out of
//! reach of everybody else.

use crate::accounts_pages::{Browser, PASSWORD, account, entry};
use crate::store::{COUNT_DETAIL, SESSIONS_BY};
use axum::http::StatusCode;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::journal::Actor;
use faisceau_platform::accounts::{self, How, NewAccount};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

const OWN: &str = "/agent/connexions";
const ALL: &str = "/agent/connexions/toutes";

/// A browser of somebody, signed in.
async fn signed_in(first: &Browser, login: &str, from: [u8; 4]) -> Browser {
    let mut browser = first.fork().moved_to(from);
    browser.get("/connexion").await;
    let seen = browser
        .post("/connexion", &entry(login, PASSWORD, ""))
        .await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    browser
}

/// The ids that a page offers to end.
fn offered(body: &str) -> Vec<String> {
    let parts = body.split("name=\"id\" value=\"").skip(1);
    parts
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

on_both!(
    a_person_sees_their_sign_ins_and_ends_them,
    vec![],
    async |kit: Kit| {
        account(&kit, "claire", vec![Role::Officer]).await;
        account(&kit, "denis", vec![Role::Officer]).await;
        let first = Browser::new(&kit);
        let mut here = signed_in(&first, "claire", [203, 0, 113, 9]).await;
        let mut there = signed_in(&first, "claire", [198, 51, 100, 7]).await;
        let mut third = signed_in(&first, "claire", [192, 0, 2, 7]).await;
        let mut other = signed_in(&first, "denis", [192, 0, 2, 7]).await;
        let seen = here.get(OWN).await;
        assert!(seen.body.contains("203.0.113.0") && !seen.body.contains("203.0.113.9"));
        assert!(seen.body.contains("198.51.100.0"));
        let ids = offered(&seen.body);
        assert_eq!(ids.len(), 2, "this one is marked, not offered");
        other.get(OWN).await;
        let refused = other
            .post("/agent/connexions/fermer", &format!("id={}", ids[0]))
            .await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "somebody else's");
        assert_eq!(offered(&here.get(OWN).await.body).len(), 2);
        let ended = here
            .post("/agent/connexions/fermer", &format!("id={}", ids[0]))
            .await;
        assert_eq!(ended.location, OWN);
        let again = here
            .post("/agent/connexions/fermer", &format!("id={}", ids[0]))
            .await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
        let open = [there.get(OWN).await.status, third.get(OWN).await.status];
        let closed = open
            .iter()
            .filter(|status| **status == StatusCode::SEE_OTHER);
        assert_eq!(closed.count(), 1, "{open:?}");
        here.get(OWN).await;
        here.post("/agent/connexions/fermer-autres", "").await;
        let seen = here.get(OWN).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(offered(&seen.body).is_empty());
        assert_eq!(third.get(OWN).await.status, StatusCode::SEE_OTHER);
        assert_eq!(
            other.get(OWN).await.status,
            StatusCode::OK,
            "denis works on"
        );
    }
);

on_both!(
    sign_ins_of_others_are_for_who_reads_and_manages_accounts,
    vec![],
    async |kit: Kit| {
        account(&kit, "claire", vec![Role::Officer]).await;
        account(&kit, "audrey", vec![Role::Auditor]).await;
        account(&kit, "adam", vec![Role::Administrator]).await;
        let first = Browser::new(&kit);
        let mut officer = signed_in(&first, "claire", [203, 0, 113, 9]).await;
        let mut auditor = signed_in(&first, "audrey", [203, 0, 113, 9]).await;
        let mut admin = signed_in(&first, "adam", [203, 0, 113, 9]).await;
        assert_eq!(officer.get(ALL).await.status, StatusCode::FORBIDDEN);
        let seen = auditor.get(ALL).await;
        assert!(seen.body.contains("Agent claire"));
        assert!(offered(&seen.body).is_empty(), "an auditor reads");
        let seen = admin.get(ALL).await;
        let ids = offered(&seen.body);
        assert_eq!(ids.len(), 2);
        let at = "/agent/connexions/toutes/fermer";
        for browser in [&mut officer, &mut auditor] {
            browser.get(OWN).await;
            let refused = browser.post(at, &format!("id={}", ids[0])).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN);
        }
        for id in ids {
            admin.get(ALL).await;
            assert_eq!(admin.post(at, &format!("id={id}")).await.location, ALL);
        }
        assert_eq!(officer.get(OWN).await.status, StatusCode::SEE_OTHER);
        assert_eq!(auditor.get(OWN).await.status, StatusCode::SEE_OTHER);
        assert_eq!(admin.get(OWN).await.status, StatusCode::OK);
    }
);

on_both!(
    a_session_says_by_which_means_its_person_was_proven,
    vec![],
    async |kit: Kit| {
        let cx = Cx::anyone(&kit.world, Actor::Stranger, Lang::Fr);
        let new = NewAccount {
            login: "agent".to_owned(),
            display_name: "Agent".to_owned(),
            unit: "lille".to_owned(),
            roles: vec![Role::Officer],
            password: PASSWORD.to_owned(),
        };
        let id = accounts::add(&cx, new).await.unwrap();
        for how in How::ALL {
            assert_eq!(How::from_code(how.code()), Some(how));
            let mut tx = kit.world.db.write().await.unwrap();
            let staff = accounts::load(&mut tx, id).await.unwrap().unwrap();
            let token = accounts::open_session(&cx, &mut tx, &staff, Purpose::Intake, how)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            let (resumed, _) = accounts::resume(&kit.world, &token).await.unwrap().unwrap();
            assert_eq!(resumed.id, id);
            let mut tx = kit.world.db.read().await.unwrap();
            let stored = tx.one(&SESSIONS_BY, binds![how.code()]).await.unwrap();
            assert_eq!(stored.get::<i64>("n").unwrap(), 1, "{how:?}");
            let detail = format!("{{\"how\":\"{}\"}}", how.code());
            let told = tx.one(&COUNT_DETAIL, binds![detail]).await.unwrap();
            assert_eq!(told.get::<i64>("n").unwrap(), 1, "{how:?}");
        }
    }
);

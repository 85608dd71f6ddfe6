//! The pages of the desk by requests: who may open what, what is written in the journal, what is
//! refused and changes nothing.

use axum::http::{Method, StatusCode};
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_platform::binds;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::{Audience, Route};
use faisceau_platform::wiring;

use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, journal, told};

async fn everybody(kit: &Kit) {
    for role in Role::ALL {
        colleague(kit, role, "lille").await;
    }
}

fn page_of_casework(route: &Route) -> bool {
    route.owner == "casework" && !route.path.starts_with("/api/")
}

fn in_lille() -> Seed {
    Seed {
        unit: "lille",
        ..Seed::default()
    }
}

on_both!(
    every_page_sends_strangers_to_the_door_and_answers_each_role,
    vec![capability()],
    async |kit: Kit| {
        everybody(&kit).await;
        let (id, _) = complaint(&kit, 1, in_lille()).await;
        let front = wiring::front(&kit.world, &[capability()]).unwrap();
        let routes = wiring::routes(&[capability()]);
        let mut seen = 0;
        for route in routes.list().filter(|route| page_of_casework(route)) {
            let path = route.path.replace("{id}", &id.to_string());
            let path = path.replace("{file}", "registre.csv");
            if route.method != Method::GET {
                let refused = Browser::stranger(&kit).post(&path, "").await;
                assert_eq!(refused.status, StatusCode::FORBIDDEN, "{route}");
                continue;
            }
            seen += 1;
            let sent = Browser::stranger(&kit).get(&path).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{route}");
            assert!(sent.location.starts_with("/connexion?retour=/"), "{route}");
            for role in Role::ALL {
                let mut browser = Browser::signed_in(&kit, role, "lille").await;
                let page = browser.get(&path).await;
                let open = match route.audience {
                    Audience::Staff(action) => front.authority.role_offers(role, action),
                    _ => true,
                };
                // No draw, no part of the journal and no account bears the id of a complaint.
                let others = ["/agent/controle/", "/agent/comptes/"];
                let of_others = others.iter().any(|of| route.path.starts_with(of));
                let absent = of_others && route.path.contains("{id}");
                let expected = match (open, absent) {
                    (true, false) => StatusCode::OK,
                    (true, true) => StatusCode::NOT_FOUND,
                    (false, _) => StatusCode::FORBIDDEN,
                };
                assert_eq!(page.status, expected, "{route} {role:?}");
                assert!(
                    !page.body.contains("casework-"),
                    "{route}: a word is missing"
                );
            }
        }
        assert!(seen >= 3);
    }
);

on_both!(
    every_statement_prepares,
    vec![capability()],
    async |kit: Kit| {
        for statement in capability().statements.into_iter().flatten() {
            let prepared = kit.world.db.prepare(statement).await;
            prepared.unwrap_or_else(|e| panic!("{}: {e}", statement.name));
        }
    }
);

on_both!(
    reading_a_complaint_is_written_with_its_purpose,
    vec![capability()],
    async |kit: Kit| {
        everybody(&kit).await;
        let brest = colleague(&kit, Role::Officer, "brest").await;
        let (id, reference) = complaint(&kit, 1, in_lille()).await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = officer.get(&format!("/dossier/{id}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(&reference));
        assert!(
            page.body.contains("Dossier lu"),
            "the panel shows the reading itself"
        );
        let read = told(&kit, "complaint.read").await;
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].purpose.as_deref(), Some("intake"));
        assert_eq!(read[0].subject, Some(id.0));

        // Another unit's officer is told that there is nothing, and that is written too.
        let mut elsewhere = Browser::signed_in(&kit, Role::Officer, "brest").await;
        let page = elsewhere.get(&format!("/dossier/{id}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(!page.body.contains(&reference));
        let refused = told(&kit, "complaint.read_refused").await;
        assert_eq!(refused[0].actor, Some(brest.0));
        let inbox = elsewhere.get("/agent/boite").await;
        assert!(!inbox.body.contains(&reference));
        for nowhere in [
            "/dossier/1",
            "/dossier/00000000-0000-0000-0000-000000000000",
        ] {
            assert_eq!(officer.get(nowhere).await.status, StatusCode::NOT_FOUND);
        }

        // A reason given afterwards is written under the same subject.
        let path = format!("/dossier/{id}/raison");
        let done = officer.post(&path, "reason=Affaire+2026%2F12").await;
        assert_eq!(done.location, format!("/dossier/{id}#journal"));
        let given = told(&kit, "complaint.reading_explained").await;
        assert_eq!(given[0].reason, "Affaire 2026/12");
        let empty = officer.post(&path, "reason=+%00").await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        elsewhere.get("/agent").await;
        let closed = elsewhere.post(&path, "reason=Curieux").await;
        assert_eq!(closed.status, StatusCode::NOT_FOUND);
        assert_eq!(told(&kit, "complaint.reading_explained").await.len(), 1);
    }
);

on_both!(
    a_complaint_is_taken_handed_over_and_released,
    vec![capability()],
    async |kit: Kit| {
        everybody(&kit).await;
        let other = colleague(&kit, Role::Officer, "brest").await;
        let administrator = colleague(&kit, Role::Administrator, "brest").await;
        let (id, reference) = complaint(&kit, 1, in_lille()).await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let inbox = officer.get("/agent/boite?charge=personne").await;
        assert!(inbox.body.contains(&reference));
        let me = inbox.body.split("name=\"to\" value=\"").nth(1).unwrap();
        let me = me.split('"').next().unwrap().to_owned();
        let path = format!("/dossier/{id}/affecter");
        let form = format!("from=&to={me}&retour=/agent/boite");
        let done = officer.post(&path, &form).await;
        assert_eq!(done.location, "/agent/boite");
        assert!(
            officer
                .get("/agent/boite?charge=moi")
                .await
                .body
                .contains(&reference)
        );
        assert!(
            !officer
                .get("/agent/boite?charge=personne")
                .await
                .body
                .contains(&reference)
        );

        // The page was read before somebody took it.
        let late = officer.post(&path, &format!("from=&to={other}")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        // Whose rights would never open it cannot be in charge.
        for to in [administrator.to_string(), uuid::Uuid::nil().to_string()] {
            let refused = officer.post(&path, &format!("from={me}&to={to}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let broken = officer
            .post(&path, &format!("from={me}&to=quelqu-un"))
            .await;
        assert_eq!(broken.status, StatusCode::BAD_REQUEST);
        assert_eq!(told(&kit, "complaint.assigned").await.len(), 1);

        let done = officer.post(&path, &format!("from={me}&to={other}")).await;
        assert_eq!(done.location, format!("/dossier/{id}"));
        let mut colleague = Browser::signed_in(&kit, Role::Officer, "brest").await;
        assert!(colleague.get("/agent").await.body.contains(&reference));
        let done = colleague.post(&path, &format!("from={other}&to=")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        // Released, it is closed again to another unit: the same answer as for none at all.
        let closed = colleague.post(&path, &format!("from=&to={other}")).await;
        assert_eq!(closed.status, StatusCode::NOT_FOUND);
        assert_eq!(told(&kit, "complaint.released").await.len(), 1);

        // An analyst reads it, and does not say who is in charge.
        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        let page = analyst.get(&format!("/dossier/{id}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("/affecter"));
        let refused = analyst.post(&path, &format!("from=&to={other}")).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
);

on_both!(
    the_list_shows_links_and_survives_bad_addresses,
    vec![capability()],
    async |kit: Kit| {
        everybody(&kit).await;
        let (id, reference) = complaint(&kit, 1, in_lille()).await;
        let now = kit.world.clock.now();
        let series = kit.world.dice.uuid(now);
        let mut tx = kit.world.db.write().await.unwrap();
        let row = binds![series, "SER-2026-000001-A", now, 14i64];
        tx.execute(&store::SERIES, row).await.unwrap();
        tx.execute(&store::MEMBER, binds![id, series, now])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = officer.get("/agent/boite").await;
        assert!(page.body.contains("<td class=\"figures\">14</td>"));
        let before = journal(&kit).await.len();
        for address in [
            "/agent/boite?apres=x&depuis=-4&perte=1e9&etat=%00",
            "/agent/boite?apres=99999999999999999_00000000-0000-0000-0000-000000000000",
            "/agent/boite?service=%F0%9F%8E%82&charge=tous&source=%E2%80%AE&type=%EF%BB%BF",
            "/agent/boite?depuis=99999999999999999999&perte=99999999999999",
        ] {
            let page = officer.get(address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
        }
        assert_eq!(journal(&kit).await.len(), before + 4);
        let kept = officer.get("/agent/boite?service=lille&depuis=7").await;
        assert!(kept.body.contains("<option value=\"lille\" selected>"));
        assert!(kept.body.contains(&reference));
    }
);

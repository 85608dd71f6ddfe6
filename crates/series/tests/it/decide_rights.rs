//! Who may decide on links and read what was decided: each role at each door, what an investigator
//! names, what an auditor sees, and the page that chooses complaints to be set apart.

use crate::decide::{analyst, gesture, series_of, state_of, two_pairs};
use crate::desk::{Desk, assign, purpose_of, sign_in, the_series};
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::run::link_until_idle;
use serde_json::{Value, json};

on_both!(
    an_investigator_decides_on_the_series_of_the_unit_and_names_what_may_be_read,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [
            Filed::with_emails(1, &["a"]).in_unit("lille"),
            Filed::with_emails(2, &["a"]).in_unit("brest"),
            Filed::with_emails(3, &["a"]).in_unit("brest"),
        ];
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let path = format!("/api/v1/series/{id}/decisions");
        let body = |n: u128| {
            json!({
                "id": gesture(n), "reason": "vu",
                "decision": { "kind": "confirm", "as_of": "2100-01-01T00:00:00Z" }
            })
        };
        let away = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "nice").await;
        assert_eq!(
            desk.send(&away, &path, &body(1)).await.status,
            StatusCode::NOT_FOUND
        );
        let brest = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "brest").await;
        // The reference of a complaint that may not be read says nothing, not even of which series.
        let merge = format!("/series/{id}/reunir");
        for (filed, told) in [
            (&world[0], StatusCode::NOT_FOUND),
            (&world[1], StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let reference = format!("FSC-{}", filed.id.simple());
            let form = format!("geste={}&avec={reference}&raison=vu", gesture(7));
            let seen = desk.post(&brest, &merge, &form, true).await;
            assert_eq!(seen.status, told, "{}", seen.body);
        }
        let seen = desk.send(&brest, &path, &body(2)).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::STANDINGS, binds![]).await.unwrap();
        let words = rows
            .iter()
            .map(|row| row.get::<String>("standing").unwrap());
        let words: Vec<String> = words.collect();
        assert_eq!(
            words,
            ["attached", "confirmed", "confirmed"],
            "Lille's was not read"
        );
        tx.rollback().await.unwrap();
        let page = desk
            .get(&brest, &format!("/decisions/{}", gesture(2)))
            .await;
        assert_eq!(page.status, StatusCode::OK);
        let page = desk.get(&away, &format!("/decisions/{}", gesture(2))).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let lille = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "lille").await;
        let page = desk.get(&lille, &format!("/series/{id}/decisions")).await;
        assert!(
            !page.body.contains("/decisions/0199"),
            "it names none of Lille's"
        );
    }
);

on_both!(
    who_is_in_charge_of_one_complaint_of_another_unit_opens_its_series,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [
            Filed::with_emails(1, &["a"]).in_unit("lille"),
            Filed::with_emails(2, &["a"]).in_unit("brest"),
        ];
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let path = format!("/series/{id}");
        let address = format!("href=\"{path}\"");
        let person = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "nice").await;
        let other = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "lyon").await;
        assert_eq!(
            desk.get(&person, &path).await.status,
            StatusCode::NOT_FOUND,
            "in charge of nothing yet"
        );
        assign(&kit, world[1].id, person.id).await;
        let seen = desk.get(&person, &path).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let of = |n: usize| format!("/dossier/{}", world[n].id);
        assert!(seen.body.contains(&of(1)), "the complaint in charge");
        assert!(!seen.body.contains(&of(0)), "Lille's stays closed");
        let listed = desk.get(&person, "/series").await.body;
        assert!(listed.contains(&address), "{listed}");
        // Whom nothing of it is entrusted to sees neither.
        assert_eq!(desk.get(&other, &path).await.status, StatusCode::NOT_FOUND);
        assert!(!desk.get(&other, "/series").await.body.contains(&path));
    }
);

on_both!(
    an_auditor_reads_who_decided_and_why_and_no_case,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_pairs();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let (id, _) = series_of(&kit, world[0].id).await;
        let etat = state_of(&desk, &person, id).await;
        let form = format!("geste={}&etat={etat}&raison=script", gesture(1));
        let path = format!("/series/{id}/confirmer");
        desk.post(&person, &path, &form, true).await;
        let value = kit.world.value_ids.of("email", "b@exemple.fr");
        let form = format!("geste={}&emploi=owned&raison=vu", gesture(2));
        let path = format!("/pivots/{value}/emploi");
        desk.post(&person, &path, &form, true).await;
        let auditor = sign_in(&kit, Role::Auditor, Purpose::Audit, "paris").await;
        let list = desk.get(&auditor, "/decisions").await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(list.body.contains("Agent analyst"));
        assert!(list.body.contains("script"));
        let mut pages = vec![list.body];
        for n in [1, 2] {
            let seen = desk
                .get(&auditor, &format!("/decisions/{}", gesture(n)))
                .await;
            assert_eq!(seen.status, StatusCode::OK);
            assert!(!seen.body.contains("Revenir sur cette décision"));
            pages.push(seen.body);
        }
        for page in pages {
            assert!(!page.contains("/dossier/"), "{page}");
            assert!(!page.contains("FSC-"), "{page}");
            assert!(!page.contains("b@exemple"), "the value is masked");
        }
        let back = format!("/decisions/{}/retirer", gesture(1));
        let seen = desk.post(&auditor, &back, "raison=non", true).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        let seen = desk.get(&auditor, "/api/v1/decisions").await;
        let page: Value = serde_json::from_str(&seen.body).unwrap();
        assert_eq!(page["decisions"].as_array().unwrap().len(), 2);
        assert!(!seen.body.contains("b@exemple"));
    }
);

on_both!(
    ticks_are_kept_from_page_to_page_and_set_by_a_value,
    crate::capabilities(),
    async |kit: Kit| {
        let world = (0..130).map(|n| {
            let mails: &[&str] = if n % 10 == 0 { &["a", "rare"] } else { &["a"] };
            Filed::with_emails(n, mails)
        });
        let world: Vec<Filed> = world.collect();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let (id, _) = the_series(&kit).await;
        let path = format!("/series/{id}/partager");
        let page = desk.get(&person, &path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Aucune plainte n’est cochée."));
        let next = page.body.split("name=\"suite\" value=\"").find(|part| {
            let value = part.split('"').next().unwrap_or_default();
            value.contains('.')
        });
        let next = next.unwrap().split('"').next().unwrap();
        let etat = page.body.split("name=\"etat\" value=\"").nth(1).unwrap();
        let etat = etat.split('"').next().unwrap();
        let start = format!("geste={}&etat={etat}&raison=&place=", gesture(1));
        let form = format!("{start}&choisie={}&suite={next}", world[3].id);
        let page = desk.post(&person, &path, &form, true).await.body;
        assert!(plain(&page).contains("1 plainte cochée."), "{page}");
        let carried = format!("type=\"hidden\" name=\"choisie\" value=\"{}\"", world[3].id);
        assert!(page.contains(&carried));
        assert!(page.contains(&format!("value=\"{}\" aria-label", world[120].id)));
        let rare = kit.world.value_ids.of("email", "rare@exemple.fr");
        let form = format!(
            "{start}&choisie={}&valeur={rare}&suite=par-valeur",
            world[3].id
        );
        let page = desk.post(&person, &path, &form, true).await.body;
        assert!(plain(&page).contains("14 plaintes cochées."), "{page}");
    }
);

on_both!(
    every_door_is_tried_as_a_stranger_and_as_each_role,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_pairs();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, _) = series_of(&kit, world[2].id).await;
        let value = kit.world.value_ids.of("email", "b@exemple.fr");
        let opened = [
            "/decisions".to_owned(),
            format!("/series/{id}/decisions"),
            format!("/series/{id}/partager"),
            "/api/v1/decisions".to_owned(),
            format!("/api/v1/series/{id}/decisions"),
        ];
        for path in &opened {
            let seen = desk.stranger(path).await;
            let api = path.starts_with("/api/");
            let refused = if api {
                StatusCode::UNAUTHORIZED
            } else {
                StatusCode::SEE_OTHER
            };
            assert_eq!(seen.status, refused, "{path}");
        }
        let (ok, no, hidden) = (StatusCode::OK, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND);
        // Role and unit, then: every decision, those of the series, the ticks, deciding, judging.
        let expected = [
            (Role::Officer, "brest", [no, ok, no, no, no]),
            (Role::Analyst, "nice", [ok; 5]),
            (Role::Investigator, "brest", [ok, ok, ok, ok, no]),
            (Role::Investigator, "nice", [ok, hidden, hidden, hidden, no]),
            (Role::Prosecutor, "brest", [ok, ok, no, no, no]),
            (Role::Auditor, "brest", [ok, no, no, no, no]),
            (Role::Administrator, "brest", [no; 5]),
        ];
        for (turn, (role, unit, expected)) in (0_u128..).zip(expected) {
            let person = sign_in(&kit, role, purpose_of(role), unit).await;
            let mut found = Vec::new();
            for path in &opened[..3] {
                found.push(desk.get(&person, path).await.status);
            }
            let [list, of_series] = [3, 4].map(|n: usize| &opened[n]);
            assert_eq!(
                desk.get(&person, list).await.status,
                expected[0],
                "{role:?}"
            );
            assert_eq!(
                desk.get(&person, of_series).await.status,
                expected[1],
                "{role:?}"
            );
            let body = json!({
                "id": gesture(100 + turn), "reason": "vu",
                "decision": { "kind": "confirm", "as_of": "2100-01-01T00:00:00Z" }
            });
            let path = format!("/api/v1/series/{id}/decisions");
            found.push(desk.send(&person, &path, &body).await.status);
            let back = format!("/api/v1/decisions/{}/withdrawal", gesture(100 + turn));
            let seen = desk
                .send(&person, &back, &json!({ "reason": "suivant" }))
                .await;
            let taken = expected[3] == ok;
            assert_eq!(seen.status == ok, taken, "{role:?} {}", seen.body);
            let body = json!({ "id": gesture(200 + turn), "reason": "vu", "kind": "owned" });
            let path = format!("/api/v1/identifiers/{value}/decisions");
            found.push(desk.send(&person, &path, &body).await.status);
            assert_eq!(found, expected, "{role:?} of {unit}");
            // Without the token of the page nothing is decided.
            let path = format!("/series/{id}/confirmer");
            let form = format!("geste={}&etat=1&raison=vu", gesture(300 + turn));
            let seen = desk.post(&person, &path, &form, false).await;
            assert_eq!(seen.status, no, "{role:?}");
        }
        let person = sign_in(&kit, Role::Analyst, Purpose::Linkage, "lyon").await;
        for path in [
            "/decisions/88".to_owned(),
            format!("/decisions/{}", gesture(999)),
            format!("/decisions/lot/{}", gesture(999)),
            format!("/series/{}/decisions", gesture(999)),
            "/series/%00/partager".to_owned(),
        ] {
            assert_eq!(desk.get(&person, &path).await.status, hidden, "{path}");
        }
    }
);

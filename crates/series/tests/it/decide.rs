//! What people decide on links, through the pages and the interface: each gesture with what it
//! writes, tells and refuses; the same gesture sent twice; decisions that contradict each other.

use crate::desk::{Desk, Person, sign_in, the_series};
use crate::store;
use crate::world::{Filed, expected, linked, partition};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::run::link_until_idle;
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

pub(crate) async fn analyst(kit: &Kit) -> Person {
    sign_in(kit, Role::Analyst, Purpose::Linkage, "nice").await
}

pub(crate) fn gesture(number: u128) -> Uuid {
    Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 + number)
}

/// The instant at which the page of a series shows it.
pub(crate) async fn state_of(desk: &Desk, person: &Person, series: Uuid) -> i64 {
    let page = desk.get(person, &format!("/series/{series}")).await.body;
    let at = page.split("name=\"etat\" value=\"").nth(1).unwrap();
    at.split('"').next().unwrap().parse().unwrap()
}

async fn decisions(kit: &Kit) -> Vec<(Uuid, String, Option<String>)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::DECISIONS, binds![]).await.unwrap();
    let read = rows.iter().map(|row| {
        (
            row.get("id").unwrap(),
            row.get("kind").unwrap(),
            row.get("back").unwrap(),
        )
    });
    read.collect()
}

async fn deeds(kit: &Kit) -> Vec<(String, String, String)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::DEEDS, binds!["decision"]).await.unwrap();
    let read = rows.iter().map(|row| {
        (
            row.get("action").unwrap(),
            row.get("purpose").unwrap(),
            row.get("reason").unwrap(),
        )
    });
    let mut read: Vec<(String, String, String)> = read.collect();
    read.retain(|(action, _, _)| action != "link.listed");
    read
}

/// Two pairs of complaints that nothing joins.
pub(crate) fn two_pairs() -> Vec<Filed> {
    vec![
        Filed::with_emails(1, &["a"]).in_unit("lille"),
        Filed::with_emails(2, &["a"]).in_unit("brest"),
        Filed::with_emails(3, &["b"]).in_unit("brest"),
        Filed::with_emails(4, &["b"]).in_unit("brest"),
    ]
}

/// The series of a complaint, with its reference.
pub(crate) async fn series_of(kit: &Kit, complaint: Uuid) -> (Uuid, String) {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::MEMBERS, binds![]).await.unwrap();
    let row = rows
        .iter()
        .find(|row| row.get::<Uuid>("complaint_id").unwrap() == complaint);
    let id: Uuid = row.unwrap().get("series_id").unwrap();
    let rows = tx.all(&store::SERIES, binds![]).await.unwrap();
    let row = rows.iter().find(|row| row.get::<Uuid>("id").unwrap() == id);
    (id, row.unwrap().get("reference").unwrap())
}

on_both!(
    a_series_is_confirmed_once_however_often_it_is_sent_and_the_way_back_is_open,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_pairs();
        linked(&kit, &world[..2]).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let (id, _) = the_series(&kit).await;
        let page = desk.get(&person, &format!("/series/{id}")).await.body;
        assert!(page.contains("Personne n’a encore confirmé"), "{page}");
        let etat = state_of(&desk, &person, id).await;
        let form = format!(
            "geste={}&etat={etat}&raison_confirm=m%C3%AAme+script",
            gesture(1)
        );
        let path = format!("/series/{id}/confirmer");
        for _ in 0..2 {
            let seen = desk.post(&person, &path, &form, true).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
            let to = format!("/decisions/{}?fait=prise", gesture(1));
            assert_eq!(seen.location, to);
        }
        let confirmed = (gesture(1), "confirm".to_owned(), None);
        assert_eq!(decisions(&kit).await, [confirmed]);
        let did = |action: &str, reason: &str| {
            (action.to_owned(), "linkage".to_owned(), reason.to_owned())
        };
        assert_eq!(deeds(&kit).await, [did("link.confirmed", "même script")]);
        let path = format!("/decisions/{}?fait=prise", gesture(1));
        let seen = desk.get(&person, &path).await;
        assert!(seen.body.contains("même script"));
        assert!(seen.body.contains("Votre décision est enregistrée"));
        assert!(seen.body.contains("En cours d’application"));
        link_until_idle(&kit.world).await.unwrap();
        linked(&kit, &[Filed::with_emails(9, &["a"])]).await;
        let page = plain(&desk.get(&person, &format!("/series/{id}")).await.body);
        assert!(page.contains("2 plaintes confirmées."), "{page}");
        assert!(
            page.contains("1 plainte rattachée depuis, non relue."),
            "{page}"
        );
        assert!(page.contains("Relire 1 plainte rattachée"), "{page}");

        kit.world.clock.advance_millis(1_000);
        let back = format!("/decisions/{}/retirer", gesture(1));
        for _ in 0..2 {
            let seen = desk.post(&person, &back, "raison=erreur", true).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        }
        let withdrawn = (gesture(1), "confirm".to_owned(), Some("erreur".to_owned()));
        assert_eq!(decisions(&kit).await, [withdrawn], "nothing is destroyed");
        assert_eq!(
            deeds(&kit).await,
            [
                did("link.confirmed", "même script"),
                did("link.withdrawn", "erreur")
            ]
        );
        let mut tx = kit.world.db.read().await.unwrap();
        let told = tx.all(&store::TOLD, binds![]).await.unwrap();
        let told = told.iter().map(|row| row.get::<String>("payload").unwrap());
        let told: Vec<String> = told.collect();
        assert_eq!(told.len(), 2);
        assert!(told[1].contains("\"withdrawn\":true"), "{told:?}");
        tx.rollback().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        let page = desk.get(&person, &format!("/series/{id}")).await.body;
        assert!(page.contains("Personne n’a encore confirmé"));
    }
);

on_both!(
    who_joined_after_the_page_was_read_is_not_confirmed,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &two_pairs()[..2]).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let (id, _) = the_series(&kit).await;
        let etat = state_of(&desk, &person, id).await;
        kit.world.clock.advance_millis(5_000);
        let late = Filed::with_emails(9, &["a"]);
        linked(&kit, std::slice::from_ref(&late)).await;
        let form = format!("geste={}&etat={etat}&raison=vu", gesture(1));
        let path = format!("/series/{id}/confirmer");
        desk.post(&person, &path, &form, true).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let named = tx.all(&store::NAMED, binds![gesture(1)]).await.unwrap();
        let named: BTreeSet<Uuid> = named
            .iter()
            .map(|row| row.get("complaint_id").unwrap())
            .collect();
        assert_eq!(named.len(), 2);
        assert!(!named.contains(&late.id));
    }
);

on_both!(
    a_decision_without_a_reason_is_not_taken,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &two_pairs()).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let (id, _) = series_of(&kit, two_pairs()[0].id).await;
        let identifier = kit.world.value_ids.of("email", "a@exemple.fr");
        let etat = state_of(&desk, &person, id).await;
        let form = format!(
            "geste={}&etat={etat}&raison=+%0A+&emploi=shared",
            gesture(1)
        );
        for path in [
            format!("/series/{id}/confirmer"),
            format!("/pivots/{identifier}/emploi"),
        ] {
            let seen = desk.post(&person, &path, &form, true).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(seen.body.contains("Écrivez la raison de votre décision."));
            assert!(
                seen.body.contains(&gesture(1).to_string()),
                "the form is kept"
            );
        }
        assert!(decisions(&kit).await.is_empty());
        assert!(deeds(&kit).await.is_empty());
    }
);

on_both!(
    a_split_against_a_confirmation_is_refused_with_the_path_that_proves_it,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [1, 2, 3].map(|n| Filed::with_emails(n, &["a"]));
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let (id, _) = the_series(&kit).await;
        let etat = state_of(&desk, &person, id).await;
        let form = format!("geste={}&etat={etat}&raison=script", gesture(1));
        let path = format!("/series/{id}/confirmer");
        desk.post(&person, &path, &form, true).await;
        let form = format!(
            "geste={}&etat={etat}&raison=autre+chose&choisie={}&suite=mettre-a-part",
            gesture(2),
            world[2].id
        );
        let path = format!("/series/{id}/partager");
        let seen = desk.post(&person, &path, &form, true).await;
        assert_eq!(seen.status, StatusCode::CONFLICT);
        let told = plain(&seen.body);
        assert!(told.contains("Des décisions en vigueur disent le contraire."));
        let reference = |filed: &Filed| format!("FSC-{}", filed.id.simple());
        assert!(
            told.contains("sont liées par la confirmation de Agent analyst"),
            "{told}"
        );
        assert!(told.contains(&reference(&world[2])), "{told}");
        assert!(seen.body.contains(&format!("/decisions/{}", gesture(1))));
        assert_eq!(decisions(&kit).await.len(), 1, "nothing was written");
        let body = json!({
            "id": gesture(3), "reason": "autre chose",
            "decision": { "kind": "split", "as_of": "2100-01-01T00:00:00Z", "complaints": [world[2].id] }
        });
        let path = format!("/api/v1/series/{id}/decisions");
        let seen = desk.send(&person, &path, &body).await;
        assert_eq!(seen.status, StatusCode::CONFLICT, "{}", seen.body);
        assert!(seen.body.contains(&gesture(1).to_string()), "{}", seen.body);

        // Taken back, it prevents nothing any more.
        let back = format!("/decisions/{}/retirer", gesture(1));
        desk.post(&person, &back, "raison=erreur", true).await;
        let path = format!("/series/{id}/partager");
        let seen = desk.post(&person, &path, &form, true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        let pair = BTreeSet::from([world[0].id, world[1].id]);
        assert_eq!(partition(&kit).await, BTreeSet::from([pair]));
    }
);

on_both!(
    series_are_merged_by_reference_and_forbidden_by_two_ticks,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_pairs();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let (one, own) = series_of(&kit, world[0].id).await;
        let (_, other) = series_of(&kit, world[2].id).await;
        let path = format!("/series/{one}/reunir");
        let form = |n: u128, with: &str| format!("geste={}&avec={with}&raison=lien", gesture(n));
        let seen = desk.post(&person, &path, &form(1, "SER-1"), true).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        assert!(seen.body.contains("ne porte cette référence"));
        // What was typed can be corrected there, and sent again.
        assert!(seen.body.contains("name=\"avec\""), "{}", seen.body);
        assert!(seen.body.contains("value=\"SER-1\""), "{}", seen.body);
        let seen = desk.post(&person, &path, &form(1, &own), true).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let known = form(2, &other.to_lowercase());
        let seen = desk.post(&person, &path, &known, true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await.len(), 1);
        // Two of one series cannot be forbidden while the merge ties them.
        let (now, _) = the_series(&kit).await;
        let etat = state_of(&desk, &person, now).await;
        let path = format!("/series/{now}/partager");
        let ticks = format!(
            "geste={}&etat={etat}&raison=vu&suite=interdire&choisie={}&choisie={}",
            gesture(3),
            world[0].id,
            world[2].id
        );
        let seen = desk.post(&person, &path, &ticks, true).await;
        assert_eq!(seen.status, StatusCode::CONFLICT, "{}", seen.body);
        let back = format!("/decisions/{}/retirer", gesture(2));
        desk.post(&person, &back, "raison=erreur", true).await;
        let seen = desk.post(&person, &path, &ticks, true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let one_tick = ticks.replace(&gesture(3).to_string(), &gesture(4).to_string());
        let one_tick = one_tick.replace(&format!("&choisie={}", world[2].id), "");
        let seen = desk.post(&person, &path, &one_tick, true).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, expected(&world));
    }
);

on_both!(
    a_value_is_marked_once_and_never_both_ways,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [
            Filed::with_emails(1, &["a"]).and(Kind::Ip, "203.0.113.7", Said::Offender),
            Filed::with_emails(2, &["a"]),
        ];
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let id = kit.world.value_ids.of("email", "a@exemple.fr");
        let path = format!("/pivots/{id}/emploi");
        let page = desk.get(&person, &format!("/pivots/{id}")).await.body;
        assert!(page.contains("Que dites-vous de cette valeur"));
        let form = |n: u128, said: &str| format!("geste={}&emploi={said}&raison=vu", gesture(n));
        let seen = desk.post(&person, &path, &form(1, "shared"), true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert!(partition(&kit).await.is_empty());
        let seen = desk.post(&person, &path, &form(2, "shared"), true).await;
        assert_eq!(seen.status, StatusCode::CONFLICT);
        assert!(seen.body.contains("déjà décidé ainsi"));
        let seen = desk.post(&person, &path, &form(3, "owned"), true).await;
        assert_eq!(seen.status, StatusCode::CONFLICT);
        assert!(seen.body.contains(&format!("/decisions/{}", gesture(1))));
        let other = kit.world.value_ids.of("email", "jamais@exemple.fr");
        let never = format!("/pivots/{other}/emploi");
        let seen = desk.post(&person, &never, &form(4, "owned"), true).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        let lent = kit.world.value_ids.of("ip", "203.0.113.7");
        let lent = format!("/pivots/{lent}/emploi");
        let seen = desk.post(&person, &lent, &form(5, "owned"), true).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let body = json!({ "id": gesture(6), "reason": "vu", "kind": "owned" });
        let api = format!("/api/v1/identifiers/{id}/decisions");
        let seen = desk.send(&person, &api, &body).await;
        assert_eq!(seen.status, StatusCode::CONFLICT);
        let page = desk
            .get(&person, &format!("/decisions/{}", gesture(1)))
            .await;
        assert!(page.body.contains("a@exemple[.]fr"), "{}", page.body);
    }
);

on_both!(
    of_two_decisions_taken_at_once_that_contradict_each_other_one_is_refused,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_pairs();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let (one, _) = series_of(&kit, world[0].id).await;
        let (other, _) = series_of(&kit, world[2].id).await;
        let path = format!("/api/v1/series/{one}/decisions");
        let body = |n: u128, kind: &str| {
            json!({
                "id": gesture(n), "reason": "vu",
                "decision": { "kind": kind, "with": { "series": other } }
            })
        };
        for round in 0..4 {
            let (merge, forbid) = (body(10 + round, "merge"), body(20 + round, "forbid"));
            let (a, b) = tokio::join!(
                desk.send(&person, &path, &merge),
                desk.send(&person, &path, &forbid)
            );
            let mut answers = [a.status, b.status];
            answers.sort();
            assert_eq!(answers, [StatusCode::OK, StatusCode::CONFLICT]);
            let taken = match a.status {
                StatusCode::OK => gesture(10 + round),
                _ => gesture(20 + round),
            };
            let back = format!("/api/v1/decisions/{taken}/withdrawal");
            let because = json!({ "reason": "suivant" });
            let seen = desk.send(&person, &back, &because).await;
            assert_eq!(seen.status, StatusCode::OK);
        }
        assert_eq!(decisions(&kit).await.len(), 4);
    }
);

//! In what quality the person behind a value is known: what complaints declare makes nobody a suspect,
//! what staff say prevails until it is taken back, each refusal, and the same on pages, interface,
//! tables and papers.

use crate::decide::{analyst, gesture};
use crate::desk::{Desk, Person, purpose_of, sign_in, the_series};
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, On, kit_with, plain};
use faisceau_platform::{binds, on_both};
use serde_json::{Value, json};
use uuid::Uuid;

/// Two complaints of one series: an address of the other side, and the victim's own.
async fn two(kit: &Kit) -> (Vec<Filed>, Uuid) {
    let world = vec![
        Filed::with_emails(1, &["a"]).in_unit("lille").and(
            Kind::Email,
            "victime@exemple.fr",
            Said::Victim,
        ),
        Filed::with_emails(2, &["a"]).in_unit("brest"),
    ];
    linked(kit, &world).await;
    let id = kit.world.value_ids.of("email", "a@exemple.fr");
    (world, id)
}

/// A form that says it: quality, ground, from whom, why.
fn form(n: u128, after: i64, [quality, ground, origin, reason]: [&str; 4]) -> String {
    format!(
        "geste={}&avant={after}&qualite={quality}&appui={ground}&origine={origin}&raison_qualite={reason}",
        gesture(n)
    )
}

async fn seen_by(desk: &Desk, person: &Person, id: Uuid) -> Value {
    let seen = desk.get(person, &format!("/api/v1/identifiers/{id}")).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    serde_json::from_str(&seen.body).unwrap()
}

on_both!(
    what_complaints_declare_is_a_statement_and_makes_nobody_a_suspect,
    crate::capabilities(),
    async |kit: Kit| {
        let (world, id) = two(&kit).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let page = plain(&desk.get(&person, &format!("/pivots/{id}")).await.body);
        assert!(
            page.contains("Qualité non établie : seules des déclarations"),
            "{page}"
        );
        assert!(page.contains("Non établie (déclaration"), "{page}");
        let seen = seen_by(&desk, &person, id).await;
        assert!(seen["quality"].is_null(), "{seen}");
        for appearance in seen["appearances"].as_array().unwrap() {
            assert_eq!(appearance["role"], "offender");
            assert_eq!(appearance["link"]["quality"], "unknown");
            assert_eq!(appearance["link"]["ground"], "statement");
            assert_eq!(appearance["link"]["by"], "source", "an imported line");
            assert_eq!(appearance["link"]["since"], appearance["received_at"]);
        }
        let own = kit.world.value_ids.of("email", "victime@exemple.fr");
        let seen = seen_by(&desk, &person, own).await;
        assert_eq!(seen["appearances"][0]["link"]["quality"], "victim");
        assert_eq!(seen["appearances"].as_array().unwrap().len(), 1);
        let (series, _) = the_series(&kit).await;
        let page = plain(&desk.get(&person, &format!("/series/{series}")).await.body);
        assert!(
            page.contains("est une déduction du rapprochement"),
            "{page}"
        );
        assert!(
            page.contains("Non établie (déclarations de qui a déposé)"),
            "{page}"
        );
        let seen = desk.get(&person, &format!("/api/v1/series/{series}")).await;
        let seen: Value = serde_json::from_str(&seen.body).unwrap();
        assert_eq!(seen["together"]["ground"], "inference");
        let by = seen["together"]["by"].as_str().unwrap();
        assert!(by.starts_with("linkage:"), "{by}");
        assert_eq!(seen["series"]["size"], world.len());
    }
);

on_both!(
    what_staff_say_prevails_everywhere_until_it_is_taken_back,
    crate::capabilities(),
    async |kit: Kit| {
        let (_, id) = two(&kit).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let path = format!("/pivots/{id}/qualite");
        let said = ["holder-not-suspected", "fact", "Banque", "papiers+voles"];
        let seen = desk.post(&person, &path, &form(1, 0, said), true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        assert!(seen.location.starts_with(&format!("/pivots/{id}?fait=")));
        // The same gesture sent twice is one.
        let seen = desk.post(&person, &path, &form(1, 0, said), true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let page = plain(
            &desk
                .get(&person, &format!("/pivots/{id}?fait=qualite"))
                .await
                .body,
        );
        assert!(page.contains("La qualité est enregistrée."));
        let told = "Titulaire, non suspectée (fait, d’après Banque ; dit par Agent";
        assert!(page.contains(told), "{page}");
        let seen = seen_by(&desk, &person, id).await;
        assert_eq!(seen["quality"]["link"]["quality"], "holder-not-suspected");
        assert_eq!(seen["quality"]["link"]["ground"], "fact");
        let by = format!("staff:{}", person.id);
        assert_eq!(seen["quality"]["link"]["by"], by.as_str());
        assert_eq!(seen["quality"]["origin"], "Banque");
        let (series, _) = the_series(&kit).await;
        let page = plain(&desk.get(&person, &format!("/series/{series}")).await.body);
        assert!(page.contains(told), "{page}");
        let export = format!("/series/{series}/export");
        for (format, told) in [
            ("csv", format!(",holder-not-suspected,fact,{by},")),
            ("graphml", format!("<data key=\"said_by\">{by}</data>")),
        ] {
            let asked = format!("format={format}&raison=pour+le+dossier");
            let seen = desk.post(&person, &export, &asked, true).await;
            assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
            assert!(seen.body.contains(&told), "{}", seen.body);
            assert!(seen.body.contains("linkage:"), "{}", seen.body);
        }
        let graph = desk
            .get(&person, &format!("/api/v1/series/{series}/graph"))
            .await;
        assert!(graph.body.contains(&by), "{}", graph.body);
        // The drawing names its node with the same words, by the interface and on the page, once more than the table.
        assert!(plain(&graph.body).contains(told), "{}", graph.body);
        assert!(page.matches(told).count() >= 2, "{page}");
        let motive = "motif=pour+le+parquet&langue=fr";
        desk.post(&person, &format!("/series/{series}/file"), motive, true)
            .await;
        let mut tx = kit.world.db.read().await.unwrap();
        let files = tx.all(&store::FILES, binds![]).await.unwrap();
        let content: String = files[0].get("content").unwrap();
        assert!(plain(&content).contains(told), "{content}");
        drop(tx);
        // Taken back by a new decision; the former stays in the history.
        let back = ["unknown", "", "", "titulaire+entendu"];
        let seen = desk.post(&person, &path, &form(2, 1, back), true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let page = plain(&desk.get(&person, &format!("/pivots/{id}")).await.body);
        assert!(page.contains("Qualité non établie : seules des déclarations"));
        assert!(page.contains("Non établie (retiré par Agent"), "{page}");
        assert!(
            page.contains(told) && page.contains("papiers voles"),
            "{page}"
        );
        assert!(seen_by(&desk, &person, id).await["quality"].is_null());
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::DEEDS, binds!["identifier"]).await.unwrap();
        let deeds: Vec<(String, String)> = rows
            .iter()
            .map(|row| (row.get("action").unwrap(), row.get("reason").unwrap()))
            .filter(|(action, _): &(String, String)| action.starts_with("quality."))
            .collect();
        let expected = [
            ("quality.said".to_owned(), "papiers voles".to_owned()),
            (
                "quality.taken_back".to_owned(),
                "titulaire entendu".to_owned(),
            ),
        ];
        assert_eq!(deeds, expected);
    }
);

on_both!(
    each_refusal_says_why_and_keeps_what_was_typed,
    crate::capabilities(),
    async |kit: Kit| {
        let (_, id) = two(&kit).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let path = format!("/pivots/{id}/qualite");
        let long = "x".repeat(121);
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        for (n, after, said, status, told) in [
            (
                1,
                0,
                ["suspect", "inference", "", "vu"],
                unprocessable,
                "Nul n’est suspect par le seul rapprochement",
            ),
            (
                2,
                0,
                ["suspect", "fact", "", "vu"],
                unprocessable,
                "Dites d’après qui",
            ),
            (
                3,
                0,
                ["victim", "fact", &long, "vu"],
                unprocessable,
                "120 caractères au plus",
            ),
            (
                4,
                0,
                ["victim", "fact", "Banque", "+"],
                unprocessable,
                "Écrivez la raison.",
            ),
            (
                5,
                0,
                ["", "fact", "Banque", "vu"],
                unprocessable,
                "Choisissez une qualité",
            ),
            (
                6,
                0,
                ["victim", "", "Banque", "vu"],
                unprocessable,
                "Choisissez une qualité",
            ),
            (
                7,
                0,
                ["unknown", "", "", "vu"],
                StatusCode::CONFLICT,
                "il n’y a rien à retirer",
            ),
            (
                8,
                3,
                ["victim", "fact", "Banque", "vu"],
                StatusCode::CONFLICT,
                "depuis que vous lisez",
            ),
        ] {
            let seen = desk.post(&person, &path, &form(n, after, said), true).await;
            assert_eq!(seen.status, status, "{told}: {}", seen.body);
            let page = plain(&seen.body);
            assert!(page.contains(told), "{told}: {page}");
            assert!(said[2].is_empty() || seen.body.contains(&format!("value=\"{}\"", said[2])));
        }
        let said = ["suspect", "statement", "un+voisin", "entendu"];
        let seen = desk.post(&person, &path, &form(9, 0, said), true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let seen = desk.post(&person, &path, &form(10, 1, said), true).await;
        assert_eq!(seen.status, StatusCode::CONFLICT);
        assert!(seen.body.contains("déjà ce qui est dit"));
        // What no page sends is not understood.
        let seen = desk.post(&person, &path, "geste=x&avant=0", true).await;
        assert_eq!(seen.status, StatusCode::BAD_REQUEST);
        let never = kit.world.value_ids.of("email", "jamais@exemple.fr");
        let never = format!("/pivots/{never}/qualite");
        let seen = desk.post(&person, &never, &form(11, 0, said), true).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        let api = format!("/api/v1/identifiers/{id}/quality");
        let body = |ground: &str| {
            json!({ "id": gesture(12), "after": 1, "quality": "suspect", "ground": ground,
                    "reason": "vu" })
        };
        let seen = desk.send(&person, &api, &body("inference")).await;
        assert_eq!(seen.status, unprocessable, "{}", seen.body);
        assert!(seen.body.contains("Nul n’est suspect"), "{}", seen.body);
        let seen = desk.send(&person, &api, &body("rumour")).await;
        assert_eq!(seen.status, unprocessable, "{}", seen.body);
    }
);

on_both!(
    of_two_who_speak_at_once_the_second_is_told_of_the_first,
    crate::capabilities(),
    async |kit: Kit| {
        let (_, id) = two(&kit).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let api = format!("/api/v1/identifiers/{id}/quality");
        let body = |n: u128, quality: &str| {
            json!({ "id": gesture(n), "after": 0, "quality": quality, "ground": "fact",
                    "origin": "Banque", "reason": "vu" })
        };
        let (one, other) = (body(1, "victim"), body(2, "witness"));
        let (one, other) = tokio::join!(
            desk.send(&person, &api, &one),
            desk.send(&person, &api, &other)
        );
        let mut answers = [one.status, other.status];
        answers.sort();
        assert_eq!(answers, [StatusCode::OK, StatusCode::CONFLICT]);
    }
);

on_both!(
    only_who_may_judge_a_value_says_it_and_who_sees_it_masked_reads_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        let (_, id) = two(&kit).await;
        let desk = Desk::of(&kit);
        let judge = analyst(&kit).await;
        let (page, path) = (format!("/pivots/{id}"), format!("/pivots/{id}/qualite"));
        let api = format!("/api/v1/identifiers/{id}/quality");
        let said = ["impersonated", "fact", "Registre", "vu"];
        let seen = desk.post(&judge, &path, &form(1, 0, said), true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        for role in Role::ALL {
            if role == Role::Analyst {
                continue;
            }
            let purpose = purpose_of(role);
            let person = sign_in(&kit, role, purpose, "lille").await;
            let seen = desk.post(&person, &path, &form(2, 1, said), true).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{role:?}");
            let body = json!({ "id": gesture(3), "after": 1, "quality": "suspect",
                "ground": "fact", "origin": "x", "reason": "vu" });
            let seen = desk.send(&person, &api, &body).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{role:?}");
        }
        // Who reads a complaint that bears it reads what is said; who reads none does not.
        for (unit, reads) in [("brest", true), ("nice", false)] {
            let officer = sign_in(&kit, Role::Investigator, Purpose::Inquiry, unit).await;
            let seen = desk.get(&officer, &page).await;
            assert_eq!(
                seen.body.contains("Registre"),
                reads,
                "{unit}: {}",
                seen.body
            );
            assert!(!seen.body.contains("name=\"qualite\""), "{unit}");
        }
        let seen = desk.stranger(&page).await;
        assert_ne!(seen.status, StatusCode::OK);
        assert!(!seen.body.contains("Registre"));
    }
);

on_both!(
    what_is_said_of_a_value_goes_with_the_last_complaint_that_says_it,
    crate::capabilities(),
    async |kit: Kit| {
        let (world, id) = two(&kit).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let path = format!("/pivots/{id}/qualite");
        let said = ["witness", "statement", "le+syndic", "entendu"];
        desk.post(&person, &path, &form(1, 0, said), true).await;
        let cx = Cx::platform(&kit.world);
        for (gone, left) in world.iter().zip([1, 0]) {
            let mut tx = kit.world.db.write().await.unwrap();
            let complaint = ComplaintId(gone.id);
            tx.execute(&store::ERASE, binds![gone.id]).await.unwrap();
            let erased = Event::ComplaintErased(ComplaintErased { complaint });
            cx.emit(&mut tx, &erased).await.unwrap();
            let rows = tx.all(&store::QUALITIES, binds![]).await.unwrap();
            assert_eq!(rows.len(), left);
            tx.commit().await.unwrap();
        }
    }
);

/// A private body that is in no case of the law keeps no file of offences: it says of nobody that they are a suspect, at either
/// mouth, and may say the rest.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_that_keeps_no_file_of_offences_calls_nobody_a_suspect() {
    let config = Config {
        controller: Some("Essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Private),
        ..Config::default()
    };
    let mut kit = kit_with(On::Sqlite, crate::capabilities(), config).await;
    let world = std::sync::Arc::get_mut(&mut kit.world).expect("nobody else holds the world yet");
    world.config.offence_case = None;
    let (_, id) = two(&kit).await;
    let desk = Desk::of(&kit);
    let person = analyst(&kit).await;
    let path = format!("/pivots/{id}/qualite");
    let said = ["suspect", "statement", "un+voisin", "entendu"];
    let seen = desk.post(&person, &path, &form(1, 0, said), true).await;
    assert_eq!(seen.status, StatusCode::FORBIDDEN, "{}", seen.body);
    let page = plain(&seen.body);
    assert!(page.contains("infractions"), "{page}");
    assert!(seen.body.contains("value=\"un voisin\""), "{}", seen.body);
    let api = format!("/api/v1/identifiers/{id}/quality");
    let body = json!({ "id": gesture(2), "after": 0, "quality": "suspect", "ground": "statement",
                       "origin": "un voisin", "reason": "entendu" });
    let seen = desk.send(&person, &api, &body).await;
    assert_eq!(seen.status, StatusCode::FORBIDDEN, "{}", seen.body);
    assert!(seen.body.contains("infractions"), "{}", seen.body);
    let said = ["victim", "statement", "un+voisin", "entendu"];
    let seen = desk.post(&person, &path, &form(3, 0, said), true).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
}

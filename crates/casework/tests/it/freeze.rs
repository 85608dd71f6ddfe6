//! Payments to have blocked: told by the answers, seen before anything else while their time runs, by
//! who may open the complaint, and settled in words that the journal keeps.

use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, told, usual};
use faisceau_casework::capability;
use faisceau_casework::index_words::index_words;
use faisceau_domain::access::Role;
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use serde_json::json;
use uuid::Uuid;

/// A transfer of 1 250,50 € on a day of November 2026, at ten in the morning in Paris.
fn paid(day: i8, status: &str) -> String {
    let choice = |code: &str| json!({"state": "value", "value": {"type": "choice", "is": code}});
    let at =
        json!({"date": format!("2026-11-{day:02}"), "time": "10:00:00", "zone": "Europe/Paris"});
    let sum = json!({"minor": 125_050, "currency": "EUR"});
    let value = |kind: &str, is| json!({"state": "value", "value": {"type": kind, "is": is}});
    let form = json!({"code": "fake_shop", "version": 1, "hash": "0".repeat(64)});
    let answers = json!({
        "payment[0].method": choice("transfer"),
        "payment[0].status": choice(status),
        "payment[0].date": value("moment", at),
        "payment[0].amount": value("money", sum),
    });
    json!({"v": 1, "form": form, "answers": answers}).to_string()
}

async fn tickets(kit: &Kit) -> Vec<(Uuid, ComplaintId, Option<String>)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::TICKETS, binds![]).await.unwrap();
    let ticket = |row: &faisceau_platform::db::Row| {
        let (id, of) = (row.get("id").unwrap(), row.get("complaint_id").unwrap());
        (id, of, row.get("outcome").unwrap())
    };
    rows.iter().map(ticket).collect()
}

on_both!(
    a_recent_payment_is_seen_first_until_it_is_settled_or_its_time_is_over,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        colleague(&kit, Role::Officer, "brest").await;
        let seed = |answers: String| Seed {
            unit: "lille",
            answers,
            ..Seed::default()
        };
        let cx = Cx::platform(&kit.world);
        let (recent, reference) = complaint(&kit, 1, seed(paid(21, "done"))).await;
        let (older, other) = complaint(&kit, 2, seed(paid(14, "pending"))).await;
        for (number, answers) in [
            (3, paid(11, "done")),
            (4, paid(21, "refunded")),
            (5, "{}".into()),
        ] {
            let (calm, _) = complaint(&kit, number, seed(answers)).await;
            index_words(&cx, calm).await.unwrap();
        }
        for id in [recent, older] {
            index_words(&cx, id).await.unwrap();
            index_words(&cx, id).await.unwrap();
        }
        let known = tickets(&kit).await;
        assert_eq!(known.len(), 2, "one for each recent payment: {known:?}");
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        for path in ["/agent", "/agent/boite"] {
            let page = officer.get(path).await.body;
            let text = plain(&page);
            let section = page.split("id=\"gel\"").nth(1).unwrap();
            let section = section.split("</section>").next().unwrap();
            let at = |words: &str| {
                section
                    .find(words)
                    .unwrap_or_else(|| panic!("{words}\n{section}"))
            };
            assert!(at(&reference) < at(&other), "the latest payment first");
            assert!(
                page.find("id=\"gel\"") < page.find("<table"),
                "before every list"
            );
            for said in [
                "1 250,50 €",
                "Virement",
                "rappel du virement",
                "reste 8 jours 22 h",
            ] {
                assert!(text.contains(said), "{said}\n{text}");
            }
        }
        let mut elsewhere = Browser::signed_in(&kit, Role::Officer, "brest").await;
        let page = elsewhere.get("/agent/boite").await.body;
        assert!(!page.contains("id=\"gel\""), "{page}");

        let page = officer.get(&format!("/dossier/{recent}")).await.body;
        assert!(
            page.contains("Écrire la suite d’une demande à la banque"),
            "{page}"
        );
        let ticket = known.iter().find(|(_, of, _)| *of == recent).unwrap().0;
        let path = format!("/dossier/{recent}/gel");
        let form = |suite: &str, words: &str| {
            format!("demande={ticket}&suite={suite}&mots-{ticket}={words}")
        };
        let wrong = officer.post(&path, &form("refused", "non")).await;
        assert_eq!(wrong.status.as_u16(), 422);
        assert!(
            wrong.body.contains("Écrivez ce que la banque a répondu"),
            "{}",
            wrong.body
        );
        for broken in [form("perdu", ""), "demande=x&suite=done".to_owned()] {
            assert_eq!(officer.post(&path, &broken).await.status.as_u16(), 400);
        }
        let of_another = format!("/dossier/{older}/gel");
        let mixed = officer.post(&of_another, &form("done", "")).await;
        assert_eq!(mixed.status.as_u16(), 404);
        assert_eq!(
            elsewhere
                .post(&path, &form("done", ""))
                .await
                .status
                .as_u16(),
            404
        );
        assert_eq!(told(&kit, "freeze.settled").await, [], "nothing so far");
        let done = officer
            .post(&path, &form("done", "Fonds+bloqués+à+11+h"))
            .await;
        assert_eq!(done.status.as_u16(), 303, "{}", done.body);
        let journal = told(&kit, "freeze.settled").await;
        assert_eq!(journal.len(), 1);
        assert_eq!(journal[0].subject, Some(recent.0));
        assert!(
            journal[0].detail.contains("\"outcome\":\"done\""),
            "{}",
            journal[0].detail
        );
        assert!(
            !journal[0].detail.contains("Fonds"),
            "words stay with the ticket"
        );
        let text = plain(&officer.get(&format!("/dossier/{recent}")).await.body);
        assert!(
            text.contains("Bloqué ou rendu") && text.contains("Fonds bloqués à 11 h"),
            "{text}"
        );
        let page = officer.get("/agent/boite").await.body;
        let section = page.split("id=\"gel\"").nth(1).unwrap();
        let section = section.split("</section>").next().unwrap();
        assert!(
            !section.contains(&reference) && section.contains(&other),
            "{section}"
        );
        // Written anew it is corrected, and the answers told again change nothing of it.
        officer
            .post(&path, &form("refused", "Le+compte+est+vide"))
            .await;
        index_words(&cx, recent).await.unwrap();
        let known = tickets(&kit).await;
        assert!(
            known.contains(&(ticket, recent, Some("refused".to_owned()))),
            "{known:?}"
        );
        assert_eq!(told(&kit, "freeze.settled").await.len(), 2);

        // Ten days after the payment nothing runs any more.
        kit.world.clock.advance_millis(3 * 24 * 3_600_000);
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = officer.get("/agent/boite").await.body;
        assert!(
            page.contains(&other) && !page.contains("id=\"gel\""),
            "{page}"
        );
        let text = plain(&officer.get(&format!("/dossier/{older}")).await.body);
        assert!(text.contains("dix jours passés"), "{text}");
        let mut tx = kit.world.db.write().await.unwrap();
        let erased = Event::ComplaintErased(ComplaintErased { complaint: recent });
        cx.emit(&mut tx, &erased).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(tickets(&kit).await.len(), 1);
    }
);

on_both!(
    who_may_not_treat_a_complaint_settles_nothing_of_it,
    vec![capability()],
    async |kit: Kit| {
        let seed = Seed {
            unit: "lille",
            answers: paid(21, "done"),
            ..Seed::default()
        };
        let (id, _) = complaint(&kit, 1, seed).await;
        index_words(&Cx::platform(&kit.world), id).await.unwrap();
        let ticket = tickets(&kit).await[0].0;
        let path = format!("/dossier/{id}/gel");
        let form = format!("demande={ticket}&suite=done");
        let mut stranger = Browser::stranger(&kit);
        assert!(!stranger.post(&path, &form).await.status.is_success());
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Officer) {
            colleague(&kit, role, "lille").await;
            let mut person = Browser::signed_in(&kit, role, "lille").await;
            let status = person.post(&path, &form).await.status;
            assert!(
                status.is_client_error(),
                "{role:?} {:?}: {status}",
                usual(role)
            );
            let page = person.get(&format!("/dossier/{id}")).await.body;
            assert!(!page.contains("name=\"demande\""), "{role:?}");
        }
        assert_eq!(tickets(&kit).await[0].2, None);
        assert_eq!(told(&kit, "freeze.settled").await, []);
    }
);

//! Imports by their operation: the same line again, another content, two at once, and each bad
//! line with its own sentence.

use crate::operations_kit::stored;
use crate::store;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::capability;
use faisceau_intake::import::{Imported, Refused, check, import, receipts_of};
use faisceau_intake::receipt::{self, ACKNOWLEDGEMENT};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, START};

const SOURCE: &str = "essai";

fn line(more: &str) -> String {
    format!(
        r#"{{"id":"a1","received_at":"2026-11-01T08:00:00Z",
            "occurred_at":"2026-10-30T08:00:00Z","kind":"fake_shop"{more}}}"#
    )
}

async fn taken(kit: &Kit, line: &str) -> Outcome<Imported, Refused> {
    let cx = Cx::platform(&kit.world);
    let checked = check(line, kit.world.clock.now()).map_err(Error::Refused)?;
    let mut tx = kit.world.db.write().await?;
    let imported = import(&cx, &mut tx, SOURCE, checked).await?;
    tx.commit().await?;
    Ok(imported)
}

pub(crate) async fn added(kit: &Kit, line: &str) -> ComplaintId {
    match taken(kit, line).await.unwrap() {
        Imported::Added(id) => id,
        Imported::Already(_) => panic!("a new line is added"),
    }
}

on_both!(
    a_line_is_registered_once_with_its_two_times,
    vec![capability()],
    async |kit: Kit| {
        let more = r#","amount_eur":12.345,"ids":[{"t":"phone","v":"06 39 98 00 01"},
            {"t":"iban","v":"not an iban"}],"text":"émoji 🎂 中文 \u202e"#;
        let text = line(&format!("{more}\""));
        let id = added(&kit, &text).await;
        let complaint = stored(&kit, id).await;
        assert_eq!(complaint.amount_minor, Some(1_235));
        assert_eq!(complaint.source.as_deref(), Some(SOURCE));
        let mut tx = kit.world.db.read().await.unwrap();
        let paper = receipt::of(&mut tx, id, ACKNOWLEDGEMENT).await.unwrap();
        let payload = paper.unwrap().read_payload().unwrap();
        assert_eq!(
            payload.received_at.as_deref(),
            Some("2026-11-01T08:00:00.000Z")
        );
        assert_ne!(Some(payload.registered_at), payload.received_at);
        drop(tx);
        let spaced = text.replace(",\"ids\"", " ,  \"ids\"");
        let again = taken(&kit, &spaced).await.unwrap();
        assert_eq!(again, Imported::Already(id), "spaces do not count");
        let journal = store::actions_on(&kit, id.0).await;
        assert_eq!(journal, ["complaint.filed"]);
        assert_eq!(
            store::jobs_of(&kit, id.0).await,
            0,
            "bulk files are made when asked"
        );
        let cx = Cx::platform(&kit.world);
        assert_eq!(receipts_of(&cx, SOURCE).await.unwrap(), 1);
        assert_eq!(receipts_of(&cx, "autre").await.unwrap(), 0);
    }
);

on_both!(
    other_content_under_the_same_id_changes_nothing,
    vec![capability()],
    async |kit: Kit| {
        let id = added(&kit, &line("")).await;
        let before = store::journaled(&kit).await;
        let conflict = taken(&kit, &line(r#","amount_eur":1"#)).await;
        let expected = Refused::Conflict("a1".to_owned());
        assert!(matches!(conflict, Err(Error::Refused(refused)) if refused == expected));
        assert_eq!(stored(&kit, id).await.amount_minor, None);
        assert_eq!(store::journaled(&kit).await, before);
        // The number 1 and the string "1" are one id of a source.
        let number = line("").replace("\"a1\"", "7");
        added(&kit, &number).await;
        let string = line("").replace("\"a1\"", "\"7\"");
        let refused = taken(&kit, &string).await;
        assert!(matches!(refused, Err(Error::Refused(Refused::Conflict(_)))));
    }
);

on_both!(
    two_imports_at_once_register_each_line_once,
    vec![capability()],
    async |kit: Kit| {
        let kit = std::sync::Arc::new(kit);
        let tasks: Vec<_> = (0..2)
            .map(|_| {
                let kit = kit.clone();
                tokio::spawn(async move {
                    let mut added = 0;
                    for number in 0..20 {
                        let text = line("").replace("\"a1\"", &number.to_string());
                        // Who loses the race reads again what the other wrote.
                        loop {
                            match taken(&kit, &text).await {
                                Ok(Imported::Added(_)) => added += 1,
                                Ok(Imported::Already(_)) => {}
                                Err(Error::Fault(fault)) if fault.is_conflict() => continue,
                                Err(other) => panic!("{other:?}"),
                            }
                            break;
                        }
                    }
                    added
                })
            })
            .collect();
        let mut added = 0;
        for task in tasks {
            added += task.await.unwrap();
        }
        assert_eq!(added, 20);
        let cx = Cx::platform(&kit.world);
        assert_eq!(receipts_of(&cx, SOURCE).await.unwrap(), 20);
    }
);

#[test]
fn each_bad_line_has_its_sentence() {
    let now = START.parse().unwrap();
    let long = "x".repeat(201);
    let many = vec![r#"{"t":"ip","v":"203.0.113.7"}"#; 501].join(",");
    let cases = [
        ("not json".to_owned(), "expected"),
        (
            line("").replace("\"a1\"", "\" \""),
            "`id` must have 1 to 200",
        ),
        (
            line("").replace("\"a1\"", &format!("\"{long}\"")),
            "`id` must have 1 to 200",
        ),
        (line("").replace("fake_shop", &long), "`kind` must have 200"),
        (
            line("").replace("2026-11-01T08:00:00Z", "hier"),
            "`received_at` must be an RFC 3339",
        ),
        (
            line("").replace("2026-10-30", "1492-10-12"),
            "`occurred_at` must be within",
        ),
        (
            line("").replace("2026-10-30", "2199-01-01"),
            "`occurred_at` must be within",
        ),
        (line(r#","amount_eur":-1"#), "`amount_eur` must be between"),
        (
            line(r#","amount_eur":1e15"#),
            "`amount_eur` must be between",
        ),
        (line(r#","image":"zz""#), "`image` must be 64"),
        (line(&format!(",\"ids\":[{many}]")), "`ids` must hold 500"),
        (
            line(r#","ids":[{"t":"fax","v":"1"}]"#),
            "unknown type `fax`",
        ),
        (
            line(r#","ids":[{"t":"ip","v":"1","r":"boss"}]"#),
            "unknown role `boss`",
        ),
        (line(r#","surprise":1"#), "unknown field `surprise`"),
        (
            line(&format!(",\"text\":\"{}\"", "x".repeat(100_001))),
            "`text` must have 100000",
        ),
    ];
    for (text, told) in cases {
        let shown: String = text.chars().take(120).collect();
        let Err(Refused::Bad(why)) = check(&text, now) else {
            panic!("{shown} is taken");
        };
        assert!(why.contains(told), "{shown}: {why}");
    }
}

#[test]
fn a_value_its_parser_refuses_is_kept_and_told() {
    let text = line(r#","ids":[{"t":"iban","v":"FR00"},{"t":"ip","v":"203.0.113.7"}]"#);
    let checked = check(&text, START.parse().unwrap()).unwrap();
    assert_eq!(checked.unread().len(), 1);
    assert!(checked.unread()[0].starts_with("iban `FR00`"));
}

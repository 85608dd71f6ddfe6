//! Searching: what finds what, for whom, and what the journal keeps of it.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_casework::index_words::{index_all_words, index_words};
use faisceau_domain::access::Role;
use faisceau_domain::event::{Channel, ComplaintFiled, Event};
use faisceau_domain::id::{ComplaintId, ReceiptId};
use faisceau_identifiers::{Kind, parse};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, told};

/// Answers as intake files them: a narrative, a victim, the name of a site.
pub(crate) fn answers(narrative: &str, victim: &str, site: &str) -> String {
    let text =
        |words: &str| format!(r#"{{"state":"value","value":{{"type":"text","is":"{words}"}}}}"#);
    let person = format!(
        r#"{{"state":"value","value":{{"type":"person","is":{{"parts":[["birth_name","{victim}"]]}}}}}}"#
    );
    format!(
        r#"{{"v":1,"form":{{"code":"fake_shop","version":1,"hash":"0"}},"answers":{{"site.name":{},"story.during":{},"victim.civil":{person}}}}}"#,
        text(site),
        text(narrative),
    )
}

pub(crate) async fn told_in(
    kit: &Kit,
    number: i64,
    unit: &'static str,
    answers: String,
) -> (ComplaintId, String) {
    let seed = Seed {
        unit,
        answers,
        ..Seed::default()
    };
    let (id, reference) = complaint(kit, number, seed).await;
    index_words(&Cx::platform(&kit.world), id).await.unwrap();
    (id, reference)
}

pub(crate) async fn holds(kit: &Kit, id: ComplaintId, kind: Kind, raw: &str) {
    let identifier = parse(kind, raw).unwrap();
    let now = kit.world.clock.now();
    let row = binds![
        kit.world.dice.uuid(now),
        kit.world.value_ids.of(kind.code(), identifier.canonical()),
        kit.world.value_ids.of(kind.code(), identifier.key()),
        id,
        kind.code(),
        identifier.canonical(),
        identifier.key(),
        now,
    ];
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::IDENTIFIER, row).await.unwrap();
    tx.commit().await.unwrap();
}

/// What a role of a unit finds for a term.
async fn finds(kit: &Kit, role: Role, unit: &str, term: &str) -> String {
    let mut browser = Browser::signed_in(kit, role, unit).await;
    let page = browser.post("/recherche", &form(term)).await;
    assert_eq!(page.status, StatusCode::OK, "{term}");
    page.body
}

fn form(term: &str) -> String {
    let escaped = faisceau_platform::web::lang::escaped(term);
    format!("q={escaped}&reason=Affaire+2026%2F12")
}

on_both!(
    words_find_what_the_reader_may_read,
    vec![capability()],
    async |kit: Kit| {
        for role in [Role::Officer, Role::Analyst, Role::Prosecutor] {
            colleague(&kit, role, "lille").await;
        }
        let narrative = "Le colis n’est jamais arrivé à l’entrepôt d’Évry";
        let told = answers(narrative, "Lemaître", "Boîte à Merveilles");
        let (_, here) = told_in(&kit, 1, "lille", told.clone()).await;
        let (_, there) = told_in(&kit, 2, "brest", told).await;
        let officer = async |term| finds(&kit, Role::Officer, "lille", term).await;
        for term in [
            "colis",
            "COLIS evry",
            "entrep",
            "lemaitre",
            "Lemaître colis",
            "merveilles",
            "boite",
            "faux site",
        ] {
            let found = officer(term).await;
            assert!(found.contains(&here), "{term}");
            assert!(!found.contains(&there), "{term}: another unit's");
        }
        for term in ["colis lyon", "arrives", "lem", "\"colis", "co* OR x", "e'"] {
            let found = officer(term).await;
            assert_eq!(found.contains(&here), term == "\"colis", "{term}");
        }
        // The analyst reads every narrative and knows no victim.
        let analyst = async |term| finds(&kit, Role::Analyst, "lille", term).await;
        for (term, found) in [
            ("colis", true),
            ("merveilles", true),
            ("lemaitre", false),
            ("lemaitre colis", false),
        ] {
            let page = analyst(term).await;
            assert_eq!(
                (page.contains(&here), page.contains(&there)),
                (found, found),
                "{term}"
            );
        }
    }
);

on_both!(
    identifiers_and_references_find_what_holds_them,
    vec![capability()],
    async |kit: Kit| {
        for role in [Role::Officer, Role::Analyst] {
            colleague(&kit, role, "lille").await;
        }
        let (one, here) = told_in(&kit, 1, "lille", "{}".to_owned()).await;
        let (two, there) = told_in(&kit, 2, "brest", "{}".to_owned()).await;
        for id in [one, two] {
            holds(&kit, id, Kind::Iban, "FR76 3000 6000 0112 3456 7890 189").await;
            holds(&kit, id, Kind::Phone, "06 39 98 12 34").await;
        }
        let iban = "fr76-3000-6000-0112-3456-7890-189";
        let page = finds(&kit, Role::Officer, "lille", iban).await;
        assert!(page.contains(&here) && !page.contains(&there));
        assert!(page.contains("1 dossier<") && page.contains("href=\"/pivots/"));
        for typed in [iban, "+33 6 39 98 12 34", "0639981234"] {
            let page = finds(&kit, Role::Analyst, "lille", typed).await;
            assert!(page.contains(&here) && page.contains(&there), "{typed}");
        }
        for typed in [here.to_lowercase(), format!(" {here} ")] {
            let page = finds(&kit, Role::Officer, "lille", &typed).await;
            assert!(page.contains(&format!("/dossier/{one}")), "{typed}");
        }
        let page = finds(&kit, Role::Officer, "lille", &there).await;
        assert!(!page.contains(&format!("/dossier/{two}")));
        let page = finds(&kit, Role::Officer, "lille", "06 39 98 99 99").await;
        assert!(!page.contains("/pivots/") && !page.contains(&here));
    }
);

on_both!(
    what_is_restricted_is_found_by_its_reference_alone,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let narrative = "Le colis n’est jamais arrivé à l’entrepôt d’Évry";
        let told = answers(narrative, "Lemaître", "Boîte à Merveilles");
        let (id, here) = told_in(&kit, 1, "lille", told).await;
        let iban = "FR76 3000 6000 0112 3456 7890 189";
        holds(&kit, id, Kind::Iban, iban).await;
        let ways = ["colis", "Lemaître", "merveilles", iban];
        for term in ways {
            let page = finds(&kit, Role::Officer, "lille", term).await;
            assert!(page.contains(&here), "{term}");
        }
        let mut tx = kit.world.db.write().await.unwrap();
        let restrict = &crate::store::RESTRICT;
        tx.execute(restrict, binds![id]).await.unwrap();
        tx.commit().await.unwrap();
        for term in ways {
            let page = finds(&kit, Role::Officer, "lille", term).await;
            assert!(!page.contains(&here), "{term}");
        }
        let page = finds(&kit, Role::Officer, "lille", &here).await;
        assert!(page.contains(&format!("/dossier/{id}")));
    }
);

on_both!(
    a_search_needs_a_reason_and_leaves_no_term,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let mut browser = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let long = "x".repeat(4_097);
        for (body, word) in [
            ("q=Lemaitre&reason=".to_owned(), "raison"),
            ("q=Lemaitre&reason=+ok+".to_owned(), "raison"),
            ("q=&reason=Affaire+12".to_owned(), "cherchez"),
            ("q=%00+%00&reason=Affaire+12".to_owned(), "cherchez"),
            (format!("q={long}&reason=Affaire+12"), "trop long"),
        ] {
            let page = browser.post("/recherche", &body).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            assert!(page.body.contains(word), "{body}");
        }
        assert_eq!(told(&kit, "search.run").await, []);
        for term in [
            "Lemaître",
            "🎂",
            "\u{202e}evil",
            "中文",
            "\u{feff}مرحبا",
            "a\0b",
            "'; drop table",
            "%_\\",
            "2199-01-01",
            "{facts} : x",
            "NEAR(a b)",
            "-",
            "^colis",
            "(((",
        ] {
            let page = browser.post("/recherche", &form(term)).await;
            assert_eq!(page.status, StatusCode::OK, "{term}");
        }
        let searched = told(&kit, "search.run").await;
        assert_eq!(searched.len(), 14);
        for row in &searched {
            assert_eq!(row.reason, "Affaire 2026/12");
            assert_eq!(row.purpose.as_deref(), Some("intake"));
            assert!(
                !row.detail.to_lowercase().contains("lema"),
                "{}",
                row.detail
            );
        }
        assert_ne!(searched[0].detail, searched[1].detail);
        let moved = browser.get("/recherche?q=Lemaitre&reason=Affaire").await;
        assert!(
            !moved.body.contains("Aucun dossier"),
            "an address searches nothing"
        );
        assert_eq!(told(&kit, "search.run").await.len(), 14);
    }
);

on_both!(
    a_filing_is_indexed_by_a_job_and_once,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let line = r#"{"id":1,"received_at":"","occurred_at":"","kind":"x","text":"Un virement à Zürich"}"#;
        let seed = Seed {
            unit: "lille",
            answers: line.to_owned(),
            source: Some("pilote"),
            ..Seed::default()
        };
        let (id, reference) = complaint(&kit, 1, seed).await;
        let cx = Cx::platform(&kit.world);
        for _ in 0..2 {
            let mut tx = kit.world.db.write().await.unwrap();
            let filed = ComplaintFiled {
                complaint: id,
                receipt: ReceiptId(id.0),
                form_type: "fake_shop".to_owned(),
                officer: None,
                channel: Channel::Import,
            };
            cx.emit(&mut tx, &Event::ComplaintFiled(filed))
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(work_until_idle(&kit.world).await.unwrap(), 1);
        }
        let page = finds(&kit, Role::Officer, "lille", "zurich").await;
        assert_eq!(page.matches(&format!("/dossier/{id}\"")).count(), 1);
        assert!(page.contains(&reference));
        // A complaint that is gone is nothing to index, and no fault.
        let nobody = ComplaintId(uuid::Uuid::nil());
        index_words(&cx, nobody).await.unwrap();
    }
);

on_both!(
    who_takes_a_complaint_at_a_counter_is_in_charge_of_it,
    vec![capability()],
    async |kit: Kit| {
        let seed = Seed {
            unit: "lille",
            ..Seed::default()
        };
        let (id, _) = complaint(&kit, 1, seed).await;
        let officer = crate::world::colleague(&kit, Role::Officer, "lille").await;
        let cx = Cx {
            actor: faisceau_domain::journal::Actor::Staff(officer),
            ..Cx::platform(&kit.world)
        };
        let mut tx = kit.world.db.write().await.unwrap();
        let filed = ComplaintFiled {
            complaint: id,
            receipt: ReceiptId(id.0),
            form_type: "fake_shop".to_owned(),
            channel: Channel::Counter,
            officer: Some(officer),
        };
        cx.emit(&mut tx, &Event::ComplaintFiled(filed))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        let case = faisceau_casework::case::load(&mut tx, id).await;
        assert_eq!(case.unwrap().unwrap().assignee, Some(officer));
    }
);

on_both!(
    words_are_indexed_again_from_the_complaints_alone,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let told = answers("un colis perdu", "Martin", "a.example");
        let (kept, reference) = told_in(&kit, 1, "lille", told).await;
        told_in(
            &kit,
            2,
            "lille",
            answers("une banque", "Durand", "b.example"),
        )
        .await;
        let cx = Cx::platform(&kit.world);
        let indexed = async || {
            let mut tx = kit.world.db.read().await.unwrap();
            let row = tx.one(&store::INDEXED, binds![]).await.unwrap();
            tx.rollback().await.unwrap();
            row.get::<i64>("n").unwrap()
        };
        for _ in 0..2 {
            assert_eq!(index_all_words(&cx).await.unwrap(), 2);
            assert_eq!(indexed().await, 2);
            let found = finds(&kit, Role::Officer, "lille", "perdu").await;
            assert!(found.contains(&reference));
        }
        // Words of a complaint that is gone go too.
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::LOSE_COMPLAINT, binds![kept])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(index_all_words(&cx).await.unwrap(), 1);
        assert_eq!(indexed().await, 1);
    }
);

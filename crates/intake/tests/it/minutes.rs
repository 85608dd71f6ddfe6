//! The minutes of what was heard at the counter, the statement of a body that is no authority, and the record
//! for other programs: what each says, who may take it out, and what the journal keeps.

use crate::counter_filing::{presence, taken};
use crate::operations_kit::{Says, filed, officer, staff, stored, victim};
use crate::operations_words::{close, kit, pages};
use crate::space_browser::Browser;
use crate::store;
use axum::http::{StatusCode, header};
use faisceau_documents::Regime;
use faisceau_documents::cms::Hash::Sha256;
use faisceau_documents::cms::Signed;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::form::{Journey, UNANSWERED};
use faisceau_domain::hearing::{Reach, Word};
use faisceau_domain::id::ComplaintId;
use faisceau_intake::file::{self, Nature};
use faisceau_intake::receipt::{self, ACKNOWLEDGEMENT, MINUTES, RECEPISSE, STATEMENT};
use faisceau_intake::{capability, render, validate};
use faisceau_platform::cx::Cx;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use serde_json::Value;

async fn recorded(cx: &Cx, id: ComplaintId) {
    let offences = ["Escroquerie (libellé d’essai)".to_owned()];
    validate::validate(cx, id, &offences).await.unwrap();
}

async fn text(kit: &Kit, id: ComplaintId, document: &str) -> String {
    let pdf = render::render(&victim(kit), id, document).await.unwrap();
    // With FAISCEAU_PAPERS=<folder> the papers are also written there, to be looked at.
    if let Ok(folder) = std::env::var("FAISCEAU_PAPERS") {
        std::fs::write(format!("{folder}/heard-{document}.pdf"), &pdf).unwrap();
    }
    close(&pages(kit, &pdf).concat())
}

async fn documents(kit: &Kit, id: ComplaintId) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let all = receipt::all(&mut tx, id).await.unwrap();
    all.into_iter().map(|paper| paper.document).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn every_question_is_in_the_minutes_with_who_was_there() {
    let kit = kit(Regime::Authority, false).await;
    let cx = officer(&kit).await;
    let word = Word::refused_to_sign("veut en parler à son avocate").unwrap();
    let id = taken(&kit, &cx, "fake_shop", &Says::new(), &word).await;
    recorded(&cx, id).await;
    let said = text(&kit, id, MINUTES).await;
    let complaint = stored(&kit, id).await;
    let answers = complaint.answers().unwrap().unwrap();
    let journey = Journey::of(&kit.world.forms, "fake_shop", &answers).unwrap();
    let mut unanswered = 0;
    for row in journey
        .transcript(complaint.lang)
        .into_iter()
        .flat_map(|part| part.rows)
    {
        let question = close(&row.label);
        assert!(said.contains(&question), "{question}: {said}");
        // A page may end between two lines of one answer.
        for line in row.value.lines() {
            assert!(said.contains(&close(line)), "{line}: {said}");
        }
        unanswered += usize::from(row.left == Some(UNANSWERED));
    }
    let count = said.matches("Sansréponse").count();
    assert_eq!(count, unanswered);
    for heard in [
        "Passeport n° 00AA00000, délivrée par : Préfecture d’essai",
        "Interprète 4471, dari, a prêté serment pour cette audition, par téléphone",
        "Alix Exemple, barreau d’essai",
        "La personne n’a pas voulu signer. Raison donnée : « veut en parler à son avocate »",
        "À distance : ne signe pas sur ce document.",
        "Début de l’audition 22 novembre 2026 à 11 h 00 min 00 s",
        "Les réponses ont été relues à la personne le 22 novembre 2026 à 11 h 01 min 00 s",
        "Fin de l’audition 22 novembre 2026 à 11 h 02 min 00 s",
        "Dossier déposé par Capitaine lefort",
    ] {
        assert!(said.contains(&close(heard)), "`{heard}`: {said}");
    }
    let issued = documents(&kit, id).await;
    for document in [ACKNOWLEDGEMENT, RECEPISSE, MINUTES] {
        assert!(issued.contains(&document.to_owned()), "{issued:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn a_private_body_makes_a_statement_that_says_it_is_no_minutes() {
    let kit = kit(Regime::Private, false).await;
    let cx = officer(&kit).await;
    let id = taken(&kit, &cx, "fake_shop", &Says::new(), &Word::Confirmed).await;
    recorded(&cx, id).await;
    let issued = documents(&kit, id).await;
    assert!(issued.contains(&STATEMENT.to_owned()), "{issued:?}");
    assert!(!issued.contains(&MINUTES.to_owned()) && !issued.contains(&RECEPISSE.to_owned()));
    let said = text(&kit, id, STATEMENT).await;
    for heard in [
        "Ce document n’est pas un procès-verbal, et ne vaut pas dépôt de plainte.",
        "La personne a confirmé que c’est ce qu’elle a dit.",
        "Martin",
    ] {
        assert!(said.contains(&close(heard)), "`{heard}`: {said}");
    }
    // What came online to such a body makes none.
    let online = filed(&kit).await.complaint;
    recorded(&cx, online).await;
    assert_eq!(documents(&kit, online).await, [ACKNOWLEDGEMENT]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn an_insured_professional_reads_the_hours_since_they_knew() {
    let kit = kit(Regime::Authority, false).await;
    let cx = officer(&kit).await;
    let says = Says::from([
        ("filer.role", "organisation"),
        ("ransom.victim_kind", "organisation"),
    ]);
    let draft = crate::operations_kit::filled(&kit, "ransomware", &says).await;
    let known = ransomed(&kit, &draft, "20", "10:00").await;
    assert!(known, "the time of knowledge is an answer");
    let filed = file::file(&victim(&kit), &draft.code, Nature::Complaint).await;
    let id = filed.unwrap().complaint;
    recorded(&cx, id).await;
    let delay = kit.world.law.at(jiff::civil::date(2026, 11, 22));
    let delay = delay
        .say("fr.insurance.cyber_complaint", faisceau_domain::Lang::Fr)
        .unwrap();
    assert!(plain(&delay.text).contains("72 heures"), "{}", delay.text);
    let acknowledged = text(&kit, id, ACKNOWLEDGEMENT).await;
    let known_at = "20 novembre 2026 à 10 h 00 min 00 s";
    for said in [delay.text.as_str(), known_at] {
        assert!(
            acknowledged.contains(&close(said)),
            "`{said}`: {acknowledged}"
        );
    }
    // 11 h on the 22nd: 49 hours after.
    let officers = text(&kit, id, RECEPISSE).await;
    for said in [known_at, "49 heures"] {
        assert!(officers.contains(&close(said)), "`{said}`: {officers}");
    }
}

/// Says when the attack was known, with its hour.
async fn ransomed(kit: &Kit, draft: &faisceau_intake::draft::Draft, day: &str, hour: &str) -> bool {
    let page = {
        let journey = draft.journey(&kit.world.forms);
        let asked = &journey.page("known").unwrap().asked;
        let none = Says::from([("ransom.victim_kind", "organisation")]);
        let inputs = asked
            .iter()
            .flat_map(|asked| crate::operations_kit::inputs(asked, &none));
        let mut inputs: Vec<(String, String)> = inputs.collect();
        inputs.retain(|(name, _)| !name.starts_with("ransom.known_at"));
        for (part, value) in [
            ("day", day),
            ("month", "11"),
            ("year", "2026"),
            ("time", hour),
        ] {
            inputs.push((format!("ransom.known_at:{part}"), value.to_owned()));
        }
        inputs
    };
    let posted = faisceau_domain::form::Posted::new(page);
    let taken = faisceau_intake::answer::answer(&victim(kit), &draft.code, "known", &posted).await;
    let draft = taken.unwrap().draft;
    let key = "ransom.known_at".parse().unwrap();
    draft
        .answers
        .get(&key)
        .is_some_and(|answer| answer.value().is_some())
}

on_both!(
    programs_take_out_the_whole_record_and_the_journal_says_so,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let says = Says::from([("shop.product_detail", "=cmd|' /C calc'!A0")]);
        let id = taken(&kit, &cx, "fake_shop", &says, &Word::Confirmed).await;
        let mut browser = Browser::new(&kit, &[capability()]);
        browser.sign_in("lefort", "intake").await;
        let seen = browser.get("/api/v1/minutes.schema.json").await;
        assert_eq!(
            seen.headers[header::CONTENT_TYPE],
            "application/schema+json"
        );
        let schema: Value = serde_json::from_str(&seen.body).unwrap();
        assert!(jsonschema::meta::is_valid(&schema));
        let schema = jsonschema::options().build(&schema).unwrap();
        let seen = browser.get(&format!("/dossier/{}/releve.json", id.0)).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let record: Value = serde_json::from_str(&seen.body).unwrap();
        let wrong: Vec<String> = schema.iter_errors(&record).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(record["channel"], "counter");
        assert_eq!(record["recorded"], Value::Null);
        let there = presence();
        assert_eq!(record["presence"]["document"]["number"], "00AA00000");
        assert_eq!(
            record["presence"]["interpreter"]["reach"],
            Reach::Telephone.code()
        );
        assert_eq!(
            record["presence"]["others"][0]["name"],
            there.others[0].name
        );
        assert_eq!(record["read_back"]["word"], "confirmed");
        let questions = record["questions"].as_array().unwrap();
        let state = |one: &Value| one["state"].as_str().unwrap().to_owned();
        assert!(questions.iter().any(|one| state(one) == "unanswered"));
        assert!(questions.iter().any(|one| one["key"] == "declare.truth"));
        let seen = browser.get(&format!("/dossier/{}/releve.csv", id.0)).await;
        assert_eq!(
            seen.headers[header::CONTENT_TYPE],
            "text/csv; charset=utf-8"
        );
        let mut rows = csv::Reader::from_reader(&seen.bytes[..]);
        assert_eq!(
            rows.headers().unwrap(),
            ["key", "label", "answer", "state"].as_slice()
        );
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), questions.len(), "one row a question");
        let product = rows
            .iter()
            .find(|row| &row[0] == "shop.product_detail")
            .unwrap();
        assert!(product[2].starts_with("'=cmd"), "{product:?}");
        let journal = store::actions_on(&kit, id.0).await;
        for deed in ["narrative.read", "identity.read", "minutes.exported"] {
            let count = journal.iter().filter(|did| *did == deed).count();
            assert_eq!(count, 2, "{deed}: {journal:?}");
        }
        recorded(&cx, id).await;
        // The paper holds the same, and its reading is journaled alike; the acknowledgement names nobody.
        let issued = documents(&kit, id).await;
        let held = [MINUTES, STATEMENT];
        let heard = issued.iter().find(|paper| held.contains(&paper.as_str()));
        for (paper, readings) in [(ACKNOWLEDGEMENT, 2), (heard.unwrap(), 3)] {
            let path = format!("/dossier/{}/documents/{paper}", id.0);
            assert_eq!(browser.get(&path).await.status, StatusCode::OK, "{paper}");
            let journal = store::actions_on(&kit, id.0).await;
            for deed in ["narrative.read", "identity.read"] {
                let count = journal.iter().filter(|did| *did == deed).count();
                assert_eq!(count, readings, "{paper}: {deed}: {journal:?}");
            }
        }
        signed_apart(&kit, &mut browser, id, heard.unwrap()).await;
    }
);

/// Without a certificate of the operator, the signature apart of a paper of staff holds for that very file, and is
/// read with the same rights and the same trace.
async fn signed_apart(kit: &Kit, browser: &mut Browser, id: ComplaintId, paper: &str) {
    let path = format!("/dossier/{}/documents/{paper}", id.0);
    let file = browser.get(&path).await.bytes;
    let seen = browser.get(&format!("{path}.p7s")).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert_eq!(
        seen.headers[header::CONTENT_TYPE],
        "application/pkcs7-signature"
    );
    let named = seen.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(named.ends_with(&format!("{paper}.pdf.p7s\"")), "{named}");
    let apart = Signed::read(&seen.bytes).unwrap();
    assert!(apart.verify(&Sha256.of(&file)).is_ok());
    assert!(apart.verify(&Sha256.of(&file[1..])).is_err());
    let journal = store::actions_on(kit, id.0).await;
    let readings = journal.iter().filter(|did| *did == "narrative.read");
    assert_eq!(readings.count(), 5);
    let absent = browser
        .get(&format!("/dossier/{}/documents/none.p7s", id.0))
        .await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
}

on_both!(
    whoever_may_not_read_the_words_or_the_person_takes_nothing_out,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let id = taken(&kit, &cx, "fake_shop", &Says::new(), &Word::Confirmed).await;
        let mut stranger = Browser::new(&kit, &[capability()]);
        let files = ["releve.json", "releve.csv", "documents/minutes.p7s"];
        let paths = files.map(|file| format!("/dossier/{}/{file}", id.0));
        for path in &paths {
            let seen = stranger.get(path).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{path}");
        }
        for (login, role, purpose) in [
            ("analyste", Role::Analyst, Purpose::Linkage),
            ("depot", Role::Custodian, Purpose::Inquiry),
            ("audit", Role::Auditor, Purpose::Audit),
            ("admin", Role::Administrator, Purpose::Administration),
        ] {
            staff(&kit, login, role, purpose).await;
            let mut browser = Browser::new(&kit, &[capability()]);
            browser.sign_in(login, purpose.code()).await;
            for path in &paths {
                let seen = browser.get(path).await;
                assert!(
                    [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&seen.status),
                    "{login} {path}: {}",
                    seen.status
                );
            }
        }
        let journal = store::actions_on(&kit, id.0).await;
        assert!(!journal.contains(&"minutes.exported".to_owned()));
    }
);

//! The papers a victim asks for afterwards: an attestation with chosen facts only, a proof that says
//! nothing, the copy of the minutes. What each says, what its signed data say, and what verifies.

use crate::operations_kit::{Says, filed, filed_with_code, officer, stored, victim};
use crate::operations_words::{close, pages};
use crate::space_change::opened;
use crate::store;
use axum::http::StatusCode;
use faisceau_domain::Lang;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::form::Posted;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::attest::{self, ATTESTATIONS_MAX, attest};
use faisceau_intake::file::Nature;
use faisceau_intake::receipt::{self, ACKNOWLEDGEMENT, DISCREET, MINUTES, RECEPISSE};
use faisceau_intake::{amend, capability, correct, render, validate, verify};
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

async fn keys(kit: &Kit, id: ComplaintId) -> Vec<String> {
    let complaint = stored(kit, id).await;
    let choices = attest::choices(&kit.world.forms, &complaint, Lang::Fr);
    let rows = choices.into_iter().flat_map(|(_, rows)| rows);
    rows.map(|row| row.key.to_string()).collect()
}

async fn issued(kit: &Kit, id: ComplaintId, document: &str) -> receipt::Receipt {
    let mut tx = kit.world.db.read().await.unwrap();
    receipt::of(&mut tx, id, document).await.unwrap().unwrap()
}

on_both!(
    an_attestation_states_the_facts_chosen_and_no_other,
    vec![capability()],
    async |kit: Kit| {
        let says = Says::from([("payment.method", "transfer")]);
        let filed = filed_with_code(&kit, "fake_bank_adviser", &says, Nature::Complaint).await;
        let id = filed.0.complaint;
        let cx = victim(&kit);
        let all = keys(&kit, id).await;
        assert!(all.contains(&"payment[0].amount".to_owned()), "{all:?}");
        assert!(all.contains(&"victim.civil".to_owned()));
        for never in [
            "code_use",
            "story.",
            "victim.address",
            "victim.email",
            "filer.",
        ] {
            assert!(
                all.iter().all(|key| !key.contains(never)),
                "{never}: {all:?}"
            );
        }
        let not_offered = ["payment[0].code_use".to_owned(), "story.text".to_owned()];
        for chosen in [&[][..], &not_offered] {
            let refused = attest(&cx, id, chosen).await;
            assert!(matches!(
                refused,
                Err(Error::Refused(attest::Refused::NothingChosen))
            ));
        }
        let chosen = ["payment[0].amount".to_owned()];
        let document = attest(&cx, id, &chosen).await.unwrap();
        assert_eq!(document, "attestation-1");
        let paper = issued(&kit, id, &document).await;
        let payload = paper.read_payload().unwrap();
        assert_eq!((payload.version, payload.stated.len()), (4, 1));
        assert!(plain(&payload.stated[0].value).contains("1 250,50"));
        assert!(payload.exhibits.is_empty());
        // Its own code verifies it, and it takes the place of nothing.
        let first = issued(&kit, id, ACKNOWLEDGEMENT)
            .await
            .read_payload()
            .unwrap();
        assert_ne!(first.verification_code, payload.verification_code);
        let code = Code::parse(CodeKind::Verification, &payload.verification_code).unwrap();
        let seen = verify::verify(&cx, &code).await.unwrap().unwrap();
        assert_eq!(
            (seen.document.as_str(), seen.replaced_at),
            ("attestation-1", None)
        );
        let pdf = render::render(&cx, id, &document).await.unwrap();
        let text = close(&pages(&kit, &pdf).concat());
        assert!(text.contains(&close("1 250,50")), "{text}");
        for never in ["Quelques mots", "Martin", "Camille", "1 rue X"] {
            assert!(!text.contains(&close(never)), "{never}");
        }
        for number in 2..=ATTESTATIONS_MAX {
            let document = attest(&cx, id, &chosen).await.unwrap();
            assert_eq!(document, format!("attestation-{number}"));
        }
        let refused = attest(&cx, id, &chosen).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(attest::Refused::TooMany))
        ));
        let nobody = ComplaintId(uuid::Uuid::from_u128(9));
        let refused = attest(&cx, nobody, &chosen).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(attest::Refused::NoComplaint))
        ));
        let journal = store::actions_on(&kit, id.0).await;
        assert!(journal.contains(&"attestation.issued".to_owned()));
    }
);

on_both!(
    the_discreet_proof_says_nothing_inside_and_out,
    vec![capability()],
    async |kit: Kit| {
        let says = Says::from([("sext.age_bracket", "15_17")]);
        let filed = filed_with_code(&kit, "sextortion", &says, Nature::Report)
            .await
            .0;
        let mut browser = opened(&kit, &filed).await;
        let paper = browser.get("/suivi/documents/discreet").await;
        assert_eq!(paper.status, StatusCode::OK);
        assert!(paper.bytes.starts_with(b"%PDF-"));
        let named = paper.headers["content-disposition"].to_str().unwrap();
        assert!(named.ends_with("-1.pdf\""), "{named}");
        // The same file again: it is issued once.
        assert_eq!(
            browser.get("/suivi/documents/discreet").await.bytes,
            paper.bytes
        );
        let signed = issued(&kit, filed.complaint, DISCREET).await;
        let signed = String::from_utf8(signed.payload).unwrap();
        let said = close(&pages(&kit, &paper.bytes).concat()).to_lowercase();
        for never in [
            "sext",
            "plainte",
            "signalement",
            "police",
            "gendarm",
            "chantage",
            "mineur",
            "report",
        ] {
            assert!(!signed.contains(never), "{never}: {signed}");
            assert!(!said.contains(never), "{never}: {said}");
        }
        let reference = stored(&kit, filed.complaint).await.reference;
        assert!(said.contains(&close(&reference).to_lowercase()));
    }
);

on_both!(
    the_copy_of_the_minutes_is_what_was_recorded,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let id = filed.complaint;
        let mut browser = opened(&kit, &filed).await;
        let absent = browser.get("/suivi/documents/minutes").await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
        validate::validate(&officer(&kit).await, id, &["Escroquerie".to_owned()])
            .await
            .unwrap();
        // Corrected before its file is made: it says what was recorded all the same.
        kit.world.clock.advance_millis(60_000);
        let typed = Posted::new([
            ("victim.email", "nouvelle@exemple.fr"),
            ("victim.phone", "06 39 98 00 01"),
            ("victim.contact_safe", "space"),
            ("victim.language", "fr"),
            ("declare.notify", "space"),
        ]);
        correct::correct(&victim(&kit), id, "reply", &typed)
            .await
            .unwrap();
        let declared = Posted::new([("declare.truth", "yes")]);
        amend::amend(&victim(&kit), id, &declared).await.unwrap();
        let seen = browser.get("/suivi/dossier").await;
        assert!(seen.body.contains("Copie du procès-verbal (PDF"));
        let paper = browser.get("/suivi/documents/minutes").await;
        let text = close(&pages(&kit, &paper.bytes).concat());
        for words in [
            "Quelques mots",
            "Martin",
            "contact@exemple.fr",
            "Capitaine lefort",
            "Escroquerie",
        ] {
            assert!(text.contains(&close(words)), "{words}: {text}");
        }
        assert!(!text.contains(&close("nouvelle@exemple.fr")));
        for document in [ACKNOWLEDGEMENT, RECEPISSE, MINUTES] {
            issued(&kit, id, document).await;
        }
    }
);

on_both!(
    the_facts_are_ticked_one_by_one,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let mut browser = opened(&kit, &filed).await;
        let seen = browser.get("/suivi/attestation").await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(
            !seen.body.contains("checked"),
            "nothing is ticked beforehand"
        );
        assert!(!seen.body.contains("Quelques mots raconte"));
        let none = browser.post("/suivi/attestation", &[]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("Choisissez au moins un fait"));
        let chosen = [("fait", "loss.total"), ("fait", "victim.civil")];
        let seen = browser.post("/suivi/attestation", &chosen).await;
        assert_eq!(seen.location, "/suivi/dossier?fait=attestation#documents");
        let seen = browser.get("/suivi/dossier?fait=attestation").await;
        assert!(plain(&seen.body).contains("Attestation pour un organisme, n° 1 (PDF"));
        let paper = browser.get("/suivi/documents/attestation-1").await;
        assert!(paper.bytes.starts_with(b"%PDF-"));
        let absent = browser.get("/suivi/documents/attestation-2").await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
    }
);

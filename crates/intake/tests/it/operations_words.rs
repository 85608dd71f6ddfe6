//! What the acknowledgement says and never says, read by poppler on the real file, for an authority
//! and for a private body; and the mark of a demonstration on every page of every paper.

use super::operations_kit::{Says, filled, officer, victim};
use faisceau_documents::Regime;
use faisceau_intake::file::{self, Nature};
use faisceau_intake::receipt::{ACKNOWLEDGEMENT, RECEPISSE};
use faisceau_intake::{capability, render, validate};
use faisceau_platform::config::Config;
use faisceau_platform::testkit::{self, Kit, On};
use std::process::Command;

pub(crate) async fn kit(regime: Regime, demonstration: bool) -> Kit {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(regime),
        // Where a body may take the claims of its own sources alone, every source is its own here.
        own_sources: vec!["*".into()],
        demonstration,
        ..Config::default()
    };
    testkit::kit_with(On::Sqlite, vec![capability()], config).await
}

/// The text of each page.
pub(crate) fn pages(kit: &Kit, pdf: &[u8]) -> Vec<String> {
    let file = kit.folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let mut read = Command::new(env!("FAISCEAU_TEST_PDFTOTEXT"));
    let out = read.arg("-raw").arg(&file).arg("-").output().unwrap();
    assert!(out.status.success(), "{out:?}");
    let text = String::from_utf8(out.stdout).unwrap();
    text.split_terminator('\u{c}').map(str::to_owned).collect()
}

/// Without spaces and line ends, where words are cut as the column asks.
pub(crate) fn close(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn the_acknowledgement_says_what_it_must_and_never_the_officers_word() {
    for regime in [Regime::Private, Regime::Authority] {
        let kit = kit(regime, false).await;
        let says = Says::from([("payment.method", "transfer")]);
        let draft = filled(&kit, "fake_shop", &says).await;
        let cx = victim(&kit);
        let filed = file::file(&cx, &draft.code, Nature::Complaint).await;
        let filed = filed.unwrap();
        let payload = filed.receipt.read_payload().unwrap();
        let pdf = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT).await;
        let pages = pages(&kit, &pdf.unwrap());
        let text = close(&pages.concat());
        for said in [
            payload.reference.as_str(),
            "Faux site de vente",
            "22 novembre 2026 à 11 h 00 min 00 s (Europe/Paris, UTC+01:00)",
            payload.verification_code.as_str(),
        ] {
            assert!(text.contains(&close(said)), "`{said}` is missing of {text}");
        }
        let police = "n’estpasunservicedepolice";
        let private = matches!(regime, Regime::Private);
        assert_eq!(text.contains(police), private, "{text}");
        for never in ["écépissé", "Quelquesmots", "30006000", "Martin"] {
            assert!(!text.contains(never), "the paper says `{never}`: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn every_page_of_a_demonstrations_papers_is_marked() {
    let kit = kit(Regime::Authority, true).await;
    let draft = filled(&kit, "fake_shop", &Says::new()).await;
    let filed = file::file(&victim(&kit), &draft.code, Nature::Complaint).await;
    let filed = filed.unwrap();
    let offences = ["Escroquerie".to_owned()];
    validate::validate(&officer(&kit).await, filed.complaint, &offences)
        .await
        .unwrap();
    for document in [ACKNOWLEDGEMENT, RECEPISSE] {
        let pdf = render::render(&victim(&kit), filed.complaint, document).await;
        let pdf = pdf.unwrap();
        let keywords = b", SPECIMEN)";
        assert!(pdf.windows(keywords.len()).any(|w| w == keywords));
        let pages = pages(&kit, &pdf);
        assert!(!pages.is_empty());
        for page in pages {
            assert!(page.contains("SPÉCIMEN"), "{page}");
        }
    }
}

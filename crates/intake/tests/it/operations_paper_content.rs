//! The content of the acknowledgement as a reader gets it: poppler reads the words of the file that
//! a filing made, and a reader of QR codes its picture.

use super::operations_import::added;
use super::operations_kit::{Says, filled, inputs, received, victim};
use super::operations_words::{close, kit, pages};
use faisceau_documents::Regime;
use faisceau_domain::Lang;
use faisceau_domain::commitment::commitment;
use faisceau_domain::form::Posted;
use faisceau_intake::file::{self, Filed, Nature};
use faisceau_intake::receipt::ACKNOWLEDGEMENT;
use faisceau_intake::{answer, attach, render};
use faisceau_platform::deposit;
use faisceau_platform::testkit::Kit;
use sha2::{Digest, Sha256};
use std::process::Command;

async fn paper(kit: &Kit, filed: &Filed) -> Vec<u8> {
    render::render(&victim(kit), filed.complaint, ACKNOWLEDGEMENT)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn the_exhibits_are_on_the_paper_by_what_is_bound_to_them_without_a_digest() {
    let kit = kit(Regime::Private, false).await;
    let draft = filled(&kit, "fake_shop", &Says::new()).await;
    let exhibits: [(&str, &[u8]); 2] = [
        ("relevé de compte.pdf", b"%PDF-1.4 un"),
        ("capture.png", b"\x89PNG\r\n\x1a\n deux"),
    ];
    let mut page = {
        let journey = draft.journey(&kit.world.forms);
        let asked = &journey.page("exhibits").unwrap().asked;
        let says = Says::new();
        let said: Vec<_> = asked
            .iter()
            .flat_map(|asked| inputs(asked, &says))
            .collect();
        said
    };
    page.retain(|(name, _)| !name.starts_with("evidence.files"));
    for (name, bytes) in exhibits {
        let file = received(&kit, bytes).await;
        let exhibit = attach::to_draft(&victim(&kit), &draft, &file, name).await;
        page.push(("evidence.files".to_owned(), exhibit.unwrap().to_string()));
    }
    answer::answer(&victim(&kit), &draft.code, "exhibits", &Posted::new(page))
        .await
        .unwrap();
    let filed = file::file(&victim(&kit), &draft.code, Nature::Complaint).await;
    let pdf = paper(&kit, &filed.unwrap()).await;
    let pages = pages(&kit, &pdf);
    let text = close(&pages.concat());
    let mut tx = kit.world.db.read().await.unwrap();
    let held = deposit::files_of(&mut tx, draft.id.0).await.unwrap();
    tx.rollback().await.unwrap();
    for (name, bytes) in exhibits {
        assert!(text.contains(&close(name)), "`{name}` is missing of {text}");
        // No digest is on it; what is bound to the file is.
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let half = &hex::encode(digest)[..32];
        assert!(!text.contains(half), "{half} is in {text}");
        let held = held.iter().find(|file| file.sha256 == digest).unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        let bound = deposit::erase::bound(&mut tx, held.id).await.unwrap();
        let (mark, salt) = bound.unwrap();
        assert!(
            text.contains(&hex::encode(mark)),
            "a mark is missing of {text}"
        );
        assert_eq!(mark, commitment(&salt.unwrap(), &digest));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn the_sentences_of_law_are_those_of_the_pack() {
    let always = [
        "fr.cpp.limitation.offence",
        "fr.cpp.limitation.interruption",
    ];
    let of_authorities = [
        "fr.cpp.limitation.crime",
        "fr.cpp.limitation.contravention",
        "fr.cpp.limitation.complaint_alone",
    ];
    for (regime, more) in [
        (Regime::Authority, &of_authorities[..]),
        (Regime::Private, &["fr.cpp.complaint.any_service"][..]),
    ] {
        let kit = kit(regime, false).await;
        let draft = filled(&kit, "fake_shop", &Says::new()).await;
        let filed = file::file(&victim(&kit), &draft.code, Nature::Complaint).await;
        let pdf = paper(&kit, &filed.unwrap()).await;
        let pages = pages(&kit, &pdf);
        let text = close(&pages.concat());
        let law = kit.world.law.at(jiff::civil::date(2026, 11, 22));
        let keys = always.iter().chain(more);
        let mut said: Vec<_> = keys.map(|key| law.say(key, Lang::Fr).unwrap()).collect();
        let rights = law.say_family("fr.cpp.victim_rights", Lang::Fr).unwrap();
        assert!(rights.len() > 3, "the rights of victims are several");
        said.extend(rights);
        for said in said {
            for words in [Some(said.text), said.citation].into_iter().flatten() {
                assert!(
                    text.contains(&close(&words)),
                    "{}: `{words}` is missing of {text}",
                    said.key
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn an_imported_complaints_paper_says_both_times_in_words() {
    let kit = kit(Regime::Private, false).await;
    let line = r#"{"id":"a1","received_at":"2026-11-01T08:00:00Z",
        "occurred_at":"2026-10-30T08:00:00Z","kind":"fake_shop"}"#;
    let id = added(&kit, line).await;
    let pdf = render::render(&victim(&kit), id, ACKNOWLEDGEMENT).await;
    let pages = pages(&kit, &pdf.unwrap());
    let text = close(&pages.concat());
    for said in [
        "Reçue le (selon la source : essai) 1er novembre 2026 à 9 h 00 min 00 s",
        "Enregistrée ici le 22 novembre 2026 à 11 h 00 min 00 s",
    ] {
        assert!(text.contains(&close(said)), "`{said}` is missing of {text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn the_picture_of_the_qr_code_gives_the_address_of_verification() {
    let kit = kit(Regime::Private, false).await;
    let draft = filled(&kit, "fake_shop", &Says::new()).await;
    let filed = file::file(&victim(&kit), &draft.code, Nature::Complaint).await;
    let filed = filed.unwrap();
    let code = filed.receipt.read_payload().unwrap().verification_code;
    let pdf = paper(&kit, &filed).await;
    let read = qr_codes(&kit, &pdf);
    let address = format!("{}/verify?code={code}", kit.world.config.public_url);
    assert_eq!(read, [address]);
}

/// The QR codes of every page, read from its picture.
fn qr_codes(kit: &Kit, pdf: &[u8]) -> Vec<String> {
    let file = kit.folder.path().join("qr.pdf");
    std::fs::write(&file, pdf).unwrap();
    let root = kit.folder.path().join("page");
    let mut command = Command::new("pdftoppm");
    command.args(["-gray", "-r", "150"]).arg(&file).arg(&root);
    let out = command.output().unwrap();
    assert!(out.status.success(), "{out:?}");
    let pages = std::fs::read_dir(kit.folder.path()).unwrap();
    let pictures = pages
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "pgm"));
    pictures
        .flat_map(|path| qr_codes_of(&std::fs::read(path).unwrap()))
        .collect()
}

/// Reads a picture as poppler writes it: `P5`, width, height, 255, then one byte a point.
fn qr_codes_of(picture: &[u8]) -> Vec<String> {
    let head = picture.split(u8::is_ascii_whitespace).take(4);
    let head: Vec<&str> = head.map(|w| std::str::from_utf8(w).unwrap()).collect();
    assert_eq!((head[0], head[3]), ("P5", "255"));
    let [width, height] = [head[1], head[2]].map(|n| n.parse::<usize>().unwrap());
    let points = &picture[picture.len() - width * height..];
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| points[y * width + x]);
    let grids = prepared.detect_grids();
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

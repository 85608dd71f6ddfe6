//! A paper in someone's hands: the page "verify" tells what it is from the code printed on it and
//! nothing about anyone; the program tells it from the file, with the public key alone, offline.

use crate::browser::{Browser, PHONE, Site};
use crate::walk_filing::{IDENTITY, SHOP, answer_all, begin, declare, paper};
use faisceau_domain::receipt::Payload;
use std::path::Path;

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn a_paper_is_checked_by_its_code_and_by_its_file() {
    let site = Site::start();
    let mut victim = Browser::open(PHONE);
    begin(&mut victim, &site, "fake_shop");
    answer_all(&mut victim, &[SHOP, IDENTITY]);
    declare(&mut victim, "complaint");
    let pdf = paper(&mut victim, &site, "main a[href*='recu.pdf']");
    let keys = site.world.keys().verifying();
    let payload = faisceau_documents::verify_file(&pdf, &keys)
        .unwrap()
        .payload
        .unwrap();
    let payload: Payload = serde_json::from_slice(&payload).unwrap();

    let mut anyone = Browser::open(PHONE);
    anyone.goto(&site.at("/verify"));
    anyone.fill("code", &payload.verification_code.to_lowercase());
    anyone.follow("main form button.primary");
    anyone.says("authentique");
    let shown = anyone.text("main");
    for secret in ["Brindelune", "320,40", "VALLON", "Lille"] {
        assert!(
            !shown.contains(secret),
            "the page says `{secret}`:\n{shown}"
        );
    }
    anyone.goto(&site.at("/verify"));
    anyone.fill("code", "0000-0000-0000-0000");
    anyone.follow("main form button.primary");
    assert!(!anyone.text("main h1").contains("authentique"));

    let key = site.scratch("public.pem");
    let export = site.program(&[Path::new("keys"), Path::new("export")]);
    assert_eq!(export.status.code(), Some(0), "{export:?}");
    std::fs::write(&key, &export.stdout).unwrap();
    let file = site.scratch("receipt.pdf");
    let verify = ["receipt", "verify", "--key"].map(Path::new);
    let arguments = [verify[0], verify[1], verify[2], &key, &file];
    let elsewhere = std::process::Command::new(env!("CARGO_BIN_EXE_faisceau"))
        .env("FAISCEAU_DATA_DIR", site.scratch("nowhere"))
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(elsewhere.status.code(), Some(0), "{elsewhere:?}");
    std::fs::write(&file, &pdf[..pdf.len() - 1]).unwrap();
    assert_eq!(site.program(&arguments).status.code(), Some(2));
}

//! A person gives a dangerous file in a real Chromium; a real antivirus finds it; the person is told in both
//! languages, with the sentence of the table of errors, and the rest of the case is whole.

use crate::browser::{Browser, PHONE, Site};
use crate::walk_filing::{IDENTITY, SHOP, answer_all, begin, declare};
use faisceau_platform::testkit::On;
use faisceau_platform::testkit::clamd::{Clamd, eicar};
use std::time::Duration;

/// Longest wait for the antivirus, `WAITS` times [`WAIT`]: it looks behind the filing.
const WAITS: usize = 600;
const WAIT: Duration = Duration::from_millis(100);

const FRENCH: &str =
    "facture.pdf contient un programme dangereux. Il est gardé à part, un agent le verra";
const ENGLISH: &str =
    "facture.pdf contains a dangerous program. It is kept apart; an officer will see it";

fn told(on: On) {
    let clamd = Clamd::on_a_path(env!("FAISCEAU_TEST_CLAMD"));
    let site = Site::start_with(on, Some(clamd.address.clone()));
    let mut browser = Browser::open(PHONE);
    begin(&mut browser, &site, "fake_shop");
    browser.goto(&site.at("/plainte/pieces"));
    for (name, bytes) in [
        ("facture.pdf", eicar()),
        ("notes.txt", b"le 14 mars".into()),
    ] {
        let file = site.scratch(name);
        std::fs::write(&file, bytes).unwrap();
        browser.choose_file("main input[type=file]", &file);
        browser.follow("main form button[value=add]");
        browser.says(name);
    }
    browser.goto(&site.at("/plainte/q/when-where"));
    answer_all(&mut browser, &[SHOP, IDENTITY]);
    declare(&mut browser, "complaint");
    let reference = browser.text("#receipt-reference");
    let code = browser.text("#receipt-secret");
    browser.goto(&site.at("/suivi"));
    browser.fill("reference", &reference);
    browser.fill("code", &code);
    browser.follow("main form button.primary");
    assert_eq!(browser.path(), "/suivi/dossier");
    for _ in 0..WAITS {
        if browser.text("main").contains("programme dangereux") {
            break;
        }
        std::thread::sleep(WAIT);
        browser.goto(&site.at("/suivi/dossier"));
    }
    browser.says(&FRENCH.replace('\'', "’"));
    browser.says("notes.txt");
    browser.follow("nav.languages a[hreflang=en]");
    browser.says(ENGLISH);
    let clean = browser.text("main").replace(ENGLISH, "");
    assert!(!clean.contains("dangerous program"), "one file alone is");
}

mod a_dangerous_file_is_told_to_its_sender_and_the_rest_is_kept {
    use super::{On, told};

    #[test]
    #[cfg_attr(
        not(all(has_clamd, has_chromium)),
        ignore = "clamd or Chromium not found"
    )]
    fn on_sqlite() {
        told(On::Sqlite);
    }

    #[test]
    #[cfg_attr(
        not(all(has_clamd, has_chromium, has_postgres)),
        ignore = "clamd, Chromium or PostgreSQL not found"
    )]
    fn on_postgres() {
        told(On::Postgres);
    }
}

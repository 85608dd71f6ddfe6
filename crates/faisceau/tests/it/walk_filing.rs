//! A person on a phone, without JavaScript, files each of the three types in a real Chromium and
//! keeps a paper that holds: authentic as it is, refused with any bit changed.

use crate::browser::{Browser, PHONE, Site};
use faisceau_documents::verify_file;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use std::collections::BTreeSet;
use std::path::Path;

/// Answers by page; every other question is answered "I don't know", or left where it may be.
pub(crate) type Known = &'static [(&'static str, &'static [(&'static str, &'static str)])];

pub(crate) const IDENTITY: Known = &[
    (
        "complaint-or-report",
        &[("declare.mode", "complaint"), ("filer.role", "victim")],
    ),
    (
        "identity",
        &[
            ("victim.civil:birth_name", "Brindelune"),
            ("victim.civil:first_names", "Alix"),
            ("victim.civil:born_on.day", "4"),
            ("victim.civil:born_on.month", "5"),
            ("victim.civil:born_on.year", "1988"),
            ("victim.address:lines", "12 rue des Exemples"),
            ("victim.address:town", "Lille"),
        ],
    ),
];

pub(crate) const SHOP: Known = &[
    (
        "when-where",
        &[
            ("facts.period:first.day", "14"),
            ("facts.period:first.month", "3"),
            ("facts.period:first.year", "2026"),
            ("facts.place_victim", "Lille"),
        ],
    ),
    ("order", &[("shop.product", "heating")]),
    (
        "outcome",
        &[("shop.outcome", "nothing"), ("shop.asked_more", "no")],
    ),
    (
        "payment-1",
        &[
            ("payment[0].method", "transfer"),
            ("payment[0].amount.amount", "1 320,40"),
            ("payment[0].status", "done"),
        ],
    ),
    (
        "payment-trace-1",
        &[
            ("payment[0].to_iban", "LT12 1000 0111 0100 1000"),
            ("payment[0].to_name", "BOIS DU VALLON"),
            ("payment[0].another", "no"),
        ],
    ),
    ("site", &[("site.url", "https://boutique.exemple.fr/bois")]),
];

const DIVERSION: Known = &[
    ("fovi-kind", &[("fovi.kind", "supplier")]),
    (
        "payment-1",
        &[
            ("payment[0].method", "instant_transfer"),
            ("payment[0].amount.amount", "8 400"),
            ("payment[0].status", "done"),
        ],
    ),
    (
        "payment-trace-1",
        &[
            ("payment[0].to_iban", "LT12 1000 0111 0100 1000"),
            ("payment[0].to_name", "MENUISERIE TROIS SAPINS"),
        ],
    ),
    ("payment-bank-1", &[("payment[0].another", "no")]),
    (
        "message",
        &[("fovi.from_address", "compta@trois-sapins.example")],
    ),
];

const THREAT: Known = &[
    ("age", &[("sext.age_bracket", "adult")]),
    ("threat", &[("sext.kind", "secret")]),
    ("demand", &[("sext.demand", "money"), ("sext.paid", "no")]),
];

/// From the home page to the first question, as a person finds it.
pub(crate) fn begin(browser: &mut Browser, site: &Site, kind: &str) {
    browser.goto(&site.at("/"));
    browser.follow("main a.button.primary");
    browser.follow("main a[href='/orientation/liste']");
    browser.fill("type", kind);
    browser.follow("main form button.primary");
    assert_eq!(browser.path(), format!("/information-prealable/{kind}"));
    browser.follow("main form button.primary");
    assert_eq!(browser.path(), "/urgent");
    browser.follow("main form button[value=later], main form button.secondary");
}

/// Answers every page of questions.
pub(crate) fn answer_all(browser: &mut Browser, known: &[Known]) {
    let mut seen = BTreeSet::new();
    while let Some(slug) = browser.path().strip_prefix("/plainte/q/") {
        let slug = slug.split('?').next().unwrap().to_owned();
        assert!(
            seen.insert(slug.clone()),
            "{slug} twice:\n{}",
            browser.text("main")
        );
        let given = known.iter().flat_map(|table| table.iter());
        let given: Vec<(&str, &str)> = given
            .filter(|(page, _)| *page == slug)
            .flat_map(|(_, given)| given.iter().copied())
            .collect();
        for (name, value) in &given {
            browser.fill(name, value);
        }
        for id in browser.unknowns(&given) {
            browser.press(&format!("main label[for=\"{id}\"]"));
        }
        browser.follow("main form button.primary");
    }
}

/// From the answers to the page of the receipt.
pub(crate) fn declare(browser: &mut Browser, nature: &str) {
    assert_eq!(browser.path(), "/plainte/verifier");
    browser.follow("main a.button.primary");
    assert_eq!(browser.path(), "/plainte/declaration");
    browser.fill("declare.truth", "yes");
    if browser.has("main input[type=radio][name=nature]") {
        browser.fill("nature", nature);
    }
    browser.follow("main form button.primary");
    assert_eq!(browser.path(), "/plainte/recu");
}

/// The paper of the page shown, and whether the built program says it is authentic.
pub(crate) fn paper(browser: &mut Browser, site: &Site, link: &str) -> Vec<u8> {
    let pdf = browser.download(link);
    let file = site.scratch("receipt.pdf");
    std::fs::write(&file, &pdf).unwrap();
    let said = site.program(&[Path::new("receipt"), Path::new("verify"), &file]);
    assert_eq!(said.status.code(), Some(0), "{said:?}");
    assert!(String::from_utf8_lossy(&said.stdout).starts_with("authentic"));
    pdf
}

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn each_type_is_filed_at_320_px_without_script_and_its_paper_holds() {
    let site = Site::start();
    for (kind, known, nature) in [
        ("fake_shop", SHOP, "complaint"),
        ("payment_diversion", DIVERSION, "complaint"),
        ("sextortion", THREAT, "complaint"),
    ] {
        let mut browser = Browser::open(PHONE);
        begin(&mut browser, &site, kind);
        answer_all(&mut browser, &[known, IDENTITY]);
        declare(&mut browser, nature);
        let pdf = paper(&mut browser, &site, "main a[href*='recu.pdf']");
        let keys = site.world.keys().verifying();
        let verified = verify_file(&pdf, &keys).unwrap();
        let payload = String::from_utf8(verified.payload.unwrap()).unwrap();
        assert!(payload.contains(&format!("\"{kind}\"")), "{payload}");
        if kind == "fake_shop" {
            no_bit_may_change(&pdf, &site);
            no_figure_may_change(&pdf, &site);
        }
    }
}

fn no_bit_may_change(pdf: &[u8], site: &Site) {
    let keys = site.world.keys().verifying();
    let mut chance = ChaCha20Rng::seed_from_u64(1);
    let mut altered = pdf.to_vec();
    for _ in 0..1_000 {
        let (at, bit) = (chance.random_range(0..pdf.len()), chance.random_range(0..8));
        altered[at] ^= 1 << bit;
        assert!(
            verify_file(&altered, &keys).is_err(),
            "byte {at}, bit {bit}"
        );
        altered[at] ^= 1 << bit;
    }
    assert!(verify_file(&altered, &keys).is_ok(), "unchanged again");
}

/// Someone opens the paper with a tool, replaces figures of its text, and closes it well.
#[cfg(has_qpdf)]
fn no_figure_may_change(pdf: &[u8], site: &Site) {
    let (whole, open, closed) = (
        site.scratch("whole.pdf"),
        site.scratch("open.pdf"),
        site.scratch("closed.pdf"),
    );
    std::fs::write(&whole, pdf).unwrap();
    let qpdf = |program: &str, arguments: &[&Path]| {
        std::process::Command::new(program)
            .args(arguments)
            .output()
            .unwrap()
    };
    let flags = [Path::new("--qdf"), Path::new("--object-streams=disable")];
    let out = qpdf(
        env!("FAISCEAU_TEST_QPDF"),
        &[flags[0], flags[1], &whole, &open],
    );
    assert!(out.status.success(), "{out:?}");
    let mut bytes = std::fs::read(&open).unwrap();
    let figure = shown_text(&bytes);
    bytes[figure] = if bytes[figure] == b'1' { b'2' } else { b'1' };
    std::fs::write(&open, &bytes).unwrap();
    let repaired = qpdf("fix-qdf", &[&open]);
    assert!(repaired.status.success(), "{repaired:?}");
    std::fs::write(&closed, &repaired.stdout).unwrap();
    let checked = qpdf(env!("FAISCEAU_TEST_QPDF"), &[Path::new("--check"), &closed]);
    assert!(
        checked.status.success(),
        "the altered file is a good PDF: {checked:?}"
    );
    let said = site.program(&[Path::new("receipt"), Path::new("verify"), &closed]);
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    assert!(String::from_utf8_lossy(&said.stdout).starts_with("NOT authentic"));
}

#[cfg(not(has_qpdf))]
fn no_figure_may_change(_pdf: &[u8], _site: &Site) {}

/// Where the last digit of a glyph stands, in the text that a page shows.
#[cfg(has_qpdf)]
fn shown_text(bytes: &[u8]) -> usize {
    let shows = bytes.windows(4).position(|w| w == b">]TJ");
    shows.expect("a page shows text") - 1
}

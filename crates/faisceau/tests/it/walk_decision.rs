//! An analyst decides: confirms a series, is refused what contradicts it with the path that proves
//! it, merges two series, takes everything back. The linker at work obeys each time and nothing is
//! left of what was taken back but its row. In a real Chromium without JavaScript, on both databases.

use crate::browser::{Browser, DESK, Site};
use faisceau_domain::access::Role;
use faisceau_platform::testkit::On;

/// Two pairs that nothing joins, then one more for the first.
const COMPLAINTS: [&str; 5] = [
    r#"{"id":1,"received_at":"2026-03-02T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"faux site","ids":[{"t":"email","v":"vente@lanterne.example"}]}"#,
    r#"{"id":2,"received_at":"2026-03-03T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"faux site","ids":[{"t":"email","v":"vente@lanterne.example"}]}"#,
    r#"{"id":3,"received_at":"2026-03-04T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"romance","ids":[{"t":"email","v":"coeur@lanterne.example"}]}"#,
    r#"{"id":4,"received_at":"2026-03-05T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"romance","ids":[{"t":"email","v":"coeur@lanterne.example"}]}"#,
    r#"{"id":5,"received_at":"2026-03-06T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"faux site","ids":[{"t":"email","v":"vente@lanterne.example"}]}"#,
];

/// The page of the series that holds an imported complaint.
fn series_of(browser: &mut Browser, site: &Site, id: &str) -> String {
    browser.goto(&site.at(&format!("/dossier/{}", site.complaint(id))));
    browser.follow("main a[href^='/series/']:not([href*='/members/']):not([href*='/pair'])");
    let path = browser.path();
    assert!(path.matches('/').count() == 2, "{path} is a series");
    path
}

/// Writes a reason in the form sent to such an address and sends it.
fn send(browser: &mut Browser, action: &str, field: &str, reason: &str) {
    let form = format!("main form[action$='{action}']");
    browser.type_in(&format!("{form} [name='{field}']"), reason);
    browser.follow(&format!("{form} button"));
}

/// Takes back the decision shown, and waits until the linker obeyed.
fn take_back(browser: &mut Browser, site: &Site) {
    send(browser, "/retirer", "raison", "erreur de ma part");
    browser.says("La décision est retirée.");
    browser.says("Retirée");
    site.linked();
}

/// A site with two series, and an analyst who reads the first.
fn opened(on: On) -> (Site, Browser, String) {
    let site = Site::start_on(on);
    site.account(Role::Analyst);
    site.account(Role::Officer);
    site.imports(&COMPLAINTS[..4]);
    site.linked();
    let mut analyst = Browser::open(DESK);
    analyst.sign_in(&site, Role::Analyst, "linkage");
    let one = series_of(&mut analyst, &site, "1");
    (site, analyst, one)
}

/// Without a reason nothing is decided; with one the linker obeys, and what contradicts it is
/// refused with the decision that says otherwise. The page of the decision.
fn confirm(analyst: &mut Browser, site: &Site, one: &str) -> String {
    analyst.says("Personne n’a encore confirmé cette série.");
    send(analyst, "/confirmer", "raison_confirm", " ");
    analyst.says("Écrivez la raison de votre décision.");
    analyst.goto(&site.at(one));
    send(
        analyst,
        "/confirmer",
        "raison_confirm",
        "même message mot pour mot",
    );
    analyst.says("Votre décision est enregistrée.");
    let confirmed = analyst.path().split('?').next().unwrap().to_owned();
    site.linked();
    analyst.goto(&site.at(one));
    analyst.says("2 plaintes confirmées.");

    analyst.goto(&site.at(&format!("{one}/partager")));
    analyst.press(&format!("main input[value='{}']", site.complaint("2")));
    analyst.type_in("main form [name=raison]", "une autre affaire");
    analyst.follow("main form button[value=mettre-a-part]");
    analyst.says("Des décisions en vigueur disent le contraire.");
    analyst.says("la confirmation de Agent analyst");
    assert!(analyst.has(&format!("main a[href='{confirmed}']")));
    confirmed
}

/// Two series become one by decision, and two again once it is taken back.
fn merge_and_take_back(analyst: &mut Browser, site: &Site, one: &str) {
    analyst.goto(&site.at(one));
    analyst.type_in(
        "main form[action$='/reunir'] [name=avec]",
        &site.reference("3"),
    );
    send(
        analyst,
        "/reunir",
        "raison_merge",
        "même compte vu au dossier",
    );
    analyst.says("Votre décision est enregistrée.");
    let merged = analyst.path();
    site.linked();
    let first = series_of(analyst, site, "1");
    assert_eq!(first, series_of(analyst, site, "3"), "one series");
    analyst.goto(&site.at(&merged));
    take_back(analyst, site);
    let first = series_of(analyst, site, "1");
    assert_ne!(first, series_of(analyst, site, "3"), "two series again");
}

fn walk(on: On) {
    let (site, mut analyst, one) = opened(on);
    let confirmed = confirm(&mut analyst, &site, &one);
    merge_and_take_back(&mut analyst, &site, &one);

    // Who comes after a confirmation is to be reviewed, until it is taken back.
    site.imports(&COMPLAINTS[4..]);
    site.linked();
    let first = series_of(&mut analyst, &site, "1");
    analyst.says("1 plainte rattachée depuis, non relue.");
    analyst.goto(&site.at(&confirmed));
    take_back(&mut analyst, &site);
    analyst.goto(&site.at(&first));
    analyst.says("Personne n’a encore confirmé cette série.");
    assert_eq!(series_of(&mut analyst, &site, "5"), first, "its values do");

    // Both stay written, with who took them back; an officer sees none of it.
    analyst.goto(&site.at("/decisions"));
    analyst.says("même message mot pour mot");
    analyst.says("même compte vu au dossier");
    assert!(!analyst.text("main tbody").contains("En vigueur"));
    let mut officer = Browser::open(DESK);
    officer.sign_in(&site, Role::Officer, "intake");
    officer.goto(&site.at(&confirmed));
    officer.says("Cette page ne vous est pas ouverte");
    assert!(!officer.text("body").contains("mot pour mot"));
}

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn an_analyst_decides_on_sqlite() {
    walk(On::Sqlite);
}

#[test]
#[cfg_attr(
    not(all(has_chromium, has_postgres)),
    ignore = "Chromium or PostgreSQL not found"
)]
fn an_analyst_decides_on_postgres() {
    walk(On::Postgres);
}

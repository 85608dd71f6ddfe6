//! An analyst asks why a complaint is in a series, then why two are together: the linker at work
//! answers through the database, the same words stand on the page and in the JSON interface, and the
//! reading is in the journal. In a real Chromium without JavaScript, on both databases.

use crate::browser::{Browser, DESK, PHONE, Site};
use faisceau_domain::access::Role;
use faisceau_platform::testkit::On;

/// Three complaints that one address joins, and one that nothing joins.
const COMPLAINTS: [&str; 4] = [
    r#"{"id":1,"received_at":"2026-03-02T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"faux site","ids":[{"t":"email","v":"vente@lanterne.example"},{"t":"phone","v":"06 39 98 12 34"}]}"#,
    r#"{"id":2,"received_at":"2026-03-03T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"faux site","ids":[{"t":"email","v":"vente@lanterne.example"},{"t":"phone","v":"06 39 98 12 34"}]}"#,
    r#"{"id":3,"received_at":"2026-03-04T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"faux site","ids":[{"t":"email","v":"vente@lanterne.example"}]}"#,
    r#"{"id":4,"received_at":"2026-03-05T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"romance","ids":[{"t":"email","v":"seule@lanterne.example"}]}"#,
];

/// Asks again for as long as the linker is busy; a bounded number of times.
fn until_answered(browser: &mut Browser) {
    for _ in 0..20 {
        if browser.has("main section#path, main section[aria-labelledby=path]") {
            return;
        }
        browser.follow("main p.actions a.button");
    }
    panic!("the linker does not answer:\n{}", browser.text("main"));
}

fn walk(on: On) {
    let site = Site::start_on(on);
    for role in [Role::Analyst, Role::Officer, Role::Auditor] {
        site.account(role);
    }
    site.imports(&COMPLAINTS);
    site.linked();

    let mut analyst = Browser::open(DESK);
    analyst.sign_in(&site, Role::Analyst, "linkage");
    analyst.goto(&site.at("/series"));
    analyst.follow("main tbody a[href^='/series/']");
    let series = analyst.path();
    analyst.follow("main a[href*='/members/']");
    let why = analyst.path();
    until_answered(&mut analyst);
    analyst.says("avec 2 autres plaintes");
    analyst.says("mentionnent la même valeur");
    analyst.says("vente@lanterne[.]example");
    analyst.says("En tout, 3 plaintes l’emploient");
    let summary = analyst.text("main p.lead");

    // The same words for programs.
    let complaint = why.rsplit('/').next().unwrap().to_owned();
    let api = format!("/api/v1{series}/explanations/{complaint}");
    analyst.goto(&site.at(&api));
    analyst.says("\"state\":\"known\"");
    analyst.says(&summary);

    // The other complaint as it is typed: one that is in no series, then none at all.
    analyst.goto(&site.at(&why));
    until_answered(&mut analyst);
    let reference = site.reference("4");
    analyst.fill("b", &reference.to_lowercase());
    analyst.follow("main form[action$='/pair'] button");
    for _ in 0..20 {
        if analyst
            .text("main")
            .contains("ne sont pas dans la même série")
        {
            break;
        }
        analyst.follow("main p.actions a.button");
    }
    analyst.says("ne sont pas dans la même série");
    analyst.fill("b", "FSC-0000");
    analyst.follow("main form[action$='/pair'] button");
    analyst.says("Aucune plainte que vos droits ouvrent");

    // On a phone too; nobody else learns anything, and who read is written.
    let mut phone = Browser::open(PHONE);
    phone.goto(&site.at(&why));
    assert!(phone.path().starts_with("/connexion"), "{}", phone.path());
    phone.sign_in(&site, Role::Analyst, "linkage");
    phone.goto(&site.at(&why));
    until_answered(&mut phone);
    let mut officer = Browser::open(DESK);
    officer.sign_in(&site, Role::Officer, "intake");
    officer.finds_nothing(&site.at(&why));
    let mut auditor = Browser::open(DESK);
    auditor.sign_in(&site, Role::Auditor, "audit");
    auditor.goto(&site.at("/agent/journal"));
    auditor.says("Raisons d’un lien lues");
    auditor.says("Agent analyst");
}

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn an_analyst_learns_why_on_sqlite() {
    walk(On::Sqlite);
}

#[test]
#[cfg_attr(
    not(all(has_chromium, has_postgres)),
    ignore = "Chromium or PostgreSQL not found"
)]
fn an_analyst_learns_why_on_postgres() {
    walk(On::Postgres);
}

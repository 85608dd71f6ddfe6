//! Someone searches: by reference, by an identifier however it is typed, by words of the facts. The
//! journal keeps the reason and never the term.

use crate::browser::{Browser, DESK, PASSWORD, Site};
use faisceau_domain::access::Role;
use faisceau_intake::import;
use faisceau_platform::cx::Cx;

const LINE: &str = r#"{"id":"A-7","received_at":"2026-03-02T10:00:00Z",
    "occurred_at":"2026-02-27T18:30:00Z","kind":"faux site","amount_eur":129.9,
    "ids":[{"t":"phone","v":"06 39 98 12 34","r":"offender"}],
    "text":"Une trottinette azurée commandée puis jamais reçue."}"#;

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn a_case_is_found_by_what_is_known_of_it_and_the_journal_keeps_why() {
    let site = Site::start();
    for role in [Role::Officer, Role::Auditor] {
        site.account(role);
    }
    let cx = Cx::platform(&site.world);
    site.runtime.block_on(async {
        let checked = import::check(LINE, site.world.clock.now()).unwrap();
        let mut tx = site.world.db.write().await.unwrap();
        import::import(&cx, &mut tx, "guichets", checked)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    });
    site.linked();
    let mut officer = Browser::open(DESK);
    officer.sign_in(&site, Role::Officer, "intake");
    let search = |officer: &mut Browser, term: &str| {
        officer.goto(&site.at("/recherche"));
        officer.fill("q", term);
        officer.fill("reason", "Appel de la victime ce matin");
        officer.follow("main form button.primary");
        officer.text("#found tbody")
    };
    let found = search(&mut officer, "+33 6.39.98.12.34");
    let reference = found.split_whitespace().next().unwrap().to_owned();
    assert!(reference.starts_with("FSC-"), "{found}");
    for term in [reference.as_str(), "trottinette"] {
        let found = search(&mut officer, term);
        assert!(found.contains(&reference), "{term}: {found}");
    }
    let nothing = search(&mut officer, "montgolfière");
    assert!(!nothing.contains(&reference), "{nothing}");

    let mut auditor = Browser::open(DESK);
    auditor.sign_in(&site, Role::Auditor, "audit");
    auditor.goto(&site.at("/agent/journal"));
    auditor.says("Appel de la victime ce matin");
    let journal = auditor.text("main");
    for term in [
        "trottinette",
        "montgolfière",
        "98.12.34",
        "639981234",
        PASSWORD,
    ] {
        assert!(!journal.contains(term), "the journal says `{term}`");
    }
}

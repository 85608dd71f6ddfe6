//! Two people who never met name the same account: an analyst reads one series of two, because of
//! it, and finds it again by searching. In a real Chromium without JavaScript.

use crate::browser::{Browser, DESK, PHONE, Site};
use crate::walk_filing::{IDENTITY, SHOP, answer_all, begin, declare};
use faisceau_domain::access::Role;

const ACCOUNT: &str = "LT121000011101001000";

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn two_complaints_with_one_account_are_a_series_that_says_why() {
    let site = Site::start();
    site.account(Role::Analyst);
    site.account(Role::Officer);
    let mut references = Vec::new();
    for _ in 0..2 {
        let mut victim = Browser::open(PHONE);
        begin(&mut victim, &site, "fake_shop");
        answer_all(&mut victim, &[SHOP, IDENTITY]);
        declare(&mut victim, "complaint");
        references.push(victim.text("#receipt-reference"));
    }
    site.linked();

    let mut analyst = Browser::open(DESK);
    analyst.sign_in(&site, Role::Analyst, "linkage");
    analyst.goto(&site.at("/series"));
    analyst.follow("main tbody a[href^='/series/']");
    let series = analyst.path();
    for reference in &references {
        analyst.says(reference);
    }
    analyst.says(&format!("Parce que : IBAN {ACCOUNT} dans 2 plaintes"));

    analyst.goto(&site.at("/recherche"));
    analyst.fill("q", "lt12 1000 0111 0100 1000");
    analyst.follow("main form button.primary");
    assert!(
        !analyst.has("#found"),
        "nothing is searched without a reason"
    );
    analyst.fill("q", "lt12 1000 0111 0100 1000");
    analyst.fill("reason", "Deux plaintes au même compte");
    analyst.follow("main form button.primary");
    for reference in &references {
        assert!(analyst.text("#found").contains(reference.as_str()));
    }

    let mut officer = Browser::open(DESK);
    officer.sign_in(&site, Role::Officer, "intake");
    officer.goto(&site.at("/series"));
    assert!(!officer.has("main tbody a"), "a series is not an officer's");
    officer.finds_nothing(&site.at(&series));
}

//! In a real Chromium: a long answer is kept by the page's script while it is written, under the
//! policy on scripts in force; and a page sent once the session is over gives its words to the draft.

use crate::browser::{Browser, PHONE, Site};
use crate::walk_filing::begin;

const TEXT: &str = "Le site a disparu le lendemain, avec mon argent.";
const FIELD: &str = "main textarea[name='story.before']";

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn a_long_answer_is_kept_before_any_button_is_pressed() {
    let site = Site::start();
    let mut browser = Browser::open_with_scripts(PHONE);
    begin(&mut browser, &site, "fake_shop");
    browser.goto(&site.at("/plainte/q/story"));
    assert_eq!(browser.text("[data-autosave-told]"), "");
    browser.type_in(FIELD, TEXT);
    browser.waits_for("[data-autosave-told]", "Brouillon enregistré");
    // The tab is closed on another page; nothing was sent by hand.
    browser.goto(&site.at("/plainte/verifier"));
    browser.says(TEXT);
    browser.goto(&site.at("/plainte/q/story"));
    assert_eq!(browser.holds(FIELD), TEXT);
}

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn a_page_sent_after_the_session_is_over_loses_no_word() {
    let site = Site::start();
    let mut browser = Browser::open(PHONE);
    begin(&mut browser, &site, "fake_shop");
    browser.goto(&site.at("/plainte/q/story"));
    let code = browser.text("main aside bdi");
    browser.type_in(FIELD, TEXT);
    browser.forget_cookies();
    browser.follow("main form button.primary");
    browser.says("Votre session est terminée");
    browser.says(TEXT);
    browser.follow("main form button.primary");
    assert_eq!(browser.path(), "/reprendre");
    browser.says("Ce que vous venez d’écrire est gardé sur cette page");
    browser.fill("code", &code);
    browser.follow("main form button.primary");
    assert!(browser.path().starts_with("/plainte/q/"));
    browser.goto(&site.at("/plainte/q/story"));
    assert_eq!(browser.holds(FIELD), TEXT);
}

//! A member of staff adds a passkey, signs in with it alone, then after the password, and proves again who they are before
//! something sensitive: in a real Chromium, with the device of its own tests.

use crate::browser::{Browser, DESK, PASSWORD, Site};
use faisceau_domain::access::Role;

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn a_passkey_is_added_opens_and_proves() {
    let site = Site::start_named();
    site.account(Role::Administrator);
    let mut person = Browser::open_with_scripts(DESK);
    let device = person.holds_passkeys();
    person.sign_in(&site, Role::Administrator, "administration");
    person.goto(&site.at("/agent/compte"));
    person.follow("main a[href='/agent/compte/cles']");
    person.fill("name", "Jeton de service");
    person.fill("password", PASSWORD);
    person.follow("main form button.primary");
    person.goes_on_after(|person| person.press("button[data-ask]"));
    person.says("codes de secours");
    person.goto(&site.at("/agent/compte/cles"));
    person.says("Jeton de service");

    leaves(&mut person, &site);
    enters(&mut person);
    assert_eq!(person.path(), "/agent");
    person.goto(&site.at("/agent/connexions"));
    person.says("Clé d’accès");

    leaves(&mut person, &site);
    person.fill("login", Role::Administrator.code());
    person.fill("password", PASSWORD);
    enters(&mut person);
    person.goto(&site.at("/agent/connexions"));
    person.says("Mot de passe et clé d’accès");

    // The wrong password beside the right passkey, and a holder whom the device does not recognise.
    leaves(&mut person, &site);
    person.fill("login", Role::Administrator.code());
    person.fill("password", "une autre phrase");
    enters(&mut person);
    person.says("ne correspond pas");
    person.is_recognised(&device, false);
    person.follow("button[formaction='/connexion/cle']");
    person.press("button[data-ask]");
    person.waits_for("[data-refused]", "pas répondu");
    person.is_recognised(&device, true);
    person.goes_on_after(|person| person.press("button[data-ask]"));

    person.goto(&site.at("/agent/preuve?retour=/agent/connexions/toutes"));
    person.follow("button[formaction='/agent/preuve/cle']");
    person.goes_on_after(|person| person.press("button[data-ask]"));
    assert_eq!(person.path(), "/agent/connexions/toutes");

    person.goto(&site.at("/agent/compte/cles"));
    person.press("main form[action='/agent/compte/cles/retirer'] label");
    person.fill("gone_password", PASSWORD);
    person.follow("main button.danger");
    assert!(!person.has("main button.danger"), "none is left");
}

fn leaves(person: &mut Browser, site: &Site) {
    person.forget_cookies();
    person.goto(&site.at("/connexion"));
}

/// Asks the device of the browser.
fn enters(person: &mut Browser) {
    person.follow("button[formaction='/connexion/cle']");
    person.goes_on_after(|person| person.press("button[data-ask]"));
}

//! An officer at a desk answers a complaint: asks, then validates; the victim, on a phone, reads
//! the question, answers, and keeps the récépissé. All in a real Chromium without JavaScript.

use crate::browser::{Browser, DESK, PHONE, Site};
use crate::walk_filing::{IDENTITY, SHOP, answer_all, begin, declare, paper};
use faisceau_domain::access::Role;

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn what_an_officer_decides_reaches_the_victims_space_with_its_paper() {
    let site = Site::start();
    site.account(Role::Officer);
    let mut victim = Browser::open(PHONE);
    begin(&mut victim, &site, "fake_shop");
    answer_all(&mut victim, &[SHOP, IDENTITY]);
    declare(&mut victim, "complaint");
    let reference = victim.text("#receipt-reference");
    let code = victim.text("#receipt-secret");

    let mut officer = Browser::open(DESK);
    officer.sign_in(&site, Role::Officer, "intake");
    officer.follow("main a[href='/agent/boite?charge=personne&etat=filed']");
    officer.says(&reference);
    officer.follow("main tbody a[href^='/dossier/']");
    let case = officer.path();
    officer.says("BOIS DU VALLON");
    officer.type_in(
        "#demander textarea[name=request]",
        "Pouvez-vous envoyer la confirmation ?",
    );
    officer.follow("#demander form button.primary");
    officer.says("Pouvez-vous envoyer la confirmation ?");

    answers(&mut victim, &site, &reference, &code);

    officer.goto(&site.at(&case));
    officer.says("La confirmation est jointe.");
    officer.says("confirmation.txt");
    officer.follow("#valider form button.primary");
    assert!(
        officer.has(".in-error, .error-summary, .errors"),
        "an offence is needed"
    );
    officer.goto(&site.at(&case));
    officer.press("#valider label[for=f-offence]");
    officer.follow("#valider form button.primary");
    officer.goto(&site.at(&case));
    assert!(
        !officer.has("#valider form"),
        "a complaint is validated once"
    );

    victim.goto(&site.at("/suivi/dossier"));
    victim.says("Enregistrée");
    let pdf = paper(
        &mut victim,
        &site,
        "main a[href='/suivi/documents/recepisse']",
    );
    let keys = site.world.keys().verifying();
    let payload = faisceau_documents::verify_file(&pdf, &keys)
        .unwrap()
        .payload
        .unwrap();
    let payload = String::from_utf8(payload).unwrap();
    assert!(
        payload.contains("Escroquerie") && payload.contains(&reference),
        "{payload}"
    );
}

/// The victim reads the question in the space, adds a file and a message.
fn answers(victim: &mut Browser, site: &Site, reference: &str, code: &str) {
    victim.goto(&site.at("/suivi"));
    victim.fill("reference", reference);
    victim.fill("code", code);
    victim.follow("main form button.primary");
    victim.says("Pouvez-vous envoyer la confirmation ?");
    let file = site.scratch("confirmation.txt");
    std::fs::write(&file, "Commande 36, Bois du Vallon").unwrap();
    victim.choose_file("main input[name=pieces]", &file);
    victim.follow("main form[action='/suivi/pieces'] button.primary");
    victim.says("confirmation.txt");
    victim.fill("message", "La confirmation est jointe.");
    victim.follow("main form[action='/suivi/message'] button.primary");
    assert!(
        !victim.has("a[href='/suivi/documents/recepisse']"),
        "nothing is validated yet"
    );
}

//! A person with a script gives a film while the network goes away and comes back, in a real Chromium: it
//! is said to be cut, goes on by itself, and is in the draft; nothing else of the page is lost.

use crate::browser::{Browser, PHONE, Site};
use crate::store;
use crate::walk_filing::begin;
use faisceau_platform::binds;

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn a_film_goes_on_by_itself_when_the_network_comes_back() {
    let site = Site::start();
    let mut browser = Browser::open(PHONE);
    begin(&mut browser, &site, "fake_shop");
    browser.with_scripts();
    browser.goto(&site.at("/plainte/pieces"));
    assert_eq!(browser.path(), "/plainte/q/exhibits");
    let film = site.scratch("film.txt");
    std::fs::write(&film, "un film \n".repeat(800_000)).unwrap();
    browser.choose_file("main input[type=file]", &film);
    browser.network(false);
    browser.press("main form p.actions button.primary");
    browser.until(
        "main .uploads",
        "Connexion coupée. L’envoi de film.txt reprendra",
    );
    browser.goes_on_after(|browser| browser.network(true));
    assert_ne!(browser.path(), "/plainte/q/exhibits");
    let ended = site.runtime.block_on(ended_in_parts(&site));
    assert_eq!(ended, 1, "it came in parts, not by the form");
    browser.goto(&site.at("/plainte/q/exhibits"));
    browser.says("film.txt");
    browser.says("text/plain");
}

async fn ended_in_parts(site: &Site) -> i64 {
    let mut tx = site.world.db.read().await.unwrap();
    let row = tx.one(&store::UPLOADS_ENDED, binds![]).await.unwrap();
    row.get("n").unwrap()
}

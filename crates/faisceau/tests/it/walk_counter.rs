//! An officer takes a fake-shop complaint by the keyboard alone, in a real Chromium: four minutes at 200
//! keys a minute are 800 keys, and the keys are counted. No mouse is moved and no field is filled but by keys.

use crate::browser::{Browser, DESK, Key, Site};
use faisceau_domain::access::Role;

/// Four minutes at 200 keys a minute.
const KEYS_MAX: usize = 800;

/// Presses of Tab after which something is out of reach.
const TABS_MAX: usize = 150;

/// A keyboard, and how many keys it was struck.
struct Keyboard {
    browser: Browser,
    struck: usize,
}

impl Keyboard {
    fn strike(&mut self, key: Key) {
        self.struck += match key {
            // A capital and a chord are two keys.
            Key::CtrlEnter | Key::AltN => 2,
            Key::Letter(letter) if letter.is_uppercase() => 2,
            _ => 1,
        };
        self.browser.key(key);
    }

    fn types(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                ' ' => self.strike(Key::Space),
                letter => self.strike(Key::Letter(letter)),
            }
        }
    }

    /// Types in the field of that name, which the keyboard must be at.
    #[track_caller]
    fn at(&mut self, name: &str, text: &str) {
        assert_eq!(self.browser.focus(), name, "{}", self.browser.path());
        self.types(text);
        self.strike(Key::Enter);
    }

    /// The same, in a text of several lines: Enter would begin another.
    #[track_caller]
    fn lines(&mut self, name: &str, text: &str, tabs: usize) {
        assert_eq!(self.browser.focus(), name, "{}", self.browser.path());
        self.types(text);
        for _ in 0..tabs {
            self.strike(Key::Tab);
        }
    }

    /// Goes over a question that may be left.
    #[track_caller]
    fn over(&mut self, name: &str) {
        assert_eq!(self.browser.focus(), name, "{}", self.browser.path());
        self.strike(Key::Enter);
    }

    /// Says that nobody knows.
    #[track_caller]
    fn unknown(&mut self, name: &str) {
        assert_eq!(self.browser.focus(), name, "{}", self.browser.path());
        self.strike(Key::AltN);
    }

    /// Keeps the block and opens the next one.
    fn next(&mut self, block: &str) {
        self.struck += 2;
        self.browser
            .goes_on_after(|browser| browser.key(Key::CtrlEnter));
        let path = self.browser.path();
        assert!(
            path.ends_with(&format!("/bloc/{block}")),
            "{path}: {}",
            self.browser.text("main")
        );
    }

    /// Goes on by Tab to what bears this name or these words.
    #[track_caller]
    fn tabs_to(&mut self, wanted: &str) {
        for _ in 0..TABS_MAX {
            if self.browser.focus() == wanted {
                return;
            }
            self.strike(Key::Tab);
        }
        panic!("`{wanted}` is not reached: {}", self.browser.text("main"));
    }

    /// Presses a link or a button that leads to another page.
    fn follows(&mut self) {
        self.struck += 1;
        self.browser
            .goes_on_after(|browser| browser.key(Key::Enter));
    }
}

/// From the counter's first page to the first block of a new file.
fn opens(keys: &mut Keyboard) {
    // Over the way to the content, the list of files and its frame, to the type.
    keys.tabs_to("type");
    keys.types("faux si");
    keys.strike(Key::Tab);
    keys.follows();
    keys.tabs_to("Remplir");
    keys.follows();
}

fn tells(keys: &mut Keyboard) {
    keys.lines(
        "story.before",
        "pub vue sur un réseau, veste à petit prix, payée par carte, jamais reçue",
        0,
    );
    keys.next("facts");
    keys.types("2/3/2026");
    keys.strike(Key::Enter);
    keys.at("facts.period:last.day", "20/3/2026");
    keys.over("facts.period:continuing");
    keys.lines("facts.place_victim", "lyon", 0);
    keys.next("fake-shop");
    keys.at("shop.product", "v");
    keys.at("shop.product_detail", "veste de pluie");
    keys.types("2/3/2026");
    keys.strike(Key::Enter);
    keys.at("shop.ordered_at:time", "21h10");
    keys.over("shop.trusted");
    keys.at("shop.outcome", "je");
    keys.at("shop.asked_more", "n");
    keys.at("site.order_ref", "mm20260442");
    keys.at("shop.tracking_no", "lx88120441fr");
    keys.at("shop.confirmation_from", "commande@modemarche.example");
    keys.lines("site.company_shown", "", 0);
    keys.next("payment-1");
}

fn pays(keys: &mut Keyboard) {
    keys.at("payment[0].method", "c");
    keys.types("2/3/2026");
    keys.strike(Key::Enter);
    keys.at("payment[0].date:time", "21h12");
    keys.at("payment[0].amount.amount", "89,90");
    // What a card leaves as traces came meanwhile, without leaving the page.
    keys.browser.until("form .questions", "Commerçant");
    keys.at("payment[0].status", "o");
    keys.at("payment[0].from_bank", "lanterne");
    keys.at("payment[0].merchant_label", "modemarche");
    keys.at("payment[0].card_ref:first6", "490000");
    keys.at("payment[0].card_ref:last4", "0931");
    keys.over("payment[0].reference");
    keys.lines("payment[0].another", "n", 0);
    keys.next("site");
    keys.lines("site.url", "https://modemarche.example", 2);
    keys.at("site.name", "mode marche");
    keys.lines("site.still_online", "o", 0);
    keys.next("contact");
    keys.lines("contact.first_channel", "une p", 0);
    keys.next("contact?nouveau=contact.ad_platform");
    keys.strike(Key::Tab);
    keys.next("suspect");
    keys.lines("suspect.known", "n", 0);
    keys.next("data");
}

fn ends(keys: &mut Keyboard) {
    // Of the information given: the name and the mail, each found by its letter.
    keys.lines("data.kinds", " a ", 0);
    keys.next("loss-steps");
    keys.lines("steps.bank", "oui, j", 0);
    keys.next("evidence");
    keys.browser.until("form .questions", "gardé");
    while keys.browser.focus() != "steps.evidence_kept" {
        keys.strike(Key::Tab);
    }
    keys.strike(Key::Space);
    keys.next("identity");
    keys.at("declare.mode", "d");
    keys.browser
        .until("form .questions", "Identité de la victime");
    keys.at("filer.role", "l");
    keys.at("victim.civil:birth_name", "brindelune");
    keys.over("victim.civil:usual_name");
    keys.at("victim.civil:first_names", "alix");
    keys.over("victim.civil:sex");
    keys.at("victim.civil:born_on.day", "4/5/1988");
    keys.at("victim.civil:born_in", "lyon");
    keys.over("victim.civil:nationality");
    keys.at("victim.address:lines", "12 rue des exemples");
    keys.at("victim.address:postcode", "69003");
    keys.at("victim.address:town", "lyon");
    keys.over("victim.address:country");
    keys.at("filer.auth", "a");
    for part in ["lines", "postcode", "town", "country"] {
        keys.over(&format!("victim.declared_address:{part}"));
    }
    keys.over("victim.profession");
    keys.unknown("victim.email");
    keys.at("victim.phone", "0639980010");
    keys.strike(Key::Space);
    keys.strike(Key::Enter);
    keys.over("victim.contact_hours");
    keys.at("victim.language", "f");
    keys.lines("declare.notify", "je", 0);
}

/// From the last block to who is there, and to what is read to the person.
fn hears(keys: &mut Keyboard) {
    keys.struck += 2;
    keys.browser
        .goes_on_after(|browser| browser.key(Key::CtrlEnter));
    keys.browser.says("Rien ne manque pour déposer");
    keys.tabs_to("Qui est là");
    keys.follows();
    keys.tabs_to("document");
    keys.strike(Key::Space);
    keys.tabs_to("document-kind");
    keys.strike(Key::Space);
    keys.tabs_to("document-number");
    keys.types("880692310285");
    keys.strike(Key::Tab);
    keys.types("préfecture");
    keys.tabs_to("interpreter");
    keys.strike(Key::Space);
    keys.follows();
}

/// What is read back is agreed to, declared true, and filed.
fn files(keys: &mut Keyboard) {
    assert!(
        keys.browser.path().ends_with("/lecture"),
        "{}",
        keys.browser.text("main")
    );
    // What was typed of each block was kept, and is read back.
    for told in [
        "pub vue sur un réseau",
        "veste de pluie",
        "mm20260442",
        "89,90",
        "lanterne",
        "0931",
        "modemarche.example",
        "brindelune",
        "880692310285",
    ] {
        keys.browser.says(told);
    }
    keys.tabs_to("word");
    keys.strike(Key::Space);
    keys.follows();
    keys.tabs_to("declare.truth");
    keys.strike(Key::Space);
    keys.tabs_to("nature");
    keys.follows();
}

#[test]
#[cfg_attr(not(has_chromium), ignore = "Chromium not found")]
fn a_fake_shop_is_taken_at_the_counter_in_under_800_keys() {
    let site = Site::start();
    site.account(Role::Officer);
    let mut browser = Browser::open_with_scripts(DESK);
    browser.sign_in(&site, Role::Officer, "intake");
    browser.goto(&site.at("/guichet"));
    let mut keys = Keyboard { browser, struck: 0 };
    opens(&mut keys);
    tells(&mut keys);
    pays(&mut keys);
    ends(&mut keys);
    hears(&mut keys);
    files(&mut keys);
    assert!(keys.struck < KEYS_MAX, "{} keys", keys.struck);
    let path = keys.browser.path();
    assert!(
        path.starts_with("/guichet/depose/"),
        "{path}: {}",
        keys.browser.text("main")
    );
}

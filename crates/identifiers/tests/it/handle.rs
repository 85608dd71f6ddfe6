//! Account names: platforms, addresses of profiles, folding, display names.

use crate::{all, none, read};
use faisceau_identifiers::Kind::Handle;
use faisceau_identifiers::Look;

#[test]
fn platforms_are_named_in_many_ways() {
    all(
        Handle,
        &[
            ("insta: @Jean.Dupont", "instagram:jean.dupont", ""),
            ("Instagram : jean.dupont", "instagram:jean.dupont", ""),
            ("ig @jean.dupont", "instagram:jean.dupont", ""),
            (
                "https://www.instagram.com/Jean.Dupont/",
                "instagram:jean.dupont",
                "",
            ),
            (
                "insta: https://instagram.com/jean.dupont?igsh=1",
                "instagram:jean.dupont",
                "",
            ),
            ("t.me/JeanBot", "telegram:jeanbot", ""),
            ("WhatsApp : +33 6 39 98 00 01", "whatsapp:+33639980001", ""),
            ("whatsapp: 0033 6 39 98 00 01", "whatsapp:+33639980001", ""),
            (
                "https://wa.me/33639980001?text=a",
                "whatsapp:+33639980001",
                "",
            ),
            ("Telegram bob", "telegram:bob", ""),
            ("tt bob", "any:tt bob", "handle-display-name"),
            ("Snap : bob", "snapchat:bob", ""),
            ("https://www.tiktok.com/@bob", "tiktok:bob", ""),
            ("https://www.linkedin.com/in/jean-d/", "linkedin:jean-d", ""),
            ("twitter:@bob", "x:bob", ""),
            ("leboncoin:bob75", "leboncoin:bob75", ""),
            ("@bob", "any:bob", "handle-platform-unknown"),
            ("pseudo : Bob", "any:bob", "handle-platform-unknown"),
            ("ＢＯＢ", "any:bob", "handle-platform-unknown"),
            ("bob\u{200b}by", "any:bobby", "handle-platform-unknown"),
            (
                "Facebook : Jean  Dupont",
                "facebook:jean dupont",
                "handle-display-name",
            ),
        ],
    );
}

#[test]
fn look_alikes_share_a_look_and_not_a_key() {
    let latin = read(Handle, "insta: paypal");
    let mixed = read(Handle, "insta: p\u{430}ypal");
    assert_ne!(latin.key(), mixed.key());
    let whole = |key: &str| Look::of(key).map(|look| look.whole());
    assert_eq!(whole(latin.key()), whole(mixed.key()));
}

#[test]
fn what_is_read_as_one_is_one_look() {
    for alike in [
        "insta: Jean.Morel-75",
        "insta: jean_morel75",
        "insta: jeanmore\u{406}75",
        "insta: jeanmoreI75_",
        "insta: jeanmore|75",
        "insta: jeanm\u{f6}rel75",
        "insta: jeanm0re175",
    ] {
        let read = read(Handle, alike);
        let look = Look::of(read.key()).unwrap();
        assert_eq!(look.platform, Some("instagram"));
        assert_eq!(look.whole(), "jeanrnorel75", "{alike}");
    }
    let parts = |typed: &str| {
        let read = read(Handle, typed);
        let look = Look::of(read.key());
        look.map(|look| (look.stem.clone(), look.figures.to_owned()))
    };
    let told = |stem: &str, figures: &str| Some((stem.to_owned(), figures.to_owned()));
    assert_eq!(parts("lea.roux1802_"), told("learoux", "1802"));
    assert_eq!(parts("lea.r0ux"), told("learoux", ""));
    assert_eq!(parts("whatsapp: +33 6 39 98 00 01"), None, "a number");
    assert_eq!(parts("@2024"), None);
}

#[test]
fn a_platform_that_was_not_said_may_be_any() {
    let look = |key: &'static str| Look::of(key).unwrap();
    let (said, unsaid) = (look("instagram:lea"), look("any:lea"));
    assert!(said.may_meet(&unsaid) && unsaid.may_meet(&said) && said.may_meet(&said));
    assert!(!said.may_meet(&look("telegram:lea")));
}

#[test]
fn signs_may_be_confused_and_words_be_the_same() {
    let words = |one: &'static str, other: &'static str| {
        let [one, other] = [one, other].map(|key| Look::of(key).unwrap());
        assert_eq!(one.whole(), other.whole());
        one.same_words(&other) && other.same_words(&one)
    };
    assert!(words("any:lea.roux", "any:lea.r\u{43e}ux"));
    assert!(words("any:lea.roux", "any:l\u{e9}a.r0ux"));
    assert!(!words("any:lea.roux", "any:lea_roux"));
    assert!(!words("any:lea.roux", "any:learoux"));
}

#[test]
fn refusals() {
    none(
        Handle,
        &[
            ("@", "placeholder"),
            ("insta:", "empty"),
            ("insta: @@", "empty"),
            ("N/A", "placeholder"),
            ("🎂🎂", "placeholder"),
        ],
    );
}

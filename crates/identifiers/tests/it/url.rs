//! Web addresses: defanging, deceptive hosts, and the key of each kind of host.

use crate::{all, none, read};
use faisceau_identifiers::{Kind::Url, SUFFIX_LIST};

#[test]
fn spellings_and_disguises() {
    all(
        Url,
        &[
            ("exemple.shop", "https://exemple.shop/", ""),
            (
                "hxxps://exemple[.]shop/a?b#c",
                "https://exemple.shop/a?b#c",
                "",
            ),
            ("hXXp[:]//exemple(dot)shop", "http://exemple.shop/", ""),
            ("HTTPS://EXEMPLE.SHOP:443/", "https://exemple.shop/", ""),
            ("http://exemple.shop:80", "http://exemple.shop/", ""),
            ("https:\\\\exemple.shop\\a", "https://exemple.shop/a", ""),
            ("<https://exemple.shop/a>,", "https://exemple.shop/a", ""),
            (
                "https://exem\u{200b}ple\u{2060}.shop",
                "https://exemple.shop/",
                "",
            ),
            ("https://exemple.shop./", "https://exemple.shop/", ""),
            ("https://ex%65mple.shop/", "https://exemple.shop/", ""),
            ("https://éxemple.fr/", "https://xn--xemple-9ua.fr/", ""),
            (
                "https://bank.fr@evil.shop/login",
                "https://evil.shop/login",
                "url-user-info",
            ),
            (
                "https://user:mot@evil.shop",
                "https://evil.shop/",
                "url-user-info",
            ),
            ("http://3221225985/", "http://192.0.2.1/", ""),
            ("http://0xC0.0.2.1/", "http://192.0.2.1/", ""),
            ("exemple.shop:8080/a", "https://exemple.shop:8080/a", ""),
            (
                "https://exemple.invalidtld",
                "https://exemple.invalidtld/",
                "host-suffix-unknown",
            ),
            (
                "htpt://exemple.shop/a",
                "https://exemple.shop/a",
                "repaired",
            ),
            (
                "httph://exemple.shop/a",
                "https://exemple.shop/a",
                "repaired",
            ),
            (
                "hxtps://exemple.shop/a",
                "https://exemple.shop/a",
                "repaired",
            ),
            (
                "voir https://exemple.shop/a svp",
                "https://exemple.shop/a",
                "",
            ),
            (
                "exemple.shop/?u=https://a.fr&v=http://b.fr",
                "https://exemple.shop/?u=https://a.fr&v=http://b.fr",
                "",
            ),
            ("exemple.shop/a:b", "https://exemple.shop/a:b", ""),
            (
                "bank.fr@evil.shop/login",
                "https://evil.shop/login",
                "url-user-info",
            ),
            // Cyrillic а among Latin letters.
            (
                "https://p\u{430}ypal.com",
                "https://xn--pypal-4ve.com/",
                "host-mixed-scripts",
            ),
        ],
    );
}

#[test]
fn keys_are_what_one_owner_holds() {
    for (raw, key) in [
        ("https://www.exemple.co.uk/a/b?c", "exemple.co.uk"),
        ("https://boutique.myshopify.com/p", "boutique.myshopify.com"),
        ("https://a.b.github.io/", "b.github.io"),
        ("https://github.io/", "github.io"),
        ("https://suivi.web.app", "suivi.web.app"),
        ("https://a.colis.weebly.com/x", "colis.weebly.com"),
        ("https://www.weebly.com/x", "weebly.com"),
        ("https://www.instagram.com/index.php", "instagram.com"),
        ("https://bit.ly/AbC9/", "bit.ly/AbC9"),
        ("https://bit.ly", "bit.ly"),
        ("https://www.bit.ly/AbC9", "bit.ly/AbC9"),
        ("https://linktr.ee/Jean", "linktr.ee/Jean"),
        ("https://tinyurl.com/y2?x=1", "tinyurl.com/y2"),
        (
            "https://m.facebook.com/Jean.Dupont?ref=1",
            "facebook.com/jean.dupont",
        ),
        ("https://fb.com/jean.dupont", "facebook.com/jean.dupont"),
        (
            "https://www.facebook.com/profile.php?id=100&x=1",
            "facebook.com/profile.php?id=100",
        ),
        (
            "https://facebook.com/marketplace/item/99/",
            "facebook.com/marketplace/item/99",
        ),
        ("https://facebook.com", "facebook.com"),
        ("https://www.instagram.com/Jean/", "instagram.com/jean"),
        ("https://instagram.com/p/CxYz/", "instagram.com/p/CxYz"),
        ("https://twitter.com/Jean/status/1", "x.com/jean"),
        ("https://t.me/+AbCdEf", "t.me/+AbCdEf"),
        ("https://telegram.me/JeanBot", "t.me/jeanbot"),
        (
            "https://www.linkedin.com/in/jean-d/",
            "linkedin.com/in/jean-d",
        ),
        (
            "https://www.youtube.com/watch?v=AbC&t=1",
            "youtube.com/watch?v=AbC",
        ),
        (
            "https://docs.google.com/forms/d/AbC/",
            "docs.google.com/forms/d/AbC",
        ),
        ("https://google.com/", "google.com"),
        ("http://192.0.2.1:8080/x", "192.0.2.1"),
        ("http://[2001:db8::1]/x", "[2001:db8::1]"),
    ] {
        assert_eq!(read(Url, raw).key(), key, "{raw:?}");
    }
}

#[test]
fn refusals() {
    none(
        Url,
        &[
            ("javascript:alert(1)", "url-scheme"),
            ("mailto:a@exemple.fr", "url-scheme"),
            ("file:///etc/passwd", "url-scheme"),
            ("tg://resolve?domain=bob", "url-scheme"),
            ("whatsapp://send?phone=33", "url-scheme"),
            ("localhost", "host-not-public"),
            ("https://intranet/", "host-not-public"),
            ("https://", "host"),
            ("https://ex emple.shop/", "host"),
            ("https://exemple..shop/", "host"),
            ("un site de colis", "host"),
            ("jean.dupont@gmail.com", "malformed"),
            ("https://", "host"),
            ("voir https://a.fr ou https://b.fr", "several"),
            ("voir https://exem ple.fr", "url-scheme"),
            ("https://a.fr et https://b.fr", "several"),
            ("https://exemple.shop:99999/", "host"),
        ],
    );
}

#[test]
fn the_suffix_list_is_the_one_compiled_in() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock"));
    let lock = lock.unwrap().replace("\r\n", "\n");
    let (name, version) = SUFFIX_LIST.split_once(' ').unwrap();
    let entry = format!("name = \"{name}\"\nversion = \"{version}\"");
    assert!(lock.contains(&entry), "SUFFIX_LIST must follow Cargo.lock");
}

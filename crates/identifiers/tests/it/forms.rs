//! Codes, roles, masks, defanged forms, equality.

use std::collections::HashSet;

use crate::read;
use faisceau_identifiers::{Kind, Role};

#[test]
fn codes_are_stable_and_reversible() {
    let codes: Vec<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(
        codes,
        [
            "iban", "phone", "email", "url", "crypto", "handle", "ip", "payref"
        ]
    );
    for kind in Kind::ALL {
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
    }
    assert_eq!(Kind::from_code("IBAN"), None);
    for role in Role::ALL {
        assert_eq!(Role::from_code(role.code()), Some(role));
    }
    assert_eq!(Role::from_code("suspect"), None);
}

#[test]
fn only_the_other_party_s_identifiers_link() {
    let linking: Vec<_> = Role::ALL
        .into_iter()
        .filter(|role| role.may_link())
        .collect();
    assert_eq!(linking, [Role::Offender, Role::Unknown]);
    assert_eq!(Role::default(), Role::Unknown);
}

#[test]
fn masks_hide() {
    for (kind, raw, mask) in [
        (
            Kind::Iban,
            "LT95 3251 0383 7270 1184",
            "LT95 **** **** 1184",
        ),
        (Kind::Phone, "06 39 98 00 01", "+33 ** ** 01"),
        (Kind::Phone, "3639", "short:FR:***"),
        (Kind::Email, "jean@sous.exemple.fr", "j***@s***.fr"),
        (Kind::Email, "j@exemple.fr", "***@e***.fr"),
        (
            Kind::Url,
            "https://exemple.shop/secret?x",
            "https://e***.shop/…",
        ),
        (Kind::Url, "http://192.0.2.1/", "http://***/"),
        (
            Kind::Crypto,
            "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
            "bitcoin:1BvB…NVN2",
        ),
        (Kind::Handle, "insta: jean", "instagram:j***"),
        (Kind::Ip, "93.184.216.34", "93.184.*.*"),
        (Kind::Ip, "2a01:cb00::1", "2a01:cb00:****"),
        (Kind::PaymentReference, "dossier-609204261", "****4261"),
        (Kind::PaymentReference, "achat", "****"),
    ] {
        assert_eq!(read(kind, raw).mask(), mask, "{raw:?}");
    }
}

#[test]
fn defanged_forms_cannot_be_clicked() {
    for (kind, raw, shown) in [
        (
            Kind::Url,
            "https://exemple.shop/a.b",
            "hxxps://exemple[.]shop/a.b",
        ),
        (Kind::Url, "ftp://exemple.shop", "fxp://exemple[.]shop/"),
        (Kind::Email, "a.b@exemple.fr", "a.b@exemple[.]fr"),
        (Kind::Ip, "93.184.216.34", "93[.]184[.]216[.]34"),
    ] {
        let found = read(kind, raw);
        assert_eq!(found.defanged(), shown);
        assert_eq!(read(kind, shown), found, "defanged forms read back");
    }
}

#[test]
fn equality_is_about_the_value_not_the_typing() {
    let typed = read(Kind::Phone, "O6 39 98 OO O1");
    let plain = read(Kind::Phone, "0639980001");
    assert_ne!(typed.doubt(), plain.doubt());
    assert_eq!(typed, plain);
    assert_eq!(HashSet::from([typed, plain]).len(), 1);
}

/// The example that opens the crate's page.
#[test]
fn the_page_s_example_holds() {
    let typed = read(Kind::Email, "mailto:Jean.Dupont+colis@GoogleMail.com");
    assert_eq!(typed.canonical(), "Jean.Dupont+colis@googlemail.com");
    assert_eq!(typed.key(), "jeandupont@gmail.com");
    assert_eq!(typed.mask(), "J***@g***.com");
    assert_eq!(read(Kind::Email, typed.canonical()), typed);
}

/// A refusal may be about a card or a key: it shows its code and nothing of the text.
#[test]
fn refusals_never_repeat_the_text() {
    let why = faisceau_identifiers::parse(Kind::Iban, "4111 1111 1111 1111").unwrap_err();
    assert_eq!(why.to_string(), "card-number");
    assert!(!format!("{why:?}").contains("4111"));
}

/// Bounds hold before any work is done, in characters and not in bytes.
#[test]
fn every_kind_is_bounded() {
    use faisceau_identifiers::{Invalid, parse};
    for kind in Kind::ALL {
        let max = kind.max_chars();
        let long = "é".repeat(max + 1);
        let found = max + 1;
        assert_eq!(parse(kind, &long), Err(Invalid::TooLong { max, found }));
        let fits = parse(kind, &"é".repeat(max));
        assert_ne!(fits, Err(Invalid::TooLong { max, found: max }));
    }
}

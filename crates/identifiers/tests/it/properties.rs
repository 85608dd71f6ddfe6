//! What holds for every text: no panic, stable canonical forms, masks that hide.

use faisceau_identifiers::{Identifier, Kind, Region, parse, parse_in};
use proptest::prelude::*;
use proptest::sample::select;

/// Texts of all planes, surrogates excluded as in every Rust string.
fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter)
}

/// Texts made of what the parsers look for, where their rules meet.
fn pointed_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "+",
        "00",
        "0",
        "(0)",
        "33",
        "6",
        "12345678",
        " ",
        ":",
        "/",
        "//",
        "https",
        "hxxp",
        "://",
        "@",
        "[.]",
        "(at)",
        ".",
        "fr",
        "com",
        "gmail",
        "bit.ly",
        "t.me",
        "facebook.com",
        "exemple",
        "insta",
        "any",
        "pseudo",
        "%2E",
        "%40",
        "?",
        "#",
        "=",
        "&",
        "memo",
        "tag",
        "x",
        "0x",
        "bc1",
        "bitcoin",
        "xrp",
        "ton",
        "FR",
        "IBAN",
        "O",
        "I",
        "1",
        "é",
        "ﬁ",
        "：",
        "／",
        "＠",
        "。",
        "İ",
        "ß",
        "ς",
        "\u{301}",
        "\u{200b}",
        "\u{202e}",
        "\u{feff}",
        "\u{1f382}",
        "𝟙",
        "٣",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        ",",
        ";",
        "*",
        "-",
        "_",
        "'",
        "\"",
        "\\",
        "::",
        "fe80",
        "ext",
        "poste",
        "short",
        "..",
        "+33",
        "profile.php?id=",
        "joinchat",
        "xn--",
        "xn--a",
        "mailto:",
        "(",
        ")",
        "!",
        "ø",
        "Σ",
        "\u{0}",
        "\n",
        "\t",
        "a",
        "Z",
        "q",
    ];
    proptest::collection::vec(select(pieces), 0..14).prop_map(|pieces| pieces.concat())
}

fn any_kind() -> impl Strategy<Value = Kind> {
    select(Kind::ALL.to_vec())
}

/// Real-looking texts with one character changed.
fn disturbed_text() -> impl Strategy<Value = String> {
    let whole = vec![
        "FR14 2004 1010 0505 0001 3M02 606",
        "+33 (0)6 39 98 00 01 poste 12",
        "Jean <jean.dupont+a@gmail.com>",
        "hxxps://user@www.exemple[.]co[.]uk:8080/a/../b?c=d#e",
        "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4?amount=1",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
        "TON: UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA memo 7",
        "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ",
        "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA",
        "https://m.facebook.com/profile.php?id=100&ref=a",
        "fe80::1%eth0",
        "rPEPPER7kfTD9w2To4CQk6UCfuHM9c6GDY tag 12",
        "insta: https://instagram.com/jean.dupont/",
        "[2a01:cb00:1:2::1]:443",
        "Dossier-609204261",
    ];
    (
        select(whole),
        any::<prop::sample::Index>(),
        any::<char>(),
        any::<bool>(),
    )
        .prop_map(|(text, place, mark, insert)| {
            let mut marks: Vec<char> = text.chars().collect();
            let at = place.index(marks.len());
            if insert {
                marks.insert(at, mark);
            } else {
                marks[at] = mark;
            }
            String::from_iter(marks)
        })
}

fn holds(kind: Kind, found: &Identifier) -> Result<(), TestCaseError> {
    let canonical = found.canonical();
    let again = parse(kind, canonical);
    let Ok(again) = again else {
        return Err(TestCaseError::fail(format!(
            "{canonical:?} is refused: {again:?}"
        )));
    };
    prop_assert_eq!(again.canonical(), canonical);
    prop_assert_eq!(again.key(), found.key());
    prop_assert!(canonical.chars().count() <= kind.max_chars());
    prop_assert!(!canonical.is_empty() && !found.key().is_empty());
    prop_assert!(canonical.chars().all(|c| !c.is_control()));
    prop_assert_eq!(canonical.trim(), canonical);
    prop_assert_ne!(found.mask(), canonical);
    let _ = found.defanged();
    Ok(())
}

/// What long random runs once found.
#[test]
fn past_findings_are_refused_or_stable() {
    for (kind, text) in [
        (Kind::Url, "{\u{3002}}33"),
        (Kind::Ip, "::%\u{b9}"),
        (Kind::Phone, "+1 684 00 00"),
    ] {
        if let Ok(found) = parse(kind, text) {
            holds(kind, &found).unwrap();
        }
    }
    let local = parse_in(Kind::Phone, "6840000", Region::from_code("US").unwrap());
    holds(Kind::Phone, &local.unwrap()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_is_refused_or_stable(kind in any_kind(), text in any_text()) {
        if let Ok(found) = parse(kind, &text) {
            holds(kind, &found)?;
        }
    }

    #[test]
    fn pointed_text_is_refused_or_stable(kind in any_kind(), text in pointed_text()) {
        if let Ok(found) = parse(kind, &text) {
            holds(kind, &found)?;
        }
    }

    #[test]
    fn disturbed_text_is_refused_or_stable(kind in any_kind(), text in disturbed_text()) {
        if let Ok(found) = parse(kind, &text) {
            holds(kind, &found)?;
        }
    }

    #[test]
    fn the_region_changes_nothing_once_canonical(
        text in "[+0-9 ()]{2,18}",
        code in select(vec!["FR", "US", "IT", "CI", "DE", "AR", "MX", "SM"]),
    ) {
        let region = Region::from_code(code).unwrap();
        if let Ok(found) = parse_in(Kind::Phone, &text, region) {
            holds(Kind::Phone, &found)?;
        }
    }

    #[test]
    fn invisible_characters_change_nothing(kind in any_kind(), text in disturbed_text(), at in any::<prop::sample::Index>()) {
        let mut marks: Vec<char> = text.chars().collect();
        marks.insert(at.index(marks.len()), '\u{200b}');
        let veiled = String::from_iter(marks);
        prop_assert_eq!(parse(kind, &veiled), parse(kind, &text));
    }
}

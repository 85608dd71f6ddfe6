//! What is masked in free text, and above all what is not.

use faisceau_domain::form::secret::{card_ends, mask};
use proptest::prelude::*;

const PHRASE: &str =
    "abandon ability able about above absent absorb abstract absurd abuse access accident";

#[test]
fn card_numbers_keep_their_ends() {
    for (typed, masked) in [
        ("4970100000000154", "497010••••••0154"),
        (
            "carte : 4970-1000-0000-0154.",
            "carte : 4970-10••-••••-0154.",
        ),
        ("3782 822463 10005", "3782 82•••• •0005"),
        (
            "5555\u{a0}5555\u{a0}5555\u{a0}4444",
            "5555\u{a0}55••\u{a0}••••\u{a0}4444",
        ),
    ] {
        let found = mask(typed);
        assert_eq!(found.text, masked);
        assert!(found.card && !found.secret);
    }
    assert_eq!(
        card_ends("4970 1000 0000 0154"),
        Some(("497010".to_owned(), "0154".to_owned()))
    );
}

#[test]
fn other_long_numbers_are_left_alone() {
    for typed in [
        "FR76 3000 6000 0112 3456 7890 189",
        "DE89 3704 0044 0532 0130 00",
        "BE71 0961 2345 6769",
        "06 39 98 00 01 06 39 98 00 02",
        "SIRET 732 829 320 00074",
        "4970100000000155",
        "le 14/03/2026 à 21:05",
        "",
    ] {
        assert_eq!(mask(typed).text, typed);
    }
}

#[test]
fn recovery_phrases_and_private_keys_disappear() {
    let list: Vec<String> = PHRASE
        .split(' ')
        .enumerate()
        .map(|(place, word)| format!("{}. {word}", place + 1))
        .collect();
    for secret in [PHRASE.to_owned(), PHRASE.replace(' ', "\n"), list.join(" ")] {
        let found = mask(&format!("Il a vu ceci : {secret} !"));
        assert!(found.secret, "{secret}");
        assert!(!found.text.contains("absorb"), "{}", found.text);
        assert!(found.text.starts_with("Il a vu ceci : "));
    }
    let wif = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
    assert!(!mask(&format!("clé {wif}")).text.contains("HueCGU"));
    let pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\nla suite";
    let found = mask(pem);
    assert!(!found.text.contains("MIIEvQ"));
    assert!(found.text.ends_with("la suite"));
}

#[test]
fn prose_is_never_taken_for_a_phrase() {
    for prose in [
        "une personne gentille parle avec douceur puis demande encore argent pour payer frais",
        "they said that this number would help people make money every single month online",
        "adresse 4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
    ] {
        assert_eq!(mask(prose).text, prose);
    }
}

proptest! {
    #[test]
    fn masking_never_panics_and_is_done_once(text in "\\PC{0,300}|[0-9 -]{0,60}|[a-z \n]{0,200}") {
        let once = mask(&text);
        prop_assert_eq!(once.text.chars().count(), text.chars().count());
        let twice = mask(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
    }
}

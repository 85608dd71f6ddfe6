//! Bank accounts: spellings, repairs, national key, and what people paste instead.

use crate::{all, none};
use faisceau_identifiers::{Doubt, Kind::Iban};

/// Example of the French IBAN in the SWIFT registry.
const FRENCH: &str = "FR1420041010050500013M02606";

#[test]
fn spellings_meet() {
    all(
        Iban,
        &[
            ("FR14 2004 1010 0505 0001 3M02 606", FRENCH, ""),
            ("fr14-2004-1010-0505-0001-3m02-606", FRENCH, ""),
            ("IBAN : FR14 2004 1010 0505 0001 3M02 606", FRENCH, ""),
            (
                "IBAN\u{a0}FR14\u{202f}2004\u{a0}1010 0505 0001 3M02 606.",
                FRENCH,
                "",
            ),
            ("\u{feff}FR14\u{200b}20041010050500013M02606", FRENCH, ""),
            (
                "ＦＲ１４２００４１０１００５０５０００１３Ｍ０２６０６",
                FRENCH,
                "",
            ),
            ("LT95 3251 0383 7270 1184", "LT953251038372701184", ""),
        ],
    );
}

#[test]
fn slips_are_repaired_only_when_the_check_then_passes() {
    all(
        Iban,
        &[
            ("FR14 2OO4 1O1O O5O5 OOO1 3M02 606", FRENCH, "repaired"),
            ("FRI4 2004 10I0 0505 000I 3M02 606", FRENCH, "repaired"),
            ("IABN FR14 2004 1010 0505 0001 3M02 606", FRENCH, "repaired"),
            (
                "FR14 2004 1010 0505 0001 3M02 606 BIC PSSTFRPPXXX",
                FRENCH,
                "repaired",
            ),
            ("F1R4 2004 1010 0505 0001 3M02 606", FRENCH, "repaired"),
            // Still wrong once read with zeros: kept as typed.
            (
                "FR15 2OO4 1010 0505 0001 3M02 606",
                "FR152OO41010050500013M02606",
                "iban-checksum",
            ),
        ],
    );
}

#[test]
fn imperfect_accounts_are_kept_with_their_doubt() {
    all(
        Iban,
        &[
            (
                "FR15 2004 1010 0505 0001 3M02 606",
                "FR1520041010050500013M02606",
                "iban-checksum",
            ),
            (
                "FR14 2004 1010 0505 0001 3M02 60",
                "FR1420041010050500013M0260",
                "iban-length",
            ),
        ],
    );
    let short = crate::read(Iban, "FR14 2004 1010 0505 0001 3M02 60").doubt();
    assert_eq!(
        short,
        Some(Doubt::IbanLength {
            expected: 27,
            found: 26
        })
    );
}

#[test]
fn the_french_key_is_checked_inside_a_sound_iban() {
    // Check digits computed for a RIB whose own key is one too high.
    let rib = "20041010050500013M02607";
    let found = (2..=98)
        .map(|check| format!("FR{check:02}{rib}"))
        .find(|iban| crate::form(Iban, iban).1 != "iban-checksum")
        .unwrap();
    assert_eq!(crate::form(Iban, &found), (found.clone(), "rib-key"));
}

#[test]
fn sound_digits_in_an_odd_form_are_kept_with_their_doubt() {
    // Letters where Albania has figures (example of the documentation of `iban_validate`).
    let albanian = "AL84212110090000AB023569874";
    let odd = crate::form(Iban, albanian);
    assert_eq!(odd.0, albanian);
    assert!(
        ["iban-structure", "iban-length"].contains(&odd.1),
        "{odd:?}"
    );
    // No country publishes a format under XA; some check digits agree with any content.
    let stateless = (2..=98)
        .map(|check| format!("XA{check:02}12345678901234"))
        .find(|iban| faisceau_identifiers::parse(Iban, iban).is_ok())
        .unwrap();
    assert_eq!(crate::form(Iban, &stateless).1, "iban-country");
}

#[test]
fn a_bare_rib_gives_its_iban() {
    all(Iban, &[("20041 01005 0500013M026 06", FRENCH, "from-rib")]);
    none(Iban, &[("20041 01005 0500013M026 07", "iban-shape")]);
}

#[test]
fn what_people_paste_instead() {
    none(
        Iban,
        &[
            // Card network test number.
            ("4111 1111 1111 1111", "card-number"),
            ("5555-5555-5555-4444", "card-number"),
            ("4111 1111 1111 1112", "iban-shape"),
            ("BNPAFRPP", "bic"),
            ("PSSTFRPPXXX", "bic"),
            ("DEUTDEFF500", "bic"),
            ("FR14", "too-short"),
            ("FR15 2004 1010 0505 0001 3M02 606 0000 0000", "too-long"),
            ("compte de Paul", "iban-shape"),
            ("ZZ00 1234 5678 9012 3456", "iban-shape"),
            ("inconnu", "placeholder"),
            ("?", "placeholder"),
            (" \u{200b} ", "empty"),
        ],
    );
}

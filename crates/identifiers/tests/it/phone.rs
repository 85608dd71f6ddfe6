//! Telephone numbers: spellings, links, short codes, extensions, letters, old plans.
//! French examples are from the range that the regulator keeps for fiction.

use crate::{all, none, read};
use faisceau_identifiers::{Kind::Phone, Region, parse_in};

const N: &str = "+33639980001";

#[test]
fn spellings_meet() {
    for raw in [
        "06 39 98 00 01",
        "06.39.98.00.01",
        "06-39-98-00-01",
        "0639980001",
        "+33 6 39 98 00 01",
        "+33 (0)6 39 98 00 01",
        "+33(0) 639980001",
        "+330639980001",
        "0033 6 39 98 00 01",
        "0033 (0)6 39 98 00 01",
        "(+33) 6 39 98 00 01",
        "tel:+33-6-39-98-00-01",
        "Tél. : 06 39 98 00 01",
        "WhatsApp 06 39 98 00 01",
        "https://wa.me/33639980001?text=bonjour",
        "hxxps://wa[.]me/33639980001",
        "wa.me/+33639980001",
        "https://api.whatsapp.com/send?phone=33639980001&text=a",
        "０６３９９８０００１",
        "٠٦٣٩٩٨٠٠٠١",
        "\u{202a}+33 6 39 98 00 01\u{202c}",
        "06\u{a0}39\u{202f}98 00 01",
    ] {
        assert_eq!(read(Phone, raw).canonical(), N, "{raw:?}");
    }
}

#[test]
fn other_countries_and_regions() {
    let belgium = Region::from_code("be").unwrap();
    let found = parse_in(Phone, "0499 68 24 54", belgium).unwrap();
    assert_eq!(found.canonical(), "+32499682454");
    all(
        Phone,
        &[
            ("+44 20 7946 0000", "+442079460000", ""),
            // Belarus: the 8 is the number's own. American Samoa: no area code is made up.
            ("+375 801 123 45 67", "+3758011234567", ""),
            ("+1 684 00 00", "+16840000", "phone-unassigned"),
            // Mexico: the 1 of mobiles, abolished in 2019.
            ("+52 1 55 1234 5678", "+525512345678", "phone-renumbered"),
            // Italy keeps its zero.
            ("+39 (0)6 1234 5678", "+390612345678", ""),
            (
                "442079460000",
                "+442079460000",
                "phone-assumed-international",
            ),
        ],
    );
    assert!(Region::from_code("ZZ").is_none());
    assert!(Region::from_code("France").is_none());
}

#[test]
fn short_codes_are_their_own_form() {
    all(
        Phone,
        &[
            ("3639", "short:FR:3639", "phone-short-code"),
            ("36 39", "short:FR:3639", "phone-short-code"),
            ("17", "short:FR:17", "phone-short-code"),
            ("118 218", "short:FR:118218", "phone-short-code"),
            ("SMS : 38001", "short:FR:38001", "phone-short-code"),
            ("short:BE:8989", "short:BE:8989", "phone-short-code"),
        ],
    );
    none(
        Phone,
        &[
            ("0612", "too-short"),
            ("short:FR:0612", "malformed"),
            ("short:QQ:3639", "phone-prefix"),
            ("short:FR:36x9", "malformed"),
        ],
    );
}

#[test]
fn extensions_stay_out_of_the_key() {
    for raw in [
        "01 99 00 11 22 poste 12",
        "+33199001122;ext=12",
        "01 99 00 11 22 ext. 12",
        "01 99 00 11 22 x12",
        "01 99 00 11 22 #12",
    ] {
        let found = read(Phone, raw);
        assert_eq!(found.canonical(), "+33199001122;ext=12", "{raw:?}");
        assert_eq!(found.key(), "+33199001122");
    }
}

#[test]
fn letters_are_read_only_when_an_operator_has_the_result() {
    all(
        Phone,
        &[
            ("O6 39 98 OO O1", N, "repaired"),
            ("06 39 98 00 0l", N, "repaired"),
        ],
    );
    assert_eq!(
        crate::form(Phone, "+1 800 FLOWERS"),
        ("+18003569377".to_owned(), "phone-spelled")
    );
    none(
        Phone,
        &[
            ("AMELI", "phone-letters"),
            ("numéro masqué", "placeholder"),
            ("00 00 00 00 00", "placeholder"),
            ("InfoPoste36", "phone-letters"),
            ("06 39 98 AB CD", "phone-letters"),
        ],
    );
}

#[test]
fn plans_that_grew() {
    all(
        Phone,
        &[
            ("+225 07 12 34 56", "+2250707123456", "phone-renumbered"),
            ("+225 05 12 34 56", "+2250505123456", "phone-renumbered"),
            ("+225 41 23 45 67", "+2250141234567", "phone-renumbered"),
            ("+225 07 07 12 34 56", "+2250707123456", ""),
            ("+229 97 12 34 56", "+2290197123456", "phone-renumbered"),
        ],
    );
}

#[test]
fn odd_numbers_are_kept_and_impossible_ones_refused() {
    assert_eq!(
        crate::form(Phone, "+33 0 00 00 00 00 1").1,
        "phone-unassigned"
    );
    none(
        Phone,
        &[
            ("06 39 98 ** **", "phone-masked"),
            ("06 39 98 xx xx", "phone-masked"),
            ("06 39 98 00 01 / 06 39 98 00 02", "too-long"),
            ("+33639980001 +33639980002", "several"),
            ("+999 123 456 789", "phone-prefix"),
            ("4111 1111 1111 1111", "card-number"),
            ("https://exemple.fr/06", "malformed"),
            ("wa.me/message/ABC", "malformed"),
            ("+", "placeholder"),
        ],
    );
}

//! Example accounts that the SWIFT IBAN registry prints for each country: shape, length, mask.

use crate::{form, read};
use faisceau_identifiers::{Doubt, Kind::Iban, parse};

/// The registry's "IBAN electronic format example", one per country.
const EXAMPLES: &str = "
AD1200012030200359100100 AE070331234567890123456 AL47212110090000000235698741
AT611904300234573201 AZ21NABZ00000000137010001944 BA391290079401028494
BE68539007547034 BG80BNBG96611020345678 BH67BMAG00001299123456
BR1800360305000010009795493C1 BY13NBRB3600900000002Z00AB00 CH9300762011623852957
CR05015202001026284066 CY17002001280000001200527600 CZ6508000000192000145399
DE89370400440532013000 DK5000400440116243 DO28BAGR00000001212453611324
EE382200221020145685 EG380019000500000000263180002 ES9121000418450200051332
FI2112345600000785 FO6264600001631634 FR1420041010050500013M02606
GB29NWBK60161331926819 GE29NB0000000101904917 GI75NWBK000000007099453
GL8964710001000206 GR1601101250000000012300695 GT82TRAJ01020000001210029690
HR1210010051863000160 HU42117730161111101800000000 IE29AIBK93115212345678
IL620108000000099999999 IQ98NBIQ850123456789012 IS140159260076545510730339
IT60X0542811101000000123456 JO94CBJO0010000000000131000302
KW81CBKU0000000000001234560101 KZ86125KZT5004100100 LB62099900000001001901229114
LC55HEMM000100010012001200023015 LI21088100002324013AA LT121000011101001000
LU280019400644750000 LV80BANK0000435195001 MC5811222000010123456789030
MD24AG000225100013104168 ME25505000012345678951 MK07250120000058984
MR1300020001010000123456753 MT84MALT011000012345MTLCAST001S
MU17BOMM0101101030300200000MUR NL91ABNA0417164300 NO9386011117947
PK36SCBL0000001123456702 PL61109010140000071219812874 PS92PALS000000000400123456702
PT50000201231234567890154 QA58DOHB00001234567890ABCDEFG RO49AAAA1B31007593840000
RS35260005601001611379 SA0380000000608010167519 SC18SSCB11010000000000001497USD
SE4550000000058398257466 SI56263300012039086 SK3112000000198742637541
SM86U0322509800000000270100 ST23000100010051845310146 SV62CENR00000000000000700025
TL380080012345678910157 TN5910006035183598478831 TR330006100519786457841326
UA213223130000026007233566001 VA59001123000012345678 VG96VPVG0000012345678901
XK051212012345678906
";

#[test]
fn every_example_is_sound_however_it_is_typed() {
    let mut checked = 0;
    for account in EXAMPLES.split_whitespace() {
        assert_eq!(form(Iban, account), (account.to_owned(), ""), "{account}");
        let mut spaced = String::from("iban: ");
        for (place, letter) in account.to_lowercase().chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                spaced.push('\u{a0}');
            }
            spaced.push(letter);
        }
        assert_eq!(read(Iban, &spaced).canonical(), account);
        checked += 1;
    }
    assert!(checked > 70, "{checked} countries checked");
}

#[test]
fn one_wrong_figure_is_always_seen() {
    for account in EXAMPLES.split_whitespace() {
        for (at, figure) in account.char_indices().skip(2) {
            let Some(value) = figure.to_digit(10) else {
                continue;
            };
            let other = char::from_digit((value + 1) % 10, 10).unwrap();
            let slipped = format!("{}{other}{}", &account[..at], &account[at + 1..]);
            let found = parse(Iban, &slipped).unwrap();
            assert!(found.doubt().is_some(), "{slipped}");
            if found.doubt() != Some(Doubt::Repaired) {
                assert_eq!(found.canonical(), slipped);
            }
        }
    }
}

/// The length table agrees with the registry: one character less is told with both lengths.
#[test]
fn a_missing_character_is_told_with_the_length_of_the_country() {
    for account in EXAMPLES
        .split_whitespace()
        .filter(|account| account.len() > 15)
    {
        let short = &account[..account.len() - 1];
        let wanted = Doubt::IbanLength {
            expected: account.len(),
            found: short.len(),
        };
        assert_eq!(read(Iban, short).doubt(), Some(wanted), "{short}");
    }
}

//! What the numbering plans of libphonenumber make of a number, and what they do not know: plans
//! that grew. Ranges in service are theirs; no operator is asked.

use super::DIGITS;
use super::numbering::{calling_code, covers as in_service};
use crate::{Doubt, Region};

/// A number as the numbering plans read it.
pub(super) struct Parsed {
    pub(super) e164: String,
    /// Some range in service covers it.
    pub(super) valid: bool,
    doubt: Option<Doubt>,
}

impl Parsed {
    /// Reads figures, after a `+` or not; `None` when no country has the prefix or the length
    /// is beyond every plan.
    pub(super) fn of(digits: &str, region: Region) -> Option<Self> {
        match plain(digits, region) {
            Some(e164) => Some(Self {
                e164,
                valid: true,
                doubt: None,
            }),
            None => Self::by_library(digits, region),
        }
    }

    fn by_library(digits: &str, region: Region) -> Option<Self> {
        // The library reads more syntaxes than digits; it only ever sees digits here. It would
        // strip the region's own trunk zero from a foreign number (Italy keeps it): no region.
        let abroad = digits.strip_prefix('+');
        let plan = abroad.is_none().then(|| region.plan());
        let number = phonenumber::parse(plan, digits).ok()?;
        let code = number.code().value();
        if code == 0 {
            return None;
        }
        let zeros = "0".repeat(usize::from(number.national().zeros()));
        let mut significant = format!("{zeros}{}", number.national().value());
        let mut valid = in_service(code, &significant);
        // It also strips a trunk figure that belongs to the number (801… in Belarus), and adds an
        // area code to what it takes for a local number (American Samoa): both spoil a whole one.
        let whole = abroad.and_then(|digits| digits.strip_prefix(&code.to_string()));
        if let Some(whole) = whole
            && (!whole.ends_with(&significant) || in_service(code, whole))
        {
            whole.clone_into(&mut significant);
            valid = in_service(code, whole);
        }
        if !valid
            && let Some(present) = renumbered(code, &significant)
            && in_service(code, &present)
        {
            return Some(Self {
                e164: format!("+{code}{present}"),
                valid: true,
                doubt: Some(Doubt::PhoneRenumbered),
            });
        }
        let mut e164 = format!("+{code}{significant}");
        // Of a number nobody has, the library may strip one zero more each time it reads its own
        // answer: only an answer that stays is taken.
        if !valid && e164 != digits {
            let again = (abroad.is_none() || e164.len() < digits.len())
                .then(|| Self::of(&e164, region))
                .flatten();
            match again {
                Some(again) if abroad.is_none() || again.e164 == e164 => return Some(again),
                _ if abroad.is_some() => digits.clone_into(&mut e164),
                _ => {}
            }
        }
        Some(Self {
            e164,
            valid,
            doubt: (!valid).then_some(Doubt::PhoneUnassigned),
        })
    }

    pub(super) fn kept(&self) -> (String, Option<Doubt>) {
        (self.e164.clone(), self.doubt)
    }
}

/// The E.164 form of the two common shapes, in service: a whole international number, and a French
/// one of ten figures. The library finds the same (tests below), thirty times slower.
fn plain(digits: &str, region: Region) -> Option<String> {
    if let Some(abroad) = digits.strip_prefix('+') {
        // The library refuses some longer figures whose beginning is in service.
        let (code, whole) = calling_code(abroad).filter(|_| DIGITS.contains(&abroad.len()))?;
        return in_service(code, whole).then(|| digits.to_owned());
    }
    let whole = digits.strip_prefix('0').filter(|_| region == Region::FR)?;
    let usual = whole.len() == 9 && !whole.starts_with('0');
    (usual && in_service(33, whole)).then(|| format!("+33{whole}"))
}

/// The present form of a number of an abolished plan, where it follows without a table of
/// exchanges: eight-digit mobiles of Côte d'Ivoire (31 January 2021: the second digit tells the
/// operator), all of Benin (30 November 2024: 01 before everything), and the 1 of Mexican mobiles
/// (3 August 2019, still shown by messaging applications).
fn renumbered(code: u16, significant: &str) -> Option<String> {
    let &[first, second, ..] = significant.as_bytes() else {
        return None;
    };
    match (code, significant.len()) {
        (225, 8) if !matches!(first, b'1' | b'2' | b'3') => {
            let operator = match second {
                b'0'..=b'3' => "01",
                b'4'..=b'6' => "05",
                _ => "07",
            };
            Some(format!("{operator}{significant}"))
        }
        (229, 8) => Some(format!("01{significant}")),
        (52, 11) if first == b'1' => Some(significant[1..].to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use phonenumber::metadata::DATABASE;
    use proptest::prelude::*;

    /// Digits near a number in service: an example of a territory, a few figures of it changed.
    fn near_an_example() -> impl Strategy<Value = String> {
        let mut examples: Vec<String> = DATABASE
            .iter()
            .flat_map(|territory| {
                let known = territory.descriptors();
                [
                    known.fixed_line(),
                    known.mobile(),
                    known.toll_free(),
                    known.voip(),
                ]
                .into_iter()
                .flatten()
                .filter_map(|kind| kind.example())
                .map(|example| format!("{}{example}", territory.country_code()))
            })
            .collect();
        examples.sort_unstable();
        let changes = proptest::collection::vec((any::<prop::sample::Index>(), b'0'..=b'9'), 0..6);
        (proptest::sample::select(examples), changes).prop_map(|(example, changes)| {
            let mut digits = example.into_bytes();
            for (place, digit) in changes {
                let at = place.index(digits.len());
                digits[at] = digit;
            }
            String::from_utf8(digits).expect("digits")
        })
    }

    fn same(digits: &str) -> Result<(), TestCaseError> {
        let found = Parsed::of(digits, Region::FR).map(|p| (p.e164, p.valid, p.doubt));
        let library = Parsed::by_library(digits, Region::FR).map(|p| (p.e164, p.valid, p.doubt));
        prop_assert_eq!(found, library, "{}", digits);
        Ok(())
    }

    /// The patterns asked one by one, as the library does.
    fn asked_one_by_one(code: u16, significant: &str) -> bool {
        let territories = DATABASE.by_code(&code).unwrap_or_default();
        territories.iter().any(|territory| {
            let known = territory.descriptors();
            let types = [
                known.fixed_line(),
                known.mobile(),
                known.toll_free(),
                known.premium_rate(),
                known.shared_cost(),
                known.personal_number(),
                known.voip(),
                known.pager(),
                known.uan(),
                known.voicemail(),
            ];
            let mut types = types.into_iter().flatten();
            types.any(|kind| kind.is_match(significant))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn numbers_abroad_are_read_as_by_the_library(digits in near_an_example()) {
            same(&format!("+{digits}"))?;
        }

        #[test]
        fn french_numbers_are_read_as_by_the_library(digits in "0[0-9]{8,10}") {
            same(&digits)?;
        }

        #[test]
        fn any_digits_are_read_as_by_the_library(digits in "\\+?[0-9]{1,20}") {
            same(&digits)?;
        }

        #[test]
        fn patterns_hold_together_as_one_by_one(digits in near_an_example()) {
            for length in 1..=3 {
                let (code, rest) = digits.split_at(length.min(digits.len()));
                let code = code.parse().expect("digits");
                prop_assert_eq!(in_service(code, rest), asked_one_by_one(code, rest));
            }
        }
    }
}

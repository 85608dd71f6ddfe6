//! What the numbering plans of libphonenumber make of a number, and what they do not know: plans
//! that grew. Ranges in service are theirs; no operator is asked.

use phonenumber::metadata::DATABASE;

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
        Some(Self {
            e164: format!("+{code}{significant}"),
            valid,
            doubt: (!valid).then_some(Doubt::PhoneUnassigned),
        })
    }

    pub(super) fn kept(&self) -> (String, Option<Doubt>) {
        (self.e164.clone(), self.doubt)
    }
}

/// Whether some type of number of some territory under this calling code has this form.
fn in_service(code: u16, significant: &str) -> bool {
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
        types
            .into_iter()
            .flatten()
            .any(|kind| kind.is_match(significant))
    })
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

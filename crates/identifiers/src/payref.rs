//! Payment, parcel and file references: upper case, letters and digits only.
//! It knows no issuer's format; a reference that is really a card number is refused.

use crate::identifier::Form;
use crate::{Invalid, clean};

/// Fewer significant characters than this say nothing ("ref 1").
const MIN: usize = 4;

pub(crate) fn read(text: &str) -> Result<Form, Invalid> {
    let canonical = clean::alphanumeric_upper(text);
    let found = canonical.chars().count();
    if found < MIN {
        return Err(Invalid::TooShort { min: MIN, found });
    }
    // Fifteen and sixteen digits: shorter and longer ones are parcels far more often than cards.
    if (15..=16).contains(&canonical.len()) && clean::is_card_number(&canonical) {
        return Err(Invalid::CardNumber);
    }
    // What the first look at the text could not see under accents or punctuation.
    if clean::is_placeholder(&canonical) {
        return Err(Invalid::Placeholder);
    }
    Ok(Form::new(canonical, None))
}

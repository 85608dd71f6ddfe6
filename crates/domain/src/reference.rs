//! Human references: `FSC-2026-004127-K`, prefix of the operator, year, counter, check character
//! (ISO 7064 mod 37,36). A reference says nothing of the offence and is safe to write to a bank.
//! Never secret, never enough to open anything.

/// A checked reference, in its printed form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

/// Longest prefix an operator may choose.
pub const PREFIX_CHARACTERS_MAX: usize = 8;

impl Reference {
    /// Builds the reference of a counter value.
    ///
    /// # Panics
    /// The prefix must be one to eight ASCII letters or digits: configuration checks it first.
    #[must_use]
    pub fn new(prefix: &str, year: i16, number: i64) -> Reference {
        assert!(
            prefix_is_valid(prefix),
            "a reference prefix is 1 to {PREFIX_CHARACTERS_MAX} upper-case letters or digits"
        );
        let body = format!("{prefix}-{year:04}-{number:06}");
        let check = check_character(&body);
        Reference(format!("{body}-{check}"))
    }

    /// Reads what a person typed: any case, spaces allowed. `None` when it is not a reference or
    /// when its check character disagrees.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Reference> {
        let text = Reference::shaped(typed)?;
        let (body, check) = text.rsplit_once('-')?;
        let agrees = check.starts_with(check_character(body));
        agrees.then_some(Reference(text))
    }

    /// The same without its check character being checked: for a door that does the same work
    /// whatever is wrong with a reference.
    #[must_use]
    pub fn shaped(typed: &str) -> Option<String> {
        let text: String = typed
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(40)
            .map(|c| match c {
                '\u{2010}'..='\u{2015}' => '-',
                other => other.to_ascii_uppercase(),
            })
            .collect();
        let (body, check) = text.rsplit_once('-')?;
        let mut parts = body.split('-');
        let well_formed = prefix_is_valid(parts.next()?)
            && is_digits(parts.next()?, 4, 4)
            && is_digits(parts.next()?, 6, 12)
            && parts.next().is_none();
        let one = check.len() == 1 && check.bytes().all(|b| b.is_ascii_alphanumeric());
        (well_formed && one).then_some(text)
    }

    /// The printed form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether an operator may use this prefix.
#[must_use]
pub fn prefix_is_valid(prefix: &str) -> bool {
    (1..=PREFIX_CHARACTERS_MAX).contains(&prefix.len())
        && prefix
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn is_digits(part: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
}

/// ISO 7064 mod 37,36 over the letters and digits of the body.
fn check_character(body: &str) -> char {
    let mut carry: u32 = 36;
    for c in body.chars().filter_map(|c| c.to_digit(36)) {
        let sum = (carry + c) % 36;
        carry = (if sum == 0 { 36 } else { sum }) * 2 % 37;
    }
    char::from_digit((37 - carry) % 36, 36).map_or('0', |c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The worked example of ISO 7064 mod 37,36 used by the GRid standard.
    #[test]
    fn the_check_agrees_with_the_grid_example() {
        assert_eq!(check_character("A12425GABC1234002"), 'M');
    }

    proptest! {
        #[test]
        fn a_reference_reads_back(year in 2020i16..2100, number in 0i64..99_999_999) {
            let reference = Reference::new("FSC", year, number);
            let typed = format!(" {} ", reference.as_str().to_lowercase());
            prop_assert_eq!(Reference::parse(&typed), Some(reference));
        }

        #[test]
        fn one_wrong_digit_is_refused(number in 0i64..999_999, at in 0usize..6, by in 1u8..10) {
            let reference = Reference::new("FSC", 2026, number);
            let mut bytes = reference.as_str().as_bytes().to_vec();
            bytes[9 + at] = b'0' + (bytes[9 + at] - b'0' + by) % 10;
            let typed = String::from_utf8(bytes).expect("references are ASCII");
            prop_assert_eq!(Reference::parse(&typed), None);
            prop_assert_eq!(Reference::shaped(&typed.to_lowercase()), Some(typed));
        }

        #[test]
        fn no_input_is_fatal(typed: String) {
            let _ = Reference::parse(&typed);
        }
    }
}

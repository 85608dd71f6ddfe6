//! Codes people copy by hand: Crockford base32 in groups of four, the last character a check
//! (Luhn mod 32), so that a slip of the pen is told apart from a wrong code. Holds no secret and
//! draws no chance: random bytes are handed in.

/// Crockford's alphabet: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What a code opens. Its length follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeKind {
    /// Takes up a draft again: 95 random bits.
    Resume,
    /// Opens the victim's space, with the reference: 95 random bits.
    FollowUp,
    /// Printed on a document; tells only whether the document is authentic: 75 random bits.
    Verification,
    /// Lets a telephone give files to one draft: 95 random bits.
    Telephone,
    /// Replaces, once, the second factor of a member of staff: 75 random bits.
    Recovery,
}

impl CodeKind {
    /// Characters, the check character included.
    #[must_use]
    pub fn length(self) -> usize {
        match self {
            CodeKind::Resume | CodeKind::FollowUp | CodeKind::Telephone => 20,
            CodeKind::Verification | CodeKind::Recovery => 16,
        }
    }
}

/// A well-formed code, in upper case without separators.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(String);

/// Why a typed code is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACode {
    /// Not the expected number of characters.
    #[error("a code of this kind has {expected} characters, this one has {found}")]
    Length {
        /// Characters a code of this kind has.
        expected: usize,
        /// Characters found once separators are dropped.
        found: usize,
    },
    /// A character outside the alphabet.
    #[error("the code has a character that no code contains")]
    Character,
    /// The check character disagrees: most likely a slip.
    #[error("the check character does not agree with the others")]
    Check,
}

impl Code {
    /// Makes a code from random bytes; five bits of each byte are used.
    #[must_use]
    pub fn from_random(kind: CodeKind, random: [u8; 19]) -> Code {
        let mut text: Vec<u8> = random
            .iter()
            .take(kind.length() - 1)
            .map(|byte| ALPHABET[usize::from(byte & 31)])
            .collect();
        text.push(check(&text));
        Code(String::from_utf8_lossy(&text).into_owned())
    }

    /// Reads what a person typed: any case, spaces or dashes anywhere, I and L for 1, O for 0.
    ///
    /// # Errors
    /// Says whether the length, a character or the check is wrong; never which code exists.
    pub fn parse(kind: CodeKind, typed: &str) -> Result<Code, NotACode> {
        let text = Code::shaped(kind, typed)?;
        let (body, last) = text.split_at(text.len() - 1);
        if check(body.as_bytes()) != last.as_bytes()[0] {
            return Err(NotACode::Check);
        }
        Ok(Code(text))
    }

    /// The same without its check character being checked: for a door that does the same work
    /// whatever is wrong with a code.
    ///
    /// # Errors
    /// Says whether the length or a character is wrong.
    pub fn shaped(kind: CodeKind, typed: &str) -> Result<String, NotACode> {
        let mut text = String::with_capacity(kind.length());
        for c in typed.chars().filter(|c| !c.is_whitespace()) {
            let c = match c.to_ascii_uppercase() {
                '-' | '\u{2010}'..='\u{2015}' | '_' | '.' => continue,
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            };
            match u8::try_from(c) {
                Ok(byte) if ALPHABET.contains(&byte) => text.push(c),
                _ => return Err(NotACode::Character),
            }
            if text.len() > 64 {
                break;
            }
        }
        match text.len() == kind.length() {
            true => Ok(text),
            false => Err(NotACode::Length {
                expected: kind.length(),
                found: text.len(),
            }),
        }
    }

    /// The characters alone, as hashed and compared.
    #[must_use]
    pub fn bare(&self) -> &str {
        &self.0
    }

    /// In groups of four, as shown: `7Q2K-M9PX-4HTD-WC6N-0ABC`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let mut out = String::with_capacity(self.0.len() + 4);
        for (i, c) in self.0.chars().enumerate() {
            if i > 0 && i % 4 == 0 {
                out.push('-');
            }
            out.push(c);
        }
        out
    }
}

/// Secret: the debug form shows nothing, so that no log can hold a code.
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

/// Luhn mod N over the alphabet (ISO/IEC 7812 generalised): catches every single wrong character
/// and most swaps of neighbours.
fn check(body: &[u8]) -> u8 {
    let n = ALPHABET.len();
    let mut factor = 2;
    let mut sum = 0;
    for byte in body.iter().rev() {
        let value = ALPHABET.iter().position(|a| a == byte).unwrap_or(0);
        let addend = factor * value;
        sum += addend / n + addend % n;
        factor = if factor == 2 { 1 } else { 2 };
    }
    ALPHABET[(n - sum % n) % n]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_reads_back_however_it_is_typed(random: [u8; 19]) {
            for kind in [CodeKind::Resume, CodeKind::FollowUp, CodeKind::Verification] {
                let code = Code::from_random(kind, random);
                let typed = format!(" {} ", code.grouped().to_lowercase());
                prop_assert_eq!(Code::parse(kind, &typed), Ok(code.clone()));
                let shown = format!("{code:?}");
                prop_assert!(!shown.contains(code.bare()));
            }
        }

        #[test]
        fn one_wrong_character_is_told_apart(random: [u8; 19], at in 0usize..20, to in 0usize..32) {
            let code = Code::from_random(CodeKind::FollowUp, random);
            let mut bytes = code.bare().as_bytes().to_vec();
            prop_assume!(bytes[at] != ALPHABET[to]);
            bytes[at] = ALPHABET[to];
            let typed = String::from_utf8(bytes).expect("the alphabet is ASCII");
            prop_assert_eq!(Code::parse(CodeKind::FollowUp, &typed), Err(NotACode::Check));
            prop_assert_eq!(Code::shaped(CodeKind::FollowUp, &typed.to_lowercase()), Ok(typed));
        }

        #[test]
        fn no_input_is_fatal(typed: String) {
            let _ = Code::parse(CodeKind::Resume, &typed);
        }
    }

    #[test]
    fn wrong_lengths_and_characters_are_named() {
        assert_eq!(
            Code::parse(CodeKind::Verification, "ABC"),
            Err(NotACode::Length {
                expected: 16,
                found: 3
            })
        );
        assert_eq!(
            Code::parse(CodeKind::Verification, "été"),
            Err(NotACode::Character)
        );
    }
}

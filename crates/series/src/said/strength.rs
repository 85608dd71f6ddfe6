//! How strong a clue is, in a word beside its number. A word for bits, never for a person.

use faisceau_documents::words::Say;
use faisceau_domain::Lang;

/// From how many hundredths of a bit each word is used: odds of about a thousand, a hundred and ten
/// to one.
pub(crate) const VERY_STRONG: i32 = 1_000;
pub(crate) const STRONG: i32 = 660;
pub(crate) const MODERATE: i32 = 330;

/// A word for a sum of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It speaks against.
    Against,
    /// From nothing.
    Weak,
    /// From about ten to one.
    Moderate,
    /// From about a hundred to one.
    Strong,
    /// From about a thousand to one.
    VeryStrong,
}

impl Strength {
    /// The word for these hundredths of a bit.
    #[must_use]
    pub const fn of(hundredths: i32) -> Strength {
        match hundredths {
            VERY_STRONG.. => Strength::VeryStrong,
            STRONG.. => Strength::Strong,
            MODERATE.. => Strength::Moderate,
            0.. => Strength::Weak,
            _ => Strength::Against,
        }
    }

    /// The stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Strength::Against => "against",
            Strength::Weak => "weak",
            Strength::Moderate => "moderate",
            Strength::Strong => "strong",
            Strength::VeryStrong => "very-strong",
        }
    }

    /// The word, in the reader's language.
    #[must_use]
    pub fn word(self, say: &Say) -> String {
        say.say(&format!("explanation-strength-{}", self.code()))
    }
}

/// Hundredths of a bit as they are printed: always signed, always two decimals.
#[must_use]
pub fn bits(lang: Lang, hundredths: i32) -> String {
    let sign = if hundredths < 0 { '−' } else { '+' };
    format!("{sign}{}", plain(lang, hundredths))
}

/// The same without its sign, for a threshold.
pub(crate) fn plain(lang: Lang, hundredths: i32) -> String {
    let point = match lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    let of = hundredths.unsigned_abs();
    format!("{}{point}{:02}", of / 100, of % 100)
}

/// "Clue: strong (+7.50 bits)."
pub(crate) fn worth(say: &Say, hundredths: i32) -> String {
    let word = Strength::of(hundredths).word(say);
    let number = bits(say.lang, hundredths);
    say.with(
        "explanation-worth",
        &[("strength", &word), ("bits", &number)],
    )
}

#[cfg(test)]
mod tests {
    use super::{Strength, bits};
    use faisceau_domain::Lang;

    #[test]
    fn bits_are_signed_with_two_decimals() {
        for (hundredths, fr, en) in [
            (950, "+9,50", "+9.50"),
            (-5, "−0,05", "−0.05"),
            (0, "+0,00", "+0.00"),
            (-12_345, "−123,45", "−123.45"),
        ] {
            assert_eq!(bits(Lang::Fr, hundredths), fr);
            assert_eq!(bits(Lang::En, hundredths), en);
        }
    }

    #[test]
    fn a_stronger_word_never_stands_for_fewer_bits() {
        let words: Vec<Strength> = (-2_000..2_000).map(Strength::of).collect();
        assert!(words.is_sorted());
        assert_eq!(words[0], Strength::Against);
        assert_eq!(words[3_999], Strength::VeryStrong);
    }
}

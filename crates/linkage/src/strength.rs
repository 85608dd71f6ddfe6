//! How strong a clue is: the steps by which a sum of bits is called weak or strong. Names and figures
//! only: the words are in the locales. Of a clue, never of a person.

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
    /// From how many hundredths of a bit a clue is very strong: odds of about a thousand to one.
    pub const VERY_STRONG: i32 = 1_000;
    /// From how many it is strong: about a hundred to one.
    pub const STRONG: i32 = 660;
    /// From how many it is moderate: about ten to one.
    pub const MODERATE: i32 = 330;

    /// The word for these hundredths of a bit.
    #[must_use]
    pub const fn of(hundredths: i32) -> Strength {
        match hundredths {
            Self::VERY_STRONG.. => Strength::VeryStrong,
            Self::STRONG.. => Strength::Strong,
            Self::MODERATE.. => Strength::Moderate,
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
}

#[cfg(test)]
mod tests {
    use super::Strength;

    #[test]
    fn a_stronger_word_never_stands_for_fewer_bits() {
        let words: Vec<Strength> = (-2_000..2_000).map(Strength::of).collect();
        assert!(words.is_sorted());
        assert_eq!(words[0], Strength::Against);
        assert_eq!(words[3_999], Strength::VeryStrong);
    }
}

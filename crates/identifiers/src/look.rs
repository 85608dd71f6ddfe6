//! How the name of an account looks: what is compared of names that are nearly one. Signs that are
//! taken for each other are one sign, and what stands between words is none. It never says that two
//! names are one person's: names are few, and people share them.

use std::sync::LazyLock;

use unicode_security::skeleton;

use crate::handle::ANY;

/// The name of an account as it is compared with others.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Look<'k> {
    /// The platform, where it was said.
    pub platform: Option<&'k str>,
    /// The name without its last figures: the confusable skeleton of UTS 39, then its small letters
    /// and figures alone, with neither accents nor what stands between words. Never empty.
    pub stem: String,
    /// The figures at its end, as they are.
    pub figures: &'k str,
    name: &'k str,
}

impl<'k> Look<'k> {
    /// The look of a canonical handle (`platform:name`); `None` where it is figures and signs alone,
    /// as the numbers that messaging platforms name accounts by.
    #[must_use]
    pub fn of(canonical: &'k str) -> Option<Self> {
        let (platform, name) = canonical.split_once(':')?;
        let name = name.trim_end_matches(|sign: char| !sign.is_alphanumeric());
        let stem = name.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let figures = &name[stem.len()..];
        let stem = folded(stem);
        (!stem.is_empty()).then_some(Self {
            platform: Some(platform).filter(|platform| *platform != ANY),
            stem,
            figures,
            name,
        })
    }

    /// The whole name, its last figures folded with the rest: what two names that look the same share.
    #[must_use]
    pub fn whole(&self) -> String {
        let mut whole = self.stem.clone();
        whole.push_str(&folded(self.figures));
        whole
    }

    /// Whether two names that look the same are also of the same words, with the same between them.
    #[must_use]
    pub fn same_words(&self, other: &Look<'_>) -> bool {
        let marks = |name: &str| -> String {
            let words = name.split_inclusive(|sign: char| !sign.is_alphanumeric());
            words
                .map(|word| {
                    let between = word
                        .chars()
                        .next_back()
                        .filter(|sign| !sign.is_alphanumeric());
                    let between = between.map(String::from).unwrap_or_default();
                    folded(word) + &between
                })
                .collect()
        };
        marks(self.name) == marks(other.name)
    }

    /// Whether two names may be of one platform: the same, or one that was not said.
    #[must_use]
    pub fn may_meet(&self, other: &Look<'_>) -> bool {
        match (self.platform, other.platform) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        }
    }
}

/// The skeleton of a text is that of its signs (UTS 39, 4), as long as all are plain.
fn folded(text: &str) -> String {
    static OF_ASCII: LazyLock<Vec<String>> = LazyLock::new(|| {
        let signs = (0..=127_u8).map(|byte| char::from(byte).to_string());
        signs.map(|sign| by_every_rule(&sign)).collect()
    });
    if text.is_ascii() {
        let signs = text.bytes().map(|byte| &*OF_ASCII[usize::from(byte)]);
        return signs.collect();
    }
    by_every_rule(text)
}

fn by_every_rule(text: &str) -> String {
    let small = skeleton(text).flat_map(char::to_lowercase);
    // The case of a handle was folded before: an `i` may be the `I` that the skeleton makes an `l`.
    small
        .map(|sign| if sign == 'i' { 'l' } else { sign })
        .filter(|sign| sign.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn plain_text_is_folded_as_by_every_rule(text in "[ -~]{0,24}") {
            prop_assert_eq!(folded(&text), by_every_rule(&text));
        }
    }
}

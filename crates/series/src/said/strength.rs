//! How strong a clue is, in a word beside its number. A word for bits, never for a person.

use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_linkage::{Class, Strength};

/// The word for a strength, in the reader's language.
#[must_use]
pub(crate) fn word(say: &Say, strength: Strength) -> String {
    say.say(&format!("explanation-strength-{}", strength.code()))
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
    let word = word(say, Strength::of(hundredths));
    let number = bits(say.lang, hundredths);
    say.with(
        "explanation-worth",
        &[("strength", &word), ("bits", &number)],
    )
}

/// The same of a value by its class. One that links though its users mostly disagree is not said to be
/// a clue against those it brings together: they alone agree on something else too.
pub(crate) fn worth_of(say: &Say, class: Class, hundredths: i32) -> String {
    match class {
        Class::Link if hundredths < 0 => {
            let number = bits(say.lang, hundredths);
            say.with("richer-worth-threads", &[("bits", &number)])
        }
        _ => worth(say, hundredths),
    }
}

#[cfg(test)]
mod tests {
    use super::bits;
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
}

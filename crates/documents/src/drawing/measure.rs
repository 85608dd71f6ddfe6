//! How wide words are once drawn, by the metrics of the embedded fonts, so that a label can be
//! shortened to its place. Never guesses: a letter no font draws was spelled out before.

use super::pen::FONT_PX;
use crate::fonts::{FAMILIES, FONTS, families_of};
use crate::text::{Bounds, printable};
use std::sync::LazyLock;
use typst::layout::Abs;
use typst::text::{FontInstance, FontStyle, FontVariant, FontVariations, FontWeight};

/// The regular face of each family, in the order of [`FAMILIES`].
static REGULAR: LazyLock<Vec<FontInstance>> = LazyLock::new(|| {
    let faces = FAMILIES.iter().map(|family| {
        let mut fonts = FONTS.fonts.iter();
        let regular = fonts.find(|font| {
            let variant = &font.info().variant;
            font.info().family == *family
                && variant.style == FontStyle::Normal
                && variant.weight == FontWeight::REGULAR
        });
        let regular = regular.expect("every family named has a regular face");
        let upright = FontVariant::default();
        let (size, none) = (Abs::pt(f64::from(FONT_PX)), FontVariations::default());
        regular.clone().instantiate(upright, size, &none)
    });
    faces.collect()
});

/// The width of words at the size of drawings, in hundredths of a pixel. A browser that lacks the
/// second families draws their scripts with a font of its own: those are counted a fifth wider.
pub(crate) fn width(words: &str) -> u32 {
    words.chars().map(advance).sum()
}

fn advance(letter: char) -> u32 {
    let families = families_of(letter);
    let Some(first) = (0..FAMILIES.len()).find(|bit| families & (1 << bit) != 0) else {
        return FONT_PX * 100;
    };
    let face = REGULAR[first].ttf();
    let glyph = face.glyph_index(letter);
    let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
    let em = u32::from(face.units_per_em()).max(1);
    let hundredths = u32::from(advance.unwrap_or(0)) * FONT_PX * 100 / em;
    match first {
        0 => hundredths,
        _ => hundredths + hundredths / 5,
    }
}

/// Words made printable and shortened to a width in pixels: the middle goes, since identifiers
/// differ by their beginning and their end.
pub(crate) fn fitted(words: &str, pixels: u32) -> String {
    let words = printable(words, Bounds::line(200));
    let room = pixels * 100;
    if width(&words) <= room {
        return words;
    }
    let letters: Vec<char> = words.chars().collect();
    let (mut head, mut tail) = (letters.len() / 2, letters.len() / 2);
    loop {
        let start: String = letters[..head].iter().collect();
        let end: String = letters[letters.len() - tail..].iter().collect();
        let short = format!("{start}…{end}");
        if width(&short) <= room || head + tail == 0 {
            return short;
        }
        if head > tail { head -= 1 } else { tail -= 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::{fitted, width};

    #[test]
    fn a_shortened_label_keeps_both_ends_and_fits() {
        let short = fitted("FR76 3000 1007 9412 3456 7890 185", 90);
        assert!(short.starts_with("FR76"), "{short}");
        assert!(short.ends_with("185"), "{short}");
        assert!(width(&short) <= 9_000, "{short}");
        assert_eq!(fitted("court", 90), "court");
        assert_eq!(fitted("rien n’entre", 0), "…");
    }

    #[test]
    fn a_wide_letter_is_wider_than_a_thin_one() {
        assert!(width("WWWW") > 2 * width("iiii"));
        assert!(width("") == 0);
    }
}

//! The typefaces embedded in every document, and which characters they can draw. The files and
//! their licences are in `fonts/`; no font of the machine is ever used.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontStyle};
use typst::utils::LazyHash;

/// Font files, in the order tried when the first family lacks a character.
const FILES: [&[u8]; 12] = [
    include_bytes!("../fonts/PublicSans-Regular.ttf"),
    include_bytes!("../fonts/PublicSans-Bold.ttf"),
    include_bytes!("../fonts/PublicSans-Italic.ttf"),
    include_bytes!("../fonts/RobotoMono-Regular.ttf"),
    include_bytes!("../fonts/RobotoMono-Bold.ttf"),
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Bold.ttf"),
    include_bytes!("../fonts/NotoSansMath-Regular.subset.ttf"),
];

/// The families a letter names, in order; the template repeats none of it.
pub(crate) const FAMILIES: [&str; 5] = [
    "Public Sans",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Math",
];

/// The fonts, read once per process (about 3 ms).
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// All the embedded fonts.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES
        .into_iter()
        .flat_map(|file| Font::iter(Bytes::new(file)))
        .collect();
    assert_eq!(
        fonts.len(),
        FILES.len(),
        "every committed font file holds one readable font"
    );
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// For each character below U+20000, which families draw it: bit *n* for `FAMILIES[n]`.
static DRAWN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut drawn = vec![0_u8; 0x2_0000];
    for (bit, family) in FAMILIES.into_iter().enumerate() {
        // Bold and regular must both have it; the italic serves our own words only.
        let faces: Vec<&Font> = FONTS
            .fonts
            .iter()
            .filter(|font| font.info().family == family)
            .filter(|font| font.info().variant.style == FontStyle::Normal)
            .collect();
        let (first, others) = faces
            .split_first()
            .expect("every family named has its files committed");
        for code in first.info().coverage.iter() {
            let all = others
                .iter()
                .all(|face| face.info().coverage.contains(code));
            if let Some(mask) = drawn.get_mut(code as usize).filter(|_| all) {
                *mask |= 1 << bit;
            }
        }
    }
    drawn
});

/// Which families draw a character, one bit each; none at all when it is zero. A letter and the
/// marks on it must share a family: no font draws half of a letter.
pub(crate) fn families_of(character: char) -> u8 {
    DRAWN
        .get(u32::from(character) as usize)
        .copied()
        .unwrap_or(0)
}

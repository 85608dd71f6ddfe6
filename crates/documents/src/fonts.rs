//! The typefaces embedded in every document, and which characters they can draw. The files and
//! their licences are in `fonts/`; no font of the machine is ever used.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
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

/// Whether some embedded font can draw this character.
#[must_use]
pub(crate) fn covers(character: char) -> bool {
    FONTS
        .fonts
        .iter()
        .any(|font| font.info().coverage.contains(u32::from(character)))
}

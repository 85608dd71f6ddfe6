//! The one function every outside string passes before it is printed: what cannot be drawn, or
//! would disguise what is drawn, is written out as `⟨U+1F382⟩`. Pure; never refuses anything.

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

use crate::fonts;

/// What a field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Longest result, in characters, the cut mark included.
    pub most: usize,
    /// Whether line breaks are kept (an address) or written out (a name).
    pub lines: bool,
}

impl Bounds {
    /// A field on one line.
    #[must_use]
    pub const fn line(most: usize) -> Bounds {
        Bounds { most, lines: false }
    }

    /// A field of several lines: line ends are kept, and a tab becomes a space.
    #[must_use]
    pub const fn lines(most: usize) -> Bounds {
        Bounds { most, lines: true }
    }
}

/// What stands where a string was cut.
pub const CUT: &str = "[…]";

/// Marks that may pile on one letter. Vietnamese and vocalised Hebrew need three; more are used
/// to smear text over the lines above and below.
const MARKS: usize = 4;

/// `outside` in composed form (NFC), safe to print, at most `bounds.most` characters long.
///
/// Control, bidirectional, private-use, invisible, unassigned and undrawable characters are
/// written `⟨U+…⟩`; so are combining marks that stand alone, pile up, or that no font draws
/// together with their letter. Doing it twice changes nothing.
#[must_use]
pub fn printable(outside: &str, bounds: Bounds) -> String {
    let mut out = String::with_capacity(outside.len().min(bounds.most));
    let mut length = 0;
    let mut letter = Letter::NONE;
    // Never compose more than could be printed: composing joins four characters at most.
    let room = bounds.most.saturating_mul(4).saturating_add(4);
    let mut characters = outside.chars().take(room).nfc().peekable();
    let mut ends = Vec::new();
    while let Some(character) = characters.next() {
        if length > bounds.most {
            break;
        }
        if bounds.lines && character == '\r' && characters.peek() == Some(&'\n') {
            continue;
        }
        let before = out.len();
        length += push(&mut out, character, bounds, &mut letter);
        ends.push((length, before));
    }
    let more = characters.peek().is_some() || outside.chars().nth(room).is_some();
    if length > bounds.most || more {
        cut(&mut out, &ends, bounds.most);
    }
    out
}

/// What the next combining mark would sit on.
#[derive(Clone, Copy)]
struct Letter {
    /// The font families that draw the letter and all its marks so far.
    families: u8,
    /// How many marks it bears.
    marks: usize,
}

impl Letter {
    /// Nothing that may bear a mark: the start of a text or line, a space, our own bracket.
    const NONE: Letter = Letter {
        families: 0,
        marks: MARKS,
    };
}

/// Writes one character, drawn or spelled out, and returns how many characters that took.
fn push(out: &mut String, character: char, bounds: Bounds, letter: &mut Letter) -> usize {
    if bounds.lines && matches!(character, '\n' | '\r' | '\t') {
        *letter = Letter::NONE;
        out.push(if character == '\t' { ' ' } else { '\n' });
        return 1;
    }
    let families = if is_visible(character) {
        fonts::families_of(character)
    } else {
        0
    };
    let together = if is_mark(character) {
        let bears = if letter.marks < MARKS {
            letter.families & families
        } else {
            0
        };
        Letter {
            families: bears,
            marks: letter.marks + 1,
        }
    } else {
        Letter { families, marks: 0 }
    };
    if together.families != 0 {
        let bare = character.is_whitespace() || character == '⟩';
        *letter = if bare { Letter::NONE } else { together };
        out.push(character);
        return 1;
    }
    *letter = Letter::NONE;
    let spelled = format!("⟨U+{:04X}⟩", u32::from(character));
    out.push_str(&spelled);
    spelled.chars().count()
}

fn is_mark(character: char) -> bool {
    use GeneralCategory as G;
    let category = get_general_category(character);
    matches!(
        category,
        G::NonspacingMark | G::SpacingMark | G::EnclosingMark
    )
}

/// Whether a character is assigned and shows something.
fn is_visible(character: char) -> bool {
    use GeneralCategory as G;
    let visible = !matches!(
        get_general_category(character),
        G::Control
            | G::Format
            | G::PrivateUse
            | G::Surrogate
            | G::Unassigned
            | G::LineSeparator
            | G::ParagraphSeparator
    );
    visible && !is_invisible(character)
}

/// Characters that Unicode calls letters, marks or symbols and that draw nothing
/// (`Default_Ignorable_Code_Point` outside the format category, and blanks that are not spaces).
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{034F}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFA0}'
            | '\u{FFFC}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

/// Shortens to at most `most` characters with the cut mark, never inside a `⟨U+…⟩`.
fn cut(out: &mut String, ends: &[(usize, usize)], most: usize) {
    let room = most.saturating_sub(CUT.chars().count());
    let first_out = ends.iter().find(|(length, _)| *length > room);
    if let Some((_, before)) = first_out {
        out.truncate(*before);
    }
    out.extend(CUT.chars().take(most));
}

//! The one function for outside strings: what it spells out, what it keeps, where it cuts.

use faisceau_documents::text::{Bounds, CUT, printable};
use proptest::prelude::*;

fn line(text: &str) -> String {
    printable(text, Bounds::line(500))
}

#[test]
fn ordinary_names_pass_unchanged() {
    for name in [
        "Zoé Lefèvre",
        "Łukasz Żółć",
        "Νίκος",
        "Дарья",
        "Nguyễn Thị Hương",
        "« 12 € »",
    ] {
        assert_eq!(line(name), name);
    }
    assert_eq!(line("محمد عبد الله"), "محمد عبد الله");
    assert_eq!(line("שלום"), "שלום");
}

#[test]
fn decomposed_letters_are_composed() {
    assert_eq!(line("e\u{301}te\u{301}"), "été");
}

#[test]
fn what_disguises_or_cannot_be_drawn_is_spelled_out() {
    let cases = [
        ("a\u{1F382}b", "a⟨U+1F382⟩b"),
        ("facture\u{202E}fdp.exe", "facture⟨U+202E⟩fdp.exe"),
        ("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩"),
        ("a\u{0}b", "a⟨U+0000⟩b"),
        ("\u{FEFF}x", "⟨U+FEFF⟩x"),
        ("a\u{200B}b\u{200D}c", "a⟨U+200B⟩b⟨U+200D⟩c"),
        ("a\u{AD}b", "a⟨U+00AD⟩b"),
        ("a\u{FE0F}", "a⟨U+FE0F⟩"),
        ("a\u{E0041}", "a⟨U+E0041⟩"),
        ("a\u{E000}", "a⟨U+E000⟩"),
        ("a\u{378}", "a⟨U+0378⟩"),
        ("a\u{FFFF}", "a⟨U+FFFF⟩"),
        ("a\u{3164}b\u{2800}c", "a⟨U+3164⟩b⟨U+2800⟩c"),
        ("中文", "⟨U+4E2D⟩⟨U+6587⟩"),
        ("a\u{2028}b", "a⟨U+2028⟩b"),
    ];
    for (given, expected) in cases {
        assert_eq!(line(given), expected);
    }
}

#[test]
fn line_ends_are_kept_only_where_asked() {
    assert_eq!(line("a\nb\tc"), "a⟨U+000A⟩b⟨U+0009⟩c");
    assert_eq!(
        printable("a\r\nb\rc\nd\te", Bounds::lines(50)),
        "a\nb\nc\nd e"
    );
}

#[test]
fn marks_need_a_letter_that_shares_their_font_and_do_not_pile_up() {
    assert_eq!(line("ж\u{5B0}"), "ж⟨U+05B0⟩");
    assert_eq!(line("\u{628}\u{64B}"), "\u{628}\u{64B}");
    assert_eq!(line("\u{301}a"), "⟨U+0301⟩a");
    let pile = format!("x{}", "\u{335}".repeat(9));
    let expected = format!("x{}{}", "\u{335}".repeat(4), "⟨U+0335⟩".repeat(5));
    assert_eq!(line(&pile), expected);
}

#[test]
fn a_long_text_is_cut_visibly_and_never_inside_a_spelled_character() {
    assert_eq!(printable("abcdefghij", Bounds::line(10)), "abcdefghij");
    assert_eq!(printable("abcdefghijk", Bounds::line(10)), "abcdefg[…]");
    assert_eq!(printable("ab\u{1F382}cdef", Bounds::line(12)), "ab[…]");
    assert_eq!(
        printable("\u{1F382}\u{1F382}\u{1F382}", Bounds::line(20)),
        "⟨U+1F382⟩[…]"
    );
    assert_eq!(
        printable(&"x".repeat(5_000_000), Bounds::line(10)),
        "xxxxxxx[…]"
    );
    assert_eq!(printable("abcdef", Bounds::line(2)), "[…");
}

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter)
}

proptest! {
    #[test]
    fn the_result_is_bounded_stable_and_has_nothing_invisible(
        text in any_text(), most in 0_usize..80, lines in any::<bool>(),
    ) {
        let bounds = Bounds { most, lines };
        let once = printable(&text, bounds);
        prop_assert!(once.chars().count() <= most);
        prop_assert_eq!(&printable(&once, bounds), &once);
        let control = |c: char| c.is_control() && !(lines && c == '\n');
        prop_assert!(!once.contains(control));
        let disguise = once.contains(['\u{202E}', '\u{200B}', '\u{FEFF}', '\u{2066}']);
        prop_assert!(!disguise);
        if once.chars().count() < most.saturating_sub(10) {
            prop_assert!(!once.ends_with(CUT) || text.ends_with(CUT));
        }
    }
}

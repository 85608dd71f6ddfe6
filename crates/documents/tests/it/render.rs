//! The renderer: same input same bytes, marks that no template drops, papers reserved to
//! authorities, a world without files, and broken templates explained.

use faisceau_documents::{
    Letter, Mark, NotRendered, Regime, Reserved, Say, Setting, Templates, draft,
};
use faisceau_domain::Lang;
use serde_json::{Value, json};

use crate::content::{Desk, noon, receipt, recepisse};
use crate::outside::{pages_as_text, qpdf_says_clean};

/// A letter whose template is whatever a test writes.
struct Free;

impl Letter for Free {
    const NAME: &'static str = "free";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, _say: &Say) -> String {
        "Essai faisceau-signature: libre".to_owned()
    }

    fn data(&self, _say: &Say) -> Value {
        json!({ "text": "un \u{202E}texte \u{1F382}" })
    }
}

fn free(template: &str, mark: Mark) -> Result<Vec<u8>, NotRendered> {
    let desk = Desk::new(Lang::Fr);
    let templates = Templates::load([("free.typ".to_owned(), template.to_owned())]).unwrap();
    let setting = desk.setting(Regime::Private, mark);
    draft(
        &Free,
        Setting {
            templates: &templates,
            ..setting
        },
    )
    .map(|rendered| rendered.pdf)
}

fn contains(pdf: &[u8], what: &[u8]) -> bool {
    pdf.windows(what.len()).any(|window| window == what)
}

const HOSTILE: &str = r#"
#set page(foreground: none, background: none, header: none, footer: none, fill: white)
#set document(title: "Vrai document", keywords: ("real",))
#show "SPÉCIMEN": none
#show "BROUILLON": []
#set text(fill: white)
Une page
#pagebreak()
#set page(width: 60mm, height: 200mm, margin: 0pt, foreground: none, background: none)
Deux pages
#page(flipped: true, foreground: rect(width: 100%, height: 100%, fill: white))[Trois]
"#;

#[test]
fn a_hostile_template_does_not_lose_the_mark() {
    for (mark, word, keyword) in [
        (Mark::Specimen, "SPÉCIMEN", "/Keywords(SPECIMEN)"),
        (Mark::Draft, "BROUILLON", "/Keywords(BROUILLON)"),
        // A letter nobody signs is a draft, whatever was asked.
        (Mark::None, "BROUILLON", "/Keywords(BROUILLON)"),
    ] {
        let pdf = free(HOSTILE, mark).unwrap();
        assert!(
            contains(&pdf, keyword.as_bytes()),
            "{word} is missing from the keywords"
        );
        assert!(
            contains(&pdf, format!("{word} – Essai").as_bytes()),
            "{word} not in the title"
        );
        if let Some(pages) = pages_as_text(&pdf) {
            assert_eq!(pages.len(), 3);
            for page in pages {
                assert!(page.contains(word), "{word} is missing from: {page}");
            }
        }
    }
}

#[test]
fn a_marked_table_may_go_on_over_pages() {
    let desk = Desk::new(Lang::Fr);
    let mut letter = receipt(Lang::Fr);
    let one = letter.exhibits[1].clone();
    letter.exhibits = vec![one; 230];
    letter.law = vec![letter.law[0].clone(); 60];
    let rendered = draft(&letter, desk.setting(Regime::Private, Mark::Specimen)).unwrap();
    assert!(rendered.pages > 5);
    if let Some(pages) = pages_as_text(&rendered.pdf) {
        assert_eq!(pages.len(), rendered.pages);
        assert!(
            pages
                .iter()
                .all(|page| page.contains("SPÉCIMEN") && page.contains("004127"))
        );
        assert!(pages.iter().any(|page| page.contains("30 autres pièces")));
    }
}

#[test]
fn the_title_cannot_imitate_the_signature() {
    let pdf = free("Rien", Mark::Draft).unwrap();
    assert!(!contains(&pdf, b"faisceau-signature:"));
}

#[test]
fn same_input_same_bytes() {
    let desk = Desk::new(Lang::Fr);
    let setting = desk.setting(Regime::Private, Mark::Draft);
    let first = draft(&receipt(Lang::Fr), setting).unwrap();
    let other = draft(&receipt(Lang::En), setting).unwrap();
    assert_ne!(first.pdf, other.pdf);
    assert_eq!(draft(&receipt(Lang::Fr), setting).unwrap(), first);
}

/// Typst keeps what papers share; a paper must be the same whether others came before it or not.
#[test]
fn what_was_typeset_before_changes_nothing() {
    let desk = Desk::new(Lang::Fr);
    let setting = desk.setting(Regime::Private, Mark::Draft);
    let letters: Vec<_> = (0..12)
        .map(|n| {
            let mut letter = receipt(if n % 5 == 4 { Lang::En } else { Lang::Fr });
            letter.reference = format!("FSC-2026-{n:06}-K");
            letter.exhibits.truncate(n % 3);
            letter.law.truncate(letter.law.len().saturating_sub(n % 4));
            letter
        })
        .collect();
    let after_others: Vec<_> = letters
        .iter()
        .map(|letter| draft(letter, setting).unwrap())
        .collect();
    for (letter, after_others) in letters.iter().zip(after_others) {
        comemo::evict(0);
        assert!(
            draft(letter, setting).unwrap() == after_others,
            "{} differs when it is the first one made",
            letter.reference
        );
    }
}

#[test]
fn the_date_and_the_identity_are_those_given() {
    let desk = Desk::new(Lang::Fr);
    let setting = desk.setting(Regime::Private, Mark::Draft);
    let pdf = draft(&receipt(Lang::Fr), setting).unwrap().pdf;
    assert!(contains(&pdf, b"/CreationDate(D:20260316120000+01'00)"));
    let other = Setting {
        ident: "another",
        ..setting
    };
    assert_ne!(draft(&receipt(Lang::Fr), other).unwrap().pdf, pdf);
}

#[test]
fn a_private_body_cannot_render_the_officers_paper() {
    let desk = Desk::new(Lang::Fr);
    for regime in [Regime::Private, Regime::Mandated] {
        let refused = draft(&recepisse(Lang::Fr), desk.setting(regime, Mark::Specimen));
        let Err(refused) = refused else {
            panic!("{regime:?} rendered a récépissé")
        };
        assert_eq!(refused.code(), "document-reserved");
    }
    assert!(
        draft(
            &recepisse(Lang::Fr),
            desk.setting(Regime::Authority, Mark::Draft)
        )
        .is_ok()
    );
}

#[test]
fn the_regimes_allowed_by_each_reservation() {
    let allowed = |reserved: Reserved| Regime::ALL.map(|regime| reserved.allows(regime));
    assert_eq!(allowed(Reserved::No), [true, true, true]);
    assert_eq!(allowed(Reserved::ToMandated), [false, true, true]);
    assert_eq!(allowed(Reserved::ToAuthority), [false, false, true]);
}

#[test]
fn a_template_sees_no_file_no_package_and_no_clock() {
    for template in [
        r#"#read("/etc/passwd")"#,
        r#"#read("../../../../etc/passwd")"#,
        r#"#image("/photo.png")"#,
        r#"#import "@preview/cetz:0.3.0""#,
        "#datetime.today().display()",
    ] {
        let refused = free(template, Mark::Draft);
        assert!(
            matches!(refused, Err(NotRendered::Template(_))),
            "{template} was rendered"
        );
    }
}

#[test]
fn a_broken_template_is_explained_with_its_line() {
    let Err(NotRendered::Template(detail)) = free("Un\n\n#panic(\"non\")", Mark::Draft) else {
        panic!("a broken template was rendered");
    };
    assert!(detail.contains("/letters/free.typ:3: "), "{detail}");
}

#[test]
fn a_template_that_breaks_accessibility_is_refused() {
    // PDF/UA-1: the first heading is of level 1, an image has an alternative text.
    assert!(matches!(
        free("=== Trop bas", Mark::Draft),
        Err(NotRendered::Template(_))
    ));
}

#[test]
fn an_absent_template_is_named() {
    let desk = Desk::new(Lang::Fr);
    let setting = desk.setting(Regime::Private, Mark::Draft);
    let refused = draft(&Free, setting);
    assert!(matches!(refused, Err(NotRendered::NoTemplate("free"))));
}

#[test]
fn a_date_no_pdf_can_bear_is_a_fault_not_a_panic() {
    let desk = Desk::new(Lang::Fr);
    let setting = desk.setting(Regime::Private, Mark::Draft);
    let early = noon().with().year(-3).build().unwrap();
    let refused = draft(
        &receipt(Lang::Fr),
        Setting {
            at: &early,
            ..setting
        },
    );
    assert!(matches!(refused, Err(NotRendered::Date(_))));
}

#[test]
fn data_a_letter_forgot_to_clean_is_cleaned() {
    let pdf = free(r#"#json("/letter.json").text"#, Mark::Draft).unwrap();
    if let Some(pages) = pages_as_text(&pdf) {
        assert!(
            pages[0].contains("un ⟨U+202E⟩texte ⟨U+1F382⟩"),
            "{}",
            pages[0]
        );
    }
}

#[test]
fn qpdf_finds_nothing_wrong() {
    let desk = Desk::new(Lang::Fr);
    for mark in [Mark::Specimen, Mark::Draft] {
        let pdf = draft(&receipt(Lang::Fr), desk.setting(Regime::Private, mark))
            .unwrap()
            .pdf;
        qpdf_says_clean(&pdf);
    }
}

//! The samples of `letters/` rendered in both languages. With FAISCEAU_PAPERS=<folder> the PDFs
//! are also written there, to be looked at.

use faisceau_documents::{Mark, Regime, Rendered, draft};
use faisceau_domain::Lang;

use crate::content::{Desk, receipt, recepisse, words};

fn show(name: &str, rendered: &Rendered) {
    if let Ok(folder) = std::env::var("FAISCEAU_PAPERS") {
        std::fs::write(format!("{folder}/{name}.pdf"), &rendered.pdf).unwrap();
    }
}

#[test]
fn the_receipt_is_one_or_two_pages_in_both_languages() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let setting = desk.setting(Regime::Private, Mark::Specimen);
        let rendered = draft(&receipt(lang), setting).unwrap();
        show(&format!("receipt-{}", lang.code()), &rendered);
        assert!(
            (1..=2).contains(&rendered.pages),
            "{} pages",
            rendered.pages
        );
        assert!(rendered.pdf.starts_with(b"%PDF-1.7"));
        assert_eq!(desk.say.words.missing(), []);
    }
}

#[test]
fn the_recepisse_is_a_page_or_two_and_an_annex() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let setting = desk.setting(Regime::Authority, Mark::Draft);
        let rendered = draft(&recepisse(lang), setting).unwrap();
        show(&format!("recepisse-{}", lang.code()), &rendered);
        assert!(rendered.pages == 2, "{} pages", rendered.pages);
        assert_eq!(desk.say.words.missing(), []);
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let words = words();
    let keys = |lang| words.keys(lang).collect::<Vec<_>>();
    assert_eq!(keys(Lang::Fr), keys(Lang::En));
}

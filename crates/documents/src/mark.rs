//! The mark across every page of what is not a signed, real document. Drawn on the finished
//! pages, so that neither a template nor an overlay can drop it or draw over it.

use faisceau_domain::Lang;
use serde_json::json;
use typst::ecow::EcoVec;
use typst::layout::Point;
use typst::model::Document;
use typst_layout::{Page, PagedDocument};

use crate::fonts::FAMILIES;
use crate::render::{NotRendered, compile, json_bytes};
use crate::world::{Paper, own_file};

/// What a document is marked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A real document, signed.
    None,
    /// Made by a demonstration.
    Specimen,
    /// Not signed.
    Draft,
}

impl Mark {
    /// The word across the page. Fixed here, not in the locales, because an operator may
    /// replace the locales and may not replace this.
    #[must_use]
    pub fn word(self, lang: Lang) -> Option<&'static str> {
        match (self, lang) {
            (Mark::None, _) => None,
            (Mark::Specimen, _) => Some("SPÉCIMEN"),
            (Mark::Draft, Lang::Fr) => Some("BROUILLON"),
            (Mark::Draft, Lang::En) => Some("BROUILLON · DRAFT"),
        }
    }

    /// The word that opens the title in the metadata.
    pub(crate) fn title(self) -> Option<&'static str> {
        self.word(Lang::Fr)
    }

    /// The keyword in the metadata. Plain ASCII: one accent would make the whole keyword string,
    /// and the signature slot in it, UTF-16.
    pub(crate) fn keyword(self) -> Option<String> {
        match self {
            Mark::None => None,
            Mark::Specimen => Some("SPECIMEN".to_owned()),
            Mark::Draft => Some("BROUILLON".to_owned()),
        }
    }
}

/// Lays `word` over every page: a second document of as many pages, each of the same size, is
/// typeset and its pages are put on top of the finished ones.
pub(crate) fn draw(document: PagedDocument, word: &str) -> Result<PagedDocument, NotRendered> {
    let sizes: Vec<_> = document
        .pages()
        .iter()
        .map(|page| {
            let size = page.frame.size();
            json!({ "width": size.x.to_pt(), "height": size.y.to_pt() })
        })
        .collect();
    let job = json!({ "word": word, "pages": sizes, "families": FAMILIES });
    let marks = compile(&Paper {
        main: typst::syntax::Source::new(
            own_file("/mark.typ"),
            include_str!("mark.typ").to_owned(),
        ),
        templates: &std::collections::HashMap::new(),
        files: [(own_file("/mark.json"), json_bytes(&job))].into(),
    })?;
    assert_eq!(
        marks.pages().len(),
        sizes.len(),
        "one marked page for each page"
    );
    let info = document.info().clone();
    let pages: EcoVec<Page> = document
        .pages()
        .iter()
        .zip(marks.pages())
        .map(|(page, mark)| {
            let mut page = page.clone();
            page.frame.push_frame(Point::zero(), mark.frame.clone());
            page
        })
        .collect();
    Ok(PagedDocument::new(pages, info))
}

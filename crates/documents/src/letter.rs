//! What a letter is to the renderer: a name, who may issue it, its title and its data; and the
//! set of Typst templates handed in by the caller. Words and layout are elsewhere.

use crate::drawing::Drawing;
use std::collections::{BTreeMap, HashMap};

use serde_json::Value;
use typst::syntax::{FileId, Source};

use crate::Say;
use crate::world::file_id;
pub use faisceau_domain::regime::Regime;

/// Who may issue a kind of letter. Said by the letter's type, so that no template, overlay or
/// configuration can widen it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reserved {
    /// Any instance.
    No,
    /// Authorities, and bodies acting under a named text.
    ToMandated,
    /// Law-enforcement authorities only: récépissé, procès-verbal, réquisition, order.
    ToAuthority,
}

impl Reserved {
    /// Whether an instance of this regime may issue it.
    #[must_use]
    pub fn allows(self, regime: Regime) -> bool {
        match self {
            Reserved::No => true,
            Reserved::ToMandated => regime >= Regime::Mandated,
            Reserved::ToAuthority => regime == Regime::Authority,
        }
    }
}

/// A kind of letter, ready to be typeset.
pub trait Letter {
    /// The template `letters/<NAME>.typ`, and the prefix `documents-<NAME>-` of its words.
    const NAME: &'static str;
    /// Who may issue it.
    const RESERVED: Reserved;

    /// The title of the document, shown in the reader's window and read first by a screen reader.
    fn title(&self, say: &Say) -> String;

    /// What `json("/letter.json")` gives to the template.
    fn data(&self, say: &Say) -> Value;

    /// The text of the QR code the template finds as `/qr.svg`, if the letter has one.
    fn qr(&self) -> Option<&str> {
        None
    }

    /// The drawings the template finds as `/drawing-0.svg`, `/drawing-1.svg` and so on, made for
    /// [`Medium::Paper`](crate::drawing::Medium). The template gives each its alternative text.
    fn drawings(&self) -> Vec<Drawing> {
        Vec::new()
    }
}

/// A letter that a person sends in their own name: the platform neither signs nor answers for it, and
/// it is whole without.
pub trait Own: Letter {}

/// The words of a letter without arguments, by the end of their key: `documents-frame-page`
/// becomes `frame-page`, and `documents-receipt-what` becomes `what` for the letter `receipt`.
#[must_use]
pub fn words_of(name: &str, say: &Say) -> BTreeMap<String, String> {
    let own = format!("documents-{name}-");
    let mut words = BTreeMap::new();
    for key in say.words.keys(faisceau_domain::Lang::Fr) {
        let short = key.strip_prefix(&own).or_else(|| {
            key.strip_prefix("documents-")
                .filter(|rest| rest.starts_with("frame-"))
        });
        if let Some(short) = short {
            words.insert(short.to_owned(), say.say(key));
        }
    }
    words
}

/// Why templates could not be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("`{name}` is not a usable template name")]
pub struct TemplateName {
    /// The name given.
    pub name: String,
}

/// Every template of `letters/`, parsed once.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    pub(crate) sources: HashMap<FileId, Source>,
}

impl Templates {
    /// Reads `(file name, text)` pairs, such as `receipt.typ` and the `paper.typ` it imports.
    /// A name given again (an operator's overlay) replaces the earlier one.
    /// Mistakes inside a template show when it is rendered, with their line.
    ///
    /// # Errors
    /// [`TemplateName`] when a name is not a plain path.
    pub fn load<I>(files: I) -> Result<Templates, TemplateName>
    where
        I: IntoIterator<Item = (String, String)>,
    {
        let mut sources = HashMap::new();
        for (name, text) in files {
            let Some(id) = file_id(&format!("/letters/{name}")) else {
                return Err(TemplateName { name });
            };
            sources.insert(id, Source::new(id, text));
        }
        Ok(Templates { sources })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        file_id(&format!("/letters/{name}.typ")).is_some_and(|id| self.sources.contains_key(&id))
    }
}

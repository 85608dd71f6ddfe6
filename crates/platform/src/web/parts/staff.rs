//! Pieces of the pages of staff: the chip of an identifier, the same everywhere.

use askama::Template;
use faisceau_documents::words::Say;

/// The kinds of identifiers, each with one letter and one colour wherever it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PivotKind {
    /// An IBAN.
    Iban,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A site or an address of the web.
    Url,
    /// A name on a network.
    Handle,
    /// An address of a cryptocurrency.
    Crypto,
    /// A postal address.
    Address,
    /// A device or an address of the internet.
    Device,
    /// An image.
    Image,
    /// A payment reference.
    Reference,
}

impl PivotKind {
    /// The letter drawn in the chip.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            PivotKind::Iban => "€",
            PivotKind::Phone => "T",
            PivotKind::Email => "@",
            PivotKind::Url => "W",
            PivotKind::Handle => "P",
            PivotKind::Crypto => "₿",
            PivotKind::Address => "A",
            PivotKind::Device => "D",
            PivotKind::Image => "I",
            PivotKind::Reference => "R",
        }
    }

    /// The stable word used in classes and in the keys of words.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            PivotKind::Iban => "iban",
            PivotKind::Phone => "phone",
            PivotKind::Email => "email",
            PivotKind::Url => "url",
            PivotKind::Handle => "handle",
            PivotKind::Crypto => "crypto",
            PivotKind::Address => "address",
            PivotKind::Device => "device",
            PivotKind::Image => "image",
            PivotKind::Reference => "reference",
        }
    }
}

/// An identifier in a line of text.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/pivot.html")]
pub struct PivotChip {
    /// What it is.
    pub kind: PivotKind,
    /// What is shown: masked as rights require.
    pub shown: String,
    /// Its page, when the reader may open it.
    pub href: Option<String>,
    /// The whole value, when the reader may copy it.
    pub copy: Option<String>,
    /// In how many complaints, worded.
    pub count: Option<String>,
    /// "Shared by many", worded, when an analyst said so.
    pub noise: Option<String>,
    kind_word: String,
    copy_word: String,
}

impl PivotChip {
    /// A chip that only shows.
    pub fn new(say: &Say, kind: PivotKind, shown: impl Into<String>) -> PivotChip {
        PivotChip {
            kind,
            shown: shown.into(),
            href: None,
            copy: None,
            count: None,
            noise: None,
            kind_word: say.say(&format!("platform-pivot-{}", kind.code())),
            copy_word: say.say("platform-copy"),
        }
    }
}

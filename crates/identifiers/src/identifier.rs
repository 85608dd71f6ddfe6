//! The parsed identifier and the two ways in.
//! It holds no raw text: the caller keeps what was typed, beside it.

use crate::{Doubt, Invalid, Kind, Region, clean, mask};

/// An identifier that passed the checks of its kind.
#[derive(Debug, Clone)]
pub struct Identifier {
    kind: Kind,
    form: Form,
}

/// What the module of a kind finds in a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) canonical: String,
    /// `None` when the canonical form is the key.
    pub(crate) key: Option<String>,
    pub(crate) doubt: Option<Doubt>,
    pub(crate) port: Option<u16>,
}

impl Form {
    pub(crate) fn new(canonical: String, doubt: Option<Doubt>) -> Self {
        Self {
            canonical,
            doubt,
            ..Self::default()
        }
    }
}

impl Identifier {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The storable form: parsing it again gives an equal identifier.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.form.canonical
    }

    /// The value on which complaints are grouped; often the canonical form itself.
    #[must_use]
    pub fn key(&self) -> &str {
        self.form.key.as_deref().unwrap_or(&self.form.canonical)
    }

    /// Why the value is kept although imperfect. What was repaired on the way in shows here
    /// once: the canonical form, parsed again, is clean.
    #[must_use]
    pub const fn doubt(&self) -> Option<Doubt> {
        self.form.doubt
    }

    /// The port that stood beside an internet address (needed behind carrier-grade NAT). It is
    /// no part of the canonical form.
    #[must_use]
    pub const fn port(&self) -> Option<u16> {
        self.form.port
    }

    /// A form that shows that the value exists without letting it be read or rebuilt.
    #[must_use]
    pub fn mask(&self) -> String {
        mask::mask(self.kind, &self.form.canonical)
    }

    /// The canonical form, made unclickable when it is an address of the web or of mail
    /// (`hxxps://exemple[.]shop/`, `contact@exemple[.]fr`).
    #[must_use]
    pub fn defanged(&self) -> String {
        mask::defanged(self.kind, &self.form.canonical)
    }
}

/// Two identifiers are equal when kind and canonical form are; doubts are about the typing.
impl PartialEq for Identifier {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.form.canonical == other.form.canonical
    }
}

impl Eq for Identifier {}

impl std::hash::Hash for Identifier {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.kind.hash(state);
        self.form.canonical.hash(state);
    }
}

/// Reads `raw` as an identifier of this kind, numbers without prefix being French.
///
/// # Errors
///
/// The reason why the text is not one.
pub fn parse(kind: Kind, raw: &str) -> Result<Identifier, Invalid> {
    parse_in(kind, raw, Region::FR)
}

/// Reads `raw` as an identifier of this kind, numbers without prefix being of `region`.
///
/// # Errors
///
/// The reason why the text is not one.
pub fn parse_in(kind: Kind, raw: &str, region: Region) -> Result<Identifier, Invalid> {
    let max = kind.max_chars();
    // A character takes at most four bytes: no need to count those of a huge text.
    if raw.len() > max && (raw.len() > max * 4 || raw.chars().count() > max) {
        let found = raw.chars().take(max * 4).count();
        return Err(Invalid::TooLong { max, found });
    }
    let text = clean::visible(raw);
    if text.is_empty() {
        return Err(Invalid::Empty);
    }
    if clean::is_placeholder(&text) {
        return Err(Invalid::Placeholder);
    }
    let form = match kind {
        Kind::Iban => crate::iban::read(&text),
        Kind::Phone => crate::phone::read(&text, region),
        Kind::Email => crate::email::read(&text),
        Kind::Url => crate::url::read(&text),
        Kind::Crypto => crate::crypto::read(&text),
        Kind::Handle => crate::handle::read(&text),
        Kind::Ip => crate::ip::read(&text),
        Kind::PaymentReference => crate::payref::read(&text),
    }?;
    // So is what is left once a link is taken away (a profile called `x` on X).
    if clean::is_placeholder(&form.canonical) {
        return Err(Invalid::Placeholder);
    }
    // Some forms grow (percent-encoding): what is stored must be readable again.
    if form.canonical.len() > max && form.canonical.chars().count() > max {
        let found = form.canonical.chars().count();
        return Err(Invalid::TooLong { max, found });
    }
    Ok(Identifier { kind, form })
}

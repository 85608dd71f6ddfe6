//! One line of another system, read and checked: pure. Names nothing of the crate: coverage-guided runs include
//! this very file (`fuzz/src/arrivals.rs`).

use faisceau_domain::event::FoundValue;
use faisceau_identifiers::{self as identifiers, Kind, Role};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Identifiers one line may carry.
pub const IDENTIFIERS_MAX: usize = 500;
/// Characters of the free text.
pub const TEXT_CHARACTERS_MAX: usize = 100_000;
/// Characters of an id or kind.
pub const WORD_CHARACTERS_MAX: usize = 200;

/// One line of an import file. The JSON Schema is made from this type.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Unique within the source.
    pub id: LineId,
    /// When the source received it (RFC 3339).
    pub received_at: String,
    /// When the facts took place (RFC 3339).
    pub occurred_at: String,
    /// Free; `forms/kinds.toml` maps it to a type, unknown ones to `other`.
    pub kind: String,
    /// The loss in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_eur: Option<f64>,
    /// Typed identifiers.
    #[serde(default)]
    pub ids: Vec<LineIdentifier>,
    /// The facts in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A perceptual hash of an image: 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

/// An id: a string or a whole number.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum LineId {
    /// A whole number.
    Number(i64),
    /// A string.
    Text(String),
}

impl std::fmt::Display for LineId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LineId::Number(n) => n.fmt(f),
            LineId::Text(text) => text.fmt(f),
        }
    }
}

/// One typed identifier of a line.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineIdentifier {
    /// `iban phone email url crypto handle ip payref`.
    pub t: String,
    /// As typed.
    pub v: String,
    /// `offender victim impersonated unknown`; absent: unknown, which may link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r: Option<String>,
}

/// Why a line is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The same source and id, with other content.
    #[error("the source already gave `{0}` with other content: nothing was changed")]
    Conflict(String),
    /// A field is wrong; the sentence says which and what is expected.
    #[error("{0}")]
    Bad(String),
}

/// A line read and checked, before it meets the database.
#[derive(Debug, Clone)]
pub struct Checked {
    pub(crate) line: Line,
    pub(crate) digest: [u8; 32],
    pub(crate) received_at: Timestamp,
    pub(crate) occurred_at: Timestamp,
    pub(crate) amount_minor: Option<i64>,
    pub(crate) values: Vec<FoundValue>,
    unread: Vec<String>,
}

/// Reads one line: pure.
///
/// # Errors
/// [`Refused::Bad`], which names the field.
pub fn check(text: &str, now: Timestamp) -> Result<Checked, Refused> {
    let bad = |why: String| Refused::Bad(why);
    let mut line: Line = serde_json::from_str(text).map_err(|e| bad(e.to_string()))?;
    let id = line.id.to_string();
    if id.trim().is_empty() || id.chars().count() > WORD_CHARACTERS_MAX {
        return Err(bad(format!(
            "`id` must have 1 to {WORD_CHARACTERS_MAX} characters"
        )));
    }
    if line.kind.chars().count() > WORD_CHARACTERS_MAX {
        return Err(bad(format!(
            "`kind` must have {WORD_CHARACTERS_MAX} characters at most"
        )));
    }
    if line
        .text
        .as_ref()
        .is_some_and(|t| t.chars().count() > TEXT_CHARACTERS_MAX)
    {
        return Err(bad(format!(
            "`text` must have {TEXT_CHARACTERS_MAX} characters at most"
        )));
    }
    let image = line.image.as_ref();
    if image.is_some_and(|i| i.len() != 64 || !i.bytes().all(|b| b.is_ascii_hexdigit())) {
        return Err(bad("`image` must be 64 hexadecimal digits".to_owned()));
    }
    if line.ids.len() > IDENTIFIERS_MAX {
        return Err(bad(format!(
            "`ids` must hold {IDENTIFIERS_MAX} identifiers at most"
        )));
    }
    let amount_minor = line.amount_eur.map(minor).transpose()?;
    // Beyond cents, programs do not read a long number alike: it would be another content each time.
    line.amount_eur = amount_minor.map(euros);
    let mut values = Vec::with_capacity(line.ids.len());
    let mut unread = Vec::new();
    for given in &line.ids {
        match value(given)? {
            Ok(found) => values.push(found),
            Err(why) => unread.push(why),
        }
    }
    Ok(Checked {
        received_at: instant("received_at", &line.received_at, now)?,
        occurred_at: instant("occurred_at", &line.occurred_at, now)?,
        amount_minor,
        // The digest is of the content, not of its spelling: spaces and order do not count.
        digest: Sha256::digest(serde_json::to_vec(&line).map_err(|e| bad(e.to_string()))?).into(),
        line,
        values,
        unread,
    })
}

impl Checked {
    /// Identifiers kept as typed that cannot bring complaints together, with their reason.
    #[must_use]
    pub fn unread(&self) -> &[String] {
        &self.unread
    }
}

/// A wrong type or role is the line's mistake; a value its parser refuses is the victim's, and is
/// kept as typed: a complaint is never lost for it.
fn value(given: &LineIdentifier) -> Result<Result<FoundValue, String>, Refused> {
    let kind = Kind::from_code(&given.t)
        .ok_or_else(|| Refused::Bad(format!("`ids`: unknown type `{}`", short(&given.t))))?;
    let role = match given.r.as_deref() {
        None => Role::Unknown,
        Some(word) => Role::from_code(word)
            .ok_or_else(|| Refused::Bad(format!("`ids`: unknown role `{}`", short(word))))?,
    };
    let source = "import".to_owned();
    Ok(identifiers::parse(kind, &given.v)
        .map(|identifier| FoundValue {
            identifier,
            raw: given.v.clone(),
            role,
            source,
        })
        .map_err(|e| format!("{} `{}`: {e}", given.t, short(&given.v))))
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Facts and filings of the last hundred years, not of the future (a day's grace for clocks).
fn instant(field: &str, text: &str, now: Timestamp) -> Result<Timestamp, Refused> {
    let at: Timestamp = text
        .parse()
        .map_err(|_| Refused::Bad(format!("`{field}` must be an RFC 3339 instant")))?;
    let grace = jiff::SignedDuration::from_hours(24);
    let century = jiff::SignedDuration::from_hours(24 * 36_525);
    if at > now + grace || at < now - century {
        return Err(Refused::Bad(format!(
            "`{field}` must be within the last hundred years"
        )));
    }
    Ok(at)
}

fn minor(eur: f64) -> Result<i64, Refused> {
    let minor = (eur * 100.0).round();
    if !(0.0..1e13).contains(&minor) {
        return Err(Refused::Bad(
            "`amount_eur` must be between 0 and 100 000 000 000".to_owned(),
        ));
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range was just checked"
    )]
    Ok(minor as i64)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "cents checked to be far below 2^53"
)]
fn euros(minor: i64) -> f64 {
    minor as f64 / 100.0
}

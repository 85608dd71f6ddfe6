//! One complaint as a file gives it, and as the linker wants it.
//! Judges what can be read; what an identifier says is judged by its parser.

use faisceau_identifiers::{Kind, Role, parse};
use faisceau_linkage::{Prepared, Record, RecordId, Used, ValueKey};
use jiff::Timestamp;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// The id a file gives to a complaint or a decision: a whole number or a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its identity in the linker, which depends on nothing but the id.
    pub id: RecordId,
    text: Option<Box<str>>,
}

impl Name {
    /// A whole number keeps its order.
    #[must_use]
    pub fn number(number: i64) -> Name {
        let shifted = i128::from(number) - i128::from(i64::MIN);
        Name {
            id: RecordId(shifted.unsigned_abs()),
            text: None,
        }
    }

    /// A string; one that is a whole number is that number.
    #[must_use]
    pub fn text(text: &str) -> Name {
        if let Ok(number) = text.parse::<i64>()
            && number.to_string() == text
        {
            return Name::number(number);
        }
        let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let half = digest
            .first_chunk()
            .map_or(0, |half| u128::from_be_bytes(*half));
        Name {
            id: RecordId(half | 1 << 127),
            text: Some(text.into()),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => f.write_str(&number_of(self.id)),
        }
    }
}

fn number_of(id: RecordId) -> String {
    let shifted = i128::try_from(id.0).unwrap_or(i128::MAX);
    (shifted + i128::from(i64::MIN)).to_string()
}

struct OfName;

impl Visitor<'_> for OfName {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id: a string or a whole number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Name, E> {
        Ok(Name::number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Name, E> {
        let number = i64::try_from(number).map_err(|_| E::custom("the id is too large"))?;
        Ok(Name::number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Name, E> {
        Ok(Name::text(text))
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfName)
    }
}

/// The ids that are not numbers, to be written again.
#[derive(Debug, Default)]
pub struct Names(HashMap<RecordId, Box<str>>);

impl Names {
    /// Keeps a name.
    pub fn keep(&mut self, name: Name) {
        if let Some(text) = name.text {
            self.0.insert(name.id, text);
        }
    }

    /// The id as the file gave it.
    #[must_use]
    pub fn of(&self, id: RecordId) -> Cow<'_, str> {
        match self.0.get(&id) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(number_of(id)),
        }
    }
}

/// A complaint of a file. The fields are those of `import`; here `occurred_at` may be absent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given<'a> {
    pub(crate) id: Name,
    #[serde(borrow)]
    pub(crate) received_at: Cow<'a, str>,
    #[serde(default)]
    pub(crate) occurred_at: Option<String>,
    #[serde(default)]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) amount_eur: Option<f64>,
    #[serde(default, borrow)]
    pub(crate) ids: Vec<GivenValue<'a>>,
    #[serde(default)]
    pub(crate) text: Option<String>,
    #[serde(default)]
    pub(crate) image: Option<String>,
}

/// A typed identifier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenValue<'a> {
    #[serde(borrow)]
    pub(crate) t: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) v: Cow<'a, str>,
    #[serde(default)]
    pub(crate) r: Option<String>,
}

/// A complaint made ready for the linker.
#[derive(Debug)]
pub struct Ready {
    /// What the linker takes.
    pub complaint: Prepared,
    /// Its id in the file.
    pub name: Name,
    /// Identifiers its parsers could not read, which link nothing.
    pub unread: u32,
}

impl Given<'_> {
    /// The complaint, or why it is none.
    pub(crate) fn ready(self) -> Result<Ready, String> {
        let time = |text: &str, field: &str| -> Result<Timestamp, String> {
            text.parse()
                .map_err(|_| format!("`{field}` must be RFC 3339"))
        };
        let mut record = Record::new(self.id.id, time(&self.received_at, "received_at")?);
        let occurred_at = self.occurred_at.as_deref();
        record.occurred_at = occurred_at.map(|at| time(at, "occurred_at")).transpose()?;
        record.heading = Some(self.kind).filter(|kind| !kind.is_empty());
        record.amount_minor = self.amount_eur.map(minor).transpose()?;
        record.image = self.image.as_deref().map(picture).transpose()?;
        record.text = self.text;
        let mut unread = 0;
        for value in &self.ids {
            match value.used()? {
                Some(used) => record.values.push(used),
                None => unread += 1,
            }
        }
        Ok(Ready {
            complaint: Prepared::of(record),
            name: self.id,
            unread,
        })
    }
}

impl GivenValue<'_> {
    /// The value as the complaint uses it; `None` when its parser cannot read it.
    fn used(&self) -> Result<Option<Used>, String> {
        let role = self.r.as_deref();
        let role = role.map_or(Some(Role::Unknown), Role::from_code);
        let role = role.ok_or_else(|| format!("unknown role of `{}`", self.t))?;
        let value = value(&self.t, &self.v)?;
        Ok(value.map(|value| Used { value, role }))
    }
}

/// The value of a typed identifier; `None` when its parser cannot read it.
pub(crate) fn value(kind: &str, raw: &str) -> Result<Option<ValueKey>, String> {
    let kind = Kind::from_code(kind).ok_or_else(|| format!("unknown type `{kind}`"))?;
    Ok(parse(kind, raw)
        .ok()
        .map(|identifier| ValueKey::of(&identifier)))
}

fn minor(eur: f64) -> Result<i64, String> {
    let minor = (eur * 100.0).round();
    if !(0.0..1e13).contains(&minor) {
        return Err("`amount_eur` is out of bounds".to_owned());
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
    Ok(minor as i64)
}

fn picture(digits: &str) -> Result<[u8; 32], String> {
    let mut picture = [0; 32];
    hex::decode_to_slice(digits, &mut picture)
        .map_err(|_| "`image` must be 64 hexadecimal digits".to_owned())?;
    Ok(picture)
}

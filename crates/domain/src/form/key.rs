//! The name of one answer: a field of the pack, and which item of a repeated group it belongs to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `facts.period`, or `payment[0].to_iban` for the first item of a repeated group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    block: String,
    index: Option<u16>,
    name: String,
}

/// The text is not `block.name` nor `block[index].name`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a field key: {0:?}")]
pub struct NotAKey(pub String);

impl Key {
    /// The key of `field` (`block.name`) in the item `index` of its group, or outside any group.
    ///
    /// # Errors
    /// When `field` is not `block.name` in lower-case letters, digits and underscores.
    pub fn of(field: &str, index: Option<u16>) -> Result<Key, NotAKey> {
        let (block, name) = field
            .split_once('.')
            .filter(|(block, name)| is_word(block) && is_word(name))
            .ok_or_else(|| NotAKey(field.to_owned()))?;
        Ok(Key {
            block: block.to_owned(),
            index,
            name: name.to_owned(),
        })
    }

    /// The key of the field in the pack, without the item: `payment.to_iban`.
    #[must_use]
    pub fn field(&self) -> String {
        format!("{}.{}", self.block, self.name)
    }

    /// The part before the point: `payment`.
    #[must_use]
    pub fn block(&self) -> &str {
        &self.block
    }

    /// The same field in another item of its group.
    #[must_use]
    pub fn at(&self, index: u16) -> Key {
        Key {
            index: Some(index),
            ..self.clone()
        }
    }

    /// Which item of a repeated group, from 0.
    #[must_use]
    pub fn index(&self) -> Option<u16> {
        self.index
    }
}

fn is_word(word: &str) -> bool {
    !word.is_empty()
        && word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index {
            Some(index) => write!(f, "{}[{index}].{}", self.block, self.name),
            None => write!(f, "{}.{}", self.block, self.name),
        }
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Key, NotAKey> {
        let wrong = || NotAKey(text.chars().take(80).collect());
        let (head, name) = text.split_once('.').ok_or_else(wrong)?;
        match head.strip_suffix(']').and_then(|h| h.split_once('[')) {
            Some((block, index)) => {
                let number: u16 = index.parse().map_err(|_| wrong())?;
                let key = Key::of(&format!("{block}.{name}"), Some(number))?;
                // One spelling per key: "payment[00]" would be a second name of the same answer.
                if key.to_string() == text {
                    Ok(key)
                } else {
                    Err(wrong())
                }
            }
            None => Key::of(text, None).map_err(|_| wrong()),
        }
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Key, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

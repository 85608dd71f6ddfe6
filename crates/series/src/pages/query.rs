//! What addresses of lists hold: a place in the list and the filter. Reads what it understands
//! and leaves the rest out.

use crate::catalogue::After;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// The address of a list.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// At least this many complaints.
    #[serde(default)]
    pub(crate) taille: String,
    /// Changed since this day.
    #[serde(default)]
    pub(crate) depuis: String,
    /// Ids of values, with commas; `?` when what was typed is no identifier.
    #[serde(default)]
    pub(crate) valeur: String,
    /// The place in the list.
    #[serde(default)]
    pub(crate) apres: String,
    /// What was just done.
    #[serde(default)]
    pub(crate) fait: String,
}

impl Asked {
    /// The place in the list, if it is one.
    pub(crate) fn after(&self) -> After {
        let (at, id) = self.apres.split_once('.')?;
        let at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
        Some((at, id.parse().ok()?))
    }

    /// The values asked for; `None` when none is.
    pub(crate) fn values(&self) -> Option<Vec<Uuid>> {
        let text = self.valeur.trim();
        let ids = text.split(',').filter_map(|id| id.parse().ok());
        (!text.is_empty()).then(|| ids.take(16).collect())
    }

    /// The values asked for, to be sent again with the form; `None` when none is known.
    pub(crate) fn kept(&self) -> Option<String> {
        let ids = self.values().filter(|ids| !ids.is_empty())?;
        let ids = ids.iter().map(Uuid::to_string);
        Some(ids.collect::<Vec<_>>().join(","))
    }

    /// The filter alone, as the query of an address.
    pub(crate) fn filter(&self) -> String {
        let plain = |text: &str| -> String {
            let kept = text
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || "-,?".contains(*c));
            kept.take(700).collect::<String>().replace('?', "%3F")
        };
        format!(
            "taille={}&depuis={}&valeur={}",
            plain(&self.taille),
            plain(&self.depuis),
            plain(&self.valeur)
        )
    }
}

/// The place after a row.
pub(crate) fn place(at: Timestamp, id: Uuid) -> String {
    format!("{}.{id}", at.as_millisecond())
}

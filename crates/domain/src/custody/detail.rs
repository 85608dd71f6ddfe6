//! What a step says beyond who, when and why: the number of a seal, a receiver, an authority. Stored as
//! JSON and part of what is chained; from it a step is read again.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a step says beyond who, when and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Detail {
    /// By which way it came: `online`, `counter`, `telephone`, `space`, `partner`, `image`, `report`,
    /// `found`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
    /// When its bytes were received, RFC 3339, where that was before the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_at: Option<String>,
    /// What it is, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The number of a seal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
    /// The account it is handed over to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_account: Option<Uuid>,
    /// The body or person it is handed over or given back to, or who gets a copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Who received it for another body: name and function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bearer: Option<String>,
    /// In what condition it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The authority that ordered it, and by what act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Who witnessed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// The incident, the challenge or the expert it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Uuid>,
    /// Which item of the checklist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// A decision, an outcome or an answer: a closed word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The exhibit it is about: of a report, the exhibit reported on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Uuid>,
}

impl Detail {
    /// The stored text.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).expect("words and ids are JSON")
    }

    /// Reads a stored text.
    #[must_use]
    pub fn read(text: &str) -> Option<Detail> {
        serde_json::from_str(text).ok()
    }
}

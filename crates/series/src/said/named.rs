//! The names of what an explanation speaks of, as one reader may see them: filled by whoever knows
//! the reader's rights. What is absent is not named.

use super::told;
use crate::load::typed_code;
use crate::words;
use faisceau_documents::words::{Say, Value};
use faisceau_linkage::{CorrectionId, GroupSeen, RecordId, ValueKey};
use std::collections::HashMap;

/// A complaint the reader may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintSeen {
    /// Its public reference.
    pub reference: String,
}

/// What the reader may see of what is spoken of.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Complaints that the reader may open.
    pub complaints: HashMap<RecordId, ComplaintSeen>,
    /// Values, already in clear or masked.
    pub values: HashMap<ValueKey, String>,
    /// Values that their role forbids to link on, masked where they are the victim's.
    pub protected: HashMap<ValueKey, String>,
    /// Decisions, in words that stand inside a sentence.
    pub decisions: HashMap<CorrectionId, String>,
}

impl Seen {
    /// A complaint, inside a sentence.
    pub(crate) fn complaint(&self, say: &Say, id: RecordId) -> String {
        match self.complaints.get(&id) {
            Some(seen) => say.with("explanation-complaint", &[("reference", &seen.reference)]),
            None => say.say("explanation-complaint-hidden"),
        }
    }

    /// A value: its kind and what may be seen of it.
    pub(crate) fn value(&self, say: &Say, value: &ValueKey) -> String {
        named(say, value, self.shown(value))
    }

    /// The same of a value that its role forbids to link on, and what may be seen of it.
    pub(crate) fn protected(&self, say: &Say, value: &ValueKey) -> (String, String) {
        let shown = self.protected.get(value).map_or("***", String::as_str);
        (named(say, value, shown), shown.to_owned())
    }

    /// What may be seen of a value.
    pub(crate) fn shown(&self, value: &ValueKey) -> &str {
        self.values.get(value).map_or("***", String::as_str)
    }

    /// The same, for programs.
    pub(crate) fn figure(&self, value: &ValueKey) -> (&'static str, String) {
        (value.kind.code(), self.shown(value).to_owned())
    }

    /// A decision, inside a sentence.
    pub(crate) fn decision(&self, say: &Say, id: CorrectionId) -> String {
        let known = self.decisions.get(&id).cloned();
        known.unwrap_or_else(|| say.say("explanation-decision-unknown"))
    }

    /// A group, inside a sentence.
    pub(crate) fn group(&self, say: &Say, group: GroupSeen) -> String {
        let first = self.complaint(say, group.first);
        let args = [
            ("size", super::count(group.size)),
            ("complaint", Value::from(first)),
        ];
        told(say, "explanation-group", &args)
    }
}

fn named(say: &Say, value: &ValueKey, shown: &str) -> String {
    let kind = words::kind(say, typed_code(value.kind));
    let args = [("kind", kind.as_str()), ("value", shown)];
    say.with("explanation-value", &args)
}

//! The anchor of the journal: an entry that says where the chain stood, and is itself a leaf of the public log, so
//! that who computes the chain anew contradicts what was signed. Stores nothing, and tells nothing of any entry.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// What was sealed is anchored after this long, at most one leaf each time. Not less: the log is public, and shorter
/// times would tell strangers when the staff work.
pub const EVERY: SignedDuration = SignedDuration::from_mins(10);

/// Where the chain stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// Position of the last entry covered, from 1.
    pub position: i64,
    /// The head of the chain there.
    pub head: [u8; 32],
}

impl Anchor {
    /// Whether an anchor is due, when the first entry that none covers was sealed at this instant.
    #[must_use]
    pub fn is_due(first_sealed_at: Timestamp, now: Timestamp) -> bool {
        now.duration_since(first_sealed_at) >= EVERY
    }

    /// As the detail of the entry that anchors.
    #[must_use]
    pub fn written(&self) -> String {
        json!({ "position": self.position, "head": hex::encode(self.head) }).to_string()
    }

    /// Reads what [`Anchor::written`] wrote; `None` for anything else.
    #[must_use]
    pub fn read(detail: &str) -> Option<Anchor> {
        let value: Value = serde_json::from_str(detail).ok()?;
        let head = hex::decode(value.get("head")?.as_str()?).ok()?;
        let anchor = Anchor {
            position: value.get("position")?.as_i64()?,
            head: head.try_into().ok()?,
        };
        (anchor.position > 0 && anchor.written() == detail).then_some(anchor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_read_as_it_was_written_and_nothing_else_is() {
        let anchor = Anchor {
            position: 12,
            head: [7; 32],
        };
        let written = anchor.written();
        assert_eq!(Anchor::read(&written), Some(anchor));
        for wrong in [
            String::new(),
            "{}".into(),
            written.replace("12", "0"),
            written.replace("12", "-3"),
            written.replace("07", "0"),
            written.replace('{', "{ "),
            written.replace("07", "0G"),
        ] {
            assert_eq!(Anchor::read(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_anchor_is_due_ten_minutes_after_what_none_covers() {
        let sealed = Timestamp::UNIX_EPOCH;
        assert!(Anchor::is_due(sealed, sealed + EVERY));
        assert!(!Anchor::is_due(
            sealed,
            sealed + EVERY - SignedDuration::from_millis(1)
        ));
        assert!(
            !Anchor::is_due(sealed, sealed - EVERY),
            "a clock put back anchors nothing"
        );
    }
}

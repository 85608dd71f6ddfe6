//! Decisions and refusals as a reader sees them. Whether a value is in clear, and whether a
//! complaint is named, is for the caller to say.

use crate::decide::kind::Kind;
use crate::decide::listed::{Listed, Value as Marked};
use crate::decide::refused::Refused;
use crate::rights::Sight;
use crate::words;
use faisceau_documents::words::{Say, Value};
use faisceau_domain::id::AccountId;
use faisceau_platform::access::{self, Action, Resource};
use faisceau_platform::accounts;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Tag, Tone};
use jiff::Timestamp;
use std::collections::HashMap;

/// The names of those who decide.
pub(crate) struct Names(HashMap<AccountId, String>);

impl Names {
    /// Reads the names of those who took these decisions, or took them back.
    pub(crate) async fn of(tx: &mut Tx, say: &Say, decisions: &[Listed]) -> Result<Names, Fault> {
        let mut names = HashMap::new();
        let back = decisions.iter().filter_map(|d| d.withdrawn.as_ref());
        let ids = decisions.iter().map(|d| d.by).chain(back.map(|w| w.by));
        for id in ids {
            if let std::collections::hash_map::Entry::Vacant(free) = names.entry(id) {
                let known = accounts::load(tx, id).await?;
                let name = known.map(|staff| staff.display_name);
                free.insert(name.unwrap_or_else(|| say.say("decisions-by-closed")));
            }
        }
        Ok(Names(names))
    }

    pub(crate) fn get(&self, id: AccountId) -> &str {
        self.0.get(&id).map_or("", String::as_str)
    }
}

/// The name of a kind of decision.
pub(crate) fn kind(say: &Say, kind: Kind) -> String {
    say.say(&format!("decisions-kind-{}", kind.code()))
}

/// What a decision says, in a sentence.
pub(crate) fn said(say: &Say, sight: &Sight<'_>, decision: &Listed) -> String {
    let value = decision.value.as_ref();
    let [one, other] = decision.named;
    let args = [
        ("n", Value::from(one)),
        ("m", Value::from(other)),
        (
            "value",
            Value::from(value.map_or_else(String::new, |v| marked(say, sight, v))),
        ),
    ];
    let key = format!("decisions-said-{}", decision.kind.code());
    say.words.say(say.lang, &key, &args)
}

/// A value that was marked: in clear for who may judge it.
fn marked(say: &Say, sight: &Sight<'_>, value: &Marked) -> String {
    let resource = Resource::new(access::Kind::Identifier, value.key_id.to_string());
    let clear = sight.allows(Action::IdentifierJudge, &resource);
    let kind = words::kind(say, &value.kind);
    format!("{kind} {}", words::shown(&value.kind, &value.key, clear))
}

/// Where a decision stands: in force, waiting for the linker, taken back.
pub(crate) fn state(say: &Say, decision: &Listed) -> Tag {
    let (key, tone) = match (&decision.withdrawn, decision.pending) {
        (Some(_), false) => ("decisions-state-withdrawn", Tone::Plain),
        (_, true) => ("decisions-state-pending", Tone::Info),
        (None, false) => ("decisions-state-in-force", Tone::Ok),
    };
    Tag {
        label: say.say(key),
        tone,
    }
}

/// Who did something and when.
pub(crate) fn by(say: &Say, name: &str, at: Timestamp) -> String {
    say.with(
        "decisions-by",
        &[("name", name), ("day", &words::day(say, at))],
    )
}

/// Why nothing is decided, in a sentence.
pub(crate) fn refusal(say: &Say, refused: &Refused) -> String {
    say.say(&format!("decisions-refused-{}", refused.code()))
}

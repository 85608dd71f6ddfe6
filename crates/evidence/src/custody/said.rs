//! Custody in words: a step, a state, who keeps an exhibit, what was decided. One place for the page, the printed
//! sheet and lists. Holds no sentence itself.

use super::Exhibit;
use super::chain::{Step, TOOL};
use super::incident::Incident;
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_domain::access::Role;
use faisceau_domain::id::AccountId;
use faisceau_platform::accounts;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Tag, Tone};
use faisceau_platform::web::{role_words, seen};
use faisceau_platform::world::zone;
use jiff::Timestamp;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Names of accounts, for who may read the custody of an exhibit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeMap<Uuid, String>);

impl Names {
    /// Every account that ever was: a chain names people long after they left.
    pub(crate) async fn load(tx: &mut Tx) -> Result<Names, Fault> {
        accounts::names(tx).await.map(Names)
    }

    pub(crate) fn of(&self, say: &Say, account: Uuid) -> String {
        let known = self.0.get(&account).cloned();
        known.unwrap_or_else(|| say.with("custody-account", &[("id", &account.to_string())]))
    }
}

/// An instant as printed: to the second, with its zone.
pub(crate) fn when(say: &Say, at: Timestamp) -> String {
    dates::moment(say, &at.to_zoned(zone()))
}

/// The digest of what came in, or that it was erased with the file.
pub(crate) fn digest(say: &Say, exhibit: &Exhibit) -> String {
    match (exhibit.sha256, exhibit.erased_at) {
        (Some(came_in), _) => hex::encode(came_in),
        (None, Some(at)) => say.with("custody-digest-erased", &[("at", &when(say, at))]),
        (None, None) => String::new(),
    }
}

/// A state, as a tag.
pub(crate) fn state(say: &Say, exhibit: &Exhibit) -> Tag {
    if exhibit.erased_at.is_some() {
        return Tag {
            label: say.say("custody-state-erased"),
            tone: Tone::Plain,
        };
    }
    let tone = match exhibit.state.as_str() {
        "sealed" => Tone::Ok,
        "offered" => Tone::Warn,
        "returned" | "destroyed" => Tone::Plain,
        _ => Tone::Info,
    };
    Tag {
        label: say.say(&format!("custody-state-{}", exhibit.state)),
        tone,
    }
}

/// Who answers for an exhibit.
pub(crate) fn keeper(say: &Say, names: &Names, exhibit: &Exhibit) -> String {
    match (exhibit.keeper, &exhibit.keeper_body) {
        (Some(account), _) => names.of(say, account.0),
        (None, Some(body)) => seen(body),
        (None, None) => say.say("custody-keeper-service"),
    }
}

/// To whom it is proposed.
pub(crate) fn offered(say: &Say, names: &Names, exhibit: &Exhibit) -> Option<String> {
    let to = match (exhibit.offered_to, &exhibit.offered_body) {
        (Some(account), _) => names.of(say, account.0),
        (None, Some(body)) => seen(body),
        (None, None) => return None,
    };
    Some(to)
}

/// In what quality somebody acted, from the stored words.
pub(crate) fn quality(say: &Say, stored: &str) -> String {
    let words: Vec<String> = stored
        .split(',')
        .map(|word| match Role::from_code(word) {
            Some(role) => role_words(say, role),
            None => say.say(&format!("custody-quality-{word}")),
        })
        .collect();
    words.join(", ")
}

/// Who made a step, in what quality.
pub(crate) fn who(say: &Say, names: &Names, step: &Step) -> String {
    let quality = quality(say, &step.quality);
    match step.person {
        Some(person) => {
            let name = names.of(say, person);
            say.with("custody-who", &[("name", &name), ("quality", &quality)])
        }
        None => quality,
    }
}

/// What a step says beside who and when: labels and words.
pub(crate) fn rows(say: &Say, names: &Names, step: &Step) -> Vec<[String; 2]> {
    let told = step.told();
    let mut rows: Vec<[String; 2]> = Vec::new();
    let mut row = |key: &str, value: String| rows.push([say.say(key), value]);
    let open = |words: &Option<String>| words.as_deref().map(seen);
    if let Some(way) = &told.way {
        row("custody-row-way", say.say(&format!("custody-way-{way}")));
    }
    let received = told
        .received_at
        .as_deref()
        .and_then(|at| at.parse::<Timestamp>().ok());
    if let Some(at) = received {
        row("custody-row-received", when(say, at));
    }
    if let Some(account) = told.to_account {
        row("custody-row-to", names.of(say, account));
    }
    for (key, words) in [
        ("custody-row-description", open(&told.description)),
        ("custody-row-seal", open(&told.seal)),
        ("custody-row-to", open(&told.to)),
        ("custody-row-bearer", open(&told.bearer)),
        ("custody-row-condition", open(&told.condition)),
        ("custody-row-authority", open(&told.authority)),
        ("custody-row-witness", open(&told.witness)),
    ] {
        if let Some(words) = words {
            row(key, words);
        }
    }
    if let Some(item) = &told.item {
        row("custody-row-item", item.clone());
    }
    if let Some(outcome) = &told.outcome {
        row(
            "custody-row-outcome",
            say.say(&format!("custody-outcome-{outcome}")),
        );
    }
    if !step.reason.is_empty() {
        row("custody-row-reason", seen(&step.reason));
    }
    row("custody-row-place", seen(&step.place));
    if step.tool != TOOL {
        let tool = [
            ("tool", seen(&step.tool)),
            ("version", seen(&step.tool_version)),
        ];
        let tool = tool.each_ref().map(|(name, value)| (*name, value.as_str()));
        row("custody-row-tool", say.with("custody-tool", &tool));
    }
    row("custody-row-content", content(say, step));
    rows
}

fn content(say: &Say, step: &Step) -> String {
    let erased = step.sha256.is_none() && step.commitment.is_some();
    match (step.kind.as_str(), &step.sha256) {
        ("differed" | "deposited", None) if erased => say.say("custody-content-erased"),
        (_, None) if erased => say.say("custody-content-same"),
        ("differed", Some(seen)) => {
            let digest = hex::encode(seen);
            say.with("custody-content-other", &[("digest", &digest)])
        }
        ("differed", None) => say.say("custody-content-absent"),
        ("deposited", Some(seen)) => hex::encode(seen),
        (_, Some(_)) => say.say("custody-content-same"),
        (_, None) => say.say("custody-content-unread"),
    }
}

/// What an incident is, in one sentence.
pub(crate) fn incident(say: &Say, incident: &Incident) -> String {
    let key = format!("custody-incident-{}", incident.cause.code());
    say.with(&key, &[("at", &when(say, incident.opened_at))])
}

/// What became of it, in one sentence; nothing while it is open.
pub(crate) fn decided(say: &Say, names: &Names, incident: &Incident) -> Option<String> {
    let (at, by) = (incident.decided_at?, incident.decided_by?);
    let outcome = incident.outcome.as_deref().unwrap_or_default();
    let decision = incident.decision.as_deref().map(seen).unwrap_or_default();
    let args = [
        ("outcome", say.say(&format!("custody-outcome-{outcome}"))),
        ("at", when(say, at)),
        ("by", names.of(say, by.0)),
        ("decision", decision),
    ];
    let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
    Some(say.with("custody-incident-decided", &args))
}

/// The account of who reads, if any.
pub(crate) fn is(account: Option<AccountId>, who: Option<AccountId>) -> bool {
    account.is_some() && account == who
}

//! Complaints and journal rows in the words of the reader: dates, sums, states, who did what.
//! Holds no rule.

use std::collections::BTreeMap;

use faisceau_documents::words::Say;
use faisceau_domain::form::Pack;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use faisceau_domain::priority::Priority;
use faisceau_domain::urgency::Urgent;
use faisceau_platform::accounts::{self, Staff};
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::read::Line;
use faisceau_platform::web::parts::{Cell, Column, DataTable, Tag, Tone};
use faisceau_platform::web::{Markup, purpose_words};
use faisceau_platform::world::zone;
use jiff::Timestamp;

use crate::case::Case;

/// A day and a time in Paris, short: lists hold many.
#[must_use]
pub fn when(say: &Say, at: Timestamp) -> String {
    let at = at.to_zoned(zone());
    let two = |part: i8| format!("{part:02}");
    say.with(
        "casework-when",
        &[
            ("day", &two(at.day())),
            ("month", &two(at.month())),
            ("year", &at.year().to_string()),
            ("time", &at.strftime("%H:%M").to_string()),
        ],
    )
}

/// The same, or the day alone at midnight sharp: facts are mostly told without their hour, and an
/// hour that nobody gave is not shown.
#[must_use]
pub fn when_told(say: &Say, at: Timestamp) -> String {
    let whole = when(say, at);
    match at.to_zoned(zone()).time() == jiff::civil::Time::midnight() {
        true => whole.split(' ').next().unwrap_or_default().to_owned(),
        false => whole,
    }
}

/// What completes a line of the journal: its ids and counts in words; a key of another version is
/// shown as it stands, and a long mark by its beginning.
#[must_use]
pub fn detail(say: &Say, line: &Line) -> String {
    let Ok(serde_json::Value::Object(told)) = serde_json::from_str(&line.detail) else {
        return line.detail.clone();
    };
    let parts = told.into_iter().map(|(name, value)| {
        let key = format!("casework-detail-{}", name.replace('_', "-"));
        let value = match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Bool(true) => say.say("casework-detail-yes"),
            serde_json::Value::Bool(false) => say.say("casework-detail-no"),
            other => other.to_string(),
        };
        let mark = value.len() > MARK_CHARACTERS && value.bytes().all(|b| b.is_ascii_hexdigit());
        let value = match mark {
            true => format!("{}…", &value[..MARK_CHARACTERS]),
            false => value,
        };
        match say.words.has(say.lang, &key) {
            true => say.with(&key, &[("value", &value)]),
            false => format!("{name} {value}"),
        }
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// Characters of a mark that are enough to tell two apart at a glance.
const MARK_CHARACTERS: usize = 12;

/// The type of facts; imports keep their source's word beside.
#[must_use]
pub fn kind(forms: &Pack, say: &Say, case: &Case) -> String {
    let label = forms
        .kind(&case.form_type)
        .map_or(case.form_type.as_str(), |kind| kind.label.get(say.lang));
    if case.heading == case.form_type || case.heading.is_empty() {
        return label.to_owned();
    }
    format!("{label} ({})", case.heading)
}

/// The loss, or a dash.
#[must_use]
pub fn loss(forms: &Pack, say: &Say, case: &Case) -> String {
    case.loss
        .as_ref()
        .map_or_else(|| "–".to_owned(), |money| forms.money(say.lang, money))
}

/// The states a complaint can be in, as stored, in the order they are offered.
pub const STATES: [&str; 5] = ["filed", "asked", "validated", "rejected", "withdrawn"];

/// A state in a word.
#[must_use]
pub fn state(say: &Say, code: &str) -> Tag {
    let (label, tone) = match code {
        "filed" => (say.say("casework-state-filed"), Tone::Info),
        "asked" => (say.say("casework-state-asked"), Tone::Warn),
        "validated" => (say.say("casework-state-validated"), Tone::Ok),
        "rejected" => (say.say("casework-state-rejected"), Tone::Plain),
        "withdrawn" => (say.say("casework-state-withdrawn"), Tone::Plain),
        other => (other.to_owned(), Tone::Plain),
    };
    Tag { label, tone }
}

/// Why it cannot wait at this instant, the strongest reason first; empty when it can.
#[must_use]
pub fn urgency(say: &Say, case: &Case, now: Timestamp) -> Vec<Tag> {
    let Some(urgency) = case.urgency.clone().and_then(|urgency| urgency.at(now)) else {
        return Vec::new();
    };
    let until = urgency.until.map(|until| when(say, until));
    let tag = |reason: &Urgent| Tag {
        label: match (reason, &until) {
            (Urgent::Danger, _) => say.say("casework-urgent-danger"),
            (Urgent::Minor, _) => say.say("casework-urgent-minor"),
            (Urgent::Threat, _) => say.say("casework-urgent-threat"),
            (Urgent::Recall, Some(at)) => say.with("casework-urgent-recall", &[("at", at)]),
            (Urgent::Recall, None) => say.say("casework-urgent-recall-now"),
        },
        tone: Tone::Warn,
    };
    urgency.reasons.iter().map(tag).collect()
}

/// What it weighs and why, in one line; `None` when it weighs nothing.
#[must_use]
pub fn priority(say: &Say, case: &Case, now: Timestamp) -> Option<String> {
    let weight = case.weight.as_ref()?;
    weighed(say, &weight.reasons(now))
}

/// Points and the reasons they come from; `None` when there is none.
#[must_use]
pub fn weighed(say: &Say, priority: &Priority) -> Option<String> {
    let reasons = priority.0.iter().map(|weighed| {
        let reason = say.say(&format!("priority-{}", weighed.reason.code()));
        let points = weighed.points.to_string();
        say.with("priority-part", &[("reason", &reason), ("points", &points)])
    });
    let reasons = reasons.collect::<Vec<_>>().join(", ");
    let points = priority.points().to_string();
    let args = [("points", points.as_str()), ("reasons", reasons.as_str())];
    (!reasons.is_empty()).then(|| say.with("priority-told", &args))
}

/// Complaint or report.
#[must_use]
pub fn nature(say: &Say, case: &Case) -> String {
    match case.nature.as_str() {
        "report" => say.say("casework-nature-report"),
        _ => say.say("casework-nature-complaint"),
    }
}

/// How it came, with its source for an import.
#[must_use]
pub fn channel(say: &Say, case: &Case) -> String {
    match (case.channel.as_str(), &case.source) {
        ("import", Some(source)) => say.with("casework-channel-import", &[("source", source)]),
        ("partner", Some(source)) => say.with("casework-channel-partner", &[("source", source)]),
        ("counter", _) => say.say("casework-channel-counter"),
        _ => say.say("casework-channel-online"),
    }
}

/// The unit, or that the complaint waits for one.
#[must_use]
pub fn unit(say: &Say, case: &Case) -> String {
    match case.unit.as_str() {
        "" => say.say("casework-central-queue"),
        unit => unit.to_owned(),
    }
}

/// The names of colleagues, by account.
#[derive(Debug, Clone, Default)]
pub struct Names(BTreeMap<AccountId, Staff>);

impl Names {
    /// Every account that can sign in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(tx: &mut Tx) -> Result<Names, Fault> {
        let staff = accounts::list(tx).await?;
        Ok(Names(staff.into_iter().map(|s| (s.id, s)).collect()))
    }

    /// The accounts, by unit and name.
    pub fn iter(&self) -> impl Iterator<Item = &Staff> {
        let mut all: Vec<&Staff> = self.0.values().collect();
        all.sort_by(|a, b| (&a.unit, &a.display_name, a.id).cmp(&(&b.unit, &b.display_name, b.id)));
        all.into_iter()
    }

    /// The name of an account.
    #[must_use]
    pub fn name(&self, say: &Say, account: AccountId) -> String {
        match self.0.get(&account) {
            Some(staff) => {
                let args = [("name", staff.display_name.as_str()), ("unit", &staff.unit)];
                say.with("casework-colleague", &args)
            }
            None => say.say("casework-account-closed"),
        }
    }
}

/// Who did it, in words.
#[must_use]
pub fn actor(say: &Say, names: &Names, line: &Line) -> String {
    match (line.actor, line.actor_kind.as_str()) {
        (_, "partner") => say.say("casework-actor-partner"),
        (Some(account), _) => names.name(say, AccountId(account)),
        (None, "victim") => say.say("casework-actor-victim"),
        (None, "stranger") => say.say("casework-actor-stranger"),
        (None, _) => say.say("casework-actor-platform"),
    }
}

/// What was done, in words; a deed of another version shows its code.
#[must_use]
pub fn action(say: &Say, code: &str) -> String {
    match Deed::from_code(code) {
        Some(deed) => say.say(&deed_key(deed)),
        None => code.to_owned(),
    }
}

/// The key of the words of a deed, the same in every language.
#[must_use]
pub fn deed_key(deed: Deed) -> String {
    format!("casework-did-{}", deed.code().replace(['.', '_'], "-"))
}

/// The key of the words of a kind of thing.
#[must_use]
pub fn subject_key(kind: &str) -> String {
    format!("casework-on-{kind}")
}

/// What it was done to, in words, with its id when it has one.
#[must_use]
pub fn subject(say: &Say, line: &Line) -> String {
    let key = subject_key(&line.subject_kind);
    let kind = match say.words.has(say.lang, &key) {
        true => say.say(&key),
        false => line.subject_kind.clone(),
    };
    match line.subject {
        Some(id) => format!("{kind} {id}"),
        None => kind,
    }
}

/// The purpose, in words.
fn purpose(say: &Say, line: &Line) -> String {
    line.purpose
        .as_deref()
        .and_then(faisceau_domain::access::Purpose::from_code)
        .map_or_else(String::new, |purpose| purpose_words(say, purpose))
}

/// The purpose, and the reason given if any.
#[must_use]
pub fn why(say: &Say, line: &Line) -> String {
    match (purpose(say, line), line.reason.as_str()) {
        (purpose, "") => purpose,
        (purpose, reason) if purpose.is_empty() => reason.to_owned(),
        (purpose, reason) => format!("{purpose} – {reason}"),
    }
}

/// A table of journal rows.
///
/// # Errors
/// When the template fails: a bug.
pub fn journal_table(say: &Say, names: &Names, lines: &[Line]) -> Result<Markup, Fault> {
    let columns = [
        "casework-journal-when",
        "casework-journal-who",
        "casework-journal-what",
        "casework-journal-why",
    ];
    let columns = columns.map(|key| Column::new(say.say(key))).to_vec();
    let rows = lines
        .iter()
        .map(|line| {
            vec![
                Cell::text(when(say, line.at)),
                Cell::text(actor(say, names, line)),
                Cell::text(action(say, &line.action)),
                Cell::text(why(say, line)),
            ]
        })
        .collect();
    let caption = say.say("casework-journal-caption");
    let table = DataTable::new(say, "journal-rows", caption, columns, rows);
    Ok(Markup::of(&table)?)
}

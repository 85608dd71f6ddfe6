//! What an explanation speaks of, as one reader may see it: complaints by their reference, values in
//! clear or masked, and what only the complaints say (whose a value is). Asks the policies row by
//! row; words nothing.

use crate::dialect::{self, list};
use crate::evidence::{self, Own};
use crate::lent;
use crate::load::{key_id, uuid};
use crate::rights::Sight;
use crate::said::{ComplaintSeen, Kept, Seen};
use crate::words;
use faisceau_documents::words::Say;
use faisceau_domain::ValueIds;
use faisceau_domain::id::AccountId;
use faisceau_identifiers::{Kind as Typed, Role, parse};
use faisceau_linkage::{
    CorrectionId, Explained, Ground, GroupSeen, Kind, LeftOut, NotJoined, Reason, RecordId,
    Refusal, ValueKey, Weighed, WhyNot,
};
use faisceau_platform::access::Action;
use faisceau_platform::accounts;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Whose and of when each decision is, in words that stand inside a sentence.
async fn decisions(
    tx: &mut Tx,
    say: &Say,
    explained: &Explained,
    seen: &mut Seen,
) -> Result<(), Fault> {
    let named = decisions_of(explained);
    if named.is_empty() {
        return Ok(());
    }
    let asked = vec![list(named.iter().map(|id| Uuid::from_u128(id.0)))];
    for row in tx.all(&dialect::DECISIONS_TAKEN, asked).await? {
        let id: Uuid = row.get("id")?;
        let kind: String = row.get("kind")?;
        let who = accounts::load(tx, AccountId(row.get("decided_by")?)).await?;
        let who = who.map_or_else(
            || say.say("explanation-decision-nobody"),
            |staff| staff.display_name,
        );
        let day = words::day(say, row.get("decided_at")?);
        let key = format!("explanation-decision-{kind}");
        let text = say.with(&key, &[("who", &who), ("day", &day)]);
        seen.decisions.insert(CorrectionId(id.as_u128()), text);
    }
    Ok(())
}

/// Every decision that the explanation speaks of.
fn decisions_of(explained: &Explained) -> BTreeSet<CorrectionId> {
    let mut found = BTreeSet::new();
    let of_refusal = |found: &mut BTreeSet<CorrectionId>, by: Refusal| match by {
        Refusal::Wall(id) => found.extend([id]),
        Refusal::BothConfirmed(one, other) => found.extend([one, other]),
        _ => {}
    };
    let grounds = explained.path.iter().map(|step| &step.ground);
    for ground in grounds.chain(&explained.direct) {
        match ground {
            Ground::Decision { by, .. } => found.extend([*by]),
            Ground::Thread(thread) => found.extend(marked(&thread.weighed)),
            _ => {}
        }
    }
    for left in &explained.not_used {
        match &left.because {
            WhyNot::Class(weighed)
            | WhyNot::Apart(weighed)
            | WhyNot::Lent(weighed)
            | WhyNot::Anew { weighed, .. }
            | WhyNot::Cut { weighed, .. } => {
                found.extend(marked(weighed));
            }
            WhyNot::Refused { weighed, by } => {
                found.extend(marked(weighed));
                of_refusal(&mut found, *by);
            }
            _ => {}
        }
    }
    for other in &explained.alternatives {
        if let NotJoined::Refused(by) = other.because {
            of_refusal(&mut found, by);
        }
    }
    found
}

fn marked(weighed: &Weighed) -> Option<CorrectionId> {
    match weighed.reason {
        Reason::MarkedShared(by) | Reason::MarkedOwned(by) => Some(by),
        _ => None,
    }
}

/// The names of what is spoken of; adds to the explanation the values that their role forbids to
/// link on. `series` is that of the first complaint asked about.
///
/// # Errors
/// When the database fails.
pub(crate) async fn seen(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    (say, ids): (&Say, ValueIds),
    series: Uuid,
    kept: &mut Kept,
) -> Result<Seen, Fault> {
    let mut seen = Seen::default();
    let told = complaints_of(&kept.explained);
    sight.learn(tx, told.iter().map(|id| uuid(*id))).await?;
    complaints(tx, sight, &told, &mut seen).await?;
    values(tx, sight, ids, series, kept, &mut seen).await?;
    decisions(tx, say, &kept.explained, &mut seen).await?;
    for asked in kept.explained.asked.clone() {
        let own = evidence::of_complaint(tx, uuid(asked)).await?;
        protected(asked, &own, kept, &mut seen);
    }
    Ok(seen)
}

/// Every complaint that the explanation speaks of.
fn complaints_of(explained: &Explained) -> BTreeSet<RecordId> {
    let mut found: BTreeSet<RecordId> = explained.asked.iter().copied().collect();
    let first = |groups: &[GroupSeen]| groups.iter().map(|g| g.first).collect::<Vec<_>>();
    for step in &explained.path {
        found.extend([step.from, step.to]);
    }
    let grounds = explained.path.iter().map(|step| &step.ground);
    for ground in grounds.chain(&explained.direct) {
        if let Ground::Evidence(shared) = ground {
            found.extend(first(&shared.groups));
        }
    }
    for left in &explained.not_used {
        if let WhyNot::Cut { own, others, .. } = &left.because {
            found.insert(own.first);
            found.extend(first(others));
        }
    }
    for other in &explained.alternatives {
        found.extend(first(&other.evidence.groups));
        if let NotJoined::Elsewhere { group, joins } = other.because {
            found.extend(first(&[group, joins]));
        }
    }
    found
}

/// Every value that it speaks of.
fn values_of(explained: &Explained) -> BTreeSet<&ValueKey> {
    let mut found = BTreeSet::new();
    let grounds = explained.path.iter().map(|step| &step.ground);
    for ground in grounds.chain(&explained.direct) {
        match ground {
            Ground::Thread(thread) => {
                found.insert(&thread.weighed.value);
            }
            Ground::Evidence(shared) => found.extend(shared.values.iter().map(|v| &v.value)),
            _ => {}
        }
    }
    found.extend(explained.not_used.iter().map(|left| &left.value));
    for other in &explained.alternatives {
        found.extend(other.evidence.values.iter().map(|v| &v.value));
    }
    found
}

/// The references of those the reader may open.
async fn complaints(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    told: &BTreeSet<RecordId>,
    seen: &mut Seen,
) -> Result<(), Fault> {
    let asked = vec![list(told.iter().map(|id| uuid(*id)))];
    for row in tx.all_over_units(&dialect::REFERENCES, asked).await? {
        let id: Uuid = row.get("id")?;
        if sight.may(Action::ComplaintRead, id) {
            let reference = row.get("reference")?;
            let seen_as = ComplaintSeen { reference };
            seen.complaints.insert(RecordId(id.as_u128()), seen_as);
        }
    }
    Ok(())
}

/// The value of complaints behind a value of the linker: an IP address counts by its days there.
fn written(value: &ValueKey) -> ValueKey {
    match value.kind {
        Kind::Ip => ValueKey::new(Kind::Ip, lent::address(&value.key)),
        _ => value.clone(),
    }
}

/// Each value as the complaints spoken of write it, or failing that others of the series: in clear
/// for who may read a complaint that says it.
async fn values(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    ids: ValueIds,
    series: Uuid,
    kept: &Kept,
    seen: &mut Seen,
) -> Result<(), Fault> {
    let explained = &kept.explained;
    let mut wanted: BTreeMap<Uuid, Vec<&ValueKey>> = BTreeMap::new();
    for value in values_of(explained) {
        let id = key_id(ids, &written(value));
        wanted.entry(id).or_default().push(value);
    }
    let steps = explained.path.iter().flat_map(|step| [step.from, step.to]);
    let near: BTreeSet<RecordId> = explained.asked.iter().copied().chain(steps).collect();
    let keys = || list(wanted.keys().copied());
    let asked = vec![list(near.into_iter().map(uuid)), keys()];
    let mut rows = tx.all(&dialect::FORMS_OF, asked).await?;
    rows.extend(evidence::bearers(tx, series, wanted.keys().copied()).await?);
    let bearers: Result<Vec<Uuid>, Fault> = rows.iter().map(|row| row.get("subject")).collect();
    sight.learn(tx, bearers?).await?;
    let mut shown: BTreeMap<Uuid, (bool, String)> = BTreeMap::new();
    for row in &rows {
        let (key, clear, text) = form(sight, row)?;
        let known = shown.entry(key).or_insert_with(|| (clear, text.clone()));
        if clear && !known.0 {
            *known = (clear, text);
        }
    }
    for (key, named) in wanted {
        if let Some((_, text)) = shown.get(&key) {
            seen.values
                .extend(named.into_iter().map(|value| (value.clone(), text.clone())));
        }
    }
    Ok(())
}

/// One written form: its key, whether the reader sees it in clear, and what is shown.
fn form(sight: &mut Sight<'_>, row: &Row) -> Result<(Uuid, bool, String), Fault> {
    let (kind, canonical): (String, String) = (row.get("kind")?, row.get("canonical")?);
    let clear = sight.may(Action::ComplaintRead, row.get("subject")?);
    let text = words::shown(&kind, &canonical, clear);
    Ok((row.get("key_id")?, clear, text))
}

/// Adds the values whose role forbids to link on them: the linker never sees those. What is the
/// victim's own stays masked here, as on the page of the complaint.
fn protected(asked: RecordId, own: &[Own], kept: &mut Kept, seen: &mut Seen) {
    for value in own {
        let role = Role::from_code(&value.role).filter(|role| !role.may_link());
        let read =
            Typed::from_code(&value.kind).and_then(|kind| parse(kind, &value.canonical).ok());
        let Some((role, read)) = role.zip(read) else {
            continue;
        };
        let key = ValueKey::of(&read);
        let clear = role != Role::Victim;
        let text = words::shown(&value.kind, &value.canonical, clear);
        seen.protected.insert(key.clone(), text);
        let left = LeftOut::of_role(asked, key, role);
        if !kept.explained.not_used.contains(&left) {
            kept.explained.not_used.push(left);
        }
    }
}

//! Finds complaints by an identifier as typed, a reference, or words. Words of the narrative find
//! only what the person may read the narrative of, names of victims only whose identity is open.
//! The journal keeps the reason and a mark of the term, never the term: that is kept sealed, for the auditor and for a
//! time ([`faisceau_platform::searched`]).

use faisceau_domain::journal::Deed;
use std::collections::BTreeMap;

use faisceau_domain::ValueIds;
use faisceau_domain::id::{ComplaintId, IdentifierId};
use faisceau_domain::reference::Reference;
use faisceau_identifiers::{self as identifiers, Identifier, Kind};
use faisceau_platform::access::{self, Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::keys::Use;
use faisceau_platform::searched;
use uuid::Uuid;

use crate::case::{self, Case};
use crate::desk::{Desk, Scope};
use crate::dialect;
use crate::store;
use crate::words::{self, Reach};

/// Longest term: the longest address of the web an identifier may hold.
pub const TERM_CHARACTERS_MAX: usize = 4_096;
/// Shortest reason that tells an auditor anything.
pub const REASON_CHARACTERS_MIN: usize = 5;
/// Complaints shown; beyond, the search is to be narrowed.
pub const FOUND_MAX: usize = 100;
/// Rows looked at by one way of searching before it is to be narrowed.
const LOOKED_AT_MAX: usize = 10_000;
const CHUNK_ROWS: i64 = 250;

/// Why nothing is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The policies do not let this person search.
    NotAllowed,
    /// Nothing to look for.
    NoTerm,
    /// Longer than any identifier.
    TermTooLong,
    /// Why it is searched must be said.
    NoReason,
}

/// A value that the term may be, and that some complaint holds.
#[derive(Debug, Clone)]
pub struct Value {
    /// As the term is read.
    pub identifier: Identifier,
    /// Its id, when it is known under this very form.
    pub known: Option<IdentifierId>,
    /// Complaints holding it that this person may read.
    pub complaints: usize,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Values.
    pub values: Vec<Value>,
    /// Complaints, newest first.
    pub cases: Vec<Case>,
    /// Whether there may be more.
    pub more: bool,
}

/// Complaints found so far, each once.
#[derive(Default)]
struct Gathered {
    cases: BTreeMap<Uuid, Case>,
    more: bool,
}

/// Searches for a term; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn search(cx: &Cx, desk: &Desk<'_>, term: &str) -> Outcome<Found, Refused> {
    if !desk.may(Action::SearchRun, &Resource::installation()) {
        return Err(Error::Refused(Refused::NotAllowed));
    }
    let term: String = term.chars().filter(|c| *c != '\0').collect();
    let term = term.trim();
    if term.is_empty() {
        return Err(Error::Refused(Refused::NoTerm));
    }
    if term.chars().count() > TERM_CHARACTERS_MAX {
        return Err(Error::Refused(Refused::TermTooLong));
    }
    if cx.reason.chars().count() < REASON_CHARACTERS_MIN {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.read().await?;
    let named = named(&mut tx, term).await?;
    let found = find(&mut tx, cx, desk, term).await?;
    tx.rollback().await?;
    // Written before anything is shown; beside, so that a long search holds no writer.
    let mark = cx.world.keys().mark(Use::Mark, term.as_bytes());
    let mut tx = cx.world.db.write().await?;
    let count = found.cases.len();
    let detail = format!("{{\"term\":\"{}\",\"found\":{count}}}", hex::encode(mark));
    let ties: Vec<ComplaintId> = found
        .cases
        .iter()
        .map(|case| case.id)
        .chain(named)
        .collect();
    let kept = searched::keep(cx, &mut tx, &[term], &ties).await?;
    cx.journal(&mut tx, Deed::SearchRun, "search", kept, &detail)
        .await?;
    tx.commit().await?;
    Ok(found)
}

/// The complaint whose reference the term is, whether it may be read or not: the term goes with it.
async fn named(tx: &mut Tx, term: &str) -> Result<Option<ComplaintId>, Fault> {
    let Some(reference) = Reference::parse(term) else {
        return Ok(None);
    };
    let row = tx
        .optional_over_units(&store::BY_REFERENCE, binds![reference.as_str()])
        .await?;
    row.map(|row| row.get("id")).transpose()
}

async fn find(tx: &mut Tx, cx: &Cx, desk: &Desk<'_>, term: &str) -> Result<Found, Fault> {
    let scope = desk.scope(tx).await?;
    let mut gathered = Gathered::default();
    let mut values = Vec::new();
    if let Some(reference) = Reference::parse(term) {
        let binds = binds![reference.as_str()];
        if let Some(row) = tx.optional(&store::BY_REFERENCE, binds).await? {
            take_readable(tx, desk, row.get("id")?, &mut gathered).await?;
        }
    }
    for kind in Kind::ALL {
        if let Ok(identifier) = identifiers::parse(kind, term) {
            values
                .extend(holding(tx, (desk, cx.world.value_ids), identifier, &mut gathered).await?);
        }
    }
    let sought = words::sought(term);
    if !sought.is_empty() {
        for reach in Reach::ALL {
            let text = dialect::matching(cx.world.db.is_postgres(), &sought, reach);
            by_words(tx, desk, &scope, (&text, reach), &mut gathered).await?;
        }
    }
    let mut cases: Vec<Case> = gathered.cases.into_values().collect();
    cases.sort_by_key(|case| std::cmp::Reverse((case.filed_at, case.id)));
    let more = gathered.more || cases.len() > FOUND_MAX;
    cases.truncate(FOUND_MAX);
    Ok(Found {
        values,
        cases,
        more,
    })
}

async fn take_readable(
    tx: &mut Tx,
    desk: &Desk<'_>,
    id: ComplaintId,
    gathered: &mut Gathered,
) -> Result<bool, Fault> {
    let case = case::load(tx, id).await?;
    let readable = case.filter(|case| desk.may(Action::ComplaintRead, &case.resource()));
    let Some(case) = readable else {
        return Ok(false);
    };
    gathered.cases.insert(case.id.0, case);
    Ok(true)
}

/// The value, when some complaint holds it that may be read, or when identifiers are open.
async fn holding(
    tx: &mut Tx,
    (desk, ids): (&Desk<'_>, ValueIds),
    identifier: Identifier,
    gathered: &mut Gathered,
) -> Result<Option<Value>, Fault> {
    let code = identifier.kind().code();
    let key = ids.of(code, identifier.key());
    let (mut complaints, mut looked_at) = (0, 0);
    let mut after: Option<Uuid> = None;
    loop {
        let binds = binds![key, after.is_some(), after, CHUNK_ROWS];
        let rows = tx.all(&store::APPEARANCES, binds).await?;
        looked_at += rows.len();
        for row in &rows {
            let id: ComplaintId = row.get("complaint_id")?;
            after = Some(id.0);
            complaints += usize::from(take_readable(tx, desk, id, gathered).await?);
        }
        if i64::try_from(rows.len()).unwrap_or(CHUNK_ROWS) < CHUNK_ROWS {
            break;
        }
        if looked_at >= LOOKED_AT_MAX || complaints > FOUND_MAX {
            gathered.more = true;
            break;
        }
    }
    let id = ids.of(code, identifier.canonical());
    let resource = Resource::new(access::Kind::Identifier, id.to_string());
    let open = desk.may(Action::IdentifierRead, &resource);
    let row = tx.optional(&store::IDENTIFIER_KNOWN, binds![id]).await?;
    let known = row.filter(|_| open).map(|_| IdentifierId(id));
    Ok((known.is_some() || complaints > 0).then_some(Value {
        identifier,
        known,
        complaints,
    }))
}

async fn by_words(
    tx: &mut Tx,
    desk: &Desk<'_>,
    scope: &Scope,
    (text, reach): (&str, Reach),
    gathered: &mut Gathered,
) -> Result<(), Fault> {
    let open = |case: &Case| {
        let resource = case.resource();
        desk.may(Action::ComplaintRead, &resource)
            && (!reach.narrative || desk.may(Action::NarrativeRead, &resource))
            && (!reach.identity || desk.may(Action::IdentityRead, &resource))
    };
    let (mut taken, mut looked_at) = (0, 0);
    let mut last: Option<(jiff::Timestamp, Uuid)> = None;
    loop {
        let mut binds = scope.binds();
        let (at, id) = last.unzip();
        binds.extend(binds![text, at, id, CHUNK_ROWS]);
        let rows = tx.all(&dialect::HOLDING, binds).await?;
        looked_at += rows.len();
        for row in &rows {
            let case = Case::read(row)?;
            last = Some((case.filed_at, case.id.0));
            if open(&case) {
                gathered.cases.insert(case.id.0, case);
                taken += 1;
            }
        }
        if i64::try_from(rows.len()).unwrap_or(CHUNK_ROWS) < CHUNK_ROWS {
            return Ok(());
        }
        if taken > FOUND_MAX || looked_at >= LOOKED_AT_MAX {
            gathered.more = true;
            return Ok(());
        }
    }
}

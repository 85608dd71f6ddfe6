//! Looks, at a counter, whether somebody filed already: by a reference, by who the person is, by the facts
//! the open file tells. A reason is asked and journaled; what was looked for is kept as marks only. Told of
//! a complaint the officer may not read: that it exists, and in which unit.

use super::{mark_of, store, told};
use crate::draft::Draft;
use crate::panels::resource;
use crate::receipt::{self, Complaint};
use crate::store as complaints;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::reference::Reference;
use faisceau_domain::twice::{self as rule, Fact, Told, Who};
use faisceau_platform::access::Resource;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::keys::Use;
use faisceau_platform::searched;
use std::collections::{BTreeMap, BTreeSet};

/// Shortest reason that tells an auditor anything.
const REASON_CHARACTERS_MIN: usize = 5;
/// Complaints looked at by one value or one mark: beyond, it is everybody's and tells nobody.
const LOOKED_AT_MAX: i64 = 200;
/// Complaints shown.
pub const SHOWN_MAX: usize = 50;

/// What is looked for, besides what the open file tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// The reference on a paper the person brings.
    pub reference: Option<Reference>,
    /// Who the person says to be, in the forms complaints are compared in.
    pub who: BTreeSet<(Who, String)>,
}

/// Why a complaint is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Because {
    /// It bears the reference.
    pub reference: bool,
    /// What is the same of the person.
    pub who: BTreeSet<Who>,
    /// What is the same of the facts.
    pub facts: BTreeSet<Fact>,
}

/// A complaint that may be of this person.
#[derive(Debug)]
pub struct Hit {
    /// The complaint.
    pub complaint: Complaint,
    /// What policies see of it.
    pub resource: Resource,
    /// Whether the officer may read it; if not, its unit is all that is said.
    pub reads: bool,
    /// Why it is shown.
    pub because: Because,
}

/// Why nothing is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Why it is looked for must be said.
    NoReason,
    /// Nothing was typed, and the open file tells nobody and no facts yet.
    NothingSought,
}

/// Looks for complaints; the reason is the context's, and `may_read` the policies' answer.
///
/// # Errors
/// See [`Refused`].
pub async fn look(
    cx: &Cx,
    draft: &Draft,
    sought: &Sought,
    may_read: impl Fn(&Resource) -> bool,
) -> Outcome<Vec<Hit>, Refused> {
    if cx.reason.chars().count() < REASON_CHARACTERS_MIN {
        return Err(Error::Refused(Refused::NoReason));
    }
    let open = rule::told(&draft.journey(&cx.world.forms));
    let who: BTreeSet<(Who, String)> = sought.who.union(&open.who).cloned().collect();
    if sought.reference.is_none() && who.is_empty() && open.values.is_empty() {
        return Err(Error::Refused(Refused::NothingSought));
    }
    let mut tx = cx.world.db.read().await?;
    // A complaint of another unit is told by its unit alone.
    tx.over_units().await?;
    let found = candidates(cx, &mut tx, sought.reference.as_ref(), &who, &open).await?;
    let mut hits = Vec::new();
    for (id, because) in found {
        let Some(hit) = hit(cx, &mut tx, id, because, &open, &may_read).await? else {
            continue;
        };
        hits.push(hit);
    }
    tx.rollback().await?;
    // What can be read comes first, the newest first.
    hits.sort_by_key(|hit| (!hit.reads, std::cmp::Reverse(hit.complaint.filed_at)));
    hits.truncate(SHOWN_MAX);
    journal(cx, draft, sought, &hits).await?;
    Ok(hits)
}

async fn candidates(
    cx: &Cx,
    tx: &mut Tx,
    reference: Option<&Reference>,
    who: &BTreeSet<(Who, String)>,
    open: &Told,
) -> Result<BTreeMap<ComplaintId, Because>, Fault> {
    let mut found: BTreeMap<ComplaintId, Because> = BTreeMap::new();
    if let Some(reference) = reference {
        let bears = binds![reference.as_str()];
        if let Some(row) = tx
            .optional(&complaints::COMPLAINT_BY_REFERENCE, bears)
            .await?
        {
            found.entry(row.get("id")?).or_default().reference = true;
        }
    }
    for (kind, text) in who {
        let mark = mark_of(cx, *kind, text);
        for row in tx.all(&store::BY_MARK, binds![mark, LOOKED_AT_MAX]).await? {
            let because = found.entry(row.get("complaint_id")?).or_default();
            because.who.insert(*kind);
        }
    }
    for value in &open.values {
        let Some((kind, key)) = value.split_once(' ') else {
            continue;
        };
        let key = cx.world.value_ids.of(kind, key);
        for row in tx.all(&store::HOLDING, binds![key, LOOKED_AT_MAX]).await? {
            // The facts are compared below, by the rule.
            found.entry(row.get("complaint_id")?).or_default();
        }
    }
    Ok(found)
}

/// The complaint, compared with the open file; none when nothing of it is left to show.
async fn hit(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
    mut because: Because,
    open: &Told,
    may_read: &impl Fn(&Resource) -> bool,
) -> Result<Option<Hit>, Fault> {
    let Some(complaint) = receipt::complaint(tx, id).await? else {
        return Ok(None);
    };
    if let Some(known) = told(cx, &complaint)? {
        because.facts = rule::same_facts(open, &known);
    }
    let resource = resource::of(tx, &complaint).await?;
    let reads = may_read(&resource);
    let of_the_person = because.reference || !because.who.is_empty();
    // The same facts of somebody else are no answer to "has this person filed": told only to who may
    // read them anyway.
    let shown = of_the_person || (reads && !because.facts.is_empty());
    Ok(shown.then_some(Hit {
        complaint,
        resource,
        reads,
        because,
    }))
}

/// Written before anything is shown: the search with its reason and marks of what was typed, and the
/// reading of each complaint it shows.
async fn journal(cx: &Cx, draft: &Draft, sought: &Sought, hits: &[Hit]) -> Result<(), Fault> {
    let keys = cx.world.keys();
    let reference = sought.reference.iter().map(|one| one.as_str().to_owned());
    let who = sought.who.iter().map(|(_, text)| text.clone());
    let typed: Vec<String> = reference.chain(who).collect();
    let terms: Vec<String> = typed
        .iter()
        .map(|term| hex::encode(keys.mark(Use::Mark, term.as_bytes())))
        .collect();
    let read = hits.iter().filter(|hit| hit.reads);
    let detail = serde_json::json!({
        "draft": draft.id,
        "terms": terms,
        "found": read.clone().count(),
        "elsewhere": hits.iter().filter(|hit| !hit.reads).count(),
    });
    let mut tx = cx.world.db.write().await?;
    let deed = Deed::SearchRun;
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    let found: Vec<ComplaintId> = hits.iter().map(|hit| hit.complaint.id).collect();
    let kept = searched::keep(cx, &mut tx, &typed, &found).await?;
    cx.journal(&mut tx, deed, "search", kept, &detail.to_string())
        .await?;
    for hit in read {
        let (deed, subject) = (Deed::ComplaintRead, Some(hit.complaint.id.0));
        cx.journal(&mut tx, deed, "complaint", subject, "{}")
            .await?;
    }
    tx.commit().await
}

//! Two series beside one another: what they share and what each value is, their periods, places,
//! kinds and sums, and what would join them or keep them apart. Reads only.

use super::figures::{self, Losses};
use super::{Survey, store};
use crate::evidence::{self, Evidence};
use faisceau_linkage::Class;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Most shared values that are told.
pub const SHARED_MAX: i64 = 200;

/// A value that complaints of both series use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The value as evidence: `here` counts the complaints of the first series.
    pub value: Evidence,
    /// Complaints of the second series that use it.
    pub there: i64,
}

/// What speaks for and against one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They share no value.
    Nothing,
    /// They share values, none of which brings complaints together.
    OnlyCommon,
    /// One value links on each side, and both are established: the guard keeps them apart.
    OneValue,
    /// Some values that link are in both.
    Several,
}

/// The values of both series, those that link first.
///
/// # Errors
/// When the database fails.
pub async fn shared(tx: &mut Tx, one: Uuid, other: Uuid) -> Result<Vec<Shared>, Fault> {
    let rows = tx
        .all(&store::SHARED_BETWEEN, binds![one, other, SHARED_MAX])
        .await?;
    let mut found: Vec<Shared> = rows.iter().map(read).collect::<Result<_, Fault>>()?;
    let mut forms =
        evidence::forms(tx, one, found.iter().map(|shared| shared.value.key_id)).await?;
    for shared in &mut found {
        shared.value.forms = forms.remove(&shared.value.key_id).unwrap_or_default();
    }
    found.sort_by_key(|shared| (shared.value.class, std::cmp::Reverse(shared.there)));
    Ok(found)
}

fn read(row: &Row) -> Result<Shared, Fault> {
    Ok(Shared {
        value: evidence::read(row)?,
        there: row.get("there")?,
    })
}

/// What would join two series of these sizes, or keeps them apart, by what they share: one value alone
/// never joins two that are established.
#[must_use]
pub fn verdict(shared: &[Shared], sizes: (i64, i64), established: usize) -> Verdict {
    let smaller = usize::try_from(sizes.0.min(sizes.1)).unwrap_or(0);
    let linking = shared
        .iter()
        .filter(|shared| shared.value.class == Class::Link);
    match linking.count() {
        _ if shared.is_empty() => Verdict::Nothing,
        0 => Verdict::OnlyCommon,
        1 if smaller >= established => Verdict::OneValue,
        _ => Verdict::Several,
    }
}

/// A series as the comparison tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Losses by currency.
    pub losses: Vec<Losses>,
    /// Complaints by type of facts, the most frequent first.
    pub types: Vec<(String, u64)>,
    /// Complaints by département, the most frequent first; `None` for those that say none.
    pub areas: Vec<(Option<String>, u64)>,
}

/// What the complaints looked at come to.
#[must_use]
pub fn side(survey: &Survey) -> Side {
    let mut types: BTreeMap<String, u64> = BTreeMap::new();
    for fact in &survey.facts {
        *types.entry(fact.form_type.clone()).or_insert(0) += 1;
    }
    Side {
        losses: figures::losses(&survey.facts),
        types: ordered(types),
        areas: ordered(figures::areas(&survey.facts)),
    }
}

fn ordered<K: Ord>(counts: BTreeMap<K, u64>) -> Vec<(K, u64)> {
    let mut counts: Vec<(K, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

//! What a reader looks at of a series: its complaints under one filter, the values they share, and
//! what they come to, for the table, the drawings, the lists and what is taken out. Reads only, in
//! bounded queries; which complaints a reader may see one by one is asked by the pages.

mod answers;
pub mod compare;
pub(crate) mod dialect;
pub mod export;
pub mod figures;
pub mod filter;
pub mod graph;
pub mod pictures;
pub mod spread;
pub(crate) mod store;
pub mod texts;

use crate::catalogue::Standing;
use crate::count::Count;
use crate::dialect::list;
use crate::evidence::{self, BEARERS_MAX, Evidence};
use faisceau_domain::quality::Link;
use faisceau_identifiers::Role;
use faisceau_platform::binds;
use faisceau_platform::db::{Bind, Row, Tx};
use faisceau_platform::fault::Fault;
use filter::Filter;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Most complaints of a series that are looked at, those received last: as many as can be read
/// with their answers in a few hundredths of a second. A filter reaches the others.
pub const FACTS_MAX: usize = 2_000;
/// Most complaints of a series in the interactive view: with the values they share, some 15,000 nodes,
/// which a browser still draws and moves.
pub const WIDE_FACTS_MAX: usize = 15_000;
/// Most uses of shared values that are read for each complaint looked at, taken together.
const USES_EACH: usize = 10;

/// What a complaint says that the survey needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The complaint.
    pub complaint: Uuid,
    /// Its reference.
    pub reference: String,
    /// Its type's code.
    pub form_type: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// When the facts took place, as far as told.
    pub occurred_at: Option<Timestamp>,
    /// The loss it states: minor units and currency.
    pub loss: Option<(i64, String)>,
    /// The unit in charge; empty in the central queue.
    pub unit: String,
    /// When it joined.
    pub joined_at: Timestamp,
    /// How it stands there: candidate, confirmed, or attached and not yet reviewed.
    pub standing: Standing,
    /// The département, by its code.
    pub area: Option<String>,
    /// What it tells in words.
    pub text: Option<String>,
    /// The hash of its picture.
    pub picture: Option<[u8; 32]>,
    /// What it declares of the person behind a value it shares: a statement, and nobody's quality.
    pub link: Link,
}

/// A series under a filter.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// The complaints, the earliest received first.
    pub facts: Vec<Fact>,
    /// Whether there are more than were looked at.
    pub cut: bool,
    /// The values shared in the series that a complaint of `facts` uses.
    pub values: Vec<Evidence>,
    /// Who uses them: the place of the complaint, that of the value.
    pub uses: BTreeSet<(usize, usize)>,
    /// How the values are known; while a first count is awaited there are none.
    pub count: Count,
}

impl Survey {
    /// How many complaints looked at use a value.
    #[must_use]
    pub fn users(&self, value: usize) -> usize {
        self.uses.iter().filter(|(_, used)| *used == value).count()
    }
}

/// Looks at a series. `shared` is the evidence of the whole series.
///
/// # Errors
/// When the database fails.
pub async fn survey(
    tx: &mut Tx,
    series: Uuid,
    filter: &Filter,
    shared: &[Evidence],
) -> Result<Survey, Fault> {
    at_most(tx, series, filter, shared, FACTS_MAX).await
}

/// The same over more complaints, for the interactive view.
///
/// # Errors
/// When the database fails.
pub(crate) async fn wide(tx: &mut Tx, series: Uuid, filter: &Filter) -> Result<Survey, Fault> {
    let shared = evidence::evidence(tx, series).await?;
    let seen = at_most(tx, series, filter, &shared.values, WIDE_FACTS_MAX).await?;
    Ok(Survey {
        count: shared.count,
        ..seen
    })
}

async fn at_most(
    tx: &mut Tx,
    series: Uuid,
    filter: &Filter,
    shared: &[Evidence],
    most: usize,
) -> Result<Survey, Fault> {
    let limit = i64::try_from(most + 1).unwrap_or(i64::MAX);
    let asked = binds![
        series,
        filter.from.unwrap_or(Timestamp::MIN),
        filter.before.unwrap_or(Timestamp::MAX),
        filter.loss_min,
        filter.kind.map(|kind| kind.code().to_owned()),
        limit,
    ];
    let rows = tx.all_over_units(&store::SURVEYED, asked).await?;
    let cut = rows.len() > most;
    let facts = rows.iter().take(most).map(fact);
    let mut facts: Vec<Fact> = facts.collect::<Result<_, Fault>>()?;
    if let Some(area) = &filter.area {
        facts.retain(|fact| fact.area.as_deref().unwrap_or("?") == area);
    }
    facts.sort_by_key(|fact| (fact.received_at, fact.complaint));
    let mut survey = Survey {
        facts,
        cut,
        ..Survey::default()
    };
    let wanted = |value: &&Evidence| filter.kind.is_none_or(|kind| has_kind(value, kind.code()));
    let values: Vec<Evidence> = shared.iter().filter(wanted).cloned().collect();
    let places: BTreeMap<Uuid, usize> = (0..)
        .zip(&survey.facts)
        .map(|(at, fact)| (fact.complaint, at))
        .collect();
    let keys: BTreeMap<Uuid, usize> = (0..)
        .zip(&values)
        .map(|(at, value)| (value.key_id, at))
        .collect();
    let mut uses = BTreeSet::new();
    if filter.is_open() && most <= BEARERS_MAX {
        // These complaints are those whose forms were read with the evidence.
        for (at, value) in values.iter().enumerate() {
            let bearers = value.forms.iter().flat_map(|form| &form.complaints);
            uses.extend(bearers.filter_map(|who| Some((*places.get(who)?, at))));
        }
    } else {
        let asked = vec![
            list(places.keys().copied()),
            list(keys.keys().copied()),
            Bind::from(i64::try_from(most * USES_EACH).unwrap_or(i64::MAX)),
        ];
        for row in tx.all(&dialect::USES_AMONG, asked).await? {
            let complaint = places.get(&row.get::<Uuid>("subject")?);
            let value = keys.get(&row.get::<Uuid>("key_id")?);
            uses.extend(complaint.copied().zip(value.copied()));
        }
    }
    keep_used(&mut survey, values, &uses);
    Ok(survey)
}

fn has_kind(value: &Evidence, code: &str) -> bool {
    value.forms.iter().any(|form| form.kind == code)
}

/// Keeps the values that somebody looked at uses.
fn keep_used(survey: &mut Survey, values: Vec<Evidence>, uses: &BTreeSet<(usize, usize)>) {
    let used: BTreeSet<usize> = uses.iter().map(|(_, value)| *value).collect();
    let places: BTreeMap<usize, usize> = used.iter().copied().zip(0..).collect();
    survey.uses = uses
        .iter()
        .map(|(who, what)| (*who, places[what]))
        .collect();
    let kept = (0..).zip(values).filter(|(at, _)| used.contains(at));
    survey.values = kept.map(|(_, value)| value).collect();
}

fn fact(row: &Row) -> Result<Fact, Fault> {
    let amount: Option<i64> = row.get("amount_minor")?;
    let currency: Option<String> = row.get("currency")?;
    let (channel, answers): (String, String) = (row.get("channel")?, row.get("answers")?);
    let told = answers::told(&channel, &answers);
    let received_at = row.get("received_at")?;
    Ok(Fact {
        link: Link::declared(Role::Unknown, &channel, received_at),
        complaint: row.get("id")?,
        reference: row.get("reference")?,
        form_type: row.get("form_type")?,
        received_at,
        occurred_at: row.get("occurred_at")?,
        loss: amount.zip(currency),
        unit: row.get("unit")?,
        joined_at: row.get("joined_at")?,
        standing: row.word("standing", Standing::from_code)?,
        area: told.area,
        text: told.text,
        picture: told.picture,
    })
}

/// The survey of a whole series with its evidence: what a comparison needs.
///
/// # Errors
/// When the database fails.
pub async fn whole(
    tx: &mut Tx,
    series: Uuid,
    filter: &Filter,
) -> Result<(Survey, Vec<Evidence>), Fault> {
    let shared = evidence::evidence(tx, series).await?;
    let seen = survey(tx, series, filter, &shared.values).await?;
    let count = shared.count;
    Ok((Survey { count, ..seen }, shared.values))
}

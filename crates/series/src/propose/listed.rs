//! Proposals as they are shown: what is worth most first. Reads only; which of them a reader may
//! see and answer is asked here of the policies, row by row.

use crate::decide::side::Side;
use crate::propose::store;
use crate::rights::{self, Sight};
use faisceau_platform::access::{self, Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Proposals of one page.
pub(crate) const PAGE_ROWS: usize = 50;
/// Rows read at once, and at most for one page.
const CHUNK_ROWS: i64 = 200;
const SCANNED_MAX: usize = 2_000;

/// A place in the list: the worth and the id of the last row looked at.
pub(crate) type After = Option<(i64, Uuid)>;

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) id: Uuid,
    pub(crate) what: What,
    /// Why the linker did not do it: a stable word.
    pub(crate) why: String,
    /// What speaks for it, in hundredths of a bit.
    pub(crate) bits: i64,
    /// From which sum the linker does it by itself; 0 where it never does.
    pub(crate) threshold: i64,
    /// Complaints on each side; for a value, its users and their series.
    pub(crate) sizes: [i64; 2],
    /// What those who would change company lost, in euro, in minor units.
    pub(crate) loss_minor: i64,
    /// Its place in the list.
    pub(crate) worth: i64,
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// To join two sides.
    Join([End; 2]),
    /// To part a confirmed series, known by the earliest complaint of each piece.
    Part([End; 2]),
    /// To say what a value is.
    Value {
        key_id: Uuid,
        kind: String,
        key: String,
        /// An identifier of that value: its page says where it appears.
        identifier: Option<Uuid>,
    },
    /// To say that a value of the first complaint is one of the second's, mistyped.
    Slip { ends: [End; 2], slip: Box<Slip> },
}

/// A value that may be another one, mistyped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slip {
    /// The kind of both, and the id of the key as typed.
    pub(crate) kind: String,
    pub(crate) key_id: Uuid,
    pub(crate) typed: String,
    pub(crate) meant: String,
    /// How they differ: a stable word.
    pub(crate) how: String,
    /// Where, counted from 0 in the value as typed; nowhere when whole names are compared.
    pub(crate) at: Option<i64>,
    /// The sign that may have been meant, where one was.
    pub(crate) sign: Option<String>,
}

/// One side of a proposal: a complaint and its series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) complaint: Uuid,
    pub(crate) reference: String,
    pub(crate) series: Option<(Uuid, String)>,
}

impl End {
    /// The side as a gesture names it.
    pub(crate) fn side(&self) -> Side {
        match &self.series {
            Some((series, _)) => Side::Series(*series),
            None => Side::Complaint(self.complaint),
        }
    }
}

impl Listed {
    /// The stored word of its kind.
    pub(crate) const fn kind(&self) -> &'static str {
        match self.what {
            What::Join(_) => "join",
            What::Part(_) => "part",
            What::Value { .. } => "value",
            What::Slip { .. } => "slip",
        }
    }
}

/// One proposal.
pub(crate) async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<Listed>, Fault> {
    let row = tx.optional_over_units(&store::ONE, binds![id]).await?;
    row.as_ref().map_or(Ok(None), read)
}

/// The slips that are about a key, mistyped or meant, that the reader may see.
pub(crate) async fn slips_of(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    key_id: Uuid,
) -> Result<Vec<Listed>, Fault> {
    let mut shown = Vec::new();
    for row in tx
        .all_over_units(&store::SLIPS_OF, binds![key_id, CHUNK_ROWS])
        .await?
    {
        if let Some(found) = read(&row)?
            && shown.len() < PAGE_ROWS
            && may_see(tx, sight, &found).await?
        {
            shown.push(found);
        }
    }
    Ok(shown)
}

/// The proposals of a page that the reader may see, and the place of the next page.
pub(crate) async fn permitted(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    mut after: After,
) -> Result<(Vec<Listed>, After), Fault> {
    let (mut shown, mut scanned) = (Vec::new(), 0);
    loop {
        let place = binds![after.map(|at| at.0), after.map(|at| at.1), CHUNK_ROWS];
        let rows = tx.all_over_units(&store::LIST, place).await?;
        let last = rows.len() < usize::try_from(CHUNK_ROWS).expect("a few hundred");
        for row in &rows {
            if shown.len() >= PAGE_ROWS || scanned >= SCANNED_MAX {
                return Ok((shown, after));
            }
            scanned += 1;
            after = Some((row.get("worth")?, row.get("id")?));
            if let Some(found) = read(row)?
                && may_see(tx, sight, &found).await?
            {
                shown.push(found);
            }
        }
        if last {
            return Ok((shown, None));
        }
    }
}

/// Whether the reader may see a proposal: both sides, or what the value is.
pub(crate) async fn may_see(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    found: &Listed,
) -> Result<bool, Fault> {
    let ends = match &found.what {
        What::Value { key_id, .. } => {
            let value = Resource::new(access::Kind::Identifier, key_id.to_string());
            return Ok(sight.allows(Action::IdentifierJudge, &value));
        }
        What::Join(ends) | What::Part(ends) => ends,
        // What one complaint says is read beside what another says: both are opened.
        What::Slip { ends, .. } => {
            sight
                .learn(tx, ends.iter().map(|end| end.complaint))
                .await?;
            let mut complaints = ends.iter().map(|end| end.complaint);
            return Ok(complaints.all(|id| sight.may(Action::ComplaintRead, id)));
        }
    };
    sight
        .learn(tx, ends.iter().map(|end| end.complaint))
        .await?;
    for end in ends {
        let seen = match &end.series {
            Some((series, _)) => {
                let resources = rights::series(tx, sight.reader(), [*series]).await?;
                sight.allows(Action::SeriesRead, &resources[series])
            }
            None => sight.may(Action::ComplaintRead, end.complaint),
        };
        if !seen {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the values of a slip are shown in clear: under some frames of linkage, nobody's before there
/// is a match.
pub(crate) fn in_clear(sight: &Sight<'_>, ends: &[End; 2]) -> bool {
    ends.iter().all(|end| !sight.masks(end.series.is_some()))
}

/// A row; `None` when a complaint it names was erased since, or the two sides met.
fn read(row: &Row) -> Result<Option<Listed>, Fault> {
    let kind: String = row.get("kind")?;
    let what = match kind.as_str() {
        "value" => What::Value {
            key_id: row.get("key_id")?,
            kind: row.get("value_kind")?,
            key: row.get("link_key")?,
            identifier: row.get("identifier")?,
        },
        _ => {
            let (Some(one), Some(other)) = (end(row, "one")?, end(row, "other")?) else {
                return Ok(None);
            };
            let met = one.series.is_some() && one.series == other.series;
            match (kind.as_str(), met) {
                ("join", false) => What::Join([one, other]),
                ("part", true) => What::Part([one, other]),
                ("slip", false) => What::Slip {
                    ends: [one, other],
                    slip: Box::new(slip(row)?),
                },
                _ => return Ok(None),
            }
        }
    };
    Ok(Some(Listed {
        id: row.get("id")?,
        what,
        why: row.get("why")?,
        bits: row.get("bits")?,
        threshold: row.get("threshold")?,
        sizes: [row.get("size_one")?, row.get("size_other")?],
        loss_minor: row.get("loss_minor")?,
        worth: row.get("worth")?,
    }))
}

fn slip(row: &Row) -> Result<Slip, Fault> {
    Ok(Slip {
        kind: row.get("value_kind")?,
        key_id: row.get("key_id")?,
        typed: row.get("link_key")?,
        meant: row.get("meant_key")?,
        how: row.get("slip")?,
        at: row.get("slip_at")?,
        sign: row.get("slip_sign")?,
    })
}

fn end(row: &Row, side: &str) -> Result<Option<End>, Fault> {
    let column = |what: &str| format!("{side}{what}");
    let complaint: Option<Uuid> = row.get(side)?;
    let reference: Option<String> = row.get(&column("_reference"))?;
    let series: Option<Uuid> = row.get(&column("_series"))?;
    let named: Option<String> = row.get(&column("_series_reference"))?;
    let known = complaint.zip(reference);
    Ok(known.map(|(complaint, reference)| End {
        complaint,
        reference,
        series: series.zip(named),
    }))
}

//! Looks at the consultations of a period: out of the usual hours, of complaints of other units, again and again, by many, many at
//! once. Gives figures with what they are compared with. Judges nobody, and opens nothing.

use super::{Period, store};
use faisceau_domain::access::Role;
use faisceau_domain::audit::{Bulk, Counted, Peers, bulk};
use faisceau_domain::journal::Deed;
use faisceau_platform::accounts;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Statement, Tx};
use faisceau_platform::fault::Fault;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows of each table of a page.
pub const PAGE_ROWS: i64 = 25;
/// Spans read at once: some hundred accounts over three months.
const SPANS_MAX: i64 = 500_000;
/// Milliseconds of a quarter of an hour: every time zone is a whole number of them from the others.
const QUARTER: i64 = 900_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 86_400_000;

/// Entries of one account out of the usual hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OffHours {
    /// Who.
    pub actor: Uuid,
    /// Entries out of the usual hours.
    pub off: i64,
    /// All its entries.
    pub all: i64,
    /// The first quarter of an hour they are in.
    pub first_at: Timestamp,
    /// The last one.
    pub last_at: Timestamp,
}

/// Complaints of other units that one account opened, not being in charge of them then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apart {
    /// Who.
    pub actor: Uuid,
    /// Consultations.
    pub times: i64,
    /// Different complaints.
    pub things: i64,
    /// All its consultations of complaints.
    pub all: i64,
    /// The first.
    pub first_at: Timestamp,
    /// The last.
    pub last_at: Timestamp,
}

/// One thing, opened again and again or by many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Who, where one did.
    pub actor: Option<Uuid>,
    /// The kind of thing.
    pub subject_kind: String,
    /// The thing.
    pub subject: Uuid,
    /// How often.
    pub times: i64,
    /// By how many accounts.
    pub readers: i64,
    /// The first time.
    pub first_at: Timestamp,
    /// The last.
    pub last_at: Timestamp,
}

/// What there is to be explained in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Out of the usual hours, the most first.
    pub off_hours: Vec<OffHours>,
    /// Complaints of other units.
    pub apart: Vec<Apart>,
    /// One thing by one account.
    pub again: Vec<Opened>,
    /// One thing by many.
    pub many: Vec<Opened>,
    /// Many things in an hour.
    pub in_an_hour: Vec<Bulk>,
    /// Many things in a day.
    pub in_a_day: Vec<Bulk>,
}

/// Looks, and writes in the journal that somebody did.
///
/// # Errors
/// When the database fails.
pub async fn look(cx: &Cx, period: Period, page: u32) -> Result<Found, Fault> {
    // Looked at apart: nobody who files waits for it.
    let mut tx = cx.world.db.read().await?;
    let found = found(cx, &mut tx, period, page).await?;
    tx.rollback().await?;
    let detail = serde_json::json!({
        "from": period.from.to_string(),
        "until": period.until.to_string(),
        "off_hours": found.off_hours.len(),
        "apart": found.apart.len(),
        "again": found.again.len(),
        "many": found.many.len(),
        "bulk": found.in_an_hour.len() + found.in_a_day.len(),
    });
    let mut tx = cx.world.db.write().await?;
    cx.journal(
        &mut tx,
        Deed::AnomaliesRead,
        "journal",
        None,
        &detail.to_string(),
    )
    .await?;
    tx.commit().await?;
    Ok(found)
}

async fn found(cx: &Cx, tx: &mut Tx, period: Period, page: u32) -> Result<Found, Fault> {
    let attention = &cx.world.attention;
    let peers = peers(tx).await?;
    let measure = attention.bulk;
    let usual = SignedDuration::from_hours(24 * i64::from(measure.usual_days));
    let since = period.from.checked_sub(usual)?;
    let mut spans = async |statement: &Statement, length: i64, least: u32| {
        let all = counted(tx, statement, since, period.until).await?;
        let first = period.from.as_millisecond().div_euclid(length);
        let large = bulk(&all, &peers, first, least, measure.times_usual);
        Ok::<_, Fault>(paged(large, page))
    };
    let in_an_hour = spans(&store::HOURS, HOUR, measure.in_an_hour).await?;
    let in_a_day = spans(&store::DAYS, DAY, measure.in_a_day).await?;
    let off_hours = paged(off_hours(cx, tx, period).await?, page);
    let skipped = i64::from(page) * PAGE_ROWS;
    let asked = |least: u32| {
        binds![
            period.from,
            period.until,
            i64::from(least),
            PAGE_ROWS,
            skipped
        ]
    };
    let again = tx.all(&store::AGAIN, asked(attention.again.times)).await?;
    let many = tx.all(&store::MANY, asked(attention.many.readers)).await?;
    Ok(Found {
        off_hours,
        apart: apart(tx, period, skipped).await?,
        again: again.iter().map(one_reader).collect::<Result<_, _>>()?,
        many: many.iter().map(opened).collect::<Result<_, _>>()?,
        in_an_hour,
        in_a_day,
    })
}

fn paged<T>(all: Vec<T>, page: u32) -> Vec<T> {
    let rows = usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
    let skipped = rows.saturating_mul(usize::try_from(page).unwrap_or(usize::MAX));
    all.into_iter().skip(skipped).take(rows).collect()
}

async fn peers(tx: &mut Tx) -> Result<Peers, Fault> {
    let staff = accounts::list(tx).await?;
    let roles = |roles: &[Role]| roles.iter().map(|role| role.code()).collect();
    Ok(staff
        .iter()
        .map(|one| (one.id.0, roles(&one.roles)))
        .collect())
}

async fn counted(
    tx: &mut Tx,
    statement: &Statement,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Counted>, Fault> {
    let rows = tx.all(statement, binds![from, until, SPANS_MAX]).await?;
    let read = rows.iter().map(|row| {
        Ok(Counted {
            actor: row.get("actor")?,
            span: row.get("span")?,
            things: u32::try_from(row.get::<i64>("n")?)?,
        })
    });
    read.collect()
}

async fn off_hours(cx: &Cx, tx: &mut Tx, period: Period) -> Result<Vec<OffHours>, Fault> {
    let mut all: BTreeMap<Uuid, (i64, Option<OffHours>)> = BTreeMap::new();
    for one in counted(tx, &store::QUARTERS, period.from, period.until).await? {
        let at = Timestamp::from_millisecond(one.span * QUARTER)?;
        let n = i64::from(one.things);
        let (entries, off) = all.entry(one.actor).or_default();
        *entries += n;
        if !cx.world.attention.is_off_hours(at) {
            continue;
        }
        let so_far = off.get_or_insert(OffHours {
            actor: one.actor,
            off: 0,
            all: 0,
            first_at: at,
            last_at: at,
        });
        so_far.off += n;
        so_far.last_at = at;
    }
    let told = all
        .into_values()
        .filter_map(|(all, off)| off.map(|off| OffHours { all, ..off }));
    let mut told: Vec<OffHours> = told.collect();
    told.sort_by_key(|one| (std::cmp::Reverse(one.off), one.actor));
    Ok(told)
}

async fn apart(tx: &mut Tx, period: Period, skipped: i64) -> Result<Vec<Apart>, Fault> {
    let opened = tx
        .all(&store::OPENED, binds![period.from, period.until])
        .await?;
    let opened = opened
        .iter()
        .map(|row| Ok((row.get("actor")?, row.get("n")?)));
    let opened: BTreeMap<Uuid, i64> = opened.collect::<Result<_, Fault>>()?;
    let asked = binds![period.from, period.until, PAGE_ROWS, skipped];
    let rows = tx.all(&store::APART, asked).await?;
    let read = rows.iter().map(|row| {
        let actor = row.get("actor")?;
        Ok(Apart {
            actor,
            times: row.get("n")?,
            things: row.get("things")?,
            all: opened.get(&actor).copied().unwrap_or_default(),
            first_at: row.get("first_at")?,
            last_at: row.get("last_at")?,
        })
    });
    read.collect()
}

fn one_reader(row: &Row) -> Result<Opened, Fault> {
    Ok(Opened {
        actor: Some(row.get("actor")?),
        subject_kind: row.get("subject_kind")?,
        subject: row.get("subject")?,
        times: row.get("n")?,
        readers: 1,
        first_at: row.get("first_at")?,
        last_at: row.get("last_at")?,
    })
}

fn opened(row: &Row) -> Result<Opened, Fault> {
    Ok(Opened {
        actor: None,
        subject_kind: row.get("subject_kind")?,
        subject: row.get("subject")?,
        times: row.get("n")?,
        readers: row.get("readers")?,
        first_at: row.get("first_at")?,
        last_at: row.get("last_at")?,
    })
}

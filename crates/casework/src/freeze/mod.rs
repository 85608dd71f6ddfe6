//! Freeze tickets: payments of a complaint so recent that a bank may still call them back or block
//! them. An officer sees them before anything else, with the time left; each is settled in words. The
//! rule of which payments is `domain::freeze`. Asks nothing of a bank by itself.

pub mod settle;
pub(crate) mod store;

use faisceau_domain::form::Journey;
use faisceau_domain::form::value::Money;
use faisceau_domain::freeze::{self, Ask, Outcome};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_platform::access::Action;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

use crate::case::Case;
use crate::desk::{Desk, Scope};

/// Payments of one complaint that get a ticket: a questionnaire asks for 200 at most.
const OF_ONE_MAX: i64 = 200;
/// Open tickets looked at for one list.
const LOOKED_AT_MAX: i64 = 500;

/// A payment to ask a bank for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Which.
    pub id: Uuid,
    /// Its place among the payments of the complaint, from 0.
    pub place: i64,
    /// What is asked.
    pub ask: Ask,
    /// The code of the means of payment.
    pub method: String,
    /// When it was made.
    pub paid_at: Timestamp,
    /// Whether a time was told, or only the day.
    pub to_the_minute: bool,
    /// The sum.
    pub amount: Option<Money>,
    /// Until when it is worth asking before anything else.
    pub until: Timestamp,
    /// What became of it.
    pub settled: Option<Settled>,
}

/// What became of a request to a bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// How it ended.
    pub outcome: Outcome,
    /// When that was written.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
    /// In the officer's words.
    pub words: String,
}

/// Writes the tickets of a complaint as its answers tell its payments now.
///
/// # Errors
/// When the database fails.
pub(crate) async fn keep(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
    journey: &Journey<'_>,
    filed_at: Timestamp,
) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    for payment in freeze::payments(journey, filed_at) {
        let (minor, currency) = payment
            .amount
            .map(|money| (money.minor, money.currency))
            .unzip();
        let row = binds![
            cx.world.dice.uuid(now),
            id,
            i64::from(payment.place),
            payment.ask.code(),
            payment.method,
            payment.paid_at,
            payment.to_the_minute,
            minor,
            currency,
            payment.until,
        ];
        tx.execute(&store::KEEP, row).await?;
    }
    Ok(())
}

/// The tickets of a complaint.
///
/// # Errors
/// When the database fails.
pub async fn of_complaint(tx: &mut Tx, id: ComplaintId) -> Result<Vec<Ticket>, Fault> {
    let rows = tx.all(&store::OF_COMPLAINT, binds![id, OF_ONE_MAX]);
    rows.await?.iter().map(read).collect()
}

/// The tickets that nobody settled and whose time runs, the latest payment first: that money is the
/// likeliest to be there still. Each passed the policies.
///
/// # Errors
/// When the database fails.
pub async fn open(
    tx: &mut Tx,
    desk: &Desk<'_>,
    scope: &Scope,
    now: Timestamp,
    most: usize,
) -> Result<Vec<(Case, Ticket)>, Fault> {
    let mut asked = scope.binds();
    asked.extend(binds![now, LOOKED_AT_MAX]);
    let mut found = Vec::new();
    for row in tx.all(&store::OPEN, asked).await? {
        if found.len() == most {
            break;
        }
        let case = Case::read(&row)?;
        if desk.may(Action::ComplaintRead, &case.resource()) {
            found.push((case, read(&row)?));
        }
    }
    Ok(found)
}

fn read(row: &Row) -> Result<Ticket, Fault> {
    let minor: Option<i64> = row.get("asked_minor")?;
    let currency: Option<String> = row.get("asked_currency")?;
    let outcome: Option<String> = row.get("outcome")?;
    let settled = match outcome.as_deref().and_then(Outcome::from_code) {
        None => None,
        Some(outcome) => Some(Settled {
            outcome,
            at: row.get("settled_at")?,
            by: row.get("settled_by")?,
            words: row.get("words")?,
        }),
    };
    Ok(Ticket {
        id: row.get("ticket")?,
        place: row.get("place")?,
        ask: row.word("ask", Ask::from_code)?,
        method: row.get("method")?,
        paid_at: row.get("paid_at")?,
        to_the_minute: row.get::<i64>("to_the_minute")? == 1,
        amount: minor
            .zip(currency)
            .map(|(minor, currency)| Money { minor, currency }),
        until: row.get("until")?,
        settled,
    })
}

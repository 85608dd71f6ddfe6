//! Checkpoints leave the machine, so that an older database, or another history, cannot pass for the log: into
//! a folder that another machine reads, by e-mail, to witnesses that sign them. Each way goes at its own pace and
//! is tried again; none keeps another waiting, and none holds the publisher.

mod folder;
mod mail;
mod witness;

use super::{publish, store, tree};
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::lease::Lease;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// One process sends at a time, for the longest that every way may take.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// The longest wait after failures.
const RETRY_MAX: SignedDuration = SignedDuration::from_hours(1);

/// How far a way went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Went {
    /// Entries of the last checkpoint it took; 0 for none.
    pub(crate) size: u64,
    /// When.
    sent_at: i64,
    failures: i64,
    retry_at: i64,
}

/// The checkpoints that can be read outside: what is newer there than here was lost here.
#[must_use]
pub fn outside(cx: &Cx) -> Vec<(String, Signed)> {
    folder::left(&cx.world).into_iter().collect()
}

/// Sends the last checkpoint by every way that lacks it and whose time has come.
///
/// # Errors
/// When the database fails. What fails of a way is kept, told, and tried again.
pub async fn send(cx: &Cx, holder: Uuid) -> Result<(), Fault> {
    let (db, now) = (&cx.world.db, cx.world.clock.now());
    let mut tx = db.read().await?;
    let last = publish::last(cx, &mut tx).await?;
    let Some(last) = last else { return Ok(()) };
    let ways = ways(cx);
    let mut due = Vec::new();
    for way in ways {
        let went = went(&mut tx, &way.name()).await?;
        if went.size < last.checkpoint.size && way.is_due(&went, now) {
            due.push((way, went));
        }
    }
    tx.rollback().await?;
    if due.is_empty() {
        return Ok(());
    }
    let Some(lease) = Lease::take(db, "log-send", holder, now, LEASE).await? else {
        return Ok(());
    };
    for (way, went) in due {
        let sent = way.send(cx, &last, &went).await;
        if let Err(fault) = &sent {
            tracing::warn!(way = way.name(), %fault, "a checkpoint of the public log did not leave");
        }
        settle(cx, &way.name(), last.checkpoint.size, went, sent).await?;
    }
    lease.give_back(db).await
}

/// A way by which checkpoints do not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fails {
    /// Which.
    pub way: String,
    /// How often it was tried since the last time one left.
    pub times: i64,
    /// Why, in the words of the other side.
    pub why: String,
}

/// The ways by which checkpoints do not leave.
///
/// # Errors
/// When the database fails.
pub async fn fails(tx: &mut Tx) -> Result<Vec<Fails>, Fault> {
    let rows = tx.all(&store::FAILING, binds![]).await?;
    let read = rows.iter().map(|row| {
        Ok(Fails {
            way: row.get("way")?,
            times: row.get("failures")?,
            why: row.get("last_error")?,
        })
    });
    read.collect()
}

/// One way outside.
enum Way {
    Folder,
    Mail(String),
    Witness(Box<faisceau_platform::log_settings::Witness>),
}

fn ways(cx: &Cx) -> Vec<Way> {
    let log = &cx.world.config.log;
    let mail = log.mail_to.clone().map(Way::Mail);
    let witnesses = log.known_witnesses().into_iter();
    std::iter::once(Way::Folder)
        .chain(mail)
        .chain(witnesses.map(|witness| Way::Witness(Box::new(witness))))
        .collect()
}

impl Way {
    /// The stored word.
    fn name(&self) -> String {
        match self {
            Way::Folder => "folder".to_owned(),
            Way::Mail(_) => "mail".to_owned(),
            Way::Witness(witness) => format!("witness {}", witness.key.name),
        }
    }

    /// Whether its time has come: a person gets one message a day.
    fn is_due(&self, went: &Went, now: Timestamp) -> bool {
        let pace = match self {
            Way::Mail(_) => mail::EVERY,
            Way::Folder | Way::Witness(_) => SignedDuration::ZERO,
        };
        let now = now.as_millisecond();
        let paced = i64::try_from(pace.as_millis()).unwrap_or(i64::MAX);
        let rested = went.size == 0 || now - went.sent_at >= paced;
        rested && now >= went.retry_at
    }

    async fn send(&self, cx: &Cx, last: &Signed, went: &Went) -> Result<(), Fault> {
        match self {
            Way::Folder => folder::leave(&cx.world, last),
            Way::Mail(to) => mail::send(cx, to, last).await,
            Way::Witness(witness) => witness::ask(cx, witness, last, went.size).await,
        }
    }
}

async fn went(tx: &mut Tx, way: &str) -> Result<Went, Fault> {
    let Some(row) = tx.optional(&store::WAY, binds![way]).await? else {
        return Ok(Went::default());
    };
    Ok(Went {
        size: u64::try_from(row.get::<i64>("size")?)?,
        sent_at: row.get("sent_at")?,
        failures: row.get("failures")?,
        retry_at: row.get("retry_at")?,
    })
}

/// Remembers how far a way went, or why it did not.
async fn settle(
    cx: &Cx,
    way: &str,
    size: u64,
    went: Went,
    sent: Result<(), Fault>,
) -> Result<(), Fault> {
    let now = cx.world.clock.now().as_millisecond();
    let row = match sent {
        Ok(()) => binds![way, tree::stored(size)?, now, 0, 0, ""],
        Err(fault) => {
            let seconds = 10_i64 << went.failures.clamp(0, 9);
            let wait = SignedDuration::from_secs(seconds).min(RETRY_MAX);
            let told: String = fault.to_string().chars().take(300).collect();
            binds![
                way,
                tree::stored(went.size)?,
                went.sent_at,
                went.failures + 1,
                now + i64::try_from(wait.as_millis())?,
                told,
            ]
        }
    };
    let mut tx = cx.world.db.write_behind().await?;
    tx.execute(&store::SET_WAY, row).await?;
    tx.commit().await
}

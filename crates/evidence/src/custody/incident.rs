//! An exhibit whose content, or whose chain, is not what it was: an incident, open until somebody else than who met
//! it, or keeps the exhibit, decides it by name and in words. Nothing closes or removes it otherwise, and a
//! decision changes nothing of what was met: content still different is met again.

use super::chain::{self, Around};
use super::reread::Read;
use super::{Exhibit, reread, store};
use faisceau_domain::custody::{Broken, Checked, Detail, Gesture, Kind, REASON_MIN, Refused};
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::health::Gauge;
use jiff::Timestamp;
use uuid::Uuid;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Another content.
    Content,
    /// No content.
    Absent,
    /// The chain of its steps is broken, or says another thing than its row.
    Chain,
}

impl Cause {
    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Cause::Content => "content",
            Cause::Absent => "absent",
            Cause::Chain => "chain",
        }
    }

    /// The cause of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Cause> {
        [Cause::Content, Cause::Absent, Cause::Chain]
            .into_iter()
            .find(|cause| cause.code() == code)
    }
}

/// What may be decided of an incident.
pub const OUTCOMES: [&str; 3] = ["restored", "explained", "lost"];
/// The content is again what came in: read before it is said.
const RESTORED: &str = "restored";

/// An incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// The incident.
    pub id: Uuid,
    /// The exhibit.
    pub exhibit: Uuid,
    /// Its complaint.
    pub complaint: Uuid,
    /// What was found.
    pub cause: Cause,
    /// While what was done: `schedule` or the code of a gesture.
    pub met_in: String,
    /// By whom; none of a scheduled reading.
    pub met_by: Option<AccountId>,
    /// When.
    pub opened_at: Timestamp,
    /// The digest of what came in.
    pub expected: Option<[u8; 32]>,
    /// The digest of what was read.
    pub seen: Option<[u8; 32]>,
    /// What was decided, of [`OUTCOMES`].
    pub outcome: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// By whom.
    pub decided_by: Option<AccountId>,
    /// In which words.
    pub decision: Option<String>,
}

impl Incident {
    /// Whether nobody decided it yet.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.decided_at.is_none()
    }
}

/// The incidents of an exhibit, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &mut Tx, exhibit: Uuid) -> Result<Vec<Incident>, Fault> {
    let rows = tx.all(&store::INCIDENTS_OF, binds![exhibit]).await?;
    rows.iter().map(read).collect()
}

/// Every incident, those open first.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<Incident>, Fault> {
    let rows = tx.all(&store::INCIDENTS, binds![]).await?;
    rows.iter().map(read).collect()
}

/// The measure that tells machines of the operator how many are open.
#[must_use]
pub(crate) fn gauge() -> Gauge {
    Gauge {
        name: "custody_incidents_open",
        read: |tx| Box::pin(open(tx)),
    }
}

/// How many are open.
///
/// # Errors
/// When the database fails.
pub async fn open(tx: &mut Tx) -> Result<i64, Fault> {
    tx.one(&store::COUNT_OPEN, binds![]).await?.get("n")
}

fn read(row: &Row) -> Result<Incident, Fault> {
    Ok(Incident {
        id: row.get("id")?,
        exhibit: row.get("exhibit_id")?,
        complaint: row.get("complaint_id")?,
        cause: row.word("cause", Cause::from_code)?,
        met_in: row.get("met_in")?,
        met_by: row.get("met_by")?,
        opened_at: row.get("opened_at")?,
        expected: row.get("expected")?,
        seen: row.get("seen")?,
        outcome: row.get("outcome")?,
        decided_at: row.get("decided_at")?,
        decided_by: row.get("decided_by")?,
        decision: row.get("decision")?,
    })
}

/// Another content, or none, was read: a step of the chain and an incident, unless this very thing is known.
/// Returns the incident that is open then.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_content(
    cx: &Cx,
    tx: &mut Tx,
    (exhibit, said): (&Exhibit, &Checked),
    read: Read,
    met_in: &str,
) -> Result<Option<Uuid>, Fault> {
    let cause = match read {
        Read::Absent => Cause::Absent,
        Read::Same | Read::Other(_) => Cause::Content,
    };
    let seen = read.seen(exhibit);
    let known = of(tx, exhibit.id).await?;
    if let Some(open) = known.iter().find(|incident| incident.is_open()) {
        return Ok(Some(open.id));
    }
    // Decided as it is: it is not told again for as long as it stays so.
    let same = |last: &&Incident| last.cause == cause && last.seen == seen;
    if known.first().filter(same).is_some_and(decided_as_is) {
        return Ok(None);
    }
    let id = cx.world.dice.uuid(cx.world.clock.now());
    let gesture = Gesture {
        kind: Kind::Differed,
        detail: Detail {
            about: Some(id),
            outcome: Some(cause.code().to_owned()),
            ..Detail::default()
        },
    };
    let around = Around {
        sha256: seen,
        ..Around::default()
    };
    let written = chain::append(cx, tx, (exhibit, said), &gesture, &around).await?;
    written.map_err(|why| Fault::new(format!("an incident cannot be written: {}", why.code())))?;
    insert(cx, tx, exhibit, (id, cause, seen), met_in).await?;
    Ok(Some(id))
}

fn decided_as_is(incident: &Incident) -> bool {
    incident
        .outcome
        .as_deref()
        .is_some_and(|outcome| outcome != RESTORED)
}

/// The chain itself is broken: nothing can be chained to it, so that the incident and the journal alone say
/// so. Returns the incident that is open then.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_chain(
    cx: &Cx,
    tx: &mut Tx,
    exhibit: &Exhibit,
    broken: Broken,
    met_in: &str,
) -> Result<Option<Uuid>, Fault> {
    let known = of(tx, exhibit.id).await?;
    if let Some(open) = known.iter().find(|incident| incident.is_open()) {
        return Ok(Some(open.id));
    }
    let last = known.first();
    if last.is_some_and(|last| last.cause == Cause::Chain && decided_as_is(last)) {
        return Ok(None);
    }
    let id = cx.world.dice.uuid(cx.world.clock.now());
    let detail = serde_json::json!({
        "exhibit": exhibit.id,
        "incident": id,
        "broken": broken.code(),
        "position": broken.position(),
    });
    let (deed, subject) = (Deed::CustodyDiffered, Some(exhibit.complaint));
    cx.journal(tx, deed, "complaint", subject, &detail.to_string())
        .await?;
    insert(cx, tx, exhibit, (id, Cause::Chain, None), met_in).await?;
    Ok(Some(id))
}

async fn insert(
    cx: &Cx,
    tx: &mut Tx,
    exhibit: &Exhibit,
    (id, cause, seen): (Uuid, Cause, Option<[u8; 32]>),
    met_in: &str,
) -> Result<(), Fault> {
    let row = binds![
        id,
        exhibit.id,
        exhibit.complaint,
        cause.code(),
        met_in,
        chain::account(cx),
        cx.world.clock.now(),
        exhibit.sha256,
        seen,
    ];
    tx.execute(&store::INCIDENT, row).await?;
    tracing::error!(incident = %id, cause = cause.code(), "an exhibit is not what came in");
    Ok(())
}

/// Why an incident is not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDecided {
    /// There is none of this id.
    NoIncident,
    /// The rules say no.
    Rule(Refused),
    /// The content is still not what came in.
    StillDiffers,
}

/// Decides an incident, by name, in words that are the context's reason.
///
/// # Errors
/// See [`NotDecided`].
pub async fn decide(cx: &Cx, id: Uuid, exhibit: Uuid, outcome: &str) -> Outcome<(), NotDecided> {
    let refused = |why| Err(Error::Refused(why));
    if !OUTCOMES.contains(&outcome) {
        return refused(NotDecided::Rule(Refused::NoDecision));
    }
    let mut tx = cx.world.db.read().await?;
    let found = super::one(&mut tx, exhibit).await?;
    tx.rollback().await?;
    let read = match &found {
        Some(found) => reread::read(cx, found).await?,
        // Set aside meanwhile, or its complaint erased: there is nothing left to compare.
        None => Read::Absent,
    };
    if outcome == RESTORED && read != Read::Same {
        return refused(NotDecided::StillDiffers);
    }
    let mut tx = cx.world.db.write().await?;
    let taken = chain::taken(&mut tx, exhibit).await?;
    let open = of(&mut tx, exhibit).await?;
    let open = open.into_iter().find(|one| one.id == id && one.is_open());
    let Some(open) = open else {
        return refused(NotDecided::NoIncident);
    };
    let written = match &taken {
        Some((exhibit, steps)) => match chain::checked(exhibit, steps) {
            Ok(said) if open.cause != Cause::Chain => {
                in_chain(cx, &mut tx, (exhibit, &said), id, outcome, read).await?
            }
            Err(_) if outcome == RESTORED => return refused(NotDecided::StillDiffers),
            _ => beside(cx, &mut tx, &open, exhibit.keeper).await?,
        },
        None => beside(cx, &mut tx, &open, None).await?,
    };
    if let Err(why) = written {
        return refused(NotDecided::Rule(why));
    }
    let now = cx.world.clock.now();
    let row = binds![id, outcome, now, chain::account(cx), &cx.reason];
    tx.execute(&store::DECIDE, row).await?;
    Ok(tx.commit().await?)
}

/// The decision as a step of the chain.
async fn in_chain(
    cx: &Cx,
    tx: &mut Tx,
    of: (&Exhibit, &Checked),
    id: Uuid,
    outcome: &str,
    read: Read,
) -> Result<Result<(), Refused>, Fault> {
    let gesture = Gesture {
        kind: Kind::Decided,
        detail: Detail {
            about: Some(id),
            outcome: Some(outcome.to_owned()),
            ..Detail::default()
        },
    };
    let around = Around {
        sha256: of.0.sha256.filter(|_| read == Read::Same),
        ..Around::default()
    };
    let written = chain::append(cx, tx, of, &gesture, &around).await?;
    Ok(written.map(drop))
}

/// The decision where no chain can hold it: the same rules, and the journal.
async fn beside(
    cx: &Cx,
    tx: &mut Tx,
    open: &Incident,
    keeper: Option<AccountId>,
) -> Result<Result<(), Refused>, Fault> {
    if cx.reason.trim().chars().count() < REASON_MIN {
        return Ok(Err(Refused::NoReason));
    }
    let decider = chain::account(cx);
    if decider.is_none() || open.met_by == decider || keeper == decider {
        return Ok(Err(Refused::SamePerson));
    }
    let detail = serde_json::json!({ "exhibit": open.exhibit, "incident": open.id });
    let (deed, subject) = (Deed::CustodyDecided, Some(open.complaint));
    cx.journal(tx, deed, "complaint", subject, &detail.to_string())
        .await?;
    Ok(Ok(()))
}

//! Indexes a complaint: its words, so that it can be found by them, why it cannot wait, so that it is
//! seen first, and the payments to ask a bank for. May be run again: what is written replaces what was.

use faisceau_domain::form::{Answers, Journey};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::urgency::{self as urgent, Urgency};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use jiff::Timestamp;
use uuid::Uuid;

use crate::freeze;
use crate::weigh::{self, Facts};
use crate::words;
use crate::{dialect, store};

/// Complaints whose words are written in one transaction when all are written again.
const WORDS_AT_ONCE: i64 = 500;

/// Indexes one complaint; one that is gone is nothing to index.
///
/// # Errors
/// When the database fails.
pub async fn index_words(cx: &Cx, id: ComplaintId) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    index(cx, &mut tx, id).await?;
    tx.commit().await
}

/// Makes the index of words again from the complaints alone, as after a copy into another kind of database; what
/// stood there is gone. Returns how many complaints it holds.
///
/// # Errors
/// When the database fails; run it again then.
pub async fn index_all_words(cx: &Cx) -> Result<u64, Fault> {
    let db = &cx.world.db;
    let mut tx = db.write_behind().await?;
    tx.execute(&dialect::FORGET_WORDS, binds![]).await?;
    tx.execute(&dialect::FORGET_ENTRIES, binds![]).await?;
    tx.commit().await?;
    let (mut last, mut done) = (ComplaintId(Uuid::nil()), 0);
    loop {
        let mut tx = db.write_behind().await?;
        let rows = tx.all(&store::AFTER, binds![last, WORDS_AT_ONCE]).await?;
        for row in &rows {
            last = row.get("id")?;
            if let Some(found) = tx.optional(&store::ANSWERS, binds![last]).await? {
                write_words(cx, &mut tx, last, &found).await?;
                done += 1;
            }
        }
        tx.commit().await?;
        if rows.is_empty() {
            return Ok(done);
        }
    }
}

/// The words of one complaint, over those it had.
async fn write_words(cx: &Cx, tx: &mut Tx, id: ComplaintId, found: &Row) -> Result<(), Fault> {
    let world = &cx.world;
    let form_type: String = found.get("form_type")?;
    let heading: String = found.get("heading")?;
    let stored: String = found.get("answers")?;
    let words = words::of_complaint(&world.forms, &form_type, &heading, &stored);
    let [facts, narrative, identity] = dialect::written(world.db.is_postgres(), &words);
    tx.execute(&dialect::ENTER, binds![id]).await?;
    let row = binds![id, facts, narrative, identity];
    tx.execute(&dialect::WRITE_WORDS, row).await.map(|_| ())
}

/// The same in the caller's transaction: what presses depends on the state read there.
pub(crate) async fn index(cx: &Cx, tx: &mut Tx, id: ComplaintId) -> Result<(), Fault> {
    let world = &cx.world;
    let Some(found) = tx.optional(&store::ANSWERS, binds![id]).await? else {
        return Ok(());
    };
    write_words(cx, tx, id, &found).await?;
    let form_type: String = found.get("form_type")?;
    let stored: String = found.get("answers")?;
    if let Ok(answers) = serde_json::from_str::<Answers>(&stored)
        && let Some(journey) = Journey::of(&world.forms, &form_type, &answers)
    {
        freeze::keep(cx, tx, id, &journey, found.get("filed_at")?).await?;
    }
    mark(cx, tx, id, &found).await
}

/// Weighs one complaint anew, its words left as they are; one that is gone is nothing to weigh.
pub(crate) async fn weigh(cx: &Cx, tx: &mut Tx, id: ComplaintId) -> Result<(), Fault> {
    match tx.optional(&store::ANSWERS, binds![id]).await? {
        Some(found) => mark(cx, tx, id, &found).await,
        None => Ok(()),
    }
}

/// Writes why the complaint cannot wait, or that it can, and what it weighs; nothing of one that is
/// decided, or that another stands for.
async fn mark(cx: &Cx, tx: &mut Tx, id: ComplaintId, found: &Row) -> Result<(), Fault> {
    let state: String = found.get("state")?;
    let case: Option<ComplaintId> = found.get("case_id")?;
    // An appendix waits for nothing by itself: its case does, for both.
    if case.is_some() || !OPEN_STATES.contains(&state.as_str()) {
        tx.execute(&store::UNMARK_URGENT, binds![id]).await?;
        tx.execute(&weigh::store::FORGET, binds![id]).await?;
        return Ok(());
    }
    let filed_at: Timestamp = found.get("filed_at")?;
    let mut urgency = urgency(&cx.world, found, filed_at)?;
    for appended in tx.all(&store::APPENDED, binds![id]).await? {
        let filed_at: Timestamp = appended.get("filed_at")?;
        let more = self::urgency(&cx.world, &appended, filed_at)?;
        urgency = urgent::both(urgency, more);
    }
    let minor: Option<i64> = found.get("amount_minor")?;
    let currency: Option<String> = found.get("currency")?;
    let facts = Facts {
        id,
        urgency: urgency.as_ref(),
        loss: minor.zip(currency.as_deref()),
        filed_at,
    };
    weigh::own(cx, tx, &facts).await?;
    let Some(urgency) = urgency else {
        tx.execute(&store::UNMARK_URGENT, binds![id]).await?;
        return Ok(());
    };
    let codes: Vec<&str> = urgency.reasons.iter().map(|reason| reason.code()).collect();
    let row = binds![id, urgency.rank(), codes.join("|"), urgency.until, filed_at];
    tx.execute(&store::MARK_URGENT, row).await?;
    Ok(())
}

fn urgency(world: &World, found: &Row, filed_at: Timestamp) -> Result<Option<Urgency>, Fault> {
    let form_type: String = found.get("form_type")?;
    let stored: String = found.get("answers")?;
    // A line of another system holds no answers: nothing is known of what presses.
    let answers = serde_json::from_str::<Answers>(&stored).ok();
    Ok(answers.and_then(|answers| {
        let journey = Journey::of(&world.forms, &form_type, &answers)?;
        urgent::of(&journey, filed_at)
    }))
}

/// The states in which somebody still has to decide.
const OPEN_STATES: [&str; 2] = ["filed", "asked"];

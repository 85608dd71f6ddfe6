//! Erases a complaint, whole, in one transaction: intake's rows, the files with the keys of their bytes, and, by the
//! event, whatever any capability holds of it. What stays: ids, the certificate, figures without any id.

use super::{facts, figures, store};
use crate::receipt;
use crate::twice;
use faisceau_domain::erasure::{Certificate, FORMAT, Paper, commitment};
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::receipt::Payload;
use faisceau_domain::retention::Ground;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Statement, Tx};
use faisceau_platform::deposit::{condemn, erase};
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a certificate says of why.
pub(super) struct Why {
    pub(super) id: Uuid,
    pub(super) ground: Ground,
    pub(super) by: &'static str,
}

/// What goes of intake's own tables, in an order that references allow, with the class each is counted under.
const OWN: [(&str, &Statement); 21] = [
    ("exchanges", &store::FORGET_MESSAGES),
    ("exchanges", &store::FORGET_COURSES),
    ("exchanges", &store::FORGET_APPOINTMENTS),
    ("exchanges", &store::FORGET_NOTICES),
    ("codes", &store::FORGET_RECOVERIES),
    ("codes", &store::FORGET_MARKS),
    ("codes", &store::FORGET_IDENTITIES),
    ("links", &store::FORGET_TWINS),
    ("links", &store::FORGET_SAID_SAME),
    ("counter", &store::FORGET_COUNTER_FILE),
    ("counter", &store::FORGET_COUNTER_PAPER),
    ("counter", &store::FORGET_TELEPHONE_FILES),
    ("counter", &store::FORGET_TELEPHONE),
    ("complaint", &store::FORGET_CORRECTION),
    ("complaint", &store::FORGET_VERSIONS),
    ("papers", &store::FORGET_RECEIPTS),
    ("exchanges", &store::FORGET_REQUESTS),
    ("exchanges", &store::FORGET_RESTRICTION),
    ("holds", &store::FORGET_HOLDS),
    ("complaint", &store::FORGET_DRAFT),
    ("complaint", &store::FORGET),
];

/// Erases a complaint that is there, in the caller's transaction; returns the certificate as it is kept.
pub(super) async fn whole(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
    why: &Why,
) -> Result<String, Fault> {
    let facts = facts(tx, id).await?;
    let facts = facts.ok_or_else(|| Fault::new("what is erased is not there"))?;
    figures::count(cx, tx, id).await?;
    let papers = papers(tx, id).await?;
    take(cx, tx, id).await?;
    let due = cx.world.clocks.due(&facts);
    let taken = tx.taken().iter().filter(|(_, rows)| **rows > 0);
    let certificate = Certificate {
        format: FORMAT.to_owned(),
        id: why.id.to_string(),
        controller: cx.world.config.controller.clone().unwrap_or_default(),
        erased_at: cx.world.clock.now().to_string(),
        ground: why.ground.code().to_owned(),
        class: due.class.code().to_owned(),
        law: due.clock.law.clone(),
        by: why.by.to_owned(),
        taken: taken
            .map(|(class, rows)| ((*class).to_owned(), *rows))
            .collect(),
        papers,
        specimen: cx.world.config.demonstration,
    };
    let kept = certificate.signed(cx.world.keys().signing());
    Ok(serde_json::to_string(&kept)?)
}

/// What was given to the person, before it goes.
async fn papers(tx: &mut Tx, id: ComplaintId) -> Result<Vec<Paper>, Fault> {
    let rows = tx.all(&store::PAPERS, binds![id]).await?;
    rows.iter()
        .map(|row| {
            let payload: Vec<u8> = row.get("payload")?;
            let said: Payload = serde_json::from_slice(&payload)?;
            Ok(Paper {
                document: said.document,
                commitment: commitment(&payload),
            })
        })
        .collect()
}

async fn take(cx: &Cx, tx: &mut Tx, id: ComplaintId) -> Result<(), Fault> {
    // Who was joined to it stands for itself again, with its own values.
    twice::withdrawn(cx, tx, id).await?;
    let mut subjects = vec![id.0];
    for row in tx.all(&store::NOTICES, binds![id]).await? {
        subjects.push(row.get("id")?);
    }
    for subject in subjects {
        let jobs = jobs::forget(tx, subject).await?;
        tx.took("work", jobs);
    }
    for row in tx.all(&store::PAPERS, binds![id]).await? {
        let paper: Uuid = row.get("id")?;
        condemn(&cx.world, tx, &receipt::file_key(paper)).await?;
    }
    // Before the rows of the complaint: whoever holds something of it may still read what it is.
    let event = Event::ComplaintErased(ComplaintErased { complaint: id });
    cx.emit(tx, &event).await?;
    erase::case(cx, tx, id.0).await?;
    for (class, statement) in OWN {
        tx.take(class, statement, binds![id]).await?;
    }
    tx.execute(&store::FORGET_REASONS, binds![id]).await?;
    Ok(())
}

/// Erases again what a restored backup brought back, and keeps the certificates that are known of it. Returns how
/// many complaints had come back.
///
/// # Errors
/// When the database or the store fails.
pub async fn again(cx: &Cx, erased: &BTreeMap<Uuid, (Uuid, String)>) -> Result<usize, Fault> {
    let mut came_back = 0;
    for (complaint, (erasure, certificate)) in erased {
        let mut tx = cx.world.db.write().await?;
        let id = ComplaintId(*complaint);
        let known = super::one(&mut tx, *erasure).await?;
        let there = facts(&mut tx, id).await?.is_some();
        if there {
            take(cx, &mut tx, id).await?;
            let detail = serde_json::json!({ "erasure": erasure }).to_string();
            let deed = Deed::ErasureReapplied;
            cx.journal(&mut tx, deed, "complaint", Some(*complaint), &detail)
                .await?;
            came_back += 1;
        }
        let now = cx.world.clock.now();
        match known {
            Some(known) if known.state == "done" => {}
            Some(_) => {
                let nobody: Option<Uuid> = None;
                let row = binds![*erasure, "done", now, nobody, certificate, ""];
                tx.execute(&store::DECIDE, row).await?;
            }
            None => {
                let ground = Ground::Clock.code();
                let row = binds![*erasure, *complaint, ground, now, certificate];
                tx.execute(&store::DONE_AT_ONCE, row).await?;
            }
        }
        tx.commit().await?;
    }
    cx.world.db.empty_write_ahead().await?;
    Ok(came_back)
}

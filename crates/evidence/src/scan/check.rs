//! Shows the files of a complaint to the antivirus of the instance, and keeps what it says. What could not be
//! scanned is said so and tried again.

use super::clamd::{self, Verdict};
use super::store;
use crate::preview::rights;
use faisceau_domain::journal::Deed;
use faisceau_domain::scan::{Opening, Scan};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::{self, FileRow};
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, NewJob, Priority};
use uuid::Uuid;

/// Complaints put back to work at once.
const WAITING_MAX: i64 = 200;

/// What is known of a file, and whether it may be opened.
///
/// # Errors
/// When the database fails.
pub async fn known(cx: &Cx, tx: &mut Tx, file: Uuid) -> Result<(Scan, Opening), Fault> {
    let row = tx.optional(&store::ONE, binds![file]).await?;
    let state = row.map(|row| row.word("state", Scan::from_code));
    let state = state.transpose()?.unwrap_or(Scan::NotScanned);
    Ok((state, state.opening(cx.world.config.clamd.is_some())))
}

/// Scans what was not scanned yet of a complaint; nothing where there is no antivirus.
///
/// # Errors
/// When the antivirus does not answer: what it should have looked at is kept as failed until it does.
pub async fn all(cx: &Cx, complaint: Uuid) -> Result<(), Fault> {
    let Some(address) = &cx.world.config.clamd else {
        return Ok(());
    };
    let mut tx = cx.world.db.read().await?;
    let files = deposit::files_of(&mut tx, complaint).await?;
    let mut waiting = Vec::new();
    for file in files {
        let (state, _) = known(cx, &mut tx, file.id).await?;
        if matches!(state, Scan::NotScanned | Scan::Failed) {
            waiting.push(file);
        }
    }
    tx.rollback().await?;
    for file in &waiting {
        let bytes = cx.world.deposit.stream(&file.key()).await?;
        match clamd::scan(address, Box::pin(bytes)).await {
            Ok(verdict) => say(cx, file, verdict).await?,
            Err(fault) => {
                keep(cx, file, Scan::Failed, None).await?;
                return Err(fault);
            }
        }
    }
    Ok(())
}

async fn say(cx: &Cx, file: &FileRow, verdict: Verdict) -> Result<(), Fault> {
    match verdict {
        Verdict::Clean => keep(cx, file, Scan::Clean, None).await,
        Verdict::Infected(name) => keep(cx, file, Scan::Infected, Some(name)).await,
        Verdict::TooLarge => keep(cx, file, Scan::Failed, None).await,
    }
}

/// Keeps a state and journals it; a complaint erased meanwhile, or a file set aside, gets none.
async fn keep(
    cx: &Cx,
    file: &FileRow,
    state: Scan,
    signature: Option<String>,
) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    let there = rights::complaint(&mut tx, file.case).await?.is_some();
    let files = deposit::files_of(&mut tx, file.case).await?;
    if !there || files.iter().all(|row| row.id != file.id) {
        return tx.rollback().await;
    }
    let now = cx.world.clock.now();
    let row = binds![file.id, file.case, state.code(), signature, now];
    // Two jobs of one complaint may have asked at once: it is told once.
    if tx.execute(&store::SAY, row).await? == 0 {
        return tx.rollback().await;
    }
    let detail = serde_json::json!({ "exhibit": file.id, "state": state.code() });
    let (deed, case) = (Deed::ExhibitScanned, Some(file.case));
    cx.journal(&mut tx, deed, "complaint", case, &detail.to_string())
        .await?;
    tx.commit().await
}

/// Puts back to work the complaints with files that no antivirus saw: those from before there was one, and
/// those it could not answer for. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn again(cx: &Cx) -> Result<usize, Fault> {
    if cx.world.config.clamd.is_none() {
        return Ok(0);
    }
    let mut tx = cx.world.db.write_behind().await?;
    let rows = tx.all(&store::WAITING, binds![WAITING_MAX]).await?;
    let mut waiting = Vec::new();
    for row in &rows {
        waiting.push(NewJob {
            kind: crate::preview::jobs::MAKE,
            subject: Some(row.get("case_id")?),
            payload: "{}".to_owned(),
            priority: Priority::Later,
            run_at: cx.world.clock.now(),
        });
    }
    jobs::enqueue(&cx.world, &mut tx, &waiting).await?;
    tx.commit().await?;
    Ok(waiting.len())
}

//! Files what an officer took at the counter: the same checks and the same acknowledgement as online, once who
//! is there was noted and the answers were read back. The complaint is the officer's, in the officer's unit.

use super::{code, hearing, officer, store};
use crate::draft;
use crate::file::{self, Desk, Filed, Filing, Nature};
use faisceau_domain::form::Posted;
use faisceau_domain::hearing::{Asks, NotYet, may_file};
use faisceau_domain::id::DraftId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};

/// Why nothing is filed.
#[derive(Debug)]
pub enum Refused {
    /// No such open file, or another officer holds it.
    NoFile,
    /// What lacks before it may be filed here.
    NotYet(NotYet),
    /// What lacks wherever it is filed.
    Filing(file::Refused),
}

/// Files the file of this id. Sent again, it gives the same complaint.
///
/// # Errors
/// See [`Refused`].
pub async fn file_here(
    cx: &Cx,
    id: DraftId,
    nature: Nature,
    declared: Option<&Posted>,
) -> Outcome<Filed, Refused> {
    for _ in 0..file::TRIES {
        match once(cx, id, nature, declared).await {
            Ok(Some(filed)) => return Ok(filed),
            Ok(None) => {}
            Err(Error::Fault(fault)) if fault.is_conflict() => {}
            Err(other) => return Err(other),
        }
    }
    Err(Fault::new("the file kept changing while it was filed").into())
}

async fn once(
    cx: &Cx,
    id: DraftId,
    nature: Nature,
    declared: Option<&Posted>,
) -> Outcome<Option<Filed>, Refused> {
    let gone = || Error::Refused(Refused::NoFile);
    let (me, _) = officer(cx).map_err(|_| gone())?;
    let code = code(cx, id);
    let mut tx = cx.world.db.read().await?;
    let heard = hearing::hearing(&mut tx, id.0).await?;
    let heard = heard.filter(|heard| heard.held.officer == me);
    let heard = heard.ok_or_else(gone)?;
    if let Some(filed) = file::already(cx, &mut tx, &code).await? {
        return Ok(Some(filed));
    }
    let draft = draft::load(cx, &mut tx, &code).await?;
    let draft = draft.ok_or_else(gone)?;
    let presence = heard.presence.as_ref();
    let now = hearing::digest(&cx.world.forms, &draft, presence)?;
    let asks = match nature {
        Nature::Complaint => Asks::Complaint,
        Nature::Report => Asks::Report,
    };
    may_file(asks, presence, heard.read.as_ref(), &now)
        .map_err(|why| Error::Refused(Refused::NotYet(why)))?;
    let filing = Filing {
        nature,
        declared,
        desk: Desk::Counter {
            officer: me,
            unit: heard.held.unit,
        },
    };
    let ready = file::prepare(cx, tx, draft, filing).await;
    let ready = ready.map_err(|error| match error {
        Error::Refused(why) => Error::Refused(Refused::Filing(why)),
        Error::Fault(fault) => Error::Fault(fault),
    })?;
    let mut tx = cx.world.db.write().await?;
    let filed_at = cx.world.clock.now();
    let row = binds![id, me, filed_at, hearing::written(presence)?, now];
    if tx.execute(&store::FILE, row).await? == 0 {
        return Ok(None);
    }
    let Some(filed) = file::take(cx, &mut tx, &ready).await? else {
        return Ok(None);
    };
    tx.commit().await?;
    Ok(Some(filed))
}

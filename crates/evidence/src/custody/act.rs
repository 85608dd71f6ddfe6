//! A gesture on an exhibit: decided by the rules of custody on its checked chain, with its content read again
//! first where the gesture vouches for it. Who may make it is checked before, by policy, by who calls.

use super::chain::{self, Around};
use super::reread::{self, Read};
use super::{Exhibit, incident, store};
use faisceau_domain::custody::{Broken, By, Checked, Gesture, Kind, Refused, Standing, step};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// Why nothing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDone {
    /// No such exhibit.
    NoExhibit,
    /// The rules say no.
    Rule(Refused),
    /// Its content is not what came in: an incident says so.
    Differs,
    /// Its chain is broken: an incident says so.
    Chain(Broken),
    /// The file was erased: what stays is the chain.
    Erased,
}

/// The rules say no.
pub(super) fn rule(why: Refused) -> Error<NotDone> {
    Error::Refused(NotDone::Rule(why))
}

/// Gestures that vouch for the content: it is read again first.
fn vouches(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Sealed | Kind::Copied | Kind::Offered | Kind::Accepted | Kind::Returned
    )
}

/// Makes a gesture; the reason is the context's.
///
/// # Errors
/// See [`NotDone`].
pub async fn act(
    cx: &Cx,
    exhibit: Uuid,
    gesture: &Gesture,
    around: &Around,
) -> Outcome<Standing, NotDone> {
    let found = asked(cx, exhibit, gesture).await?;
    if found.erased_at.is_some() {
        return Err(Error::Refused(NotDone::Erased));
    }
    let mut around = around.clone();
    if vouches(gesture.kind) {
        let read = reread::read(cx, &found).await?;
        if read != Read::Same {
            reread::one(cx, &found, gesture.kind.code()).await?;
            return Err(Error::Refused(NotDone::Differs));
        }
        around.sha256 = read.seen(&found);
    }
    let (mut tx, exhibit, said) = held(cx, exhibit, gesture.kind).await?;
    if exhibit.erased_at.is_some() {
        return Err(Error::Refused(NotDone::Erased));
    }
    let after = chain::append(cx, &mut tx, (&exhibit, &said), gesture, &around).await?;
    let after = after.map_err(rule)?;
    if around.sha256.is_some() {
        let now = cx.world.clock.now();
        tx.execute(&store::REREAD, binds![exhibit.id, now]).await?;
    }
    if gesture.kind == Kind::Destroyed {
        let files = deposit::files_of(&mut tx, exhibit.complaint).await?;
        if let Some(file) = files.iter().find(|file| file.id == exhibit.id) {
            // Bytes that another file of the case has too stay for that one.
            deposit::take_out(&cx.world, &mut tx, file).await?;
        }
    }
    tx.commit().await?;
    Ok(after.standing)
}

/// An exhibit and what its chain says, held in a transaction that writes. A broken chain is an incident, written
/// here, and the gesture is refused.
pub(super) async fn held(
    cx: &Cx,
    exhibit: Uuid,
    kind: Kind,
) -> Outcome<(Tx, Exhibit, Checked), NotDone> {
    let mut tx = cx.world.db.write().await?;
    let Some((exhibit, steps)) = chain::taken(&mut tx, exhibit).await? else {
        return Err(Error::Refused(NotDone::NoExhibit));
    };
    match chain::checked(&exhibit, &steps) {
        Ok(said) => Ok((tx, exhibit, said)),
        Err(broken) => {
            incident::of_chain(cx, &mut tx, &exhibit, broken, kind.code()).await?;
            tx.commit().await?;
            Err(Error::Refused(NotDone::Chain(broken)))
        }
    }
}

/// The exhibit, where the rules let the gesture through as things stand: no content is read for nothing.
async fn asked(cx: &Cx, exhibit: Uuid, gesture: &Gesture) -> Outcome<Exhibit, NotDone> {
    let mut tx = cx.world.db.read().await?;
    let found = super::one(&mut tx, exhibit).await?;
    let steps = chain::steps(&mut tx, exhibit).await?;
    tx.rollback().await?;
    let Some(found) = found else {
        return Err(Error::Refused(NotDone::NoExhibit));
    };
    let by = By {
        account: chain::account(cx),
        reason: &cx.reason,
    };
    // A broken chain is told where it is written down.
    if let Ok(said) = chain::checked(&found, &steps) {
        step(Some(&said.standing), by, gesture).map_err(rule)?;
    }
    Ok(found)
}

/// A step of the platform's own in the caller's transaction, for what was already allowed elsewhere: a download.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tell(cx: &Cx, tx: &mut Tx, exhibit: Uuid, kind: Kind) -> Result<(), Fault> {
    let Some((exhibit, steps)) = chain::taken(tx, exhibit).await? else {
        return Ok(());
    };
    // What is erased was not opened either.
    if exhibit.erased_at.is_some() {
        return Ok(());
    }
    match chain::checked(&exhibit, &steps) {
        Ok(said) => {
            let gesture = Gesture::bare(kind);
            let around = Around::default();
            // What the rules refuse (a file destroyed meanwhile) was not opened either.
            let _refused = chain::append(cx, tx, (&exhibit, &said), &gesture, &around).await?;
        }
        Err(broken) => {
            incident::of_chain(cx, tx, &exhibit, broken, kind.code()).await?;
        }
    }
    Ok(())
}

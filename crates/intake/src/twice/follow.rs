//! What is joined follows what becomes of its complaints: values told anew by an appendix are the case's
//! again; a complaint that is withdrawn stands for nobody else any more.

use super::{Standing, case_of, pairs, store};
use faisceau_domain::event::{ComplaintsJoined, ComplaintsParted, Event};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;

/// An appendix told its values anew: they are told as the case's once more.
///
/// # Errors
/// When the database fails.
pub(crate) async fn told_anew(cx: &Cx, tx: &mut Tx, appendix: ComplaintId) -> Result<(), Fault> {
    let Some(case) = case_of(tx, appendix).await? else {
        return Ok(());
    };
    let joined = ComplaintsJoined { case, appendix };
    cx.emit(tx, &Event::ComplaintsJoined(joined)).await
}

/// A complaint is withdrawn: those it was joined with stand for themselves, so that none waits behind
/// one that nobody decides any more.
///
/// # Errors
/// When the database fails.
pub(crate) async fn withdrawn(cx: &Cx, tx: &mut Tx, id: ComplaintId) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    for pair in pairs(tx, id).await? {
        if pair.standing != Standing::Joined {
            continue;
        }
        let row = binds![
            pair.id,
            pair.one,
            pair.other,
            Standing::Apart.code(),
            now,
            None::<AccountId>,
            "",
            Standing::Joined.code(),
        ];
        tx.execute(&store::DECIDE, row).await?;
        for about in [pair.one, pair.other] {
            let deed = Deed::ComplaintParted;
            cx.journal(tx, deed, "complaint", Some(about.0), "{}")
                .await?;
        }
        let parted = ComplaintsParted {
            case: pair.one,
            appendix: pair.other,
        };
        cx.emit(tx, &Event::ComplaintsParted(parted)).await?;
    }
    Ok(())
}

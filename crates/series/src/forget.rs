//! Lets go of an erased complaint, in the transaction that erases it: its identifiers, what it quotes, its place
//! among the others, what was proposed, decided and printed of it. The linker takes it out of its memory, and says
//! what becomes of its series, at its next turn. Ids of complaints named by decisions stay (decision 0037).

use crate::decide::store as decisions;
use crate::dialect::list;
use crate::file::store as files;
use crate::parameters::estimate;
use crate::{amend, count, file, quality, store};
use faisceau_domain::event::Event;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Tx};
use faisceau_platform::deposit::condemn;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs;
use futures_util::future::BoxFuture;
use uuid::Uuid;

/// What `series` does when a complaint is erased.
pub(crate) fn reaction() -> Reaction {
    Reaction::InTransaction {
        on: "complaint_erased",
        run: react,
    }
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ComplaintErased(erased) => forget(cx, tx, erased.complaint.0).await,
            _ => Ok(()),
        }
    })
}

/// Lets go of everything, and marks the complaint, so that the linker finds it gone.
///
/// # Errors
/// When the database fails.
pub async fn forget(cx: &Cx, tx: &mut Tx, complaint: Uuid) -> Result<(), Fault> {
    estimate::unlearn(cx, tx, complaint).await?;
    papers(cx, tx, complaint).await?;
    values_of_nobody(cx, tx, complaint).await?;
    let of = || binds![complaint];
    for (class, statement) in [
        ("links", &store::FORGET_PROPOSALS),
        ("links", &store::FORGET_QUESTIONS_ABOUT),
        ("values", &store::DELETE_USES),
        ("words", &store::DELETE_SCRIPT),
    ] {
        tx.take(class, statement, of()).await?;
    }
    leave(tx, complaint).await?;
    amend::let_go(cx, tx, complaint).await
}

/// What only this complaint said is nobody's from now on: what was found of it, proposed or decided goes. A decision
/// about a value that nobody says is withdrawn, so that a complaint that says it later meets no rule whose reason
/// cannot be read.
async fn values_of_nobody(cx: &Cx, tx: &mut Tx, complaint: Uuid) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    for row in tx
        .all(&store::VALUES_OF_IT_ALONE, binds![complaint])
        .await?
    {
        let key: Uuid = row.get("key_id")?;
        for row in tx.all(&decisions::OF_VALUE, binds![key]).await? {
            let decision: Uuid = row.get("id")?;
            let nobody = Uuid::nil();
            let withdrawn = binds![decision, "", nobody, now];
            tx.execute(&decisions::WITHDRAW_ONCE, withdrawn).await?;
            tx.execute(&decisions::MARK_PENDING, binds![decision, now])
                .await?;
            tx.take("links", &decisions::FORGET_VALUE, binds![decision])
                .await?;
            tx.execute(&decisions::FORGET_REASON, binds![decision])
                .await?;
        }
        tx.take("values", &store::FORGET_CLASS, binds![key]).await?;
        tx.take("links", &quality::store::FORGET, binds![key])
            .await?;
        tx.take("links", &store::FORGET_PROPOSALS_ON, binds![key])
            .await?;
    }
    // Why people decided on complaints, once none of those named is left.
    for row in tx
        .all(&decisions::NAMING_IT_ALONE, binds![complaint])
        .await?
    {
        let decision: Uuid = row.get("id")?;
        for statement in [&decisions::FORGET_REASON, &decisions::FORGET_WITHDRAWAL] {
            tx.execute(statement, binds![decision]).await?;
        }
    }
    Ok(())
}

/// Takes it out of its series, whose sums it leaves; the linker says what becomes of the series.
async fn leave(tx: &mut Tx, complaint: Uuid) -> Result<(), Fault> {
    let series: Option<Uuid> = None;
    let asked = vec![Bind::from(-1_i64), list([complaint]), Bind::from(series)];
    tx.execute(&count::dialect::COUNT_LOSSES, asked).await?;
    tx.execute(&store::FORGET_EMPTY_LOSSES, binds![complaint])
        .await?;
    tx.execute(&store::SHRINK_SERIES, binds![complaint]).await?;
    tx.take("links", &store::FORGET_MEMBER, binds![complaint])
        .await?;
    Ok(())
}

/// The files of series in which it stands were frozen for somebody: they go, whole, and can be asked for again.
async fn papers(cx: &Cx, tx: &mut Tx, complaint: Uuid) -> Result<(), Fault> {
    for row in tx.all(&files::HOLDING, binds![complaint]).await? {
        let (id, series): (Uuid, Uuid) = (row.get("id")?, row.get("series_id")?);
        condemn(&cx.world, tx, &file::key_of(series, id)).await?;
        let jobs = jobs::forget(tx, id).await?;
        tx.took("work", jobs);
        tx.execute(&files::FORGET_NAMED, binds![id]).await?;
        tx.take("papers", &files::FORGET, binds![id]).await?;
    }
    tx.execute(&files::FORGET_NAMES_OF, binds![complaint])
        .await?;
    Ok(())
}

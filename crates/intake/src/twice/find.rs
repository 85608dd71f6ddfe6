//! Looks whether a complaint was filed already: marks it with who filed, compares it with those that
//! bear one of these marks, and writes down which look alike. Decides nothing.

use super::{PAIRS_MAX, store, told};
use crate::receipt;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::twice::{Told, Who, alike};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::Use;

/// Marks a complaint and looks for those it repeats; returns how many were found anew. May be run
/// again, as after an answer changed.
///
/// # Errors
/// When the database fails.
pub async fn find(cx: &Cx, tx: &mut Tx, id: ComplaintId) -> Result<usize, Fault> {
    let Some(complaint) = receipt::complaint(tx, id).await? else {
        return Ok(0);
    };
    let Some(own) = told(cx, &complaint)? else {
        return Ok(0);
    };
    mark(cx, tx, id, &own).await?;
    let now = cx.world.clock.now();
    let mut found = 0;
    for row in tx.all(&store::CANDIDATES, binds![id, PAIRS_MAX]).await? {
        let other: ComplaintId = row.get("id")?;
        let Some(known) = receipt::complaint(tx, other).await? else {
            continue;
        };
        let Some(likeness) = told(cx, &known)?.and_then(|known| alike(&own, &known)) else {
            continue;
        };
        let order = |one: &receipt::Complaint| (one.filed_at, one.id.0);
        let (earlier, later) = match order(&known) <= order(&complaint) {
            true => (other, id),
            false => (id, other),
        };
        let pair = cx.world.dice.uuid(now);
        let row = binds![pair, earlier, later, likeness.written(), now];
        tx.execute(&store::FOUND, row).await?;
        for about in [earlier, later] {
            let deed = Deed::ComplaintFoundTwice;
            cx.journal(tx, deed, "complaint", Some(about.0), "{}")
                .await?;
        }
        found += 1;
    }
    Ok(found)
}

/// The mark of a person told in this way.
pub(super) fn mark_of(cx: &Cx, who: Who, text: &str) -> [u8; 32] {
    let said = format!("{} {text}", who.code());
    cx.world.keys().mark(Use::SamePerson, said.as_bytes())
}

/// Marks under the server key: equal for equal persons, and telling nobody's name, address or number.
async fn mark(cx: &Cx, tx: &mut Tx, id: ComplaintId, own: &Told) -> Result<(), Fault> {
    tx.execute(&store::FORGET_MARKS, binds![id]).await?;
    let rows = own.who.iter();
    let rows = rows.map(|(who, text)| binds![id, mark_of(cx, *who, text)]);
    tx.insert_many(&store::INSERT_MARK, rows.collect()).await?;
    Ok(())
}

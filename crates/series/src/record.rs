//! Keeps every identifier found, in the transaction of whoever found it, and marks the complaint
//! as waiting to be brought together. Never links by itself: a filing pays two statements here.

use crate::store;
use faisceau_domain::event::{Event, IdentifiersFound};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Bind, Tx};
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;

/// What `series` does when others tell something.
pub(crate) fn reactions() -> Vec<Reaction> {
    vec![Reaction::InTransaction {
        on: "identifiers_found",
        run: react,
    }]
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::IdentifiersFound(found) => record(cx, tx, found).await,
            _ => Ok(()),
        }
    })
}

/// Writes where each value was found. A complaint with a value that may join it to others waits
/// for the linker, once however often it is told of.
///
/// # Errors
/// When the database fails.
pub async fn record(cx: &Cx, tx: &mut Tx, found: &IdentifiersFound) -> Result<(), Fault> {
    if found.values.is_empty() {
        return Ok(());
    }
    let (now, ids) = (cx.world.clock.now(), cx.world.value_ids);
    let rows = found.values.iter().map(|value| {
        let (kind, id) = (value.identifier.kind().code(), cx.world.dice.uuid(now));
        let (canonical, key) = (value.identifier.canonical(), value.identifier.key());
        binds![
            id,
            ids.of(kind, canonical),
            ids.of(kind, key),
            found.subject_kind,
            found.subject,
            kind,
            canonical,
            key,
            &value.raw,
            value.role.code(),
            &value.source,
            value.identifier.doubt().map(|doubt| doubt.code()),
            now,
        ]
    });
    let rows: Vec<Vec<Bind>> = rows.collect();
    tx.insert_many(&store::INSERT_USE, rows).await?;
    let links = found.values.iter().any(|value| value.role.may_link());
    if found.subject_kind == COMPLAINT && links {
        tx.execute(&store::MARK_PENDING, binds![found.subject, now])
            .await?;
        tx.rings(&cx.world.linking);
    }
    Ok(())
}

/// The kind of subject that is brought together.
pub(crate) const COMPLAINT: &str = "complaint";

//! Reads a whole table, several pages at a time: the linker does so when it begins. What waits to be
//! taken is bounded, whatever the size of the table. Decides nothing and writes nothing.

use crate::store;
use faisceau_platform::binds;
use faisceau_platform::db::{Tx, same};
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use futures_util::future::BoxFuture;
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Spans read at once. One connection of SQLite's four readers is left to the pages.
const AT_ONCE: usize = 3;
/// Spans of a table: more than are read at once, as some hold more than others.
const SPANS: u32 = 12;
/// Pages that wait to be taken.
const WAITING_PAGES: usize = 6;

/// Rows whose id is above one and at most another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) above: Uuid,
    pub(crate) to: Uuid,
}

/// Reads the first page of a span: what it holds, and the last id of it, `None` at the end.
pub(crate) type ReadPage<T> =
    for<'a> fn(&'a mut Tx, Span) -> BoxFuture<'a, Result<(T, Option<Uuid>), Fault>>;

/// The pages of a table, in no order. Dropped, it reads no more.
pub(crate) struct Sweep<T> {
    pages: mpsc::Receiver<Result<T, Fault>>,
    readers: JoinSet<()>,
}

impl<T: Send + 'static> Sweep<T> {
    /// Begins to read.
    pub(crate) fn of(world: &Arc<World>, spans: Vec<Span>, read: ReadPage<T>) -> Sweep<T> {
        let (give, pages) = mpsc::channel(WAITING_PAGES);
        let mut readers = JoinSet::new();
        for reader in 0..AT_ONCE {
            let own: Vec<Span> = spans
                .iter()
                .copied()
                .skip(reader)
                .step_by(AT_ONCE)
                .collect();
            let (world, give) = (world.clone(), give.clone());
            readers.spawn(same(async move {
                for span in own {
                    if let Err(fault) = walk(&world, span, read, &give).await {
                        // Nobody listens any more: there is nobody to tell either.
                        let _gone = give.send(Err(fault)).await;
                        return;
                    }
                }
            }));
        }
        Sweep { pages, readers }
    }

    /// The next page read; `None` when all were.
    pub(crate) async fn next(&mut self) -> Option<Result<T, Fault>> {
        match self.pages.recv().await {
            None => whole(&mut self.readers).await.err().map(Err),
            page => page,
        }
    }

    /// Its two ends: who takes the pages on a thread of its own, and what reads them meanwhile.
    pub(crate) fn parted(self) -> (mpsc::Receiver<Result<T, Fault>>, JoinSet<()>) {
        (self.pages, self.readers)
    }
}

/// Whether every reader came to its end: what one that broke off did not give is not missing from
/// the table, and must not look so.
pub(crate) async fn whole(readers: &mut JoinSet<()>) -> Result<(), Fault> {
    while let Some(ended) = readers.join_next().await {
        ended?;
    }
    Ok(())
}

/// Reads a span to its end, a page a transaction: none is held while pages wait.
async fn walk<T>(
    world: &World,
    mut span: Span,
    read: ReadPage<T>,
    give: &mpsc::Sender<Result<T, Fault>>,
) -> Result<(), Fault> {
    loop {
        let mut tx = world.db.read().await?;
        let (page, last) = read(&mut tx, span).await?;
        tx.rollback().await?;
        let Some(last) = last else { return Ok(()) };
        if give.send(Ok(page)).await.is_err() {
            return Ok(());
        }
        span.above = last;
    }
}

/// Spans of about as many complaints each.
pub(crate) async fn complaints(tx: &mut Tx) -> Result<Vec<Span>, Fault> {
    let row = tx.one(&store::COUNT_COMPLAINTS, binds![]).await?;
    let step = row.get::<i64>("complaints")? / i64::from(SPANS);
    let mut bounds = vec![Uuid::nil()];
    let mut last = Uuid::nil();
    for _ in 1..SPANS {
        let next = tx.optional(&store::COMPLAINT_AFTER, binds![last, step]);
        let Some(row) = next.await? else { break };
        last = row.get("id")?;
        bounds.push(last);
    }
    Ok(between(&bounds))
}

/// Spans of ids drawn evenly, as those of values are.
pub(crate) fn even() -> Vec<Span> {
    let step = u128::MAX / u128::from(SPANS);
    let bounds = (0..u128::from(SPANS)).map(|part| Uuid::from_u128(step * part));
    between(&bounds.collect::<Vec<Uuid>>())
}

fn between(bounds: &[Uuid]) -> Vec<Span> {
    let ends = bounds[1..].iter().copied().chain([Uuid::max()]);
    let spans = bounds.iter().copied().zip(ends);
    spans.map(|(above, to)| Span { above, to }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_reader_that_breaks_off_is_no_end_of_the_table() {
        let (give, pages) = mpsc::channel::<Result<u8, Fault>>(1);
        let mut readers = JoinSet::new();
        readers.spawn(async move {
            give.send(Ok(1)).await.expect("somebody listens");
            panic!("on purpose");
        });
        let mut read = Sweep { pages, readers };
        assert!(matches!(read.next().await, Some(Ok(1))));
        assert!(matches!(read.next().await, Some(Err(_))));
        assert!(read.next().await.is_none());
    }

    #[test]
    fn spans_follow_each_other_and_leave_no_id_out() {
        let spans = even();
        assert_eq!(spans.first().map(|span| span.above), Some(Uuid::nil()));
        assert_eq!(spans.last().map(|span| span.to), Some(Uuid::max()));
        for pair in spans.windows(2) {
            assert_eq!(pair[0].to, pair[1].above);
            assert!(pair[0].above < pair[0].to);
        }
    }
}

//! The sealer's promise on a clock set by hand: what is written is sealed by the next turn, a turn
//! comes within the second whoever was killed, and the head is published where it is read.

use faisceau::background::{SEAL_EVERY, SEAL_LEASE, SEALED_WITHIN, seal_all};
use faisceau::capabilities;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::journal::read::{ChainState, chain_state};
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::lease::Lease;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use jiff::Timestamp;
use uuid::Uuid;

async fn write(kit: &Kit, rows: usize) {
    let cx = Cx::platform(&kit.world);
    let mut tx = kit.world.db.write().await.unwrap();
    for _ in 0..rows {
        let row = cx.journal(&mut tx, Deed::JournalRead, "journal", None, "{}");
        row.await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The published head: its position, and when it was sealed.
async fn published(kit: &Kit) -> (i64, [u8; 32], Timestamp, i64) {
    let mut tx = kit.world.db.read().await.unwrap();
    let ChainState { head, unsealed } = chain_state(&mut tx).await.unwrap();
    let (position, head, at) = head.unwrap();
    (position, head, at, unsealed)
}

on_both!(
    what_is_written_is_sealed_at_the_next_turn_and_its_head_published,
    capabilities::all(),
    async |kit: Kit| {
        assert!(SEAL_EVERY <= SEALED_WITHIN);
        let mut sealed = 0;
        // More than one batch, then one row: a turn takes everything that waits.
        for rows in [2_500, 1] {
            write(&kit, rows).await;
            let written_at = kit.world.clock.now();
            let turn = i64::try_from(SEAL_EVERY.as_millis()).unwrap();
            kit.world.clock.advance_millis(turn);
            seal_all(&kit.world).await.unwrap();
            sealed += i64::try_from(rows).unwrap();
            let (position, head, at, unsealed) = published(&kit).await;
            assert_eq!((position, unsealed), (sealed, 0));
            assert!(at.duration_since(written_at).unsigned_abs() <= SEALED_WITHIN);
            let whole = verify(&kit.world.db).await.unwrap();
            assert_eq!(whole, Verified::Whole { rows: sealed, head });
        }
        // Nothing waits: the head stays where it is.
        seal_all(&kit.world).await.unwrap();
        assert_eq!(published(&kit).await.0, sealed);
    }
);

on_both!(
    a_killed_sealer_delays_nobody_beyond_the_second,
    capabilities::all(),
    async |kit: Kit| {
        write(&kit, 1).await;
        seal_all(&kit.world).await.unwrap();
        let killed_at = kit.world.clock.now();
        let taken = Lease::take(&kit.world.db, "sealer", Uuid::max(), killed_at, SEAL_LEASE);
        assert!(taken.await.unwrap().is_some());
        write(&kit, 3).await;
        seal_all(&kit.world).await.unwrap();
        assert_eq!(published(&kit).await.3, 3, "its lease still holds");
        // The turn that follows the end of the lease, at the latest.
        let lease = i64::try_from(SEAL_LEASE.as_millis()).unwrap();
        let turn = i64::try_from(SEAL_EVERY.as_millis()).unwrap();
        kit.world.clock.advance_millis(lease + turn);
        seal_all(&kit.world).await.unwrap();
        let (position, _, at, unsealed) = published(&kit).await;
        assert_eq!((position, unsealed), (4, 0));
        assert!(at.duration_since(killed_at).unsigned_abs() <= SEALED_WITHIN);
    }
);

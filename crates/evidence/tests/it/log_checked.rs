//! The whole log read again finds what was changed behind the platform's back: a tile, a leaf, the journal's rows, a
//! complaint deleted, checkpoints gone; and an erasure, which is none of these.

use crate::log::{acts, change, cx, filed, published};
use crate::store;
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_evidence::log::check::{Broken, Checked, check};
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

on_both!(
    a_reading_of_the_whole_log_finds_what_was_changed,
    crate::capabilities(),
    async |kit: Kit| {
        let told = cx(&kit);
        filed(&kit, 1).await;
        acts(&kit, 260).await;
        published(&kit).await;
        let found = async || match check(&told, &[]).await.unwrap() {
            Checked::Broken(broken) => Some(broken),
            Checked::Whole { .. } => None,
        };
        assert_eq!(found().await, None);
        let mut tx = kit.world.db.read().await.unwrap();
        let tile: Vec<u8> = tx
            .one(&store::TILE, binds![])
            .await
            .unwrap()
            .get("hashes")
            .unwrap();
        let entries = tx.all(&store::LOGGED, binds![]).await.unwrap();
        drop(tx);
        let mut flipped = tile.clone();
        flipped[1_000] ^= 1;
        change(&kit, &store::ALTER_TILE, binds![flipped]).await;
        assert_eq!(found().await, Some(Broken::Tile { level: 0, index: 0 }));
        change(&kit, &store::ALTER_TILE, binds![tile]).await;
        // A complaint deleted behind the platform's back; erased, it would have taken its salt along.
        let (removed, _) = filed(&kit, 2).await;
        published(&kit).await;
        assert_eq!(found().await, None);
        change(&kit, &store::DROP_RECEIPTS, binds![removed]).await;
        assert_eq!(found().await, Some(Broken::Leaf(261)), "its paper");
        change(&kit, &store::ERASE, binds![removed]).await;
        assert_eq!(
            found().await,
            Some(Broken::Leaf(261)),
            "the complaint itself"
        );
        let mut tx = kit.world.db.write().await.unwrap();
        let gone = ComplaintErased {
            complaint: ComplaintId(removed),
        };
        let (told, gone) = (cx(&kit), Event::ComplaintErased(gone));
        told.emit(&mut tx, &gone).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found().await, None);
        // A journal row altered, digest and all; then a leaf, and what it was made of.
        let (id, digest): (Uuid, [u8; 32]) = (
            entries[7].get("id").unwrap(),
            entries[7].get("digest").unwrap(),
        );
        let mut tx = kit.world.db.read().await.unwrap();
        let place = tx.one(&store::PLACE, binds![id]).await.unwrap();
        let place: i64 = place.get("position").unwrap();
        drop(tx);
        let here = Some(Broken::Leaf(u64::try_from(place).unwrap()));
        change(&kit, &store::ALTER_ENTRY, binds![id, "autre", [5_u8; 32]]).await;
        assert_eq!(found().await, here);
        change(&kit, &store::ALTER_ENTRY, binds![id, "", digest]).await;
        assert_eq!(found().await, None);
        change(&kit, &store::ALTER_RECORD, binds![place, [7_u8; 32]]).await;
        assert_eq!(found().await, here);
        change(&kit, &store::ALTER_RECORD, binds![place, digest]).await;
        change(&kit, &store::ALTER_LEAF, binds![place, [7_u8; 32]]).await;
        assert_eq!(found().await, here);
        change(&kit, &store::DROP_ENTRY, binds![id]).await;
        assert_eq!(
            found().await,
            Some(Broken::Order(u64::try_from(place).unwrap()))
        );
        change(&kit, &store::TAKE_LEAVES_OUT, binds![0_i64]).await;
        assert_eq!(found().await, Some(Broken::Checkpoint(262)));
    }
);

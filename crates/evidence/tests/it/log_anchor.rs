//! The journal anchored in the public log: once for what was sealed, never because of itself, and so that what is
//! written anew or cut from its end is found, readings included, which are no leaves.

use crate::log::{change, cx, filed, published, seal};
use crate::store;
use faisceau_domain::journal::anchor::{Anchor, EVERY};
use faisceau_domain::journal::{Deed, GENESIS, chain};
use faisceau_evidence::log::anchor::anchor;
use faisceau_evidence::log::check::{Broken, Checked, check};
use faisceau_evidence::log::run::Publisher;
use faisceau_platform::journal::read::chain_state;
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::lease::Lease;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use jiff::SignedDuration;
use uuid::Uuid;

async fn read_by_staff(kit: &Kit, times: usize) {
    let mut tx = kit.world.db.write().await.unwrap();
    for _ in 0..times {
        let told = cx(kit);
        let read = told.journal(&mut tx, Deed::ComplaintRead, "complaint", None, "{}");
        read.await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn later(kit: &Kit) {
    let length = i64::try_from(EVERY.as_millis()).unwrap();
    kit.world.clock.advance_millis(length);
}

async fn anchored(kit: &Kit) -> bool {
    let mut publisher = Publisher::new(&kit.world);
    let done = publisher.anchor(&cx(kit)).await.unwrap();
    publisher.give_back(&cx(kit)).await.unwrap();
    done
}

async fn head(kit: &Kit) -> (i64, [u8; 32]) {
    let mut tx = kit.world.db.read().await.unwrap();
    let (position, head, _) = chain_state(&mut tx).await.unwrap().head.unwrap();
    (position, head)
}

on_both!(
    what_was_sealed_is_anchored_once_and_an_anchor_asks_for_no_other,
    crate::capabilities(),
    async |kit: Kit| {
        assert!(!anchored(&kit).await, "nothing was sealed");
        read_by_staff(&kit, 3).await;
        seal(&kit).await;
        assert!(!anchored(&kit).await, "not yet");
        later(&kit);
        let before = head(&kit).await;
        assert!(anchored(&kit).await);
        assert!(!anchored(&kit).await, "once");
        let signed = published(&kit).await;
        assert_eq!(signed.checkpoint.size, 1, "one leaf, and no reading");
        let mut tx = kit.world.db.read().await.unwrap();
        let row = tx.one(&store::ANCHOR, binds![]).await.unwrap();
        let said = Anchor::read(&row.get::<String>("detail").unwrap()).unwrap();
        drop(tx);
        assert_eq!((said.position, said.head), before);
        for _ in 0..3 {
            later(&kit);
            assert!(!anchored(&kit).await, "an idle installation writes nothing");
        }
        read_by_staff(&kit, 1).await;
        seal(&kit).await;
        later(&kit);
        assert!(anchored(&kit).await);
        seal(&kit).await;
        let whole = verify(&kit.world.db).await.unwrap();
        assert!(matches!(whole, Verified::Whole { .. }), "{whole:?}");
    }
);

on_both!(
    who_no_longer_holds_the_log_anchors_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        read_by_staff(&kit, 1).await;
        seal(&kit).await;
        later(&kit);
        let (world, length) = (&kit.world, SignedDuration::from_secs(20));
        let taken = async || {
            let now = world.clock.now();
            let holder = world.dice.uuid(now);
            let lease = Lease::take(&world.db, "log", holder, now, length).await;
            lease.unwrap().unwrap()
        };
        let old = taken().await;
        world.clock.advance_millis(21_000);
        let new = taken().await;
        assert!(anchor(&cx(&kit), &old).await.is_err());
        assert!(anchor(&cx(&kit), &new).await.unwrap().is_some());
        assert!(anchor(&cx(&kit), &new).await.unwrap().is_none());
    }
);

on_both!(
    a_chain_made_anew_contradicts_its_anchor,
    crate::capabilities(),
    async |kit: Kit| {
        read_by_staff(&kit, 4).await;
        seal(&kit).await;
        later(&kit);
        assert!(anchored(&kit).await);
        published(&kit).await;
        // Two entries change places, and every link after them is computed again: no key is in the chain.
        let mut tx = kit.world.db.write().await.unwrap();
        let rows = tx.all(&store::CHAIN, binds![]).await.unwrap();
        let mut rows: Vec<(Uuid, [u8; 32])> = rows
            .iter()
            .map(|row| (row.get("id").unwrap(), row.get("digest").unwrap()))
            .collect();
        rows.swap(0, 1);
        tx.execute(&store::NO_LINKS, binds![]).await.unwrap();
        let mut last = GENESIS;
        for (position, (id, digest)) in (1_i64..).zip(&rows) {
            last = chain(&last, position, digest);
            let link = binds![*id, position, last];
            tx.execute(&store::LINK, link).await.unwrap();
        }
        tx.commit().await.unwrap();
        let found = verify(&kit.world.db).await.unwrap();
        let Verified::Contradicted { position, id } = found else {
            panic!("{found:?}");
        };
        assert_eq!((position, id), (5, Some(rows[4].0)));
    }
);

on_both!(
    readings_cut_from_the_end_are_found_by_the_log,
    crate::capabilities(),
    async |kit: Kit| {
        filed(&kit, 1).await;
        published(&kit).await;
        let (kept, _) = head(&kit).await;
        read_by_staff(&kit, 2).await;
        seal(&kit).await;
        later(&kit);
        assert!(anchored(&kit).await);
        published(&kit).await;
        change(&kit, &store::CUT_JOURNAL, binds![kept]).await;
        change(&kit, &store::CUT_LINKS, binds![kept]).await;
        let whole = verify(&kit.world.db).await.unwrap();
        assert!(matches!(whole, Verified::Whole { .. }), "the chain alone");
        let found = check(&cx(&kit), &[]).await.unwrap();
        assert_eq!(found, Checked::Broken(Broken::Order(1)));
    }
);

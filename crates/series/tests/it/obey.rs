//! The linker obeys stored decisions, those it finds when it begins and those taken or withdrawn
//! while it works; a withdrawn decision leaves no trace.

use crate::decide::two_pairs;
use crate::store;
use crate::world::{Filed, expected, file, linked, partition, turned};
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::hold::Held;
use faisceau_series::link::Linking;
use faisceau_series::run::{Worker, link_until_idle};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Stores a decision as the gestures do; `sides` are the complaints it names.
pub(crate) async fn decide(kit: &Kit, number: u128, kind: &str, sides: [&[Uuid]; 2]) -> Uuid {
    let id = Uuid::from_u128(0xdec1_de00 + number);
    let now = kit.world.clock.now();
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![id, kind, now];
    tx.execute(&store::DECIDE, row).await.unwrap();
    for (side, complaints) in (0_i64..).zip(sides) {
        for complaint in complaints {
            let row = binds![id, *complaint, side];
            tx.execute(&store::NAME, row).await.unwrap();
        }
    }
    tx.execute(&store::MARK_DECISION, binds![id, now])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

pub(crate) async fn withdraw(kit: &Kit, decision: Uuid) {
    let now = kit.world.clock.now();
    let mut tx = kit.world.db.write().await.unwrap();
    for statement in [&store::WITHDRAW, &store::MARK_DECISION] {
        tx.execute(statement, binds![decision, now]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// How each complaint stands, in their order, and the counts of each series.
async fn standings(kit: &Kit) -> (Vec<String>, Vec<(i64, i64)>) {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::STANDINGS, binds![]).await.unwrap();
    let words = rows.iter().map(|row| row.get("standing").unwrap());
    let words = words.collect();
    let rows = tx.all(&store::COUNTS, binds![]).await.unwrap();
    let counts = rows
        .iter()
        .map(|row| (row.get("confirmed").unwrap(), row.get("attached").unwrap()));
    (words, counts.collect())
}

fn set(ids: &[Uuid]) -> BTreeSet<Uuid> {
    ids.iter().copied().collect()
}

on_both!(
    decisions_are_obeyed_at_work_and_leave_no_trace_once_withdrawn,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_pairs();
        let [a, b, c, d] = [0, 1, 2, 3].map(|n: usize| world[n].id);
        let mut worker = Worker::new(&kit.world);
        for filed in &world {
            file(&kit, filed).await;
        }
        worker.until_idle().await.unwrap();
        let before = partition(&kit).await;
        assert_eq!(before, BTreeSet::from([set(&[a, b]), set(&[c, d])]));

        let merged = decide(&kit, 1, "merge", [&[a, b], &[c, d]]).await;
        assert_eq!(worker.until_idle().await.unwrap(), 1);
        assert_eq!(partition(&kit).await, BTreeSet::from([set(&[a, b, c, d])]));
        withdraw(&kit, merged).await;
        worker.until_idle().await.unwrap();
        assert_eq!(partition(&kit).await, before);

        let parted = decide(&kit, 2, "split", [&[a], &[b]]).await;
        worker.until_idle().await.unwrap();
        assert_eq!(partition(&kit).await, BTreeSet::from([set(&[c, d])]));
        withdraw(&kit, parted).await;
        worker.until_idle().await.unwrap();
        assert_eq!(partition(&kit).await, before);
        assert_eq!(before, expected(&world));
    }
);

on_both!(
    a_linker_that_begins_obeys_what_was_decided_before,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [1, 2, 3].map(|n| Filed::with_emails(n, &["a"]));
        let [a, b, c] = [0, 1, 2].map(|n: usize| world[n].id);
        decide(&kit, 1, "forbid", [&[a], &[b]]).await;
        linked(&kit, &world).await;
        let found = partition(&kit).await;
        assert!(found.len() == 1, "{found:?}");
        assert!(!found.first().unwrap().is_superset(&set(&[a, b])));
        // Once more, from what is stored.
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, found);
        assert!(found.first().unwrap().contains(&c));
    }
);

on_both!(
    who_comes_after_a_confirmation_is_attached_until_reviewed,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [1, 2, 3].map(|n| Filed::with_emails(n, &["a"]));
        let [a, b, c] = [0, 1, 2].map(|n: usize| world[n].id);
        linked(&kit, &world[..2]).await;
        let candidates = ["candidate", "candidate"].map(str::to_owned).to_vec();
        assert_eq!(standings(&kit).await, (candidates, vec![(0, 0)]));
        let first = decide(&kit, 1, "confirm", [&[a, b], &[]]).await;
        linked(&kit, &world[2..]).await;
        let words = |words: [&str; 3]| words.map(str::to_owned).to_vec();
        let attached = words(["confirmed", "confirmed", "attached"]);
        assert_eq!(standings(&kit).await, (attached, vec![(2, 1)]));
        let review = decide(&kit, 2, "confirm", [&[a, b, c], &[]]).await;
        link_until_idle(&kit.world).await.unwrap();
        let confirmed = words(["confirmed"; 3]);
        assert_eq!(standings(&kit).await, (confirmed, vec![(3, 0)]));
        for decision in [first, review] {
            withdraw(&kit, decision).await;
        }
        link_until_idle(&kit.world).await.unwrap();
        let candidates = words(["candidate"; 3]);
        assert_eq!(standings(&kit).await, (candidates, vec![(0, 0)]));
    }
);

on_both!(
    two_confirmed_series_that_share_a_value_stay_two,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [
            Filed::with_emails(1, &["a"]),
            Filed::with_emails(2, &["a"]),
            Filed::with_emails(3, &["b"]),
            Filed::with_emails(4, &["b"]),
            Filed::with_emails(5, &["a", "b"]),
        ];
        let [a, b, c, d, both] = [0, 1, 2, 3, 4].map(|n: usize| world[n].id);
        linked(&kit, &world[..4]).await;
        decide(&kit, 1, "confirm", [&[a, b], &[]]).await;
        decide(&kit, 2, "confirm", [&[c, d], &[]]).await;
        linked(&kit, &world[4..]).await;
        let found = partition(&kit).await;
        assert_eq!(found.len(), 2, "{found:?}");
        let (_, counts) = standings(&kit).await;
        let mut counts = counts;
        counts.sort_unstable();
        assert_eq!(counts, [(2, 0), (2, 1)]);
        assert!(found.iter().any(|members| members.contains(&both)));
    }
);

on_both!(
    a_value_marked_shared_joins_nobody,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [1, 2].map(|n| Filed::with_emails(n, &["a"]));
        linked(&kit, &world).await;
        let id = decide(&kit, 1, "shared", [&[], &[]]).await;
        let (kind, key) = ("email", "a@exemple.fr");
        let key_id = kit.world.value_ids.of(kind, key);
        let mut tx = kit.world.db.write().await.unwrap();
        let row = binds![id, key_id, kind, key];
        tx.execute(&store::NAME_VALUE, row).await.unwrap();
        tx.commit().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        assert!(partition(&kit).await.is_empty());
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::CLASSES, binds![]).await.unwrap();
        assert_eq!(rows[0].get::<String>("reason").unwrap(), "marked_shared");
        tx.rollback().await.unwrap();
        withdraw(&kit, id).await;
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, expected(&world));
    }
);

on_both!(
    an_erased_complaint_leaves_a_decision_in_force_for_the_others,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [
            Filed::with_emails(1, &["a"]),
            Filed::with_emails(2, &["b"]),
            Filed::with_emails(3, &["c"]),
        ];
        let [a, b, c] = [0, 1, 2].map(|n: usize| world[n].id);
        linked(&kit, &world).await;
        decide(&kit, 1, "merge", [&[a, b], &[c]]).await;
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, BTreeSet::from([set(&[a, b, c])]));
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::ERASE, binds![b]).await.unwrap();
        let complaint = ComplaintId(b);
        let erased = Event::ComplaintErased(ComplaintErased { complaint });
        let cx = Cx::platform(&kit.world);
        cx.emit(&mut tx, &erased).await.unwrap();
        tx.commit().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, BTreeSet::from([set(&[a, c])]));
    }
);

on_both!(
    a_decision_marked_again_before_it_is_obeyed_is_obeyed_once,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [1, 2].map(|n| Filed::with_emails(n, &["a"]));
        linked(&kit, &world).await;
        let decision = decide(&kit, 1, "split", [&[world[0].id], &[world[1].id]]).await;
        let cx = Cx::platform(&kit.world);
        let held = Held::take(&kit.world, Uuid::from_u128(7)).await;
        let mut held = held.unwrap().unwrap();
        let (linking, _) = Linking::load(&cx, &mut held).await.unwrap();
        assert!(partition(&kit).await.is_empty());
        // Withdrawn, and marked once more before the next turn.
        withdraw(&kit, decision).await;
        let mut tx = kit.world.db.write().await.unwrap();
        let now = kit.world.clock.now();
        tx.execute(&store::MARK_DECISION, binds![decision, now])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let (_, treated) = turned(linking, &cx, &mut held, 10).await.unwrap();
        assert_eq!(treated, 1);
        assert_eq!(partition(&kit).await, expected(&world));
        let mut tx = kit.world.db.read().await.unwrap();
        let left = tx.all(&store::DECISIONS_PENDING, binds![]).await.unwrap();
        assert!(left.is_empty(), "the mark read was the last one");
    }
);

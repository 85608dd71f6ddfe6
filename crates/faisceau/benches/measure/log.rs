//! The public log at ten million leaves: append and proof, in memory beside as many hashes of nodes, then in the
//! database with everything a turn of the publisher does.

use crate::table::{Table, rate};
use faisceau::capabilities;
use faisceau_domain::journal::Deed;
use faisceau_domain::merkle::proof::{includes, inclusion};
use faisceau_domain::merkle::tile::{Edge, Tiles, hashes_from};
use faisceau_domain::merkle::{Hash, leaf_hash, node};
use faisceau_evidence::log::prove::{Standing, prove};
use faisceau_evidence::log::{feed, publish, store};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::journal::read::sealed_after;
use faisceau_platform::journal::seal::seal_batch;
use faisceau_platform::lease::Lease;
use faisceau_platform::testkit::{Kit, On, durable_kit};
use jiff::SignedDuration;
use std::hint::black_box;
use std::time::Instant;

const LEAVES: u64 = 10_000_000;
const LEAVES_SMOKE: u64 = 20_000;
/// Entries added to the log in the database.
const ADDED: usize = 5_000;
const ADDED_SMOKE: usize = 300;
/// Proofs asked for.
const PROOFS: u64 = 1_000;
/// Tiles kept in one transaction.
const TILES: usize = 1_000;

pub(crate) async fn measure(table: &mut Table, smoke: bool) {
    let (leaves, added) = match smoke {
        true => (LEAVES_SMOKE, ADDED_SMOKE),
        false => (LEAVES, ADDED),
    };
    let tiles = in_memory(table, leaves);
    for on in [On::Sqlite, On::Postgres] {
        in_database(table, on, (leaves, &tiles), added).await;
    }
}

fn seconds(work: impl FnOnce()) -> f64 {
    let started = Instant::now();
    work();
    started.elapsed().as_secs_f64()
}

/// The tree alone; its tiles.
fn in_memory(table: &mut Table, leaves: u64) -> Tiles {
    let count = usize::try_from(leaves).unwrap();
    let nodes = seconds(|| {
        let mut hash = [0; 32];
        for _ in 0..leaves {
            hash = node(&hash, &[7; 32]);
        }
        black_box(hash);
    });
    let (mut tiles, mut edge) = (Tiles::new(), Edge::default());
    let append = seconds(|| {
        for number in 0..leaves {
            edge.append(leaf(number));
        }
        tiles = edge.changed();
        black_box(edge.root());
    });
    table.against(
        &format!("log: {leaves} leaves appended, hash of each and tiles"),
        format!("{:.0} leaves/s", rate(count, append)),
        format!("{:.0} nodes of 65 bytes/s", rate(count, nodes)),
        append / nodes,
    );
    let root = edge.root();
    let mut hashes = 0;
    let proofs = seconds(|| {
        for turn in 0..PROOFS {
            let index = turn.wrapping_mul(0x9e37_79b9_7f4a_7c15) % leaves;
            let proof = hashes_from(&inclusion(index, leaves), &tiles).unwrap();
            hashes += proof.len();
            includes(&leaf(index), index, leaves, &proof, &root).unwrap();
        }
    });
    table.told(
        &format!("log: proof among {leaves} leaves, made from tiles and checked"),
        format!(
            "{:.0} µs each, {} hashes",
            proofs * 1e6 / PROOFS as f64,
            hashes / PROOFS as usize
        ),
    );
    tiles
}

fn leaf(number: u64) -> Hash {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    leaf_hash(&bytes)
}

async fn in_database(table: &mut Table, on: On, (leaves, tiles): (u64, &Tiles), added: usize) {
    let kit = durable_kit(on, capabilities::all()).await;
    let cx = Cx::platform(&kit.world);
    hold(&kit, leaves, tiles).await;
    write(&kit, added).await;
    let lease = lease(&kit, "log").await;
    let started = Instant::now();
    let mut looked_at = 0;
    loop {
        let gathered = feed::gather(&cx, looked_at).await.unwrap();
        if gathered.seen == 0 {
            break;
        }
        looked_at = gathered.position;
        feed::feed(&cx, &lease, gathered).await.unwrap();
    }
    let fed = started.elapsed().as_secs_f64();
    let started = Instant::now();
    publish::publish(&cx, &lease, &[]).await.unwrap().unwrap();
    let signed = started.elapsed().as_secs_f64();
    table.told(
        &format!("log: {added} entries added to {leaves}, {on:?}, durable"),
        format!(
            "{:.0} leaves/s, checkpoint {:.1} ms",
            rate(added, fed),
            signed * 1e3
        ),
    );
    let mut tx = kit.world.db.read().await.unwrap();
    let entries = sealed_after(&mut tx, 0, 200).await.unwrap();
    tx.rollback().await.unwrap();
    let started = Instant::now();
    for entry in &entries {
        let told = prove(&cx, &entry.digest).await.unwrap();
        assert!(matches!(told, Standing::Entry { .. }), "it is in the log");
    }
    let each = started.elapsed().as_secs_f64() * 1e3 / entries.len() as f64;
    let what = format!("log: proof of an entry among {leaves}, {on:?}");
    table.told(&what, format!("{each:.2} ms each, with its checkpoint"));
}

/// A log that holds so many leaves already: its tiles, and the last leaf, which says how many.
async fn hold(kit: &Kit, leaves: u64, tiles: &Tiles) {
    let rows: Vec<_> = tiles
        .iter()
        .map(|(id, hashes)| {
            let index = i64::try_from(id.index).unwrap();
            binds![i32::from(id.level), index, hashes.concat()]
        })
        .collect();
    for part in rows.chunks(TILES) {
        let mut tx = kit.world.db.write().await.unwrap();
        tx.insert_many(&store::KEEP_TILE, part.to_vec())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    let last = i64::try_from(leaves - 1).unwrap();
    let none = None::<uuid::Uuid>;
    let row = binds![
        last,
        0_i64,
        uuid::Uuid::nil(),
        none,
        [0_u8; 32],
        None::<[u8; 32]>,
        None::<[u8; 32]>
    ];
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::INSERT_LEAF, row).await.unwrap();
    tx.commit().await.unwrap();
}

/// Entries of the journal that are leaves, sealed.
async fn write(kit: &Kit, count: usize) {
    let cx = Cx::platform(&kit.world);
    let mut tx = kit.world.db.write().await.unwrap();
    for _ in 0..count {
        let row = cx.journal(&mut tx, Deed::KeyRotated, "key", None, "{}");
        row.await.unwrap();
    }
    tx.commit().await.unwrap();
    let lease = lease(kit, "sealer").await;
    let now = kit.world.clock.now();
    while seal_batch(&kit.world.db, &lease, now).await.unwrap() > 0 {}
}

async fn lease(kit: &Kit, name: &'static str) -> Lease {
    let (world, hour) = (&kit.world, SignedDuration::from_hours(1));
    let now = world.clock.now();
    let taken = Lease::take(&world.db, name, world.dice.uuid(now), now, hour).await;
    taken.unwrap().unwrap()
}

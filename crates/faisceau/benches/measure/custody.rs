//! The custody of a hundred thousand exhibits verified: every chain, its row and the journal, beside the same steps
//! read and looked at by nobody; then every content read again, beside the same bytes hashed in memory.

use crate::filing::unlimited;
use crate::store;
use crate::table::{Table, rate};
use faisceau::capabilities;
use faisceau_domain::custody::{Gesture, Kind};
use faisceau_evidence::custody::chain::Around;
use faisceau_evidence::custody::{self, act, adopt, reread, verify};
use faisceau_intake::import;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::testkit::{Kit, On, kit_with};
use sha2::{Digest as _, Sha256};
use std::hint::black_box;
use std::time::Instant;
use uuid::Uuid;

const COMPLAINTS: usize = 1_000;
const COMPLAINTS_SMOKE: usize = 4;
/// Exhibits of each.
const EACH: usize = 100;
const EACH_SMOKE: usize = 5;
/// Bytes of an exhibit.
const BYTES: usize = 2_000;
/// Steps read at once.
const STEPS: i64 = 1_000;

pub(crate) async fn measure(table: &mut Table, smoke: bool) {
    let (complaints, each) = match smoke {
        true => (COMPLAINTS_SMOKE, EACH_SMOKE),
        false => (COMPLAINTS, EACH),
    };
    for on in [On::Sqlite, On::Postgres] {
        let kit = kit_with(on, capabilities::all(), unlimited()).await;
        let cases = filed(&kit, complaints).await;
        let exhibits = kept(&kit, &cases, each).await;
        chains(table, &kit, on, exhibits).await;
        contents(table, &kit, on, &cases).await;
    }
}

async fn filed(kit: &Kit, count: usize) -> Vec<Uuid> {
    let cx = Cx::platform(&kit.world);
    let mut tx = kit.world.db.write().await.unwrap();
    for number in 0..count {
        let line = crate::import::line(number);
        let checked = import::check(&line, kit.world.clock.now()).unwrap();
        import::import(&cx, &mut tx, "measure", checked)
            .await
            .unwrap();
    }
    let rows = tx.all(&store::COMPLAINTS, binds![]).await.unwrap();
    tx.commit().await.unwrap();
    rows.iter().map(|row| row.get("id").unwrap()).collect()
}

/// Files in custody, each with a second step; how many.
async fn kept(kit: &Kit, cases: &[Uuid], each: usize) -> usize {
    let cx = Cx::platform(&kit.world);
    for case in cases {
        let mut tx = kit.world.db.write().await.unwrap();
        for number in 0..each {
            let bytes = bytes::Bytes::from(format!("{case} {number} {}", "x".repeat(BYTES)));
            let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes)]);
            let staging = kit.world.dice.uuid(kit.world.clock.now());
            let received = kit.world.deposit.receive(staging, stream, 10_000);
            let received = received.await.unwrap();
            let kept = deposit::keep(&kit.world, &mut tx, *case, &received, "a.txt");
            kept.await.unwrap();
        }
        tx.commit().await.unwrap();
    }
    while adopt::found(&cx).await.unwrap() > 0 {}
    let mut gesture = Gesture::bare(Kind::Described);
    gesture.detail.description = Some("capture d’écran".to_owned());
    let mut count = 0;
    for case in cases {
        for exhibit in of(kit, *case).await {
            let told = act::act(&cx, exhibit.id, &gesture, &Around::default()).await;
            told.unwrap();
            count += 1;
        }
    }
    count
}

async fn of(kit: &Kit, case: Uuid) -> Vec<custody::Exhibit> {
    let mut tx = kit.world.db.read().await.unwrap();
    let exhibits = custody::of_complaint(&mut tx, case).await.unwrap();
    tx.rollback().await.unwrap();
    exhibits
}

async fn chains(table: &mut Table, kit: &Kit, on: On, exhibits: usize) {
    let started = Instant::now();
    let (mut last, mut read) = (Uuid::nil(), 0);
    loop {
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::STEPS_AFTER, binds![last, STEPS]).await;
        let rows = rows.unwrap();
        tx.rollback().await.unwrap();
        read += rows.len();
        match rows.last() {
            Some(row) => last = row.get("id").unwrap(),
            None => break,
        }
    }
    let bare = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let told = verify::all(&kit.world).await.unwrap();
    let took = started.elapsed().as_secs_f64();
    assert_eq!((told.exhibits, told.steps), (exhibits, read));
    assert!(told.wrong.is_empty(), "{:?}", told.wrong.first());
    table.against(
        &format!("custody of {exhibits} exhibits, {read} steps, verified, {on:?}"),
        format!("{:.0} exhibits a minute", rate(exhibits, took) * 60.0),
        format!("{:.0} steps a minute, only read", rate(read, bare) * 60.0),
        took / bare,
    );
}

async fn contents(table: &mut Table, kit: &Kit, on: On, cases: &[Uuid]) {
    let cx = Cx::platform(&kit.world);
    let (mut count, mut bytes) = (0, 0);
    let started = Instant::now();
    for case in cases {
        for exhibit in of(kit, *case).await {
            let read = reread::read(&cx, &exhibit).await.unwrap();
            assert_eq!(read, reread::Read::Same, "nothing altered it");
            count += 1;
            bytes += usize::try_from(exhibit.bytes).unwrap();
        }
    }
    let took = started.elapsed().as_secs_f64();
    let block = vec![7; bytes / count.max(1)];
    let started = Instant::now();
    for _ in 0..count {
        black_box(Sha256::digest(black_box(&block)));
    }
    let bare = started.elapsed().as_secs_f64();
    table.against(
        &format!("contents of {count} exhibits of 2 kB read again, {on:?}"),
        format!("{:.0} a minute", rate(count, took) * 60.0),
        format!("{:.0} a minute, hashed in memory", rate(count, bare) * 60.0),
        took / bare,
    );
}

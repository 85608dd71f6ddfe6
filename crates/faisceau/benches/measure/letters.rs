//! Receipts rendered and signed a second, as their job does it, against hashing the same bytes.

use crate::table::{Table, rate};
use faisceau::capabilities;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::import::{self, Imported};
use faisceau_intake::receipt::ACKNOWLEDGEMENT;
use faisceau_intake::render;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{On, durable_kit};
use sha2::{Digest, Sha256};
use std::time::Instant;

pub(crate) async fn measure(table: &mut Table, smoke: bool) {
    let count = if smoke { 4 } else { 400 };
    let kit = durable_kit(On::Sqlite, capabilities::all()).await;
    let cx = Cx::platform(&kit.world);
    let mut ids: Vec<ComplaintId> = Vec::new();
    let mut tx = kit.world.db.write().await.unwrap();
    for i in 0..count {
        let line = format!(
            r#"{{"id":{i},"received_at":"2026-03-01T10:00:00Z","occurred_at":"2026-02-27T10:00:00Z","kind":"fake_shop"}}"#
        );
        let checked = import::check(&line, kit.world.clock.now()).unwrap();
        let done = import::import(&cx, &mut tx, "letters", checked)
            .await
            .unwrap();
        let Imported::Added(id) = done else {
            panic!("a new line is added")
        };
        ids.push(id);
    }
    tx.commit().await.unwrap();
    let started = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for id in ids {
        let cx = cx.clone();
        tasks.spawn(async move {
            render::render(&cx, id, ACKNOWLEDGEMENT)
                .await
                .unwrap()
                .len()
        });
    }
    let sizes = tasks.join_all().await;
    let figure = rate(count, started.elapsed().as_secs_f64());
    let bytes: usize = sizes.iter().sum::<usize>() / sizes.len();
    let block = vec![7; bytes];
    let started = Instant::now();
    for _ in 0..200 {
        std::hint::black_box(Sha256::digest(&block));
    }
    let hashes = rate(200, started.elapsed().as_secs_f64());
    table.against(
        "receipts rendered, signed and kept",
        format!("{figure:.0}/s, {} kB each", bytes / 1000),
        format!("{hashes:.0} SHA-256 of the same size/s"),
        figure / hashes,
    );
}

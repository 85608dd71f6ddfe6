//! Complaints registered a second by the import operation, against bare durable commits.

use crate::table::{Table, rate};
use faisceau::capabilities;
use faisceau_intake::import;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{On, durable_kit};
use std::time::Instant;

pub(crate) async fn measure(table: &mut Table, smoke: bool) {
    let count = if smoke { 400 } else { 10_000 };
    for on in [On::Sqlite, On::Postgres] {
        let kit = durable_kit(on, capabilities::all()).await;
        let cx = Cx::platform(&kit.world);
        let lines: Vec<String> = (0..count).map(line).collect();
        let started = Instant::now();
        for batch in lines.chunks(200) {
            let mut tx = kit.world.db.write().await.unwrap();
            for line in batch {
                let checked = import::check(line, kit.world.clock.now()).unwrap();
                import::import(&cx, &mut tx, "measure", checked)
                    .await
                    .unwrap();
            }
            tx.commit().await.unwrap();
        }
        let figure = rate(count, started.elapsed().as_secs_f64());
        let floor = crate::filing::durable_commits(&kit.world, if smoke { 50 } else { 500 }).await;
        table.against(
            &format!("import, {on:?}"),
            format!("{figure:.0} complaints/s, 200 a transaction"),
            format!("{floor:.0} bare commits/s"),
            figure / floor,
        );
    }
}

/// A line of an import, its identifiers shared by some others.
pub(crate) fn line(i: usize) -> String {
    format!(
        r#"{{"id":{i},"received_at":"2026-03-01T10:00:00Z","occurred_at":"2026-02-27T10:00:00Z","kind":"fake_shop","amount_eur":59.9,"ids":[{{"t":"url","v":"https://boutique-{}.example/x"}},{{"t":"email","v":"contact{}@boutique.example"}},{{"t":"phone","v":"06 39 98 {:02} {:02}"}}]}}"#,
        i % 500,
        i % 700,
        i % 100,
        (i / 100) % 100,
    )
}

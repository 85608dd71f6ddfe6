//! `faisceau relink` on an installation filled by `import`: equal, or told; other figures become a
//! proposal and nothing else.

use crate::running::{run, said};
use crate::store;
use faisceau_platform::db::Db;
use std::path::Path;

fn imported(data: &Path) {
    let file = data.join("complaints.ndjson");
    let line = |n: u32| {
        format!(
            r#"{{"id":{n},"received_at":"2026-03-0{n}T10:00:00Z","occurred_at":"2026-02-27T18:30:00Z","kind":"fake_shop","ids":[{{"t":"email","v":"vente@lanterne.example"}}]}}"#
        )
    };
    let lines: Vec<String> = (1..5).map(line).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    let done = run(data, &["import", file.to_str().unwrap()], "");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
}

#[test]
fn what_is_stored_is_proven_and_other_figures_are_proposed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    imported(data);
    let done = run(data, &["relink"], "");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let told = said(&done);
    assert!(told.contains("4 complaints, 1 series"), "{told}");
    assert!(told.contains("equal"), "{told}");

    let printed = run(data, &["relink", "--print-params"], "");
    let figures = String::from_utf8(printed.stdout).unwrap();
    let params = data.join("figures.toml");
    let path = params.to_str().unwrap();
    std::fs::write(&params, &figures).unwrap();
    let done = run(data, &["relink", "--params", path], "");
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    let refused = String::from_utf8_lossy(&done.stderr);
    assert!(
        refused.contains("give these figures a greater one"),
        "{refused}"
    );

    let first = figures.lines().next().unwrap();
    assert!(first.starts_with("version = "), "{first}");
    let next = figures.replacen(first, "version = 99", 1);
    let link = next.lines().find(|l| l.starts_with("link = ")).unwrap();
    let next = next.replacen(link, "link = 50000", 1);
    let join = next.lines().find(|l| l.starts_with("join = ")).unwrap();
    std::fs::write(&params, next.replacen(join, "join = [50000, 50000]", 1)).unwrap();
    let done = run(data, &["relink", "--params", path], "");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let told = said(&done);
    assert!(
        told.contains("1 dissolve; 4 complaints would move"),
        "{told}"
    );
    assert!(told.contains("/linkage/"), "{told}");

    let done = run(data, &["relink"], "");
    assert_eq!(done.status.code(), Some(0), "a proposal changes nothing");

    let done = run(data, &["learn"], "");
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(told.contains("nothing to learn from"), "{told}");
}

#[tokio::test]
async fn what_differs_is_told_with_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    imported(data);
    let db = Db::sqlite(&data.join("faisceau.db")).await.unwrap();
    let mut tx = db.write().await.unwrap();
    let lost = tx.execute(&store::LOSE_A_MEMBER, vec![]).await.unwrap();
    assert_eq!(lost, 1);
    tx.commit().await.unwrap();
    db.close().await;
    let done = run(data, &["relink"], "");
    assert_eq!(done.status.code(), Some(2), "{}", said(&done));
    let told = said(&done);
    assert!(told.contains("1 complaints would move"), "{told}");
    assert!(told.contains("3 -> 4 complaints"), "{told}");
}

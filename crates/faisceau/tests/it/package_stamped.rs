//! A package whose paper was stamped by a real authority: its time is checked from the package alone, by the program
//! in it and by openssl, and what is damaged is refused.

use crate::installation::filed;
use crate::package_command::{accepted, package_py};
use crate::running::run;
use crate::store;
use crate::time_command::config;
use faisceau::background::{publish_all, seal_all};
use faisceau::setup;
use faisceau_evidence::time::gather::Look;
use faisceau_evidence::time::run::turn;
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::cx::Cx;
use faisceau_platform::time::local::{KeyKind, Local};
use std::path::{Path, PathBuf};
use std::process::Command;

/// An installation with one complaint, whose paper is stamped; its reference.
async fn stamped(data: &Path) -> String {
    let world = setup::world(config(data), Clock::System, Dice::System);
    let world = world.await.unwrap();
    let filed = filed(&world, b"the exhibit").await;
    turn(&Cx::platform(&world), Look::Everywhere).await.unwrap();
    seal_all(&world).await.unwrap();
    publish_all(&world).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let row = tx.one(&store::REFERENCE_OF, binds![filed.id]).await;
    tx.rollback().await.unwrap();
    world.db.close().await;
    row.unwrap().get("reference").unwrap()
}

/// What openssl says of the stamp of this root, with what the package holds alone.
fn openssl_agrees(bag: &Path, root: &str, token: &Path) -> bool {
    let judge = Command::new(env!("FAISCEAU_TEST_OPENSSL"))
        .args(["ts", "-verify", "-digest", root, "-in"])
        .arg(token)
        .args(["-CAfile", "data/time/ici.pem"])
        .current_dir(bag)
        .output();
    judge.unwrap().status.success()
}

fn flipped(file: &Path) -> PathBuf {
    let mut bytes = std::fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let flipped = file.with_extension("flipped");
    std::fs::write(&flipped, bytes).unwrap();
    flipped
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_openssl), ignore = "openssl not found")]
async fn the_time_of_a_paper_is_checked_from_the_package_alone() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    let authority = data.join("authority");
    std::fs::create_dir(&data).unwrap();
    let local = Local::start(&authority, KeyKind::Rsa).await.unwrap();
    let settings = format!(
        "[[time.authorities]]\nname = \"ici\"\nurl = \"{}\"\nroots_file = \"{}\"\n",
        local.url,
        authority.join("root.pem").display()
    );
    std::fs::write(data.join("faisceau.toml"), settings).unwrap();
    let reference = stamped(&data).await;
    let out = place.path().join("lot.tar");
    let to = out.to_str().unwrap();
    let asked = ["package", &reference, "--reason", "essai", "--out", to];
    let made = run(&data, &asked, "");
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    accepted(place.path(), "tar", &["xf", to]);
    let bag = place.path().join(format!("faisceau-{reference}"));
    let (code, told) = package_py(&bag);
    assert_eq!(code, Some(0), "{told}");
    let (_, root) = told.split_once("for openssl ts -verify, -digest ").unwrap();
    let root = root.split_whitespace().next().unwrap();
    let papers = bag.join("data").join(&reference).join("papers");
    let token = papers.join("acknowledgement.pdf.ici.tsr");
    assert!(openssl_agrees(&bag, root, &token));

    assert!(!openssl_agrees(&bag, &"0".repeat(64), &token));
    assert!(!openssl_agrees(&bag, root, &flipped(&token)));
    let proof = papers.join("acknowledgement.pdf.time");
    let whole = std::fs::read_to_string(&proof).unwrap();
    std::fs::write(&proof, whole.replace(root, &"0".repeat(64))).unwrap();
    let (code, told) = package_py(&bag);
    assert!(
        code == Some(2) && told.contains("is not of acknowledgement.pdf"),
        "{told}"
    );
    drop(local);
}

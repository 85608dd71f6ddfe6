//! `faisceau receipt verify --exhibit`: who has the paper, the file and its proof shows that it is the one that was given.

use crate::installation::filed;
use crate::running::{run, said};
use faisceau::setup;
use faisceau_domain::exhibit_proof::{Given, write};
use faisceau_domain::regime::OffenceCase;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::deposit::erase;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_shown_to_be_the_one_given_with_its_proof_and_no_other_is() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let config = Config {
        data_dir: data.clone(),
        offence_case: Some(OffenceCase::Claims),
        ..Config::default()
    };
    let world = setup::world(config, Clock::System, Dice::System);
    let world = world.await.unwrap();
    let one = filed(&world, b"the file given").await;
    let mut tx = world.db.read().await.unwrap();
    let bound = erase::bound(&mut tx, one.exhibit).await.unwrap();
    let (commitment, salt) = bound.unwrap();
    tx.rollback().await.unwrap();
    world.db.close().await;
    let put = |name: &str, bytes: &[u8]| {
        let file = place.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let name = "capture.txt".to_owned();
    let given = Given {
        commitment,
        salt: salt.unwrap(),
        name,
    };
    let paper = put("paper.pdf", &one.paper);
    let (file, other) = (put("a", b"the file given"), put("b", b"another"));
    let proof = put("proof.txt", write("FSC", &[], &[given]).as_bytes());
    let asked = |more: &[&str]| {
        let told = run(&data, &[&["receipt", "verify", &paper], more].concat(), "");
        (told.status.code(), said(&told))
    };
    let (code, told) = asked(&["--exhibit", &file, "--exhibit-proof", &proof]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("the exhibit 1 of this document"), "{told}");
    let (code, told) = asked(&["--exhibit", &other, "--exhibit-proof", &proof]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("NOT proven"), "{told}");
    let (code, told) = asked(&["--exhibit", &file]);
    assert_eq!(code, Some(2), "{told}");
    assert!(told.contains("proof file is missing"), "{told}");
    let (code, told) = asked(&["--exhibit", &file, "--exhibit-proof", &file]);
    assert_eq!(code, Some(1), "{told}");
    let (code, _) = asked(&["--exhibit-proof", &proof]);
    assert_ne!(code, Some(0), "a proof is of a file");
}

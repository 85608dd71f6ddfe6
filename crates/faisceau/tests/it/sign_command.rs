//! The operator's certificate from the command line: any file signed apart, a signed paper checked with and without
//! roots, and a paper with anything else after it refused.

use crate::running::{run, said};
use crate::time_command::{LINE, config, paper};
use faisceau::setup;
use faisceau_platform::certificate;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::time::local::{KeyKind, Local};
use std::path::Path;
use std::process::Command;

/// A paper of this data folder, signed with its certificate.
async fn signed(data: &Path) -> Vec<u8> {
    let world = setup::world(config(data), Clock::System, Dice::System)
        .await
        .unwrap();
    let file = certificate::sign(&world, paper(&world).await)
        .await
        .unwrap();
    world.db.close().await;
    file
}

fn told(data: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let out = run(data, arguments, "");
    (
        out.status.code(),
        said(&out) + &String::from_utf8_lossy(&out.stderr),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_openssl), ignore = "openssl not found")]
async fn what_a_certificate_signed_is_checked_by_anybody() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let made = data.join("authority");
    let local = Local::start(&made, KeyKind::Rsa).await.unwrap();
    std::fs::write(data.join("f.ndjson"), LINE).unwrap();
    // Without a certificate nothing is signed, and it is said.
    let (code, why) = told(data, &["sign", "f.ndjson"]);
    assert!(code == Some(1) && why.contains("[signature]"), "{why}");
    let settings = format!(
        "[signature]\ncertificate_file = \"{0}/purpose.pem\"\nkey_file = \"{0}/purpose.key\"\n",
        made.display()
    );
    std::fs::write(data.join("faisceau.toml"), settings).unwrap();
    assert_eq!(told(data, &["import", "--json", "f.ndjson"]).0, Some(0));
    let (_, checked) = told(data, &["config", "check"]);
    assert!(checked.contains("certificate   CN=purpose"), "{checked}");
    any_file_is_signed_apart(data);

    let file = signed(data).await;
    std::fs::write(data.join("paper.pdf"), &file).unwrap();
    let verify =
        |roots: &[&str]| told(data, &[&["receipt", "verify", "paper.pdf"], roots].concat());
    let (code, alone) = verify(&[]);
    assert!(
        code == Some(0) && alone.contains("authentic, signed by the key"),
        "{alone}"
    );
    assert!(
        alone.contains("CN=purpose") && alone.contains("not checked against a root"),
        "{alone}"
    );
    let (code, with) = verify(&["--roots", "authority/root.pem"]);
    assert!(
        code == Some(0) && with.contains("leads to a root given"),
        "{with}"
    );
    let (code, strange) = verify(&["--roots", "authority/elsewhere-root.pem"]);
    assert!(
        code == Some(2) && strange.contains("NOT trusted"),
        "{strange}"
    );
    std::fs::write(data.join("paper.pdf"), [&file[..], b"\n"].concat()).unwrap();
    let (code, longer) = verify(&["--roots", "authority/root.pem"]);
    assert!(
        code == Some(2) && longer.contains("NOT authentic"),
        "{longer}"
    );
    drop(local);
}

fn any_file_is_signed_apart(data: &Path) {
    assert_eq!(told(data, &["sign", "f.ndjson"]).0, Some(0));
    let holds = || {
        let mut command = Command::new(env!("FAISCEAU_TEST_OPENSSL"));
        command.args([
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "f.ndjson.p7s",
        ]);
        command.args([
            "-content",
            "f.ndjson",
            "-CAfile",
            "authority/root.pem",
            "-purpose",
            "any",
        ]);
        let output = command.args(["-out", "read"]).current_dir(data).output();
        output.unwrap().status.success()
    };
    assert!(holds());
    std::fs::write(data.join("f.ndjson"), format!("{LINE} ")).unwrap();
    assert!(!holds());
    std::fs::write(data.join("f.ndjson"), LINE).unwrap();
}

//! The operator's certificate from the command line: any file signed apart, a signed paper checked with and without
//! roots, and a paper with anything else after it refused.

use crate::running::{run, said};
use crate::time_command::{LINE, config, paper};
use faisceau::setup;
use faisceau_platform::certificate;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::time::local::{KeyKind, Local};
use std::os::unix::fs::PermissionsExt as _;
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
    a_file_is_signed_with_a_certificate_of_its_own(data);
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

/// Where the operator has none.
fn a_file_is_signed_with_a_certificate_of_its_own(data: &Path) {
    let (code, said_of_it) = told(data, &["sign", "f.ndjson"]);
    assert_eq!(code, Some(0), "{said_of_it}");
    assert!(said_of_it.contains("nobody vouches for"), "{said_of_it}");
    let printed = || run(data, &["keys", "certificate"], "");
    let first = said(&printed());
    assert!(!first.contains("PRIVATE"), "the key stays");
    std::fs::write(data.join("own.pem"), &first).unwrap();
    assert!(holds(data, "own.pem"));
    assert!(!holds(data, "authority/root.pem"));
    assert_eq!(said(&printed()), first, "made once");
    let kept = std::fs::metadata(data.join("keys/files.pem")).unwrap();
    assert_eq!(kept.permissions().mode() & 0o777, 0o600);
    std::fs::write(data.join("f.ndjson"), format!("{LINE} ")).unwrap();
    assert!(!holds(data, "own.pem"));
    std::fs::write(data.join("f.ndjson"), LINE).unwrap();
    let signature = std::fs::read(data.join("f.ndjson.p7s")).unwrap();
    let mut damaged = signature.clone();
    *damaged.last_mut().unwrap() ^= 1;
    std::fs::write(data.join("f.ndjson.p7s"), damaged).unwrap();
    assert!(!holds(data, "own.pem"));
}

/// What openssl says of the signature, with these roots.
fn holds(data: &Path, roots: &str) -> bool {
    let mut command = Command::new(env!("FAISCEAU_TEST_OPENSSL"));
    command.args(["cms", "-verify", "-binary", "-inform", "DER"]);
    command.args(["-in", "f.ndjson.p7s", "-content", "f.ndjson"]);
    command.args(["-CAfile", roots, "-purpose", "any", "-out", "read"]);
    command.current_dir(data).output().unwrap().status.success()
}

fn any_file_is_signed_apart(data: &Path) {
    assert_eq!(told(data, &["sign", "f.ndjson"]).0, Some(0));
    let holds = || holds(data, "authority/root.pem");
    assert!(holds());
    std::fs::write(data.join("f.ndjson"), format!("{LINE} ")).unwrap();
    assert!(!holds());
    std::fs::write(data.join("f.ndjson"), LINE).unwrap();
}

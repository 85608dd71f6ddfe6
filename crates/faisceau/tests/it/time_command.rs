//! Trusted time from the command line: a paper issued, stamped by a real authority of openssl, its proof written,
//! checked without the instance, by the program and by openssl; and what is damaged refused.

use crate::running::{run, said};
use crate::store;
use faisceau::setup;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::regime::OffenceCase;
use faisceau_evidence::time::gather::Look;
use faisceau_evidence::time::run::turn;
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::time::local::{KeyKind, Local};
use faisceau_platform::world::World;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

pub(crate) const LINE: &str = r#"{"id":1,"received_at":"2026-03-02T10:00:00Z","occurred_at":"2026-02-27T18:30:00Z","kind":"x"}"#;

pub(crate) fn config(data: &Path) -> Config {
    let settings = std::fs::read_to_string(data.join("faisceau.toml")).unwrap();
    let config = Config::read(Some(&settings), &BTreeMap::new()).unwrap();
    Config {
        data_dir: data.to_path_buf(),
        // As the environment of the program says it.
        offence_case: Some(OffenceCase::Claims),
        ..config
    }
}

/// The paper of the one complaint imported.
pub(crate) async fn paper(world: &Arc<World>) -> Vec<u8> {
    work_until_idle(world).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let row = tx.one(&store::IMPORTED, binds!["1"]).await.unwrap();
    tx.rollback().await.unwrap();
    let complaint: ComplaintId = row.get("id").unwrap();
    let cx = Cx::platform(world);
    let file = faisceau_intake::render::render(&cx, complaint, "acknowledgement").await;
    file.unwrap()
}

async fn issued(data: &Path) -> Vec<u8> {
    let world = setup::world(config(data), Clock::System, Dice::System)
        .await
        .unwrap();
    let file = paper(&world).await;
    turn(&Cx::platform(&world), Look::Everywhere).await.unwrap();
    world.db.close().await;
    file
}

fn time(data: &Path, arguments: &[&str]) -> Output {
    run(data, &[&["time"], arguments].concat(), "")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_openssl), ignore = "openssl not found")]
async fn a_paper_is_proven_to_have_existed_by_program_and_by_openssl() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let local = Local::start(&data.join("authority"), KeyKind::Rsa)
        .await
        .unwrap();
    let settings = format!(
        "[[time.authorities]]\nname = \"ici\"\nurl = \"{}\"\nroots_file = \"{}\"\n",
        local.url,
        data.join("authority/root.pem").display()
    );
    std::fs::write(data.join("faisceau.toml"), settings).unwrap();
    std::fs::write(data.join("f.ndjson"), LINE).unwrap();
    assert_eq!(
        run(data, &["import", "--json", "f.ndjson"], "")
            .status
            .code(),
        Some(0)
    );
    local.sleep();
    std::fs::write(data.join("paper.pdf"), issued(data).await).unwrap();
    let waits = time(data, &["export", "paper.pdf"]);
    assert_eq!(waits.status.code(), Some(2), "{waits:?}");
    let status = said(&time(data, &["status"]));
    assert!(
        status.contains("ici: 0 stamped; 1 waiting") && status.contains("(silent)"),
        "{status}"
    );
    let check = said(&run(data, &["config", "check"], ""));
    assert!(
        check.contains("Time stamps of ici: 0 stamped; 1 waiting"),
        "{check}"
    );

    local.wake();
    again(data).await;
    openssl_agrees(data);
    what_is_damaged_is_refused(data);
    an_authority_asked_no_more_is_still_checked(data);
}

/// Its tokens hold as long as the configuration names its roots, and those alone.
fn an_authority_asked_no_more_is_still_checked(data: &Path) {
    let tokens = |settings: &str| {
        std::fs::write(data.join("faisceau.toml"), settings).unwrap();
        let out = said(&run(data, &["verify"], ""));
        let mut lines = out.lines().filter(|line| line.contains("ici"));
        lines.next().map(str::to_owned)
    };
    let former = |root: &str| {
        let root = data.join("authority").join(root);
        format!(
            "[[time.former]]\nname = \"ici\"\nroots_file = \"{}\"\n",
            root.display()
        )
    };
    let forgotten = tokens("").expect("a token of nobody known");
    assert!(forgotten.contains("[[time.former]]"), "{forgotten}");
    assert_eq!(tokens(&former("root.pem")), None);
    let check = said(&run(data, &["config", "check"], ""));
    assert!(check.contains("ici, asked no more"), "{check}");
    assert!(
        tokens(&former("elsewhere-root.pem")).is_some(),
        "roots of somebody else"
    );
}

fn openssl_agrees(data: &Path) {
    let export = time(data, &["export", "paper.pdf"]);
    assert_eq!(export.status.code(), Some(0), "{export:?}");
    let command = said(&export);
    let words: Vec<&str> = command.split_whitespace().collect();
    let (root, token) = (words[4], words[6]);
    let judge = Command::new(env!("FAISCEAU_TEST_OPENSSL"))
        .args([
            "ts",
            "-verify",
            "-digest",
            root,
            "-in",
            token,
            "-CAfile",
            "authority/root.pem",
        ])
        .current_dir(data)
        .output()
        .unwrap();
    assert!(judge.status.success(), "{judge:?}");
}

fn what_is_damaged_is_refused(data: &Path) {
    let verify = |file: &str, roots: &str| {
        let out = time(data, &["verify", file, "paper.pdf.time", "--roots", roots]);
        (out.status.code(), said(&out))
    };
    let (code, told) = verify("paper.pdf", "authority/root.pem");
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("says ici: CN=tsa"), "{told}");
    // Another root, another file, a damaged proof.
    let (code, told) = verify("paper.pdf", "authority/elsewhere-root.pem");
    assert!(
        code == Some(2) && told.contains("NOT proven by ici"),
        "{told}"
    );
    let (code, told) = verify("f.ndjson", "authority/root.pem");
    assert!(code == Some(2) && told.contains("another file"), "{told}");
    let proof = std::fs::read_to_string(data.join("paper.pdf.time")).unwrap();
    let damaged = proof.replace("\nindex ", "\nindex 1");
    std::fs::write(data.join("paper.pdf.time"), damaged).unwrap();
    let (code, told) = verify("paper.pdf", "authority/root.pem");
    assert!(code == Some(2) && told.contains("NOT proven"), "{told}");
    // A file that was never issued here has no proof.
    let strange = time(data, &["export", "f.ndjson"]);
    assert_eq!(strange.status.code(), Some(2));
}

/// The wait of the token is over: it is asked for again.
async fn again(data: &Path) {
    let clock = Clock::set_at(Clock::System.now());
    clock.advance_millis(120_000);
    let world = setup::world(config(data), clock, Dice::System)
        .await
        .unwrap();
    turn(&Cx::platform(&world), Look::Lately).await.unwrap();
    world.db.close().await;
}

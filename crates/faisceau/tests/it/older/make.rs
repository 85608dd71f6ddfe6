//! Makes what an installation of this version leaves: a data folder, its database (of PostgreSQL: as the SQL that
//! `pg_dump` gives), a backup, and what was told to people then. Run on an earlier version by
//! `docs/recipes/older.sh`, whose checkout gets this file: it holds to what has long been there. Everybody in it
//! is invented.

use crate::installation::draft;
use crate::running::program;
use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;
use faisceau::background::{publish_all, seal_all};
use faisceau::setup;
use faisceau_documents::Regime;
use faisceau_domain::Lang;
use faisceau_domain::journal::Actor;
use faisceau_intake::file::{self, Nature};
use faisceau_intake::receipt::ACKNOWLEDGEMENT;
use faisceau_intake::render;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::testkit::{On, server};
use faisceau_platform::world::World;
use serde_json::json;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// What the officer of it signs in with.
const PASSWORD: &str = "quatre mots pris au hasard";

/// Complaints of another system, that share an account.
const LINES: [&str; 3] = [
    r#"{"id":1,"received_at":"2026-03-02T10:00:00Z","occurred_at":"2026-02-27T18:30:00Z","kind":"faux site","ids":[{"t":"email","v":"vente@lanterne.example"}]}"#,
    r#"{"id":2,"received_at":"2026-03-03T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"faux site","ids":[{"t":"email","v":"vente@lanterne.example"}],"text":"Une commande qui n’est jamais venue."}"#,
    r#"{"id":3,"received_at":"2026-03-04T10:00:00Z","occurred_at":"2026-03-02T08:00:00Z","kind":"phishing","ids":[{"t":"phone","v":"06 39 98 12 34"}]}"#,
];

pub(super) fn config(data: &Path, url: Option<&str>) -> Config {
    Config {
        data_dir: data.to_path_buf(),
        database_url: url.map(str::to_owned),
        legal_regime: Some(Regime::Private),
        offence_case: Some(faisceau_domain::regime::OffenceCase::Claims),
        own_sources: vec!["*".into()],
        controller: Some("Association d’essai".into()),
        ..Config::default()
    }
}

/// The real program on this data folder and database.
pub(super) fn command(data: &Path, url: Option<&str>) -> Command {
    let mut command = program(data);
    command.envs(url.map(|url| ("FAISCEAU_DATABASE_URL", url)));
    command
}

pub(super) fn done(mut command: Command, typed: &str) -> String {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = piped.stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let _ = input.write_all(typed.as_bytes());
    drop(input);
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{out:?}");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

async fn opened(config: &Config) -> Arc<World> {
    let world = setup::world(config.clone(), Clock::System, Dice::System);
    world.await.unwrap()
}

/// Makes an installation below a folder: `data`, `database.sql` on PostgreSQL, `backup` and what opens it, and
/// `told.json`.
pub(super) async fn make(on: On, out: &Path) {
    let data = out.join("data");
    std::fs::create_dir_all(&data).unwrap();
    let url = match on {
        On::Sqlite => None,
        On::Postgres => Some(server().fresh_database().await.unwrap()),
    };
    let url = url.as_deref();
    let config = config(&data, url);
    let told = filled(&config).await;
    let lines = out.join("lines.ndjson");
    std::fs::write(&lines, LINES.join("\n")).unwrap();
    let mut import = command(&data, url);
    import.args(["import", "--source", "guichets"]).arg(&lines);
    done(import, "");
    let mut add = command(&data, url);
    add.args(["user", "add", "essai", "--role", "officer"]);
    done(add, &format!("{PASSWORD}\n"));
    let (rows, head) = settled(&config).await;
    let told = json!({
        "reference": told.0, "follow_up": told.1, "id": told.2,
        "login": "essai", "password": PASSWORD,
        "journal_rows": rows, "journal_head": head, "complaints": 1 + LINES.len(),
    });
    std::fs::write(out.join("told.json"), told.to_string()).unwrap();
    backed_up(&data, url, out);
    if let Some(url) = url {
        let mut dump = Command::new(Path::new(env!("FAISCEAU_TEST_POSTGRES_BIN")).join("pg_dump"));
        dump.args(["--no-owner", "--no-privileges", "--file"]);
        dump.arg(out.join("database.sql")).arg(url);
        done(dump, "");
    }
}

/// A complaint with an exhibit, its paper, and a draft; what the person was told.
async fn filled(config: &Config) -> (String, String, String) {
    let world = opened(config).await;
    let cx = Cx::anyone(&world, Actor::Victim, Lang::Fr);
    let given = draft(&world, &[b"une capture d'essai"]).await;
    let filed = file::file(&cx, &given.code, Nature::Complaint);
    let filed = filed.await.unwrap();
    let paper = render::render(&cx, filed.complaint, ACKNOWLEDGEMENT);
    paper.await.unwrap();
    draft(&world, &[b"pas encore depose"]).await;
    world.db.close().await;
    (
        reference(&filed.receipt.payload),
        filed.follow_up.bare().to_owned(),
        filed.complaint.0.to_string(),
    )
}

fn reference(payload: &[u8]) -> String {
    let payload: serde_json::Value = serde_json::from_slice(payload).unwrap();
    payload["reference"].as_str().unwrap().to_owned()
}

/// Everything that waits is done; where the journal stands then.
async fn settled(config: &Config) -> (i64, String) {
    let world = opened(config).await;
    work_until_idle(&world).await.unwrap();
    faisceau_series::run::link_until_idle(&world).await.unwrap();
    work_until_idle(&world).await.unwrap();
    seal_all(&world).await.unwrap();
    publish_all(&world).await.unwrap();
    let Verified::Whole { rows, head } = verify(&world.db).await.unwrap() else {
        panic!("the journal is broken")
    };
    world.db.close().await;
    (rows, hex::encode(head))
}

fn backed_up(data: &Path, url: Option<&str>, out: &Path) {
    let identity = Identity::generate();
    let text = identity.to_string();
    std::fs::write(out.join("backups.key"), text.expose_secret()).unwrap();
    let to = identity.to_public().to_string();
    let mut backup = command(data, url);
    backup.arg("backup").arg(out.join("backup"));
    done_with(backup, &["--to", &to]);
}

fn done_with(mut command: Command, arguments: &[&str]) {
    command.args(arguments);
    done(command, "");
}

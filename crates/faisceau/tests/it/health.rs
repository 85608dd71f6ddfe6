//! The health of an installation: each real thing is broken and found, mended and found no more; the page, the command and
//! the machine are told the same.

use crate::installation::filed;
use crate::restore_drill::backup;
use crate::running::{Running, get, run, said};
use age::x25519::Identity;
use faisceau::background::{publish_all, seal_all};
use faisceau::capabilities;
use faisceau_documents::Regime;
use faisceau_domain::Lang;
use faisceau_domain::health::{CODES, findings};
use faisceau_evidence::custody::{adopt, reread};
use faisceau_evidence::log::send;
use faisceau_evidence::time::gather::Look;
use faisceau_evidence::time::run::turn;
use faisceau_platform::backup::Folder;
use faisceau_platform::certificate::Signature;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::health;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::jobs::{NewJob, Priority, enqueue};
use faisceau_platform::log_settings::Log;
use faisceau_platform::mail::{Mail, Tls};
use faisceau_platform::testkit::{self, Kit, MailServer, On, kit_with};
use faisceau_platform::time::Time;
use faisceau_platform::time::local::{KeyKind, Local};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use uuid::Uuid;

const HOUR: i64 = 3_600_000;

fn config() -> Config {
    Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Authority),
        ..Config::default()
    }
}

async fn found(kit: &Kit) -> Vec<&'static str> {
    let found = health::look(&kit.world).await.unwrap();
    found.iter().map(|finding| finding.code).collect()
}

async fn holds(kit: &Kit, code: &str) -> bool {
    assert!(CODES.contains(&code), "{code}");
    found(kit).await.contains(&code)
}

/// What settings and files alone say.
fn set(config: &Config) -> Vec<&'static str> {
    let facts = health::settled(config).unwrap();
    let found = findings(&facts, "2026-03-01T00:00:00Z".parse().unwrap());
    found.iter().map(|finding| finding.code).collect()
}

#[test]
fn each_finding_has_its_words() {
    let content = testkit::content();
    let words = faisceau_platform::world::read_words(
        &content,
        &faisceau_platform::world::read_noise(&content, &Config::default()).unwrap(),
    );
    let words = words.unwrap();
    for lang in [Lang::Fr, Lang::En] {
        for code in CODES {
            for key in [format!("health-{code}"), format!("health-{code}-do")] {
                assert!(words.has(lang, &key), "{key}");
            }
        }
    }
}

async fn clock_work_and_seals(on: On) {
    let kit = kit_with(on, capabilities::all(), config()).await;
    let (world, clock) = (&kit.world, &kit.world.clock);
    filed(world, b"an exhibit").await;
    work_until_idle(world).await.unwrap();
    seal_all(world).await.unwrap();
    for code in ["clock-back", "jobs-wait", "jobs-dead", "unsealed"] {
        assert!(!holds(&kit, code).await, "{code}");
    }
    clock.advance_millis(-HOUR);
    assert!(holds(&kit, "clock-back").await);
    clock.advance_millis(HOUR);

    filed(world, b"another").await;
    clock.advance_millis(HOUR);
    assert!(holds(&kit, "unsealed").await && holds(&kit, "jobs-wait").await);
    seal_all(world).await.unwrap();
    work_until_idle(world).await.unwrap();
    seal_all(world).await.unwrap();
    assert!(!holds(&kit, "unsealed").await && !holds(&kit, "jobs-wait").await);

    let lost = NewJob {
        kind: "of.another.version",
        subject: None,
        payload: "{}".into(),
        priority: Priority::First,
        run_at: clock.now(),
    };
    let mut tx = world.db.write().await.unwrap();
    enqueue(world, &mut tx, &[lost]).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..faisceau_platform::jobs::ATTEMPTS_MAX {
        work_until_idle(world).await.unwrap();
        clock.advance_millis(24 * HOUR);
    }
    assert!(holds(&kit, "jobs-dead").await);
}

async fn keys_and_backups(on: On) {
    let kit = kit_with(on, capabilities::all(), config()).await;
    let (world, clock) = (&kit.world, &kit.world.clock);
    filed(world, b"an exhibit").await;
    let keys = kit.folder.path().join("keys");
    let (signing, server) = (keys.join("signing.pem"), keys.join("server.key"));
    let rights = |mode| std::fs::set_permissions(&signing, PermissionsExt::from_mode(mode));
    assert!(!holds(&kit, "key-open").await);
    rights(0o644).unwrap();
    assert!(holds(&kit, "key-open").await);
    rights(0o600).unwrap();
    let away = kit.folder.path().join("away");
    std::fs::rename(&server, &away).unwrap();
    let first = found(&kit).await;
    assert_eq!(first.first(), Some(&"key-missing"), "{first:?}");
    std::fs::rename(&away, &server).unwrap();
    assert!(!holds(&kit, "key-missing").await && !holds(&kit, "key-open").await);

    assert!(!holds(&kit, "backup-none").await, "it has just begun");
    clock.advance_millis(48 * HOUR);
    assert!(holds(&kit, "backup-none").await);
    let safe = tempfile::tempdir().unwrap();
    backup(world, &Folder::at(safe.path()), &Identity::generate()).await;
    assert!(!holds(&kit, "backup-none").await && !holds(&kit, "backup-old").await);
    clock.advance_millis(48 * HOUR);
    assert!(holds(&kit, "backup-old").await);
}

async fn exhibits_and_the_log(on: On) {
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("checkpoints");
    // A file where the folder should be.
    std::fs::write(&folder, "in the way").unwrap();
    let log = Log {
        drop_dir: Some(folder.clone()),
        ..Log::default()
    };
    let config = Config { log, ..config() };
    let kit = kit_with(on, capabilities::all(), config).await;
    let (world, cx) = (&kit.world, Cx::platform(&kit.world));
    filed(world, b"an exhibit to be altered").await;
    work_until_idle(world).await.unwrap();
    seal_all(world).await.unwrap();
    publish_all(world).await.unwrap();
    send::send(&cx, Uuid::nil()).await.unwrap();
    assert!(holds(&kit, "log-fails").await);
    std::fs::remove_file(&folder).unwrap();
    world.clock.advance_millis(24 * HOUR);
    send::send(&cx, Uuid::nil()).await.unwrap();
    assert!(!holds(&kit, "log-fails").await && folder.join("checkpoint").exists());

    while adopt::found(&cx).await.unwrap() > 0 {}
    assert!(!holds(&kit, "incidents").await);
    for below in crate::installation::copies(kit.folder.path(), b"an exhibit to be altered") {
        std::fs::write(kit.folder.path().join(below), b"something else instead!!").unwrap();
    }
    world.clock.advance_millis(60 * 24 * HOUR);
    while reread::some_due(&cx).await.unwrap() > 0 {}
    let first = found(&kit).await;
    assert_eq!(first.first(), Some(&"incidents"), "{first:?}");
}

async fn servers_and_time(on: On) {
    let place = tempfile::tempdir().unwrap();
    let made = place.path().join("authority");
    let local = Local::start(&made, KeyKind::Rsa).await.unwrap();
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    drop(silent);
    let config = Config {
        time: Time {
            authorities: vec![local.settings("ici")],
            ..Time::default()
        },
        clamd: Some(format!("tcp://127.0.0.1:{port}")),
        mail: Some(Mail {
            host: "127.0.0.1".into(),
            port,
            tls: Tls::None,
            from: "Service <service@exemple.fr>".into(),
            user: None,
            password_file: None,
            ca_file: None,
        }),
        ..config()
    };
    let kit = kit_with(on, capabilities::all(), config).await;
    let (world, cx) = (&kit.world, Cx::platform(&kit.world));
    let first = found(&kit).await;
    assert!(first.contains(&"mail-silent") && first.contains(&"antivirus-silent"));
    assert!(!first.contains(&"time-unset") && !first.contains(&"time-waits"));
    local.sleep();
    filed(world, b"an exhibit").await;
    work_until_idle(world).await.unwrap();
    turn(&cx, Look::Everywhere).await.unwrap();
    assert!(holds(&kit, "time-waits").await);
    local.wake();
    world.clock.advance_millis(30 * HOUR);
    turn(&cx, Look::Lately).await.unwrap();
    let then = found(&kit).await;
    assert!(!then.contains(&"time-waits"), "{then:?}");
    // The authority is of today, this machine's clock of the test's own day.
    assert!(then.contains(&"clock-off"), "{then:?}");
}

macro_rules! on_each {
    ($($name:ident: $run:ident;)*) => {$(
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                $run(On::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
            async fn on_postgres() {
                $run(On::Postgres).await;
            }
        }
    )*};
}

on_each! {
    a_clock_put_back_work_that_waits_and_rows_unsealed_are_found: clock_work_and_seals;
    keys_that_are_gone_or_open_and_backups_that_lack_are_found: keys_and_backups;
    exhibits_altered_and_a_log_that_stays_are_found: exhibits_and_the_log;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_openssl), ignore = "openssl not found")]
async fn servers_that_are_silent_and_clocks_that_differ_are_found() {
    servers_and_time(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_smtp), ignore = "aiosmtpd not found")]
async fn a_server_of_mail_that_answers_is_no_finding() {
    let server = MailServer::start(None);
    let mail = Some(server.settings(Tls::None));
    let facts = [health::servers(&Config { mail, ..config() }).await];
    let now = "2026-03-01T00:00:00Z".parse().unwrap();
    assert_eq!(findings(&facts, now), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_openssl), ignore = "openssl not found")]
async fn a_certificate_is_told_before_it_ends() {
    let place = tempfile::tempdir().unwrap();
    let made = place.path().join("authority");
    let _local = Local::start(&made, KeyKind::Rsa).await.unwrap();
    let signature = Some(Signature {
        certificate_file: made.join("purpose.pem"),
        key_file: made.join("purpose.key"),
    });
    let facts = health::settled(&Config {
        signature,
        ..config()
    });
    let facts = facts.unwrap();
    let until = facts.iter().find_map(|fact| match fact {
        faisceau_domain::health::Fact::Certificate { until } => Some(*until),
        _ => None,
    });
    let until = until.expect("its end is read");
    for (before, told) in [
        (40, None),
        (10, Some("certificate-ends")),
        (-1, Some("certificate-ended")),
    ] {
        let now = until - jiff::SignedDuration::from_hours(24 * before);
        let found = findings(&facts, now);
        let found = found.iter().find(|one| one.code.starts_with("certificate"));
        assert_eq!(found.map(|one| one.code), told, "{before} days before");
    }
}

#[test]
fn what_is_set_wrong_is_found_before_there_is_a_database() {
    let place = tempfile::tempdir().unwrap();
    let mut config = Config {
        data_dir: place.path().to_path_buf(),
        ..config()
    };
    let found = set(&config);
    for code in ["in-clear", "no-contact", "time-unset", "log-stays"] {
        assert!(found.contains(&code), "{code}: {found:?}");
    }
    assert!(!found.contains(&"disk-full"));
    config.limits.free_bytes_min = u64::MAX;
    assert!(set(&config).contains(&"disk-full"));
    config.limits.free_bytes_min = u64::MAX / 1_000_000_000;
    let low = set(&config);
    assert!(
        low.contains(&"disk-low") || low.contains(&"disk-full"),
        "{low:?}"
    );
    config.https = true;
    config.contact = "1 rue X".into();
    let found = set(&config);
    assert!(!found.contains(&"in-clear") && !found.contains(&"no-contact"));
}

/// The command, and the machine by the running server.
#[test]
fn the_command_and_the_machine_are_told_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let data: &Path = folder.path();
    let (running, line) = Running::start(data, "serve", "listening on");
    let address = line.rsplit('/').next().unwrap();
    let answer = get(address, "/readyz/findings");
    let body = answer.split("\r\n\r\n").nth(1).unwrap();
    let body = body.lines().find(|line| line.starts_with('[')).unwrap();
    let told: serde_json::Value = serde_json::from_str(body).unwrap();
    let codes: Vec<&str> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap())
        .collect();
    assert!(
        codes.contains(&"in-clear") && codes.contains(&"mail-unset"),
        "{codes:?}"
    );
    running.ask_to_stop();
    drop(running);
    std::fs::set_permissions(
        data.join("keys/values.key"),
        PermissionsExt::from_mode(0o640),
    )
    .unwrap();
    let checked = run(data, &["config", "check"], "");
    assert_eq!(checked.status.code(), Some(2));
    let checked = said(&checked);
    for told in [
        "in clear",
        "No server of e-mail is set",
        "values.key can be read by others",
    ] {
        assert!(checked.contains(told), "{told}: {checked}");
    }
}

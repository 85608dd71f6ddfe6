//! The test kit: a world on a throwaway SQLite file, or on a real PostgreSQL started from Debian's
//! binaries, with a set clock and seeded chance. For tests only; never reached by the binary.

pub mod clamd;
pub mod identity;
mod walled;

pub use walled::ROLES;
use walled::{MAKE_ROLES, behind_the_wall};

use crate::clock::{Clock, Dice};
use crate::config::Config;
use crate::content::Content;
use crate::db::{Db, migrate};
use crate::fault::Fault;
use crate::world::{Capability, Parts, World};
use faisceau_domain::regime::OffenceCase;
use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tempfile::TempDir;

/// The instant every test starts at: 22 November 2026, 10:00 UTC.
pub const START: &str = "2026-11-22T10:00:00Z";

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// A throwaway file.
    Sqlite,
    /// A throwaway database of a real server.
    Postgres,
}

/// A world for one test; its database and files vanish with it.
pub struct Kit {
    /// The world.
    pub world: Arc<World>,
    /// The folder of its data.
    pub folder: TempDir,
}

/// Declares a test that runs on both databases: `on_both!(name, postgres_cfg, async |kit| …)`.
/// `capabilities` is a function of the test binary that lists what the world needs.
#[macro_export]
macro_rules! on_both {
    ($(#[$doc:meta])* $name:ident, $capabilities:expr, $body:expr) => {
        $(#[$doc])*
        mod $name {
            use super::*;

            async fn run(on: $crate::testkit::On) {
                let kit = $crate::testkit::kit(on, $capabilities).await;
                let body = $body;
                body(kit).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                run($crate::testkit::On::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
            async fn on_postgres() {
                run($crate::testkit::On::Postgres).await;
            }
        }
    };
}

/// The repository's content, read from its folders.
///
/// # Panics
/// When the repository is not whole.
#[must_use]
pub fn content() -> Content {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Content::from_dir(&root).expect("the repository's content is readable")
}

/// A page or a paper with its no-break spaces read as plain ones: tests compare sentences as they
/// are typed.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace(['\u{A0}', '\u{202F}'], " ")
}

/// Builds a world on the database asked for.
///
/// # Panics
/// When it cannot: a test that has no world says why.
pub async fn kit(on: On, capabilities: Vec<Capability>) -> Kit {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        ..Config::default()
    };
    kit_with(on, capabilities, config).await
}

/// The same, with a configuration of the test's own; its data folder is replaced.
///
/// # Panics
/// When the world cannot be built.
pub async fn kit_with(on: On, capabilities: Vec<Capability>, mut config: Config) -> Kit {
    let folder = TempDir::new().expect("a temporary folder");
    config.data_dir = folder.path().to_path_buf();
    // A private body of a test declares its case, unless the test is about who does not.
    config.offence_case = config.offence_case.or(Some(OffenceCase::Claims));
    let db = database_of(on, folder.path(), config.database_connections)
        .await
        .expect("a throwaway database");
    let start: Timestamp = START.parse().expect("a constant instant");
    let parts = Parts {
        config,
        content: content(),
        db,
        clock: Clock::set_at(start),
        dice: Dice::seeded(7),
    };
    let world = World::build(parts, &capabilities).expect("a world of the repository's content");
    Kit {
        world: Arc::new(world),
        folder,
    }
}

/// A world for measures: the machine's clock and chance, and commits that reach the disk.
///
/// # Panics
/// When it cannot be built.
pub async fn durable_kit(on: On, capabilities: Vec<Capability>) -> Kit {
    let config = Config {
        controller: Some("Mesure".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        ..Config::default()
    };
    durable_kit_with(on, capabilities, config).await
}

/// The same, with a configuration of its own; its data folder is replaced.
///
/// # Panics
/// When it cannot be built.
pub async fn durable_kit_with(on: On, capabilities: Vec<Capability>, mut config: Config) -> Kit {
    let folder = TempDir::new().expect("a temporary folder");
    config.data_dir = folder.path().to_path_buf();
    let db = match on {
        On::Sqlite => Db::sqlite(&folder.path().join("faisceau.db")).await,
        On::Postgres => {
            static DURABLE: OnceLock<Server> = OnceLock::new();
            let server = DURABLE.get_or_init(|| Server::start("on").expect("PostgreSQL starts"));
            let url = server.fresh_database().await.expect("an empty database");
            Db::postgres(&url, 32).await
        }
    };
    let db = db.expect("a throwaway database");
    migrate::migrate(&db, &content())
        .await
        .expect("the schema of the repository");
    let parts = Parts {
        config,
        content: content(),
        db,
        clock: Clock::System,
        dice: Dice::System,
    };
    let world = World::build(parts, &capabilities).expect("a world of the repository's content");
    Kit {
        world: Arc::new(world),
        folder,
    }
}

/// A fresh, migrated database.
///
/// # Errors
/// When it cannot be made.
pub async fn database(on: On, folder: &Path) -> Result<Db, Fault> {
    database_of(on, folder, CONNECTIONS_MAX).await
}

/// Many databases share one server.
const CONNECTIONS_MAX: u32 = 5;

async fn database_of(on: On, folder: &Path, connections: u32) -> Result<Db, Fault> {
    let db = match on {
        On::Sqlite => Db::sqlite(&folder.join("faisceau.db")).await?,
        On::Postgres => {
            return behind_the_wall(server(), connections.min(CONNECTIONS_MAX)).await;
        }
    };
    migrate::migrate(&db, &content()).await?;
    Ok(db)
}

/// A PostgreSQL server of this test process: made at the first need, stopped when the process
/// ends, however it ends.
pub struct Server {
    port: u16,
    next: AtomicU32,
    watch: Child,
}

/// The server of this process.
///
/// # Panics
/// When PostgreSQL is not installed: tests that need it are ignored then.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::start("off").expect("PostgreSQL starts from its binaries"))
}

/// A server of one test's own, to be stopped under whoever uses it.
///
/// # Panics
/// When PostgreSQL is not installed: tests that need it are ignored then.
#[must_use]
pub fn own_server() -> Server {
    own_server_with(&[])
}

/// The same, started with these variables.
///
/// # Panics
/// When PostgreSQL is not installed: tests that need it are ignored then.
#[must_use]
pub fn own_server_with(variables: &[(&str, &Path)]) -> Server {
    Server::start_with("off", variables).expect("PostgreSQL starts from its binaries")
}

/// Where Debian puts the server's programs, as the build script found them.
const POSTGRES_BIN: &str = env!("FAISCEAU_TEST_POSTGRES_BIN");

impl Server {
    /// `fsync` is `on` for measures; tests need no commit to outlive the machine.
    fn start(fsync: &str) -> Result<Server, Fault> {
        Server::start_with(fsync, &[])
    }

    fn start_with(fsync: &str, variables: &[(&str, &Path)]) -> Result<Server, Fault> {
        if POSTGRES_BIN.is_empty() {
            return Err(Fault::new("PostgreSQL not found"));
        }
        let folder = tempfile::Builder::new()
            .prefix("faisceau-pg-")
            .tempdir()?
            .keep();
        let port = free_port()?;
        let script = folder.join("run.sh");
        std::fs::File::create(&script)?.write_all(SCRIPT.as_bytes())?;
        std::fs::write(folder.join("roles.sql"), MAKE_ROLES)?;
        // initdb refuses to run as root: Debian's `postgres` user takes its place there.
        let root = is_root();
        if root {
            run(Command::new("chown").arg("-R").arg("postgres").arg(&folder))?;
        }
        let mut command = if root {
            Command::new("setpriv")
        } else {
            Command::new("sh")
        };
        if root {
            command.args([
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                "sh",
            ]);
        }
        let watch = command
            .arg(&script)
            .args([
                POSTGRES_BIN,
                &folder.to_string_lossy(),
                &port.to_string(),
                fsync,
            ])
            .envs(variables.iter().copied())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let ready = folder.join("ready");
        for _ in 0..600 {
            if ready.exists() {
                return Ok(Server {
                    port,
                    next: AtomicU32::new(0),
                    watch,
                });
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        Err(Fault::new(format!("PostgreSQL did not start: {log}")))
    }

    /// Stops it at once, as a power cut would.
    ///
    /// # Errors
    /// When its end cannot be waited for.
    pub fn stop(mut self) -> Result<(), Fault> {
        drop(self.watch.stdin.take());
        self.watch.wait()?;
        Ok(())
    }

    /// The address of one of its databases.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database and gives its address.
    ///
    /// # Errors
    /// When the server does not answer.
    pub async fn fresh_database(&self) -> Result<String, Fault> {
        let name = self.next_name();
        self.ask(crate::db::dialect::create_database(&name, ROLES[0]))
            .await?;
        Ok(self.url(&name))
    }

    /// Makes a copy of one of its databases that nobody is connected to, and gives its address.
    ///
    /// # Errors
    /// When the server does not answer, or somebody is.
    pub async fn copied_database(&self, of: &str) -> Result<String, Fault> {
        let name = self.next_name();
        let of = of.rsplit('/').next().unwrap_or_default();
        self.ask(crate::db::dialect::copy_database(&name, of))
            .await?;
        Ok(self.url(&name))
    }

    /// Ends one of its databases: a server with hundreds fills a disk.
    ///
    /// # Errors
    /// When the server does not answer.
    pub async fn drop_database(&self, url: &str) -> Result<(), Fault> {
        let name = url.rsplit('/').next().unwrap_or_default();
        self.ask(crate::db::dialect::drop_database(name)).await
    }

    /// The port it listens on, at 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    fn next_name(&self) -> String {
        let number = self.next.fetch_add(1, Ordering::SeqCst);
        format!("test_{}_{number}", std::process::id())
    }

    async fn ask(&self, text: String) -> Result<(), Fault> {
        let admin = sqlx::PgPool::connect(&self.url("postgres")).await?;
        let text = sqlx::AssertSqlSafe(text);
        let asked = sqlx::raw_sql(text).execute(&admin).await;
        admin.close().await;
        asked?;
        Ok(())
    }
}

/// Makes the cluster, starts the server, and stops it when standard input closes: the pipe is held
/// by the test process, so even a killed one leaves no server behind.
const SCRIPT: &str = r#"
bin=$1; dir=$2; port=$3; fsync=$4
"$bin/initdb" -A trust -U postgres -D "$dir/data" --no-sync -E UTF8 --locale=C.UTF-8 >"$dir/log" 2>&1 || exit 1
"$bin/pg_ctl" -w -D "$dir/data" -l "$dir/log" -o "-p $port -c unix_socket_directories='$dir' -c listen_addresses=127.0.0.1 -c fsync=$fsync -c max_connections=300" start >>"$dir/log" 2>&1 || exit 1
"$bin/psql" -v ON_ERROR_STOP=1 -h 127.0.0.1 -p $port -U postgres -f "$dir/roles.sql" >>"$dir/log" 2>&1 || exit 1
touch "$dir/ready"
cat >/dev/null
"$bin/pg_ctl" -m immediate -D "$dir/data" stop >>"$dir/log" 2>&1
rm -rf "$dir"
"#;

fn free_port() -> Result<u16, Fault> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port())
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|out| out.stdout.starts_with(b"0\n"))
}

fn run(command: &mut Command) -> Result<(), Fault> {
    match command.status()?.success() {
        true => Ok(()),
        false => Err(Fault::new(format!("{command:?} failed"))),
    }
}

/// A mail server of this test's own (aiosmtpd): it keeps what it is handed, and stops with the test.
pub struct MailServer {
    port: u16,
    folder: TempDir,
    program: Child,
}

impl MailServer {
    /// Starts one in clear, or closed by `STARTTLS` with this certificate and its key.
    ///
    /// # Panics
    /// When aiosmtpd is not installed or does not start: tests that need it are ignored then.
    #[must_use]
    pub fn start(tls: Option<(&Path, &Path)>) -> MailServer {
        let folder = TempDir::new().expect("a temporary folder");
        let port = free_port().expect("a free port");
        let listen = format!("localhost:{port}");
        let mut command = Command::new(env!("FAISCEAU_TEST_AIOSMTPD"));
        command.args(["-n", "-l", &listen, "-c", "aiosmtpd.handlers.Mailbox"]);
        if let Some((certificate, key)) = tls {
            command.arg("--tlscert").arg(certificate);
            command.arg("--tlskey").arg(key);
        }
        command.arg(folder.path().join("mail"));
        let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
        let program = quiet.spawn().expect("aiosmtpd starts");
        for _ in 0..600 {
            if std::net::TcpStream::connect(("localhost", port)).is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        MailServer {
            port,
            folder,
            program,
        }
    }

    /// How to reach it.
    #[must_use]
    pub fn settings(&self, tls: crate::mail::Tls) -> crate::mail::Mail {
        crate::mail::Mail {
            host: "localhost".into(),
            port: self.port,
            tls,
            from: "Service <ne-pas-repondre@exemple.fr>".into(),
            user: None,
            password_file: None,
            ca_file: None,
        }
    }

    /// Every message it was handed, as it came, in no order.
    ///
    /// # Panics
    /// When its folder cannot be read.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        let Ok(files) = std::fs::read_dir(self.folder.path().join("mail/new")) else {
            return Vec::new();
        };
        files
            .map(|file| std::fs::read_to_string(file.expect("a message").path()))
            .collect::<Result<_, _>>()
            .expect("messages are text")
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        if let Err(fault) = self.program.kill().and_then(|()| self.program.wait()) {
            tracing::warn!(%fault, "the mail server of a test did not stop");
        }
    }
}

/// Chromium's program, as the build script found it; empty when absent.
#[must_use]
pub fn chromium() -> PathBuf {
    PathBuf::from(env!("FAISCEAU_TEST_CHROMIUM"))
}

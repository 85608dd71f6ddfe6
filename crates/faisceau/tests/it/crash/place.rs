//! The installation that every run starts from, made once for a database: complaints with exhibits in custody, drafts,
//! officers who are signed in; and its copies, one for each run.

use super::client::Person;
use super::points::{Control, open_to_all};
use crate::installation::{draft, filed};
use crate::running::{Running, program};
use faisceau::background::{publish_all, seal_all};
use faisceau::setup;
use faisceau_documents::Regime;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::code::Code;
use faisceau_domain::custody::{Gesture, Kind};
use faisceau_domain::id::AccountId;
use faisceau_evidence::custody::act;
use faisceau_evidence::custody::chain::Around;
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::keys::Use;
use faisceau_platform::lease::Lease;
use faisceau_platform::testkit::{On, Server, server};
use faisceau_platform::web::CsrfKey;
use faisceau_platform::world::World;
use jiff::SignedDuration;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

const PASSWORD: &str = "une longue phrase de passe";
/// Longer than all runs together.
const HELD: SignedDuration = SignedDuration::from_hours(6);
/// What would write beside the walks, and is not part of them, as if another process did it.
const BESIDE: [&str; 3] = ["series.linker", "sealer", "log"];

/// A draft that somebody holds.
#[derive(Debug)]
pub(crate) struct Holding {
    pub(crate) id: Uuid,
    pub(crate) code: Code,
    pub(crate) person: Person,
}

/// What every run starts from.
pub(crate) struct Stage {
    data: TempDir,
    url: Option<String>,
    server: Option<&'static Server>,
    /// Drafts: to be given a file by a form, one in parts, and one to be filed.
    pub(crate) by_form: Holding,
    pub(crate) in_parts: Holding,
    pub(crate) to_file: Holding,
    /// A described exhibit and a sealed one.
    pub(crate) described: Uuid,
    pub(crate) sealed: Uuid,
    /// Who keeps them, and who receives one.
    pub(crate) keeper: Person,
    pub(crate) receiver: Person,
    pub(crate) receiver_id: AccountId,
}

fn config(data: &Path, url: Option<&String>) -> Config {
    Config {
        data_dir: data.to_path_buf(),
        database_url: url.cloned(),
        database_connections: 6,
        legal_regime: Some(Regime::Authority),
        controller: Some("Association d’essai".into()),
        ..Config::default()
    }
}

fn held(world: &World, id: Uuid, code: Code) -> Holding {
    let key = CsrfKey::new(world.keys().mark(Use::FormToken, b"key"));
    let person = Person {
        cookie: format!("draft={}", code.bare()),
        csrf: key.token(code.bare(), "draft"),
    };
    Holding { id, code, person }
}

async fn officer(world: &Arc<World>, login: &str) -> (AccountId, Person) {
    let cx = Cx::platform(world);
    let account = NewAccount {
        login: login.to_owned(),
        display_name: format!("Agent {login}"),
        unit: login.to_owned(),
        roles: vec![Role::Officer],
        password: PASSWORD.to_owned(),
    };
    let id = accounts::add(&cx, account).await.unwrap();
    let opened = accounts::sign_in(&cx, login, PASSWORD, Purpose::Intake);
    let token = opened.await.unwrap().unwrap().token;
    let key = CsrfKey::new(world.keys().mark(Use::FormToken, b"key"));
    let person = Person {
        csrf: key.token(&token, "staff"),
        cookie: format!("session={token}"),
    };
    (id, person)
}

async fn gesture(world: &Arc<World>, by: AccountId, exhibit: Uuid, kind: Kind) {
    let mut tx = world.db.read().await.unwrap();
    let staff = accounts::load(&mut tx, by).await.unwrap().unwrap();
    tx.rollback().await.unwrap();
    let lang = faisceau_domain::Lang::Fr;
    let cx = Cx::staff(world, staff, Purpose::Intake, lang).because("réquisition 12/2026");
    let mut gesture = Gesture::bare(kind);
    gesture.detail.description = (kind == Kind::Described).then(|| "Téléphone".to_owned());
    gesture.detail.seal = (kind == Kind::Sealed).then(|| "PJ 42".to_owned());
    act::act(&cx, exhibit, &gesture, &Around::default())
        .await
        .unwrap();
}

/// Bytes that are no file of any kind, each seed its own.
pub(crate) fn bytes(seed: u8, length: usize) -> Vec<u8> {
    let mut state = u32::from(seed) + 1;
    let drawn = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    drawn.take(length).collect()
}

/// Makes the installation; nothing waits in it.
pub(crate) async fn stage(on: On) -> Stage {
    let data = tempfile::tempdir().unwrap();
    match on {
        On::Sqlite => stage_in(data, None).await,
        On::Postgres => stage_in(data, Some(server())).await,
    }
}

/// The same, on this server where it is on PostgreSQL.
pub(crate) async fn stage_in(data: TempDir, server: Option<&'static Server>) -> Stage {
    let url = match server {
        Some(server) => Some(server.fresh_database().await.unwrap()),
        None => None,
    };
    let settings = config(data.path(), url.as_ref());
    let world = setup::world(settings, Clock::System, Dice::System);
    let world = world.await.unwrap();
    let (keeper_id, keeper) = officer(&world, "lille").await;
    let (receiver_id, receiver) = officer(&world, "brest").await;
    let described = filed(&world, b"an exhibit to be sealed").await.exhibit;
    let sealed = filed(&world, b"an exhibit to be handed over").await.exhibit;
    for exhibit in [described, sealed] {
        gesture(&world, keeper_id, exhibit, Kind::Described).await;
    }
    gesture(&world, keeper_id, sealed, Kind::Sealed).await;
    let drafts = [
        draft(&world, &[]).await,
        draft(&world, &[]).await,
        draft(&world, &[b"an exhibit of a draft"]).await,
    ];
    let [by_form, in_parts, to_file] = drafts.map(|made| held(&world, made.id, made.code));
    work_until_idle(&world).await.unwrap();
    faisceau_series::run::link_until_idle(&world).await.unwrap();
    seal_all(&world).await.unwrap();
    publish_all(&world).await.unwrap();
    for name in BESIDE {
        let (holder, now) = (world.dice.uuid(world.clock.now()), world.clock.now());
        let lease = Lease::take(&world.db, name, holder, now, HELD)
            .await
            .unwrap();
        assert!(lease.is_some(), "{name} is free");
    }
    world.db.close().await;
    Stage {
        data,
        url,
        server,
        by_form,
        in_parts,
        to_file,
        described,
        sealed,
        keeper,
        receiver,
        receiver_id,
    }
}

/// A copy of the installation, of one run alone.
pub(crate) struct Scene {
    folder: TempDir,
    pub(crate) data: PathBuf,
    url: Option<String>,
    server: Option<&'static Server>,
    pub(crate) control: Control,
}

impl Scene {
    pub(crate) async fn of(stage: &Stage) -> Scene {
        let folder = tempfile::tempdir().unwrap();
        open_to_all(folder.path());
        // Without links in its path: calls are told by where they are.
        let root = folder.path().canonicalize().unwrap();
        let data = root.join("data");
        copy(stage.data.path(), &data);
        let url = match (stage.server, &stage.url) {
            (Some(server), Some(url)) => Some(copied(server, url).await),
            _ => None,
        };
        Scene {
            control: Control::in_folder(&root),
            folder,
            data,
            url,
            server: stage.server,
        }
    }

    /// Starts the program, watched or as it is; gives its address.
    pub(crate) fn serve(&self, watched: bool) -> (Running, String) {
        let mut command: Command = program(&self.data);
        command
            .env("FAISCEAU_LEGAL_REGIME", "authority")
            .env("FAISCEAU_DATABASE_CONNECTIONS", "6")
            .env("FAISCEAU_LIMITS_FILINGS_PER_HOUR_PER_NETWORK", "0")
            .env("FAISCEAU_LIMITS_ANSWERS_PER_MINUTE_PER_DRAFT", "0")
            .env("FAISCEAU_LIMITS_SIGN_INS_PER_HOUR_PER_NETWORK", "0")
            .arg("serve")
            .stdout(Stdio::null());
        if let Some(url) = &self.url {
            command.env("FAISCEAU_DATABASE_URL", url);
        }
        if watched {
            // What the walks ask for is done at once; the rest is done after.
            command
                .env("FAISCEAU_WORKERS", "0")
                .envs(self.control.variables(&self.data));
            if let Some(server) = self.server {
                command.env("POINTS_PORT", server.port().to_string());
            }
        }
        let (running, line) = Running::start_as(&mut command, "listening on");
        (running, line.rsplit('/').next().unwrap().to_owned())
    }

    /// The installation opened by this process, at another time.
    pub(crate) async fn world(&self, clock: Clock) -> Arc<World> {
        let settings = config(&self.data, self.url.as_ref());
        setup::world(settings, clock, Dice::System).await.unwrap()
    }

    /// Ends it.
    pub(crate) async fn end(self) {
        if let (Some(server), Some(url)) = (self.server, &self.url) {
            server.drop_database(url).await.unwrap();
        }
        self.folder.close().unwrap();
    }
}

/// A copy of a database. What looks after the server's own tables may be connected to it for a moment.
async fn copied(server: &Server, url: &str) -> String {
    for _ in 0..100 {
        if let Ok(copy) = server.copied_database(url).await {
            return copy;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    server.copied_database(url).await.unwrap()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (inside, there) = (entry.path(), to.join(entry.file_name()));
        if inside.is_dir() {
            copy(&inside, &there);
        } else {
            std::fs::copy(&inside, &there).unwrap();
        }
    }
}

//! The whole site, served on a free port of this machine by the same router, jobs and linker as
//! `serve`, on a folder that vanishes with it.

use crate::store;
use faisceau::command::serve::router;
use faisceau::{background, setup};
use faisceau_documents::Regime;
use faisceau_domain::access::Role;
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::{Config, Limits};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Row;
use faisceau_platform::testkit::{self, On};
use faisceau_platform::world::World;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use uuid::Uuid;

/// The password of every account made here.
pub(crate) const PASSWORD: &str = "une longue phrase de passe";

/// A running site.
pub(crate) struct Site {
    pub(crate) world: Arc<World>,
    pub(crate) runtime: Runtime,
    folder: tempfile::TempDir,
    stop: watch::Sender<bool>,
}

impl Site {
    /// Starts one on SQLite, for an authority.
    pub(crate) fn start() -> Site {
        Site::start_on(On::Sqlite)
    }

    /// Starts one, for an authority.
    pub(crate) fn start_on(on: On) -> Site {
        Site::start_with(on, None)
    }

    /// Starts one whose address is a name, as passkeys need.
    pub(crate) fn start_named() -> Site {
        Site::start_at(On::Sqlite, None, "localhost")
    }

    /// Starts one whose files pass the antivirus at this address, for an authority.
    pub(crate) fn start_with(on: On, clamd: Option<String>) -> Site {
        Site::start_at(on, clamd, "127.0.0.1")
    }

    fn start_at(on: On, clamd: Option<String>, host: &str) -> Site {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let database_url = (on == On::Postgres).then(|| {
            let database = testkit::server().fresh_database();
            runtime.block_on(database).unwrap()
        });
        let config = Config {
            data_dir: folder.path().to_path_buf(),
            database_url,
            clamd,
            listen: address,
            public_url: format!("http://{host}:{}", address.port()),
            legal_regime: Some(Regime::Authority),
            controller: Some("Service d’essai".to_owned()),
            // One machine plays every person here.
            limits: Limits {
                filings_per_hour_per_network: 1_000,
                answers_per_minute_per_draft: 10_000,
                codes_per_hour_per_network: 1_000,
                sign_ins_per_hour_per_network: 1_000,
                ..Limits::default()
            },
            ..Config::default()
        };
        let (stop, stopped) = watch::channel(false);
        let world = runtime.block_on(async {
            let world = setup::world(config, Clock::System, Dice::System)
                .await
                .unwrap();
            let tasks = background::start(&world, 1, &stopped);
            tokio::spawn(async move { tasks.join_all().await });
            let service = router(&world).unwrap();
            let service = service.into_make_service_with_connect_info::<SocketAddr>();
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            tokio::spawn(async move { axum::serve(listener, service).await });
            world
        });
        Site {
            world,
            runtime,
            folder,
            stop,
        }
    }

    /// An address of this site.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.world.config.public_url)
    }

    /// Makes an account named after its role.
    pub(crate) fn account(&self, role: Role) {
        let new = NewAccount {
            login: role.code().to_owned(),
            display_name: format!("Agent {}", role.code()),
            unit: "central".to_owned(),
            roles: vec![role],
            password: PASSWORD.to_owned(),
        };
        let cx = Cx::platform(&self.world);
        self.runtime.block_on(accounts::add(&cx, new)).unwrap();
    }

    /// Waits until no complaint waits to be brought together with others.
    pub(crate) fn linked(&self) {
        let linked = faisceau_series::run::link_until_idle(&self.world);
        self.runtime.block_on(linked).unwrap();
    }

    /// Runs the built program on the data of this site.
    pub(crate) fn program(&self, arguments: &[&Path]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_faisceau"));
        command
            .env("FAISCEAU_DATA_DIR", self.folder.path())
            .env("FAISCEAU_LEGAL_REGIME", "authority")
            .env("FAISCEAU_CONTROLLER", "Service d’essai")
            .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
            .env("FAISCEAU_LEGAL_ACT", "Acte d’essai")
            .env("FAISCEAU_OFFENCE_CASE", "claims")
            .env("FAISCEAU_OWN_SOURCES", "*");
        if let Some(url) = &self.world.config.database_url {
            command.env("FAISCEAU_DATABASE_URL", url);
        }
        command.args(arguments).output().unwrap()
    }

    /// Imports complaints beside the running site, by the program.
    pub(crate) fn imports(&self, lines: &[&str]) {
        let file = self.scratch("complaints.ndjson");
        std::fs::write(&file, lines.join("\n")).unwrap();
        let done = self.program(&[Path::new("import"), &file]);
        assert_eq!(done.status.code(), Some(0), "{done:?}");
    }

    /// A complaint imported under this id.
    pub(crate) fn complaint(&self, id: &str) -> Uuid {
        self.imported(id).get("id").unwrap()
    }

    /// Its reference.
    pub(crate) fn reference(&self, id: &str) -> String {
        self.imported(id).get("reference").unwrap()
    }

    fn imported(&self, id: &str) -> Row {
        let looked = async {
            let mut tx = self.world.db.read().await.unwrap();
            tx.one(&store::IMPORTED, binds![id]).await.unwrap()
        };
        self.runtime.block_on(looked)
    }

    /// A file of that name among the site's own.
    pub(crate) fn scratch(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
    }
}

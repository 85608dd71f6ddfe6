//! Files in a bucket of a real server of the S3 protocol (moto, from PyPI): nothing is written over, whole and in
//! parts, in clear and encrypted, on both databases.

use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::collect::{self, Collected};
use faisceau_platform::deposit::erase::erase;
use faisceau_platform::deposit::{self, S3};
use faisceau_platform::testkit::{On, kit_with};
use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore as _, PutMode, PutOptions};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

use crate::deposit_kit::{content, deposited, drawn, encrypted, of};

/// A server of this test's own, with an empty bucket; it stops with the test.
struct Server {
    port: u16,
    program: Child,
    secret: TempDir,
}

impl Server {
    fn start() -> Server {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut command = Command::new(env!("FAISCEAU_TEST_S3"));
        let number = port.to_string();
        command.args(["-H", "127.0.0.1", "-p", &number]);
        let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
        let program = quiet.spawn().unwrap();
        let secret = TempDir::new().unwrap();
        std::fs::write(secret.path().join("secret"), "secret\n").unwrap();
        let server = Server {
            port,
            program,
            secret,
        };
        for _ in 0..1_200 {
            if server.made() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the S3 server did not start");
    }

    /// Makes the bucket, once the server answers.
    fn made(&self) -> bool {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) else {
            return false;
        };
        let asked = "PUT /files HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let mut answer = String::new();
        stream.write_all(asked.as_bytes()).is_ok()
            && stream.read_to_string(&mut answer).is_ok()
            && answer.starts_with("HTTP/1.1 200")
    }

    fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn settings(&self) -> S3 {
        S3 {
            bucket: "files".into(),
            region: "us-east-1".into(),
            endpoint: Some(self.endpoint()),
            access_key_id: "key".into(),
            secret_access_key_file: self.secret.path().join("secret"),
            virtual_hosted: false,
        }
    }

    /// The same bucket, looked at by somebody else.
    fn outside(&self) -> impl object_store::ObjectStore {
        AmazonS3Builder::new()
            .with_bucket_name("files")
            .with_region("us-east-1")
            .with_access_key_id("key")
            .with_secret_access_key("secret")
            .with_endpoint(self.endpoint())
            .with_client_options(ClientOptions::new().with_allow_http(true))
            .build()
            .unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let ended = self.program.kill().and_then(|()| self.program.wait());
        ended.unwrap();
    }
}

async fn run(on: On) {
    let server = Server::start();
    let (sealed, _apart) = encrypted();
    let clear = Config {
        storage: Default::default(),
        ..sealed.clone()
    };
    for config in [clear, sealed] {
        let s3 = Some(server.settings());
        let kit = kit_with(on, vec![], Config { s3, ..config }).await;
        let world = &kit.world;
        world.deposit.prepare().await.unwrap();
        world.deposit.check().await.unwrap();
        let case = drawn(world);
        // One in a part, one in two.
        for length in [1_000, 9_000_000] {
            let bytes = content(length as u64, length);
            deposited(world, case, &bytes).await;
            deposited(world, case, &bytes).await;
            let file = of(world, case, &bytes).await;
            assert!(world.deposit.get(&file.key()).await.unwrap() == bytes);
        }
        let (paper, other) = (b"paper".to_vec(), b"other".to_vec());
        world.deposit.put("papers/a", paper.clone()).await.unwrap();
        world.deposit.put("papers/a", paper.clone()).await.unwrap();
        assert!(world.deposit.put("papers/a", other).await.is_err());
        assert_eq!(world.deposit.get("papers/a").await.unwrap(), paper);
        let gone = content(1_000, 1_000);
        let file = of(world, case, &gone).await;
        let cx = Cx::platform(world).because("ordonnance");
        erase(&cx, case.into(), file.id).await.unwrap();
        assert_eq!(world.deposit.find(&file.key()).await.unwrap(), None);
        world.clock.set("2100-01-01T00:00:00Z".parse().unwrap());
        // Of the first turn of this loop the second one knows nothing: another database.
        let before = collect::collect(world, collect::GRACE).await.unwrap();
        assert_eq!(before.deleted, 0);
        world
            .clock
            .advance_millis(collect::GRACE.as_millis() as i64 + 1);
        let after = collect::collect(world, collect::GRACE).await.unwrap();
        let expected = Collected {
            marked: 0,
            deleted: before.marked,
        };
        assert_eq!(after, expected);
        assert_eq!(world.deposit.get("papers/a").await.unwrap(), paper);
        assert!(!kit.folder.path().join("files").exists(), "nothing beside");
    }
    // The server refuses what would write over: not only our names keep it from happening.
    let outside = server.outside();
    let put = |bytes: &'static [u8]| {
        let create = PutOptions::from(PutMode::Create);
        let path = Path::from("papers/direct");
        let outside = &outside;
        async move { outside.put_opts(&path, bytes.into(), create).await }
    };
    put(b"one").await.unwrap();
    let again = put(b"two").await;
    let refused = matches!(again, Err(object_store::Error::AlreadyExists { .. }));
    assert!(refused, "{again:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_s3), ignore = "moto_server not found: no bucket was tried")]
async fn a_bucket_keeps_files_on_sqlite() {
    run(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(
    not(all(has_s3, has_postgres)),
    ignore = "moto_server or PostgreSQL not found: no bucket was tried"
)]
async fn a_bucket_keeps_files_on_postgres() {
    run(On::Postgres).await;
}

#[tokio::test]
async fn the_secret_of_a_bucket_that_cannot_be_read_is_named() {
    let (config, apart) = encrypted();
    std::fs::write(apart.path().join("secret"), "s").unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let s3 = Some(S3 {
        bucket: "files".into(),
        region: "us-east-1".into(),
        endpoint: Some(format!("http://127.0.0.1:{port}")),
        access_key_id: "key".into(),
        secret_access_key_file: apart.path().join("absent"),
        virtual_hosted: false,
    });
    let db = faisceau_platform::testkit::database(On::Sqlite, apart.path()).await;
    let parts = (
        &faisceau_platform::clock::Clock::System,
        &faisceau_platform::clock::Dice::System,
    );
    let opened = deposit::Deposit::open(&Config { s3, ..config }, &db.unwrap(), parts);
    assert!(opened.unwrap_err().to_string().contains("absent"));
}

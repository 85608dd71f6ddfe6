//! The journal streamed to a real rsyslog, over TCP, UDP and a socket of this machine, and to a real openssl over TLS:
//! every entry, in order, and no word of a person; what a collector that was down lacks is handed over when it is back.

use faisceau_domain::access::Purpose;
use faisceau_domain::health::Fact;
use faisceau_domain::journal::syslog::ENTERPRISE;
use faisceau_domain::journal::{Actor, Deed};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::seal::seal_batch;
use faisceau_platform::lease::Lease;
use faisceau_platform::syslog::settings::Syslog;
use faisceau_platform::syslog::{Follower, seen, sent};
use faisceau_platform::testkit::{self, Kit, On};
use jiff::SignedDuration;
use serde_json::Value;
use std::net::{TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use uuid::Uuid;

const SECRET: &str = "Jeanne Exemple, 06 39 98 12 34";
const MINUTES: i64 = 60_000;

/// A rsyslog that writes what it understood, a line of JSON a message.
struct Collector {
    child: Child,
    folder: TempDir,
    tcp: u16,
    udp: u16,
}

impl Drop for Collector {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on now.
fn free() -> u16 {
    let socket = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    socket.local_addr().unwrap().port()
}

/// The same for datagrams.
fn free_for_datagrams() -> u16 {
    let socket = UdpSocket::bind(("127.0.0.1", 0)).unwrap();
    socket.local_addr().unwrap().port()
}

async fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..400 {
        if let Some(found) = look() {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("nothing came in ten seconds");
}

impl Collector {
    async fn start(folder: TempDir, tcp: u16) -> Collector {
        let at = folder.path();
        let udp = free_for_datagrams();
        let conf = format!(
            "global(workDirectory=\"{0}\" maxMessageSize=\"8k\")\n\
             module(load=\"imtcp\")\nmodule(load=\"imudp\")\nmodule(load=\"mmpstrucdata\")\n\
             module(load=\"imuxsock\" SysSock.Use=\"off\")\n\
             template(name=\"understood\" type=\"list\" option.jsonf=\"on\") {{\n\
             property(outname=\"at\" name=\"timereported\" dateFormat=\"rfc3339\" format=\"jsonf\")\n\
             property(outname=\"host\" name=\"hostname\" format=\"jsonf\")\n\
             property(outname=\"program\" name=\"app-name\" format=\"jsonf\")\n\
             property(outname=\"kind\" name=\"msgid\" format=\"jsonf\")\n\
             property(outname=\"facility\" name=\"syslogfacility-text\" format=\"jsonf\")\n\
             property(outname=\"severity\" name=\"syslogseverity-text\" format=\"jsonf\")\n\
             property(outname=\"version\" name=\"protocol-version\" format=\"jsonf\")\n\
             property(outname=\"raw\" name=\"rawmsg\" format=\"jsonf\")\n\
             property(outname=\"told\" name=\"$!rfc5424-sd\" format=\"jsonf\") }}\n\
             ruleset(name=\"take\") {{ action(type=\"mmpstrucdata\")\n\
             action(type=\"omfile\" file=\"{0}/understood\" template=\"understood\") }}\n\
             input(type=\"imtcp\" address=\"127.0.0.1\" port=\"{tcp}\" ruleset=\"take\")\n\
             input(type=\"imudp\" address=\"127.0.0.1\" port=\"{udp}\" ruleset=\"take\")\n\
             input(type=\"imuxsock\" socket=\"{0}/socket\" UseSpecialParser=\"off\" ruleset=\"take\")\n",
            at.display()
        );
        std::fs::write(at.join("rsyslog.conf"), conf).unwrap();
        let _ = std::fs::remove_file(at.join("socket"));
        let errors = std::fs::File::create(at.join("errors")).unwrap();
        let mut child = Command::new(env!("FAISCEAU_TEST_RSYSLOGD"))
            .args(["-n", "-f"])
            .arg(at.join("rsyslog.conf"))
            .arg("-i")
            .arg(at.join("pid"))
            .stdout(Stdio::null())
            .stderr(errors)
            .spawn()
            .unwrap();
        until(|| {
            let ended = child.try_wait().unwrap();
            let told = || std::fs::read_to_string(at.join("errors")).unwrap();
            assert!(ended.is_none(), "rsyslog ended: {}", told());
            let open = std::net::TcpStream::connect(("127.0.0.1", tcp)).is_ok();
            (open && at.join("socket").exists()).then_some(())
        })
        .await;
        Collector {
            child,
            folder,
            tcp,
            udp,
        }
    }

    async fn new() -> Collector {
        Collector::start(tempfile::tempdir().unwrap(), free()).await
    }

    /// It stops listening, and what it wrote stays.
    fn stop(mut self) -> (TempDir, u16) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap());
        (folder, self.tcp)
    }

    fn written(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join("understood"));
        let text = text.unwrap_or_default();
        let whole = text.lines().filter(|line| line.ends_with('}'));
        let read = |text: &str| -> Value {
            serde_json::from_str(text).unwrap_or_else(|e| panic!("{text}: {e}"))
        };
        let told = |line| {
            let mut line = read(line);
            line["told"] = read(line["told"].as_str().unwrap());
            line
        };
        whole.map(told).collect()
    }

    /// What it understood, once there are so many.
    async fn understood(&self, count: usize) -> Vec<Value> {
        until(|| Some(self.written()).filter(|lines| lines.len() >= count)).await
    }
}

fn to(address: String) -> Syslog {
    Syslog {
        address,
        ca_file: None,
        host: Some("plainte.example.org".into()),
        enterprise: ENTERPRISE,
    }
}

/// Readings of complaints, with a reason that names somebody, sealed.
async fn read_by_staff(kit: &Kit, count: usize) -> Uuid {
    let world = &kit.world;
    let actor = world.dice.uuid(world.clock.now());
    let mut cx = Cx::platform(world).because(SECRET);
    cx.actor = Actor::Staff(faisceau_domain::id::AccountId(actor));
    cx.purpose = Some(Purpose::Audit);
    let mut tx = world.db.write().await.unwrap();
    for _ in 0..count {
        let subject = world.dice.uuid(world.clock.now());
        let detail = format!("{{\"n\":\"{SECRET}\"}}");
        let deed = Deed::ComplaintRead;
        let told = cx.journal(&mut tx, deed, "complaint", Some(subject), &detail);
        told.await.unwrap();
    }
    tx.commit().await.unwrap();
    world.clock.advance_millis(MINUTES);
    let now = world.clock.now();
    let holder = world.dice.uuid(now);
    let length = SignedDuration::from_secs(30);
    let lease = Lease::take(&world.db, "sealer", holder, now, length).await;
    let lease = lease.unwrap().unwrap();
    while seal_batch(&world.db, &lease, now).await.unwrap() > 0 {}
    actor
}

async fn turns(kit: &Kit, follower: &mut Follower, to: &Syslog) {
    let cx = Cx::platform(&kit.world);
    while follower.turn(&cx, to).await.unwrap() {}
}

async fn failing(kit: &Kit) -> Option<(i64, i64)> {
    let mut tx = kit.world.db.read().await.unwrap();
    match seen(&mut tx).await.unwrap() {
        Some(Fact::SyslogFails { times, waiting, .. }) => Some((times, waiting)),
        _ => None,
    }
}

fn positions(lines: &[Value]) -> Vec<i64> {
    let position = |line: &Value| {
        line["told"]["journal@32473"]["position"]
            .as_str()?
            .parse()
            .ok()
    };
    let read = |line: &Value| position(line).unwrap_or_else(|| panic!("{line}"));
    lines.iter().map(read).collect()
}

async fn is_understood(on: On) {
    let kit = testkit::kit(on, vec![]).await;
    let collector = Collector::new().await;
    let actor = read_by_staff(&kit, 450).await;
    let mut follower = Follower::new(&kit.world);
    turns(
        &kit,
        &mut follower,
        &to(format!("tcp://127.0.0.1:{}", collector.tcp)),
    )
    .await;
    let lines = collector.understood(450).await;
    assert_eq!(positions(&lines), (1..=450).collect::<Vec<_>>());
    let first = &lines[0];
    assert_eq!(first["version"], "1");
    assert_eq!(first["host"], "plainte.example.org");
    assert_eq!(first["program"], "faisceau");
    assert_eq!(first["kind"], "complaint.read");
    assert_eq!(
        (first["severity"].as_str(), first["facility"].as_str()),
        (Some("info"), Some("audit"))
    );
    assert!(
        first["at"].as_str().unwrap().starts_with("2026-"),
        "{first}"
    );
    let told = &first["told"]["journal@32473"];
    assert_eq!(told["actor"], actor.to_string());
    assert_eq!(told["actorkind"], "staff");
    assert_eq!(told["action"], "complaint.read");
    assert_eq!(told["subjectkind"], "complaint");
    assert_eq!(told["purpose"], "audit");
    assert!(told["subject"].as_str().unwrap().parse::<Uuid>().is_ok());
    for word in ["Jeanne", "Exemple", "39 98"] {
        assert!(
            !lines.iter().any(|line| line.to_string().contains(word)),
            "{word}"
        );
    }
    assert_eq!(failing(&kit).await, None);
}

async fn comes_by_datagrams(on: On) {
    let kit = testkit::kit(on, vec![]).await;
    let collector = Collector::new().await;
    let mut follower = Follower::new(&kit.world);
    turns(
        &kit,
        &mut follower,
        &to(format!("udp://127.0.0.1:{}", collector.udp)),
    )
    .await;
    read_by_staff(&kit, 2).await;
    turns(
        &kit,
        &mut follower,
        &to(format!("udp://127.0.0.1:{}", collector.udp)),
    )
    .await;
    collector.understood(2).await;
    read_by_staff(&kit, 3).await;
    let socket = collector.folder.path().join("socket");
    turns(
        &kit,
        &mut follower,
        &to(format!("unix:{}", socket.display())),
    )
    .await;
    let lines = collector.understood(5).await;
    assert_eq!(positions(&lines), (1..=5).collect::<Vec<_>>());
    assert_eq!(lines[4]["told"]["journal@32473"]["position"], "5");
}

async fn waits_for_its_collector(on: On) {
    let kit = testkit::kit(on, vec![]).await;
    let (collector, mut follower) = (Collector::new().await, Follower::new(&kit.world));
    let address = to(format!("tcp://127.0.0.1:{}", collector.tcp));
    read_by_staff(&kit, 3).await;
    turns(&kit, &mut follower, &address).await;
    collector.understood(3).await;
    let (folder, port) = collector.stop();
    read_by_staff(&kit, 4).await;
    turns(&kit, &mut follower, &address).await;
    assert_eq!(failing(&kit).await, Some((1, 4)), "down");
    turns(&kit, &mut follower, &address).await;
    assert_eq!(failing(&kit).await, Some((1, 4)), "not before its time");
    kit.world.clock.advance_millis(MINUTES);
    turns(&kit, &mut follower, &address).await;
    assert_eq!(failing(&kit).await, Some((2, 4)));
    // Another process takes over, from where the first had come.
    let back = Collector::start(folder, port).await;
    kit.world.clock.advance_millis(10 * MINUTES);
    turns(&kit, &mut Follower::new(&kit.world), &address).await;
    let lines = back.understood(7).await;
    assert_eq!(positions(&lines), (1..=7).collect::<Vec<_>>());
    assert_eq!(failing(&kit).await, None);
    let mut tx = kit.world.db.read().await.unwrap();
    assert_eq!(sent(&mut tx).await.unwrap().position, 7);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_rsyslog), ignore = "rsyslog not found")]
async fn what_is_streamed_is_understood_by_a_collector_on_sqlite() {
    is_understood(On::Sqlite).await;
    comes_by_datagrams(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(
    not(all(has_rsyslog, has_postgres)),
    ignore = "rsyslog or PostgreSQL not found"
)]
async fn what_is_streamed_is_understood_by_a_collector_on_postgres() {
    is_understood(On::Postgres).await;
    comes_by_datagrams(On::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_rsyslog), ignore = "rsyslog not found")]
async fn a_collector_that_was_down_gets_what_it_lacks_in_order_on_sqlite() {
    waits_for_its_collector(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(
    not(all(has_rsyslog, has_postgres)),
    ignore = "rsyslog or PostgreSQL not found"
)]
async fn a_collector_that_was_down_gets_what_it_lacks_in_order_on_postgres() {
    waits_for_its_collector(On::Postgres).await;
}

/// A certificate of its own for this name, and its key, in two files.
fn certificate(folder: &Path, name: &str) -> (PathBuf, PathBuf) {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let (certificate, key) = (folder.join("a.pem"), folder.join("a.key"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    (certificate, key)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_openssl), ignore = "openssl not found")]
async fn over_tls_a_collector_is_believed_by_its_certificate_alone() {
    let kit = testkit::kit(On::Sqlite, vec![]).await;
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (certificate_file, key) = certificate(folder.path(), "localhost");
    let port = free();
    let out = std::fs::File::create(folder.path().join("out")).unwrap();
    let mut server = Command::new(env!("FAISCEAU_TEST_OPENSSL"))
        .args([
            "s_server",
            "-quiet",
            "-accept",
            &format!("localhost:{port}"),
            "-cert",
        ])
        .arg(&certificate_file)
        .arg("-key")
        .arg(&key)
        .stdin(Stdio::piped())
        .stdout(out)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    until(|| std::net::TcpStream::connect(("localhost", port)).ok()).await;
    let mut set = to(format!("tls://localhost:{port}"));
    read_by_staff(&kit, 2).await;
    let mut follower = Follower::new(&kit.world);
    turns(&kit, &mut follower, &set).await;
    assert_eq!(failing(&kit).await, Some((1, 2)), "nobody vouches for it");
    set.ca_file = Some(certificate(other.path(), "localhost").0);
    kit.world.clock.advance_millis(MINUTES);
    turns(&kit, &mut follower, &set).await;
    assert_eq!(failing(&kit).await, Some((2, 2)), "somebody else");
    set.ca_file = Some(certificate_file);
    kit.world.clock.advance_millis(10 * MINUTES);
    turns(&kit, &mut follower, &set).await;
    assert_eq!(failing(&kit).await, None);
    let took = || std::fs::read_to_string(folder.path().join("out")).ok();
    let took = until(|| took().filter(|text| text.matches("complaint.read\"").count() == 2)).await;
    server.kill().unwrap();
    server.wait().unwrap();
    // Each message with its length before it (RFC 5425).
    let (length, rest) = took.split_once(' ').unwrap();
    let length: usize = length.parse().unwrap();
    assert!(rest[..length].starts_with("<110>1 ") && rest[..length].ends_with("complaint.read"));
    let (second, _) = rest[length..].split_once(' ').unwrap();
    assert!(second.parse::<usize>().is_ok(), "{second}");
}

#[tokio::test]
async fn who_no_longer_holds_the_stream_moves_nothing() -> Result<(), Fault> {
    let kit = testkit::kit(On::Sqlite, vec![]).await;
    read_by_staff(&kit, 1).await;
    let address = to(format!("tcp://127.0.0.1:{}", free()));
    let (world, cx) = (&kit.world, Cx::platform(&kit.world));
    let (mut one, mut other) = (Follower::new(world), Follower::new(world));
    assert!(!one.turn(&cx, &address).await?);
    assert_eq!(failing(&kit).await, Some((1, 1)));
    // Its time has come, and the lease is still the first one's.
    world.clock.advance_millis(3_000);
    assert!(!other.turn(&cx, &address).await?);
    assert_eq!(failing(&kit).await, Some((1, 1)), "it did not even try");
    world.clock.advance_millis(MINUTES);
    assert!(!other.turn(&cx, &address).await?);
    assert_eq!(failing(&kit).await, Some((2, 1)));
    Ok(())
}

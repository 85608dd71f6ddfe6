//! The deposit of one large file, in clear and encrypted, by a form over HTTP on loopback and by the command
//! line, its bytes in the page cache and not, against `sha256sum` of the same file in the same state of the cache,
//! and against a copy of it flushed to the disk. The peak of memory is that of the process that receives; over HTTP the
//! client is in it, with one block. What is acknowledged is on the disk: the flush is in every figure.

use crate::filing::{draft, of_shop, serve, token, unlimited};
use crate::table::Table;
use faisceau::capabilities;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::deposit::{Storage, make_identity};
use faisceau_platform::testkit::{Kit, On, durable_kit_with};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const GIGABYTE: u64 = 1_000_000_000;
const SMOKE_BYTES: u64 = 4_000_000;
const BLOCK_BYTES: usize = 1024 * 1024;
const BOUNDARY: &str = "mesure";

/// How the bytes of the file are read.
#[derive(Debug, Clone, Copy)]
enum Cache {
    Warm,
    Cold,
}

/// `gigabytes`: of the file; four when none is asked for.
pub(crate) async fn measure(table: &mut Table, smoke: bool, gigabytes: Option<usize>) {
    let bytes = match (smoke, gigabytes) {
        (true, _) => SMOKE_BYTES,
        (false, asked) => GIGABYTE * asked.map_or(4, |n| u64::try_from(n).unwrap()),
    };
    let apart = TempDir::new().unwrap();
    let file = made(apart.path(), bytes);
    for sealed in [false, true] {
        let mut config = unlimited();
        config.limits.exhibit_bytes_max = bytes + 1;
        let mut variables = vec![(
            "FAISCEAU_LIMITS_EXHIBIT_BYTES_MAX".to_owned(),
            (bytes + 1).to_string(),
        )];
        if sealed {
            let identity = apart.path().join("operator.key");
            make_identity(&identity).unwrap();
            let named = identity.to_string_lossy().into_owned();
            variables.push(("FAISCEAU_STORAGE_IDENTITY_FILE".to_owned(), named));
            config.storage = Storage {
                identity_file: Some(identity),
                ..Storage::default()
            };
        }
        let kit = durable_kit_with(On::Sqlite, capabilities::all(), config).await;
        let address = serve(&kit.world).await;
        for cache in [Cache::Warm, Cache::Cold] {
            let floor = summed(&file, cache);
            let flushed = copied(&file, apart.path(), cache);
            let how = if sealed { "encrypted" } else { "in clear" };
            let name = |by: &str| {
                format!(
                    "deposit of {} MB {how}, {by}, cache {cache:?}",
                    bytes / 1_000_000
                )
            };
            let by_form = form(&kit, address, &file, cache).await;
            told(table, &name("form"), by_form, floor, flushed);
            let by_command = command(&kit, &variables, &file, cache).await;
            told(table, &name("command line"), by_command, floor, flushed);
        }
    }
}

fn told(table: &mut Table, name: &str, (took, peak): (f64, u64), floor: f64, flushed: f64) {
    table.against(
        name,
        format!(
            "{took:.2} s, {} MB at most; copy and flush {flushed:.2} s",
            peak / 1_000
        ),
        format!("{floor:.2} s sha256sum"),
        took / floor,
    );
}

/// A file that no two blocks of are the same, flushed.
fn made(folder: &Path, bytes: u64) -> PathBuf {
    let path = folder.join("film.bin");
    let mut out = std::fs::File::create(&path).unwrap();
    let mut block: Vec<u8> = (0..BLOCK_BYTES).map(|n| (n % 251) as u8).collect();
    let mut left = bytes;
    while left > 0 {
        block[..8].copy_from_slice(&left.to_be_bytes());
        let piece = left.min(BLOCK_BYTES as u64);
        out.write_all(&block[..usize::try_from(piece).unwrap()])
            .unwrap();
        left -= piece;
    }
    out.sync_all().unwrap();
    path
}

/// Brings the file into the page cache, or drops it from there.
fn prepare(file: &Path, cache: Cache) {
    let mut opened = std::fs::File::open(file).unwrap();
    match cache {
        Cache::Warm => {
            let mut block = vec![0; BLOCK_BYTES];
            while opened.read(&mut block).unwrap() > 0 {}
        }
        Cache::Cold => {
            let advice = rustix::fs::Advice::DontNeed;
            rustix::fs::fadvise(&opened, 0, None, advice).unwrap();
        }
    }
}

fn summed(file: &Path, cache: Cache) -> f64 {
    prepare(file, cache);
    let started = Instant::now();
    let mut command = Command::new("sha256sum");
    let ran = command.arg(file).stdout(Stdio::null()).status();
    assert!(ran.unwrap().success());
    started.elapsed().as_secs_f64()
}

fn copied(file: &Path, folder: &Path, cache: Cache) -> f64 {
    prepare(file, cache);
    let started = Instant::now();
    let copy = folder.join("copy.bin");
    let (mut from, mut to) = (
        std::fs::File::open(file).unwrap(),
        std::fs::File::create(&copy).unwrap(),
    );
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        match from.read(&mut block).unwrap() {
            0 => break,
            read => to.write_all(&block[..read]).unwrap(),
        }
    }
    to.sync_all().unwrap();
    let took = started.elapsed().as_secs_f64();
    std::fs::remove_file(copy).unwrap();
    took
}

/// A page's form with the file, on a draft of its own; what was kept goes before the next one.
async fn form(kit: &Kit, address: SocketAddr, file: &Path, cache: Cache) -> (f64, u64) {
    let (id, request) = draft(&kit.world, of_shop(0)).await;
    let (_, after) = request.split_once("Cookie: draft=").unwrap();
    let code = after.split("\r\n").next().unwrap().to_owned();
    let token = token(&kit.world, &code);
    prepare(file, cache);
    std::fs::write("/proc/self/clear_refs", "5").unwrap_or_default();
    let (path, started) = (file.to_path_buf(), Instant::now());
    let sent = tokio::task::spawn_blocking(move || send(address, &code, &token, &path));
    let status = sent.await.unwrap();
    let took = started.elapsed().as_secs_f64();
    assert!(status.starts_with("HTTP/1.1 200"), "{status}");
    let peak = memory("self").unwrap();
    forget(kit, id).await;
    (took, peak)
}

fn send(address: SocketAddr, code: &str, token: &str, path: &Path) -> String {
    assert!(address.ip().is_loopback(), "measures stay on this machine");
    let mut file = std::fs::File::open(path).unwrap();
    let part =
        |about: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {about}\r\n\r\n");
    let texts: String = [("csrf", token), ("page", "exhibits"), ("do", "add")]
        .iter()
        .map(|(name, value)| format!("{}{value}\r\n", part(&format!("name=\"{name}\""))))
        .collect();
    let begun = part("name=\"evidence.files\"; filename=\"film.bin\"");
    let end = format!("\r\n--{BOUNDARY}--\r\n");
    let around = u64::try_from(texts.len() + begun.len() + end.len()).unwrap();
    let length = around + file.metadata().unwrap().len();
    let head = format!(
        "POST /plainte/pieces HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: draft={code}\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n"
    );
    let mut stream = TcpStream::connect(address).unwrap();
    for text in [&head, &texts, &begun] {
        stream.write_all(text.as_bytes()).unwrap();
    }
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        match file.read(&mut block).unwrap() {
            0 => break,
            read => stream.write_all(&block[..read]).unwrap(),
        }
    }
    stream.write_all(end.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let told = String::from_utf8_lossy(&answer);
    told.lines().next().unwrap_or_default().to_owned()
}

/// `faisceau storage add`, on a complaint of its own.
async fn command(
    kit: &Kit,
    variables: &[(String, String)],
    file: &Path,
    cache: Cache,
) -> (f64, u64) {
    let (id, request) = draft(&kit.world, of_shop(1)).await;
    let address = serve(&kit.world).await;
    let mut client = crate::client::Client::connect(address).await;
    assert!(matches!(client.send(&request).await.unwrap(), 200 | 303));
    let mut tx = kit.world.db.read().await.unwrap();
    let complaint = faisceau_intake::receipt::complaint(&mut tx, ComplaintId(id));
    let reference = complaint.await.unwrap().unwrap().reference;
    tx.rollback().await.unwrap();
    prepare(file, cache);
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_faisceau"))
        .args(["storage", "add", "--complaint", &reference])
        .arg(file)
        .env("FAISCEAU_DATA_DIR", kit.folder.path())
        .envs(variables.iter().cloned())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut peak = 0;
    let status = loop {
        peak = peak.max(memory(&child.id().to_string()).unwrap_or(0));
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let took = started.elapsed().as_secs_f64();
    assert!(status.success());
    forget(kit, id).await;
    (took, peak)
}

/// Takes what was given out again: the disk is not filled by a measure.
async fn forget(kit: &Kit, case: uuid::Uuid) {
    let mut tx = kit.world.db.write().await.unwrap();
    let files = faisceau_platform::deposit::files_of(&mut tx, case).await;
    for file in files.unwrap() {
        let gone = faisceau_platform::deposit::take_out(&kit.world, &mut tx, &file);
        assert!(gone.await.unwrap());
    }
    tx.commit().await.unwrap();
}

/// The most memory that a process has held, in kilobytes; none once it has ended.
fn memory(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let found = status.lines().find(|line| line.starts_with("VmHWM"))?;
    found.split_whitespace().nth(1)?.parse().ok()
}

//! People who file at once, each with three exhibits: errors, time, and how much memory the process takes
//! above its rest, for small files and for large ones, until every preview is made. Each round runs in a
//! process of its own, so that none profits from what another left. The clients run in that process too and
//! count with it; PostgreSQL has its own memory and does not.

use crate::client::{Client, Exhibit};
use crate::filing::{draft, of_shop, serve, token, unlimited};
use crate::store;
use crate::table::Table;
use faisceau::{background, capabilities};
use faisceau_platform::testkit::{Kit, On, durable_kit_with};
use faisceau_platform::{binds, jobs};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use std::net::SocketAddr;
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// People at once, and the size of each of their three exhibits, in megabytes.
const ROUNDS: [(usize, usize); 4] = [(64, 5), (16, 5), (16, 25), (16, 50)];
const MEGABYTE: usize = 1_000_000;
const BOUNDARY: &str = "mesure";
/// The photo of a telephone; those of more megabytes have the most pixels that are read, or nearly.
const PHOTO: [u32; 2] = [4_000, 3_000];
const LARGE_PHOTO: [u32; 2] = [7_200, 5_400];

/// What a round tells the process that started it.
#[derive(serde::Serialize, serde::Deserialize)]
struct Told {
    errors: usize,
    seconds: f64,
    /// In kilobytes.
    idle: u64,
    peak: u64,
    /// Whether the peak was reset after the rest was read: else it is that of the whole life.
    counted: bool,
}

pub(crate) fn measure(table: &mut Table, smoke: bool) {
    let rounds = if smoke { &[(2, 1)][..] } else { &ROUNDS };
    for on in ["sqlite", "postgres"] {
        for (people, megabytes) in rounds {
            let out = Command::new(std::env::current_exe().unwrap())
                .args(["exhibits-step", on])
                .args([people.to_string(), megabytes.to_string()])
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            assert!(out.status.success(), "{on}: {said}");
            let told: Told = serde_json::from_slice(&out.stdout).unwrap();
            table.told(
                &format!("{people} people file at once, a photo, a film and a text of {megabytes} MB each, {on}"),
                worded(&told),
            );
        }
    }
}

fn worded(told: &Told) -> String {
    let above = told.peak.saturating_sub(told.idle) / 1_000;
    format!(
        "{} errors, {:.1} s with previews; memory at most {above} MB above the {} MB of rest{}",
        told.errors,
        told.seconds,
        told.idle / 1_000,
        if told.counted {
            ""
        } else {
            " (its whole life)"
        },
    )
}

/// One round, in this process; what it tells, in JSON.
pub(crate) async fn step(on: &str, people: usize, megabytes: usize) -> String {
    let on = match on {
        "sqlite" => On::Sqlite,
        "postgres" => On::Postgres,
        other => panic!("no database called {other}"),
    };
    let kit = durable_kit_with(on, capabilities::all(), unlimited()).await;
    let address = serve(&kit.world).await;
    serde_json::to_string(&round(&kit, address, people, megabytes).await).unwrap()
}

async fn round(kit: &Kit, address: SocketAddr, people: usize, megabytes: usize) -> Told {
    let mut ready = Vec::new();
    for number in 0..people {
        ready.push(draft(&kit.world, of_shop(number)).await);
    }
    let exhibits = exhibits(megabytes);
    let (tell, stop) = watch::channel(false);
    let mut tasks = background::start(&kit.world, kit.world.config.workers, &stop);
    // The rest: drafts made, nothing asked any more, the jobs of their making done.
    at_rest(kit).await;
    let idle = memory("VmRSS");
    // The peak is counted from here on (proc(5), clear_refs).
    let counted = std::fs::write("/proc/self/clear_refs", "5").is_ok();
    let started = Instant::now();
    let mut runs = JoinSet::new();
    for (id, file) in ready {
        let code = code(&file);
        let token = token(&kit.world, &code);
        runs.spawn(async move {
            let mut client = Client::connect(address).await;
            let head = format!(
                "POST /plainte/pieces HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: draft={code}\r\n"
            );
            let fields = fields(&token);
            let given = client.send_form(&head, BOUNDARY, &fields, exhibits, id);
            let given = given.await;
            let filed = client.send(&file).await;
            usize::from(!matches!(given, Ok(200))) + usize::from(!matches!(filed, Ok(200 | 303)))
        });
    }
    let mut errors: usize = runs.join_all().await.into_iter().sum();
    at_rest(kit).await;
    let seconds = started.elapsed().as_secs_f64();
    let peak = memory("VmHWM");
    errors += usize::try_from(jobs::depth(&kit.world.db).await.unwrap().dead).unwrap();
    tell.send(true).unwrap();
    while tasks.join_next().await.is_some() {}
    Told {
        errors,
        seconds,
        idle,
        peak,
        counted,
    }
}

/// Waits until no job is left to do now: papers printed, previews made.
async fn at_rest(kit: &Kit) {
    loop {
        let mut tx = kit.world.db.read().await.unwrap();
        let row = tx.one(&store::TO_DO, binds![kit.world.clock.now()]).await;
        let left: i64 = row.unwrap().get("n").unwrap();
        tx.rollback().await.unwrap();
        if left == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A photo that can be seen, a film and a text, of so many megabytes each. They last as long as the process.
fn exhibits(megabytes: usize) -> &'static [Exhibit] {
    let bytes = megabytes * MEGABYTE;
    let size = if megabytes <= 5 { PHOTO } else { LARGE_PHOTO };
    let film: &[u8] = b"\0\0\0\x18ftypisom\0\0\0\0isommp42";
    let heads = [
        ("photo.jpg", photo(size)),
        ("film.mp4", film.to_vec()),
        ("notes.txt", Vec::new()),
    ];
    let all = heads.map(|(name, head)| {
        assert!(
            head.len() <= bytes || megabytes < 5,
            "{name} is of {}",
            head.len()
        );
        Exhibit {
            name,
            bytes: bytes.max(head.len()),
            head,
        }
    });
    Box::leak(Box::new(all))
}

/// A photo of some texture, as light as its pixels allow; bytes behind its end make its size.
fn photo([width, height]: [u32; 2]) -> Vec<u8> {
    let pixels: Vec<u8> = (0..width * height * 3)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 27) as u8 + (n / 3 % width / 32) as u8)
        .collect();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 40)
        .write_image(&pixels, width, height, ExtendedColorType::Rgb8)
        .unwrap();
    jpeg
}

/// The code in the cookie of a request that files.
fn code(request: &str) -> String {
    let (_, after) = request.split_once("Cookie: draft=").unwrap();
    after.split("\r\n").next().unwrap().to_owned()
}

fn fields(token: &str) -> Vec<(&'static str, String)> {
    vec![
        ("csrf", token.to_owned()),
        ("page", "exhibits".to_owned()),
        ("do", "add".to_owned()),
    ]
}

/// A line of `/proc/self/status`, in kilobytes.
fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let found = status.lines().find(|told| told.starts_with(line)).unwrap();
    found.split_whitespace().nth(1).unwrap().parse().unwrap()
}

//! Whether the time of an answer tells a follow-up code that exists from one that does not: Welch's t
//! between ways of being refused, over HTTP on the loopback, on both databases. Those compared come
//! from places alike (a network that tried too often, or one that never tried): who asks knows which
//! of the two they are, and a new network is written down where a known one is found. All take turns
//! in an order drawn each time, so that what the machine does beside falls on all alike.

use crate::client::Client;
use crate::filing::{draft, of_shop, serve, unlimited};
use crate::table::{Table, percentile};
use faisceau::capabilities;
use faisceau_domain::Lang;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Actor;
use faisceau_domain::reference::Reference;
use faisceau_intake::file::{self, Nature};
use faisceau_intake::receipt;
use faisceau_platform::cx::Cx;
use faisceau_platform::keys::Use;
use faisceau_platform::testkit::{On, durable_kit_with};
use faisceau_platform::web::CsrfKey;
use faisceau_platform::web::proxies::Proxies;
use faisceau_platform::world::World;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

/// Pairs of each comparison.
const TIMES: usize = 10_000;
/// The ways of being refused: four from a network that is held back, the last of them a right code;
/// then the wrong ones from networks that never tried.
const WAYS: [&str; 7] = [
    "prefix", "check", "unknown", "limited", "prefix", "check", "unknown",
];
/// How many of them are held back.
const HELD_BACK: usize = 4;
const LIMITED: usize = 3;
/// The largest t that tells nothing, as tests of leaks by time take it (ISO/IEC 17825, 99.999 %).
const TELLS_NOTHING: f64 = 4.5;
/// Times above this share are left out of the second reading: what the machine did beside is there.
const KEPT: f64 = 0.9;

pub(crate) async fn measure(table: &mut Table, smoke: bool) {
    let times = if smoke { 20 } else { TIMES };
    for on in [On::Sqlite, On::Postgres] {
        let mut config = unlimited();
        config.behind_proxy = Proxies::on_this_machine();
        config.limits.codes_per_hour_per_network = 0;
        let kit = durable_kit_with(on, capabilities::all(), config).await;
        let took = take(&kit.world, times).await;
        let cut = took.clone().map(trimmed);
        for (place, of) in [
            ("from a network held back", 0..HELD_BACK),
            ("from new networks", HELD_BACK..WAYS.len()),
        ] {
            let (whole, cut) = (largest(&took, of.clone()), largest(&cut, of));
            let verdict = match whole.1.max(cut.1) < TELLS_NOTHING {
                true => "below 4.5",
                false => "ABOVE 4.5",
            };
            table.told(
                &format!(
                    "time of a refused follow-up code {place}, {times} pairs, {on:?} (`just codes`)"
                ),
                format!(
                    "Welch's t {:.2} at most ({}), without the slowest tenth {:.2} ({}): {verdict}",
                    whole.1, whole.0, cut.1, cut.0,
                ),
            );
        }
    }
}

/// Milliseconds of each way, in the order they were taken.
async fn take(world: &Arc<World>, times: usize) -> [Vec<f64>; 7] {
    let (reference, right) = filed(world).await;
    let slip = {
        let last = if right.ends_with('0') { '1' } else { '0' };
        format!("{}{last}", &right[..right.len() - 1])
    };
    let absent = Reference::new("FSC", 2031, 1).as_str().to_owned();
    let prefix = Reference::new("ABC", 2031, 1).as_str().to_owned();
    let tried: [(&str, &str); 4] = [
        (&prefix, &right),
        (&reference, &slip),
        (&absent, &right),
        (&reference, &right),
    ];
    let key = CsrfKey::new(world.keys().mark(Use::FormToken, b"key"));
    let token = key.token(VISIT, "public");
    let mut client = Client::connect(serve(world).await).await;
    let mut took: [Vec<f64>; 7] = Default::default();
    let mut network = 0;
    // Each case is held back for the first network before anything counts.
    for _ in 0..12 {
        for (reference, code) in tried {
            client
                .send(&request(&token, reference, code, 0))
                .await
                .unwrap();
        }
    }
    while took[LIMITED].len() < times {
        for way in shuffled(world) {
            let (reference, code) = tried[way % HELD_BACK];
            let mut status = 303;
            // A try given back by the minute opens: it is not one of those held back.
            while status != 422 {
                network += 1;
                let from = if way < HELD_BACK { 0 } else { network };
                let asked = request(&token, reference, code, from);
                let since = Instant::now();
                status = client.send(&asked).await.unwrap();
                if status == 422 {
                    took[way].push(since.elapsed().as_secs_f64() * 1000.0);
                }
            }
        }
    }
    took
}

const VISIT: &str = "mesure";

fn request(token: &str, reference: &str, code: &str, network: u32) -> String {
    let [_, a, b, c] = network.to_be_bytes();
    let body = format!("csrf={token}&reference={reference}&code={code}");
    format!(
        "POST /suivi HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: visit={VISIT}\r\n\
         X-Forwarded-For: {}.{b}.{c}.1\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {:>6}\r\n\r\n{body}",
        10 + u32::from(a),
        body.len()
    )
}

fn shuffled(world: &World) -> [usize; 7] {
    let mut order = [0, 1, 2, 3, 4, 5, 6];
    let drawn: [u8; 7] = world.dice.bytes();
    for at in (1..7).rev() {
        order.swap(at, usize::from(drawn[at]) % (at + 1));
    }
    order
}

/// A complaint filed: its reference and its code.
async fn filed(world: &Arc<World>) -> (String, String) {
    let cx = Cx::anyone(world, Actor::Victim, Lang::Fr);
    let (_, request) = draft(world, of_shop(1)).await;
    let (_, after) = request.split_once("draft=").unwrap();
    let code = Code::parse(CodeKind::Resume, after.split('\r').next().unwrap()).unwrap();
    let filed = file::file(&cx, &code, Nature::Complaint).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let complaint = receipt::complaint(&mut tx, filed.complaint).await.unwrap();
    (
        complaint.unwrap().reference,
        filed.follow_up.bare().to_owned(),
    )
}

/// Without the slowest.
fn trimmed(mut took: Vec<f64>) -> Vec<f64> {
    took.sort_by(f64::total_cmp);
    let most = percentile(&took, KEPT);
    took.retain(|t| *t <= most);
    took
}

/// The largest t between two of these ways, and which they are.
fn largest(took: &[Vec<f64>; 7], of: Range<usize>) -> (String, f64) {
    let mut found = (String::new(), 0.0);
    for one in of.clone() {
        for other in one + 1..of.end {
            let t = welch(&took[one], &took[other]).abs();
            if t >= found.1 {
                found = (format!("{} and {}", WAYS[one], WAYS[other]), t);
            }
        }
    }
    found
}

/// Welch's t of two samples (Biometrika 34, 1947).
fn welch(one: &[f64], other: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let told = |all: &[f64]| {
        let count = all.len() as f64;
        let mean = all.iter().sum::<f64>() / count;
        let variance = all.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (count - 1.0);
        (mean, variance / count)
    };
    let ((a, of_a), (b, of_b)) = (told(one), told(other));
    (a - b) / (of_a + of_b).sqrt()
}

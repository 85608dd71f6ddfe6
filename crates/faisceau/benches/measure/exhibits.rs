//! People who file at once, each with three exhibits: errors, time, and how much memory the process takes
//! above its rest, for small files and for large ones. The clients run in the same process and stream what
//! they send from one block.

use crate::client::Client;
use crate::filing::{draft, of_shop, serve, token, unlimited};
use crate::table::Table;
use faisceau::{background, capabilities};
use faisceau_platform::testkit::{Kit, On, durable_kit_with};
use std::net::SocketAddr;
use std::time::Instant;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// People at once, and the size of each of their three exhibits, in megabytes.
const ROUNDS: [(usize, usize); 3] = [(64, 5), (16, 5), (16, 50)];
const EXHIBITS: usize = 3;
const MEGABYTE: usize = 1_000_000;
const BOUNDARY: &str = "mesure";

pub(crate) async fn measure(table: &mut Table, smoke: bool) {
    for on in [On::Sqlite, On::Postgres] {
        let kit = durable_kit_with(on, capabilities::all(), unlimited()).await;
        let address = serve(&kit.world).await;
        let rounds = if smoke { &[(2, 1)][..] } else { &ROUNDS };
        for (people, megabytes) in rounds {
            one(table, &kit, address, (on, *people, *megabytes)).await;
        }
    }
}

async fn one(
    table: &mut Table,
    kit: &Kit,
    address: SocketAddr,
    (on, people, megabytes): (On, usize, usize),
) {
    let mut ready = Vec::new();
    for number in 0..people {
        ready.push(draft(&kit.world, of_shop(number)).await);
    }
    let (tell, stop) = watch::channel(false);
    let mut tasks = background::start(&kit.world, kit.world.config.workers, &stop);
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
            let given = client
                .send_form(
                    &head,
                    BOUNDARY,
                    &fields(&token),
                    (EXHIBITS, megabytes * MEGABYTE, id),
                )
                .await;
            let filed = client.send(&file).await;
            usize::from(!matches!(given, Ok(200))) + usize::from(!matches!(filed, Ok(200 | 303)))
        });
    }
    let errors: usize = runs.join_all().await.into_iter().sum();
    let seconds = started.elapsed().as_secs_f64();
    let peak = if counted {
        memory("VmHWM")
    } else {
        memory("VmRSS")
    };
    tell.send(true).unwrap();
    while tasks.join_next().await.is_some() {}
    table.told(
        &format!(
            "{people} people file at once, {EXHIBITS} exhibits of {megabytes} MB each, {on:?}"
        ),
        format!(
            "{errors} errors, {seconds:.1} s; memory {} MB above the {} MB of rest",
            peak.saturating_sub(idle) / 1_000,
            idle / 1_000,
        ),
    );
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

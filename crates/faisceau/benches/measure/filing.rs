//! The POST that files, on drafts already filled (six identifiers, one exhibit), by 1, 16 and 64
//! clients, durable commits on both databases: rate, latencies, errors, papers left and the time
//! they take to drain. The clients run in the same process and take their share of the cores.

use crate::client::Client;
use crate::table::{Table, percentile, rate};
use faisceau::{background, capabilities};
use faisceau_domain::Lang;
use faisceau_domain::form::value::{Address, Person, Typed};
use faisceau_domain::form::{Answer, Answers, Field, FieldKind, Journey, Value};
use faisceau_domain::journal::Actor;
use faisceau_domain::journal::Deed;
use faisceau_intake::{attach, start};
use faisceau_platform::cx::Cx;
use faisceau_platform::keys::Use;
use faisceau_platform::testkit::{Kit, On, durable_kit_with};
use faisceau_platform::web::CsrfKey;
use faisceau_platform::world::World;
use faisceau_platform::{config, wiring};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::watch;
use uuid::Uuid;

const CLIENTS: [usize; 3] = [1, 16, 64];
/// One draft in so many tells of a shop already told of.
const SHARED: usize = 20;

/// `only`: the numbers of clients asked for; none asks for all.
pub(crate) async fn measure(table: &mut Table, smoke: bool, only: &[usize]) {
    let drafts = if smoke { 12 } else { 3_000 };
    for on in [On::Sqlite, On::Postgres] {
        let kit = durable_kit_with(on, capabilities::all(), unlimited()).await;
        let floor = durable_commits(&kit.world, if smoke { 50 } else { 500 }).await;
        let address = serve(&kit.world).await;
        for (round, clients) in CLIENTS.into_iter().enumerate() {
            if !only.is_empty() && !only.contains(&clients) {
                continue;
            }
            let first = round * drafts;
            let requests = prepare(&kit, first..first + drafts).await;
            one(table, &kit, address, on, clients, requests, floor).await;
        }
    }
}

/// No limit on what one network sends.
pub(crate) fn unlimited() -> config::Config {
    let mut config = config::Config {
        controller: Some("Mesure".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        ..config::Config::default()
    };
    config.limits.filings_per_hour_per_network = 0;
    config.limits.answers_per_minute_per_draft = 0;
    config.limits.uploads_per_hour_per_case = 0;
    config
}

/// Serves the pages of a world on a port of this machine.
pub(crate) async fn serve(world: &Arc<World>) -> SocketAddr {
    let list = capabilities::all();
    let front = wiring::front(world, &list).unwrap();
    let router = wiring::router(&front, &list);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(axum::serve(listener, service).into_future());
    address
}

/// What the victim of a fake shop says of it: six identifiers.
pub(crate) fn of_shop(shop: usize) -> Vec<(&'static str, Answer)> {
    let site = format!("boutique-{shop}.example");
    let [company, suspect] = [2 * shop, 2 * shop + 1].map(phone);
    vec![
        ("payment[0].to_iban", typed(&iban(shop))),
        ("site.url", several(&format!("https://{site}/panier"))),
        ("site.company_phone", typed(&company)),
        ("site.company_email", typed(&format!("contact@{site}"))),
        ("suspect.phone", several(&suspect)),
        ("suspect.email", several(&format!("vendeur@{site}"))),
    ]
}

/// A value where one is asked for.
pub(crate) fn typed(raw: &str) -> Answer {
    Answer::Value(value(raw))
}

/// The same where several may be given.
pub(crate) fn several(raw: &str) -> Answer {
    Answer::Value(Value::Many(vec![value(raw)]))
}

fn value(raw: &str) -> Value {
    Value::Typed(Typed {
        raw: raw.to_owned(),
        doubt: None,
    })
}

/// Answers of a whole fake shop: what is given, and the least for everything else.
fn filled(
    world: &World,
    mut answers: Answers,
    exhibit: &str,
    given: Vec<(&'static str, Answer)>,
) -> Answers {
    let count = given.len();
    let files = Answer::Value(Value::Files(vec![exhibit.to_owned()]));
    let transfer = Answer::Value(Value::Choice("transfer".into()));
    let besides = [("payment[0].method", transfer), ("evidence.files", files)];
    for (key, answer) in besides.into_iter().chain(given) {
        answers.set(key.parse().unwrap(), answer);
    }
    for _ in 0..400 {
        let journey = Journey::of(&world.forms, "fake_shop", &answers).unwrap();
        let missing = journey.missing_to_file();
        let Some(first) = missing.first() else {
            assert!(
                journey.identifiers().len() >= count,
                "{:?}",
                journey.identifiers()
            );
            assert_eq!(journey.exhibits(), [exhibit]);
            return answers;
        };
        let page = journey.page(&first.slug).unwrap();
        let field = page
            .asked
            .iter()
            .find(|asked| asked.key == first.key)
            .unwrap()
            .field;
        answers.set(first.key.clone(), least(field));
    }
    panic!("the answers never suffice");
}

/// Which shop a draft tells of: one draft in [`SHARED`] names the shop of the draft before it.
fn shop(draft: usize) -> usize {
    if draft % SHARED == 1 {
        draft - 1
    } else {
        draft
    }
}

/// A number of the block kept for fictions, as long as there are any.
fn phone(number: usize) -> String {
    format!("06 39 98 {:02} {:02}", number / 100 % 100, number % 100)
}

/// An account of a shop, with its check digits.
fn iban(shop: usize) -> String {
    let account = format!("{:018}", 370_400_440_532_000_000 + shop);
    // `DE00` behind the account, in digits, as the check is computed.
    let rest = format!("{account}131400")
        .bytes()
        .fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
    format!("DE{:02}{account}", 98 - rest)
}

/// The least a person answers.
fn least(field: &Field) -> Answer {
    let day = jiff::civil::date(1980, 5, 17);
    Answer::Value(match field.kind {
        FieldKind::Choice | FieldKind::Select => Value::Choice(field.choices[0].code.clone()),
        FieldKind::Multi => Value::Multi(vec![field.choices[0].code.clone()]),
        FieldKind::Tick => Value::Flag(true),
        FieldKind::Person => Value::Person(Person {
            parts: vec![
                ("birth_name".into(), "Exemple".into()),
                ("first_names".into(), "Camille".into()),
            ],
            born_on: Some(day),
        }),
        FieldKind::Address => Value::Address(Address {
            lines: "1 rue de l’Exemple".into(),
            postcode: "75000".into(),
            town: "Paris".into(),
            country: String::new(),
        }),
        _ if field.unknown => return Answer::Unknown,
        _ => Value::Text("Essai".into()),
    })
}

/// Drafts ready to be filed, as the requests that file them.
async fn prepare(kit: &Kit, drafts: std::ops::Range<usize>) -> Vec<String> {
    let mut requests = Vec::with_capacity(drafts.len());
    for i in drafts {
        let (_, request) = draft(&kit.world, of_shop(shop(i))).await;
        requests.push(request);
    }
    requests
}

/// A draft ready to be filed: the complaint it becomes, and the request that files it.
pub(crate) async fn draft(
    world: &Arc<World>,
    given: Vec<(&'static str, Answer)>,
) -> (Uuid, String) {
    let cx = Cx::anyone(world, Actor::Victim, Lang::Fr);
    let mut draft = start::start(&cx, "fake_shop").await.unwrap();
    let bytes = bytes::Bytes::from(format!("capture {} {}", draft.id.0, "x".repeat(2_000)));
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes)]);
    let staging = world.dice.uuid(world.clock.now());
    let received = world.deposit.receive(staging, stream, 10_000);
    let received = received.await.unwrap();
    let exhibit = attach::to_draft(&cx, &draft, &received, "capture.txt");
    let exhibit = exhibit.await.unwrap().to_string();
    draft.answers = filled(world, draft.answers, &exhibit, given);
    let mut tx = world.db.write().await.unwrap();
    draft.save(&cx, &mut tx).await.unwrap();
    tx.commit().await.unwrap();
    (draft.id.0, request(world, draft.code.bare()))
}

fn request(world: &World, code: &str) -> String {
    let token = token(world, code);
    let body = format!("csrf={token}&declare.truth=yes&nature=complaint");
    format!(
        "POST /plainte/declaration HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: draft={code}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

async fn one(
    table: &mut Table,
    kit: &Kit,
    address: SocketAddr,
    on: On,
    clients: usize,
    requests: Vec<String>,
    floor: f64,
) {
    let count = requests.len();
    let requests = Arc::new(requests);
    let next = Arc::new(AtomicUsize::new(0));
    let (tell, stop) = watch::channel(false);
    let mut tasks = background::start(&kit.world, kit.world.config.workers, &stop);
    let started = Instant::now();
    let mut runs = tokio::task::JoinSet::new();
    for _ in 0..clients {
        let (requests, next) = (requests.clone(), next.clone());
        runs.spawn(async move {
            let mut client = Client::connect(address).await;
            let (mut took, mut errors) = (Vec::new(), 0);
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(request) = requests.get(index) else {
                    return (took, errors);
                };
                let from = Instant::now();
                match client.send(request).await {
                    Ok(200 | 303) => took.push(from.elapsed().as_secs_f64() * 1000.0),
                    _ => {
                        errors += 1;
                        client = Client::connect(address).await;
                    }
                }
            }
        });
    }
    let ends = runs.join_all().await;
    let seconds = started.elapsed().as_secs_f64();
    let left = unrendered(&kit.world).await;
    let drained = drain(&kit.world).await;
    tell.send(true).unwrap();
    while tasks.join_next().await.is_some() {}
    let errors: usize = ends.iter().map(|end| end.1).sum();
    let mut took: Vec<f64> = ends.into_iter().flat_map(|end| end.0).collect();
    took.sort_by(f64::total_cmp);
    let figure = rate(took.len(), seconds);
    let made = usize::try_from(i64::try_from(count).unwrap() - left).unwrap_or(0);
    table.against(
        &format!("filing, {on:?}, {clients} clients"),
        format!(
            "{figure:.0}/s, p50 {:.0} ms, p99 {:.0} ms, {errors} errors; papers {:.0}/s beside, {left} left, {drained:.1} s to drain",
            percentile(&took, 0.5),
            percentile(&took, 0.99),
            rate(made, seconds),
        ),
        format!("{floor:.0} bare commits/s"),
        figure / floor,
    );
}

async fn unrendered(world: &World) -> i64 {
    faisceau_intake::receipt::unrendered(&mut world.db.read().await.unwrap())
        .await
        .unwrap()
}

async fn drain(world: &World) -> f64 {
    let started = Instant::now();
    while unrendered(world).await > 0 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    started.elapsed().as_secs_f64()
}

/// The floor: one journal row a durable commit, one client.
pub(crate) async fn durable_commits(world: &Arc<World>, count: usize) -> f64 {
    let cx = Cx::platform(world);
    let started = Instant::now();
    for _ in 0..count {
        let mut tx = world.db.write().await.unwrap();
        cx.journal(&mut tx, Deed::DraftAnswered, "draft", None, "{}")
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    rate(count, started.elapsed().as_secs_f64())
}

/// The token of a draft's forms, as the guard makes it.
pub(crate) fn token(world: &World, binding: &str) -> String {
    CsrfKey::new(world.keys().mark(Use::FormToken, b"key")).token(binding, "draft")
}

//! Every route of staff that opens a complaint, an exhibit, a series, a value or a decision leaves a row of the journal when
//! it is read: who, when, on what, and for which motive, given or inherited from the purpose declared at sign-in.

use super::asking::Asking;
use super::filled::{Person, filled};
use super::sheet::{Line, Open, SENSITIVE, Who};
use super::{by_name, name, routes};
use crate::store;
use faisceau::capabilities;
use faisceau_domain::id::AccountId;
use faisceau_platform::binds;
use faisceau_platform::config::{Config, Limits};
use faisceau_platform::testkit::{Kit, On, kit_with};
use faisceau_platform::web::Route;
use faisceau_platform::wiring;
use std::collections::BTreeSet;

/// What a line of the sheet is tried on when nothing of a person is opened.
const OF_NOBODY: [&str; 4] = ["door", "held", "machine", "thing"];
/// Readings that are posts: what is looked for is not in the address.
const READS_BY_POST: [&str; 2] = ["POST /recherche", "POST /api/v1/search"];

/// What the journal holds of somebody.
struct Row {
    action: String,
    purpose: String,
    at: jiff::Timestamp,
    told: String,
}

async fn rows(kit: &Kit, account: AccountId) -> Vec<Row> {
    let mut tx = kit.world.db.read().await.unwrap();
    let found = tx.all(&store::ROWS_OF, binds![account]).await.unwrap();
    tx.rollback().await.unwrap();
    let row = |row: &faisceau_platform::db::Row| Row {
        action: row.get("action").unwrap(),
        purpose: row
            .get::<Option<String>>("purpose")
            .unwrap()
            .unwrap_or_default(),
        at: row.get("at").unwrap(),
        told: format!(
            "{} {}",
            row.get::<Option<uuid::Uuid>>("subject")
                .unwrap()
                .unwrap_or_default(),
            row.get::<String>("detail").unwrap()
        ),
    };
    found.iter().map(row).collect()
}

/// What is wrong with the trace of one reading; nothing when it is whole, or when nothing was opened.
async fn wrong(
    asking: &Asking<'_>,
    route: &Route,
    line: &Line,
    (person, expected): (&Person, &Open),
) -> Option<String> {
    let (Some(account), Open::Spots(spots)) = (person.account, expected) else {
        return None;
    };
    let spot = spots.first()?;
    let (_, place) = person.places.iter().find(|(of, _)| of == spot)?;
    let kit = asking.kit;
    asking.put(place, false).await;
    let before = rows(kit, account).await.len();
    kit.world.clock.advance_millis(1_000);
    let now = kit.world.clock.now();
    let answer = asking.ask(route, &line.thing, person, Some(place)).await;
    if !answer.status.is_success() {
        return None;
    }
    let left = rows(kit, account).await;
    let new = &left[before.min(left.len())..];
    let who = format!("{} as {}", line.what, person.name);
    let Some(one) = new.iter().find(|one| !one.action.starts_with("account.")) else {
        return Some(format!("{who}: no row"));
    };
    if one.purpose.is_empty() || one.at < now {
        return Some(format!(
            "{who}: {} has no motive, or another hour",
            one.action
        ));
    }
    let things = [
        place.complaint,
        place.twin,
        place.exhibit,
        place.series,
        place.value,
        place.decision,
    ];
    let named = |row: &Row| things.iter().any(|id| row.told.contains(&id.to_string()));
    let lists = line.thing.ends_with("listed") || line.thing.ends_with("found");
    (!lists && !new.iter().any(named)).then(|| format!("{who}: {} names nothing of it", one.action))
}

async fn walk(on: On) {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        limits: Limits {
            answers_per_minute_per_draft: 0,
            uploads_per_hour_per_case: 0,
            ..Limits::default()
        },
        ..Config::default()
    };
    let list = capabilities::all();
    let kit = kit_with(on, capabilities::all(), config).await;
    let people = filled(&kit).await;
    let front = wiring::front(&kit.world, &list).unwrap();
    let asking = Asking::of(&kit, wiring::router(&front, &list));
    let lines = by_name();
    let (mut untraced, mut opened) = (Vec::new(), BTreeSet::new());
    for route in &routes() {
        let what = name(route);
        let reads = route.method.is_safe() || READS_BY_POST.contains(&what.as_str());
        let Some(line) = lines
            .get(&what)
            .filter(|line| reads && !OF_NOBODY.contains(&line.thing.as_str()))
        else {
            continue;
        };
        assert!(!line.what.starts_with(SENSITIVE));
        let staff = |(person, open): &(&Person, &Open)| {
            matches!(person.who, Who::Staff(..)) && **open != Open::NOTHING
        };
        for cell in people.iter().zip(&line.cells).filter(staff) {
            opened.insert(what.clone());
            untraced.extend(wrong(&asking, route, line, cell).await);
        }
    }
    assert!(opened.len() > 40, "{} routes were read", opened.len());
    assert!(untraced.is_empty(), "{untraced:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_reading_of_a_person_s_data_is_told_with_its_motive() {
    walk(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn each_reading_of_a_person_s_data_is_told_on_postgres_too() {
    walk(On::Postgres).await;
}

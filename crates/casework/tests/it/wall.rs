//! Requests of two units at once over two connections of PostgreSQL: nothing of the one is in an answer to the other,
//! though policies were not asked by the database.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_platform::config::Config;
use faisceau_platform::testkit::{On, kit_with};
use tokio::task::JoinSet;

use crate::world::{Browser, Seed, colleague, complaint};

const REQUESTS: usize = 1_000;
const CONNECTIONS: u32 = 2;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn a_thousand_requests_of_two_units_never_cross() {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        database_connections: CONNECTIONS,
        ..Config::default()
    };
    let kit = kit_with(On::Postgres, vec![capability()], config).await;
    let mut desks = Vec::new();
    for (n, unit) in [(1, "lille"), (2, "brest")] {
        colleague(&kit, Role::Officer, unit).await;
        let seed = || Seed {
            unit,
            ..Seed::default()
        };
        let first = complaint(&kit, n, seed()).await;
        let second = complaint(&kit, n + 10, seed()).await;
        let browser = Browser::signed_in(&kit, Role::Officer, unit).await;
        desks.push((browser, [first, second]));
    }
    let mut requests = JoinSet::new();
    for n in 0..REQUESTS {
        let (browser, own) = desks[n % 2].clone();
        let other = desks[(n + 1) % 2].1.clone();
        requests.spawn(async move { ask(browser, n, &own, &other).await });
    }
    let mut done = 0;
    while let Some(ended) = requests.join_next().await {
        ended.unwrap();
        done += 1;
    }
    assert_eq!(done, REQUESTS);
}

type Known = [(faisceau_domain::id::ComplaintId, String); 2];

/// The inbox, one's own complaint, or one of the other unit.
async fn ask(mut browser: Browser, n: usize, own: &Known, other: &Known) {
    let (path, found, shown) = match n / 2 % 4 {
        0 => (format!("/dossier/{}", own[1].0), StatusCode::OK, 1..2),
        1 => (
            format!("/dossier/{}", other[0].0),
            StatusCode::NOT_FOUND,
            0..0,
        ),
        _ => ("/agent/boite".to_owned(), StatusCode::OK, 0..2),
    };
    let page = browser.get(&path).await;
    assert_eq!(page.status, found, "{path}");
    for (_, reference) in &own[shown] {
        assert!(page.body.contains(reference), "{path}: {reference}");
    }
    for (_, reference) in other {
        assert!(!page.body.contains(reference), "{path}: {reference}");
    }
}

//! What cannot wait comes first, page by page and both ways, and nothing is lost when a clock runs
//! out; where it comes from and when it goes; and that no page of the inbox reads a whole table.

use faisceau_casework::capability;
use faisceau_casework::desk::Desk;
use faisceau_casework::inbox::{self, Filters, Order, Page, Place};
use faisceau_casework::index_words::index_words;
use faisceau_casework::store as statements;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{ComplaintDecided, Decision, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::urgency::Urgent;
use faisceau_platform::access::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Statement;
use faisceau_platform::testkit::{self, Kit, On};
use faisceau_platform::{binds, on_both};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::scope::{authority, listed};
use crate::store;
use crate::world::{Browser, Seed, colleague, complaint};

/// Marks a complaint as one that cannot wait, by the reason of that rank.
pub(crate) async fn urgent(kit: &Kit, id: ComplaintId, rank: i64, until: Option<Timestamp>) {
    let reason = Urgent::ALL.into_iter().find(|reason| reason.rank() == rank);
    let reason = reason.unwrap();
    // A clock without an end would never run out.
    let far = kit.world.clock.now() + SignedDuration::from_hours(100_000);
    let until = until.or((reason == Urgent::Recall).then_some(far));
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![id, rank, reason.code(), until];
    tx.execute(&store::URGENCY, row).await.unwrap();
    // As the weights would put it: a clock alone weighs as long as it runs.
    let (lasting, clock) = match reason {
        Urgent::Recall => (0, 500),
        _ => (rank * 1_000, 0),
    };
    let reason = if reason == Urgent::Danger {
        "life"
    } else {
        reason.code()
    };
    let weighed = format!("{reason}:{}", lasting + clock);
    let row = binds![id, lasting + clock, lasting, clock, until, weighed];
    tx.execute(&store::PRIORITY, row).await.unwrap();
    tx.commit().await.unwrap();
}

fn analyst() -> Actor {
    let id = "00000000-0000-0000-0000-000000000009";
    Actor::new(id, [Role::Analyst], ["x"])
}

fn ids(page: &Page) -> Vec<ComplaintId> {
    page.cases.iter().map(|case| case.id).collect()
}

on_both!(
    what_cannot_wait_comes_first_page_by_page_and_both_ways,
    vec![capability()],
    async |kit: Kit| {
        let mut all: Vec<(i64, i64, ComplaintId)> = Vec::new();
        let soon = kit.world.clock.now() + SignedDuration::from_hours(10);
        for number in 1..=130 {
            let (id, _) = complaint(&kit, number, Seed::default()).await;
            // Sixty urgent ones of every rank, spread among the others.
            let rank = if number % 13 < 6 { number % 4 + 1 } else { 0 };
            if rank > 0 {
                urgent(&kit, id, rank, (rank == 1).then_some(soon)).await;
            }
            all.push((-rank, -number, id));
        }
        let authority = authority(&kit.world.content, "");
        let actor = analyst();
        let desk = Desk {
            authority: &authority,
            actor: &actor,
            purpose: Purpose::Linkage,
        };
        let of = |now| Filters {
            order: Order::UrgentFirst(now),
            ..Filters::default()
        };
        let now = of(kit.world.clock.now());
        let mut tx = kit.world.db.read().await.unwrap();
        all.sort();
        let expected: Vec<ComplaintId> = all.iter().map(|(_, _, id)| *id).collect();
        let shown = listed(&mut tx, &desk, &now).await;
        let shown: Vec<ComplaintId> = shown.iter().map(|case| case.id).collect();
        assert_eq!(shown, expected);

        // Every page leads back to the one before, across the border between the two parts.
        let scope = desk.scope(&mut tx).await.unwrap();
        let mut pages: Vec<Page> = Vec::new();
        let mut place: Option<Place> = None;
        loop {
            let page = inbox::page(&mut tx, &desk, &scope, &now, place);
            let page = page.await.unwrap();
            place = page.older.inspect(|place| {
                let read = Place::read(&place.written(), false);
                assert_eq!(read, Some(*place));
            });
            pages.push(page);
            if place.is_none() {
                break;
            }
        }
        assert_eq!(
            pages.iter().map(|p| p.cases.len()).collect::<Vec<_>>(),
            [50, 50, 30]
        );
        for pair in pages.windows(2) {
            let back = inbox::page(&mut tx, &desk, &scope, &now, pair[1].newer);
            let back = back.await.unwrap();
            assert_eq!(ids(&back), ids(&pair[0]));
        }
        assert_eq!(pages[0].newer, None);

        // Clocks run out while the list is read: what they held moves down, nothing is missed.
        let later = of(soon + SignedDuration::from_secs(1));
        let calm: Vec<ComplaintId> = {
            for (rank, ..) in &mut all {
                *rank = if *rank == -1 { 0 } else { *rank };
            }
            all.sort();
            all.iter().map(|(_, _, id)| *id).collect()
        };
        let rest = listed(&mut tx, &desk, &later).await;
        assert_eq!(rest.iter().map(|case| case.id).collect::<Vec<_>>(), calm);
        let next = inbox::page(&mut tx, &desk, &scope, &later, pages[0].older);
        let mut met = ids(&pages[0]);
        let mut page = next.await.unwrap();
        loop {
            met.extend(ids(&page));
            let Some(place) = page.older else { break };
            let next = inbox::page(&mut tx, &desk, &scope, &later, Some(place));
            page = next.await.unwrap();
        }
        met.sort();
        met.dedup();
        assert_eq!(met.len(), 130);
    }
);

pub(crate) fn answers(safety: bool) -> String {
    let choice = |code: &str| json!({"state": "value", "value": {"type": "choice", "is": code}});
    let flag = json!({"state": "value", "value": {"type": "flag", "is": safety}});
    let form = json!({"code": "sextortion", "version": 1, "hash": "0".repeat(64)});
    let answers = json!({
        "sext.age_bracket": choice("adult"),
        "sext.kind": choice("real_images"),
        "sext.safety": flag,
    });
    json!({"v": 1, "form": form, "answers": answers}).to_string()
}

on_both!(
    the_reasons_come_from_the_answers_show_on_the_pages_and_go_with_the_decision,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let seed = |answers: String| Seed {
            unit: "lille",
            form_type: "sextortion",
            answers,
            ..Seed::default()
        };
        let cx = Cx::platform(&kit.world);
        let (danger, _) = complaint(&kit, 1, seed(answers(true))).await;
        let (threat, _) = complaint(&kit, 2, seed(answers(false))).await;
        let (calm, newest) = complaint(&kit, 3, seed("{}".to_owned())).await;
        for id in [danger, threat, calm] {
            index_words(&cx, id).await.unwrap();
            index_words(&cx, id).await.unwrap();
        }
        let marked = async || {
            let mut tx = kit.world.db.read().await.unwrap();
            let rows = tx.all(&store::URGENCIES, binds![]).await.unwrap();
            let row = |row: &faisceau_platform::db::Row| {
                let id: ComplaintId = row.get("complaint_id").unwrap();
                (id, row.get::<String>("reasons").unwrap())
            };
            rows.iter().map(row).collect::<Vec<_>>()
        };
        let both = [
            (danger, "danger|threat".to_owned()),
            (threat, "threat".to_owned()),
        ];
        assert_eq!(marked().await, both);
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = officer.get("/agent/boite").await.body;
        let at = |page: &str, text: &str| page.find(text).unwrap_or_else(|| panic!("{text}"));
        assert!(at(&page, "Danger") < at(&page, "Menace"));
        assert!(at(&page, &threat.to_string()) < at(&page, &calm.to_string()));
        let page = officer.get("/agent/boite?ordre=recents").await.body;
        assert!(at(&page, &newest) < at(&page, &danger.to_string()));
        let page = officer.get(&format!("/dossier/{danger}")).await.body;
        assert!(page.contains("Danger") && page.contains("Menace"));
        let json = officer.get("/api/v1/complaints?order=urgent").await.body;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["complaints"][0]["urgent"], json!(["danger", "threat"]));
        assert_eq!(json["complaints"][2]["urgent"], json!([]));
        let wrong = officer.get("/api/v1/complaints?order=slow").await;
        assert_eq!(wrong.status.as_u16(), 400);

        // A question to the victim decides nothing; a decision does.
        for (complaint, decision, left) in [
            (danger, Decision::Asked, 2),
            (danger, Decision::Validated, 1),
            (threat, Decision::Rejected, 0),
        ] {
            let mut tx = kit.world.db.write().await.unwrap();
            let event = ComplaintDecided {
                complaint,
                decision,
            };
            cx.emit(&mut tx, &Event::ComplaintDecided(event))
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(marked().await.len(), left);
        }
    }
);

/// How SQLite runs a statement: one line a table.
async fn plan(kit: &Kit, statement: &Statement) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::plan(statement), binds![]).await.unwrap();
    let lines = rows.iter().map(|row| row.get("detail").unwrap());
    lines.collect()
}

#[tokio::test]
async fn no_list_of_the_inbox_reads_or_sorts_a_whole_table() {
    let kit = testkit::kit(On::Sqlite, vec![capability()]).await;
    // The statement, and the only index it may walk: in its order, as far as the page goes.
    for (statement, walked) in [
        (&statements::NEWEST, "complaints_by_time"),
        (&statements::OLDEST, "complaints_by_time"),
        (&statements::URGENT, "priorities_by_points"),
        (&statements::LEAST_URGENT, "priorities_by_points"),
    ] {
        let plan = plan(&kit, statement).await;
        let whole = plan.join("\n");
        assert!(
            !whole.contains("TEMP B-TREE"),
            "{}: {whole}",
            statement.name
        );
        let scans: Vec<&String> = plan
            .iter()
            .filter(|line| line.starts_with("SCAN"))
            .collect();
        assert_eq!(scans.len(), 1, "{}: {whole}", statement.name);
        assert!(scans[0].contains(walked), "{}: {whole}", statement.name);
    }
    for (statement, index) in [
        (&statements::UNITS, "complaints_by_unit"),
        (&statements::SOURCES, "complaints"),
    ] {
        let plan = plan(&kit, statement).await;
        let scanned = |line: &&String| line.starts_with("SCAN complaints");
        assert_eq!(plan.iter().find(scanned), None, "{plan:?}");
        let found = |line: &&String| line.starts_with("SEARCH") && line.contains(index);
        assert_eq!(plan.iter().filter(found).count(), 2, "{plan:?}");
    }
}

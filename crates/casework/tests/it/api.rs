//! The JSON interface of the desk by requests: who reads what, page by page, what filters keep,
//! what a search answers, and what the journal holds of it.

use axum::http::{Request, StatusCode, header};
use faisceau_casework::{api, capability};
use faisceau_domain::access::Role;
use faisceau_identifiers::Kind;
use faisceau_platform::binds;
use faisceau_platform::keys::Use;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::CsrfKey;
use faisceau_platform::wiring;
use serde_json::{Value, json};
use std::collections::BTreeSet;

use crate::search::{answers, holds, told_in};
use crate::store;
use crate::world::{Browser, Seed, Seen, colleague, complaint, told};

const INBOX: &str = "/api/v1/complaints";
const SEARCH: &str = "/api/v1/search";

async fn get(browser: &mut Browser, query: &str) -> Value {
    let seen = browser.get(&format!("{INBOX}{query}")).await;
    assert_eq!(seen.status, StatusCode::OK, "{query}: {}", seen.body);
    assert_eq!(seen.kind, "application/json");
    serde_json::from_str(&seen.body).unwrap()
}

async fn post(browser: &mut Browser, body: &str) -> Seen {
    let request = Request::post(SEARCH)
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-csrf-token", browser.token.clone());
    browser.send(request, body.to_owned()).await
}

async fn sought(browser: &mut Browser, term: &str) -> Value {
    let body = json!({ "term": term, "reason": "Affaire 2026/12" }).to_string();
    let seen = post(browser, &body).await;
    assert_eq!(seen.status, StatusCode::OK, "{term}: {}", seen.body);
    serde_json::from_str(&seen.body).unwrap()
}

pub(crate) fn refused(seen: &Seen, status: StatusCode, code: &str) {
    assert_eq!(seen.status, status, "{}", seen.body);
    assert_eq!(seen.kind, "application/problem+json");
    let problem: Value = serde_json::from_str(&seen.body).unwrap();
    assert_eq!(problem["status"], status.as_u16());
    assert_eq!(problem["code"], code);
    assert!(!problem["request_id"].as_str().unwrap().is_empty());
}

fn references(page: &Value) -> Vec<String> {
    let list = page["complaints"].as_array().unwrap().iter();
    list.map(|c| c["reference"].as_str().unwrap().to_owned())
        .collect()
}

fn of(unit: &'static str) -> Seed {
    Seed {
        unit,
        ..Seed::default()
    }
}

on_both!(
    strangers_learn_nothing,
    vec![capability()],
    async |kit: Kit| {
        let (_, reference) = complaint(&kit, 1, of("lille")).await;
        let mut nobody = Browser::stranger(&kit);
        let seen = nobody.get(INBOX).await;
        refused(&seen, StatusCode::UNAUTHORIZED, "signed_out");
        assert!(!seen.body.contains(&reference));
        let problem: Value = serde_json::from_str(&seen.body).unwrap();
        assert_eq!(problem["title"], "Personne n’est connecté");
        assert!(problem["detail"].as_str().unwrap().contains("/connexion"));
        let body = json!({ "term": reference, "reason": "Curieux de tout" }).to_string();
        refused(
            &post(&mut nobody, &body).await,
            StatusCode::FORBIDDEN,
            "stale_form",
        );
        // A session that is over still has its token, and opens nothing.
        let key = CsrfKey::new(kit.world.keys().mark(Use::FormToken, b"key"));
        nobody.cookies = vec![("session".to_owned(), "finie".to_owned())];
        nobody.token = key.token("finie", "staff");
        let seen = post(&mut nobody, &body).await;
        refused(&seen, StatusCode::UNAUTHORIZED, "session_over");
        assert_eq!(told(&kit, "inbox.read").await, []);
        assert_eq!(told(&kit, "search.run").await, []);
    }
);

on_both!(
    each_role_reads_what_the_policies_open,
    vec![capability()],
    async |kit: Kit| {
        for role in Role::ALL {
            colleague(&kit, role, "lille").await;
        }
        let (_, here) = complaint(&kit, 1, of("lille")).await;
        let (_, there) = complaint(&kit, 2, of("brest")).await;
        // Role, then: whether the inbox opens, and each complaint; whether one may search.
        for (role, open, own, other, searches) in [
            (Role::Officer, true, true, false, true),
            (Role::Analyst, true, true, true, true),
            (Role::Investigator, true, true, false, true),
            (Role::Prosecutor, true, true, false, true),
            (Role::Auditor, false, false, false, false),
            (Role::Administrator, false, false, false, false),
        ] {
            // Ids of one millisecond are in no order.
            kit.world.clock.advance_millis(1);
            let mut browser = Browser::signed_in(&kit, role, "lille").await;
            let before = told(&kit, "inbox.read").await.len();
            let seen = browser.get(INBOX).await;
            let read = told(&kit, "inbox.read").await.split_off(before);
            assert_eq!(read.len(), usize::from(open), "{role:?}");
            if open {
                let shown = usize::from(own) + usize::from(other);
                assert_eq!(read[0].detail, format!("{{\"shown\":{shown}}}"));
                assert!(read[0].purpose.is_some() && read[0].actor.is_some());
                let page: Value = serde_json::from_str(&seen.body).unwrap();
                let listed = references(&page);
                let found = (listed.contains(&here), listed.contains(&there));
                assert_eq!(found, (own, other), "{role:?}");
            } else {
                refused(&seen, StatusCode::FORBIDDEN, "forbidden");
            }
            for (reference, readable) in [(&here, own), (&there, other)] {
                let body = json!({ "term": reference, "reason": "Affaire 2026/12" });
                let seen = post(&mut browser, &body.to_string()).await;
                if searches {
                    let found: Value = serde_json::from_str(&seen.body).unwrap();
                    let found = references(&found).contains(reference);
                    assert_eq!(found, readable, "{role:?} {reference}");
                } else {
                    refused(&seen, StatusCode::FORBIDDEN, "forbidden");
                }
            }
        }
    }
);

on_both!(
    pages_follow_each_other_both_ways,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let mut filed = Vec::new();
        for number in 1..=104 {
            let unit = if number % 13 == 0 { "brest" } else { "lille" };
            let (_, reference) = complaint(&kit, number, of(unit)).await;
            if unit == "lille" {
                filed.push(reference);
            }
        }
        filed.reverse();
        let mut browser = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let first = get(&mut browser, "").await;
        assert_eq!(references(&first), filed[..50]);
        assert_eq!(first["newer"], Value::Null);
        let older = first["older"].as_str().unwrap();
        let last = get(&mut browser, &format!("?after={older}")).await;
        assert_eq!(references(&last), filed[50..]);
        assert_eq!(last["older"], Value::Null);
        let newer = last["newer"].as_str().unwrap();
        let again = get(&mut browser, &format!("?before={newer}")).await;
        assert_eq!(references(&again), filed[..50]);
    }
);

on_both!(
    filters_narrow_and_what_cannot_be_is_refused,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Analyst, "lille").await;
        let account = colleague(&kit, Role::Officer, "lille").await;
        let (one, first) = complaint(&kit, 1, of("lille")).await;
        let second = Seed {
            unit: "brest",
            state: "validated",
            form_type: "vehicle_sale",
            amount: Some(12_345),
            source: Some("pilote"),
            ..Seed::default()
        };
        let (_, second) = complaint(&kit, 2, second).await;
        let now = kit.world.clock.now();
        let mut tx = kit.world.db.write().await.unwrap();
        let row = binds![one, account, now];
        tx.execute(&store::ASSIGNMENT, row).await.unwrap();
        tx.commit().await.unwrap();
        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        let since = format!("?since={now}");
        for (query, expected) in [
            ("", vec![&second, &first]),
            ("?state=validated", vec![&second]),
            ("?form_type=fake_shop", vec![&first]),
            ("?unit=brest", vec![&second]),
            ("?charge=nobody", vec![&second]),
            ("?charge=me", vec![]),
            (since.as_str(), vec![&second]),
            ("?over_minor=12344", vec![&second]),
            ("?over_minor=12345", vec![]),
            ("?source=pilote", vec![&second]),
            ("?unit=brest&state=filed", vec![]),
        ] {
            let page = get(&mut analyst, query).await;
            let listed = references(&page);
            assert!(listed.iter().eq(expected), "{query}: {listed:?}");
        }
        let page = get(&mut analyst, "?source=pilote").await;
        let seen = &page["complaints"][0];
        assert_eq!(seen["amount_minor"], 12_345);
        assert_eq!(seen["currency"], "EUR");
        assert_eq!(seen["channel"], "import");
        let page = get(&mut analyst, "?unit=lille").await;
        assert_eq!(page["complaints"][0]["assignee"], account.to_string());
        let before = told(&kit, "inbox.read").await.len();
        for query in [
            "?charge=moi",
            "?since=hier",
            "?over_minor=1e9",
            "?after=x",
            "?after=1_00000000-0000-0000-0000-000000000000&before=1_00000000-0000-0000-0000-000000000000",
            "?etat=filed",
        ] {
            let seen = analyst.get(&format!("{INBOX}{query}")).await;
            refused(&seen, StatusCode::BAD_REQUEST, "bad_request");
        }
        assert_eq!(told(&kit, "inbox.read").await.len(), before);
    }
);

on_both!(
    a_series_is_told_to_who_may_read_it,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let (id, _) = complaint(&kit, 1, of("lille")).await;
        let now = kit.world.clock.now();
        let series = kit.world.dice.uuid(now);
        let mut tx = kit.world.db.write().await.unwrap();
        let row = binds![series, "SER-2026-000001-A", now, 14i64];
        tx.execute(&store::SERIES, row).await.unwrap();
        let row = binds![id, series, now];
        tx.execute(&store::MEMBER, row).await.unwrap();
        tx.commit().await.unwrap();
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = get(&mut officer, "").await;
        assert_eq!(page["complaints"][0]["series"], series.to_string());
        assert_eq!(page["complaints"][0]["series_size"], 14);
    }
);

on_both!(
    a_search_finds_by_value_reference_and_words_and_leaves_no_term,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let words = answers("Le colis n’est jamais arrivé", "Lemaître", "Merveilles");
        let (one, here) = told_in(&kit, 1, "lille", words.clone()).await;
        let (two, there) = told_in(&kit, 2, "brest", words).await;
        for id in [one, two] {
            holds(&kit, id, Kind::Iban, "FR76 3000 6000 0112 3456 7890 189").await;
        }
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let found = sought(&mut officer, "fr76-3000-6000-0112-3456-7890-189").await;
        assert_eq!(references(&found), std::slice::from_ref(&here));
        assert_eq!(found["more"], false);
        let value = &found["values"][0];
        assert_eq!(value["kind"], "iban");
        assert_eq!(value["canonical"], "FR7630006000011234567890189");
        assert_eq!(value["complaints"], 1, "another unit's is not counted");
        assert!(value["identifier"].is_string());
        for term in [here.to_lowercase(), "colis".into(), "lemaitre".into()] {
            let found = sought(&mut officer, &term).await;
            assert_eq!(references(&found), std::slice::from_ref(&here), "{term}");
            assert!(!found.to_string().contains("jamais"), "no narrative");
        }
        for term in [there.as_str(), "06 39 98 99 99", "🎂", "\u{202e}a\0b"] {
            let found = sought(&mut officer, term).await;
            assert_eq!(found["complaints"], json!([]), "{term}");
        }
        let searched = told(&kit, "search.run").await;
        assert_eq!(searched.len(), 8);
        for row in &searched {
            assert_eq!(row.reason, "Affaire 2026/12");
            let detail = row.detail.to_lowercase();
            assert!(!detail.contains("colis") && !detail.contains("fr76"));
        }
    }
);

on_both!(
    a_search_without_term_reason_or_token_is_refused,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        let long = "x".repeat(4_097);
        for (term, reason, code) in [
            ("Lemaitre", "", "no_reason"),
            ("Lemaitre", " ok\u{7}\0 ", "no_reason"),
            ("", "Affaire 12", "no_term"),
            ("\0 \0", "Affaire 12", "no_term"),
            (long.as_str(), "Affaire 12", "term_too_long"),
        ] {
            let body = json!({ "term": term, "reason": reason }).to_string();
            let seen = post(&mut officer, &body).await;
            refused(&seen, unprocessable, code);
            let problem: Value = serde_json::from_str(&seen.body).unwrap();
            assert!(problem["detail"].is_string(), "it is said in words");
        }
        for body in ["{\"term\":\"x\"}", "{\"term\":1,\"reason\":\"Affaire\"}"] {
            let seen = post(&mut officer, body).await;
            refused(&seen, unprocessable, "unprocessable");
        }
        let seen = post(&mut officer, "{\"term\"").await;
        refused(&seen, StatusCode::BAD_REQUEST, "bad_request");
        let body = json!({ "term": "x".repeat(2 << 20), "reason": "Affaire 12" });
        let seen = post(&mut officer, &body.to_string()).await;
        refused(&seen, StatusCode::PAYLOAD_TOO_LARGE, "too_large");
        let good = json!({ "term": "Lemaitre", "reason": "Affaire 12" }).to_string();
        let typed = Request::post(SEARCH)
            .header(header::CONTENT_TYPE, "text/plain")
            .header("x-csrf-token", officer.token.clone());
        let seen = officer.send(typed, good.clone()).await;
        let unsupported = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        refused(&seen, unsupported, "unsupported_media_type");
        let bare = Request::post(SEARCH).header(header::CONTENT_TYPE, "application/json");
        let seen = officer.send(bare, good.clone()).await;
        refused(&seen, StatusCode::FORBIDDEN, "stale_form");
        let elsewhere = Request::post(SEARCH)
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "cross-site")
            .header("x-csrf-token", officer.token.clone());
        let seen = officer.send(elsewhere, good).await;
        refused(&seen, StatusCode::FORBIDDEN, "cross_site");
        assert_eq!(told(&kit, "search.run").await, []);
    }
);

#[test]
fn every_json_route_is_described_and_nothing_else_is() {
    let described: Vec<String> = api::openapi().paths.paths.into_keys().collect();
    let routes = wiring::routes(&[capability()]);
    let served: Vec<&str> = routes
        .list()
        .map(|route| route.path)
        .filter(|path| path.starts_with("/api/"))
        .collect();
    let served: BTreeSet<&str> = served.into_iter().collect();
    let described: BTreeSet<&str> = described.iter().map(String::as_str).collect();
    assert_eq!(served, described);
    assert!(served.contains(INBOX) && served.contains("/api/v1/alerts"));
}

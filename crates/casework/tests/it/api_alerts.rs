//! Alerts and watch-lists by the JSON interface: who is let in, that it says what the page says, what
//! is refused and how, and that what one person does is that person's alone.

use axum::http::{Method, Request, StatusCode, header};
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_domain::event::Change;
use faisceau_identifiers::Role as Said;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::alerts::{changed, looked, series};
use crate::api::refused;
use crate::watches::bearing;
use crate::world::{Browser, Seen, colleague, journal, told};

const ALERTS: &str = "/api/v1/alerts";
const MUTED: &str = "/api/v1/alerts/muted";
const WATCHES: &str = "/api/v1/watches";

async fn send(browser: &mut Browser, method: Method, path: &str, body: &Value) -> Seen {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-csrf-token", browser.token.clone());
    let body = match body {
        Value::Null => String::new(),
        body => body.to_string(),
    };
    browser.send(request, body).await
}

async fn read(browser: &mut Browser, path: &str) -> Value {
    let seen = browser.get(path).await;
    assert_eq!(seen.status, StatusCode::OK, "{path}: {}", seen.body);
    assert_eq!(seen.kind, "application/json");
    serde_json::from_str(&seen.body).unwrap()
}

fn to_watch() -> Value {
    json!({ "kind": "phone", "value": "06 39 98 00 01", "days": 30, "reason": "Procédure 12" })
}

on_both!(
    every_door_of_alerts_and_watches_is_tried_as_each_role,
    vec![capability()],
    async |kit: Kit| {
        let nil = Uuid::nil();
        let doors = |watching: bool| {
            let muted = format!("{MUTED}/{nil}");
            let watch = format!("{WATCHES}/{nil}");
            match watching {
                false => vec![
                    (Method::GET, ALERTS.to_owned(), Value::Null),
                    (Method::GET, MUTED.to_owned(), Value::Null),
                    (
                        Method::POST,
                        "/api/v1/alerts/read".to_owned(),
                        json!({ "alerts": [nil] }),
                    ),
                    (
                        Method::POST,
                        MUTED.to_owned(),
                        json!({ "alerts": [nil], "reason": "Trop de bruit" }),
                    ),
                    (Method::DELETE, muted, Value::Null),
                ],
                true => vec![
                    (Method::GET, WATCHES.to_owned(), Value::Null),
                    (Method::POST, WATCHES.to_owned(), to_watch()),
                    (Method::DELETE, watch, Value::Null),
                ],
            }
        };
        for (method, path, body) in [doors(false), doors(true)].concat() {
            let mut nobody = Browser::stranger(&kit);
            let seen = send(&mut nobody, method.clone(), &path, &body).await;
            let (status, code) = match method {
                Method::GET => (StatusCode::UNAUTHORIZED, "signed_out"),
                _ => (StatusCode::FORBIDDEN, "stale_form"),
            };
            refused(&seen, status, code);
        }
        for (role, told_of, watches) in [
            (Role::Officer, true, false),
            (Role::Analyst, true, true),
            (Role::Investigator, true, true),
            (Role::Prosecutor, true, false),
            (Role::Auditor, false, false),
            (Role::Administrator, false, false),
        ] {
            colleague(&kit, role, "lille").await;
            let mut browser = Browser::signed_in(&kit, role, "lille").await;
            for (open, watching) in [(told_of, false), (watches, true)] {
                for (method, path, body) in doors(watching) {
                    let seen = send(&mut browser, method.clone(), &path, &body).await;
                    let closed = seen.status == StatusCode::FORBIDDEN;
                    assert_eq!(closed, !open, "{role:?} {method} {path}: {}", seen.body);
                }
            }
        }
    }
);

on_both!(
    alerts_are_listed_read_and_muted_as_on_the_page,
    vec![capability()],
    async |kit: Kit| {
        for role in [Role::Investigator, Role::Officer] {
            colleague(&kit, role, "lille").await;
        }
        let born = series(&kit, 1, &["lille"; 4], 400_000).await;
        changed(&kit, born, Change::Grew).await;
        looked(&kit).await;
        let mut investigator = Browser::signed_in(&kit, Role::Investigator, "lille").await;
        let all = read(&mut investigator, ALERTS).await;
        let listed = all["alerts"].as_array().unwrap();
        let mut kinds: Vec<&str> = listed.iter().map(|a| a["kind"].as_str().unwrap()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["series_born", "series_loss"]);
        assert_eq!(all["next"], Value::Null);
        let page = plain(&investigator.get("/alerts").await.body);
        for alert in listed {
            let text = alert["text"].as_str().unwrap();
            assert!(page.contains(&plain(text)), "{text}: {page}");
            assert_eq!(alert["series"]["id"], born.to_string());
            assert_eq!(alert["read"], false);
        }
        let of = |kind: &str| listed.iter().find(|a| a["kind"] == kind).unwrap();
        assert_eq!(of("series_born")["complaints"], 4);
        assert_eq!(of("series_loss")["currency"], "EUR");

        // Read by one, it stays unread for the other.
        let first = listed[0]["id"].clone();
        let chosen = json!({ "alerts": [first, Uuid::nil()] });
        let path = "/api/v1/alerts/read";
        let seen = send(&mut investigator, Method::POST, path, &chosen).await;
        assert_eq!(seen.body, "{\"read\":1}");
        let unread = format!("{ALERTS}?unread=true");
        let left = read(&mut investigator, &unread).await;
        assert_eq!(left["alerts"].as_array().unwrap().len(), 1);
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let theirs = read(&mut officer, &unread).await;
        assert_eq!(theirs["alerts"].as_array().unwrap().len(), 2);

        // Muted with a reason, heard of again.
        let why = json!({ "alerts": [first], "reason": "Déjà au parquet" });
        let seen = send(&mut investigator, Method::POST, MUTED, &why).await;
        assert_eq!(seen.body, "{\"muted\":1}");
        let muted = read(&mut investigator, MUTED).await;
        assert_eq!(muted["muted"][0]["reason"], "Déjà au parquet");
        assert_eq!(read(&mut investigator, ALERTS).await["alerts"], json!([]));
        assert_eq!(read(&mut officer, MUTED).await["muted"], json!([]));
        let again = format!("{MUTED}/{born}");
        let seen = send(&mut investigator, Method::DELETE, &again, &Value::Null).await;
        assert_eq!(seen.status, StatusCode::OK);
        let seen = send(&mut investigator, Method::DELETE, &again, &Value::Null).await;
        refused(&seen, StatusCode::NOT_FOUND, "not_found");
        let listed = read(&mut investigator, ALERTS).await;
        assert_eq!(listed["alerts"].as_array().unwrap().len(), 2);
        let row = told(&kit, "alert.muted").await.remove(0);
        assert_eq!(
            (row.reason.as_str(), row.subject),
            ("Déjà au parquet", Some(born))
        );
        assert_eq!(told(&kit, "alert.read").await.len(), 1);
        assert!(told(&kit, "alert.listed").await.len() >= 6);
    }
);

on_both!(
    what_cannot_be_done_with_alerts_is_said_in_words,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let many: Vec<Uuid> = (0..51).map(Uuid::from_u128).collect();
        let read = "/api/v1/alerts/read";
        for (path, body, says) in [
            (read, json!({ "alerts": [] }), "Cochez"),
            (read, json!({ "alerts": many }), "50"),
            (
                MUTED,
                json!({ "alerts": [Uuid::nil()], "reason": "" }),
                "pourquoi",
            ),
            (
                MUTED,
                json!({ "alerts": [Uuid::nil()], "reason": "Trop de bruit" }),
                "série",
            ),
        ] {
            let seen = send(&mut officer, Method::POST, path, &body).await;
            refused(&seen, StatusCode::UNPROCESSABLE_ENTITY, "unprocessable");
            let problem: Value = serde_json::from_str(&seen.body).unwrap();
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains(says), "{detail}");
        }
        for query in ["?after=x", "?unread=oui", "?lues=1"] {
            let seen = officer.get(&format!("{ALERTS}{query}")).await;
            refused(&seen, StatusCode::BAD_REQUEST, "bad_request");
        }
        let seen = send(
            &mut officer,
            Method::DELETE,
            &format!("{MUTED}/x"),
            &Value::Null,
        )
        .await;
        refused(&seen, StatusCode::NOT_FOUND, "not_found");
        assert_eq!(told(&kit, "alert.muted").await, []);
    }
);

on_both!(
    a_value_is_watched_told_of_and_watched_no_more,
    vec![capability()],
    async |kit: Kit| {
        for role in [Role::Investigator, Role::Analyst] {
            colleague(&kit, role, "lille").await;
        }
        let (_, before) = bearing(&kit, 1, "lille", Said::Offender).await;
        let (closed, _) = bearing(&kit, 2, "brest", Said::Offender).await;
        let mut investigator = Browser::signed_in(&kit, Role::Investigator, "lille").await;
        let seen = send(&mut investigator, Method::POST, WATCHES, &to_watch()).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let kept: Value = serde_json::from_str(&seen.body).unwrap();
        let watch = kept["id"].as_str().unwrap().to_owned();
        assert!(kept["told"].as_u64().unwrap() >= 2);
        let held = read(&mut investigator, WATCHES).await;
        assert_eq!(held["watches"][0]["reason"], "Procédure 12");
        assert!(held["watches"][0]["shown"].as_str().unwrap().contains("39"));
        // What may not be opened is told by its unit alone.
        let all = read(&mut investigator, ALERTS).await;
        let hits = all["alerts"].as_array().unwrap().iter();
        let hits: Vec<&Value> = hits.filter(|a| a["kind"] == "watch_hit").collect();
        let of = |open: bool| {
            hits.iter()
                .find(|a| a["complaint"].is_null() != open)
                .unwrap()
        };
        assert_eq!(of(true)["complaint"]["reference"], before);
        assert_eq!(of(false)["closed_unit"], "brest");
        assert!(!all.to_string().contains(&closed.to_string()));

        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        assert_eq!(read(&mut analyst, WATCHES).await["watches"], json!([]));
        let path = format!("{WATCHES}/{watch}");
        let seen = send(&mut analyst, Method::DELETE, &path, &Value::Null).await;
        refused(&seen, StatusCode::NOT_FOUND, "not_found");

        let wrong = |name: &str, value: Value| {
            let mut body = to_watch();
            body["value"] = json!("0639980002");
            body[name] = value;
            body
        };
        let unprocessable = (StatusCode::UNPROCESSABLE_ENTITY, "unprocessable");
        for (body, (status, code), says) in [
            (to_watch(), (StatusCode::CONFLICT, "conflict"), "déjà"),
            (wrong("reason", json!("")), unprocessable, "raison"),
            (wrong("days", json!(0)), unprocessable, "365"),
            (wrong("days", json!(366)), unprocessable, "365"),
            (wrong("kind", json!("iban")), unprocessable, "valeur"),
            (wrong("kind", json!("")), unprocessable, "genre"),
            (
                wrong("identifier", json!(Uuid::nil())),
                unprocessable,
                "identifier",
            ),
            (
                json!({ "identifier": Uuid::nil(), "days": 3, "reason": "Procédure" }),
                unprocessable,
                "valeur",
            ),
        ] {
            let seen = send(&mut investigator, Method::POST, WATCHES, &body).await;
            refused(&seen, status, code);
            let problem: Value = serde_json::from_str(&seen.body).unwrap();
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains(says), "{body}: {detail}");
        }
        let seen = send(&mut investigator, Method::DELETE, &path, &Value::Null).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        assert_eq!(read(&mut investigator, WATCHES).await["watches"], json!([]));
        assert_eq!(read(&mut investigator, ALERTS).await["alerts"], json!([]));
        let all = format!("{:?}", journal(&kit).await);
        assert!(!all.contains("39980001") && !all.contains("39 98 00 01"));
    }
);

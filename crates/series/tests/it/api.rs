//! The JSON interface of series by requests: who reads what, what is masked, page by page, and
//! what the journal holds of it.

use crate::desk::{Desk, Person, Seen, assign, purpose_of, sign_in, the_series};
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both, wiring};
use faisceau_series::api;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

const LIST: &str = "/api/v1/series";

/// Three complaints of Lille and Brest that one address joins; a second one joins those of Brest.
fn pair_of_units() -> Vec<Filed> {
    vec![
        Filed::with_emails(1, &["vendeur"]).in_unit("lille"),
        Filed::with_emails(2, &["vendeur", "complice"]).in_unit("brest"),
        Filed::with_emails(3, &["vendeur", "complice"]).in_unit("brest"),
    ]
}

fn identifier(kit: &Kit, mail: &str) -> String {
    format!(
        "/api/v1/identifiers/{}",
        kit.world.value_ids.of("email", mail)
    )
}

fn refused(seen: &Seen, status: StatusCode, code: &str) {
    assert_eq!(seen.status, status, "{}", seen.body);
    assert_eq!(seen.kind, "application/problem+json");
    let problem: Value = serde_json::from_str(&seen.body).unwrap();
    assert_eq!(problem["status"], status.as_u16());
    assert_eq!(problem["code"], code);
}

async fn get(desk: &Desk, person: &Person, path: &str) -> Value {
    let seen = desk.get(person, path).await;
    assert_eq!(seen.status, StatusCode::OK, "{path}: {}", seen.body);
    assert_eq!(seen.kind, "application/json");
    serde_json::from_str(&seen.body).unwrap()
}

/// What the journal holds of readings: action, subject, purpose.
async fn read(kit: &Kit, kind: &str) -> Vec<(String, Option<Uuid>, Option<String>)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::JOURNAL, binds![kind]).await.unwrap();
    let rows = rows.iter().map(|row| {
        let action: String = row.get("action").unwrap();
        (
            action,
            row.get("subject").unwrap(),
            row.get("purpose").unwrap(),
        )
    });
    let actions = ["series.listed", "series.read", "identifier.read"];
    rows.filter(|row| actions.contains(&row.0.as_str()))
        .collect()
}

on_both!(
    strangers_learn_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &pair_of_units()).await;
        let desk = Desk::of(&kit);
        let (id, reference) = the_series(&kit).await;
        let one = format!("{LIST}/{id}");
        for path in [LIST, &one, &identifier(&kit, "vendeur@exemple.fr")] {
            let seen = desk.stranger(path).await;
            refused(&seen, StatusCode::UNAUTHORIZED, "signed_out");
            assert!(!seen.body.contains("vendeur") && !seen.body.contains(&reference));
        }
        assert_eq!(read(&kit, "series").await, []);
        assert_eq!(read(&kit, "identifier").await, []);
    }
);

on_both!(
    each_role_reads_what_the_policies_open,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &pair_of_units()).await;
        let desk = Desk::of(&kit);
        let (id, reference) = the_series(&kit).await;
        let one = format!("{LIST}/{id}");
        let (ok, no, hidden) = (StatusCode::OK, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND);
        // Role, unit, then: the list, whether it names the series, the series, the identifier.
        let expected = [
            (Role::Officer, "lille", ok, true, ok, ok),
            (Role::Officer, "nice", ok, false, hidden, ok),
            (Role::Analyst, "nice", ok, true, ok, ok),
            (Role::Investigator, "brest", ok, true, ok, ok),
            (Role::Investigator, "nice", ok, false, hidden, ok),
            (Role::Prosecutor, "brest", ok, true, ok, ok),
            (Role::Auditor, "lille", no, false, no, no),
            (Role::Administrator, "lille", no, false, no, no),
        ];
        for (role, unit, list, named, series, value) in expected {
            let person = sign_in(&kit, role, purpose_of(role), unit).await;
            let seen = desk.get(&person, LIST).await;
            assert_eq!(seen.status, list, "{role:?} {unit}");
            assert_eq!(seen.body.contains(&reference), named, "{role:?} {unit}");
            let before = read(&kit, "series").await.len();
            let seen = desk.get(&person, &one).await;
            assert_eq!(seen.status, series, "{role:?} {unit}");
            let journaled = read(&kit, "series").await.len() - before;
            assert_eq!(journaled, usize::from(series == ok), "{role:?} {unit}");
            let seen = desk
                .get(&person, &identifier(&kit, "vendeur@exemple.fr"))
                .await;
            assert_eq!(seen.status, value, "{role:?} {unit}");
            if value == no {
                refused(&seen, no, "forbidden");
            }
        }
    }
);

on_both!(
    a_series_comes_with_figures_evidence_and_members,
    crate::capabilities(),
    async |kit: Kit| {
        let world = pair_of_units();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, reference) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let seen = get(&desk, &analyst, &format!("{LIST}/{id}")).await;
        assert_eq!(seen["series"]["reference"], reference);
        assert_eq!(seen["series"]["size"], 3);
        assert_eq!(seen["units"], 2);
        assert_eq!(seen["first_received_at"], "2026-03-02T09:00:00Z");
        assert_eq!(seen["last_received_at"], "2026-03-04T09:00:00Z");
        let evidence = &seen["evidence"][0];
        assert_eq!(evidence["class"], "link");
        assert_eq!(evidence["complaints"], 3);
        let value = &evidence["values"][0];
        assert_eq!(value["shown"], "vendeur@exemple[.]fr");
        assert_eq!(value["canonical"], "vendeur@exemple.fr");
        assert_eq!(value["masked"], false);
        let known = kit.world.value_ids.of("email", "vendeur@exemple.fr");
        assert_eq!(value["identifier"], known.to_string());
        let members = seen["members"].as_array().unwrap().iter();
        let members: Vec<&str> = members.map(|m| m["complaint"].as_str().unwrap()).collect();
        let filed: Vec<String> = world.iter().map(|filed| filed.id.to_string()).collect();
        assert_eq!(members, filed, "the earliest received first");
        assert_eq!(seen["next"], Value::Null);
        let told = read(&kit, "series").await;
        let expected = (
            "series.read".to_owned(),
            Some(id),
            Some("linkage".to_owned()),
        );
        assert_eq!(told, [expected]);
    }
);

on_both!(
    what_other_units_hold_is_masked_and_unlisted,
    crate::capabilities(),
    async |kit: Kit| {
        let world = pair_of_units();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let officer = sign_in(&kit, Role::Officer, Purpose::Intake, "lille").await;
        let seen = get(&desk, &officer, &format!("{LIST}/{id}")).await;
        let members = seen["members"].as_array().unwrap();
        assert_eq!(members.len(), 1);
        assert_eq!(members[0]["complaint"], world[0].id.to_string());
        let all = seen["evidence"].as_array().unwrap().iter();
        let masked = all.flat_map(|evidence| evidence["values"].as_array().unwrap());
        let masked: Vec<&Value> = masked.filter(|value| value["masked"] == true).collect();
        assert_eq!(masked.len(), 1, "only Brest says it");
        assert_eq!(masked[0]["shown"], "c***@e***.fr");
        assert_eq!(masked[0]["canonical"], Value::Null);
        assert_eq!(masked[0]["identifier"], Value::Null);
        assert!(!seen.to_string().contains("complice"));

        let path = identifier(&kit, "complice@exemple.fr");
        let seen = get(&desk, &officer, &path).await;
        assert_eq!(seen["value"]["masked"], true);
        assert_eq!(seen["appearances"], json!([]));
        assert!(!seen.to_string().contains("complice"));

        // Put in charge of one of them, the officer reads it, wherever it is.
        assign(&kit, world[1].id, officer.id).await;
        let seen = get(&desk, &officer, &path).await;
        assert_eq!(seen["value"]["canonical"], "complice@exemple.fr");
        let found = seen["appearances"].as_array().unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["complaint"], world[1].id.to_string());
        assert_eq!(found[0]["role"], "offender");
        assert_eq!(found[0]["series"], id.to_string());
        let told = read(&kit, "identifier").await;
        assert_eq!(told.len(), 2);
        assert_eq!(
            told[0].1,
            Some(kit.world.value_ids.of("email", "complice@exemple.fr"))
        );
        assert_eq!(told[0].2.as_deref(), Some("intake"));
    }
);

on_both!(
    the_victim_s_own_number_is_for_who_may_know_the_victim,
    crate::capabilities(),
    async |kit: Kit| {
        let (kind, victim) = (Kind::Email, "victime@exemple.fr");
        let filed = Filed::with_emails(1, &["a"]).in_unit("lille");
        linked(&kit, &[filed.and(kind, victim, Said::Victim)]).await;
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let seen = get(&desk, &analyst, &identifier(&kit, victim)).await;
        assert_eq!(seen["value"]["masked"], true);
        assert!(!seen.to_string().contains("victime@exemple"));
        let officer = sign_in(&kit, Role::Officer, Purpose::Intake, "lille").await;
        let seen = get(&desk, &officer, &identifier(&kit, victim)).await;
        assert_eq!(seen["value"]["canonical"], victim);
    }
);

on_both!(
    lists_go_on_page_by_page,
    crate::capabilities(),
    async |kit: Kit| {
        // Fifty-two pairs, then sixty complaints in one chain: no value joins more than its cap.
        let mut world: Vec<Filed> = Vec::new();
        for n in 0..104u32 {
            let mail = format!("paire{}", n / 2);
            world.push(Filed::with_emails(n + 1, &[&mail]));
        }
        linked(&kit, &world).await;
        kit.world.clock.advance_millis(86_400_000);
        let chain = |n: u32| {
            let (own, next) = (format!("maillon{n}"), format!("maillon{}", n + 1));
            Filed::with_emails(200 + n, &[&own, &next, "commun"])
        };
        linked(&kit, &(0..60).map(chain).collect::<Vec<_>>()).await;
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let ids = |page: &Value, list: &str, key: &str| -> Vec<String> {
            let rows = page[list].as_array().unwrap().iter();
            rows.map(|row| row[key].as_str().unwrap().to_owned())
                .collect()
        };
        let first = get(&desk, &analyst, LIST).await;
        let mut all = ids(&first, "series", "id");
        assert_eq!(all.len(), 50);
        assert_eq!(first["series"][0]["size"], 60, "the latest changed first");
        let large = all[0].clone();
        let next = first["next"].as_str().unwrap();
        let last = get(&desk, &analyst, &format!("{LIST}?after={next}")).await;
        all.extend(ids(&last, "series", "id"));
        assert_eq!(last["next"], Value::Null);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 53, "each series once");
        let shared = identifier(&kit, "commun@exemple.fr");
        for (path, list) in [
            (format!("{LIST}/{large}"), "members"),
            (shared, "appearances"),
        ] {
            let first = get(&desk, &analyst, &path).await;
            let mut all = ids(&first, list, "complaint");
            assert_eq!(all.len(), 50, "{path}");
            let next = first["next"].as_str().unwrap();
            let last = get(&desk, &analyst, &format!("{path}?after={next}")).await;
            all.extend(ids(&last, list, "complaint"));
            assert_eq!(last["next"], Value::Null);
            all.sort();
            all.dedup();
            assert_eq!(all.len(), 60, "{path}");
        }
    }
);

on_both!(
    filters_narrow_and_what_cannot_be_is_refused,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &[1, 2].map(|n| Filed::with_emails(n, &["a"]))).await;
        kit.world.clock.advance_millis(3 * 24 * 3_600_000);
        linked(&kit, &[3, 4, 5].map(|n| Filed::with_emails(n, &["b"]))).await;
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let id = |mail: &str| kit.world.value_ids.of("email", mail);
        let (a, b) = (id("a@exemple.fr"), id("b@exemple.fr"));
        for (query, count) in [
            (String::new(), 2),
            ("?size_min=3".into(), 1),
            ("?since=2026-11-24T00:00:00Z".into(), 1),
            (format!("?values={a}"), 1),
            (format!("?values={a},{b}"), 2),
            (format!("?values={b}&size_min=4"), 0),
        ] {
            let page = get(&desk, &analyst, &format!("{LIST}{query}")).await;
            assert_eq!(page["series"].as_array().unwrap().len(), count, "{query}");
        }
        assert_eq!(read(&kit, "series").await.len(), 6);
        let (series, _) = the_series(&kit).await;
        let many = vec![a.to_string(); 17].join(",");
        for path in [
            format!("{LIST}?size_min=-1"),
            format!("{LIST}?since=2026-11-24"),
            format!("{LIST}?values=b@exemple.fr"),
            format!("{LIST}?values={many}"),
            format!("{LIST}?after=../../etc"),
            format!("{LIST}?taille=3"),
            format!("{LIST}/{series}?after=x"),
            format!("{}?after=x", identifier(&kit, "a@exemple.fr")),
        ] {
            let seen = desk.get(&analyst, &path).await;
            refused(&seen, StatusCode::BAD_REQUEST, "bad_request");
        }
        for path in [
            format!("{LIST}/{}", Uuid::nil()),
            format!("{LIST}/88"),
            identifier(&kit, "jamais@exemple.fr"),
            "/api/v1/identifiers/%00".to_owned(),
        ] {
            let seen = desk.get(&analyst, &path).await;
            refused(&seen, StatusCode::NOT_FOUND, "not_found");
        }
        assert_eq!(read(&kit, "series").await.len(), 6, "nothing was read");
    }
);

#[test]
fn every_json_route_is_described_and_nothing_else_is() {
    let described: Vec<String> = api::openapi().paths.paths.into_keys().collect();
    let routes = wiring::routes(&crate::capabilities());
    let served: BTreeSet<&str> = routes
        .list()
        .map(|route| route.path)
        .filter(|path| path.starts_with("/api/"))
        .collect();
    assert_eq!(served.len(), 13);
    assert_eq!(described.len(), served.len());
    assert!(
        served
            .iter()
            .all(|path| described.contains(&(*path).to_owned()))
    );
}

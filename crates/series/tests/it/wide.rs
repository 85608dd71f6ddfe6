//! More of a series than a drawing holds: the graph in the JSON interface for the interactive view, the
//! page that loads it, and the pictures side by side. Each as a stranger and as each role.

use crate::desk::{Desk, purpose_of, sign_in, the_series};
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Three complaints of Lille and one of Brest that share two addresses.
async fn world(kit: &Kit) -> (Vec<Filed>, Uuid) {
    let unit = |n| if n == 3 { "brest" } else { "lille" };
    let filed = (0..4).map(|n| Filed::with_emails(n, &["a", "b"]).in_unit(unit(n)));
    let filed: Vec<Filed> = filed.collect();
    linked(kit, &filed).await;
    let (id, _) = the_series(kit).await;
    (filed, id)
}

async fn read(kit: &Kit) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let read = binds!["series.read"];
    let rows = tx.all(&store::REASONS, read).await.unwrap();
    rows.iter().map(|row| row.get("detail").unwrap()).collect()
}

on_both!(
    the_graph_holds_what_its_reader_may_see_and_is_journaled,
    crate::capabilities(),
    async |kit: Kit| {
        let (filed, id) = world(&kit).await;
        let path = format!("/api/v1/series/{id}/graph");
        let desk = Desk::of(&kit);
        assert_eq!(desk.stranger(&path).await.status, StatusCode::UNAUTHORIZED);
        for (role, opens, complaints) in [
            (Role::Officer, true, 3),
            (Role::Analyst, true, 4),
            (Role::Investigator, true, 3),
            (Role::Prosecutor, true, 3),
            (Role::Auditor, false, 0),
            (Role::Administrator, false, 0),
        ] {
            let person = sign_in(&kit, role, purpose_of(role), "lille").await;
            kit.world.clock.advance_millis(1_000);
            let before = read(&kit).await.len();
            let seen = desk.get(&person, &path).await;
            assert_eq!(
                seen.status == StatusCode::OK,
                opens,
                "{role:?} {}",
                seen.body
            );
            let told = read(&kit).await.split_off(before);
            if !opens {
                assert_eq!(told, Vec::<String>::new(), "{role:?}");
                continue;
            }
            assert_eq!(told, [format!("{{\"shown\":{complaints}}}")], "{role:?}");
            let graph: Value = serde_json::from_str(&seen.body).unwrap();
            let nodes = graph["nodes"].as_array().unwrap();
            let of = |kind: &str| nodes.iter().filter(|node| node["type"] == kind).count();
            assert_eq!((of("complaint"), of("value")), (complaints, 2), "{role:?}");
            let ids: BTreeSet<&str> = nodes.iter().map(|n| n["id"].as_str().unwrap()).collect();
            let edges = graph["edges"].as_array().unwrap();
            assert_eq!(edges.len(), complaints * 2);
            for edge in edges {
                for end in ["complaint", "value"] {
                    assert!(ids.contains(edge[end].as_str().unwrap()), "{edge}");
                }
            }
            assert_eq!(graph["in_series"], 4);
            assert_eq!(graph["hidden"], 4 - complaints);
            assert_eq!(graph["cut"], false);
            let hidden = filed[3].id.to_string();
            assert_eq!(seen.body.contains(&hidden), complaints == 4, "{role:?}");
        }
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let again = desk.get(&analyst, &path).await.body;
        assert_eq!(
            desk.get(&analyst, &path).await.body,
            again,
            "the same twice"
        );
        let none = desk.get(&analyst, &format!("{path}?kind=phone")).await;
        let none: Value = serde_json::from_str(&none.body).unwrap();
        assert_eq!(none["nodes"], serde_json::json!([]));
        for query in ["?kind=chien", "?from=hier", "?genre=iban"] {
            let seen = desk.get(&analyst, &format!("{path}{query}")).await;
            assert_eq!(seen.status, StatusCode::BAD_REQUEST, "{query}");
        }
        let nowhere = desk.get(&analyst, "/api/v1/series/x/graph").await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    }
);

on_both!(
    the_interactive_view_is_a_page_apart_that_leads_back_to_the_whole,
    crate::capabilities(),
    async |kit: Kit| {
        let (_, id) = world(&kit).await;
        let desk = Desk::of(&kit);
        let path = format!("/series/{id}/vue?genre=email&perte=1+000");
        assert_eq!(desk.stranger(&path).await.status, StatusCode::SEE_OTHER);
        for role in Role::ALL {
            let person = sign_in(&kit, role, purpose_of(role), "lille").await;
            let reads = !matches!(role, Role::Auditor | Role::Administrator | Role::Custodian);
            for path in [&path, &format!("/series/{id}/images")] {
                let seen = desk.get(&person, path).await;
                assert_eq!(seen.status == StatusCode::OK, reads, "{role:?} {path}");
            }
        }
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let page = desk.get(&analyst, &path).await.body;
        for script in ["graphology.umd.min.js", "sigma.min.js", "graph.js"] {
            assert!(page.contains(script), "{script}");
        }
        let source =
            format!("data-source=\"/api/v1/series/{id}/graph?kind=email&#38;loss=1%20000\"");
        assert!(page.contains(&source), "{page}");
        assert!(page.contains(&format!(
            "/series/{id}?genre=email&#38;perte=1%20000#graphe"
        )));
        assert!(page.contains("<noscript>"));
        // The page of the series loads none of it, and shows everything.
        let series = desk.get(&analyst, &format!("/series/{id}")).await.body;
        assert!(!series.contains("sigma") && !series.contains("graph.js"));
        assert!(
            !series.contains("/vue"),
            "four complaints need no other view"
        );
    }
);

on_both!(
    pictures_of_a_series_are_blurred_and_those_of_closed_complaints_absent,
    crate::capabilities(),
    async |kit: Kit| {
        let (filed, id) = world(&kit).await;
        let mut files = Vec::new();
        let mut tx = kit.world.db.write().await.unwrap();
        for (n, likeness) in [(0, 7_u8), (1, 7), (2, 0xf8), (3, 7)] {
            let file = kit.world.dice.uuid(kit.world.clock.now());
            let now = kit.world.clock.now();
            let row = binds![
                file,
                filed[n].id,
                vec![n.to_string().as_bytes()[0]; 32],
                now
            ];
            tx.execute(&store::PICTURE, row).await.unwrap();
            let (mosaic, likeness) = (vec![90_u8; 192], vec![likeness; 32]);
            let row = binds![file, filed[n].id, now, mosaic, likeness];
            tx.execute(&store::PREVIEW, row).await.unwrap();
            files.push(file);
        }
        tx.commit().await.unwrap();
        let desk = Desk::of(&kit);
        let path = format!("/series/{id}/images");
        let lille = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "lille").await;
        let seen = desk.get(&lille, &path).await;
        assert_eq!(
            seen.body.matches("<svg class=\"blurred\"").count(),
            3,
            "{}",
            seen.body
        );
        assert!(plain(&seen.body).contains("2 images qui se ressemblent"));
        assert!(plain(&seen.body).contains("Images sans ressemblance relevée"));
        assert!(!seen.body.contains("<img") && !seen.body.contains(&files[3].to_string()));
        assert!(read(&kit).await.contains(&"{\"pictures\":3}".to_owned()));
        // What is ticked is shown; what is closed is not, ticked or not.
        let ticked = format!("{path}?claire={}&claire={}", files[0], files[3]);
        let seen = desk.get(&lille, &ticked).await;
        assert_eq!(seen.body.matches("<img").count(), 1);
        let src = format!("/dossier/{}/pieces/{}/apercu", filed[0].id, files[0]);
        assert!(seen.body.contains(&src), "{}", seen.body);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let seen = desk.get(&analyst, &path).await;
        assert!(plain(&seen.body).contains("3 images qui se ressemblent"));
        // A picture withheld says so; one whose path takes no file is not there.
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::WITHHELD, binds![files[0]])
            .await
            .unwrap();
        let minor = "{\"v\":1,\"form\":{\"code\":\"sextortion\",\"version\":1,\"hash\":\"\"},\
            \"answers\":{\"sext.age_bracket\":{\"state\":\"value\",\
            \"value\":{\"type\":\"choice\",\"is\":\"15_17\"}}}}";
        let row = binds![filed[1].id, minor];
        tx.execute(&store::ANSWER_ONLINE, row).await.unwrap();
        let row = binds![filed[1].id, "sextortion", kit.world.clock.now()];
        tx.execute(&store::RECORD, row).await.unwrap();
        tx.commit().await.unwrap();
        let seen = desk
            .get(&lille, &format!("{path}?claire={}", files[0]))
            .await;
        assert!(
            plain(&seen.body).contains("Aperçu retiré par un agent"),
            "{}",
            seen.body
        );
        assert_eq!(seen.body.matches("<svg class=\"blurred\"").count(), 1);
        assert!(!seen.body.contains(&files[1].to_string()) && !seen.body.contains("<img"));
    }
);

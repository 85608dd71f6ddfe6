//! The filter of the list: what is typed stays out of addresses, what is wrong is said.

use crate::desk::{Desk, sign_in};
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

async fn three_series(kit: &Kit) {
    linked(kit, &[1, 2].map(|n| Filed::with_emails(n, &["a"]))).await;
    kit.world.clock.advance_millis(3 * 24 * 3_600_000);
    linked(kit, &[3, 4, 5].map(|n| Filed::with_emails(n, &["b"]))).await;
    linked(kit, &[6, 7, 8, 9].map(|n| Filed::with_emails(n, &["c"]))).await;
}

fn listed(body: &str) -> usize {
    let links = body.matches("href=\"/series/").count();
    // The way to the proposals stands on every page.
    links - body.matches("href=\"/series/proposals\"").count()
}

on_both!(
    size_time_and_value_narrow_the_list,
    crate::capabilities(),
    async |kit: Kit| {
        three_series(&kit).await;
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        for (query, count) in [
            ("", 3),
            ("?taille=3", 2),
            ("?taille=4", 1),
            ("?depuis=2026-11-24", 2),
            ("?depuis=2027-01-01", 0),
        ] {
            let seen = desk.get(&analyst, &format!("/series{query}")).await;
            assert_eq!(listed(&seen.body), count, "{query}");
        }
        let form = "taille=&depuis=&valeur=B%40exemple.fr";
        let sent = desk.post(&analyst, "/series", form, true).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert!(!sent.location.contains("exemple"), "{}", sent.location);
        let seen = desk.get(&analyst, &sent.location).await;
        assert_eq!(listed(&seen.body), 1);
        // The value sought stays when another field changes.
        let kept = seen.body.split("name=\"garde\" value=\"").nth(1).unwrap();
        let kept = kept.split('"').next().unwrap();
        let form = format!("taille=4&depuis=&valeur=&garde={kept}");
        let sent = desk.post(&analyst, "/series", &form, true).await;
        let seen = desk.get(&analyst, &sent.location).await;
        assert_eq!(listed(&seen.body), 0, "that series has three complaints");
    }
);

on_both!(
    what_cannot_be_understood_is_said_beside_its_field,
    crate::capabilities(),
    async |kit: Kit| {
        three_series(&kit).await;
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        for (query, told) in [
            ("taille=beaucoup", "nombre entier de plaintes"),
            ("depuis=2026-02-31", "une date qui existe"),
            ("valeur=%3F", "un identifiant reconnu"),
        ] {
            let seen = desk.get(&analyst, &format!("/series?{query}")).await;
            assert_eq!(seen.status, StatusCode::OK, "{query}");
            assert!(seen.body.contains(told), "{query}");
            assert_eq!(listed(&seen.body), 0, "{query}");
        }
        let form = "valeur=%E2%80%AE%F0%9F%8E%82%00";
        let sent = desk.post(&analyst, "/series", form, true).await;
        let seen = desk.get(&analyst, &sent.location).await;
        assert!(seen.body.contains("un identifiant reconnu"));
        // A place in the list that is none starts the list again.
        let seen = desk.get(&analyst, "/series?apres=../../etc").await;
        assert_eq!(listed(&seen.body), 3);
    }
);

on_both!(
    the_filter_needs_its_token_and_the_right,
    crate::capabilities(),
    async |kit: Kit| {
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let sent = desk.post(&analyst, "/series", "valeur=a", false).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        let auditor = sign_in(&kit, Role::Auditor, Purpose::Audit, "nice").await;
        let sent = desk.post(&auditor, "/series", "valeur=a", true).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
    }
);

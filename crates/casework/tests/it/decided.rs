//! The page of settings: what is in force, what each start found changed, and how to go back, for who runs the installation.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::transfer::notice::notice;

use crate::world::{Browser, colleague};

const PAGE: &str = "/agent/installation/reglages";

on_both!(
    settings_are_shown_with_what_changed_and_the_way_back,
    vec![capability()],
    async |kit: Kit| {
        for role in [Role::Administrator, Role::Officer] {
            colleague(&kit, role, "lille").await;
        }
        let mut admin = Browser::signed_in(&kit, Role::Administrator, "lille").await;
        assert!(admin.get(PAGE).await.body.contains("Aucun changement"));
        let cx = Cx::platform(&kit.world);
        for days in ["12", "15"] {
            kit.world.clock.advance_millis(60_000);
            let text = format!("units = {{ Lille = \"03 00\" }}\n[limits]\ndraft_days = {days}\n");
            let given = Config::table(Some(&text), &BTreeMap::new()).unwrap();
            assert!(notice(&cx, &given).await.unwrap());
        }
        let seen = admin.get(PAGE).await;
        assert_eq!(seen.status, StatusCode::OK);
        for told in [
            "Unités et territoires",
            "limits.draft_days\u{a0}: 12 → 15",
            "faisceau config import ",
            "Limites et durées",
        ] {
            assert!(seen.body.contains(told), "{told}: {}", seen.body);
        }
        let ways = seen.body.matches("faisceau config import").count();
        assert_eq!(ways, 1, "no way back to what is in force");
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        assert_eq!(officer.get(PAGE).await.status, StatusCode::FORBIDDEN);
    }
);

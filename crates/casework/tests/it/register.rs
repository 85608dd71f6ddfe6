//! The page of the register: open to who runs or audits the installation, closed to the others; each file it
//! gives leaves a row of the journal.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

use crate::world::{Browser, colleague, told};

on_both!(
    the_register_is_read_and_taken_away_by_who_runs_or_audits,
    vec![capability()],
    async |kit: Kit| {
        for role in [Role::Administrator, Role::Auditor, Role::Officer] {
            colleague(&kit, role, "lille").await;
        }
        let at = "/agent/registre";
        let file = format!("{at}/registre.csv");
        let mut stranger = Browser::stranger(&kit);
        assert_ne!(stranger.get(at).await.status, StatusCode::OK);
        assert_ne!(stranger.get(&file).await.status, StatusCode::OK);
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        assert_eq!(officer.get(at).await.status, StatusCode::FORBIDDEN);
        assert_eq!(officer.get(&file).await.status, StatusCode::FORBIDDEN);
        assert!(told(&kit, "register.taken").await.is_empty());
        for role in [Role::Administrator, Role::Auditor] {
            let mut runs = Browser::signed_in(&kit, role, "lille").await;
            let page = runs.get(at).await;
            assert_eq!(page.status, StatusCode::OK);
            let shown = plain(&page.body);
            for table in &kit.world.inventory.tables {
                assert!(shown.contains(&table.name), "{}", table.name);
            }
            for (name, kind) in [
                ("registre.csv", "text/csv"),
                ("registre.json", "application/json"),
                ("registre.pdf", "application/pdf"),
                ("analyse-d-impact.pdf", "application/pdf"),
            ] {
                let taken = runs.get(&format!("{at}/{name}")).await;
                assert_eq!(taken.status, StatusCode::OK, "{name}");
                assert!(taken.kind.starts_with(kind), "{name}: {}", taken.kind);
            }
            let none = runs.get(&format!("{at}/autre.pdf")).await;
            assert_eq!(none.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(told(&kit, "register.taken").await.len(), 8);
    }
);

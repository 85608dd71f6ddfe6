//! What a legal frame of linkage that masks who people are leaves of the facts of a complaint: for
//! whom, and until when.

use crate::operations_kit::{Says, filed_with_code, officer, staff};
use crate::panels::{panel, panels};
use crate::store;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::frame::Basis;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::file::Nature;
use faisceau_intake::{capability, import};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, On, kit_with, plain};
use faisceau_platform::{binds, on_both};

/// What names somebody in the complaint filed below.
const NAMES: [&str; 5] = [
    "FR76 3000 6000 0112 3456 7890 189",
    "boutique.exemple.fr",
    "Jean Dutemoin",
    "Rosalie Prête-Nom",
    "Martin",
];

/// The same world under a frame that masks.
async fn masking(kit: &Kit) -> Kit {
    let on = match kit.world.db.is_postgres() {
        true => On::Postgres,
        false => On::Sqlite,
    };
    let mut config = kit.world.config.clone();
    config.linkage_basis = Some(Basis::Rapprochement);
    kit_with(on, vec![capability()], config).await
}

async fn complaint(kit: &Kit) -> ComplaintId {
    let says = Says::from([
        ("payment.method", "transfer"),
        ("payment.to_name", "Rosalie Prête-Nom"),
        ("evidence.witness", "Jean Dutemoin"),
    ]);
    let filed = filed_with_code(kit, "fake_shop", &says, Nature::Complaint).await;
    filed.0.complaint
}

/// The facts as somebody who may read the complaint, and no more, reads them.
async fn facts(kit: &Kit, cx: &Cx, id: ComplaintId) -> String {
    let all = panels(kit, cx, id, |action| action == Action::ComplaintRead).await;
    plain(panel(&all, "faits"))
}

async fn analyst(kit: &Kit) -> Cx {
    staff(kit, "analyste", Role::Analyst, Purpose::Linkage).await
}

on_both!(
    who_people_are_is_masked_until_the_complaint_is_in_a_series,
    vec![capability()],
    async |kit: Kit| {
        let kit = masking(&kit).await;
        let id = complaint(&kit).await;
        let analyst = analyst(&kit).await;
        let masked = facts(&kit, &analyst, id).await;
        for name in NAMES {
            assert!(!masked.contains(name), "{name}");
        }
        for told in [
            "Virement",
            "14 mars 2026",
            "Rempli. Masqué par le cadre juridique du rapprochement",
        ] {
            assert!(masked.contains(told), "{told}: {masked}");
        }
        assert!(
            !masked.contains("À lire plus bas"),
            "nothing below opens it"
        );
        // Who works for another purpose reads the facts; who brings together does from a match on.
        let clear = facts(&kit, &officer(&kit).await, id).await;
        let mut tx = kit.world.db.write().await.unwrap();
        let series = binds![id];
        tx.execute(&store::A_SERIES, series).await.unwrap();
        tx.execute(&store::A_MEMBER, binds![id]).await.unwrap();
        tx.commit().await.unwrap();
        let matched = facts(&kit, &analyst, id).await;
        for name in &NAMES[..4] {
            assert!(clear.contains(name), "{name}: {clear}");
            assert!(matched.contains(name), "{name}: {matched}");
        }
        assert!(!clear.contains("Martin") && !matched.contains("Martin"));
    }
);

on_both!(
    a_line_imported_keeps_its_identifiers_masked_and_its_heading_shown,
    vec![capability()],
    async |kit: Kit| {
        let line = r#"{"id":1,"received_at":"2026-11-01T08:00:00Z",
            "occurred_at":"2026-10-30T08:00:00Z","kind":"faux site",
            "ids":[{"t":"url","v":"https://boutique.exemple.fr"}],"text":"Rosalie Prête-Nom"}"#;
        let kit = masking(&kit).await;
        let cx = Cx::platform(&kit.world);
        let checked = import::check(line, kit.world.clock.now()).unwrap();
        let mut tx = kit.world.db.write().await.unwrap();
        let added = import::import(&cx, &mut tx, "essai", checked);
        let import::Imported::Added(id) = added.await.unwrap() else {
            panic!("a new line is added");
        };
        tx.commit().await.unwrap();
        let masked = facts(&kit, &analyst(&kit).await, id).await;
        assert!(masked.contains("faux site"), "{masked}");
        assert!(masked.contains("Masqué par le cadre juridique"), "{masked}");
        for name in NAMES {
            assert!(!masked.contains(name), "{name}: {masked}");
        }
    }
);

on_both!(
    a_frame_that_masks_nothing_shows_the_facts,
    vec![capability()],
    async |kit: Kit| {
        let id = complaint(&kit).await;
        let clear = facts(&kit, &analyst(&kit).await, id).await;
        for name in &NAMES[..4] {
            assert!(clear.contains(name), "{name}: {clear}");
        }
        assert!(!clear.contains("Masqué par le cadre juridique"));
    }
);

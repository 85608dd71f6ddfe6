//! The pages of series and identifiers, as a stranger and as each role: what opens, what is
//! listed, what is masked, and the journal of it all.

use crate::desk::{Desk, assign, purpose_of, sign_in, the_series};
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

/// Three complaints of Lille and Brest that one address joins; a second one joins those of Brest.
fn pair_of_units() -> Vec<Filed> {
    vec![
        Filed::with_emails(1, &["vendeur"]).in_unit("lille"),
        Filed::with_emails(2, &["vendeur", "complice"]).in_unit("brest"),
        Filed::with_emails(3, &["vendeur", "complice"]).in_unit("brest"),
    ]
}

fn pivot(kit: &Kit, mail: &str) -> String {
    format!("/pivots/{}", kit.world.value_ids.of("email", mail))
}

on_both!(
    strangers_are_sent_to_the_door,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &pair_of_units()).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let series = format!("/series/{id}");
        for path in ["/series", &series, &pivot(&kit, "vendeur@exemple.fr")] {
            let seen = desk.stranger(path).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{path}");
            assert!(seen.location.starts_with("/connexion"), "{path}");
            assert!(!seen.body.contains("vendeur"));
        }
    }
);

on_both!(
    each_role_opens_what_the_policies_open,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &pair_of_units()).await;
        let desk = Desk::of(&kit);
        let (id, reference) = the_series(&kit).await;
        let series = format!("/series/{id}");
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
        for (role, unit, list, named, one, identifier) in expected {
            let person = sign_in(&kit, role, purpose_of(role), unit).await;
            let seen = desk.get(&person, "/series").await;
            assert_eq!(seen.status, list, "{role:?} {unit}");
            assert_eq!(seen.body.contains(&reference), named, "{role:?} {unit}");
            let seen = desk.get(&person, &series).await;
            assert_eq!(seen.status, one, "{role:?} {unit}");
            let seen = desk.get(&person, &pivot(&kit, "vendeur@exemple.fr")).await;
            assert_eq!(seen.status, identifier, "{role:?} {unit}");
        }
        // A role under a purpose that is not its own opens nothing.
        let person = sign_in(&kit, Role::Analyst, Purpose::Intake, "lille").await;
        assert_eq!(desk.get(&person, "/series").await.status, no);
    }
);

on_both!(
    evidence_comes_first_with_its_figures_and_the_reading_is_journaled,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &pair_of_units()).await;
        let desk = Desk::of(&kit);
        let (id, reference) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let seen = desk.get(&analyst, &format!("/series/{id}")).await;
        let because = "Parce que : Adresse e-mail vendeur@exemple[.]fr dans 3 plaintes, \
            la première le 2 mars 2026, la dernière le 4 mars 2026.";
        assert!(plain(&seen.body).contains(because), "{}", seen.body);
        assert!(seen.body.contains("complice@exemple[.]fr dans 2 plaintes"));
        let agree = "1 des 2 plaintes suivantes qui emploient cette adresse e-mail partage aussi";
        assert!(plain(&seen.body).contains(agree), "{}", seen.body);
        assert!(
            plain(&seen.body).contains("Indice très fort (+1"),
            "{}",
            seen.body
        );
        assert!(seen.body.contains(&reference));
        let figures = "3 plaintes · 2 services saisis · reçues du 2 mars 2026 au 4 mars 2026 · \
            série formée le 22 novembre 2026";
        assert!(seen.body.contains(figures), "{}", seen.body);
        let evidence = seen.body.find("id=\"evidence\"").unwrap();
        assert!(evidence < seen.body.find("id=\"members\"").unwrap());
        assert!(!seen.body.contains("escroc") && !seen.body.contains("auteur"));
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::JOURNAL, binds!["series"]).await.unwrap();
        let last = rows.last().unwrap();
        assert_eq!(last.get::<String>("action").unwrap(), "series.read");
        assert_eq!(last.get::<Option<Uuid>>("subject").unwrap(), Some(id));
        assert_eq!(last.get::<String>("purpose").unwrap(), "linkage");
    }
);

on_both!(
    a_refused_page_leaves_no_reading_in_the_journal,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &pair_of_units()).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let officer = sign_in(&kit, Role::Officer, Purpose::Intake, "nice").await;
        desk.get(&officer, &format!("/series/{id}")).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::JOURNAL, binds!["series"]).await.unwrap();
        let read = |row: &&faisceau_platform::db::Row| {
            row.get::<String>("action").unwrap() == "series.read"
        };
        assert_eq!(rows.iter().filter(read).count(), 0);
    }
);

on_both!(
    complaints_of_other_units_are_neither_listed_nor_in_clear,
    crate::capabilities(),
    async |kit: Kit| {
        let world = pair_of_units();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let officer = sign_in(&kit, Role::Officer, Purpose::Intake, "lille").await;
        let seen = desk.get(&officer, &format!("/series/{id}")).await;
        let link = |filed: &Filed| format!("/dossier/{}", filed.id);
        assert!(seen.body.contains(&link(&world[0])));
        assert!(!seen.body.contains(&link(&world[1])));
        assert!(!seen.body.contains(&link(&world[2])));
        assert!(seen.body.contains("ne sont pas listées"));
        assert!(seen.body.contains("vendeur@exemple[.]fr"));
        assert!(!seen.body.contains("complice"), "only Brest says it");
        assert!(seen.body.contains("c***@e***.fr"));

        let seen = desk
            .get(&officer, &pivot(&kit, "complice@exemple.fr"))
            .await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(!seen.body.contains("complice@exemple"));
        assert!(seen.body.contains("Valeur masquée"));
        assert!(!seen.body.contains("/dossier/"));

        // Put in charge of one of them, the officer reads it, wherever it is.
        assign(&kit, world[1].id, officer.id).await;
        let seen = desk
            .get(&officer, &pivot(&kit, "complice@exemple.fr"))
            .await;
        assert!(seen.body.contains("complice@exemple[.]fr"));
        assert!(seen.body.contains(&link(&world[1])));
        assert!(!seen.body.contains(&link(&world[2])));
    }
);

on_both!(
    the_victim_s_own_number_is_for_who_may_know_the_victim,
    crate::capabilities(),
    async |kit: Kit| {
        let filed = Filed::with_emails(1, &["a"]).in_unit("lille").and(
            Kind::Email,
            "victime@exemple.fr",
            Said::Victim,
        );
        linked(&kit, &[filed]).await;
        let desk = Desk::of(&kit);
        let path = pivot(&kit, "victime@exemple.fr");
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let seen = desk.get(&analyst, &path).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(!seen.body.contains("victime@exemple"), "{}", seen.body);
        let officer = sign_in(&kit, Role::Officer, Purpose::Intake, "lille").await;
        let seen = desk.get(&officer, &path).await;
        assert!(seen.body.contains("victime@exemple[.]fr"));
    }
);

on_both!(
    what_does_not_exist_is_not_found,
    crate::capabilities(),
    async |kit: Kit| {
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let never = kit.world.value_ids.of("email", "jamais@exemple.fr");
        for path in [
            format!("/series/{never}"),
            "/series/88".to_owned(),
            format!("/pivots/{never}"),
            "/pivots/%00".to_owned(),
        ] {
            let seen = desk.get(&analyst, &path).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
);

on_both!(
    an_ended_series_leads_to_the_one_that_follows,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &[1, 2].map(|n| Filed::with_emails(n, &["a"]))).await;
        let (old, _) = the_series(&kit).await;
        linked(&kit, &[3, 4, 5].map(|n| Filed::with_emails(n, &["b"]))).await;
        linked(&kit, &[Filed::with_emails(6, &["a", "b"])]).await;
        let (new, _) = the_series(&kit).await;
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let seen = desk.get(&analyst, &format!("/series/{old}")).await;
        assert!(
            seen.body
                .contains("Cette série a pris fin le 22 novembre 2026.")
        );
        assert!(seen.body.contains(&format!("/series/{new}")));
    }
);

//! The task force of a series: who joins reads it and its complaints until the day said, whatever their unit, and no other
//! series; each refusal; and what ends by itself or before.

use crate::desk::{Desk, sign_in, the_series};
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use jiff::SignedDuration;

on_both!(
    who_joins_reads_one_series_until_its_day_and_nothing_else,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [
            Filed::with_emails(1, &["vendeur", "complice"]).in_unit("lille"),
            Filed::with_emails(2, &["vendeur", "complice"]).in_unit("lille"),
        ];
        linked(&kit, &world).await;
        let (series, _) = the_series(&kit).await;
        let page = format!("/series/{series}");
        let mission = format!("{page}/mission");
        let desk = Desk::of(&kit);
        let prosecutor = sign_in(&kit, Role::Prosecutor, Purpose::Inquiry, "lille").await;
        let member = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "brest").await;
        let other = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "nantes").await;
        let own = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "lille").await;
        let auditor = sign_in(&kit, Role::Auditor, Purpose::Audit, "lille").await;
        assert_eq!(desk.get(&member, &page).await.status, StatusCode::NOT_FOUND);
        // Who leads the series sees who works on it, and does not say it.
        let seen = desk.get(&own, &mission).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(!seen.body.contains("Ajouter un membre"));
        let day = kit.world.clock.now() + SignedDuration::from_hours(48);
        let day = day.strftime("%Y-%m-%d").to_string();
        let form = format!(
            "qui={}&jusque={day}&motif=Groupe+d+enquete+commun",
            member.id
        );
        let refused = desk.post(&own, &mission, &form, true).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        for stranger in [&member, &other] {
            assert_eq!(
                desk.get(stranger, &mission).await.status,
                StatusCode::NOT_FOUND
            );
        }
        let bad = |qui: &str, jusque: &str, motif: &str| {
            format!("qui={qui}&jusque={jusque}&motif={motif}")
        };
        let id = member.id.to_string();
        let far = kit.world.clock.now() + SignedDuration::from_hours(24 * 400);
        let far = far.strftime("%Y-%m-%d").to_string();
        for (form, told) in [
            (bad(&id, &day, "vite"), "Dites pourquoi"),
            (bad(&id, "demain", "Groupe+d+enquete"), "Donnez un jour"),
            (bad(&id, "2020-01-01", "Groupe+d+enquete"), "Donnez un jour"),
            (bad(&id, &far, "Groupe+d+enquete"), "Donnez un jour"),
            (bad("x", &day, "Groupe+d+enquete"), "Choisissez un agent"),
            (
                bad(&auditor.id.to_string(), &day, "Groupe+d+enquete"),
                "Choisissez un agent",
            ),
            ("membre=x".to_owned(), "n’est pas dans le groupe"),
        ] {
            let seen = desk.post(&prosecutor, &mission, &form, true).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(
                plain(&seen.body).contains(told),
                "{form}: {}",
                plain(&seen.body)
            );
        }

        let seen = desk.post(&prosecutor, &mission, &form, true).await;
        assert_eq!(seen.location, mission, "{}", seen.body);
        // The day as it was typed, at the end of which it ends.
        assert_eq!(day, "2026-11-24");
        let seen = plain(&desk.get(&own, &mission).await.body);
        assert!(seen.contains("24 novembre 2026"), "{seen}");
        assert!(!seen.contains("25 novembre 2026"), "{seen}");
        let twice = desk.post(&prosecutor, &mission, &form, true).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(desk.get(&member, &page).await.status, StatusCode::OK);
        let members = format!("{page}/members/{}", world[0].id);
        assert_eq!(desk.get(&member, &members).await.status, StatusCode::OK);
        assert_eq!(desk.get(&other, &page).await.status, StatusCode::NOT_FOUND);
        // To work on it, not to take it out, nor to decide, nor to say who works on it.
        let export = desk
            .post(
                &member,
                &format!("{page}/export"),
                "raison=Essai+d+export&format=csv",
                true,
            )
            .await;
        assert!([StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&export.status));
        let again = desk.post(&member, &mission, &form, true).await;
        assert_eq!(again.status, StatusCode::FORBIDDEN);

        // It ends by itself.
        kit.world.clock.advance_millis(73 * 3_600_000);
        let member = crate::desk::again(&kit, &member).await;
        assert_eq!(desk.get(&member, &page).await.status, StatusCode::NOT_FOUND);
        let prosecutor = crate::desk::again(&kit, &prosecutor).await;
        assert!(plain(&desk.get(&prosecutor, &mission).await.body).contains("Terminé"));
        // Or before.
        let day = kit.world.clock.now() + SignedDuration::from_hours(48);
        let day = day.strftime("%Y-%m-%d").to_string();
        let form = bad(&member.id.to_string(), &day, "Groupe+d+enquete+repris");
        let seen = desk.post(&prosecutor, &mission, &form, true).await;
        assert_eq!(seen.location, mission);
        assert_eq!(desk.get(&member, &page).await.status, StatusCode::OK);
        let seen = desk.get(&prosecutor, &mission).await.body;
        let membership = seen.split("name=\"membre\" value=\"").nth(1).unwrap();
        let membership = membership.split('"').next().unwrap();
        let form = format!("membre={membership}");
        assert_eq!(
            desk.post(&prosecutor, &mission, &form, true).await.location,
            mission
        );
        assert_eq!(desk.get(&member, &page).await.status, StatusCode::NOT_FOUND);
        let once = desk.post(&prosecutor, &mission, &form, true).await;
        assert_eq!(once.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
);

//! Where a complaint stands, on the victim's page and the staff's panels, by requests: the eight states in
//! plain words, the appointment, and what was told.

use crate::operations_kit::{filed, officer, staff, stored};
use crate::space_browser::Browser;
use crate::space_change::opened;
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::standing::{Course, Outcome};
use faisceau_intake::{appoint, ask, capability, inform, validate, withdraw};
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use jiff::SignedDuration;

on_both!(
    the_eight_states_are_told_in_plain_words,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let id = filed.complaint;
        let officer = officer(&kit).await;
        let mut browser = opened(&kit, &filed).await;
        let mut shows = async |words: &[&str]| {
            kit.world.clock.advance_millis(60_000);
            let seen = browser.get("/suivi/dossier").await;
            let page = plain(&seen.body);
            for words in words {
                assert!(page.contains(words), "{words}");
            }
            // No name of staff, no score, no series.
            for never in ["lefort", "Capitaine", "SER-2026", "score"] {
                assert!(!page.contains(never), "{never}");
            }
        };
        shows(&["Reçue", "Votre dossier est bien reçu."]).await;
        ask::ask(&officer, id, "Le relevé, s’il vous plaît")
            .await
            .unwrap();
        shows(&["Nous avons besoin de vous", "Le relevé, s’il vous plaît"]).await;
        validate::validate(&officer, id, &["Escroquerie".to_owned()])
            .await
            .unwrap();
        shows(&["Enregistrée", "Votre dossier est enregistré."]).await;
        let at = kit.world.clock.now() + SignedDuration::from_hours(48);
        appoint::appoint(&officer, id, at, "1 rue X, Lille")
            .await
            .unwrap();
        shows(&[
            "Rendez-vous proposé",
            "1 rue X, Lille",
            "J’en demande un autre",
        ])
        .await;
        kit.world.clock.advance_millis(3 * 24 * 3_600 * 1_000);
        inform::inform(&officer, id, Course::Investigating)
            .await
            .unwrap();
        shows(&["En enquête", "Nous ne pouvons pas donner de détails"]).await;
        let sent = Course::Transmitted {
            to: "Lille".to_owned(),
        };
        inform::inform(&officer, id, sent).await.unwrap();
        shows(&["Transmise à la justice", "Au parquet : Lille"]).await;
        let decided = Course::Decided {
            outcome: Outcome::Dismissal,
            reason: "La personne n’a pas été retrouvée.".to_owned(),
            contest_by: Some(jiff::civil::date(2027, 3, 1)),
        };
        inform::inform(&officer, id, decided).await.unwrap();
        shows(&[
            "Décision",
            "Classement sans suite",
            "La personne n’a pas été retrouvée.",
            "Vous pouvez contester jusqu’au 1er mars 2027.",
        ])
        .await;
        withdraw::withdraw(&crate::operations_kit::victim(&kit), id)
            .await
            .unwrap();
        shows(&["Fermée", "Vous avez retiré ce dossier"]).await;
    }
);

on_both!(
    an_appointment_is_answered_from_the_page,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let officer = officer(&kit).await;
        let at = kit.world.clock.now() + SignedDuration::from_hours(48);
        appoint::appoint(&officer, filed.complaint, at, "1 rue X, Lille")
            .await
            .unwrap();
        let mut browser = opened(&kit, &filed).await;
        let seen = browser.get("/suivi/dossier").await;
        let marker = "name=\"rendez_vous\" value=\"";
        let start = seen.body.find(marker).unwrap() + marker.len();
        let id = seen.body[start..start + 36].to_owned();
        for (appointment, answer) in [("x", "oui"), (id.as_str(), "peut-être")] {
            let form = [("rendez_vous", appointment), ("reponse", answer)];
            let seen = browser.post("/suivi/rendez-vous", &form).await;
            assert_ne!(seen.location, "/suivi/dossier?fait=rendez-vous", "{answer}");
        }
        let form = [("rendez_vous", id.as_str()), ("reponse", "oui")];
        let seen = browser.post("/suivi/rendez-vous", &form).await;
        assert_eq!(seen.location, "/suivi/dossier?fait=rendez-vous");
        let seen = browser.get(&seen.location).await;
        for words in [
            "Votre réponse est envoyée",
            "vous viendrez",
            "Je viendrai au rendez-vous",
        ] {
            assert!(seen.body.contains(words), "{words}");
        }
        let mut stranger = Browser::new(&kit, &[capability()]);
        stranger.get("/suivi").await;
        let seen = stranger.post("/suivi/rendez-vous", &form).await;
        assert_eq!(
            seen.status,
            StatusCode::FORBIDDEN,
            "no form was given to a stranger"
        );
    }
);

on_both!(
    staff_tell_the_course_within_their_rights,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let id = filed.complaint;
        officer(&kit).await;
        staff(&kit, "martin", Role::Analyst, Purpose::Linkage).await;
        let mut browser = Browser::new(&kit, &[capability()]);
        browser.sign_in("lefort", "intake").await;
        let course = format!("/dossier/{}/suites", id.0);
        let meet = format!("/dossier/{}/rendez-vous", id.0);
        let not_yet = browser.post(&course, &[("course", "investigating")]).await;
        assert_eq!(not_yet.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(not_yet.body.contains("encore ouvert"));
        let place = "1 rue X, Lille";
        let form = |day: &'static str, at: &'static str| {
            [
                ("meet_on.day", day),
                ("meet_on.month", "12"),
                ("meet_on.year", "2026"),
                ("meet_at", at),
                ("meet_where", place),
            ]
        };
        for (day, at, told) in [
            ("42", "14 h 30", "un jour qui existe"),
            ("14", "midi", "une heure comme"),
        ] {
            let seen = browser.post(&meet, &form(day, at)).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(plain(&seen.body).contains(told), "{told}");
            assert!(seen.body.contains(place), "what was typed is kept");
        }
        let seen = browser.post(&meet, &form("14", "14 h 30")).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let validate = format!("/dossier/{}/valider", id.0);
        browser.post(&validate, &[("other", "Escroquerie")]).await;
        for (typed, told) in [
            (vec![("course", "")], "Choisissez une réponse"),
            (
                vec![("course", "transmitted")],
                "Écrivez de 3 à 200 caractères",
            ),
            (vec![("course", "decided")], "Choisissez une réponse"),
            (
                vec![
                    ("course", "decided"),
                    ("course_outcome", "dismissal"),
                    ("course_words", "Personne n’a été retrouvé"),
                    ("course_contest.day", "31"),
                    ("course_contest.month", "2"),
                    ("course_contest.year", "2027"),
                ],
                "Cette date n’existe pas",
            ),
        ] {
            let seen = browser.post(&course, &typed).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
            assert!(plain(&seen.body).contains(told), "{told}");
        }
        let seen = browser.post(&course, &[("course", "investigating")]).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        // An analyst reads, and tells a victim nothing.
        let mut analyst = Browser::new(&kit, &[capability()]);
        analyst.sign_in("martin", "linkage").await;
        for path in [&course, &meet] {
            let seen = analyst.post(path, &[("course", "transmitted")]).await;
            assert!(
                [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&seen.status),
                "{path}: {}",
                seen.status
            );
        }
        assert_eq!(stored(&kit, id).await.state.code(), "validated");
    }
);

//! Several complaints handed over at once: one reason, one journal row each, and what could not be
//! done is told.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

use crate::world::{Browser, Seed, colleague, complaint, told};

const ASSIGN: &str = "/agent/boite/affecter";

fn of(unit: &'static str) -> Seed {
    Seed {
        unit,
        ..Seed::default()
    }
}

/// The fields of the form: the complaints with who was in charge of each.
fn ticked(chosen: &[(ComplaintId, &str)], to: &str, reason: &str) -> String {
    let boxes: String = chosen
        .iter()
        .map(|(id, from)| format!("dossier={id}_{from}&"))
        .collect();
    format!("retour=%2Fagent%2Fboite%3Fetat%3Dfiled&{boxes}to={to}&raison={reason}")
}

on_both!(
    several_complaints_change_hands_with_one_row_each,
    vec![capability()],
    async |kit: Kit| {
        let me = colleague(&kit, Role::Officer, "lille").await.to_string();
        let mut ids = Vec::new();
        for number in 1..=3 {
            ids.push(complaint(&kit, number, of("lille")).await.0);
        }
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = officer.get("/agent/boite").await.body;
        for id in &ids {
            let tick = format!("form=\"several\" name=\"dossier\" value=\"{id}_\"");
            assert!(page.contains(&tick), "{tick}");
        }
        let chosen = [(ids[0], ""), (ids[2], "")];
        let done = officer
            .post(ASSIGN, &ticked(&chosen, &me, "Tri+du+matin"))
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(done.location, "/agent/boite?etat=filed");
        let rows = told(&kit, "complaint.assigned").await;
        assert_eq!(rows.len(), 2);
        for (row, id) in rows.iter().zip([ids[0], ids[2]]) {
            assert_eq!(row.subject, Some(id.0));
            assert_eq!(row.reason, "Tri du matin");
        }
        // Nobody in charge any more, as the page now says.
        let page = officer.get("/agent/boite").await.body;
        assert!(page.contains(&format!("value=\"{}_{me}\"", ids[0])));
        let chosen = [(ids[0], me.as_str())];
        let done = officer.post(ASSIGN, &ticked(&chosen, "", "Absence")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert_eq!(told(&kit, "complaint.released").await.len(), 1);
    }
);

on_both!(
    what_cannot_be_handed_over_is_told_and_stops_nothing_else,
    vec![capability()],
    async |kit: Kit| {
        let me = colleague(&kit, Role::Officer, "lille").await.to_string();
        colleague(&kit, Role::Analyst, "lille").await;
        let (free, _) = complaint(&kit, 1, of("lille")).await;
        let (taken, known) = complaint(&kit, 2, of("lille")).await;
        let (elsewhere, hidden) = complaint(&kit, 3, of("brest")).await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let first = [(taken, "")];
        officer.post(ASSIGN, &ticked(&first, &me, "Tri")).await;
        let chosen = [(elsewhere, ""), (taken, ""), (free, "")];
        let done = officer.post(ASSIGN, &ticked(&chosen, &me, "Tri")).await;
        assert_eq!(done.status, StatusCode::OK);
        assert!(done.body.contains("1 dossier a changé de responsable."));
        assert!(done.body.contains(&known) && done.body.contains("a changé entre-temps"));
        assert!(!done.body.contains(&hidden), "its reference is not told");
        assert!(done.body.contains(&elsewhere.to_string()));
        assert!(done.body.contains("href=\"/agent/boite?etat=filed\""));
        assert_eq!(told(&kit, "complaint.assigned").await.len(), 2);

        // Nothing at all is done without a choice, without a reason, beyond a page, or misspelt.
        let many: Vec<(ComplaintId, &str)> = vec![(free, ""); 51];
        for (form, status, says) in [
            (ticked(&[], &me, "Tri"), 422, "Cochez au moins un dossier"),
            (ticked(&[(free, &me)], "", "+%00"), 422, "Écrivez la raison"),
            (ticked(&many, &me, "Tri"), 422, "une page à la fois"),
            (ticked(&[(free, "x")], &me, "Tri"), 400, ""),
            ("dossier=1&raison=Tri".to_owned(), 400, ""),
        ] {
            let seen = officer.post(ASSIGN, &form).await;
            assert_eq!(seen.status.as_u16(), status, "{form}");
            assert!(seen.body.contains(says), "{form}");
        }
        assert_eq!(told(&kit, "complaint.released").await, []);
        // Who may not say who is in charge has no box and no form.
        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        let page = analyst.get("/agent/boite").await.body;
        assert!(page.contains(&known) && !page.contains("name=\"dossier\""));
        let form = ticked(&[(free, &me)], "", "Tri");
        assert_eq!(
            analyst.post(ASSIGN, &form).await.status,
            StatusCode::FORBIDDEN
        );
    }
);

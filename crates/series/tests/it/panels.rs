//! The panels on the page of a complaint: its identifiers, its series and the reasons.

use crate::desk::{Desk, sign_in, the_series};
use crate::world::{Filed, file, linked};
use faisceau_domain::access::{Purpose, Role};
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::Place;
use uuid::Uuid;

async fn panels(kit: &Kit, complaint: Uuid) -> Vec<String> {
    let desk = Desk::of(kit);
    let officer = sign_in(kit, Role::Officer, Purpose::Intake, &complaint.to_string()).await;
    let cx = officer.cx(kit);
    let filled = desk
        .front
        .panels
        .fill(Place::Complaint, &cx, complaint, |_| true);
    let html = filled
        .await
        .into_iter()
        .map(|panel| panel.content.unwrap().to_string());
    html.collect()
}

on_both!(
    a_complaint_shows_its_identifiers_and_why_it_is_in_its_series,
    crate::capabilities(),
    async |kit: Kit| {
        let first = Filed::with_emails(1, &["vendeur"])
            .and(Kind::Email, "victime@exemple.fr", Said::Victim)
            .and(Kind::Url, "https://www.1822direkt.com", Said::Impersonated);
        let second = Filed::with_emails(2, &["vendeur", "seul"]);
        linked(&kit, &[first.clone(), second.clone()]).await;
        let (id, reference) = the_series(&kit).await;

        let html = panels(&kit, first.id).await;
        assert!(html[0].contains("vendeur@exemple[.]fr"), "{}", html[0]);
        assert!(
            html[0].contains("v***@e***.fr"),
            "the victim's own is masked"
        );
        assert!(!html[0].contains("victime@exemple"));
        assert!(html[0].contains("À un tiers dont le nom est usurpé"));
        assert!(html[1].contains(&format!("/series/{id}")));
        assert!(html[1].contains(&reference));
        assert!(
            html[1].contains("vendeur@exemple[.]fr dans 2 plaintes"),
            "{}",
            html[1]
        );
        assert!(!html[1].contains("Rapprochement en cours"));

        let html = panels(&kit, second.id).await;
        assert!(html[0].contains("Aucune autre plainte ne l’emploie"));
    }
);

on_both!(
    a_complaint_that_waits_says_so_and_one_alone_too,
    crate::capabilities(),
    async |kit: Kit| {
        let alone = Filed::with_emails(1, &["a"]);
        linked(&kit, std::slice::from_ref(&alone)).await;
        assert!(panels(&kit, alone.id).await[1].contains("réunie à aucune autre"));
        let waiting = Filed::with_emails(2, &["b"]);
        file(&kit, &waiting).await;
        let html = panels(&kit, waiting.id).await;
        assert!(html[1].contains("Rapprochement en cours"));
        assert!(!html[1].contains("réunie à aucune autre"));
    }
);

//! A report becomes a complaint: the same case, its answers kept, an acknowledgement of its own, counted
//! once; and every refusal changes nothing.

use crate::operations_kit::{Says, filed, filed_with_code, officer, stored, victim};
use crate::store;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::complaint::{self, State};
use faisceau_domain::form::{Journey, PageUse, Posted};
use faisceau_domain::id::ComplaintId;
use faisceau_intake::amend::{self, amend};
use faisceau_intake::correct::{self, correct};
use faisceau_intake::file::{Filed, Nature};
use faisceau_intake::receipt::{self, ACKNOWLEDGEMENT, COMPLAINT_ACKNOWLEDGEMENT, RECEPISSE};
use faisceau_intake::upgrade::{self, Refused, upgrade};
use faisceau_intake::{capability, reject, render, validate, verify, withdraw};
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use uuid::Uuid;

/// A report without any identity.
async fn anonymous(kit: &Kit) -> Filed {
    let says = Says::from([("declare.mode", "report"), ("filer.role", "victim")]);
    let (filed, _) = filed_with_code(kit, "fake_shop", &says, Nature::Report).await;
    let complaint = stored(kit, filed.complaint).await;
    assert_eq!(
        (complaint.nature.as_str(), complaint.version),
        ("report", 1)
    );
    assert!(
        !complaint.stored.contains("victim.civil"),
        "no identity at all"
    );
    filed
}

fn identity() -> Posted {
    Posted::new([
        ("victim.civil:birth_name", "Brindelune"),
        ("victim.civil:first_names", "Alix"),
        ("victim.civil:born_on-day", "4"),
        ("victim.civil:born_on-month", "5"),
        ("victim.civil:born_on-year", "1988"),
        ("victim.address:lines", "12 rue des Exemples"),
        ("victim.address:town", "Lille"),
    ])
}

fn declared() -> Posted {
    Posted::new([("declare.truth", "yes")])
}

/// Begins, and answers what a complaint asks besides.
async fn completed(kit: &Kit, id: ComplaintId) {
    let cx = victim(kit);
    let correction = upgrade::begin(&cx, id).await.unwrap();
    let complaint = stored(kit, id).await;
    assert!(upgrade::under_way(&complaint, &correction));
    let journey = correction.journey(&kit.world.forms, &complaint).unwrap();
    let missing = journey.missing();
    let asked: Vec<String> = missing.iter().map(|m| m.key.to_string()).collect();
    assert_eq!(
        asked,
        ["victim.civil", "victim.address"],
        "nothing is retyped"
    );
    correct(&cx, id, "identity", &identity()).await.unwrap();
}

async fn paper(kit: &Kit, id: ComplaintId, document: &str) -> Option<receipt::Receipt> {
    let mut tx = kit.world.db.read().await.unwrap();
    receipt::of(&mut tx, id, document).await.unwrap()
}

on_both!(
    a_report_becomes_a_complaint_without_retyping_and_is_counted_once,
    vec![capability()],
    async |kit: Kit| {
        let filed = anonymous(&kit).await;
        let id = filed.complaint;
        let before = stored(&kit, id).await;
        completed(&kit, id).await;
        kit.world.clock.advance_millis(30 * 3_600 * 1_000);
        let receipt = upgrade(&victim(&kit), id, &declared()).await.unwrap();
        let now = stored(&kit, id).await;
        assert_eq!((now.nature.as_str(), now.version), ("complaint", 2));
        assert_eq!(now.filing_mode, "online_full");
        assert_eq!(now.reference, before.reference, "one case, one reference");
        assert!(now.stored.contains("Brindelune"));
        assert!(matches!(now.state, State::Filed));
        // The report is kept as it was, with its own paper.
        let mut tx = kit.world.db.read().await.unwrap();
        let versions = amend::versions(&mut tx, id).await.unwrap();
        drop(tx);
        assert_eq!(versions.len(), 1);
        let kept = serde_json::to_string(&versions[0].answers).unwrap();
        assert!(!kept.contains("Brindelune"));
        let first = paper(&kit, id, ACKNOWLEDGEMENT).await.unwrap();
        let (report, complaint) = (
            first.read_payload().unwrap(),
            receipt.read_payload().unwrap(),
        );
        assert_eq!(
            (report.nature.as_str(), complaint.nature.as_str()),
            ("report", "complaint")
        );
        assert_eq!(report.reference, complaint.reference);
        assert_ne!(report.verification_code, complaint.verification_code);
        // Counted once: one row, its values told anew after the version was.
        assert_eq!(
            store::count(&kit, &faisceau_intake::store::COUNT_COMPLAINTS).await,
            1
        );
        let events = store::events_of(&kit, id.0).await;
        for (told, times) in [
            ("complaint_amended", 1),
            ("identifiers_found", 2),
            ("complaint_filed", 1),
        ] {
            let found = events.iter().filter(|kind| *kind == told).count();
            assert_eq!(found, times, "{told}");
        }
        let journal = store::actions_on(&kit, id.0).await;
        assert!(
            journal.contains(&"report.upgraded".to_owned()),
            "{journal:?}"
        );
        // Both papers are made, and verify.
        let keys = kit.world.keys().verifying();
        for (document, words) in [
            (ACKNOWLEDGEMENT, &report),
            (COMPLAINT_ACKNOWLEDGEMENT, &complaint),
        ] {
            let file = render::render(&victim(&kit), id, document).await.unwrap();
            assert!(
                faisceau_documents::verify_file(&file, &keys)
                    .unwrap()
                    .payload
                    .is_some()
            );
            let code = Code::parse(CodeKind::Verification, &words.verification_code).unwrap();
            let authentic = verify::verify(&victim(&kit), &code).await.unwrap().unwrap();
            assert_eq!(authentic.document, document);
            assert_eq!(
                authentic.replaced_at, None,
                "what it attests of its day stands"
            );
        }
        // Sent again it changes nothing more, and an officer may now record it.
        let again = upgrade(&victim(&kit), id, &declared()).await;
        assert!(matches!(again, Err(Error::Refused(Refused::NoReport))));
        validate::validate(&officer(&kit).await, id, &["Escroquerie".to_owned()])
            .await
            .unwrap();
        let recepisse = paper(&kit, id, RECEPISSE)
            .await
            .unwrap()
            .read_payload()
            .unwrap();
        assert_eq!(recepisse.nature, "complaint");
    }
);

on_both!(
    a_report_already_read_is_read_again_as_a_complaint,
    vec![capability()],
    async |kit: Kit| {
        let id = anonymous(&kit).await.complaint;
        let cx = officer(&kit).await;
        validate::validate(&cx, id, &["Escroquerie".to_owned()])
            .await
            .unwrap();
        completed(&kit, id).await;
        upgrade(&victim(&kit), id, &declared()).await.unwrap();
        assert!(matches!(stored(&kit, id).await.state, State::Filed));
        validate::validate(&cx, id, &["Escroquerie".to_owned()])
            .await
            .unwrap();
        assert!(paper(&kit, id, RECEPISSE).await.is_some());
    }
);

on_both!(
    what_may_not_become_a_complaint_stays_as_it_is,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let nobody = upgrade::begin(&cx, ComplaintId(Uuid::nil())).await;
        assert!(matches!(nobody, Err(Error::Refused(Refused::NoReport))));
        let complaint = filed(&kit).await.complaint;
        let already = upgrade::begin(&cx, complaint).await;
        assert!(matches!(already, Err(Error::Refused(Refused::NoReport))));
        // Images of somebody who may be a minor: an officer receives the person.
        let minor = crate::operations_kit::filed_for_a_minor(&kit)
            .await
            .complaint;
        let refused = upgrade::begin(&cx, minor).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(Refused::ReportOnly(_)))
        ));
        let report = anonymous(&kit).await.complaint;
        let not_begun = upgrade(&cx, report, &declared()).await;
        assert!(matches!(not_begun, Err(Error::Refused(Refused::NoReport))));
        upgrade::begin(&cx, report).await.unwrap();
        let missing = upgrade(&cx, report, &declared()).await;
        assert!(matches!(missing, Err(Error::Refused(Refused::Incomplete(m))) if m.len() == 2));
        // It is no correction of a report.
        let amended = amend(&cx, report, &declared()).await;
        assert!(matches!(
            amended,
            Err(Error::Refused(amend::Refused::Upgrade))
        ));
        correct(&cx, report, "identity", &identity()).await.unwrap();
        let unticked = upgrade(&cx, report, &Posted::new([("declare.truth", "")])).await;
        assert!(matches!(unticked, Err(Error::Refused(Refused::Wrong(_)))));
        assert_eq!(stored(&kit, report).await.nature, "report");
        // Given up, nothing of the identity is left.
        correct::give_up(&cx, report).await.unwrap();
        let kept = stored(&kit, report).await;
        assert!(!kept.stored.contains("Brindelune") && kept.version == 1);
        withdraw::withdraw(&cx, report).await.unwrap();
        let closed = upgrade::begin(&cx, report).await;
        let rule = complaint::Refused::AlreadyDecided("withdrawn");
        assert!(matches!(closed, Err(Error::Refused(Refused::Rule(why))) if why == rule));
        let rejected = anonymous(&kit).await.complaint;
        let words = "Le litige est commercial, voyez un médiateur.";
        reject::reject(&officer(&kit).await, rejected, words)
            .await
            .unwrap();
        assert!(upgrade::begin(&cx, rejected).await.is_err());
    }
);

on_both!(
    a_report_upgraded_asks_for_what_its_journey_would_have_asked,
    vec![capability()],
    async |kit: Kit| {
        let id = anonymous(&kit).await.complaint;
        completed(&kit, id).await;
        upgrade(&victim(&kit), id, &declared()).await.unwrap();
        let complaint = stored(&kit, id).await;
        let answers = complaint.answers().unwrap().unwrap();
        let journey = Journey::of(&kit.world.forms, "fake_shop", &answers).unwrap();
        assert!(journey.missing_to_file().is_empty());
        assert!(
            journey
                .pages()
                .iter()
                .any(|page| page.purpose == PageUse::Declaration)
        );
    }
);

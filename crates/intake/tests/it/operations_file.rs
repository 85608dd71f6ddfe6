//! Filing by its operation: once and for all whatever is retried, refused where it must be, and
//! everything a registration owes written in one transaction.

use crate::operations_kit::{Says, filed_with_code, filled, received, stored, victim};
use crate::store;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::form::Mode;
use faisceau_domain::receipt::is_signed_by;
use faisceau_intake::file::{Nature, Refused};
use faisceau_intake::{attach, capability, file, resume, start};
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

on_both!(
    a_registration_leaves_all_it_owes,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let says = Says::from([("payment.method", "transfer")]);
        let draft = filled(&kit, "fake_shop", &says).await;
        let (filed, _) = filed_with_code(&kit, "fake_shop", &says, Nature::Complaint).await;
        let complaint = stored(&kit, filed.complaint).await;
        assert_eq!(complaint.state.code(), "filed");
        assert_eq!(complaint.nature, "complaint");
        assert_eq!(complaint.filing_mode, Mode::OnlineFull.code());
        assert_eq!(complaint.amount_minor, Some(125_050));
        let payload = filed.receipt.read_payload().unwrap();
        assert_eq!(payload.reference, complaint.reference);
        let keys = kit.world.keys();
        let bytes = &filed.receipt.payload;
        let signed = keys
            .verifying()
            .iter()
            .any(|(_, key)| is_signed_by(bytes, &filed.receipt.signature, key));
        assert!(signed);
        let journal = store::actions_on(&kit, filed.complaint.0).await;
        assert!(journal.contains(&"complaint.filed".to_owned()));
        let events = store::events_of(&kit, filed.complaint.0).await;
        assert!(events.contains(&"complaint_filed".to_owned()));
        assert!(events.contains(&"identifiers_found".to_owned()));
        // Its paper, and whether it was filed already.
        assert_eq!(store::jobs_of(&kit, filed.complaint.0).await, 2);
        // Another draft's complaint is another one.
        let other = file::file(&cx, &draft.code, Nature::Complaint).await;
        let other = other.unwrap();
        assert_ne!(other.complaint, filed.complaint);
        assert_ne!(other.follow_up.bare(), filed.follow_up.bare());
    }
);

on_both!(
    filing_again_gives_the_same_receipt_and_the_same_code,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let (first, code) =
            filed_with_code(&kit, "fake_shop", &Says::new(), Nature::Complaint).await;
        let again = file::file(&cx, &code, Nature::Complaint).await.unwrap();
        assert_eq!(again.complaint, first.complaint);
        assert_eq!(again.receipt.id, first.receipt.id);
        assert_eq!(again.receipt.payload, first.receipt.payload);
        assert_eq!(again.follow_up.bare(), first.follow_up.bare());
        // The draft itself is gone.
        assert!(resume::resume(&cx, &code).await.unwrap().is_none());
    }
);

on_both!(
    eight_at_once_file_one_complaint,
    vec![capability()],
    async |kit: Kit| {
        let draft = filled(&kit, "fake_shop", &Says::new()).await;
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let (cx, code) = (victim(&kit), draft.code.clone());
                tokio::spawn(async move { file::file(&cx, &code, Nature::Complaint).await })
            })
            .collect();
        let mut seen = Vec::new();
        for task in tasks {
            let filed = task.await.unwrap().unwrap();
            seen.push((
                filed.complaint,
                filed.receipt.id,
                filed.follow_up.bare().to_owned(),
            ));
        }
        assert!(seen.iter().all(|one| *one == seen[0]));
        assert_eq!(
            store::count(&kit, &faisceau_intake::store::COUNT_COMPLAINTS).await,
            1
        );
        assert_eq!(
            store::count(&kit, &faisceau_intake::store::COUNT_RECEIPTS).await,
            1
        );
    }
);

on_both!(
    what_cannot_be_filed_is_refused_and_changes_nothing,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let guessed = Code::from_random(CodeKind::Resume, [9; 19]);
        let none = file::file(&cx, &guessed, Nature::Complaint).await;
        assert!(matches!(none, Err(Error::Refused(Refused::NoDraft))));
        let blank = start::start(&cx, "fake_shop").await.unwrap();
        let refused = file::file(&cx, &blank.code, Nature::Complaint).await;
        let Err(Error::Refused(Refused::Incomplete(missing))) = refused else {
            panic!("an empty draft is incomplete");
        };
        assert!(!missing.is_empty());
        let says = Says::from([("sext.age_bracket", "15_17")]);
        let minor = filled(&kit, "sextortion", &says).await;
        let refused = file::file(&cx, &minor.code, Nature::Complaint).await;
        assert!(matches!(refused, Err(Error::Refused(Refused::ReportOnly))));
        assert_eq!(
            store::count(&kit, &faisceau_intake::store::COUNT_COMPLAINTS).await,
            0
        );
        assert!(resume::resume(&cx, &minor.code).await.unwrap().is_some());
        let report = file::file(&cx, &minor.code, Nature::Report).await.unwrap();
        let complaint = stored(&kit, report.complaint).await;
        assert_eq!(
            (complaint.nature.as_str(), complaint.filing_mode.as_str()),
            ("report", "report_only")
        );
    }
);

on_both!(
    a_file_follows_its_draft_into_the_complaint,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let (filed, _) = filed_with_code(&kit, "fake_shop", &Says::new(), Nature::Report).await;
        let file = received(&kit, b"une capture").await;
        let name = "C:\\fakepath\\capture.txt";
        let exhibit = attach::to_complaint(&cx, filed.complaint, &file, name).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = faisceau_platform::deposit::files_of(&mut tx, filed.complaint.0).await;
        let kept = kept.unwrap();
        assert_eq!(
            (kept[0].id, kept[0].name.as_str()),
            (exhibit.unwrap().0, "capture.txt")
        );
        let events = store::events_of(&kit, filed.complaint.0).await;
        assert!(events.contains(&"exhibit_added".to_owned()));
        let nobody = faisceau_domain::id::ComplaintId(uuid::Uuid::nil());
        let file = received(&kit, b"une capture").await;
        let refused = attach::to_complaint(&cx, nobody, &file, "a.txt").await;
        assert!(matches!(
            refused,
            Err(Error::Refused(attach::Refused::NoFileHere))
        ));
    }
);

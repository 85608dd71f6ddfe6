//! A victim completes, corrects and withdraws, by the operations: the old version is kept, values are
//! told anew, what was asked is answered, and every refusal changes nothing.

use crate::operations_kit::{Says, filed, filed_with_code, officer, received, stored, victim};
use crate::store;
use faisceau_domain::complaint::{self, State};
use faisceau_domain::form::{Journey, Posted, difference};
use faisceau_domain::id::ComplaintId;
use faisceau_intake::amend::{self, amend};
use faisceau_intake::correct::{self, Correction, correct};
use faisceau_intake::decide;
use faisceau_intake::file::Nature;
use faisceau_intake::forget::forget_expired;
use faisceau_intake::receipt::{self, ACKNOWLEDGEMENT};
use faisceau_intake::{ask, attach, capability, reject, validate, withdraw};
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{self, set_aside};
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use uuid::Uuid;

const REASON: &str = "Le litige est commercial, voyez un médiateur.";

/// The page that asks for this field.
async fn slug_of(kit: &Kit, id: ComplaintId, key: &str) -> String {
    let complaint = stored(kit, id).await;
    let answers = complaint.answers().unwrap().unwrap();
    let journey = Journey::of(&kit.world.forms, &complaint.form_type, &answers).unwrap();
    let pages = correct::pages(&journey);
    let page = pages
        .iter()
        .find(|page| page.asked.iter().any(|asked| asked.key.to_string() == key));
    page.unwrap().slug.clone()
}

/// What a browser would send for the page of this field, this field alone answered otherwise.
async fn page_with(kit: &Kit, id: ComplaintId, key: &str, says: &str) -> (String, Posted) {
    let slug = slug_of(kit, id, key).await;
    let complaint = stored(kit, id).await;
    let answers = complaint.answers().unwrap().unwrap();
    let journey = Journey::of(&kit.world.forms, &complaint.form_type, &answers).unwrap();
    let page = correct::page(&journey, &slug).unwrap();
    let filled = journey.fill(&page);
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, values) in filled.iter() {
        if name != key {
            pairs.extend(values.iter().map(|value| (name.to_owned(), value.clone())));
        }
    }
    pairs.push((key.to_owned(), says.to_owned()));
    (slug, Posted::new(pairs))
}

pub(crate) async fn corrected(kit: &Kit, id: ComplaintId, key: &str, says: &str) -> Correction {
    let (slug, posted) = page_with(kit, id, key, says).await;
    let taken = correct(&victim(kit), id, &slug, &posted).await.unwrap();
    taken.correction
}

fn declared() -> Posted {
    Posted::new([("declare.truth", "yes")])
}

on_both!(
    a_correction_makes_a_new_version_and_keeps_the_old_one,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let before = stored(&kit, id).await;
        assert_eq!((before.version, before.amended_at), (1, None));
        let correction = corrected(&kit, id, "loss.total", "2 000").await;
        assert!(correction.begun);
        // Nothing is sent yet: the complaint is as it was.
        assert_eq!(stored(&kit, id).await.stored, before.stored);
        kit.world.clock.advance_millis(60_000);
        let version = amend(&victim(&kit), id, &declared()).await.unwrap();
        assert_eq!(version, 2);
        let after = stored(&kit, id).await;
        assert_eq!(after.version, 2);
        assert_eq!(after.amended_at, Some(kit.world.clock.now()));
        assert_eq!(after.amount_minor, Some(200_000), "the loss follows");
        assert_eq!(after.filed_at, before.filed_at, "filed when it was filed");
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = amend::versions(&mut tx, id).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].number, 1);
        assert_eq!(Some(&kept[0].answers), before.answers().unwrap().as_ref());
        let paper = receipt::of(&mut tx, id, ACKNOWLEDGEMENT).await.unwrap();
        assert!(paper.is_some(), "what was given stands");
        drop(tx);
        let (forms, now) = (&kit.world.forms, after.answers().unwrap().unwrap());
        let old = Journey::of(forms, &after.form_type, &kept[0].answers).unwrap();
        let new = Journey::of(forms, &after.form_type, &now).unwrap();
        let changed = difference(&old, &new, after.lang);
        let keys: Vec<String> = changed.iter().map(|one| one.key.to_string()).collect();
        assert_eq!(keys, ["loss.total"]);
        let events = store::events_of(&kit, id.0).await;
        for (told, times) in [("complaint_amended", 1), ("identifiers_found", 2)] {
            let found = events.iter().filter(|kind| *kind == told).count();
            assert_eq!(found, times, "{told}");
        }
        let journal = store::actions_on(&kit, id.0).await;
        for action in ["correction.answered", "complaint.amended"] {
            assert!(journal.contains(&action.to_owned()), "{action}");
        }
        // Sent, nothing is left to send.
        let again = amend(&victim(&kit), id, &declared()).await;
        assert!(matches!(
            again,
            Err(Error::Refused(amend::Refused::NothingChanged))
        ));
        // A third version keeps the second.
        corrected(&kit, id, "loss.total", "3 000").await;
        assert_eq!(amend(&victim(&kit), id, &declared()).await.unwrap(), 3);
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = amend::versions(&mut tx, id).await.unwrap();
        assert_eq!(kept.iter().map(|v| v.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(kept[1].answers, now);
    }
);

on_both!(
    what_was_asked_is_answered_by_a_correction,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        ask::ask(
            &officer(&kit).await,
            id,
            "Le montant exact, s’il vous plaît",
        )
        .await
        .unwrap();
        corrected(&kit, id, "loss.total", "2 000").await;
        assert_eq!(stored(&kit, id).await.state.code(), "asked");
        amend(&victim(&kit), id, &declared()).await.unwrap();
        assert_eq!(stored(&kit, id).await.state, State::Filed);
        let events = store::events_of(&kit, id.0).await;
        let decided = events.iter().filter(|kind| *kind == "complaint_decided");
        assert_eq!(decided.count(), 2, "asked, then answered");
    }
);

on_both!(
    what_may_not_be_sent_is_refused_and_nothing_is_lost,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let cx = victim(&kit);
        let nobody = ComplaintId(Uuid::from_u128(9));
        let refused = amend(&cx, nobody, &declared()).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(amend::Refused::NoComplaint))
        ));
        let refused = correct(&cx, id, "nowhere", &declared()).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(correct::Refused::NoPage))
        ));
        // Whether one complains or reports, and files, are not corrected here.
        let complaint = stored(&kit, id).await;
        let answers = complaint.answers().unwrap().unwrap();
        let journey = Journey::of(&kit.world.forms, &complaint.form_type, &answers).unwrap();
        for page in correct::pages(&journey) {
            for asked in page.asked {
                assert_ne!(asked.field.key, "declare.mode");
                assert_ne!(asked.field.kind, faisceau_domain::form::FieldKind::File);
            }
        }
        // What is wrong is told; what is good on the page is kept.
        let (slug, posted) = page_with(&kit, id, "loss.total", "beaucoup").await;
        let refused = correct(&cx, id, &slug, &posted).await;
        let Err(Error::Refused(correct::Refused::Wrong(_, wrong))) = refused else {
            panic!("an amount in letters is refused");
        };
        assert_eq!(wrong.errors[0].key.to_string(), "loss.total");
        assert_eq!(wrong.posted.first("loss.total"), "beaucoup");
        // Not declared true: not sent, and the correction waits.
        corrected(&kit, id, "loss.total", "2 000").await;
        let refused = amend(&cx, id, &Posted::default()).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(amend::Refused::Wrong(_)))
        ));
        assert_eq!(stored(&kit, id).await.version, 1);
        assert!(correct::give_up(&cx, id).await.unwrap());
        assert!(!correct::give_up(&cx, id).await.unwrap());
        let refused = amend(&cx, id, &declared()).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(amend::Refused::NothingChanged))
        ));
        // Left for as long as a draft, it is forgotten.
        corrected(&kit, id, "loss.total", "2 000").await;
        kit.world.clock.advance_millis(31 * 24 * 3_600 * 1_000);
        assert_eq!(forget_expired(&Cx::platform(&kit.world)).await.unwrap(), 1);
        let journal = store::actions_on(&kit, id.0).await;
        let dropped = journal
            .iter()
            .filter(|action| *action == "correction.dropped");
        assert_eq!(dropped.count(), 2, "given up, then left for too long");
    }
);

on_both!(
    a_closed_complaint_takes_no_correction,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let cx = victim(&kit);
        corrected(&kit, id, "loss.total", "2 000").await;
        let (slug, posted) = page_with(&kit, id, "loss.total", "2 500").await;
        reject::reject(&officer(&kit).await, id, REASON)
            .await
            .unwrap();
        let closed = complaint::Refused::AlreadyDecided("rejected");
        let refused = amend(&cx, id, &declared()).await;
        assert!(matches!(refused, Err(Error::Refused(amend::Refused::Rule(why))) if why == closed));
        let refused = correct(&cx, id, &slug, &posted).await;
        assert!(
            matches!(refused, Err(Error::Refused(correct::Refused::Rule(why))) if why == closed)
        );
        let refused = withdraw::withdraw(&cx, id).await;
        assert!(
            matches!(refused, Err(Error::Refused(decide::Refused::Rule(why))) if why == closed)
        );
    }
);

on_both!(
    a_victim_withdraws_once_recorded_or_not,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let officer = officer(&kit).await;
        for recorded in [false, true] {
            let id = filed(&kit).await.complaint;
            if recorded {
                let offences = ["Escroquerie".to_owned()];
                validate::validate(&officer, id, &offences).await.unwrap();
            }
            withdraw::withdraw(&cx, id).await.unwrap();
            let complaint = stored(&kit, id).await;
            assert_eq!(complaint.state.code(), "withdrawn");
            let journal = store::actions_on(&kit, id.0).await;
            assert!(journal.contains(&"complaint.withdrawn".to_owned()));
            let again = withdraw::withdraw(&cx, id).await;
            let closed = complaint::Refused::AlreadyDecided("withdrawn");
            assert!(
                matches!(again, Err(Error::Refused(decide::Refused::Rule(why))) if why == closed)
            );
            let late = reject::reject(&officer, id, REASON).await;
            assert!(late.is_err(), "no officer decides on what was withdrawn");
        }
        let nobody = withdraw::withdraw(&cx, ComplaintId(Uuid::from_u128(9))).await;
        assert!(matches!(
            nobody,
            Err(Error::Refused(decide::Refused::NoComplaint))
        ));
    }
);

on_both!(
    answers_that_close_the_uploads_set_the_files_held_aside,
    vec![capability()],
    async |kit: Kit| {
        let says = Says::from([("sext.age_bracket", "adult"), ("declare.mode", "report")]);
        let (filed, _) = filed_with_code(&kit, "sextortion", &says, Nature::Report).await;
        let (id, cx) = (filed.complaint, victim(&kit));
        for content in [&b"une capture"[..], b"une autre", b"une capture"] {
            let one = received(&kit, content).await;
            attach::to_complaint(&cx, id, &one, "capture.png")
                .await
                .unwrap();
        }
        corrected(&kit, id, "sext.age_bracket", "15_17").await;
        let addresses = Posted::new([("sext.addresses:state", "unknown")]);
        correct(&cx, id, "addresses", &addresses).await.unwrap();
        let held = async || {
            let mut tx = kit.world.db.read().await.unwrap();
            let files = deposit::files_of(&mut tx, id.0).await.unwrap();
            (files.len(), set_aside::number(&mut tx, id.0).await.unwrap())
        };
        let kept = kit.folder.path().join("files/cases").join(id.to_string());
        let blobs = || std::fs::read_dir(&kept).map_or(0, Iterator::count);
        assert_eq!(held().await, (3, 0), "nothing is sent yet");
        assert_eq!(blobs(), 2, "the same bytes are stored once");
        amend(&cx, id, &declared()).await.unwrap();
        assert_eq!(held().await, (0, 3));
        let again = received(&kit, b"encore une").await;
        let refused = attach::to_complaint(&cx, id, &again, "encore.png").await;
        assert!(matches!(
            refused,
            Err(Error::Refused(attach::Refused::NoFileHere))
        ));
        // A private body keeps none of their bytes.
        assert_eq!(blobs(), 0);
    }
);

//! The custody of exhibits on both databases: the first step of every file, each gesture with its step, its
//! journal entry and its reading, the incident that nobody can silence, and alterations of rows and bytes.

use crate::custody_kept::{
    doing, exhibit, forge, id_of, journal, kept, kinds, officer, on_disk, say, sealed, steps,
};
use crate::store;
use crate::world::given;
use faisceau_domain::custody::{Broken, Gesture, Kind, Refused};
use faisceau_domain::event::{ComplaintErased, Event, ExhibitOpened};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_evidence::custody::act::NotDone;
use faisceau_evidence::custody::incident::{self, Cause, NotDecided};
use faisceau_evidence::custody::{challenge, note, reread, verify};
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::set_aside;
use faisceau_platform::fault::Error;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

fn refusal<T: std::fmt::Debug, R: std::fmt::Debug>(outcome: Result<T, Error<R>>) -> R {
    match outcome {
        Err(Error::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// The day every content is due to be read again.
fn later(kit: &Kit) {
    let length = reread::EVERY.as_millis() + 1_000;
    kit.world
        .clock
        .advance_millis(i64::try_from(length).unwrap());
}

on_both!(
    an_exhibit_lives_from_deposit_to_destruction_and_each_step_is_chained,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let (ana, ben) = (officer(&kit, "ana").await, officer(&kit, "ben").await);
        sealed(&ana, one.id).await;
        let offer = say(Kind::Offered, |d| d.to_account = Some(id_of(&ben).0));
        doing(&ana, one.id, &offer).await.unwrap();
        let waiting = exhibit(&kit, one.id).await;
        assert_eq!((waiting.state.as_str(), waiting.keeper), ("offered", None));
        assert_eq!(waiting.offered_to, Some(id_of(&ben)));
        let accept = say(Kind::Accepted, |d| d.seal = Some("pj 42".into()));
        let own = doing(&ana, one.id, &accept).await;
        assert_eq!(own, Err(NotDone::Rule(Refused::NotReceiver)));
        doing(&ben, one.id, &accept).await.unwrap();
        let taken = exhibit(&kit, one.id).await;
        assert_eq!(
            (taken.state.as_str(), taken.keeper),
            ("sealed", Some(id_of(&ben)))
        );
        let destroy = say(Kind::Destroyed, |d| {
            d.authority = Some("parquet d’exemple".into())
        });
        doing(&ben, one.id, &destroy).await.unwrap();
        let (told, path) = (exhibit(&kit, one.id).await, on_disk(&kit, &one));
        assert_eq!(told.state, "destroyed");
        assert!(!path.exists(), "its bytes are gone");
        let expected = [
            "deposited",
            "described",
            "sealed",
            "offered",
            "accepted",
            "destroyed",
        ];
        assert_eq!(kinds(&kit, one.id).await, expected);
        let read: Vec<bool> = steps(&kit, one.id)
            .await
            .iter()
            .map(|s| s.sha256.is_some())
            .collect();
        assert_eq!(read, [true, false, true, true, true, false]);
        let deeds: Vec<String> = journal(&kit).await.into_iter().map(|told| told.0).collect();
        assert_eq!(deeds, expected.map(|kind| format!("custody.{kind}")));
        assert_eq!(verify::all(&kit.world).await.unwrap().wrong, []);
        let again = doing(&ben, one.id, &destroy).await;
        assert_eq!(again, Err(NotDone::Rule(Refused::Destroyed)));
        let nothing = doing(&ben, Uuid::nil(), &destroy).await;
        assert_eq!(nothing, Err(NotDone::NoExhibit));
    }
);

on_both!(
    destroying_one_of_two_files_with_the_same_bytes_leaves_the_other,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"same bytes").await;
        let twin = given(&kit, one.complaint, "b.png", b"same bytes").await;
        let ana = officer(&kit, "ana").await;
        let destroy = say(Kind::Destroyed, |d| {
            d.authority = Some("parquet d’exemple".into())
        });
        doing(&ana, one.id, &destroy).await.unwrap();
        assert!(on_disk(&kit, &one).exists());
        doing(&ana, twin, &destroy).await.unwrap();
        assert!(!on_disk(&kit, &one).exists());
    }
);

on_both!(
    opening_an_exhibit_is_a_step_of_its_custody,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let ana = officer(&kit, "ana").await;
        let opened = ExhibitOpened {
            complaint: ComplaintId(one.complaint),
            exhibit: ExhibitId(one.id),
        };
        let mut tx = kit.world.db.write().await.unwrap();
        ana.emit(&mut tx, &Event::ExhibitOpened(opened))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let last = steps(&kit, one.id).await.pop().unwrap();
        assert_eq!(
            (last.kind.as_str(), last.person),
            ("consulted", Some(id_of(&ana).0))
        );
    }
);

on_both!(
    content_altered_on_the_disk_stops_every_hand_over_and_opens_one_incident,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let (ana, ben) = (officer(&kit, "ana").await, officer(&kit, "ben").await);
        let describe = say(Kind::Described, |d| d.description = Some("capture".into()));
        doing(&ana, one.id, &describe).await.unwrap();
        std::fs::write(on_disk(&kit, &one), b"the bytEs").unwrap();
        let seal = say(Kind::Sealed, |d| d.seal = Some("PJ 42".into()));
        let offer = say(Kind::Offered, |d| d.to_account = Some(id_of(&ben).0));
        for gesture in [&seal, &offer, &seal] {
            assert_eq!(doing(&ana, one.id, gesture).await, Err(NotDone::Differs));
        }
        let mut tx = kit.world.db.read().await.unwrap();
        let met = incident::of(&mut tx, one.id).await.unwrap();
        assert_eq!(incident::open(&mut tx).await.unwrap(), 1);
        drop(tx);
        assert_eq!(met.len(), 1, "one incident, however often it is met");
        assert_eq!(
            (met[0].cause, met[0].met_in.as_str()),
            (Cause::Content, "sealed")
        );
        assert_eq!(met[0].met_by, Some(id_of(&ana)));
        assert_ne!(met[0].seen, met[0].expected);
        let kinds = kinds(&kit, one.id).await;
        assert_eq!(kinds, ["deposited", "described", "differed"]);
        // Who met it does not decide it; nobody decides without words, or says what is not.
        let decide =
            async |cx: &Cx, outcome: &str| incident::decide(cx, met[0].id, one.id, outcome).await;
        assert_eq!(
            refusal(decide(&ana, "explained").await),
            NotDecided::Rule(Refused::SamePerson)
        );
        let silent = ben.clone().because(" ");
        assert_eq!(
            refusal(decide(&silent, "explained").await),
            NotDecided::Rule(Refused::NoReason)
        );
        assert_eq!(
            refusal(decide(&ben, "forgotten").await),
            NotDecided::Rule(Refused::NoDecision)
        );
        assert_eq!(
            refusal(decide(&ben, "restored").await),
            NotDecided::StillDiffers
        );
        let nobody = Cx::platform(&kit.world).because("tout va bien");
        assert_eq!(
            refusal(decide(&nobody, "explained").await),
            NotDecided::Rule(Refused::SamePerson)
        );
        // What is in question is not got rid of either.
        let destroy = say(Kind::Destroyed, |d| {
            d.authority = Some("parquet d’exemple".into())
        });
        assert_eq!(
            doing(&ben, one.id, &destroy).await,
            Err(NotDone::Rule(Refused::IncidentOpen))
        );
        std::fs::write(on_disk(&kit, &one), b"the bytes").unwrap();
        decide(&ben, "restored").await.unwrap();
        doing(&ana, one.id, &seal).await.unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        assert_eq!(incident::open(&mut tx).await.unwrap(), 0);
        let kept = incident::of(&mut tx, one.id).await.unwrap();
        assert_eq!(kept[0].decided_by, Some(id_of(&ben)));
        assert_eq!(kept[0].outcome.as_deref(), Some("restored"));
        drop(tx);
        assert_eq!(
            refusal(decide(&ben, "restored").await),
            NotDecided::NoIncident
        );
        assert_eq!(verify::all(&kit.world).await.unwrap().wrong, []);
    }
);

on_both!(
    every_content_is_read_again_in_its_turn_and_what_differs_or_is_gone_is_met,
    crate::capabilities(),
    async |kit: Kit| {
        let sound = kept(&kit, 1, b"sound").await;
        let altered = kept(&kit, 2, b"altered").await;
        let gone = kept(&kit, 3, b"gone").await;
        let cx = Cx::platform(&kit.world);
        assert_eq!(reread::some_due(&cx).await.unwrap(), 0, "none is due yet");
        std::fs::write(on_disk(&kit, &altered), b"alterEd").unwrap();
        std::fs::remove_file(on_disk(&kit, &gone)).unwrap();
        later(&kit);
        assert_eq!(reread::some_due(&cx).await.unwrap(), 3);
        assert_eq!(reread::some_due(&cx).await.unwrap(), 0);
        let mut tx = kit.world.db.read().await.unwrap();
        assert!(incident::of(&mut tx, sound.id).await.unwrap().is_empty());
        let met = incident::of(&mut tx, altered.id).await.unwrap().remove(0);
        assert_eq!(
            (met.cause, met.met_in.as_str(), met.met_by),
            (Cause::Content, "schedule", None)
        );
        let absent = incident::of(&mut tx, gone.id).await.unwrap().remove(0);
        assert_eq!((absent.cause, absent.seen), (Cause::Absent, None));
        drop(tx);
        // Decided as lost, it is not met again for as long as nothing changes; another change is.
        let ben = officer(&kit, "ben").await;
        incident::decide(&ben, met.id, altered.id, "lost")
            .await
            .unwrap();
        later(&kit);
        reread::some_due(&cx).await.unwrap();
        let open = async || {
            let mut tx = kit.world.db.read().await.unwrap();
            incident::open(&mut tx).await.unwrap()
        };
        assert_eq!(open().await, 1);
        std::fs::write(on_disk(&kit, &altered), b"another change").unwrap();
        later(&kit);
        reread::some_due(&cx).await.unwrap();
        assert_eq!(open().await, 2);
    }
);

on_both!(
    a_row_altered_in_the_database_is_caught_by_gesture_schedule_and_verification,
    crate::capabilities(),
    async |kit: Kit| {
        let ana = officer(&kit, "ana").await;
        let forged = kept(&kit, 1, b"forged").await;
        sealed(&ana, forged.id).await;
        forge(&kit, &store::FORGE_REASON, binds![forged.id, "autre motif"]).await;
        let cut = kept(&kit, 2, b"cut").await;
        sealed(&ana, cut.id).await;
        for position in [3_i64, 2] {
            forge(&kit, &store::CUT_OFF, binds![cut.id, position]).await;
        }
        forge(&kit, &store::HEAD_BACK, binds![cut.id, 1_i64]).await;
        forge(&kit, &store::FORGE_SEAL, binds![cut.id, None::<String>]).await;
        let row = kept(&kit, 3, b"row").await;
        sealed(&ana, row.id).await;
        forge(&kit, &store::FORGE_SEAL, binds![row.id, "PJ 43"]).await;
        let taken = kept(&kit, 4, b"taken out").await;
        forge(&kit, &store::NO_STEPS, binds![taken.id]).await;
        forge(&kit, &store::NO_EXHIBIT, binds![taken.id]).await;
        let wrong = verify::all(&kit.world).await.unwrap().wrong;
        let mut told: Vec<_> = wrong
            .iter()
            .map(|w| (w.exhibit, w.what, w.position))
            .collect();
        told.sort();
        let mut expected = vec![
            (forged.id, "digest", 1),
            (cut.id, "cut-off", 2),
            (row.id, "position", 4),
            (taken.id, "gone", 0),
        ];
        expected.sort();
        assert_eq!(told, expected);
        // A gesture on a broken chain is refused, and an incident stays open.
        let unseal = Gesture::bare(Kind::Unsealed);
        let refused = doing(&ana, forged.id, &unseal).await;
        assert_eq!(refused, Err(NotDone::Chain(Broken::Digest(1))));
        let cx = Cx::platform(&kit.world);
        later(&kit);
        reread::some_due(&cx).await.unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        for id in [forged.id, row.id] {
            let met = incident::of(&mut tx, id).await.unwrap();
            assert_eq!((met.len(), met[0].cause), (1, Cause::Chain));
        }
        let met = incident::of(&mut tx, forged.id).await.unwrap().remove(0);
        drop(tx);
        let by = |cx: &Cx| cx.clone().because("restauré de la sauvegarde");
        let again = incident::decide(&by(&ana), met.id, forged.id, "explained").await;
        assert_eq!(refusal(again), NotDecided::Rule(Refused::SamePerson));
        let ben = officer(&kit, "ben").await;
        let too_soon = incident::decide(&by(&ben), met.id, forged.id, "restored").await;
        assert_eq!(refusal(too_soon), NotDecided::StillDiffers);
        incident::decide(&by(&ben), met.id, forged.id, "explained")
            .await
            .unwrap();
    }
);

on_both!(
    how_it_was_collected_and_challenges_are_steps_too,
    crate::capabilities(),
    async |kit: Kit| {
        let one = kept(&kit, 1, b"the bytes").await;
        let ana = officer(&kit, "ana").await;
        note::note(&ana, one.id, "authority", "unknown")
            .await
            .unwrap();
        note::note(&ana, one.id, "authority", "yes").await.unwrap();
        assert_eq!(
            refusal(note::note(&ana, one.id, "authority", "perhaps").await),
            NotDone::Rule(Refused::NoGround)
        );
        let id = challenge::challenge(&ana, one.id, "la défense")
            .await
            .unwrap();
        assert_eq!(
            refusal(challenge::challenge(&ana, one.id, " ").await),
            NotDone::Rule(Refused::NoGround)
        );
        assert_eq!(
            refusal(challenge::settle(&ana, one.id, Uuid::nil(), "rejected").await),
            NotDone::Rule(Refused::NoChallenge)
        );
        assert_eq!(
            refusal(challenge::settle(&ana, one.id, id, "forgotten").await),
            NotDone::Rule(Refused::NoDecision)
        );
        challenge::settle(&ana, one.id, id, "rejected")
            .await
            .unwrap();
        assert_eq!(
            refusal(challenge::settle(&ana, one.id, id, "upheld").await),
            NotDone::Rule(Refused::NoChallenge)
        );
        let mut tx = kit.world.db.read().await.unwrap();
        let notes = note::of(&mut tx, one.id).await.unwrap();
        assert_eq!(
            (notes.len(), notes["authority"].answer.as_str()),
            (1, "yes")
        );
        let known = challenge::of(&mut tx, one.id).await.unwrap();
        assert_eq!(known[0].outcome.as_deref(), Some("rejected"));
        drop(tx);
        let expected = ["deposited", "noted", "noted", "challenged", "settled"];
        assert_eq!(kinds(&kit, one.id).await, expected);
        assert_eq!(verify::all(&kit.world).await.unwrap().wrong, []);
    }
);

on_both!(
    custody_goes_with_a_file_set_aside_and_with_an_erased_complaint,
    crate::capabilities(),
    async |kit: Kit| {
        let aside = kept(&kit, 1, b"may show").await;
        std::fs::write(on_disk(&kit, &aside), b"altered").unwrap();
        let cx = Cx::platform(&kit.world);
        assert!(
            reread::one(&cx, &aside, "schedule")
                .await
                .unwrap()
                .is_some()
        );
        std::fs::write(on_disk(&kit, &aside), b"may show").unwrap();
        let ana = officer(&kit, "ana").await;
        let within = set_aside::Within::Complaint;
        set_aside::set_aside(&ana, within, aside.complaint, aside.id)
            .await
            .unwrap();
        assert!(steps(&kit, aside.id).await.is_empty());
        let mut tx = kit.world.db.read().await.unwrap();
        let met = incident::of(&mut tx, aside.id).await.unwrap().remove(0);
        assert_eq!((met.expected, met.seen, met.is_open()), (None, None, true));
        drop(tx);
        // Nothing is left to compare: somebody still has to say so, by name.
        let ben = officer(&kit, "ben").await;
        let decide = async |outcome| incident::decide(&ben, met.id, aside.id, outcome).await;
        assert_eq!(refusal(decide("restored").await), NotDecided::StillDiffers);
        decide("lost").await.unwrap();
        assert_eq!(verify::all(&kit.world).await.unwrap().wrong, []);
        let erased = kept(&kit, 2, b"erased").await;
        let event = ComplaintErased {
            complaint: ComplaintId(erased.complaint),
        };
        let mut tx = kit.world.db.write().await.unwrap();
        cx.emit(&mut tx, &Event::ComplaintErased(event))
            .await
            .unwrap();
        tx.execute(&store::ERASE, binds![erased.complaint])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(steps(&kit, erased.id).await.is_empty());
        assert_eq!(verify::all(&kit.world).await.unwrap().wrong, []);
    }
);

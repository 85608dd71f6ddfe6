//! The auditor's check of accesses: what is shown and with which figures, draws that are explained and judged, parts taken out; and
//! that all of it is in the journal.

use faisceau_casework::audit::draw::{self, Refused as NotDrawn};
use faisceau_casework::audit::explain::{self, Refused as NotExplained};
use faisceau_casework::audit::judge::{self, Refused as NotJudged, Verdict};
use faisceau_casework::audit::look::{Found, look};
use faisceau_casework::audit::take_out::{self, Asked, File, Refused as NotTaken};
use faisceau_casework::audit::{Period, store as sql};
use faisceau_casework::capability;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::audit::DAYS_MAX;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::{Actor, Deed};
use faisceau_platform::accounts;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, told};

pub(crate) const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// Monday, in the hours of work.
pub(crate) async fn monday(kit: &Kit) {
    let monday: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    let ahead = monday.as_millisecond() - kit.world.clock.now().as_millisecond();
    kit.world.clock.advance_millis(ahead);
}

/// An account opens a thing so many times, a second apart.
pub(crate) async fn opens(kit: &Kit, account: Uuid, kind: &'static str, thing: Uuid, times: usize) {
    let mut cx = Cx::platform(&kit.world).because("Vérification demandée par Jeanne Exemple");
    cx.actor = Actor::Staff(AccountId(account));
    cx.purpose = Some(Purpose::Intake);
    let deed = match kind {
        "complaint" => Deed::ComplaintRead,
        "draft" => Deed::NarrativeRead,
        _ => Deed::SeriesRead,
    };
    let mut tx = kit.world.db.write().await.unwrap();
    for _ in 0..times {
        kit.world.clock.advance_millis(1_000);
        cx.journal(&mut tx, deed, kind, Some(thing), "{}")
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

pub(crate) fn some(kit: &Kit) -> Uuid {
    kit.world.dice.uuid(kit.world.clock.now())
}

async fn as_staff(kit: &Kit, id: AccountId, purpose: Purpose) -> Cx {
    let mut tx = kit.world.db.read().await.unwrap();
    let staff = accounts::load(&mut tx, id).await.unwrap().unwrap();
    Cx::staff(&kit.world, staff, purpose, Lang::Fr)
}

async fn auditor(kit: &Kit) -> Cx {
    let id = colleague(kit, Role::Auditor, "siege").await;
    as_staff(kit, id, Purpose::Audit).await
}

fn week(kit: &Kit) -> Period {
    Period::before(kit.world.clock.now() - SignedDuration::from_mins(1), 7)
}

async fn found(kit: &Kit, cx: &Cx) -> Found {
    kit.world.clock.advance_millis(2 * MINUTE);
    look(cx, week(kit), 0).await.unwrap()
}

fn refused<T: std::fmt::Debug, R: std::fmt::Debug>(done: Result<T, Error<R>>) -> R {
    match done {
        Err(Error::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

on_both!(
    hours_and_things_opened_again_or_by_many_are_shown_with_their_figures,
    vec![capability()],
    async |kit: Kit| {
        let cx = auditor(&kit).await;
        // Sunday morning.
        let (one, thing, crowded) = (some(&kit), some(&kit), some(&kit));
        opens(&kit, one, "series", thing, 2).await;
        monday(&kit).await;
        opens(&kit, one, "series", thing, 3).await;
        // The parts of a page are no openings of their own, and are consultations all the same.
        opens(&kit, one, "draft", thing, 7).await;
        let shown = found(&kit, &cx).await;
        assert_eq!(shown.off_hours.len(), 1);
        assert_eq!(
            (
                shown.off_hours[0].actor,
                shown.off_hours[0].off,
                shown.off_hours[0].all
            ),
            (one, 2, 12)
        );
        assert_eq!(
            (shown.again, shown.many),
            (vec![], vec![]),
            "five times are few"
        );
        opens(&kit, one, "series", thing, 1).await;
        for _ in 0..5 {
            opens(&kit, some(&kit), "series", crowded, 1).await;
        }
        assert!(
            found(&kit, &cx).await.many.is_empty(),
            "five persons are few"
        );
        opens(&kit, some(&kit), "series", crowded, 2).await;
        let shown = found(&kit, &cx).await;
        assert_eq!(shown.again.len(), 1);
        let again = &shown.again[0];
        assert_eq!(
            (again.actor, again.subject, again.times),
            (Some(one), thing, 6)
        );
        assert!(again.first_at < again.last_at);
        assert_eq!(shown.many.len(), 1);
        let many = &shown.many[0];
        assert_eq!((many.subject, many.readers, many.times), (crowded, 6, 7));
        // What the auditor does is in the journal, and out of the hours it is in this view too.
        kit.world.clock.advance_millis(14 * HOUR);
        found(&kit, &cx).await;
        let shown = found(&kit, &cx).await;
        let own = cx.actor.account().unwrap();
        assert!(
            shown.off_hours.iter().any(|one| one.actor == own),
            "{:?}",
            shown.off_hours
        );
        let looked = told(&kit, "audit.anomalies_read").await;
        assert_eq!(looked.len(), 5);
        assert!(
            looked
                .iter()
                .all(|row| row.actor == Some(own) && row.purpose.as_deref() == Some("audit"))
        );
    }
);

on_both!(
    complaints_of_another_unit_are_shown_unless_the_reader_was_in_charge_then,
    vec![capability()],
    async |kit: Kit| {
        let cx = auditor(&kit).await;
        monday(&kit).await;
        let inside = colleague(&kit, Role::Officer, "lille").await;
        let outside = colleague(&kit, Role::Officer, "paris").await;
        let seed = Seed {
            unit: "lille",
            ..Seed::default()
        };
        let (lille, _) = complaint(&kit, 1, seed).await;
        let (queue, _) = complaint(&kit, 2, Seed::default()).await;
        opens(&kit, inside.0, "complaint", lille.0, 4).await;
        opens(&kit, outside.0, "complaint", queue.0, 4).await;
        assert_eq!(found(&kit, &cx).await.apart, []);
        opens(&kit, outside.0, "complaint", lille.0, 2).await;
        let mut tx = kit.world.db.write().await.unwrap();
        let now = kit.world.clock.now();
        let begun = binds![some(&kit), lille, outside, now];
        tx.execute(&sql::BEGIN_CHARGE, begun).await.unwrap();
        tx.commit().await.unwrap();
        opens(&kit, outside.0, "complaint", lille.0, 5).await;
        let mut tx = kit.world.db.write().await.unwrap();
        let ended = binds![lille, kit.world.clock.now()];
        assert_eq!(tx.execute(&sql::END_CHARGE, ended).await.unwrap(), 1);
        tx.commit().await.unwrap();
        opens(&kit, outside.0, "complaint", lille.0, 1).await;
        let shown = found(&kit, &cx).await.apart;
        assert_eq!(shown.len(), 1);
        let apart = shown[0];
        assert_eq!(
            (apart.actor, apart.times, apart.things, apart.all),
            (outside.0, 3, 1, 12)
        );
    }
);

on_both!(
    who_is_put_in_charge_and_released_leaves_the_time_it_lasted,
    vec![capability()],
    async |kit: Kit| {
        let officer = colleague(&kit, Role::Officer, "lille").await;
        let seed = Seed {
            unit: "lille",
            ..Seed::default()
        };
        let (id, _) = complaint(&kit, 1, seed).await;
        let mut desk = Browser::signed_in(&kit, Role::Officer, "lille").await;
        desk.get(&format!("/dossier/{id}")).await;
        let address = format!("/dossier/{id}/affecter");
        let taken = desk.post(&address, &format!("from=&to={officer}")).await;
        assert!(taken.status.is_redirection(), "{}", taken.status);
        kit.world.clock.advance_millis(10 * MINUTE);
        let given = desk.post(&address, &format!("from={officer}&to=")).await;
        assert!(given.status.is_redirection(), "{}", given.status);
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::CHARGES, binds![]).await.unwrap();
        assert_eq!(rows.len(), 1);
        let (since, until): (Timestamp, Timestamp) =
            (rows[0].get("since").unwrap(), rows[0].get("until").unwrap());
        assert!(until.duration_since(since) >= SignedDuration::from_mins(10));
        assert_eq!(rows[0].get::<Uuid>("account_id").unwrap(), officer.0);
    }
);

on_both!(
    many_things_at_once_are_compared_with_what_is_usual,
    vec![capability()],
    async |kit: Kit| {
        let cx = auditor(&kit).await;
        let one = colleague(&kit, Role::Analyst, "lille").await;
        let other = colleague(&kit, Role::Analyst, "paris").await;
        monday(&kit).await;
        for (account, things) in [(one, 5), (other, 8)] {
            for _ in 0..things {
                opens(&kit, account.0, "series", some(&kit), 1).await;
            }
        }
        kit.world.clock.advance_millis(8 * 24 * HOUR);
        for _ in 0..40 {
            opens(&kit, one.0, "series", some(&kit), 2).await;
        }
        let shown = found(&kit, &cx).await;
        assert_eq!(shown.in_a_day, [], "forty in a day are few");
        assert_eq!(shown.in_an_hour.len(), 1);
        let bulk = shown.in_an_hour[0];
        assert_eq!((bulk.counted.actor, bulk.counted.things), (one.0, 40));
        assert_eq!((bulk.usual, bulk.peers), (Some(5), Some(8)));
    }
);

on_both!(
    accesses_are_drawn_by_a_seed_explained_once_and_judged_once,
    vec![capability()],
    async |kit: Kit| {
        let cx = auditor(&kit).await;
        monday(&kit).await;
        let reader = colleague(&kit, Role::Officer, "lille").await;
        let because = cx.clone().because("Contrôle de novembre");
        let nothing = draw::draw(&because, week(&kit), 5).await;
        assert_eq!(refused(nothing), NotDrawn::Nothing);
        for _ in 0..30 {
            opens(&kit, reader.0, "series", some(&kit), 1).await;
        }
        kit.world.clock.advance_millis(2 * MINUTE);
        let period = week(&kit);
        assert_eq!(
            refused(draw::draw(&cx, period, 5).await),
            NotDrawn::NoReason
        );
        for wanted in [0, 51] {
            let drawn = draw::draw(&because, period, wanted).await;
            assert_eq!(refused(drawn), NotDrawn::Number);
        }
        let now = kit.world.clock.now();
        for unfit in [
            Period::before(now, 7),
            Period {
                from: period.until,
                ..period
            },
            Period {
                from: Timestamp::UNIX_EPOCH,
                ..period
            },
        ] {
            let drawn = draw::draw(&because, unfit, 5).await;
            assert_eq!(refused(drawn), NotDrawn::Period);
        }
        let id = draw::draw(&because, period, 5).await.unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = draw::one(&mut tx, id).await.unwrap().unwrap();
        assert_eq!((kept.among, kept.period), (30, period));
        let again = draw::drawn(&mut tx, period, &kept.seed, kept.among, 5)
            .await
            .unwrap();
        let samples = explain::of_draw(&mut tx, id).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!((again.len(), samples.len()), (5, 5));
        let mine = as_staff(&kit, reader, Purpose::Intake).await;
        let first = samples[0].id;
        assert_eq!(
            refused(explain::explain(&cx, first, "moi").await),
            NotExplained::NotAsked
        );
        let unknown = explain::explain(&mine, some(&kit), "moi").await;
        assert_eq!(refused(unknown), NotExplained::NotAsked);
        assert_eq!(
            refused(explain::explain(&mine, first, " \u{7} ").await),
            NotExplained::NoWords
        );
        let early = judge::judge(&cx, first, Verdict::Enough).await;
        assert_eq!(refused(early), NotJudged::NotAnswered);
        explain::explain(&mine, first, "Relance de la victime")
            .await
            .unwrap();
        assert_eq!(
            refused(explain::explain(&mine, first, "Autre").await),
            NotExplained::Already
        );
        let own = judge::judge(&mine, first, Verdict::Enough).await;
        assert_eq!(refused(own), NotJudged::Own);
        let bare = judge::judge(&cx, first, Verdict::NotEnough).await;
        assert_eq!(refused(bare), NotJudged::NoReason);
        let unknown = judge::judge(&cx, some(&kit), Verdict::Enough).await;
        assert_eq!(refused(unknown), NotJudged::NoSample);
        let lacks = cx.clone().because("Quelle relance ?");
        assert_eq!(
            judge::judge(&lacks, first, Verdict::NotEnough)
                .await
                .unwrap(),
            id
        );
        let twice = judge::judge(&lacks, first, Verdict::Enough).await;
        assert_eq!(refused(twice), NotJudged::Already);
        for (action, times) in [
            ("audit.drawn", 1),
            ("access.explained", 1),
            ("access.judged", 1),
        ] {
            assert_eq!(told(&kit, action).await.len(), times, "{action}");
        }
        assert_eq!(
            told(&kit, "audit.drawn").await[0].reason,
            "Contrôle de novembre"
        );
    }
);

on_both!(
    a_part_of_the_journal_is_given_with_its_digests_and_no_words,
    vec![capability()],
    async |kit: Kit| {
        let cx = auditor(&kit).await;
        monday(&kit).await;
        let (one, other, thing) = (some(&kit), some(&kit), some(&kit));
        opens(&kit, one, "series", thing, 3).await;
        opens(&kit, other, "series", some(&kit), 4).await;
        kit.world.clock.advance_millis(2 * MINUTE);
        let period = week(&kit);
        let asked = |account, subject| Asked {
            period,
            account,
            subject,
        };
        let because = cx.clone().because("Demande de la CNIL");
        let bare = take_out::take_out(&cx, asked(None, None)).await;
        assert_eq!(refused(bare), NotTaken::NoReason);
        let long = Period::before(period.until, DAYS_MAX);
        let long = Period {
            from: long.from - SignedDuration::from_hours(1),
            ..long
        };
        let long = take_out::take_out(
            &because,
            Asked {
                period: long,
                ..asked(None, None)
            },
        )
        .await;
        assert_eq!(refused(long), NotTaken::Period);
        for (account, subject, entries) in [
            (Some(one), None, 3),
            (Some(other), None, 4),
            (None, Some(thing), 3),
            (Some(other), Some(thing), 0),
        ] {
            let id = take_out::take_out(&because, asked(account, subject))
                .await
                .unwrap();
            let csv = take_out::file(&cx, id, File::Csv).await.unwrap();
            let json = take_out::file(&cx, id, File::Json).await.unwrap();
            let manifest = take_out::file(&cx, id, File::Manifest).await.unwrap();
            let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
            assert_eq!(manifest["entries"], entries);
            assert_eq!(manifest["reason"], "Demande de la CNIL");
            for (name, bytes) in [("journal.csv", &csv), ("journal.json", &json)] {
                assert_eq!(manifest["files"][name], hex::encode(Sha256::digest(bytes)));
                let text = String::from_utf8(bytes.clone()).unwrap();
                assert!(
                    !text.contains("Jeanne") && !text.contains("Vérification"),
                    "{text}"
                );
            }
            let rows: Vec<serde_json::Value> = serde_json::from_slice(&json).unwrap();
            assert_eq!(rows.len(), entries);
            let read = csv::Reader::from_reader(&csv[..]).into_records().count();
            assert_eq!(read, entries);
        }
        let id = take_out::take_out(&because, asked(Some(one), None))
            .await
            .unwrap();
        let unknown = take_out::file(&cx, some(&kit), File::Csv).await;
        assert_eq!(refused(unknown), NotTaken::NoExport);
        let mut tx = kit.world.db.write().await.unwrap();
        assert!(
            tx.execute(&store::READDRESS, binds![one, other])
                .await
                .unwrap()
                >= 3
        );
        tx.commit().await.unwrap();
        for file in [File::Csv, File::Json, File::Manifest] {
            let altered = take_out::file(&cx, id, file).await;
            assert_eq!(refused(altered), NotTaken::Altered);
        }
        let taken = told(&kit, "journal.taken_out").await;
        assert_eq!(taken.len(), 4 * 4 + 1);
        assert!(taken.iter().all(|row| row.actor == cx.actor.account()));
    }
);

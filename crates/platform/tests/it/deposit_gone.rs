//! How files go and how many may come: erased with nothing left that tells of them, bounded by a quota, and never
//! taken by the collector while a file refers to them. In clear and encrypted, on both databases.

use faisceau_domain::commitment::commitment;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Actor;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::collect::{self, Collected};
use faisceau_platform::deposit::erase::{self, bound, erase, erased};
use faisceau_platform::deposit::{self, NotReceived};
use faisceau_platform::fault::Error;
use faisceau_platform::testkit::Kit;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::deposit_kit::{
    below, content, deposited, drawn, given, held, holds, of, received, sha256, taken_out, world_of,
};
use crate::store::{BLOBS, COUNT_ERASED, REMOVALS};

each_way_on_both!(
    an_erased_file_leaves_nothing_that_tells_of_it,
    async |kit: Kit| {
        let world = &kit.world;
        let case = drawn(world);
        let (gone, stays) = (content(6, 200_000), content(7, 1_000));
        let id = deposited(world, case, &gone).await;
        deposited(world, case, &gone).await;
        let kept = deposited(world, case, &stays).await;
        let mut tx = world.db.read().await.unwrap();
        let (told, salt) = bound(&mut tx, id).await.unwrap().unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(told, commitment(&salt.unwrap(), &sha256(&gone)));
        let cx = Cx::anyone(world, Actor::Platform, Default::default());
        let refused = erase(&cx, ComplaintId(case), id).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(erase::Refused::NoReason))
        ));
        let cx = cx.because("ordonnance du 22 novembre");
        let refused = erase(&cx, ComplaintId(case), drawn(world)).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(erase::Refused::NoFile))
        ));
        assert_eq!(held(world, case).await.len(), 3, "nothing was done");
        assert_eq!(erase(&cx, ComplaintId(case), id).await.unwrap(), 2);
        let files = held(world, case).await;
        assert_eq!(files.iter().map(|file| file.id).collect::<Vec<_>>(), [kept]);
        assert!(world.deposit.get(&files[0].key()).await.unwrap() == stays);
        let name = deposit::case_key(case, &sha256(&gone));
        assert_eq!(world.deposit.find(&name).await.unwrap(), None);
        let mut tx = world.db.read().await.unwrap();
        let (after, salt) = bound(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(
            (after, salt),
            (told, None),
            "a commitment whose salt is gone"
        );
        let list = erased(&mut tx, Uuid::nil(), 10).await.unwrap();
        assert_eq!(list.len(), 2);
        assert!(list.iter().any(|one| one.file == id && one.case == case));
        let journaled = tx.one(&COUNT_ERASED, binds![]).await.unwrap();
        assert_eq!(journaled.get::<i64>("n").unwrap(), 2);
        let names = tx.all(&BLOBS, binds![]).await.unwrap();
        assert_eq!(names.len(), 1);
        assert!(tx.all(&REMOVALS, binds![]).await.unwrap().is_empty());
        tx.rollback().await.unwrap();
        nothing_tells(&kit, &gone, &name);
        let again = erase(&cx, ComplaintId(case), id).await;
        assert!(matches!(again, Err(Error::Refused(erase::Refused::NoFile))));
    }
);

/// Neither bytes, nor digest, nor name stand in any file of the data folder, the database's own pages included.
fn nothing_tells(kit: &Kit, bytes: &[u8], name: &str) {
    let digest = sha256(bytes);
    let hex = hex::encode(digest);
    let seen: Vec<&[u8]> = vec![
        &bytes[..64],
        &bytes[100_000..100_064],
        &digest,
        hex.as_bytes(),
        name.as_bytes(),
    ];
    for file in below(kit.folder.path()) {
        // What was written ahead is written over in its turn; the base itself is looked at.
        if file.to_string_lossy().ends_with("-wal") {
            continue;
        }
        for trace in &seen {
            assert!(!holds(&file, trace), "{}", file.display());
        }
    }
}

each_way_on_both!(
    a_file_beyond_the_quota_is_told_before_anything_is_lost,
    async |kit: Kit| {
        let mut config = kit.world.config.clone();
        config.storage.stored_bytes_max = 10_000;
        let world = world_of(&kit, config);
        let case = drawn(&world);
        deposited(&world, case, &content(8, 6_000)).await;
        let over = received(&world, &content(9, 6_000)).await;
        assert!(matches!(over, Err(NotReceived::NoRoom)), "{over:?}");
        let huge = received(&world, &vec![1; 50_000_001]).await;
        assert!(
            matches!(huge, Err(NotReceived::TooLarge { .. })),
            "{huge:?}"
        );
        deposited(&world, case, &content(10, 2_000)).await;
        assert_eq!(held(&world, case).await.len(), 2, "what was given stays");
        taken_out(&world, &of(&world, case, &content(8, 6_000)).await).await;
        deposited(&world, case, &content(9, 6_000)).await;
        let used = world.deposit.used().await.unwrap();
        let held: i64 = held(&world, case).await.iter().map(|file| file.bytes).sum();
        assert_eq!(used, u64::try_from(held).unwrap());
        // A disk that must keep more free than it has takes nothing, and says so.
        let mut config = kit.world.config.clone();
        config.limits.free_bytes_min = u64::MAX;
        let full = world_of(&kit, config);
        let refused = received(&full, b"x").await;
        assert!(matches!(refused, Err(NotReceived::NoRoom)), "{refused:?}");
    }
);

each_way_on_both!(
    what_a_process_stopped_in_the_middle_of_goes_after_the_grace,
    async |kit: Kit| {
        let world = &kit.world;
        deposited(world, drawn(world), &content(14, 1_000)).await;
        let files = kit.folder.path().join("files");
        // The names under which the store writes what it has not finished, and never lists.
        for name in ["staging/a#1", "uploads/b/c#12", "receipts/d.pdf#1"] {
            let file = files.join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "half").unwrap();
        }
        let before = world.clock.now() - collect::GRACE;
        let swept = world.deposit.sweep_unfinished(before).await;
        assert_eq!((swept.unwrap(), below(&files).len()), (0, 4), "too young");
        let later = "2100-01-01T00:00:00Z".parse().unwrap();
        let swept = world.deposit.sweep_unfinished(later).await;
        assert_eq!((swept.unwrap(), below(&files).len()), (3, 1));
    }
);

each_way_on_both!(
    the_collector_takes_what_nothing_names_after_its_grace,
    async |kit: Kit| {
        let world = &kit.world;
        let case = drawn(world);
        let grace = collect::GRACE;
        let kept = deposited(world, case, &content(11, 1_000)).await;
        // Received, and the transaction that would have kept it did not end.
        let left = received(world, &content(12, 1_000)).await.unwrap();
        let mut tx = world.db.write().await.unwrap();
        deposit::keep(world, &mut tx, case, &left, "x")
            .await
            .unwrap();
        tx.rollback().await.unwrap();
        world
            .deposit
            .put("papers/p.pdf", content(13, 500))
            .await
            .unwrap();
        let files = kit.folder.path().join("files");
        assert_eq!(below(&files).len(), 3);
        assert_eq!(
            collect::collect(world, grace).await.unwrap(),
            Collected::default(),
            "too young"
        );
        world.clock.set("2100-01-01T00:00:00Z".parse().unwrap());
        let marked = collect::collect(world, grace).await.unwrap();
        assert_eq!(
            marked,
            Collected {
                marked: 1,
                deleted: 0
            }
        );
        assert_eq!(below(&files).len(), 3, "marked, not taken");
        world.clock.advance_millis(grace.as_millis() as i64 + 1);
        let taken = collect::collect(world, grace).await.unwrap();
        assert_eq!(
            taken,
            Collected {
                marked: 0,
                deleted: 1
            }
        );
        assert_eq!(below(&files).len(), 2);
        assert_eq!(held(world, case).await[0].id, kept);
        assert_eq!(
            world.deposit.get("papers/p.pdf").await.unwrap(),
            content(13, 500)
        );
    }
);

each_way_on_both!(
    a_mark_is_taken_away_by_whoever_gives_the_same_bytes,
    async |kit: Kit| {
        let world = &kit.world;
        let case = drawn(world);
        let bytes = content(14, 2_000);
        let left = received(world, &bytes).await.unwrap();
        let mut tx = world.db.write().await.unwrap();
        deposit::keep(world, &mut tx, case, &left, "x")
            .await
            .unwrap();
        tx.rollback().await.unwrap();
        world.clock.set("2100-01-01T00:00:00Z".parse().unwrap());
        let none = SignedDuration::ZERO;
        assert_eq!(collect::collect(world, none).await.unwrap().marked, 1);
        deposited(world, case, &bytes).await;
        collect::collect(world, none).await.unwrap();
        collect::collect(world, none).await.unwrap();
        let file = &held(world, case).await[0];
        assert!(world.deposit.get(&file.key()).await.unwrap() == bytes);
    }
);

each_way_on_both!(
    no_referenced_blob_is_taken_whatever_happens_at_once,
    async |kit: Kit| {
        let world = &kit.world;
        world.clock.set("2100-01-01T00:00:00Z".parse().unwrap());
        let case = drawn(world);
        let bytes = content(15, 3_000);
        let mut tasks = tokio::task::JoinSet::new();
        // The same bytes come and go while two collectors without any patience run.
        for _ in 0..4 {
            let (world, bytes) = (world.clone(), bytes.clone());
            tasks.spawn(async move {
                for turn in 0..12 {
                    // Refused at worst, and then given again: never acknowledged and lost.
                    while given(&world, case, &bytes).await.is_err() {}
                    let files = held(&world, case).await;
                    if let Some(file) = files.first().filter(|_| turn % 3 != 2) {
                        let mut tx = world.db.write().await.unwrap();
                        deposit::take_out(&world, &mut tx, file).await.unwrap();
                        tx.commit().await.unwrap();
                    }
                }
            });
        }
        for _ in 0..2 {
            let world = world.clone();
            tasks.spawn(async move {
                for _ in 0..30 {
                    collect::collect(&world, SignedDuration::ZERO)
                        .await
                        .unwrap();
                }
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
        let files = held(world, case).await;
        assert!(!files.is_empty(), "some were left");
        for file in &files {
            assert!(world.deposit.get(&file.key()).await.unwrap() == bytes);
        }
        for _ in 0..2 {
            collect::collect(world, SignedDuration::ZERO).await.unwrap();
        }
        assert!(world.deposit.get(&files[0].key()).await.unwrap() == bytes);
        for file in &files {
            taken_out(world, file).await;
        }
        for _ in 0..2 {
            collect::collect(world, SignedDuration::ZERO).await.unwrap();
        }
        assert!(
            below(&kit.folder.path().join("files")).is_empty(),
            "nothing is left behind"
        );
    }
);

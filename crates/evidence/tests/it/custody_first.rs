//! How files come into custody: the first step of each says who gave it and by which way; files from before are
//! adopted once.

use crate::custody_kept::{forge, id_of, journal, officer, steps};
use crate::store;
use crate::world::{answers, complaint};
use faisceau_domain::event::{Channel, ComplaintFiled, Event};
use faisceau_domain::id::{ComplaintId, ReceiptId};
use faisceau_domain::journal::Actor;
use faisceau_evidence::custody::{adopt, verify};
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

/// A file of a draft, as it lies before the draft is filed.
async fn of_draft(kit: &Kit, case: Uuid, name: &str, bytes: &[u8]) -> Uuid {
    let world = &kit.world;
    let bytes = bytes::Bytes::copy_from_slice(bytes);
    let chunks = futures_util::stream::iter(vec![Ok::<_, std::io::Error>(bytes)]);
    let staging = world.dice.uuid(world.clock.now());
    let received = world
        .deposit
        .receive(staging, chunks, 1 << 20)
        .await
        .unwrap();
    let mut tx = world.db.write().await.unwrap();
    let file = deposit::keep(world, &mut tx, case, &received, name)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    file
}

async fn file(kit: &Kit, cx: &Cx, case: Uuid, channel: Channel) {
    let filed = ComplaintFiled {
        complaint: ComplaintId(case),
        receipt: ReceiptId(case),
        form_type: "sextortion".to_owned(),
        channel,
        officer: None,
    };
    let mut tx = kit.world.db.write().await.unwrap();
    cx.emit(&mut tx, &Event::ComplaintFiled(filed))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both!(
    each_file_filed_becomes_an_exhibit_that_says_who_gave_it_and_how,
    crate::capabilities(),
    async |kit: Kit| {
        let case = complaint(&kit, 1, "lille", &answers("adult")).await;
        let by_form = of_draft(&kit, case, "a.png", b"one").await;
        let by_phone = of_draft(&kit, case, "b.png", b"two").await;
        let now = kit.world.clock.now();
        forge(&kit, &store::TELEPHONED, binds![case, [3_u8; 32], now]).await;
        forge(&kit, &store::TELEPHONE_GAVE, binds![case, by_phone]).await;
        let victim = Cx::anyone(&kit.world, Actor::Victim, faisceau_domain::Lang::Fr);
        file(&kit, &victim, case, Channel::Online).await;
        let first = steps(&kit, by_form).await.remove(0);
        assert_eq!((first.quality.as_str(), first.person), ("victim", None));
        assert_eq!(first.told().way.as_deref(), Some("online"));
        assert!(first.told().received_at.is_some());
        let first = steps(&kit, by_phone).await.remove(0);
        assert_eq!(first.quality, "telephone");
        let ana = officer(&kit, "ana").await;
        let at_desk = complaint(&kit, 2, "lille", &answers("adult")).await;
        let by_officer = of_draft(&kit, at_desk, "c.png", b"three").await;
        file(&kit, &ana, at_desk, Channel::Counter).await;
        let first = steps(&kit, by_officer).await.remove(0);
        assert_eq!(
            (first.quality.as_str(), first.place.as_str()),
            ("officer", "lille")
        );
        assert_eq!(first.person, Some(id_of(&ana).0));
        assert_eq!(first.tool, "faisceau");
        // Each step is in the journal with its digest, in the same transaction.
        let entries = journal(&kit).await;
        assert_eq!(entries.len(), 3);
        assert!(
            entries[2].1.contains(&hex::encode(first.digest)),
            "{entries:?}"
        );
        assert_eq!(verify::all(&kit.world).await.unwrap().wrong, []);
    }
);

on_both!(
    files_from_before_are_adopted_at_first_sight_once_and_said_so,
    crate::capabilities(),
    async |kit: Kit| {
        let case = complaint(&kit, 1, "lille", &answers("adult")).await;
        let old = of_draft(&kit, case, "a.png", b"from before").await;
        let nobodys = kit.world.dice.uuid(kit.world.clock.now());
        let draft = of_draft(&kit, nobodys, "b.png", b"of a draft").await;
        let cx = Cx::platform(&kit.world);
        assert_eq!(adopt::found(&cx).await.unwrap(), 1);
        assert_eq!(adopt::found(&cx).await.unwrap(), 0);
        let first = steps(&kit, old).await.remove(0);
        assert_eq!(first.told().way.as_deref(), Some("found"));
        assert_eq!((first.quality.as_str(), first.person), ("platform", None));
        assert!(
            steps(&kit, draft).await.is_empty(),
            "a draft's file is no exhibit"
        );
    }
);

//! Two complaints joined as one case: what both tell is the case's, and the series counts one; taken
//! apart, everything is as it was.

use crate::desk::the_series;
use crate::store;
use crate::world::{Filed, linked};
use faisceau_domain::event::{ComplaintsJoined, ComplaintsParted, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::catalogue::{self, figures};
use faisceau_series::evidence::{evidence, of_complaint};
use faisceau_series::run::link_until_idle;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The only series: who is in it, what it lost, and each value with how many use it.
async fn seen(kit: &Kit) -> (BTreeSet<Uuid>, Vec<(String, i64)>, Vec<(String, i64)>) {
    let (id, _) = the_series(kit).await;
    let mut tx = kit.world.db.read().await.unwrap();
    let members = catalogue::members(&mut tx, id, None, 10).await.unwrap();
    let members: BTreeSet<Uuid> = members.iter().map(|member| member.complaint).collect();
    let losses = figures(&mut tx, id).await.unwrap().losses;
    let found = evidence(&mut tx, id).await.unwrap();
    let found = found.values.iter();
    let values = found.map(|value| (value.value.key.to_string(), value.here));
    (members, losses, values.collect())
}

on_both!(
    what_two_complaints_of_one_case_tell_is_counted_once,
    crate::capabilities(),
    async |kit: Kit| {
        let world = vec![
            Filed::with_emails(1, &["a", "c"]),
            Filed::with_emails(2, &["a", "b"]),
            Filed::with_emails(3, &["a", "b", "c"]),
        ];
        linked(&kit, &world).await;
        let mut tx = kit.world.db.write().await.unwrap();
        for filed in &world {
            let row = binds![filed.id, "{}", "import", 10_000_i64, "EUR"];
            tx.execute(&store::TELL, row).await.unwrap();
            let mark = binds![filed.id, kit.world.clock.now()];
            tx.execute(&store::MARK_COMPLAINT, mark).await.unwrap();
        }
        tx.commit().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        let before = seen(&kit).await;
        let all: BTreeSet<Uuid> = world.iter().map(|filed| filed.id).collect();
        assert_eq!(before.0, all);
        assert_eq!(before.1, [("EUR".to_owned(), 30_000)]);

        let pair = Uuid::from_u128(77);
        let (case, appendix) = (ComplaintId(world[0].id), ComplaintId(world[1].id));
        let cx = Cx::platform(&kit.world);
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::JOIN, binds![pair, case, appendix])
            .await
            .unwrap();
        let joined = Event::ComplaintsJoined(ComplaintsJoined { case, appendix });
        cx.emit(&mut tx, &joined).await.unwrap();
        tx.commit().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        let (members, losses, values) = seen(&kit).await;
        assert_eq!(members, BTreeSet::from([world[0].id, world[2].id]));
        assert_eq!(losses, [("EUR".to_owned(), 20_000)], "the loss counts once");
        let twice = |letter: &str| (format!("{letter}@exemple.fr"), 2);
        for letter in ["a", "b", "c"] {
            assert!(values.contains(&twice(letter)), "{letter}: {values:?}");
        }
        let mut tx = kit.world.db.read().await.unwrap();
        let own = of_complaint(&mut tx, appendix.0).await.unwrap();
        assert_eq!(own.len(), 2, "an appendix still shows what it tells");
        tx.rollback().await.unwrap();

        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::APART, binds![pair]).await.unwrap();
        let parted = Event::ComplaintsParted(ComplaintsParted { case, appendix });
        cx.emit(&mut tx, &parted).await.unwrap();
        tx.commit().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(seen(&kit).await, before);
    }
);

//! Figures learned from decisions are proposed with their effect, never applied; erased complaints
//! teach nothing.

use crate::obey::{decide, withdraw};
use crate::store;
use crate::world::{Filed, linked, partition};
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_linkage::{Judged, Kind};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::noise::figures;
use faisceau_series::parameters::learn::{self, Lesson, learn, lesson};
use faisceau_series::parameters::propose::Origin;
use faisceau_series::parameters::{in_force, proposals};
use faisceau_series::run::link_until_idle;
use uuid::Uuid;

async fn now(kit: &Kit) -> Lesson {
    let mut tx = kit.world.db.read().await.unwrap();
    lesson(&mut tx).await.unwrap()
}

/// Pairs that share an address each; the first two are confirmed, the third said to be apart.
async fn taught(kit: &Kit) -> Vec<Filed> {
    let world: Vec<Filed> = (0..6)
        .map(|n| Filed::with_emails(n, &[&format!("p{}", n / 2)]))
        .collect();
    linked(kit, &world).await;
    let id = |n: usize| world[n].id;
    decide(kit, 1, "confirm", [&[id(0), id(1)], &[]]).await;
    decide(kit, 2, "confirm", [&[id(2), id(3)], &[]]).await;
    decide(kit, 3, "split", [&[id(4)], &[id(5)]]).await;
    link_until_idle(&kit.world).await.unwrap();
    world
}

async fn erase(kit: &Kit, id: Uuid) {
    let cx = Cx::platform(&kit.world);
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::ERASE, binds![id]).await.unwrap();
    let complaint = ComplaintId(id);
    let erased = Event::ComplaintErased(ComplaintErased { complaint });
    cx.emit(&mut tx, &erased).await.unwrap();
    tx.commit().await.unwrap();
    link_until_idle(&kit.world).await.unwrap();
}

on_both!(
    what_is_learned_is_proposed_with_its_effect_and_nothing_else,
    crate::capabilities(),
    async |kit: Kit| {
        taught(&kit).await;
        let before = partition(&kit).await;
        let cx = Cx::platform(&kit.world);
        let (lesson, proposed) = learn(&cx).await.unwrap();
        let email = Judged {
            owned: 2,
            shared: 1,
        };
        assert_eq!(*lesson.judged.get(Kind::Email), email);
        assert_eq!((lesson.decisions, lesson.complaints), (3, 6));
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, before);
        let mut tx = kit.world.db.read().await.unwrap();
        assert!(in_force(&mut tx).await.unwrap().adopted_at.is_none());
        let kept = proposals::one(&mut tx, proposed.id).await.unwrap().unwrap();
        assert_eq!(kept.origin, Origin::Learned);
        let prior = kept.figures.unwrap().kinds.get(Kind::Email).prior;
        let was = figures().kinds.get(Kind::Email).prior;
        assert!(prior < was, "one in three was wrong: {prior} {was}");
        assert_eq!(kept.version, figures().version + 1);
        let basis = kept.basis.unwrap();
        assert!(basis.contains("\"email\":[2,1]"), "{basis}");
    }
);

on_both!(
    an_erased_complaint_and_a_withdrawn_decision_teach_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        let world = taught(&kit).await;
        let three = *now(&kit).await.judged.get(Kind::Email);
        assert_eq!((three.owned, three.shared), (2, 1));
        erase(&kit, world[5].id).await;
        let two = now(&kit).await;
        let email = *two.judged.get(Kind::Email);
        assert_eq!((email.owned, email.shared), (2, 0));
        assert_eq!(two.complaints, 5);
        withdraw(&kit, Uuid::from_u128(0xdec1_de00 + 2)).await;
        let one = *now(&kit).await.judged.get(Kind::Email);
        assert_eq!((one.owned, one.shared), (1, 0));
        erase(&kit, world[0].id).await;
        let cx = Cx::platform(&kit.world);
        let nothing = learn(&cx).await.unwrap_err();
        assert!(matches!(
            nothing,
            Error::Refused(learn::Refused::NothingJudged)
        ));
    }
);

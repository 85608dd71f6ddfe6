//! Everything linked again: equal to what is stored, or told; and figures that come in force only
//! when a person says so.

use crate::desk::sign_in;
use crate::store;
use crate::world::{Filed, expected, file, linked, partition};
use faisceau_domain::access::{Purpose, Role};
use faisceau_linkage::Figures;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::noise::figures;
use faisceau_series::parameters::propose::{self, Origin, Proposed, propose};
use faisceau_series::parameters::relink::{Relinked, relink};
use faisceau_series::parameters::{State, adopt, in_force, proposals, refuse};
use faisceau_series::run::Worker;
use uuid::Uuid;

/// Two series, and complaints that are in none.
fn two_series() -> Vec<Filed> {
    let mut world: Vec<Filed> = (0..4).map(|n| Filed::with_emails(n, &["a"])).collect();
    world.extend((4..7).map(|n| Filed::with_emails(n, &["b", "c"])));
    world.push(Filed::with_emails(7, &["d"]));
    world
}

/// The next version, under which nothing links by one value.
fn stricter() -> Figures {
    let mut figures = figures().clone();
    figures.version += 1;
    figures.link = 5_000;
    figures.join = [5_000; 2];
    figures
}

async fn again(kit: &Kit) -> Relinked {
    let cx = Cx::platform(&kit.world);
    relink(&cx, figures().clone()).await.unwrap()
}

async fn proposed(kit: &Kit, figures: Figures) -> Proposed {
    let cx = Cx::platform(&kit.world);
    propose(&cx, figures, Origin::File, None).await.unwrap()
}

async fn analyst(kit: &Kit, unit: &str) -> Cx {
    let person = sign_in(kit, Role::Analyst, Purpose::Linkage, unit).await;
    person.cx(kit)
}

on_both!(
    what_is_stored_is_what_the_complaints_give,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &two_series()).await;
        let found = again(&kit).await;
        assert!(found.differences.is_none(), "{found:?}");
        assert_eq!((found.complaints, found.waiting), (8, 0));
        assert_eq!((found.series, found.values), ([2, 2], 3));
        file(&kit, &Filed::with_emails(8, &["a"])).await;
        assert_eq!(again(&kit).await.waiting, 1);
    }
);

on_both!(
    what_is_stored_and_should_not_be_is_told,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_series();
        linked(&kit, &world).await;
        let mut tx = kit.world.db.write().await.unwrap();
        let lost = binds![world[0].id];
        tx.execute(&store::LOSE_MEMBERS, lost).await.unwrap();
        tx.execute(&store::LOSE_CLASS, binds!["b@exemple.fr"])
            .await
            .unwrap();
        tx.execute(&store::RECLASS, binds!["c@exemple.fr"])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let found = again(&kit).await.differences;
        assert_eq!(
            (found.moved, found.grew, found.values),
            (1, 1, 2),
            "{found:?}"
        );
        assert_eq!(found.sample[0].sizes, [3, 4]);
        let found = again(&kit).await.differences;
        assert_eq!(found.moved, 1, "nothing was written");
    }
);

on_both!(
    figures_come_in_force_when_a_person_adopts_them,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_series();
        for filed in &world {
            file(&kit, filed).await;
        }
        let mut worker = Worker::new(&kit.world);
        worker.until_idle().await.unwrap();
        let before = partition(&kit).await;
        let Proposed { id, effect } = proposed(&kit, stricter()).await;
        assert_eq!(effect.series, [2, 0]);
        assert_eq!(
            (effect.differences.dissolved, effect.differences.moved),
            (2, 7)
        );
        worker.until_idle().await.unwrap();
        assert_eq!(partition(&kit).await, before, "a proposal changes nothing");

        let cx = analyst(&kit, "lille").await;
        let refused = adopt::adopt(&cx, id).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(adopt::Refused::NoReason)));
        let platform = Cx::platform(&kit.world).because("essai");
        let refused = adopt::adopt(&platform, id).await.unwrap_err();
        assert!(matches!(
            refused,
            Error::Refused(adopt::Refused::NobodysDecision)
        ));
        let cx = cx.because("Essai de seuil");
        adopt::adopt(&cx, id).await.unwrap();
        // One more arrives: the linker takes the new figures, and everything again.
        file(&kit, &Filed::with_emails(9, &["e"])).await;
        worker.until_idle().await.unwrap();
        worker.leave().await.unwrap();
        assert!(partition(&kit).await.is_empty());
        let cx_platform = Cx::platform(&kit.world);
        let found = relink(&cx_platform, stricter()).await.unwrap();
        assert!(found.differences.is_none(), "{found:?}");

        let mut tx = kit.world.db.read().await.unwrap();
        let now = in_force(&mut tx).await.unwrap();
        assert_eq!(now.figures, stricter());
        let kept = proposals::one(&mut tx, id).await.unwrap().unwrap();
        assert_eq!(kept.state, State::Adopted);
        assert_eq!(kept.decided.unwrap().reason, "Essai de seuil");
        let rows = tx.all(&store::JOURNAL, binds!["parameters"]).await.unwrap();
        let actions: Vec<String> = rows.iter().map(|r| r.get("action").unwrap()).collect();
        assert_eq!(actions, ["parameters.proposed", "parameters.adopted"]);
        drop(tx);
        let twice = adopt::adopt(&cx, id).await.unwrap_err();
        assert!(matches!(twice, Error::Refused(adopt::Refused::Settled)));
    }
);

on_both!(
    a_refused_proposal_and_an_outdated_one_change_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_series();
        linked(&kit, &world).await;
        let cx = analyst(&kit, "lille").await.because("Trop strict");
        let refused = proposed(&kit, stricter()).await.id;
        refuse::refuse(&cx, refused).await.unwrap();
        let late = adopt::adopt(&cx, refused).await.unwrap_err();
        assert!(matches!(late, Error::Refused(adopt::Refused::Settled)));

        let first = proposed(&kit, stricter()).await.id;
        let mut other = stricter();
        other.version += 1;
        let second = proposed(&kit, other).await.id;
        adopt::adopt(&cx, first).await.unwrap();
        let outdated = adopt::adopt(&cx, second).await.unwrap_err();
        assert!(matches!(outdated, Error::Refused(adopt::Refused::Outdated)));
        let none = adopt::adopt(&cx, Uuid::nil()).await.unwrap_err();
        assert!(matches!(none, Error::Refused(adopt::Refused::NoProposal)));

        let platform = Cx::platform(&kit.world);
        let taken = propose(&platform, stricter(), Origin::File, None).await;
        assert!(matches!(
            taken,
            Err(Error::Refused(propose::Refused::VersionTaken { .. }))
        ));
        let mut wrong = stricter();
        wrong.version += 5;
        wrong.sample = 0;
        let wrong = propose(&platform, wrong, Origin::File, None).await;
        assert!(matches!(
            wrong,
            Err(Error::Refused(propose::Refused::OutOfBounds(_)))
        ));
        assert_eq!(partition(&kit).await, expected(&world));
    }
);

on_both!(
    two_people_who_adopt_at_once_do_not_both_succeed,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &two_series()).await;
        let mut ids = Vec::new();
        for more in 0..2 {
            let mut figures = stricter();
            figures.version += more;
            ids.push(proposed(&kit, figures).await.id);
        }
        let first = analyst(&kit, "lille").await.because("Un");
        let second = analyst(&kit, "brest").await.because("Deux");
        let ends = tokio::join!(adopt::adopt(&first, ids[0]), adopt::adopt(&second, ids[1]));
        let adopted = [ends.0, ends.1].iter().filter(|end| end.is_ok()).count();
        assert_eq!(adopted, 1);
    }
);

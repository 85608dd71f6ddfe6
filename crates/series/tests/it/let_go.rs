//! What was read in an exhibit leaves the values when the exhibit is set aside.

use crate::store;
use crate::world::{Filed, file};
use faisceau_domain::event::{Event, ExhibitSetAside, FoundValue, IdentifiersFound};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_identifiers::{Kind, Role, parse};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::run::Worker;

on_both!(
    what_was_read_in_an_exhibit_goes_when_it_is_set_aside,
    crate::capabilities(),
    async |kit: Kit| {
        let world: Vec<Filed> = (0..2).map(|n| Filed::with_emails(n, &["a"])).collect();
        for filed in &world {
            file(&kit, filed).await;
        }
        let mut worker = Worker::new(&kit.world);
        worker.until_idle().await.unwrap();
        let cx = Cx::platform(&kit.world);
        let exhibit = kit.world.dice.uuid(kit.world.clock.now());
        let value = FoundValue {
            identifier: parse(Kind::Email, "photo@exemple.fr").unwrap(),
            raw: "photo@exemple.fr".to_owned(),
            role: Role::Offender,
            source: "text".to_owned(),
        };
        let found = IdentifiersFound {
            subject_kind: "exhibit",
            subject: exhibit,
            values: vec![value],
            count: 1,
        };
        let mut tx = kit.world.db.write().await.unwrap();
        cx.emit(&mut tx, &Event::IdentifiersFound(found))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let held = async |subject| {
            let mut tx = kit.world.db.read().await.unwrap();
            tx.all(&store::USES, binds![subject]).await.unwrap().len()
        };
        assert_eq!(held(exhibit).await, 1);
        for turn in [1, 0] {
            let mut tx = kit.world.db.write().await.unwrap();
            let aside = ExhibitSetAside {
                complaint: ComplaintId(world[0].id),
                exhibit: ExhibitId(exhibit),
            };
            cx.emit(&mut tx, &Event::ExhibitSetAside(aside))
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(held(exhibit).await, 0);
            // Its complaint is looked at again once, and not when nothing of it was held.
            assert_eq!(worker.until_idle().await.unwrap(), turn);
        }
        assert_eq!(held(world[0].id).await, 1, "what the victim typed stays");
    }
);

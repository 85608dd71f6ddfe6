//! Linking through the database: the same groups as the pure rule, in whatever order complaints
//! come, and a history of what happened to each series.

use crate::store;
use crate::world::{Chance, Filed, day, expected, file, linked, partition, turned, values};
use faisceau_identifiers::{Kind, Role};
use faisceau_linkage::{Class, Reason};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::hold::Held;
use faisceau_series::link::Linking;
use faisceau_series::run::Worker;
use std::collections::BTreeSet;
use uuid::Uuid;

async fn hold(kit: &Kit, holder: u128) -> Option<Held> {
    let holder = Uuid::from_u128(holder);
    Held::take(&kit.world, holder).await.unwrap()
}

async fn told(kit: &Kit) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::EVENTS, binds![]).await.unwrap();
    rows.iter().map(|row| row.get("payload").unwrap()).collect()
}

const HEADINGS: [&str; 5] = ["romance", "fake_shop", "sextortion", "rental", "parcel"];

/// Complaints over a few dozen values, some used by one, most by a few, one by too many.
fn random_world(chance: &mut Chance, number: u32) -> Vec<Filed> {
    let complaints = 30 + chance.below(40);
    (0..complaints)
        .map(|n| {
            let n = u32::try_from(n).unwrap();
            let mut filed = Filed::with_emails(number * 1_000 + n, &[]);
            filed.received_at = day(u32::try_from(chance.below(60)).unwrap());
            filed = filed.headed(HEADINGS[chance.below(HEADINGS.len())]);
            for _ in 0..chance.below(4) {
                let value = chance.below(6) * chance.below(12) + chance.below(9);
                let raw = format!("w{number}v{value}@exemple.fr");
                let role = if chance.below(8) == 0 {
                    Role::Victim
                } else {
                    Role::Offender
                };
                filed = filed.and(Kind::Email, &raw, role);
            }
            if chance.below(5) == 0 {
                let raw = format!("instagram:pseudo{number}x{}", chance.below(5));
                filed = filed.and(Kind::Handle, &raw, Role::Unknown);
            }
            if chance.below(2) == 0 {
                let raw = format!("partout{number}@exemple.fr");
                filed = filed.and(Kind::Email, &raw, Role::Unknown);
            }
            filed
        })
        .collect()
}

/// Key, class, reason; users, hundredths of a bit, corroborated.
type Classed = (String, String, String, i64, Option<i64>, Option<i64>);

async fn classes(kit: &Kit) -> BTreeSet<Classed> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::CLASSES, binds![]).await.unwrap();
    let read = rows.iter().map(|row| {
        (
            row.get("link_key").unwrap(),
            row.get("class").unwrap(),
            row.get("reason").unwrap(),
            row.get("users").unwrap(),
            row.get("bits").unwrap(),
            row.get("corroborated").unwrap(),
        )
    });
    read.collect()
}

on_both!(
    any_order_gives_the_groups_of_the_whole,
    crate::capabilities(),
    async |kit: Kit| {
        let mut chance = Chance(0x5EED_0001);
        let mut everything: Vec<Filed> = Vec::new();
        let cx = Cx::platform(&kit.world);
        for number in 0..8 {
            let mut world = random_world(&mut chance, number);
            chance.shuffle(&mut world);
            let mut held = hold(&kit, u128::from(number)).await.unwrap();
            let (mut linking, _) = Linking::load(&cx, &mut held).await.unwrap();
            for filed in &world {
                file(&kit, filed).await;
                // Sometimes one by one, sometimes several at once, never in order of arrival.
                if chance.below(3) == 0 {
                    let limit = i64::try_from(1 + chance.below(9)).unwrap();
                    (linking, _) = turned(linking, &cx, &mut held, limit).await.unwrap();
                }
            }
            while let (after, 1..) = turned(linking, &cx, &mut held, 3).await.unwrap() {
                linking = after;
            }
            held.give_back(&kit.world).await.unwrap();
            everything.extend(world);
        }
        assert_eq!(partition(&kit).await, expected(&everything));
        let whole = values(&everything);
        let rows = whole.iter().map(|weighed| {
            let corroborated = match weighed.reason {
                Reason::Agrees { corroborated, .. }
                | Reason::AgreesTooLittle { corroborated, .. }
                | Reason::Disagrees { corroborated, .. } => Some(i64::from(corroborated)),
                _ => None,
            };
            (
                weighed.value.key.to_string(),
                weighed.class.code().to_owned(),
                weighed.reason.code().to_owned(),
                i64::try_from(weighed.tally.users).unwrap(),
                corroborated.and(weighed.bits).map(|bits| i64::from(bits.0)),
                corroborated,
            )
        });
        assert_eq!(classes(&kit).await, rows.collect());
        for class in [Class::Link, Class::Shared] {
            let seen = whole.iter().filter(|weighed| weighed.class == class);
            assert!(
                seen.count() > 5,
                "the worlds hold values of class {class:?}"
            );
        }
    }
);

on_both!(
    a_series_forms_grows_and_keeps_its_reference,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &[Filed::with_emails(1, &["a"])]).await;
        assert!(
            partition(&kit).await.is_empty(),
            "one complaint is no series"
        );
        linked(&kit, &[Filed::with_emails(2, &["a", "b"])]).await;
        // What happens at the same instant is told in no order.
        kit.world.clock.advance_millis(1);
        linked(&kit, &[Filed::with_emails(3, &["b"])]).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::SERIES, binds![]).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].get::<i64>("size").unwrap(), 3);
        let reference: String = rows[0].get("reference").unwrap();
        assert!(reference.starts_with("SER-2026-"), "{reference}");
        let told = told(&kit).await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("\"formed\":{\"from\":[]}") && told[0].contains("\"size\":2"));
        assert!(told[1].contains("\"grew\"") && told[1].contains("\"size\":3"));
        let journal = tx.all(&store::JOURNAL, binds!["series"]).await.unwrap();
        let actions: Vec<String> = journal.iter().map(|r| r.get("action").unwrap()).collect();
        assert_eq!(actions, ["series.formed", "series.grew"]);
    }
);

on_both!(
    the_smaller_series_ends_in_the_larger,
    crate::capabilities(),
    async |kit: Kit| {
        let small = [1, 2].map(|n| Filed::with_emails(n, &["a"]));
        linked(&kit, &small).await;
        let large = [3, 4, 5].map(|n| Filed::with_emails(n, &["b"]));
        linked(&kit, &large).await;
        let before = kit.world.clock.now();
        kit.world.clock.advance_millis(1_000);
        linked(&kit, &[Filed::with_emails(6, &["a", "b"])]).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::SERIES, binds![]).await.unwrap();
        assert_eq!(rows.len(), 2);
        let (first, second) = (&rows[0], &rows[1]);
        assert_eq!(first.get::<i64>("size").unwrap(), 0);
        assert_eq!(second.get::<i64>("size").unwrap(), 6);
        assert!(first.get::<Option<i64>>("ended_at").unwrap().is_some());
        assert_eq!(
            first.get::<Option<Uuid>>("successor").unwrap(),
            Some(second.get("id").unwrap())
        );
        let rows = tx.all(&store::JOINED, binds![]).await.unwrap();
        let since = rows.iter().map(|row| row.get("joined_at").unwrap());
        let since: Vec<jiff::Timestamp> = since.collect();
        assert_eq!(
            since.iter().filter(|at| **at == before).count(),
            3,
            "{since:?}"
        );
        assert_eq!(
            since.iter().filter(|at| **at > before).count(),
            3,
            "{since:?}"
        );
        let told = told(&kit).await;
        assert!(
            told.iter().any(|event| event.contains("\"merged\"")),
            "{told:?}"
        );
    }
);

/// Two pairs that share an address each, then complaints that have nothing in common; and one
/// more address that all of them use.
fn with_one_for_all(count: u32) -> Vec<Filed> {
    let one = |n: u32| {
        let own = if n < 4 { n / 2 } else { n };
        let heading = HEADINGS[usize::try_from(own).unwrap() % HEADINGS.len()];
        Filed::with_emails(n, &["partout", &format!("propre{own}")]).headed(heading)
    };
    (0..count).map(one).collect()
}

async fn class_of_all(kit: &Kit) -> String {
    let everybodys = "partout@exemple.fr";
    let rows = classes(kit).await;
    let row = rows.into_iter().find(|row| row.0 == everybodys);
    row.unwrap().1
}

on_both!(
    a_value_whose_users_agree_on_nothing_else_splits_again,
    crate::capabilities(),
    async |kit: Kit| {
        let world = with_one_for_all(40);
        linked(&kit, &world[..4]).await;
        assert_eq!(class_of_all(&kit).await, "link");
        assert_eq!(partition(&kit).await.len(), 1);
        linked(&kit, &world[4..]).await;
        assert_eq!(class_of_all(&kit).await, "shared");
        let now = partition(&kit).await;
        assert_eq!(now, expected(&world));
        assert_eq!(now.len(), 2, "only what else they share joins them");
        let told = told(&kit).await;
        assert!(
            told.iter().any(|event| event.contains("\"split\"")),
            "{told:?}"
        );
    }
);

on_both!(
    a_linker_that_lost_its_lease_writes_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        let cx = Cx::platform(&kit.world);
        let mut old = hold(&kit, 1).await.unwrap();
        let (linking, _) = Linking::load(&cx, &mut old).await.unwrap();
        for n in 1..3 {
            file(&kit, &Filed::with_emails(n, &["a"])).await;
        }
        assert!(hold(&kit, 2).await.is_none(), "one linker at a time");
        kit.world.clock.advance_millis(10_001);
        let mut new = hold(&kit, 2).await.unwrap();
        assert!(turned(linking, &cx, &mut old, 10).await.is_err());
        assert!(partition(&kit).await.is_empty());
        let (_, treated) = Linking::load(&cx, &mut new).await.unwrap();
        assert_eq!(treated, 2);
        assert_eq!(partition(&kit).await.len(), 1);
    }
);

on_both!(
    a_writing_is_refused_by_the_number_alone,
    crate::capabilities(),
    async |kit: Kit| {
        let cx = Cx::platform(&kit.world);
        // Taken and given back by another behind its back: too short a time for it to renew.
        let mut old = hold(&kit, 1).await.unwrap();
        let (linking, _) = Linking::load(&cx, &mut old).await.unwrap();
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::END_LEASES, binds![]).await.unwrap();
        tx.commit().await.unwrap();
        let new = hold(&kit, 2).await.unwrap();
        assert_eq!(new.fence(), old.fence() + 1);
        for n in 1..3 {
            file(&kit, &Filed::with_emails(n, &["a"])).await;
        }
        let refused = turned(linking, &cx, &mut old, 10).await.unwrap_err();
        assert!(refused.to_string().contains("newer holder"), "{refused}");
        assert!(partition(&kit).await.is_empty());
    }
);

on_both!(
    what_another_linked_meanwhile_is_read_again,
    crate::capabilities(),
    async |kit: Kit| {
        let mut world = vec![Filed::with_emails(1, &["a"])];
        file(&kit, &world[0]).await;
        let mut worker = Worker::new(&kit.world);
        assert_eq!(worker.until_idle().await.unwrap(), 1);
        worker.leave().await.unwrap();
        let more = [2, 3].map(|n| Filed::with_emails(n, &["b"]));
        linked(&kit, &more).await;
        let last = Filed::with_emails(4, &["a", "b"]);
        file(&kit, &last).await;
        assert_eq!(worker.until_idle().await.unwrap(), 1);
        worker.leave().await.unwrap();
        world.extend(more);
        world.push(last);
        assert_eq!(partition(&kit).await, expected(&world));
    }
);

on_both!(
    an_address_lent_again_is_counted_whole_and_joins_nobody,
    crate::capabilities(),
    async |kit: Kit| {
        let one = |n| {
            let own = format!("p{n}");
            Filed::with_emails(n, &[&own]).and(Kind::Ip, "203.0.113.7", Role::Unknown)
        };
        linked(&kit, &[one(1), one(40)]).await;
        linked(&kit, &[one(90)]).await;
        assert!(partition(&kit).await.is_empty());
        let rows = classes(&kit).await;
        let wanted = ("203.0.113.7", "shared", "never_alone", 3);
        let rows: Vec<_> = rows.iter().map(|r| (&*r.0, &*r.1, &*r.2, r.3)).collect();
        assert_eq!(rows, [wanted]);
    }
);

//! The evidence read from the database says what the pure explanation says of the same complaints.

use crate::desk::{Desk, sign_in, the_series};
use crate::store;
use crate::world::{Filed, linked, values};
use faisceau_domain::access::{Purpose, Role};
use faisceau_linkage::Class;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::evidence::evidence;
use std::collections::BTreeSet;
use uuid::Uuid;

on_both!(
    figures_are_those_of_the_raw_complaints,
    crate::capabilities(),
    async |kit: Kit| {
        let mut world: Vec<Filed> = (0..12)
            .map(|n| {
                let own = [format!("a{}", n / 4), format!("b{}", n / 6), "rare".into()];
                let own: Vec<&str> = own.iter().map(String::as_str).collect();
                Filed::with_emails(n, &own[..if n % 4 == 0 { 3 } else { 2 }])
            })
            .collect();
        linked(&kit, &world).await;
        let (id, _) = the_series(&kit).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let found = evidence(&mut tx, id).await.unwrap().values;
        assert!(found.iter().all(|evidence| evidence.class == Class::Link));
        let told: BTreeSet<_> = found
            .iter()
            .map(|e| (e.value.key.to_string(), e.here, e.first, e.last))
            .collect();
        world.sort_by_key(|filed| filed.received_at);
        let expected: BTreeSet<_> = values(&world)
            .into_iter()
            .map(|weighed| {
                let key = weighed.value.key.to_string();
                let uses = |filed: &&Filed| filed.values.iter().any(|v| v.1 == key);
                let users: Vec<&Filed> = world.iter().filter(uses).collect();
                let (first, last) = (users[0], users[users.len() - 1]);
                let here = i64::try_from(users.len()).unwrap();
                (key, here, first.received_at, last.received_at)
            })
            .collect();
        assert_eq!(told, expected);
        let most: Vec<i64> = found.iter().map(|evidence| evidence.here).collect();
        assert!(
            most.is_sorted_by(|a, b| a >= b),
            "the most used first: {most:?}"
        );
        for evidence in &found {
            let said = &evidence.forms[0];
            assert_eq!(i64::try_from(said.complaints.len()).unwrap(), evidence.here);
        }
    }
);

on_both!(
    a_value_that_joins_some_of_its_users_is_not_called_a_clue_against_them,
    crate::capabilities(),
    async |kit: Kit| {
        // Two complaints agree on three addresses; others use the first and agree on nothing. From so
        // many others on, the first speaks against one owner and joins these two still.
        let mut world = Vec::new();
        for others in 3..9_u32 {
            let shared = ["a", "b", "c"].map(|letter| format!("{letter}{others}"));
            let shared: Vec<&str> = shared.iter().map(String::as_str).collect();
            let first = others * 100;
            world.extend((0..2).map(|n| Filed::with_emails(first + n, &shared).headed("colis")));
            world.extend((2..2 + others).map(|n| {
                let own = format!("own{}", first + n);
                let heading = format!("titre {n}");
                Filed::with_emails(first + n, &[shared[0], &own]).headed(&heading)
            }));
        }
        linked(&kit, &world).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let mut against = None;
        for row in tx.all(&store::SERIES, binds![]).await.unwrap() {
            let id: Uuid = row.get("id").unwrap();
            for value in evidence(&mut tx, id).await.unwrap().values {
                if value.class == Class::Link && value.bits.is_some_and(|bits| bits < 0) {
                    against = Some(id);
                }
            }
        }
        drop(tx);
        let id = against.expect("a value that joins, and that most of its users speak against");
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let page = plain(&desk.get(&analyst, &format!("/series/{id}")).await.body);
        assert!(
            page.contains("elle ne réunit que celles qui s’accordent aussi sur autre chose"),
            "{page}"
        );
        assert!(!page.contains("Indice contraire"), "{page}");
    }
);

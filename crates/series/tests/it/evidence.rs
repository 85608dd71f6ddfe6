//! The evidence read from the database says what the pure explanation says of the same complaints.

use crate::desk::the_series;
use crate::world::{Filed, linked, values};
use faisceau_linkage::Class;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_series::evidence::evidence;
use std::collections::BTreeSet;

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
        let found = evidence(&mut tx, id).await.unwrap();
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

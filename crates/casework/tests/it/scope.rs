//! Nothing that the policies permit is missing from a list, and nothing else is in it: random
//! worlds of units, charges and roles, under the shipped policies and under an operator's own.

use faisceau_casework::case::Case;
use faisceau_casework::desk::Desk;
use faisceau_casework::inbox::{self, Filters, Order, Place};
use faisceau_casework::{capability, case};
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::access::{Action, Actor, Authority};
use faisceau_platform::content::Content;
use faisceau_platform::db::Tx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::store;
use crate::urgent::urgent;
use crate::world::{Seed, colleague, complaint};

pub(crate) const UNITS: [&str; 4] = ["", "lille", "brest", "a%_b\\"];

/// Policies of an operator, each of another sort: more is open, less is open.
pub(crate) const OPERATORS: [&str; 4] = [
    "",
    r#"permit (principal in Role::"officer", action == Action::"complaint.read",
        resource is Complaint) when { resource.units.contains("brest") };"#,
    r#"permit (principal, action == Action::"complaint.read", resource is Complaint)
        when { !resource.assignees.isEmpty() };"#,
    r#"forbid (principal, action == Action::"complaint.read", resource is Complaint)
        when { resource.units.contains("lille") };"#,
];

pub(crate) fn authority(content: &Content, more: &str) -> Authority {
    let schema = content.file("policies/faisceau.cedarschema").unwrap();
    let mut files: Vec<(String, String)> = content
        .folder("policies")
        .filter(|(name, _)| name.ends_with(".cedar"))
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    files.push(("99-operator.cedar".to_owned(), more.to_owned()));
    Authority::load(&files, schema).unwrap()
}

/// Every page of the list, from the newest to the end.
pub(crate) async fn listed(tx: &mut Tx, desk: &Desk<'_>, filters: &Filters) -> Vec<Case> {
    let scope = desk.scope(tx).await.unwrap();
    let (mut all, mut place) = (Vec::new(), None);
    loop {
        let page = inbox::page(tx, desk, &scope, filters, place).await.unwrap();
        all.extend(page.cases);
        match page.older {
            Some(next) => place = Some(next),
            None => return all,
        }
    }
}

/// A world: for each complaint its unit and who is in charge; then roles, purpose and unit of the
/// reader, and the operator's policy.
pub(crate) type Drawn = (Vec<(usize, usize)>, Vec<usize>, usize, usize, usize);

pub(crate) fn drawn() -> impl Strategy<Value = Drawn> {
    (
        proptest::collection::vec((0..UNITS.len(), 0..3usize), 0..40),
        proptest::collection::vec(0..Role::ALL.len(), 1..3),
        0..Purpose::ALL.len(),
        0..UNITS.len(),
        0..OPERATORS.len(),
    )
}

on_both!(
    what_is_permitted_is_listed_and_nothing_else,
    vec![capability()],
    async |kit: Kit| {
        let me = colleague(&kit, Role::Officer, "lille").await;
        let other = colleague(&kit, Role::Analyst, "brest").await;
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let authorities = OPERATORS.map(|more| authority(&kit.world.content, more));
        let mut number = 0;
        for _ in 0..25 {
            let (cases, roles, purpose, unit, operator) = {
                use proptest::strategy::ValueTree as _;
                drawn().new_tree(&mut runner).unwrap().current()
            };
            let mut ids = Vec::new();
            for (unit, charge) in cases {
                number += 1;
                let seed = Seed {
                    unit: UNITS[unit],
                    ..Seed::default()
                };
                let (id, _) = complaint(&kit, number, seed).await;
                ids.push(id);
                if number % 3 == 0 {
                    urgent(&kit, id, number % 4 + 1, None).await;
                }
                if let Some(account) = [None, Some(me), Some(other)][charge] {
                    let now = kit.world.clock.now();
                    let mut tx = kit.world.db.write().await.unwrap();
                    let row = binds![id, account, now];
                    tx.execute(&store::ASSIGNMENT, row).await.unwrap();
                    tx.commit().await.unwrap();
                }
            }
            let roles: Vec<Role> = roles.into_iter().map(|role| Role::ALL[role]).collect();
            let units = Some(UNITS[unit]).filter(|unit| !unit.is_empty());
            let actor = Actor::new(me.to_string(), roles, units);
            let desk = Desk {
                authority: &authorities[operator],
                actor: &actor,
                purpose: Purpose::ALL[purpose],
            };
            let mut tx = kit.world.db.read().await.unwrap();
            let mut permitted: Vec<ComplaintId> = Vec::new();
            for id in ids.iter().rev() {
                let case = case::load(&mut tx, *id).await.unwrap().unwrap();
                if desk.may(Action::ComplaintRead, &case.resource()) {
                    permitted.push(*id);
                }
            }
            let all = Filters::default();
            let shown = listed(&mut tx, &desk, &all).await;
            let shown: Vec<ComplaintId> = shown.into_iter().map(|case| case.id).collect();
            assert_eq!(shown, permitted, "{actor:?} {:?} {operator}", desk.purpose);
            // Another order shows the same ones.
            let urgent_first = Filters {
                order: Order::UrgentFirst(kit.world.clock.now()),
                ..Filters::default()
            };
            let shown = listed(&mut tx, &desk, &urgent_first).await;
            let mut shown: Vec<ComplaintId> = shown.into_iter().map(|case| case.id).collect();
            shown.sort();
            permitted.sort();
            assert_eq!(shown, permitted, "{actor:?} {:?} {operator}", desk.purpose);
            let scope = desk.scope(&mut tx).await.unwrap();
            let counted = inbox::count(&mut tx, &desk, &scope, &all, 1_000)
                .await
                .unwrap();
            assert_eq!(counted, permitted.len());
            tx.rollback().await.unwrap();
            wipe(&kit).await;
        }
    }
);

pub(crate) async fn wipe(kit: &Kit) {
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::WIPE_ASSIGNMENTS, binds![])
        .await
        .unwrap();
    tx.execute(&store::WIPE_URGENCIES, binds![]).await.unwrap();
    tx.execute(&store::WIPE_COMPLAINTS, binds![]).await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(
    pages_follow_one_another_both_ways_and_filters_narrow,
    vec![capability()],
    async |kit: Kit| {
        for number in 1..=120 {
            let seed = Seed {
                unit: if number % 2 == 0 { "lille" } else { "brest" },
                state: if number % 3 == 0 { "asked" } else { "filed" },
                amount: Some(number * 100),
                source: (number % 4 == 0).then_some("pilote"),
                ..Seed::default()
            };
            complaint(&kit, number, seed).await;
        }
        let authority = authority(&kit.world.content, "");
        let analyst = Actor::new(
            "00000000-0000-0000-0000-000000000009",
            [Role::Analyst],
            ["x"],
        );
        let desk = Desk {
            authority: &authority,
            actor: &analyst,
            purpose: Purpose::Linkage,
        };
        let mut tx = kit.world.db.read().await.unwrap();
        let scope = desk.scope(&mut tx).await.unwrap();
        let all = Filters::default();
        let mut at = async |place: Option<Place>| {
            if let Some(place) = place {
                let read = Place::read(&place.written(), place.newer);
                assert_eq!(read, Some(place));
            }
            inbox::page(&mut tx, &desk, &scope, &all, place)
                .await
                .unwrap()
        };
        let first = at(None).await;
        let second = at(first.older).await;
        let third = at(second.older).await;
        assert_eq!(
            [&first, &second, &third].map(|page| page.cases.len()),
            [50, 50, 20]
        );
        assert_eq!((first.newer, third.older), (None, None));
        assert_eq!(at(third.newer).await.cases, second.cases);
        let back = at(second.newer).await;
        assert_eq!((back.cases, back.newer), (first.cases, None));
        let mut narrowed = async |filters: Filters| listed(&mut tx, &desk, &filters).await.len();
        let of = Filters::default;
        let state = Some("asked".to_owned());
        assert_eq!(narrowed(Filters { state, ..of() }).await, 40);
        let unit = Some("lille".to_owned());
        assert_eq!(narrowed(Filters { unit, ..of() }).await, 60);
        let source = Some("pilote".to_owned());
        assert_eq!(narrowed(Filters { source, ..of() }).await, 30);
        let over_minor = Some(10_000);
        assert_eq!(narrowed(Filters { over_minor, ..of() }).await, 20);
        let since = Some(kit.world.clock.now());
        assert_eq!(narrowed(Filters { since, ..of() }).await, 1);
        let charge = Some(inbox::Charge::Me);
        assert_eq!(narrowed(Filters { charge, ..of() }).await, 0);
        let form_type = Some("sextortion".to_owned());
        assert_eq!(narrowed(Filters { form_type, ..of() }).await, 0);
    }
);

//! What a search finds is what the policies permit, by sort of words: random worlds of units,
//! charges and roles, under the shipped policies and under an operator's own.

use faisceau_casework::case;
use faisceau_casework::desk::Desk;
use faisceau_casework::index_words::index_words;
use faisceau_casework::search::{self, Refused};
use faisceau_casework::{capability, words::Reach};
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::access::{Action, Actor, Resource};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use proptest::strategy::Strategy as _;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::scope::{OPERATORS, UNITS, authority, drawn, wipe};
use crate::search::answers;
use crate::store;
use crate::world::{Seed, colleague, complaint};

/// A term, and what one must be allowed to read to find a complaint by it.
const TERMS: [(&str, Reach); 4] = [
    (
        "merveilles",
        Reach {
            narrative: false,
            identity: false,
        },
    ),
    (
        "entrepot",
        Reach {
            narrative: true,
            identity: false,
        },
    ),
    (
        "lemaitre",
        Reach {
            narrative: false,
            identity: true,
        },
    ),
    (
        "lemaitre entrepot",
        Reach {
            narrative: true,
            identity: true,
        },
    ),
];

/// Seeds the complaints of a drawn world; returns their ids, oldest first.
async fn seed(
    kit: &Kit,
    cases: Vec<(usize, usize)>,
    accounts: [uuid::Uuid; 2],
) -> Vec<ComplaintId> {
    let mut ids = Vec::new();
    for (unit, charge) in cases {
        let number = kit.world.clock.now().as_millisecond() / 1_000 % 1_000_000;
        let seed = Seed {
            unit: UNITS[unit],
            answers: answers("Un colis à l’entrepôt", "Lemaître", "Merveilles"),
            ..Seed::default()
        };
        let (id, _) = complaint(kit, number, seed).await;
        index_words(&Cx::platform(&kit.world), id).await.unwrap();
        if charge > 0 {
            let row = binds![id, accounts[charge - 1], kit.world.clock.now()];
            let mut tx = kit.world.db.write().await.unwrap();
            tx.execute(&store::ASSIGNMENT, row).await.unwrap();
            tx.commit().await.unwrap();
        }
        ids.push(id);
    }
    ids
}

/// The complaints this person may find by such words, newest first.
async fn permitted(
    kit: &Kit,
    desk: &Desk<'_>,
    ids: &[ComplaintId],
    reach: Reach,
) -> Vec<ComplaintId> {
    let mut tx = kit.world.db.read().await.unwrap();
    let mut permitted = Vec::new();
    for id in ids.iter().rev() {
        let case = case::load(&mut tx, *id).await.unwrap().unwrap();
        let resource = case.resource();
        if desk.may(Action::ComplaintRead, &resource)
            && (!reach.narrative || desk.may(Action::NarrativeRead, &resource))
            && (!reach.identity || desk.may(Action::IdentityRead, &resource))
        {
            permitted.push(*id);
        }
    }
    permitted
}

on_both!(
    what_is_permitted_is_found_and_nothing_else,
    vec![capability()],
    async |kit: Kit| {
        let me = colleague(&kit, Role::Officer, "lille").await;
        let other = colleague(&kit, Role::Analyst, "brest").await;
        let authorities = OPERATORS.map(|more| authority(&kit.world.content, more));
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[5; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let cx = Cx::platform(&kit.world).because("Affaire 2026/12");
        let (mut searched, mut refused) = (0, 0);
        for _ in 0..40 {
            let (cases, roles, purpose, unit, operator) =
                drawn().new_tree(&mut runner).unwrap().current();
            let roles = roles.into_iter().map(|role| Role::ALL[role]);
            let units = Some(UNITS[unit]).filter(|unit| !unit.is_empty());
            let actor = Actor::new(me.to_string(), roles, units);
            let desk = Desk {
                authority: &authorities[operator],
                actor: &actor,
                purpose: Purpose::ALL[purpose],
            };
            if !desk.may(Action::SearchRun, &Resource::installation()) {
                let answer = search::search(&cx, &desk, "merveilles").await;
                assert!(matches!(answer, Err(Error::Refused(Refused::NotAllowed))));
                refused += 1;
                continue;
            }
            searched += 1;
            let ids = seed(&kit, cases, [me.0, other.0]).await;
            for (term, reach) in TERMS {
                let found = search::search(&cx, &desk, term).await.unwrap();
                let found: Vec<ComplaintId> = found.cases.iter().map(|case| case.id).collect();
                let expected = permitted(&kit, &desk, &ids, reach).await;
                assert_eq!(
                    found, expected,
                    "{term} {actor:?} {:?} {operator}",
                    desk.purpose
                );
            }
            wipe(&kit).await;
        }
        assert!(searched >= 5 && refused >= 5, "{searched} {refused}");
    }
);

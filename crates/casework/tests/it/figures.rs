//! The figures of the day and the JSON list of complaints, on random worlds: what is counted is what
//! the policies permit, and what programs read is what pages show. Neither more nor less.

use std::collections::{BTreeMap, BTreeSet};

use faisceau_casework::capability;
use faisceau_casework::case;
use faisceau_casework::desk::Desk;
use faisceau_casework::today::today;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_platform::access::{Action, Actor};
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use uuid::Uuid;

use crate::scope::{OPERATORS, UNITS, authority, drawn, wipe};
use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, usual};

/// States in turn, so that each charge meets each.
const STATES: [&str; 3] = ["filed", "asked", "validated"];
/// Complaints in a list of the day.
const SHOWN: usize = 10;

fn runner(seed: u8) -> TestRunner {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    TestRunner::new_with_rng(Config::default(), rng)
}

/// What was seeded: the complaint, its state, who is in charge of it.
struct Told {
    id: ComplaintId,
    state: &'static str,
    charge: Option<AccountId>,
}

async fn seeded(kit: &Kit, number: i64, unit: usize, charge: Option<AccountId>) -> Told {
    let state = STATES[usize::try_from(number).unwrap() % STATES.len()];
    let seed = Seed {
        unit: UNITS[unit],
        state,
        ..Seed::default()
    };
    let (id, _) = complaint(kit, number, seed).await;
    if let Some(account) = charge {
        let row = binds![id, account, kit.world.clock.now()];
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::ASSIGNMENT, row).await.unwrap();
        tx.commit().await.unwrap();
    }
    Told { id, state, charge }
}

on_both!(
    the_figures_of_the_day_count_what_is_permitted_and_nothing_else,
    vec![capability()],
    async |kit: Kit| {
        let me = colleague(&kit, Role::Officer, "lille").await;
        let other = colleague(&kit, Role::Analyst, "brest").await;
        let authorities = OPERATORS.map(|more| authority(&kit.world.content, more));
        let (mut runner, mut number, mut counted) = (runner(5), 0, 0);
        for _ in 0..25 {
            let (cases, roles, purpose, unit, operator) =
                drawn().new_tree(&mut runner).unwrap().current();
            let mut world = Vec::new();
            for (unit, charge) in cases {
                number += 1;
                let charge = [None, Some(me), Some(other)][charge];
                world.push(seeded(&kit, number, unit, charge).await);
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
            let mut open = Vec::new();
            for told in world.iter().rev() {
                let case = case::load(&mut tx, told.id).await.unwrap().unwrap();
                if desk.may(Action::ComplaintRead, &case.resource()) {
                    open.push(told);
                }
            }
            let which = |wanted: &dyn Fn(&&&Told) -> bool| -> Vec<ComplaintId> {
                open.iter().filter(wanted).map(|told| told.id).collect()
            };
            let mine = which(&|told| told.charge == Some(me));
            let new = which(&|told| told.charge.is_none() && told.state == "filed");
            let asked = which(&|told| told.charge == Some(me) && told.state == "asked");
            let scope = desk.scope(&mut tx).await.unwrap();
            let day = today(&mut tx, &desk, &scope, kit.world.clock.now())
                .await
                .unwrap();
            tx.rollback().await.unwrap();
            let who = format!("{actor:?} {:?} {operator}", desk.purpose);
            let figures = (day.mine_count, day.new_count, day.asked_count);
            assert_eq!(figures, (mine.len(), new.len(), asked.len()), "{who}");
            for (shown, all) in [(&day.mine, &mine), (&day.new, &new)] {
                let shown: Vec<ComplaintId> = shown.iter().map(|case| case.id).collect();
                assert_eq!(shown, all[..all.len().min(SHOWN)], "{who}");
            }
            counted += mine.len() + new.len();
            wipe(&kit).await;
        }
        assert!(counted > 50, "only {counted} were ever counted");
    }
);

/// Every complaint the interface lists, over all its pages.
async fn read(browser: &mut Browser) -> BTreeSet<Uuid> {
    let (mut found, mut path) = (BTreeSet::new(), "/api/v1/complaints".to_owned());
    loop {
        let seen = browser.get(&path).await;
        let page: Value = serde_json::from_str(&seen.body).unwrap();
        for row in page["complaints"].as_array().unwrap() {
            let id: Uuid = row["id"].as_str().unwrap().parse().unwrap();
            assert!(found.insert(id), "{id} is listed once");
        }
        match page["older"].as_str() {
            Some(older) => path = format!("/api/v1/complaints?after={older}"),
            None => return found,
        }
    }
}

on_both!(
    programs_read_exactly_what_is_permitted,
    vec![capability()],
    async |kit: Kit| {
        let authority = authority(&kit.world.content, "");
        let mut accounts = BTreeMap::new();
        for role in Role::ALL {
            for unit in ["lille", "brest"] {
                accounts.insert((role, unit), colleague(&kit, role, unit).await);
            }
        }
        let in_charge: Vec<AccountId> = accounts.values().copied().collect();
        let mut runner = runner(13);
        let mut world = Vec::new();
        for number in 1..=160 {
            let (unit, charge) = (0..UNITS.len(), 0..in_charge.len() * 3)
                .new_tree(&mut runner)
                .unwrap()
                .current();
            world.push(seeded(&kit, number, unit, in_charge.get(charge).copied()).await);
        }
        for ((role, unit), account) in accounts {
            let actor = Actor::new(account.to_string(), [role], [unit]);
            let desk = Desk {
                authority: &authority,
                actor: &actor,
                purpose: usual(role),
            };
            if !authority.offers(&actor, Action::ComplaintRead, desk.purpose) {
                continue;
            }
            let mut permitted = BTreeSet::new();
            let mut tx = kit.world.db.read().await.unwrap();
            for told in &world {
                let case = case::load(&mut tx, told.id).await.unwrap().unwrap();
                if desk.may(Action::ComplaintRead, &case.resource()) {
                    permitted.insert(told.id.0);
                }
            }
            tx.rollback().await.unwrap();
            let mut browser = Browser::signed_in(&kit, role, unit).await;
            assert_eq!(read(&mut browser).await, permitted, "{role:?} of {unit}");
            assert!(!permitted.is_empty(), "{role:?} of {unit} reads nothing");
        }
    }
);

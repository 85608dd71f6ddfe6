//! On random worlds, decisions and proposals show exactly what the policies permit, page after page,
//! and name no complaint that the reader may not read.

use crate::desk::{Desk, Person, purpose_of, sign_in};
use crate::store;
use crate::superset::{Truth, a_random_world, marked, pages, read};
use crate::world::{Chance, Filed, day};
use axum::http::StatusCode;
use faisceau_domain::access::Role;
use faisceau_platform::access::{Action, Authority, Kind, Resource};
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::actor;
use faisceau_platform::{binds, on_both};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Every role, in two units.
async fn everybody(kit: &Kit) -> Vec<Person> {
    let mut people = Vec::new();
    for role in Role::ALL {
        for unit in ["lille", "nice"] {
            people.push(sign_in(kit, role, purpose_of(role), unit).await);
        }
    }
    people
}

/// What one person may do, asked of the policies alone.
struct May<'a> {
    authority: &'a Authority,
    person: &'a Person,
}

impl May<'_> {
    fn act(&self, action: Action, resource: &Resource) -> bool {
        let who = actor(&self.person.staff);
        let decision = self
            .authority
            .check(&who, action, resource, self.person.purpose);
        decision.is_allowed()
    }

    fn read(&self, truth: &Truth, complaint: Uuid) -> bool {
        self.act(Action::ComplaintRead, &truth.complaint(complaint))
    }
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 + n)
}

/// Nothing that was answered names a complaint this person may not read.
fn names_nobody_else(may: &May<'_>, truth: &Truth, world: &[Filed], bodies: &[String]) {
    for filed in world.iter().filter(|filed| !may.read(truth, filed.id)) {
        for body in bodies {
            let named = [filed.id.to_string(), format!("FSC-{}", filed.id.simple())];
            let told = named.iter().any(|name| body.contains(name));
            assert!(!told, "{}: {body}", may.person.staff.display_name);
        }
    }
}

/// Decisions of every kind with the complaints they name; one in five says something of a value.
async fn decided(
    kit: &Kit,
    world: &[Filed],
    chance: &mut Chance,
) -> BTreeMap<Uuid, BTreeSet<Uuid>> {
    let mut all = BTreeMap::new();
    let mut tx = kit.world.db.write().await.unwrap();
    for n in 0..130 {
        let kind = ["confirm", "split", "merge", "forbid", "shared"][chance.below(5)];
        // Several were taken in one instant: pages begin in the middle of them.
        let row = binds![id(n), kind, day(u32::try_from(n / 7).unwrap())];
        tx.execute(&store::DECIDE, row).await.unwrap();
        let mut named = BTreeSet::new();
        if kind == "shared" {
            let row = binds![id(n), id(n), "email", format!("v{n}@exemple.fr")];
            tx.execute(&store::NAME_VALUE, row).await.unwrap();
        } else {
            named.extend((0..2 + chance.below(3)).map(|_| world[chance.below(world.len())].id));
        }
        for (place, complaint) in named.iter().enumerate() {
            let side = i64::from(kind != "confirm" && place > 0);
            let row = binds![id(n), *complaint, side];
            tx.execute(&store::NAME, row).await.unwrap();
        }
        if chance.below(4) == 0 {
            let row = binds![id(n), day(100)];
            tx.execute(&store::WITHDRAW, row).await.unwrap();
        }
        all.insert(id(n), named);
    }
    tx.commit().await.unwrap();
    all
}

on_both!(
    decisions_show_exactly_what_is_permitted,
    crate::capabilities(),
    async |kit: Kit| {
        let people = everybody(&kit).await;
        let mut chance = Chance(0x5EED_0003);
        let (world, truth) = a_random_world(&kit, &people, &mut chance).await;
        let decisions = decided(&kit, &world, &mut chance).await;
        let authority = Authority::from_content(&kit.world.content).unwrap();
        let desk = Desk::of(&kit);
        let mut seen_of = BTreeSet::new();
        for person in &people {
            let may = May {
                authority: &authority,
                person,
            };
            let readable = |(id, named): (&Uuid, &BTreeSet<Uuid>)| {
                let units = named.iter().map(|member| truth.units[member].clone());
                let resource = Resource::new(Kind::Decision, id.to_string());
                let resource = resource
                    .of_units(units.filter(|unit| !unit.is_empty()))
                    .assigned_to(truth.in_charge(named));
                may.act(Action::DecisionRead, &resource).then_some(*id)
            };
            let expected: BTreeSet<Uuid> = decisions.iter().filter_map(readable).collect();
            let who = &person.staff.display_name;
            let mark = "href=\"/decisions/";
            assert_eq!(
                marked(&desk, person, "/decisions", mark).await,
                expected,
                "{who}"
            );
            let list = "/api/v1/decisions";
            match desk.get(person, list).await.status {
                StatusCode::FORBIDDEN => assert!(expected.is_empty(), "{who}"),
                _ => assert_eq!(
                    read(&desk, person, list, "decisions", "id").await,
                    expected,
                    "{who}"
                ),
            }
            let mut bodies = pages(&desk, person, "/decisions").await;
            for (id, named) in decisions.iter().step_by(13) {
                let path = format!("/decisions/{id}");
                let page = desk.get(person, &path).await;
                let api = desk.get(person, &format!("/api/v1/decisions/{id}")).await;
                let open = expected.contains(id);
                assert_eq!(page.status == StatusCode::OK, open, "{who}: {path}");
                assert_eq!(api.status == StatusCode::OK, open, "{who}: {path}");
                let shown = marked(&desk, person, &path, "href=\"/dossier/").await;
                let named = named.iter().filter(|id| open && may.read(&truth, **id));
                assert_eq!(shown, named.copied().collect(), "{who}: {path}");
                bodies.extend([page.body, api.body]);
            }
            names_nobody_else(&may, &truth, &world, &bodies);
            seen_of.insert(expected.len());
        }
        assert!(seen_of.len() > 2, "the roles differ: {seen_of:?}");
    }
);

/// Proposals as the linker leaves them: two complaints for their sides, or the id of a value's key.
async fn proposed(
    kit: &Kit,
    world: &[Filed],
    chance: &mut Chance,
) -> BTreeMap<Uuid, Option<[Uuid; 2]>> {
    let mut all = BTreeMap::new();
    let mut tx = kit.world.db.write().await.unwrap();
    for n in 0..130 {
        let one = chance.below(world.len());
        let other = (one + 1 + chance.below(world.len() - 1)) % world.len();
        let sides = [world[one].id, world[other].id];
        let worth = i64::try_from(n / 5).unwrap();
        let (nobody, now) = (None::<Uuid>, day(1));
        let row = if chance.below(4) == 0 {
            let value = format!("v{n}@exemple.fr");
            all.insert(id(n), None);
            binds![
                id(n),
                "value",
                nobody,
                nobody,
                id(n),
                "email",
                value,
                worth,
                now
            ]
        } else {
            all.insert(id(n), Some(sides));
            let [one, other] = sides;
            let nothing = None::<String>;
            binds![
                id(n),
                "join",
                one,
                other,
                nobody,
                nothing.clone(),
                nothing,
                worth,
                now
            ]
        };
        tx.execute(&store::PROPOSE, row).await.unwrap();
    }
    tx.commit().await.unwrap();
    all
}

on_both!(
    proposals_show_exactly_what_is_permitted,
    crate::capabilities(),
    async |kit: Kit| {
        let people = everybody(&kit).await;
        let mut chance = Chance(0x5EED_0004);
        let (world, truth) = a_random_world(&kit, &people, &mut chance).await;
        let proposals = proposed(&kit, &world, &mut chance).await;
        let series: BTreeMap<Uuid, Uuid> = truth
            .series
            .iter()
            .flat_map(|(id, members)| members.iter().map(move |member| (*member, *id)))
            .collect();
        let authority = Authority::from_content(&kit.world.content).unwrap();
        let desk = Desk::of(&kit);
        let mut seen_of = BTreeSet::new();
        for person in &people {
            let may = May {
                authority: &authority,
                person,
            };
            let side = |complaint: &Uuid| match series.get(complaint) {
                Some(id) => may.act(Action::SeriesRead, &truth.series(*id)),
                None => may.read(&truth, *complaint),
            };
            let list = "/api/v1/proposals";
            let opens = desk.get(person, list).await.status != StatusCode::FORBIDDEN;
            let seen = |(id, sides): (&Uuid, &Option<[Uuid; 2]>)| {
                let shown = match sides {
                    Some([one, other]) => {
                        let met = series.contains_key(one) && series.get(one) == series.get(other);
                        !met && side(one) && side(other)
                    }
                    None => {
                        let value = Resource::new(Kind::Identifier, id.to_string());
                        may.act(Action::IdentifierJudge, &value)
                    }
                };
                (opens && shown).then_some(*id)
            };
            let expected: BTreeSet<Uuid> = proposals.iter().filter_map(seen).collect();
            let who = &person.staff.display_name;
            let mark = "name=\"proposition\" value=\"";
            let start = "/series/proposals";
            assert_eq!(marked(&desk, person, start, mark).await, expected, "{who}");
            let mut bodies = pages(&desk, person, start).await;
            if opens {
                let listed = read(&desk, person, list, "proposals", "id").await;
                assert_eq!(listed, expected, "{who}");
                bodies.push(desk.get(person, list).await.body);
            }
            names_nobody_else(&may, &truth, &world, &bodies);
            seen_of.insert(expected.len());
        }
        assert!(seen_of.len() > 2, "the roles differ: {seen_of:?}");
    }
);

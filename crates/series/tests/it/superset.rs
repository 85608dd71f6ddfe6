//! On random worlds, every list shows exactly what the policies permit, page after page: nothing
//! that is permitted is missing, nothing that is not is shown.

use crate::desk::{Desk, Person, assign, purpose_of, sign_in};
use crate::store;
use crate::world::{Chance, Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::Role;
use faisceau_platform::access::{Action, Authority, Resource};
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::actor;
use faisceau_platform::{binds, on_both};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const UNITS: [&str; 4] = ["", "lille", "brest", "nice"];

/// Every page of a list.
pub(crate) async fn pages(desk: &Desk, person: &Person, start: &str) -> Vec<String> {
    let (mut pages, mut path) = (Vec::new(), start.to_owned());
    for _ in 0..50 {
        let body = desk.get(person, &path).await.body;
        let next = body.split_once("rel=\"next\"").map(|(before, _)| {
            let href = before.rsplit("href=\"").next().unwrap();
            href.split('"').next().unwrap().replace("&#38;", "&")
        });
        pages.push(body);
        match next {
            Some(next) => path = next,
            None => return pages,
        }
    }
    panic!("the list does not end");
}

/// Every id that follows a mark, over all the pages of a list; each stands there once.
pub(crate) async fn marked(
    desk: &Desk,
    person: &Person,
    start: &str,
    mark: &str,
) -> BTreeSet<Uuid> {
    let mut found = BTreeSet::new();
    for body in pages(desk, person, start).await {
        let parts = body.split(mark).skip(1);
        let ids = parts.filter_map(|part| part.get(..36)?.parse::<Uuid>().ok());
        let ids: Vec<Uuid> = ids.collect();
        assert!(ids.len() <= 60, "a page is bounded");
        for id in ids {
            assert!(found.insert(id), "{id} is listed once");
        }
    }
    found
}

/// Every id that links of this address bear, over all the pages of a list.
async fn crawl(desk: &Desk, person: &Person, start: &str, link: &str) -> BTreeSet<Uuid> {
    marked(desk, person, start, &format!("href=\"{link}")).await
}

/// Every id of a JSON list, over all its pages.
pub(crate) async fn read(
    desk: &Desk,
    person: &Person,
    start: &str,
    list: &str,
    id: &str,
) -> BTreeSet<Uuid> {
    let (mut found, mut path) = (BTreeSet::new(), start.to_owned());
    for _ in 0..50 {
        let seen = desk.get(person, &path).await;
        assert_eq!(seen.status, StatusCode::OK, "{path}: {}", seen.body);
        let page: Value = serde_json::from_str(&seen.body).unwrap();
        let rows = page[list].as_array().unwrap();
        assert!(rows.len() <= 60, "a page is bounded");
        for row in rows {
            let id: Uuid = row[id].as_str().unwrap().parse().unwrap();
            assert!(found.insert(id), "{id} is listed once");
        }
        let Some(next) = page["next"].as_str() else {
            return found;
        };
        path = format!("{start}?after={next}");
    }
    panic!("the list does not end");
}

pub(crate) struct Truth {
    pub(crate) units: BTreeMap<Uuid, String>,
    charge: BTreeMap<Uuid, Vec<Uuid>>,
    pub(crate) series: BTreeMap<Uuid, Vec<Uuid>>,
}

impl Truth {
    pub(crate) fn complaint(&self, id: Uuid) -> Resource {
        let unit = Some(self.units[&id].clone()).filter(|unit| !unit.is_empty());
        let charge = self.charge.get(&id).cloned().unwrap_or_default();
        Resource::complaint(id.to_string())
            .of_units(unit)
            .assigned_to(charge.iter().map(Uuid::to_string))
    }

    /// Who is in charge of one of these complaints.
    pub(crate) fn in_charge<'a>(
        &self,
        complaints: impl IntoIterator<Item = &'a Uuid>,
    ) -> Vec<String> {
        let charges = complaints.into_iter().filter_map(|id| self.charge.get(id));
        charges.flatten().map(Uuid::to_string).collect()
    }

    pub(crate) fn series(&self, id: Uuid) -> Resource {
        let units = self.series[&id]
            .iter()
            .map(|member| self.units[member].clone());
        Resource::series(id.to_string())
            .of_units(units.filter(|unit| !unit.is_empty()))
            .assigned_to(self.in_charge(&self.series[&id]))
    }
}

pub(crate) async fn a_random_world(
    kit: &Kit,
    people: &[Person],
    chance: &mut Chance,
) -> (Vec<Filed>, Truth) {
    // A chain of 130 in one series, small groups, and ten alone; one address, named by a list, in
    // every complaint.
    let world: Vec<Filed> = (0..190_u32)
        .map(|n| {
            let chain = [format!("c{}", n / 10), format!("c{}", n / 10 + 1)];
            let group = [format!("g{}", n / 2), format!("h{n}")];
            let alone = [format!("s{n}"), format!("h{n}")];
            let own = match n {
                0..130 => &chain,
                130..180 => &group,
                _ => &alone,
            };
            Filed::with_emails(n, &[own[0].as_str(), own[1].as_str(), "abuse"])
                .in_unit(UNITS[chance.below(UNITS.len())])
        })
        .collect();
    linked(kit, &world).await;
    let mut truth = Truth {
        units: world.iter().map(|f| (f.id, f.unit.clone())).collect(),
        charge: BTreeMap::new(),
        series: BTreeMap::new(),
    };
    for filed in &world {
        if chance.below(6) == 0 {
            let person = people[chance.below(people.len())].id;
            assign(kit, filed.id, person).await;
            truth.charge.entry(filed.id).or_default().push(person);
        }
    }
    let mut tx = kit.world.db.read().await.unwrap();
    for row in tx.all(&store::MEMBERS, binds![]).await.unwrap() {
        let members = truth
            .series
            .entry(row.get("series_id").unwrap())
            .or_default();
        members.push(row.get("complaint_id").unwrap());
    }
    (world, truth)
}

on_both!(
    lists_show_exactly_what_is_permitted,
    crate::capabilities(),
    async |kit: Kit| {
        let mut people = Vec::new();
        for role in [
            Role::Officer,
            Role::Analyst,
            Role::Investigator,
            Role::Prosecutor,
        ] {
            for unit in ["lille", "nice"] {
                people.push(sign_in(&kit, role, purpose_of(role), unit).await);
            }
        }
        let (world, truth) = a_random_world(&kit, &people, &mut Chance(0x5EED_0002)).await;
        let longest = truth.series.iter().max_by_key(|(_, members)| members.len());
        let (longest, members) = longest.unwrap();
        assert_eq!(members.len(), 130);
        let authority = Authority::from_content(&kit.world.content).unwrap();
        let desk = Desk::of(&kit);
        let everywhere = kit.world.value_ids.of("email", "abuse@exemple.fr");
        for person in &people {
            let who = actor(&person.staff);
            let may = |action, resource: &Resource| {
                let decision = authority.check(&who, action, resource, person.purpose);
                decision.is_allowed()
            };
            let reads = |id: &&Uuid| may(Action::ComplaintRead, &truth.complaint(**id));
            let expected: BTreeSet<Uuid> = truth
                .series
                .keys()
                .filter(|id| may(Action::SeriesRead, &truth.series(**id)))
                .copied()
                .collect();
            let listed = crawl(&desk, person, "/series", "/series/").await;
            assert_eq!(listed, expected, "{}", person.staff.display_name);
            let listed = read(&desk, person, "/api/v1/series", "series", "id").await;
            assert_eq!(listed, expected, "{}", person.staff.display_name);
            if expected.contains(longest) {
                let path = format!("/series/{longest}");
                let listed = crawl(&desk, person, &path, "/dossier/").await;
                let expected: BTreeSet<Uuid> = members.iter().filter(reads).copied().collect();
                assert_eq!(listed, expected, "{}", person.staff.display_name);
                let path = format!("/api/v1/series/{longest}");
                let listed = read(&desk, person, &path, "members", "complaint").await;
                assert_eq!(listed, expected, "{}", person.staff.display_name);
            }
            let path = format!("/pivots/{everywhere}");
            let listed = crawl(&desk, person, &path, "/dossier/").await;
            let all: Vec<Uuid> = world.iter().map(|filed| filed.id).collect();
            let expected: BTreeSet<Uuid> = all.iter().filter(reads).copied().collect();
            assert_eq!(listed, expected, "{}", person.staff.display_name);
            let path = format!("/api/v1/identifiers/{everywhere}");
            let listed = read(&desk, person, &path, "appearances", "complaint").await;
            assert_eq!(listed, expected, "{}", person.staff.display_name);
        }
    }
);

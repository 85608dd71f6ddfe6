//! The matrix of rights: every route of the register and every action of the policies, as each role, on what is
//! of the own unit or another's, in one's own charge or another's. What is expected is written by hand in
//! `policies/expected.csv`; what is observed is asked of the policies and of the running pages.

mod asking;
pub(crate) mod erased;
mod filled;
mod sheet;
mod traced;

use asking::{Answer, Asking};
use faisceau::capabilities;
use faisceau_documents::words::Words;
use faisceau_platform::access::{Action, Actor, Authority, Kind, Resource};
use faisceau_platform::config::{Config, Limits};
use faisceau_platform::territories::Territories;
use faisceau_platform::testkit::{Kit, On, content, kit_with};
use faisceau_platform::web::{Assets, Audience, Framing, Route, frame_routes};
use faisceau_platform::wiring;
use filled::Person;
use sheet::{COLUMNS, Line, Open, SENSITIVE, Spot, Who};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Every route that is served, as the command that lists them does.
fn routes() -> Vec<Route> {
    let framing = Framing {
        service: String::new(),
        controller: String::new(),
        specimen: false,
        assets: Assets::new(None).shared(),
        words: Arc::new(Words::load([]).unwrap()),
    };
    let all = wiring::routes(&capabilities::all()).and(frame_routes(&framing));
    all.list().cloned().collect()
}

fn name(route: &Route) -> String {
    format!("{} {}", route.method, route.path)
}

const NOBODY: &str = ",no,no,no,no,no,no,no,no,no,no,no";

/// The line to add for a route that has none: the rights of the action its register names.
fn suggested(route: &Route, lines: &BTreeMap<String, Line>) -> String {
    let cells = match route.audience {
        Audience::Public => vec!["yes".to_owned(); COLUMNS.len()],
        Audience::Staff(action) => {
            let line = &lines[&format!("action {}", action.code())];
            let thing = &line.thing;
            let cells: Vec<String> = line.cells.iter().map(Open::word).collect();
            return format!("{},{thing},{}", name(route), cells.join(","));
        }
        Audience::AnyStaff | Audience::Partner(_) => vec!["no".to_owned(); COLUMNS.len()],
        Audience::System => return format!("{},machine{}", name(route), NOBODY),
        Audience::Draft | Audience::FollowUp | Audience::Telephone => {
            return format!("{},held{}", name(route), NOBODY);
        }
    };
    format!("{},door,{}", name(route), cells.join(","))
}

fn by_name() -> BTreeMap<String, Line> {
    let lines = sheet::lines().into_iter();
    lines.map(|line| (line.what.clone(), line)).collect()
}

#[test]
fn every_action_and_every_route_has_its_line() {
    let lines = by_name();
    let actions = Action::ALL
        .iter()
        .map(|action| format!("action {}", action.code()));
    let lacking: Vec<String> = actions
        .clone()
        .filter(|what| !lines.contains_key(what))
        .collect();
    assert!(
        lacking.is_empty(),
        "policies/expected.csv says nothing of {lacking:?}"
    );
    let routes = routes();
    let lacking: Vec<String> = routes
        .iter()
        .filter(|route| !lines.contains_key(&name(route)))
        .map(|route| suggested(route, &lines))
        .collect();
    assert!(
        lacking.is_empty(),
        "policies/expected.csv lacks these lines; change each to what the route is meant to open:\n{}",
        lacking.join("\n")
    );
    let known: BTreeSet<String> = actions.chain(routes.iter().map(name)).collect();
    let plain = |what: &String| what.trim_start_matches(SENSITIVE).to_owned();
    let gone: Vec<&String> = lines
        .keys()
        .filter(|what| !known.contains(&plain(what)))
        .collect();
    assert!(
        gone.is_empty(),
        "policies/expected.csv names what is no more: {gone:?}"
    );
}

#[test]
fn the_page_of_rights_is_the_current_one() {
    let page = sheet::page();
    if std::env::var_os("FAISCEAU_WRITE_RIGHTS").is_some() {
        std::fs::write(sheet::page_path(), &page).unwrap();
    }
    let kept = std::fs::read_to_string(sheet::page_path()).unwrap();
    assert!(
        kept == page,
        "docs/rights.md is not current: run `just rights`"
    );
}

const SOURCE: &str = "partner:essai";

/// Somebody posted to `lille`, as the policies see them.
fn actor(who: Who) -> Option<Actor> {
    match who {
        Who::Stranger => None,
        Who::Partner => Some(Actor::partner("essai", SOURCE)),
        Who::Staff(role, _) => {
            let mut actor = Actor::new("me", [role], ["lille"]);
            actor.territory = ["lille", "douai"].map(str::to_owned).into();
            Some(actor)
        }
    }
}

fn placed(kind: Kind, spot: Spot, who: Who, sensitive: bool) -> Resource {
    let thing = Resource::new(kind, "essai").sensitive(sensitive);
    // A program has no charge: its own are those it filed.
    if who == Who::Partner && [Spot::Both, Spot::Own].contains(&spot) {
        return thing.of_units(["lille"]).marked([SOURCE]);
    }
    match spot {
        Spot::Both => thing.of_units(["lille"]).assigned_to(["me"]),
        Spot::Unit => thing.of_units(["lille"]).assigned_to(["colleague"]),
        Spot::Own => thing.of_units(["brest"]).assigned_to(["me"]),
        Spot::Territory => thing.of_units(["douai"]).assigned_to(["other"]),
        Spot::Other => thing.of_units(["brest"]).assigned_to(["other"]),
        Spot::Queue => thing,
    }
}

fn permitted(authority: &Authority, action: Action, who: Who, sensitive: bool) -> Open {
    let Some(actor) = actor(who) else {
        return Open::NOTHING;
    };
    let purpose = match who {
        Who::Staff(_, purpose) => purpose,
        _ => faisceau_domain::access::Purpose::Intake,
    };
    let may = |thing: &Resource| authority.check(&actor, action, thing, purpose).is_allowed();
    let kind = action.kind();
    let owned = [
        Kind::Complaint,
        Kind::Series,
        Kind::Identifier,
        Kind::Decision,
    ];
    if !owned.contains(&kind) {
        return match may(&Resource::new(kind, "this")) {
            true => Open::Door,
            false => Open::NOTHING,
        };
    }
    let open = Spot::ALL
        .into_iter()
        .filter(|spot| may(&placed(kind, *spot, who, sensitive)));
    Open::Spots(open.collect())
}

#[test]
fn each_action_is_permitted_as_expected() {
    let authority = Authority::from_content(&content()).unwrap();
    let lines = by_name();
    let mut differ = Vec::new();
    let ordinary = Action::ALL.iter().map(|action| (action, false));
    let of_complaints = Action::ALL
        .iter()
        .filter(|action| action.kind() == Kind::Complaint);
    let all = ordinary.chain(of_complaints.map(|action| (action, true)));
    for (action, sensitive) in all {
        let before = if sensitive { SENSITIVE } else { "" };
        let what = format!("{before}action {}", action.code());
        let line = lines.get(&what);
        let line = line.unwrap_or_else(|| panic!("policies/expected.csv lacks `{what}`"));
        for ((name, who), expected) in COLUMNS.iter().zip(&line.cells) {
            let observed = permitted(&authority, *action, *who, sensitive);
            if observed != *expected {
                let words = (expected.word(), observed.word());
                differ.push(format!("{} as {name}: {words:?}", line.what));
            }
        }
    }
    assert!(differ.is_empty(), "(expected, observed): {differ:#?}");
}

/// What the answer of a list names, where the list shows such things.
fn listed(thing: &str, person: &Person, answer: &Answer) -> Open {
    let named = person.places.iter().filter(|(_, place)| {
        let id = match thing {
            "series listed" => place.series,
            "decisions listed" => place.decision,
            _ => place.complaint,
        };
        answer.body.contains(&id.to_string())
    });
    Open::Spots(named.map(|(spot, _)| *spot).collect())
}

async fn observed(
    asking: &Asking<'_>,
    route: &Route,
    (thing, sensitive): (&str, bool),
    person: &Person,
) -> Open {
    let door = |answer: &Answer| answer.door(route, person.who);
    match thing {
        "door" | "held" => match door(&asking.ask(route, thing, person, None).await) {
            true => Open::Door,
            false => Open::NOTHING,
        },
        "machine" => match asking.ask(route, thing, person, None).await.status.as_u16() {
            404 => Open::NOTHING,
            _ => Open::Door,
        },
        "complaints listed" | "series listed" | "decisions listed" => {
            for (_, place) in &person.places {
                asking.put(place, sensitive).await;
            }
            let answer = asking.ask(route, thing, person, None).await;
            match door(&answer) {
                true => listed(thing, person, &answer),
                false => Open::NOTHING,
            }
        }
        _ => {
            let mut open = BTreeSet::new();
            for (spot, place) in &person.places {
                asking.put(place, sensitive).await;
                let answer = asking.ask(route, thing, person, Some(place)).await;
                let named = match thing {
                    "complaints found" | "complaints of a value" => {
                        answer.body.contains(&place.complaint.to_string())
                    }
                    _ => true,
                };
                if named && answer.thing(route, person.who) {
                    open.insert(*spot);
                }
            }
            Open::Spots(open)
        }
    }
}

/// Gestures on the session itself are tried last: on its purpose, then the one that ends it.
fn on_the_session(route: &Route) -> u8 {
    match (route.method.is_safe(), route.path) {
        (false, "/agent/motif") => 1,
        (false, "/deconnexion") => 2,
        _ => 0,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_route_opens_as_expected() {
    agrees(On::Sqlite).await;
}

/// There, the rows that the database keeps back are never those that policies permit.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn each_route_opens_as_expected_on_postgres() {
    agrees(On::Postgres).await;
}

async fn agrees(on: On) {
    let units = vec!["lille".to_owned(), "douai".to_owned()];
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        territories: Territories::of([("Nord".to_owned(), units)].into()),
        limits: Limits {
            answers_per_minute_per_draft: 0,
            uploads_per_hour_per_case: 0,
            ..Limits::default()
        },
        ..Config::default()
    };
    let list = capabilities::all();
    let kit: Kit = kit_with(on, capabilities::all(), config).await;
    let people = filled::filled(&kit).await;
    let front = wiring::front(&kit.world, &list).unwrap();
    let asking = Asking::of(&kit, wiring::router(&front, &list));
    let lines = by_name();
    let mut all = routes();
    all.sort_by_key(on_the_session);
    let (mut differ, mut asked) = (Vec::new(), 0);
    for route in &all {
        for before in [SENSITIVE, ""] {
            let Some(line) = lines.get(&format!("{before}{}", name(route))) else {
                continue;
            };
            let tried = (line.thing.as_str(), !before.is_empty());
            for (person, expected) in people.iter().zip(&line.cells) {
                let observed = observed(&asking, route, tried, person).await;
                asked += 1;
                if observed != *expected {
                    let words = (expected.word(), observed.word());
                    differ.push(format!("{} as {}: {words:?}", line.what, person.name));
                }
            }
        }
    }
    assert!(asked > 2_000, "{asked} cells were tried");
    assert!(differ.is_empty(), "(expected, observed): {differ:#?}");
}

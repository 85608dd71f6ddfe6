//! Why complaints are together, by requests: the linker answers whoever asks, the page and the
//! interface say the same sentences, each role reads what the policies open, and the journal holds it.

use crate::desk::{Desk, Person, purpose_of, sign_in, the_series};
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::ask::{Answered, ask};
use faisceau_series::run;
use serde_json::Value;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// A linker at work beside the pages, as in a running instance.
struct Linking(watch::Sender<bool>, JoinHandle<()>);

impl Linking {
    fn at_work(kit: &Kit) -> Linking {
        let (stop, stopped) = watch::channel(false);
        Linking(stop, tokio::spawn(run::run(kit.world.clone(), stopped)))
    }

    async fn stop(self) {
        self.0.send(true).unwrap();
        self.1.await.unwrap();
    }
}

/// Three complaints of Lille and Brest that one address joins; a second one joins those of Brest;
/// the first says a number of the victim's and a bank whose name is borrowed.
fn pair_of_units() -> Vec<Filed> {
    vec![
        Filed::with_emails(1, &["vendeur"])
            .in_unit("lille")
            .and(Kind::Email, "victime@exemple.fr", Said::Victim)
            .and(Kind::Url, "https://www.1822direkt.com", Said::Impersonated),
        Filed::with_emails(2, &["vendeur", "complice", "seul"]).in_unit("brest"),
        Filed::with_emails(3, &["vendeur", "complice"]).in_unit("brest"),
    ]
}

async fn questions(kit: &Kit) -> usize {
    let mut tx = kit.world.db.read().await.unwrap();
    tx.all(&store::QUESTIONS, binds![]).await.unwrap().len()
}

async fn explained(kit: &Kit) -> Vec<(Uuid, String)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::JOURNAL, binds!["complaint"]).await.unwrap();
    let told = rows.iter().filter(|row| {
        let action: String = row.get("action").unwrap();
        action == "link.explained"
    });
    let subject = |row: &faisceau_platform::db::Row| {
        let subject: Option<Uuid> = row.get("subject").unwrap();
        (subject.unwrap(), row.get("purpose").unwrap())
    };
    told.map(subject).collect()
}

async fn get(desk: &Desk, person: &Person, path: &str) -> Value {
    let seen = desk.get(person, path).await;
    assert_eq!(seen.status, StatusCode::OK, "{path}: {}", seen.body);
    serde_json::from_str(&seen.body).unwrap()
}

/// Every sentence of a part of an explanation.
fn sentences(part: &Value) -> Vec<String> {
    let mut all: Vec<&Value> = vec![&part["lead"], &part["more"]];
    for line in part["lines"].as_array().unwrap() {
        all.push(&line["title"]);
        all.extend(line["facts"].as_array().unwrap());
        all.extend(line["inference"].as_array().unwrap());
    }
    all.into_iter()
        .filter_map(|said| Some(said.as_str()?.to_owned()))
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('"', "&#34;")
}

on_both!(
    the_page_and_the_interface_say_the_same_and_the_reading_is_journaled,
    crate::capabilities(),
    async |kit: Kit| {
        let world = pair_of_units();
        linked(&kit, &world).await;
        let linking = Linking::at_work(&kit);
        let desk = Desk::of(&kit);
        let (id, reference) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let path = format!("/series/{id}/members/{}", world[1].id);
        let seen = desk.get(&analyst, &path).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let api = format!("/api/v1/series/{id}/explanations/{}", world[1].id);
        let said = get(&desk, &analyst, &api).await;
        assert_eq!(said["state"], "known", "{said}");
        let summary = said["summary"].as_str().unwrap();
        let first = format!(
            "La plainte FSC-{} est dans la série {reference}, avec 2 autres plaintes.",
            world[1].id.simple()
        );
        assert_eq!(plain(summary), first);
        let mut all = vec![summary.to_owned()];
        for part in ["path", "direct", "not_used", "alternatives"] {
            all.extend(sentences(&said[part]));
        }
        assert!(all.len() > 10, "{all:?}");
        for sentence in &all {
            assert!(seen.body.contains(&escaped(sentence)), "{sentence}");
        }
        let whole = plain(&all.join("\n"));
        for expected in [
            "Le lien le plus solide va de l’une à l’autre sans intermédiaire.",
            "vendeur@exemple[.]fr",
            "En tout, 3 plaintes l’emploient, la première reçue le 2 mars 2026, la dernière le 4 mars 2026.",
            "3 d’entre elles sont dans cette série",
            "1 des 2 plaintes suivantes qui emploient cette adresse e-mail partage aussi",
            "Aucune autre plainte ne l’emploie.",
        ] {
            assert!(whole.contains(expected), "{expected}\n{whole}");
        }
        let step = &said["path"]["lines"][0]["figures"];
        assert_eq!(
            (&step["corroborated"], &step["arrivals"]),
            (&1.into(), &2.into())
        );
        assert_eq!(step["everywhere"]["complaints"], 3);
        assert!(!seen.body.contains("escroc") && !seen.body.contains("auteur"));
        let told = explained(&kit).await;
        assert_eq!(told, vec![(world[1].id, "linkage".to_owned()); 2]);
        assert_eq!(questions(&kit).await, 0, "what was read is deleted");
        linking.stop().await;
    }
);

on_both!(
    two_complaints_are_compared_and_what_does_not_serve_is_said,
    crate::capabilities(),
    async |kit: Kit| {
        let mut world = pair_of_units();
        world.push(Filed::with_emails(9, &["ailleurs"]).headed("romance"));
        linked(&kit, &world).await;
        let linking = Linking::at_work(&kit);
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let pair = format!("/series/{id}/pair?a={}&b={}", world[0].id, world[2].id);
        let seen = desk.get(&analyst, &pair).await;
        let body = plain(&seen.body);
        assert!(body.contains("sont dans la même série"), "{body}");
        assert!(body.contains("Écarté : la plainte dit que cette valeur est à la victime."));
        assert!(body.contains("v***@e***.fr") && !body.contains("victime@exemple"));
        assert!(body.contains("à un tiers dont le nom est usurpé"));
        // By the reference as typed, and of another series.
        let typed = format!("fsc-{}", world[3].id.simple());
        let pair = format!("/series/{id}/pair?a={}&b={typed}", world[0].id);
        let body = plain(&desk.get(&analyst, &pair).await.body);
        assert!(body.contains("ne sont pas dans la même série"), "{body}");
        let told: Vec<Uuid> = explained(&kit).await.into_iter().map(|t| t.0).collect();
        let about = [0, 2, 0, 3].map(|at: usize| world[at].id);
        let mut sorted = (told.clone(), about.to_vec());
        sorted.0.sort();
        sorted.1.sort();
        assert_eq!(sorted.0, sorted.1);
        // What is wrong in the question is said, and nothing is read for it.
        for (typed, words) in [
            ("rien".to_owned(), "Aucune plainte que vos droits ouvrent"),
            (world[0].id.to_string(), "Indiquez une autre plainte"),
        ] {
            let pair = format!("/series/{id}/pair?a={}&b={typed}", world[0].id);
            let seen = desk.get(&analyst, &pair).await;
            assert_eq!(seen.status, StatusCode::OK);
            assert!(plain(&seen.body).contains(words), "{}", seen.body);
        }
        assert_eq!(explained(&kit).await.len(), 4);
        linking.stop().await;
    }
);

on_both!(
    each_role_reads_the_reasons_of_what_it_may_open,
    crate::capabilities(),
    async |kit: Kit| {
        let world = pair_of_units();
        linked(&kit, &world).await;
        let linking = Linking::at_work(&kit);
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let (ok, no, hidden) = (StatusCode::OK, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND);
        // Role, unit; then the complaint of Lille, that of Brest.
        let expected = [
            (Role::Officer, "lille", ok, hidden),
            (Role::Officer, "nice", hidden, hidden),
            (Role::Analyst, "nice", ok, ok),
            (Role::Investigator, "brest", hidden, ok),
            (Role::Prosecutor, "brest", hidden, ok),
            (Role::Auditor, "lille", no, no),
            (Role::Administrator, "lille", no, no),
        ];
        for (role, unit, lille, brest) in expected {
            let person = sign_in(&kit, role, purpose_of(role), unit).await;
            for (complaint, status) in [(world[0].id, lille), (world[1].id, brest)] {
                for path in [
                    format!("/series/{id}/members/{complaint}"),
                    format!("/api/v1/series/{id}/explanations/{complaint}"),
                ] {
                    let seen = desk.get(&person, &path).await;
                    assert_eq!(seen.status, status, "{role:?} {unit} {path}");
                }
            }
            let both = lille == ok && brest == ok;
            let status = match (lille, both) {
                (StatusCode::OK, _) => StatusCode::OK,
                (other, _) => other,
            };
            let pair = format!("/series/{id}/pair?a={}&b={}", world[0].id, world[1].id);
            let seen = desk.get(&person, &pair).await;
            assert_eq!(seen.status, status, "{role:?} {unit} {pair}");
            let told = plain(&seen.body);
            assert_eq!(told.contains("sont dans la même série"), both, "{told}");
        }
        // Brest alone says the second address: masked for Lille, and its complaints unnamed.
        let officer = sign_in(&kit, Role::Officer, Purpose::VictimSupport, "lille").await;
        let path = format!("/series/{id}/members/{}", world[0].id);
        let body = plain(&desk.get(&officer, &path).await.body);
        assert!(
            body.contains("une plainte que vos droits n’ouvrent pas"),
            "{body}"
        );
        assert!(!body.contains(&world[1].id.simple().to_string()), "{body}");
        assert!(!body.contains("complice@"), "{body}");
        linking.stop().await;
    }
);

on_both!(
    strangers_and_wrong_addresses_learn_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        let world = pair_of_units();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let (one, other) = (world[0].id, world[1].id);
        let page = format!("/series/{id}/members/{one}");
        let pair = format!("/series/{id}/pair?a={one}&b={other}");
        for path in [&page, &pair] {
            let seen = desk.stranger(path).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{path}");
            assert!(seen.location.starts_with("/connexion"), "{path}");
        }
        let api = format!("/api/v1/series/{id}/explanations/{one}");
        let seen = desk.stranger(&api).await;
        assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let never = Uuid::nil();
        for path in [
            format!("/series/{id}/members/{never}"),
            format!("/series/{never}/members/{one}"),
            format!("/series/{id}/members/88"),
            format!("/series/{id}/pair"),
            format!("/series/{id}/pair?a=88&b={one}"),
            format!("/api/v1/series/{id}/explanations/{never}"),
            format!("/api/v1/series/{id}/explanations/{one}?with={never}"),
        ] {
            let seen = desk.get(&analyst, &path).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
        }
        let wrong = format!("/api/v1/series/{id}/explanations/{one}?with=88");
        let seen = desk.get(&analyst, &wrong).await;
        assert_eq!(seen.status, StatusCode::BAD_REQUEST);
        assert_eq!(explained(&kit).await, []);
        assert_eq!(questions(&kit).await, 0, "nothing was asked");
    }
);

on_both!(
    without_a_linker_the_page_says_so_with_what_is_stored,
    crate::capabilities(),
    async |kit: Kit| {
        let world = pair_of_units();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let path = format!("/series/{id}/members/{}", world[1].id);
        let seen = desk.get(&analyst, &path).await;
        assert_eq!(seen.status, StatusCode::OK);
        let body = plain(&seen.body);
        assert!(body.contains("Rapprochement en cours."), "{body}");
        assert!(
            body.contains("vendeur@exemple[.]fr dans 3 plaintes"),
            "{body}"
        );
        assert!(
            body.contains(&format!("href=\"{path}\"")),
            "a link to load again"
        );
        assert_eq!(questions(&kit).await, 0, "nobody waits any more");
        assert_eq!(explained(&kit).await.len(), 1);
        // A question nobody came back for.
        let mut tx = kit.world.db.write().await.unwrap();
        let old = kit.world.clock.now() - jiff::SignedDuration::from_secs(61);
        let row = binds![Uuid::from_u128(5), old, world[0].id];
        tx.execute(&store::ASK_LONG_AGO, row).await.unwrap();
        tx.commit().await.unwrap();
        let linking = Linking::at_work(&kit);
        let answer = ask(&kit.world, world[0].id, None).await.unwrap();
        assert!(matches!(answer, Answered::Known(..)), "{answer:?}");
        assert_eq!(questions(&kit).await, 0, "what nobody read is swept");
        // A complaint that was never linked is not held.
        let unknown = ask(&kit.world, Uuid::from_u128(7), None).await.unwrap();
        assert_eq!(unknown, Answered::NotHeld);
        linking.stop().await;
    }
);

on_both!(
    a_decision_is_named_with_who_took_it_and_when,
    crate::capabilities(),
    async |kit: Kit| {
        let mut world = pair_of_units();
        world.push(Filed::with_emails(9, &["ailleurs"]).headed("romance"));
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let decision = Uuid::from_u128(0xdec1);
        let now = kit.world.clock.now();
        let mut tx = kit.world.db.write().await.unwrap();
        let row = binds![decision, "merge", now, analyst.id];
        tx.execute(&store::DECIDE_AS, row).await.unwrap();
        for named in [world[0].id, world[3].id] {
            let row = binds![decision, named, 0_i64];
            tx.execute(&store::NAME, row).await.unwrap();
        }
        let mark = binds![decision, now];
        tx.execute(&store::MARK_DECISION, mark).await.unwrap();
        tx.commit().await.unwrap();
        run::link_until_idle(&kit.world).await.unwrap();
        let linking = Linking::at_work(&kit);
        let (id, _) = the_series(&kit).await;
        let pair = format!("/series/{id}/pair?a={}&b={}", world[0].id, world[3].id);
        let seen = desk.get(&analyst, &pair).await;
        let said = format!(
            "La réunion décidée par {} le 22 novembre 2026 tient ensemble 2 plaintes de la série.",
            analyst.staff.display_name
        );
        assert!(plain(&seen.body).contains(&said), "{}", seen.body);
        linking.stop().await;
    }
);

//! What people type and what opens something is searched in the log of the real program, at the finest level there
//! is, on both databases, and in the journal. Checks no other content of the log.

use crate::drafts;
use crate::running::{Running, program};
use crate::visitor::Visitor;
use faisceau::setup;
use faisceau_documents::Regime;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

const PASSWORD: &str = "Quatorze-Hiboux-Violets";
const WRONG: &str = "Quinze-Hiboux-Orange";
const STORY: &str = "Zéphyrine a payé le tourne-disque";
const MAIL: &str = "zephyrine.hibou@boutique-plantee.example";
const TERM: &str = "tournedisqueplante";
const REASON: &str = "motif-plante-hibou";

fn started(data: &Path, url: Option<&str>) -> Command {
    let mut command = program(data);
    if let Some(url) = url {
        command.env("FAISCEAU_DATABASE_URL", url);
    }
    command
}

fn config(data: &Path, url: Option<&str>) -> Config {
    Config {
        data_dir: data.to_path_buf(),
        database_url: url.map(str::to_owned),
        legal_regime: Some(Regime::Private),
        offence_case: Some(faisceau_domain::regime::OffenceCase::Claims),
        own_sources: vec!["*".into()],
        controller: Some("Association d’essai".into()),
        ..Config::default()
    }
}

/// A draft that lacks nothing: its cookie.
async fn ready(data: &Path, url: Option<&str>) -> String {
    let world = setup::world(config(data, url), Clock::System, Dice::System);
    let world = world.await.unwrap();
    let made = drafts::ready(&world, 1, 1).await.remove(0);
    world.db.close().await;
    made.cookie.strip_prefix("draft=").unwrap().to_owned()
}

/// The name of the field of a page that starts so.
fn field(page: &str, start: &str) -> String {
    let mut names = page.split("name=\"").skip(1);
    let name = names.find_map(|rest| {
        rest.split('"')
            .next()
            .filter(|name| name.starts_with(start))
    });
    name.unwrap_or_else(|| panic!("no field {start}"))
        .to_owned()
}

/// A victim answers, files, comes back with a wrong code and with the right one. What opened something, by its name.
fn victim(address: &str, draft: &str) -> BTreeMap<&'static str, String> {
    let mut victim = Visitor::of(address).with_cookie("draft", draft);
    for (page, start, typed) in [
        ("/plainte/q/story", "story", STORY),
        ("/plainte/q/shop-traces", "shop.confirmation_from", MAIL),
    ] {
        let name = field(&victim.get(page).text(), start);
        let sent = victim.send(page, &[(&name, typed)]);
        assert_eq!(sent.status, 303, "{page}: {}", sent.text());
    }
    let typed = [("declare.truth", "yes"), ("nature", "complaint")];
    let sent = victim.send("/plainte/declaration", &typed);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let page = victim.get("/plainte/recu").text();
    let text: String = page
        .split('<')
        .filter_map(|part| part.split('>').nth(1))
        .collect::<Vec<_>>()
        .join(" ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let reference = words
        .iter()
        .find(|word| word.starts_with("FSC-"))
        .expect("a reference");
    let code = words
        .iter()
        .find(|word| word.matches('-').count() >= 4 && !word.starts_with("FSC-"));
    let code = (*code.expect("a code")).to_owned();
    let wrong = format!(
        "{}{}",
        if code.starts_with('A') { 'B' } else { 'A' },
        &code[1..]
    );
    let mut back = Visitor::of(address);
    for (code, status) in [(&wrong, 422), (&code, 303)] {
        let sent = back.send("/suivi", &[("reference", reference), ("code", code)]);
        assert_eq!(sent.status, status, "{}", sent.text());
    }
    assert_eq!(back.get("/suivi/dossier").status, 200);
    BTreeMap::from([
        ("a draft's code", draft.to_owned()),
        ("a follow-up code", code.replace('-', "")),
        ("the same, printed", code),
        ("a wrong code", wrong),
    ])
}

/// An officer is refused, comes in, searches with a reason, and goes.
fn officer(address: &str) -> BTreeMap<&'static str, String> {
    let mut officer = Visitor::of(address);
    let sent = officer.send("/connexion", &[("login", "a.martin"), ("password", WRONG)]);
    assert_eq!(sent.status, 422);
    let sent = officer.send(
        "/connexion",
        &[("login", "a.martin"), ("password", PASSWORD)],
    );
    assert_eq!(sent.status, 303, "{}", sent.text());
    let held = officer.cookie("session").expect("a session");
    let sent = officer.send("/recherche", &[("q", TERM), ("reason", REASON)]);
    assert_eq!(sent.status, 200, "{}", sent.text());
    BTreeMap::from([("a session", held)])
}

/// The journal holds the reason, which is what a person wrote of why, and nothing else of it all.
async fn journaled(data: &Path, url: Option<&str>, planted: &BTreeMap<&'static str, String>) {
    let world = setup::world(config(data, url), Clock::System, Dice::System).await;
    let world = world.unwrap();
    faisceau::background::seal_all(&world).await.unwrap();
    faisceau::background::publish_all(&world).await.unwrap();
    let (_, deeds) = crate::journal_words::walk(&world).await;
    for deed in [
        "complaint.filed",
        "follow_up.refused",
        "search.run",
        "account.signed_in",
    ] {
        assert!(deeds.contains(deed), "{deed}");
    }
    for (name, secret) in planted {
        let there = crate::journal_words::says(&world, secret).await;
        assert_eq!(there, *name == "a reason", "{name}");
    }
    world.db.close().await;
}

async fn searched(url: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let mut add = started(data, url);
    add.args(["user", "add", "a.martin", "--role", "officer"]);
    let out = crate::running::typed(add, &format!("{PASSWORD}\n"));
    assert!(out.status.success(), "{out:?}");
    let draft = ready(data, url).await;
    let mut serve = started(data, url);
    serve
        .arg("serve")
        .env("RUST_LOG", "trace")
        .stdout(Stdio::null());
    let (running, line) = Running::start_as(&mut serve, "listening on");
    let address = line.rsplit('/').next().unwrap().to_owned();
    let mut planted = victim(&address, &draft);
    planted.extend(officer(&address));
    for (name, typed) in [
        ("a password", PASSWORD),
        ("a wrong password", WRONG),
        ("what happened", "tourne-disque"),
        ("an address", "boutique-plantee"),
        ("a searched term", TERM),
        ("a reason", REASON),
    ] {
        planted.insert(name, typed.to_owned());
    }
    running.ask_to_stop();
    let lines = running.rest();
    journaled(data, url, &planted).await;
    let log = lines.join("\n");
    // It told what was asked for.
    assert!(log.contains("/plainte/declaration") && log.contains("/connexion"));
    for (name, secret) in planted {
        let found = lines.iter().find(|line| line.contains(&secret));
        assert!(found.is_none(), "{name} is in the log: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_typed_and_nothing_that_opens_is_in_the_log_on_sqlite() {
    searched(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn nothing_typed_and_nothing_that_opens_is_in_the_log_on_postgres() {
    let url = faisceau_platform::testkit::server()
        .fresh_database()
        .await
        .unwrap();
    searched(Some(&url)).await;
}

//! The file of a series as its PDF says it, read by poppler: complaints that nobody reviewed are
//! counted and listed apart, and each membership has its path in the sentences of its page.
#![expect(clippy::print_stderr, reason = "a skipped check is said, not hidden")]

use crate::desk::{Desk, Person, sign_in, the_series};
use crate::obey::decide;
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::file::{self, render};
use faisceau_series::run;
use serde_json::Value;
use std::process::Command;
use tokio::sync::watch;
use uuid::Uuid;

/// Letters and digits alone: where lines end is the typesetter's.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Asks for a file and reads its PDF; `None`, said aloud, where poppler is not installed.
async fn read(kit: &Kit, desk: &Desk, person: &Person, series: Uuid) -> Option<String> {
    let path = format!("/series/{series}/file");
    let form = "motif=Saisine+du+parquet&langue=fr";
    let seen = desk.post(person, &path, form, true).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
    let mut tx = kit.world.db.read().await.unwrap();
    let made = file::made_by(&mut tx, series, person.id).await.unwrap();
    tx.rollback().await.unwrap();
    let cx = Cx::platform(&kit.world);
    let pdf = render::render(&cx, made[0].id).await.unwrap();
    let program = env!("FAISCEAU_TEST_PDFTOTEXT");
    if program.is_empty() {
        eprintln!("SKIPPED: pdftotext is not installed, what it would read is not checked");
        return None;
    }
    let kept = kit.folder.path().join("read.pdf");
    std::fs::write(&kept, pdf).unwrap();
    let read = Command::new(program)
        .arg("-raw")
        .arg(&kept)
        .arg("-")
        .output();
    Some(String::from_utf8(read.unwrap().stdout).unwrap())
}

/// Every sentence of the path of a membership, as the interface says it.
async fn path(desk: &Desk, person: &Person, series: Uuid, complaint: Uuid) -> Vec<String> {
    let at = format!("/api/v1/series/{series}/explanations/{complaint}");
    let seen = desk.get(person, &at).await;
    let said: Value = serde_json::from_str(&seen.body).unwrap();
    let mut all = Vec::new();
    for line in said["path"]["lines"].as_array().unwrap() {
        all.push(line["title"].as_str().unwrap().to_owned());
        for part in ["facts", "inference"] {
            let sentences = line[part].as_array().unwrap();
            all.extend(
                sentences
                    .iter()
                    .map(|said| said.as_str().unwrap().to_owned()),
            );
        }
    }
    assert!(!all.is_empty(), "{}", seen.body);
    all
}

on_both!(
    who_was_not_reviewed_is_apart_and_each_membership_has_its_path,
    crate::capabilities(),
    async |kit: Kit| {
        let world: Vec<Filed> = (1..5)
            .map(|n| Filed::with_emails(n, &["vendeur", "complice"]))
            .collect();
        linked(&kit, &world[..3]).await;
        let [a, b, c] = [0, 1, 2].map(|n: usize| world[n].id);
        decide(&kit, 1, "confirm", [&[a, b, c], &[]]).await;
        linked(&kit, &world[3..]).await;
        let mut tx = kit.world.db.write().await.unwrap();
        let now = kit.world.clock.now();
        for filed in &world {
            let lost = binds![filed.id, "{}", "import", 12_300_i64, "EUR"];
            tx.execute(&store::TELL, lost).await.unwrap();
            tx.execute(&store::MARK_COMPLAINT, binds![filed.id, now])
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let (stop, stopped) = watch::channel(false);
        let linker = tokio::spawn(run::run(kit.world.clone(), stopped));
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let person = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        // Asked once, so that the linker has taken in what was marked.
        let mut paths = Vec::new();
        for filed in &world {
            paths.push(path(&desk, &person, id, filed.id).await);
        }
        let Some(text) = read(&kit, &desk, &person, id).await else {
            return;
        };
        let said = letters(&text);
        let has = |expected: &str| assert!(said.contains(&letters(expected)), "{expected}\n{text}");
        has("Plaintes de la série 4");
        has("Dont confirmées 3");
        has("Dont rattachées, pas encore examinées 1");
        has("Pertes déclarées 492,00 €");
        has("Dont plaintes pas encore examinées 123,00 €");
        has("dont 1 pas encore examinée");
        for sentence in paths.iter().flatten() {
            has(sentence);
        }
        // The newcomer is in the list of its own, not among the others.
        let reference = |filed: &Filed| letters(&format!("FSC-{}", filed.id.simple()));
        let apart = said
            .find(&letters("Ces plaintes sont venues après"))
            .unwrap();
        let list = said[..apart]
            .rfind(&letters("Les plaintes Dossier"))
            .unwrap();
        assert!(said[list..apart].contains(&reference(&world[0])), "{text}");
        assert!(!said[list..apart].contains(&reference(&world[3])), "{text}");
        assert!(said[apart..].contains(&reference(&world[3])), "{text}");
        stop.send(true).unwrap();
        linker.await.unwrap();
        // Nobody links: what cannot be said is said to be missing.
        let text = read(&kit, &desk, &person, id).await.unwrap();
        let missing = "Les chemins de 4 plaintes manquent";
        assert!(letters(&text).contains(&letters(missing)), "{text}");
    }
);

on_both!(
    a_file_prints_sixty_paths_and_says_how_many_it_leaves_out,
    crate::capabilities(),
    async |kit: Kit| {
        let world: Vec<Filed> = (0..63)
            .map(|n| Filed::with_emails(n, &["vendeur", "complice"]))
            .collect();
        linked(&kit, &world).await;
        let (stop, stopped) = watch::channel(false);
        let linker = tokio::spawn(run::run(kit.world.clone(), stopped));
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let person = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        path(&desk, &person, id, world[0].id).await;
        if let Some(text) = read(&kit, &desk, &person, id).await {
            let said = letters(&text);
            let left = "Les chemins de 3 plaintes ne sont pas imprimés";
            assert!(said.contains(&letters(left)), "{text}");
            let way = letters("Le lien le plus solide va de l’une à l’autre");
            let printed = said.matches(&way).count();
            assert!(printed <= 60, "{printed}");
            assert!(!said.contains(&letters("plaintes manquent")), "{text}");
        }
        stop.send(true).unwrap();
        linker.await.unwrap();
    }
);

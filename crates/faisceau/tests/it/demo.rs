//! The demonstration's year, in small: what it makes is whole, its codes open what they should,
//! and its series are found by the linker itself.

use crate::store;
use faisceau::demo::{self, Keys, Volume};
use faisceau::{background, setup};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Actor;
use faisceau_domain::reference::Reference;
use faisceau_domain::regime::OffenceCase;
use faisceau_domain::{Lang, form::PageUse};
use faisceau_intake::{follow, resume, verify};
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::world::World;
use jiff::Timestamp;
use std::sync::Arc;
use tempfile::TempDir;

const SMALL: Volume = Volume {
    complaints: 160,
    in_series: 90,
    largest: &[25, 12],
    online: 40,
};

async fn small_year() -> (TempDir, Arc<World>, Keys, Timestamp) {
    let folder = tempfile::tempdir().unwrap();
    let end: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
    let config = Config {
        data_dir: folder.path().to_path_buf(),
        demonstration: true,
        offence_case: Some(OffenceCase::Claims),
        own_sources: vec!["*".into()],
        ..Config::default()
    };
    let clock = Clock::set_at(demo::start_of_year(end));
    let world = setup::world(config, clock, Dice::seeded(3)).await.unwrap();
    let keys = demo::prepare(&world, SMALL, end, |_, _| {}).await.unwrap();
    (folder, world, keys, end)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_small_year_is_whole_and_its_codes_open_what_they_should() {
    let (_folder, world, keys, end) = small_year().await;
    let mut tx = world.db.read().await.unwrap();
    let counts = tx
        .one(&store::COUNTS, faisceau_platform::binds![end])
        .await
        .unwrap();
    let count = |name: &str| counts.get::<i64>(name).unwrap();
    assert_eq!(count("complaints"), 161, "one of them at the counter");
    assert_eq!(count("online"), 40);
    assert!(count("validated") > 5 && count("messages") > 5);
    assert!(count("linked") > 60, "{} are linked", count("linked"));
    assert_eq!(count("late"), 0, "nothing happens after the present");
    drop(tx);
    let (rows, deeds) = crate::journal_words::walk(&world).await;
    assert!(rows > 1_000 && deeds.len() > 20, "{rows} rows of {deeds:?}");

    let cx = Cx::anyone(&world, Actor::Victim, Lang::Fr);
    for (standing, opened) in &keys.case {
        let reference = Reference::parse(&opened.reference).unwrap();
        let code = Code::parse(CodeKind::FollowUp, &opened.follow_up).unwrap();
        let complaint = follow::follow(&cx, &reference, &code)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(complaint.id, opened.id);
        match *standing {
            "asked" | "validated" | "rejected" => assert_eq!(complaint.state.code(), *standing),
            _ => assert_eq!(complaint.state.code(), "filed"),
        }
        let code = Code::parse(CodeKind::Verification, &opened.verification).unwrap();
        assert!(verify::verify(&cx, &code).await.unwrap().is_some());
    }
    assert_eq!(keys.draft.len(), 3, "one draft a type");
    for (form, code) in &keys.draft {
        let code = Code::parse(CodeKind::Resume, code).unwrap();
        let draft = resume::resume(&cx, &code).await.unwrap().unwrap();
        assert_eq!(&draft.form_type, form);
        let journey = draft.journey(&world.forms);
        assert_eq!(journey.resume().purpose, PageUse::Questions);
        assert!(!draft.answers.is_empty());
    }
    let code = Code::parse(CodeKind::Resume, &keys.ready).unwrap();
    let draft = resume::resume(&cx, &code).await.unwrap().unwrap();
    assert!(draft.journey(&world.forms).missing_to_file().is_empty());
    background::seal_all(&world).await.unwrap();
}

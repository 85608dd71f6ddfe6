//! A loss of the public log is declared by two persons: the log is closed with the last checkpoint known of it and goes on under a
//! new name; nobody does it alone, late, without a motive, or when nothing is lost.

use crate::log::{acts, cx, published, seal};
use crate::world::Person;
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::merkle::checkpoint::{Checkpoint, Signed};
use faisceau_domain::merkle::loss::Refused;
use faisceau_evidence::log::check::{Broken, Checked, check};
use faisceau_evidence::log::publish::Refused as NotSigned;
use faisceau_evidence::log::run::publish_all;
use faisceau_evidence::log::{loss, memory};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

const MOTIVE: &str = "Le disque de la base a brûlé ; aucune sauvegarde plus récente.";

async fn someone(kit: &Kit, login: &str) -> Cx {
    let new = NewAccount {
        login: login.into(),
        display_name: login.into(),
        unit: "siege".into(),
        roles: vec![Role::Administrator],
        password: "une longue phrase de passe".into(),
    };
    let id = accounts::add(&cx(kit), new).await.unwrap();
    let mut tx = kit.world.db.read().await.unwrap();
    let staff = accounts::load(&mut tx, id).await.unwrap().unwrap();
    let purpose = Purpose::Administration;
    Cx::staff(&kit.world, staff, purpose, faisceau_domain::Lang::Fr).because(MOTIVE)
}

/// A checkpoint of so many entries that this log signed on a day that is not here any more.
fn lost(kit: &Kit, origin: &str, size: u64) -> Signed {
    let checkpoint = Checkpoint {
        origin: origin.to_owned(),
        size,
        root: [7; 32],
    };
    checkpoint.sign(kit.world.keys().signing())
}

async fn not_signed(kit: &Kit) -> NotSigned {
    seal(kit).await;
    match publish_all(&cx(kit)).await {
        Err(Error::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn refused<T: std::fmt::Debug>(done: Result<T, Error<Refused>>) -> Refused {
    match done {
        Err(Error::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

on_both!(
    two_persons_declare_a_loss_and_the_log_goes_on_under_a_new_name,
    crate::capabilities(),
    async |kit: Kit| {
        let world = &kit.world;
        let (one, other) = (someone(&kit, "une").await, someone(&kit, "autre").await);
        acts(&kit, 5).await;
        published(&kit).await;
        let stranger = Person::stranger(&kit);
        let first = stranger.get("/log/checkpoint").await.body();
        let first = memory::known(world, &first).unwrap();
        assert_eq!(refused(loss::propose(&one).await), Refused::NothingLost);
        assert_eq!(refused(loss::agree(&other).await), Refused::NothingLost);
        let base = first.checkpoint.origin.clone();
        memory::remember(world, &lost(&kit, &base, 50)).unwrap();
        acts(&kit, 1).await;
        let why = not_signed(&kit).await;
        assert!(matches!(why, NotSigned::Behind { size: 50, .. }), "{why}");
        let noted = memory::refusal(&world.config).unwrap();
        assert_eq!(noted, Some(why.to_string()), "the page of health says it");
        // Nobody alone, nobody without a word, nobody late.
        assert_eq!(refused(loss::agree(&other).await), Refused::NoProposal);
        let hardly = one.clone().because("perdu");
        assert_eq!(refused(loss::propose(&hardly).await), Refused::Motive);
        loss::propose(&one).await.unwrap();
        assert_eq!(refused(loss::propose(&other).await), Refused::Open);
        assert_eq!(refused(loss::agree(&one).await), Refused::SamePerson);
        let hardly = other.clone().because("d’accord");
        assert_eq!(refused(loss::agree(&hardly).await), Refused::Motive);
        world.clock.advance_millis(24 * 3_600_000);
        assert_eq!(refused(loss::agree(&other).await), Refused::NoProposal);
        loss::propose(&one).await.unwrap();
        let stands = loss::standing(&one).await.unwrap();
        assert!(stands.refused.is_some() && stands.closed.is_empty());
        assert!(
            !not_signed(&kit).await.to_string().is_empty(),
            "still nothing"
        );
        // The other agrees: closed, and goes on.
        let name = loss::agree(&other).await.unwrap();
        assert_eq!(name, format!("{base}/2"));
        assert_eq!(refused(loss::agree(&other).await), Refused::NothingLost);
        published(&kit).await;
        assert_eq!(memory::refusal(&world.config).unwrap(), None);
        let second = stranger.get("/log/checkpoint").await.body();
        let second = memory::known(world, &second).unwrap();
        assert_eq!(second.checkpoint.origin, name);
        assert_eq!(second.checkpoint.size, 7, "the declaration is an entry");
        let told = stranger.get("/log/closed").await.body();
        assert!(told.contains(&format!("continues {name}\n")), "{told}");
        assert!(told.contains("kept 6\n"), "{told}");
        assert!(told.contains(&lost(&kit, &base, 50).note.whole()), "{told}");
        let keys = stranger.get("/log/keys").await.body();
        assert_eq!(keys.lines().count(), 2, "{keys}");
        // The whole log holds, the first checkpoint too; one of what was lost is not asked of it.
        let against = [first, lost(&kit, &base, 50)];
        let checked = check(&cx(&kit), &against).await.unwrap();
        assert!(
            matches!(checked, Checked::Whole { size: 7, .. }),
            "{checked:?}"
        );
        let stands = loss::standing(&one).await.unwrap();
        assert!(stands.refused.is_none() && stands.proposed.is_none());
        assert_eq!((stands.closed.len(), stands.closed[0].kept), (1, 6));
        // It goes on as it did.
        acts(&kit, 2).await;
        published(&kit).await;
        let third = memory::last(world).unwrap().unwrap();
        assert_eq!((third.checkpoint.origin, third.checkpoint.size), (name, 9));
    }
);

on_both!(
    a_database_put_back_to_before_a_declaration_is_told_and_the_next_name_is_another,
    crate::capabilities(),
    async |kit: Kit| {
        let world = &kit.world;
        let (one, other) = (someone(&kit, "une").await, someone(&kit, "autre").await);
        acts(&kit, 3).await;
        published(&kit).await;
        let base = memory::last(world).unwrap().unwrap().checkpoint.origin;
        memory::remember(world, &lost(&kit, &format!("{base}/2"), 2)).unwrap();
        acts(&kit, 1).await;
        let why = not_signed(&kit).await;
        assert!(matches!(why, NotSigned::Later { .. }), "{why}");
        let checked = check(&cx(&kit), &[]).await.unwrap();
        let later = Checked::Broken(Broken::Later(format!("{base}/2")));
        assert_eq!(checked, later);
        loss::propose(&one).await.unwrap();
        let name = loss::agree(&other).await.unwrap();
        assert_eq!(name, format!("{base}/3"));
        published(&kit).await;
        assert_eq!(
            memory::last(world).unwrap().unwrap().checkpoint.origin,
            name
        );
        let another = memory::known(world, &lost(&kit, "autre.exemple/log", 2).note.whole());
        assert!(another.is_err(), "another's log");
    }
);

on_both!(
    the_page_says_why_nothing_is_signed_and_takes_both_gestures,
    crate::capabilities(),
    async |kit: Kit| {
        let world = &kit.world;
        acts(&kit, 3).await;
        published(&kit).await;
        let base = memory::last(world).unwrap().unwrap().checkpoint.origin;
        memory::remember(world, &lost(&kit, &base, 30)).unwrap();
        acts(&kit, 1).await;
        let page = "/agent/journal-public";
        let post = "/agent/journal-public/perte";
        let admin = Person::of(&kit, Role::Administrator, "siege").await;
        let auditor = Person::of(&kit, Role::Auditor, "siege").await;
        let officer = Person::of(&kit, Role::Officer, "siege").await;
        let sent = |gesture: &str, motive: &str| format!("gesture={gesture}&motif={motive}");
        let shut = officer.get(page).await.status;
        assert!([StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&shut));
        let shut = officer
            .post(post, &sent("propose", "Le+disque+a+tout+perdu"))
            .await;
        assert_eq!(shut.status, StatusCode::FORBIDDEN);
        let seen = admin.get(page).await.body();
        assert!(seen.contains("ne signe plus rien"), "{seen}");
        assert!(seen.contains("value=\"propose\""), "{seen}");
        let hardly = admin.post(post, &sent("propose", "perdu")).await;
        assert!(hardly.body().contains("in-error"), "what was typed is kept");
        let done = admin
            .post(post, &sent("propose", "Le+disque+a+tout+perdu"))
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        let seen = admin.get(page).await.body();
        assert!(!seen.contains("value=\"agree\""), "not by the same person");
        let same = admin
            .post(post, &sent("agree", "Le+disque+a+tout+perdu"))
            .await;
        assert_eq!(same.status, StatusCode::CONFLICT);
        assert!(
            auditor
                .get("/agent/journal-public")
                .await
                .body()
                .contains("value=\"agree\"")
        );
        let done = auditor
            .post(post, &sent("agree", "Le+disque+a+tout+perdu"))
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        published(&kit).await;
        let seen = auditor.get(page).await.body();
        assert!(!seen.contains("ne signe plus rien"), "{seen}");
        assert!(seen.contains(&format!("{base}/2")), "{seen}");
        let wrong = auditor.post(post, &sent("autre", "x")).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    }
);

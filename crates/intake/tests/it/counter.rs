//! Files held at the counter: opened, brought with a code, listed, passed on, taken, closed; and whom each
//! page lets in.

use crate::operations_kit::{officer, staff, victim};
use crate::space_browser::Browser;
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::form::Posted;
use faisceau_domain::id::AccountId;
use faisceau_intake::counter::{self, OPEN_MAX, Refused};
use faisceau_intake::{answer, capability, resume, start};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::wiring;

fn why<T: std::fmt::Debug>(outcome: Outcome<T, Refused>) -> Refused {
    match outcome {
        Err(Error::Refused(why)) => why,
        other => panic!("not refused: {other:?}"),
    }
}

fn facts() -> Posted {
    Posted::new([
        ("facts.period:first-month", "3"),
        ("facts.period:first-year", "2026"),
        ("facts.place_victim", "Lyon"),
    ])
}

fn me(cx: &Cx) -> AccountId {
    cx.staff.as_ref().unwrap().id
}

/// An officer of another unit.
pub(crate) async fn elsewhere(kit: &Kit) -> Cx {
    let account = NewAccount {
        login: "ailleurs".to_owned(),
        display_name: "Capitaine Ailleurs".to_owned(),
        unit: "brest".to_owned(),
        roles: vec![Role::Officer],
        password: crate::operations_kit::PASSWORD.to_owned(),
    };
    let id = accounts::add(&Cx::platform(&kit.world), account).await;
    let mut tx = kit.world.db.read().await.unwrap();
    let staff = accounts::load(&mut tx, id.unwrap()).await.unwrap().unwrap();
    Cx::staff(
        &kit.world,
        staff,
        Purpose::Intake,
        faisceau_domain::Lang::Fr,
    )
}

on_both!(
    a_file_is_opened_answered_and_closed_by_who_holds_it,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        assert_eq!(
            why(counter::open(&cx, "nothing").await),
            Refused::UnknownType
        );
        assert_eq!(
            why(counter::open(&victim(&kit), "fake_shop").await),
            Refused::NoFile
        );
        let file = counter::open(&cx, "fake_shop").await.unwrap();
        assert_eq!(
            (file.held.unit.as_str(), file.held.begun_online),
            ("lille", false)
        );
        let slug = file.draft.journey(&kit.world.forms).first().slug.clone();
        answer::answer(&cx, &file.draft.code, &slug, &facts())
            .await
            .unwrap();
        let again = counter::load(&cx, file.held.id).await.unwrap();
        assert_eq!(again.draft.answers.len(), 2);
        let other = staff(&kit, "durand", Role::Officer, Purpose::Intake).await;
        assert_eq!(
            why(counter::load(&other, file.held.id).await),
            Refused::NoFile
        );
        assert_eq!(
            why(counter::close(&other, file.held.id).await),
            Refused::NoFile
        );
        counter::close(&cx, file.held.id).await.unwrap();
        assert_eq!(why(counter::load(&cx, file.held.id).await), Refused::NoFile);
        let gone = resume::resume(&cx, &file.draft.code).await.unwrap();
        assert!(gone.is_none(), "what the counter began is deleted");
    }
);

on_both!(
    a_draft_brought_with_its_code_stays_its_holders_too,
    vec![capability()],
    async |kit: Kit| {
        let person = victim(&kit);
        let draft = start::start(&person, "fake_shop").await.unwrap();
        let cx = officer(&kit).await;
        let file = counter::open_with_code(&cx, &draft.code).await.unwrap();
        assert!(file.held.begun_online);
        assert_ne!(
            file.draft.code, draft.code,
            "the visitor's code is not the counter's"
        );
        let slug = draft.journey(&kit.world.forms).first().slug.clone();
        answer::answer(&cx, &file.draft.code, &slug, &facts())
            .await
            .unwrap();
        let seen = resume::resume(&person, &draft.code).await.unwrap().unwrap();
        assert_eq!(seen.answers.len(), 2);
        let again = counter::open_with_code(&cx, &draft.code).await.unwrap();
        assert_eq!(again.held.id, file.held.id);
        let other = staff(&kit, "durand", Role::Officer, Purpose::Intake).await;
        let refused = counter::open_with_code(&other, &draft.code).await;
        assert_eq!(why(refused), Refused::WithColleague);
        counter::close(&cx, file.held.id).await.unwrap();
        assert!(
            resume::resume(&person, &draft.code)
                .await
                .unwrap()
                .is_some()
        );
        assert!(
            resume::resume(&cx, &file.draft.code)
                .await
                .unwrap()
                .is_none()
        );
        let taken = counter::open_with_code(&other, &draft.code).await.unwrap();
        assert_eq!(taken.held.officer, me(&other));
    }
);

on_both!(
    a_file_passes_within_a_unit_only_and_with_a_reason_when_taken,
    vec![capability()],
    async |kit: Kit| {
        let front = wiring::front(&kit.world, &[capability()]).unwrap();
        let (cx, far) = (officer(&kit).await, elsewhere(&kit).await);
        let other = staff(&kit, "durand", Role::Officer, Purpose::Intake).await;
        let analyst = staff(&kit, "analyste", Role::Analyst, Purpose::Linkage).await;
        let id = counter::open(&cx, "fake_shop").await.unwrap().held.id;
        for to in [me(&far), me(&analyst), me(&cx)] {
            let refused = counter::hand_over(&cx, &front.authority, id, to, "").await;
            assert_eq!(why(refused), Refused::NotAColleague);
        }
        let refused = counter::hand_over(&other, &front.authority, id, me(&other), "").await;
        assert_eq!(why(refused), Refused::NoFile);
        let told = "reste l’adresse du site";
        counter::hand_over(&cx, &front.authority, id, me(&other), told)
            .await
            .unwrap();
        assert_eq!(why(counter::load(&cx, id).await), Refused::NoFile);
        let mine = counter::lists(&other).await.unwrap().mine;
        assert_eq!((mine.len(), mine[0].held.handed_note.as_str()), (1, told));
        assert_eq!(counter::lists(&cx).await.unwrap().others.len(), 1);
        assert!(counter::lists(&far).await.unwrap().others.is_empty());
        assert_eq!(why(counter::take_over(&cx, id).await), Refused::NoReason);
        let reasoned = far.because("la collègue est absente");
        assert_eq!(
            why(counter::take_over(&reasoned, id).await),
            Refused::NoFile
        );
        let reasoned = cx.clone().because("la collègue est absente");
        counter::take_over(&reasoned, id).await.unwrap();
        assert_eq!(counter::load(&cx, id).await.unwrap().held.officer, me(&cx));
    }
);

on_both!(
    nobody_holds_more_files_than_can_be_looked_after,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        for _ in 0..OPEN_MAX {
            counter::open(&cx, "fake_shop").await.unwrap();
        }
        assert_eq!(why(counter::open(&cx, "fake_shop").await), Refused::TooMany);
        let front = wiring::front(&kit.world, &[capability()]).unwrap();
        let other = staff(&kit, "durand", Role::Officer, Purpose::Intake).await;
        let id = counter::open(&other, "fake_shop").await.unwrap().held.id;
        let refused = counter::hand_over(&other, &front.authority, id, me(&cx), "").await;
        assert_eq!(why(refused), Refused::TooMany);
        // Told on the page, which keeps the reason typed.
        let mut browser = Browser::new(&kit, &[capability()]);
        browser.sign_in("lefort", "intake").await;
        let reason = format!("reason-{id}");
        let typed = [(reason.as_str(), "la collègue est absente")];
        let seen = browser
            .post(&format!("/guichet/{id}/prendre"), &typed)
            .await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        for told in [
            "Trop de dossiers sont ouverts",
            "value=\"la collègue est absente\"",
        ] {
            assert!(seen.body.contains(told), "{told}: {}", seen.body);
        }
    }
);

on_both!(
    pages_let_in_officers_and_each_file_its_own,
    vec![capability()],
    async |kit: Kit| {
        let all = [capability()];
        let (_, _) = (
            officer(&kit).await,
            staff(&kit, "durand", Role::Officer, Purpose::Intake).await,
        );
        staff(&kit, "analyste", Role::Analyst, Purpose::Linkage).await;
        let mut stranger = Browser::new(&kit, &all);
        let seen = stranger.get("/guichet").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        assert!(seen.location.starts_with("/connexion"));
        let mut analyst = Browser::new(&kit, &all);
        analyst.sign_in("analyste", "linkage").await;
        assert_eq!(analyst.get("/guichet").await.status, StatusCode::FORBIDDEN);
        let mut browser = Browser::new(&kit, &all);
        browser.sign_in("lefort", "intake").await;
        let seen = browser.post("/guichet", &[("type", "")]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.body.contains("Choisissez de quoi il s’agit"));
        let seen = browser.post("/guichet/code", &[("code", "AAAA")]).await;
        assert!(
            seen.body.contains("Ce code n’ouvre aucun brouillon"),
            "{}",
            seen.body
        );
        assert!(seen.body.contains("value=\"AAAA\""), "what was typed stays");
        let seen = browser.post("/guichet", &[("type", "fake_shop")]).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let at = seen.location;
        let seen = browser.get(&at).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        assert!(browser.get("/guichet").await.body.contains(&at));
        let mut other = Browser::new(&kit, &all);
        other.sign_in("durand", "intake").await;
        assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
        let seen = other.post(&format!("{at}/fermer"), &[]).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        assert!(
            other
                .get("/guichet")
                .await
                .body
                .contains("Capitaine lefort")
        );
        let seen = other.post(&format!("{at}/prendre"), &[]).await;
        assert!(seen.body.contains("Écrivez pourquoi"), "{}", seen.body);
        // The summary leads to the input of that file.
        let reason = format!("reason-{}", at.rsplit('/').next().unwrap());
        assert!(seen.body.contains(&format!("href=\"#f-{reason}\"")));
        assert!(seen.body.contains(&format!("id=\"f-{reason}\"")));
        let taken = [(reason.as_str(), "absent")];
        let seen = other.post(&format!("{at}/prendre"), &taken).await;
        assert_eq!(seen.location, at);
        assert_eq!(browser.get(&at).await.status, StatusCode::NOT_FOUND);
        let seen = other
            .post(&format!("{at}/passer"), &[("colleague", "x")])
            .await;
        assert!(
            seen.body.contains("Choisissez un collègue"),
            "{}",
            seen.body
        );
        let seen = other.post(&format!("{at}/fermer"), &[]).await;
        assert_eq!(seen.location, "/guichet");
        assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
    }
);

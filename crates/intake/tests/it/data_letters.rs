//! Requests on data that come by letter: taken down with what makes them answerable, shown to their unit by their last
//! day beside those that come from a space, answered once, told as a paper, forgotten a year later.

use crate::operations_kit::{filed, staff, victim};
use crate::space_browser::Browser;
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::data_request::{Asked, Asker, Ground, NotTaken, State, Verdict};
use faisceau_intake::capability;
use faisceau_intake::data_rights::ask::ask;
use faisceau_intake::data_rights::letters::forget::forget;
use faisceau_intake::data_rights::letters::reply::{self, reply};
use faisceau_intake::data_rights::letters::take::{Letter, Refused, take};
use faisceau_intake::data_rights::letters::{listed, load};
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use jiff::civil::date;

const ANSWER: &str = "Aucune donnée de ce compte n’est gardée.";

fn letter() -> Letter {
    Letter {
        asker: Asker::Person,
        name: "Ysoline Corbeau".into(),
        contact: "3 rue des Essais, 59000 Lille".into(),
        known_by: "carte montrée au guichet".into(),
        asked: Asked::Access,
        words: "Mon compte FR76 est-il cité ?".into(),
        received_on: date(2026, 11, 2),
    }
}

fn why(result: Result<impl Sized, Error<Refused>>) -> Refused {
    match result {
        Err(Error::Refused(why)) => why,
        Err(Error::Fault(fault)) => panic!("{fault}"),
        Ok(_) => panic!("taken"),
    }
}

on_both!(
    a_letter_is_taken_with_what_makes_it_answerable_and_dated_from_the_day_it_came,
    vec![capability()],
    async |kit: Kit| {
        let cx = staff(&kit, "lefort", Role::Officer, Purpose::Intake).await;
        let with = |change: fn(&mut Letter)| {
            let mut one = letter();
            change(&mut one);
            one
        };
        for (one, refused) in [
            (with(|one| one.asked = Asked::Object), Refused::NotOpen),
            (with(|one| one.name = "  ".into()), Refused::Name),
            (with(|one| one.name = "x".repeat(201)), Refused::Name),
            (with(|one| one.contact = String::new()), Refused::Contact),
            (with(|one| one.known_by = " ".into()), Refused::KnownBy),
            (with(|one| one.words = String::new()), Refused::Words),
            (with(|one| one.words = "x".repeat(4_001)), Refused::Words),
            (
                with(|one| one.received_on = date(2026, 11, 23)),
                Refused::Day,
            ),
        ] {
            assert_eq!(why(take(&cx, &one).await), refused);
        }
        let id = take(&cx, &letter()).await.unwrap();
        // An authority is known by its letter.
        let authority = with(|one| {
            one.asker = Asker::Supervisor;
            one.known_by = String::new();
        });
        take(&cx, &authority).await.unwrap();
        assert!(take(&victim(&kit), &letter()).await.is_err(), "staff only");
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = load(&mut tx, id).await.unwrap().unwrap();
        // Two months after the second of November.
        assert_eq!(kept.due_on, date(2027, 1, 2));
        assert_eq!(kept.unit, "lille");
        assert_eq!(listed(&mut tx, true).await.unwrap().len(), 2);
        let told = tx
            .all(&crate::store::TOLD_OF_LETTERS, vec![])
            .await
            .unwrap();
        assert_eq!(told.len(), 2);
        for row in told {
            let detail: String = row.get("detail").unwrap();
            assert!(
                !detail.contains("Ysoline") && !detail.contains("FR76"),
                "{detail}"
            );
        }
    }
);

on_both!(
    a_letter_is_answered_once_and_forgotten_a_year_later,
    vec![capability()],
    async |kit: Kit| {
        let cx = staff(&kit, "lefort", Role::Officer, Purpose::Intake).await;
        let (one, waits) = (letter(), letter());
        let id = take(&cx, &one).await.unwrap();
        take(&cx, &waits).await.unwrap();
        let refuse = Verdict::Refuse(Ground::NotHeld);
        let short = reply(&cx, id, refuse, "non").await;
        let words = reply::Refused::Rule(NotTaken::Words);
        assert!(matches!(short, Err(Error::Refused(why)) if why == words));
        let nowhere = reply(&cx, uuid::Uuid::from_u128(9), refuse, ANSWER).await;
        assert!(matches!(
            nowhere,
            Err(Error::Refused(reply::Refused::NoLetter))
        ));
        reply(&cx, id, refuse, ANSWER).await.unwrap();
        let again = reply(&cx, id, Verdict::Grant, ANSWER).await;
        let already = reply::Refused::Rule(NotTaken::Already);
        assert!(matches!(again, Err(Error::Refused(why)) if why == already));
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = load(&mut tx, id).await.unwrap().unwrap();
        assert!(matches!(
            kept.state,
            State::Refused {
                ground: Ground::NotHeld,
                ..
            }
        ));
        tx.rollback().await.unwrap();
        let platform = Cx::platform(&kit.world);
        kit.world.clock.advance_millis(364 * 86_400_000);
        assert_eq!(forget(&platform).await.unwrap(), 0);
        kit.world.clock.advance_millis(2 * 86_400_000);
        assert_eq!(forget(&platform).await.unwrap(), 1);
        let mut tx = kit.world.db.read().await.unwrap();
        let left = tx.one(&crate::store::DATA_LETTERS, binds![]).await.unwrap();
        assert_eq!(left.get::<i64>("n").unwrap(), 1, "what waits stays");
    }
);

async fn elsewhere(kit: &Kit) {
    let account = NewAccount {
        login: "brestois".into(),
        display_name: "Brestois".into(),
        unit: "brest".into(),
        roles: vec![Role::Officer],
        password: "une longue phrase de passe".into(),
    };
    accounts::add(&Cx::platform(&kit.world), account)
        .await
        .unwrap();
}

on_both!(
    the_pages_take_list_answer_and_print_for_the_unit_alone,
    vec![capability()],
    async |kit: Kit| {
        let mine = filed(&kit).await;
        let words = "Je veux voir ce qui est gardé.";
        ask(&victim(&kit), mine.complaint, Asked::Access, words)
            .await
            .unwrap();
        staff(&kit, "agathe", Role::Officer, Purpose::Intake).await;
        elsewhere(&kit).await;
        let mut desk = Browser::new(&kit, &[capability()]);
        desk.sign_in("agathe", "intake").await;
        let form = [
            ("asker", "representative"),
            ("name", "Maître Hulotte"),
            ("contact", "hulotte@avocats.example"),
            ("known_by", ""),
            ("asked", "erase"),
            ("words", "Ma cliente est citée."),
            ("received.day", "2"),
            ("received.month", "11"),
            ("received.year", "2026"),
        ];
        let new = "/agent/demandes/nouvelle";
        let wrong = desk.post(new, &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.body.contains("Maître Hulotte"),
            "what was typed is kept"
        );
        assert!(plain(&wrong.body).contains("Dites comment on sait qui écrit"));
        for (name, typed) in [("asker", "x"), ("asked", "x"), ("received.day", "32")] {
            let mut bad = form;
            bad.iter_mut().find(|(field, _)| *field == name).unwrap().1 = typed;
            assert_eq!(
                desk.post(new, &bad).await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        let mut good = form;
        good[3].1 = "mandat montré";
        let taken = desk.post(new, &good).await;
        assert!(
            taken.location.starts_with("/agent/demandes/"),
            "{}",
            taken.body
        );
        let one = taken.location.clone();
        let list = desk.get("/agent/demandes").await;
        let text = plain(&list.body);
        let (first, then) = (
            text.find("Quelqu’un pour elle"),
            text.find("depuis son espace"),
        );
        assert!(
            first.is_some() && first < then,
            "the nearest day first: {text}"
        );
        let page = desk.get(&one).await;
        assert!(plain(&page.body).contains("Ma cliente est citée."));
        let verdict = |verdict, answer| [("verdict", verdict), ("answer", answer)];
        let none = desk.post(&one, &verdict("", ANSWER)).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("Aucune donnée de ce compte"));
        // Another unit finds nothing of it.
        let mut other = Browser::new(&kit, &[capability()]);
        other.sign_in("brestois", "intake").await;
        let paper = format!("{one}/lettre.pdf");
        assert_eq!(other.get(&one).await.status, StatusCode::NOT_FOUND);
        assert_eq!(other.get(&paper).await.status, StatusCode::NOT_FOUND);
        let refused = other.post(&one, &verdict("grant", ANSWER)).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let list = plain(&other.get("/agent/demandes").await.body);
        assert!(!list.contains("Quelqu’un pour elle"), "{list}");
        let done = desk.post(&one, &verdict("not-held", ANSWER)).await;
        assert_eq!(done.location, one);
        let page = plain(&desk.get(&one).await.body);
        assert!(page.contains("Refusée") && page.contains(ANSWER), "{page}");
        let again = desk.post(&one, &verdict("grant", ANSWER)).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert_eq!(desk.get(&paper).await.status, StatusCode::OK);
        assert_eq!(kit.world.words.missing(), []);
    }
);

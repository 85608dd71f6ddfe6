//! Drafts by their operations: started, answered, taken up again, forgotten, expired, with the
//! files attached to them.

use crate::operations_kit::{Says, filled, inputs, received, victim};
use crate::store;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::form::Posted;
use faisceau_intake::{answer, attach, capability, forget, resume, start};
use faisceau_platform::deposit;
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use futures_util::future::join_all;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;

fn guessed() -> Code {
    Code::from_random(CodeKind::Resume, [7; 19])
}

on_both!(
    a_draft_is_started_answered_and_taken_up_again,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let unknown = start::start(&cx, "no_such_type").await;
        let expected = start::Refused::UnknownType("no_such_type".to_owned());
        assert!(matches!(unknown, Err(Error::Refused(refused)) if refused == expected));
        let draft = start::start(&cx, "fake_shop").await.unwrap();
        let slug = draft.journey(&kit.world.forms).first().slug.clone();
        let posted = Posted::new([
            ("facts.period:first-month", "3"),
            ("facts.period:first-year", "2026"),
            ("facts.place_victim", "Lyon"),
        ]);
        let taken = answer::answer(&cx, &draft.code, &slug, &posted).await;
        assert_eq!(taken.unwrap().draft.answers.len(), 2);
        let again = resume::resume(&cx, &draft.code).await.unwrap().unwrap();
        assert_eq!((again.id, again.answers.len()), (draft.id, 2));
        let nothing = resume::resume(&cx, &guessed()).await.unwrap();
        assert!(nothing.is_none());
        let nothing = answer::answer(&cx, &guessed(), &slug, &posted).await;
        assert!(matches!(
            nothing,
            Err(Error::Refused(answer::Refused::NoDraft))
        ));
        let nowhere = answer::answer(&cx, &draft.code, "nowhere", &posted).await;
        assert!(matches!(
            nowhere,
            Err(Error::Refused(answer::Refused::NoPage))
        ));
        let no_tick = answer::tick_urgent(&cx, &guessed(), &[]).await;
        assert!(matches!(
            no_tick,
            Err(Error::Refused(answer::Refused::NoDraft))
        ));
    }
);

on_both!(
    pages_answered_at_once_are_all_kept,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let draft = start::start(&cx, "fake_shop").await.unwrap();
        let journey = draft.journey(&kit.world.forms);
        let pages = journey.pages().iter();
        // Pages that no answer of another one changes.
        let alone = ["facts", "site", "contact", "suspect"];
        let pages: Vec<_> = pages.filter(|page| alone.contains(&page.block)).collect();
        assert!(pages.len() > 3, "{}", pages.len());
        let given = pages.iter().map(|page| {
            let typed = page.asked.iter();
            let posted = Posted::new(typed.flat_map(|asked| inputs(asked, &Says::new())));
            (page.slug.as_str(), posted)
        });
        let given: Vec<_> = given.collect();
        let sent = given
            .iter()
            .map(|(slug, posted)| answer::answer(&cx, &draft.code, slug, posted));
        for taken in join_all(sent).await {
            taken.unwrap();
        }
        // As many as when each is sent after the other.
        let other = start::start(&cx, "fake_shop").await.unwrap();
        for (slug, posted) in &given {
            let taken = answer::answer(&cx, &other.code, slug, posted).await;
            taken.unwrap();
        }
        let of = async |code: &Code| resume::resume(&cx, code).await.unwrap().unwrap();
        let (kept, after) = (of(&draft.code).await, of(&other.code).await);
        assert_eq!(kept.answers.len(), after.answers.len());
    }
);

on_both!(
    what_is_good_on_a_refused_page_is_kept,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let draft = start::start(&cx, "fake_shop").await.unwrap();
        let slug = draft.journey(&kit.world.forms).first().slug.clone();
        let posted = Posted::new([
            ("facts.period:first-month", "13"),
            ("facts.period:first-year", "1492"),
            ("facts.place_victim", "Lyon"),
        ]);
        let refused = answer::answer(&cx, &draft.code, &slug, &posted).await;
        let Err(Error::Refused(answer::Refused::Wrong(kept, refused))) = refused else {
            panic!("a thirteenth month is refused");
        };
        assert!(!refused.errors.is_empty());
        assert_eq!(kept.answers.len(), 1);
        let again = resume::resume(&cx, &draft.code).await.unwrap().unwrap();
        assert_eq!(again.answers.len(), 1, "the place is kept");
    }
);

on_both!(
    urgent_actions_are_ticked_once_and_keep_their_instant,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let draft = start::start(&cx, "fake_shop").await.unwrap();
        let done = ["capture_now".to_owned(), "no_such_action".to_owned()];
        let first = answer::tick_urgent(&cx, &draft.code, &done).await.unwrap();
        let at = first.urgent_done["capture_now"];
        assert!(at > 0);
        assert!(!first.urgent_done.contains_key("no_such_action"));
        kit.world.clock.advance_millis(5 * 60 * 1_000);
        let again = answer::tick_urgent(&cx, &draft.code, &done).await.unwrap();
        assert_eq!(again.urgent_done["capture_now"], at);
    }
);

on_both!(
    a_forgotten_draft_leaves_nothing_but_that_it_was,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let draft = start::start(&cx, "fake_shop").await.unwrap();
        let file = received(&kit, b"une capture").await;
        kit.world.clock.advance_millis(1);
        attach::to_draft(&cx, &draft, &file, "a.txt").await.unwrap();
        let key = deposit::case_key(draft.id.0, &file.sha256);
        assert!(kit.world.deposit.find(&key).await.unwrap().is_some());
        kit.world.clock.advance_millis(1);
        assert!(!forget::forget(&cx, &guessed()).await.unwrap());
        assert!(forget::forget(&cx, &draft.code).await.unwrap());
        assert!(!forget::forget(&cx, &draft.code).await.unwrap());
        assert!(kit.world.deposit.find(&key).await.unwrap().is_none());
        let gone = resume::resume(&cx, &draft.code).await.unwrap();
        assert!(gone.is_none());
        let journal = store::actions_on(&kit, draft.id.0).await;
        assert_eq!(journal, ["draft.started", "exhibit.added", "draft.deleted"]);
    }
);

on_both!(
    drafts_expire_and_their_end_moves_with_use,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let idle = start::start(&cx, "fake_shop").await.unwrap();
        let used = start::start(&cx, "fake_shop").await.unwrap();
        kit.world.clock.advance_millis(20 * DAY_MILLIS);
        answer::tick_urgent(&cx, &used.code, &[]).await.unwrap();
        kit.world.clock.advance_millis(11 * DAY_MILLIS);
        let gone = resume::resume(&cx, &idle.code).await.unwrap();
        assert!(gone.is_none(), "expired before anyone swept");
        assert_eq!(forget::forget_expired(&cx).await.unwrap(), 1);
        assert_eq!(forget::forget_expired(&cx).await.unwrap(), 0);
        let alive = resume::resume(&cx, &used.code).await.unwrap();
        assert!(alive.is_some());
        let journal = store::actions_on(&kit, idle.id.0).await;
        assert_eq!(journal.last().unwrap(), "draft.expired");
    }
);

on_both!(
    files_are_bounded_in_number_and_refused_where_minors_are_shown,
    vec![capability()],
    async |kit: Kit| {
        let cx = victim(&kit);
        let says = Says::from([("sext.age_bracket", "under_15")]);
        let minor = filled(&kit, "sextortion", &says).await;
        let file = received(&kit, b"\x89PNG\r\n\x1a\n").await;
        let refused = attach::to_draft(&cx, &minor, &file, "image.png").await;
        assert!(matches!(
            refused,
            Err(Error::Refused(attach::Refused::NoFileHere))
        ));
        // Without an answer to the age, none either: the question comes first.
        let silent = start::start(&cx, "sextortion").await.unwrap();
        let refused = attach::to_draft(&cx, &silent, &file, "image.png").await;
        assert!(matches!(
            refused,
            Err(Error::Refused(attach::Refused::NoFileHere))
        ));
        let draft = start::start(&cx, "fake_shop").await.unwrap();
        let max = kit.world.config.limits.exhibits_max;
        for number in 0..max {
            let file = received(&kit, format!("pièce {number}").as_bytes()).await;
            attach::to_draft(&cx, &draft, &file, "a.txt").await.unwrap();
        }
        let refused = attach::to_draft(&cx, &draft, &file, "a.txt").await;
        let expected = attach::Refused::TooMany { max };
        assert!(matches!(refused, Err(Error::Refused(refused)) if refused == expected));
    }
);

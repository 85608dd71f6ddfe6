//! The counter's dense screens: filled in any order, told in place what is wrong, left by no way that
//! loses a word; what the narrative holds is accepted one by one; and whom they let in.

use crate::operations_kit::{officer, staff};
use crate::space_browser::{Browser, Seen};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::form::{Key, Posted};
use faisceau_intake::capability;
use faisceau_intake::counter::{self, Refused};
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

const IBAN: &str = "LT12 1000 0111 0100 1000";

/// An officer at the counter, with a file open.
async fn at_the_counter(kit: &Kit) -> (Browser, String) {
    officer(kit).await;
    let mut browser = Browser::new(kit, &[capability()]);
    browser.sign_in("lefort", "intake").await;
    let seen = browser.post("/guichet", &[("type", "fake_shop")]).await;
    (browser, seen.location)
}

async fn block(browser: &mut Browser, at: &str, slug: &str, form: &[(&str, &str)]) -> Seen {
    browser.post(&format!("{at}/bloc/{slug}"), form).await
}

on_both!(
    a_block_is_one_screen_kept_half_filled_and_left_by_any_way,
    vec![capability()],
    async |kit: Kit| {
        let (mut browser, at) = at_the_counter(&kit).await;
        let page = browser.get(&at).await;
        assert!(
            page.body.contains(&format!("{at}/bloc/story")),
            "{}",
            page.body
        );
        let page = browser.get(&format!("{at}/bloc/facts")).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [
            "Période des faits *",
            "Lieu de la victime *",
            "Alt",
            "Complétude",
        ] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert!(!page.body.contains("Pourquoi cette question"));
        let typed = [
            ("facts.place_victim", "Lyon"),
            ("facts.period:first.day", "31"),
            ("facts.period:first.month", "2"),
            ("facts.period:first.year", "2026"),
            ("do", "suite"),
        ];
        let wrong = block(&mut browser, &at, "facts", &typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.body.contains("Cette date n’existe pas"),
            "{}",
            wrong.body
        );
        assert!(
            wrong.body.contains("value=\"Lyon\""),
            "what is good is there"
        );
        let page = browser.get(&format!("{at}/bloc/facts")).await;
        assert!(page.body.contains("value=\"Lyon\""), "and kept");
        // Nothing more is known: the next block all the same, and what lacks is told.
        let left = block(&mut browser, &at, "facts", &typed[..1]).await;
        assert_eq!(left.location, format!("{at}/bloc/fake-shop"));
        let page = browser.get(&left.location).await;
        assert!(page.body.contains("manque 1"), "{}", page.body);
        // A button that leads elsewhere keeps what is typed first, and leads to the counter only.
        let to = format!("{at}/bloc/site");
        let away = [("shop.product_detail", "Une veste"), ("aller", to.as_str())];
        assert_eq!(
            block(&mut browser, &at, "fake-shop", &away).await.location,
            to
        );
        let out = [
            ("shop.product_detail", "Une veste"),
            ("aller", "//example.org"),
        ];
        let out = block(&mut browser, &at, "fake-shop", &out).await;
        assert!(out.location.starts_with(&at), "{}", out.location);
        let page = browser.get(&format!("{at}/bloc/fake-shop")).await;
        assert!(page.body.contains("value=\"Une veste\""));
        let kept = [("story.during", "Il a dit")];
        let seen = browser
            .post(&format!("{at}/bloc/story/garder"), &kept)
            .await;
        assert_eq!(seen.status, StatusCode::NO_CONTENT);
        assert!(
            browser
                .get(&format!("{at}/bloc/story"))
                .await
                .body
                .contains("Il a dit")
        );
        let nowhere = browser.get(&format!("{at}/bloc/nothing")).await;
        assert_eq!(nowhere.location, at);
    }
);

on_both!(
    an_answer_opens_questions_of_its_block_once_it_is_kept,
    vec![capability()],
    async |kit: Kit| {
        let (mut browser, at) = at_the_counter(&kit).await;
        let slug = format!("{at}/bloc/payment-1");
        let page = browser.get(&slug).await;
        assert!(page.body.contains("data-governs"));
        assert!(!page.body.contains("IBAN bénéficiaire"));
        let typed = [
            ("asked[]", "payment[0].method"),
            ("payment[0].method", "transfer"),
            ("do", "suite"),
        ];
        let kept = block(&mut browser, &at, "payment-1", &typed).await;
        let opened = kept.location.strip_prefix(&slug).unwrap();
        assert!(opened.starts_with("?nouveau=payment"), "{opened}");
        let page = browser.get(&kept.location).await;
        assert!(page.body.contains("IBAN bénéficiaire *"), "{}", page.body);
        assert!(
            page.body
                .contains("Une réponse a ouvert d’autres questions")
        );
        let typed = [("payment[0].to_iban", "LT12 1000 0111 0100 1001")];
        let wrong = block(&mut browser, &at, "payment-1", &typed).await;
        assert!(
            wrong.body.contains("Cet IBAN ne semble pas exact"),
            "{}",
            wrong.body
        );
        let keep = [typed[0], ("payment[0].to_iban:keep", typed[0].1)];
        let kept = block(&mut browser, &at, "payment-1", &keep).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "kept with its doubt");
    }
);

on_both!(
    what_the_narrative_holds_is_accepted_one_by_one_and_never_by_itself,
    vec![capability()],
    async |kit: Kit| {
        let (mut browser, at) = at_the_counter(&kit).await;
        let paid = [("payment[0].method", "transfer"), ("do", "rester")];
        block(&mut browser, &at, "payment-1", &paid).await;
        let told = format!("Viré sur {IBAN} après un appel du 06 39 98 00 10.");
        let story = [("story.during", told.as_str()), ("do", "rester")];
        let seen = block(&mut browser, &at, "story", &story).await;
        let page = browser.get(&seen.location).await;
        let token = format!("iban:{IBAN}");
        assert!(
            page.body.contains(&format!("value=\"{token}\"")),
            "{}",
            page.body
        );
        let iban = browser.get(&format!("{at}/bloc/payment-1")).await;
        assert!(!iban.body.contains(&format!(
            "name=\"payment[0].to_iban\" type=\"text\" value=\"{IBAN}\""
        )));
        let into = format!("vers-{token}");
        let form = [
            story[0],
            ("prendre", token.as_str()),
            (into.as_str(), "payment[0].to_iban"),
        ];
        let taken = block(&mut browser, &at, "story", &form).await;
        assert_eq!(taken.location, format!("{at}/bloc/story#trouve"));
        let page = browser.get(&format!("{at}/bloc/story")).await;
        assert!(
            !page.body.contains(&format!("value=\"{token}\"")),
            "accepted"
        );
        assert!(page.body.contains("06 39 98 00 10"), "the telephone waits");
        let again = block(&mut browser, &at, "story", &form).await;
        assert!(
            again.location.ends_with("?refus=nothing-found"),
            "{}",
            again.location
        );
        let page = browser.get(&again.location).await;
        assert!(
            page.body.contains("n’est plus dans le récit"),
            "{}",
            page.body
        );
    }
);

on_both!(
    only_what_the_rules_find_is_taken_and_only_by_who_holds_the_file,
    vec![capability()],
    async |kit: Kit| {
        let cx = officer(&kit).await;
        let other = staff(&kit, "durand", Role::Officer, Purpose::Intake).await;
        let id = counter::open(&cx, "fake_shop").await.unwrap().held.id;
        let told = Posted::new([("story.during", "payé 320 € le 2/3/2026")]);
        counter::answer(&cx, id, "story", &told).await.unwrap();
        let total: Key = "loss.total".parse().unwrap();
        let site: Key = "site.url".parse().unwrap();
        for (who, token, key, why) in [
            (&cx, "sum:321 €", &total, Refused::NothingFound),
            (&cx, "sum:320 €", &site, Refused::NothingFound),
            (&other, "sum:320 €", &total, Refused::NoFile),
        ] {
            let refused = counter::accept(who, id, token, key).await;
            assert!(
                matches!(refused, Err(Error::Refused(told)) if told == why),
                "{token}"
            );
        }
        let file = counter::accept(&cx, id, "sum:320 €", &total).await.unwrap();
        assert!(file.draft.answers.get(&total).is_some());
        let gone = counter::answer(&cx, id, "nothing", &told).await;
        assert!(matches!(gone, Err(Error::Refused(Refused::NoBlock))));
        let refused = counter::answer(&other, id, "story", &told).await;
        assert!(matches!(refused, Err(Error::Refused(Refused::NoFile))));
    }
);

on_both!(
    several_files_are_open_at_once_and_each_page_tells_them,
    vec![capability()],
    async |kit: Kit| {
        let (mut browser, first) = at_the_counter(&kit).await;
        let seen = browser.post("/guichet", &[("type", "sextortion")]).await;
        let second = seen.location;
        let named = [
            ("victim.civil:birth_name", "Brindelune"),
            ("victim.civil:first_names", "Alix"),
            ("victim.civil:born_on.day", "4"),
            ("victim.civil:born_on.month", "5"),
            ("victim.civil:born_on.year", "1988"),
        ];
        let mode = [
            ("declare.mode", "complaint"),
            ("filer.role", "victim"),
            ("do", "rester"),
        ];
        block(&mut browser, &first, "identity", &mode).await;
        let mut whole = mode.to_vec();
        whole.extend(named);
        block(&mut browser, &first, "identity", &whole).await;
        let page = browser.get(&second).await;
        assert!(
            page.body.contains(&first),
            "the other file is one link away: {} {second}: {}",
            page.status,
            page.body
        );
        assert!(
            page.body.contains("Faux site de vente, B. A."),
            "{}",
            page.body
        );
        assert!(
            !page.body.contains("Brindelune"),
            "another visitor may see the screen"
        );
    }
);

on_both!(
    files_are_given_and_taken_back_at_the_counter,
    vec![capability()],
    async |kit: Kit| {
        let (mut browser, at) = at_the_counter(&kit).await;
        let to = format!("{at}/bloc/evidence/pieces");
        let given: [(&str, &[u8]); 1] = [("capture.txt", b"une capture")];
        let seen = browser.upload_as(&to, "evidence.files", &given).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let page = browser.get(&format!("{at}/bloc/evidence")).await;
        assert!(page.body.contains("capture.txt"), "{}", page.body);
        assert!(page.body.contains("name=\"remove\" value=\""));
        let empty: [(&str, &[u8]); 1] = [("vide.txt", b"")];
        let seen = browser.upload_as(&to, "evidence.files", &empty).await;
        assert_eq!(
            seen.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            seen.location
        );
        assert!(seen.body.contains("est vide"), "{}", seen.body);
    }
);

on_both!(
    each_screen_is_closed_to_strangers_other_roles_and_other_officers,
    vec![capability()],
    async |kit: Kit| {
        let (_, at) = at_the_counter(&kit).await;
        staff(&kit, "durand", Role::Officer, Purpose::Intake).await;
        staff(&kit, "analyste", Role::Analyst, Purpose::Linkage).await;
        let here = format!("{at}/bloc/facts");
        let mut stranger = Browser::new(&kit, &[capability()]);
        assert!(stranger.get(&here).await.location.starts_with("/connexion"));
        for (login, purpose, told) in [
            ("analyste", "linkage", StatusCode::FORBIDDEN),
            ("durand", "intake", StatusCode::NOT_FOUND),
        ] {
            let mut browser = Browser::new(&kit, &[capability()]);
            browser.sign_in(login, purpose).await;
            assert_eq!(browser.get(&here).await.status, told, "{login}");
            let typed = [("facts.place_victim", "Lyon")];
            for path in [here.clone(), format!("{here}/garder")] {
                assert_eq!(browser.post(&path, &typed).await.status, told, "{login}");
            }
        }
    }
);

//! Long questionnaires as lists of tasks, answers that say someone is in danger, and the paths on which
//! no file is received, by requests on both databases.

use super::operations_kit::{Says, filled, received, victim};
use super::pages_browser::{Browser, only_intake, text};
use super::pages_doors::resume_code;
use super::pages_journey::{IDENTITY, answer_all, begin, declare};
use axum::http::StatusCode;
use faisceau_intake::attach;
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

/// How many tasks of the list shown are in that state.
fn tasks(browser: &Browser, state: &str) -> usize {
    browser.is_at("/plainte/taches");
    let list = browser.page.body.split("<ol class=\"tasks\">").nth(1);
    let list = list.unwrap().split("</ol>").next().unwrap();
    let lines = list.split("<li>").filter(|line| line.contains(state));
    lines.count()
}

on_both!(
    tasks_are_done_in_any_order_and_none_but_who_one_is_keeps_from_filing,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "ransomware").await;
        assert_eq!(tasks(&browser, "À faire"), 8);
        assert_eq!(tasks(&browser, "Fait"), 0);
        // The last task but one first, and a page in the middle of another.
        browser.open("/plainte/q/contact").await;
        browser
            .answer(&[("ransom.contact_email", "retour@courriel.exemple.fr")])
            .await;
        browser.is_at("/plainte/q/demand");
        browser.open("/plainte/taches").await;
        assert_eq!(tasks(&browser, "Commencé"), 1);
        // It opens where something is left.
        assert!(browser.page.body.contains("href=\"/plainte/q/note\""));
        browser.open("/plainte/q/known").await;
        browser
            .answer(&[("ransom.victim_kind", "organisation")])
            .await;
        assert_eq!(tasks(&browser, "Fait"), 1);
        // A ninth task is asked of organisations only.
        assert!(text(&browser.page.body).contains("Les personnes à joindre"));
        browser.open("/plainte/verifier").await;
        browser.says("Que voulez-vous faire ?");
        browser.open("/plainte/q/complaint-or-report").await;
        let slugs = answer_all(&mut browser, &[IDENTITY]).await;
        assert_eq!(slugs, ["complaint-or-report", "identity", "reply"]);
        assert_eq!(tasks(&browser, "Fait"), 2);
        browser.open("/plainte/verifier").await;
        declare(&mut browser, "complaint").await;
    }
);

on_both!(
    a_code_leads_back_to_the_list_and_other_types_have_none,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "system_intrusion").await;
        let draft = resume_code(&browser);
        let mut other = browser.another();
        other.open("/reprendre").await;
        other.post("/reprendre", &[("code", &draft)]).await;
        assert_eq!(tasks(&other, "À faire"), 9);
        let mut shop = browser.another();
        begin(&mut shop, "fake_shop").await;
        shop.open("/plainte/taches").await;
        shop.is_at("/plainte/q/when-where");
        let mut stranger = browser.another();
        stranger.open("/plainte/taches").await;
        assert!(stranger.at.starts_with("/reprendre"), "{}", stranger.at);
    }
);

on_both!(
    an_answer_that_says_danger_shows_the_numbers_before_anything_else,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "cyberharassment").await;
        browser.open("/plainte/q/who").await;
        let danger = [
            ("har.target", "me"),
            ("har.age", "adult"),
            ("harm.safety", "yes"),
        ];
        browser.answer(&danger).await;
        browser.is_at("/urgent");
        let page = text(&browser.page.body);
        let first = page.find("Une personne est en danger").unwrap();
        let place = |number: &str| page[first..].find(number).unwrap();
        assert!(place("3114") < page[first..].find("Faites des captures").unwrap());
        assert!(place("17") < place("3114"));
        browser.post("/urgent", &[("do", "done")]).await;
        browser.is_at("/plainte/taches");
        // Said once: the next pages are asked without being stopped again.
        browser.open("/plainte/q/danger").await;
        browser.answer(&[("har.threats_real", "yes")]).await;
        assert_eq!(tasks(&browser, "Commencé"), 1);

        let mut witness = browser.another();
        begin(&mut witness, "illegal_content").await;
        witness.answer(&[("content.kind", "suicide")]).await;
        witness.is_at("/urgent");
        witness.says("3114");
        witness.post("/urgent", &[("do", "later")]).await;
        witness.is_at("/plainte/q/danger");
    }
);

on_both!(
    no_file_is_received_where_a_child_may_be_in_the_images,
    only_intake(),
    async |kit: Kit| {
        let cx = victim(&kit);
        let file = received(&kit, b"\x89PNG\r\n\x1a\n").await;
        for (kind, says) in [
            (
                "illegal_content",
                [("content.kind", "children"), ("content.minor_seen", "no")],
            ),
            (
                "illegal_content",
                [("content.kind", "violence"), ("content.minor_seen", "yes")],
            ),
            (
                "illegal_content",
                [
                    ("content.kind", "violence"),
                    ("content.minor_seen", "unknown"),
                ],
            ),
            (
                "cyberharassment",
                [("har.age", "15_17"), ("har.kinds", "intimate")],
            ),
            (
                "cyberharassment",
                [("har.age", "unknown"), ("har.kinds", "montage")],
            ),
        ] {
            let draft = filled(&kit, kind, &Says::from(says)).await;
            let refused = attach::to_draft(&cx, &draft, &file, "image.png").await;
            let closed = matches!(refused, Err(Error::Refused(attach::Refused::NoFileHere)));
            assert!(closed, "{kind} {says:?}");
        }
        let says = Says::from([("content.kind", "scam"), ("content.minor_seen", "no")]);
        let draft = filled(&kit, "illegal_content", &says).await;
        attach::to_draft(&cx, &draft, &file, "image.png")
            .await
            .unwrap();

        let mut browser = Browser::new(&kit);
        begin(&mut browser, "illegal_content").await;
        browser.answer(&[("content.kind", "children")]).await;
        let slugs = answer_all(&mut browser, &[]).await;
        assert!(!slugs.contains(&"capture".to_owned()), "{slugs:?}");
        browser.open("/plainte/q/capture").await;
        assert_ne!(browser.at, "/plainte/q/capture");
        browser.open("/plainte/pieces").await;
        assert_eq!(browser.page.status, StatusCode::OK);
        assert!(
            !browser.page.body.contains("type=\"file\""),
            "{}",
            browser.at
        );
    }
);

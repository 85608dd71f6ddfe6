//! What a page gives to read: rare questions folded, answers grouped by the page that changes them,
//! nothing said twice before the first question.

use super::pages_browser::{Browser, only_intake, text};
use super::pages_journey::{IDENTITY, SHOP, answer_all, begin};
use axum::http::StatusCode;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

/// The fold of a page: its tag and what is inside.
fn fold(browser: &Browser) -> (bool, String) {
    let body = &browser.page.body;
    let rest = body.split("<details class=\"details\"").nth(1).unwrap();
    let inside = rest.split("</div></details>").next().unwrap();
    (inside.starts_with(" open>"), inside.to_owned())
}

on_both!(
    what_few_people_can_answer_is_folded_until_it_is_answered_or_wrong,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        browser.open("/plainte/q/other-person").await;
        let (open, inside) = fold(&browser);
        assert!(!open, "nothing was said inside");
        assert!(inside.contains("name=\"suspect.phone\""));
        assert!(
            !inside.contains("name=\"suspect.known\""),
            "always in sight"
        );
        // Wrong inside: the fold is open on what was typed.
        let wrong = [("suspect.known", "no"), ("suspect.email", "sans-arobase")];
        browser.answer(&wrong).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (open, inside) = fold(&browser);
        assert!(
            open && inside.contains("sans-arobase</textarea>"),
            "{inside}"
        );
        // Answered inside: it is open when one comes back.
        let given = [
            ("suspect.known", "no"),
            ("suspect.email", "vendeur@exemple.fr"),
        ];
        browser.answer(&given).await;
        assert_eq!(browser.page.status, StatusCode::OK);
        browser.open("/plainte/q/other-person").await;
        assert!(fold(&browser).0);
        // A currency alone says nothing.
        browser.open("/plainte/q/loss-steps").await;
        assert!(!fold(&browser).0);
        browser
            .answer(&[("loss.insurer", "Assurance Lanterne")])
            .await;
        browser.open("/plainte/q/loss-steps").await;
        assert!(fold(&browser).0);
        browser.open("/plainte/verifier").await;
        browser.says("Assurance Lanterne");
    }
);

on_both!(
    answers_of_one_page_are_changed_by_one_link,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        browser.open("/plainte/verifier").await;
        let body = browser.page.body.clone();
        for slug in ["when-where", "order", "payment-1", "site", "identity"] {
            let link = format!("<p class=\"change\"><a href=\"/plainte/q/{slug}?de=verifier\"");
            assert_eq!(body.matches(&link).count(), 1, "{slug}");
        }
        let named = "Modifier<span class=\"unseen\"> Qu’avez-vous commandé, et quand";
        assert!(body.contains(named), "a link says which page it changes");
        browser.says("Bois, pellets");
    }
);

on_both!(
    nothing_is_said_twice_before_the_first_question,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        browser.open("/orientation/liste").await;
        let list = text(&browser.page.body);
        browser.open("/information-prealable/fake_shop").await;
        let before = text(&browser.page.body);
        let lead = "Vous avez acheté sur un site";
        assert!(!list.contains(lead) && before.contains(lead));
        // What can wait for the next page is there, whole; what cannot is said at once.
        let call = "rappel du virement";
        assert!(!before.contains(call));
        begin(&mut browser, "fake_shop").await;
        browser.open("/urgent").await;
        browser.says(call);
        browser
            .open("/information-prealable/fake_bank_adviser")
            .await;
        browser.says("appelez le 17");
    }
);

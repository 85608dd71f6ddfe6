//! Who opens what: codes, cookies, tokens, and the same gesture made twice, on both databases.

use super::pages_browser::{Browser, only_intake, pairs};
use super::pages_journey::{
    IDENTITY, SHOP, after, answer_all, begin, declare, follow_up, reference,
};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

/// The resume code shown on a page of a draft.
pub(crate) fn resume_code(browser: &Browser) -> String {
    after(&browser.page.body, "<bdi class=\"exact\">").to_owned()
}

on_both!(
    the_code_opens_the_draft_on_another_device_and_nothing_else_does,
    only_intake(),
    async |kit: Kit| {
        let mut phone = Browser::new(&kit);
        begin(&mut phone, "fake_shop").await;
        phone.answer(SHOP[0].1).await;
        phone.is_at("/plainte/q/order");
        let code = resume_code(&phone);
        let draft = phone.page.body.matches("HttpOnly").count();
        assert_eq!(draft, 0);

        let mut computer = phone.another();
        computer.open("/plainte/q/order").await;
        computer.is_at("/reprendre");
        let typed = code.to_lowercase().replace('-', " ");
        computer.post("/reprendre", &[("code", &typed)]).await;
        computer.is_at("/plainte/q/order");
        assert_eq!(resume_code(&computer), code);
        // What was answered on the phone is there.
        computer.open("/plainte/q/when-where").await;
        assert!(computer.page.body.contains("value=\"Lille\""));
        computer.open("/urgent").await;
        computer.is_at("/urgent");

        // A well-formed code of nobody, a slip and a word get the same answer.
        let mut guess = phone.another();
        for typed in ["7Q2KM9PX4HTDWC6N0ABC", "AAAA", "drop table", &code[..19]] {
            guess.open("/reprendre").await;
            guess.post("/reprendre", &[("code", typed)]).await;
            assert_eq!(guess.page.status, StatusCode::UNPROCESSABLE_ENTITY);
            guess.says("Ce code n’est pas reconnu");
            assert!(!guess.jar.contains_key("draft"));
        }
    }
);

on_both!(
    a_strangers_cookie_leads_to_the_page_of_codes_with_a_plain_sentence,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        for cookie in ["0000000000000000000Z", "00000000000000000000", "x"] {
            for path in [
                "/urgent",
                "/plainte/q/order",
                "/plainte/verifier",
                "/plainte/pieces",
                "/plainte/declaration",
                "/plainte/recu",
                "/plainte/recu.pdf",
                "/plainte/effacer",
            ] {
                let mut stranger = browser.another();
                stranger.jar.insert("draft".to_owned(), cookie.to_owned());
                stranger.open(path).await;
                stranger.is_at("/reprendre");
                stranger.says("Ce brouillon n’est plus ouvert sur cet appareil");
                assert!(!stranger.jar.contains_key("draft"), "the cookie is dropped");
            }
        }
        // Without any cookie, reading leads to the same door and a gesture is refused.
        let mut nobody = browser.another();
        nobody.open("/plainte/verifier").await;
        nobody.is_at("/reprendre");
        let token = [("csrf", nobody.token().as_str())].map(|(n, v)| (n.to_owned(), v.to_owned()));
        let seen = nobody.post_only("/plainte/effacer", &token.to_vec()).await;
        assert!(seen.status.is_client_error(), "{}", seen.status);
    }
);

on_both!(
    filing_twice_gives_the_same_reference_and_the_same_code,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        browser.open("/plainte/declaration").await;
        let mut second = browser.tab();
        second.page = browser.page.clone();
        let declared = [("declare.truth", "yes"), ("nature", "complaint")];
        let (_, _) = tokio::join!(
            async { browser.post("/plainte/declaration", &declared).await.status },
            async { second.post("/plainte/declaration", &declared).await.status },
        );
        browser.is_at("/plainte/recu");
        second.is_at("/plainte/recu");
        assert_eq!(reference(&browser), reference(&second));
        assert_eq!(follow_up(&browser), follow_up(&second));
        // Later too, and whatever page of the draft is asked for.
        second.open("/plainte/q/order").await;
        second.is_at("/plainte/recu");
        assert_eq!(follow_up(&browser), follow_up(&second));
        let one = browser.open("/plainte/recu.pdf").await.bytes.clone();
        assert_eq!(one, second.open("/plainte/recu.pdf").await.bytes);

        // The code must be noted before this browser forgets it.
        browser.open("/plainte/recu").await;
        browser.post("/plainte/recu", &[]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("Notez votre code de suivi");
        let all = pairs(&[("csrf", &browser.token()), ("noted", "1")]);
        let seen = browser.post_only("/plainte/recu", &all).await;
        assert_eq!(
            (seen.status, seen.location.as_str()),
            (StatusCode::SEE_OTHER, "/suivi")
        );
        assert!(!browser.jar.contains_key("draft"));
        browser.open("/plainte/recu").await;
        browser.is_at("/reprendre");
        browser.open("/suivi").await;
        browser.is_at("/suivi");
    }
);

on_both!(
    a_token_of_another_session_changes_nothing,
    only_intake(),
    async |kit: Kit| {
        let mut victim = Browser::new(&kit);
        begin(&mut victim, "fake_shop").await;
        let mut other = victim.another();
        begin(&mut other, "fake_shop").await;
        let replayed = other.token();
        for path in [
            "/plainte/q/when-where",
            "/plainte/effacer",
            "/urgent",
            "/plainte/declaration",
        ] {
            let mut all = pairs(SHOP[0].1);
            all.insert(0, ("csrf".to_owned(), replayed.clone()));
            let seen = victim.post_only(path, &all).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{path}");
        }
        // The form of another site too, whatever its token.
        let token = victim.token();
        let request = Request::post("/plainte/effacer")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .body(Body::from(format!("csrf={token}")))
            .unwrap();
        assert_eq!(victim.send(request).await.status, StatusCode::FORBIDDEN);
        victim.open("/plainte/q/when-where").await;
        assert!(!victim.page.body.contains("value=\"Lille\""));
    }
);

on_both!(
    a_draft_is_deleted_at_once_after_one_question,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        let code = resume_code(&browser);
        browser.open("/plainte/effacer").await;
        browser.says("Effacer votre brouillon ?");
        browser.post("/plainte/effacer", &[]).await;
        browser.is_at("/reprendre");
        browser.says("Votre brouillon est effacé");
        browser.post("/reprendre", &[("code", &code)]).await;
        browser.says("Ce code n’est pas reconnu");
    }
);

on_both!(
    the_code_of_a_draft_leads_to_the_receipt_once_it_is_filed,
    only_intake(),
    async |kit: Kit| {
        let mut phone = Browser::new(&kit);
        begin(&mut phone, "fake_shop").await;
        phone.open("/plainte/q/when-where").await;
        let code = resume_code(&phone);
        answer_all(&mut phone, &[SHOP, IDENTITY]).await;
        declare(&mut phone, "complaint").await;
        let shown = (reference(&phone), follow_up(&phone));

        let mut computer = phone.another();
        computer.open("/reprendre").await;
        computer.post("/reprendre", &[("code", &code)]).await;
        computer.is_at("/plainte/recu");
        assert_eq!((reference(&computer), follow_up(&computer)), shown);
        // A code of the same form that nobody has, still nothing.
        let mut guess = phone.another();
        guess.open("/reprendre").await;
        let typed = [("code", "7Q2KM9PX4HTDWC6N0ABC")];
        guess.post("/reprendre", &typed).await;
        assert_eq!(guess.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!guess.jar.contains_key("draft"));
    }
);

on_both!(
    codes_are_counted_by_network,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        browser.open("/reprendre").await;
        let mut refused = None;
        for tried in 0..70 {
            browser.open("/reprendre").await;
            browser.post("/reprendre", &[("code", "AAAA")]).await;
            if browser.page.status == StatusCode::TOO_MANY_REQUESTS {
                refused = Some(tried);
                break;
            }
        }
        assert_eq!(refused, Some(60), "the limit of the configuration");
        // Another network is not concerned.
        browser.from = [203, 0, 113, 9];
        browser.open("/reprendre").await;
        browser.post("/reprendre", &[("code", "AAAA")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
);

on_both!(
    cookies_are_closed_to_scripts_and_end_with_the_browser_on_sensitive_types,
    only_intake(),
    async |kit: Kit| {
        for (kind, lasts) in [("fake_shop", true), ("sextortion", false)] {
            let mut browser = Browser::new(&kit);
            browser.open("/orientation").await;
            let all = pairs(&[("csrf", &browser.token()), ("type", kind)]);
            let seen = browser.post_only("/plainte/commencer", &all).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER);
            let line = seen
                .cookies
                .iter()
                .find(|c| c.starts_with("draft="))
                .unwrap();
            assert!(
                line.contains("HttpOnly") && line.contains("SameSite=Lax"),
                "{line}"
            );
            assert_eq!(line.contains("Max-Age=2592000"), lasts, "{line}");
            assert!(!seen.location.contains(&browser.jar["draft"]));
        }
    }
);

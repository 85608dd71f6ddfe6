//! Nothing typed is lost: kept while it is written, and carried to where the code is typed when the
//! draft is not open any more on this device. On both databases.

use super::pages_browser::{Browser, Pairs, Seen, only_intake, pairs, text};
use super::pages_journey::{SHOP, after, begin};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

const STORY: &str = "J’ai payé le 14 mars.\nPuis le site a disparu & « rien » n’est venu.";

fn code_of(browser: &Browser) -> String {
    after(&browser.page.body, "<bdi class=\"exact\">").to_owned()
}

fn story(token: &str) -> Pairs {
    pairs(&[
        ("csrf", token),
        ("story.before", STORY),
        ("story.during", ""),
    ])
}

/// Sends a form as a browser does from a page of this site.
async fn sent_from_here(browser: &mut Browser, path: &str, form: &Pairs) -> Seen {
    let escaped = |text: &str| faisceau_platform::web::lang::escaped(text);
    let body: Vec<String> = form
        .iter()
        .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
        .collect();
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body.join("&")))
        .unwrap();
    browser.send(request).await
}

/// The hidden inputs of a page of refusal, and where they go.
fn again(page: &Seen) -> (String, Pairs) {
    let action = after(&page.body, "<form method=\"post\" action=\"");
    let action = action.split('"').next().unwrap().to_owned();
    let form = page.body.split("<form method=\"post\"").nth(1).unwrap();
    let form = form.split("</form>").next().unwrap();
    let inputs = form.split("type=\"hidden\" name=\"").skip(1);
    let plain = |text: &str| {
        text.replace("&#38;", "&")
            .replace("&amp;", "&")
            .replace("&#34;", "\"")
            .replace("&quot;", "\"")
    };
    let pairs = inputs
        .map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"").unwrap();
            (plain(name), plain(rest.split_once('"').unwrap().0))
        })
        .collect();
    (action, pairs)
}

on_both!(
    a_long_answer_is_kept_while_it_is_written,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        browser.open("/plainte/q/story").await;
        assert!(
            browser
                .page
                .body
                .contains("data-autosave=\"/plainte/q/story/garder\"")
        );
        assert!(browser.page.body.contains("autosave.js"));
        assert!(browser.page.body.contains("role=\"status\""));
        let form = story(&browser.token());
        let kept = sent_from_here(&mut browser, "/plainte/q/story/garder", &form).await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT);
        browser.open("/plainte/q/story").await;
        browser.says("J’ai payé le 14 mars.");
        // What cannot be read is left for the button; what can is kept all the same.
        browser.open("/plainte/q/order").await;
        assert!(
            !browser.page.body.contains("data-autosave"),
            "no long answer here"
        );
        let wrong = pairs(&[
            ("csrf", &browser.token()),
            ("shop.product", "animal"),
            ("shop.ordered_at.day", "45"),
        ]);
        let kept = sent_from_here(&mut browser, "/plainte/q/order/garder", &wrong).await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT);
        browser.open("/plainte/q/order").await;
        assert!(browser.page.body.contains("value=\"animal\" checked"));
        // Pages that are not reached, drafts that are not there, tokens of others: nothing.
        let token = browser.token();
        let (own, forged) = (story(&token), story("forged"));
        let nowhere = sent_from_here(&mut browser, "/plainte/q/nowhere/garder", &own).await;
        assert_eq!(nowhere.status, StatusCode::GONE);
        let refused = sent_from_here(&mut browser, "/plainte/q/story/garder", &forged).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let mut stranger = browser.another();
        let none = sent_from_here(&mut stranger, "/plainte/q/story/garder", &own).await;
        assert!(none.status.is_client_error());
    }
);

on_both!(
    a_page_sent_after_the_cookie_is_gone_keeps_every_word_for_its_draft,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        browser.open("/plainte/q/story").await;
        let (code, form) = (code_of(&browser), story(&browser.token()));
        // The browser was closed and its page restored: the cookies of the session are gone.
        browser.jar.clear();
        let refused = sent_from_here(&mut browser, "/plainte/q/story", &form).await;
        assert!(refused.status.is_client_error());
        let said = text(&refused.body);
        assert!(said.contains("Votre session est terminée"), "{said}");
        assert!(said.contains("Puis le site a disparu"), "{said}");
        let (to, mut carried) = again(&refused);
        assert_eq!(to, "/reprendre");
        assert!(carried.contains(&("suite".to_owned(), "/plainte/q/story".to_owned())));
        let page = sent_from_here(&mut browser, &to, &carried).await;
        assert_eq!(page.status, StatusCode::OK, "{}", text(&page.body));
        assert!(text(&page.body).contains("Entrez votre code pour l’ajouter"));
        // A slip in the code loses nothing either.
        carried = again(&page).1;
        carried.push(("code".to_owned(), "7Q2K-M9PX".to_owned()));
        let slip = sent_from_here(&mut browser, "/reprendre", &carried).await;
        assert_eq!(slip.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text(&slip.body).contains("Puis le site a disparu"));
        carried = again(&slip).1;
        carried.push(("code".to_owned(), code));
        let back = sent_from_here(&mut browser, "/reprendre", &carried).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        browser.open("/plainte/q/story").await;
        browser.says("Puis le site a disparu & « rien » n’est venu.");
    }
);

on_both!(
    a_page_sent_to_a_draft_that_is_over_keeps_its_words_on_the_page,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        browser.open("/plainte/q/story").await;
        let form = story(&browser.token());
        let mut other = browser.tab();
        other.open("/plainte/effacer").await;
        other.post("/plainte/effacer", &[]).await;
        let page = sent_from_here(&mut browser, "/plainte/q/story", &form).await;
        assert_eq!(page.status, StatusCode::OK);
        let said = text(&page.body);
        assert!(said.contains("Puis le site a disparu"), "{said}");
        assert!(
            said.contains("Copiez ce texte avant de recommencer."),
            "{said}"
        );
        assert!(
            !browser.jar.contains_key("draft"),
            "the dead cookie is dropped"
        );
    }
);

on_both!(
    what_is_carried_and_wrong_is_shown_on_its_page_to_correct,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        browser.answer(SHOP[0].1).await;
        let (code, token) = (code_of(&browser), browser.token());
        let typed = pairs(&[
            ("csrf", &token),
            ("shop.product", "animal"),
            ("shop.ordered_at.day", "45"),
            ("shop.ordered_at.month", "3"),
            ("shop.ordered_at.year", "2026"),
        ]);
        browser.jar.clear();
        let refused = sent_from_here(&mut browser, "/plainte/q/order", &typed).await;
        let mut carried = again(&refused).1;
        carried.push(("code".to_owned(), code));
        browser.page = sent_from_here(&mut browser, "/reprendre", &carried).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("Cette date n’existe pas");
        assert!(browser.page.body.contains("value=\"45\""));
        // The page shown is the draft's own: corrected, it goes on at once.
        let mut corrected = typed;
        corrected[0].1 = browser.token();
        corrected[2].1 = "14".to_owned();
        let next = sent_from_here(&mut browser, "/plainte/q/order", &corrected).await;
        assert_eq!(next.status, StatusCode::SEE_OTHER, "{}", text(&next.body));
        assert_eq!(next.location, "/plainte/q/outcome");
    }
);

on_both!(
    a_postcode_typed_on_a_page_that_was_over_is_not_taken_for_a_secret,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        let typed = pairs(&[
            ("csrf", "old"),
            ("victim.address:postcode", "59000"),
            ("code", "secret"),
        ]);
        let refused = sent_from_here(&mut browser, "/plainte/q/identity", &typed).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let kept = again(&refused).1;
        assert!(kept.contains(&("victim.address:postcode".to_owned(), "59000".to_owned())));
        assert!(kept.iter().all(|(name, _)| name != "code"));
    }
);

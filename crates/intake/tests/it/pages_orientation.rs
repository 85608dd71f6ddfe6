//! The orientation as a person without a script meets it: from danger to a type, back and forth,
//! by questions, by words, from the list; what was said is never lost nor written in an address.

use super::codes_stored::everything;
use super::pages_browser::{Browser, only_intake, text};
use super::pages_journey::{IDENTITY, SHOP, after, answer_all, begin, declare};
use super::store::{journaled, searches};
use axum::http::StatusCode;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

/// Answers the questions of the orientation in turn, passing by the pages of help.
async fn orient(browser: &mut Browser, said: &[&str]) {
    browser.open("/orientation").await;
    for code in said {
        if browser.at.starts_with("/orientation/aide/") {
            let on = after(&browser.page.body, "class=\"button primary\" href=\"").to_owned();
            let on = on.split('"').next().unwrap().to_owned();
            browser.open(&on).await;
        }
        let at = browser.at.clone();
        browser.post(&at, &[("reponse", code)]).await;
        assert_eq!(browser.page.status, StatusCode::OK, "{at} {code}");
    }
}

fn code_of(browser: &Browser) -> String {
    after(&browser.page.body, "<bdi class=\"exact\">").to_owned()
}

on_both!(
    simple_questions_lead_to_the_type_and_to_its_receipt,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        browser.open("/").await;
        orient(
            &mut browser,
            &["no", "self", "lost_money", "i_paid", "shop"],
        )
        .await;
        browser.is_at("/orientation/resultat");
        browser.says("D’après vos réponses : Faux site de vente");
        browser.says("Vous avez acheté sur un site qui n’a rien livré");
        browser.says("Ce n’est pas ça");
        browser.says("Votre plainte se fait ici en entier.");
        browser.says("La plainte en ligne est facultative");
        let code = code_of(&browser);
        browser
            .post("/plainte/commencer", &[("type", "fake_shop")])
            .await;
        browser.is_at("/urgent");
        browser.says("Appelez votre banque");
        assert_eq!(code_of(&browser), code, "the same draft goes on");
        browser.post("/urgent", &[("do", "later")]).await;
        let slugs = answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        browser.says("Vos premières réponses");
        // Who files was said at once and is not lost: it is chosen already.
        assert!(slugs.contains(&"complaint-or-report".to_owned()));
        declare(&mut browser, "complaint").await;
        browser.says("Votre plainte est enregistrée");
    }
);

on_both!(
    danger_comes_first_and_never_stops_the_way,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        browser.open("/orientation").await;
        browser.says("Êtes-vous en danger maintenant");
        assert!(
            !browser.jar.contains_key("draft"),
            "nothing is kept of a look"
        );
        browser.post("/orientation", &[]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("Choisissez une réponse");
        browser.post("/orientation", &[("reponse", "yes")]).await;
        browser.is_at("/orientation/aide/o0");
        for said in [
            "17",
            "112",
            "114",
            "Vos réponses vous attendent",
            "Vérifié le 22/11/2026",
        ] {
            browser.says(said);
        }
        assert!(browser.page.body.contains("href=\"tel:17\""));
        assert!(browser.page.body.contains("data-leave"));
        assert!(browser.page.body.contains("href=\"/orientation/q/o1\""));
        browser.open("/orientation/q/o1").await;
        browser.says("Pour qui faites-vous cette démarche ?");
        // A question not reached yet leads to where the answers stand.
        browser.open("/orientation/q/o5").await;
        browser.is_at("/orientation/q/o1");
        browser.open("/orientation/resultat").await;
        browser.is_at("/orientation/q/o1");
        browser.open("/orientation/q/nowhere").await;
        browser.is_at("/orientation/q/o1");
        // The questions of a type wait for it; erasing does not.
        browser.open("/plainte/verifier").await;
        browser.is_at("/orientation/q/o1");
        browser.open("/plainte/effacer").await;
        browser.is_at("/plainte/effacer");
    }
);

on_both!(
    it_is_not_that_goes_back_with_the_answers_kept,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        orient(
            &mut browser,
            &["no", "self", "lost_money", "i_paid", "shop"],
        )
        .await;
        let code = code_of(&browser);
        assert!(browser.page.body.contains("href=\"/orientation/q/o2\""));
        browser.open("/orientation/q/o2").await;
        assert!(browser.page.body.contains("value=\"lost_money\" checked"));
        browser
            .post("/orientation/q/o2", &[("reponse", "money_asked")])
            .await;
        browser.is_at("/orientation/q/o5");
        // The way on is sensitive: the tab says nothing of it, and one may leave.
        assert!(browser.page.body.contains("<title>Formulaire</title>"));
        browser
            .post("/orientation/q/o5", &[("reponse", "secret")])
            .await;
        browser.is_at("/orientation/resultat");
        assert!(browser.page.body.contains("<title>Formulaire</title>"));
        browser.says("D’après vos réponses : Chantage, sextorsion");
        assert_eq!(code_of(&browser), code);
        // Another device takes the orientation up where it stands.
        let mut other = browser.another();
        other.open("/reprendre").await;
        other.post("/reprendre", &[("code", &code)]).await;
        other.is_at("/orientation/resultat");
        // Changed in the middle of a type: the answers given stay.
        browser
            .post("/plainte/commencer", &[("type", "sextortion")])
            .await;
        browser.open("/orientation/q/o2").await;
        browser
            .post("/orientation/q/o2", &[("reponse", "lost_money")])
            .await;
        browser.is_at("/orientation/q/o3");
        browser.open("/orientation/q/o4").await;
        assert!(browser.page.body.contains("value=\"shop\" checked"));
    }
);

on_both!(
    a_minor_alone_is_told_whom_to_call_and_may_inform,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        orient(&mut browser, &["no", "minor_self"]).await;
        browser.is_at("/orientation/aide/o1");
        for said in [
            "3018",
            "119",
            "Commissariat ou gendarmerie près de chez vous",
        ] {
            browser.says(said);
        }
        browser.open("/orientation/q/o2").await;
        browser
            .post("/orientation/q/o2", &[("reponse", "lost_money")])
            .await;
        browser
            .post("/orientation/q/o3", &[("reponse", "diverted")])
            .await;
        browser.says("reçus comme un signalement");
        browser.says("Avec un parent, ou au guichet, elle peut déposer plainte.");
        browser
            .post("/plainte/commencer", &[("type", "payment_diversion")])
            .await;
        browser.post("/urgent", &[("do", "later")]).await;
        answer_all(
            &mut browser,
            &[
                &[(
                    "payment-1",
                    &[
                        ("payment[0].method", "transfer"),
                        ("payment[0].amount.amount", "10"),
                    ],
                )],
                SHOP,
            ],
        )
        .await;
        browser.open("/plainte/declaration").await;
        browser.is_at("/plainte/declaration");
        assert!(!browser.page.body.contains("value=\"complaint\""));
        let declared = [("declare.truth", "yes"), ("nature", "complaint")];
        browser.post("/plainte/declaration", &declared).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.open("/plainte/verifier").await;
        declare(&mut browser, "report").await;
        browser.says("Votre signalement est enregistré");
        browser.says("Un signalement informe : il ne vaut pas plainte.");
        let said = text(&browser.page.body);
        assert!(
            !said.contains("l’attestation signée"),
            "no paper of a complaint is promised"
        );
    }
);

on_both!(
    a_child_s_parent_is_known_as_such_from_the_start,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        orient(
            &mut browser,
            &["no", "child", "lost_money", "i_paid", "shop"],
        )
        .await;
        browser
            .post("/plainte/commencer", &[("type", "fake_shop")])
            .await;
        browser.open("/plainte/q/complaint-or-report").await;
        assert!(browser.page.body.contains("value=\"parent\" checked"));
    }
);

on_both!(
    words_are_searched_here_and_written_nowhere,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        browser.open("/orientation/recherche").await;
        browser.post("/orientation/recherche", &[]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("Écrivez un ou deux mots");
        browser
            .post(
                "/orientation/recherche",
                &[("mots", "un chantge à la web cam")],
            )
            .await;
        browser.is_at("/orientation/recherche");
        browser.says("Cela ressemble à…");
        assert!(browser.page.body.contains("value=\"sextortion\""));
        // What was typed is in the field, so that it can be changed, and in no address.
        assert!(
            browser
                .page
                .body
                .contains("value=\"un chantge à la web cam\"")
        );
        assert!(!browser.page.body.contains("mots="));
        assert!(browser.page.body.contains("<title>Formulaire</title>"));
        assert_eq!(browser.page.headers["cache-control"], "no-store");
        assert!(!browser.jar.contains_key("draft"));
        browser
            .post("/orientation/liste", &[("type", "sextortion")])
            .await;
        browser.is_at("/information-prealable/sextortion");
        browser.open("/orientation/recherche").await;
        browser
            .post(
                "/orientation/recherche",
                &[("mots", "<script>alert(1)</script>")],
            )
            .await;
        browser.says("Ces mots ne mènent à aucun formulaire.");
        assert!(!browser.page.body.contains("<script>alert"));
        let long = "é".repeat(5_000);
        browser
            .post("/orientation/recherche", &[("mots", &long)])
            .await;
        assert_eq!(browser.page.status, StatusCode::OK);
    }
);

on_both!(
    searches_that_find_nothing_are_counted_without_a_word_of_them,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        browser.open("/orientation/recherche").await;
        // Nothing typed is no search.
        browser.post("/orientation/recherche", &[]).await;
        assert_eq!(searches(&kit).await, []);
        let find = "/orientation/recherche";
        browser.post(find, &[("mots", "faux site")]).await;
        let typed = "Zoltanovich Qwxyz vzglyad";
        for _ in 0..2 {
            browser.post(find, &[("mots", typed)]).await;
            browser.says("Ces mots ne mènent à aucun formulaire.");
        }
        // The list stands in for what was not found; what is chosen there tells where words lack.
        browser.says("Ou choisissez dans la liste");
        browser
            .post(
                "/orientation/liste",
                &[("apres", "recherche"), ("type", "romance")],
            )
            .await;
        browser.is_at("/information-prealable/romance");
        // From the list itself, and of a type that is none, nothing is counted.
        browser.open("/orientation/liste").await;
        let list = "/orientation/liste";
        browser.post(list, &[("type", "romance")]).await;
        browser.open("/orientation/liste").await;
        let none = [("apres", "recherche"), ("type", "no such type")];
        browser.post(list, &none).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told: Vec<(String, String, i64)> = searches(&kit)
            .await
            .into_iter()
            .map(|(day, outcome, form_type, times)| {
                assert_eq!(day, "2026-11-22");
                (outcome, form_type, times)
            })
            .collect();
        let row = |outcome: &str, form_type: &str, times| (outcome.into(), form_type.into(), times);
        assert_eq!(
            told,
            [
                row("chosen", "romance", 1),
                row("found", "", 1),
                row("nothing", "", 2)
            ]
        );
        // Not a word of it anywhere in the database, whichever it is, nor a row of the journal.
        let mut read = String::new();
        for (_, bytes) in everything(&kit).await {
            read.push_str(&String::from_utf8_lossy(&bytes).to_lowercase());
        }
        for word in typed.split(' ') {
            assert!(!read.contains(&word.to_lowercase()), "{word}");
        }
        assert!(read.contains("romance"), "the whole database was read");
        assert_eq!(journaled(&kit).await, 0);
    }
);

on_both!(
    answers_are_taken_to_another_service_and_the_draft_stays,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "sextortion").await;
        browser.open("/plainte/q/age").await;
        browser.answer(&[("sext.age_bracket", "15_17")]).await;
        browser
            .answer(&[("sext.addresses", "https://reseau.exemple.fr/profil/77")])
            .await;
        browser.is_at("/plainte/verifier");
        assert!(browser.page.body.contains("href=\"/plainte/a-emporter\""));
        browser.open("/plainte/a-emporter").await;
        browser.is_at("/plainte/a-emporter");
        browser.says("https://reseau.exemple.fr/profil/77");
        // Where to take it: number, hours, and the day they were read; what is not sure says so.
        browser.says("Violences numériques, moins de 18 ans et parents");
        browser.says("Relevé le 22/11/2026, non confirmé");
        browser.says("Enfance en danger");
        browser.says("Vérifié le 22/11/2026");
        assert!(browser.page.body.contains("data-print"));
        assert!(browser.page.body.contains("<title>Formulaire</title>"));
        browser.open("/plainte/q/age").await;
        browser.is_at("/plainte/q/age");
        let mut stranger = browser.another();
        stranger.open("/plainte/a-emporter").await;
        stranger.is_at("/reprendre");
    }
);

on_both!(
    every_type_is_asked_without_a_code_in_an_address_and_kept_by_no_cache,
    only_intake(),
    async |kit: Kit| {
        let forms = kit.world.forms.clone();
        for kind in forms.kinds() {
            let mut browser = Browser::new(&kit);
            browser.open("/orientation/liste").await;
            browser
                .post("/orientation/liste", &[("type", &kind.code)])
                .await;
            browser
                .post("/plainte/commencer", &[("type", &kind.code)])
                .await;
            browser.is_at("/urgent");
            let code = browser.jar["draft"].clone();
            browser.post("/urgent", &[("do", "later")]).await;
            for path in [
                "/plainte/verifier",
                "/plainte/a-emporter",
                "/urgent",
                "first",
            ] {
                if path == "first" {
                    let draft = forms.blank(&kind.code).unwrap();
                    let journey = faisceau_domain::form::Journey::of(&forms, &kind.code, &draft);
                    let slug = journey.unwrap().first().slug.clone();
                    browser.open(&format!("/plainte/q/{slug}")).await;
                } else {
                    browser.open(path).await;
                }
                let at = browser.at.clone();
                assert!(!at.contains(&code), "{at}");
                let links = browser
                    .page
                    .body
                    .replace('-', "")
                    .contains(&format!("={code}"));
                assert!(!links, "{at} links to its own code");
                assert_eq!(browser.page.headers["cache-control"], "no-store", "{at}");
                assert_eq!(browser.page.headers["referrer-policy"], "no-referrer");
                let neutral = browser.page.body.contains("<title>Formulaire</title>");
                assert_eq!(neutral, kind.exit_button, "{}: {at}", kind.code);
            }
        }
    }
);

on_both!(
    a_draft_already_filled_is_not_touched_by_a_new_orientation,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        browser.answer(SHOP[0].1).await;
        let code = code_of(&browser);
        browser.open("/orientation").await;
        browser.says("Un brouillon est déjà ouvert sur cet appareil");
        browser.post("/orientation", &[("reponse", "no")]).await;
        assert_ne!(code_of(&browser), code);
        let mut other = browser.another();
        other.open("/reprendre").await;
        other.post("/reprendre", &[("code", &code)]).await;
        other.is_at("/plainte/q/order");
        // A stranger finds no question without a draft.
        let mut stranger = browser.another();
        for path in [
            "/orientation/q/o1",
            "/orientation/aide/o0",
            "/orientation/resultat",
        ] {
            stranger.open(path).await;
            stranger.is_at("/reprendre");
        }
    }
);

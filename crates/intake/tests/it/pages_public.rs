//! What every page says and bears: words in both languages, links that lead somewhere, tokens of
//! the reader's own data, numbers, law, and the answer on printed documents.

use super::pages_browser::{Browser, inputs, only_intake, text};
use super::pages_journey::{IDENTITY, SHOP, after, answer_all, begin, declare, reference};
use axum::http::StatusCode;
use faisceau_documents::Regime;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

const PUBLIC: [&str; 16] = [
    "/",
    "/danger",
    "/numeros",
    "/orientation",
    "/orientation/liste",
    "/orientation/recherche",
    "/information-prealable/fake_shop",
    "/information-prealable/sextortion",
    "/information-prealable/other",
    "/reprendre",
    "/verify",
    "/accessibilite",
    "/donnees-personnelles",
    "/mentions",
    "/plan-du-site",
    "/aide",
];

fn links(html: &str) -> Vec<String> {
    let found = html.split(" href=\"").skip(1);
    found
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .filter(|href| href.starts_with('/'))
        .collect()
}

on_both!(
    public_pages_open_in_both_languages_and_every_link_leads_somewhere,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        let mut seen = Vec::new();
        for lang in ["fr", "en"] {
            browser.jar.insert("lang".to_owned(), lang.to_owned());
            for path in PUBLIC {
                browser.open(path).await;
                assert_eq!(browser.page.status, StatusCode::OK, "{path}");
                assert!(
                    browser
                        .page
                        .body
                        .contains(&format!("<html lang=\"{lang}\">"))
                );
                assert!(
                    !browser.page.body.contains('⟦'),
                    "{path} {lang} lacks words"
                );
                assert_eq!(browser.page.body.matches("<h1").count(), 1, "{path}");
                assert!(!browser.page.body.contains("style="), "{path}");
                seen.extend(links(&browser.page.body));
            }
        }
        seen.sort();
        seen.dedup();
        for link in seen {
            if link.starts_with("/langue") {
                continue;
            }
            let mut other = browser.another();
            other.open(&link).await;
            assert_eq!(other.page.status, StatusCode::OK, "{link}");
        }
        browser.open("/information-prealable/inconnu").await;
        assert_eq!(browser.page.status, StatusCode::NOT_FOUND);
    }
);

on_both!(
    what_the_law_asks_to_be_said_first_is_said_with_its_citation,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        browser.open("/information-prealable/fake_shop").await;
        let today = faisceau_intake::receipt::zone();
        let today = kit.world.clock.now().to_zoned(today).date();
        let law = kit.world.law.at(today);
        for key in [
            "optional",
            "heard_later",
            "may_be_heard",
            "sexual_hearing",
            "interpreter",
        ] {
            let key = format!("fr.cpp.online_filing.{key}");
            let said = law.say(&key, faisceau_law::Lang::Fr).unwrap();
            browser.says(&said.text);
            browser.says(&said.citation.unwrap());
        }
        browser.open("/orientation/liste").await;
        browser.post("/orientation/liste", &[]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("Choisissez ce qui ressemble le plus à votre situation");
        browser.open("/information-prealable/fake_shop").await;
        browser
            .post("/plainte/commencer", &[("type", "<script>")])
            .await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!browser.jar.contains_key("draft"));
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_regime_has_its_own_notice_on_personal_data() {
    let regimes = [Regime::Authority, Regime::Mandated, Regime::Private];
    for regime in regimes {
        let kit = super::operations_words::kit(regime, false).await;
        let mut browser = Browser::new(&kit);
        browser.open("/donnees-personnelles").await;
        let law = kit.world.law.at(jiff::civil::date(2026, 11, 22));
        for other in regimes {
            let key = format!("fr.data_protection.{}.01_frame", other.code());
            let frame = law.say(&key, faisceau_domain::Lang::Fr).unwrap();
            let there = text(&browser.page.body).contains(&plain(&frame.text));
            assert_eq!(there, other == regime, "{key} under {regime:?}");
        }
    }
}

on_both!(
    ones_own_data_has_tokens_and_what_concerns_the_other_person_has_none,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        let token = |browser: &Browser, name: &str| {
            let inputs = inputs(&browser.page.body).into_iter();
            let mut named = inputs.filter(|input| input.name == name);
            named.next().expect(name).autocomplete
        };
        browser.open("/plainte/q/reply").await;
        assert_eq!(token(&browser, "victim.email"), "email");
        assert_eq!(token(&browser, "victim.phone"), "tel");
        browser.open("/plainte/q/identity").await;
        assert_eq!(token(&browser, "victim.address:lines"), "address-line1");
        assert_eq!(token(&browser, "victim.address:town"), "address-level2");
        let role = [("declare.mode", "complaint"), ("filer.role", "parent")];
        browser.open("/plainte/q/complaint-or-report").await;
        browser.answer(&role).await;
        browser.open("/plainte/q/identity").await;
        assert_eq!(token(&browser, "filer.name:birth_name"), "family-name");
        assert_eq!(token(&browser, "victim.civil:birth_name"), "off");
        browser.open("/plainte/q/other-person").await;
        for input in inputs(&browser.page.body) {
            let typed = ["text", "tel", "email", "textarea", "select"];
            if typed.contains(&input.kind.as_str()) {
                assert_eq!(input.autocomplete, "off", "{}", input.name);
            }
        }
        browser.open("/plainte/q/payment-trace-1").await;
        assert_eq!(token(&browser, "payment[0].to_iban"), "off");
    }
);

on_both!(
    a_printed_code_tells_whether_the_document_is_authentic_and_nothing_of_its_content,
    only_intake(),
    async |kit: Kit| {
        let mut victim = Browser::new(&kit);
        begin(&mut victim, "fake_shop").await;
        answer_all(&mut victim, &[SHOP, IDENTITY]).await;
        declare(&mut victim, "complaint").await;
        let row = after(
            &victim.page.body,
            "Code de vérification du document</dt><dd><bdi>",
        );
        let code = row.to_owned();
        let reference = reference(&victim);
        let pdf = victim.open("/plainte/recu.pdf").await.bytes.clone();

        let mut bank = victim.another();
        bank.open(&format!("/verify?code={code}")).await;
        bank.says("Ce document est authentique.");
        bank.says("Accusé d’enregistrement");
        bank.says("22 novembre 2026");
        bank.says(&hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&pdf)));
        let page = text(&bank.page.body);
        for secret in ["Martin", "320,", "Faux site", &reference, "BOIS"] {
            assert!(!page.contains(secret), "{secret}");
        }
        bank.post("/verify", &[("code", &code.to_lowercase())])
            .await;
        bank.says("Ce document est authentique.");
        bank.post("/verify", &[("code", "0000000000000000")]).await;
        assert_eq!(bank.page.status, StatusCode::OK);
        bank.says("Aucun document authentique ne porte ce code.");
        bank.post("/verify", &[("code", "abc")]).await;
        assert_eq!(bank.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        bank.says("Ce code n’est pas complet");
    }
);

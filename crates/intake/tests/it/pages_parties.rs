//! Filing for somebody else: who is concerned and who fills in are told apart on the pages, on the
//! paper and behind the rights of staff; and what is declared follows who is named.

use super::operations_kit::{Says, filed_with_code, officer, victim};
use super::operations_words::{close, kit, pages};
use super::pages_browser::{Browser, only_intake, text};
use super::pages_journey::{SHOP, answer_all, begin, declare};
use axum::http::StatusCode;
use faisceau_documents::Regime;
use faisceau_intake::file::Nature;
use faisceau_intake::receipt::RECEPISSE;
use faisceau_intake::{render, validate};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

type Known<'a> = &'a [(&'a str, &'a [(&'a str, &'a str)])];

const VICTIM: &[(&str, &str)] = &[
    ("filer.name:birth_name", "Exemple"),
    ("filer.name:first_names", "Dominique"),
    ("victim.civil:birth_name", "Brindelune"),
    ("victim.civil:first_names", "Alix"),
    ("victim.civil:born_on.day", "4"),
    ("victim.civil:born_on.month", "5"),
    ("victim.civil:born_on.year", "2012"),
    ("victim.address:lines", "12 rue des Exemples"),
    ("victim.address:town", "Lille"),
];

/// The declaration of a fake shop filed by somebody of that quality.
async fn declared_as(kit: &Kit, role: &str, more: Known<'_>) -> Browser {
    let mut browser = Browser::new(kit);
    begin(&mut browser, "fake_shop").await;
    let said = [("declare.mode", "complaint"), ("filer.role", role)];
    let known: Known<'_> = &[("complaint-or-report", &said), ("identity", VICTIM)];
    answer_all(&mut browser, &[more, SHOP, known]).await;
    browser.open("/plainte/declaration").await;
    browser.is_at("/plainte/declaration");
    browser
}

on_both!(
    who_declares_and_for_whom_is_said_before_it_is_signed,
    only_intake(),
    async |kit: Kit| {
        let mut parent = declared_as(&kit, "parent", &[]).await;
        parent.says("Vous déclarez pour Alix Brindelune.");
        parent.says("Dominique Exemple, Son parent ou son tuteur");
        parent.says("Un agent vérifiera que vous pouvez agir.");
        assert!(parent.page.body.contains("value=\"complaint\""));
        // Somebody who helps prepares; an officer hears the person.
        let relative = declared_as(&kit, "relative", &[]).await;
        relative.says("Ensuite, un agent vous reçoit pour terminer avec vous.");
        let lawyer = declared_as(&kit, "lawyer", &[]).await;
        lawyer.says("Dominique Exemple, Un avocat");
        let own = declared_as(&kit, "victim", &[]).await;
        assert!(!text(&own.page.body).contains("Vous déclarez pour"));
        parent.open("/plainte/verifier").await;
        declare(&mut parent, "complaint").await;
    }
);

on_both!(
    an_organisation_gives_its_number_its_representative_and_the_power,
    only_intake(),
    async |kit: Kit| {
        let organisation: Known<'_> = &[(
            "organisation",
            &[
                ("org.name", "Menuiserie des Trois Sapins"),
                ("org.siren", "732 829 320"),
                ("org.power", "Gérante"),
            ],
        )];
        let browser = declared_as(&kit, "organisation", organisation).await;
        browser.says("Vous déclarez pour Menuiserie des Trois Sapins (732 829 320).");
        browser.says("Alix Brindelune, Gérante");
        browser.says("Ensuite, un agent vous reçoit pour terminer avec vous.");
        // A number that fails its check is told once, then kept with its doubt.
        let mut browser = browser;
        browser.open("/plainte/q/organisation?de=verifier").await;
        browser.answer(&[("org.siren", "732 829 321")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("Un numéro SIREN a 9 chiffres");
        browser.answer(&[("org.siren", "732 829 321")]).await;
        browser.is_at("/plainte/verifier");
    }
);

on_both!(
    a_report_may_stay_without_any_name,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        let said = [("declare.mode", "report"), ("filer.role", "parent")];
        let known: Known<'_> = &[("complaint-or-report", &said)];
        let slugs = answer_all(&mut browser, &[known, SHOP]).await;
        assert!(!slugs.contains(&"identity".to_owned()), "{slugs:?}");
        browser.open("/plainte/declaration").await;
        browser.says("Vous déclarez pour la personne concernée.");
        assert!(!browser.page.body.contains("value=\"complaint\""));
        browser.open("/plainte/verifier").await;
        declare(&mut browser, "report").await;
        browser.says("Votre signalement est enregistré");
    }
);

on_both!(
    what_is_declared_follows_who_is_named_and_says_that_being_wrong_is_no_lie,
    only_intake(),
    async |kit: Kit| {
        let law = kit.world.law.at(jiff::civil::date(2026, 11, 22));
        let said = |key: &str| {
            let key = format!("fr.cp.false_declaration.{key}");
            text(&law.say(&key, faisceau_law::Lang::Fr).unwrap().text)
        };
        let (always, person, good_faith) = (said("report"), said("person"), said("good_faith"));
        let mut browser = declared_as(&kit, "victim", &[]).await;
        let page = text(&browser.page.body);
        assert!(
            page.contains(&always) && page.contains(&good_faith),
            "{page}"
        );
        assert!(!page.contains(&person), "nobody is named");
        for words in [
            "Vous allez déclarer des faits à la police ou à la gendarmerie.",
            "Une plainte demande une enquête",
            "Je dépose plainte pour ces faits",
            "Un signalement informe, et peut rester sans nom.",
            "Je signale ces faits sans déposer plainte",
        ] {
            browser.says(words);
        }
        // An alias seen online names somebody; a number alone does not.
        browser.open("/plainte/q/other-person?de=verifier").await;
        browser
            .answer(&[("suspect.known", "no"), ("suspect.phone", "06 39 98 00 01")])
            .await;
        browser.open("/plainte/declaration").await;
        assert!(!text(&browser.page.body).contains(&person));
        browser.open("/plainte/q/other-person?de=verifier").await;
        let named = [
            ("suspect.known", "no"),
            ("suspect.identity:alias", "Marc D."),
        ];
        browser.answer(&named).await;
        browser.open("/plainte/declaration").await;
        let page = text(&browser.page.body);
        assert!(page.contains(&always) && page.contains(&person) && page.contains(&good_faith));
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn the_officer_s_paper_tells_the_complainant_from_who_files() {
    let kit = kit(Regime::Authority, false).await;
    let cx = officer(&kit).await;
    for (role, born, by) in [
        ("victim", true, None),
        ("parent", true, Some("Son parent ou son tuteur")),
        ("organisation", false, Some("Déposée par")),
    ] {
        let says = Says::from([("declare.mode", "complaint"), ("filer.role", role)]);
        let (filed, _) = filed_with_code(&kit, "fake_shop", &says, Nature::Complaint).await;
        let offences = ["Escroquerie".to_owned()];
        validate::validate(&cx, filed.complaint, &offences)
            .await
            .unwrap();
        let pdf = render::render(&victim(&kit), filed.complaint, RECEPISSE)
            .await
            .unwrap();
        let said = close(&pages(&kit, &pdf).concat());
        assert!(said.contains(&close("Plaignant")), "{said}");
        assert_eq!(
            said.contains(&close("Date de naissance")),
            born,
            "{role}: {said}"
        );
        let told = said.contains(&close("Déposée par"));
        assert_eq!(told, by.is_some(), "{role}: {said}");
        assert!(
            by.is_none_or(|by| said.contains(&close(by))),
            "{role}: {said}"
        );
    }
}

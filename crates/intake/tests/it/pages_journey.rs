//! Whole journeys by requests, as a browser without script makes them, on both databases.

use super::pages_browser::{Browser, only_intake, text};
use axum::http::StatusCode;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

/// Answers by page of questions; any other page is answered "I don't know".
type Known<'a> = &'a [(&'a str, &'a [(&'a str, &'a str)])];

pub(crate) const IDENTITY: Known<'static> = &[
    (
        "complaint-or-report",
        &[("declare.mode", "complaint"), ("filer.role", "victim")],
    ),
    (
        "identity",
        &[
            ("victim.civil:birth_name", "Martin"),
            ("victim.civil:first_names", "Élise"),
            ("victim.civil:born_on.day", "4"),
            ("victim.civil:born_on.month", "5"),
            ("victim.civil:born_on.year", "1988"),
            ("victim.address:lines", "12 rue des Lilas"),
            ("victim.address:town", "Lille"),
        ],
    ),
];

pub(crate) const SHOP: Known<'static> = &[
    (
        "when-where",
        &[
            ("facts.period:first.day", "14"),
            ("facts.period:first.month", "3"),
            ("facts.period:first.year", "2026"),
            ("facts.place_victim", "Lille"),
        ],
    ),
    (
        "order",
        &[
            ("shop.product", "heating"),
            ("shop.ordered_at.day", "14"),
            ("shop.ordered_at.month", "3"),
            ("shop.ordered_at.year", "2026"),
            ("shop.ordered_at:time", "21 h 05"),
        ],
    ),
    (
        "outcome",
        &[("shop.outcome", "nothing"), ("shop.asked_more", "no")],
    ),
    (
        "payment-1",
        &[
            ("payment[0].method", "transfer"),
            ("payment[0].amount.amount", "320,00"),
            ("payment[0].amount.currency", "EUR"),
            ("payment[0].status", "done"),
        ],
    ),
    (
        "payment-trace-1",
        &[
            ("payment[0].to_iban", "LT12 1000 0111 0100 1000"),
            ("payment[0].to_name", "BOIS DE CHAUFFE SARL"),
            ("payment[0].another", "no"),
        ],
    ),
    ("site", &[("site.url", "https://boutique.exemple.fr/bois")]),
];

/// Begins a filing of a type, up to the first question.
pub(crate) async fn begin(browser: &mut Browser, kind: &str) {
    browser.open("/").await;
    browser.open("/orientation/liste").await;
    browser.post("/orientation/liste", &[("type", kind)]).await;
    browser.is_at(&format!("/information-prealable/{kind}"));
    browser.post("/plainte/commencer", &[("type", kind)]).await;
    browser.is_at("/urgent");
    browser.post("/urgent", &[("do", "later")]).await;
}

/// Answers every page of questions; returns their slugs, in order.
pub(crate) async fn answer_all(browser: &mut Browser, known: &[Known<'_>]) -> Vec<String> {
    let mut slugs = Vec::new();
    while let Some(slug) = browser.at.strip_prefix("/plainte/q/") {
        let slug = slug.split('?').next().unwrap().to_owned();
        assert!(
            !slugs.contains(&slug),
            "{slug} twice: {}",
            text(&browser.page.body)
        );
        let given = known.iter().flat_map(|table| table.iter());
        let given = given
            .filter(|(page, _)| *page == slug)
            .flat_map(|(_, given)| given.iter());
        let given: Vec<(&str, &str)> = given.copied().collect();
        browser.answer(&given).await;
        assert_eq!(
            browser.page.status,
            StatusCode::OK,
            "{slug}: {}",
            text(&browser.page.body)
        );
        slugs.push(slug);
    }
    slugs
}

/// From the answers to the receipt.
pub(crate) async fn declare(browser: &mut Browser, nature: &str) {
    browser.is_at("/plainte/verifier");
    browser.open("/plainte/declaration").await;
    browser.is_at("/plainte/declaration");
    browser
        .post(
            "/plainte/declaration",
            &[("declare.truth", "yes"), ("nature", nature)],
        )
        .await;
    browser.is_at("/plainte/recu");
}

/// What stands after a word on the page.
pub(crate) fn after<'p>(page: &'p str, mark: &str) -> &'p str {
    let rest = page
        .split(mark)
        .nth(1)
        .unwrap_or_else(|| panic!("no `{mark}`"));
    rest.split('<').next().unwrap()
}

pub(crate) fn reference(browser: &Browser) -> String {
    after(&browser.page.body, "id=\"receipt-reference\">").to_owned()
}

pub(crate) fn follow_up(browser: &Browser) -> String {
    after(&browser.page.body, "id=\"receipt-secret\">").to_owned()
}

on_both!(
    a_fake_shop_is_filed_from_the_home_page_to_the_receipt,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        let slugs = answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        assert!(
            slugs.len() >= 14 && slugs.contains(&"payment-trace-1".to_owned()),
            "{slugs:?}"
        );
        browser.says("320,00 €");
        browser.says("LT12 1000 0111 0100 1000");
        browser.says("Ce que vous ne savez pas");
        declare(&mut browser, "complaint").await;
        browser.says("Votre plainte est enregistrée");
        // 22 November 2026, 10:00 UTC: the clock of the kit.
        browser.says("22 novembre 2026 à 11 h 00");
        browser.says("Faux site de vente");
        browser.says("Appelez votre banque");
        browser.says("Un policier ou un gendarme lit votre déclaration.");
        let (dossier, code) = (reference(&browser), follow_up(&browser));
        assert!(dossier.starts_with("FSC-2026-"), "{dossier}");
        assert_eq!(code.len(), 24, "{code}");
        assert!(
            !browser.page.body.contains("1000 0111"),
            "the receipt shows no IBAN"
        );
        assert_eq!(browser.page.headers["cache-control"], "no-store");
        browser.open("/plainte/recu.pdf").await;
        assert!(browser.page.bytes.starts_with(b"%PDF-"));
        assert_eq!(browser.page.headers["content-type"], "application/pdf");
    }
);

const TRANSFER: Known<'static> = &[
    ("fovi-kind", &[("fovi.kind", "supplier")]),
    (
        "payment-1",
        &[
            ("payment[0].method", "instant_transfer"),
            ("payment[0].amount.amount", "12 500"),
            ("payment[0].amount.currency", "EUR"),
            ("payment[0].status", "done"),
        ],
    ),
    // Mistyped on purpose: warned once, then kept as it was given.
    (
        "payment-trace-1",
        &[("payment[0].to_iban", "FR76 3000 6000 0112 3456 7890 188")],
    ),
    ("payment-bank-1", &[("payment[0].another", "no")]),
    (
        "message",
        &[("fovi.from_address", "compta@fournisseur.exemple.fr")],
    ),
];

on_both!(
    a_diverted_payment_is_filed_and_a_doubtful_iban_is_told_once_then_kept,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "payment_diversion").await;
        browser.answer(TRANSFER[0].1).await;
        browser.answer(TRANSFER[1].1).await;
        browser.is_at("/plainte/q/payment-trace-1");
        browser.answer(TRANSFER[2].1).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("Cet IBAN ne semble pas exact");
        assert!(plain(&browser.page.body).contains("<title>Erreur : "));
        // The same words in the summary and beside the field, one leading to the other.
        assert_eq!(
            browser.page.body.matches("Cet IBAN ne semble pas").count(),
            2
        );
        assert!(browser.page.body.contains("href=\"#f-payment-0--to_iban\""));
        assert!(browser.page.body.contains("id=\"f-payment-0--to_iban\""));
        assert!(browser.page.body.contains("aria-invalid=\"true\""));
        let slugs = answer_all(&mut browser, &[TRANSFER, SHOP, IDENTITY]).await;
        assert!(slugs.contains(&"mailbox".to_owned()), "{slugs:?}");
        browser.says("FR76 3000 6000 0112 3456 7890 188");
        browser.says("12 500,00 €");
        declare(&mut browser, "complaint").await;
        browser.says("Fraude au virement, faux RIB");
    }
);

on_both!(
    adult_sextortion_is_filed_discreetly,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        let known: Known<'_> = &[
            ("age", &[("sext.age_bracket", "adult")]),
            (
                "threat",
                &[("sext.kind", "real_images"), ("sext.safety", "no")],
            ),
            ("demand", &[("sext.demand", "money"), ("sext.paid", "no")]),
        ];
        begin(&mut browser, "sextortion").await;
        discreet(&browser);
        let mut addresses = vec!["/information-prealable/sextortion".to_owned()];
        addresses.push("/urgent".to_owned());
        for slug in answer_all(&mut browser, &[known, SHOP, IDENTITY]).await {
            addresses.push(format!("/plainte/q/{slug}"));
        }
        addresses.push("/plainte/verifier".to_owned());
        addresses.push("/plainte/declaration".to_owned());
        addresses.push("/plainte/effacer".to_owned());
        for address in addresses {
            browser.open(&address).await;
            discreet(&browser);
        }
        // The words ask for the threats and the demand, never for the image.
        browser.open("/plainte/pieces").await;
        browser.says("sans aucune image intime");
        browser.open("/plainte/verifier").await;
        declare(&mut browser, "complaint").await;
        discreet(&browser);
        browser.says("3114");
    }
);

/// The page says nothing of its subject to the browser's history, and offers to leave.
#[track_caller]
fn discreet(browser: &Browser) {
    assert!(
        browser.page.body.contains("<title>Formulaire</title>"),
        "{}",
        browser.at
    );
    assert!(browser.page.body.contains("data-leave"), "{}", browser.at);
}

on_both!(
    no_file_can_be_given_where_the_person_may_be_a_minor,
    only_intake(),
    async |kit: Kit| {
        for age in ["under_15", "15_17", "declined", "unknown"] {
            let mut browser = Browser::new(&kit);
            begin(&mut browser, "sextortion").await;
            no_file_here(&mut browser).await;
            browser.open("/plainte/q/age").await;
            browser.answer(&[("sext.age_bracket", age)]).await;
            browser.is_at("/plainte/q/addresses");
            browser.says("N’envoyez aucune image.");
            no_file_here(&mut browser).await;
            browser.open("/plainte/q/addresses").await;
            let page = [("sext.addresses", "https://reseau.exemple.fr/profil/77")];
            browser.answer(&page).await;
            browser.is_at("/plainte/verifier");
            no_file_here(&mut browser).await;
            browser.open("/plainte/declaration").await;
            assert!(!browser.page.body.contains("value=\"complaint\""));
            let declared = [("declare.truth", "yes"), ("nature", "complaint")];
            browser.post("/plainte/declaration", &declared).await;
            assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
            browser.says("utilisez le bouton du signalement");
            browser.open("/plainte/verifier").await;
            declare(&mut browser, "report").await;
            browser.says("Votre signalement est enregistré");
            offered(&text(&browser.page.body));
            discreet(&browser);
        }
    }
);

/// Where a minor may turn, the counter among them, said in words and not by a number alone.
fn offered(said: &str) {
    let somewhere = [
        "3018",
        "119",
        "17",
        "Commissariat ou gendarmerie près de chez vous",
    ];
    for where_to in somewhere {
        assert!(said.contains(where_to), "`{where_to}` is missing of {said}");
    }
}

/// Every page of the draft is without a file field, and a file sent anyway is refused with words
/// and numbers.
async fn no_file_here(browser: &mut Browser) {
    for path in [
        "/urgent",
        "/plainte/q/age",
        "/plainte/q/addresses",
        "/plainte/verifier",
    ] {
        browser.open(path).await;
        assert!(!browser.page.body.contains("type=\"file\""), "{path}");
    }
    browser.open("/plainte/pieces").await;
    browser.is_at("/plainte/pieces");
    browser.says("N’envoyez aucune image ici.");
    browser.open("/urgent").await;
    let token = browser.token();
    for page in ["exhibits", "age", "addresses", ""] {
        let texts = super::pages_browser::pairs(&[("csrf", &token), ("page", page)]);
        let file: &[(&str, &str, &[u8])] = &[("evidence.files", "image.jpg", b"\xFF\xD8\xFFxx")];
        let seen = browser.post_parts("/plainte/pieces", &texts, file).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = text(&seen.body);
        assert!(said.contains("N’envoyez aucune image ici."), "{said}");
        offered(&said);
    }
    browser.open("/plainte/verifier").await;
    assert!(!browser.page.body.contains("image.jpg"));
}

on_both!(
    journeys_keep_to_their_budget_of_pages,
    only_intake(),
    async |kit: Kit| {
        // Questionnaire, section 3.10: pages of questions, check and declaration included.
        for (kind, least, most) in [("fake_shop", 15, 20), ("payment_diversion", 17, 21)] {
            let mut browser = Browser::new(&kit);
            // In English: every page of a draft has its words there too.
            browser.jar.insert("lang".to_owned(), "en".to_owned());
            begin(&mut browser, kind).await;
            let slugs = answer_all(&mut browser, &[TRANSFER_SURE, SHOP, IDENTITY]).await;
            let pages = slugs.len() + 2;
            assert!(
                (least..=most).contains(&pages),
                "{kind}: {pages} pages {slugs:?}"
            );
        }
        for (age, least, most) in [("adult", 12, 16), ("15_17", 3, 6)] {
            let mut browser = Browser::new(&kit);
            let known: Known<'_> = &[
                ("age", &[("sext.age_bracket", age)]),
                ("threat", &[("sext.kind", "real_images")]),
                ("demand", &[("sext.demand", "money"), ("sext.paid", "no")]),
            ];
            begin(&mut browser, "sextortion").await;
            let slugs = answer_all(&mut browser, &[known, SHOP, IDENTITY]).await;
            let pages = slugs.len() + 2;
            assert!(
                (least..=most).contains(&pages),
                "{age}: {pages} pages {slugs:?}"
            );
        }
    }
);

/// The same transfer with an exact IBAN.
const TRANSFER_SURE: Known<'static> = &[
    TRANSFER[0],
    TRANSFER[1],
    (
        "payment-trace-1",
        &[("payment[0].to_iban", "FR76 3000 6000 0112 3456 7890 189")],
    ),
    TRANSFER[3],
    TRANSFER[4],
];

on_both!(
    an_answer_changed_from_the_check_page_comes_back_to_it,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        begin(&mut browser, "fake_shop").await;
        // Nothing can be declared while answers are missing.
        browser.open("/plainte/declaration").await;
        browser.is_at("/plainte/verifier");
        browser.says("Il manque encore ces réponses");
        browser.open("/plainte/q/when-where").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        browser.open("/plainte/q/order?de=verifier").await;
        assert!(browser.page.body.contains("value=\"21:05\""));
        let back = "<a class=\"back\" href=\"/plainte/verifier\">";
        assert!(browser.page.body.contains(back));
        browser.answer(&[("shop.product", "animal")]).await;
        browser.is_at("/plainte/verifier");
        browser.says("Animal");
        // An answer that opens a new question leads there first.
        browser.open("/plainte/q/payment-1?de=verifier").await;
        browser.answer(&[("payment[0].method", "card")]).await;
        browser.is_at("/plainte/q/payment-trace-1");
        // The stricter warning appears with a named person only.
        browser.open("/plainte/q/payment-trace-1?de=verifier").await;
        browser.answer(&[("payment[0].another", "no")]).await;
        browser.is_at("/plainte/verifier");
        browser.open("/plainte/declaration").await;
        let person = kit.world.law.at("2026-11-22".parse().unwrap());
        let person = person
            .say("fr.cp.false_declaration.person", faisceau_law::Lang::Fr)
            .unwrap()
            .text;
        assert!(!text(&browser.page.body).contains(&text(&person)));
        browser.open("/plainte/q/other-person?de=verifier").await;
        browser
            .answer(&[
                ("suspect.known", "yes"),
                ("suspect.identity:alias", "Marc D."),
            ])
            .await;
        browser.open("/plainte/declaration").await;
        browser.says(&person);
        // The tick is needed, and so is one of the two buttons.
        browser
            .post("/plainte/declaration", &[("nature", "complaint")])
            .await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("confirmez que ce que vous avez écrit est vrai");
        browser
            .post("/plainte/declaration", &[("declare.truth", "yes")])
            .await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("Choisissez entre la plainte et le signalement");
    }
);

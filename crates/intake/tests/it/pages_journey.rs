//! Whole journeys by requests, as a browser without script makes them, on both databases.

use super::pages_browser::{Browser, only_intake, text};
use axum::http::StatusCode;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

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
    browser.open("/orientation").await;
    browser.post("/orientation", &[("type", kind)]).await;
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

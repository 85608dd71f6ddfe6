//! A law pack in which nothing is confirmed: every page a victim or a third party may open and every
//! paper is read for what a doubtful key says, its sentence or its citation, and none is there. The
//! plain sentences that stand in their place are.

use super::operations_kit::{Says, filled, officer, victim};
use super::operations_words::{close, pages};
use super::pages_browser::{Browser, only_intake, text};
use super::pages_journey::{follow_up, reference};
use axum::http::StatusCode;
use faisceau_documents::Regime;
use faisceau_domain::regime::OffenceCase;
use faisceau_intake::receipt::{ACKNOWLEDGEMENT, RECEPISSE};
use faisceau_intake::{file, render, validate};
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::testkit::{self, Kit, On, START};
use faisceau_platform::web::{Answers, Audience};
use faisceau_platform::wiring;
use faisceau_platform::world::{Parts, World};
use std::path::Path;
use std::sync::Arc;

/// Put into every sentence, every value and every citation that nobody confirmed.
const DOUBTFUL: &str = "DOUTEUX";
/// Put into every plain sentence.
const SURE: &str = "PHRASE SIMPLE";

/// The shipped pack, with nothing confirmed and each text marked for what it is.
fn doubted(name: &str, text: &str) -> String {
    let mut out = String::new();
    let mut public = false;
    for line in text.lines() {
        if line.starts_with("plain.") {
            continue;
        }
        if line.starts_with("audience") {
            public = line.contains("public");
        }
        let marked = [".fr = \"", ".en = \""].iter().find(|mark| {
            let start = ["sentence", "cited", "former", "becomes"];
            start
                .iter()
                .any(|word| line.starts_with(&format!("{word}{mark}")))
        });
        match marked {
            Some(mark) => out.push_str(&line.replacen(mark, &format!("{mark}{DOUBTFUL} "), 1)),
            None if line.starts_with("confirmed") => {
                out.push_str("confirmed = false\n");
                if public {
                    out.push_str(&format!("plain = {{ fr = \"{SURE}\", en = \"{SURE}\" }}"));
                }
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    assert!(
        [
            "holidays.toml",
            "places.toml",
            "natinf.toml",
            "situations.toml"
        ]
        .iter()
        .any(|end| name.ends_with(end))
            || out.contains(DOUBTFUL),
        "{name}"
    );
    out
}

/// A world under that pack.
async fn kit(regime: Regime) -> Kit {
    let folder = tempfile::tempdir().unwrap();
    let shipped = testkit::content();
    let over = folder.path().join("overlay");
    for (name, text) in shipped.folder("law") {
        let file = over.join("law").join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, doubted(name, text)).unwrap();
    }
    let parts = Parts {
        config: Config {
            controller: Some("Association d'essai".into()),
            legal_regime: Some(regime),
            offence_case: Some(OffenceCase::Claims),
            data_dir: folder.path().to_path_buf(),
            ..Config::default()
        },
        content: shipped.overlaid(Path::new(&over)).unwrap(),
        db: testkit::database(On::Sqlite, folder.path()).await.unwrap(),
        clock: Clock::set_at(START.parse().unwrap()),
        dice: Dice::seeded(7),
    };
    let world = World::build(parts, &only_intake()).unwrap();
    for key in world.law.keys() {
        let versions = world.law.versions(key);
        assert!(
            versions.iter().all(|version| version.confirmed.is_none()),
            "{key}"
        );
    }
    Kit {
        world: Arc::new(world),
        folder,
    }
}

/// Looks at the page shown; whether a plain sentence stands on it.
#[track_caller]
fn look(browser: &Browser) -> usize {
    let page = &browser.page.body;
    assert!(!page.contains(DOUBTFUL), "{}: {}", browser.at, text(page));
    usize::from(page.contains(SURE))
}

/// Every page whose address has no parameter, for whom it is open to.
fn plain_pages(open: impl Fn(&Audience) -> bool) -> Vec<&'static str> {
    let routes = wiring::routes(&only_intake());
    let html = routes.list().filter(|route| {
        route.method == "GET" && route.answers == Answers::Html && open(&route.audience)
    });
    let plain = html.filter(|route| !route.path.contains('{'));
    plain.map(|route| route.path).collect()
}

/// The whole way of one person, in one language; how many pages said plain sentences.
async fn walk(kit: &Kit, form_type: &str, says: &Says<'_>, nature: &str, lang: &str) -> usize {
    let mut browser = Browser::new(kit);
    browser.jar.insert("lang".to_owned(), lang.to_owned());
    let mut plain = 0;
    browser
        .open(&format!("/information-prealable/{form_type}"))
        .await;
    assert_eq!(browser.page.status, StatusCode::OK);
    plain += look(&browser);
    for path in plain_pages(|audience| *audience == Audience::Public) {
        browser.open(path).await;
        plain += look(&browser);
    }
    let draft = filled(kit, form_type, says).await;
    browser
        .jar
        .insert("draft".to_owned(), draft.code.bare().to_owned());
    let journey = draft.journey(&kit.world.forms);
    for page in journey.pages() {
        browser.open(&format!("/plainte/q/{}", page.slug)).await;
        plain += look(&browser);
    }
    for path in plain_pages(|audience| *audience == Audience::Draft) {
        browser.open(path).await;
        plain += look(&browser);
    }
    browser.open("/plainte/declaration").await;
    browser.is_at("/plainte/declaration");
    // In error too: nothing is declared true.
    browser
        .post("/plainte/declaration", &[("nature", nature)])
        .await;
    assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    plain += look(&browser);
    let declared = [("declare.truth", "yes"), ("nature", nature)];
    browser.post("/plainte/declaration", &declared).await;
    browser.is_at("/plainte/recu");
    plain += look(&browser);
    let (reference, code) = (reference(&browser), follow_up(&browser));
    browser.open("/suivi").await;
    browser
        .post("/suivi", &[("reference", &reference), ("code", &code)])
        .await;
    browser.is_at("/suivi/dossier");
    plain + look(&browser)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_for_a_victim_says_what_nobody_confirmed() {
    for regime in [Regime::Authority, Regime::Private] {
        let kit = kit(regime).await;
        let says = Says::from([("sext.age_bracket", "adult")]);
        let minor = Says::from([("sext.age_bracket", "15_17")]);
        for (form_type, says, nature) in [
            ("fake_shop", &Says::new(), "complaint"),
            ("payment_diversion", &Says::new(), "complaint"),
            ("sextortion", &says, "report"),
            ("sextortion", &minor, "report"),
        ] {
            for lang in ["fr", "en"] {
                let plain = walk(&kit, form_type, says, nature, lang).await;
                // Before filing, at the declaration and on the receipt, at least.
                assert!(
                    plain >= 3,
                    "{form_type} {lang}: {plain} pages with plain sentences"
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_checks_a_paper_reads_nothing_that_nobody_confirmed() {
    let kit = kit(Regime::Authority).await;
    let draft = filled(&kit, "fake_shop", &Says::new()).await;
    let filed = file::file(&victim(&kit), &draft.code, file::Nature::Complaint).await;
    let payload = filed.unwrap().receipt.read_payload().unwrap();
    let mut browser = Browser::new(&kit);
    for code in [payload.verification_code.as_str(), "0000-0000-0000-0000"] {
        browser.open(&format!("/verify?code={code}")).await;
        look(&browser);
        browser.post("/verify", &[("code", code)]).await;
        look(&browser);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_poppler), ignore = "poppler not found")]
async fn no_paper_says_what_nobody_confirmed() {
    for regime in [Regime::Authority, Regime::Private] {
        let kit = kit(regime).await;
        let draft = filled(&kit, "fake_shop", &Says::new()).await;
        let filed = file::file(&victim(&kit), &draft.code, file::Nature::Complaint).await;
        let id = filed.unwrap().complaint;
        let mut papers = vec![ACKNOWLEDGEMENT];
        let offences = ["Escroquerie".to_owned()];
        validate::validate(&officer(&kit).await, id, &offences)
            .await
            .unwrap();
        if regime == Regime::Authority {
            papers.push(RECEPISSE);
        }
        for document in papers {
            let pdf = render::render(&victim(&kit), id, document).await.unwrap();
            let said = close(&pages(&kit, &pdf).concat());
            assert!(!said.contains(DOUBTFUL), "{document}: {said}");
            assert!(said.contains(&close(SURE)), "{document}: {said}");
        }
    }
}

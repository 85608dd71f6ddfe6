//! What the legal regime forbids, refused with its ground at each mouth of intake: an operation, the
//! interface of partners, the pages of a paper, a job; in the language of who asked.

use crate::counter_filing::{open, read};
use crate::operations_kit::{Says, filed, filled, officer, staff, stored, victim};
use crate::space_browser::Browser;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use faisceau_documents::Regime;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::hearing::Word;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::regime::{OffenceCase, Regulated};
use faisceau_intake::file::{self, Nature};
use faisceau_intake::{capability, counter, import, render, validate};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::partners;
use faisceau_platform::regime::RegimeForbids;
use faisceau_platform::testkit::{self, Kit, On, plain};
use serde_json::{Value, json};
use std::sync::Arc;

async fn private(case: Option<OffenceCase>, own_sources: &[&str]) -> Kit {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Private),
        own_sources: own_sources.iter().map(|name| (*name).to_owned()).collect(),
        ..Config::default()
    };
    let mut kit = testkit::kit_with(On::Sqlite, vec![capability()], config).await;
    let world = Arc::get_mut(&mut kit.world).expect("nobody else holds the world yet");
    world.config.offence_case = case;
    kit
}

fn refused<T, R>(end: Result<T, Error<R>>) -> RegimeForbids {
    match end {
        Err(Error::Fault(fault)) => {
            let found = RegimeForbids::in_fault(&fault);
            found.expect("the regime is what refuses").clone()
        }
        Err(Error::Refused(_)) => panic!("refused for another reason"),
        Ok(_) => panic!("nothing refused"),
    }
}

const LINE: &str = r#"{"id":"a","kind":"fake_shop","occurred_at":"2026-11-01T10:00:00Z","received_at":"2026-11-02T10:00:00Z"}"#;

#[tokio::test]
async fn a_private_body_that_declared_no_case_of_the_law_registers_nothing() {
    let kit = private(None, &["*"]).await;
    let draft = filled(&kit, "fake_shop", &Says::new()).await;
    let end = file::file(&victim(&kit), &draft.code, Nature::Report).await;
    let why = refused(end);
    assert_eq!(why.forbidden.what, Regulated::KeepOffences);
    assert!(
        plain(&why.said).contains("dans quel cas de la loi"),
        "{}",
        why.said
    );
    let english = Cx {
        lang: Lang::En,
        ..victim(&kit)
    };
    let why = refused(file::file(&english, &draft.code, Nature::Report).await);
    assert!(
        why.said.contains("in which case of the law"),
        "{}",
        why.said
    );
}

#[tokio::test]
async fn the_page_of_the_counter_refuses_with_its_ground_and_the_hearing_stays_open() {
    let kit = private(None, &["*"]).await;
    let cx = officer(&kit).await;
    let id = open(&kit, &cx, "fake_shop", &Says::new()).await;
    read(&kit, &cx, id, &Word::Confirmed).await;
    let mut desk = Browser::new(&kit, &[capability()]);
    desk.sign_in("lefort", "intake").await;
    let at = format!("/guichet/{id}/deposer");
    let form = [("nature", "complaint"), ("declare.truth", "yes")];
    for (lang, told) in [
        ("fr", "dans quel cas de la loi"),
        ("en", "in which case of the law"),
    ] {
        desk.hold("lang", lang);
        let seen = desk.post(&at, &form).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN, "{}", seen.body);
        assert!(plain(&seen.body).contains(told), "{}", seen.body);
    }
    assert!(!counter::took(&cx, ComplaintId(id.0)).await.unwrap());
    // What was taken down is not lost: the page answers as before.
    desk.hold("lang", "fr");
    assert_eq!(desk.get(&at).await.status, StatusCode::OK);
    // Once the body said in which case of the law it stands, the same form files.
    let mut kit = kit;
    drop((desk, cx));
    let world = Arc::get_mut(&mut kit.world).expect("nobody else holds the world any more");
    world.config.offence_case = Some(OffenceCase::Claims);
    let mut desk = Browser::new(&kit, &[capability()]);
    desk.sign_in("lefort", "intake").await;
    let seen = desk.post(&at, &form).await;
    assert_eq!(
        seen.location,
        format!("/guichet/depose/{id}"),
        "{}",
        seen.body
    );
}

async fn post(kit: &Kit, key: &str, lang: &str, body: &Value) -> (StatusCode, Value) {
    let request = Request::post("/api/v1/complaints")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header(header::ACCEPT_LANGUAGE, lang)
        .header("idempotency-key", format!("request-{lang}"));
    let mut program = Browser::new(kit, &[capability()]);
    let seen = program.send(request, Body::from(body.to_string())).await;
    (seen.status, serde_json::from_str(&seen.body).unwrap())
}

#[tokio::test]
async fn a_body_without_a_judicial_frame_takes_the_claims_of_its_own_sources_only() {
    let own = private(Some(OffenceCase::Claims), &["members"]).await;
    for (kit, source, taken) in [(&own, "members", true), (&own, "strangers", false)] {
        let cx = Cx::platform(&kit.world);
        let line = import::check(LINE, kit.world.clock.now()).unwrap();
        let mut tx = kit.world.db.write().await.unwrap();
        let end = import::import(&cx, &mut tx, source, line).await;
        if taken {
            assert!(end.is_ok(), "{source}");
        } else {
            let why = refused(end);
            assert_eq!(why.forbidden.what, Regulated::TakeOthersClaims);
            for told in ["cet organisme représente", "this body speaks for"] {
                assert!(plain(&why.in_every_language).contains(told), "{told}");
            }
        }
        tx.rollback().await.unwrap();
    }
    let cx = Cx::platform(&own.world);
    let key = partners::add_key(&cx, "ailleurs").await.unwrap().text;
    let draft = filled(&own, "fake_shop", &Says::new()).await;
    let answers = draft.journey(&own.world.forms).filed();
    let body = json!({ "nature": "report", "answer_set": answers });
    for (lang, told) in [("fr", "représente"), ("en", "speaks for")] {
        let (status, problem) = post(&own, &key, lang, &body).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{problem}");
        assert_eq!(problem["code"], "regime_forbids");
        assert!(problem.to_string().contains(told), "{problem}");
    }
}

#[tokio::test]
async fn the_papers_of_an_officer_are_refused_with_their_ground_where_one_asks_for_them() {
    let kit = private(Some(OffenceCase::Claims), &[]).await;
    let filed = filed(&kit).await;
    let complaint = stored(&kit, filed.complaint).await;
    // A job, and whatever else makes the file.
    let cx = officer(&kit).await;
    for document in ["recepisse", "minutes"] {
        let fault = render::render(&cx, filed.complaint, document)
            .await
            .unwrap_err();
        let why = RegimeForbids::in_fault(&fault).expect("the regime is what refuses");
        assert_eq!(why.forbidden.what, Regulated::IssueOfficialPaper);
    }
    // The victim's space, in each language.
    let mut browser = Browser::new(&kit, &[capability()]);
    browser.get("/suivi").await;
    let code = filed.follow_up.grouped();
    let form = [("reference", complaint.reference.as_str()), ("code", &code)];
    browser.post("/suivi", &form).await;
    for (lang, told) in [("fr", "ne peut pas délivrer"), ("en", "may not issue")] {
        let request =
            Request::get("/suivi/documents/recepisse").header(header::ACCEPT_LANGUAGE, lang);
        let seen = browser.send(request, Body::empty()).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        assert!(plain(&seen.body).contains(told), "{}", seen.body);
    }
    // The page of staff.
    staff(&kit, "agathe", Role::Officer, Purpose::Intake).await;
    let mut desk = Browser::new(&kit, &[capability()]);
    desk.sign_in("agathe", "intake").await;
    let seen = desk
        .get(&format!("/dossier/{}/documents/minutes", filed.complaint.0))
        .await;
    assert_eq!(seen.status, StatusCode::FORBIDDEN);
    assert!(
        plain(&seen.body).contains("ne peut pas délivrer"),
        "{}",
        seen.body
    );
}

#[tokio::test]
async fn a_validation_elsewhere_than_at_an_authority_gives_no_official_paper() {
    let kit = private(Some(OffenceCase::Claims), &[]).await;
    let filed = filed(&kit).await;
    let cx = officer(&kit).await;
    let offences = ["Escroquerie".to_owned()];
    validate::validate(&cx, filed.complaint, &offences)
        .await
        .unwrap();
    assert!(cx.regime_allows(Regulated::IssueOfficialPaper).is_err());
    let refused = cx.regime_allows(Regulated::DraftRequisition).unwrap_err();
    assert!(plain(&refused.said).contains("ne peut pas préparer de réquisition"));
    assert!(
        plain(&refused.said).contains("autorités chargées de l'enquête")
            || plain(&refused.said).contains("autorités chargées de l’enquête")
    );
}

//! What a person asks of the data held on them: asked from the space, answered once by who may, told with its
//! ground and as a letter; a restriction takes the complaint out of what linkage reads.

use crate::operations_kit::{filed, officer, staff, stored, victim};
use crate::space_browser::Browser;
use axum::http::StatusCode;
use faisceau_documents::Regime;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::data_request::{Asked, Ground, NotTaken, State, Verdict};
use faisceau_intake::data_rights::answer::{self, answer};
use faisceau_intake::data_rights::ask::{self, ask};
use faisceau_intake::data_rights::{of, restricted};
use faisceau_intake::{capability, file::Filed};
use faisceau_platform::binds;
use faisceau_platform::config::Config;
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{self, Kit, On, plain};
use uuid::Uuid;

const WORDS: &str = "Voici ce que je demande.";
const ANSWER: &str = "Voici ce qui est répondu.";

async fn space(kit: &Kit, filed: &Filed) -> Browser {
    let reference = stored(kit, filed.complaint).await.reference;
    let mut browser = Browser::new(kit, &[capability()]);
    browser.get("/suivi").await;
    let code = filed.follow_up.grouped();
    let form = [("reference", reference.as_str()), ("code", &code)];
    browser.post("/suivi", &form).await;
    browser
}

on_both!(
    a_request_is_asked_once_dated_by_the_law_and_answered_once_with_its_ground,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let id = filed.complaint;
        let request = ask(&victim(&kit), id, Asked::Access, WORDS).await.unwrap();
        let again = ask(&victim(&kit), id, Asked::Access, WORDS).await;
        assert!(matches!(again, Err(Error::Refused(ask::Refused::Already))));
        let empty = ask(&victim(&kit), id, Asked::Erase, "  ").await;
        assert!(matches!(empty, Err(Error::Refused(ask::Refused::Words))));
        let object = ask(&victim(&kit), id, Asked::Object, WORDS).await;
        assert!(matches!(object, Err(Error::Refused(ask::Refused::NotOpen))));
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = of(&mut tx, id).await.unwrap();
        assert_eq!(kept.len(), 1);
        // Two months after 22 November 2026.
        assert_eq!(kept[0].due_on.to_string(), "2027-01-22");
        tx.rollback().await.unwrap();
        let cx = officer(&kit).await;
        let refuse = Verdict::Refuse(Ground::Inquiry);
        let short = answer(&cx, id, request, refuse, "non").await;
        let why = answer::Refused::Rule(NotTaken::Words);
        assert!(matches!(short, Err(Error::Refused(refused)) if refused == why));
        answer(&cx, id, request, refuse, ANSWER).await.unwrap();
        let twice = answer(&cx, id, request, Verdict::Grant, ANSWER).await;
        let why = answer::Refused::Rule(NotTaken::Already);
        assert!(matches!(twice, Err(Error::Refused(refused)) if refused == why));
        let mut browser = space(&kit, &filed).await;
        let page = browser.get("/suivi/droits").await;
        assert_eq!(page.status, StatusCode::OK);
        for told in [
            WORDS,
            ANSWER,
            "Refusée",
            "gênerait une enquête",
            "une suggestion",
        ] {
            assert!(plain(&page.body).contains(told), "{told}: {}", page.body);
        }
        assert_eq!(kit.world.words.missing(), []);
    }
);

on_both!(
    a_restriction_granted_takes_the_complaint_out_of_linkage_and_says_so,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let id = filed.complaint;
        let linkable = async || {
            let mut tx = kit.world.db.read().await.unwrap();
            let row = tx.one(&crate::store::COUNT_LINKABLE, vec![]).await.unwrap();
            row.get::<i64>("n").unwrap()
        };
        assert_eq!(linkable().await, 1);
        let request = ask(&victim(&kit), id, Asked::Restrict, WORDS)
            .await
            .unwrap();
        assert_eq!(linkable().await, 1, "a request restricts nothing");
        let cx = officer(&kit).await;
        answer(&cx, id, request, Verdict::Grant, ANSWER)
            .await
            .unwrap();
        assert_eq!(linkable().await, 0);
        let mut tx = kit.world.db.read().await.unwrap();
        assert!(restricted(&mut tx, id).await.unwrap().is_some());
        let kept = of(&mut tx, id).await.unwrap();
        assert!(matches!(kept[0].state, State::Granted { .. }));
        tx.rollback().await.unwrap();
        let page = space(&kit, &filed).await.get("/suivi/droits").await;
        assert!(
            plain(&page.body).contains("est limité depuis"),
            "{}",
            page.body
        );
    }
);

#[tokio::test]
async fn the_page_asks_and_gives_the_letter_and_a_contest_is_answered_by_an_analyst() {
    let config = Config {
        controller: Some("Organisme d'essai".into()),
        legal_regime: Some(Regime::Mandated),
        ..Config::default()
    };
    let kit = testkit::kit_with(On::Sqlite, vec![capability()], config).await;
    let filed = filed(&kit).await;
    let mut browser = space(&kit, &filed).await;
    let page = browser.get("/suivi/droits").await;
    assert!(
        page.body.contains("value=\"object\""),
        "open under this regime"
    );
    let wrong = browser
        .post("/suivi/droits", &[("asked", ""), ("words", WORDS)])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains(WORDS), "what was typed is kept");
    let form = [("asked", "contest"), ("words", WORDS)];
    let sent = browser.post("/suivi/droits", &form).await;
    assert_eq!(sent.location, "/suivi/droits");
    let mut tx = kit.world.db.read().await.unwrap();
    let request = of(&mut tx, filed.complaint).await.unwrap()[0].id;
    tx.rollback().await.unwrap();
    let letter = browser.get(&format!("/suivi/droits/{request}")).await;
    assert_eq!(letter.status, StatusCode::OK);
    let path = format!("/dossier/{}/droits/{request}", filed.complaint.0);
    let form = [("verdict", "grant"), ("answer", ANSWER)];
    let mut stranger = Browser::new(&kit, &[capability()]);
    assert_ne!(
        stranger.post(&path, &form).await.status,
        StatusCode::SEE_OTHER
    );
    staff(&kit, "agathe", Role::Officer, Purpose::Intake).await;
    let mut desk = Browser::new(&kit, &[capability()]);
    desk.sign_in("agathe", "intake").await;
    assert_eq!(desk.post(&path, &form).await.status, StatusCode::FORBIDDEN);
    staff(&kit, "anaelle", Role::Analyst, Purpose::Linkage).await;
    let mut desk = Browser::new(&kit, &[capability()]);
    desk.sign_in("anaelle", "linkage").await;
    let wrong = desk
        .post(&path, &[("verdict", "grant"), ("answer", "non")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = desk.post(&path, &form).await;
    assert_eq!(
        done.location,
        format!("/dossier/{}#droits", filed.complaint.0)
    );
    assert_eq!(desk.post(&path, &form).await.status, StatusCode::CONFLICT);
    let page = browser.get("/suivi/droits").await;
    assert!(plain(&page.body).contains(ANSWER), "{}", page.body);
}

/// Puts the complaint in a group that a person confirmed, by an account that four complaints mention.
async fn in_a_group(kit: &Kit, filed: &Filed) {
    let (group, value) = (Uuid::from_u128(7), Uuid::from_u128(8));
    let mut tx = kit.world.db.write().await.unwrap();
    let complaint = filed.complaint;
    for (statement, values) in [
        (&crate::store::A_GROUP, binds![group]),
        (&crate::store::IN_GROUP, binds![complaint, group]),
        (
            &crate::store::A_COMMON_VALUE,
            binds![Uuid::from_u128(9), value, complaint],
        ),
        (&crate::store::ITS_CLASS, binds![value]),
    ] {
        tx.execute(statement, values).await.unwrap();
    }
    tx.commit().await.unwrap();
}

on_both!(
    once_access_is_granted_the_person_has_all_that_is_held_and_what_is_concluded,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let id = filed.complaint;
        in_a_group(&kit, &filed).await;
        let other = crate::operations_kit::filed(&kit).await;
        let request = ask(&victim(&kit), id, Asked::Access, WORDS).await.unwrap();
        let mut browser = space(&kit, &filed).await;
        let file = |kind: &str| format!("/suivi/droits/{request}/donnees.{kind}");
        for kind in ["pdf", "json"] {
            let early = browser.get(&file(kind)).await;
            assert_eq!(early.status, StatusCode::NOT_FOUND, "nobody answered yet");
        }
        let page = browser.get("/suivi/droits").await;
        assert!(!page.body.contains("DE89") && !page.body.contains("donnees.pdf"));
        let cx = officer(&kit).await;
        answer(&cx, id, request, Verdict::Grant, ANSWER)
            .await
            .unwrap();
        let page = browser.get("/suivi/droits").await;
        for told in [
            "rapprochée de 3 autres",
            "Une personne l’a validé",
            "figures-7",
            "DE89 3704 0044 0532 0130 00",
            "Elle rapproche ces plaintes",
        ] {
            assert!(plain(&page.body).contains(told), "{told}: {}", page.body);
        }
        assert!(page.body.contains(&file("pdf")) && page.body.contains(&file("json")));
        let json = browser.get(&file("json")).await;
        assert_eq!(json.status, StatusCode::OK);
        let json: serde_json::Value = serde_json::from_str(&json.body).unwrap();
        let stored = stored(&kit, id).await;
        assert_eq!(json["reference"], stored.reference.as_str());
        assert_eq!(json["said"].to_string(), {
            let said: serde_json::Value = serde_json::from_str(&stored.stored).unwrap();
            said.to_string()
        });
        let told = json["parts"].to_string();
        for held in [WORDS, "DE89 3704 0044 0532 0130 00", "figures-7", "Accusé"] {
            assert!(told.contains(held), "{held}: {told}");
        }
        let reference = crate::operations_kit::stored(&kit, other.complaint)
            .await
            .reference;
        assert!(!told.contains(&reference), "no other complaint is named");
        let pdf = browser.get(&file("pdf")).await;
        assert_eq!(pdf.status, StatusCode::OK);
        // Somebody else's space gives nothing of it.
        let mut stranger = space(&kit, &other).await;
        for kind in ["pdf", "json"] {
            let refused = stranger.get(&file(kind)).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
        }
        let mut tx = kit.world.db.read().await.unwrap();
        let given = tx
            .one(&crate::store::COUNT_DEED, binds!["data.given"])
            .await
            .unwrap();
        assert_eq!(given.get::<i64>("n").unwrap(), 2);
        assert_eq!(kit.world.words.missing(), []);
    }
);

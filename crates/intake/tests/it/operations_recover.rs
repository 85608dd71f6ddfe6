//! The way back when the code is lost: everybody is answered alike, only who knows the answers and holds the
//! mailbox comes in, the code before opens nothing, and an officer gives one to who is seen.

use crate::operations_kit::{Says, filed_with_code, officer, stored, victim};
use crate::space_browser::Browser;
use crate::store;
use axum::http::StatusCode;
use faisceau_documents::Regime;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::reference::Reference;
use faisceau_intake::file::{Filed, Nature};
use faisceau_intake::recover::{self, Identity, Said};
use faisceau_intake::{capability, follow, resume};
use faisceau_platform::config::Config;
use faisceau_platform::fault::Error;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::mail::Tls;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, MailServer, On, kit_with};
use jiff::civil::date;

async fn a_victim_with_a_mailbox(kit: &Kit) -> (Filed, Code) {
    let says = Says::from([
        ("victim.email", "moi@exemple.fr"),
        ("victim.contact_safe", "email"),
        ("declare.notify", "email"),
    ]);
    filed_with_code(kit, "fake_shop", &says, Nature::Complaint).await
}

async fn reference(kit: &Kit, filed: &Filed) -> Reference {
    Reference::parse(&stored(kit, filed.complaint).await.reference).unwrap()
}

async fn said(kit: &Kit, filed: &Filed) -> Said {
    Said {
        reference: reference(kit, filed).await,
        birth_name: "MARTIN".to_owned(),
        first_names: "camille ".to_owned(),
        born_on: date(1980, 5, 2),
        email: "Moi@exemple.fr".to_owned(),
    }
}

async fn opens(kit: &Kit, filed: &Filed, code: &Code) -> bool {
    let reference = reference(kit, filed).await;
    let found = follow::follow(&victim(kit), &reference, code).await;
    found.unwrap().is_some()
}

async fn a_lost_code_is_found_again(on: On) {
    let server = MailServer::start(None);
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Authority),
        mail: Some(server.settings(Tls::None)),
        ..Config::default()
    };
    let kit = kit_with(on, vec![capability()], config).await;
    let cx = victim(&kit);
    let (filed, draft) = a_victim_with_a_mailbox(&kit).await;
    work_until_idle(&kit.world).await.unwrap();
    let before = server.messages().len();
    let right = said(&kit, &filed).await;
    // One answer wrong: a code is shown as well, and nothing leaves.
    for wrong in [
        Said {
            birth_name: "Martine".to_owned(),
            ..right.clone()
        },
        Said {
            first_names: "Dominique".to_owned(),
            ..right.clone()
        },
        Said {
            born_on: date(1980, 5, 3),
            ..right.clone()
        },
        Said {
            email: "autre@exemple.fr".to_owned(),
            ..right.clone()
        },
    ] {
        let code = recover::ask(&cx, &wrong).await.unwrap();
        assert!(!opens(&kit, &filed, &code).await);
    }
    work_until_idle(&kit.world).await.unwrap();
    assert_eq!(server.messages().len(), before);
    the_mailbox_confirms(&kit, &server, &filed, &draft).await;
}

async fn the_mailbox_confirms(kit: &Kit, server: &MailServer, filed: &Filed, draft: &Code) {
    let cx = victim(kit);
    let before = server.messages().len();
    let right = said(kit, filed).await;
    let new = recover::ask(&cx, &right).await.unwrap();
    assert!(!opens(kit, filed, &new).await, "not confirmed yet");
    work_until_idle(&kit.world).await.unwrap();
    let mails = server.messages();
    assert_eq!(mails.len(), before + 1);
    let mail = mails
        .iter()
        .find(|mail| mail.contains("/suivi/confirmer"))
        .unwrap();
    assert!(!mail.contains(&new.grouped()) && !mail.contains("FSC-"));
    let typed = mail
        .split_whitespace()
        .find_map(|word| Code::parse(CodeKind::Verification, word).ok());
    let typed = typed.unwrap();
    assert!(
        !recover::confirm(&cx, &Code::from_random(CodeKind::Verification, [3; 19]))
            .await
            .unwrap()
    );
    assert!(
        opens(kit, filed, &filed.follow_up).await,
        "the old one still does"
    );
    assert!(recover::confirm(&cx, &typed).await.unwrap());
    assert!(!recover::confirm(&cx, &typed).await.unwrap(), "once");
    assert!(opens(kit, filed, &new).await);
    assert!(!opens(kit, filed, &filed.follow_up).await, "revoked");
    assert!(
        resume::open(&cx, draft).await.unwrap().is_none(),
        "and so is the draft's"
    );
    let journal = store::actions_on(kit, filed.complaint.0).await;
    for action in ["recovery.asked", "code.renewed"] {
        assert!(journal.contains(&action.to_owned()), "{action}");
    }
    // Three a day; and too late is too late.
    for _ in 0..4 {
        recover::ask(&cx, &right).await.unwrap();
    }
    work_until_idle(&kit.world).await.unwrap();
    let sent = server
        .messages()
        .iter()
        .filter(|mail| mail.contains("/suivi/confirmer"))
        .count();
    assert_eq!(sent, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_smtp), ignore = "aiosmtpd not found")]
async fn a_lost_code_is_found_again_on_sqlite() {
    a_lost_code_is_found_again(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(
    not(all(has_smtp, has_postgres)),
    ignore = "aiosmtpd or PostgreSQL not found"
)]
async fn a_lost_code_is_found_again_on_postgres() {
    a_lost_code_is_found_again(On::Postgres).await;
}

on_both!(
    an_officer_who_saw_the_person_gives_a_code,
    vec![capability()],
    async |kit: Kit| {
        let (filed, _) = a_victim_with_a_mailbox(&kit).await;
        let cx = officer(&kit).await;
        let id = filed.complaint;
        let refused = recover::renew(&cx, id, Identity::NotSeen).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(recover::Refused::IdentityNotSeen))
        ));
        assert!(
            recover::renew(&victim(&kit), id, Identity::Seen)
                .await
                .is_err()
        );
        let mut browser = Browser::new(&kit, &[capability()]);
        browser.sign_in("lefort", "intake").await;
        let path = format!("/dossier/{}/code", id.0);
        let seen = browser.post(&path, &[]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.body.contains("Voyez d’abord une pièce d’identité"));
        assert!(opens(&kit, &filed, &filed.follow_up).await);
        let seen = browser.post(&path, &[("identity_seen", "1")]).await;
        assert_eq!(seen.status, StatusCode::OK);
        let mut words = seen.body.split(['<', '>']);
        let code = words.find_map(|word| Code::parse(CodeKind::FollowUp, word.trim()).ok());
        assert!(opens(&kit, &filed, &code.unwrap()).await);
        assert!(!opens(&kit, &filed, &filed.follow_up).await);
        let journal = store::actions_on(&kit, id.0).await;
        assert!(journal.contains(&"code.renewed".to_owned()));
        let mut stranger = Browser::new(&kit, &[capability()]);
        stranger.get("/suivi").await;
        let seen = stranger.post(&path, &[("identity_seen", "1")]).await;
        assert_ne!(seen.status, StatusCode::OK);
    }
);

on_both!(
    everybody_is_answered_alike,
    vec![capability()],
    async |kit: Kit| {
        let (filed, _) = a_victim_with_a_mailbox(&kit).await;
        let reference = reference(&kit, &filed).await;
        let mut browser = Browser::new(&kit, &[capability()]);
        let seen = browser.get("/suivi/perdu").await;
        for words in ["pièce d’identité", "signalement sans nom", "brouillon"] {
            assert!(seen.body.contains(words), "{words}");
        }
        let empty = browser
            .post("/suivi/perdu", &[("birth_name", "Martin")])
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            empty.body.contains("value=\"Martin\""),
            "what was typed is kept"
        );
        let form = |name: &'static str, reference: &'static str| {
            [
                ("reference", reference),
                ("birth_name", name),
                ("first_names", "Camille"),
                ("born_on.day", "2"),
                ("born_on.month", "5"),
                ("born_on.year", "1980"),
                ("email", "moi@exemple.fr"),
            ]
        };
        let theirs: &'static str = Box::leak(reference.as_str().to_owned().into_boxed_str());
        let mut pages = Vec::new();
        for name in ["Martin", "Personne"] {
            let seen = browser.post("/suivi/perdu", &form(name, theirs)).await;
            assert_eq!(seen.status, StatusCode::OK);
            let code = seen.body.split(['<', '>']).find_map(|word| {
                let word = word.trim();
                Code::parse(CodeKind::FollowUp, word)
                    .ok()
                    .map(|_| word.to_owned())
            });
            pages.push(seen.body.replace(&code.unwrap(), ""));
        }
        assert_eq!(pages[0], pages[1]);
        let wrong = browser.post("/suivi/confirmer", &[("code", "0000")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Ce code ne confirme rien"));
        assert!(opens(&kit, &filed, &filed.follow_up).await);
    }
);

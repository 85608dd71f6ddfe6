//! The officer's decisions, messages and the victim's door, by their operations.

use crate::operations_kit::{Says, filed, filed_with_code, officer, stored, victim};
use crate::store;
use faisceau_documents::Regime;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::complaint::{self, State};
use faisceau_domain::event::Side;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::reference::Reference;
use faisceau_intake::decide::Refused;
use faisceau_intake::file::Nature;
use faisceau_intake::post_message::{self, MESSAGE_CHARACTERS_MAX, post_message, read_messages};
use faisceau_intake::receipt::{self, RECEPISSE};
use faisceau_intake::{ask, capability, follow, reject, validate};
use faisceau_platform::config::Config;
use faisceau_platform::fault::Error;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{self, Kit, On};
use uuid::Uuid;

const NOBODY: ComplaintId = ComplaintId(Uuid::nil());
const REASON: &str = "Le litige est commercial, voyez un médiateur.";

fn offences() -> Vec<String> {
    vec![" Escroquerie ".to_owned(), String::new()]
}

async fn paper(kit: &Kit, id: ComplaintId) -> Option<receipt::Receipt> {
    let mut tx = kit.world.db.read().await.unwrap();
    receipt::of(&mut tx, id, RECEPISSE).await.unwrap()
}

on_both!(
    an_authority_validates_with_its_paper,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let cx = officer(&kit).await;
        validate::validate(&cx, id, &offences()).await.unwrap();
        let complaint = stored(&kit, id).await;
        let by = cx.staff.as_ref().unwrap().id;
        assert!(matches!(complaint.state, State::Validated { by: who, .. } if who == by));
        assert_eq!(
            complaint.unit, "lille",
            "the central queue gave it to the unit"
        );
        let payload = paper(&kit, id).await.unwrap().read_payload().unwrap();
        assert_eq!(payload.offences, ["Escroquerie"]);
        assert_eq!(payload.officer.as_deref(), Some("Capitaine lefort"));
        assert_eq!(payload.reference, complaint.reference);
        assert_eq!(
            store::jobs_of(&kit, id.0).await,
            3,
            "both files are asked for, and whether it was filed already"
        );
        let again = validate::validate(&cx, id, &offences()).await;
        let decided = Refused::Rule(complaint::Refused::AlreadyDecided("validated"));
        assert!(matches!(again, Err(Error::Refused(refused)) if refused == decided));
    }
);

on_both!(
    a_report_is_read_and_gets_no_recepisse,
    vec![capability()],
    async |kit: Kit| {
        let says = Says::from([("declare.mode", "report")]);
        let (filed, _) = filed_with_code(&kit, "fake_shop", &says, Nature::Report).await;
        let cx = officer(&kit).await;
        validate::validate(&cx, filed.complaint, &offences())
            .await
            .unwrap();
        let complaint = stored(&kit, filed.complaint).await;
        assert!(matches!(complaint.state, State::Validated { .. }));
        assert_eq!(complaint.filing_mode, "report_only");
        assert!(paper(&kit, filed.complaint).await.is_none());
        assert_eq!(
            store::jobs_of(&kit, filed.complaint.0).await,
            2,
            "its acknowledgement, and whether it was filed already: no other paper"
        );
    }
);

async fn private_validation(on: On) {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Private),
        ..Config::default()
    };
    let kit = testkit::kit_with(on, vec![capability()], config).await;
    let id = filed(&kit).await.complaint;
    validate::validate(&officer(&kit).await, id, &offences())
        .await
        .unwrap();
    assert_eq!(stored(&kit, id).await.state.code(), "validated");
    assert!(paper(&kit, id).await.is_none(), "an authority's paper");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_body_validates_without_any_paper_on_sqlite() {
    private_validation(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn a_private_body_validates_without_any_paper_on_postgres() {
    private_validation(On::Postgres).await;
}

on_both!(
    decisions_are_refused_without_words_or_without_a_complaint,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let cx = officer(&kit).await;
        let before = store::journaled(&kit).await;
        let none = validate::validate(&cx, id, &[" ".to_owned()]).await;
        let missing = Refused::Rule(complaint::Refused::ReasonMissing { min: 1 });
        assert!(matches!(none, Err(Error::Refused(refused)) if refused == missing));
        for refused in [
            ask::ask(&cx, id, "le RIB").await,
            reject::reject(&cx, id, "non").await,
        ] {
            let min = complaint::REASON_CHARACTERS_MIN;
            let missing = Refused::Rule(complaint::Refused::ReasonMissing { min });
            assert!(matches!(refused, Err(Error::Refused(refused)) if refused == missing));
        }
        for refused in [
            ask::ask(&cx, NOBODY, REASON).await,
            reject::reject(&cx, NOBODY, REASON).await,
            validate::validate(&cx, NOBODY, &offences()).await,
        ] {
            assert!(matches!(refused, Err(Error::Refused(Refused::NoComplaint))));
        }
        let unsigned = reject::reject(&victim(&kit), id, REASON).await;
        assert!(
            matches!(unsigned, Err(Error::Fault(_))),
            "only staff decide"
        );
        assert_eq!(stored(&kit, id).await.state, State::Filed);
        assert_eq!(store::journaled(&kit).await, before);
    }
);

on_both!(
    two_officers_at_once_leave_one_decision,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let cx = officer(&kit).await;
        let tasks: Vec<_> = (0..6)
            .map(|number| {
                let cx = cx.clone();
                tokio::spawn(async move {
                    match number % 2 {
                        0 => reject::reject(&cx, id, REASON).await,
                        _ => validate::validate(&cx, id, &offences()).await,
                    }
                })
            })
            .collect();
        let mut done = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(()) => done += 1,
                Err(Error::Refused(Refused::Meanwhile | Refused::Rule(_))) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(done, 1);
        let validated = stored(&kit, id).await.state.code() == "validated";
        assert_eq!(paper(&kit, id).await.is_some(), validated);
    }
);

on_both!(
    what_is_asked_is_answered_and_asked_again,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let cx = officer(&kit).await;
        ask::ask(&cx, id, REASON).await.unwrap();
        assert_eq!(stored(&kit, id).await.state.code(), "asked");
        kit.world.clock.advance_millis(1_000);
        post_message(&cx, id, Side::Staff, "Prenez votre temps.")
            .await
            .unwrap();
        assert_eq!(stored(&kit, id).await.state.code(), "asked");
        let victim = victim(&kit);
        kit.world.clock.advance_millis(1_000);
        post_message(&victim, id, Side::Victim, "Voici.")
            .await
            .unwrap();
        assert_eq!(stored(&kit, id).await.state.code(), "filed");
        let mut tx = kit.world.db.write().await.unwrap();
        let seen = read_messages(&victim, &mut tx, id, Side::Victim)
            .await
            .unwrap();
        let bodies: Vec<&str> = seen.iter().map(|message| message.body.as_str()).collect();
        assert_eq!(bodies, [REASON, "Prenez votre temps.", "Voici."]);
        assert!(seen[0].read_at.is_some() && seen[2].read_at.is_none());
        let seen = read_messages(&cx, &mut tx, id, Side::Staff).await.unwrap();
        assert!(seen[2].read_at.is_some());
        tx.commit().await.unwrap();
        reject::reject(&cx, id, REASON).await.unwrap();
        let closed = stored(&kit, id).await.state;
        assert!(matches!(closed, State::Rejected { reason, .. } if reason == REASON));
        // A message after the end reopens nothing.
        post_message(&victim, id, Side::Victim, "Pourquoi ?")
            .await
            .unwrap();
        assert_eq!(stored(&kit, id).await.state.code(), "rejected");
    }
);

on_both!(
    messages_are_refused_empty_long_or_to_nobody,
    vec![capability()],
    async |kit: Kit| {
        let id = filed(&kit).await.complaint;
        let cx = victim(&kit);
        let long = "é".repeat(MESSAGE_CHARACTERS_MAX + 1);
        for (to, body, expected) in [
            (id, " \u{0}\n", post_message::Refused::Empty),
            (
                id,
                long.as_str(),
                post_message::Refused::TooLong {
                    max: MESSAGE_CHARACTERS_MAX,
                    found: MESSAGE_CHARACTERS_MAX + 1,
                },
            ),
            (NOBODY, "Bonjour", post_message::Refused::NoComplaint),
        ] {
            let refused = post_message(&cx, to, Side::Victim, body).await;
            assert!(matches!(refused, Err(Error::Refused(refused)) if refused == expected));
        }
        let mut tx = kit.world.db.write().await.unwrap();
        let seen = read_messages(&cx, &mut tx, id, Side::Victim).await.unwrap();
        assert!(seen.is_empty());
    }
);

on_both!(
    the_space_opens_by_both_secrets_and_says_who_tried,
    vec![capability()],
    async |kit: Kit| {
        let mine = filed(&kit).await;
        let cx = victim(&kit);
        let reference = stored(&kit, mine.complaint).await.reference;
        let reference = Reference::parse(&reference).unwrap();
        let opened = follow::follow(&cx, &reference, &mine.follow_up)
            .await
            .unwrap();
        assert_eq!(opened.unwrap().id, mine.complaint);
        let before = store::journaled(&kit).await;
        let guessed = Code::from_random(CodeKind::FollowUp, [3; 19]);
        let elsewhere = Reference::new("FSC", 2031, 1);
        for (reference, code) in [(&reference, &guessed), (&elsewhere, &mine.follow_up)] {
            let refused = follow::follow(&cx, reference, code).await.unwrap();
            assert!(refused.is_none());
        }
        assert_eq!(store::journaled(&kit).await, before + 2);
    }
);

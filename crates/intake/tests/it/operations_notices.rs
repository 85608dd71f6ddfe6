//! What a victim is told and how: by the means said to be safe, at the hours said, with no fact in it; and
//! something to hear at least every 60 days.

use crate::operations_kit::{Says, filed_with_code, officer, stored, victim};
use crate::store;
use faisceau_documents::Regime;
use faisceau_domain::event::Side;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::notice::Kind;
use faisceau_domain::standing::{Course, Outcome, Standing};
use faisceau_intake::file::Nature;
use faisceau_intake::inform::{self, inform};
use faisceau_intake::notify::{self, Notice};
use faisceau_intake::{
    appoint, ask, capability, forget, post_message, reject, remind, standing, start, validate, warn,
};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::mail::Tls;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, MailServer, On, kit_with};
use jiff::SignedDuration;

const DAY: i64 = 24 * 3_600 * 1_000;

async fn mailing(on: On, server: &MailServer) -> Kit {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Authority),
        public_url: "https://service.exemple.fr".into(),
        mail: Some(server.settings(Tls::None)),
        ..Config::default()
    };
    kit_with(on, vec![capability()], config).await
}

async fn filed_saying(kit: &Kit, says: &Says<'_>) -> ComplaintId {
    let filed = filed_with_code(kit, "fake_shop", says, Nature::Complaint).await;
    filed.0.complaint
}

/// Someone who may be told by e-mail.
fn safe() -> Says<'static> {
    Says::from([
        ("victim.email", "moi@exemple.fr"),
        ("victim.contact_safe", "email"),
        ("declare.notify", "email"),
    ])
}

async fn told(kit: &Kit, id: ComplaintId) -> Vec<Notice> {
    let mut tx = kit.world.db.read().await.unwrap();
    notify::notices(&mut tx, id).await.unwrap()
}

async fn standing_of(kit: &Kit, id: ComplaintId) -> Standing {
    let complaint = stored(kit, id).await;
    let mut tx = kit.world.db.read().await.unwrap();
    let now = kit.world.clock.now();
    standing::of(&mut tx, &complaint, now)
        .await
        .unwrap()
        .standing
}

async fn e_mails_leave_where_they_are_safe(on: On) {
    let server = MailServer::start(None);
    let kit = mailing(on, &server).await;
    let id = filed_saying(&kit, &safe()).await;
    work_until_idle(&kit.world).await.unwrap();
    let mails = server.messages();
    assert_eq!(mails.len(), 1, "that it was received");
    let officer = officer(&kit).await;
    ask::ask(
        &officer,
        id,
        "Envoyez le relevé de la banque Machin, s’il vous plaît",
    )
    .await
    .unwrap();
    work_until_idle(&kit.world).await.unwrap();
    let mails = server.messages();
    assert_eq!(mails.len(), 2, "one for the question, none for its message");
    let reference = stored(&kit, id).await.reference;
    for mail in &mails {
        assert!(mail.contains("To: moi@exemple.fr"));
        assert!(mail.contains("https://service.exemple.fr/suivi"));
        let said = mail.to_lowercase();
        for never in [
            "plainte",
            "police",
            "site de vente",
            "fake_shop",
            "machin",
            "banque",
            "escroquerie",
            "lefort",
            "martin",
            &reference.to_lowercase(),
        ] {
            assert!(!said.contains(never), "{never}: {mail}");
        }
    }
    let journal = store::actions_on(&kit, id.0).await;
    assert_eq!(journal.iter().filter(|a| *a == "notice.sent").count(), 2);
    assert!(
        told(&kit, id)
            .await
            .iter()
            .all(|notice| notice.outcome == "sent")
    );
    // Run again, nothing leaves twice.
    work_until_idle(&kit.world).await.unwrap();
    assert_eq!(server.messages().len(), 2);
    who_is_not_safe_is_told_here_only(&kit, &server).await;
}

async fn who_is_not_safe_is_told_here_only(kit: &Kit, server: &MailServer) {
    let before = server.messages().len();
    for says in [
        [
            ("victim.contact_safe", "space"),
            ("declare.notify", "email"),
        ],
        [("victim.contact_safe", "call"), ("declare.notify", "email")],
        [
            ("victim.contact_safe", "email"),
            ("declare.notify", "space"),
        ],
    ] {
        let id = filed_saying(kit, &says.into_iter().collect()).await;
        work_until_idle(&kit.world).await.unwrap();
        assert_eq!(server.messages().len(), before, "{says:?}");
        let all = told(kit, id).await;
        assert_eq!(
            (all[0].kind, all[0].outcome.as_str()),
            (Kind::Received, "not-safe")
        );
        let journal = store::actions_on(kit, id.0).await;
        assert!(journal.contains(&"notice.kept".to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_smtp), ignore = "aiosmtpd not found")]
async fn e_mails_leave_where_they_are_safe_on_sqlite() {
    e_mails_leave_where_they_are_safe(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(
    not(all(has_smtp, has_postgres)),
    ignore = "aiosmtpd or PostgreSQL not found"
)]
async fn e_mails_leave_where_they_are_safe_on_postgres() {
    e_mails_leave_where_they_are_safe(On::Postgres).await;
}

/// A server that is down is tried again; after three days the space is all there is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_smtp), ignore = "aiosmtpd not found")]
async fn a_server_that_is_down_loses_nothing() {
    let server = MailServer::start(None);
    let kit = mailing(On::Sqlite, &server).await;
    drop(server);
    let id = filed_saying(&kit, &safe()).await;
    for _ in 0..30 {
        work_until_idle(&kit.world).await.unwrap();
        kit.world.clock.advance_millis(6 * 3_600 * 1_000);
    }
    let all = told(&kit, id).await;
    assert_eq!(all[0].outcome, "failed");
    let journal = store::actions_on(&kit, id.0).await;
    assert!(journal.contains(&"notice.not_sent".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_smtp), ignore = "aiosmtpd not found")]
async fn the_end_of_a_draft_is_told_once_and_soberly() {
    let server = MailServer::start(None);
    let kit = mailing(On::Sqlite, &server).await;
    let platform = Cx::platform(&kit.world);
    let draft = crate::operations_kit::filled(&kit, "fake_shop", &safe()).await;
    // Another holds no address: its pages say it.
    start::start(&victim(&kit), "fake_shop").await.unwrap();
    kit.world.clock.advance_millis(24 * DAY);
    assert_eq!(warn::warn(&platform).await.unwrap(), 0, "six days are left");
    kit.world.clock.advance_millis(2 * DAY);
    assert_eq!(warn::warn(&platform).await.unwrap(), 2);
    assert_eq!(warn::warn(&platform).await.unwrap(), 0, "once each");
    work_until_idle(&kit.world).await.unwrap();
    let mails = server.messages();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("https://service.exemple.fr/reprendre"));
    assert!(!mails[0].contains(draft.code.bare()) && !mails[0].contains(&draft.code.grouped()));
    let journal = store::actions_on(&kit, draft.id.0).await;
    assert!(journal.contains(&"draft.warned".to_owned()));
    // Deleted now, nothing of it is left, and no more is said.
    assert!(forget::forget(&victim(&kit), &draft.code).await.unwrap());
    kit.world.clock.advance_millis(5 * DAY);
    assert_eq!(warn::warn(&platform).await.unwrap(), 0);
}

on_both!(
    silence_never_lasts_more_than_sixty_days,
    vec![capability()],
    async |kit: Kit| {
        let platform = Cx::platform(&kit.world);
        let officer = officer(&kit).await;
        let open = filed_saying(&kit, &Says::new()).await;
        let closed = filed_saying(&kit, &Says::new()).await;
        reject::reject(
            &officer,
            closed,
            "Le litige est commercial, voyez un médiateur.",
        )
        .await
        .unwrap();
        let mut heard = vec![kit.world.clock.now()];
        // Every hour, as the scheduler does, for half a year.
        for _ in 0..(180 * 4) {
            kit.world.clock.advance_millis(6 * 3_600 * 1_000);
            remind::remind(&platform).await.unwrap();
            let all = told(&kit, open).await;
            if all.len() > heard.len() {
                heard.push(all[0].at);
            }
        }
        heard.push(kit.world.clock.now());
        for pair in heard.windows(2) {
            let silence = pair[1].duration_since(pair[0]);
            assert!(
                silence <= SignedDuration::from_hours(60 * 24),
                "{silence:?}"
            );
        }
        assert_eq!(heard.len(), 5, "told three times, not more");
        assert_eq!(told(&kit, open).await[0].kind, Kind::NothingNew);
        let all = told(&kit, closed).await;
        assert!(all.iter().all(|notice| notice.kind != Kind::NothingNew));
        // Something told moves the day.
        kit.world.clock.advance_millis(30 * DAY);
        post_message::post_message(&officer, open, Side::Staff, "Nous avançons.")
            .await
            .unwrap();
        kit.world.clock.advance_millis(40 * DAY);
        assert_eq!(remind::remind(&platform).await.unwrap(), 0);
        // Decided, nobody waits any more.
        validate::validate(&officer, open, &["Escroquerie".to_owned()])
            .await
            .unwrap();
        let decided = Course::Decided {
            outcome: Outcome::Dismissal,
            reason: "L’auteur n’a pas pu être identifié.".to_owned(),
            contest_by: None,
        };
        inform(&officer, open, decided).await.unwrap();
        kit.world.clock.advance_millis(90 * DAY);
        assert_eq!(remind::remind(&platform).await.unwrap(), 0);
    }
);

on_both!(
    the_course_is_told_in_order_and_refused_out_of_it,
    vec![capability()],
    async |kit: Kit| {
        let officer = officer(&kit).await;
        let id = filed_saying(&kit, &Says::new()).await;
        assert_eq!(standing_of(&kit, id).await, Standing::Received);
        let refused = inform(&officer, id, Course::Investigating).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(inform::Refused::NotUnderWay))
        ));
        validate::validate(&officer, id, &["Escroquerie".to_owned()])
            .await
            .unwrap();
        assert_eq!(standing_of(&kit, id).await, Standing::Recorded);
        inform(&officer, id, Course::Investigating).await.unwrap();
        assert_eq!(standing_of(&kit, id).await, Standing::Investigating);
        let again = inform(&officer, id, Course::Investigating).await;
        assert!(matches!(
            again,
            Err(Error::Refused(inform::Refused::Already))
        ));
        kit.world.clock.advance_millis(DAY);
        let nowhere = Course::Transmitted { to: " ".to_owned() };
        let refused = inform(&officer, id, nowhere).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(inform::Refused::Words { found: 0, .. }))
        ));
        inform(
            &officer,
            id,
            Course::Transmitted {
                to: "Lille".to_owned(),
            },
        )
        .await
        .unwrap();
        assert_eq!(standing_of(&kit, id).await, Standing::Transmitted);
        kit.world.clock.advance_millis(DAY);
        let decided = Course::Decided {
            outcome: Outcome::Prosecution,
            reason: "Une personne est jugée en mars.".to_owned(),
            contest_by: Some(jiff::civil::date(2027, 3, 1)),
        };
        inform(&officer, id, decided.clone()).await.unwrap();
        let complaint = stored(&kit, id).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let known = standing::of(&mut tx, &complaint, kit.world.clock.now())
            .await
            .unwrap();
        assert_eq!(known.standing, Standing::Decided);
        assert_eq!(known.told.len(), 3, "what was told before stays");
        assert_eq!(known.told[2].course, decided);
        drop(tx);
        let journal = store::actions_on(&kit, id.0).await;
        assert_eq!(journal.iter().filter(|a| *a == "course.told").count(), 3);
        let nobody = ComplaintId(uuid::Uuid::from_u128(9));
        let refused = inform(&officer, nobody, Course::Investigating).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(inform::Refused::NoComplaint))
        ));
    }
);

on_both!(
    an_appointment_is_proposed_and_answered,
    vec![capability()],
    async |kit: Kit| {
        let officer = officer(&kit).await;
        let cx = victim(&kit);
        let id = filed_saying(&kit, &Says::new()).await;
        let now = kit.world.clock.now();
        let later = now + SignedDuration::from_hours(72);
        let past = appoint::appoint(&officer, id, now, "1 rue X, Lille").await;
        assert!(matches!(past, Err(Error::Refused(appoint::Refused::Past))));
        let nowhere = appoint::appoint(&officer, id, later, " ").await;
        assert!(matches!(
            nowhere,
            Err(Error::Refused(appoint::Refused::Place { .. }))
        ));
        appoint::appoint(&officer, id, later, "1 rue X, Lille")
            .await
            .unwrap();
        assert_eq!(standing_of(&kit, id).await, Standing::Appointment);
        let complaint = stored(&kit, id).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let known = standing::of(&mut tx, &complaint, now).await.unwrap();
        drop(tx);
        let first = known.appointment.unwrap();
        let other = uuid::Uuid::from_u128(9);
        assert!(
            !appoint::answer(&cx, id, other, appoint::Answer::Accepted)
                .await
                .unwrap()
        );
        assert!(
            appoint::answer(&cx, id, first.id, appoint::Answer::Other)
                .await
                .unwrap()
        );
        assert!(
            !appoint::answer(&cx, id, first.id, appoint::Answer::Accepted)
                .await
                .unwrap()
        );
        assert_eq!(
            standing_of(&kit, id).await,
            Standing::Received,
            "another is awaited"
        );
        kit.world.clock.advance_millis(1_000);
        appoint::appoint(&officer, id, later, "2 rue Y, Lille")
            .await
            .unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        let known = standing::of(&mut tx, &complaint, kit.world.clock.now())
            .await
            .unwrap();
        drop(tx);
        let second = known.appointment.unwrap();
        assert_eq!(second.place, "2 rue Y, Lille");
        assert!(
            appoint::answer(&cx, id, second.id, appoint::Answer::Accepted)
                .await
                .unwrap()
        );
        assert_eq!(standing_of(&kit, id).await, Standing::Appointment);
        kit.world.clock.advance_millis(4 * DAY);
        assert_eq!(
            standing_of(&kit, id).await,
            Standing::Received,
            "it is over"
        );
        let journal = store::actions_on(&kit, id.0).await;
        for (action, times) in [("appointment.proposed", 2), ("appointment.answered", 2)] {
            assert_eq!(
                journal.iter().filter(|a| *a == action).count(),
                times,
                "{action}"
            );
        }
        reject::reject(
            &officer,
            id,
            "Le litige est commercial, voyez un médiateur.",
        )
        .await
        .unwrap();
        let later = kit.world.clock.now() + SignedDuration::from_hours(72);
        let closed = appoint::appoint(&officer, id, later, "2 rue Y, Lille").await;
        assert!(matches!(
            closed,
            Err(Error::Refused(appoint::Refused::Closed))
        ));
    }
);

//! The legal frame of linkage: what it leaves out never reaches the linker, what leaves it leaves
//! its series, and who people are stays masked until there is a match.

use crate::desk::{Desk, sign_in};
use crate::store;
use crate::world::{Filed, file, linked, partition};
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{ComplaintDecided, Decision, Event};
use faisceau_domain::frame::Basis;
use faisceau_domain::id::ComplaintId;
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::access::{Action, Authority};
use faisceau_platform::binds;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, On, kit_with};
use faisceau_platform::web::Place;
use faisceau_series::frame;
use faisceau_series::noise::figures;
use faisceau_series::parameters::relink::relink;
use faisceau_series::run::link_until_idle;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A test on both databases, of an authority that stated this frame.
macro_rules! on_both {
    ($name:ident, $basis:expr, $body:expr) => {
        mod $name {
            use super::*;

            async fn run(on: On) {
                let config = Config {
                    controller: Some("Essai".into()),
                    legal_regime: Some(faisceau_documents::Regime::Authority),
                    linkage_basis: Some($basis),
                    ..Config::default()
                };
                let body = $body;
                body(kit_with(on, crate::capabilities(), config).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                run(On::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
            async fn on_postgres() {
                run(On::Postgres).await;
            }
        }
    };
}

/// Gives a complaint another type and another day of recording.
async fn recorded(kit: &Kit, id: Uuid, form_type: &str, at: Timestamp) {
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![id, form_type, at];
    tx.execute(&store::RECORD, row).await.unwrap();
    tx.commit().await.unwrap();
}

async fn decide(kit: &Kit, id: Uuid, state: &str, decision: Decision) {
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::MOVE, binds![id, state]).await.unwrap();
    let complaint = ComplaintId(id);
    let event = Event::ComplaintDecided(ComplaintDecided {
        complaint,
        decision,
    });
    let cx = Cx::platform(&kit.world);
    cx.emit(&mut tx, &event).await.unwrap();
    tx.commit().await.unwrap();
}

fn three() -> [Filed; 3] {
    [1, 2, 3].map(|n| Filed::with_emails(n, &["vendeur"]))
}

fn ids(of: &[&Filed]) -> BTreeSet<BTreeSet<Uuid>> {
    [of.iter().map(|filed| filed.id).collect()].into()
}

/// The reason told on the page of a complaint, or nothing.
async fn out(kit: &Kit, id: Uuid) -> Option<&'static str> {
    let cx = Cx::platform(&kit.world);
    let mut tx = kit.world.db.read().await.unwrap();
    let why = frame::left_out(&cx, &mut tx, id).await.unwrap();
    why.map(|why| why.code())
}

on_both!(
    an_offence_below_the_threshold_stays_out_and_says_so,
    Basis::SerialAnalysis,
    async |kit: Kit| {
        let all = three();
        for filed in &all {
            file(&kit, filed).await;
        }
        recorded(&kit, all[1].id, "other", kit.world.clock.now()).await;
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, ids(&[&all[0], &all[2]]));
        assert_eq!(out(&kit, all[1].id).await, Some("penalty"));
        assert_eq!(out(&kit, all[0].id).await, None);
        // Linked again from nothing, it stays out too.
        let cx = Cx::platform(&kit.world);
        let again = relink(&cx, figures().clone()).await.unwrap();
        assert_eq!(again.complaints, 2);
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "a").await;
        let cx = analyst.cx(&kit);
        let panels = &desk.front.panels;
        let filled = panels.fill(Place::Complaint, &cx, all[1].id, |_| true);
        let filled = filled.await;
        let series = filled.iter().find(|panel| panel.name == "series").unwrap();
        let html = series.content.as_ref().unwrap().to_string();
        assert!(html.contains("Hors rapprochement"), "{html}");
        assert!(
            html.contains("5 ans d’emprisonnement") || html.contains("5\u{a0}ans"),
            "{html}"
        );
        assert!(html.contains("fichier d’analyse sérielle"));
        assert!(!html.contains("Rapprochement en cours"));
    }
);

on_both!(
    time_and_the_end_of_the_inquiry_take_complaints_out,
    Basis::Rapprochement,
    async |kit: Kit| {
        let all = three();
        linked(&kit, &all).await;
        assert_eq!(partition(&kit).await, ids(&[&all[0], &all[1], &all[2]]));
        // A question to the victim ends nothing; a rejection ends the inquiry.
        decide(&kit, all[0].id, "asked", Decision::Asked).await;
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, ids(&[&all[0], &all[1], &all[2]]));
        decide(&kit, all[0].id, "rejected", Decision::Rejected).await;
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, ids(&[&all[1], &all[2]]));
        assert_eq!(out(&kit, all[0].id).await, Some("closed"));

        // Three years after it was recorded, nobody files anything and it still goes.
        let fresh = Filed::with_emails(9, &["vendeur"]);
        let almost = SignedDuration::from_hours(24 * 365 * 3);
        kit.world.clock.set(kit.world.clock.now() + almost);
        linked(&kit, std::slice::from_ref(&fresh)).await;
        assert_eq!(partition(&kit).await, ids(&[&all[1], &all[2], &fresh]));
        let days = SignedDuration::from_hours(48);
        kit.world.clock.set(kit.world.clock.now() + days);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, BTreeSet::new());
        assert_eq!(out(&kit, all[1].id).await, Some("kept"));
        assert_eq!(out(&kit, fresh.id).await, None);
        let mut tx = kit.world.db.read().await.unwrap();
        let told = tx
            .all(&store::JOURNAL, binds!["installation"])
            .await
            .unwrap();
        let told: Vec<String> = told.iter().map(|row| row.get("action").unwrap()).collect();
        assert!(told.contains(&"linkage.purged".to_owned()), "{told:?}");
        assert_eq!(told[0], "linkage.frame_applied");
    }
);

on_both!(
    who_people_are_stays_masked_until_there_is_a_match,
    Basis::Rapprochement,
    async |kit: Kit| {
        let alone = Filed::with_emails(1, &["seul"]);
        let pair = [2, 3].map(|n| Filed::with_emails(n, &["vendeur"]));
        linked(&kit, &[alone.clone(), pair[0].clone(), pair[1].clone()]).await;
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "a").await;
        let officer = sign_in(&kit, Role::Officer, Purpose::Intake, "o").await;
        let identifiers = async |cx: &Cx, id: Uuid| {
            let filled = desk.front.panels.fill(Place::Complaint, cx, id, |_| true);
            let filled = filled.await;
            let found = filled.into_iter().find(|panel| panel.name == "identifiers");
            found.unwrap().content.unwrap().to_string()
        };
        let masked = identifiers(&analyst.cx(&kit), alone.id).await;
        assert!(!masked.contains("seul@exemple"), "{masked}");
        assert!(masked.contains("s***@e***.fr"), "{masked}");
        let clear = identifiers(&officer.cx(&kit), alone.id).await;
        assert!(clear.contains("seul@exemple[.]fr"), "{clear}");
        let matched = identifiers(&analyst.cx(&kit), pair[0].id).await;
        assert!(matched.contains("vendeur@exemple[.]fr"), "{matched}");

        // The page of the identifier and its interface say no more.
        let page = async |filed: &Filed| {
            let mut tx = kit.world.db.read().await.unwrap();
            let row = tx.one(&store::USES, binds![filed.id]).await.unwrap();
            let id: Uuid = row.get("identifier_id").unwrap();
            drop(tx);
            let page = desk.get(&analyst, &format!("/pivots/{id}")).await.body;
            let json = desk
                .get(&analyst, &format!("/api/v1/identifiers/{id}"))
                .await
                .body;
            page + &json
        };
        let alone_seen = page(&alone).await;
        assert!(!alone_seen.contains("seul@exemple"), "{alone_seen}");
        assert!(page(&pair[0]).await.contains("vendeur@exemple"));

        // The page of a series says under which law, with its citation, and what it asks.
        let (id, _) = crate::desk::the_series(&kit).await;
        let series = desk.get(&analyst, &format!("/series/{id}")).await.body;
        let series = faisceau_platform::testkit::plain(&series);
        for told in [
            "Cadre juridique du rapprochement",
            "logiciel de rapprochement judiciaire",
            "230-20",
            "3 ans",
            "Non indiqué par l’exploitant",
        ] {
            assert!(series.contains(told), "{told}");
        }
    }
);

on_both!(
    the_policies_close_what_names_people_until_there_is_a_match,
    Basis::Rapprochement,
    async |kit: Kit| {
        let under = |masks| authority_of(&kit, masks);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "a").await;
        let mut actor = faisceau_platform::web::actor(&analyst.staff);
        // A motive opens who the victim is no earlier than the frame does.
        actor.motives.insert("c".to_owned());
        let of = |matched: bool| {
            let resource = faisceau_platform::access::Resource::complaint("c");
            resource
                .assigned_to([actor.id.clone()])
                .of_series(matched.then_some("s"))
        };
        for action in [
            Action::IdentityRead,
            Action::NarrativeRead,
            Action::ExhibitRead,
            Action::MessageRead,
        ] {
            let may = |masks, matched| {
                let check = under(masks).check(&actor, action, &of(matched), Purpose::Linkage);
                check.is_allowed()
            };
            assert!(!may(true, false), "{action:?}");
            assert!(may(true, true), "{action:?}");
            assert!(may(false, false), "{action:?}");
        }
        let read = under(true).check(&actor, Action::ComplaintRead, &of(false), Purpose::Linkage);
        assert!(
            read.is_allowed(),
            "facts without a name are what is compared"
        );
    }
);

fn authority_of(kit: &Kit, masks: bool) -> Authority {
    let authority = Authority::from_content(&kit.world.content).unwrap();
    authority.masking_unmatched(masks)
}

/// The view that linkage reads and the rule that tells why are the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_view_leaves_out_what_the_rule_says() {
    for basis in [Basis::OwnAct, Basis::Rapprochement, Basis::SerialAnalysis] {
        let config = Config {
            controller: Some("Essai".into()),
            legal_regime: Some(faisceau_documents::Regime::Authority),
            linkage_basis: Some(basis),
            ..Config::default()
        };
        let kit = kit_with(On::Sqlite, crate::capabilities(), config).await;
        let cx = Cx::platform(&kit.world);
        let now = kit.world.clock.now();
        let mut n = 0;
        for form_type in ["fake_shop", "other", "sextortion", "unheard_of"] {
            for state in ["filed", "asked", "validated", "rejected", "withdrawn"] {
                for days in [0, 1_000, 1_094, 1_097, 4_000] {
                    n += 1;
                    let filed = Filed::with_emails(n, &["x"]);
                    file(&kit, &filed).await;
                    let at = now - SignedDuration::from_hours(24 * days);
                    recorded(&kit, filed.id, form_type, at).await;
                    let mut tx = kit.world.db.write().await.unwrap();
                    let row = binds![filed.id, state];
                    tx.execute(&store::MOVE, row).await.unwrap();
                    tx.commit().await.unwrap();
                }
            }
        }
        frame::apply(&cx).await.unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::LINKABLE, binds![]).await.unwrap();
        assert_eq!(rows.len(), 100);
        for row in rows {
            let id: Uuid = row.get("id").unwrap();
            let linkable = row.get::<i64>("linkable").unwrap() == 1;
            let why = frame::left_out(&cx, &mut tx, id).await.unwrap();
            assert_eq!(linkable, why.is_none(), "{basis:?} {why:?}");
        }
    }
}

/// Marks every complaint when the operator states another frame, and nothing when none changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_frame_touches_every_complaint_once() {
    let config = Config {
        controller: Some("Essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        linkage_basis: Some(Basis::SerialAnalysis),
        ..Config::default()
    };
    let kit = kit_with(On::Sqlite, crate::capabilities(), config).await;
    let all = three();
    linked(&kit, &all).await;
    let cx = Cx::platform(&kit.world);
    assert_eq!(frame::apply(&cx).await.unwrap(), 0);
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::OTHER_FRAME, binds![]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(frame::apply(&cx).await.unwrap(), 3);
    assert_eq!(frame::apply(&cx).await.unwrap(), 0);
    let victim = Filed::with_emails(4, &["z"]).and(Kind::Phone, "0639980001", Said::Victim);
    file(&kit, &victim).await;
    assert_eq!(frame::apply(&cx).await.unwrap(), 0);
}

//! Figures learned from decisions are proposed with their effect, never applied; erased complaints
//! teach nothing.

use crate::desk::{Desk, purpose_of, sign_in};
use crate::obey::{decide, withdraw};
use crate::store;
use crate::world::{Filed, linked, partition};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_linkage::{Figures, Judged, Kind, PerKind};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::noise::figures;
use faisceau_series::parameters::estimate::{self, Cause, End};
use faisceau_series::parameters::learn::{self, Lesson, learn, lesson};
use faisceau_series::parameters::propose::Origin;
use faisceau_series::parameters::{State, adopt, in_force, proposals};
use faisceau_series::run::link_until_idle;
use uuid::Uuid;

async fn now(kit: &Kit) -> Lesson {
    let mut tx = kit.world.db.read().await.unwrap();
    lesson(&mut tx).await.unwrap()
}

/// Pairs that share an address each; the first two are confirmed, the third said to be apart.
async fn taught(kit: &Kit) -> Vec<Filed> {
    let world: Vec<Filed> = (0..6)
        .map(|n| Filed::with_emails(n, &[&format!("p{}", n / 2)]))
        .collect();
    linked(kit, &world).await;
    let id = |n: usize| world[n].id;
    decide(kit, 1, "confirm", [&[id(0), id(1)], &[]]).await;
    decide(kit, 2, "confirm", [&[id(2), id(3)], &[]]).await;
    decide(kit, 3, "split", [&[id(4)], &[id(5)]]).await;
    link_until_idle(&kit.world).await.unwrap();
    world
}

async fn erase(kit: &Kit, id: Uuid) {
    kit.world.clock.advance_millis(1_000);
    let cx = Cx::platform(&kit.world);
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::ERASE, binds![id]).await.unwrap();
    let complaint = ComplaintId(id);
    let erased = Event::ComplaintErased(ComplaintErased { complaint });
    cx.emit(&mut tx, &erased).await.unwrap();
    tx.commit().await.unwrap();
    link_until_idle(&kit.world).await.unwrap();
}

on_both!(
    what_is_learned_is_proposed_with_its_effect_and_nothing_else,
    crate::capabilities(),
    async |kit: Kit| {
        taught(&kit).await;
        let before = partition(&kit).await;
        let cx = Cx::platform(&kit.world);
        let (lesson, proposed) = learn(&cx).await.unwrap();
        let email = Judged {
            owned: 2,
            shared: 1,
        };
        assert_eq!(*lesson.judged.get(Kind::Email), email);
        assert_eq!((lesson.decisions, lesson.complaints), (3, 6));
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, before);
        let mut tx = kit.world.db.read().await.unwrap();
        assert!(in_force(&mut tx).await.unwrap().adopted_at.is_none());
        let kept = proposals::one(&mut tx, proposed.id).await.unwrap().unwrap();
        assert_eq!(kept.origin, Origin::Learned);
        let prior = kept.figures.unwrap().kinds.get(Kind::Email).prior;
        let was = figures().kinds.get(Kind::Email).prior;
        assert!(prior < was, "one in three was wrong: {prior} {was}");
        assert_eq!(kept.version, figures().version + 1);
        let basis = kept.basis.unwrap();
        assert!(basis.contains("\"email\":[2,1]"), "{basis}");
    }
);

on_both!(
    an_erased_complaint_and_a_withdrawn_decision_teach_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        let world = taught(&kit).await;
        let three = *now(&kit).await.judged.get(Kind::Email);
        assert_eq!((three.owned, three.shared), (2, 1));
        erase(&kit, world[5].id).await;
        let two = now(&kit).await;
        let email = *two.judged.get(Kind::Email);
        assert_eq!((email.owned, email.shared), (2, 0));
        assert_eq!(two.complaints, 5);
        withdraw(&kit, Uuid::from_u128(0xdec1_de00 + 2)).await;
        let one = *now(&kit).await.judged.get(Kind::Email);
        assert_eq!((one.owned, one.shared), (1, 0));
        erase(&kit, world[0].id).await;
        let cx = Cx::platform(&kit.world);
        let nothing = learn(&cx).await.unwrap_err();
        assert!(matches!(
            nothing,
            Error::Refused(learn::Refused::NothingJudged)
        ));
    }
);

/// What decisions teach that say so of addresses, from the figures shipped.
fn taught_by(owned: u32, shared: u32) -> i32 {
    let mut judged = PerKind::from_fn(|_| Judged::default());
    *judged.get_mut(Kind::Email) = Judged { owned, shared };
    prior(&faisceau_linkage::learn(figures(), &judged))
}

fn prior(figures: &Figures) -> i32 {
    figures.kinds.get(Kind::Email).prior
}

async fn obeyed(kit: &Kit) -> Figures {
    let mut tx = kit.world.db.read().await.unwrap();
    in_force(&mut tx).await.unwrap().figures
}

async fn last(kit: &Kit) -> estimate::Estimate {
    let mut tx = kit.world.db.read().await.unwrap();
    estimate::latest(&mut tx).await.unwrap().unwrap()
}

async fn the_proposal(kit: &Kit, id: Uuid) -> proposals::Proposal {
    let mut tx = kit.world.db.read().await.unwrap();
    proposals::one(&mut tx, id).await.unwrap().unwrap()
}

on_both!(
    what_an_erased_complaint_taught_is_unlearned,
    crate::capabilities(),
    async |kit: Kit| {
        let world = taught(&kit).await;
        let cx = Cx::platform(&kit.world);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let decides = analyst.cx(&kit).because("Relu à deux");
        let (_, first) = learn(&cx).await.unwrap();
        adopt::adopt(&decides, first.id).await.unwrap();
        assert_eq!(prior(&obeyed(&kit).await), taught_by(2, 1));
        // The same decisions are not counted twice.
        let again = learn(&cx).await.unwrap_err();
        let nothing = Error::Refused(learn::Refused::NothingChanges);
        assert_eq!(format!("{again:?}"), format!("{nothing:?}"));

        // An erasure asks for an estimate by itself, which holds nothing of what is gone.
        erase(&kit, world[5].id).await;
        assert_eq!(
            (last(&kit).await.cause, last(&kit).await.end),
            (Cause::Erased, None)
        );
        work_until_idle(&kit.world).await.unwrap();
        let Some((_, End::Proposed(second))) = last(&kit).await.end else {
            panic!("{:?}", last(&kit).await);
        };
        let proposed = the_proposal(&kit, second).await;
        assert_eq!(prior(&proposed.figures.unwrap()), taught_by(2, 0));
        assert_eq!(
            prior(&obeyed(&kit).await),
            taught_by(2, 1),
            "nobody adopted it"
        );

        // What was proposed with a complaint erased since is adopted no more.
        erase(&kit, world[3].id).await;
        let refused = adopt::adopt(&decides, second).await.unwrap_err();
        assert!(matches!(refused, Error::Refused(adopt::Refused::Settled)));
        assert_eq!(the_proposal(&kit, second).await.state, State::Overtaken);
        work_until_idle(&kit.world).await.unwrap();

        // Once nothing teaches any more, what was there before is proposed again.
        for n in [0, 1, 2, 4] {
            erase(&kit, world[n].id).await;
        }
        work_until_idle(&kit.world).await.unwrap();
        let Some((_, End::Proposed(third))) = last(&kit).await.end else {
            panic!("{:?}", last(&kit).await);
        };
        adopt::adopt(&decides, third).await.unwrap();
        let mut shipped = figures().clone();
        shipped.version = obeyed(&kit).await.version;
        assert_eq!(obeyed(&kit).await, shipped);
        let end = learn(&cx).await.unwrap_err();
        assert!(matches!(end, Error::Refused(learn::Refused::NothingJudged)));
    }
);

on_both!(
    a_complaint_that_taught_nothing_is_erased_without_an_estimate,
    crate::capabilities(),
    async |kit: Kit| {
        let world = taught(&kit).await;
        erase(&kit, world[0].id).await;
        let mut tx = kit.world.db.read().await.unwrap();
        assert_eq!(
            estimate::latest(&mut tx).await.unwrap(),
            None,
            "nothing was learned yet"
        );
        drop(tx);
        learn(&Cx::platform(&kit.world)).await.unwrap();
        let alone = Filed::with_emails(9, &["z"]);
        linked(&kit, std::slice::from_ref(&alone)).await;
        erase(&kit, alone.id).await;
        let mut tx = kit.world.db.read().await.unwrap();
        assert_eq!(
            estimate::latest(&mut tx).await.unwrap(),
            None,
            "no decision names it"
        );
    }
);

on_both!(
    an_estimate_is_started_from_its_page_one_at_a_time,
    crate::capabilities(),
    async |kit: Kit| {
        taught(&kit).await;
        let desk = Desk::of(&kit);
        let to = "/linkage/estimer";
        for role in Role::ALL {
            let person = sign_in(&kit, role, purpose_of(role), "lille").await;
            let page = desk.get(&person, "/linkage").await;
            let offered = page.body.contains("action=\"/linkage/estimer\"");
            assert_eq!(offered, role == Role::Analyst, "{role:?}");
            if role != Role::Analyst {
                let sent = desk.post(&person, to, "", true).await;
                assert_eq!(sent.status, StatusCode::FORBIDDEN, "{role:?}");
            }
        }
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let without = desk.post(&analyst, to, "", false).await;
        assert_eq!(without.status, StatusCode::FORBIDDEN);
        assert_eq!(
            desk.post(&analyst, to, "", true).await.status,
            StatusCode::SEE_OTHER
        );
        let page = plain(&desk.get(&analyst, "/linkage").await.body);
        assert!(page.contains("En cours. Rechargez la page"), "{page}");
        assert!(!page.contains("/linkage/estimer"), "one at a time");
        let twice = desk.post(&analyst, to, "", true).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let said = plain(&twice.body);
        assert!(said.contains("Une estimation est déjà en cours"), "{said}");
        work_until_idle(&kit.world).await.unwrap();
        let Some((_, End::Proposed(id))) = last(&kit).await.end else {
            panic!("{:?}", last(&kit).await);
        };
        let page = desk.get(&analyst, "/linkage").await;
        assert!(page.body.contains(&format!("/linkage/{id}")));
        assert!(plain(&page.body).contains("Elle a donné une proposition."));
        assert_eq!(the_proposal(&kit, id).await.origin, Origin::Learned);
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::JOURNAL, binds!["parameters"]).await.unwrap();
        let actions: Vec<String> = rows.iter().map(|r| r.get("action").unwrap()).collect();
        let count = |deed: &str| actions.iter().filter(|a| *a == deed).count();
        assert_eq!(
            (count("parameters.asked"), count("parameters.proposed")),
            (1, 1)
        );
    }
);

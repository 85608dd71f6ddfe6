//! Two complaints joined as one case: listed, counted, weighed and told of once; what presses in either
//! presses in the case; apart again, each is seen for itself.

use crate::scope::{authority, listed};
use crate::store;
use crate::urgent::answers;
use crate::world::{Browser, Seed, colleague, complaint};
use faisceau_casework::capability;
use faisceau_casework::desk::Desk;
use faisceau_casework::inbox::{Filters, Order};
use faisceau_casework::index_words::index_words;
use faisceau_casework::today::today;
use faisceau_casework::weigh;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{ComplaintsJoined, ComplaintsParted, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::access::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

/// Every complaint a list shows, in both orders, and what the day counts as new.
async fn seen(kit: &Kit) -> (Vec<ComplaintId>, Vec<ComplaintId>, usize) {
    let actor = Actor::new(
        "00000000-0000-0000-0000-000000000009",
        [Role::Officer],
        ["lille"],
    );
    let authority = authority(&kit.world.content, "");
    let desk = Desk {
        authority: &authority,
        actor: &actor,
        purpose: Purpose::Intake,
    };
    let now = kit.world.clock.now();
    let mut tx = kit.world.db.read().await.unwrap();
    let scope = desk.scope(&mut tx).await.unwrap();
    let mut lists = Vec::new();
    for order in [Order::Newest, Order::UrgentFirst(now)] {
        let filters = Filters {
            order,
            ..Filters::default()
        };
        let found = listed(&mut tx, &desk, &filters).await;
        lists.push(found.iter().map(|case| case.id).collect::<Vec<_>>());
    }
    let day = today(&mut tx, &desk, &scope, now).await.unwrap();
    let urgent = lists.pop().unwrap();
    (lists.pop().unwrap(), urgent, day.new_count)
}

on_both!(
    two_complaints_of_one_case_are_seen_once_and_press_as_one,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let seed = |danger: bool| Seed {
            unit: "lille",
            form_type: "sextortion",
            answers: answers(danger),
            ..Seed::default()
        };
        let (case, _) = complaint(&kit, 1, seed(false)).await;
        let (appendix, reference) = complaint(&kit, 2, seed(true)).await;
        let cx = Cx::platform(&kit.world);
        for id in [case, appendix] {
            index_words(&cx, id).await.unwrap();
        }
        let watch = Uuid::from_u128(5);
        let other_watch = Uuid::from_u128(6);
        let mut tx = kit.world.db.write().await.unwrap();
        for (n, (of, watch)) in
            (1..).zip([(case, watch), (appendix, watch), (appendix, other_watch)])
        {
            let row = binds![Uuid::from_u128(n), format!("m{n}"), watch, of];
            tx.execute(&store::WATCH_ALERT, row).await.unwrap();
        }
        tx.commit().await.unwrap();
        let before = seen(&kit).await;
        assert_eq!(before, (vec![appendix, case], vec![appendix, case], 2));

        let pair = Uuid::from_u128(77);
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::JOIN, binds![pair, case, appendix])
            .await
            .unwrap();
        let joined = Event::ComplaintsJoined(ComplaintsJoined { case, appendix });
        cx.emit(&mut tx, &joined).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(seen(&kit).await, (vec![case], vec![case], 1));
        weigh::refresh(&cx).await.unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::URGENCIES, binds![]).await.unwrap();
        assert_eq!(rows.len(), 1, "the appendix waits for nothing by itself");
        assert_eq!(rows[0].get::<ComplaintId>("complaint_id").unwrap(), case);
        assert_eq!(rows[0].get::<String>("reasons").unwrap(), "danger|threat");
        let weighed = tx.all(&store::PRIORITIES, binds![]).await.unwrap();
        assert_eq!(weighed.len(), 1);
        // Told once of both by the watch that both met; what only the appendix met stays.
        for (of, left) in [(watch, vec![case]), (other_watch, vec![appendix])] {
            let rows = tx.all(&store::WATCH_ALERTS, binds![of]).await.unwrap();
            let about = rows.iter().map(|row| row.get("complaint_id").unwrap());
            assert_eq!(about.collect::<Vec<ComplaintId>>(), left);
        }
        tx.rollback().await.unwrap();
        // It opens still, by its address and by its reference.
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = officer.get(&format!("/dossier/{appendix}")).await;
        assert!(page.body.contains(&reference), "{}", page.body);

        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::APART, binds![pair]).await.unwrap();
        let parted = Event::ComplaintsParted(ComplaintsParted { case, appendix });
        cx.emit(&mut tx, &parted).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(seen(&kit).await, before);
    }
);

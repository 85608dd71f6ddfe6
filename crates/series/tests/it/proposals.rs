//! What the linker leaves to people: found where something changed, sorted by what an answer may
//! bring, answered one or several at once, taken back whole.

use crate::decide::{analyst, gesture, series_of, two_pairs};
use crate::desk::{Desk, Person, purpose_of, sign_in};
use crate::store;
use crate::world::{Filed, linked, partition};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::run::{Worker, link_until_idle};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Numbers kept for fiction that are in no list of the platform.
const ONE: &str = "+1 202 555 0143";
const OTHER: &str = "+1 202 555 0187";

/// A pair of complaints of one phone that agree on nothing else: near, and not enough.
fn near(first: u32, phone: &str) -> [Filed; 2] {
    [(first, "rental"), (first + 1, "romance")].map(|(n, heading)| {
        let own = format!("seul{n}");
        Filed::with_emails(n, &[&own])
            .headed(heading)
            .and(Kind::Phone, phone, Said::Offender)
    })
}

/// Kind, why, the two sides and the worth of each stored proposal, what is worth most first.
async fn stored(kit: &Kit) -> Vec<(Uuid, String, String, i64)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::PROPOSALS, binds![]).await.unwrap();
    let read = rows.iter().map(|row| {
        (
            row.get("id").unwrap(),
            row.get("kind").unwrap(),
            row.get("why").unwrap(),
            row.get("worth").unwrap(),
        )
    });
    read.collect()
}

/// What a person is shown, as the interface says it.
async fn shown(desk: &Desk, person: &Person) -> Vec<Value> {
    let seen = desk.get(person, "/api/v1/proposals").await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    let page: Value = serde_json::from_str(&seen.body).unwrap();
    page["proposals"].as_array().unwrap().clone()
}

fn of_kind(shown: &[Value], kind: &str) -> Vec<Uuid> {
    let of = shown.iter().filter(|row| row["kind"] == kind);
    of.map(|row| row["id"].as_str().unwrap().parse().unwrap())
        .collect()
}

fn set(world: &[Filed]) -> BTreeSet<Uuid> {
    world.iter().map(|filed| filed.id).collect()
}

on_both!(
    a_near_pair_is_proposed_accepted_and_proposed_again_once_taken_back,
    crate::capabilities(),
    async |kit: Kit| {
        let world = near(1, ONE);
        linked(&kit, &world).await;
        assert!(partition(&kit).await.is_empty());
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let page = plain(&desk.get(&person, "/series/proposals").await.body);
        assert!(
            page.contains("Les indices vont dans ce sens, sans suffire."),
            "{page}"
        );
        let join = of_kind(&shown(&desk, &person).await, "join");
        assert_eq!(join.len(), 1);
        let form = format!(
            "geste={}&raison=m%C3%AAme+voix&proposition={}&reponse=accepter",
            gesture(1),
            join[0]
        );
        for _ in 0..2 {
            let seen = desk.post(&person, "/series/proposals", &form, true).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
            let to = format!("/decisions/lot/{}?fait=prise", gesture(1));
            assert_eq!(seen.location, to);
        }
        let left = of_kind(&shown(&desk, &person).await, "join");
        assert!(left.is_empty(), "what was answered waits no more");
        let path = format!("/decisions/lot/{}", gesture(1));
        let page = desk.get(&person, &path).await.body;
        assert!(page.contains("Revenir sur cette décision"));
        assert!(page.contains("même voix"));
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, BTreeSet::from([set(&world)]));

        let back = format!("/decisions/lot/{}/retirer", gesture(1));
        let seen = desk.post(&person, &back, "raison=erreur", true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert!(partition(&kit).await.is_empty());
        assert_eq!(of_kind(&shown(&desk, &person).await, "join"), join);
    }
);

on_both!(
    a_refusal_forbids_the_link_and_is_never_proposed_again,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &near(1, ONE)).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let all = shown(&desk, &person).await;
        let (join, value) = (of_kind(&all, "join"), of_kind(&all, "value"));
        assert_eq!((join.len(), value.len()), (1, 1));
        let body = json!({
            "batch": gesture(1), "reason": "autre affaire",
            "answers": [
                { "proposal": join[0], "accept": false },
                { "proposal": value[0], "accept": false }
            ]
        });
        let path = "/api/v1/proposals/answers";
        let seen = desk.send(&person, path, &body).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(stored(&kit).await, []);
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::DECISIONS, binds![]).await.unwrap();
        let kinds: BTreeSet<String> = rows.iter().map(|row| row.get("kind").unwrap()).collect();
        assert_eq!(
            kinds,
            BTreeSet::from(["forbid".to_owned(), "shared".to_owned()])
        );
    }
);

on_both!(
    several_are_answered_at_once_and_what_cannot_be_is_told,
    crate::capabilities(),
    async |kit: Kit| {
        let first = near(1, ONE);
        let second = near(3, OTHER);
        linked(&kit, &[first.clone(), second.clone()].concat()).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let join = of_kind(&shown(&desk, &person).await, "join");
        assert_eq!(join.len(), 2);
        let ticked = |n: u128, reason: &str| {
            let ids = join.iter().map(|id| format!("&proposition={id}"));
            let ids: String = ids.collect();
            format!("geste={}&raison={reason}{ids}&reponse=accepter", gesture(n))
        };
        let path = "/series/proposals";
        let seen = desk.post(&person, path, &ticked(1, ""), true).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let none = format!("geste={}&raison=vu&reponse=accepter", gesture(1));
        let seen = desk.post(&person, path, &none, true).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Somebody forbids one of the two meanwhile.
        let seen = desk
            .send(
                &person,
                "/api/v1/proposals/answers",
                &json!({
                    "batch": gesture(2), "reason": "non",
                    "answers": [{ "proposal": join[0], "accept": false }]
                }),
            )
            .await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let seen = desk.post(&person, path, &ticked(3, "vu"), true).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let told = plain(&seen.body);
        assert!(told.contains("1 réponse enregistrée."), "{told}");
        assert!(told.contains("Des décisions en vigueur disent le contraire."));
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await.len(), 1);
        let seen = desk
            .post(
                &person,
                &format!("/decisions/lot/{}/retirer", gesture(3)),
                "raison=erreur",
                true,
            )
            .await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        link_until_idle(&kit.world).await.unwrap();
        assert!(partition(&kit).await.is_empty());
    }
);

on_both!(
    what_more_was_lost_on_comes_first_and_what_was_erased_goes,
    crate::capabilities(),
    async |kit: Kit| {
        let small = near(1, ONE);
        let large = near(3, OTHER);
        linked(&kit, &small).await;
        linked(&kit, &large).await;
        let worth = |rows: &[(Uuid, String, String, i64)]| -> Vec<i64> {
            let joins = rows.iter().filter(|row| row.1 == "join");
            joins.map(|row| row.3).collect()
        };
        let even = worth(&stored(&kit).await);
        assert_eq!(even.len(), 2);
        assert_eq!(even[0], even[1]);
        let mut tx = kit.world.db.write().await.unwrap();
        for filed in &large {
            tx.execute(&store::LOSE, binds![filed.id, 900_000_i64])
                .await
                .unwrap();
        }
        let now = kit.world.clock.now();
        tx.execute(&store::MARK_COMPLAINT, binds![large[0].id, now])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        let rows = worth(&stored(&kit).await);
        assert!(rows[0] > rows[1], "{rows:?}");
        // One of the pair is erased: what was proposed of it goes, in the same linker or another.
        let mut worker = Worker::new(&kit.world);
        let cx = Cx::platform(&kit.world);
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::ERASE, binds![large[1].id])
            .await
            .unwrap();
        let complaint = ComplaintId(large[1].id);
        let erased = Event::ComplaintErased(ComplaintErased { complaint });
        cx.emit(&mut tx, &erased).await.unwrap();
        tx.commit().await.unwrap();
        worker.until_idle().await.unwrap();
        assert_eq!(worth(&stored(&kit).await).len(), 1);
    }
);

on_both!(
    a_confirmed_series_that_nothing_else_holds_is_proposed_to_be_parted,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_pairs();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let (one, _) = series_of(&kit, world[0].id).await;
        let (other, _) = series_of(&kit, world[2].id).await;
        let decide = |n: u128, decision: Value| json!({ "id": gesture(n), "reason": "vu", "decision": decision });
        let path = format!("/api/v1/series/{one}/decisions");
        let merge = decide(1, json!({ "kind": "merge", "with": { "series": other } }));
        assert_eq!(
            desk.send(&person, &path, &merge).await.status,
            StatusCode::OK
        );
        link_until_idle(&kit.world).await.unwrap();
        let (whole, _) = series_of(&kit, world[0].id).await;
        let path = format!("/api/v1/series/{whole}/decisions");
        let confirm = json!({ "kind": "confirm", "as_of": "2100-01-01T00:00:00Z" });
        let seen = desk.send(&person, &path, &decide(2, confirm)).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(stored(&kit).await, [], "somebody said that they are one");
        let back = format!("/api/v1/decisions/{}/withdrawal", gesture(1));
        desk.send(&person, &back, &json!({ "reason": "doute" }))
            .await;
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await.len(), 1, "the confirmation holds");
        let part = of_kind(&shown(&desk, &person).await, "part");
        assert_eq!(part.len(), 1);
        let answer = |n: u128, accept: bool| {
            json!({
                "batch": gesture(n), "reason": "vu",
                "answers": [{ "proposal": part[0], "accept": accept }]
            })
        };
        let path = "/api/v1/proposals/answers";
        let seen = desk.send(&person, path, &answer(3, false)).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await.len(), 1);
        assert!(
            shown(&desk, &person).await.is_empty(),
            "it is kept as it is"
        );
        let kept = format!("/decisions/lot/{}/retirer", gesture(3));
        desk.post(&person, &kept, "raison=revu", true).await;
        assert_eq!(of_kind(&shown(&desk, &person).await, "part"), part);
        let seen = desk.send(&person, path, &answer(4, true)).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await.len(), 2);
    }
);

on_both!(
    two_confirmed_series_are_joined_by_a_person_only,
    crate::capabilities(),
    async |kit: Kit| {
        let world = two_pairs();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        for (n, of) in [(1, 0_usize), (2, 2)] {
            let (id, _) = series_of(&kit, world[of].id).await;
            let body = json!({
                "id": gesture(n), "reason": "vu",
                "decision": { "kind": "confirm", "as_of": "2100-01-01T00:00:00Z" }
            });
            let path = format!("/api/v1/series/{id}/decisions");
            assert_eq!(
                desk.send(&person, &path, &body).await.status,
                StatusCode::OK
            );
        }
        linked(&kit, &[Filed::with_emails(5, &["a", "b"])]).await;
        assert_eq!(partition(&kit).await.len(), 2);
        let rows = stored(&kit).await;
        let both = rows.iter().find(|row| row.2 == "both_confirmed");
        let (id, ..) = both.unwrap();
        let body = json!({
            "batch": gesture(3), "reason": "un seul groupe",
            "answers": [{ "proposal": id, "accept": true }]
        });
        let seen = desk.send(&person, "/api/v1/proposals/answers", &body).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await.len(), 1);
    }
);

on_both!(
    each_role_sees_the_proposals_whose_sides_it_may_read,
    crate::capabilities(),
    async |kit: Kit| {
        let [one, other] = near(1, ONE);
        let mixed = [one.in_unit("lille"), other.in_unit("brest")];
        let own = near(3, OTHER).map(|filed| filed.in_unit("brest"));
        linked(&kit, &[mixed, own].concat()).await;
        let desk = Desk::of(&kit);
        for path in ["/series/proposals", "/api/v1/proposals"] {
            let seen = desk.stranger(path).await;
            assert_ne!(seen.status, StatusCode::OK);
        }
        let (ok, no) = (StatusCode::OK, StatusCode::FORBIDDEN);
        // Role and unit, the page, then how many to join and how many values it shows.
        let expected = [
            (Role::Officer, "brest", no, 0, 0),
            (Role::Analyst, "nice", ok, 2, 2),
            (Role::Investigator, "brest", ok, 1, 0),
            (Role::Investigator, "nice", ok, 0, 0),
            (Role::Prosecutor, "brest", no, 0, 0),
            (Role::Auditor, "brest", no, 0, 0),
            (Role::Administrator, "brest", no, 0, 0),
        ];
        let analyst = analyst_of(&kit).await;
        let all = of_kind(&shown(&desk, &analyst).await, "join");
        for (turn, (role, unit, page, joins, values)) in (0_u128..).zip(expected) {
            let person = sign_in(&kit, role, purpose_of(role), unit).await;
            let seen = desk.get(&person, "/series/proposals").await;
            assert_eq!(seen.status, page, "{role:?} of {unit}");
            let (mut mine, mut value) = (Vec::new(), Vec::new());
            if page == ok {
                let rows = shown(&desk, &person).await;
                (mine, value) = (of_kind(&rows, "join"), of_kind(&rows, "value"));
            }
            assert_eq!(
                (mine.len(), value.len()),
                (joins, values),
                "{role:?} of {unit}"
            );
            // What is not seen cannot be answered.
            for id in all.iter().filter(|id| !mine.contains(id)) {
                let body = json!({
                    "batch": gesture(50 + turn), "reason": "vu",
                    "answers": [{ "proposal": id, "accept": false }]
                });
                let seen = desk.send(&person, "/api/v1/proposals/answers", &body).await;
                let refused = seen.status == no || seen.body.contains("no-proposal");
                assert!(refused, "{role:?} of {unit}: {}", seen.body);
            }
        }
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::DECISIONS, binds![]).await.unwrap();
        assert!(rows.is_empty());
    }
);

async fn analyst_of(kit: &Kit) -> Person {
    sign_in(kit, Role::Analyst, Purpose::Linkage, "lyon").await
}

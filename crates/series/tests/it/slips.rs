//! What may be mistyped is proposed on the page of proposals and on that of the identifier, to who may
//! read both complaints; a person says that it is, and the two are one series, or that it is not.

use crate::decide::{analyst, gesture};
use crate::desk::{Desk, Person, purpose_of, sign_in};
use crate::store;
use crate::world::{Filed, file, linked, partition};
use axum::http::StatusCode;
use faisceau_domain::access::Role;
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::run::{Worker, link_until_idle};
use serde_json::{Value, json};
use uuid::Uuid;

const SOUND: &str = "FR1420041010050500013M02606";
const TYPED: &str = "FR1420041010050500013M02607";
/// Two sites that differ by one sign.
const SITES: [&str; 2] = ["boutique-lanterne.example", "boutique-lantarne.example"];

fn with(n: u32, account: &str) -> Filed {
    let own = format!("seul{n}");
    Filed::with_emails(n, &[&own]).and(Kind::Iban, account, Said::Offender)
}

/// The slips that a person is shown, as the interface says them.
async fn shown(desk: &Desk, person: &Person) -> Vec<Value> {
    let seen = desk.get(person, "/api/v1/proposals").await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    let page: Value = serde_json::from_str(&seen.body).unwrap();
    let rows = page["proposals"].as_array().unwrap().iter();
    rows.filter(|row| row["kind"] == "slip").cloned().collect()
}

async fn stored(kit: &Kit) -> usize {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::PROPOSALS, binds![]).await.unwrap();
    let slips = rows
        .iter()
        .filter(|row| row.get::<String>("kind").unwrap() == "slip");
    slips.count()
}

on_both!(
    a_slip_is_told_with_what_differs_and_accepted,
    crate::capabilities(),
    async |kit: Kit| {
        let world = [with(1, SOUND), with(2, TYPED)];
        linked(&kit, &world).await;
        assert!(partition(&kit).await.is_empty(), "a proposal joins nobody");
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let slips = shown(&desk, &person).await;
        assert_eq!(slips.len(), 1, "{slips:?}");
        assert_eq!(
            slips[0]["slip"],
            json!({ "how": "changed", "at": 26, "sign": "6" })
        );
        assert_eq!(slips[0]["sides"][0]["complaint"], json!(world[1].id));
        assert_eq!(slips[0]["sides"][1]["complaint"], json!(world[0].id));
        let differs = "Signe 27 : « 7 » au lieu de « 6 ».";
        let page = plain(&desk.get(&person, "/series/proposals").await.body);
        assert!(
            page.contains("Faute de frappe") && page.contains(differs),
            "{page}"
        );
        for account in [SOUND, TYPED] {
            let id = kit.world.value_ids.of("iban", account);
            let page = plain(&desk.get(&person, &format!("/pivots/{id}")).await.body);
            assert!(
                page.contains("Fautes de frappe possibles"),
                "{account}: {page}"
            );
            assert!(page.contains(differs), "{page}");
        }
        let form = format!(
            "geste={}&raison-faute=vu+sur+le+relev%C3%A9&proposition={}&reponse=accepter",
            gesture(1),
            slips[0]["id"].as_str().unwrap()
        );
        for _ in 0..2 {
            let seen = desk.post(&person, "/series/proposals", &form, true).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        }
        assert!(shown(&desk, &person).await.is_empty());
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await.len(), 1);
        let back = format!("/decisions/lot/{}/retirer", gesture(1));
        let seen = desk.post(&person, &back, "raison=erreur", true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert!(partition(&kit).await.is_empty());
        assert_eq!(shown(&desk, &person).await.len(), 1, "it is proposed again");
    }
);

on_both!(
    the_place_of_a_sign_is_not_told_where_others_are_shown_around,
    crate::capabilities(),
    async |kit: Kit| {
        let site = |n: u32, site: &str| {
            let own = format!("seul{n}");
            Filed::with_emails(n, &[&own]).and(Kind::Url, site, Said::Offender)
        };
        let [right, typed] = SITES;
        linked(&kit, &[site(1, right), site(2, right), site(3, typed)]).await;
        let desk = Desk::of(&kit);
        let page = desk.get(&analyst(&kit).await, "/series/proposals").await;
        let page = plain(&page.body);
        let told = "mal saisi. « a » au lieu de « e ».";
        assert!(page.contains(told), "{page}");
    }
);

on_both!(
    a_value_typed_as_it_was_meant_changes_nothing_and_stays_answered,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &[with(1, SOUND), with(2, TYPED)]).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let slips = shown(&desk, &person).await;
        let body = |reason: &str| {
            json!({
                "batch": gesture(1), "reason": reason,
                "answers": [{ "proposal": slips[0]["id"], "accept": false }]
            })
        };
        let path = "/api/v1/proposals/answers";
        let seen = desk.send(&person, path, &body(" ")).await;
        assert_eq!(
            seen.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            seen.body
        );
        let seen = desk.send(&person, path, &body("compte existant")).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        // Another linker finds it again, and it stays answered.
        link_until_idle(&kit.world).await.unwrap();
        assert!(partition(&kit).await.is_empty());
        assert_eq!(stored(&kit).await, 1);
        assert!(shown(&desk, &person).await.is_empty());
        let decided = desk
            .get(&person, &format!("/decisions/lot/{}", gesture(1)))
            .await;
        let page = plain(&decided.body);
        assert!(page.contains("Valeur bien saisie"), "{page}");
        assert!(page.contains("et non une faute de frappe"), "{page}");
        // Nothing stands between the two complaints: other evidence may bring them together.
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::DECISIONS, binds![]).await.unwrap();
        let kinds: Vec<String> = rows.iter().map(|row| row.get("kind").unwrap()).collect();
        assert_eq!(kinds, ["typed"]);
    }
);

on_both!(
    slips_follow_what_comes_and_goes_in_one_linker,
    crate::capabilities(),
    async |kit: Kit| {
        let phone = |n: u32, number: &str| {
            let own = format!("seul{n}");
            let headed = Filed::with_emails(n, &[&own]).headed(&format!("h{n}"));
            headed.and(Kind::Phone, number, Said::Offender)
        };
        let mut worker = Worker::new(&kit.world);
        let world = [
            phone(1, "+1 202 555 0144"),
            phone(2, "+1 202 555 0143"),
            phone(3, "+1 202 555 0143"),
            phone(4, "+1 202 555 0144"),
        ];
        let counts = [0, 0, 1, 0];
        for (filed, count) in world.iter().zip(counts) {
            file(&kit, filed).await;
            worker.until_idle().await.unwrap();
            assert_eq!(stored(&kit).await, count, "{}", filed.id);
        }
        let gone = &world[3];
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::ERASE, binds![gone.id]).await.unwrap();
        let complaint = ComplaintId(gone.id);
        let erased = Event::ComplaintErased(ComplaintErased { complaint });
        Cx::platform(&kit.world)
            .emit(&mut tx, &erased)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        worker.until_idle().await.unwrap();
        assert_eq!(stored(&kit).await, 1, "as if it had never come");
        worker.leave().await.unwrap();
    }
);

on_both!(
    each_role_sees_the_slips_of_complaints_it_may_open,
    crate::capabilities(),
    async |kit: Kit| {
        let mixed = [
            with(1, SOUND).in_unit("lille"),
            with(2, TYPED).in_unit("brest"),
        ];
        linked(&kit, &mixed).await;
        let desk = Desk::of(&kit);
        let id: Uuid = kit.world.value_ids.of("iban", TYPED);
        let path = format!("/pivots/{id}");
        assert_ne!(desk.stranger(&path).await.status, StatusCode::OK);
        let all = shown(&desk, &analyst(&kit).await).await;
        let (ok, no) = (StatusCode::OK, StatusCode::FORBIDDEN);
        for (turn, (role, page, slips)) in (0_u128..).zip([
            (Role::Officer, no, 0),
            (Role::Analyst, ok, 1),
            (Role::Investigator, ok, 0),
            (Role::Prosecutor, no, 0),
            (Role::Auditor, no, 0),
            (Role::Administrator, no, 0),
        ]) {
            let person = sign_in(&kit, role, purpose_of(role), "brest").await;
            let seen = desk.get(&person, "/series/proposals").await;
            assert_eq!(seen.status, page, "{role:?}");
            if page == ok {
                assert_eq!(shown(&desk, &person).await.len(), slips, "{role:?}");
            }
            let told = desk.get(&person, &path).await.body;
            let told = told.contains("Fautes de frappe possibles");
            assert_eq!(told, role == Role::Analyst, "{role:?}");
            if slips == 0 {
                let body = json!({
                    "batch": gesture(50 + turn), "reason": "vu",
                    "answers": [{ "proposal": all[0]["id"], "accept": true }]
                });
                let seen = desk.send(&person, "/api/v1/proposals/answers", &body).await;
                let refused = seen.status == no || seen.body.contains("no-proposal");
                assert!(refused, "{role:?}: {}", seen.body);
            }
        }
        let mut tx = kit.world.db.read().await.unwrap();
        assert!(
            tx.all(&store::DECISIONS, binds![])
                .await
                .unwrap()
                .is_empty()
        );
    }
);

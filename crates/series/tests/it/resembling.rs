//! A name of an account that looks like one of other complaints is proposed with how near the two are, to
//! who may read both complaints; a person says that it is the same, and the complaints are one series.

use crate::decide::{analyst, gesture};
use crate::desk::{Desk, Person, purpose_of, sign_in};
use crate::world::{Filed, linked, partition};
use axum::http::StatusCode;
use faisceau_domain::access::Role;
use faisceau_identifiers::{Kind, Role as Said};
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_series::run::link_until_idle;
use serde_json::{Value, json};

const RIGHT: &str = "@chloe.lambert6599";
const TYPED: &str = "@chloe.lambret6599";
const UNSAID: &str = "insta: Chloe.Lambert6599";

fn named(n: u32, own: &str, name: &str) -> Filed {
    Filed::with_emails(n, &[own]).and(Kind::Handle, name, Said::Offender)
}

/// Two complaints of one series with a name, and one alone with another.
fn world(name: &str) -> [Filed; 3] {
    [
        named(1, "ensemble", RIGHT).in_unit("lille"),
        named(2, "ensemble", RIGHT).in_unit("lille"),
        named(3, "seul3", name).in_unit("brest"),
    ]
}

async fn shown(desk: &Desk, person: &Person) -> Vec<Value> {
    let seen = desk.get(person, "/api/v1/proposals").await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    let page: Value = serde_json::from_str(&seen.body).unwrap();
    let rows = page["proposals"].as_array().unwrap().iter();
    rows.filter(|row| row["kind"] == "slip").cloned().collect()
}

on_both!(
    a_resembling_name_is_told_with_how_near_it_is_and_accepted,
    crate::capabilities(),
    async |kit: Kit| {
        let world = world(TYPED);
        linked(&kit, &world).await;
        assert_eq!(partition(&kit).await.len(), 1, "a proposal joins nobody");
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let found = shown(&desk, &person).await;
        assert_eq!(found.len(), 1, "{found:?}");
        let how = json!({ "how": "resembles", "at": null, "sign": null });
        assert_eq!(found[0]["slip"], how);
        assert_eq!(found[0]["sides"][0]["complaint"], json!(world[2].id));
        let differs = "noms presque semblables avant : 98 sur 100 (Jaro-Winkler)";
        let page = plain(&desk.get(&person, "/series/proposals").await.body);
        assert!(page.contains("Pseudonyme ressemblant"), "{page}");
        assert!(page.contains(differs), "{page}");
        for name in ["any:chloe.lambert6599", "any:chloe.lambret6599"] {
            let id = kit.world.value_ids.of("handle", name);
            let page = plain(&desk.get(&person, &format!("/pivots/{id}")).await.body);
            assert!(page.contains("Pseudonymes ressemblants"), "{name}: {page}");
            assert!(page.contains("deux inconnus peuvent"), "{page}");
            assert!(page.contains(differs), "{page}");
            assert!(!page.contains("Fautes de frappe"), "{page}");
        }
        let form = format!(
            "geste={}&raison-faute=vu+sur+la+capture&proposition={}&reponse=accepter",
            gesture(1),
            found[0]["id"].as_str().unwrap()
        );
        let seen = desk.post(&person, "/series/proposals", &form, true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        let series = partition(&kit).await;
        assert_eq!(series.len(), 1);
        assert!(shown(&desk, &person).await.is_empty());
        let back = format!("/decisions/lot/{}/retirer", gesture(1));
        let seen = desk.post(&person, &back, "raison=erreur", true).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(shown(&desk, &person).await.len(), 1, "it is proposed again");
    }
);

on_both!(
    a_name_whose_platform_was_not_said_is_refused_and_stays_so,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &world(UNSAID)).await;
        let desk = Desk::of(&kit);
        let person = analyst(&kit).await;
        let found = shown(&desk, &person).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["slip"]["how"], "looks_same");
        let page = plain(&desk.get(&person, "/series/proposals").await.body);
        assert!(page.contains("se lisent de la même façon"), "{page}");
        let body = json!({
            "batch": gesture(1), "reason": "deux comptes",
            "answers": [{ "proposal": found[0]["id"], "accept": false }]
        });
        let seen = desk.send(&person, "/api/v1/proposals/answers", &body).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await.len(), 1);
        assert!(shown(&desk, &person).await.is_empty());
    }
);

on_both!(
    each_role_sees_the_resembling_names_of_complaints_it_may_open,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &world(TYPED)).await;
        let desk = Desk::of(&kit);
        let id = kit.world.value_ids.of("handle", "any:chloe.lambret6599");
        let path = format!("/pivots/{id}");
        assert_ne!(desk.stranger(&path).await.status, StatusCode::OK);
        for (role, sees) in [
            (Role::Officer, false),
            (Role::Analyst, true),
            (Role::Investigator, false),
            (Role::Prosecutor, false),
            (Role::Auditor, false),
            (Role::Administrator, false),
        ] {
            let person = sign_in(&kit, role, purpose_of(role), "brest").await;
            let told = desk.get(&person, &path).await.body;
            assert_eq!(told.contains("Pseudonymes ressemblants"), sees, "{role:?}");
            let page = desk.get(&person, "/series/proposals").await.body;
            assert_eq!(page.contains("Pseudonyme ressemblant"), sees, "{role:?}");
        }
    }
);

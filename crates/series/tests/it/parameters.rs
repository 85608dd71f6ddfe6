//! The pages of the figures of linkage: who opens them, who decides, and what is said when nothing
//! may be decided.

use crate::desk::{Desk, Person, purpose_of, sign_in};
use crate::store;
use crate::world::{Filed, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::noise::figures;
use faisceau_series::parameters::in_force;
use faisceau_series::parameters::propose::{Origin, propose};
use uuid::Uuid;

async fn proposed(kit: &Kit, more: u32) -> Uuid {
    let mut other = figures().clone();
    other.version += more;
    other.link = 5_000;
    other.join = [5_000; 2];
    let cx = Cx::platform(&kit.world);
    let proposed = propose(&cx, other, Origin::File, None).await.unwrap();
    proposed.id
}

async fn a_series(kit: &Kit) {
    let world: Vec<Filed> = (0..4).map(|n| Filed::with_emails(n, &["a"])).collect();
    linked(kit, &world).await;
}

async fn send(desk: &Desk, who: &Person, id: Uuid, form: &str) -> (StatusCode, String) {
    let seen = desk.post(who, &format!("/linkage/{id}"), form, true).await;
    (seen.status, plain(&seen.body))
}

on_both!(
    each_role_opens_and_decides_what_the_policies_say,
    crate::capabilities(),
    async |kit: Kit| {
        a_series(&kit).await;
        let id = proposed(&kit, 1).await;
        let one = format!("/linkage/{id}");
        let desk = Desk::of(&kit);
        for path in ["/linkage", &one] {
            let seen = desk.stranger(path).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{path}");
        }
        for role in Role::ALL {
            let person = sign_in(&kit, role, purpose_of(role), "lille").await;
            let reads = matches!(role, Role::Analyst | Role::Auditor);
            let wanted = [StatusCode::FORBIDDEN, StatusCode::OK][usize::from(reads)];
            for path in ["/linkage", &one] {
                let seen = desk.get(&person, path).await;
                assert_eq!(seen.status, wanted, "{role:?} {path}");
                let form = seen.body.contains("name=\"decision\"");
                assert_eq!(
                    form,
                    role == Role::Analyst && path == one,
                    "{role:?} {path}"
                );
            }
            if role != Role::Analyst {
                let form = "decision=adopt&raison=Essai";
                let (status, _) = send(&desk, &person, id, form).await;
                assert_eq!(status, StatusCode::FORBIDDEN, "{role:?}");
            }
        }
    }
);

on_both!(
    a_proposal_says_its_effect_and_is_decided_with_a_reason,
    crate::capabilities(),
    async |kit: Kit| {
        a_series(&kit).await;
        let id = proposed(&kit, 1).await;
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let seen = desk.get(&analyst, &format!("/linkage/{id}")).await;
        let body = plain(&seen.body);
        for said in ["1 puis 0", "Disparaît", "SER-2026-", "5000", ">link<"] {
            assert!(body.contains(said), "{said}: {body}");
        }
        let (status, body) = send(&desk, &analyst, id, "decision=adopt&raison=++").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains("Indiquez le motif de la décision."), "{body}");
        let (status, _) = send(&desk, &analyst, id, "decision=rien&raison=Essai").await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let (status, _) = send(&desk, &analyst, Uuid::nil(), "decision=adopt&raison=x").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let path = format!("/linkage/{id}");
        let without = desk.post(&analyst, &path, "decision=adopt&raison=x", false);
        assert_eq!(without.await.status, StatusCode::FORBIDDEN);
        let mut tx = kit.world.db.read().await.unwrap();
        assert!(in_force(&mut tx).await.unwrap().adopted_at.is_none());
        drop(tx);

        let form = "decision=adopt&raison=Relu+%C3%A0+deux";
        let (status, _) = send(&desk, &analyst, id, form).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let seen = desk.get(&analyst, &path).await;
        let body = plain(&seen.body);
        let said = "Adoptée le 22 novembre 2026, par Agent analyst-nice-linkage. \
            Motif : Relu à deux";
        assert!(body.contains(said), "{body}");
        assert!(!body.contains("name=\"decision\""));
        let (status, body) = send(&desk, &analyst, id, form).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains("a déjà reçu une décision"), "{body}");
        let list = desk.get(&analyst, "/linkage").await;
        assert!(plain(&list.body).contains("Adoptée"));

        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::JOURNAL, binds!["parameters"]).await.unwrap();
        let actions: Vec<String> = rows.iter().map(|r| r.get("action").unwrap()).collect();
        let count = |deed: &str| actions.iter().filter(|a| *a == deed).count();
        assert_eq!(count("parameters.adopted"), 1, "{actions:?}");
        assert!(count("parameters.read") >= 3, "{actions:?}");
    }
);

on_both!(
    what_was_overtaken_says_so_before_anybody_decides,
    crate::capabilities(),
    async |kit: Kit| {
        a_series(&kit).await;
        let [first, second] = [proposed(&kit, 1).await, proposed(&kit, 2).await];
        let desk = Desk::of(&kit);
        let analyst = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let (status, _) = send(&desk, &analyst, first, "decision=adopt&raison=Un").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let seen = desk.get(&analyst, &format!("/linkage/{second}")).await;
        assert!(plain(&seen.body).contains("l’effet annoncé n’est plus sûr"));
        let (status, body) = send(&desk, &analyst, second, "decision=adopt&raison=Deux").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(body.contains("sont entrés en vigueur depuis"), "{body}");
        let (status, _) = send(&desk, &analyst, second, "decision=refuse&raison=Deux").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let seen = desk.get(&analyst, "/linkage").await;
        assert!(plain(&seen.body).contains("Refusée"));
    }
);

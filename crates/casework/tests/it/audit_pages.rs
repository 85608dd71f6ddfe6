//! The pages of the check of accesses: open to auditors alone, the reader's own on the reader's desk, and every mistake of a form said.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

use crate::audit::{MINUTE, monday, opens, some};
use crate::world::{Browser, colleague, told};

on_both!(
    the_pages_of_the_check_are_the_auditor_s_and_say_what_is_wrong,
    vec![capability()],
    async |kit: Kit| {
        monday(&kit).await;
        let reader = colleague(&kit, Role::Officer, "lille").await;
        for role in [
            Role::Auditor,
            Role::Administrator,
            Role::Analyst,
            Role::Prosecutor,
        ] {
            colleague(&kit, role, "lille").await;
        }
        for _ in 0..6 {
            opens(&kit, reader.0, "series", some(&kit), 1).await;
        }
        let thing = some(&kit);
        opens(&kit, reader.0, "series", thing, 7).await;
        kit.world.clock.advance_millis(2 * MINUTE);
        let mut auditor = Browser::signed_in(&kit, Role::Auditor, "lille").await;
        let page = auditor.get("/agent/controle").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(&thing.to_string()) && page.body.contains("Camille officer"));
        assert!(plain(&page.body).contains("Un chiffre n’est pas un reproche"));
        for (end, status) in [
            ("2026-11-23", 200),
            ("hier", 422),
            ("2030-12-31", 200),
            ("2026-02-30", 422),
        ] {
            let page = auditor
                .get(&format!("/agent/controle?jours=28&fin={end}"))
                .await;
            assert_eq!(page.status.as_u16(), status, "{end}");
        }
        assert_eq!(
            auditor.get("/agent/controle?page=4000000000").await.status,
            StatusCode::OK
        );
        auditor.get("/agent/controle/tirages").await;
        for wrong in ["nombre=5", "nombre=0&motif=x", "nombre=5&motif=x&fin=hier"] {
            let page = auditor.post("/agent/controle/tirages", wrong).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let drawn = auditor
            .post("/agent/controle/tirages", "jours=7&nombre=1&motif=Essai")
            .await;
        assert!(drawn.status.is_redirection(), "{}", drawn.body);
        let draw = drawn.location;
        let page = auditor.get(&draw).await;
        assert!(plain(&page.body).contains("Pas encore donnée"));
        let mut desk = Browser::signed_in(&kit, Role::Officer, "lille").await;
        assert!(plain(&desk.get("/agent").await.body).contains("1 accès tiré au sort attend"));
        let page = desk.get("/agent/explications").await.body;
        let id = page.split("name=\"acces\" value=\"").nth(1).unwrap();
        let id = id.split('"').next().unwrap().to_owned();
        let empty = desk
            .post("/agent/explications", &format!("acces={id}"))
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = format!("acces={id}&explication-{id}=Relance");
        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        analyst.get("/agent/explications").await;
        assert_eq!(
            analyst.post("/agent/explications", &told).await.status,
            StatusCode::NOT_FOUND
        );
        assert!(
            desk.post("/agent/explications", &told)
                .await
                .status
                .is_redirection()
        );
        assert_eq!(
            desk.post("/agent/explications", &told).await.status,
            StatusCode::CONFLICT
        );
        assert!(!desk.get("/agent").await.body.contains("tiré au sort"));
        let page = auditor.get(&draw).await;
        assert!(page.body.contains("Relance"));
        let bare = auditor
            .post(&draw, &format!("acces={id}&avis=not_enough"))
            .await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let lacks = format!("acces={id}&avis=not_enough&motif-{id}=Laquelle");
        assert!(auditor.post(&draw, &lacks).await.status.is_redirection());
        assert_eq!(
            auditor.post(&draw, &lacks).await.status,
            StatusCode::CONFLICT
        );
        assert!(
            plain(&desk.get("/agent/explications").await.body)
                .contains("Explication insuffisante : Laquelle")
        );
        for (name, role) in [
            ("stranger", None),
            ("analyst", Some(Role::Analyst)),
            ("officer", Some(Role::Officer)),
            ("prosecutor", Some(Role::Prosecutor)),
            ("administrator", Some(Role::Administrator)),
        ] {
            let mut other = match role {
                Some(role) => Browser::signed_in(&kit, role, "lille").await,
                None => Browser::stranger(&kit),
            };
            for path in [
                "/agent/controle",
                "/agent/controle/tirages",
                &draw,
                "/agent/controle/extraits",
            ] {
                let seen = other.get(path).await;
                assert!(
                    seen.status == StatusCode::FORBIDDEN || seen.status.is_redirection(),
                    "{name} {path}"
                );
            }
        }
    }
);

on_both!(
    parts_are_taken_out_from_their_page,
    vec![capability()],
    async |kit: Kit| {
        monday(&kit).await;
        colleague(&kit, Role::Auditor, "lille").await;
        opens(&kit, some(&kit), "series", some(&kit), 2).await;
        kit.world.clock.advance_millis(2 * MINUTE);
        let mut auditor = Browser::signed_in(&kit, Role::Auditor, "lille").await;
        auditor.get("/agent/controle/extraits").await;
        for wrong in ["jours=7", "motif=x&sujet=Jeanne", "motif=x&fin=hier"] {
            let page = auditor.post("/agent/controle/extraits", wrong).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let done = auditor
            .post("/agent/controle/extraits", "jours=7&motif=Demande")
            .await;
        assert!(done.status.is_redirection(), "{}", done.body);
        let page = auditor.get("/agent/controle/extraits").await.body;
        let link = page
            .split("href=\"/agent/controle/extraits/")
            .nth(1)
            .unwrap();
        let link = link.split('"').next().unwrap();
        let csv = auditor
            .get(&format!("/agent/controle/extraits/{link}"))
            .await;
        assert_eq!(csv.kind, "text/csv; charset=utf-8");
        assert!(
            csv.body
                .starts_with("id,at,actor_kind,actor,purpose,action,subject_kind,subject,digest")
        );
        let unknown = link.replace("journal.csv", "journal.xml");
        let unknown = auditor
            .get(&format!("/agent/controle/extraits/{unknown}"))
            .await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        // A session left open takes nothing out.
        kit.world.clock.advance_millis(11 * MINUTE);
        let late = auditor
            .get(&format!("/agent/controle/extraits/{link}"))
            .await;
        assert!(
            late.location.starts_with("/agent/preuve"),
            "{}",
            late.status
        );
        let before = told(&kit, "journal.taken_out").await.len();
        kit.world.clock.advance_millis(20 * MINUTE);
        let late = auditor
            .post("/agent/controle/extraits", "jours=7&motif=Demande")
            .await;
        assert_ne!(late.status, StatusCode::OK);
        assert_eq!(told(&kit, "journal.taken_out").await.len(), before);
    }
);

//! What asks for a recent proof of who is behind a session: the list, written by hand, and each page of it asked in time
//! and too late.

use crate::routes::{ask, sign_in, world};
use axum::http::{Method, StatusCode};
use faisceau::capabilities;
use faisceau_domain::access::Role;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::web::Audience;

const SENSITIVE: [&str; 31] = [
    "GET /agent/comptes",
    "GET /agent/comptes/nouveau",
    "GET /agent/comptes/{id}",
    "GET /agent/connexions/toutes",
    "GET /agent/controle/extraits/{id}/{file}",
    "GET /agent/urgence",
    "GET /dossier/{id}/releve.csv",
    "GET /dossier/{id}/releve.json",
    "GET /series/{id}/file",
    "GET /series/{id}/file/{file}",
    "POST /agent/comptes/nouveau",
    "POST /agent/comptes/{id}/fermer",
    "POST /agent/comptes/{id}/remettre",
    "POST /agent/comptes/{id}/roles",
    "POST /agent/comptes/{id}/rouvrir",
    "POST /agent/comptes/{id}/unite",
    "POST /agent/connexions/toutes/fermer",
    "POST /agent/controle/extraits",
    "POST /agent/controle/recherches",
    "POST /agent/identites",
    "POST /agent/journal-public/perte",
    "POST /agent/urgence",
    "POST /api/v1/custody/{id}",
    "POST /dossier/{id}/conservation",
    "POST /dossier/{id}/identite/scelle",
    "POST /mises-a-l-ecart/detruire",
    "POST /mises-a-l-ecart/remettre",
    "POST /piece/{piece}/detruire",
    "POST /series/{id}/export",
    "POST /series/{id}/file",
    "POST /series/{id}/mission",
];

on_both!(
    what_is_sensitive_is_this_list_and_asks_for_a_proof,
    capabilities::all(),
    async |kit: Kit| {
        let (front, app, routes) = world(&kit);
        let sensitive: Vec<_> = routes.iter().filter(|route| route.sensitive).collect();
        let mut listed: Vec<String> = sensitive
            .iter()
            .map(|route| format!("{} {}", route.method, route.path))
            .collect();
        listed.sort();
        assert_eq!(listed, SENSITIVE);
        for role in [Role::Administrator, Role::Investigator, Role::Officer] {
            let sessions = sign_in(&kit, &front, role).await;
            let mut late = Vec::new();
            for minutes in [0, 11] {
                kit.world.clock.advance_millis(minutes * 60_000);
                for route in sensitive.iter().filter(|route| route.method == Method::GET) {
                    for (session, purpose) in &sessions {
                        let (status, location) = ask(&app, &kit, route, Some(session)).await;
                        let asked = location.starts_with("/agent/preuve?retour=");
                        // Who may not come in is told so whatever the proof.
                        let closed = status == StatusCode::FORBIDDEN;
                        assert!(
                            closed || asked == (minutes > 0),
                            "{role:?} {purpose:?} {route}: {status}"
                        );
                        assert!(matches!(route.audience, Audience::Staff(_)), "{route}");
                        if asked {
                            late.push(route.path);
                        }
                    }
                }
            }
            assert!(!late.is_empty(), "{role:?} has something sensitive to read");
        }
    }
);

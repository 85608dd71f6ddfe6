//! The pages of accounts, for who runs the installation: what they show, what each form changes, what is refused, and who
//! is let in; what the journal then tells, and how it is put back.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_platform::accounts;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

use crate::world::{Browser, PASSWORD, Seed, colleague, complaint, told};

const LIST: &str = "/agent/comptes";
const MAKE: &str = "/agent/comptes/nouveau";

/// The ids of the changes that a page offers to put back, newest first.
fn offered(body: &str) -> Vec<String> {
    let parts = body.split("name=\"ligne\" value=\"").skip(1);
    parts
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

on_both!(
    an_account_is_made_seen_and_changed_and_each_change_is_told_and_put_back,
    vec![capability()],
    async |kit: Kit| {
        let boss = colleague(&kit, Role::Administrator, "lille").await;
        let mut admin = Browser::signed_in(&kit, Role::Administrator, "lille").await;
        let password = PASSWORD.replace(' ', "+");
        let typed = format!(
            "nom=Agent+4242&login=lefort&role=officer&role=analyst&unite=lille&password={password}&motif=Arrivee"
        );
        admin.get(MAKE).await;
        let made = admin.post(MAKE, &typed).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let page = made.location;
        let list = admin.get(LIST).await.body;
        assert!(
            list.contains("Agent 4242") && list.contains("Analyste, Agent"),
            "{list}"
        );
        assert!(
            list.contains("Aucune connue") && list.contains("Aucun</bdi>"),
            "{list}"
        );
        let seen = admin.get(&page).await.body;
        assert!(
            seen.contains("Compte créé") && seen.contains("Arrivee"),
            "{seen}"
        );
        assert!(
            offered(&seen).is_empty(),
            "it was nothing before it was made"
        );

        let sent = admin
            .post(&format!("{page}/roles"), "role=investigator&motif=Mutation")
            .await;
        assert_eq!(sent.location, page);
        let sent = admin
            .post(&format!("{page}/unite"), "unite=+brest+&motif=Mutation")
            .await;
        assert_eq!(sent.location, page);
        let kept = &told(&kit, "account.unit_changed").await[0];
        assert_eq!(kept.detail, r#"{"former":"lille","unit":"brest"}"#);
        assert_eq!(
            (kept.actor, kept.reason.as_str()),
            (Some(boss.0), "Mutation")
        );
        let seen = admin.get(&page).await.body;
        assert!(
            seen.contains("Enquêteur") && seen.contains("brest"),
            "{seen}"
        );
        let changes = offered(&seen);
        assert_eq!(changes.len(), 2);
        let back = format!("{page}/remettre");
        for (change, why) in [(&changes[0], "motif="), (&boss.to_string(), "motif=Erreur")] {
            let refused = admin.post(&back, &format!("ligne={change}&{why}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains("in-error"));
        }
        for change in &changes {
            let done = admin
                .post(&back, &format!("ligne={change}&motif=Erreur"))
                .await;
            assert_eq!(done.location, page);
        }
        let mut tx = kit.world.db.read().await.unwrap();
        let all = accounts::list(&mut tx).await.unwrap();
        tx.rollback().await.unwrap();
        let lefort = all.iter().find(|staff| staff.login == "lefort").unwrap();
        assert_eq!(lefort.unit, "lille");
        assert_eq!(lefort.roles, [Role::Analyst, Role::Officer]);
        assert_eq!(told(&kit, "account.roles_changed").await.len(), 2);
        assert_eq!(told(&kit, "account.unit_changed").await.len(), 2);
    }
);

on_both!(
    who_leaves_is_closed_and_handed_over_and_opened_again,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Administrator, "paris").await;
        let leaves = colleague(&kit, Role::Officer, "lille").await;
        colleague(&kit, Role::Analyst, "lille").await;
        let seed = Seed {
            unit: "lille",
            ..Seed::default()
        };
        let (id, _) = complaint(&kit, 1, seed).await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        officer.get(&format!("/dossier/{id}")).await;
        let charge = format!("/dossier/{id}/affecter");
        officer.post(&charge, &format!("to={leaves}")).await;
        let mut admin = Browser::signed_in(&kit, Role::Administrator, "paris").await;
        let page = format!("{LIST}/{leaves}");
        let seen = admin.get(&page).await.body;
        assert!(!seen.contains("Aucune connue"), "they signed in: {seen}");
        let close = format!("{page}/fermer");
        for (typed, words) in [
            ("a=analyst.lille&motif=", "Dites pourquoi"),
            ("a=personne&motif=Depart", "Aucun compte ouvert"),
            ("a=officer.lille&motif=Depart", "un autre collègue"),
        ] {
            let refused = admin.post(&close, typed).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            assert!(refused.body.contains(words), "{typed}: {}", refused.body);
        }
        assert_eq!(
            officer.get("/agent").await.status,
            StatusCode::OK,
            "nothing changed"
        );
        let done = admin.post(&close, "a=analyst.lille&motif=Depart").await;
        assert_eq!(done.location, page);
        assert_eq!(officer.get("/agent").await.status, StatusCode::SEE_OTHER);
        // An analyst reads every complaint: it is theirs now.
        assert_eq!(told(&kit, "account.closed").await.len(), 1);
        let given = told(&kit, "complaint.assigned").await;
        assert_eq!(
            given.len(),
            2,
            "taken, then handed over by who sees no complaint"
        );
        let seen = admin.get(&page).await.body;
        assert!(
            seen.contains("Fermé le") && seen.contains("Rouvrir"),
            "{seen}"
        );
        assert!(admin.get(LIST).await.body.contains("(compte fermé)"));
        let again = admin.post(&close, "motif=Depart").await;
        assert!(again.body.contains("déjà ainsi"), "{}", again.body);
        let open = format!("{page}/rouvrir");
        assert_eq!(admin.post(&open, "motif=Retour").await.location, page);
        let again = admin.post(&open, "motif=Retour").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
);

on_both!(
    what_an_account_may_not_become_is_refused_in_words_and_nobody_changes_their_own,
    vec![capability()],
    async |kit: Kit| {
        let boss = colleague(&kit, Role::Administrator, "lille").await;
        let second = colleague(&kit, Role::Administrator, "brest").await;
        let officer = colleague(&kit, Role::Officer, "lille").await;
        let mut admin = Browser::signed_in(&kit, Role::Administrator, "lille").await;
        let own = admin.get(&format!("{LIST}/{boss}")).await.body;
        assert!(own.contains("Ce compte est le vôtre"), "{own}");
        assert!(!own.contains(&format!("{LIST}/{boss}/fermer")), "{own}");
        for (path, typed) in [
            ("roles", "role=investigator"),
            ("unite", "unite=brest"),
            ("fermer", ""),
            ("rouvrir", ""),
        ] {
            let at = format!("{LIST}/{boss}/{path}");
            let sent = admin.post(&at, &format!("{typed}&motif=Essai")).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert!(
                sent.body.contains("Ce compte est le vôtre"),
                "{path}: {}",
                sent.body
            );
        }
        let page = format!("{LIST}/{officer}");
        let long = format!("unite={}&motif=Essai", "u".repeat(65));
        for (path, typed, words) in [
            ("roles", "motif=Essai", "au moins un rôle"),
            ("roles", "role=officer&motif=Essai", "déjà ainsi"),
            ("roles", "role=auditor&motif=+", "Dites pourquoi"),
            ("unite", "unite=+&motif=Essai", "1 à 64"),
            ("unite", long.as_str(), "1 à 64"),
            ("unite", "unite=lille&motif=Essai", "déjà ainsi"),
            ("rouvrir", "motif=Essai", "déjà ainsi"),
        ] {
            let sent = admin.post(&format!("{page}/{path}"), typed).await;
            assert_eq!(
                sent.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{path} {typed}"
            );
            assert!(sent.body.contains(words), "{path} {typed}: {}", sent.body);
        }
        let password = PASSWORD.replace(' ', "+");
        for (typed, words) in [
            (
                format!("login=x&nom=N&unite=u&role=officer&password={password}&motif=m"),
                "2 à 64",
            ),
            (
                format!(
                    "login=officer.lille&nom=N&unite=u&role=officer&password={password}&motif=m"
                ),
                "déjà cet identifiant",
            ),
            (
                format!("login=neuf&nom=N&unite=u&password={password}&motif=m"),
                "au moins un rôle",
            ),
            (
                "login=neuf&nom=N&unite=u&role=officer&password=court&motif=m".to_owned(),
                "12 à 256",
            ),
            (
                "login=neuf&nom=N&unite=u&role=officer&password=motdepasse2026&motif=m".to_owned(),
                "se devine",
            ),
            (
                format!("login=neuf&unite=u&role=officer&password={password}&motif=m"),
                "nom affiché",
            ),
            (
                format!("login=neuf&nom=N&role=officer&password={password}&motif=m"),
                "l’unité",
            ),
            (
                format!("login=neuf&nom=N&unite=u&role=officer&password={password}"),
                "Dites pourquoi",
            ),
        ] {
            let sent = admin.post(MAKE, &typed).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
            assert!(sent.body.contains(words), "{words}: {}", sent.body);
            assert!(
                !sent.body.contains(PASSWORD),
                "a password is not shown back"
            );
        }
        // Another administrator may be closed; the last one left may not close itself, nor be closed.
        let other = format!("{LIST}/{second}/fermer");
        assert_eq!(
            admin.post(&other, "motif=Depart").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(told(&kit, "account.added").await.len(), 3);
        assert_eq!(told(&kit, "account.closed").await.len(), 1);
        let nobody = admin.get(&format!("{LIST}/{}", uuid::Uuid::nil())).await;
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
        assert_eq!(
            admin.get(&format!("{LIST}/x")).await.status,
            StatusCode::NOT_FOUND
        );
    }
);

on_both!(
    accounts_are_read_by_auditors_and_administrators_and_changed_by_these_alone,
    vec![capability()],
    async |kit: Kit| {
        let officer = colleague(&kit, Role::Officer, "lille").await;
        let page = format!("{LIST}/{officer}");
        let forms = ["roles", "unite", "fermer", "rouvrir", "remettre"];
        for role in Role::ALL {
            if role != Role::Officer {
                colleague(&kit, role, "lille").await;
            }
            let mut browser = Browser::signed_in(&kit, role, "lille").await;
            let reads = matches!(role, Role::Auditor | Role::Administrator);
            let list = browser.get(LIST).await;
            assert_eq!(list.status == StatusCode::OK, reads, "{role:?}");
            assert_eq!(
                browser.get(&page).await.status == StatusCode::OK,
                reads,
                "{role:?}"
            );
            let manages = role == Role::Administrator;
            assert_eq!(list.body.contains(MAKE), manages, "{role:?}");
            assert_eq!(browser.get(MAKE).await.status == StatusCode::OK, manages);
            if manages {
                continue;
            }
            browser.get("/agent").await;
            for path in forms.map(|form| format!("{page}/{form}")) {
                let sent = browser
                    .post(&path, "motif=Essai&role=auditor&unite=brest")
                    .await;
                assert_eq!(sent.status, StatusCode::FORBIDDEN, "{role:?} {path}");
            }
            assert_eq!(
                browser.post(MAKE, "motif=Essai").await.status,
                StatusCode::FORBIDDEN
            );
        }
        let mut stranger = Browser::stranger(&kit);
        assert_eq!(stranger.get(LIST).await.status, StatusCode::SEE_OTHER);
        assert_eq!(stranger.get(&page).await.status, StatusCode::SEE_OTHER);
        assert!(told(&kit, "account.roles_changed").await.is_empty());
    }
);

//! Signing in by a real OpenID provider: who comes in and as what, what a liar gets, who signs out, and
//! what is told when the provider is down. On both databases.

use crate::oidc_kit::{Browser, Seen, kit, kit_with_factors};
use crate::store;
use axum::http::StatusCode;
use faisceau_domain::access::Role;
use faisceau_platform::accounts::{self, NewAccount, Staff};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::oidc::{self, Accounts, NotBound, Rule};
use faisceau_platform::testkit::identity::IdentityProvider;
use faisceau_platform::testkit::{Kit, On};
use serde_json::{Value, json};

macro_rules! on_both {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not(has_oidc), ignore = "oidc-provider not found")]
            async fn on_sqlite() {
                let body = $body;
                body(On::Sqlite, IdentityProvider::start()).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(
                not(all(has_oidc, has_postgres)),
                ignore = "oidc-provider or PostgreSQL not found"
            )]
            async fn on_postgres() {
                let body = $body;
                body(On::Postgres, IdentityProvider::start()).await;
            }
        }
    };
}

fn rule(claim: &str, value: &str, roles: &[&str], unit: &str) -> Rule {
    Rule {
        claim: claim.to_owned(),
        value: value.to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        unit: Some(unit.to_owned()),
    }
}

fn rules() -> Vec<Rule> {
    vec![
        rule("groups", "plaintes", &["officer"], "lille"),
        rule("groups", "analystes", &["analyst"], "paris"),
        rule("siret", "13000000000000", &["officer"], "lille"),
    ]
}

async fn staff(kit: &Kit) -> Vec<Staff> {
    let mut tx = kit.world.db.read().await.unwrap();
    accounts::list(&mut tx).await.unwrap()
}

/// The details of every row of the journal that says this was done, in order.
async fn details(kit: &Kit, action: &str) -> Vec<Value> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::DETAILS, binds![action]).await.unwrap();
    let texts = rows.iter().map(|row| row.get::<String>("detail").unwrap());
    texts
        .map(|text| serde_json::from_str(&text).unwrap())
        .collect()
}

on_both!(
    who_has_no_password_proves_again_by_the_provider_and_is_asked_no_factor,
    async |on: On, provider: IdentityProvider| {
        let settings = vec![provider.settings("generic", rules())];
        let kit = kit_with_factors(on, settings, &["officer"]).await;
        provider.tell(&json!({ "sub": "agent-7", "claims": { "groups": ["plaintes"] } }));
        let mut browser = Browser::new(&kit);
        let (seen, _) = browser.by(&provider, "generic").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        // Whoever lacks a factor is sent to their own account from everywhere else.
        let page = browser.get("/agent/connexions").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.location);
        let page = browser.get("/agent/preuve?retour=/agent/connexions").await;
        assert!(
            page.body
                .contains("/connexion/par/generic?retour=/agent/connexions&#38;preuve=1"),
            "{}",
            page.body
        );
    }
);

on_both!(
    a_proof_is_as_old_as_the_provider_says_it_is,
    async |on: On, provider: IdentityProvider| {
        let rules = ["groups", "siret"];
        let rules = rules.map(|claim| rule(claim, "cadres", &["administrator"], "central"));
        let settings =
            ["generic", "proconnect"].map(|kind| provider.settings(kind, rules.to_vec()));
        let kit = kit(on, settings.to_vec()).await;
        let claims = json!({ "groups": "cadres", "siret": "cadres" });
        let opens = async |path: &str, told: Value| {
            provider.tell(&told);
            let mut browser = Browser::new(&kit);
            let left = browser.get(path).await;
            let back = provider.walk(&left.location);
            assert_eq!(browser.get(&back).await.status, StatusCode::SEE_OTHER);
            let asked = provider.tell(&told);
            let seen = browser.get("/agent/connexions/toutes").await;
            if seen.status == StatusCode::SEE_OTHER {
                assert!(
                    seen.location.starts_with("/agent/preuve"),
                    "{}",
                    seen.location
                );
            }
            (seen.status == StatusCode::OK, asked[0].clone())
        };
        // A session that stood open there: nothing is told of when it was opened.
        let (open, asked) = opens("/connexion/par/generic", json!({ "claims": claims })).await;
        assert!(!open);
        assert_eq!(
            (&asked["prompt"], &asked["max_age"]),
            (&Value::Null, &Value::Null)
        );
        // Proven there once more: what is sensitive opens.
        for name in ["generic", "proconnect"] {
            let way = format!("/connexion/par/{name}?preuve=1");
            let (open, asked) = opens(&way, json!({ "claims": claims })).await;
            assert!(open, "{name}");
            assert_eq!(asked["prompt"], "login", "{name}");
        }
        // One that asks nobody anything and says so.
        let told = json!({ "claims": claims, "lie": "old" });
        let (open, _) = opens("/connexion/par/generic?preuve=1", told).await;
        assert!(!open);
    }
);

on_both!(
    an_agent_comes_in_with_what_the_rules_give_and_signs_out_there_too,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("generic", rules())]).await;
        let mut browser = Browser::new(&kit);
        let door = browser.get("/connexion").await;
        assert!(door.body.contains("Se connecter avec Essai Connect"));
        assert!(door.body.contains("Mot de passe"), "the local door stays");
        provider.tell(&json!({
            "sub": "agent-7",
            "claims": { "name": "Capitaine Essai", "groups": ["plaintes", "autre"], "email": "moi@exemple.fr" },
        }));
        let (seen, _) = browser.by(&provider, "generic").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        assert!(seen.location.starts_with("/agent"), "{}", seen.location);
        let asked = provider.tell(&json!({ "sub": "agent-7", "claims": { "groups": "plaintes" } }));
        assert_eq!(asked[0]["code_challenge_method"], "S256");
        assert!(asked[0]["state"].as_str().unwrap().len() >= 32);
        assert!(asked[0]["nonce"].as_str().unwrap().len() >= 32);
        assert_eq!(
            asked[0]["claims"],
            Value::Null,
            "nothing that was not asked for"
        );
        let all = staff(&kit).await;
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].display_name, "Capitaine Essai");
        assert_eq!(
            (all[0].unit.as_str(), &all[0].roles[..]),
            ("lille", &[Role::Officer][..])
        );
        assert!(!all[0].login.contains("moi"), "no e-mail makes a login");
        let mapped = details(&kit, "claims.mapped").await;
        assert_eq!(mapped[0]["rules"], json!([0]));
        assert_eq!(mapped[0]["roles"], json!(["officer"]));
        assert_eq!(details(&kit, "account.signed_in").await.len(), 1);
        // Again: the same account, whatever its name is now.
        let (again, _) = Browser::new(&kit).by(&provider, "generic").await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert_eq!(staff(&kit).await.len(), 1);

        browser.get("/agent/motif").await;
        let left = browser.post("/deconnexion").await;
        assert_eq!(left.status, StatusCode::OK);
        assert!(left.body.contains("Se déconnecter aussi de Essai Connect"));
        assert!(!browser.holds("session"));
        let (_, url) = left.refresh.split_once("url=").unwrap();
        assert!(url.contains("id_token_hint=ey"), "{url}");
        let (head, page) = provider.get(url);
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(
            page.contains("/session/end/confirm"),
            "it asks to sign out: {page}"
        );
        let gone = browser.get("/agent/motif").await;
        assert!(gone.location.starts_with("/connexion"), "{}", gone.location);
    }
);

on_both!(
    proconnect_is_sent_nothing_that_it_does_not_know,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("proconnect", rules())]).await;
        provider.tell(&json!({
            "sub": "agent-8",
            "claims": { "given_name": "Camille", "usual_name": "Essai", "siret": "13000000000000" },
        }));
        let (seen, _) = Browser::new(&kit).by(&provider, "proconnect").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        let asked = provider.tell(&json!({}));
        let told: Value = serde_json::from_str(asked[0]["claims"].as_str().unwrap()).unwrap();
        assert_eq!(
            told,
            json!({ "id_token": { "amr": { "essential": true }, "auth_time": { "essential": true } } })
        );
        assert!(!asked[0]["scope"].as_str().unwrap().contains("email"));
        let all = staff(&kit).await;
        assert_eq!(all[0].display_name, "Camille Essai");
        assert_eq!(all[0].unit, "lille");
        // Another subject of the same name and unit is another person.
        provider.tell(&json!({
            "sub": "agent-9",
            "claims": { "given_name": "Camille", "usual_name": "Essai", "siret": "13000000000000" },
        }));
        Browser::new(&kit).by(&provider, "proconnect").await;
        assert_eq!(staff(&kit).await.len(), 2);
    }
);

on_both!(
    nothing_is_believed_of_a_liar,
    async |on: On, provider: IdentityProvider| {
        let settings = ["generic", "proconnect"].map(|kind| provider.settings(kind, rules()));
        let kit = kit(on, settings.to_vec()).await;
        let claims = json!({ "groups": "plaintes", "siret": "13000000000000" });
        let lies = [
            ("generic", "signature", "signature"),
            ("generic", "alg", "signature"),
            ("generic", "shared", "signature"),
            ("generic", "nonce", "nonce"),
            ("generic", "no_nonce", "nonce"),
            ("generic", "issuer", "issuer"),
            ("generic", "audience", "audience"),
            ("generic", "expired", "expired"),
            ("generic", "access_token", "access_token"),
            ("generic", "denied", "denied"),
            ("proconnect", "userinfo", "userinfo"),
            ("proconnect", "someone", "userinfo"),
        ];
        for (at, (name, lie, _)) in lies.iter().enumerate() {
            provider.tell(&json!({ "claims": claims, "lie": lie }));
            kit.world.clock.advance_millis(1);
            let mut browser = Browser::new(&kit);
            let (seen, _) = browser.by(&provider, name).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{lie}");
            assert!(
                seen.body.contains("n’a pas confirmé votre identité"),
                "{lie}"
            );
            assert!(seen.body.contains("href=\"/connexion\""), "{lie}");
            assert!(!browser.holds("session"), "{lie}");
            assert_eq!(details(&kit, "account.sign_in_refused").await.len(), at + 1);
        }
        let told = details(&kit, "account.sign_in_refused").await;
        let told: Vec<&str> = told
            .iter()
            .map(|row| row["why"].as_str().unwrap())
            .collect();
        assert_eq!(told, lies.map(|(_, _, why)| why));
        assert!(staff(&kit).await.is_empty());
        // The same provider, honest again.
        provider.tell(&json!({ "claims": claims }));
        let (seen, _) = Browser::new(&kit).by(&provider, "generic").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
    }
);

on_both!(
    an_answer_is_taken_once_in_time_by_the_browser_that_left,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("generic", rules())]).await;
        provider.tell(&json!({ "claims": { "groups": "plaintes" } }));
        let over = |seen: &Seen| {
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(seen.body.contains("n’est plus valable"), "{}", seen.body);
        };
        // Another browser is handed the address, with a cookie of its own.
        let mut victim = Browser::new(&kit);
        victim.get("/connexion/par/generic").await;
        let left = Browser::new(&kit).get("/connexion/par/generic").await;
        let back = provider.walk(&left.location);
        over(&victim.get(&back).await);
        assert!(!victim.holds("session"));
        // Replayed.
        let mut browser = Browser::new(&kit);
        let (seen, back) = browser.by(&provider, "generic").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        over(&browser.get(&back).await);
        // Never asked, and asked for too long ago.
        over(
            &browser
                .get("/connexion/retour?code=abc&state=invented")
                .await,
        );
        over(&browser.get("/connexion/retour").await);
        let left = browser.get("/connexion/par/generic").await;
        let back = provider.walk(&left.location);
        kit.world.clock.advance_millis(16 * 60 * 1000);
        over(&browser.get(&back).await);
        assert_eq!(
            browser.get("/connexion/par/inconnu").await.status,
            StatusCode::NOT_FOUND
        );
    }
);

on_both!(
    a_provider_that_is_down_is_told_and_the_local_door_is_there,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("generic", rules())]).await;
        provider.tell(&json!({ "claims": { "groups": "plaintes" } }));
        let mut browser = Browser::new(&kit);
        let left = browser.get("/connexion/par/generic").await;
        let back = provider.walk(&left.location);
        provider.tell(&json!({ "lie": "silent" }));
        for path in [back.as_str(), "/connexion/par/generic"] {
            let seen = browser.get(path).await;
            assert_eq!(seen.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
            assert!(seen.body.contains("ne répond pas"), "{}", seen.body);
            assert!(seen.body.contains("href=\"/connexion\""));
        }
        assert!(
            browser
                .get("/connexion")
                .await
                .body
                .contains("Mot de passe")
        );
    }
);

on_both!(
    who_has_no_role_is_refused_and_a_role_taken_away_closes_what_is_open,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("generic", rules())]).await;
        provider.tell(&json!({ "claims": { "groups": ["jardiniers"] } }));
        let (seen, _) = Browser::new(&kit).by(&provider, "generic").await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        assert!(seen.body.contains("Aucun rôle"), "{}", seen.body);
        assert!(staff(&kit).await.is_empty(), "no account for nothing");
        provider.tell(&json!({ "claims": { "groups": ["plaintes"] } }));
        let mut browser = Browser::new(&kit);
        browser.by(&provider, "generic").await;
        assert_eq!(browser.get("/agent/motif").await.status, StatusCode::OK);
        provider.tell(&json!({ "claims": { "groups": [] } }));
        let (seen, _) = Browser::new(&kit).by(&provider, "generic").await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        let closed = browser.get("/agent/motif").await;
        assert!(
            closed.location.starts_with("/connexion"),
            "{}",
            closed.location
        );
    }
);

on_both!(
    where_accounts_are_bound_by_hand_nobody_else_comes_in,
    async |on: On, provider: IdentityProvider| {
        let mut settings = provider.settings("generic", rules());
        settings.accounts = Accounts::Bound;
        let kit = kit(on, vec![settings]).await;
        let cx = Cx::platform(&kit.world);
        let account = NewAccount {
            login: "martin".to_owned(),
            display_name: "Capitaine Martin".to_owned(),
            unit: "nantes".to_owned(),
            roles: vec![Role::Auditor],
            password: "une longue phrase de passe".to_owned(),
        };
        accounts::add(&cx, account).await.unwrap();
        // The rules, the name and the login would all do: none of them binds.
        let told = json!({ "sub": "s-1", "claims": { "groups": "plaintes", "name": "martin" } });
        provider.tell(&told);
        let (seen, _) = Browser::new(&kit).by(&provider, "generic").await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        assert!(seen.body.contains("Aucun compte"), "{}", seen.body);
        oidc::bind(&cx, "Martin", "generic", "s-1").await.unwrap();
        let (seen, _) = Browser::new(&kit).by(&provider, "generic").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        let all = staff(&kit).await;
        assert_eq!((all.len(), all[0].unit.as_str()), (1, "nantes"));
        assert_eq!(
            all[0].roles,
            [Role::Auditor],
            "roles of a bound account are given here"
        );
        for (login, name, refusal) in [
            ("martin", "generic", NotBound::Taken),
            ("nobody", "generic", NotBound::NoAccount),
            ("martin", "proconnect", NotBound::NoProvider),
        ] {
            let subject = if refusal == NotBound::NoAccount {
                "s-2"
            } else {
                "s-1"
            };
            let refused = oidc::bind(&cx, login, name, subject).await;
            assert!(
                matches!(refused, Err(Error::Refused(why)) if why == refusal),
                "{login}"
            );
        }
        assert_eq!(details(&kit, "subject.bound").await.len(), 1);
    }
);

on_both!(
    a_change_of_the_mapping_is_journaled_before_it_is_applied,
    async |on: On, provider: IdentityProvider| {
        let kit = kit(on, vec![provider.settings("generic", rules())]).await;
        let cx = Cx::platform(&kit.world);
        oidc::settle(&cx).await.unwrap();
        oidc::settle(&cx).await.unwrap();
        let told = details(&kit, "mapping.changed").await;
        assert_eq!(told.len(), 1, "once for each change");
        assert_eq!(
            (&told[0]["before"], &told[0]["rules"]),
            (&Value::Null, &json!(3))
        );
        provider.tell(&json!({ "claims": { "groups": "plaintes" } }));
        Browser::new(&kit).by(&provider, "generic").await;
        let mapped = details(&kit, "claims.mapped").await;
        assert_eq!(mapped[0]["mapping"], told[0]["after"]);
        // The same installation, its rules changed and started again without `serve`.
        drop(cx);
        kit.world.clock.advance_millis(1);
        let kit = changed(kit, vec![rule("groups", "plaintes", &["analyst"], "paris")]);
        Browser::new(&kit).by(&provider, "generic").await;
        let told = details(&kit, "mapping.changed").await;
        assert_eq!((told.len(), &told[1]["before"]), (2, &told[0]["after"]));
        let mapped = details(&kit, "claims.mapped").await;
        assert_eq!(mapped[1]["mapping"], told[1]["after"]);
        assert_eq!(
            staff(&kit).await[0].roles,
            [Role::Analyst],
            "today's roles, not yesterday's"
        );
    }
);

/// The same world with other rules.
fn changed(mut kit: Kit, rules: Vec<Rule>) -> Kit {
    let world = std::sync::Arc::get_mut(&mut kit.world).expect("nobody else holds it");
    world.providers[0].settings.rules = rules;
    kit
}

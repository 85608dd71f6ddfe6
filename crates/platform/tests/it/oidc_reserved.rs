//! Providers that the law keeps to some: refused at start, with the ground.

use crate::oidc_kit::kit;
use faisceau_documents::Regime;
use faisceau_platform::config::Config;
use faisceau_platform::oidc::{self, Accounts, ProviderSettings};
use faisceau_platform::testkit::On;

/// A provider of victims is refused at start to a private body, and to whoever declares no ground.
#[tokio::test]
async fn a_reserved_provider_is_refused_with_its_ground() {
    let folder = tempfile::TempDir::new().unwrap();
    let secret = folder.path().join("secret");
    std::fs::write(&secret, "un secret").unwrap();
    let settings = ProviderSettings {
        name: "franceconnect".to_owned(),
        label: "FranceConnect".to_owned(),
        profile: "franceconnect".to_owned(),
        issuer: "https://oidc.exemple.fr".to_owned(),
        client_id: "essai".to_owned(),
        client_secret_file: secret,
        ca_file: None,
        accounts: Accounts::Made,
        rules: Vec::new(),
        eligibility: None,
    };
    let kit = kit(On::Sqlite, Vec::new()).await;
    let law = kit.world.law.at(jiff::civil::date(2026, 11, 22));
    let table = kit
        .world
        .content
        .file("figures/oidc_profiles.toml")
        .unwrap();
    let profiles = oidc::read_profiles(table).unwrap();
    let open = |regime, settings: &ProviderSettings| {
        let config = Config {
            legal_regime: Some(regime),
            oidc: vec![settings.clone()],
            ..Config::default()
        };
        let opened = oidc::open(&config, &profiles, &law);
        opened.map(|all| all.len()).map_err(|e| e.to_string())
    };
    let declared = ProviderSettings {
        eligibility: Some("Habilitation n° 1".to_owned()),
        ..settings.clone()
    };
    let private = open(Regime::Private, &declared).unwrap_err();
    assert!(private.contains("private"), "{private}");
    assert!(
        private.contains("fr.identity.franceconnect_eligibility"),
        "{private}"
    );
    let silent = open(Regime::Authority, &settings).unwrap_err();
    assert!(silent.contains("eligibility"), "{silent}");
    assert_eq!(open(Regime::Authority, &declared), Ok(1));
    let unknown = ProviderSettings {
        profile: "autre".to_owned(),
        ..declared
    };
    assert!(
        open(Regime::Authority, &unknown)
            .unwrap_err()
            .contains("autre")
    );
}

//! What the tests of victims known by a provider share: an installation on its clock, and the way there and
//! back.

use crate::space_browser::{Browser, Seen};
use axum::http::StatusCode;
use faisceau_documents::Regime;
use faisceau_intake::capability;
use faisceau_platform::config::Config;
use faisceau_platform::oidc::ProviderSettings;
use faisceau_platform::testkit::identity::IdentityProvider;
use faisceau_platform::testkit::{Kit, On, kit_with};

/// A public body on the clock of the provider, which may serve its victims.
pub(crate) async fn kit(on: On, oidc: Vec<ProviderSettings>) -> Kit {
    let config = Config {
        controller: Some("Service d’essai".into()),
        legal_regime: Some(Regime::Authority),
        oidc,
        ..Config::default()
    };
    let kit = kit_with(on, vec![capability()], config).await;
    let late = jiff::Timestamp::now().duration_since(kit.world.clock.now());
    let millis = i64::try_from(late.as_millis()).unwrap();
    kit.world.clock.advance_millis(millis);
    kit
}

/// Leaves for the provider and comes back: what the platform answers.
pub(crate) async fn leave_and_come_back(
    browser: &mut Browser,
    provider: &IdentityProvider,
    path: &str,
) -> Seen {
    let left = browser.get(path).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
    let back = provider.walk(&left.location);
    browser.get(&back).await
}

/// A new browser of whom the provider lets in.
pub(crate) async fn known(kit: &Kit, provider: &IdentityProvider, path: &str) -> Browser {
    let mut browser = Browser::new(kit, &[capability()]);
    let seen = leave_and_come_back(&mut browser, provider, path).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
    browser
}

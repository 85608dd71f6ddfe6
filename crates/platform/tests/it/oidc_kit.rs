//! What the tests of providers of identity share: an installation on their clock, and a browser.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use faisceau_documents::Regime;
use faisceau_platform::config::Config;
use faisceau_platform::oidc::ProviderSettings;
use faisceau_platform::testkit::identity::IdentityProvider;
use faisceau_platform::testkit::{Kit, On, kit_with};
use faisceau_platform::wiring;
use tower::ServiceExt as _;

/// An installation whose clock is that of the provider.
pub(crate) async fn kit(on: On, oidc: Vec<ProviderSettings>) -> Kit {
    kit_with_factors(on, oidc, &[]).await
}

/// The same, where these roles must have a second factor.
pub(crate) async fn kit_with_factors(on: On, oidc: Vec<ProviderSettings>, roles: &[&str]) -> Kit {
    let config = Config {
        second_factor_for: roles.iter().map(|role| (*role).to_owned()).collect(),
        controller: Some("Service d’essai".into()),
        legal_regime: Some(Regime::Authority),
        oidc,
        ..Config::default()
    };
    let kit = kit_with(on, Vec::new(), config).await;
    let late = jiff::Timestamp::now().duration_since(kit.world.clock.now());
    let millis = i64::try_from(late.as_millis()).unwrap();
    kit.world.clock.advance_millis(millis);
    kit
}

pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) refresh: String,
    pub(crate) body: String,
}

/// A browser that keeps its cookies and the token of the last form it saw.
pub(crate) struct Browser {
    app: Router,
    cookies: Vec<(String, String)>,
    token: String,
}

impl Browser {
    pub(crate) fn new(kit: &Kit) -> Browser {
        let front = wiring::front(&kit.world, &[]).unwrap();
        Browser {
            app: wiring::router(&front, &[]),
            cookies: Vec::new(),
            token: String::new(),
        }
    }

    pub(crate) fn holds(&self, name: &str) -> bool {
        self.cookies.iter().any(|(known, _)| known == name)
    }

    pub(crate) async fn get(&mut self, path: &str) -> Seen {
        self.send(Request::get(path), String::new()).await
    }

    pub(crate) async fn post(&mut self, path: &str) -> Seen {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let form = format!("csrf={}", self.token);
        self.send(request, form).await
    }

    async fn send(&mut self, request: axum::http::request::Builder, form: String) -> Seen {
        let pairs = self.cookies.iter().map(|(n, v)| format!("{n}={v}"));
        let held: Vec<String> = pairs.collect();
        let request = request.header(header::COOKIE, held.join("; "));
        let request = request.body(Body::from(form)).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = |name| {
            let value = parts.headers.get(name);
            value.map_or_else(String::new, |v| v.to_str().unwrap().to_owned())
        };
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        if let Some((_, after)) = body.split_once("name=\"csrf\" value=\"") {
            self.token = after.split('"').next().unwrap().to_owned();
        }
        Seen {
            status: parts.status,
            location: text(header::LOCATION),
            refresh: text(header::REFRESH),
            body,
        }
    }

    /// Leaves for a provider and comes back; the answer of the platform, and the address it came by.
    pub(crate) async fn by(&mut self, provider: &IdentityProvider, name: &str) -> (Seen, String) {
        let left = self.get(&format!("/connexion/par/{name}")).await;
        assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
        let back = provider.walk(&left.location);
        (self.get(&back).await, back)
    }
}

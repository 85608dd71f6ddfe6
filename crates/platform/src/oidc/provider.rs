//! One provider: its discovery document read anew at each sign-in (a key it rotated is known at once), the
//! address one is sent to, and the tokens it gives for a code, checked before anything of them is read.
//! Keeps no token and trusts no algorithm that a client could forge: neither `none` nor a shared secret.

use super::profile::{Means, Profile, Userinfo};
use super::settings::{ProviderSettings, is_closed};
use crate::clock::Clock;
use crate::fault::Fault;
use crate::post::{self, Question};
use futures_util::future::BoxFuture;
use hyper::header;
use jiff::Timestamp;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessTokenHash, AsyncHttpClient, AuthType, AuthorizationCode, Client, ClientId, ClientSecret,
    CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, IdTokenFields, IssuerUrl, LogoutRequest, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadataWithLogout,
    RedirectUrl, Scope, StandardErrorResponse, StandardTokenResponse, SubjectIdentifier,
    TokenResponse, UserInfoClaims,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::time::Duration;

/// Longest wait for one answer: somebody waits for a page.
const WITHIN: Duration = Duration::from_secs(8);

/// A person proven there longer ago than this is proven again when asked to.
const MAX_AGE: Duration = Duration::from_secs(60);

/// What a code was asked with, and is given back with.
pub(super) struct Secrets {
    /// What comes back in the address.
    pub(super) state: String,
    /// What comes back in the identity token.
    pub(super) nonce: String,
    /// What proves at the token endpoint that the same one asks (RFC 7636).
    pub(super) verifier: String,
}

crate::undisclosed!(Secrets);

/// Who the provider says it is, its tokens checked.
pub(super) struct Told {
    /// `sub`.
    pub(super) subject: String,
    /// When the person was proven there (`auth_time`); absent when it does not say.
    pub(super) proven_at: Option<Timestamp>,
    /// Every claim of the identity token and of userinfo.
    pub(super) claims: Map<String, Value>,
    /// The identity token, for the sign-out.
    pub(super) id_token: String,
}

crate::undisclosed!(Told);

/// Why nothing is believed.
#[derive(Debug)]
pub(super) enum NotTold {
    /// It does not answer, or not as a provider does.
    Silent(Fault),
    /// It answered, and what it answered proves nothing: the stable word of the cause.
    Wrong(&'static str, String),
}

/// A provider of the configuration, its secret read.
pub struct Provider {
    /// What the operator wrote.
    pub settings: ProviderSettings,
    /// Its kind.
    pub profile: Profile,
    secret: String,
    redirect: String,
    home: String,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Provider({})", self.settings.name)
    }
}

/// Claims beside the standard ones, as they come.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Every {
    #[serde(flatten)]
    all: BTreeMap<String, Value>,
}

impl openidconnect::AdditionalClaims for Every {}

type Fields = IdTokenFields<
    Every,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Registered = Client<
    Every,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Signatures that are believed: those whose key the provider alone holds.
const SIGNATURES: [CoreJwsSigningAlgorithm; 7] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

impl Provider {
    /// Reads the secret of a provider. `public_url`: where this installation is reached.
    ///
    /// # Errors
    /// Names the provider and the file.
    pub fn open(
        settings: &ProviderSettings,
        profile: Profile,
        public_url: &str,
        back: &str,
    ) -> Result<Provider, Fault> {
        let file = &settings.client_secret_file;
        let secret = std::fs::read_to_string(file).map_err(|e| {
            let told = format!("the secret of `{}` in `{}`", settings.name, file.display());
            Fault::from(e).context(told)
        })?;
        Ok(Provider {
            settings: settings.clone(),
            profile,
            secret: secret.trim().to_owned(),
            redirect: format!("{public_url}{back}"),
            home: format!("{public_url}/"),
        })
    }

    /// The mark of a subject here: what a person is known by. Other bytes for another issuer.
    pub(super) fn of_subject(&self, subject: &str) -> Vec<u8> {
        format!("{}\n{subject}", self.settings.issuer).into_bytes()
    }

    /// Where the person is sent to; `anew`: to be proven there once more, whatever is open there.
    pub(super) async fn authorize(&self, secrets: &Secrets, anew: bool) -> Result<String, Fault> {
        let (client, _) = self.discover().await?;
        let verifier = PkceCodeVerifier::new(secrets.verifier.clone());
        let (state, nonce) = (secrets.state.clone(), secrets.nonce.clone());
        let mut asked = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        for scope in &self.profile.scopes {
            asked = asked.add_scope(Scope::new(scope.clone()));
        }
        if anew {
            asked = asked.add_prompt(CoreAuthPrompt::Login);
        }
        if anew && self.profile.max_age {
            asked = asked.set_max_age(MAX_AGE);
        }
        for (name, value) in [
            ("claims", &self.profile.claims),
            ("acr_values", &self.profile.acr_values),
        ] {
            if let Some(value) = value {
                asked = asked.add_extra_param(name, value.clone());
            }
        }
        Ok(asked.url().0.to_string())
    }

    /// Who a code is of.
    pub(super) async fn redeem(
        &self,
        code: &str,
        secrets: &Secrets,
        clock: &Clock,
    ) -> Result<Told, NotTold> {
        let (client, _) = self.discover().await.map_err(NotTold::Silent)?;
        let exchange = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|e| NotTold::Silent(e.into()))?
            .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier.clone()));
        let tokens = exchange.request_async(self).await.map_err(refused)?;
        let id_token = tokens
            .id_token()
            .ok_or_else(|| wrong("no_id_token", "no identity token"))?;
        let now = clock.now().to_string();
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(SIGNATURES)
            .set_time_fn(move || {
                now.parse()
                    .expect("an instant of ours is written as RFC 3339 says")
            });
        let nonce = Nonce::new(secrets.nonce.clone());
        let claims = id_token
            .claims(&verifier, &nonce)
            .map_err(|e| wrong(cause(&e), &e.to_string()))?;
        if let Some(told) = claims.access_token_hash() {
            let signed = id_token
                .signing_alg()
                .ok()
                .zip(id_token.signing_key(&verifier).ok());
            let made = signed.and_then(|(alg, key)| {
                AccessTokenHash::from_token(tokens.access_token(), alg, key).ok()
            });
            if made.as_ref() != Some(told) {
                return Err(wrong(
                    "access_token",
                    "the access token is not the one signed",
                ));
            }
        }
        let subject = claims.subject().clone();
        let mut all = object(claims)?;
        let proven_at = all.get("auth_time").and_then(instant);
        self.inform(&client, &tokens, subject.clone(), &mut all)
            .await?;
        self.assured(&all)?;
        Ok(Told {
            subject: subject.to_string(),
            proven_at,
            claims: all,
            id_token: id_token.to_string(),
        })
    }

    /// Adds what userinfo tells of the same subject, where the profile asks for it; the identity token wins.
    async fn inform(
        &self,
        client: &Registered,
        tokens: &StandardTokenResponse<Fields, CoreTokenType>,
        subject: SubjectIdentifier,
        all: &mut Map<String, Value>,
    ) -> Result<(), NotTold> {
        if self.profile.userinfo == Userinfo::None {
            return Ok(());
        }
        let request = client
            .user_info(tokens.access_token().clone(), Some(subject))
            .map_err(|e| NotTold::Silent(e.into()))?
            .require_signed_response(self.profile.userinfo == Userinfo::Signed);
        let info: UserInfoClaims<Every, CoreGenderClaim> =
            request.request_async(self).await.map_err(unread)?;
        for (name, value) in object(&info)? {
            all.entry(name).or_insert(value);
        }
        Ok(())
    }

    /// Where one signs out there too (RP-Initiated Logout 1.0), when it has such a place.
    pub(super) async fn leave(
        &self,
        id_token: &str,
        state: String,
    ) -> Result<Option<String>, Fault> {
        let (_, place) = self.discover().await?;
        let Some(place) = place else {
            return Ok(None);
        };
        let home = PostLogoutRedirectUrl::new(self.home.clone())?;
        let url = LogoutRequest::from(place)
            .set_client_id(ClientId::new(self.settings.client_id.clone()))
            .set_post_logout_redirect_uri(home)
            .set_state(CsrfToken::new(state))
            .http_get_url();
        let mut url = url;
        url.query_pairs_mut().append_pair("id_token_hint", id_token);
        Ok(Some(url.to_string()))
    }

    async fn discover(&self) -> Result<(Registered, Option<openidconnect::EndSessionUrl>), Fault> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone())?;
        let told = ProviderMetadataWithLogout::discover_async(issuer, self);
        let told = told
            .await
            .map_err(|e| Fault::from(e).context("reading the discovery document"))?;
        let place = told.additional_metadata().end_session_endpoint.clone();
        let client = Registered::from_provider_metadata(
            told,
            ClientId::new(self.settings.client_id.clone()),
            Some(ClientSecret::new(self.secret.clone())),
        )
        .set_redirect_uri(RedirectUrl::new(self.redirect.clone())?)
        .set_auth_type(match self.profile.secret {
            Means::Basic => AuthType::BasicAuth,
            Means::Post => AuthType::RequestBody,
        });
        Ok((client, place))
    }

    /// A level of assurance that is enough, where the profile says which are.
    fn assured(&self, claims: &Map<String, Value>) -> Result<(), NotTold> {
        let accepted = &self.profile.acr_accepted;
        let told = claims
            .get("acr")
            .and_then(Value::as_str)
            .unwrap_or_default();
        match accepted.is_empty() || accepted.iter().any(|level| level == told) {
            true => Ok(()),
            false => Err(wrong("assurance", "the level of assurance is too low")),
        }
    }

    /// One request, by the client of the platform.
    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
        let url = request.uri().to_string();
        if !is_closed(&url) {
            return Err(Unanswered(Fault::new(
                "an address of the provider is not HTTPS",
            )));
        }
        let text = |name| {
            let value = request.headers().get(name);
            value
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let question = Question {
            method: request.method().clone(),
            url: &url,
            kind: text(header::CONTENT_TYPE),
            accept: text(header::ACCEPT),
            authorization: request.headers().get(header::AUTHORIZATION).cloned(),
            body: request.body().clone(),
            within: WITHIN,
            ca_file: self.settings.ca_file.as_deref(),
        };
        let answer = post::ask(question).await.map_err(Unanswered)?;
        openidconnect::http::Response::builder()
            .status(answer.status)
            .header(header::CONTENT_TYPE, answer.kind)
            .body(answer.body)
            .map_err(|e| Unanswered(e.into()))
    }
}

impl<'c> AsyncHttpClient<'c> for Provider {
    type Error = Unanswered;
    type Future = BoxFuture<'c, Result<HttpResponse, Unanswered>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// No answer; told as an error of the crate's kind.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unanswered(Fault);

type Exchanged =
    openidconnect::RequestTokenError<Unanswered, StandardErrorResponse<CoreErrorResponseType>>;

fn wrong(cause: &'static str, told: &str) -> NotTold {
    NotTold::Wrong(cause, told.to_owned())
}

/// Every claim, as JSON.
fn object(claims: &impl Serialize) -> Result<Map<String, Value>, NotTold> {
    match serde_json::to_value(claims) {
        Ok(Value::Object(all)) => Ok(all),
        Ok(_) => Err(wrong("claims", "claims are no object")),
        Err(e) => Err(wrong("claims", &e.to_string())),
    }
}

fn refused(error: Exchanged) -> NotTold {
    match error {
        Exchanged::ServerResponse(_) => wrong("code", "the code is not taken"),
        Exchanged::Parse(e, _) => wrong("answer", &e.to_string()),
        other => NotTold::Silent(other.into()),
    }
}

fn unread(error: openidconnect::UserInfoError<Unanswered>) -> NotTold {
    use openidconnect::UserInfoError::{ClaimsVerification, Parse, Request};
    match error {
        ClaimsVerification(e) => wrong("userinfo", &e.to_string()),
        Parse(e) => wrong("userinfo", &e.to_string()),
        Request(e) => NotTold::Silent(e.into()),
        _ => wrong("userinfo", "no userinfo"),
    }
}

/// Seconds since 1970, as claims tell an instant.
fn instant(told: &Value) -> Option<Timestamp> {
    Timestamp::from_second(told.as_i64()?).ok()
}

/// The stable word of what is wrong with an identity token.
fn cause(error: &openidconnect::ClaimsVerificationError) -> &'static str {
    use openidconnect::ClaimsVerificationError as E;
    match error {
        E::Expired(_) => "expired",
        E::InvalidAudience(_) => "audience",
        E::InvalidIssuer(_) => "issuer",
        E::InvalidNonce(_) => "nonce",
        E::SignatureVerification(_) => "signature",
        _ => "token",
    }
}

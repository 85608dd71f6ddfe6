//! The program of a partner at the door: known by the key it sends, let do what the policies
//! open to partners. It has no session, and no cookie opens its routes.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use faisceau_domain::access::Purpose;
use faisceau_domain::journal;

use super::failure::Failure;
use super::front::Front;
use super::lang;
use crate::access::{Action, Actor, Resource};
use crate::cx::Cx;
use crate::fault::Fault;
use crate::partners::{self, Partner};

/// Why a partner acts: it receives complaints, and does nothing else here.
const PURPOSE: Purpose = Purpose::Intake;

/// The partner whose program sends the request. Taken as an argument by its routes.
#[derive(Clone)]
pub struct Calling {
    /// The context of operations.
    pub cx: Cx,
    /// The partner.
    pub partner: Partner,
}

impl Calling {
    fn actor(&self) -> Actor {
        Actor::partner(self.partner.id.0.to_string(), self.partner.source())
    }
}

impl<S: Sync> FromRequestParts<S> for Calling {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Calling, Failure> {
        parts.extensions.get::<Calling>().cloned().ok_or_else(|| {
            Failure::fault(&Fault::new(
                "a route of partners is registered for another audience",
            ))
        })
    }
}

/// The key sent with the request, whatever it is worth.
pub(super) fn key(headers: &HeaderMap) -> Option<&str> {
    let sent = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = sent.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}

impl Front {
    pub(super) async fn calling(&self, parts: &Parts) -> Result<Option<Calling>, Fault> {
        let Some(key) = key(&parts.headers) else {
            return Ok(None);
        };
        let Some(partner) = partners::of_key(&self.world, key).await? else {
            return Ok(None);
        };
        let lang = lang::asked(&parts.headers, self.tls());
        let actor = journal::Actor::Partner(partner.id);
        let mut cx = Cx::anyone(&self.world, actor, lang);
        cx.purpose = Some(PURPOSE);
        Ok(Some(Calling { cx, partner }))
    }

    /// Whether there could be a complaint to which this partner may do that: a new one, or its own.
    pub(super) fn offers_partner(&self, calling: &Calling, action: Action) -> bool {
        let bare = || Resource::complaint("any");
        [bare(), bare().marked([calling.partner.source()])]
            .iter()
            .any(|resource| self.allow_partner(calling, action, resource).is_ok())
    }

    /// Lets the action of a partner go on, or refuses it.
    ///
    /// # Errors
    /// [`Failure::forbidden`].
    pub fn allow_partner(
        &self,
        calling: &Calling,
        action: Action,
        resource: &Resource,
    ) -> Result<(), Failure> {
        let decision = self
            .authority
            .check(&calling.actor(), action, resource, PURPOSE);
        match decision.is_allowed() {
            true => Ok(()),
            false => Err(Failure::forbidden()),
        }
    }
}

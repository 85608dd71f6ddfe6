//! What every page shares: the world, the policies, the frame, the panels, the navigation; and
//! who a request comes from. Routes of capabilities take `Arc<Front>` as their state.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::id::ComplaintId;
use jiff::SignedDuration;

use super::cookie::{Cookie, Tls};
use super::csrf::CsrfKey;
use super::door::{CODES, Proof};
use super::failure_code::FailureCode;
use super::guard::{Admit, Guard, Outside, Sentences, Watch, from_this_machine};
use super::rate::{Limits, configured};
use super::tries::Tries;
use super::{Assets, Audience, Failure, Frame, Framing, NavEntry, Panels, StaffFrame, Visit, lang};
use crate::access::{Action, Actor, Authority, Resource};
use crate::accounts::factor::{lacking, pages::OWN};
use crate::accounts::proof_pages::PROOF;
use crate::accounts::{self, Staff, proof};
use crate::cx::Cx;
use crate::db::{Acting, Reach, becomes};
use crate::fault::Fault;
use crate::keys::Use;
use crate::world::{World, zone};

/// Longest wait for a page.
const PAGE_TIMEOUT: Duration = Duration::from_secs(30);

/// Longest wait for files: 200 MB on a poor line of 2 Mbit/s take 14 minutes.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(20 * 60);

/// Exhibits of the longest size that one form may bring: telephones choose several at once. Each is
/// streamed and bounded on its own, so that this costs no memory.
const EXHIBITS_AT_ONCE: u64 = 10;

/// Boundaries, token and names around the bytes of exhibits.
const AROUND_EXHIBIT_BYTES: u64 = 1024 * 1024;

/// What pages share. Built once at start.
pub struct Front {
    /// Databases, files, clock, words…
    pub world: Arc<World>,
    /// The policies in force.
    pub authority: Arc<Authority>,
    /// The panels of every capability.
    pub panels: Panels<Cx>,
    /// The staff navigation, in order.
    pub nav: Vec<NavEntry>,
    /// The operator's settings around pages.
    pub framing: Arc<Framing>,
    /// Codes tried, by case.
    pub tries: Tries,
    /// Sign-ins tried, by login.
    pub sign_ins: Tries,
    /// Sign-ins tried, by network: apart from the door's, which knows no browser.
    pub networks: Limits,
}

impl Front {
    /// The front of a world. `theme` is the operator's own stylesheet, if any.
    #[must_use]
    pub fn new(
        world: Arc<World>,
        authority: Arc<Authority>,
        panels: Panels<Cx>,
        nav: Vec<NavEntry>,
        theme: Option<&str>,
    ) -> Front {
        let config = &world.config;
        let framing = Framing {
            service: config.service_name.clone(),
            controller: config.controller_name().to_owned(),
            specimen: config.demonstration,
            assets: Assets::new(theme).shared(),
            words: Arc::clone(&world.words),
        };
        Front {
            framing: Arc::new(framing),
            tries: Tries::new(world.config.limits.codes_per_hour_per_case),
            sign_ins: Tries::new(world.config.limits.sign_ins_per_hour_per_network),
            networks: Limits::new(|rate| configured(&world.config.limits, rate)),
            world,
            authority,
            panels,
            nav,
        }
    }

    /// Whether readers come over TLS.
    #[must_use]
    pub fn tls(&self) -> Tls {
        if self.world.config.https {
            Tls::Yes
        } else {
            Tls::No
        }
    }

    /// The guard in front of this world's pages. `watch` tells time for latencies only.
    #[must_use]
    pub fn guard(self: &Arc<Front>, watch: Watch) -> Guard {
        let config = &self.world.config;
        let world = Arc::clone(&self.world);
        let upload = config
            .limits
            .exhibit_bytes_max
            .saturating_mul(EXHIBITS_AT_ONCE)
            .saturating_add(AROUND_EXHIBIT_BYTES);
        Guard {
            framing: Arc::clone(&self.framing),
            csrf: self.csrf(),
            tls: self.tls(),
            public_origin: Some(config.public_url.clone()),
            proxies: config.behind_proxy.clone(),
            limits: Limits::new(|rate| configured(&config.limits, rate)),
            upload_bytes_max: usize::try_from(upload).unwrap_or(usize::MAX),
            page_timeout: PAGE_TIMEOUT,
            upload_timeout: UPLOAD_TIMEOUT,
            admit: Some(self.admit()),
            told: self.told(),
            outside: Outside {
                random: Arc::new(move |bytes| {
                    for chunk in bytes.chunks_mut(32) {
                        let drawn: [u8; 32] = world.dice.bytes();
                        chunk.copy_from_slice(&drawn[..chunk.len()]);
                    }
                }),
                watch,
            },
        }
    }

    fn told(&self) -> Sentences {
        let world = Arc::clone(&self.world);
        Arc::new(move |lang, code, wait| {
            // To the next whole minute: at the time told, the wait is over.
            let seconds = i64::try_from(wait.as_secs()).unwrap_or(i64::MAX);
            let at = world.clock.now() + SignedDuration::from_secs(seconds.saturating_add(60));
            let at = at.to_zoned(zone());
            let (hour, minute) = (at.hour().to_string(), format!("{:02}", at.minute()));
            let parts = [("hour".to_owned(), hour), ("minute".to_owned(), minute)];
            let time = world.forms.word("time")?.fill(lang, &parts);
            world.forms.told(lang, code, &[("time", &time)])
        })
    }

    fn csrf(&self) -> CsrfKey {
        CsrfKey::new(self.world.keys().mark(Use::FormToken, b"key"))
    }

    /// The token of forms of a draft that this very answer gives to a browser: its code, bare.
    #[must_use]
    pub fn draft_token(&self, code: &str) -> String {
        self.csrf().token(code, Audience::Draft.code())
    }

    /// The token of public forms on a page that a draft was to open; with the cookie that begins a
    /// visit when the browser has none.
    #[must_use]
    pub fn visit_token(&self, headers: &HeaderMap) -> (String, Option<HeaderValue>) {
        let (binding, cookie) = match Cookie::Visit.read(headers, self.tls()) {
            Some(held) => (held.to_owned(), None),
            None => {
                let drawn: [u8; 16] = self.world.dice.bytes();
                let word = hex::encode(drawn);
                let line = Cookie::Visit.write(self.tls(), &word, None);
                (word, Some(line))
            }
        };
        (self.csrf().token(&binding, Audience::Public.code()), cookie)
    }

    fn admit(self: &Arc<Front>) -> Admit {
        let front = Arc::clone(self);
        Arc::new(move |audience, parts| {
            let front = Arc::clone(&front);
            Box::pin(async move { front.let_in(audience, parts).await })
        })
    }

    async fn let_in(&self, audience: Audience, mut parts: Parts) -> Result<Parts, Response> {
        let door = |cookie: Cookie, otherwise: &'static str| {
            if cookie.read(&parts.headers, self.tls()).is_some() {
                return Ok(());
            }
            Err(Box::new(send_to(
                otherwise,
                &parts,
                FailureCode::SessionOver,
            )))
        };
        match audience {
            Audience::Public => {}
            // It counts what waits over all complaints, and shows no row.
            Audience::System if from_this_machine(&parts) => becomes(Acting::Platform),
            Audience::System => return Err(Failure::not_found().into_response()),
            Audience::Draft => door(Cookie::Draft, CODES).map_err(|sent| *sent)?,
            Audience::FollowUp => door(Cookie::FollowUp, "/suivi").map_err(|sent| *sent)?,
            Audience::Telephone => door(Cookie::Telephone, "/apporter").map_err(|sent| *sent)?,
            Audience::Partner(action) => {
                let calling = self
                    .calling(&parts)
                    .await
                    .map_err(|fault| Failure::fault(&fault).into_response())?
                    .ok_or_else(|| Failure::new(FailureCode::NoKey).into_response())?;
                if !self.offers_partner(&calling, action) {
                    return Err(Failure::forbidden().into_response());
                }
                becomes(Acting::Partner);
                parts.extensions.insert(calling);
            }
            Audience::AnyStaff | Audience::Staff(_) => {
                let signed = self
                    .signed(&parts)
                    .await
                    .map_err(|fault| Failure::fault(&fault).into_response())?
                    .ok_or_else(|| send_to("/connexion", &parts, self.lacking(&parts)))?;
                if let Audience::Staff(action) = audience
                    && !self.authority.offers(&signed.actor, action, signed.purpose)
                {
                    return Err(Failure::forbidden().into_response());
                }
                becomes(signed.acting());
                self.factor_wanted(&signed, &parts).await?;
                self.proof_wanted(&signed, &mut parts).await?;
                parts.extensions.insert(signed);
            }
        }
        Ok(parts)
    }

    /// Sends to their own account whoever must have a second factor and has none; that account, the
    /// purpose and the sign-out stay open.
    async fn factor_wanted(&self, signed: &Signed, parts: &Parts) -> Result<(), Response> {
        let path = parts.uri.path();
        let open = path.starts_with(OWN) || ["/agent/motif", "/deconnexion"].contains(&path);
        let Some(staff) = signed.cx.staff.as_ref().filter(|_| !open) else {
            return Ok(());
        };
        let lacking = lacking(&self.world, staff.id, &staff.roles);
        let lacking = lacking
            .await
            .map_err(|fault| Failure::fault(&fault).into_response())?;
        match lacking {
            false => Ok(()),
            true if parts.method.is_safe() && !for_machines(parts) => {
                Err(Redirect::to(OWN).into_response())
            }
            true => Err(Failure::forbidden().into_response()),
        }
    }

    /// Sends to the page of proof who reads something sensitive and was proven too long ago; a gesture is refused by the
    /// door, which keeps what was typed.
    async fn proof_wanted(&self, signed: &Signed, parts: &mut Parts) -> Result<(), Response> {
        if parts.extensions.get::<Proof>().is_none() {
            return Ok(());
        }
        let reads = parts.method.is_safe();
        let lasts = if reads { proof::OPENS } else { proof::SENDS };
        let last = proof::last(&self.world, &signed.token)
            .await
            .map_err(|fault| Failure::fault(&fault).into_response())?;
        let fresh = last.is_some_and(|last| self.world.clock.now().duration_since(last) <= lasts);
        match fresh {
            true => Ok(()),
            false if reads => Err(send_to(PROOF, parts, FailureCode::ProofWanted)),
            false => {
                parts.extensions.insert(Proof::TooOld);
                Ok(())
            }
        }
    }

    /// A program without a session is told another thing than one whose session is over; a page
    /// was read in a session, or nothing could have been sent from it.
    fn lacking(&self, parts: &Parts) -> FailureCode {
        let session = Cookie::Session.read(&parts.headers, self.tls());
        match session.is_none() && for_machines(parts) {
            true => FailureCode::SignedOut,
            false => FailureCode::SessionOver,
        }
    }

    async fn signed(&self, parts: &Parts) -> Result<Option<Signed>, Fault> {
        let Some(token) = Cookie::Session.read(&parts.headers, self.tls()) else {
            return Ok(None);
        };
        let Some((staff, purpose)) = accounts::resume(&self.world, token).await? else {
            return Ok(None);
        };
        let lang = lang::asked(&parts.headers, self.tls());
        let mut actor = actor(&staff);
        actor.territory = self.world.config.territories.around(&staff.unit);
        let mut cx = Cx::staff(&self.world, staff, purpose, lang);
        if let Some(visit) = parts.extensions.get::<Visit>() {
            cx.form_token.clone_from(&visit.csrf);
        }
        Ok(Some(Signed {
            actor,
            purpose,
            token: token.to_owned(),
            cx,
        }))
    }

    /// The frame of a page of staff, with the navigation this person has.
    #[must_use]
    pub fn staff_frame(&self, visit: &Visit, signed: &Signed, title: impl Into<String>) -> Frame {
        let frame = visit.frame(title);
        let name = signed
            .cx
            .staff
            .as_ref()
            .map_or_else(String::new, |staff| staff.display_name.clone());
        let staff = StaffFrame::of(
            &frame.say,
            name,
            &signed.actor,
            signed.purpose,
            &self.authority,
            &self.nav,
            &visit.path,
        );
        frame.for_staff(staff)
    }

    /// Lets the action go on, or refuses it. What may not even be read is "not found": a refusal
    /// would tell that it exists.
    ///
    /// # Errors
    /// [`Failure::not_found`] when a reading is denied, [`Failure::forbidden`] otherwise.
    pub fn allow(
        &self,
        signed: &Signed,
        action: Action,
        resource: &Resource,
    ) -> Result<(), Failure> {
        let decision = self
            .authority
            .check(&signed.actor, action, resource, signed.purpose);
        if decision.is_allowed() {
            return Ok(());
        }
        Err(self.closed(signed, action, resource))
    }

    /// Why an action is closed. A reading is "not found", save where it would be open to this person if the thing were not
    /// sensitive: they are told so, and learn nothing that their rights do not give.
    #[must_use]
    pub fn closed(&self, signed: &Signed, action: Action, resource: &Resource) -> Failure {
        let open = |ordinary: &Resource| {
            let decision = self
                .authority
                .check(&signed.actor, action, ordinary, signed.purpose);
            decision.is_allowed()
        };
        if resource.if_not_sensitive().as_ref().is_some_and(open) {
            return Failure::new(FailureCode::Sensitive);
        }
        match action.code().ends_with(".read") {
            true => Failure::not_found(),
            false => Failure::forbidden(),
        }
    }
}

/// Reads go where one comes in, and come back after; gestures are told that the session is over.
fn send_to(address: &str, parts: &Parts, code: FailureCode) -> Response {
    let here = parts
        .extensions
        .get::<Visit>()
        .map_or("/", |visit| visit.here.as_str());
    if for_machines(parts) || ![Method::GET, Method::HEAD].contains(&parts.method) {
        return Failure::new(code).into_response();
    }
    Redirect::to(&format!("{address}?retour={}", lang::escaped(here))).into_response()
}

fn for_machines(parts: &Parts) -> bool {
    parts.uri.path().starts_with("/api/")
}

/// A member of staff as policies see them.
#[must_use]
pub fn actor(staff: &Staff) -> Actor {
    let mut actor = Actor::new(
        staff.id.0.to_string(),
        staff.roles.iter().copied(),
        [staff.unit.clone()],
    );
    let ids = |of: &BTreeSet<ComplaintId>| of.iter().map(ToString::to_string).collect();
    actor.recused = ids(&staff.exceptions.recused);
    actor.opened = ids(&staff.exceptions.opened);
    actor.motives = ids(&staff.exceptions.motives);
    actor.sealed = ids(&staff.exceptions.sealed);
    let forces = staff.exceptions.forces.iter();
    actor.forces = forces.map(ToString::to_string).collect();
    actor
}

/// Who is signed in. Taken as an argument by the pages of staff.
#[derive(Clone)]
pub struct Signed {
    /// The context of operations, with the purpose in force.
    pub cx: Cx,
    /// The person as policies see them.
    pub actor: Actor,
    /// The purpose in force.
    pub purpose: Purpose,
    /// The session's cookie, for signing out and for changing the purpose.
    pub token: String,
}

impl Signed {
    /// In whose name the database is asked. Who serves the public or leads an inquiry sees the complaints of the unit,
    /// what is in their own charge or in a series whose task force they belong to, who directs inquiries those of the
    /// territory, and an officer the central queue; linkage, audit, administration and what is
    /// set aside are over units.
    fn acting(&self) -> Acting {
        let Some(staff) = &self.cx.staff else {
            return Acting::Nobody;
        };
        let of_units = [Purpose::Intake, Purpose::VictimSupport, Purpose::Inquiry];
        let over = !of_units.contains(&self.purpose) || staff.roles.contains(&Role::Custodian);
        let reach = match over {
            true => Reach::EveryUnit,
            false => {
                let central = staff.roles.contains(&Role::Officer).then(String::new);
                let directs = staff.roles.contains(&Role::Prosecutor);
                let territory = self.actor.territory.iter().filter(|_| directs);
                Reach::Units {
                    of: central.into_iter().chain([staff.unit.clone()]).collect(),
                    territory: territory.cloned().collect(),
                    forces: staff.exceptions.forces.iter().map(|one| one.0).collect(),
                }
            }
        };
        let account = staff.id.0;
        Acting::Staff { account, reach }
    }
}

impl<S: Sync> FromRequestParts<S> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Signed, Failure> {
        parts.extensions.get::<Signed>().cloned().ok_or_else(|| {
            Failure::fault(&Fault::new(
                "a page of staff is registered for another audience",
            ))
        })
    }
}

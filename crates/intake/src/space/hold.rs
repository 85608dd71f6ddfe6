//! The complaint a browser holds, opened by the cookie that the door gave, or that the list of a person whom a
//! provider knows gave. A cookie that opens nothing, or that no door gave, leads back to the door.

use crate::file;
use crate::follow::Tried;
use crate::identity::{self, Person};
use crate::pages::hold::cookie_code;
use crate::receipt::{self, Complaint};
use crate::store;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Actor;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::same;
use faisceau_platform::web::{Cookie, Failure, Frame, Front, Tls, Visit};
use std::sync::Arc;

/// The complaint of this visit, and the context to act on it.
pub(crate) struct Held {
    /// The victim, in the reader's language.
    pub(crate) cx: Cx,
    /// The complaint.
    pub(crate) complaint: Complaint,
}

impl Held {
    /// The frame of a page of the space: says nothing of the subject on sensitive types.
    pub(crate) fn frame(&self, visit: &Visit, title: impl Into<String>) -> Frame {
        let frame = visit.frame(title);
        let sensitive = super::worded::kind(&self.cx.world, &self.complaint)
            .is_none_or(|kind| kind.exit_button);
        if sensitive { frame.discreet() } else { frame }
    }
}

/// The way back to the door, the cookie erased.
pub(super) fn door(tls: Tls) -> Response {
    let mut response = Redirect::to("/suivi").into_response();
    let erased = Cookie::FollowUp.write(tls, "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, erased);
    response
}

/// The complaint these open, for a page of an opened space: the door journals openings, and each
/// gesture its own row.
async fn opened(cx: &Cx, held: &Tried) -> Result<Option<Complaint>, Fault> {
    let mark = held.mark(cx);
    let mut tx = cx.world.db.read().await?;
    let row = tx
        .optional(&store::COMPLAINT_BY_REFERENCE, binds![held.reference()])
        .await?;
    match row {
        Some(row) if same(&row.get::<[u8; 32]>("follow_mark")?, &mark) => {
            receipt::complaint(&mut tx, row.get::<ComplaintId>("id")?).await
        }
        _ => Ok(None),
    }
}

/// What this browser opened: with its code, or as a person whom a provider knows and who keeps it.
async fn held(cx: &Cx, visit: &Visit, headers: &HeaderMap) -> Result<Option<Complaint>, Fault> {
    let Some(value) = Cookie::FollowUp.read(headers, visit.tls) else {
        return Ok(None);
    };
    let Some(reference) = value.strip_suffix(identity::BY_IDENTITY) else {
        return match Tried::of_cookie(cx, value) {
            Some(tried) => opened(cx, &tried).await,
            None => Ok(None),
        };
    };
    let Some(visitor) = identity::known(cx, visit, headers).await? else {
        return Ok(None);
    };
    let person = Person { mark: visitor.mark };
    let mut tx = cx.world.db.read().await?;
    match identity::opened_by(&mut tx, person, reference).await? {
        Some(id) => receipt::complaint(&mut tx, id).await,
        None => Ok(None),
    }
}

/// What this browser opened with its code, or else filed: it was shown the code.
pub(crate) async fn by_code(
    cx: &Cx,
    headers: &HeaderMap,
    tls: Tls,
) -> Result<Option<Complaint>, Fault> {
    let tried = Cookie::FollowUp.read(headers, tls);
    if let Some(tried) = tried.and_then(|value| Tried::of_cookie(cx, value))
        && let Some(complaint) = opened(cx, &tried).await?
    {
        return Ok(Some(complaint));
    }
    let Some(code) = cookie_code(headers, tls) else {
        return Ok(None);
    };
    let mut tx = cx.world.db.read().await?;
    match file::already(cx, &mut tx, &code).await? {
        Some(filed) => receipt::complaint(&mut tx, filed.complaint).await,
        None => Ok(None),
    }
}

impl FromRequestParts<Arc<Front>> for Held {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, front: &Arc<Front>) -> Result<Held, Response> {
        let visit = Visit::from_request_parts(parts, front)
            .await
            .map_err(IntoResponse::into_response)?;
        let mut cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
        cx.form_token.clone_from(&visit.csrf);
        match held(&cx, &visit, &parts.headers).await {
            Ok(Some(complaint)) => Ok(Held { cx, complaint }),
            Ok(None) => Err(door(visit.tls)),
            Err(fault) => Err(Failure::fault(&fault).into_response()),
        }
    }
}

//! What a form of a gesture on links sent, with who sent it and from where: taken as one argument by
//! the pages that decide. Says what is there; decides nothing.

use super::id::Id;
use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use faisceau_platform::cx::Cx;
use faisceau_platform::web::{Failure, Front, Signed, Visit};
use jiff::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// What the names of the fields of reasons begin with.
pub(super) const REASON: &str = "raison";
/// The field where another side is typed.
pub(super) const OTHER: &str = "avec";

/// Who sends a form, from which page, and what is in it.
pub(super) struct Gestured {
    pub(super) front: Arc<Front>,
    pub(super) visit: Visit,
    pub(super) signed: Signed,
    pub(super) sent: Sent,
}

impl Gestured {
    /// The context of the gesture: its reason is the one sent.
    pub(super) fn cx(&self) -> Cx {
        self.signed.cx.clone().because(self.sent.reason())
    }
}

impl FromRequest<Arc<Front>> for Gestured {
    type Rejection = Failure;

    async fn from_request(request: Request, front: &Arc<Front>) -> Result<Gestured, Failure> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, front).await?;
        let signed = Signed::from_request_parts(&mut parts, front).await?;
        let fields = Form::from_request(Request::from_parts(parts, body), front).await;
        let Form(fields) = fields.map_err(|refusal| Failure::from_status(refusal.status()))?;
        Ok(Gestured {
            front: Arc::clone(front),
            visit,
            signed,
            sent: Sent { fields },
        })
    }
}

/// The same on the thing its address names.
pub(super) struct On {
    pub(super) id: Uuid,
    pub(super) by: Gestured,
}

impl FromRequest<Arc<Front>> for On {
    type Rejection = Failure;

    async fn from_request(request: Request, front: &Arc<Front>) -> Result<On, Failure> {
        let (mut parts, body) = request.into_parts();
        let Id(id) = Id::from_request_parts(&mut parts, front).await?;
        let by = Gestured::from_request(Request::from_parts(parts, body), front).await?;
        Ok(On { id, by })
    }
}

/// What a form of a gesture sent.
pub(super) struct Sent {
    pub(super) fields: Vec<(String, String)>,
}

impl Sent {
    /// The first value of a field.
    pub(super) fn get(&self, name: &str) -> &str {
        let mut fields = self.fields.iter();
        let found = fields.find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.fields.iter().filter(move |(known, _)| known == name);
        fields.map(|(_, value)| value.as_str())
    }

    /// The reason: pages with several forms give each field a name of its own.
    pub(super) fn reason(&self) -> &str {
        let mut fields = self.fields.iter();
        let found = fields.find(|(name, _)| name.starts_with(REASON));
        found.map_or("", |(_, value)| value.trim())
    }

    /// Whether the form lets another side be typed.
    pub(super) fn names_other(&self) -> bool {
        self.fields.iter().any(|(name, _)| name == OTHER)
    }

    /// The id of the decision to be.
    pub(super) fn gesture(&self) -> Result<Uuid, Failure> {
        let id = self.get("geste").parse();
        id.map_err(|_| Failure::bad_request())
    }

    /// The state of the series when its page was read.
    pub(super) fn as_of(&self) -> Result<Timestamp, Failure> {
        let at = self.get("etat").parse();
        let at = at.ok().map(Timestamp::from_millisecond);
        at.and_then(Result::ok).ok_or_else(Failure::bad_request)
    }
}

//! The file of a request under `/guichet/{id}`: open, and held by the officer who asks. For anybody else it
//! does not exist.

use crate::counter::{self, CounterFile, Hearing, Refused};
use crate::pages::hold::Held;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use faisceau_domain::form::Journey;
use faisceau_domain::id::DraftId;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use std::sync::Arc;

/// A request with its open file.
pub(crate) struct AtCounter {
    /// The context of operations: the officer's.
    pub(crate) cx: Cx,
    /// The request.
    pub(crate) visit: Visit,
    /// Who asks.
    pub(crate) signed: Signed,
    /// The file.
    pub(crate) file: CounterFile,
}

impl FromRequestParts<Arc<Front>> for AtCounter {
    type Rejection = Failure;

    async fn from_request_parts(
        parts: &mut Parts,
        front: &Arc<Front>,
    ) -> Result<AtCounter, Failure> {
        let visit = Visit::from_request_parts(parts, front).await?;
        let signed = Signed::from_request_parts(parts, front).await?;
        let path = RawPathParams::from_request_parts(parts, front).await;
        let path = path.map_err(|error| Failure::fault(&Fault::new(error.to_string())))?;
        let id = path.iter().find(|(name, _)| *name == "id");
        let id: Option<DraftId> = id.and_then(|(_, value)| value.parse().ok());
        let id = id.ok_or_else(Failure::not_found)?;
        let cx = Cx {
            form_token: visit.csrf.clone(),
            ..signed.cx.clone()
        };
        let file = counter::load(&cx, id).await.map_err(failure)?;
        front.allow(&signed, Action::ComplaintFile, &file.held.resource())?;
        Ok(AtCounter {
            cx,
            visit,
            signed,
            file,
        })
    }
}

/// The answer to what a gesture refuses, where its page has no place for words.
pub(super) fn failure(error: Error<Refused>) -> Failure {
    match error {
        Error::Fault(fault) => Failure::fault(&fault),
        Error::Refused(Refused::NoFile | Refused::NoDraft) => Failure::not_found(),
        Error::Refused(Refused::Meanwhile) => Failure::conflict(),
        Error::Refused(_) => Failure::unprocessable(),
    }
}

impl AtCounter {
    /// The journey of the file.
    pub(crate) fn journey(&self) -> Journey<'_> {
        self.file.draft.journey(&self.cx.world.forms)
    }

    /// The file as the pages of a draft hold it, for what they do with files.
    pub(crate) fn held(&self) -> Held {
        let draft = self.file.draft.clone();
        Held::of(self.cx.clone(), self.visit.clone(), draft)
    }

    /// What was heard so far, and the digest of what would be read back now.
    pub(super) async fn heard(&self) -> Result<(Hearing, [u8; 32]), Failure> {
        let mut tx = self.cx.world.db.read().await?;
        let heard = counter::hearing(&mut tx, self.file.held.id.0).await?;
        tx.rollback().await?;
        let heard = heard.ok_or_else(|| Fault::new("an open file was never opened"))?;
        let forms = &self.cx.world.forms;
        let now = counter::digest(forms, &self.file.draft, heard.presence.as_ref())?;
        Ok((heard, now))
    }

    /// The address of the file, or of a page below it.
    pub(crate) fn at(&self, below: &str) -> String {
        format!("/guichet/{}{below}", self.file.held.id)
    }

    /// The frame of a page of this file.
    pub(crate) fn frame(&self, front: &Front, title: impl Into<String>) -> Frame {
        front.staff_frame(&self.visit, &self.signed, title)
    }
}

//! A step of custody as it leaves the platform, for programs and in packages of evidence: every field that its
//! digest is made of, and nothing else.

use super::chain::Step;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A step, field by field as it is hashed: whoever has it computes its digest again (docs/custody.md).
#[derive(Serialize, ToSchema)]
pub(crate) struct StepSeen {
    /// Its id.
    id: Uuid,
    /// From 1.
    position: i64,
    /// When (RFC 3339, UTC).
    at: String,
    /// The code of its kind.
    kind: String,
    /// Who, when it is an account.
    person: Option<Uuid>,
    /// In what quality.
    quality: String,
    /// Where.
    place: String,
    /// With which tool.
    tool: String,
    /// Which version of it.
    tool_version: String,
    /// Why.
    reason: String,
    /// What else it says, the very text that is hashed.
    detail: String,
    /// SHA-256 of the content as it was read, in hexadecimal, until the file is erased.
    sha256: Option<String>,
    /// What stands for it in the digest, in hexadecimal: SHA-256 of the salt of the exhibit and of it.
    commitment: Option<String>,
    /// The digest of the step before, in hexadecimal.
    previous: String,
    /// Its digest, in hexadecimal.
    digest: String,
}

impl StepSeen {
    /// A step as it is stored.
    pub(crate) fn of(step: &Step) -> StepSeen {
        StepSeen {
            id: step.id,
            position: step.position,
            at: format!("{:.3}", step.at),
            kind: step.kind.clone(),
            person: step.person,
            quality: step.quality.clone(),
            place: step.place.clone(),
            tool: step.tool.clone(),
            tool_version: step.tool_version.clone(),
            reason: step.reason.clone(),
            detail: step.detail.clone(),
            sha256: step.sha256.map(hex::encode),
            commitment: step.commitment.map(hex::encode),
            previous: hex::encode(step.previous),
            digest: hex::encode(step.digest),
        }
    }
}

//! The JSON interface of qualities under `/api/v1`: the same operation, rights and journal as the
//! page, and how links to persons are written for programs.

use super::Said;
use super::say::{Unsaid, Wanted, say};
use crate::decide::api::Undecided;
use crate::pages::id::Id;
use crate::pages::quality::{refusal, status};
use crate::rights::Sight;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use faisceau_domain::quality::{Ground, Link, Quality};
use faisceau_platform::access::Action;
use faisceau_platform::fault::Error;
use faisceau_platform::web::{
    Answers, Audience, BodyRefusals, Failure, Front, NotThere, Problem, Refusals, Route, Routes,
    Signed, StaffRefusals, Visit,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

/// The routes of the interface.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let judges = Audience::Staff(Action::IdentifierJudge);
    Routes::new("series").with(
        Route::post("/api/v1/identifiers/{id}/quality", judges).answering(Answers::Json),
        tell,
    )
}

/// The description of the interface, made from the code.
#[must_use]
pub(crate) fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

#[derive(OpenApi)]
#[openapi(paths(tell), components(schemas(Problem)))]
struct Description;

/// A link to a person.
#[derive(Serialize, ToSchema)]
pub(crate) struct LinkSeen {
    /// `suspect`, `victim`, `witness`, `impersonated`, `holder-not-suspected` or `unknown`.
    quality: &'static str,
    /// `fact`, `statement` or `inference`.
    ground: &'static str,
    /// `filer`, `source`, `staff:` and the account, or `linkage:` and the version of its figures.
    by: String,
    /// Since when (RFC 3339).
    since: String,
}

impl LinkSeen {
    pub(crate) fn of(link: &Link) -> LinkSeen {
        LinkSeen {
            quality: link.quality.code(),
            ground: link.ground.code(),
            by: link.by.code(),
            since: link.since.to_string(),
        }
    }
}

/// What staff say of the person behind a value.
#[derive(Serialize, ToSchema)]
pub(crate) struct QualitySeen {
    /// The quality, its ground, who says it, since when.
    link: LinkSeen,
    /// From whom: the provider, the official source, who stated it; empty for an inference.
    origin: String,
    /// The version of the figures of linkage it relies on.
    figures: Option<String>,
    /// Why, in words.
    reason: String,
    /// Its place among all that was said of the value: what `after` takes.
    place: i64,
}

impl QualitySeen {
    /// `None` where it was taken back.
    pub(crate) fn of(said: &Said) -> Option<QualitySeen> {
        let link = said.saying.link(said.by, said.at)?;
        Some(QualitySeen {
            link: LinkSeen::of(&link),
            origin: said.saying.origin().to_owned(),
            figures: said.figures.clone(),
            reason: said.reason.clone(),
            place: said.place,
        })
    }
}

/// What is said of the person behind a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Tell {
    /// Its id, chosen by the program: the same one sent twice is said once.
    id: Uuid,
    /// `place` of what was said last, as it was read; 0 where nothing was ever said.
    after: i64,
    /// In what quality; `unknown` takes back what was said.
    quality: ToldQuality,
    /// On what ground.
    ground: ToldGround,
    /// From whom: the provider, the official source, who stated it.
    #[serde(default)]
    origin: String,
    /// Why, in words.
    reason: String,
}

/// In what quality.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum ToldQuality {
    /// Serious reasons to think that they took part.
    Suspect,
    /// The facts were done to them.
    Victim,
    /// They may know something.
    Witness,
    /// Their name or account was borrowed.
    Impersonated,
    /// They hold the account and are not suspected.
    HolderNotSuspected,
    /// Nothing is known: taken back.
    Unknown,
}

/// On what ground.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ToldGround {
    /// The answer of a provider, an official source.
    Fact,
    /// What somebody says.
    Statement,
    /// What linkage concludes; never of a suspect.
    Inference,
}

impl Tell {
    fn wanted(&self) -> Wanted {
        Wanted {
            id: self.id,
            after: self.after,
            quality: match self.quality {
                ToldQuality::Suspect => Quality::Suspect,
                ToldQuality::Victim => Quality::Victim,
                ToldQuality::Witness => Quality::Witness,
                ToldQuality::Impersonated => Quality::Impersonated,
                ToldQuality::HolderNotSuspected => Quality::HolderNotSuspected,
                ToldQuality::Unknown => Quality::Unknown,
            },
            ground: match self.ground {
                ToldGround::Fact => Ground::Fact,
                ToldGround::Statement => Ground::Statement,
                ToldGround::Inference => Ground::Inference,
            },
            origin: self.origin.clone(),
        }
    }
}

/// What was said.
#[derive(Serialize, ToSchema)]
struct Told {
    /// The row written.
    id: Uuid,
}

/// Says in what quality the person behind a value is known.
#[utoipa::path(
    post, path = "/api/v1/identifiers/{id}/quality", operation_id = "say_quality",
    params(("id" = Uuid, Path, description = "The identifier")), request_body = Tell,
    responses(
        (status = 200, description = "Said; the former stays in the history", body = Told),
        Undecided, Refusals, StaffRefusals, NotThere, BodyRefusals
    )
)]
async fn tell(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
    body: Result<Json<Tell>, JsonRejection>,
) -> Result<Json<Told>, Failure> {
    let Json(asked) = body.map_err(|refused| Failure::from_status(refused.status()))?;
    let cx = signed.cx.clone().because(&asked.reason);
    let sight = Sight::of(&front, &signed);
    match say(&cx, &sight, id, &asked.wanted()).await {
        Ok(()) => Ok(Json(Told { id: asked.id })),
        Err(Error::Fault(fault)) => Err(fault.into()),
        Err(Error::Refused(why)) => Err(failed(&visit, &why)),
    }
}

fn failed(visit: &Visit, why: &Unsaid) -> Failure {
    Failure::from_status(status(why)).saying(refusal(&visit.say(), why))
}

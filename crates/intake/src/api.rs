//! The JSON interface of intake under `/api/v1`: whether a paper is authentic, a complaint and its
//! messages for a signed-in member of staff, and the schema of an import's line. Holds no rule.

mod adding;
mod filing;
mod forms;
mod minutes;

use crate::import::Line;
use crate::panels::codes;
use crate::panels::resource::allowed;
use crate::post_message::read_messages;
use crate::receipt::Complaint;
use crate::standing;
use crate::verify;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use faisceau_domain::Lang;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::event::Side;
use faisceau_domain::form::Pack;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Actor;
use faisceau_domain::journal::Deed;
use faisceau_domain::standing::Standing;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::{
    Answers, Audience, BodyRefusals, Failure, Front, NotThere, Problem, Rate, Refusals, Route,
    Routes, Signed, StaffRefusals, Visit,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

/// The routes of the interface.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let get = |path, audience| Route::get(path, audience).answering(Answers::Json);
    let verification = Route::post("/api/v1/verify", Audience::Public)
        .answering(Answers::Json)
        .counted_as(Rate::Codes)
        .opened_by_key();
    Routes::new("intake")
        .with(verification, verify_document)
        .with(
            get("/api/v1/import.schema.json", Audience::Public),
            import_schema,
        )
        .with(
            get(
                "/api/v1/complaints/{id}",
                Audience::Staff(Action::ComplaintRead),
            ),
            complaint,
        )
        .with(
            get(
                "/api/v1/complaints/{id}/messages",
                Audience::Staff(Action::MessageRead),
            ),
            messages,
        )
        .and(filing::routes())
        .and(adding::routes())
        .and(forms::routes())
        .and(minutes::routes())
}

/// The description of the interface, made from the code.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut all = Description::openapi();
    all.merge(filing::Description::openapi());
    all.merge(adding::Description::openapi());
    all.merge(forms::Description::openapi());
    all.merge(minutes::Description::openapi());
    all
}

#[derive(OpenApi)]
#[openapi(
    paths(verify_document, complaint, messages, import_schema),
    components(schemas(Problem))
)]
struct Description;

/// A verification code, as printed.
#[derive(Deserialize, ToSchema)]
struct Printed {
    /// With or without dashes.
    code: String,
}

/// Whether a paper is authentic. Never a name, a fact or an amount.
#[derive(Serialize, ToSchema)]
struct Verified {
    /// Whether a paper issued here bears this code.
    authentic: bool,
    /// `acknowledgement` or `recepisse`.
    document: Option<String>,
    /// When it was issued (RFC 3339).
    issued_at: Option<String>,
    /// Its pages, once its file was made.
    pages: Option<i64>,
    /// SHA-256 of its file, in hexadecimal, once made.
    pdf_sha256: Option<String>,
    /// When the officer's paper took its place, if one did (RFC 3339).
    replaced_at: Option<String>,
}

/// A complaint: reference, state, dates, sums. Not the victim's words nor identity.
#[derive(Serialize, ToSchema)]
struct ComplaintSeen {
    /// The complaint.
    id: Uuid,
    /// Its printed reference.
    reference: String,
    /// `complaint` or `report`.
    nature: String,
    /// The questionnaire type.
    form_type: String,
    /// The kind as its source calls it, or the type.
    heading: String,
    /// How it may go on: `online_full`, `online_prepared`, `report_only`, `reroute`.
    filing_mode: String,
    /// `filed`, `asked`, `validated`, `rejected` or `withdrawn`.
    state: &'static str,
    /// What the victim sees of it: `received`, `need-you`, `appointment`, `recorded`,
    /// `investigating`, `transmitted`, `decided` or `closed`.
    shown_to_victim: &'static str,
    /// Since when (RFC 3339).
    state_at: String,
    /// Registered here on (RFC 3339).
    filed_at: String,
    /// Received on, as stated by the source (RFC 3339).
    received_at: Option<String>,
    /// When the facts began (RFC 3339).
    occurred_at: Option<String>,
    /// The loss, in minor units.
    amount_minor: Option<i64>,
    /// Its currency (ISO 4217).
    currency: Option<String>,
    /// The unit in charge; empty: the central queue.
    unit: String,
    /// The source of an import.
    source: Option<String>,
    /// The number of the version in force; the filing is 1.
    version: i64,
    /// When the victim last completed or corrected it (RFC 3339).
    amended_at: Option<String>,
    /// How it was classified at filing, save by answers closed to this reader.
    codes: Vec<CodeSeen>,
}

/// A code of a classification.
#[derive(Serialize, ToSchema)]
struct CodeSeen {
    /// The classification: `iccs`, `le_csirt`, `xarf`…
    scheme: String,
    /// Its version on the day of the filing.
    version: String,
    /// The code, as the classification writes it.
    code: String,
    /// Its title, in the reader's language; absent once the term is gone.
    label: Option<String>,
    /// Whether it was read in the classification's own document.
    confirmed: Option<bool>,
}

impl ComplaintSeen {
    fn of(complaint: Complaint, standing: Standing, (forms, lang): (&Pack, Lang)) -> ComplaintSeen {
        let codes = codes::open(forms, &complaint).into_iter().map(|given| {
            let term = forms.term(&given.scheme, &given.code);
            CodeSeen {
                scheme: given.scheme.clone(),
                version: given.version.clone(),
                code: given.code.clone(),
                label: term.map(|term| term.label.get(lang).to_owned()),
                confirmed: term.map(|term| term.confirmed),
            }
        });
        ComplaintSeen {
            codes: codes.collect(),
            shown_to_victim: standing.code(),
            id: complaint.id.0,
            reference: complaint.reference,
            nature: complaint.nature,
            form_type: complaint.form_type,
            heading: complaint.heading,
            filing_mode: complaint.filing_mode,
            state: complaint.state.code(),
            state_at: complaint.state_at.to_string(),
            filed_at: complaint.filed_at.to_string(),
            received_at: complaint.received_at.map(|at| at.to_string()),
            occurred_at: complaint.occurred_at.map(|at| at.to_string()),
            amount_minor: complaint.amount_minor,
            currency: complaint.currency,
            unit: complaint.unit,
            source: complaint.source,
            version: complaint.version,
            amended_at: complaint.amended_at.map(|at| at.to_string()),
        }
    }
}

/// A message of a complaint.
#[derive(Serialize, ToSchema)]
struct MessageSeen {
    /// The message.
    id: Uuid,
    /// When (RFC 3339).
    at: String,
    /// `victim` or `staff`.
    from: &'static str,
    /// The words.
    body: String,
    /// When the other side first saw it (RFC 3339).
    read_at: Option<String>,
}

/// Says whether the paper of this code is authentic.
#[utoipa::path(
    post, path = "/api/v1/verify", request_body = Printed,
    responses(
        (status = 200, description = "Authentic or not", body = Verified),
        Refusals, BodyRefusals
    )
)]
async fn verify_document(
    State(front): State<Arc<Front>>,
    visit: Visit,
    printed: Result<Json<Printed>, JsonRejection>,
) -> Result<Json<Verified>, Failure> {
    let Json(printed) = printed.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let cx = Cx::anyone(&front.world, Actor::Stranger, visit.lang);
    let found = match Code::parse(CodeKind::Verification, &printed.code) {
        Ok(code) => verify::verify(&cx, &code).await?,
        // A slip is a code that no paper has.
        Err(_) => None,
    };
    Ok(Json(Verified {
        authentic: found.is_some(),
        issued_at: found.as_ref().map(|paper| paper.issued_at.to_string()),
        pages: found.as_ref().and_then(|paper| paper.pages),
        pdf_sha256: found
            .as_ref()
            .and_then(|paper| paper.pdf_sha256.map(hex::encode)),
        replaced_at: found
            .as_ref()
            .and_then(|paper| paper.replaced_at.map(|at| at.to_string())),
        document: found.map(|paper| paper.document),
    }))
}

/// A complaint, as far as the policies open it. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/complaints/{id}", params(("id" = Uuid, Path, description = "Its id")),
    responses(
        (status = 200, description = "The complaint", body = ComplaintSeen),
        Refusals, StaffRefusals, NotThere
    )
)]
async fn complaint(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Json<ComplaintSeen>, Failure> {
    let id = known(&id)?;
    let complaint = allowed(&front, &signed, id, Action::ComplaintRead).await?;
    let mut tx = front.world.db.write().await?;
    let cx = &signed.cx;
    cx.journal(&mut tx, Deed::ComplaintRead, "complaint", Some(id), "{}")
        .await?;
    let now = cx.world.clock.now();
    let standing = standing::of(&mut tx, &complaint, now).await?.standing;
    tx.commit().await?;
    let told = (&front.world.forms, cx.lang);
    Ok(Json(ComplaintSeen::of(complaint, standing, told)))
}

/// What is no id names no complaint.
fn known(id: &str) -> Result<Uuid, Failure> {
    id.parse().map_err(|_| Failure::not_found())
}

/// The messages of a complaint, oldest first; those of the victim are read from then on.
#[utoipa::path(
    get, path = "/api/v1/complaints/{id}/messages",
    params(("id" = Uuid, Path, description = "The complaint's id")),
    responses(
        (status = 200, description = "The messages", body = Vec<MessageSeen>),
        Refusals, StaffRefusals, NotThere
    )
)]
async fn messages(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Json<Vec<MessageSeen>>, Failure> {
    let id = known(&id)?;
    allowed(&front, &signed, id, Action::MessageRead).await?;
    let mut tx = front.world.db.write().await?;
    let cx = &signed.cx;
    let messages = read_messages(cx, &mut tx, ComplaintId(id), Side::Staff).await?;
    cx.journal(&mut tx, Deed::MessageRead, "complaint", Some(id), "{}")
        .await?;
    tx.commit().await?;
    let seen = messages.into_iter().map(|message| MessageSeen {
        id: message.id.0,
        at: message.at.to_string(),
        from: match message.from {
            Side::Victim => "victim",
            Side::Staff => "staff",
        },
        body: message.body,
        read_at: message.read_at.map(|at| at.to_string()),
    });
    Ok(Json(seen.collect()))
}

/// The JSON Schema of one line of an import file.
#[utoipa::path(
    get, path = "/api/v1/import.schema.json",
    responses(
        (status = 200, description = "A JSON Schema", content_type = "application/schema+json"),
        Refusals
    )
)]
async fn import_schema() -> Response {
    let kind = [(axum::http::header::CONTENT_TYPE, "application/schema+json")];
    (kind, schemars::schema_for!(Line).to_value().to_string()).into_response()
}

//! The JSON Schema of the record of a complaint, for the drafting software of a service. The same for
//! everybody; no record is given here.

use crate::minutes;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use faisceau_platform::web::{Answers, Audience, Front, Refusals, Route, Routes};
use std::sync::Arc;
use utoipa::OpenApi;

/// The route of the schema.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let schema = Route::get("/api/v1/minutes.schema.json", Audience::Public);
    Routes::new("intake").with(schema.answering(Answers::Json), minutes_schema)
}

#[derive(OpenApi)]
#[openapi(paths(minutes_schema))]
pub(super) struct Description;

/// The JSON Schema of the record that an officer takes out of a complaint.
#[utoipa::path(
    get, path = "/api/v1/minutes.schema.json",
    responses(
        (status = 200, description = "A JSON Schema", content_type = "application/schema+json"),
        Refusals
    )
)]
async fn minutes_schema() -> Response {
    let kind = [(header::CONTENT_TYPE, "application/schema+json")];
    (kind, minutes::schema().to_string()).into_response()
}

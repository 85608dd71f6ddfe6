//! The questionnaires for other programs: which there are, what each asks, and the JSON Schema of
//! both and of a set of answers. The same for everybody; holds no rule.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use faisceau_domain::form::schema_of_forms;
use faisceau_platform::web::{
    Answers, Audience, Failure, Front, NotThere, Problem, Refusals, Route, Routes,
};
use std::sync::Arc;
use utoipa::OpenApi;

/// The routes of the questionnaires.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let get = |path| Route::get(path, Audience::Public).answering(Answers::Json);
    Routes::new("intake")
        .with(get("/api/v1/forms"), forms)
        .with(get("/api/v1/forms.schema.json"), forms_schema)
        .with(get("/api/v1/forms/{code}"), form)
        .with(
            get("/api/v1/forms/{code}/answers.schema.json"),
            answers_schema,
        )
}

#[derive(OpenApi)]
#[openapi(
    paths(forms, forms_schema, form, answers_schema),
    components(schemas(Problem))
)]
pub(super) struct Description;

/// The questionnaires open today: code, version, digest, names.
#[utoipa::path(
    get, path = "/api/v1/forms",
    responses((status = 200, description = "The questionnaires", body = Vec<Object>), Refusals)
)]
async fn forms(State(front): State<Arc<Front>>) -> Json<Vec<serde_json::Value>> {
    let world = &front.world;
    let today = world.clock.now().to_zoned(crate::receipt::zone()).date();
    let open = world.forms.open_on(today).into_iter();
    Json(open.map(|kind| world.forms.listed(kind)).collect())
}

/// A questionnaire: its pages and questions in order, as `/api/v1/forms.schema.json` describes it.
#[utoipa::path(
    get, path = "/api/v1/forms/{code}",
    params(("code" = String, Path, description = "The code of the type, such as `fake_shop`")),
    responses(
        (status = 200, description = "The questionnaire", body = Object),
        Refusals, NotThere
    )
)]
async fn form(
    State(front): State<Arc<Front>>,
    Path(code): Path<String>,
) -> Result<Json<serde_json::Value>, Failure> {
    let form = front.world.forms.published(&code);
    form.map(Json).ok_or_else(Failure::not_found)
}

/// The JSON Schema of a questionnaire.
#[utoipa::path(
    get, path = "/api/v1/forms.schema.json",
    responses(
        (status = 200, description = "A JSON Schema", content_type = "application/schema+json"),
        Refusals
    )
)]
async fn forms_schema() -> Response {
    schema(&schema_of_forms())
}

/// The JSON Schema of a set of answers to a questionnaire, as it is now.
#[utoipa::path(
    get, path = "/api/v1/forms/{code}/answers.schema.json",
    params(("code" = String, Path, description = "The code of the type, such as `fake_shop`")),
    responses(
        (status = 200, description = "A JSON Schema", content_type = "application/schema+json"),
        Refusals, NotThere
    )
)]
async fn answers_schema(
    State(front): State<Arc<Front>>,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let answers = front.world.forms.schema_of_answers(&code);
    answers
        .map(|answers| schema(&answers))
        .ok_or_else(Failure::not_found)
}

fn schema(schema: &serde_json::Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/schema+json")];
    (kind, schema.to_string()).into_response()
}

//! Filing by the program of a partner, by its key: a complaint whole. Every mistake of the answers
//! is told at its place. Holds no rule: the operation refuses.

use crate::file::Nature;
use crate::submit::{self, Refused, Submission, Submitted};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, header};
use faisceau_documents::Say;
use faisceau_domain::Lang;
use faisceau_domain::form::{Answer, Answers, FieldError, FormRef, Key, Pack, Wrong};
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::{
    Answers as Answering, Audience, BodyRefusals, Calling, Failure, FailureCode, Front,
    PartnerRefusals, Pointed, Problem, Refusals, Route, Routes, Visit,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

/// Longest name a partner may give to a request.
const REQUEST_CHARACTERS_MAX: usize = 200;
/// The header that names a request (draft-ietf-httpapi-idempotency-key-header).
const REQUEST_HEADER: &str = "idempotency-key";
/// Where the answers stand in the body.
const ANSWERS: &str = "/answer_set/answers";

/// The routes of partners.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let post =
        |path, action| Route::post(path, Audience::Partner(action)).answering(Answering::Json);
    Routes::new("intake").with(
        post("/api/v1/complaints", Action::ComplaintFile),
        file_complaint,
    )
}

#[derive(OpenApi)]
#[openapi(paths(file_complaint), components(schemas(Problem)))]
pub(super) struct Description;

/// A complaint as a program submits it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Filing {
    /// `complaint`, or `report` for facts told without filing a complaint.
    nature: String,
    /// The victim's language: `fr` or `en`; that of the request when absent.
    lang: Option<String>,
    /// The answers, as `/api/v1/forms/{type}/answers.schema.json` describes them.
    answer_set: AnswerSet,
}

/// A set of answers to one form.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerSet {
    /// The version of this layout: 1.
    v: u8,
    /// The form they were given to.
    form: Form,
    /// The answers by key: `{"state": "value", "value": {"type": …, "is": …}}`, or a state alone.
    #[schema(value_type = BTreeMap<String, Object>)]
    answers: BTreeMap<String, serde_json::Value>,
}

/// A form at one of its versions.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Form {
    /// The type: `fake_shop`…
    code: String,
    /// Its version.
    version: u32,
    /// SHA-256 of its content, in hexadecimal.
    hash: String,
}

/// A complaint filed, or the same one again.
#[derive(Serialize, ToSchema)]
struct Receipted {
    /// The complaint: exhibits are added to it.
    id: Uuid,
    /// Its printed reference.
    reference: String,
    /// The victim's secret code: it opens the space of the complaint with the reference.
    follow_up_code: String,
    /// Where the two open it.
    follow_up_url: String,
    /// The signed acknowledgement of registration.
    acknowledgement: Acknowledgement,
    /// Told though nothing was refused: a card number or a secret was masked. The first time only.
    notices: Vec<Pointed>,
}

/// What the instance attests, and its signature.
#[derive(Serialize, ToSchema)]
struct Acknowledgement {
    /// The signed text, byte for byte: JSON.
    payload: String,
    /// Ed25519 signature, in hexadecimal.
    signature: String,
    /// The key that signed.
    key_id: String,
    /// The code by which anybody checks it at `/api/v1/verify`.
    verification_code: String,
    /// When it was issued (RFC 3339).
    issued_at: String,
}

/// Files a complaint for a victim. The same request again (same `Idempotency-Key`, same body) gives
/// the same answer; the same key with another body is refused.
#[utoipa::path(
    post, path = "/api/v1/complaints", request_body = Filing,
    params(("Idempotency-Key" = String, Header, description = "The partner's own name of this request, 1 to 200 visible characters")),
    responses(
        (status = 200, description = "Filed, now or by the same request before", body = Receipted),
        (status = 409, description = "`conflict`: the same Idempotency-Key came with another body",
            body = Problem, content_type = "application/problem+json"),
        Refusals, PartnerRefusals, BodyRefusals
    )
)]
async fn file_complaint(
    State(front): State<Arc<Front>>,
    visit: Visit,
    calling: Calling,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Receipted>, Failure> {
    let say = visit.say();
    front.allow_partner(&calling, Action::ComplaintFile, &Resource::complaint("new"))?;
    let request = request_name(&headers)
        .ok_or_else(|| Failure::bad_request().saying(say.say("codes-no-request")))?;
    let body = body.map_err(|refusal| Failure::from_status(refusal.status()))?;
    if !is_json(&headers) {
        return Err(Failure::new(FailureCode::UnsupportedMediaType));
    }
    let filing = read(&say, &body)?;
    let (nature, lang, answers) = parse(&say, filing)?;
    let submission = Submission {
        nature,
        answers,
        request,
        digest: Sha256::digest(&body).into(),
    };
    let mut cx = calling.cx.clone();
    cx.lang = lang;
    let forms = &front.world.forms;
    match submit::submit(&cx, &calling.partner, &submission).await {
        Ok(submitted) => Ok(Json(receipted(&front, &say, &submitted)?)),
        Err(Error::Refused(refused)) => Err(worded(&say, forms, refused)),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

fn request_name(headers: &HeaderMap) -> Option<String> {
    let name = headers.get(REQUEST_HEADER)?.to_str().ok()?.trim();
    let visible = name.bytes().all(|b| b.is_ascii_graphic());
    let right = visible && (1..=REQUEST_CHARACTERS_MAX).contains(&name.len());
    right.then(|| name.to_owned())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

fn read(say: &Say, body: &[u8]) -> Result<Filing, Failure> {
    serde_json::from_slice(body).map_err(|error| {
        let cause = error.to_string();
        let detail = say.with("codes-body-shape", &[("cause", &cause)]);
        match error.is_data() {
            true => Failure::unprocessable().saying(detail),
            false => Failure::bad_request().saying(detail),
        }
    })
}

/// The typed submission, or every place where the body is not one.
fn parse(say: &Say, filing: Filing) -> Result<(Nature, Lang, Answers), Failure> {
    let mut wrong = Vec::new();
    let mut tell = |pointer: String, code: &str, detail: String| {
        wrong.push(Pointed {
            pointer,
            code: code.to_owned(),
            detail,
            may_be_kept: false,
        });
    };
    let nature = match filing.nature.as_str() {
        "complaint" => Some(Nature::Complaint),
        "report" => Some(Nature::Report),
        _ => None,
    };
    if nature.is_none() {
        tell("/nature".to_owned(), "nature", say.say("codes-nature"));
    }
    let lang = match &filing.lang {
        None => Some(say.lang),
        Some(code) => Lang::from_code(code),
    };
    if lang.is_none() {
        tell("/lang".to_owned(), "lang", say.say("codes-lang"));
    }
    if filing.answer_set.v != 1 {
        tell(
            "/answer_set/v".to_owned(),
            "layout",
            say.say("codes-layout"),
        );
    }
    let form = filing.answer_set.form;
    let mut answers = Answers::new(FormRef {
        code: form.code,
        version: form.version,
        hash: form.hash,
    });
    for (name, value) in filing.answer_set.answers {
        let place = place(&name);
        let Ok(key) = name.parse::<Key>() else {
            tell(place, "key", say.say("codes-key"));
            continue;
        };
        match serde_json::from_value::<Answer>(value) {
            Ok(answer) => answers.set(key, answer),
            Err(error) => {
                let cause = error.to_string();
                tell(
                    place,
                    "shape",
                    say.with("codes-shape", &[("cause", &cause)]),
                );
            }
        }
    }
    match (nature, lang) {
        (Some(nature), Some(lang)) if wrong.is_empty() => Ok((nature, lang, answers)),
        _ => Err(pointing(say, wrong)),
    }
}

/// The place of an answer in the body (RFC 6901).
fn place(key: &str) -> String {
    format!("{ANSWERS}/{}", key.replace('~', "~0").replace('/', "~1"))
}

pub(super) fn pointing(say: &Say, wrong: Vec<Pointed>) -> Failure {
    let count = i64::try_from(wrong.len()).unwrap_or(i64::MAX);
    Failure::unprocessable()
        .saying(say.number("codes-wrong", count))
        .pointing(wrong)
}

fn worded(say: &Say, forms: &Pack, refused: Refused) -> Failure {
    let at = |pointer: &str, code: &str, detail: String| Pointed {
        pointer: pointer.to_owned(),
        code: code.to_owned(),
        detail,
        may_be_kept: false,
    };
    let wrong = match refused {
        Refused::OtherBody => return Failure::conflict().saying(say.say("codes-other-body")),
        Refused::UnknownForm => vec![at(
            "/answer_set/form/code",
            "unknown_form",
            say.say("codes-unknown-form"),
        )],
        Refused::OtherForm(today) => {
            let version = today.version.to_string();
            let args = [("version", version.as_str()), ("hash", &today.hash)];
            let detail = say.with("codes-form-changed", &args);
            vec![at("/answer_set/form", "form_changed", detail)]
        }
        Refused::Wrong(wrong) => wrong.iter().map(|one| told(say, forms, one)).collect(),
        Refused::Incomplete(keys) => keys
            .iter()
            .map(|key| {
                let detail = say.say("codes-missing");
                at(&place(&key.to_string()), "missing", detail)
            })
            .collect(),
        Refused::Elsewhere => vec![at(
            "/answer_set",
            "elsewhere",
            say.say("intake-declare-elsewhere"),
        )],
        Refused::ReportOnly => vec![at(
            "/nature",
            "report_only",
            say.say("intake-declare-report-only"),
        )],
    };
    pointing(say, wrong)
}

fn told(say: &Say, forms: &Pack, wrong: &Wrong) -> Pointed {
    let plain = |code: &str, key: &str| Pointed {
        pointer: place(&wrong.key().to_string()),
        code: code.to_owned(),
        detail: say.say(key),
        may_be_kept: false,
    };
    match wrong {
        Wrong::Refused(error) => noticed(say, forms, error),
        Wrong::NotAsked(_) => plain("not_asked", "codes-not-asked"),
        Wrong::Kind(_) => plain("kind", "codes-kind"),
    }
}

fn noticed(say: &Say, forms: &Pack, error: &FieldError) -> Pointed {
    Pointed {
        pointer: place(&error.key.to_string()),
        code: error.cause.code().to_owned(),
        detail: error.words(forms, say.lang),
        may_be_kept: error.warning,
    }
}

fn receipted(front: &Front, say: &Say, submitted: &Submitted) -> Result<Receipted, Fault> {
    let world = &front.world;
    let filed = &submitted.filed;
    let payload = filed.receipt.read_payload()?;
    let notices = submitted.notices.iter();
    Ok(Receipted {
        id: filed.complaint.0,
        reference: payload.reference,
        follow_up_code: filed.follow_up.grouped(),
        follow_up_url: format!("{}/suivi", world.config.public_url),
        acknowledgement: Acknowledgement {
            payload: String::from_utf8(filed.receipt.payload.clone())?,
            signature: hex::encode(filed.receipt.signature),
            key_id: filed.receipt.key_id.clone(),
            verification_code: payload.verification_code,
            issued_at: filed.receipt.issued_at.to_string(),
        },
        notices: notices
            .map(|notice| noticed(say, &world.forms, notice))
            .collect(),
    })
}

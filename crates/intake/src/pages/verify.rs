//! Whether a printed document is authentic: from its code, typed or read from its QR. Says
//! nothing of what the document is about.

use super::shown::{Pairs, first, piece, shown_as};
use crate::receipt::{self, RECEPISSE};
use crate::verify::{self, Authentic};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::parts::{
    Asked, ErrorSummary, FieldError, Kind, Notice, Row, SummaryList, TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Visit};
use serde::Deserialize;
use std::sync::Arc;

/// The code of a QR.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Scanned {
    code: String,
}

#[derive(Template)]
#[template(path = "intake/verify.html")]
struct Verify {
    f: Frame,
    errors: ErrorSummary,
    answer: Option<Notice>,
    facts: Option<SummaryList>,
    field: Markup,
}

/// The form, and the answer when the address bears a code.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Query(scanned): Query<Scanned>,
) -> Result<Response, Failure> {
    if scanned.code.is_empty() {
        return show(&visit, "", None, Seen::Nothing);
    }
    look(&front, &visit, &scanned.code).await
}

/// The answer for a code typed.
pub(super) async fn typed(
    State(front): State<Arc<Front>>,
    visit: Visit,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    look(&front, &visit, first(&pairs, "code")).await
}

/// What is known once a code was looked at.
enum Seen {
    Nothing,
    NotAuthentic,
    Authentic(Authentic),
}

async fn look(front: &Front, visit: &Visit, typed: &str) -> Result<Response, Failure> {
    let typed: String = typed.chars().take(64).collect();
    let Ok(code) = Code::parse(CodeKind::Verification, &typed) else {
        let message = visit.say().say("intake-verify-not-a-code");
        return show(visit, &typed, Some(message), Seen::Nothing);
    };
    let cx = Cx::anyone(&front.world, Actor::Stranger, visit.lang);
    let seen = match verify::verify(&cx, &code).await? {
        Some(authentic) => Seen::Authentic(authentic),
        None => Seen::NotAuthentic,
    };
    show(visit, &typed, None, seen)
}

fn show(
    visit: &Visit,
    typed: &str,
    wrong: Option<String>,
    seen: Seen,
) -> Result<Response, Failure> {
    let say = visit.say();
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let asked = Asked::new(&say, "code", say.say("intake-verify-code"))
        .hint(say.say("intake-verify-hint"))
        .error(wrong.clone());
    let errors = wrong.map(|message| FieldError {
        name: "code".to_owned(),
        message,
    });
    let (answer, facts) = match &seen {
        Seen::Nothing => (None, None),
        Seen::NotAuthentic => (Some((Tone::Warn, "intake-verify-no")), None),
        Seen::Authentic(authentic) => {
            let answer = if authentic.replaced_at.is_some() {
                (Tone::Info, "intake-verify-replaced")
            } else {
                (Tone::Ok, "intake-verify-yes")
            };
            (Some(answer), Some(facts(&say, authentic)))
        }
    };
    let page = Verify {
        f: visit
            .frame(say.say("intake-verify-title"))
            .back_to("/")
            .with_errors(errors.is_some()),
        errors: ErrorSummary::new(&say, errors.into_iter().collect()),
        answer: answer.map(|(tone, key)| Notice::new(tone, say.say(key), "").live()),
        facts,
        field: piece(&TextField::new(asked, Kind::Code, typed))?,
    };
    shown_as(status, &page)
}

fn facts(say: &Say, authentic: &Authentic) -> SummaryList {
    let document = match receipt::kind_of(&authentic.document) {
        receipt::MINUTES => "after-paper-minutes",
        receipt::STATEMENT => "after-paper-statement",
        receipt::ATTESTATION => "after-paper-attestation",
        receipt::DISCREET => "after-paper-discreet",
        RECEPISSE => "intake-verify-recepisse",
        "series-file" => "intake-verify-series-file",
        "series-identities" => "intake-verify-series-identities",
        _ => "intake-verify-acknowledgement",
    };
    let moment = |at: jiff::Timestamp| dates::moment(say, &at.to_zoned(receipt::zone()));
    let mut rows = vec![
        Row::new(say.say("intake-verify-document"), say.say(document)),
        Row::new(say.say("intake-verify-issued"), moment(authentic.issued_at)),
    ];
    if let Some(pages) = authentic.pages {
        rows.push(Row::new(say.say("intake-verify-pages"), pages.to_string()));
    }
    if let Some(digest) = authentic.pdf_sha256 {
        rows.push(Row::new(say.say("intake-verify-digest"), hex::encode(digest)).exact());
    }
    if let Some(at) = authentic.replaced_at {
        rows.push(Row::new(say.say("intake-verify-replaced-at"), moment(at)));
    }
    SummaryList::new(say, "", rows)
}

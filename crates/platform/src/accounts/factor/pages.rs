//! The page of one's own account: the second factor, added by scanning a drawing or typing a secret,
//! and removed. Shows recovery codes once, in the answer that makes them.

use super::{Factor, NotBegun, WrongCode, begin, confirm, lacking, remove};
use crate::accounts::worded::{code_field, password_field, refused, staff_of, summary_of, written};
use crate::accounts::{Staff, passkey};
use crate::fault::Error;
use crate::web::parts::{Button, ErrorSummary, Notice, Row, SummaryList, TextField, Tone};
use crate::web::{Answers, Audience, Failure, Frame, Front, Rate, Route, Routes, Signed, Visit};
use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::qr;
use faisceau_documents::words::Say;
use faisceau_domain::code::Code;
use serde::Deserialize;
use std::sync::Arc;

/// Where one's own account stands.
pub(crate) const OWN: &str = "/agent/compte";

/// Where the drawing is scanned.
const SCAN: &str = "/agent/compte/application";

/// The routes of one's own account.
#[must_use]
pub fn routes() -> Routes<Arc<Front>> {
    let tries = |path| Route::post(path, Audience::AnyStaff).counted_as(Rate::SignIn);
    Routes::new("platform")
        .with(Route::get(OWN, Audience::AnyStaff), own)
        .with(Route::get(SCAN, Audience::AnyStaff), scan)
        .with(tries(SCAN), add)
        .with(
            tries("/agent/compte/application/confirmer").answering(Answers::Html),
            prove,
        )
        .with(tries("/agent/compte/application/retirer"), take_away)
}

#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    password: String,
    #[serde(default)]
    otp: String,
}

#[derive(Template)]
#[template(path = "accounts/own.html")]
struct OwnPage {
    f: Frame,
    errors: ErrorSummary,
    wanted: Option<Notice>,
    summary: SummaryList,
    held: bool,
    password: TextField,
    code: TextField,
    add: Button,
    remove: Button,
}

#[derive(Template)]
#[template(path = "accounts/application.html")]
struct ScanPage {
    f: Frame,
    errors: ErrorSummary,
    qr: String,
    secret: String,
    code: TextField,
    confirm: Button,
}

#[derive(Template)]
#[template(path = "accounts/recovery.html")]
struct RecoveryPage {
    f: Frame,
    once: Notice,
    codes: Vec<String>,
    on: &'static str,
}

async fn own(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    written(&own_page(&front, &visit, &signed, None).await?)
}

async fn own_page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    wrong: Option<(&str, &str)>,
) -> Result<OwnPage, Failure> {
    let say = visit.say();
    let staff = staff_of(signed)?;
    let mut tx = front.world.db.read().await?;
    let factor = Factor::of(&front.world, &mut tx, staff.id).await?;
    let passkeys = passkey::count(&mut tx, staff.id).await?;
    tx.rollback().await?;
    let wanted = lacking(&front.world, staff.id, &staff.roles).await?;
    let title = say.say("accounts-own-title");
    let frame = front.staff_frame(visit, signed, title);
    Ok(OwnPage {
        f: frame.with_errors(wrong.is_some()),
        errors: summary_of(&say, wrong),
        wanted: wanted.then(|| {
            let words = ["accounts-factor-wanted", "accounts-factor-wanted-text"];
            let [title, text] = words.map(|key| say.say(key));
            Notice::new(Tone::Warn, title, text)
        }),
        summary: SummaryList::new(
            &say,
            say.say("accounts-own-summary"),
            rows(&say, staff, &factor, passkeys),
        ),
        held: matches!(factor, Factor::Held { .. }),
        password: password_field(&say, wrong),
        code: code_field(&say, "accounts-code", wrong),
        add: Button::primary(say.say("accounts-factor-add")),
        remove: Button::danger(say.say("accounts-factor-remove")),
    })
}

fn rows(say: &Say, staff: &Staff, factor: &Factor, passkeys: i64) -> Vec<Row> {
    let mut rows = vec![Row::new(say.say("accounts-login"), staff.login.as_str()).exact()];
    match factor {
        Factor::None | Factor::Begun(_) if passkeys > 0 => {}
        Factor::None | Factor::Begun(_) => rows.push(Row::new(
            say.say("accounts-factor"),
            say.say("accounts-factor-none"),
        )),
        Factor::Held { recovery_left, .. } => {
            rows.push(Row::new(
                say.say("accounts-factor"),
                say.say("accounts-factor-held"),
            ));
            let left = recovery_left.to_string();
            rows.push(Row::new(say.say("accounts-recovery-left"), left));
        }
    }
    if passkeys > 0 {
        let told = say.number("accounts-passkeys-held", passkeys);
        rows.push(Row::new(say.say("accounts-passkeys"), told));
    }
    rows
}

async fn add(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(given): Form<Given>,
) -> Result<Response, Failure> {
    match begin(&signed.cx, staff_of(&signed)?, &given.password).await {
        Ok(()) => Ok(Redirect::to(SCAN).into_response()),
        Err(Error::Refused(why)) => {
            let key = match why {
                NotBegun::WrongPassword => "accounts-password-wrong",
                NotBegun::Held => "accounts-factor-held-already",
            };
            refused(&own_page(&front, &visit, &signed, Some(("password", key))).await?)
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

async fn scan(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Response, Failure> {
    match scan_page(&front, &visit, &signed, None).await? {
        Some(page) => Ok(written(&page)?.into_response()),
        None => Ok(Redirect::to(OWN).into_response()),
    }
}

/// The drawing of the secret that was begun; `None` when there is none.
async fn scan_page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    wrong: Option<(&str, &str)>,
) -> Result<Option<ScanPage>, Failure> {
    let say = visit.say();
    let staff = staff_of(signed)?;
    let mut tx = front.world.db.read().await?;
    let factor = Factor::of(&front.world, &mut tx, staff.id).await?;
    tx.rollback().await?;
    let Factor::Begun(secret) = factor else {
        return Ok(None);
    };
    let address = secret.address(&front.world.config.service_name, &staff.login)?;
    let drawn = qr::within(&address).map_err(|long| Failure::fault(&long.into()))?;
    let title = say.say("accounts-scan-title");
    let frame = front.staff_frame(visit, signed, title);
    Ok(Some(ScanPage {
        f: frame.with_errors(wrong.is_some()).back_to(OWN),
        errors: summary_of(&say, wrong),
        qr: drawn,
        secret: secret.in_groups(),
        code: code_field(&say, "accounts-scan-code", wrong),
        confirm: Button::primary(say.say("accounts-scan-confirm")),
    }))
}

async fn prove(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(given): Form<Given>,
) -> Result<Response, Failure> {
    let staff = staff_of(&signed)?;
    let codes = match confirm(&signed.cx, staff, &signed.token, &given.otp).await {
        Ok(codes) => codes,
        Err(Error::Refused(WrongCode)) => {
            let wrong = Some(("otp", "accounts-scan-wrong"));
            return match scan_page(&front, &visit, &signed, wrong).await? {
                Some(page) => refused(&page),
                None => Ok(Redirect::to(OWN).into_response()),
            };
        }
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    };
    told_once(&front, &visit, &signed, &codes)
}

/// The recovery codes, in the answer that makes them.
pub(in crate::accounts) fn told_once(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    codes: &[Code],
) -> Result<Response, Failure> {
    let say = visit.say();
    let page = RecoveryPage {
        f: front.staff_frame(visit, signed, say.say("accounts-recovery-title")),
        once: Notice::new(
            Tone::Warn,
            say.say("accounts-recovery-once"),
            say.say("accounts-recovery-once-text"),
        )
        .live(),
        codes: codes.iter().map(|code| code.grouped()).collect(),
        on: OWN,
    };
    Ok(written(&page)?.into_response())
}

async fn take_away(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(given): Form<Given>,
) -> Result<Response, Failure> {
    let staff = staff_of(&signed)?;
    match remove(
        &signed.cx,
        staff,
        &signed.token,
        &given.password,
        &given.otp,
    )
    .await
    {
        Ok(()) => Ok(Redirect::to(OWN).into_response()),
        Err(Error::Refused(WrongCode)) => {
            let wrong = Some(("password", "accounts-factor-remove-refused"));
            refused(&own_page(&front, &visit, &signed, wrong).await?)
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

//! The custodian's page: the files set aside because they may show a minor, by date and case. Shows no
//! picture, no name and no fact; hands an original over to who must have it, or destroys it, with a reason.

use crate::preview::rights;
use askama::Template;
use axum::body::Body;
use axum::extract::{Form, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_domain::set_aside::Fate;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::set_aside::custody::{self, Refused};
use faisceau_platform::deposit::set_aside::{self, SetAside};
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Kind, Row, Select, SummaryList, TextField,
};
use faisceau_platform::web::{
    Answers, Audience, Failure, Frame, Front, NavEntry, Route, Routes, Signed, Visit,
};
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

const PAGE: &str = "/mises-a-l-ecart";

/// The custodian's routes.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let handles = Audience::Staff(Action::SetAsideRead);
    let nav = NavEntry {
        order: 85,
        href: PAGE,
        key: "exhibits-custody-title",
        needs: Action::SetAsideRead,
    };
    Routes::new("evidence")
        .with(Route::get(PAGE, handles), page)
        .with(
            Route::post("/mises-a-l-ecart/remettre", handles)
                .answering(Answers::File)
                .sensitive(),
            hand_over,
        )
        .with(
            Route::post("/mises-a-l-ecart/detruire", handles).sensitive(),
            destroy,
        )
        .with_nav(nav)
}

#[derive(Template)]
#[template(path = "custodian.html")]
struct Page {
    f: Frame,
    files: Vec<Shown>,
    handling: Option<Handling>,
}

struct Shown {
    title: String,
    told: SummaryList,
}

/// The form that hands an original over, or destroys it.
struct Handling {
    which: Select,
    reason: TextField,
    hand_over: Button,
    destroy: String,
}

async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let rows = custody::list(&signed.cx).await?;
    let mut tx = front.world.db.read().await?;
    let mut files = Vec::new();
    let mut sealed = Vec::new();
    for row in &rows {
        let (reference, resource) = case(&mut tx, row).await?;
        if front
            .allow(&signed, Action::SetAsideRead, &resource)
            .is_ok()
        {
            let shown = shown(&say, row, reference);
            if row.fate == Fate::Sealed {
                sealed.push(Choice::new(row.file.to_string(), shown.title.clone()));
            }
            files.push(shown);
        }
    }
    tx.rollback().await?;
    let title = say.say("exhibits-custody-title");
    let page = Page {
        f: front.staff_frame(&visit, &signed, title),
        files,
        handling: (!sealed.is_empty()).then(|| handling(&say, sealed)),
    };
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

/// The reference of the case, if it was filed, and the case as policies see it.
async fn case(tx: &mut Tx, row: &SetAside) -> Result<(Option<String>, Resource), Fault> {
    Ok(match rights::complaint(tx, row.case).await? {
        Some(complaint) => {
            let resource = rights::resource(tx, &complaint).await?;
            (Some(complaint.reference), resource)
        }
        // A draft, or a complaint erased since.
        None => (None, Resource::complaint(row.case.to_string())),
    })
}

fn shown(say: &Say, row: &SetAside, reference: Option<String>) -> Shown {
    let line = |key: &str, told: String| Row::new(say.say(key), told);
    let size = dates::size(say, u64::try_from(row.bytes).unwrap_or(0));
    let kind = say.with(
        "exhibits-custody-kind-told",
        &[("type", &row.media_type), ("size", &size)],
    );
    let by = say.say(&format!("exhibits-custody-by-{}", row.by));
    let fate = say.say(&format!("exhibits-custody-{}", row.fate.code()));
    let mut told = vec![
        line("exhibits-custody-by", by),
        line("exhibits-custody-kind", kind),
        line("exhibits-custody-original", fate),
    ];
    if !row.reason.is_empty() {
        told.push(line("exhibits-aside-reason", row.reason.clone()));
    }
    let of = reference.unwrap_or_else(|| say.say("exhibits-custody-draft"));
    let day = dates::moment(say, &row.at.to_zoned(TimeZone::UTC));
    let title = say.with("exhibits-custody-file", &[("of", &of), ("at", &day)]);
    Shown {
        told: SummaryList::new(say, "", told),
        title,
    }
}

fn handling(say: &Say, sealed: Vec<Choice>) -> Handling {
    let which = Asked::new(say, "piece", say.say("exhibits-custody-which"));
    let reason = Asked::new(say, "raison", say.say("exhibits-aside-reason"))
        .hint(say.say("exhibits-aside-reason-hint"));
    Handling {
        which: Select::new(say, which, sealed),
        reason: TextField::new(reason, Kind::Text, "").wide(34),
        hand_over: Button::primary(say.say("exhibits-custody-hand-over")),
        destroy: say.say("exhibits-custody-destroy"),
    }
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    piece: String,
    #[serde(default)]
    raison: String,
}

/// The file, when this person may handle it; what may not be read does not exist.
async fn allowed(front: &Front, signed: &Signed, sent: &Sent) -> Result<Uuid, Failure> {
    let file: Uuid = sent.piece.parse().map_err(|_| {
        let said = signed.cx.say().say("exhibits-aside-no-choice");
        Failure::unprocessable().saying(said)
    })?;
    let mut tx = front.world.db.read().await?;
    let row = set_aside::one(&mut tx, file).await?;
    let row = row.ok_or_else(Failure::not_found)?;
    let (_, resource) = case(&mut tx, &row).await?;
    tx.rollback().await?;
    front.allow(signed, Action::SetAsideRead, &resource)?;
    Ok(file)
}

fn refused(say: &Say, why: Refused) -> Failure {
    match why {
        Refused::NoFile => Failure::not_found(),
        Refused::NoReason => Failure::unprocessable().saying(say.say("exhibits-aside-no-reason")),
        Refused::Destroyed => Failure::conflict().saying(say.say("exhibits-custody-destroyed")),
    }
}

async fn hand_over(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let file = allowed(&front, &signed, &sent).await?;
    let cx = signed.cx.clone().because(&sent.raison);
    let (row, bytes) = match custody::hand_over(&cx, file).await {
        Ok(handed) => handed,
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => return Err(refused(&signed.cx.say(), why)),
    };
    let mut response = Body::from_stream(bytes).into_response();
    let headers = response.headers_mut();
    // Kept, never shown: the custodian hands it over without opening it.
    for (name, value) in [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let name = format!("attachment; filename=\"{}.bin\"", row.file);
    let name = HeaderValue::from_str(&name).map_err(|error| Failure::fault(&error.into()))?;
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

async fn destroy(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let file = allowed(&front, &signed, &sent).await?;
    let cx = signed.cx.clone().because(&sent.raison);
    match custody::destroy(&cx, file).await {
        Ok(()) => Ok(Redirect::to(PAGE)),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => Err(refused(&signed.cx.say(), why)),
    }
}

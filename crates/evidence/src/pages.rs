//! The pictures of a complaint, side by side and blurred: a tick and a button show those one wants to
//! see, one by one, without a script. Also the preview itself, as a file, and the gesture that
//! sets an exhibit aside. They hold no rule.

use crate::aside;
use crate::preview::device::Device;
use crate::preview::make;
use crate::preview::of_complaint::{self, Picture};
use crate::preview::rights::{self, Complaint};
use crate::preview::show::{self, show};
use crate::set_aside::{self, set_aside};
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{Button, Notice, Preview, PreviewMade, Tone};
use faisceau_platform::web::parts::{Row, SummaryList};
use faisceau_platform::web::{
    Answers, Audience, Failure, Frame, Front, Markup, Route, Routes, Signed, Visit, seen,
};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// Pictures shown in clear at once.
const CLEAR_MAX: usize = 12;

/// The routes of evidence.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::ExhibitRead);
    Routes::new("evidence")
        .with(Route::get("/dossier/{id}/images", reads), page)
        .with(
            Route::get("/dossier/{id}/pieces/{file}/apercu", reads).answering(Answers::File),
            preview,
        )
        .with(
            Route::post("/dossier/{id}/pieces/ecarter", reads),
            put_aside,
        )
        .and(crate::custodian::routes())
        .and(crate::log::pages::routes())
        .and(crate::log::api::routes())
        .and(crate::package::pages::routes())
        .and(crate::custody::pages::routes())
        .and(crate::custody::api::routes())
}

#[derive(Template)]
#[template(path = "pictures.html")]
struct Page {
    f: Frame,
    never: Option<Notice>,
    tiles: Vec<Preview>,
    devices: Option<SummaryList>,
    show: Option<Button>,
    blurred: Option<String>,
    aside: Option<Markup>,
}

/// The pictures of a complaint.
async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.read().await?;
    let complaint = rights::allowed(&front, &signed, &mut tx, id).await?;
    tx.rollback().await?;
    let cx = &signed.cx;
    let shown = make::shown(cx, &complaint);
    let mut tx = front.world.db.write().await?;
    let pictures = match shown {
        true => of_complaint::pictures(&mut tx, id).await?,
        false => Vec::new(),
    };
    let detail = format!("{{\"pictures\":{}}}", pictures.len());
    cx.journal(&mut tx, Deed::ExhibitListed, "complaint", Some(id), &detail)
        .await?;
    tx.commit().await?;
    let files = pictures.iter().map(|picture| (picture.rank, &picture.file));
    let aside = aside::form(&say, id, files, &visit.csrf)?;
    let clear = clear(&asked);
    let title = say.with("richer-pictures-of", &[("reference", &complaint.reference)]);
    let tiles = pictures
        .iter()
        .map(|picture| tile(&say, &complaint, picture, &clear));
    let page = Page {
        f: front
            .staff_frame(&visit, &signed, title)
            .back_to(format!("/dossier/{id}")),
        never: (!shown).then(|| {
            let told = say.say("richer-preview-never-here");
            Notice::new(Tone::Warn, told, "")
        }),
        tiles: tiles.collect(),
        devices: devices(&say, &pictures),
        show: (!pictures.is_empty()).then(|| Button::primary(say.say("richer-pictures-show"))),
        blurred: (!clear.is_empty()).then(|| format!("/dossier/{id}/images")),
        aside,
    };
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

/// The pictures to be shown in clear.
fn clear(asked: &[(String, String)]) -> BTreeSet<Uuid> {
    let ticked = asked.iter().filter(|(name, _)| name == "claire");
    let ids = ticked.filter_map(|(_, id)| id.parse().ok());
    ids.take(CLEAR_MAX).collect()
}

fn tile(say: &Say, complaint: &Complaint, picture: &Picture, clear: &BTreeSet<Uuid>) -> Preview {
    let rank = i64::try_from(picture.rank).unwrap_or(i64::MAX);
    let name = say.number("richer-picture-rank", rank);
    let known = picture.known.as_ref();
    let src = format!(
        "/dossier/{}/pieces/{}/apercu",
        complaint.id, picture.file.id
    );
    let made = PreviewMade {
        state: known.map(|known| known.state.code().to_owned()),
        why: known
            .and_then(|known| known.why)
            .map(|why| why.code().to_owned()),
        size: known.and_then(|known| known.size),
        mosaic: known.and_then(|known| known.mosaic.clone()),
    };
    Preview::new(say, picture.file.id, name, &made)
        .about(seen(&picture.file.name))
        .in_clear(clear.contains(&picture.file.id).then_some(src))
}

/// What the devices wrote in the pictures that say anything.
fn devices(say: &Say, pictures: &[Picture]) -> Option<SummaryList> {
    let told = pictures.iter().filter_map(|picture| {
        let device = picture.known.as_ref()?.device.as_ref()?;
        let rank = i64::try_from(picture.rank).unwrap_or(i64::MAX);
        Some(Row {
            key: say.number("richer-picture-rank", rank),
            values: written(say, device),
            ..Row::default()
        })
    });
    let rows: Vec<Row> = told.collect();
    (!rows.is_empty()).then(|| SummaryList::new(say, "", rows))
}

/// One line for each thing a device wrote; words of a file are made safe for reading.
fn written(say: &Say, device: &Device) -> Vec<String> {
    let place = device
        .place
        .map(|[north, east]| format!("{north:.5}, {east:.5}"));
    [
        ("exhibits-device-model", &device.model),
        ("exhibits-device-program", &device.program),
        ("exhibits-device-taken", &device.taken),
        ("exhibits-device-place", &place),
    ]
    .into_iter()
    .filter_map(|(key, told)| Some(say.with(key, &[("told", &seen(told.as_deref()?))])))
    .collect()
}

/// A preview, as a file of its own: re-made here, it is the one picture a browser may show.
async fn preview(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path((id, file)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failure> {
    let mut tx = front.world.db.read().await?;
    let complaint = rights::allowed(&front, &signed, &mut tx, id).await?;
    tx.rollback().await?;
    let jpeg = match show(&signed.cx, &complaint, file).await {
        Ok(jpeg) => jpeg,
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => return Err(not_shown(&signed.cx.say(), why)),
    };
    let mut response = jpeg.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'",
        ),
        (header::CONTENT_DISPOSITION, "inline"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

fn not_shown(say: &Say, why: show::Refused) -> Failure {
    let said = say.say(&format!("richer-preview-{}", why.code()));
    Failure::not_found().saying(said)
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    piece: String,
    #[serde(default)]
    raison: String,
}

/// Sets an exhibit aside.
async fn put_aside(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let mut tx = front.world.db.read().await?;
    let complaint = rights::allowed(&front, &signed, &mut tx, id).await?;
    tx.rollback().await?;
    let say = signed.cx.say();
    let file: Uuid = sent.piece.parse().map_err(|_| {
        let said = say.say("exhibits-aside-no-choice");
        Failure::unprocessable().saying(said)
    })?;
    let cx = signed.cx.clone().because(&sent.raison);
    match set_aside(&cx, &complaint, file).await {
        Ok(_) => Ok(Redirect::to(&format!("/dossier/{id}#ecarter"))),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(set_aside::Refused::NoFile)) => Err(Failure::not_found()),
        Err(Error::Refused(set_aside::Refused::NoReason)) => {
            let said = say.say("exhibits-aside-no-reason");
            Err(Failure::unprocessable().saying(said))
        }
    }
}

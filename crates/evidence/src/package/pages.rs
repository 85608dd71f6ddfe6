//! The panel of a complaint by which its package of evidence is taken out, with a reason, and the answer:
//! the archive, as it is made. For who may read the complaint, its exhibits and who its victim is: the
//! acknowledgement is in it. They hold no rule.

use super::make::{self, Package, Refused, make};
use crate::preview::rights;
use askama::Template;
use axum::body::Body;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{Asked, Button, Kind, TextField};
use faisceau_platform::web::{Answers, Audience, Failure, Front, Markup, Route, Routes, Signed};
use futures_util::future::BoxFuture;
use futures_util::stream;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// The route of packages.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let takes = Audience::Staff(Action::ExhibitRead);
    Routes::new("evidence").with(
        Route::post("/dossier/{id}/lot", takes).answering(Answers::File),
        take,
    )
}

#[derive(Template)]
#[template(path = "package_panel.html")]
struct Panel {
    lead: String,
    title: String,
    action: String,
    csrf: String,
    reason: TextField,
    button: Button,
}

/// The panel: what a package is, and the form, folded.
pub(crate) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let reason = Asked::new(&say, "raison_lot", say.say("package-reason"))
            .hint(say.say("package-reason-hint"));
        Ok(Markup::of(&Panel {
            lead: say.say("package-lead"),
            title: say.say("package-open"),
            action: format!("/dossier/{id}/lot"),
            csrf: cx.form_token.clone(),
            reason: TextField::new(reason, Kind::Text, "").wide(34),
            button: Button::primary(say.say("package-take")),
        })?)
    })
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    raison_lot: String,
}

/// Takes a package of one complaint out.
async fn take(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let mut tx = front.world.db.read().await?;
    let complaint = rights::allowed(&front, &signed, &mut tx, id).await?;
    let resource = rights::resource(&mut tx, &complaint).await?;
    tx.rollback().await?;
    front.allow(&signed, Action::IdentityRead, &resource)?;
    let cx = signed.cx.clone().because(&sent.raison_lot);
    match make(&cx, &complaint.reference, &[id]).await {
        Ok(package) => answer(package),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NoReason)) => {
            let said = cx.say().say("package-no-reason");
            Err(Failure::unprocessable().saying(said))
        }
        Err(Error::Refused(make::Refused::Nothing | make::Refused::TooMany)) => {
            Err(Failure::not_found())
        }
    }
}

/// The archive, always to keep and never to be shown.
fn answer(package: Package) -> Result<Response, Failure> {
    let file = format!("attachment; filename=\"{}.tar\"", package.name);
    let pieces = stream::unfold(package.bytes, |mut bytes| async {
        let piece = bytes.recv().await?;
        // A reader whose connection ends in the middle has no whole archive.
        let piece = piece.map_err(|fault| std::io::Error::other(fault.to_string()));
        Some((piece, bytes))
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "application/x-tar"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let file = HeaderValue::from_str(&file).map_err(|error| Failure::fault(&error.into()))?;
    headers.insert(header::CONTENT_DISPOSITION, file);
    Ok(response)
}

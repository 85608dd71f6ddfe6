//! Withdrawing, after one page that says what it does and what it does not. The words on the law come
//! from the law pack, of the day.

use super::correct::to_case;
use super::hold::Held;
use crate::decide::Refused;
use crate::pages::shown::shown;
use crate::receipt;
use crate::withdraw as withdrawing;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Regime;
use faisceau_law::Said;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::Button;
use faisceau_platform::web::{Failure, Frame, Visit};

#[derive(Template)]
#[template(path = "space/withdraw.html")]
struct Page {
    f: Frame,
    nature: String,
    law: Vec<Said>,
    yes: Button,
}

/// What withdrawing does and does not do.
pub(super) async fn page(visit: Visit, held: Held) -> Result<Response, Failure> {
    if held.complaint.state.may_amend().is_err() {
        return Ok(to_case());
    }
    let say = visit.say();
    let world = &held.cx.world;
    let day = world.clock.now().to_zoned(receipt::zone()).date();
    // A body that is no authority has nothing to say of an inquiry.
    let law = match world.config.regime() {
        Regime::Authority => world.law.at(day).say_family("fr.cpp.withdrawal", say.lang),
        Regime::Mandated | Regime::Private => Ok(Vec::new()),
    };
    shown(&Page {
        f: held
            .frame(&visit, say.say("after-withdraw-title"))
            .back_to("/suivi/dossier"),
        nature: held.complaint.nature.clone(),
        law: law.map_err(Fault::from)?,
        yes: Button::danger(say.say("after-withdraw-yes")),
    })
}

/// Withdraws; already closed, the page of the case says so.
pub(super) async fn withdraw(held: Held) -> Result<Response, Failure> {
    match withdrawing::withdraw(&held.cx, held.complaint.id).await {
        Ok(()) => Ok(Redirect::to("/suivi/dossier?fait=retire").into_response()),
        Err(Error::Refused(Refused::Meanwhile)) => {
            Ok(Redirect::to("/suivi/retrait").into_response())
        }
        Err(Error::Refused(_)) => Ok(to_case()),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

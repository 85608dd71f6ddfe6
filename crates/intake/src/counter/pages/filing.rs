//! The page that files at the counter: what still lacks, what is to be said to the complainant before they
//! declare, and the two buttons. Filing itself is the operation `file_here`.

use super::hold::AtCounter;
use crate::counter::file_here::Refused;
use crate::counter::{self, file_here};
use crate::file::{self, Nature};
use crate::pages::declare::{data_notice, law_of_declaring};
use crate::pages::declared::{BUTTONS, Declared, Wrong};
use crate::pages::names;
use crate::pages::shown::{Pairs, first, shown_as};
use crate::parties::Parties;
use askama::Template;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Regime;
use faisceau_domain::form::{Mode, Posted};
use faisceau_domain::hearing::{Asks, NotYet, may_file};
use faisceau_domain::id::{ComplaintId, DraftId};
use faisceau_law::Said;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::ErrorSummary;
use faisceau_platform::web::{Failure, Frame, Front, Markup};
use std::sync::Arc;

/// What lacks, and where it is given.
struct Lack {
    said: String,
    href: String,
}

#[derive(Template)]
#[template(path = "counter/filing.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    action: String,
    lacks: Vec<Lack>,
    told: String,
    /// For whom, when one declares for somebody else.
    behalf: Option<String>,
    authority: bool,
    warnings: Vec<Said>,
    good_faith: Said,
    data: Vec<Said>,
    fields: Vec<Markup>,
    complaint: bool,
    report: bool,
}

/// What is declared, and what lacks.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    at: AtCounter,
) -> Result<Response, Failure> {
    show(&front, &at, &Wrong::default()).await
}

/// Files. Sent again once filed, it leads to what is handed out.
pub(super) async fn file(
    State(front): State<Arc<Front>>,
    Path(id): Path<DraftId>,
    request: Request,
) -> Result<Response, Failure> {
    let (mut parts, body) = request.into_parts();
    let at = match AtCounter::from_request_parts(&mut parts, &front).await {
        Ok(at) => at,
        Err(failure) => return filed_before(&front, &mut parts, id, failure).await,
    };
    let request = Request::from_parts(parts, body);
    let pairs = typed(request, &front).await?;
    let nature = match first(&pairs, "nature") {
        "complaint" => Nature::Complaint,
        "report" => Nature::Report,
        _ => return Err(Failure::bad_request()),
    };
    let posted = names::posted(pairs);
    match file_here(&at.cx, id, nature, Some(&posted)).await {
        Ok(filed) => Ok(handed_out(filed.complaint)),
        Err(Error::Refused(refused)) => not_filed(&front, &at, posted, refused).await,
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

/// The pairs of the form.
async fn typed(request: Request, front: &Arc<Front>) -> Result<Vec<(String, String)>, Failure> {
    use axum::extract::FromRequest;
    match Pairs::from_request(request, front).await {
        Ok(axum_extra::extract::Form(pairs)) => Ok(pairs),
        Err(_) => Err(Failure::bad_request()),
    }
}

fn handed_out(id: ComplaintId) -> Response {
    Redirect::to(&format!("/guichet/depose/{id}")).into_response()
}

/// A double click finds the file gone, as it is filed.
async fn filed_before(
    front: &Arc<Front>,
    parts: &mut axum::http::request::Parts,
    id: DraftId,
    failure: Failure,
) -> Result<Response, Failure> {
    use faisceau_platform::web::Signed;
    let signed = Signed::from_request_parts(parts, front).await?;
    match counter::took(&signed.cx, ComplaintId(id.0)).await? {
        true => Ok(handed_out(ComplaintId(id.0))),
        false => Err(failure),
    }
}

async fn not_filed(
    front: &Front,
    at: &AtCounter,
    posted: Posted,
    refused: Refused,
) -> Result<Response, Failure> {
    let key = match refused {
        Refused::NoFile | Refused::Filing(file::Refused::NoDraft) => {
            return Err(Failure::not_found());
        }
        Refused::NotYet(why) => format!("minutes-not-yet-{}", why.code()),
        Refused::Filing(file::Refused::Incomplete(_)) => "minutes-incomplete".to_owned(),
        Refused::Filing(file::Refused::Elsewhere) => "minutes-elsewhere".to_owned(),
        Refused::Filing(file::Refused::ReportOnly) => "minutes-report-only".to_owned(),
        Refused::Filing(file::Refused::Wrong(refused)) => {
            return show(front, at, &Wrong::from(*refused)).await;
        }
    };
    show(front, at, &Wrong::whole(posted, key)).await
}

async fn show(front: &Front, at: &AtCounter, wrong: &Wrong) -> Result<Response, Failure> {
    let say = at.visit.say();
    let world = &front.world;
    let journey = at.journey();
    let mode = journey.mode_at_counter(&world.config.profile);
    let (warnings, good_faith) = law_of_declaring(world, &journey, say.lang)?;
    let asked = Declared::of(&say, &world.forms, &journey, wrong, BUTTONS)?;
    let words = world.forms.mode_words(&world.config.profile, mode);
    let parties = Parties::of(&world.forms, &journey.filed(), say.lang);
    let page = Page {
        f: at
            .frame(front, say.say("minutes-filing-title"))
            .back_to(at.at("/lecture"))
            .with_errors(!asked.told.is_empty()),
        errors: ErrorSummary::new(&say, asked.told),
        action: at.at("/deposer"),
        lacks: lacks(at).await?,
        told: words.map_or_else(String::new, |words| words.told.get(say.lang).to_owned()),
        behalf: parties.by.map(|by| by.line(&say)),
        authority: world.config.regime() == Regime::Authority,
        warnings,
        good_faith,
        data: data_notice(&at.cx)?,
        fields: asked.fields,
        complaint: !matches!(mode, Mode::ReportOnly | Mode::Reroute),
        report: mode != Mode::Reroute,
    };
    shown_as(asked.status, &page)
}

/// What keeps this file from being filed, in the order of the gestures.
async fn lacks(at: &AtCounter) -> Result<Vec<Lack>, Failure> {
    let say = at.visit.say();
    let mut all = Vec::new();
    let missing = at.journey().missing().len();
    if missing > 0 {
        all.push(Lack {
            said: say.number("minutes-lacks", i64::try_from(missing).unwrap_or(i64::MAX)),
            href: at.at(""),
        });
    }
    let (heard, now) = at.heard().await?;
    let presence = heard.presence.as_ref();
    // A report may stay without a name: what only a complaint asks for is told when it is filed.
    if let Err(why) = may_file(Asks::Report, presence, heard.read.as_ref(), &now) {
        let to = match why {
            NotYet::NobodyNoted | NotYet::DocumentNotAsked => "/presence",
            NotYet::NotRead | NotYet::Stale => "/lecture",
        };
        all.push(Lack {
            said: say.say(&format!("minutes-not-yet-{}", why.code())),
            href: at.at(to),
        });
    }
    Ok(all)
}

//! The JSON interface of the desk under `/api/v1`: the inbox, the search, alerts and watch-lists. The
//! same operations, rights and journal as the pages; the term of a search travels in a body, never in
//! an address.

mod alerts;
mod watches;

use faisceau_domain::journal::Deed;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Query, State};
use faisceau_domain::urgency::Urgent;
use faisceau_platform::access::Action;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::{
    Answers, Audience, BodyRefusals, Failure, FailureCode, Front, Problem, Refusals, Route, Routes,
    Signed, StaffRefusals, Visit,
};
use faisceau_platform::world::World;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, IntoResponses, OpenApi, ToSchema};
use uuid::Uuid;

use crate::case::Case;
use crate::desk::Desk;
use crate::inbox::{self, Charge, Filters, Order, Place};
use crate::pages::word;
use crate::search::{self, Found, Refused, Value};

/// The routes of the interface.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::ComplaintRead);
    let searches = Audience::Staff(Action::SearchRun);
    Routes::new("casework")
        .with(
            Route::get("/api/v1/complaints", reads).answering(Answers::Json),
            complaints,
        )
        .with(
            Route::post("/api/v1/search", searches).answering(Answers::Json),
            search,
        )
        .and(alerts::routes())
        .and(watches::routes())
}

/// The description of the interface, made from the code.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut described = Description::openapi();
    described.merge(alerts::Description::openapi());
    described.merge(watches::Description::openapi());
    described
}

#[derive(OpenApi)]
#[openapi(paths(complaints, search), components(schemas(Problem)))]
struct Description;

#[derive(IntoResponses)]
#[expect(
    dead_code,
    reason = "describes what the operation and the guard answer"
)]
enum NotSearched {
    /// `no_term`, `term_too_long` or `no_reason`; `unprocessable`: JSON of another shape.
    #[response(status = 422, content_type = "application/problem+json")]
    Refused(Problem),
    /// `forbidden`: closed to this role under this purpose; `stale_form`: the token is missing or
    /// of another session; `cross_site`: asked by a page of another site.
    #[response(status = 403, content_type = "application/problem+json")]
    Closed(Problem),
}

/// Which complaints, from where on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Which {
    /// `filed`, `asked`, `validated`, `rejected` or `withdrawn`.
    state: Option<String>,
    /// The questionnaire type.
    form_type: Option<String>,
    /// The unit in charge.
    unit: Option<String>,
    /// Whose they are: `me` or `nobody`.
    charge: Option<String>,
    /// Registered at this instant or after (RFC 3339).
    since: Option<String>,
    /// A loss above this, in minor units.
    over_minor: Option<i64>,
    /// The source of an import.
    source: Option<String>,
    /// `newest` (unless told otherwise) or `urgent`: what weighs most first, then the newest.
    order: Option<String>,
    /// `older` of the page before.
    after: Option<String>,
    /// `newer` of the page after. Not with `after`.
    before: Option<String>,
}

/// Complaints, in the order asked for.
#[derive(Serialize, ToSchema)]
struct Inbox {
    /// Those this person may read. A page may be shorter than the others, or empty.
    complaints: Vec<CaseSeen>,
    /// `before` of the page before; null: this is the first.
    newer: Option<String>,
    /// `after` of the next page; null: this is the last.
    older: Option<String>,
}

/// A complaint as lists show it: never an answer, a narrative or a name.
#[derive(Serialize, ToSchema)]
struct CaseSeen {
    /// The complaint.
    id: Uuid,
    /// Its printed reference.
    reference: String,
    /// `complaint` or `report`.
    nature: String,
    /// The questionnaire type.
    form_type: String,
    /// The kind as its source calls it, or the type.
    heading: String,
    /// `online`, `counter` or `import`.
    channel: String,
    /// The source of an import.
    source: Option<String>,
    /// `filed`, `asked`, `validated`, `rejected` or `withdrawn`.
    state: String,
    /// Registered here on (RFC 3339).
    filed_at: String,
    /// Received on, as stated by the source (RFC 3339).
    received_at: Option<String>,
    /// When the facts began (RFC 3339).
    occurred_at: Option<String>,
    /// The loss, in minor units.
    amount_minor: Option<i64>,
    /// Its currency (ISO 4217).
    currency: Option<String>,
    /// The unit in charge; empty: the central queue.
    unit: String,
    /// The account in charge.
    assignee: Option<Uuid>,
    /// Questions answered by "I do not know" and its like; null for imports.
    unknown_answers: Option<usize>,
    /// Its series, when this person may read it.
    series: Option<Uuid>,
    /// Complaints in that series.
    series_size: Option<i64>,
    /// Why it cannot wait now, the strongest reason first: `danger`, `minor`, `threat`, `recall`.
    urgent: Vec<&'static str>,
    /// When `recall` stops counting (RFC 3339).
    urgent_until: Option<String>,
    /// What it weighs now in the order `urgent`: it sorts, and decides nothing.
    priority: u32,
    /// The reasons these points come from, the heaviest first.
    priority_reasons: Vec<ReasonSeen>,
}

/// A reason and what it weighs.
#[derive(Serialize, ToSchema)]
struct ReasonSeen {
    /// `life`, `minor`, `threat`, `recall`, `loss`, `series` or `growing`.
    reason: &'static str,
    /// Its points.
    points: u32,
}

/// What is searched, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Sought {
    /// An identifier as typed, a reference, or words. The journal keeps a mark of it only.
    term: String,
    /// Why, in five characters at least: the journal keeps it.
    reason: String,
}

/// What was found.
#[derive(Serialize, ToSchema)]
struct FoundSeen {
    /// Values the term may be.
    values: Vec<SoughtValue>,
    /// Complaints this person may read, newest first.
    complaints: Vec<CaseSeen>,
    /// Whether there may be more: the search is to be narrowed.
    more: bool,
}

/// A value the term may be, as whoever searches typed it: it is not masked.
#[derive(Serialize, ToSchema)]
struct SoughtValue {
    /// `iban`, `phone`, `email`, `url`…
    kind: &'static str,
    /// To be shown: never a link to follow.
    shown: String,
    /// The canonical form.
    canonical: String,
    /// The identifier, when it is known under this very form and may be read.
    identifier: Option<Uuid>,
    /// Complaints holding it that this person may read.
    complaints: usize,
}

/// The inbox, page by page. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/complaints", operation_id = "list_complaints", params(Which),
    responses((status = 200, description = "One page", body = Inbox), Refusals, StaffRefusals)
)]
async fn complaints(
    State(front): State<Arc<Front>>,
    signed: Signed,
    which: Result<Query<Which>, QueryRejection>,
) -> Result<Json<Inbox>, Failure> {
    let Query(which) = which.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let cx = &signed.cx;
    let (filters, place) = asked(&which, cx.world.clock.now())?;
    let desk = Desk::of(&front, &signed);
    let mut tx = cx.world.db.read().await?;
    let scope = desk.scope(&mut tx).await?;
    let page = inbox::page(&mut tx, &desk, &scope, &filters, place).await?;
    let complaints = seen(&cx.world, &mut tx, &desk, &page.cases).await?;
    tx.rollback().await?;
    inbox::journal(cx, Deed::InboxRead, complaints.len()).await?;
    Ok(Json(Inbox {
        complaints,
        newer: page.newer.map(|place| place.written()),
        older: page.older.map(|place| place.written()),
    }))
}

/// Searches complaints by an identifier, a reference or words. The reason is journaled.
#[utoipa::path(
    post, path = "/api/v1/search", operation_id = "run_search", request_body = Sought,
    params(("x-csrf-token" = String, Header,
        description = "The token of the session: `csrf` in any form of a page of staff")),
    responses(
        (status = 200, description = "What was found", body = FoundSeen),
        Refusals, StaffRefusals, BodyRefusals, NotSearched
    )
)]
async fn search(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    sought: Result<Json<Sought>, JsonRejection>,
) -> Result<Json<FoundSeen>, Failure> {
    let Json(sought) = sought.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let reason = word(Some(&sought.reason)).unwrap_or_default();
    let cx = signed.cx.clone().because(&reason);
    let desk = Desk::of(&front, &signed);
    let found = search::search(&cx, &desk, &sought.term).await;
    let Found {
        values,
        cases,
        more,
    } = found.map_err(|error| match error {
        Error::Fault(fault) => Failure::fault(&fault),
        Error::Refused(why) => refusal(&visit, why),
    })?;
    let mut tx = cx.world.db.read().await?;
    let complaints = seen(&cx.world, &mut tx, &desk, &cases).await?;
    tx.rollback().await?;
    Ok(Json(FoundSeen {
        values: values.iter().map(value).collect(),
        complaints,
        more,
    }))
}

fn refusal(visit: &Visit, why: Refused) -> Failure {
    let (code, key) = match why {
        Refused::NotAllowed => return Failure::forbidden(),
        Refused::NoTerm => (FailureCode::NoTerm, "casework-search-no-term"),
        Refused::TermTooLong => (FailureCode::TermTooLong, "casework-search-term-too-long"),
        Refused::NoReason => (FailureCode::NoReason, "casework-search-no-reason"),
    };
    Failure::new(code).saying(visit.say().say(key))
}

/// What is asked for. A program that asks for what cannot be is told: a filter left out would
/// list too much.
fn asked(which: &Which, now: Timestamp) -> Result<(Filters, Option<Place>), Failure> {
    let since = which.since.as_deref().map(str::parse::<Timestamp>);
    let charge = which.charge.as_deref().map(|charge| match charge {
        "me" => Ok(Charge::Me),
        "nobody" => Ok(Charge::Nobody),
        _ => Err(Failure::bad_request()),
    });
    let filters = Filters {
        state: word(which.state.as_deref()),
        form_type: word(which.form_type.as_deref()),
        unit: word(which.unit.as_deref()),
        charge: charge.transpose()?,
        since: since.transpose().map_err(|_| Failure::bad_request())?,
        over_minor: which.over_minor,
        source: word(which.source.as_deref()),
        order: match which.order.as_deref() {
            None | Some("newest") => Order::Newest,
            Some("urgent") => Order::UrgentFirst(now),
            Some(_) => return Err(Failure::bad_request()),
        },
    };
    let at = |text: &Option<String>, newer| {
        let place = text.as_deref().map(|text| Place::read(text, newer));
        place
            .map(|place| place.ok_or_else(Failure::bad_request))
            .transpose()
    };
    match (at(&which.after, false)?, at(&which.before, true)?) {
        (Some(_), Some(_)) => Err(Failure::bad_request()),
        (older, newer) => Ok((filters, older.or(newer))),
    }
}

/// Complaints that passed the policies; their series only when it passes too.
async fn seen(
    world: &World,
    tx: &mut Tx,
    desk: &Desk<'_>,
    cases: &[Case],
) -> Result<Vec<CaseSeen>, Fault> {
    let now = world.clock.now();
    let mut seen = Vec::with_capacity(cases.len());
    for case in cases {
        let series = case.series_resource();
        let series = series.filter(|series| desk.may(Action::SeriesRead, series));
        let (series, series_size) = series.and(case.series).unzip();
        let (amount_minor, currency) = case
            .loss
            .as_ref()
            .map(|loss| (loss.minor, loss.currency.clone()))
            .unzip();
        let urgency = case.urgency.clone().and_then(|urgency| urgency.at(now));
        let until = urgency.as_ref().and_then(|urgency| urgency.until);
        let urgent = urgency.map_or_else(Vec::new, |urgency| urgency.reasons);
        let weighed = case.weight.as_ref().map(|weight| weight.reasons(now));
        let weighed = weighed.unwrap_or_default();
        let reasons = weighed.0.iter().map(|weighed| ReasonSeen {
            reason: weighed.reason.code(),
            points: weighed.points,
        });
        seen.push(CaseSeen {
            id: case.id.0,
            reference: case.reference.clone(),
            nature: case.nature.clone(),
            form_type: case.form_type.clone(),
            heading: case.heading.clone(),
            channel: case.channel.clone(),
            source: case.source.clone(),
            state: case.state.clone(),
            filed_at: case.filed_at.to_string(),
            received_at: case.received_at.map(|at| at.to_string()),
            occurred_at: case.occurred_at.map(|at| at.to_string()),
            amount_minor,
            currency,
            unit: case.unit.clone(),
            assignee: case.assignee.map(|account| account.0),
            unknown_answers: inbox::missing(world, tx, case.id).await?,
            series: series.map(|series| series.0),
            series_size,
            urgent: urgent.into_iter().map(Urgent::code).collect(),
            urgent_until: until.map(|until| until.to_string()),
            priority: weighed.points(),
            priority_reasons: reasons.collect(),
        });
    }
    Ok(seen)
}

fn value(value: &Value) -> SoughtValue {
    SoughtValue {
        kind: value.identifier.kind().code(),
        shown: value.identifier.defanged(),
        canonical: value.identifier.canonical().to_owned(),
        identifier: value.known.map(|id| id.0),
        complaints: value.complaints,
    }
}

//! The JSON interface of series under `/api/v1`: the list, one series with its evidence, one
//! identifier with its appearances. The same readings, rights and journal as the pages; no rule.

mod explanation;
mod graph;
mod identifier;

use crate::catalogue::{self, Figures, Member, SeriesRow, Wanted};
use crate::count::{self, Count};
use crate::evidence::{self, Evidence, Shared};
use crate::pages::query::Asked;
use crate::pages::{series, series_list};
use crate::quality::api::{LinkSeen, QualitySeen};
use crate::quality::{self, Said};
use crate::rights::Sight;
use crate::words;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use faisceau_platform::access::Action;
use faisceau_platform::web::{
    Answers, Audience, Failure, Front, NotThere, Problem, Refusals, Route, Routes, Signed,
    StaffRefusals,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use utoipa::{IntoParams, OpenApi, ToSchema};
use uuid::Uuid;

/// The routes of the interface.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let get = |path, action| Route::get(path, Audience::Staff(action)).answering(Answers::Json);
    Routes::new("series")
        .with(get("/api/v1/series", Action::SeriesRead), list)
        .with(get("/api/v1/series/{id}", Action::SeriesRead), one)
        .with(
            get(
                "/api/v1/series/{id}/explanations/{complaint}",
                Action::SeriesRead,
            ),
            explanation::read,
        )
        .with(
            get("/api/v1/series/{id}/graph", Action::SeriesRead),
            graph::read,
        )
        .with(
            get("/api/v1/identifiers/{id}", Action::IdentifierRead),
            identifier::read,
        )
}

/// The description of the interface, made from the code.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut described = Description::openapi();
    described.merge(explanation::Description::openapi());
    described.merge(graph::Description::openapi());
    described.merge(identifier::Description::openapi());
    described.merge(crate::quality::api::openapi());
    described.merge(crate::decide::api::openapi());
    described.merge(crate::propose::api::openapi());
    described
}

#[derive(OpenApi)]
#[openapi(paths(list, one), components(schemas(Problem)))]
struct Description;

/// Which series, from where on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Which {
    /// At least this many complaints.
    size_min: Option<u32>,
    /// Changed at this instant or after (RFC 3339).
    since: Option<String>,
    /// Ids of identifiers, with commas: any of them appears in the series. At most 16.
    values: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
}

/// From where on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Onward {
    /// `next` of the page before.
    pub(crate) after: Option<String>,
}

/// Series in force, the latest changed first.
#[derive(Serialize, ToSchema)]
struct SeriesPage {
    /// Those this person may read. A page may be shorter than the others, or empty.
    series: Vec<SeriesHead>,
    /// `after` of the next page; null: this is the last.
    next: Option<String>,
}

/// A series.
#[derive(Serialize, ToSchema)]
struct SeriesHead {
    /// The series.
    id: Uuid,
    /// Its public reference.
    reference: String,
    /// Complaints in it, readable or not.
    size: i64,
    /// Those among them that a confirmation names; 0: nobody confirmed the series.
    confirmed: i64,
    /// Those that came since it was confirmed, and that nobody reviewed.
    attached: i64,
    /// When it was formed (RFC 3339).
    formed_at: String,
    /// When it last changed (RFC 3339).
    changed_at: String,
    /// When it ended, if it did (RFC 3339).
    ended_at: Option<String>,
    /// The series that holds most of what it held.
    successor: Option<Uuid>,
}

/// A series with its evidence and its members.
#[derive(Serialize, ToSchema)]
struct SeriesSeen {
    /// Which.
    series: SeriesHead,
    /// Units in charge of its complaints.
    units: usize,
    /// Loss by currency; complaints that state none are left out.
    losses: Vec<Loss>,
    /// When its first complaint was received (RFC 3339).
    first_received_at: Option<String>,
    /// When its last one was (RFC 3339).
    last_received_at: Option<String>,
    /// That they are together: an inference, by the figures of linkage in force. `standing` tells, of each member,
    /// whether a person confirmed it.
    together: LinkSeen,
    /// What its complaints share: what links first. Empty while `evidence_state` is `awaited`.
    evidence: Vec<EvidenceSeen>,
    /// `at_once`: counted at this reading; `behind`: as last counted; `awaited`: the first count of a
    /// large series is not made yet.
    evidence_state: &'static str,
    /// When the awaited count was asked for (RFC 3339).
    evidence_asked_at: Option<String>,
    /// When the complaints of a large series were last counted by value (RFC 3339); null: at this
    /// reading.
    evidence_counted_at: Option<String>,
    /// Its complaints that this person may read, the earliest received first.
    members: Vec<MemberSeen>,
    /// `after` of the next page of members; null: this is the last.
    next: Option<String>,
}

/// A sum.
#[derive(Serialize, ToSchema)]
struct Loss {
    /// ISO 4217.
    currency: String,
    /// In minor units.
    amount_minor: i64,
}

/// A value shared by complaints of a series: what is shared, and nothing of anybody.
#[derive(Serialize, ToSchema)]
struct EvidenceSeen {
    /// The forms under which it was written.
    values: Vec<ValueSeen>,
    /// What it may do: `link`, `propose` or `shared`.
    class: &'static str,
    /// Why, as a stable word.
    reason: String,
    /// The list that names it.
    list: Option<String>,
    /// Complaints of the series that use it.
    complaints: i64,
    /// When the first of them was received (RFC 3339).
    first_received_at: String,
    /// When the last of them was (RFC 3339).
    last_received_at: String,
    /// What staff say of the person behind it; null where nobody does, or the value is masked: the complaints
    /// then make statements about a value, and of no person.
    quality: Option<QualitySeen>,
}

/// A written value: in clear for who may read a complaint that says it, masked for the others.
#[derive(Serialize, ToSchema)]
struct ValueSeen {
    /// `iban`, `phone`, `email`, `url`…
    kind: String,
    /// To be shown: masked, or in clear and never a link to follow.
    shown: String,
    /// Whether `shown` is masked.
    masked: bool,
    /// The canonical form; null when masked.
    canonical: Option<String>,
    /// The identifier; null when masked.
    identifier: Option<Uuid>,
}

/// A complaint of a series.
#[derive(Serialize, ToSchema)]
struct MemberSeen {
    /// The complaint.
    complaint: Uuid,
    /// Its printed reference.
    reference: String,
    /// The questionnaire type.
    form_type: String,
    /// When it was received (RFC 3339).
    received_at: String,
    /// The loss, in minor units.
    amount_minor: Option<i64>,
    /// Its currency (ISO 4217).
    currency: Option<String>,
    /// The unit in charge; empty: the central queue.
    unit: String,
    /// When it joined (RFC 3339).
    joined_at: String,
    /// `candidate` where nobody confirmed the series; `confirmed`, or `attached` since and not
    /// reviewed.
    standing: &'static str,
}

/// The series in force that this person may read. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/series", operation_id = "list_series", params(Which),
    responses((status = 200, description = "One page", body = SeriesPage), Refusals, StaffRefusals)
)]
async fn list(
    State(front): State<Arc<Front>>,
    signed: Signed,
    which: Result<Query<Which>, QueryRejection>,
) -> Result<Json<SeriesPage>, Failure> {
    let Query(which) = which.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let wanted = wanted(&which)?;
    let asked = place(which.after)?;
    let mut tx = front.world.db.write().await?;
    let (rows, next) = series_list::permitted(&front, &signed, &mut tx, &wanted, &asked).await?;
    series_list::journal(&signed.cx, &mut tx, rows.len(), &wanted).await?;
    tx.commit().await?;
    Ok(Json(SeriesPage {
        series: rows.into_iter().map(head).collect(),
        next,
    }))
}

/// One series, as far as the policies open it. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/series/{id}", operation_id = "read_series",
    params(("id" = Uuid, Path, description = "Its id"), Onward),
    responses(
        (status = 200, description = "The series", body = SeriesSeen),
        Refusals, StaffRefusals, NotThere
    )
)]
async fn one(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<String>,
    onward: Result<Query<Onward>, QueryRejection>,
) -> Result<Json<SeriesSeen>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let Query(onward) = onward.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let asked = place(onward.after)?;
    let mut tx = front.world.db.write().await?;
    let (row, resource) = series::opened(&front, &signed, &mut tx, id).await?;
    let figures = catalogue::figures(&mut tx, id).await?;
    let mut sight = Sight::of(&front, &signed);
    count::looked_at(&signed.cx, &mut tx, id).await?;
    let Shared {
        count,
        values: found,
    } = evidence::evidence(&mut tx, id).await?;
    series::learn(&mut sight, &mut tx, &found).await?;
    let said = quality::in_force_of(&mut tx, found.iter().map(|one| one.key_id)).await?;
    let together = quality::together(&mut tx, row.changed_at).await?;
    let (members, next) = series::permitted(&mut sight, &mut tx, id, &asked).await?;
    series::journal(&signed.cx, &mut tx, id, members.len()).await?;
    tx.commit().await?;
    let Figures {
        losses,
        first,
        last,
    } = figures;
    let losses = losses.into_iter().map(|(currency, amount_minor)| Loss {
        currency,
        amount_minor,
    });
    let told = found.iter().filter(|evidence| !evidence.forms.is_empty());
    Ok(Json(SeriesSeen {
        series: head(row),
        units: resource.units.len(),
        losses: losses.collect(),
        first_received_at: first.map(|at| at.to_string()),
        last_received_at: last.map(|at| at.to_string()),
        evidence: told
            .map(|evidence| shared(&mut sight, evidence, &said))
            .collect(),
        together: LinkSeen::of(&together),
        evidence_state: count.code(),
        evidence_asked_at: match count {
            Count::Awaited(asked_at) => asked_at.map(|at| at.to_string()),
            Count::AtOnce | Count::Behind(_) => None,
        },
        evidence_counted_at: count.behind().map(|counted| counted.at.to_string()),
        members: members.into_iter().map(member).collect(),
        next,
    }))
}

fn wanted(which: &Which) -> Result<Wanted, Failure> {
    let since = which.since.as_deref().map(str::parse::<Timestamp>);
    let since = since.transpose().map_err(|_| Failure::bad_request())?;
    let ids = which.values.as_deref().map(|text| {
        let ids = text.split(',').map(|id| id.trim().parse::<Uuid>());
        ids.collect::<Result<Vec<Uuid>, _>>()
    });
    let values = ids.transpose().map_err(|_| Failure::bad_request())?;
    if values.as_ref().is_some_and(|ids| ids.len() > VALUES_MAX) {
        return Err(Failure::bad_request());
    }
    Ok(Wanted {
        size_min: which.size_min.map_or(0, i64::from),
        since,
        values,
    })
}

/// Values of one filter, as on the page.
const VALUES_MAX: usize = 16;

/// A place in a list: a program that sends a broken one is told, instead of starting again.
fn place(after: Option<String>) -> Result<Asked, Failure> {
    let asked = Asked {
        apres: after.unwrap_or_default(),
        ..Asked::default()
    };
    if !asked.apres.is_empty() && asked.after().is_none() {
        return Err(Failure::bad_request());
    }
    Ok(asked)
}

fn head(row: SeriesRow) -> SeriesHead {
    SeriesHead {
        id: row.id,
        reference: row.reference,
        size: row.size,
        confirmed: row.confirmed,
        attached: row.attached,
        formed_at: row.formed_at.to_string(),
        changed_at: row.changed_at.to_string(),
        ended_at: row.ended_at.map(|at| at.to_string()),
        successor: row.successor,
    }
}

fn value(kind: &str, canonical: &str, id: Uuid, clear: bool) -> ValueSeen {
    ValueSeen {
        kind: kind.to_owned(),
        shown: words::shown(kind, canonical, clear),
        masked: !clear,
        canonical: clear.then(|| canonical.to_owned()),
        identifier: clear.then_some(id),
    }
}

fn shared(sight: &mut Sight<'_>, evidence: &Evidence, said: &HashMap<Uuid, Said>) -> EvidenceSeen {
    let mut seen = false;
    let forms = evidence.forms.iter().map(|form| {
        let clear = series::in_clear(sight, form);
        seen |= clear;
        value(&form.kind, &form.canonical, form.identifier, clear)
    });
    let values = forms.collect();
    let said = said.get(&evidence.key_id).filter(|_| seen);
    EvidenceSeen {
        values,
        quality: said.and_then(QualitySeen::of),
        class: evidence.class.code(),
        reason: evidence.reason.clone(),
        list: evidence.list.clone(),
        complaints: evidence.here,
        first_received_at: evidence.first.to_string(),
        last_received_at: evidence.last.to_string(),
    }
}

fn member(member: Member) -> MemberSeen {
    let (amount_minor, currency) = member.loss.unzip();
    MemberSeen {
        complaint: member.complaint,
        reference: member.reference,
        form_type: member.form_type,
        received_at: member.received_at.to_string(),
        amount_minor,
        currency,
        unit: member.unit,
        joined_at: member.joined_at.to_string(),
        standing: member.standing.code(),
    }
}

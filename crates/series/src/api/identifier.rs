//! One identifier and where it appears, as programs read it: with what is declared of the person
//! behind it, and what staff say of that person.

use super::{Onward, ValueSeen, place, value};
use crate::appearances::{self, Appearance, Met};
use crate::pages::pivot;
use crate::quality::api::{LinkSeen, QualitySeen};
use crate::quality::{self, Said};
use crate::rights::Sight;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use faisceau_linkage::Class;
use faisceau_platform::access::{Action, Kind, Resource};
use faisceau_platform::web::{Failure, Front, NotThere, Problem, Refusals, Signed, StaffRefusals};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

#[derive(OpenApi)]
#[openapi(paths(read), components(schemas(Problem)))]
pub(super) struct Description;

/// An identifier, and where it appears.
#[derive(Serialize, ToSchema)]
pub(super) struct IdentifierSeen {
    /// The value.
    value: ValueSeen,
    /// What it may do, once two complaints use it: `link`, `propose` or `shared`.
    class: Option<&'static str>,
    /// Why, as a stable word.
    reason: Option<String>,
    /// The list that names it.
    list: Option<String>,
    /// What staff say of the person behind it; null where nobody does, or the value is masked. Without it,
    /// all that is known is what each appearance declares.
    quality: Option<QualitySeen>,
    /// Where it appears, as far as this person may read, the latest first.
    appearances: Vec<AppearanceSeen>,
    /// `after` of the next page; null: this is the last.
    next: Option<String>,
}

/// One complaint where an identifier appears.
#[derive(Serialize, ToSchema)]
struct AppearanceSeen {
    /// The complaint.
    complaint: Uuid,
    /// Its printed reference.
    reference: String,
    /// The questionnaire type.
    form_type: String,
    /// When it was received (RFC 3339).
    received_at: String,
    /// The unit in charge; empty: the central queue.
    unit: String,
    /// Whose it is said to be: `offender`, `victim`…
    role: String,
    /// What that says of the person behind it: never that they are a suspect.
    link: LinkSeen,
    /// The complaint's series, when this person may read it.
    series: Option<Uuid>,
    /// Its reference.
    series_reference: Option<String>,
}

/// One identifier and where it appears. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/identifiers/{id}", operation_id = "read_identifier",
    params(("id" = Uuid, Path, description = "Its id"), Onward),
    responses(
        (status = 200, description = "The identifier", body = IdentifierSeen),
        Refusals, StaffRefusals, NotThere
    )
)]
pub(super) async fn read(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<String>,
    onward: Result<Query<Onward>, QueryRejection>,
) -> Result<Json<IdentifierSeen>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let Query(onward) = onward.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let asked = place(onward.after)?;
    let resource = Resource::new(Kind::Identifier, id.to_string());
    front.allow(&signed, Action::IdentifierRead, &resource)?;
    let mut tx = front.world.db.write().await?;
    let met = appearances::met(&mut tx, id).await?;
    let met = met.ok_or_else(Failure::not_found)?;
    let mut sight = Sight::of(&front, &signed);
    let (rows, next) = pivot::permitted(&mut sight, &mut tx, id, &asked).await?;
    let readable = pivot::readable_series(&front, &signed, &mut tx, &rows).await?;
    let clear = rows.iter().any(|row| pivot::in_clear(&mut sight, row));
    let judges = sight.allows(Action::IdentifierJudge, &resource);
    let history = match clear || judges {
        true => quality::of_key(&mut tx, met.key_id).await?,
        false => Vec::new(),
    };
    pivot::journal(&signed.cx, &mut tx, id, rows.len()).await?;
    tx.commit().await?;
    let seen = (clear, quality::in_force(&history));
    Ok(Json(known(id, met, seen, (&rows, &readable), next)))
}

fn known(
    id: Uuid,
    met: Met,
    (clear, said): (bool, Option<&Said>),
    (rows, readable): (&[Appearance], &HashSet<Uuid>),
    next: Option<String>,
) -> IdentifierSeen {
    let appearances = rows.iter().map(|row| {
        let series = row.series.as_ref().filter(|(id, _)| readable.contains(id));
        AppearanceSeen {
            complaint: row.complaint,
            reference: row.reference.clone(),
            form_type: row.form_type.clone(),
            received_at: row.received_at.to_string(),
            unit: row.unit.clone(),
            role: row.role.clone(),
            link: LinkSeen::of(&row.link),
            series: series.map(|(id, _)| *id),
            series_reference: series.map(|(_, reference)| reference.clone()),
        }
    });
    let (class, reason) = met.class.unzip();
    IdentifierSeen {
        value: value(&met.kind, &met.canonical, id, clear),
        class: class.map(Class::code),
        reason,
        list: met.list,
        quality: said.and_then(QualitySeen::of),
        appearances: appearances.collect(),
        next,
    }
}

//! The page that chooses the complaints of a series to be set apart: ticks over as many pages as
//! the series has, kept from one to the next in the form, so that it needs no script. Two ticked
//! alone may also be forbidden to be linked.

use super::decide::{answered, refused};
use super::filling::{CHUNK_ROWS, is_last};
use super::gesture::{On, Sent};
use super::id::Id;
use super::written;
use crate::catalogue::{self, Member};
use crate::decide::enact::Gesture;
use crate::decide::forbid::forbid;
use crate::decide::refused::Refused;
use crate::decide::side::{Side, decidable};
use crate::decide::split::split;
use crate::evidence;
use crate::pages::series::in_clear;
use crate::rights::Sight;
use crate::store;
use crate::words;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{self, Button, Choice, Select, TextArea};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// Complaints that a form may carry from page to page: with more, choose by a value.
const CHOSEN_MAX: usize = 5_000;
/// Values offered to choose by.
const VALUES_MAX: usize = 40;
/// Complaints chosen at once by a value they bear.
const BEARERS_MAX: i64 = 5_000;

#[derive(Template)]
#[template(path = "decisions/split.html")]
struct Page {
    f: Frame,
    action: String,
    gesture: Uuid,
    as_of: i64,
    place: String,
    count: String,
    lines: Vec<Line>,
    carried: Vec<Uuid>,
    values: Option<Select>,
    by_value: Button,
    earlier: Option<Button>,
    later: Option<Button>,
    reason: TextArea,
    apart: Button,
    forbid: Button,
}

/// A complaint to be ticked.
struct Line {
    id: Uuid,
    ticked: bool,
    reference: String,
    received: String,
    kind: String,
    loss: String,
}

/// What the page shows again.
struct Choosing {
    gesture: Uuid,
    as_of: Timestamp,
    chosen: BTreeSet<Uuid>,
    /// Pages before this one, by the places they begin at.
    places: Vec<String>,
    reason: String,
}

/// The page as one comes to it.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
) -> Result<Response, Failure> {
    let mut tx = front.world.db.read().await?;
    let series = catalogue::one(&mut tx, id).await?;
    let series = series.ok_or_else(Failure::not_found)?;
    drop(tx);
    let now = front.world.clock.now();
    let choosing = Choosing {
        gesture: front.world.dice.uuid(now),
        as_of: series.changed_at,
        chosen: BTreeSet::new(),
        places: Vec::new(),
        reason: String::new(),
    };
    shown(&front, &visit, &signed, id, choosing).await
}

/// What was ticked: another page of it, or the gesture.
pub(super) async fn choose(On { id, by }: On) -> Result<Response, Failure> {
    let mut choosing = read(&by.sent)?;
    let (cx, mut sight) = (by.cx(), Sight::of(&by.front, &by.signed));
    let gesture = Gesture::alone(choosing.gesture);
    match by.sent.get("suite") {
        "mettre-a-part" => {
            let (chosen, as_of) = (&choosing.chosen, choosing.as_of);
            let done = split(&cx, &mut sight, gesture, id, chosen, as_of).await;
            answered(&by, gesture.id, done).await
        }
        "interdire" => {
            let two: Vec<Uuid> = choosing.chosen.iter().copied().collect();
            let done = match two[..] {
                [one, other] => {
                    let sides = [Side::Complaint(one), Side::Complaint(other)];
                    forbid(&cx, &mut sight, gesture, sides).await
                }
                _ => Err(Error::Refused(Refused::OneSide)),
            };
            answered(&by, gesture.id, done).await
        }
        suite => {
            if choosing.chosen.len() > CHOSEN_MAX {
                return refused(&by, &Refused::TooMany).await;
            }
            match suite {
                "precedente" => {
                    choosing.places.pop();
                }
                "par-valeur" => {
                    let value = by.sent.get("valeur").parse().ok();
                    let bearers = bearers(&by.front, id, value).await?;
                    choosing.chosen.extend(bearers);
                }
                place => choosing.places.push(place.to_owned()),
            }
            shown(&by.front, &by.visit, &by.signed, id, choosing).await
        }
    }
}

fn read(sent: &Sent) -> Result<Choosing, Failure> {
    let ids = sent.all("choisie").map(str::parse::<Uuid>);
    let chosen: Result<BTreeSet<Uuid>, _> = ids.collect();
    let places = sent.get("place").split(' ').filter(|p| !p.is_empty());
    Ok(Choosing {
        gesture: sent.gesture()?,
        as_of: sent.as_of()?,
        chosen: chosen.map_err(|_| Failure::bad_request())?,
        places: places.take(200).map(str::to_owned).collect(),
        reason: sent.reason().to_owned(),
    })
}

/// The complaints of the series that bear a value.
async fn bearers(front: &Front, series: Uuid, value: Option<Uuid>) -> Result<Vec<Uuid>, Fault> {
    let mut tx = front.world.db.read().await?;
    let asked = binds![value, series, BEARERS_MAX];
    let rows = tx.all(&store::BEARERS_OF, asked).await?;
    rows.iter().map(|row| row.get("subject")).collect()
}

async fn shown(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    id: Uuid,
    choosing: Choosing,
) -> Result<Response, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let mut sight = Sight::of(front, signed);
    let series = match decidable(&mut tx, &sight, id).await {
        Ok(series) => series,
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(Refused::NotAllowed)) => return Err(Failure::forbidden()),
        Err(Error::Refused(Refused::Ended)) => {
            return Err(Failure::conflict().saying(say.say("decisions-refused-ended")));
        }
        Err(Error::Refused(_)) => return Err(Failure::not_found()),
    };
    let place = choosing.places.last().map(String::as_str);
    let after = super::query::Asked {
        apres: place.unwrap_or_default().to_owned(),
        ..Default::default()
    };
    let rows = catalogue::members(&mut tx, id, after.after(), CHUNK_ROWS).await?;
    let next = (!is_last(&rows)).then(|| rows.last()).flatten();
    let next = next.map(|row| super::query::place(row.received_at, row.complaint));
    sight
        .learn(&mut tx, rows.iter().map(|r| r.complaint))
        .await?;
    let rows: Vec<Member> = rows
        .into_iter()
        .filter(|row| sight.may(Action::ComplaintRead, row.complaint))
        .collect();
    let values = values(&say, &mut tx, &mut sight, id).await?;
    super::series::journal(&signed.cx, &mut tx, id, rows.len()).await?;
    tx.commit().await?;
    let title = say.with("decisions-split-page", &[("reference", &series.reference)]);
    let frame = front.staff_frame(visit, signed, title);
    let page = Page {
        f: frame.back_to(format!("/series/{id}")),
        ..laid_out(front, visit, signed, (id, &rows, values), (choosing, next))
    };
    Ok(written(&page)?.into_response())
}

fn laid_out(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    (id, rows, values): (Uuid, &[Member], Option<Select>),
    (choosing, next): (Choosing, Option<String>),
) -> Page {
    let say = visit.say();
    let here: BTreeSet<Uuid> = rows.iter().map(|row| row.complaint).collect();
    let chosen = i64::try_from(choosing.chosen.len()).unwrap_or(i64::MAX);
    let lines = rows.iter().map(|row| {
        let loss = row.loss.as_ref();
        let loss = loss.map(|(minor, unit)| words::money(&front.world, &say, *minor, unit));
        Line {
            id: row.complaint,
            ticked: choosing.chosen.contains(&row.complaint),
            reference: row.reference.clone(),
            received: words::day(&say, row.received_at),
            kind: words::form_type(&front.world, &say, &row.form_type),
            loss: loss.unwrap_or_default(),
        }
    });
    let asked = parts::Asked::new(&say, "raison", say.say("decisions-reason"));
    let mut reason = TextArea::new(
        asked.hint(say.say("decisions-reason-hint")),
        &choosing.reason,
    );
    reason.rows = 2;
    let go = |key: &str, to: &str| Button::secondary(say.say(key)).sending("suite", to);
    Page {
        f: front.staff_frame(visit, signed, ""),
        action: format!("/series/{id}/partager"),
        gesture: choosing.gesture,
        as_of: choosing.as_of.as_millisecond(),
        place: choosing.places.join(" "),
        count: say.number("decisions-split-chosen", chosen),
        lines: lines.collect(),
        carried: choosing.chosen.difference(&here).copied().collect(),
        values,
        by_value: go("decisions-split-by-value", "par-valeur"),
        earlier: (!choosing.places.is_empty()).then(|| go("decisions-split-earlier", "precedente")),
        later: next.map(|place| go("decisions-split-later", &place)),
        reason,
        apart: Button::primary(say.say("decisions-split-button")).sending("suite", "mettre-a-part"),
        forbid: go("decisions-split-forbid", "interdire"),
    }
}

/// The values that some complaints of the series bear, to choose them by.
async fn values(
    say: &Say,
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    series: Uuid,
) -> Result<Option<Select>, Fault> {
    let found = evidence::evidence(tx, series).await?.values;
    super::series::learn(sight, tx, &found).await?;
    let mut offered: BTreeMap<usize, Choice> = BTreeMap::new();
    for (at, evidence) in found.iter().enumerate().take(VALUES_MAX) {
        let Some(form) = evidence.forms.first() else {
            continue;
        };
        let clear = in_clear(sight, form);
        let shown = words::shown(&form.kind, &form.canonical, clear);
        let kind = words::kind(say, &form.kind);
        let label = format!("{kind} {shown} ({})", evidence.here);
        offered.insert(at, Choice::new(evidence.key_id.to_string(), label));
    }
    let asked = parts::Asked::new(say, "valeur", say.say("decisions-split-value"));
    let asked = asked.hint(say.say("decisions-split-value-hint"));
    let offered: Vec<Choice> = offered.into_values().collect();
    Ok((!offered.is_empty()).then(|| Select::new(say, asked, offered)))
}

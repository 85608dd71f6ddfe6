//! The page of what the linker leaves to people, what is worth most first: one reason and one
//! button answer whatever is ticked, and the whole gesture can be taken back right after.

use super::decide::refused;
use super::gesture::Gestured;
use super::{slips, written};
use crate::decide::listed as decisions;
use crate::decide::words as said;
use crate::propose::answer::{Done, answer};
use crate::propose::listed::{self, After, End, Listed, What, in_clear};
use crate::rights::Sight;
use crate::words;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::{Say, Value};
use faisceau_domain::Lang;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{self, Button, Pagination, TextArea};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "decisions/proposals.html")]
struct Page {
    f: Frame,
    batch: Uuid,
    lines: Vec<Line>,
    reason: TextArea,
    accept: Button,
    refuse: Button,
    pages: Pagination,
}

/// A proposal in a line.
pub(super) struct Line {
    pub(super) id: Uuid,
    pub(super) what: String,
    pub(super) sides: Vec<(String, String)>,
    compare: Option<String>,
    pub(super) why: String,
    bits: String,
    stake: String,
}

#[derive(Template)]
#[template(path = "decisions/left.html")]
struct LeftPage {
    f: Frame,
    answered: String,
    batch: Option<String>,
    left: Vec<String>,
}

/// The place in the list.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    apres: String,
}

/// Reads a place in the list.
pub(crate) fn place(text: &str) -> After {
    let (worth, id) = text.split_once('.')?;
    Some((worth.parse().ok()?, id.parse().ok()?))
}

/// Writes a place in the list.
pub(crate) fn place_of((worth, id): (i64, Uuid)) -> String {
    format!("{worth}.{id}")
}

/// Writes that proposals were read, in the transaction that reads them.
pub(crate) async fn journal(cx: &Cx, tx: &mut Tx, shown: usize) -> Result<(), Fault> {
    let detail = format!("{{\"shown\":{shown}}}");
    cx.journal(tx, Deed::ProposalListed, "proposal", None, &detail)
        .await
}

/// The list.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let mut sight = Sight::of(&front, &signed);
    let (rows, next) = listed::permitted(&mut tx, &mut sight, place(&asked.apres)).await?;
    journal(&signed.cx, &mut tx, rows.len()).await?;
    tx.commit().await?;
    let why = parts::Asked::new(&say, "raison", say.say("decisions-reason"));
    let mut reason = TextArea::new(why.hint(say.say("decisions-reason-hint")), "");
    reason.rows = 2;
    let next = next.map(|at| format!("/series/proposals?apres={}", place_of(at)));
    let button = |key: &str, to: &str| Button::secondary(say.say(key)).sending("reponse", to);
    let title = say.say("decisions-proposals");
    let now = front.world.clock.now();
    written(&Page {
        f: front.staff_frame(&visit, &signed, title).back_to("/series"),
        batch: front.world.dice.uuid(now),
        lines: rows.iter().map(|row| line(&sight, &say, row)).collect(),
        reason,
        accept: Button::primary(say.say("decisions-proposals-accept"))
            .sending("reponse", "accepter"),
        refuse: button("decisions-proposals-refuse", "refuser"),
        pages: Pagination::new(&say, None, next),
    })
}

pub(super) fn line(sight: &Sight<'_>, say: &Say, row: &Listed) -> Line {
    let complaint = |end: &End| {
        let reference = [("reference", end.reference.as_str())];
        let name = say.with("decisions-proposals-alone", &reference);
        (name, format!("/dossier/{}", end.complaint))
    };
    let side = |end: &End| match &end.series {
        Some((id, reference)) => {
            let name = say.with("series-title", &[("reference", reference)]);
            (name, format!("/series/{id}"))
        }
        None => complaint(end),
    };
    let args = [
        ("n", Value::from(row.sizes[0])),
        ("m", Value::from(row.sizes[1])),
    ];
    let sides = match &row.what {
        What::Join(ends) => ends.iter().map(side).collect(),
        What::Part(ends) => vec![side(&ends[0])],
        What::Value {
            kind,
            key,
            identifier,
            ..
        } => {
            let shown = words::shown(kind, key, true);
            let name = format!("{} {shown}", words::kind(say, kind));
            let page = identifier.map(|id| format!("/pivots/{id}"));
            vec![(name, page.unwrap_or_default())]
        }
        What::Slip { ends, .. } => ends.iter().map(complaint).collect(),
    };
    let compare = match &row.what {
        What::Join([one, other]) => one.series.as_ref().zip(other.series.as_ref()),
        _ => None,
    };
    let compare = compare.map(|((a, _), (b, _))| format!("/series/compare?a={a}&b={b}"));
    let sized = format!("decisions-proposals-size-{}", row.kind());
    let mut stake = say.words.say(say.lang, &sized, &args);
    if row.loss_minor > 0 {
        let loss = words::money(&sight.world(), say, row.loss_minor, "EUR");
        stake = format!("{stake} {loss}");
    }
    Line {
        id: row.id,
        what: match &row.what {
            What::Slip { slip, .. } if slips::is_name(slip) => say.say("handles-proposal"),
            _ => say.say(&format!("decisions-proposals-{}", row.kind())),
        },
        sides,
        compare,
        why: why(sight, say, row),
        bits: bits(say, row.bits),
        stake,
    }
}

/// Why the linker left it, or what differs.
fn why(sight: &Sight<'_>, say: &Say, row: &Listed) -> String {
    match &row.what {
        What::Slip { ends, slip } => slips::said(say, slip, in_clear(sight, ends)),
        _ => {
            let why = row.why.replace('_', "-");
            say.say(&format!("decisions-proposals-why-{why}"))
        }
    }
}

/// Hundredths of a bit, with their sign and one decimal.
fn bits(say: &Say, hundredths: i64) -> String {
    let tenths = (hundredths.abs() + 5) / 10;
    let sign = if hundredths < 0 { "−" } else { "+" };
    let point = match say.lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    format!("{sign}{}{point}{}", tenths / 10, tenths % 10)
}

/// Answers whatever was ticked.
pub(super) async fn answered(by: Gestured) -> Result<Response, Failure> {
    let sent = &by.sent;
    let accepted = match sent.get("reponse") {
        "accepter" => true,
        "refuser" => false,
        _ => return Err(Failure::bad_request()),
    };
    let ticked = sent.all("proposition").map(str::parse::<Uuid>);
    let ticked: Result<Vec<Uuid>, _> = ticked.collect();
    let ticked = ticked.map_err(|_| Failure::bad_request())?;
    let chosen: Vec<(Uuid, bool)> = ticked.into_iter().map(|id| (id, accepted)).collect();
    let batch = sent.gesture()?;
    let (cx, mut sight) = (by.cx(), Sight::of(&by.front, &by.signed));
    match answer(&cx, &mut sight, batch, &chosen).await {
        Ok(done) if done.left.is_empty() => {
            // To part a series takes confirmations back and decides nothing new.
            let mut tx = by.front.world.db.read().await?;
            let decided = decisions::of_batch(&mut tx, batch).await?;
            let to = match decided.is_empty() {
                true => "/decisions".to_owned(),
                false => format!("/decisions/lot/{batch}?fait=prise"),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Ok(done) => left(&by, batch, &done),
        Err(Error::Fault(fault)) => Err(fault.into()),
        Err(Error::Refused(why)) => refused(&by, &why).await,
    }
}

/// What was left as it was, each with why.
fn left(by: &Gestured, batch: Uuid, done: &Done) -> Result<Response, Failure> {
    let say = by.visit.say();
    let answered = i64::try_from(done.answered).unwrap_or(i64::MAX);
    let title = say.say("decisions-proposals-left");
    let page = LeftPage {
        f: by
            .front
            .staff_frame(&by.visit, &by.signed, title)
            .back_to("/series/proposals"),
        answered: say.number("decisions-proposals-answered", answered),
        batch: (done.answered > 0).then(|| format!("/decisions/lot/{batch}")),
        left: done
            .left
            .iter()
            .map(|(_, why)| said::refusal(&say, why))
            .collect(),
    };
    Ok(written(&page)?.into_response())
}

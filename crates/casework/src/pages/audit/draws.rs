//! Draws of accesses: the list and the form that makes one, and the page of one, where explanations are found enough or not. It
//! holds no rule.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::audit::SAMPLE_MAX;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, Cell, Column, DataTable, ErrorSummary, FieldError, Kind, Row, Select,
    SummaryList, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use uuid::Uuid;

use super::period::{self, Chosen};
use super::{in_error, thing, told};
use crate::audit::draw::{self, Draw, Listed, Refused};
use crate::audit::explain::{self, Sample};
use crate::audit::judge::{self, Verdict};
use crate::audit::{Period, SETTLED, words};
use crate::pages::written;
use crate::shown::{self, Names};

/// Where the list is.
pub(super) const PAGE: &str = "/agent/controle/tirages";
/// Accesses proposed.
const USUAL: u64 = 10;

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(flatten)]
    chosen: Chosen,
    #[serde(default)]
    nombre: String,
    #[serde(default)]
    motif: String,
}

#[derive(Template)]
#[template(path = "audit_draws.html")]
struct DrawsPage {
    f: Frame,
    errors: ErrorSummary,
    days: Select,
    end: TextField,
    number: TextField,
    reason: TextField,
    go: Button,
    table: DataTable,
}

pub(crate) async fn list(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    let page = page(&front, &visit, &signed, &Typed::default(), None).await?;
    written(&page)
}

/// A draw that ends now ends a little before: what is younger may still be under way.
pub(super) fn settled(period: Period, days: u32, now: jiff::Timestamp) -> Period {
    let last = now.checked_sub(SETTLED).unwrap_or(now);
    match period.until > last {
        true => Period::before(last, days),
        false => period,
    }
}

pub(crate) async fn draw(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    let say = visit.say();
    let reason = words(&typed.motif).unwrap_or_default();
    let cx = signed.cx.clone().because(&reason);
    let now = cx.world.clock.now();
    let error = match typed.chosen.period(now) {
        Err(()) => period::error(&say),
        Ok(period) => {
            let period = settled(period, typed.chosen.days(), now);
            let wanted = typed.nombre.trim().parse().unwrap_or(0);
            match draw::draw(&cx, period, wanted).await {
                Ok(id) => return Ok(Redirect::to(&format!("{PAGE}/{id}")).into_response()),
                Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
                Err(Error::Refused(why)) => refusal(&say, why),
            }
        }
    };
    let page = page(&front, &visit, &signed, &typed, Some(error)).await?;
    in_error(&page)
}

fn refusal(say: &Say, why: Refused) -> FieldError {
    let most = i64::try_from(SAMPLE_MAX).unwrap_or(i64::MAX);
    let (name, message) = match why {
        Refused::Period => ("fin", say.say("audit-end-error")),
        Refused::Number => ("nombre", say.number("audit-number-error", most)),
        Refused::NoReason => ("motif", say.say("audit-reason-error")),
        Refused::Nothing => ("jours", say.say("audit-draw-nothing")),
    };
    FieldError {
        name: name.to_owned(),
        message,
    }
}

async fn page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    typed: &Typed,
    error: Option<FieldError>,
) -> Result<DrawsPage, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let draws = draw::list(&mut tx).await?;
    let names = Names::load(&mut tx).await?;
    signed
        .cx
        .journal(&mut tx, Deed::DrawRead, "draw", None, "{}")
        .await?;
    tx.commit().await?;
    let message = |name: &str| {
        let error = error.as_ref().filter(|error| error.name == name);
        error.map(|error| error.message.clone())
    };
    let number = Asked::new(&say, "nombre", say.say("audit-number"))
        .hint(say.number(
            "audit-number-hint",
            i64::try_from(SAMPLE_MAX).unwrap_or(i64::MAX),
        ))
        .error(message("nombre"));
    let wanted = match typed.nombre.is_empty() {
        true => USUAL.to_string(),
        false => typed
            .nombre
            .chars()
            .filter(char::is_ascii_digit)
            .take(4)
            .collect(),
    };
    let mut days = period::days(&say, &typed.chosen);
    days.asked.error = message("jours");
    Ok(DrawsPage {
        f: front
            .staff_frame(visit, signed, say.say("audit-draws-title"))
            .with_errors(error.is_some())
            .back_to(super::PAGE),
        days,
        end: period::end(&say, &typed.chosen, error.as_ref()),
        number: TextField::new(number, Kind::Digits, wanted).wide(4),
        reason: reason(&say, &typed.motif, message("motif")),
        go: Button::primary(say.say("audit-draw-go")),
        table: listed(&say, &names, &draws),
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
    })
}

/// The field of the reason, the same wherever an auditor gives one.
pub(super) fn reason(say: &Say, typed: &str, error: Option<String>) -> TextField {
    let asked = Asked::new(say, "motif", say.say("audit-reason"))
        .hint(say.say("audit-reason-hint"))
        .error(error);
    TextField::new(asked, Kind::Text, words(typed).unwrap_or_default())
}

fn listed(say: &Say, names: &Names, draws: &[Listed]) -> DataTable {
    let columns = [
        ("audit-draw", false),
        ("audit-period-label", false),
        ("audit-by", false),
        ("audit-among", true),
        ("audit-asked", true),
        ("audit-answered", true),
        ("audit-judged", true),
    ];
    let column = |(key, figures): (&str, bool)| {
        let column = Column::new(say.say(key));
        if figures { column.figures() } else { column }
    };
    let rows = draws.iter().map(|one| {
        let draw = &one.draw;
        vec![
            Cell::Link(
                shown::when(say, draw.made_at),
                format!("{PAGE}/{}", draw.id),
            ),
            Cell::text(told(say, draw.period)),
            Cell::text(names.name(say, AccountId(draw.made_by))),
            Cell::text(draw.among.to_string()),
            Cell::text(one.asked.to_string()),
            Cell::text(one.answered.to_string()),
            Cell::text(one.judged.to_string()),
        ]
    });
    let caption = say.say("audit-draws-caption");
    let columns = columns.map(column).to_vec();
    DataTable::new(say, "draws", caption, columns, rows.collect())
}

#[derive(Template)]
#[template(path = "audit_draw.html")]
struct DrawPage {
    f: Frame,
    errors: ErrorSummary,
    draw: SummaryList,
    samples: Vec<Shown>,
    here: String,
}

/// An access as its explanation is judged.
struct Shown {
    id: String,
    list: SummaryList,
    form: Option<JudgeForm>,
}

struct JudgeForm {
    reason: TextField,
    enough: Button,
    lacks: Button,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Judged {
    #[serde(default)]
    acces: String,
    #[serde(default)]
    avis: String,
    /// The words, under a name of their own for each access: a page may hold many.
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

pub(crate) async fn one(
    State(front): State<Arc<Front>>,
    Path(id): Path<Uuid>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    written(&draw_page(&front, &visit, &signed, id, None).await?)
}

pub(crate) async fn judge(
    State(front): State<Arc<Front>>,
    Path(id): Path<Uuid>,
    visit: Visit,
    signed: Signed,
    Form(judged): Form<Judged>,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    let verdict = Verdict::from_code(&judged.avis).ok_or_else(Failure::bad_request)?;
    let sample: Uuid = judged.acces.parse().map_err(|_| Failure::bad_request())?;
    let typed = judged.rest.get(&format!("motif-{sample}"));
    let reason = typed.and_then(|typed| words(typed)).unwrap_or_default();
    let cx = signed.cx.clone().because(&reason);
    let say = visit.say();
    match judge::judge(&cx, sample, verdict).await {
        Ok(draw) => Ok(Redirect::to(&format!("{PAGE}/{draw}")).into_response()),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(judge::Refused::NoSample)) => Err(Failure::not_found()),
        Err(Error::Refused(judge::Refused::NoReason)) => {
            let page = draw_page(&front, &visit, &signed, id, Some(sample)).await?;
            in_error(&page)
        }
        Err(Error::Refused(why)) => Err(Failure::conflict().saying(say.say(match why {
            judge::Refused::Own => "audit-judge-own",
            judge::Refused::NotAnswered => "audit-judge-not-answered",
            _ => "audit-judge-already",
        }))),
    }
}

async fn draw_page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    id: Uuid,
    lacks: Option<Uuid>,
) -> Result<DrawPage, Failure> {
    let (say, cx) = (visit.say(), &signed.cx);
    let mut tx = front.world.db.write().await?;
    let draw = draw::one(&mut tx, id)
        .await?
        .ok_or_else(Failure::not_found)?;
    let samples = explain::of_draw(&mut tx, id).await?;
    let names = Names::load(&mut tx).await?;
    cx.journal(&mut tx, Deed::DrawRead, "draw", Some(id), "{}")
        .await?;
    tx.commit().await?;
    let error = lacks.map(|sample| FieldError {
        name: format!("motif-{sample}"),
        message: say.say("audit-judge-reason-error"),
    });
    let own = cx.actor.account();
    let shown = samples.iter().map(|sample| {
        let error = error.as_ref().filter(|_| lacks == Some(sample.id));
        let open =
            sample.answer.is_some() && sample.verdict.is_none() && own != Some(sample.reader);
        let mut list = sample_rows(&say, sample);
        let reader = names.name(&say, AccountId(sample.reader));
        list.insert(0, Row::new(say.say("audit-reader"), reader));
        Shown {
            id: sample.id.to_string(),
            list: SummaryList::new(&say, "", list),
            form: open.then(|| judge_form(&say, sample, error)),
        }
    });
    Ok(DrawPage {
        samples: shown.collect(),
        draw: draw_rows(&say, &names, &draw),
        f: front
            .staff_frame(visit, signed, say.say("audit-draw-title"))
            .with_errors(error.is_some())
            .back_to(PAGE),
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
        here: format!("{PAGE}/{id}"),
    })
}

fn judge_form(say: &Say, sample: &Sample, error: Option<&FieldError>) -> JudgeForm {
    let name = format!("motif-{}", sample.id);
    let asked = Asked::new(say, name, say.say("audit-judge-reason"))
        .hint(say.say("audit-judge-reason-hint"))
        .error(error.map(|error| error.message.clone()));
    JudgeForm {
        reason: TextField::new(asked, Kind::Text, ""),
        enough: Button::secondary(say.say("audit-enough")).sending("avis", Verdict::Enough.code()),
        lacks: Button::secondary(say.say("audit-not-enough"))
            .sending("avis", Verdict::NotEnough.code()),
    }
}

fn draw_rows(say: &Say, names: &Names, draw: &Draw) -> SummaryList {
    let rows = vec![
        Row::new(say.say("audit-draw"), shown::when(say, draw.made_at)),
        Row::new(
            say.say("audit-by"),
            names.name(say, AccountId(draw.made_by)),
        ),
        Row::new(say.say("audit-reason"), draw.reason.clone()),
        Row::new(say.say("audit-period-label"), told(say, draw.period)),
        Row::new(say.say("audit-among"), draw.among.to_string()),
        Row::new(say.say("audit-seed"), hex::encode(draw.seed)).exact(),
    ];
    SummaryList::new(say, say.say("audit-draw-how"), rows)
}

/// What is told of an access that was drawn, to its reader and to the auditor.
pub(super) fn sample_rows(say: &Say, sample: &Sample) -> Vec<Row> {
    let what = shown::action(say, &sample.action);
    let subject = thing(say, &sample.subject_kind, sample.subject);
    let mut rows = vec![
        Row::new(
            say.say("casework-journal-when"),
            shown::when(say, sample.at),
        ),
        Row::new(say.say("casework-journal-what"), what),
        Row::new(say.say("casework-journal-subject"), subject),
    ];
    if let Some(code) = &sample.purpose {
        let purpose = faisceau_domain::access::Purpose::from_code(code);
        let words = purpose.map(|purpose| faisceau_platform::web::purpose_words(say, purpose));
        let words = words.unwrap_or_else(|| code.clone());
        rows.push(Row::new(say.say("audit-purpose"), words));
    }
    let answer = match &sample.answer {
        None => say.say("audit-not-answered"),
        Some((words, at)) => {
            let args = [("words", words.as_str()), ("at", &shown::when(say, *at))];
            say.with("audit-answer-told", &args)
        }
    };
    rows.push(Row::new(say.say("audit-answer"), answer));
    if let Some((verdict, why)) = &sample.verdict {
        let words = match Verdict::from_code(verdict) {
            Some(Verdict::NotEnough) => say.with("audit-found-not-enough", &[("why", why)]),
            _ => say.say("audit-found-enough"),
        };
        rows.push(Row::new(say.say("audit-verdict"), words));
    }
    rows
}

//! "Has this person already filed?": what is looked for, with its reason; what was found, as far as the
//! officer's rights reach; and the gesture that says it is the same. No result is said plainly.

use super::hold::AtCounter;
use crate::pages::shown::{Pairs, first, shown_as};
use crate::panels::resource;
use crate::space::worded;
use crate::twice::{self, Hit, Looked, Refused, SaidSame, Sought};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::complaint::Refused as Rule;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::reference::Reference;
use faisceau_domain::twice::{Who, identity};
use faisceau_identifiers as identifiers;
use faisceau_platform::access::Action;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, DateField, DateParts, ErrorSummary, FieldError, Kind, Notice, Row, SummaryList,
    TextArea, TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front};
use jiff::civil::Date;
use std::sync::Arc;

/// Longest text of a field that is shown again.
const TYPED_MAX: usize = 400;
/// The fields of one line, and their words.
const LINES: [(&str, Kind); 4] = [
    ("reference", Kind::Code),
    ("name", Kind::Text),
    ("phone", Kind::Phone),
    ("email", Kind::Email),
];

#[derive(Template)]
#[template(path = "counter/already.html")]
struct Page {
    f: Frame,
    at: String,
    errors: ErrorSummary,
    known: Option<Notice>,
    lines: Vec<TextField>,
    born: DateField,
    reason: TextArea,
    look: Button,
    /// What was found; none before a search.
    found: Option<Vec<Shown>>,
    none: String,
}

/// A complaint as it is shown.
struct Shown {
    title: String,
    href: Option<String>,
    rows: SummaryList,
    /// Its id, where the officer may say that it is the same.
    same: Option<String>,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    values: Vec<(String, String)>,
}

impl Typed {
    fn of(pairs: &[(String, String)]) -> Typed {
        let kept = pairs.iter().map(|(name, value)| {
            let value: String = value.trim().chars().take(TYPED_MAX).collect();
            (name.clone(), value)
        });
        Typed {
            values: kept.collect(),
        }
    }

    fn get(&self, name: &str) -> &str {
        first(&self.values, name)
    }

    fn born(&self) -> DateParts {
        let part = |part: &str| self.get(&format!("born.{part}")).to_owned();
        DateParts {
            day: part("day"),
            month: part("month"),
            year: part("year"),
        }
    }

    /// What is looked for; or the key of what is wrong, by field.
    fn sought(&self) -> Result<Sought, Vec<(&'static str, &'static str)>> {
        let (mut sought, mut wrong) = (Sought::default(), Vec::new());
        if !self.get("reference").is_empty() {
            sought.reference = Reference::parse(self.get("reference"));
            if sought.reference.is_none() {
                wrong.push(("reference", "space-reference-malformed"));
            }
        }
        let born = self.born();
        let dated = [&born.day, &born.month, &born.year];
        match (self.get("name"), dated.iter().all(|part| part.is_empty())) {
            ("", true) => {}
            ("", false) => wrong.push(("name", "bring-deja-name-lacks")),
            (name, _) => match date(&born).and_then(|born| identity(name, born)) {
                Some(who) => _ = sought.who.insert(who),
                None => wrong.push(("born", "bring-deja-born-wrong")),
            },
        }
        let contacts = [
            ("phone", identifiers::Kind::Phone, Who::Phone),
            ("email", identifiers::Kind::Email, Who::Email),
        ];
        for (name, kind, who) in contacts {
            if self.get(name).is_empty() {
                continue;
            }
            match identifiers::parse(kind, self.get(name)) {
                Ok(read) => _ = sought.who.insert((who, read.key().to_owned())),
                Err(_) => wrong.push((name, "bring-deja-contact-wrong")),
            }
        }
        match wrong.is_empty() {
            true => Ok(sought),
            false => Err(wrong),
        }
    }
}

fn date(parts: &DateParts) -> Option<Date> {
    let year: i16 = parts.year.parse().ok()?;
    Date::new(year, parts.month.parse().ok()?, parts.day.parse().ok()?).ok()
}

/// The form.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    at: AtCounter,
) -> Result<Response, Failure> {
    show(&front, &at, &Typed::default(), None, Vec::new()).await
}

/// Looks; or says that it is the same, or not.
pub(super) async fn gesture(
    State(front): State<Arc<Front>>,
    at: AtCounter,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let typed = Typed::of(&pairs);
    match typed.get("do") {
        "same" => same(&front, &at, &typed).await,
        "apart" => {
            twice::take_back(&at.cx, &at.file.draft).await?;
            Ok(Redirect::to(&at.at("/deja")).into_response())
        }
        _ => look(&front, &at, &typed).await,
    }
}

async fn look(front: &Front, at: &AtCounter, typed: &Typed) -> Result<Response, Failure> {
    let sought = match typed.sought() {
        Ok(sought) => sought,
        Err(wrong) => return show(front, at, typed, None, wrong).await,
    };
    let cx = at.cx.clone().because(typed.get("reason"));
    let reads = |resource: &_| {
        front
            .allow(&at.signed, Action::ComplaintRead, resource)
            .is_ok()
    };
    match twice::look(&cx, &at.file.draft, &sought, reads).await {
        Ok(hits) => show(front, at, typed, Some(hits), Vec::new()).await,
        Err(Error::Refused(Looked::NoReason)) => {
            show(
                front,
                at,
                typed,
                None,
                vec![("reason", "bring-deja-no-reason")],
            )
            .await
        }
        Err(Error::Refused(Looked::NothingSought)) => {
            let wrong = vec![("reference", "bring-deja-nothing-sought")];
            show(front, at, typed, None, wrong).await
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

/// The officer says that the open file repeats a complaint: with the right to both.
async fn same(front: &Front, at: &AtCounter, typed: &Typed) -> Result<Response, Failure> {
    let id: uuid::Uuid = typed
        .get("complaint")
        .parse()
        .map_err(|_| Failure::bad_request())?;
    resource::allowed(front, &at.signed, id, Action::ComplaintValidate).await?;
    let kept = twice::recognise(&at.cx, &at.file.draft, ComplaintId(id), typed.get("reason"));
    let key = match kept.await {
        Ok(()) => return Ok(Redirect::to(&at.at("/deja")).into_response()),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NoPair)) => return Err(Failure::not_found()),
        Err(Error::Refused(Refused::Closed)) => "twice-closed",
        Err(Error::Refused(Refused::Reason(Rule::ReasonMissing { .. }))) => "bring-deja-no-reason",
        Err(Error::Refused(_)) => "space-decided-meanwhile",
    };
    show(front, at, typed, None, vec![("reason", key)]).await
}

async fn show(
    front: &Front,
    at: &AtCounter,
    typed: &Typed,
    found: Option<Vec<Hit>>,
    wrong: Vec<(&'static str, &'static str)>,
) -> Result<Response, Failure> {
    let say = at.visit.say();
    let mut tx = front.world.db.read().await?;
    let known = twice::said_same(&at.cx, &mut tx, &at.file.draft).await?;
    tx.rollback().await?;
    let errors: Vec<FieldError> = wrong
        .iter()
        .map(|(name, key)| FieldError {
            name: (*name).to_owned(),
            message: say.say(key),
        })
        .collect();
    let asked = |name: &str| {
        let told = errors.iter().find(|error| error.name == name);
        Asked::new(&say, name, say.say(&format!("bring-deja-{name}")))
            .error(told.map(|error| error.message.clone()))
    };
    let lines = LINES.map(|(name, kind)| TextField::new(asked(name), kind, typed.get(name)));
    let reason = asked("reason").hint(say.say("bring-deja-reason-hint"));
    let mut reason = TextArea::new(reason, typed.get("reason"));
    reason.rows = 2;
    let status = match errors.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Page {
        f: at
            .frame(front, say.say("bring-deja-title"))
            .back_to(at.at(""))
            .with_errors(!errors.is_empty()),
        at: at.at("/deja"),
        known: known.map(|known| recognised(&say, &known)),
        lines: lines.into(),
        born: DateField::new(&say, asked("born"), typed.born()),
        reason,
        look: Button::primary(say.say("bring-deja-look")).sending("do", "look"),
        none: say.say("bring-deja-none"),
        found: found.map(|hits| hits.iter().map(|hit| shown(front, at, &say, hit)).collect()),
        errors: ErrorSummary::new(&say, errors),
    };
    shown_as(status, &page)
}

/// What was recognised, by the officer or by who gave the code.
fn recognised(say: &Say, known: &SaidSame) -> Notice {
    let reference = known.complaint.reference.as_str();
    let text = match known.alike {
        true => "bring-deja-known-alike",
        false => "bring-deja-known-not-alike",
    };
    let title = say.with("bring-deja-known", &[("reference", reference)]);
    Notice::new(Tone::Info, title, say.say(text))
}

fn shown(front: &Front, at: &AtCounter, say: &Say, hit: &Hit) -> Shown {
    let complaint = &hit.complaint;
    let may = |action| front.allow(&at.signed, action, &hit.resource).is_ok();
    let title = match (hit.reads, complaint.unit.as_str()) {
        (true, _) => complaint.reference.clone(),
        (false, "") => say.say("bring-deja-elsewhere"),
        (false, unit) => say.with("bring-deja-elsewhere-unit", &[("unit", unit)]),
    };
    let mut rows = vec![Row::new(say.say("twice-because"), because(say, hit))];
    if hit.reads {
        let unit = match complaint.unit.as_str() {
            "" => say.say("bring-deja-no-unit"),
            unit => unit.to_owned(),
        };
        let state = complaint.state.code();
        rows.extend([
            Row::new(
                say.say("twice-kind"),
                worded::kind_label(&front.world, complaint, say.lang),
            ),
            Row::new(say.say("twice-filed"), worded::day(say, complaint.filed_at)),
            Row::new(say.say("bring-deja-unit"), unit),
            Row::new(
                say.say("twice-standing"),
                say.say(&format!("bring-deja-state-{state}")),
            ),
        ]);
    }
    Shown {
        title,
        href: hit.reads.then(|| format!("/dossier/{}", complaint.id.0)),
        rows: SummaryList::new(say, "", rows),
        same: (hit.reads && may(Action::ComplaintValidate)).then(|| complaint.id.0.to_string()),
    }
}

/// In what it is the same, in words: never the value itself. Of what may not be read, only what the
/// officer looked for is said.
fn because(say: &Say, hit: &Hit) -> String {
    let told = &hit.because;
    let reference = told.reference.then(|| say.say("bring-deja-by-reference"));
    let who = told.who.iter();
    let who = who.map(|who| say.say(&format!("twice-who-{}", who.code())));
    let facts = told.facts.iter().filter(|_| hit.reads);
    let facts = facts.map(|fact| say.say(&format!("twice-fact-{}", fact.code())));
    let all: Vec<String> = reference.into_iter().chain(who).chain(facts).collect();
    all.join(", ")
}

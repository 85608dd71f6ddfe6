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
    /// Whether an officer recognised it, who may take that back.
    apart: bool,
    lines: Vec<TextField>,
    born: DateField,
    reason: TextArea,
    look: Button,
    /// What was looked for, sent back with what is said of a result: nothing typed is lost.
    sought: Vec<(String, String)>,
    /// What was found; none before a search.
    found: Option<Vec<Shown>>,
    none: String,
}

/// A complaint as it is shown.
struct Shown {
    title: String,
    href: Option<String>,
    rows: SummaryList,
    /// Where the officer may say that it is the same.
    same: Option<Same>,
}

/// The gesture that says of a result that it is the same, with its reason.
struct Same {
    id: String,
    reason: TextField,
}

/// What is wrong: the name of the input, and the key of the words.
type Wrong = Vec<(String, &'static str)>;

fn wrong(name: &str, key: &'static str) -> (String, &'static str) {
    (name.to_owned(), key)
}

/// The input of the reason why a result is the same.
fn reason_of(id: impl std::fmt::Display) -> String {
    format!("same-{id}")
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

    /// The inputs of the search that hold something.
    fn of_search(&self) -> Vec<(String, String)> {
        let own = |name: &str| {
            let line = LINES.iter().any(|(line, _)| *line == name);
            line || name.starts_with("born.") || name == "reason"
        };
        let held = self.values.iter();
        held.filter(|(name, value)| own(name) && !value.is_empty())
            .cloned()
            .collect()
    }

    /// What is looked for; or the key of what is wrong, by field.
    fn sought(&self) -> Result<Sought, Wrong> {
        let (mut sought, mut told) = (Sought::default(), Wrong::new());
        if !self.get("reference").is_empty() {
            sought.reference = Reference::parse(self.get("reference"));
            if sought.reference.is_none() {
                told.push(wrong("reference", "space-reference-malformed"));
            }
        }
        let born = self.born();
        let dated = [&born.day, &born.month, &born.year];
        match (self.get("name"), dated.iter().all(|part| part.is_empty())) {
            ("", true) => {}
            ("", false) => told.push(wrong("name", "bring-deja-name-lacks")),
            (name, _) => match date(&born).and_then(|born| identity(name, born)) {
                Some(who) => _ = sought.who.insert(who),
                None => told.push(wrong("born", "bring-deja-born-wrong")),
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
                Err(_) => told.push(wrong(name, "bring-deja-contact-wrong")),
            }
        }
        match told.is_empty() {
            true => Ok(sought),
            false => Err(told),
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
    show(&front, &at, &Typed::default(), None, Wrong::new()).await
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
        _ => look(&front, &at, &typed, Wrong::new()).await,
    }
}

/// Looks, and shows what is found with what is wrong besides.
async fn look(
    front: &Front,
    at: &AtCounter,
    typed: &Typed,
    mut told: Wrong,
) -> Result<Response, Failure> {
    let sought = match typed.sought() {
        Ok(sought) => sought,
        Err(more) => {
            told.extend(more);
            return show(front, at, typed, None, told).await;
        }
    };
    let cx = at.cx.clone().because(typed.get("reason"));
    let reads = |resource: &_| {
        front
            .allow(&at.signed, Action::ComplaintRead, resource)
            .is_ok()
    };
    let refused = match twice::look(&cx, &at.file.draft, &sought, reads).await {
        Ok(hits) => return show(front, at, typed, Some(hits), told).await,
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => why,
    };
    told.push(match refused {
        Looked::NoReason => wrong("reason", "bring-deja-no-reason"),
        Looked::NothingSought => wrong("reference", "bring-deja-nothing-sought"),
    });
    show(front, at, typed, None, told).await
}

/// The officer says that the open file repeats a complaint: with the right to both.
async fn same(front: &Front, at: &AtCounter, typed: &Typed) -> Result<Response, Failure> {
    let id: uuid::Uuid = typed
        .get("complaint")
        .parse()
        .map_err(|_| Failure::bad_request())?;
    resource::allowed(front, &at.signed, id, Action::ComplaintValidate).await?;
    let reason = reason_of(id);
    let kept = twice::recognise(&at.cx, &at.file.draft, ComplaintId(id), typed.get(&reason));
    let key = match kept.await {
        Ok(()) => return Ok(Redirect::to(&at.at("/deja")).into_response()),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NoPair)) => return Err(Failure::not_found()),
        Err(Error::Refused(Refused::Closed)) => "twice-closed",
        Err(Error::Refused(Refused::Reason(Rule::ReasonMissing { .. }))) => "bring-deja-no-reason",
        Err(Error::Refused(_)) => "space-decided-meanwhile",
    };
    look(front, at, typed, vec![wrong(&reason, key)]).await
}

fn worded_errors(say: &Say, told: Wrong) -> Vec<FieldError> {
    let told = told.into_iter();
    told.map(|(name, key)| FieldError {
        name,
        message: say.say(key),
    })
    .collect()
}

async fn show(
    front: &Front,
    at: &AtCounter,
    typed: &Typed,
    found: Option<Vec<Hit>>,
    told: Wrong,
) -> Result<Response, Failure> {
    let say = at.visit.say();
    let mut tx = front.world.db.read().await?;
    let known = twice::said_same(&at.cx, &mut tx, &at.file.draft).await?;
    tx.rollback().await?;
    let errors = worded_errors(&say, told);
    let error = |name: &str| {
        let told = errors.iter().find(|error| error.name == name);
        told.map(|error| error.message.clone())
    };
    let asked = |name: &str| {
        Asked::new(&say, name, say.say(&format!("bring-deja-{name}"))).error(error(name))
    };
    let same = |id: &ComplaintId| {
        let name = reason_of(id.0);
        let asked = Asked::new(&say, &name, say.say("twice-reason"))
            .hint(say.say("twice-reason-hint"))
            .error(error(&name));
        TextField::new(asked, Kind::Text, typed.get(&name))
    };
    let found = found.map(|hits| {
        let shown = |hit| shown(front, at, &say, hit, &same);
        hits.iter().map(shown).collect()
    });
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
        apart: known.as_ref().is_some_and(|known| known.by.is_some()),
        known: known.map(|known| recognised(&say, &known)),
        lines: lines.into(),
        born: DateField::new(&say, asked("born"), typed.born()),
        reason,
        look: Button::primary(say.say("bring-deja-look")).sending("do", "look"),
        none: say.say("bring-deja-none"),
        sought: typed.of_search(),
        found,
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

fn shown(
    front: &Front,
    at: &AtCounter,
    say: &Say,
    hit: &Hit,
    same: &dyn Fn(&ComplaintId) -> TextField,
) -> Shown {
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
        same: (hit.reads && may(Action::ComplaintValidate)).then(|| Same {
            id: complaint.id.0.to_string(),
            reason: same(&complaint.id),
        }),
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

//! Typing in a sheet of paper filled in another day: by hand, or from the file when it was filled in on a
//! screen. The sheet opens a file at the counter like any other; what the file could not give is told first.

use super::home::may_open;
use crate::counter::{self, NotOpened, Refused, Sheet};
use crate::file;
use crate::from_paper::{read_sheet, told};
use crate::pages::shown::{shown, shown_as};
use crate::receipt;
use askama::Template;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::{Filled, MOST_BYTES, NotAForm, Say, dates, read_filled};
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, Check, Choice, DateField, DateParts, ErrorSummary, FieldError, FileField, Kind,
    Select, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use jiff::civil::Date;
use std::sync::Arc;

/// Longest text of a field of this form.
const TYPED_MAX: usize = 400;

#[derive(Template)]
#[template(path = "counter/paper.html")]
struct PaperPage {
    f: Frame,
    errors: ErrorSummary,
    kind: Select,
    number: TextField,
    on: DateField,
    file: FileField,
    another: Option<Check>,
    open: Button,
}

#[derive(Template)]
#[template(path = "counter/paper_told.html")]
struct ToldPage {
    f: Frame,
    told: Vec<String>,
    href: String,
}

/// What was sent.
#[derive(Default)]
struct Sent {
    kind: String,
    number: String,
    day: [String; 3],
    another: bool,
    file: Option<Vec<u8>>,
}

/// A field to correct, and what is wrong in words.
struct Wrong {
    field: &'static str,
    message: String,
    /// The number was seen before: the page then lets the officer say that it is another sheet.
    seen: bool,
}

/// The form.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Response, Failure> {
    may_open(&front, &signed)?;
    show(&front, &visit, &signed, &Sent::default(), None)
}

fn show(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    sent: &Sent,
    wrong: Option<&Wrong>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let error = wrong.map(|wrong| FieldError {
        name: wrong.field.to_owned(),
        message: wrong.message.clone(),
    });
    let asked = |name: &str, key: &str| {
        let told = error.as_ref().filter(|error| error.name == name);
        Asked::new(&say, name, say.say(key)).error(told.map(|error| error.message.clone()))
    };
    let [day, month, year] = sent.day.clone();
    let most = dates::size(&say, u64::try_from(MOST_BYTES).unwrap_or(u64::MAX));
    let limits = say.with("blank-paper-file-limit", &[("size", &most)]);
    let mut file = FileField::new(&say, asked("file", "blank-paper-file"), limits, Vec::new());
    file.several = false;
    let kinds = kinds(&say, signed, &sent.kind);
    let number = asked("number", "blank-paper-number").hint(say.say("blank-paper-number-hint"));
    let page = PaperPage {
        f: front
            .staff_frame(visit, signed, say.say("blank-paper-title"))
            .back_to("/guichet")
            .with_errors(error.is_some()),
        kind: Select::new(&say, asked("type", "blank-paper-type"), kinds),
        number: TextField::new(number, Kind::Text, sent.number.clone()),
        on: DateField::new(
            &say,
            asked("on", "blank-paper-on"),
            DateParts { day, month, year },
        ),
        file,
        another: wrong.is_some_and(|wrong| wrong.seen).then(|| Check {
            name: "another".to_owned(),
            value: "yes".to_owned(),
            label: say.say("blank-paper-another"),
            ticked: sent.another,
        }),
        open: Button::primary(say.say("blank-paper-open")),
        errors: ErrorSummary::new(&say, error.clone().into_iter().collect()),
    };
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    shown_as(status, &page)
}

/// The types a sheet may be of; the first is what its file says.
fn kinds(say: &Say, signed: &Signed, chosen: &str) -> Vec<Choice> {
    let cx = &signed.cx;
    let open = cx.world.forms.open_on(file::today(cx)).into_iter();
    let kinds = open
        .map(|kind| Choice::new(&kind.code, kind.label.get(say.lang)).chosen(kind.code == chosen));
    let of_file = Choice::new("", say.say("blank-paper-type-of-file")).chosen(chosen.is_empty());
    std::iter::once(of_file).chain(kinds).collect()
}

/// Opens the file.
pub(super) async fn open(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    form: Multipart,
) -> Result<Response, Failure> {
    may_open(&front, &signed)?;
    let say = visit.say();
    let sent = match read(form).await? {
        Ok(sent) => sent,
        Err(too_big) => {
            let wrong = not_a_form(&say, too_big);
            return show(&front, &visit, &signed, &Sent::default(), Some(&wrong));
        }
    };
    let filled = match &sent.file {
        None => None,
        Some(bytes) => match filled(&front, bytes.clone()).await? {
            Ok(filled) => Some(filled),
            Err(why) => {
                let wrong = not_a_form(&say, why);
                return show(&front, &visit, &signed, &sent, Some(&wrong));
            }
        },
    };
    match opened(&front, &visit, &signed, &sent, filled.as_ref()).await? {
        Ok(response) => Ok(response),
        Err(wrong) => {
            let sent = completed(sent, filled);
            show(&front, &visit, &signed, &sent, Some(&wrong))
        }
    }
}

/// What the file says of itself, where the officer wrote nothing: shown again with the error.
fn completed(mut sent: Sent, filled: Option<Filled>) -> Sent {
    if let Some(filled) = filled {
        if sent.number.is_empty() {
            sent.number = filled.number.unwrap_or_default();
        }
        if sent.day.iter().all(String::is_empty) {
            sent.day = filled.filled_on;
        }
    }
    sent
}

async fn opened(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    sent: &Sent,
    filled: Option<&Filled>,
) -> Result<Result<Response, Wrong>, Failure> {
    let (say, cx) = (visit.say(), &signed.cx);
    let (sheet, lines) = match sheet(&say, signed, sent, filled) {
        Ok(sheet) => sheet,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let id = match counter::open_paper(cx, sheet).await {
        Ok(file) => file.held.id,
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => return Ok(Err(refused(&say, &why))),
    };
    let href = format!("/guichet/{id}");
    if lines.is_empty() {
        return Ok(Ok(Redirect::to(&href).into_response()));
    }
    let page = ToldPage {
        f: front.staff_frame(visit, signed, say.say("blank-paper-told-title")),
        told: lines,
        href,
    };
    shown(&page).map(Ok)
}

/// The sheet that was sent, and what its file could not give; or the field to correct.
fn sheet(
    say: &Say,
    signed: &Signed,
    sent: &Sent,
    filled: Option<&Filled>,
) -> Result<(Sheet, Vec<String>), Wrong> {
    let forms = &signed.cx.world.forms;
    let wrong = |field, key: &str| Wrong {
        field,
        message: say.say(key),
        seen: false,
    };
    let (answers, lines) = match filled {
        None => {
            let blank = forms.blank(&sent.kind);
            let blank = blank.ok_or_else(|| wrong("type", "blank-paper-no-type"))?;
            (blank, Vec::new())
        }
        Some(filled) => {
            let read = read_sheet(forms, filled, file::today(&signed.cx));
            let read = read.ok_or_else(|| wrong("file", "blank-paper-not-foreign"))?;
            let lines = told(forms, say, filled, &read);
            (read.answers, lines)
        }
    };
    let typed = Some(sent.number.clone()).filter(|number| !number.is_empty());
    let number = typed.or_else(|| filled.and_then(|filled| filled.number.clone()));
    let written = filled.map(|filled| &filled.filled_on);
    let on = day(&sent.day).or_else(|| written.and_then(day));
    let sheet = Sheet {
        number: number.unwrap_or_default(),
        on: on.ok_or_else(|| wrong("on", "blank-paper-no-day"))?,
        answers,
        another: sent.another,
    };
    Ok((sheet, lines))
}

fn refused(say: &Say, why: &NotOpened) -> Wrong {
    let field = match why {
        NotOpened::NoDay => "on",
        NotOpened::NoNumber | NotOpened::Known { .. } => "number",
        NotOpened::Refused(_) => "type",
    };
    let message = match why {
        NotOpened::Known { at } => {
            let at = dates::moment(say, &at.to_zoned(receipt::zone()));
            say.with("blank-paper-known", &[("at", &at)])
        }
        NotOpened::Refused(Refused::TooMany) => say.say("counter-refused-too-many"),
        NotOpened::Refused(_) => say.say("blank-paper-no-type"),
        NotOpened::NoDay | NotOpened::NoNumber => say.say(&format!("blank-paper-{}", why.code())),
    };
    let seen = matches!(why, NotOpened::Known { .. });
    Wrong {
        field,
        message,
        seen,
    }
}

fn not_a_form(say: &Say, why: NotAForm) -> Wrong {
    let message = say.say(&format!("blank-paper-not-{}", why.code()));
    Wrong {
        field: "file",
        message,
        seen: false,
    }
}

fn day([day, month, year]: &[String; 3]) -> Option<Date> {
    let number = |text: &str| text.trim().parse::<i16>().ok();
    let small = |text: &str| i8::try_from(number(text)?).ok();
    Date::new(number(year)?, small(month)?, small(day)?).ok()
}

/// Reads a file on a thread of its own: it comes from outside, and what breaks there breaks nothing else.
async fn filled(front: &Front, bytes: Vec<u8>) -> Result<Result<Filled, NotAForm>, Failure> {
    let read = front
        .world
        .typesetters
        .run(move || read_filled(bytes))
        .await;
    // A file that breaks its reader is no form.
    Ok(read.unwrap_or(Err(NotAForm::NotPdf)))
}

async fn read(mut form: Multipart) -> Result<Result<Sent, NotAForm>, Failure> {
    let mut sent = Sent::default();
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            let named = part.file_name().is_some_and(|name| !name.is_empty());
            let Some(bytes) = bounded(part, MOST_BYTES).await? else {
                return Ok(Err(NotAForm::TooBig));
            };
            sent.file = Some(bytes).filter(|bytes| named && !bytes.is_empty());
            continue;
        }
        let bytes = bounded(part, TYPED_MAX * 4).await?.unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes)
            .trim()
            .chars()
            .take(TYPED_MAX)
            .collect();
        match name.as_str() {
            "type" => sent.kind = text,
            "number" => sent.number = text,
            "on.day" => sent.day[0] = text,
            "on.month" => sent.day[1] = text,
            "on.year" => sent.day[2] = text,
            "another" => sent.another = !text.is_empty(),
            _ => {}
        }
    }
    Ok(Ok(sent))
}

/// A part of the form; `None` when it is larger than `most`.
async fn bounded(mut part: Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > most {
            return Ok(None);
        }
    }
    Ok(Some(bytes))
}

fn unreadable(error: MultipartError) -> Failure {
    Failure::from_status(error.status())
}

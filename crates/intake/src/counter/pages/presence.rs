//! Who is there beside the complainant, and the identity document seen: shown as noted, taken, and shown
//! again with what is wrong. Judges nothing: `domain::hearing` does.

use super::hold::{AtCounter, failure};
use crate::counter;
use crate::pages::shown::{Pairs, first, shown_as};
use crate::space::worded::piece;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::hearing::{
    Attendant, Document, DocumentKind, Interpreter, LINE_CHARACTERS_MAX, OTHERS_MAX, Oath, Part,
    Presence, REASON_CHARACTERS_MAX, Reach, Why, Wrong,
};
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Choices, ErrorSummary, FieldError, Kind, Select, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup};
use std::sync::Arc;

/// What the inputs hold: as typed, or as noted.
type Typed = Vec<(String, String)>;

/// The inputs of one row of whoever else is there.
const ROW: [&str; 3] = ["part", "name", "quality"];

/// One row of whoever else is there.
struct Other {
    title: String,
    /// Whether it holds something or is wrong: an empty one is folded.
    open: bool,
    part: Select,
    name: TextField,
    quality: TextField,
}

#[derive(Template)]
#[template(path = "counter/presence.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    action: String,
    language: TextField,
    document: Choices,
    interpreter: Choices,
    others: Vec<Other>,
    send: Button,
}

/// Inputs one under the other.
#[derive(Template)]
#[template(source = "{% for one in all %}{{ one }}\n{% endfor %}", ext = "html")]
struct Under {
    all: Vec<Markup>,
}

/// What was noted.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    at: AtCounter,
) -> Result<Response, Failure> {
    let (heard, _) = at.heard().await?;
    let typed = match heard.presence {
        Some(presence) => inputs(&presence),
        None => vec![(
            "language".to_owned(),
            at.visit.say().say("minutes-language-usual"),
        )],
    };
    show(&front, &at, &typed, &[])
}

/// Notes it, and goes on to the reading.
pub(super) async fn note(
    State(front): State<Arc<Front>>,
    at: AtCounter,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let pairs = closed(&pairs);
    let presence = match read(&pairs) {
        Ok(presence) => presence,
        Err(wrong) => return show(&front, &at, &pairs, &wrong),
    };
    counter::attend(&at.cx, at.file.held.id, &presence)
        .await
        .map_err(failure)?;
    Ok(Redirect::to(&at.at("/lecture")).into_response())
}

/// What was typed, as one presence.
fn read(pairs: &Typed) -> Result<Presence, Vec<Wrong>> {
    let text = |name: &str| first(pairs, name).to_owned();
    let mut unchosen = Vec::new();
    let document = match first(pairs, "document") {
        "seen" => Document::Seen {
            kind: chosen(
                &mut unchosen,
                pairs,
                "document-kind",
                DocumentKind::from_code,
            )
            .unwrap_or(DocumentKind::Other),
            number: text("document-number"),
            issued_by: text("document-issued-by"),
        },
        "not_shown" => Document::NotShown {
            reason: text("document-reason"),
        },
        "not_asked" => Document::NotAsked,
        _ => {
            unchosen.push(missing("document"));
            Document::NotAsked
        }
    };
    let interpreter = match first(pairs, "interpreter") {
        "yes" => Some(Interpreter {
            name: text("interpreter-name"),
            language: text("interpreter-language"),
            oath: chosen(&mut unchosen, pairs, "interpreter-oath", Oath::from_code)
                .unwrap_or(Oath::None),
            reach: chosen(&mut unchosen, pairs, "interpreter-reach", Reach::from_code)
                .unwrap_or(Reach::Here),
        }),
        "no" => None,
        _ => {
            unchosen.push(missing("interpreter"));
            None
        }
    };
    let others = others(pairs, &mut unchosen);
    match (
        Presence::new(first(pairs, "language"), document, interpreter, others),
        unchosen,
    ) {
        (Ok(presence), none) if none.is_empty() => Ok(presence),
        (Ok(_), unchosen) => Err(unchosen),
        (Err(mut wrong), unchosen) => {
            wrong.extend(unchosen);
            Err(wrong)
        }
    }
}

/// The inputs with the rows of persons one after the other: a hole between two is closed, so that what is
/// wrong with a person is told at their row.
fn closed(pairs: &Typed) -> Typed {
    let row = |row: usize| ROW.map(|what| first(pairs, &format!("other-{row}-{what}")).to_owned());
    let rows = (1..=OTHERS_MAX).map(row);
    let rows = rows.filter(|row| row.iter().any(|text| !text.is_empty()));
    let rows = rows.zip(1..).flat_map(|(texts, place)| {
        let named = ROW.map(|what| format!("other-{place}-{what}"));
        named.into_iter().zip(texts)
    });
    let rest = pairs.iter();
    let rest = rest.filter(|(name, _)| !name.starts_with("other-"));
    rest.cloned().chain(rows).collect()
}

/// The rows that hold something.
fn others(pairs: &Typed, unchosen: &mut Vec<Wrong>) -> Vec<Attendant> {
    let mut all = Vec::new();
    for row in 1..=OTHERS_MAX {
        let typed = |what: &str| first(pairs, &format!("other-{row}-{what}")).to_owned();
        let (part, name, quality) = (typed("part"), typed("name"), typed("quality"));
        if part.is_empty() && name.is_empty() && quality.is_empty() {
            continue;
        }
        let part = Part::from_code(&part);
        if part.is_none() {
            unchosen.push(missing(&format!("other-{row}-part")));
        }
        all.push(Attendant {
            part: part.unwrap_or(Part::Other),
            name,
            quality,
        });
    }
    all
}

fn missing(input: &str) -> Wrong {
    Wrong {
        input: input.to_owned(),
        why: Why::Missing,
    }
}

fn chosen<T>(
    unchosen: &mut Vec<Wrong>,
    pairs: &Typed,
    input: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let read = read(first(pairs, input));
    if read.is_none() {
        unchosen.push(missing(input));
    }
    read
}

/// The inputs that give this presence back.
fn inputs(presence: &Presence) -> Typed {
    let mut all = vec![("language", presence.language.clone())];
    match &presence.document {
        Document::Seen {
            kind,
            number,
            issued_by,
        } => all.extend([
            ("document", "seen".to_owned()),
            ("document-kind", kind.code().to_owned()),
            ("document-number", number.clone()),
            ("document-issued-by", issued_by.clone()),
        ]),
        Document::NotShown { reason } => all.extend([
            ("document", "not_shown".to_owned()),
            ("document-reason", reason.clone()),
        ]),
        Document::NotAsked => all.push(("document", "not_asked".to_owned())),
    }
    match &presence.interpreter {
        Some(one) => all.extend([
            ("interpreter", "yes".to_owned()),
            ("interpreter-name", one.name.clone()),
            ("interpreter-language", one.language.clone()),
            ("interpreter-oath", one.oath.code().to_owned()),
            ("interpreter-reach", one.reach.code().to_owned()),
        ]),
        None => all.push(("interpreter", "no".to_owned())),
    }
    let all = all
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    let others = presence.others.iter().enumerate().flat_map(|(place, one)| {
        let name = |what: &str| format!("other-{}-{what}", place + 1);
        [
            (name("part"), one.part.code().to_owned()),
            (name("name"), one.name.clone()),
            (name("quality"), one.quality.clone()),
        ]
    });
    all.chain(others).collect()
}

fn show(
    front: &Front,
    at: &AtCounter,
    typed: &Typed,
    wrong: &[Wrong],
) -> Result<Response, Failure> {
    let say = at.visit.say();
    let form = Form {
        say: &say,
        typed,
        wrong,
    };
    let page = Page {
        f: at
            .frame(front, say.say("minutes-presence-title"))
            .back_to(at.at(""))
            .with_errors(!wrong.is_empty()),
        errors: ErrorSummary::new(&say, form.errors()),
        action: at.at("/presence"),
        language: form.text("language").wide(24),
        document: form.document()?,
        interpreter: form.interpreter()?,
        others: (1..=OTHERS_MAX).map(|row| form.other(row)).collect(),
        send: Button::primary(say.say("minutes-presence-send")),
    };
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    shown_as(status, &page)
}

/// The inputs, with what they hold and what is wrong with them.
struct Form<'a> {
    say: &'a Say,
    typed: &'a Typed,
    wrong: &'a [Wrong],
}

impl Form<'_> {
    fn error(&self, input: &str) -> Option<String> {
        let wrong = self.wrong.iter().find(|wrong| wrong.input == input)?;
        let most = match input {
            "document-reason" => REASON_CHARACTERS_MAX,
            _ => LINE_CHARACTERS_MAX,
        };
        let label = self.label(input);
        Some(match wrong.why {
            Why::Missing => self.say.with("minutes-missing", &[("what", &label)]),
            Why::TooLong => {
                let args = [("what", label.as_str()), ("max", &most.to_string())];
                self.say.with("minutes-too-long", &args)
            }
        })
    }

    fn errors(&self) -> Vec<FieldError> {
        let told = self.wrong.iter().filter_map(|wrong| {
            Some(FieldError {
                name: wrong.input.clone(),
                message: self.error(&wrong.input)?,
            })
        });
        told.collect()
    }

    /// The rows of others share their words.
    fn label(&self, input: &str) -> String {
        let digits = |c: char| c.is_ascii_digit();
        let key: Vec<&str> = input
            .split('-')
            .filter(|part| !part.starts_with(digits))
            .collect();
        self.say.say(&format!("minutes-{}", key.join("-")))
    }

    fn asked(&self, input: &str) -> Asked {
        Asked::new(self.say, input, self.label(input)).error(self.error(input))
    }

    fn text(&self, input: &str) -> TextField {
        TextField::new(self.asked(input), Kind::Text, first(self.typed, input))
    }

    fn choice(&self, input: &str, code: &str) -> Choice {
        let key = format!("minutes-{input}-{}", code.replace('_', "-"));
        Choice::new(code, self.say.say(&key)).chosen(first(self.typed, input) == code)
    }

    fn radios(&self, input: &str, codes: impl Iterator<Item = &'static str>) -> Choices {
        let choices = codes.map(|code| self.choice(input, code)).collect();
        Choices::one(self.say, self.asked(input), choices)
    }

    fn document(&self) -> Result<Choices, Failure> {
        let kinds = DocumentKind::ALL.iter().map(|kind| kind.code());
        let seen = under(vec![
            piece(&self.radios("document-kind", kinds))?,
            piece(&self.text("document-number").wide(24))?,
            piece(&self.text("document-issued-by").wide(34))?,
        ])?;
        let not_shown = under(vec![piece(&self.text("document-reason"))?])?;
        let mut choices = self.radios("document", ["seen", "not_shown", "not_asked"].into_iter());
        choices.choices[0].reveals = Some(seen);
        choices.choices[1].reveals = Some(not_shown);
        Ok(choices)
    }

    fn interpreter(&self) -> Result<Choices, Failure> {
        let oaths = Oath::ALL.iter().map(|oath| oath.code());
        let reaches = Reach::ALL.iter().map(|reach| reach.code());
        let yes = under(vec![
            piece(&self.text("interpreter-name").wide(34))?,
            piece(&self.text("interpreter-language").wide(24))?,
            piece(&self.radios("interpreter-oath", oaths))?,
            piece(&self.radios("interpreter-reach", reaches))?,
        ])?;
        let mut choices = self.radios("interpreter", ["no", "yes"].into_iter());
        choices.choices[1].reveals = Some(yes);
        Ok(choices)
    }

    fn other(&self, row: usize) -> Other {
        let input = |what: &str| format!("other-{row}-{what}");
        let given = first(self.typed, &input("part"));
        let holds = |what| {
            !first(self.typed, &input(what)).is_empty() || self.error(&input(what)).is_some()
        };
        let parts = Part::ALL.iter().map(|part| {
            let label = self.say.say(&format!("minutes-other-part-{}", part.code()));
            Choice::new(part.code(), label).chosen(given == part.code())
        });
        Other {
            title: self.say.with("minutes-other", &[("n", &row.to_string())]),
            open: ROW.into_iter().any(holds),
            part: Select::new(self.say, self.asked(&input("part")), parts.collect()),
            name: self.text(&input("name")).wide(34),
            quality: self.text(&input("quality")).wide(34),
        }
    }
}

fn under(all: Vec<Markup>) -> Result<Markup, Failure> {
    Ok(piece(&Under { all })?)
}

//! The blank form of a type of complaint, to print for the day the network is down or to fill in on a
//! screen: what to do at once first, then every question with its boxes. Never a receipt: it says so.

use faisceau_domain::form::FormRef;
use faisceau_domain::form::directory::Clock;
use faisceau_domain::form::printed::{Input, Printed, PrintedPage, Question, Shape, ToDo};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Sender, Sentence, line, lines, sender, sentences};
use crate::letter::{Letter, Own, Reserved, words_of};
use crate::{Say, dates};

/// The name of the box that says which form a file is.
pub(crate) const FORM: &str = "sheet.form";
/// The name of the box of the number of the sheet.
pub(crate) const NUMBER: &str = "sheet.number";
/// The start of the names of the boxes of the day it was filled in.
pub(crate) const FILLED_ON: &str = "sheet.filled_on";

/// Boxes are put side by side when the longest of their words fits: so many characters, so many columns.
const COLUMNS: [(usize, usize); 3] = [(24, 3), (44, 2), (usize::MAX, 1)];

/// A blank form, ready to be typeset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankLetter {
    /// The form it is, as it is now.
    pub form: FormRef,
    /// Its questions.
    pub printed: Printed,
    /// Who answers for the instance.
    pub sender: Sender,
    /// Whether the instance is no police service, which the paper then says.
    pub not_police: bool,
    /// Whom to call in danger: who answers, the number, when.
    pub danger: Vec<[String; 3]>,
    /// What becomes of personal data.
    pub law: Vec<Sentence>,
    /// The day whose law and numbers to call it bears.
    pub on: Date,
    /// Whether boxes can be filled in on a screen.
    pub fillable: bool,
}

/// A box of a file to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) name: String,
    /// What a screen reader says of it, and what is read when the pointer rests on it.
    pub(crate) label: String,
    pub(crate) shape: SpotShape,
}

/// What kind of box it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SpotShape {
    /// A text; the most characters where few are expected.
    Text { lines: bool, most: Option<usize> },
    /// What the file says of itself: nobody writes there.
    Said(String),
    /// Ticked alone.
    Tick(String),
    /// One of several.
    One(String),
}

/// Collects the boxes while the data is made: a box of the paper knows its place in the list.
struct Spots<'s> {
    say: &'s Say,
    all: Vec<Spot>,
}

impl BlankLetter {
    /// The form as written on the paper and in the file: code, version, hash.
    #[must_use]
    pub(crate) fn reference(form: &FormRef) -> String {
        format!("{} {} {}", form.code, form.version, form.hash)
    }

    /// Every box, in the order of the paper.
    pub(crate) fn spots(&self, say: &Say) -> Vec<Spot> {
        self.made(say).1
    }

    fn made(&self, say: &Say) -> (Value, Vec<Spot>) {
        let mut spots = Spots {
            say,
            all: Vec::new(),
        };
        let head = spots.head(&self.form);
        let pages: Vec<Value> = self
            .printed
            .pages
            .iter()
            .map(|page| spots.page(page))
            .collect();
        let contact = |contact: &[String; 3]| {
            let [name, place, hours] = contact;
            json!([line(name, 120), line(place, 120), line(hours, 120)])
        };
        let to_do = |to_do: &ToDo| {
            let before = clock_key(to_do.clock).map(|key| say.say(key));
            json!({
                "text": line(&to_do.text, 600), "when": to_do.when, "before": before,
                "contacts": to_do.contacts.iter().map(contact).collect::<Vec<_>>(),
            })
        };
        let hash = self.form.hash.get(..12).unwrap_or(&self.form.hash);
        let form = format!("{} {} {hash}", self.form.code, self.form.version);
        let data = json!({
            "words": words_of(Self::NAME, say),
            "title": line(&self.printed.label, 200),
            "lead": line(&self.printed.lead, 400),
            "issuer": sender(&self.sender),
            "not_police": self.not_police.then(|| {
                say.with("documents-blank-not-police", &[("name", &line(&self.sender.name, 200))])
            }),
            "form": form,
            "as_of": say.with("documents-blank-as-of", &[("day", &dates::day(say, self.on))]),
            "fillable": self.fillable,
            "files_closed": self.printed.files_closed,
            "head": head,
            "danger": self.danger.iter().map(contact).collect::<Vec<_>>(),
            "urgent": self.printed.urgent.iter().map(to_do).collect::<Vec<_>>(),
            "law": sentences(&self.law, 20),
            "pages": pages,
        });
        (data, spots.all)
    }
}

impl Letter for BlankLetter {
    const NAME: &'static str = "blank";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, say: &Say) -> String {
        say.with(
            "documents-blank-title",
            &[("label", &line(&self.printed.label, 200))],
        )
    }

    fn data(&self, say: &Say) -> Value {
        self.made(say).0
    }
}

impl Own for BlankLetter {}

impl Spots<'_> {
    /// The place of a box in the list.
    fn add(&mut self, name: &str, label: String, shape: SpotShape) -> usize {
        self.all.push(Spot {
            name: name.to_owned(),
            label: lines(&label, 400),
            shape,
        });
        self.all.len() - 1
    }

    /// The boxes of the sheet itself.
    fn head(&mut self, form: &FormRef) -> Value {
        let text = |most| SpotShape::Text { lines: false, most };
        let said = self.say.say("documents-blank-which");
        let form = self.add(FORM, said, SpotShape::Said(BlankLetter::reference(form)));
        let number = self.say.say("documents-blank-number");
        let number = self.add(NUMBER, number, text(Some(20)));
        let filled = self.say.say("documents-blank-filled-on");
        let day: Vec<Value> = [("day", 2), ("month", 2), ("year", 4)]
            .into_iter()
            .map(|(part, most)| {
                let word = self.say.say(&format!("documents-blank-{part}"));
                let label = format!("{filled} – {word}");
                let spot = self.add(&format!("{FILLED_ON}:{part}"), label, text(Some(most)));
                json!({ "spot": spot, "label": word, "chars": most })
            })
            .collect();
        json!({ "form": form, "number": number, "day": day })
    }

    fn page(&mut self, page: &PrintedPage) -> Value {
        let of = page.item.map(|(item, of)| {
            let (item, of) = (item.to_string(), of.to_string());
            self.say
                .with("documents-blank-item", &[("item", &item), ("of", &of)])
        });
        json!({
            "section": page.section.as_ref().map(|text| line(text, 200)),
            "item": of,
            "title": page.title.as_ref().map(|text| line(text, 300)),
            "lead": page.lead.as_ref().map(|text| lines(text, 600)),
            "when": page.when,
            "evidence": page.evidence.iter().map(|text| line(text, 300)).collect::<Vec<_>>(),
            "questions": page.questions.iter().map(|one| self.question(one)).collect::<Vec<_>>(),
        })
    }

    fn question(&mut self, question: &Question) -> Value {
        let mut rows: Vec<Value> = Vec::new();
        let groups = question
            .inputs
            .chunk_by(|a, b| class(a) == class(b) && class(a) != Class::Line && a.head == b.head);
        for group in groups {
            let boxes: Vec<Value> = group
                .iter()
                .map(|input| self.spot(question, input))
                .collect();
            rows.push(match class(&group[0]) {
                Class::Boxes => json!({ "boxes": boxes, "columns": columns(group) }),
                Class::Short => json!({ "short": boxes, "head": group[0].head }),
                Class::Line => boxes.into_iter().next().unwrap_or_default(),
            });
        }
        json!({
            "number": question.number,
            "label": line(&question.label, 400),
            "hint": question.hint.as_ref().map(|text| line(text, 600)),
            "when": question.when,
            "needed": question.needed,
            "several": question.several,
            "rows": rows,
        })
    }

    fn spot(&mut self, question: &Question, input: &Input) -> Value {
        let asked = format!("{}. {}", question.number, question.label);
        let parts = input.head.iter().chain(Some(&input.label));
        let parts = parts.filter(|part| !part.is_empty());
        let label = parts.fold(asked, |label, part| format!("{label} – {part}"));
        let text = |lines, most| SpotShape::Text { lines, most };
        let (shape, seen) = match &input.shape {
            Shape::Short(most) => (text(false, room(*most)), json!({ "chars": most })),
            Shape::Line => (text(false, None), json!({ "lines": 1 })),
            Shape::Lines(count) => (text(true, None), json!({ "lines": count })),
            Shape::Tick(code) => (SpotShape::Tick(code.clone()), json!({ "one": false })),
            Shape::One(code) => (SpotShape::One(code.clone()), json!({ "one": true })),
        };
        let mut shown = seen;
        shown["spot"] = self.add(&input.name, label, shape).into();
        shown["label"] = line(&input.label, 300).into();
        shown["hint"] = input.hint.as_ref().map(|text| line(text, 300)).into();
        shown
    }
}

/// Dates are bounded in a file; other short answers may be longer than their line.
fn room(most: usize) -> Option<usize> {
    (most <= 4).then_some(most)
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Class {
    Boxes,
    Short,
    Line,
}

fn class(input: &Input) -> Class {
    match input.shape {
        Shape::Tick(_) | Shape::One(_) => Class::Boxes,
        Shape::Short(_) => Class::Short,
        Shape::Line | Shape::Lines(_) => Class::Line,
    }
}

fn columns(boxes: &[Input]) -> usize {
    let longest = boxes.iter().map(|input| {
        let hint = input.hint.as_ref().map_or(0, |hint| hint.chars().count());
        input.label.chars().count().max(hint)
    });
    let longest = longest.max().unwrap_or_default();
    let fits = COLUMNS.into_iter().find(|(most, _)| longest <= *most);
    fits.map_or(1, |(_, columns)| columns)
}

fn clock_key(clock: Clock) -> Option<&'static str> {
    match clock {
        Clock::Immediate => Some("documents-blank-clock-immediate"),
        Clock::Minutes => Some("documents-blank-clock-minutes"),
        Clock::Hours => Some("documents-blank-clock-hours"),
        Clock::Hours72 => Some("documents-blank-clock-hours-72"),
        Clock::Days => Some("documents-blank-clock-days"),
        Clock::Months13 => Some("documents-blank-clock-months-13"),
        Clock::Always => None,
    }
}

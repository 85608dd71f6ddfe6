//! The answers as a person reads them again: sections, rows, and how each value is written. The
//! words and the shapes of dates and sums come from the pack.

use jiff::civil::{Date, Time};

use super::answers::Answer;
use super::field::Field;
use super::journey::{Asked, Journey, Page, PageUse};
use super::key::Key;
use super::pack::Pack;
use super::parse;
use super::posted::Posted;
use super::value::{Approx, Money, Value};
use crate::Lang;

/// The word that heads what the orientation was told.
const ORIENTED: &str = "oriented";

/// A section of the check page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its title; an item of a group bears its number.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The answer.
    pub key: Key,
    /// The question.
    pub label: String,
    /// The answer in words, whole; several lines when there are several values.
    pub value: String,
    /// The same with sensitive values masked: for papers and other eyes.
    pub masked: String,
    /// The page to change it.
    pub slug: String,
    /// `unknown`, `declined`, `later` when it is not a value; in a transcript also [`UNANSWERED`].
    pub left: Option<&'static str>,
}

/// Asked, and left without any answer: only questions that need none.
pub const UNANSWERED: &str = "unanswered";

impl<'a> Journey<'a> {
    /// Every question asked and answered now, by section, for the check page.
    #[must_use]
    pub fn summary(&self, lang: Lang) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::from_iter(self.oriented(lang));
        for (page, asked, answer) in self.answered() {
            if page.purpose == PageUse::Questions {
                let row = self.row(lang, page, asked, Some(answer));
                put(&mut sections, titled(page, lang), row);
            }
        }
        sections
    }

    /// Every question asked now, with what was answered, refused, unknown or left without an answer; and
    /// what was declared. For minutes, and to be read back.
    #[must_use]
    pub fn transcript(&self, lang: Lang) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::from_iter(self.oriented(lang));
        for page in self.pages() {
            for asked in &page.asked {
                let answer = self.answers.get(&asked.key);
                if page.purpose == PageUse::Questions || answer.is_some() {
                    put(
                        &mut sections,
                        titled(page, lang),
                        self.row(lang, page, asked, answer),
                    );
                }
            }
        }
        sections
    }

    fn row(&self, lang: Lang, page: &Page<'a>, asked: &Asked<'a>, answer: Option<&Answer>) -> Row {
        let writer = Writer {
            pack: self.pack,
            lang,
        };
        let value = |masked: bool| match answer {
            Some(answer) => writer.answer(asked.field, answer, masked),
            None => writer.word(UNANSWERED).to_owned(),
        };
        Row {
            key: asked.key.clone(),
            label: asked.field.label.get(lang).to_owned(),
            value: value(false),
            masked: value(asked.field.sensitive),
            slug: page.slug.clone(),
            left: match answer {
                Some(answer) => answer.left(),
                None => Some(UNANSWERED),
            },
        }
    }

    /// What the orientation was told; each row's page is that of its question.
    fn oriented(&self, lang: Lang) -> Option<Section> {
        let trail = self.pack.standing(self.answers)?.trail;
        let rows: Vec<Row> = trail
            .into_iter()
            .map(|(crossing, way)| {
                let said = way.label.get(lang).to_owned();
                Row {
                    key: crossing.answer_key(),
                    label: crossing.label.get(lang).to_owned(),
                    value: said.clone(),
                    masked: said,
                    slug: crossing.key.clone(),
                    left: way.answer().left(),
                }
            })
            .collect();
        let title = self
            .pack
            .word(ORIENTED)
            .map(|words| words.get(lang).to_owned());
        (!rows.is_empty()).then(|| Section {
            title: title.unwrap_or_default(),
            rows,
        })
    }

    /// The inputs of a page as its answers fill them; the total loss, not yet answered, is
    /// suggested from the payments.
    #[must_use]
    pub fn fill(&self, page: &Page<'a>) -> Posted {
        self.fill_all(&page.asked)
    }

    /// The inputs of these questions, likewise.
    #[must_use]
    pub fn fill_all(&self, asked: &[Asked<'a>]) -> Posted {
        parse::fill(asked, |asked| match self.answers.get(&asked.key) {
            None => self.suggested(asked).map(Answer::Value),
            given => given.cloned(),
        })
    }
}

impl Pack {
    /// A sum in words: `1 250,00 €`.
    #[must_use]
    pub fn money(&self, lang: Lang, money: &Money) -> String {
        Writer { pack: self, lang }.money(money)
    }

    /// A date in words: `14 mars 2026`, or less when less is known.
    #[must_use]
    pub fn date(&self, lang: Lang, approx: Approx) -> String {
        Writer { pack: self, lang }.approx(approx)
    }
}

/// The title of a page's section; an item of a group bears its number.
fn titled(page: &Page<'_>, lang: Lang) -> String {
    match page.item {
        Some(item) => format!("{} {}", page.section.get(lang), item + 1),
        None => page.section.get(lang).to_owned(),
    }
}

/// Adds a row to the section of that title.
fn put(sections: &mut Vec<Section>, title: String, row: Row) {
    match sections.iter_mut().find(|section| section.title == title) {
        Some(section) => section.rows.push(row),
        None => sections.push(Section {
            title,
            rows: vec![row],
        }),
    }
}

/// An hour in words: `21 h 10`.
pub(super) fn hour(pack: &Pack, lang: Lang, time: Time) -> String {
    Writer { pack, lang }.time(time)
}

struct Writer<'p> {
    pack: &'p Pack,
    lang: Lang,
}

impl Writer<'_> {
    fn word(&self, key: &str) -> &str {
        self.pack.word(key).map_or("", |words| words.get(self.lang))
    }

    fn shape(&self, key: &str, data: &[(&str, &str)]) -> String {
        let data: Vec<(String, String)> = data
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.pack
            .word(key)
            .map_or(String::new(), |words| words.fill(self.lang, &data))
    }

    fn answer(&self, field: &Field, answer: &Answer, masked: bool) -> String {
        match (answer, answer.left()) {
            (_, Some(state)) => self.word(state).to_owned(),
            (Answer::Value(value), _) => self.value(field, value, masked),
            _ => String::new(),
        }
    }

    fn value(&self, field: &Field, value: &Value, masked: bool) -> String {
        let text = match value {
            Value::Choice(code) => self.choice(field, code),
            Value::Multi(codes) => {
                let labels: Vec<String> = codes.iter().map(|c| self.choice(field, c)).collect();
                labels.join("\n")
            }
            Value::Flag(flag) => self.word(if *flag { "yes" } else { "no" }).to_owned(),
            Value::Date(date) => self.day(*date),
            Value::Money(money) => self.money(money),
            Value::Quantity(quantity) => {
                quantity.to_string().replace('.', self.word("decimal-sign"))
            }
            Value::Many(values) => {
                let lines = values.iter().map(|value| self.value(field, value, masked));
                return lines.collect::<Vec<_>>().join("\n");
            }
            Value::Files(ids) => self.shape("files", &[("n", &ids.len().to_string())]),
            Value::Approx(approx) => self.approx(*approx),
            Value::OnChain(on_chain) => joined(
                [
                    Some(self.choice(field, &on_chain.chain)),
                    Some(on_chain.raw.clone()),
                ],
                " : ",
            ),
            other => self.composed(field, other),
        };
        if masked { mask(&text) } else { text }
    }

    fn composed(&self, field: &Field, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Int(number) => number.to_string(),
            Value::Typed(typed) => typed.raw.clone(),
            Value::Moment(moment) => {
                let day = self.day(moment.date);
                let time = moment.time.map(|time| self.time(time));
                let zone = self.choice(field, &moment.zone);
                format!("{} ({zone})", joined([Some(day), time], ", "))
            }
            Value::Period(period) => joined(
                [
                    period
                        .first
                        .map(|a| self.shape("from", &[("date", &self.approx(a))])),
                    period
                        .last
                        .map(|a| self.shape("to", &[("date", &self.approx(a))])),
                    period
                        .continuing
                        .then(|| self.word("continuing").to_owned()),
                ],
                ", ",
            ),
            Value::Handle(handle) => joined(
                [Some(handle.platform.clone()), Some(handle.name.clone())],
                " : ",
            ),
            Value::Card(card) => format!("{} •••••• {}", card.first6, card.last4),
            Value::Person(person) => {
                let parts = person.parts.iter().map(|(part, text)| {
                    let label = self.word(&format!("part-{part}"));
                    self.shape("labelled", &[("label", label), ("text", text)])
                });
                let born = person.born_on.map(|born| {
                    let label = self.word("part-born_on");
                    self.shape("labelled", &[("label", label), ("text", &self.day(born))])
                });
                parts.chain(born).collect::<Vec<_>>().join("\n")
            }
            Value::Address(address) => {
                let town = joined(
                    [&address.postcode, &address.town].map(|t| Some(t.clone())),
                    " ",
                );
                let lines = [address.lines.clone(), town, address.country.clone()];
                joined(lines.map(Some), "\n")
            }
            Value::Place(place) => place.name.clone(),
            _ => String::new(),
        }
    }

    fn choice(&self, field: &Field, code: &str) -> String {
        let choice = field.choice(code);
        choice
            .map_or(code, |choice| choice.label.get(self.lang))
            .to_owned()
    }

    fn day(&self, date: Date) -> String {
        self.approx(Approx {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
        })
    }

    fn approx(&self, approx: Approx) -> String {
        let year = approx.year.to_string();
        let Some(month) = approx.month else {
            return year;
        };
        let month = self.word(&format!("month-{month}"));
        match approx.day {
            None => self.shape("month-year", &[("month", month), ("year", &year)]),
            Some(day) => {
                let day = match day {
                    1 => self.word("day-1").to_owned(),
                    day => day.to_string(),
                };
                let data = [("day", day.as_str()), ("month", month), ("year", &year)];
                self.shape("date", &data)
            }
        }
    }

    fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour().to_string(), format!("{:02}", time.minute()));
        if time.second() == 0 {
            return self.shape("time", &[("hour", &hour), ("minute", &minute)]);
        }
        let second = format!("{:02}", time.second());
        let data = [("hour", hour), ("minute", minute), ("second", second)];
        self.shape(
            "time-seconds",
            &data.each_ref().map(|(name, text)| (*name, text.as_str())),
        )
    }

    fn money(&self, money: &Money) -> String {
        let major = money.major().to_string();
        let (units, cents) = major.split_once('.').unwrap_or((&major, ""));
        let mut amount = grouped(units, self.word("thousands-sign"));
        if !cents.is_empty() {
            amount.push_str(self.word("decimal-sign"));
            amount.push_str(cents);
        }
        let symbol = match money.currency.as_str() {
            "EUR" => "€",
            "GBP" => "£",
            other => other,
        };
        self.shape("money", &[("amount", &amount), ("symbol", symbol)])
    }
}

fn grouped(units: &str, sign: &str) -> String {
    let mut out = String::new();
    for (place, digit) in units.chars().enumerate() {
        if place > 0 && (units.len() - place).is_multiple_of(3) {
            out.push_str(sign);
        }
        out.push(digit);
    }
    out
}

fn joined<const N: usize>(parts: [Option<String>; N], sign: &str) -> String {
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(sign)
}

/// Hides the middle of a value, or all of a short one. Its length is not told.
fn mask(text: &str) -> String {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    if chars.len() < 12 {
        return "••••".to_owned();
    }
    let head: String = chars[..4].iter().collect();
    let tail: String = chars[chars.len() - 4..].iter().collect();
    format!("{head} •••• {tail}")
}

//! The evidence of a series as two tables, sorted by plain links: what brings complaints together,
//! and what they share without being brought together by it.

use super::looked::Looked;
use super::series::{in_clear, learn};
use crate::evidence::Evidence;
use crate::rights::Sight;
use crate::survey::Survey;
use crate::{quality, said, words};
use faisceau_documents::words::Say;
use faisceau_domain::quality::Link;
use faisceau_linkage::Class;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Cell, Column, DataTable, PivotChip, Sort};
use std::cmp::Ordering;
use uuid::Uuid;

/// What one value shows to this reader.
pub(crate) struct Shown {
    /// Its forms.
    pub(super) chips: Vec<PivotChip>,
    /// The first form in a word, in clear or masked.
    pub(crate) text: String,
    /// In what quality the person behind it is known, in words.
    pub(crate) person: String,
    /// What staff say of that person, where the value is seen in clear.
    pub(crate) link: Option<Link>,
}

/// Each value of a survey as this reader sees it.
pub(crate) async fn seen(
    say: &Say,
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    values: &[Evidence],
) -> Result<Vec<Shown>, Fault> {
    learn(sight, tx, values).await?;
    let said = quality::in_force_of(tx, values.iter().map(|value| value.key_id)).await?;
    let mut shown = Vec::new();
    for value in values {
        let mut seen = false;
        let chips: Vec<PivotChip> = value
            .forms
            .iter()
            .map(|form| {
                let clear = in_clear(sight, form);
                seen |= clear;
                words::chip(say, &form.kind, &form.canonical, form.identifier, clear)
            })
            .collect();
        let text = chips
            .first()
            .map_or_else(String::new, |chip| chip.shown.clone());
        let said = said.get(&value.key_id).filter(|_| seen);
        let person = match said {
            Some(said) => quality::words::named(tx, say, said).await?,
            None => say.say("quality-value-declared"),
        };
        shown.push(Shown {
            chips,
            text,
            person,
            link: said.and_then(|said| said.saying.link(said.by, said.at)),
        });
    }
    Ok(shown)
}

/// Values shown in each table until all are asked for.
const ROWS_MAX: usize = 20;

/// The two tables, and the way to the values they leave out.
pub(super) struct Tables {
    /// What brings together.
    pub(super) used: DataTable,
    /// What is shared without that.
    pub(super) unused: Option<DataTable>,
    /// Words and address of the page with all of them.
    pub(super) all: Option<(String, String)>,
}

/// The tables: what brings together, and the rest when there is any.
pub(super) fn tables(
    say: &Say,
    series: Uuid,
    looked: &Looked,
    survey: &Survey,
    shown: &[Shown],
) -> Tables {
    let mut order: Vec<usize> = (0..survey.values.len()).collect();
    let (by, up) = asked(looked);
    if let Some(by) = by {
        order.sort_by(|one, other| {
            let found = compared(by, survey, shown, (*one, *other));
            if up { found } else { found.reverse() }
        });
    }
    let (links, others): (Vec<usize>, Vec<usize>) = order
        .into_iter()
        .filter(|value| !shown[*value].chips.is_empty())
        .partition(|value| survey.values[*value].class == Class::Link);
    let left = links.len().max(others.len()) > ROWS_MAX && looked.valeurs != "1";
    let most = if left { ROWS_MAX } else { usize::MAX };
    let all = left.then(|| {
        let number = i64::try_from(links.len() + others.len()).unwrap_or(i64::MAX);
        let href = looked.href(series, &[("valeurs", "1")], "#evidence");
        (say.number("series-page-all-values", number), href)
    });
    let rows = |places: Vec<usize>| {
        let rows = places
            .into_iter()
            .take(most)
            .map(|at| row(say, survey, shown, at));
        rows.collect::<Vec<_>>()
    };
    let columns = |anchor: &str| {
        let column = |by: By| {
            let column = Column::new(say.say(by.key()));
            let column = if by.counts() {
                column.figures()
            } else {
                column
            };
            let (now, next) = turned(looked, by);
            column.sorted(now, looked.href(series, &[("tri", &next)], anchor))
        };
        let mut columns: Vec<Column> = By::ALL.into_iter().map(column).collect();
        columns.push(Column::new(say.say("quality-column-person")));
        columns.push(Column::new(say.say("series-column-because")));
        columns
    };
    let caption = say.say("series-evidence-caption");
    let used = DataTable::new(say, "evidence", caption, columns("#evidence"), rows(links));
    let caption = say.say("series-unused-caption");
    let unused = (!others.is_empty())
        .then(|| DataTable::new(say, "unused", caption, columns("#unused"), rows(others)));
    Tables { used, unused, all }
}

fn row(say: &Say, survey: &Survey, shown: &[Shown], at: usize) -> Vec<Cell> {
    let value = &survey.values[at];
    let elsewhere = (value.users - value.here).max(0);
    let kind = value.forms.first().map_or("", |form| form.kind.as_str());
    let why = said::value::evidence(say, value, kind, &shown[at].text).join(" ");
    let users = i64::try_from(survey.users(at)).unwrap_or(i64::MAX);
    let here = match users == value.here {
        true => value.here.to_string(),
        false => {
            let (here, shown) = (value.here.to_string(), users.to_string());
            say.with("series-page-here-of", &[("shown", &shown), ("here", &here)])
        }
    };
    vec![
        Cell::Pivots(shown[at].chips.clone()),
        Cell::text(here),
        Cell::text(say.number("series-page-rarity", elsewhere)),
        Cell::Tag(words::class_tag(say, value.class)),
        Cell::text(words::day(say, value.first)),
        Cell::text(&shown[at].person),
        Cell::text(why),
    ]
}

/// A column the table may be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Value,
    Here,
    Elsewhere,
    Class,
    Since,
}

impl By {
    const ALL: [By; 5] = [By::Value, By::Here, By::Elsewhere, By::Class, By::Since];

    /// The word of the address.
    fn word(self) -> &'static str {
        match self {
            By::Value => "valeur",
            By::Here => "plaintes",
            By::Elsewhere => "ailleurs",
            By::Class => "statut",
            By::Since => "depuis",
        }
    }

    fn key(self) -> &'static str {
        match self {
            By::Value => "series-column-identifier",
            By::Here => "series-column-size",
            By::Elsewhere => "series-page-column-rarity",
            By::Class => "series-page-column-status",
            By::Since => "series-page-column-since",
        }
    }

    fn counts(self) -> bool {
        self == By::Here
    }
}

/// The column asked for, and whether the smallest comes first.
fn asked(looked: &Looked) -> (Option<By>, bool) {
    let word = looked.tri.trim();
    let (word, up) = word
        .strip_prefix('-')
        .map_or((word, true), |word| (word, false));
    (By::ALL.into_iter().find(|by| by.word() == word), up)
}

/// How a column is sorted now, and the word that sorts by it, or the other way round.
fn turned(looked: &Looked, by: By) -> (Sort, String) {
    match asked(looked) {
        (Some(now), true) if now == by => (Sort::Up, format!("-{}", by.word())),
        (Some(now), false) if now == by => (Sort::Down, by.word().to_owned()),
        _ if by.counts() => (Sort::Not, format!("-{}", by.word())),
        _ => (Sort::Not, by.word().to_owned()),
    }
}

fn compared(by: By, survey: &Survey, shown: &[Shown], (one, other): (usize, usize)) -> Ordering {
    let (a, b) = (&survey.values[one], &survey.values[other]);
    match by {
        By::Value => (a.value.kind, &shown[one].text).cmp(&(b.value.kind, &shown[other].text)),
        By::Here => survey.users(one).cmp(&survey.users(other)),
        By::Elsewhere => (a.users - a.here).cmp(&(b.users - b.here)),
        By::Class => a.class.cmp(&b.class),
        By::Since => a.first.cmp(&b.first),
    }
}

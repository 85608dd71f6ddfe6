//! What the complaints looked at come to, drawn and as tables: along time, in money, by
//! département. The same figures make the drawing and its table.

use crate::survey::figures::{self, BOUNDS, Losses, Step, Timeline};
use crate::survey::{Fact, Survey};
use crate::words;
use askama::Template;
use faisceau_documents::dates;
use faisceau_documents::drawing::tiles::{self, Tile};
use faisceau_documents::drawing::timeline::{self, Bar, Moment, Sheet};
use faisceau_documents::drawing::{Drawing, Medium, bars};
use faisceau_documents::words::{Say, Value};
use faisceau_platform::web::Markup;
use faisceau_platform::web::parts::{Cell, Column, DataTable};
use faisceau_platform::world::World;
use jiff::Timestamp;
use jiff::civil::Date;

/// What a panel leaves on a phone of 320 pixels.
const NARROW: u32 = 240;
/// Half of a desk: the figures stand two by two.
const WIDE: u32 = 520;

/// One drawing, twice, with its table.
pub(super) struct Told {
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) narrow: Markup,
    pub(super) wide: Markup,
    pub(super) table: DataTable,
    pub(super) summary: String,
}

/// The part of the page.
#[derive(Template)]
#[template(path = "series/figures_part.html")]
pub(super) struct FiguresPart {
    all: Vec<Told>,
}

impl askama::filters::HtmlSafe for FiguresPart {}

/// The figures of a survey; `formed` is when the series was.
pub(super) fn part(world: &World, say: &Say, survey: &Survey, formed: Timestamp) -> FiguresPart {
    let mut all = Vec::new();
    all.extend(along_time(say, &survey.facts, formed));
    for losses in figures::losses(&survey.facts) {
        all.push(in_money(world, say, &losses, survey.facts.len()));
    }
    if !survey.facts.is_empty() {
        all.push(by_area(say, &survey.facts));
    }
    FiguresPart { all }
}

fn twice(
    title: &str,
    lead: &str,
    ids: [&str; 2],
    draw: impl Fn(&Sheet<'_>) -> Drawing,
) -> [Markup; 2] {
    let sheet = |width, id| Sheet {
        medium: Medium::Page,
        width,
        id,
        title,
        desc: lead,
    };
    [
        Markup::trusted(draw(&sheet(NARROW, ids[0])).svg),
        Markup::trusted(draw(&sheet(WIDE, ids[1])).svg),
    ]
}

fn along_time(say: &Say, facts: &[Fact], formed: Timestamp) -> Option<Told> {
    let line = figures::timeline(facts)?;
    let bars: Vec<Bar> = line
        .bars
        .iter()
        .map(|(day, count)| bar(say, line.step, *day, *count))
        .collect();
    let moments = moments(say, facts, formed, &line);
    let title = say.say("series-page-time-title");
    let (most_at, most) = line
        .bars
        .iter()
        .copied()
        .max_by_key(|(day, count)| (*count, std::cmp::Reverse(*day)))?;
    let lead = said(
        say,
        "series-page-time-lead",
        &[
            ("n", number(facts.len())),
            ("step", Value::from(step(say, line.step))),
            ("most", number(most)),
            ("day", Value::from(dates::day(say, most_at))),
        ],
    );
    let [narrow, wide] = twice(&title, &lead, ["tn", "tw"], |sheet| {
        timeline::draw(&bars, &moments, sheet)
    });
    let rows = bars.iter().filter(|bar| bar.count > 0).map(|bar| {
        vec![
            Cell::text(bar.label.clone()),
            Cell::text(bar.count.to_string()),
        ]
    });
    let mut rows: Vec<Vec<Cell>> = rows.collect();
    rows.extend(
        moments
            .iter()
            .map(|moment| vec![Cell::text(moment.label.clone()), Cell::text("")]),
    );
    let table = table(say, "time-table", &title, "series-page-time-when", rows);
    Some(told(say, "time", title, lead, [narrow, wide], table))
}

fn bar(say: &Say, step: Step, day: Date, count: u64) -> Bar {
    let label = match step {
        Step::Month => format!("{:02}/{}", day.month(), day.year()),
        Step::Day | Step::Week => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
    };
    let key = match step {
        Step::Day => "series-page-time-day",
        Step::Week => "series-page-time-week",
        Step::Month => "series-page-time-month",
    };
    let args = [
        ("n", number(count)),
        ("day", Value::from(dates::day(say, day))),
    ];
    Bar {
        label,
        name: said(say, key, &args),
        count,
    }
}

fn step(say: &Say, step: Step) -> String {
    say.say(match step {
        Step::Day => "series-page-time-by-day",
        Step::Week => "series-page-time-by-week",
        Step::Month => "series-page-time-by-month",
    })
}

/// The first and the last facts told, and the birth of the series.
fn moments(say: &Say, facts: &[Fact], formed: Timestamp, line: &Timeline) -> Vec<Moment> {
    let occurred = facts.iter().filter_map(|fact| fact.occurred_at);
    let (first, last) = (occurred.clone().min(), occurred.max());
    let all = [
        (first, "series-page-time-first"),
        (last, "series-page-time-last"),
        (Some(formed), "series-page-time-formed"),
    ];
    let moments = all.into_iter().filter_map(|(at, key)| {
        let at = at?;
        Some(Moment {
            bar: line.bar_of(at),
            label: say.with(key, &[("day", &words::day(say, at))]),
        })
    });
    moments.collect()
}

fn in_money(world: &World, say: &Say, losses: &Losses, all: usize) -> Told {
    let money = |minor| words::money(world, say, minor, &losses.currency);
    let bars: Vec<Bar> = losses
        .classes
        .iter()
        .enumerate()
        .map(|(at, count)| {
            let label = match (at.checked_sub(1).map(|at| BOUNDS[at]), BOUNDS.get(at)) {
                (None, Some(below)) => {
                    say.with("series-page-money-below", &[("sum", &money(*below))])
                }
                (Some(from), Some(below)) => {
                    let (from, to) = (money(from), money(*below));
                    say.with("series-page-money-between", &[("from", &from), ("to", &to)])
                }
                (from, None) => {
                    let from = money(from.unwrap_or(0));
                    say.with("series-page-money-above", &[("sum", &from)])
                }
            };
            Bar {
                name: said(
                    say,
                    "series-page-money-bar",
                    &[("n", number(*count)), ("class", Value::from(label.clone()))],
                ),
                label,
                count: *count,
            }
        })
        .collect();
    let title = say.with("series-page-money-title", &[("currency", &losses.currency)]);
    let lead = said(
        say,
        "series-page-money-lead",
        &[
            ("n", number(losses.complaints)),
            ("all", number(all)),
            ("sum", Value::from(money(losses.sum))),
            ("median", Value::from(money(losses.median))),
            ("most", Value::from(money(losses.most))),
        ],
    );
    let code: String = losses
        .currency
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let ids = [format!("mn-{code}"), format!("mw-{code}")];
    let drawn = twice(&title, &lead, [&ids[0], &ids[1]], |sheet| {
        bars::draw(&bars, sheet)
    });
    let rows = bars.iter().map(|bar| {
        vec![
            Cell::text(bar.label.clone()),
            Cell::text(bar.count.to_string()),
        ]
    });
    let id = format!("money-{code}");
    let table = table(say, &id, &title, "series-page-money-class", rows.collect());
    told(say, "money", title, lead, drawn, table)
}

fn by_area(say: &Say, facts: &[Fact]) -> Told {
    let counts = figures::areas(facts);
    let name = |code: &str, count: u64| {
        said(
            say,
            "series-page-map-tile",
            &[("code", Value::from(code.to_owned())), ("n", number(count))],
        )
    };
    let known = counts
        .iter()
        .filter_map(|(code, count)| Some((code.as_deref()?, *count)));
    let tiles: Vec<Tile> = known
        .clone()
        .map(|(code, count)| Tile {
            code: code.to_owned(),
            name: name(code, count),
            count,
        })
        .collect();
    let unknown = counts.get(&None).copied().unwrap_or(0);
    let outside: u64 = known
        .clone()
        .filter(|(code, _)| !tiles::has(code))
        .map(|(_, n)| n)
        .sum();
    let mut most: Vec<(&str, u64)> = known.collect();
    most.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    let title = say.say("series-page-map-title");
    let lead = said(
        say,
        "series-page-map-lead",
        &[
            ("areas", number(most.len())),
            ("unknown", number(unknown)),
            ("outside", number(outside)),
        ],
    );
    let drawn = twice(&title, &lead, ["an", "aw"], |sheet| {
        tiles::draw(&tiles, sheet)
    });
    let mut rows: Vec<Vec<Cell>> = most
        .into_iter()
        .map(|(code, count)| vec![Cell::text(code), Cell::text(count.to_string())])
        .collect();
    if unknown > 0 {
        rows.push(vec![
            Cell::text(say.say("series-page-map-unknown")),
            Cell::text(unknown.to_string()),
        ]);
    }
    let table = table(say, "map-table", &title, "series-page-map-area", rows);
    told(say, "map", title, lead, drawn, table)
}

fn table(say: &Say, id: &str, caption: &str, first: &str, rows: Vec<Vec<Cell>>) -> DataTable {
    let columns = vec![
        Column::new(say.say(first)),
        Column::new(say.say("series-column-size")).figures(),
    ];
    DataTable::new(say, id, caption, columns, rows)
}

fn told(
    say: &Say,
    name: &'static str,
    title: String,
    lead: String,
    [narrow, wide]: [Markup; 2],
    table: DataTable,
) -> Told {
    Told {
        name,
        summary: say.say("series-page-as-table"),
        title,
        lead,
        narrow,
        wide,
        table,
    }
}

fn said(say: &Say, key: &str, args: &[(&str, Value<'_>)]) -> String {
    say.words.say(say.lang, key, args)
}

fn number(of: impl TryInto<i64>) -> Value<'static> {
    Value::from(of.try_into().unwrap_or(i64::MAX))
}

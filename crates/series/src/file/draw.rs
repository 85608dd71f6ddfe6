//! The pictures of a series file: its graph and its timeline, made for paper from what the asker may
//! read. Pure.

use crate::catalogue::{Member, Standing};
use crate::said::{count, told};
use crate::survey::Survey;
use crate::survey::graph::{self as of_survey, Eyes};
use faisceau_documents::dates;
use faisceau_documents::drawing::timeline::Bar;
use faisceau_documents::drawing::{Drawing, Medium, graph as graphs, timeline as timelines};
use faisceau_documents::letters::Figure;
use faisceau_documents::words::Say;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// The width of a drawing on paper.
const WIDTH: u32 = 700;
/// Above this many weeks, months are counted.
const WEEKS_MAX: usize = 26;

/// The graph of the page, at the width of a paper: its first slice where there are several; nothing
/// where nothing is shared. `shown` is each value of the survey as the asker may see it.
pub(super) fn graph(
    say: &Say,
    survey: &Survey,
    readable: &HashSet<Uuid>,
    shown: &[String],
) -> Option<Figure> {
    let eyes = Eyes {
        say,
        readable,
        shown,
        persons: &[],
        href: &|_| String::new(),
    };
    let whole = of_survey::bundled(&of_survey::graph(survey, &eyes), &eyes);
    if whole.links.is_empty() {
        return None;
    }
    let (mut first, _) = whole.slice(0);
    of_survey::name(&mut first, survey, &eyes);
    let drawn = [
        ("nodes", count(first.nodes.len())),
        ("of", count(whole.nodes.len())),
    ];
    let alt = told(say, "explanation-file-graph", &drawn);
    let title = say.say("documents-series-file-graph");
    let sheet = graphs::Sheet {
        medium: Medium::Paper,
        width: WIDTH,
        id: "graph",
        title: &title,
        desc: &alt,
    };
    Some(figure(graphs::draw(&first, &sheet), alt.clone()))
}

fn figure(drawing: Drawing, alt: String) -> Figure {
    Figure {
        svg: drawing.svg,
        width: drawing.width,
        height: drawing.height,
        alt,
    }
}

/// How many complaints were received in each period, the empty ones too, by their first days.
fn counted(members: &[&Member]) -> Vec<(Date, bool, u64)> {
    let zone = super::make::zone();
    let days: Vec<Date> = members
        .iter()
        .map(|member| member.received_at.to_zoned(zone.clone()).date())
        .collect();
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else {
        return Vec::new();
    };
    let weeks = usize::try_from(first.until(*last).map_or(0, |span| span.get_days()) / 7 + 1);
    let by_month = weeks.unwrap_or(usize::MAX) > WEEKS_MAX;
    let start = |day: Date| match by_month {
        true => day.first_of_month(),
        false => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
    };
    let mut counts: BTreeMap<Date, u64> = BTreeMap::new();
    let mut at = start(*first);
    while at <= *last && counts.len() < 600 {
        counts.insert(at, 0);
        at = match by_month {
            true => at.saturating_add(1.month()),
            false => at.saturating_add(7.days()),
        };
    }
    for day in days {
        *counts.entry(start(day)).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|(day, n)| (day, by_month, n))
        .collect()
}

fn named(say: &Say, (day, by_month, _): &(Date, bool, u64)) -> String {
    let key = match by_month {
        true => "explanation-file-month",
        false => "explanation-file-week",
    };
    say.with(key, &[("day", &dates::day(say, *day))])
}

/// The periods in words, with their numbers, those that nobody reviewed told apart; periods without
/// a complaint are left out.
pub(super) fn periods(say: &Say, members: &[&Member]) -> Vec<[String; 2]> {
    let counted = counted(members);
    let apart = |member: &&&Member| member.standing == Standing::Attached;
    let unreviewed = |(start, by_month, _): &(Date, bool, u64)| -> u64 {
        let next = match by_month {
            true => start.saturating_add(1.month()),
            false => start.saturating_add(7.days()),
        };
        let within = |member: &&&Member| {
            let day = member.received_at.to_zoned(super::make::zone()).date();
            *start <= day && day < next
        };
        members.iter().filter(apart).filter(within).map(|_| 1).sum()
    };
    let some = counted.iter().filter(|(_, _, n)| *n > 0);
    some.map(|period| {
        let (_, _, all) = *period;
        let apart = unreviewed(period);
        let mut told = all.to_string();
        if apart > 0 {
            told.push_str(", ");
            let apart = i64::try_from(apart).unwrap_or(i64::MAX);
            told.push_str(&say.number("counted-paper-unreviewed", apart));
        }
        [named(say, period), told]
    })
    .collect()
}

/// The timeline, where there is more than one period.
pub(super) fn timeline(say: &Say, members: &[&Member]) -> Option<Figure> {
    let counted = counted(members);
    if counted.len() < 2 {
        return None;
    }
    let bars: Vec<Bar> = counted
        .iter()
        .map(|period| Bar {
            label: period.0.strftime("%d/%m/%y").to_string(),
            name: named(say, period),
            count: period.2,
        })
        .collect();
    let args = [("periods", count(bars.len()))];
    let alt = told(say, "explanation-file-timeline", &args);
    let title = say.say("documents-series-file-timeline");
    let sheet = timelines::Sheet {
        medium: Medium::Paper,
        width: WIDTH,
        id: "timeline",
        title: &title,
        desc: &alt,
    };
    Some(figure(timelines::draw(&bars, &[], &sheet), alt.clone()))
}

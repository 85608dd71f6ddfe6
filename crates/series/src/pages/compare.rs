//! Two series beside one another: sizes, periods, kinds, places, sums, the values both use and what
//! each is, and what would join them or keeps them apart. Decides nothing.

use super::evidence_table;
use super::series::{journal, opened};
use super::written;
use crate::catalogue::{self, Figures, SeriesRow};
use crate::evidence::Evidence;
use crate::parameters::in_force;
use crate::rights::Sight;
use crate::survey::compare::{self, Shared, Side, Verdict};
use crate::survey::filter::Filter;
use crate::survey::{self, figures};
use crate::{said, words};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_linkage::Class;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    self, Asked, Button, Cell, Column, DataTable, ErrorSummary, FieldError, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use jiff::Timestamp;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Most types and départements told of a series; the others are counted in its own page.
const TOLD_MAX: usize = 8;
/// Longest reference that is looked up.
const REFERENCE_MAX: usize = 64;

/// The address.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Two {
    a: String,
    b: String,
}

#[derive(Template)]
#[template(path = "series/compare.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    one: TextField,
    other: TextField,
    show: Button,
    compared: Option<Compared>,
}

/// The comparison.
struct Compared {
    title: String,
    sides: DataTable,
    verdict: String,
    shared: DataTable,
}

/// A series as it is read to be compared.
struct Read {
    row: SeriesRow,
    figures: Figures,
    side: Side,
}

/// The form, and the comparison once two series are named.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Query(two): Query<Two>,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let (mut errors, mut found) = (Vec::new(), Vec::new());
    for (name, text) in [("a", &two.a), ("b", &two.b)] {
        match named(&front, &signed, &mut tx, text).await? {
            Some(series) => found.push(series),
            None if text.trim().is_empty() => {}
            None => errors.push(error(&say, name, "series-page-compare-error")),
        }
    }
    if let [one, other] = &found[..]
        && one.id == other.id
    {
        errors.push(error(&say, "b", "series-page-compare-same"));
    }
    let compared = match (<[SeriesRow; 2]>::try_from(found), errors.is_empty()) {
        (Ok(rows), true) => Some(compared(&front, &signed, &say, &mut tx, rows).await?),
        _ => None,
    };
    tx.commit().await?;
    written(&laid_out(&front, &visit, &signed, &two, errors, compared))
}

fn error(say: &Say, name: &str, key: &str) -> FieldError {
    FieldError {
        name: name.to_owned(),
        message: say.say(key),
    }
}

/// The series of a reference or an id, when this person may open it; whether there is another is
/// not told.
async fn named(
    front: &Front,
    signed: &Signed,
    tx: &mut Tx,
    text: &str,
) -> Result<Option<SeriesRow>, Failure> {
    let text: String = text.trim().chars().take(REFERENCE_MAX).collect();
    let found = match text.parse::<Uuid>() {
        Ok(id) => catalogue::one(tx, id).await?,
        Err(_) => catalogue::by_reference(tx, &text).await?,
    };
    let Some(series) = found else {
        return Ok(None);
    };
    Ok(opened(front, signed, tx, series.id)
        .await
        .ok()
        .map(|(row, _)| row))
}

async fn compared(
    front: &Front,
    signed: &Signed,
    say: &Say,
    tx: &mut Tx,
    [one, other]: [SeriesRow; 2],
) -> Result<Compared, Failure> {
    let mut shared = compare::shared(tx, one.id, other.id).await?;
    let mut values: Vec<_> = shared.iter().map(|shared| shared.value.clone()).collect();
    let mut sight = Sight::of(front, signed);
    let shown = evidence_table::seen(say, tx, &mut sight, &values).await?;
    values.clear();
    let sizes = (one.size, other.size);
    let established = in_force(tx).await?.figures.established;
    let verdict = compare::verdict(&shared, sizes, established);
    let linking = shared
        .iter()
        .filter(|shared| shared.value.class == Class::Link)
        .count();
    let (one, other) = (read(tx, one).await?, read(tx, other).await?);
    for side in [&one, &other] {
        journal(&signed.cx, tx, side.row.id, 0).await?;
    }
    let references = [one.row.reference.as_str(), other.row.reference.as_str()];
    let rows = shared
        .drain(..)
        .zip(&shown)
        .map(|(shared, shown)| value_row(say, &shared, shown));
    let rows: Vec<Vec<Cell>> = rows.collect();
    let within = |reference: &str| {
        let label = say.with(
            "series-page-compare-column-one",
            &[("reference", reference)],
        );
        Column::new(label).figures()
    };
    let columns = vec![
        Column::new(say.say("series-column-identifier")),
        within(references[0]),
        within(references[1]),
        Column::new(say.say("series-page-column-status")),
        Column::new(say.say("series-column-because")),
    ];
    let caption = say.say("series-page-compare-shared");
    Ok(Compared {
        title: say.with(
            "series-page-compare-titled",
            &[("one", references[0]), ("other", references[1])],
        ),
        verdict: told(say, verdict, linking, established),
        shared: DataTable::new(say, "shared", caption, columns, rows),
        sides: sides(front, say, &one, &other),
    })
}

async fn read(tx: &mut Tx, row: SeriesRow) -> Result<Read, Fault> {
    let survey = survey::survey(tx, row.id, &Filter::default(), &[]).await?;
    Ok(Read {
        figures: catalogue::figures(tx, row.id).await?,
        side: compare::side(&survey),
        row,
    })
}

fn value_row(say: &Say, shared: &Shared, shown: &evidence_table::Shown) -> Vec<Cell> {
    let value = &shared.value;
    // "Outside this series" would count the other series: it is said for the pages of each.
    let anywhere = Evidence {
        here: value.users,
        ..value.clone()
    };
    let weighed = said::value::weighed(say, &value.value, &anywhere);
    let why = words::reason(say, &value.reason, value.list.as_deref());
    let why = std::iter::once(why)
        .chain(weighed)
        .collect::<Vec<_>>()
        .join(" ");
    vec![
        Cell::Pivots(shown.chips.clone()),
        Cell::text(value.here.to_string()),
        Cell::text(shared.there.to_string()),
        Cell::Tag(words::class_tag(say, value.class)),
        Cell::text(why),
    ]
}

fn told(say: &Say, verdict: Verdict, linking: usize, established: usize) -> String {
    match verdict {
        Verdict::Nothing => say.say("series-page-compare-nothing"),
        Verdict::OnlyCommon => say.say("series-page-compare-only-common"),
        Verdict::OneValue => {
            let established = established.to_string();
            say.with(
                "series-page-compare-one-value",
                &[("established", &established)],
            )
        }
        Verdict::Several => {
            let linking = i64::try_from(linking).unwrap_or(i64::MAX);
            say.number("series-page-compare-several", linking)
        }
    }
}

/// The table of the two sides.
fn sides(front: &Front, say: &Say, one: &Read, other: &Read) -> DataTable {
    let row = |key: &str, of: &dyn Fn(&Read) -> String| {
        let told = Cell::text(say.say(key));
        vec![told, Cell::text(of(one)), Cell::text(of(other))]
    };
    let overlap = common_days(&one.figures, &other.figures);
    let overlap = say.number("series-page-compare-days", overlap);
    let column = |read: &Read| Column::new(read.row.reference.clone());
    let what = Column::new(say.say("series-page-compare-what"));
    let rows = vec![
        row("series-page-compare-size", &|read| {
            read.row.size.to_string()
        }),
        row("series-page-compare-formed", &|read| {
            words::day(say, read.row.formed_at)
        }),
        row("series-page-compare-period", &|read| period(say, read)),
        row("series-page-compare-overlap", &|_| overlap.clone()),
        row("series-page-compare-losses", &|read| {
            losses(front, say, read)
        }),
        row("series-page-compare-median", &|read| {
            medians(front, say, read)
        }),
        row("series-page-compare-types", &|read| types(front, say, read)),
        row("series-page-compare-areas", &|read| areas(say, read)),
    ];
    let caption = say.say("series-page-compare-caption");
    DataTable::new(
        say,
        "sides",
        caption,
        vec![what, column(one), column(other)],
        rows,
    )
}

fn period(say: &Say, read: &Read) -> String {
    match read.figures.first.zip(read.figures.last) {
        None => say.say("series-page-compare-none"),
        Some((first, last)) => {
            let (first, last) = (words::day(say, first), words::day(say, last));
            say.with("series-period", &[("first", &first), ("last", &last)])
        }
    }
}

fn losses(front: &Front, say: &Say, read: &Read) -> String {
    let all = read.figures.losses.iter();
    joined(
        say,
        all.map(|(currency, minor)| words::money(&front.world, say, *minor, currency)),
    )
}

fn medians(front: &Front, say: &Say, read: &Read) -> String {
    let all = read.side.losses.iter();
    joined(
        say,
        all.map(|losses| words::money(&front.world, say, losses.median, &losses.currency)),
    )
}

fn types(front: &Front, say: &Say, read: &Read) -> String {
    let most = read.side.types.iter().take(TOLD_MAX);
    let told = most.map(|(code, n)| format!("{} ({n})", words::form_type(&front.world, say, code)));
    joined(say, told)
}

fn areas(say: &Say, read: &Read) -> String {
    let known = read.side.areas.iter();
    let known = known.filter_map(|(code, n)| Some(format!("{} ({n})", code.as_ref()?)));
    joined(say, known.take(TOLD_MAX))
}

fn joined(say: &Say, all: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = all.collect();
    match all.is_empty() {
        true => say.say("series-page-compare-none"),
        false => all.join(", "),
    }
}

/// Days during which both series received complaints, from the first to the last of each.
fn common_days(one: &Figures, other: &Figures) -> i64 {
    let span =
        |figures: &Figures| -> Option<(Timestamp, Timestamp)> { figures.first.zip(figures.last) };
    let Some(((a, b), (c, d))) = span(one).zip(span(other)) else {
        return 0;
    };
    let (from, to) = (figures::day_of(a.max(c)), figures::day_of(b.min(d)));
    match to < from {
        true => 0,
        false => i64::from((to - from).get_days()) + 1,
    }
}

fn laid_out(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    two: &Two,
    errors: Vec<FieldError>,
    compared: Option<Compared>,
) -> Page {
    let say = visit.say();
    let title = compared
        .as_ref()
        .map_or_else(|| say.say("series-page-compare-title"), |c| c.title.clone());
    let told = |name: &str| {
        let error = errors.iter().find(|error| error.name == name);
        error.map(|error| error.message.clone())
    };
    let field = |name: &str, key: &str, value: &str| {
        let asked = Asked::new(&say, name, say.say(key))
            .hint(say.say("series-page-compare-hint"))
            .error(told(name));
        TextField::new(asked, parts::Kind::Text, value).wide(24)
    };
    let frame = front.staff_frame(visit, signed, title).back_to("/series");
    Page {
        one: field("a", "series-page-compare-one", &two.a),
        other: field("b", "series-page-compare-other", &two.b),
        show: Button::primary(say.say("series-page-compare-show")),
        f: frame.with_errors(!errors.is_empty()),
        errors: ErrorSummary::new(&say, errors),
        compared,
    }
}

#[cfg(test)]
mod tests {
    use super::common_days;
    use crate::catalogue::Figures;

    fn figures(first: &str, last: &str) -> Figures {
        let at = |day: &str| format!("{day}T12:00:00Z").parse().ok();
        Figures {
            first: at(first),
            last: at(last),
            ..Figures::default()
        }
    }

    #[test]
    fn days_in_common_are_counted_whole() {
        let march = figures("2026-03-01", "2026-03-31");
        assert_eq!(common_days(&march, &figures("2026-03-31", "2026-05-01")), 1);
        assert_eq!(
            common_days(&march, &figures("2026-02-01", "2026-05-01")),
            31
        );
        assert_eq!(common_days(&march, &figures("2026-04-01", "2026-05-01")), 0);
        assert_eq!(common_days(&march, &Figures::default()), 0);
    }
}

//! The form above the page of a series: one filter drives all that is shown under it. A plain form
//! whose address can be kept and sent.

use super::looked::Looked;
use crate::survey::filter::Wrong;
use crate::words;
use askama::Template;
use faisceau_documents::words::Say;
use faisceau_identifiers::Kind;
use faisceau_platform::web::parts::{
    self, Asked, Button, Choice, ErrorSummary, FieldError, Select, TextField,
};
use uuid::Uuid;

/// The form.
#[derive(Template)]
#[template(path = "series/filter_bar.html")]
pub(super) struct FilterBar {
    say: Say,
    action: String,
    kind: Select,
    from: TextField,
    to: TextField,
    loss: TextField,
    area: TextField,
    sort: String,
    show: Button,
    filtered: bool,
}

impl askama::filters::HtmlSafe for FilterBar {}

/// The words of what is wrong, by field.
pub(super) fn errors(say: &Say, wrong: &[Wrong]) -> Vec<FieldError> {
    let told = wrong.iter().map(|wrong| {
        let (name, key) = match wrong {
            Wrong::Kind => ("genre", "series-page-filter-kind-error"),
            Wrong::From => ("du", "series-page-filter-day-error"),
            Wrong::To => ("au", "series-page-filter-day-error"),
            Wrong::Order => ("au", "series-page-filter-order-error"),
            Wrong::Loss => ("perte", "series-page-filter-loss-error"),
            Wrong::Area => ("dep", "series-page-filter-area-error"),
        };
        FieldError {
            name: name.to_owned(),
            message: say.say(key),
        }
    });
    told.collect()
}

/// The form, holding what was typed.
pub(super) fn bar(say: &Say, series: Uuid, looked: &Looked, errors: &[FieldError]) -> FilterBar {
    let told = |name: &str| {
        let error = errors.iter().find(|error| error.name == name);
        error.map(|error| error.message.clone())
    };
    let around = |name: &str| {
        let key = |part: &str| format!("series-page-filter-{part}");
        let (label, hint) = match name {
            "genre" => (key("kind"), None),
            "du" => (key("from"), Some(key("day-hint"))),
            "au" => (key("to"), Some(key("day-hint"))),
            "perte" => (key("loss"), Some(key("loss-hint"))),
            _ => (key("area"), Some(key("area-hint"))),
        };
        let asked = Asked::new(say, name, say.say(&label)).error(told(name));
        match hint {
            Some(hint) => asked.hint(say.say(&hint)),
            None => asked,
        }
    };
    let field = |name: &str, value: &str, wide| {
        TextField::new(around(name), parts::Kind::Text, value).wide(wide)
    };
    let mut kinds = vec![
        Choice::new("", say.say("series-page-filter-any-kind")).chosen(looked.genre.is_empty()),
    ];
    kinds.extend(Kind::ALL.iter().map(|kind| {
        let code = kind.code();
        Choice::new(code, words::kind(say, code)).chosen(looked.genre == code)
    }));
    FilterBar {
        action: format!("/series/{series}"),
        kind: Select::new(say, around("genre"), kinds),
        from: field("du", &looked.du, 10),
        to: field("au", &looked.au, 10),
        loss: field("perte", &looked.perte, 10),
        area: field("dep", &looked.dep, 4),
        sort: looked.tri.clone(),
        show: Button::primary(say.say("series-filter-show")),
        filtered: !looked.fields().is_empty(),
        say: say.clone(),
    }
}

/// The summary of the errors, above the page.
pub(super) fn summary(say: &Say, errors: Vec<FieldError>) -> ErrorSummary {
    ErrorSummary::new(say, errors)
}

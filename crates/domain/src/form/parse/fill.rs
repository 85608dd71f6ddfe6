//! The other way: stored answers back to inputs, so that a page can be shown as it was left.

use super::composed::BORN_ON;
use crate::form::answers::Answer;
use crate::form::field::FieldKind;
use crate::form::journey::Asked;
use crate::form::posted::{Posted, input_name};
use crate::form::value::{Approx, Value};

/// The inputs of these questions, as these answers fill them.
pub(in crate::form) fn fill<'a>(
    asked: &[Asked<'a>],
    answer: impl Fn(&Asked<'a>) -> Option<Answer>,
) -> Posted {
    let mut posted = Posted::default();
    for asked in asked {
        match answer(asked) {
            None => {}
            Some(Answer::Value(value)) => {
                for (part, text) in inputs(&value) {
                    posted.add(input_name(&asked.key, &part), text);
                }
            }
            Some(left) => put_state(&mut posted, asked, &left),
        }
    }
    posted
}

fn put_state(posted: &mut Posted, asked: &Asked<'_>, left: &Answer) {
    let inside = matches!(
        asked.field.kind,
        FieldKind::Choice | FieldKind::Select | FieldKind::Multi | FieldKind::Bool3
    );
    let part = if inside { "" } else { "state" };
    let code = left.left().unwrap_or_default();
    posted.add(input_name(&asked.key, part), code.to_owned());
}

/// (part, text) of each input of a value. What was kept with a doubt is said to be kept again.
fn inputs(value: &Value) -> Vec<(String, String)> {
    let one = |text: &str| vec![(String::new(), text.to_owned())];
    match value {
        Value::Choice(code) => one(code),
        Value::Multi(codes) | Value::Files(codes) => codes.iter().flat_map(|c| one(c)).collect(),
        Value::Flag(flag) => one(if *flag { "yes" } else { "no" }),
        Value::Text(text) => one(text),
        Value::Date(date) => dated(
            "",
            Approx {
                year: date.year(),
                month: Some(date.month()),
                day: Some(date.day()),
            },
        ),
        Value::Approx(approx) => dated("", *approx),
        Value::Period(period) => {
            let mut inputs = Vec::new();
            inputs.extend(period.first.into_iter().flat_map(|a| dated("first-", a)));
            inputs.extend(period.last.into_iter().flat_map(|a| dated("last-", a)));
            if period.continuing {
                inputs.push(("continuing".to_owned(), "yes".to_owned()));
            }
            inputs
        }
        Value::Quantity(quantity) => one(&quantity.to_string()),
        Value::Int(number) => one(&number.to_string()),
        Value::Typed(typed) => kept(&typed.raw, typed.doubt.as_ref()),
        Value::Many(values) => values.iter().flat_map(inputs).collect(),
        composed => composed_inputs(composed),
    }
}

fn composed_inputs(value: &Value) -> Vec<(String, String)> {
    let pair = |part: &str, text: &str| (part.to_owned(), text.to_owned());
    let mut all = match value {
        Value::Moment(moment) => {
            let day = Value::Date(moment.date);
            let mut all = inputs(&day);
            if let Some(time) = moment.time {
                let shape = if time.second() == 0 {
                    "%H:%M"
                } else {
                    "%H:%M:%S"
                };
                all.push(pair("time", &time.strftime(shape).to_string()));
            }
            all.push(pair("zone", &moment.zone));
            all
        }
        Value::Money(money) => vec![
            pair("", &money.major().to_string().replace('.', ",")),
            pair("currency", &money.currency),
        ],
        Value::Handle(handle) => vec![pair("", &handle.name), pair("platform", &handle.platform)],
        Value::OnChain(on_chain) => {
            let mut all = kept(&on_chain.raw, on_chain.doubt.as_ref());
            all.push(pair("chain", &on_chain.chain));
            all
        }
        Value::Card(card) => vec![pair("first6", &card.first6), pair("last4", &card.last4)],
        Value::Person(person) => {
            let mut all = person.parts.clone();
            if let Some(born) = person.born_on {
                let prefix = format!("{BORN_ON}-");
                let day = inputs(&Value::Date(born));
                all.extend(
                    day.into_iter()
                        .map(|(p, text)| (format!("{prefix}{p}"), text)),
                );
            }
            all
        }
        Value::Address(address) => vec![
            pair("lines", &address.lines),
            pair("postcode", &address.postcode),
            pair("town", &address.town),
            pair("country", &address.country),
        ],
        Value::Place(place) => vec![
            pair("", &place.name),
            pair("code", place.code.as_deref().unwrap_or_default()),
        ],
        _ => Vec::new(),
    };
    all.retain(|(_, text)| !text.is_empty());
    all
}

fn dated(prefix: &str, approx: Approx) -> Vec<(String, String)> {
    let mut inputs = vec![(format!("{prefix}year"), approx.year.to_string())];
    if let Some(month) = approx.month {
        inputs.push((format!("{prefix}month"), month.to_string()));
    }
    if let Some(day) = approx.day {
        inputs.push((format!("{prefix}day"), day.to_string()));
    }
    inputs
}

fn kept(raw: &str, doubt: Option<&String>) -> Vec<(String, String)> {
    let mut inputs = vec![(String::new(), raw.to_owned())];
    if doubt.is_some() {
        inputs.push(("keep".to_owned(), raw.to_owned()));
    }
    inputs
}

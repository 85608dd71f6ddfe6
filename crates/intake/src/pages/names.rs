//! Between the names of inputs as parts of pages write them and those the engine of forms reads;
//! and where on the page an error points. Reads no value.

use faisceau_domain::form::{Asked, FieldKind, Key, Posted, input_name};

/// What was sent, under the names the engine knows.
pub(crate) fn posted(pairs: Vec<(String, String)>) -> Posted {
    Posted::new(
        pairs
            .into_iter()
            .map(|(name, value)| (engine_name(&name), value)),
    )
}

/// `site.seen.day` is `site.seen:day`, `a.b:first.day` is `a.b:first-day`, `a.b.amount` is `a.b`
/// where `a.b` is a key, and `a.b:state-later` is `a.b:state`.
fn engine_name(name: &str) -> String {
    if let Some((key, _)) = name.split_once(":state-") {
        return format!("{key}:state");
    }
    let Some((base, part)) = name.rsplit_once('.') else {
        return name.to_owned();
    };
    let (key, inner) = match base.split_once(':') {
        Some((key, inner)) => (key, Some(inner)),
        None => (base, None),
    };
    if key.parse::<Key>().is_err() {
        return name.to_owned();
    }
    match (part, inner) {
        ("day" | "month" | "year", Some(inner)) => format!("{key}:{inner}-{part}"),
        ("day" | "month" | "year" | "currency", None) => format!("{key}:{part}"),
        ("amount", None) => key.to_owned(),
        _ => name.to_owned(),
    }
}

/// The name whose element bears the error of this part of a question.
pub(crate) fn anchor(asked: &Asked<'_>, part: &str) -> String {
    let name = |part: &str| input_name(&asked.key, part);
    match (asked.field.kind, part) {
        (FieldKind::Date | FieldKind::DateApprox | FieldKind::Datetime, "" | "day") => name(""),
        (FieldKind::Date | FieldKind::DateApprox | FieldKind::Datetime, "month" | "year")
        | (FieldKind::Money, "currency") => format!("{}-{part}", asked.key),
        (FieldKind::Period, "") => name("first"),
        (FieldKind::Person, "") => name(asked.field.parts.first().map_or("", String::as_str)),
        (FieldKind::Address, "") => name("lines"),
        (FieldKind::CardRef, "") => name("first6"),
        (FieldKind::Period | FieldKind::Person, part) => {
            name(part.strip_suffix("-day").unwrap_or(part))
        }
        (_, part) => name(part),
    }
}

#[cfg(test)]
mod tests {
    use super::engine_name;

    #[test]
    fn names_of_parts_become_those_of_the_engine() {
        for (page, engine) in [
            ("shop.ordered_at.day", "shop.ordered_at:day"),
            ("facts.period:first.year", "facts.period:first-year"),
            ("payment[0].amount.amount", "payment[0].amount"),
            ("payment[0].amount.currency", "payment[0].amount:currency"),
            ("victim.civil:born_on.month", "victim.civil:born_on-month"),
            ("evidence.files:state-later", "evidence.files:state"),
            // Names the engine reads already.
            ("payment[0].amount", "payment[0].amount"),
            ("facts.period:first-year", "facts.period:first-year"),
            ("shop.product", "shop.product"),
            ("csrf", "csrf"),
        ] {
            assert_eq!(engine_name(page), engine);
        }
    }
}

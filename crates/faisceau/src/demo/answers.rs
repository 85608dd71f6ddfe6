//! What an invented person types on one page: the words of the scenario, else an answer drawn among
//! the choices, else "I don't know". Reads nothing but the questions; the engine checks it all.

use super::case::Case;
use super::chance::Chance;
use super::scenario::Says;
use faisceau_domain::form::{Asked, FieldKind, Page, Posted, Required, input_name};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// Means of payment that name an account.
const BY_ACCOUNT: [&str; 2] = ["transfer", "instant_transfer"];
const METHOD: &str = "payment.method";

/// What a person knows when they fill in a page.
pub(super) struct Words<'a> {
    /// The complaint.
    pub(super) case: &'a Case,
    /// The scheme's words, then those of all schemes.
    pub(super) says: [&'a Says; 2],
    /// An exhibit already received, if any.
    pub(super) exhibit: Option<String>,
}

type Inputs = Vec<(String, String)>;

impl Words<'_> {
    /// Everything typed on a page.
    pub(super) fn post(&self, page: &Page<'_>, chance: &mut Chance) -> Posted {
        let typed = page.asked.iter().flat_map(|asked| {
            let inputs = self.answer(asked, chance);
            if inputs.is_empty() {
                left_open(asked)
            } else {
                inputs
            }
        });
        Posted::new(typed.collect::<Inputs>())
    }

    fn answer(&self, asked: &Asked<'_>, chance: &mut Chance) -> Inputs {
        let one = |part: &str, text: String| vec![(input_name(&asked.key, part), text)];
        match asked.field.kind {
            FieldKind::Date | FieldKind::DateApprox | FieldKind::Datetime => {
                self.day(asked, chance)
            }
            FieldKind::Period => day_inputs(asked, "first-", date(self.case.facts_at)),
            FieldKind::Person | FieldKind::Address | FieldKind::CardRef | FieldKind::Handle => {
                self.composed(asked, chance)
            }
            FieldKind::File => match &self.exhibit {
                Some(exhibit) => one("", exhibit.clone()),
                None => Vec::new(),
            },
            FieldKind::Tick => one("", "yes".to_owned()),
            _ => match self.said(&asked.field.key, chance) {
                Some(text) if !text.is_empty() => one("", text),
                Some(_) => Vec::new(),
                None => drawn(asked, chance).map_or_else(Vec::new, |text| one("", text)),
            },
        }
    }

    /// What the scenario says; empty when none of it can be filled, `None` when it says nothing.
    fn said(&self, key: &str, chance: &mut Chance) -> Option<String> {
        let texts = self.says.iter().find_map(|says| says.get(key))?;
        if key == METHOD {
            let account = self.case.fill("{iban}").is_some();
            let fits = |text: &&String| BY_ACCOUNT.contains(&text.as_str()) == account;
            let fitting: Vec<String> = texts.iter().filter(fits).cloned().collect();
            return self
                .case
                .one_of(&fitting, chance)
                .or(Some("card".to_owned()));
        }
        Some(self.case.one_of(texts, chance).unwrap_or_default())
    }

    fn composed(&self, asked: &Asked<'_>, chance: &mut Chance) -> Inputs {
        let key = &asked.field.key;
        let parts: Vec<&str> = match asked.field.kind {
            FieldKind::Person => asked.field.parts.iter().map(String::as_str).collect(),
            FieldKind::Address => vec!["lines", "postcode", "town"],
            FieldKind::CardRef => vec!["first6", "last4"],
            _ => vec!["platform"],
        };
        let mut inputs = Inputs::new();
        if asked.field.kind == FieldKind::Handle {
            match self.said(key, chance) {
                Some(name) if !name.is_empty() => inputs.push((input_name(&asked.key, ""), name)),
                _ => return Inputs::new(),
            }
        }
        for part in parts {
            if part == "born_on" {
                let (day, month, year) = self.case.person.born;
                for (name, number) in [("day", day), ("month", month), ("year", year)] {
                    let name = input_name(&asked.key, &format!("born_on-{name}"));
                    inputs.push((name, number.to_string()));
                }
            } else if let Some(text) = self.said(&format!("{key}:{part}"), chance)
                && !text.is_empty()
            {
                inputs.push((input_name(&asked.key, part), text));
            }
        }
        inputs
    }

    /// Payments and orders are of the day of the facts; what came after is of the day before.
    fn day(&self, asked: &Asked<'_>, chance: &mut Chance) -> Inputs {
        let optional = asked.field.required == Required::No;
        if optional && chance.percent(70) {
            return Inputs::new();
        }
        let after = ["last", "discovered", "recall", "bank_at"];
        let late = after.iter().any(|word| asked.field.key.contains(word));
        let before = self.case.at - SignedDuration::from_hours(14);
        let at = if late {
            before.max(self.case.facts_at)
        } else {
            self.case.facts_at
        };
        let mut inputs = day_inputs(asked, "", date(at));
        if asked.field.kind == FieldKind::Datetime && chance.percent(60) {
            let (hour, minute) = (chance.between(8, 21), chance.between(0, 59));
            inputs.push((
                input_name(&asked.key, "time"),
                format!("{hour}h{minute:02}"),
            ));
        }
        inputs
    }
}

/// "I don't know", or nothing where nothing is asked for.
fn left_open(asked: &Asked<'_>) -> Inputs {
    if asked.field.required == Required::No {
        return Inputs::new();
    }
    ["unknown", "later", "declined"]
        .into_iter()
        .find(|state| asked.field.offers(state))
        .map(|state| (input_name(&asked.key, "state"), state.to_owned()))
        .into_iter()
        .collect()
}

/// An answer to a question the scenario says nothing of.
fn drawn(asked: &Asked<'_>, chance: &mut Chance) -> Option<String> {
    match asked.field.kind {
        FieldKind::Choice | FieldKind::Select | FieldKind::Multi => {
            let plain = |code: &str| !matches!(code, "other" | "nothing" | "none");
            let codes: Vec<&str> = asked
                .field
                .choices
                .iter()
                .map(|choice| choice.code.as_str())
                .filter(|code| plain(code))
                .collect();
            chance.pick(&codes).map(|code| (*code).to_owned())
        }
        FieldKind::Bool3 => Some("no".to_owned()),
        _ => None,
    }
}

fn date(at: Timestamp) -> Date {
    at.to_zoned(faisceau_intake::receipt::zone()).date()
}

fn day_inputs(asked: &Asked<'_>, prefix: &str, day: Date) -> Inputs {
    let parts = [
        ("day", i32::from(day.day())),
        ("month", i32::from(day.month())),
        ("year", i32::from(day.year())),
    ];
    let named = |part: &str| input_name(&asked.key, &format!("{prefix}{part}"));
    let inputs = parts.map(|(part, number)| (named(part), number.to_string()));
    inputs.into_iter().collect()
}

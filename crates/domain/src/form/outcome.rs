//! What the answers say, for the rest of the house: identifiers, loss, dates, how it may be filed,
//! what is urgent, where else to go. Only from questions asked now; never from hidden answers.

use std::collections::{BTreeMap, BTreeSet};

use faisceau_identifiers as identifiers;

use super::answers::Answer;
use super::directory::{Contact, Profile, Route, UrgentAction};
use super::field::Loss;
use super::journey::{Asked, Journey};
use super::key::Key;
use super::kind::{Kind, Manner, Mode, ModeChoice};
use super::pivot::Pivot;
use super::value::{Approx, Money, Value};

/// A value that may bring complaints together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What the form says it is; an e-mail or a phone already told apart.
    pub pivot: Pivot,
    /// The kind of identifier to read it as; `None` when linkage has no such kind.
    pub kind: Option<identifiers::Kind>,
    /// As typed.
    pub raw: String,
    /// Whose value it is.
    pub role: identifiers::Role,
    /// The question it answers.
    pub field: Key,
    /// The doubt kept with it, if any.
    pub doubt: Option<String>,
}

/// When the facts took place, as far as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurred {
    /// The start; absent when only the end is known.
    pub from: Option<Approx>,
    /// The end.
    pub to: Option<Approx>,
    /// It still goes on.
    pub continuing: bool,
}

/// Another way proposed to the person.
#[derive(Debug, Clone)]
pub enum Proposed<'a> {
    /// Someone else to turn to; one may also go on here.
    Route(&'a Route),
    /// Another type of complaint.
    Kind {
        /// The type.
        kind: &'a Kind,
        /// The complaint keeps its type and gains this one.
        secondary: bool,
    },
}

impl<'a> Journey<'a> {
    /// Every value of a pivot field, in the order of pages.
    #[must_use]
    pub fn identifiers(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for (_, asked, answer) in self.answered() {
            let (Some(pivot), Some(role), Answer::Value(value)) =
                (asked.field.pivot, asked.field.role, answer)
            else {
                continue;
            };
            for (raw, doubt) in raws(value) {
                if raw.is_empty() {
                    continue;
                }
                let pivot = pivot.told_apart(&raw);
                found.push(Found {
                    pivot,
                    kind: pivot.identifier(),
                    raw,
                    role: role.into(),
                    field: asked.key.clone(),
                    doubt,
                });
            }
        }
        found
    }

    /// What the answers quote of the other side's words; never the victim's own account.
    #[must_use]
    pub fn quoted(&self) -> Option<String> {
        let texts = self
            .answered()
            .filter(|(_, asked, _)| asked.field.quoted)
            .filter_map(|(_, _, answer)| match answer.value() {
                Some(Value::Text(text)) => Some(text.as_str()),
                _ => None,
            });
        let all = texts.collect::<Vec<&str>>().join("\n");
        Some(all).filter(|all| !all.trim().is_empty())
    }

    /// The files that belong to the complaint, by id: those of questions asked now, and none at
    /// all when uploads are closed. A file deposited before an answer changed is not among them.
    #[must_use]
    pub fn exhibits(&self) -> Vec<&'a str> {
        if !self.uploads_allowed() {
            return Vec::new();
        }
        let files = self
            .answered()
            .filter_map(|(_, _, answer)| match answer.value() {
                Some(Value::Files(ids)) => Some(ids),
                _ => None,
            });
        files.flatten().map(String::as_str).collect()
    }

    /// The loss: as the victim says it, else the sum of its parts when they are in one currency.
    #[must_use]
    pub fn loss(&self) -> Option<Money> {
        let total = self.sums(Loss::Total).into_iter().next();
        let mut parts = self.losses();
        total.or_else(|| if parts.len() == 1 { parts.pop() } else { None })
    }

    /// The sum of the parts of the loss, one per currency.
    #[must_use]
    pub fn losses(&self) -> Vec<Money> {
        let mut by_currency: BTreeMap<String, i64> = BTreeMap::new();
        for money in self.sums(Loss::Part) {
            let sum = by_currency.entry(money.currency).or_default();
            *sum = sum.saturating_add(money.minor);
        }
        by_currency
            .into_iter()
            .map(|(currency, minor)| Money { minor, currency })
            .collect()
    }

    /// What a question may already show before it is answered: the total loss, added up.
    pub(super) fn suggested(&self, asked: &Asked<'a>) -> Option<Value> {
        let mut parts = self.losses();
        match asked.field.loss {
            Some(Loss::Total) if parts.len() == 1 => parts.pop().map(Value::Money),
            _ => None,
        }
    }

    fn sums(&self, part: Loss) -> Vec<Money> {
        self.answered()
            .filter(|(_, asked, _)| asked.field.loss == Some(part) && self.counts(asked))
            .filter_map(|(_, _, answer)| match answer.value() {
                Some(Value::Money(money)) => Some(money.clone()),
                _ => None,
            })
            .collect()
    }

    fn counts(&self, asked: &Asked<'a>) -> bool {
        let condition = asked.field.loss_when.as_ref();
        condition.is_none_or(|condition| self.holds_at(condition, &asked.key))
    }

    /// When the facts took place: the first answer that says it.
    #[must_use]
    pub fn occurred(&self) -> Option<Occurred> {
        self.answered()
            .filter(|(_, asked, _)| asked.field.occurred)
            .find_map(|(_, _, answer)| occurred(answer.value()?))
    }

    /// Whether a determined person is named: the stricter warning on false declarations is shown.
    #[must_use]
    pub fn named_suspect(&self) -> bool {
        let mut answered = self.answered();
        answered.any(|(_, asked, answer)| {
            asked.field.names_suspect
                && match answer.value() {
                    None | Some(Value::Flag(false)) => false,
                    Some(Value::Person(person)) => !person.name().is_empty(),
                    Some(_) => true,
                }
        })
    }

    /// How the complaint may be filed under a profile: the strictest of the rule of its type and
    /// of the rules of the profile that hold. An unknown profile receives nothing.
    #[must_use]
    pub fn mode(&self, profile: &str) -> Mode {
        let choice = self.kind.mode.get(profile);
        let Some(profile) = self.pack.profiles.get(profile) else {
            return Mode::Reroute;
        };
        let rules = profile.rules.iter().filter(|rule| self.holds(&rule.when));
        rules
            .map(|rule| rule.mode)
            .fold(self.own(profile, choice), Mode::max)
    }

    /// How the complaint may be filed at a counter: what limits online filing does not hold where an
    /// officer hears the person, unless the profile says nothing of counters.
    #[must_use]
    pub fn mode_at_counter(&self, profile: &str) -> Mode {
        let said = self.pack.profiles.get(profile);
        let Some(counter) = said.and_then(|profile| profile.counter.as_ref()) else {
            return self.mode(profile);
        };
        let rules = counter.rules.iter().filter(|rule| self.holds(&rule.when));
        rules.map(|rule| rule.mode).fold(Mode::Counter, Mode::max)
    }

    /// The keys of the law pack that make the mode stricter than the type alone would.
    #[must_use]
    pub fn mode_because(&self, profile: &str) -> Vec<&'a str> {
        let mode = self.mode(profile);
        let choice = self.kind.mode.get(profile);
        let Some(profile) = self.pack.profiles.get(profile) else {
            return Vec::new();
        };
        let stricter = mode > self.own(profile, choice);
        let rules = profile.rules.iter();
        let mut because: Vec<&str> = rules
            .filter(|rule| stricter && rule.mode == mode && self.holds(&rule.when))
            .map(|rule| rule.because.as_str())
            .collect();
        because.dedup();
        because
    }

    /// What the rules of the type alone say; what the profile says of types it does not name.
    fn own(&self, profile: &Profile, choice: Option<&ModeChoice>) -> Mode {
        match choice {
            None => profile.otherwise.unwrap_or(Mode::Reroute),
            Some(ModeChoice::One(mode)) => *mode,
            Some(ModeChoice::Rules(rules)) => rules
                .iter()
                .find(|rule| rule.when.as_ref().is_none_or(|when| self.holds(when)))
                .map_or(Mode::Reroute, |rule| rule.mode),
        }
    }

    /// What to do at once, in order; at most four lines.
    #[must_use]
    pub fn urgent(&self) -> Vec<&'a UrgentAction> {
        let urges = self.kind.urgent.iter();
        urges
            .filter(|urge| urge.when.as_ref().is_none_or(|when| self.holds(when)))
            .filter_map(|urge| self.pack.urgent.get(&urge.key))
            .collect()
    }

    /// Where else the person may go, for these answers.
    #[must_use]
    pub fn routes(&self) -> Vec<Proposed<'a>> {
        let routes = self.kind.routes.iter();
        routes
            .filter(|route| route.when.as_ref().is_none_or(|when| self.holds(when)))
            .filter_map(|route| {
                if let Some(found) = self.pack.route(&route.to) {
                    return Some(Proposed::Route(found));
                }
                let kind = self.pack.kind_by_id(&route.to)?;
                let secondary = route.manner == Manner::Secondary;
                Some(Proposed::Kind { kind, secondary })
            })
            .collect()
    }

    /// Whom to call, from the urgent actions and the routes, each once.
    #[must_use]
    pub fn contacts(&self) -> Vec<&'a Contact> {
        let mut seen = BTreeSet::new();
        let mut keys: Vec<&'a String> = Vec::new();
        for route in self.routes() {
            if let Proposed::Route(route) = route {
                keys.extend(&route.contacts);
            }
        }
        keys.extend(self.urgent().iter().flat_map(|action| &action.contacts));
        keys.retain(|key| seen.insert(key.as_str()));
        keys.into_iter()
            .filter_map(|key| self.pack.contact(key))
            .collect()
    }
}

fn occurred(value: &Value) -> Option<Occurred> {
    let day = |date: jiff::civil::Date| Approx {
        year: date.year(),
        month: Some(date.month()),
        day: Some(date.day()),
    };
    let (from, to, continuing) = match value {
        Value::Period(period) => (period.first, period.last, period.continuing),
        Value::Approx(approx) => (Some(*approx), None, false),
        Value::Date(date) => (Some(day(*date)), None, false),
        Value::Moment(moment) => (Some(day(moment.date)), None, false),
        _ => return None,
    };
    Some(Occurred {
        from,
        to,
        continuing,
    })
}

/// The texts of a value and the doubt kept with each.
fn raws(value: &Value) -> Vec<(String, Option<String>)> {
    match value {
        Value::Text(text) => vec![(text.clone(), None)],
        Value::Typed(typed) => vec![(typed.raw.clone(), typed.doubt.clone())],
        Value::OnChain(on_chain) => vec![(on_chain.raw.clone(), on_chain.doubt.clone())],
        Value::Handle(handle) => {
            let link = handle.name.contains('/');
            let raw = if handle.platform.is_empty() || handle.name.is_empty() || link {
                handle.name.clone()
            } else {
                format!("{}:{}", handle.platform, handle.name)
            };
            vec![(raw, None)]
        }
        Value::Person(person) => vec![(person.name(), None)],
        Value::Address(address) => {
            let words = [
                &address.lines,
                &address.postcode,
                &address.town,
                &address.country,
            ];
            let words: Vec<&str> = words
                .into_iter()
                .filter(|word| !word.is_empty())
                .map(String::as_str)
                .collect();
            vec![(words.join(", "), None)]
        }
        Value::Many(values) => values.iter().flat_map(raws).collect(),
        _ => Vec::new(),
    }
}

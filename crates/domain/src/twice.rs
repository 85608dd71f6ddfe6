//! Whether two complaints tell the same facts of the same person: asked before they are joined as
//! one case. Pure; it points out, and never joins by itself: namesakes share a birth date, spouses
//! share a telephone, and the same shop cheats one person twice.

use crate::form::value::{Approx, Moment};
use crate::form::{Answer, Journey, Occurred, Value};
use faisceau_identifiers as identifiers;
use jiff::civil::Date;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What tells that the person is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Birth name and birth date.
    Identity,
    /// The SIREN of the organisation.
    Organisation,
    /// An e-mail address of the person.
    Email,
    /// A telephone of the person.
    Phone,
    /// The person holds the follow-up code of the other complaint.
    Code,
    /// An officer recognised the person at a counter.
    Officer,
}

/// What tells that the facts are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// A value that is not the person's own: an account, a site, a telephone…
    Value,
    /// A payment of the same sum on the same day.
    Payment,
}

/// One table for both enums and their stored words.
macro_rules! words {
    ($of:ident { $($name:ident = $code:literal,)* }) => {
        impl $of {
            /// Every one, in the order it is told.
            pub const ALL: &'static [$of] = &[$($of::$name,)*];

            /// The stored word.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($of::$name => $code,)* }
            }

            /// Reads a stored word.
            #[must_use]
            pub fn from_code(code: &str) -> Option<$of> {
                $of::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

words!(Who {
    Identity = "identity",
    Organisation = "organisation",
    Email = "email",
    Phone = "phone",
    Code = "code",
    Officer = "officer",
});
words!(Fact {
    Value = "value",
    Payment = "payment",
});

/// What a complaint tells that is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The questionnaire type.
    pub form_type: String,
    /// What tells who the person is, in a canonical form.
    pub who: BTreeSet<(Who, String)>,
    /// From which day to which day the facts may have taken place; none when not told.
    pub period: Option<(Date, Date)>,
    /// Values said to be another's, in their canonical form.
    pub values: BTreeSet<String>,
    /// Payments: the sum, its currency, the day.
    pub payments: BTreeSet<(i64, String, Date)>,
}

/// Why two complaints look the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Likeness {
    /// Of the person; never empty.
    pub who: BTreeSet<Who>,
    /// Of the facts; never empty.
    pub facts: BTreeSet<Fact>,
}

impl Likeness {
    /// As stored: `identity|email;value`.
    #[must_use]
    pub fn written(&self) -> String {
        let who: Vec<&str> = self.who.iter().map(|who| who.code()).collect();
        let facts: Vec<&str> = self.facts.iter().map(|fact| fact.code()).collect();
        format!("{};{}", who.join("|"), facts.join("|"))
    }

    /// Reads what [`Likeness::written`] wrote; a word of another version is left out.
    #[must_use]
    pub fn read(text: &str) -> Likeness {
        let (who, facts) = text.split_once(';').unwrap_or((text, ""));
        Likeness {
            who: who.split('|').filter_map(Who::from_code).collect(),
            facts: facts.split('|').filter_map(Fact::from_code).collect(),
        }
    }
}

/// Why these two look like the same facts of the same person; `None` when they do not. Both must
/// be of one type, their periods must not exclude each other, and the person and a fact must agree.
#[must_use]
pub fn alike(one: &Told, other: &Told) -> Option<Likeness> {
    let who: BTreeSet<Who> = one
        .who
        .intersection(&other.who)
        .map(|(who, _)| *who)
        .collect();
    let facts = same_facts(one, other);
    (!who.is_empty() && !facts.is_empty()).then_some(Likeness { who, facts })
}

/// The same for a person who proves to hold the follow-up code of the other complaint.
#[must_use]
pub fn alike_by_code(one: &Told, other: &Told) -> Option<Likeness> {
    alike_known(one, other, Who::Code)
}

/// The same for a person whom an officer recognised.
#[must_use]
pub fn alike_by_officer(one: &Told, other: &Told) -> Option<Likeness> {
    alike_known(one, other, Who::Officer)
}

fn alike_known(one: &Told, other: &Told, by: Who) -> Option<Likeness> {
    let facts = same_facts(one, other);
    let mut who: BTreeSet<Who> = one
        .who
        .intersection(&other.who)
        .map(|(who, _)| *who)
        .collect();
    who.insert(by);
    (!facts.is_empty()).then_some(Likeness { who, facts })
}

/// In what the facts agree: nothing when the types differ or the periods exclude each other. A
/// period that is not told excludes nothing.
#[must_use]
pub fn same_facts(one: &Told, other: &Told) -> BTreeSet<Fact> {
    let apart = one
        .period
        .zip(other.period)
        .is_some_and(|(a, b)| a.1 < b.0 || b.1 < a.0);
    if one.form_type != other.form_type || apart {
        return BTreeSet::new();
    }
    let value = !one.values.is_disjoint(&other.values);
    let payment = !one.payments.is_disjoint(&other.payments);
    let found = [(Fact::Value, value), (Fact::Payment, payment)];
    let found = found.into_iter().filter(|(_, shared)| *shared);
    found.map(|(fact, _)| fact).collect()
}

/// The questions looked at by name. A test asks the shipped questionnaires for each of them.
pub const QUESTIONS: [&str; 4] = [CIVIL, SIREN, PAID_AT, PAID];

const CIVIL: &str = "victim.civil";
const SIREN: &str = "org.siren";
const PAID_AT: &str = "payment.date";
const PAID: &str = "payment.amount";

/// What the answers tell that is compared: only from questions asked.
#[must_use]
pub fn told(journey: &Journey<'_>) -> Told {
    let mut told = Told {
        form_type: journey.kind().code.clone(),
        period: journey.occurred().and_then(period),
        ..Told::default()
    };
    for (_, asked, answer) in journey.answered() {
        let item = asked.key.index();
        match (asked.key.field().as_str(), answer.value()) {
            (CIVIL, Some(Value::Person(person))) => {
                let mut parts = person.parts.iter();
                let name = parts.find(|(part, _)| part == "birth_name");
                if let (Some((_, name)), Some(born)) = (name, person.born_on) {
                    told.who.extend(identity(name, born));
                }
            }
            (SIREN, Some(Value::Typed(typed))) => {
                let digits: String = typed.raw.chars().filter(char::is_ascii_digit).collect();
                if !digits.is_empty() {
                    told.who.insert((Who::Organisation, digits));
                }
            }
            (PAID, Some(Value::Money(money))) => {
                if let Some(day) = paid_on(journey, item) {
                    let sum = (money.minor, money.currency.clone(), day);
                    told.payments.insert(sum);
                }
            }
            _ => {}
        }
    }
    for found in journey.identifiers() {
        let read = found.kind.map(|kind| identifiers::parse(kind, &found.raw));
        let Some(Ok(read)) = read else { continue };
        match (found.role, read.kind()) {
            (identifiers::Role::Victim, identifiers::Kind::Email) => {
                told.who.insert((Who::Email, read.key().to_owned()));
            }
            (identifiers::Role::Victim, identifiers::Kind::Phone) => {
                told.who.insert((Who::Phone, read.key().to_owned()));
            }
            (role, kind) if role.may_link() => {
                told.values
                    .insert(format!("{} {}", kind.code(), read.key()));
            }
            _ => {}
        }
    }
    told
}

/// A birth name and a birth date as they are compared; none when the name has no letter.
#[must_use]
pub fn identity(name: &str, born: Date) -> Option<(Who, String)> {
    let name = letters(name);
    (!name.is_empty()).then(|| (Who::Identity, format!("{name} {born}")))
}

fn paid_on(journey: &Journey<'_>, item: Option<u16>) -> Option<Date> {
    let key = crate::form::Key::of(PAID_AT, item).ok()?;
    match journey.given(&key).and_then(Answer::value)? {
        Value::Moment(Moment { date, .. }) | Value::Date(date) => Some(*date),
        _ => None,
    }
}

/// The days between which the facts may have taken place.
fn period(occurred: Occurred) -> Option<(Date, Date)> {
    let from = occurred.from.or(occurred.to).and_then(Approx::earliest)?;
    let to = match occurred.continuing {
        true => Some(Date::MAX),
        false => occurred.to.or(occurred.from).and_then(Approx::latest),
    };
    Some((from, to?.max(from)))
}

/// The letters and digits of a name, without accents or case: `d’Été` and `D ETE` are one.
fn letters(name: &str) -> String {
    let bare = name.nfkd().filter(|letter| !is_combining_mark(*letter));
    let kept = bare.filter(|letter| letter.is_alphanumeric());
    kept.flat_map(char::to_lowercase)
        .take(LETTERS_MAX)
        .collect()
}

/// Longest name that is compared.
const LETTERS_MAX: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn one() -> Told {
        Told {
            form_type: "fake_shop".to_owned(),
            who: BTreeSet::from([
                (Who::Identity, "exemple 1984-07-01".to_owned()),
                (Who::Email, "camille@exemple.fr".to_owned()),
            ]),
            period: Some((date(2026, 3, 1), date(2026, 3, 9))),
            values: BTreeSet::from(["url boutique.exemple".to_owned()]),
            payments: BTreeSet::from([(8_990, "EUR".to_owned(), date(2026, 3, 4))]),
        }
    }

    #[test]
    fn the_person_and_a_fact_must_agree() {
        let same = alike(&one(), &one()).expect("it is itself");
        assert_eq!(same.written(), "identity|email;value|payment");
        assert_eq!(Likeness::read(&same.written()), same);
        let someone = Told {
            who: BTreeSet::from([(Who::Phone, "+33639980001".to_owned())]),
            ..one()
        };
        assert_eq!(alike(&one(), &someone), None, "another person");
        let by_code = alike_by_code(&one(), &someone).expect("who holds the code");
        assert_eq!(by_code.written(), "code;value|payment");
        let recognised = alike_by_officer(&one(), &someone).expect("an officer knows");
        assert_eq!(recognised.written(), "officer;value|payment");
        let elsewhere = Told {
            values: BTreeSet::new(),
            payments: BTreeSet::new(),
            ..one()
        };
        assert_eq!(alike(&one(), &elsewhere), None, "no fact in common");
        assert_eq!(alike_by_code(&one(), &elsewhere), None);
    }

    #[test]
    fn another_type_or_another_time_is_another_fact() {
        let other = Told {
            form_type: "phishing".to_owned(),
            ..one()
        };
        assert_eq!(alike(&one(), &other), None);
        let later = Told {
            period: Some((date(2026, 3, 10), date(2026, 3, 20))),
            ..one()
        };
        assert_eq!(alike(&one(), &later), None, "cheated again, later");
        let untold = Told {
            period: None,
            ..one()
        };
        assert!(alike(&one(), &untold).is_some());
    }

    #[test]
    fn a_name_is_compared_by_its_letters() {
        assert_eq!(letters("d’Été-Exemple"), letters("D ETE EXEMPLE"));
        assert_eq!(letters(" - "), "");
        assert_eq!(identity(" - ", date(1984, 7, 1)), None);
        let known = identity("d’Été", date(1984, 7, 1)).expect("a name");
        assert_eq!(known.1, "dete 1984-07-01");
    }
}

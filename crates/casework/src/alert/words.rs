//! Alerts in the words of the reader: what is told, where it leads, and how to reach the other units.
//! Holds no rule.

use crate::alert::list::{Alert, OfComplaint};
use crate::alert::{Kind, person};
use faisceau_documents::words::{Say, Value};
use faisceau_domain::form::value::Money;
use faisceau_platform::world::World;

/// What an alert tells, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is about, in a few words.
    pub kind: String,
    /// The sentence.
    pub text: String,
    /// What is known of the person behind the value watched.
    pub person: Option<String>,
    /// A page that says more: words and address.
    pub link: Option<(String, String)>,
    /// How to reach each other unit, one line each.
    pub contacts: Vec<String>,
}

/// An alert in words.
#[must_use]
pub fn told(world: &World, say: &Say, alert: &Alert) -> Told {
    let kind = say.say(&format!(
        "alerts-kind-{}",
        alert.kind.code().replace('_', "-")
    ));
    let units = units(say, alert);
    let contacts = units.iter().map(|unit| contact(world, say, unit));
    Told {
        kind,
        person: alert.person.as_ref().map(|known| person::told(say, known)),
        text: sentence(world, say, alert, &units),
        contacts: contacts.collect(),
        link: link(say, alert),
    }
}

/// The units told of: those of its figures, or the one that has a complaint which is closed.
fn units(say: &Say, alert: &Alert) -> Vec<String> {
    match &alert.complaint {
        Some(OfComplaint::Closed(unit)) if unit.is_empty() => {
            vec![say.say("casework-central-queue")]
        }
        Some(OfComplaint::Closed(unit)) => vec![unit.clone()],
        _ => alert.figures.units.clone(),
    }
}

fn sentence(world: &World, say: &Say, alert: &Alert, units: &[String]) -> String {
    let figures = &alert.figures;
    let number = |n: Option<u32>| Value::from(i64::from(n.unwrap_or_default()));
    let text = |text: String| Value::from(text);
    let named = units.join(", ");
    let key = match (alert.kind, &alert.complaint) {
        (Kind::WatchHit, Some(OfComplaint::Closed(_))) => "alerts-told-watch-hit-closed".to_owned(),
        (kind, _) => format!("alerts-told-{}", kind.code().replace('_', "-")),
    };
    let loss = figures.minor.zip(figures.currency.clone());
    let loss = loss.map(|(minor, currency)| {
        let money = Money { minor, currency };
        world.forms.money(say.lang, &money)
    });
    let reference = alert.series.as_ref().map(|series| series.reference.clone());
    let (kind, value) = alert.value.clone().unwrap_or_default();
    let kind = match kind.as_str() {
        "" => String::new(),
        code => kind_word(say, code),
    };
    let args = [
        ("reference", text(reference.unwrap_or_default())),
        ("n", number(figures.complaints)),
        ("before", number(figures.before)),
        ("windows", number(figures.windows)),
        (
            "days",
            Value::from(i64::from(world.thresholds.growth.window_days)),
        ),
        ("loss", text(loss.unwrap_or_default())),
        ("units", text(named)),
        ("kind", text(kind)),
        ("value", text(value)),
    ];
    say.words.say(say.lang, &key, &args)
}

/// The name of a kind of identifier.
#[must_use]
pub fn kind_word(say: &Say, code: &str) -> String {
    say.say(&format!("alerts-value-{code}"))
}

fn link(say: &Say, alert: &Alert) -> Option<(String, String)> {
    if let Some(OfComplaint::Open(id, reference)) = &alert.complaint {
        return Some((reference.clone(), format!("/dossier/{id}")));
    }
    if let Some(series) = &alert.series {
        return Some((series.reference.clone(), format!("/series/{}", series.id)));
    }
    let identifier = alert.identifier.filter(|_| alert.kind == Kind::ValueUnit)?;
    Some((say.say("alerts-see-value"), format!("/pivots/{identifier}")))
}

/// How to reach a unit; that nobody wrote it down, when nobody did.
fn contact(world: &World, say: &Say, unit: &str) -> String {
    let known = world.config.units.get(unit);
    let contact = known.cloned().or_else(|| {
        let general = world.config.contact.trim();
        (!general.is_empty()).then(|| general.to_owned())
    });
    match contact {
        Some(contact) => say.with("alerts-contact", &[("unit", unit), ("contact", &contact)]),
        None => say.with("alerts-contact-unknown", &[("unit", unit)]),
    }
}

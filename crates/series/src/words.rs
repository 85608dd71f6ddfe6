//! Values, times, sums and reasons as a reader sees them: chips of identifiers, in clear or
//! masked, and the sentences of the locales. Decides nobody's rights.

use crate::catalogue::Standing;
use crate::count::{Count, Counted};
use faisceau_documents::dates;
use faisceau_documents::words::{Say, Value};
use faisceau_domain::form::value::Money;
use faisceau_identifiers::{Identifier, Kind, parse};
use faisceau_linkage::Class;
use faisceau_platform::web::parts::{PivotChip, PivotKind, Tag, Tone};
use faisceau_platform::world::{World, zone};
use jiff::Timestamp;
use uuid::Uuid;

/// The letter and colour of a kind's code.
fn pivot(kind: &str) -> PivotKind {
    match Kind::from_code(kind) {
        Some(Kind::Iban) => PivotKind::Iban,
        Some(Kind::Phone) => PivotKind::Phone,
        Some(Kind::Email) => PivotKind::Email,
        Some(Kind::Url) => PivotKind::Url,
        Some(Kind::Handle) => PivotKind::Handle,
        Some(Kind::Crypto) => PivotKind::Crypto,
        Some(Kind::Ip) => PivotKind::Device,
        Some(Kind::PaymentReference) | None => PivotKind::Reference,
    }
}

/// The letter of a kind, and the tone drawings give it: that of its chip.
pub(crate) fn mark(kind: &str) -> (&'static str, u8) {
    let pivot = pivot(kind);
    let hue = match pivot {
        PivotKind::Iban => 1,
        PivotKind::Email => 2,
        PivotKind::Phone => 3,
        PivotKind::Handle => 4,
        PivotKind::Url => 5,
        PivotKind::Crypto => 6,
        PivotKind::Image => 8,
        PivotKind::Address | PivotKind::Device | PivotKind::Reference => 7,
    };
    (pivot.letter(), hue)
}

/// The name of a kind.
pub(crate) fn kind(say: &Say, code: &str) -> String {
    say.say(&format!("platform-pivot-{}", pivot(code).code()))
}

fn identifier(kind: &str, canonical: &str) -> Option<Identifier> {
    parse(Kind::from_code(kind)?, canonical).ok()
}

/// How a value is shown: in clear but never as a link to follow, or masked. A stored form that
/// this version no longer reads stays hidden.
pub(crate) fn shown(kind: &str, canonical: &str, clear: bool) -> String {
    let read = identifier(kind, canonical);
    let text = read.map(|read| if clear { read.defanged() } else { read.mask() });
    faisceau_platform::web::seen(&text.unwrap_or_else(|| "***".to_owned()))
}

/// The chip of a value; in clear it leads to the page of the identifier.
pub(crate) fn chip(say: &Say, kind: &str, canonical: &str, id: Uuid, clear: bool) -> PivotChip {
    let mut chip = PivotChip::new(say, pivot(kind), shown(kind, canonical, clear));
    if clear {
        chip.href = Some(format!("/pivots/{id}"));
        chip.copy = Some(canonical.to_owned());
    }
    chip
}

/// The day of an instant, where the platform's readers live.
pub(crate) fn day(say: &Say, at: Timestamp) -> String {
    dates::day(say, at.to_zoned(zone()).date())
}

/// When the values of a large series were counted, and how many complaints came since.
pub(crate) fn counted(say: &Say, counted: &Counted, size: i64) -> String {
    let moment = dates::moment(say, &counted.at.to_zoned(zone()));
    let complaints = counted.complaints.to_string();
    let args = [("moment", moment.as_str()), ("complaints", &complaints)];
    let mut told = say.with("counted-values", &args);
    let since = size - counted.complaints;
    if since > 0 {
        told.push(' ');
        told.push_str(&say.number("counted-since", since));
    }
    told
}

/// That the values of a large series are being counted, and since when that is asked; nothing once
/// they are known.
pub(crate) fn awaited(say: &Say, count: Count) -> Option<String> {
    match count {
        Count::AtOnce | Count::Behind(_) => None,
        Count::Awaited(None) => Some(say.say("counted-awaited")),
        Count::Awaited(Some(at)) => {
            let moment = dates::moment(say, &at.to_zoned(zone()));
            Some(say.with("counted-awaited-since", &[("moment", &moment)]))
        }
    }
}

/// A sum in minor units, in figures, as everywhere else.
pub(crate) fn money(world: &World, say: &Say, minor: i64, currency: &str) -> String {
    let currency = currency.to_owned();
    world.forms.money(say.lang, &Money { minor, currency })
}

/// The unit, or that the complaint waits for one.
pub(crate) fn unit(say: &Say, unit: &str) -> String {
    match unit {
        "" => say.say("series-central-queue"),
        unit => unit.to_owned(),
    }
}

/// The name of a type of facts; the code itself when the forms in force do not know it.
pub(crate) fn form_type(world: &World, say: &Say, code: &str) -> String {
    let known = world.forms.kind(code);
    known.map_or_else(
        || code.to_owned(),
        |kind| kind.label.get(say.lang).to_owned(),
    )
}

/// "Because: IBAN … in 4 complaints, first …, last …".
pub(crate) fn because(
    say: &Say,
    value: (&str, &str),
    complaints: i64,
    first: Timestamp,
    last: Timestamp,
) -> String {
    let args = [
        ("kind", Value::from(kind(say, value.0))),
        ("value", Value::from(value.1.to_owned())),
        ("n", Value::from(complaints)),
        ("first", Value::from(day(say, first))),
        ("last", Value::from(day(say, last))),
    ];
    say.words.say(say.lang, "series-because", &args)
}

/// What a value may do, in a word.
pub(crate) fn class_tag(say: &Say, class: Class) -> Tag {
    let tone = match class {
        Class::Link => Tone::Ok,
        Class::Propose => Tone::Info,
        Class::Shared => Tone::Warn,
    };
    Tag {
        label: say.say(&format!("series-class-{}", class.code())),
        tone,
    }
}

/// Why a value links, is proposed or is left out, in a sentence; the static list is named.
pub(crate) fn reason(say: &Say, reason: &str, list: Option<&str>) -> String {
    let key = format!("series-reason-{}", reason.replace('_', "-"));
    let list = list.map(|code| noise_list(say, code));
    say.with(&key, &[("list", &list.unwrap_or_default())])
}

/// The name of a static list; its code where it is in force no more.
pub(crate) fn noise_list(say: &Say, code: &str) -> String {
    let key = format!("noise-list-{code}");
    match say.words.has(say.lang, &key) {
        true => say.say(&key),
        false => code.to_owned(),
    }
}

/// Whose an identifier is said to be.
pub(crate) fn role(say: &Say, code: &str) -> String {
    say.say(&format!("series-role-{code}"))
}

/// How a complaint stands in its series, in a word.
pub(crate) fn standing_tag(say: &Say, standing: Standing) -> Tag {
    let tone = match standing {
        Standing::Candidate => Tone::Plain,
        Standing::Confirmed => Tone::Ok,
        Standing::Attached => Tone::Warn,
    };
    Tag {
        label: say.say(&format!("decisions-standing-{}", standing.code())),
        tone,
    }
}

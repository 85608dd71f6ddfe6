//! What is said of one value: who uses it, since when, what its users agree on besides, and what it
//! is worth. The sentence of the evidence table and that of an explanation are made here.

use super::strength::worth_of;
use super::{Figures, count, told};
use crate::evidence::Evidence;
use crate::words;
use faisceau_documents::words::{Say, Value};
use faisceau_linkage::{Class, Kind, Reason, Tally, ValueKey, Weighed};

/// "This IBAN", inside a sentence.
pub(crate) fn this(say: &Say, kind: Kind) -> String {
    say.say(&format!("explanation-this-{}", kind.code()))
}

/// Who uses a value in all.
pub(super) fn everywhere(say: &Say, tally: &Tally) -> String {
    let args = [
        ("users", count(tally.users)),
        ("first", Value::from(words::day(say, tally.first))),
        ("last", Value::from(words::day(say, tally.last))),
    ];
    told(say, "explanation-use-everywhere", &args)
}

/// Who of them is in the series.
pub(super) fn within(say: &Say, tally: &Tally) -> String {
    let args = [
        ("within", count(tally.users)),
        ("first", Value::from(words::day(say, tally.first))),
        ("last", Value::from(words::day(say, tally.last))),
    ];
    told(say, "explanation-use-within", &args)
}

/// "7 of 8 later complaints that used this IBAN also shared something else precise…".
pub(crate) fn corroborated(say: &Say, kind: Kind, corroborated: i64, arrivals: i64) -> String {
    let args = [
        ("this", Value::from(this(say, kind))),
        ("corroborated", Value::from(corroborated)),
        ("arrivals", Value::from(arrivals)),
    ];
    told(say, "explanation-corroborated", &args)
}

/// What the agreement of the users of a value is worth.
pub(super) fn agreement(say: &Say, weighed: &Weighed) -> Option<String> {
    let (sure, of) = pairs(&weighed.reason)?;
    Some(corroborated(
        say,
        weighed.value.kind,
        i64::from(sure),
        i64::from(of),
    ))
}

pub(super) fn pairs(reason: &Reason) -> Option<(u32, u32)> {
    match reason {
        Reason::Agrees {
            corroborated,
            arrivals,
        }
        | Reason::AgreesTooLittle {
            corroborated,
            arrivals,
        }
        | Reason::Disagrees {
            corroborated,
            arrivals,
        } => Some((*corroborated, *arrivals)),
        _ => None,
    }
}

/// The figures of a weighed value.
pub(super) fn figures(weighed: &Weighed, shown: (&'static str, String)) -> Figures {
    Figures {
        value: Some(shown),
        everywhere: Some((weighed.tally.users, weighed.tally.first, weighed.tally.last)),
        corroborated: pairs(&weighed.reason),
        bits: weighed.bits.map(|bits| bits.0),
        ..Figures::default()
    }
}

/// Why a value of a series brings its complaints together, or does not, for the table of evidence:
/// one sentence after the other. `kind` and `shown` are those of the form the reader sees.
pub(crate) fn evidence(say: &Say, evidence: &Evidence, kind: &str, shown: &str) -> Vec<String> {
    let mut said = Vec::new();
    if evidence.class == Class::Link {
        let (first, last) = (evidence.first, evidence.last);
        said.push(words::because(
            say,
            (kind, shown),
            evidence.here,
            first,
            last,
        ));
    } else {
        said.push(words::reason(
            say,
            &evidence.reason,
            evidence.list.as_deref(),
        ));
    }
    said.extend(weighed(say, &evidence.value, evidence));
    said
}

/// Its use besides the series, what agrees and what it is worth, as far as it was weighed.
pub(crate) fn weighed(say: &Say, value: &ValueKey, evidence: &Evidence) -> Vec<String> {
    let mut said = Vec::new();
    let elsewhere = evidence.users - evidence.here;
    if elsewhere > 0 {
        said.push(say.number("explanation-use-elsewhere", elsewhere));
    }
    if let Some(sure) = evidence.corroborated {
        said.push(corroborated(say, value.kind, sure, evidence.users - 1));
    }
    if let Some(Ok(bits)) = evidence.bits.map(i32::try_from) {
        said.push(worth_of(say, evidence.class, bits));
    }
    said
}

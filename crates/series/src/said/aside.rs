//! What was left aside, in sentences: values that were not used and why, groups that something
//! speaks for and that were not joined.

use super::ground::{figures, shared, totals};
use super::{Figures, Line, Seen, capital, count, told, value};
use crate::words;
use faisceau_documents::words::{Say, Value};
use faisceau_identifiers::Role;
use faisceau_linkage::{
    Alternative, GroupSeen, Kind, LeftOut, NotJoined, Reason, Refusal, Weighed, WhyNot,
};

/// A value of a complaint that joins it to nobody, or not to everybody.
pub(super) fn unused(say: &Say, seen: &Seen, left: &LeftOut) -> Line {
    let (name, shown) = match left.because {
        WhyNot::Role(_) => seen.protected(say, &left.value),
        _ => (
            seen.value(say, &left.value),
            seen.shown(&left.value).to_owned(),
        ),
    };
    let complaint = seen.complaint(say, left.record);
    let title = say.with(
        "explanation-unused-title",
        &[("value", &name), ("complaint", &complaint)],
    );
    let mut line = match &left.because {
        WhyNot::Role(role) => reason("role", say.say(of_role(*role))),
        WhyNot::Alone => fact("alone", say.say("explanation-unused-alone")),
        WhyNot::Class(weighed) => of_class(say, seen, weighed),
        WhyNot::Apart(weighed) => {
            let why = say.say("explanation-unused-apart");
            weighed_line("apart", say, weighed, vec![why])
        }
        WhyNot::Lent(weighed) => {
            let why = say.say("explanation-unused-occasional");
            weighed_line("lent", say, weighed, vec![why])
        }
        WhyNot::Anew { weighed, days } => {
            let why = say.number("explanation-unused-anew", i64::from(*days));
            weighed_line("anew", say, weighed, vec![why])
        }
        WhyNot::Cut {
            weighed,
            own,
            others,
        } => hinge(say, seen, weighed, *own, others),
        WhyNot::Refused { weighed, by } => {
            weighed_line("refused", say, weighed, vec![refusal(say, seen, *by)])
        }
        _ => Line::default(),
    };
    line.title = capital(&title);
    line.figures.value = Some((left.value.kind.code(), shown));
    line
}

const fn of_role(role: Role) -> &'static str {
    match role {
        Role::Impersonated => "explanation-unused-impersonated",
        _ => "explanation-unused-victim",
    }
}

fn fact(by: &'static str, said: String) -> Line {
    Line {
        facts: vec![said],
        ..reason(by, String::new())
    }
}

fn reason(by: &'static str, said: String) -> Line {
    Line {
        inference: Some(said)
            .filter(|said| !said.is_empty())
            .into_iter()
            .collect(),
        figures: Figures {
            by,
            ..Figures::default()
        },
        ..Line::default()
    }
}

/// A value with its users and what they agree on, then why it was left out.
fn weighed_line(by: &'static str, say: &Say, weighed: &Weighed, why: Vec<String>) -> Line {
    let mut facts = vec![value::everywhere(say, &weighed.tally)];
    facts.extend(value::agreement(say, weighed));
    let mut figures = value::figures(weighed, (weighed.value.kind.code(), String::new()));
    figures.by = by;
    Line {
        facts,
        inference: why,
        figures,
        ..Line::default()
    }
}

fn of_class(say: &Say, seen: &Seen, weighed: &Weighed) -> Line {
    let worth = weighed.bits.map(|bits| super::strength::worth(say, bits.0));
    let worth = [("worth", worth.as_deref().unwrap_or_default())];
    let why = match &weighed.reason {
        Reason::NeverAlone if weighed.value.kind == Kind::Ip => say.say("explanation-unused-lent"),
        Reason::NeverAlone => say.say("explanation-unused-never-alone"),
        Reason::Listed { list } => {
            let list = words::noise_list(say, list);
            say.with("explanation-unused-listed", &[("list", &list)])
        }
        Reason::Disagrees { .. } => say.with("explanation-unused-disagrees", &worth),
        Reason::MarkedShared(by) => {
            let decision = seen.decision(say, *by);
            say.with(
                "explanation-unused-marked-shared",
                &[("decision", &decision)],
            )
        }
        _ => say.with("explanation-unused-too-little", &worth),
    };
    let mut line = weighed_line("class", say, weighed, vec![why]);
    if value::pairs(&weighed.reason).is_none() {
        // Nobody weighed its use: the number would say nothing.
        line.figures.bits = None;
    }
    line
}

fn hinge(say: &Say, seen: &Seen, weighed: &Weighed, own: GroupSeen, others: &[GroupSeen]) -> Line {
    let args = [
        ("own", Value::from(seen.group(say, own))),
        ("groups", count(others.len())),
    ];
    let why = vec![
        told(say, "explanation-unused-hinge", &args),
        say.say("explanation-unused-hinge-why"),
    ];
    let mut line = weighed_line("hinge", say, weighed, why);
    line.facts
        .extend(others.iter().take(GROUPS_MAX).map(|group| {
            let group = seen.group(say, *group);
            say.with("explanation-unused-hinge-group", &[("group", &group)])
        }));
    line
}

/// Groups of a hinge named one by one; all are counted.
const GROUPS_MAX: usize = 8;

fn refusal(say: &Say, seen: &Seen, by: Refusal) -> String {
    match by {
        Refusal::Wall(id) => {
            let decision = seen.decision(say, id);
            say.with("explanation-refused-wall", &[("decision", &decision)])
        }
        Refusal::BothConfirmed(one, other) => {
            let [one, other] = [one, other].map(|id| seen.decision(say, id));
            say.with(
                "explanation-refused-confirmed",
                &[("one", &one), ("other", &other)],
            )
        }
        _ => say.say("explanation-refused-divided"),
    }
}

/// A group that something speaks for, and that was not joined.
pub(super) fn alternative(say: &Say, seen: &Seen, other: &Alternative) -> Line {
    let found = &other.evidence;
    let [own, group] = found.groups;
    let (mut facts, parts) = shared(say, seen, found);
    let named = seen.group(say, group);
    let title = say.with("explanation-alternative-title", &[("group", &named)]);
    let (sum, least) = totals(say, found);
    let args = [("sum", sum.as_str()), ("threshold", &least)];
    let mut figures = figures(found, parts);
    let why = match other.because {
        NotJoined::Elsewhere {
            group: small,
            joins,
        } => {
            figures.by = "elsewhere";
            facts.push(say.with("explanation-shared-kept", &args));
            let [small_name, joined] = [small, joins].map(|group| seen.group(say, group));
            let why = [("group", small_name.as_str()), ("joins", &joined)];
            let mut why = vec![say.with("explanation-alternative-elsewhere", &why)];
            if joins.first == own.first {
                why.push(say.say("explanation-alternative-own"));
            }
            why
        }
        NotJoined::Refused(by) => {
            figures.by = "refused";
            facts.push(say.with("explanation-shared-kept", &args));
            vec![refusal(say, seen, by)]
        }
        _ => {
            figures.by = "below";
            vec![say.with("explanation-shared-short", &args)]
        }
    };
    Line {
        title,
        facts,
        inference: why,
        figures,
    }
}

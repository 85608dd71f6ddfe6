//! What joins complaints, in sentences: the thread of a value, what two groups share, a decision.

use super::strength::{bits, plain, word, worth_of};
use super::{Addend, Figures, Line, Seen, capital, count, told, value};
use faisceau_documents::words::{Say, Value};
use faisceau_linkage::{Evidence, Ground, Reason, RecordId, Strength, Thread};

/// Values of a sum told one by one; the others are added up.
const VALUES_MAX: usize = 20;

/// A reason that joins these complaints.
pub(super) fn line(say: &Say, seen: &Seen, between: &[RecordId], ground: &Ground) -> Line {
    match ground {
        Ground::Thread(thread) => of_thread(say, seen, between, thread),
        Ground::Evidence(found) => of_groups(say, seen, found),
        Ground::Decision { by, records } => {
            let decision = seen.decision(say, *by);
            let args = [
                ("decision", Value::from(decision)),
                ("n", count(records.len())),
            ];
            Line {
                title: say.say("explanation-decided-title"),
                inference: vec![capital(&told(say, "explanation-decided", &args))],
                figures: Figures {
                    by: "decision",
                    sizes: Some([records.len(), records.len()]),
                    ..Figures::default()
                },
                ..Line::default()
            }
        }
        _ => Line::default(),
    }
}

fn of_thread(say: &Say, seen: &Seen, between: &[RecordId], thread: &Thread) -> Line {
    let weighed = &thread.weighed;
    let name = seen.value(say, &weighed.value);
    let complaints: Vec<String> = between.iter().map(|id| seen.complaint(say, *id)).collect();
    let said = match &complaints[..] {
        [from, to, ..] => say.with(
            "explanation-said-both",
            &[("from", from), ("to", to), ("value", &name)],
        ),
        [one] => say.with(
            "explanation-said-one",
            &[("complaint", one), ("value", &name)],
        ),
        [] => name.clone(),
    };
    let mut facts = vec![
        capital(&said),
        value::everywhere(say, &weighed.tally),
        value::within(say, &thread.within),
    ];
    facts.extend(value::agreement(say, weighed));
    let mut figures = value::figures(weighed, seen.figure(&weighed.value));
    figures.by = "value";
    figures.within = Some((thread.within.users, thread.within.first, thread.within.last));
    Line {
        title: name,
        facts,
        inference: vec![links(say, seen, thread)],
        figures,
    }
}

/// What is drawn from a thread.
fn links(say: &Say, seen: &Seen, thread: &Thread) -> String {
    let weighed = &thread.weighed;
    if let Reason::MarkedOwned(by) = &weighed.reason {
        let decision = seen.decision(say, *by);
        return say.with("explanation-value-decided", &[("decision", &decision)]);
    }
    let worth = weighed.bits;
    let worth = worth.map(|bits| worth_of(say, weighed.class, bits.0));
    let this = value::this(say, weighed.value.kind);
    let args = [
        ("this", this.as_str()),
        ("worth", &worth.unwrap_or_default()),
    ];
    say.with("explanation-value-links", &args)
}

/// What two groups share, and whether it is enough.
fn of_groups(say: &Say, seen: &Seen, found: &Evidence) -> Line {
    let [one, other] = found.groups.map(|group| seen.group(say, group));
    let (facts, parts) = shared(say, seen, found);
    let word = word(say, Strength::of(found.sum));
    let (sum, least) = totals(say, found);
    let enough = [
        ("sum", sum.as_str()),
        ("threshold", &least),
        ("strength", &word),
    ];
    Line {
        title: say.with(
            "explanation-shared-title",
            &[("one", &one), ("other", &other)],
        ),
        facts,
        inference: vec![say.with("explanation-shared-enough", &enough)],
        figures: figures(found, parts),
    }
}

/// The sum and what is needed, as printed.
pub(super) fn totals(say: &Say, found: &Evidence) -> (String, String) {
    (bits(say.lang, found.sum), plain(say.lang, found.threshold))
}

/// The figures of what two groups share.
pub(super) fn figures(found: &Evidence, parts: Vec<Addend>) -> Figures {
    Figures {
        by: "groups",
        bits: Some(found.sum),
        threshold: Some(found.threshold),
        sizes: Some(found.groups.map(|group| group.size)),
        parts,
        ..Figures::default()
    }
}

/// Everything two groups share, a sentence each, in the order it is added up.
pub(super) fn shared(say: &Say, seen: &Seen, found: &Evidence) -> (Vec<String>, Vec<Addend>) {
    let mut adds = Adds {
        say,
        facts: Vec::new(),
        parts: Vec::new(),
    };
    adds.add("explanation-shared-start", part("start", found.start), &[]);
    for value in found.values.iter().take(VALUES_MAX) {
        let name = capital(&seen.value(say, &value.value));
        let of = Addend {
            value: Some(seen.figure(&value.value)),
            groups: Some(value.groups),
            ..part("value", value.bits)
        };
        let words = if value.thin {
            "explanation-shared-thin"
        } else {
            "explanation-shared-value"
        };
        adds.add(words, of, &[("value", name.into())]);
    }
    let rest = found.values.iter().skip(VALUES_MAX);
    if found.values.len() > VALUES_MAX {
        let left = count(found.values.len() - VALUES_MAX);
        let of = part("value", rest.map(|value| value.bits).sum());
        adds.add("explanation-shared-more", of, &[("n", left)]);
    }
    if let Some(picture) = found.picture {
        let of = Addend {
            groups: Some(picture.groups),
            ..part("picture", picture.bits)
        };
        adds.add("explanation-shared-picture", of, &[]);
    }
    let headings = found.headings;
    let of = Addend {
        pairs: Some((headings.compared, headings.same)),
        ..part("headings", headings.bits)
    };
    let compared = [
        ("compared", count(headings.compared)),
        ("same", count(headings.same)),
    ];
    adds.add("explanation-shared-headings", of, &compared);
    if let Some(scripts) = found.scripts {
        let of = Addend {
            pairs: Some((scripts.compared, scripts.best)),
            ..part("scripts", scripts.bits)
        };
        let compared = [
            ("compared", count(scripts.compared)),
            ("best", count(scripts.best)),
            ("of", count(scripts.of)),
        ];
        adds.add("explanation-shared-scripts", of, &compared);
    }
    if found.size != 0 {
        adds.add("explanation-shared-size", part("size", found.size), &[]);
    }
    (adds.facts, adds.parts)
}

fn part(of: &'static str, bits: i32) -> Addend {
    Addend {
        of,
        value: None,
        groups: None,
        pairs: None,
        bits,
    }
}

/// Sentences and figures, side by side.
struct Adds<'a> {
    say: &'a Say,
    facts: Vec<String>,
    parts: Vec<Addend>,
}

impl Adds<'_> {
    fn add(&mut self, key: &str, of: Addend, args: &[(&str, Value<'_>)]) {
        let mut all = vec![("bits", Value::from(bits(self.say.lang, of.bits)))];
        all.extend(of.groups.map(|groups| ("groups", count(groups))));
        all.extend(args.iter().cloned());
        self.facts.push(told(self.say, key, &all));
        self.parts.push(of);
    }
}

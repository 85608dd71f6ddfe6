//! Why complaints are together, in sentences: what the linker found ([`Explained`]) and the names a
//! reader may see ([`Seen`]) become words and figures, the same on the page, in the interface and in
//! the series file. Pure: asks nothing, knows no right, never says that anybody is guilty.

mod aside;
mod ground;
pub mod method;
mod named;
mod path;
pub(crate) mod strength;
pub(crate) mod value;

pub use named::{ComplaintSeen, Seen};
pub use strength::bits;
pub(crate) use strength::word;

use faisceau_documents::words::{Say, Value};
use faisceau_linkage::Explained;
use jiff::Timestamp;

/// An explanation in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Whether the complaints are together, in a sentence.
    pub summary: String,
    /// The strongest path, step by step; its length in a sentence first.
    pub path: Part,
    /// Every other direct reason.
    pub direct: Part,
    /// What was not used, and why.
    pub not_used: Part,
    /// Groups that something speaks for, and that were not joined.
    pub alternatives: Part,
    /// The version of the figures.
    pub version: u32,
}

/// A part of an explanation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// A sentence before the lines.
    pub lead: Option<String>,
    /// The lines.
    pub lines: Vec<Line>,
    /// How many lines more there are than those, in a sentence.
    pub more: Option<String>,
}

/// One step, one reason, one value or one group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub title: String,
    /// What complaints mention.
    pub facts: Vec<String>,
    /// What the calculation draws from that, or what a person decided.
    pub inference: Vec<String>,
    /// Every figure of these sentences.
    pub figures: Figures,
}

/// The figures of a line, for programs and for whoever counts again. Bits are in hundredths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// What joins or keeps apart, as a stable word.
    pub by: &'static str,
    /// The kind of the value, and the value as the reader may see it.
    pub value: Option<(&'static str, String)>,
    /// Complaints that use it, and the days of the first and the last.
    pub everywhere: Option<(u64, Timestamp, Timestamp)>,
    /// The same, in the series.
    pub within: Option<(u64, Timestamp, Timestamp)>,
    /// Users after the first that also agreed on something firm, and users after the first.
    pub corroborated: Option<(u32, u32)>,
    /// What it is worth.
    pub bits: Option<i32>,
    /// What was needed, where bits are compared with something.
    pub threshold: Option<i32>,
    /// How many complaints the two groups have.
    pub sizes: Option<[usize; 2]>,
    /// What adds up to the bits.
    pub parts: Vec<Addend>,
}

/// A part of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addend {
    /// `start`, `value`, `picture`, `headings`, `scripts` or `size`.
    pub of: &'static str,
    /// The value, as the reader may see it.
    pub value: Option<(&'static str, String)>,
    /// In how many groups it is found.
    pub groups: Option<usize>,
    /// Pairs compared, and those that agree.
    pub pairs: Option<(i32, i32)>,
    /// In hundredths of a bit.
    pub bits: i32,
}

/// An explanation cut to what a person reads, with what was cut.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Kept {
    /// What the linker found.
    pub explained: Explained,
    /// Steps of the path left out in its middle, after [`STEPS_BEFORE`].
    pub more_steps: usize,
    /// Direct reasons left out.
    pub more_direct: usize,
    /// Values not used left out.
    pub more_not_used: usize,
}

/// Steps of a path kept before and after those left out.
pub(crate) const STEPS_BEFORE: usize = 20;
const STEPS_AFTER: usize = 10;
/// Most direct reasons and most unused values kept: they are read by people.
const LINES_MAX: usize = 60;

impl Kept {
    /// Cuts an explanation to what a person reads.
    #[must_use]
    pub fn of(mut explained: Explained) -> Kept {
        let steps = explained.path.len();
        let more_steps = steps.saturating_sub(STEPS_BEFORE + STEPS_AFTER);
        if more_steps > 0 {
            let cut = STEPS_BEFORE..STEPS_BEFORE + more_steps;
            explained.path.drain(cut);
        }
        let more_direct = explained.direct.len().saturating_sub(LINES_MAX);
        explained.direct.truncate(LINES_MAX);
        let more_not_used = explained.not_used.len().saturating_sub(LINES_MAX);
        explained.not_used.truncate(LINES_MAX);
        Kept {
            explained,
            more_steps,
            more_direct,
            more_not_used,
        }
    }
}

/// The sentences of an explanation, in the words of `say`; `series` is the reference of the series
/// of the first complaint asked about.
#[must_use]
pub fn tell(say: &Say, seen: &Seen, series: &str, kept: &Kept) -> Told {
    let explained = &kept.explained;
    let path = path::part(say, seen, kept);
    Told {
        summary: summary(say, seen, series, explained),
        direct: Part {
            lead: None,
            lines: explained
                .direct
                .iter()
                .map(|found| ground::line(say, seen, &explained.asked, found))
                .filter(|line| path.lines.iter().all(|step| step.figures != line.figures))
                .collect(),
            more: more(say, "explanation-more-grounds", kept.more_direct),
        },
        not_used: Part {
            lead: None,
            lines: explained
                .not_used
                .iter()
                .map(|left| aside::unused(say, seen, left))
                .collect(),
            more: more(say, "explanation-more-values", kept.more_not_used),
        },
        alternatives: Part {
            lead: None,
            lines: explained
                .alternatives
                .iter()
                .map(|other| aside::alternative(say, seen, other))
                .collect(),
            more: more(
                say,
                "explanation-more-alternatives",
                explained.more_alternatives,
            ),
        },
        version: explained.version,
        path,
    }
}

fn summary(say: &Say, seen: &Seen, series: &str, explained: &Explained) -> String {
    let names: Vec<String> = explained
        .asked
        .iter()
        .map(|id| seen.complaint(say, *id))
        .collect();
    let text = match &names[..] {
        [one] => told(
            say,
            "explanation-summary-member",
            &[
                ("complaint", Value::from(one.as_str())),
                ("series", Value::from(series)),
                ("others", count(explained.members.saturating_sub(1))),
            ],
        ),
        [one, other] if explained.together => told(
            say,
            "explanation-summary-together",
            &[
                ("one", Value::from(one.as_str())),
                ("other", Value::from(other.as_str())),
                ("series", Value::from(series)),
                ("members", count(explained.members)),
            ],
        ),
        [one, other, ..] => say.with(
            "explanation-summary-apart",
            &[("one", one), ("other", other)],
        ),
        [] => String::new(),
    };
    capital(&text)
}

fn more(say: &Say, key: &str, left: usize) -> Option<String> {
    (left > 0).then(|| told(say, key, &[("n", count(left))]))
}

/// A sentence with its arguments.
pub(crate) fn told(say: &Say, key: &str, args: &[(&str, Value<'_>)]) -> String {
    say.words.say(say.lang, key, args)
}

/// A number as sentences take it.
pub(crate) fn count(of: impl TryInto<i64>) -> Value<'static> {
    Value::from(of.try_into().unwrap_or(i64::MAX))
}

/// The same sentence with a capital: names stand at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

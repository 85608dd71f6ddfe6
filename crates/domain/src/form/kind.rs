//! A type of complaint and what it is built of: steps, blocks and their pages, as written in
//! `forms/`. A type is a view on the same fields; it owns no answer.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::bilingual::Bilingual;
use super::condition::Condition;

/// A type of complaint.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The code, such as `fake_shop`; the name of the table, filled when the pack is read.
    #[serde(skip)]
    pub code: String,
    /// The id of the reference: `T01`.
    pub id: String,
    /// Raised at each change of meaning.
    pub version: u32,
    /// From when it may be used.
    #[serde(deserialize_with = "date")]
    pub valid_from: Date,
    /// Its name.
    pub label: Bilingual,
    /// One sentence by which a person recognises it.
    pub lead: Bilingual,
    /// Keys of the law pack; indicative, the officer decides.
    pub qualify: Vec<String>,
    /// How it may be filed, by profile: one mode, or the first rule that holds.
    pub mode: BTreeMap<String, ModeChoice>,
    /// Quick exit and neutral page titles.
    #[serde(default)]
    pub exit_button: bool,
    /// Up to four urgent actions, in order.
    pub urgent: Vec<Urge>,
    /// Where else the person may be sent.
    #[serde(default)]
    pub routes: Vec<RouteTo>,
    /// Answers that say someone is in danger: what to do at once is then shown before anything else.
    #[serde(default)]
    pub danger: Option<Condition>,
    /// Its complaints are sensitive when this holds: fewer people open them. Nothing answered counts as it stands.
    #[serde(default)]
    pub sensitive: Option<Condition>,
    /// Files are accepted only when this holds; always when absent.
    #[serde(default)]
    pub uploads_when: Option<Condition>,
    /// Why its complaints hold no identifier that links, when they hold none.
    #[serde(default)]
    pub no_identifier: Option<Bilingual>,
    /// The pages, in order.
    pub steps: Vec<Step>,
    /// The hash of its canonical content, filled when the pack is read.
    #[serde(skip)]
    pub hash: String,
}

impl Kind {
    /// Whether it is a list of tasks, done in any order and over several days.
    #[must_use]
    pub fn has_tasks(&self) -> bool {
        self.steps.iter().any(|step| step.task().is_some())
    }
}

/// How a complaint may be filed. Ordered from the freest to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Taken by an officer at a counter, read back and signed there.
    Counter,
    /// A complaint, validated and signed by an officer.
    OnlineFull,
    /// Everything is sent; it is signed at the counter.
    OnlinePrepared,
    /// A report, not a complaint.
    ReportOnly,
    /// Another body receives it.
    Reroute,
}

impl Mode {
    /// Every mode, from the freest.
    pub const ALL: [Mode; 5] = [
        Mode::Counter,
        Mode::OnlineFull,
        Mode::OnlinePrepared,
        Mode::ReportOnly,
        Mode::Reroute,
    ];

    /// The mode of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Mode> {
        Mode::ALL.into_iter().find(|mode| mode.code() == code)
    }

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Mode::Counter => "counter",
            Mode::OnlineFull => "online_full",
            Mode::OnlinePrepared => "online_prepared",
            Mode::ReportOnly => "report_only",
            Mode::Reroute => "reroute",
        }
    }
}

/// One mode for all, or rules.
#[derive(Debug, Clone)]
pub enum ModeChoice {
    /// The same for all.
    One(Mode),
    /// The first that holds; the last has no condition.
    Rules(Vec<ModeRule>),
}

impl ModeChoice {
    /// Every mode it names.
    pub(super) fn modes(&self) -> Vec<Mode> {
        match self {
            ModeChoice::One(mode) => vec![*mode],
            ModeChoice::Rules(rules) => rules.iter().map(|rule| rule.mode).collect(),
        }
    }
}

/// A mode under a condition.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeRule {
    /// When it applies; always when absent.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The mode.
    pub mode: Mode,
}

/// An urgent action of a type.
#[derive(Debug, Clone)]
pub struct Urge {
    /// The key in `urgent.toml`.
    pub key: String,
    /// When it applies; always when absent.
    pub when: Option<Condition>,
}

/// A way out of a type: another type (`T13`) or a route of `routes.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteTo {
    /// The id of a type or the key of a route.
    pub to: String,
    /// When it is proposed; always when absent.
    #[serde(default)]
    pub when: Option<Condition>,
    /// For another type: whether it replaces or completes this one.
    #[serde(default, rename = "as")]
    pub manner: Manner,
}

/// What becomes of a complaint sent to another type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// It changes type; its answers are carried over.
    #[default]
    Instead,
    /// It keeps its type and gains another.
    Secondary,
}

/// One step of a type: a page of its own, or a block.
#[derive(Debug, Clone)]
pub enum Step {
    /// A page.
    Page(PageStep),
    /// A block.
    Block(BlockStep),
}

impl Step {
    /// When the step exists; always when absent.
    #[must_use]
    pub fn when(&self) -> Option<&Condition> {
        match self {
            Step::Page(page) => page.when.as_ref(),
            Step::Block(block) => block.when.as_ref(),
        }
    }

    /// The task it opens, if any.
    #[must_use]
    pub fn task(&self) -> Option<&Bilingual> {
        match self {
            Step::Page(page) => page.task.as_ref(),
            Step::Block(block) => block.task.as_ref(),
        }
    }
}

/// A page: one question, or a small group.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageStep {
    /// The fields, by key.
    pub page: Vec<String>,
    /// The question of the page; needed with several fields.
    #[serde(default)]
    pub title: Option<Bilingual>,
    /// A sentence under the title.
    #[serde(default)]
    pub lead: Option<Bilingual>,
    /// Its place in the URL; from the first field when absent.
    #[serde(default)]
    pub slug: Option<String>,
    /// In which profiles of its block; all when empty.
    #[serde(default)]
    pub profiles: Vec<String>,
    /// Asked only when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// Optional questions of the page, shown once the person opens them.
    #[serde(default)]
    pub folded: Option<Folded>,
    /// The exhibits asked by name on this page, by key of `evidence`.
    #[serde(default)]
    pub ask: Vec<String>,
    /// Opens a task of that name: this step and those after it, up to the next one that opens a task.
    #[serde(default)]
    pub task: Option<Bilingual>,
}

/// Questions that one person in ten can answer: folded at the end of their page under words that say what
/// is inside, so that the nine others do not read them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Folded {
    /// The fields, among those of the page.
    pub fields: Vec<String>,
    /// What is inside.
    pub label: Bilingual,
}

/// A block in a type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockStep {
    /// The key of the block.
    pub block: String,
    /// `min` or `full`; every page when absent.
    #[serde(default)]
    pub profile: Option<String>,
    /// A repeated group.
    #[serde(default)]
    pub repeat: Option<Repeat>,
    /// The whole block only when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The exhibits asked by name, by key of `evidence`.
    #[serde(default)]
    pub ask: Vec<String>,
    /// Opens a task of that name, as a page does.
    #[serde(default)]
    pub task: Option<Bilingual>,
}

/// How many items a group may have.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// At least.
    pub min: u16,
    /// At most.
    pub max: u16,
}

/// A block: pages shared by types.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// The title of its section on the check page; of one item, for a group.
    pub label: Bilingual,
    /// Its title at the counter, where `label` speaks to the person.
    #[serde(default)]
    pub counter_label: Option<Bilingual>,
    /// For a group: the yes/no field asking for one more item.
    #[serde(default)]
    pub more: Option<String>,
    /// Its pages.
    pub pages: Vec<PageStep>,
}

// The three forms below accept a short and a long spelling. They are read by hand because the
// derived reader of untagged enums says only "no variant matched".

impl<'de> Deserialize<'de> for ModeChoice {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<ModeChoice, D::Error> {
        match toml::Value::deserialize(from)? {
            rules @ toml::Value::Array(_) => rules.try_into().map(ModeChoice::Rules),
            one => one.try_into().map(ModeChoice::One),
        }
        .map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Urge {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Urge, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Long {
            key: String,
            when: Condition,
        }
        match toml::Value::deserialize(from)? {
            toml::Value::String(key) => Ok(Urge { key, when: None }),
            long => {
                let Long { key, when } = long.try_into().map_err(D::Error::custom)?;
                let when = Some(when);
                Ok(Urge { key, when })
            }
        }
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Step, D::Error> {
        let value = toml::Value::deserialize(from)?;
        if value.get("block").is_some() {
            value.try_into().map(Step::Block)
        } else {
            value.try_into().map(Step::Page)
        }
        .map_err(D::Error::custom)
    }
}

/// Reads a TOML date as a civil date.
pub(super) fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(from)?;
    written
        .to_string()
        .parse()
        .map_err(|_| serde::de::Error::custom("not a date like 2026-11-01"))
}

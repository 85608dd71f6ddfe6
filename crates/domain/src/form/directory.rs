//! The other tables of the pack: urgent actions, contacts, routes, profiles, what a bank is asked,
//! what cannot wait, evidence asked by name, words of errors. Data with dates and sources, never text in code.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::bilingual::Bilingual;
use super::condition::Condition;
use super::kind::{Mode, date};

/// Something to do before writing anything.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrgentAction {
    /// Its key; the name of the table, filled when the pack is read.
    #[serde(skip)]
    pub key: String,
    /// What to do.
    pub text: Bilingual,
    /// How fast it stops being useful.
    pub clock: Clock,
    /// Whom to call, by key of `contact`.
    #[serde(default)]
    pub contacts: Vec<String>,
}

/// How fast an urgent action stops being useful.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// At once.
    Immediate,
    /// In minutes.
    Minutes,
    /// In hours.
    Hours,
    /// Within 72 hours.
    #[serde(rename = "hours_72")]
    Hours72,
    /// In days.
    Days,
    /// Within 13 months.
    #[serde(rename = "months_13")]
    Months13,
    /// Good at any time.
    Always,
}

/// Someone to call or a site to open, as dated data.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Its key; the name of the table, filled when the pack is read.
    #[serde(skip)]
    pub key: String,
    /// Who answers.
    pub name: Bilingual,
    /// The number as printed; absent for a site.
    #[serde(default)]
    pub number: Option<String>,
    /// By voice or by SMS.
    #[serde(default)]
    pub sms: bool,
    /// The address of the site.
    #[serde(default)]
    pub site: Option<String>,
    /// When it answers.
    pub hours: Bilingual,
    /// What it costs.
    pub cost: Bilingual,
    /// Where this was read.
    pub source: String,
    /// When it was read.
    #[serde(deserialize_with = "date")]
    pub checked_on: Date,
    /// The source was read and says this. When false, staff must check before opening.
    pub confirmed: bool,
}

/// Somewhere else a person may be sent; the draft is never deleted.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Its key; the name of the table, filled when the pack is read.
    #[serde(skip)]
    pub key: String,
    /// Its title.
    pub label: Bilingual,
    /// What it does and what to bring.
    pub text: Bilingual,
    /// Whom, by key of `contact`.
    #[serde(default)]
    pub contacts: Vec<String>,
}

/// A set of rules of a jurisdiction or a body: who may file what, how.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its key; the name of the table, filled when the pack is read.
    #[serde(skip)]
    pub key: String,
    /// Its name.
    pub label: Bilingual,
    /// How a type may be filed that says nothing of this profile; each type must say it when absent.
    #[serde(default)]
    pub otherwise: Option<Mode>,
    /// Rules for every type; each that holds can only make the mode stricter.
    #[serde(default)]
    pub rules: Vec<ProfileRule>,
    /// What holds at a counter, where an officer hears the person; when absent, the limits of
    /// online filing hold there too.
    #[serde(default)]
    pub counter: Option<AtCounter>,
    /// What each mode means under this profile, for everybody who meets it.
    pub modes: BTreeMap<Mode, ModeWords>,
}

/// How complaints are taken at a counter, whatever the limits of online filing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtCounter {
    /// The key of the law pack that lets them be taken there.
    pub because: String,
    /// Why the limits of online filing do not hold there, for whoever reads the data.
    pub reason: Bilingual,
    /// Rules for every type; each that holds can only make the mode stricter.
    #[serde(default)]
    pub rules: Vec<ProfileRule>,
}

/// What a mode changes: on the screen, on the paper, for the officer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeWords {
    /// Before the first question, on the check page and at the declaration.
    pub told: Bilingual,
    /// What happens next: at the end of a filing and on the acknowledgement, in order. Said where
    /// the instance is an authority; another body promises nothing of an inquiry.
    pub next: Vec<Bilingual>,
    /// What the officer has to do with it.
    pub officer: Bilingual,
}

/// A rule of a profile, for every type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileRule {
    /// When it applies.
    pub when: Condition,
    /// The freest mode left.
    pub mode: Mode,
    /// A key of the law pack.
    pub because: String,
}

/// What the answers must say for one thing to hold: that a bank is asked for a payment, that a complaint
/// cannot wait.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// When it holds.
    pub when: Condition,
}

/// An exhibit asked by name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What to bring.
    pub label: Bilingual,
}

/// Words that must not be used with the public.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forbidden {
    /// In French, lower case.
    pub fr: Vec<String>,
    /// In English, lower case.
    pub en: Vec<String>,
}

//! Under which law complaints are brought together, and what that frame asks: whether who a person
//! is stays masked until there is a match, which complaints stay out of linkage, and why. Reads the
//! table of `figures/linkage_basis.toml` and the law pack; holds no duration of its own.

use crate::form::Pack as Forms;
use faisceau_law::{At, Value};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The legal basis of linkage, as the operator states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The act that creates the processing.
    OwnAct,
    /// Judicial linkage software.
    Rapprochement,
    /// A file of serial analysis.
    SerialAnalysis,
    /// The claims of those a body speaks for; no judicial frame.
    OwnClaims,
}

impl Basis {
    /// Every basis, in the order of the documentation.
    pub const ALL: [Basis; 4] = [
        Basis::OwnAct,
        Basis::Rapprochement,
        Basis::SerialAnalysis,
        Basis::OwnClaims,
    ];

    /// The word of the configuration.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Basis::OwnAct => "own_act",
            Basis::Rapprochement => "rapprochement",
            Basis::SerialAnalysis => "serial_analysis",
            Basis::OwnClaims => "own_claims",
        }
    }

    /// Reads a word written by [`Basis::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Basis> {
        Basis::ALL.into_iter().find(|basis| basis.code() == code)
    }
}

/// What a basis asks, as written in the table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asks {
    regimes: BTreeSet<String>,
    default_of: BTreeSet<String>,
    law: String,
    masks_until_match: bool,
    leaves_when_closed: bool,
    kept: Option<String>,
    penalty: Option<String>,
}

/// The frame in force: everything linkage must obey, resolved on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Which one.
    pub basis: Basis,
    /// Its key of the law pack.
    pub law: String,
    /// Whether who a person is stays masked for those who bring complaints together, until there
    /// is a match.
    pub masks_until_match: bool,
    /// Whether a complaint leaves linkage once it is rejected or withdrawn.
    pub leaves_when_closed: bool,
    /// Years after which a complaint leaves linkage.
    pub kept_years: Option<u32>,
    /// The least maximum of prison, in years, of an offence that may be linked.
    pub penalty_years: Option<u32>,
    /// The types of facts whose main offence reaches it; every type when there is no threshold.
    pub types: BTreeSet<String>,
}

/// Why no frame can be put in force.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The table cannot be read.
    #[error("figures/linkage_basis.toml: {0}")]
    Table(String),
    /// The law does not give this frame to such a body.
    #[error(
        "linkage_basis `{basis}` is not open to the legal regime `{regime}`: the law gives it to {open} only; \
         write linkage_basis = \"{instead}\" or remove the line"
    )]
    NotOpen {
        /// The basis stated.
        basis: &'static str,
        /// The regime of the installation.
        regime: String,
        /// To which regimes it is open.
        open: String,
        /// What this regime may write.
        instead: &'static str,
    },
    /// The law pack does not hold what the table names.
    #[error("the legal frame of linkage: {0}")]
    Law(String),
}

/// Why a complaint stays out of linkage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// It is rejected or withdrawn.
    Closed,
    /// It was recorded longer ago than these years.
    Kept(u32),
    /// Its main offence is punished by less than these years, or is not known.
    Penalty(u32),
}

impl LeftOut {
    /// The word of locales and interfaces.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            LeftOut::Closed => "closed",
            LeftOut::Kept(_) => "kept",
            LeftOut::Penalty(_) => "penalty",
        }
    }

    /// The years it speaks of.
    #[must_use]
    pub fn years(self) -> Option<u32> {
        match self {
            LeftOut::Closed => None,
            LeftOut::Kept(years) | LeftOut::Penalty(years) => Some(years),
        }
    }
}

/// The states in which nothing is inquired into any more.
pub const CLOSED_STATES: [&str; 2] = ["rejected", "withdrawn"];

/// The value of an offence that says its maximum of prison.
const PRISON: &str = "prison_years";

impl Frame {
    /// The frame of an installation: the one stated, or that of its regime.
    ///
    /// # Errors
    /// [`Refused`], which says what to write instead.
    pub fn of(
        table: &str,
        stated: Option<Basis>,
        regime: &str,
        law: At<'_>,
        forms: &Forms,
    ) -> Result<Frame, Refused> {
        let (basis, asked) = chosen(table, stated, regime)?;
        let value = |name: &Option<String>| {
            let name = name.as_ref();
            name.map(|name| years(law, &asked.law, name)).transpose()
        };
        // A frame whose law has no words could not be shown.
        law.get(&asked.law)
            .map_err(|e| Refused::Law(e.to_string()))?;
        let penalty_years = value(&asked.penalty)?;
        Ok(Frame {
            basis,
            law: asked.law.clone(),
            masks_until_match: asked.masks_until_match,
            leaves_when_closed: asked.leaves_when_closed,
            kept_years: value(&asked.kept)?,
            types: open_types(forms, law, penalty_years),
            penalty_years,
        })
    }

    /// Whether the basis stated is open to the regime, before anything is opened.
    ///
    /// # Errors
    /// [`Refused`], which says what to write instead.
    pub fn check(table: &str, stated: Option<Basis>, regime: &str) -> Result<(), Refused> {
        chosen(table, stated, regime).map(|_| ())
    }

    /// Whether anything stays out of linkage.
    #[must_use]
    pub fn filters(&self) -> bool {
        self.leaves_when_closed || self.kept_years.is_some() || self.penalty_years.is_some()
    }

    /// The last instant of recording that has left linkage by now.
    #[must_use]
    pub fn kept_since(&self, now: Timestamp) -> Option<Timestamp> {
        let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        let since = now
            .to_zoned(zone)
            .checked_sub(i64::from(self.kept_years?).years());
        since.ok().map(|since| since.timestamp())
    }

    /// Why a complaint of this type, in this state, recorded then, stays out of linkage now.
    #[must_use]
    pub fn left_out(
        &self,
        form_type: &str,
        state: &str,
        filed_at: Timestamp,
        now: Timestamp,
    ) -> Option<LeftOut> {
        if self.leaves_when_closed && CLOSED_STATES.contains(&state) {
            return Some(LeftOut::Closed);
        }
        if self.kept_since(now).is_some_and(|since| filed_at <= since) {
            return self.kept_years.map(LeftOut::Kept);
        }
        let years = self.penalty_years?;
        (!self.types.contains(form_type)).then_some(LeftOut::Penalty(years))
    }
}

/// The basis in force and what it asks.
fn chosen(table: &str, stated: Option<Basis>, regime: &str) -> Result<(Basis, Asks), Refused> {
    let mut asks = read(table)?;
    let own = asks
        .iter()
        .find(|(_, asks)| asks.default_of.contains(regime));
    let own = own.map(|(basis, _)| *basis);
    let own = own.ok_or_else(|| Refused::Table(format!("no frame for `{regime}`")))?;
    let basis = stated.unwrap_or(own);
    let asked = asks
        .remove(&basis)
        .expect("the table read holds every basis");
    if !asked.regimes.contains(regime) {
        let open: Vec<&str> = asked.regimes.iter().map(String::as_str).collect();
        return Err(Refused::NotOpen {
            basis: basis.code(),
            regime: regime.to_owned(),
            open: open.join(", "),
            instead: own.code(),
        });
    }
    Ok((basis, asked))
}

fn read(table: &str) -> Result<BTreeMap<Basis, Asks>, Refused> {
    let named: BTreeMap<String, Asks> =
        toml::from_str(table).map_err(|e| Refused::Table(e.to_string()))?;
    let mut asks = BTreeMap::new();
    for (name, asked) in named {
        let basis = Basis::from_code(&name);
        let basis = basis.ok_or_else(|| Refused::Table(format!("`{name}` is no frame")))?;
        asks.insert(basis, asked);
    }
    match Basis::ALL.iter().find(|basis| !asks.contains_key(basis)) {
        Some(absent) => Err(Refused::Table(format!("`{}` is missing", absent.code()))),
        None => Ok(asks),
    }
}

fn years(law: At<'_>, key: &str, name: &str) -> Result<u32, Refused> {
    let entry = law.get(key).map_err(|e| Refused::Law(e.to_string()))?;
    match entry.values.get(name) {
        Some(Value::Years(years)) => Ok(u32::from(*years)),
        _ => Err(Refused::Law(format!("`{key}` has no value `{name}`"))),
    }
}

/// The types whose main offence, the first its questionnaire proposes, is punished enough. A type
/// that proposes none cannot be shown to reach the threshold.
fn open_types(forms: &Forms, law: At<'_>, threshold: Option<u32>) -> BTreeSet<String> {
    let enough = |key: &String| {
        threshold.is_none_or(|least| years(law, key, PRISON).is_ok_and(|most| most >= least))
    };
    forms
        .kinds()
        .filter(|kind| threshold.is_none() || kind.qualify.first().is_some_and(enough))
        .map(|kind| kind.code.clone())
        .collect()
}

//! What makes an entry an offence: its nature, its heavier forms, its limitation, its codes in the nomenclature; and whether it
//! opens technical connection data. Suggests nothing: who qualifies facts is a person.

use std::collections::BTreeMap;

use toml::{Table, Value as Toml};

use crate::entry::Entry;
use crate::fields::{Fields, Notes};
use crate::lang::Text;
use crate::mistake::Problem;
use crate::pack::{At, Because, Unresolved};
use crate::value::Value;

/// The nature of an offence, which decides its court and its limitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// *Crime*.
    Crime,
    /// *Délit*.
    Delit,
    /// *Contravention*.
    Contravention,
    /// A breach that an administration fines: no offence of the penal law.
    Administrative,
}

impl Nature {
    /// Every nature, the gravest first.
    pub const ALL: [Nature; 4] = [
        Nature::Crime,
        Nature::Delit,
        Nature::Contravention,
        Nature::Administrative,
    ];

    /// The word of the pack.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Nature::Crime => "crime",
            Nature::Delit => "delit",
            Nature::Contravention => "contravention",
            Nature::Administrative => "administrative",
        }
    }
}

/// What an entry says more when it is an offence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offence {
    /// Its nature.
    pub nature: Nature,
    /// The key of the plain offence of which it is a heavier form.
    pub heavier_than: Option<String>,
    /// The key of its limitation; none where no court is seized.
    pub limitation: Option<String>,
    /// Whether attempting it is punished.
    pub attempt: bool,
    /// Whether it is committed through an electronic network by its own definition.
    pub by_network: bool,
    /// Whether it is one of organised crime, for which special techniques are open.
    pub organised: bool,
    /// Its codes in the nomenclature; only those that were read.
    pub natinf: Vec<u32>,
    /// What must be shown, one by one; empty where nobody wrote them.
    pub elements: Vec<Text>,
}

/// A line of the nomenclature of offences (NATINF).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Natinf {
    /// Its label, in capitals and without accents as published.
    pub label: String,
    /// The articles that define it, as published.
    pub defined_by: String,
    /// Its nature, as published.
    pub nature: String,
    /// The edition, as `2026-07`.
    pub edition: String,
}

/// What technical connection data an offence opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// They may be required.
    Open,
    /// They may be required for the sole purpose of identifying who did it.
    IdentifyOnly,
    /// They may not; civil identity and account data stay.
    Closed,
}

/// A gate, with its ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gated {
    /// What is open.
    pub gate: Gate,
    /// The rule.
    pub rule: Because,
    /// The offence it was applied to.
    pub offence: Because,
}

impl At<'_> {
    /// What technical data an offence opens, by the rule of a key that states `serious_years` and
    /// `network_years`. An offence is by network when its definition says so, or the facts do.
    ///
    /// # Errors
    /// [`Unresolved`] for either key.
    pub fn gate(
        &self,
        rule: &str,
        offence: &str,
        facts_by_network: bool,
    ) -> Result<Gated, Unresolved> {
        let (rule, entry) = (self.get(rule)?, self.get(offence)?);
        let months = |entry: &Entry, name: &str| match entry.value(name) {
            Some(Value::Years(years)) => Some(u32::from(years) * 12),
            Some(Value::Months(months)) => Some(u32::from(months)),
            _ => None,
        };
        let prison = months(entry, "prison_years").or_else(|| months(entry, "prison_months"));
        let says = entry.offence.as_ref();
        let network = facts_by_network || says.is_some_and(|says| says.by_network);
        let crime = says.is_some_and(|says| says.nature == Nature::Crime);
        let reaches = |name: &str| {
            let least = months(rule, name);
            least.is_some_and(|least| prison.is_some_and(|prison| prison >= least))
        };
        let gate = if crime || reaches("serious_years") {
            Gate::Open
        } else if network && reaches("network_years") {
            Gate::IdentifyOnly
        } else {
            Gate::Closed
        };
        let (rule, offence) = (self.ground(rule), self.ground(entry));
        Ok(Gated {
            gate,
            rule,
            offence,
        })
    }
}

/// Reads the table `offence` of an entry; `None` when there is none.
pub(crate) fn read(fields: &mut Fields<'_>) -> Option<Offence> {
    let table = match fields.take("offence")? {
        Toml::Table(table) => table,
        _ => {
            fields.wrong("offence", "a table, as in [entry.offence]");
            return None;
        }
    };
    let mut inner = fields.inner("offence", table);
    let word = inner.words("nature");
    let nature = word.and_then(|word| {
        let found = Nature::ALL.into_iter().find(|nature| nature.code() == word);
        if found.is_none() {
            inner.wrong(
                "nature",
                "\"crime\", \"delit\", \"contravention\" or \"administrative\"",
            );
        }
        found
    });
    let offence = Offence {
        nature: nature.unwrap_or(Nature::Delit),
        heavier_than: inner.optional_words("heavier_than"),
        limitation: inner.optional_words("limitation"),
        attempt: inner.flag("attempt"),
        by_network: inner.flag("by_network"),
        organised: inner.flag("organised"),
        natinf: numbers(&mut inner),
        elements: inner.list_of_texts("elements"),
    };
    inner.close();
    nature.map(|_| offence)
}

fn numbers(fields: &mut Fields<'_>) -> Vec<u32> {
    let Some(written) = fields.take("natinf") else {
        return Vec::new();
    };
    let list = written.as_array().map(|list| {
        let numbers = list
            .iter()
            .map(|one| one.as_integer().and_then(|n| u32::try_from(n).ok()));
        numbers.collect::<Option<Vec<u32>>>()
    });
    list.flatten().unwrap_or_else(|| {
        fields.wrong("natinf", "a list of numbers, as in [7875]");
        Vec::new()
    })
}

/// Reads `[[natinf]]` tables.
pub(crate) fn read_natinf(notes: &mut Notes, text: &str, known: &mut BTreeMap<u32, Natinf>) {
    for table in notes.items(text, "natinf") {
        let code = code_of(&table);
        let mut fields = Fields::open(notes, table, "label");
        fields.take("code");
        if code.is_none() {
            fields.wrong("code", "a number above zero");
        }
        let (label, defined_by) = (fields.words("label"), fields.words("defined_by"));
        let (nature, edition) = (fields.words("nature"), fields.words("edition"));
        if let (Some(code), Some(label), Some(defined_by), Some(nature), Some(edition)) =
            (code, label, defined_by, nature, edition)
        {
            let line = Natinf {
                label,
                defined_by,
                nature,
                edition,
            };
            if known.insert(code, line).is_some() {
                let other = "this file".to_owned();
                fields.mistake(Problem::Duplicate { other });
            }
        }
        fields.close();
    }
}

fn code_of(table: &Table) -> Option<u32> {
    let code = table.get("code").and_then(Toml::as_integer);
    code.and_then(|code| u32::try_from(code).ok())
        .filter(|code| *code > 0)
}

//! What makes an entry the legal basis of an act: the frames it holds in, what it opens, who may do it, who must authorise it,
//! for which offences. Says what bars an act, each bar with its ground; authorises nothing, and never says that an act is wise.

use toml::Value as Toml;

use crate::entry::Entry;
use crate::fields::Fields;
use crate::offence::{Gate, Nature};
use crate::pack::{At, Because, Unresolved};
use crate::value::Value;

/// A closed list of words of the pack, each with its code.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$said:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$said])* $variant),+ }

        impl $name {
            /// Each of them, in the order they are offered.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word of the pack, of the interface and of locales.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// Reads a word written by `code`; anything else is `None`.
            #[must_use]
            pub fn from_code(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

words! {
    /// In which frame of the inquiry an act is done.
    Frame {
        /// *Enquête de flagrance*.
        Flagrance = "flagrance",
        /// *Enquête préliminaire*.
        Preliminary = "preliminary",
        /// *Information judiciaire*.
        Instruction = "instruction",
    }
}

words! {
    /// In what quality somebody does an act.
    Author {
        /// *Officier de police judiciaire*.
        Opj = "opj",
        /// *Agent de police judiciaire*, under the control of an officer.
        Apj = "apj",
        /// *Procureur de la République*.
        Prosecutor = "prosecutor",
        /// *Juge d'instruction*.
        InvestigatingJudge = "investigating-judge",
        /// A person who was harmed, or who speaks for them.
        Victim = "victim",
        /// A company or an association, for itself.
        Company = "company",
        /// A lawyer, for who they speak for.
        Lawyer = "lawyer",
        /// The service that runs the platform, for what it received.
        Service = "service",
    }
}

words! {
    /// Who authorises an act that its author may not do alone.
    Magistrate {
        /// *Procureur de la République*.
        Prosecutor = "prosecutor",
        /// *Juge des libertés et de la détention*.
        Jld = "jld",
        /// *Juge d'instruction*.
        InvestigatingJudge = "investigating-judge",
    }
}

words! {
    /// What an act opens or asks for.
    Measure {
        /// Who holds an account, a line, a name: civil identity and subscription.
        Subscriber = "subscriber",
        /// Source of a connection: address, port, terminal.
        Connection = "connection",
        /// Dates, durations, recipients, past location.
        Traffic = "traffic",
        /// Accounts, their holders, balances and operations.
        Bank = "bank",
        /// Other documents that somebody holds.
        Document = "document",
        /// Stored correspondence.
        Content = "content",
        /// Content that users looked at, kept from now on.
        ContentKept = "content-kept",
        /// Data kept already are frozen before they disappear.
        Preservation = "preservation",
        /// Content, as it is exchanged.
        ContentLive = "content-live",
        /// Traffic or location, as it happens.
        TrafficLive = "traffic-live",
        /// A search of devices or data.
        Search = "search",
        /// Devices or data are seized.
        Seizure = "seizure",
        /// Access to data that are abroad.
        Abroad = "abroad",
        /// Tools used at a distance on a system.
        Remote = "remote",
        /// Sums on an account, or digital assets, are seized.
        Sums = "sums",
        /// A payment is frozen or called back.
        Freeze = "freeze",
        /// Somebody is called upon to stop, restore or remove.
        Notice = "notice",
        /// An abuse is told to who can stop it.
        AbuseReport = "abuse-report",
        /// A breach is told to a regulator.
        RegulatorReport = "regulator-report",
    }
}

impl Measure {
    /// Whether it opens technical connection data, whose gate depends on the offence.
    #[must_use]
    pub const fn is_technical(self) -> bool {
        matches!(
            self,
            Measure::Connection | Measure::Traffic | Measure::TrafficLive
        )
    }
}

/// What an entry says more when it is the basis of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// What it opens; never empty.
    pub measures: Vec<Measure>,
    /// The frames it holds in; empty where none is needed.
    pub frames: Vec<Frame>,
    /// Who may do it; never empty.
    pub authors: Vec<Author>,
    /// Who must authorise it, unless they do it themselves.
    pub authorised_by: Option<Magistrate>,
    /// What general instructions may authorise beforehand, instead of an authorisation each time.
    pub standing: Vec<Measure>,
    /// The key of the period during which the act, or what it obtains, holds.
    pub clock: Option<String>,
    /// The key of the rule that opens technical data by the offence.
    pub gate: Option<String>,
    /// Whether an offence must be named.
    pub offence: bool,
    /// Whether the offence must be one of organised crime.
    pub organised: bool,
}

/// An act as far as the law looks at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The frame of the inquiry.
    pub frame: Option<Frame>,
    /// Who does it.
    pub author: Option<Author>,
    /// Who authorised it.
    pub authorised_by: Option<Magistrate>,
    /// Whether general instructions in force are what authorises it.
    pub standing: bool,
    /// What it asks for.
    pub measures: Vec<Measure>,
    /// The offences, by key.
    pub offences: Vec<String>,
    /// Whether the facts were done through an electronic network.
    pub by_network: bool,
    /// Whether it serves only to identify who did it.
    pub to_identify: bool,
    /// Whether it is about the victim's own equipment, at their request.
    pub own_equipment: bool,
}

words! {
    /// What bars an act.
    Why {
        /// No frame is said, and one is needed.
        NoFrame = "no-frame",
        /// The basis does not hold in this frame.
        Frame = "frame",
        /// Nobody says in what quality it is done.
        NoAuthor = "no-author",
        /// The author has no such power.
        Author = "author",
        /// The authorisation it needs is missing, or is of another magistrate.
        NotAuthorised = "not-authorised",
        /// General instructions cannot authorise what it asks for.
        Standing = "standing",
        /// It asks for nothing.
        NoMeasure = "no-measure",
        /// The basis does not open what it asks for.
        Measure = "measure",
        /// No offence is named.
        NoOffence = "no-offence",
        /// The offence is not punished enough.
        LowPenalty = "low-penalty",
        /// The offence is not one of organised crime.
        NotOrganised = "not-organised",
        /// The offence does not open technical data.
        Gate = "gate",
        /// The offence opens them only to identify who did it.
        IdentifyOnly = "identify-only",
    }
}

/// What bars an act, and its ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What is wrong.
    pub why: Why,
    /// The rule.
    pub because: Because,
}

impl Basis {
    /// Whether somebody else must authorise what this author does.
    #[must_use]
    pub fn must_be_authorised(&self, author: Option<Author>) -> bool {
        let alone = match self.authorised_by {
            None => return false,
            Some(Magistrate::Prosecutor) => Some(Author::Prosecutor),
            Some(Magistrate::InvestigatingJudge) => Some(Author::InvestigatingJudge),
            Some(Magistrate::Jld) => None,
        };
        alone.is_none() || alone != author
    }
}

impl At<'_> {
    /// The basis of an act, by its key.
    ///
    /// # Errors
    /// [`Unresolved`] for the key; `Ok(None)` where the entry is no basis.
    pub fn basis(&self, key: &str) -> Result<Option<&Basis>, Unresolved> {
        Ok(self.get(key)?.basis.as_ref())
    }

    /// Everything that bars an act on a basis, in the order of [`Why`]; empty when nothing does.
    ///
    /// # Errors
    /// [`Unresolved`] for the basis, its gate or an offence.
    pub fn bars(&self, key: &str, asked: &Asked) -> Result<Vec<Bar>, Unresolved> {
        let entry = self.get(key)?;
        let Some(basis) = &entry.basis else {
            return Ok(Vec::new());
        };
        let mut bars = Vec::new();
        let mut bar = |found: Option<Why>| {
            bars.extend(found.map(|why| Bar {
                why,
                because: self.ground(entry),
            }));
        };
        bar(frame(basis, asked));
        bar(author(basis, asked));
        bar(authorised(basis, asked));
        bar(measures(basis, asked));
        bar(self.offences(entry, basis, asked)?);
        if let Some(rule) = &basis.gate {
            bars.extend(self.technical(rule, asked)?);
        }
        Ok(bars)
    }

    fn offences(
        &self,
        entry: &Entry,
        basis: &Basis,
        asked: &Asked,
    ) -> Result<Option<Why>, Unresolved> {
        if !basis.offence {
            return Ok(None);
        }
        let mut found: Vec<&Entry> = Vec::new();
        for key in &asked.offences {
            let one = self.get(key)?;
            found.extend(one.offence.as_ref().map(|_| one));
        }
        if found.is_empty() {
            return Ok(Some(Why::NoOffence));
        }
        let organised = |one: &&Entry| one.offence.as_ref().is_some_and(|says| says.organised);
        if basis.organised && !found.iter().any(organised) {
            return Ok(Some(Why::NotOrganised));
        }
        let least = months(entry, "least_years");
        let low = least.is_some_and(|least| {
            let reached = |one: &&Entry| {
                let crime = one
                    .offence
                    .as_ref()
                    .is_some_and(|says| says.nature == Nature::Crime);
                crime || prison(one).is_some_and(|prison| prison >= least)
            };
            !found.iter().any(reached)
        });
        Ok(low.then_some(Why::LowPenalty))
    }

    /// Whether one of the offences opens the technical data that are asked for.
    fn technical(&self, rule: &str, asked: &Asked) -> Result<Option<Bar>, Unresolved> {
        if !asked.measures.iter().any(|one| one.is_technical()) || asked.offences.is_empty() {
            return Ok(None);
        }
        if matches!(self.get(rule), Err(Unresolved::TooEarly { .. })) {
            return Ok(None);
        }
        let mut best = Gate::Closed;
        for key in &asked.offences {
            let opened = self.gate(rule, key, asked.by_network)?.gate;
            let own =
                asked.own_equipment && prison(self.get(key)?).is_some_and(|months| months > 0);
            best = match (best, opened) {
                _ if own => Gate::Open,
                (Gate::Open, _) | (_, Gate::Open) => Gate::Open,
                (Gate::IdentifyOnly, _) | (_, Gate::IdentifyOnly) => Gate::IdentifyOnly,
                _ => Gate::Closed,
            };
        }
        let why = match best {
            Gate::Open => None,
            Gate::IdentifyOnly if asked.to_identify => None,
            Gate::IdentifyOnly => Some(Why::IdentifyOnly),
            Gate::Closed => Some(Why::Gate),
        };
        Ok(match why {
            Some(why) => Some(Bar {
                why,
                because: self.because(rule)?,
            }),
            None => None,
        })
    }
}

fn frame(basis: &Basis, asked: &Asked) -> Option<Why> {
    if basis.frames.is_empty() {
        return None;
    }
    match asked.frame {
        None => Some(Why::NoFrame),
        Some(frame) => (!basis.frames.contains(&frame)).then_some(Why::Frame),
    }
}

fn author(basis: &Basis, asked: &Asked) -> Option<Why> {
    match asked.author {
        None => Some(Why::NoAuthor),
        Some(author) => (!basis.authors.contains(&author)).then_some(Why::Author),
    }
}

fn authorised(basis: &Basis, asked: &Asked) -> Option<Why> {
    let needed = basis.authorised_by?;
    if !basis.must_be_authorised(asked.author) || asked.authorised_by == Some(needed) {
        return None;
    }
    if !asked.standing {
        return Some(Why::NotAuthorised);
    }
    let covered = asked
        .measures
        .iter()
        .all(|one| basis.standing.contains(one));
    (!covered).then_some(Why::Standing)
}

fn measures(basis: &Basis, asked: &Asked) -> Option<Why> {
    if asked.measures.is_empty() {
        return Some(Why::NoMeasure);
    }
    let opened = asked
        .measures
        .iter()
        .all(|one| basis.measures.contains(one));
    (!opened).then_some(Why::Measure)
}

fn months(entry: &Entry, name: &str) -> Option<u32> {
    match entry.value(name) {
        Some(Value::Years(years)) => Some(u32::from(years) * 12),
        Some(Value::Months(months)) => Some(u32::from(months)),
        _ => None,
    }
}

/// The longest imprisonment of an offence, in months.
fn prison(entry: &Entry) -> Option<u32> {
    months(entry, "prison_years").or_else(|| months(entry, "prison_months"))
}

/// Reads the table `basis` of an entry; `None` when there is none.
pub(crate) fn read(fields: &mut Fields<'_>) -> Option<Basis> {
    let table = match fields.take("basis")? {
        Toml::Table(table) => table,
        _ => {
            fields.wrong("basis", "a table, as in [entry.basis]");
            return None;
        }
    };
    let mut inner = fields.inner("basis", table);
    let authorised_by = inner.optional_words("authorised_by").and_then(|word| {
        let found = Magistrate::from_code(&word);
        if found.is_none() {
            inner.wrong(
                "authorised_by",
                "\"prosecutor\", \"jld\" or \"investigating-judge\"",
            );
        }
        found
    });
    let basis = Basis {
        measures: list(&mut inner, "measures", Measure::from_code),
        frames: list(&mut inner, "frames", Frame::from_code),
        authors: list(&mut inner, "authors", Author::from_code),
        authorised_by,
        standing: list(&mut inner, "standing", Measure::from_code),
        clock: inner.optional_words("clock"),
        gate: inner.optional_words("gate"),
        offence: inner.flag("offence"),
        organised: inner.flag("organised"),
    };
    for (field, empty) in [
        ("measures", basis.measures.is_empty()),
        ("authors", basis.authors.is_empty()),
    ] {
        if empty {
            inner.wrong(field, "a list of at least one known word (docs/law.md)");
        }
    }
    inner.close();
    Some(basis)
}

/// A list of known words; one that is not known is a mistake.
pub(crate) fn list<T>(
    fields: &mut Fields<'_>,
    field: &'static str,
    known: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    let words = fields.list_of_words(field);
    let read: Option<Vec<T>> = words.iter().map(|word| known(word)).collect();
    read.unwrap_or_else(|| {
        fields.wrong(field, "a list of known words (docs/law.md)");
        Vec::new()
    })
}

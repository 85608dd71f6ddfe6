//! What lacks before an act may leave draft: the mentions its list asks for, what the law pack bars, and what makes a request
//! impossible to answer. Everything at once, each with its ground. Says also what is only worth a warning.

use super::draft::{Draft, Request, instant};
use super::required::{BASIS, Input, Mention, Required};
use super::words;
use faisceau_law::{At, Because, End, Measure, Run, Start, Unresolved, Why};
use jiff::Timestamp;
use jiff::civil::Date;

words! {
    /// What is wrong with what was written.
    Fault {
        /// It holds more than one identifier: answers could not be told apart.
        TwoIdentifiers = "two-identifiers",
        /// An hour has no offset, or is no hour.
        NoZone = "no-zone",
        /// The period ends before it begins.
        Reversed = "reversed",
        /// The period is not over yet.
        Future = "future",
        /// The day asked for is over.
        PastDay = "past-day",
        /// General instructions are over, or do not say when they end.
        StandingOver = "standing-over",
        /// The authorisation is of a day to come.
        FutureAuthorisation = "future-authorisation",
        /// The basis is no basis of this kind of act.
        WrongBasis = "wrong-basis",
        /// Nobody vouches for a text that the act would print.
        Unconfirmed = "unconfirmed",
    }
}

/// What an act lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A mention is missing.
    Missing(Input),
    /// The law bars it.
    Barred(Why),
    /// Something written is wrong.
    Wrong(Fault),
}

impl Lack {
    /// The word of locales.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Lack::Missing(input) => format!("missing-{}", input.code()),
            Lack::Barred(why) => format!("barred-{}", why.code()),
            Lack::Wrong(fault) => format!("wrong-{}", fault.code()),
        }
    }
}

/// Something an act lacks, and why it must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What.
    pub lack: Lack,
    /// The request concerned, from 1.
    pub request: Option<usize>,
    /// The rule that asks for it.
    pub because: Because,
}

/// Something worth knowing, that stops nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The request concerned, from 1.
    pub request: usize,
    /// The last day on which these data are kept.
    pub kept_until: Date,
    /// Whether that day is over.
    pub over: bool,
    /// The rule.
    pub because: Because,
}

/// Everything a draft lacks at an instant; empty: it may leave draft.
///
/// # Errors
/// [`Unresolved`] for a key that the draft or its list names.
pub fn lacks(
    draft: &Draft,
    required: &Required,
    at: &At<'_>,
    now: Timestamp,
) -> Result<Vec<Found>, Unresolved> {
    let mut found = mentions(draft, required, at)?;
    let basis = at.basis(&draft.basis)?;
    let measures = basis.map_or(&[][..], |basis| &basis.measures);
    let fits = measures
        .iter()
        .any(|one| draft.kind.measures().contains(one));
    let misfit = (!fits).then_some((None, Fault::WrongBasis));
    let requests = (1..).zip(&draft.requests);
    let wrong = requests.flat_map(|(number, request)| {
        let faults = faults(request, now).into_iter();
        faults.map(move |fault| (Some(number), fault))
    });
    let dated = dated(draft, at.date())
        .into_iter()
        .map(|fault| (None, fault));
    for (request, fault) in misfit.into_iter().chain(wrong).chain(dated) {
        found.push(Found {
            lack: Lack::Wrong(fault),
            request,
            because: at.because(&draft.basis)?,
        });
    }
    found.extend(unconfirmed(draft, at)?);
    for bar in at.bars(&draft.basis, &draft.asked())? {
        let told = mention_of(bar.why).map(Lack::Missing);
        if !found.iter().any(|one| Some(one.lack) == told) {
            found.push(Found {
                lack: Lack::Barred(bar.why),
                request: None,
                because: bar.because,
            });
        }
    }
    Ok(found)
}

/// The mentions of the list that are missing.
fn mentions(draft: &Draft, required: &Required, at: &At<'_>) -> Result<Vec<Found>, Unresolved> {
    let mut found = Vec::new();
    let basis = at.basis(&draft.basis)?;
    let authorised = basis.is_some_and(|basis| basis.must_be_authorised(draft.author));
    for mention in required.of(draft) {
        if mention.input == Input::Authorisation && !authorised {
            continue;
        }
        let law = match mention.law.as_str() {
            BASIS => &draft.basis,
            key => key,
        };
        for (request, lack) in missing(draft, mention) {
            found.push(Found {
                lack,
                request,
                because: at.because(law)?,
            });
        }
    }
    Ok(found)
}

/// What nobody vouches for is printed for nobody: the operator's jurist confirms it first.
fn unconfirmed(draft: &Draft, at: &At<'_>) -> Result<Vec<Found>, Unresolved> {
    let mut found = Vec::new();
    for key in [&draft.basis].into_iter().chain(&draft.offences) {
        let because = at.because(key)?;
        if !because.confirmed {
            found.push(Found {
                lack: Lack::Wrong(Fault::Unconfirmed),
                request: None,
                because,
            });
        }
    }
    Ok(found)
}

/// The mention that says the same as a bar: told once.
fn mention_of(why: Why) -> Option<Input> {
    match why {
        Why::NoFrame => Some(Input::Frame),
        Why::NoAuthor => Some(Input::Author),
        Why::NoOffence => Some(Input::Offence),
        Why::NoMeasure => Some(Input::Requests),
        Why::NotAuthorised => Some(Input::Authorisation),
        _ => None,
    }
}

/// What a mention asks for and the draft does not hold, by request where it is asked of each.
fn missing(draft: &Draft, mention: &Mention) -> Vec<(Option<usize>, Lack)> {
    let lack = Lack::Missing(mention.input);
    let whole = |held: bool| if held { vec![] } else { vec![(None, lack)] };
    let said = |text: &str| !text.trim().is_empty();
    let each = |holds: &dyn Fn(&Request) -> bool| {
        let numbered = (1..).zip(&draft.requests);
        let bad = numbered.filter(|(_, request)| !holds(request));
        bad.map(|(number, _)| (Some(number), lack)).collect()
    };
    let (sender, addressee) = (&draft.sender, &draft.addressee);
    match mention.input {
        Input::Frame => whole(draft.frame.is_some()),
        Input::Author => whole(draft.author.is_some()),
        Input::AuthorName => whole(said(&draft.author_name)),
        Input::Service => whole(said(&draft.service)),
        Input::Procedure => whole(said(&draft.procedure)),
        Input::Authorisation => whole(draft.authorisation.as_ref().is_some_and(|given| {
            given.by.is_some() && given.on.is_some() && said(&given.reference) && said(&given.name)
        })),
        Input::Offence => whole(!draft.offences.is_empty()),
        Input::Sender => whole(said(&sender.name) && said(&sender.address)),
        Input::Contact => whole(said(&sender.contact)),
        Input::Addressee => whole(said(&addressee.name) && said(&addressee.address)),
        Input::Facts => whole(said(&draft.facts)),
        Input::Need => whole(said(&draft.need)),
        Input::Requests if draft.requests.is_empty() => whole(false),
        Input::Requests => each(&|one| one.measure.is_some() && said(&one.words)),
        Input::Identifier => each(&|one| one.identifiers.iter().any(|value| said(value))),
        Input::Period => {
            each(&|one| !one.needs_a_period() || (said(&one.from) && said(&one.until)))
        }
        Input::Zone => each(&|one| zoned(&one.from) && zoned(&one.until)),
        Input::Port => each(&|one| one.port.is_some() || !one.is_shared_address()),
        Input::AnswerBy => whole(draft.answer_by.is_some()),
        Input::AnswerTo => whole(said(&draft.answer_to)),
        Input::Until => whole(draft.until.is_some()),
        Input::Consequence => whole(said(&draft.consequence)),
        Input::Delivery => whole(draft.delivery.is_some()),
        Input::EvidenceKept => whole(draft.evidence_kept),
        Input::AssistanceFollows => whole(draft.assistance_follows),
        Input::GoodFaith => whole(draft.good_faith),
    }
}

/// An hour that is not typed has no offset to lack.
fn zoned(typed: &str) -> bool {
    typed.trim().is_empty() || instant(typed).is_some()
}

fn faults(request: &Request, now: Timestamp) -> Vec<Fault> {
    let mut faults = Vec::new();
    let values = request
        .identifiers
        .iter()
        .filter(|value| !value.trim().is_empty());
    let several = |value: &&String| value.contains([',', ';', '\n']);
    if values.clone().count() > 1 || values.clone().any(|value| several(&value)) {
        faults.push(Fault::TwoIdentifiers);
    }
    let (from, until) = (instant(&request.from), instant(&request.until));
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        faults.push(Fault::Reversed);
    }
    // What will happen is not known yet; a preservation may look ahead.
    let ahead = request.measure == Some(Measure::Preservation);
    if !ahead && until.is_some_and(|until| until > now) {
        faults.push(Fault::Future);
    }
    faults
}

fn dated(draft: &Draft, today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    let over = |day: Option<Date>| day.is_some_and(|day| day < today);
    if over(draft.answer_by) || over(draft.until) {
        faults.push(Fault::PastDay);
    }
    if let Some(given) = &draft.authorisation {
        if given.on.is_some_and(|on| on > today) {
            faults.push(Fault::FutureAuthorisation);
        }
        if given.standing && given.until.is_none_or(|until| until < today) {
            faults.push(Fault::StandingOver);
        }
    }
    faults
}

/// Until when the data of each request are kept, where the law says how long.
///
/// # Errors
/// [`Unresolved`] for a rule of what providers keep.
pub fn warnings(draft: &Draft, at: &At<'_>) -> Result<Vec<Warning>, Unresolved> {
    let mut warnings = Vec::new();
    for (number, request) in (1..).zip(&draft.requests) {
        let key = match request.measure {
            Some(Measure::Connection | Measure::Traffic) => CONNECTION,
            _ => continue,
        };
        let Some(from) = instant(&request.from) else {
            continue;
        };
        let because = at.because(key)?;
        let run = Run::new(key, Start::Instant(from));
        let Ok(reckoned) = at.reckon(&run) else {
            continue;
        };
        if let End::On { day, .. } = reckoned.end {
            warnings.push(Warning {
                request: number,
                kept_until: day,
                over: day < at.date(),
                because,
            });
        }
    }
    Ok(warnings)
}

/// What operators keep of a connection, and how long.
const CONNECTION: &str = "fr.provider.connection";

/// Whether who signs may: where somebody else must have written it, they did not.
#[must_use]
pub fn may_sign(drafter_must_differ: bool, drafter: uuid::Uuid, signer: uuid::Uuid) -> bool {
    !drafter_must_differ || drafter != signer
}

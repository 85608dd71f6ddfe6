//! `faisceau law`: what a key says at a date, where, since when, and who vouches for it; how a deadline is computed, step by step.
//! Prints only: the pack computes.

use super::Settings;
use crate::cli::Exit;
use crate::{content, terminal};
use clap::Subcommand;
use faisceau_law::{
    DayOff, End, Event, Explanation, Lang, Pack, Reckoned, Run, Start, Step, Value, What,
};
use faisceau_platform::fault::Fault;
use faisceau_platform::world;
use jiff::civil::Date;

/// Commands on the law pack.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what a key means at a date, and why.
    Explain {
        /// The key, such as `fr.cpp.limitation.offence`.
        key: String,
        /// The date (YYYY-MM-DD).
        #[arg(long, value_name = "DATE")]
        at: Date,
        /// In English instead of French.
        #[arg(long)]
        english: bool,
    },
    /// List the keys.
    Keys,
    /// List the places where a clock may be read.
    Places,
    /// Ask the pack each situation that jurists wrote, and say where it answers otherwise.
    Situations,
    /// Compute a deadline and show each step with its ground.
    Reckon(Box<Reckon>),
}

/// A clock to compute, as typed.
#[derive(Debug, clap::Args)]
pub struct Reckon {
    /// The key that states the period, such as `fr.cpp.limitation.offence`.
    key: String,
    /// Where it starts: a day (YYYY-MM-DD), or an instant with its offset for a period in hours.
    #[arg(long, value_name = "WHEN")]
    from: String,
    /// The day at which the law is read; the day it starts from when absent.
    #[arg(long, value_name = "DATE")]
    at: Option<Date>,
    /// Where it is read (`faisceau law places`); the first place when absent.
    #[arg(long)]
    place: Option<String>,
    /// The day of the facts, for a period with a longest end.
    #[arg(long, value_name = "DATE")]
    facts: Option<Date>,
    /// It stops: `KEY:FROM:TO`, or `KEY:FROM` while it is still stopped.
    #[arg(long, value_name = "KEY:FROM:TO")]
    suspended: Vec<String>,
    /// It starts again: `KEY:ON`.
    #[arg(long, value_name = "KEY:ON")]
    interrupted: Vec<String>,
    /// The period of a key is added: `KEY:ON`.
    #[arg(long, value_name = "KEY:ON")]
    extended: Vec<String>,
    /// In English instead of French.
    #[arg(long)]
    english: bool,
}

pub(crate) fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let pack = world::read_law(&content::in_force(&settings.config()?)?)?;
    match command {
        Command::Keys => pack.keys().for_each(terminal::say),
        Command::Places => {
            for place in pack.places() {
                let zone = place.zone.iana_name().unwrap_or("UTC");
                terminal::say(&format!("{:<26}{zone:<22}{}", place.id, place.name.fr));
            }
        }
        Command::Situations => return situations(&pack),
        Command::Reckon(asked) => reckon(&pack, &asked)?,
        Command::Explain { key, at, english } => {
            let lang = if english { Lang::En } else { Lang::Fr };
            print(&pack.explain(&key, at)?, lang);
        }
    }
    Ok(Exit::Done)
}

/// Each situation, with what bars the act; those answered otherwise than written end the command in failure.
fn situations(pack: &Pack) -> Result<Exit, Fault> {
    let (mut wrong, mut unconfirmed) = (0, 0);
    for situation in pack.situations() {
        let told = pack.tell(situation)?;
        let bars = told.bars.iter();
        let bars = bars.map(|bar| format!("{} by {}", bar.why.code(), bar.because.key));
        let bars: Vec<String> = bars.collect();
        let answer = match bars.is_empty() {
            true => "goes through".to_owned(),
            false => bars.join(", "),
        };
        let mark = if told.as_written {
            "as written"
        } else {
            "OTHERWISE"
        };
        terminal::say(&format!("{mark:<12}{:<28}{answer}", situation.id));
        wrong += usize::from(!told.as_written);
        unconfirmed += usize::from(!told.unconfirmed.is_empty());
    }
    let asked = pack.situations().len();
    terminal::say(&format!(
        "{asked} situations, {wrong} answered otherwise, {unconfirmed} rest on a fact not confirmed"
    ));
    Ok(if wrong == 0 { Exit::Done } else { Exit::Partly })
}

fn print(explanation: &Explanation<'_>, lang: Lang) {
    let line = |label: &str, text: &str| terminal::say(&format!("{label:<12}{text}"));
    let because = &explanation.because;
    line("key", &because.key);
    line("at", &because.at.to_string());
    line("says", because.sentence.say(lang));
    line("citation", because.citation.say(lang));
    line(
        "confirmed",
        if because.confirmed {
            "yes"
        } else {
            "NO: for staff only"
        },
    );
    if let Some(shown) = explanation.shown_to_public() {
        line("public", shown.say(lang));
    }
    for version in explanation.versions {
        line("version", &format!("from {}", version.valid_from));
    }
    for cite in explanation.renumbered() {
        if let Some(later) = &cite.renumbered {
            let known = if later.article.is_some() {
                ""
            } else {
                " (new number not read yet)"
            };
            let citation = later.citation.say(lang);
            line("renumbered", &format!("on {}: {citation}{known}", later.on));
        }
    }
}

/// A key and what follows it.
fn parted(typed: &str) -> Result<(&str, Vec<Date>), Fault> {
    let mut parts = typed.split(':');
    let key = parts.next().unwrap_or_default();
    let days = parts.map(|day| {
        let read = day.parse::<Date>();
        read.map_err(|e| Fault::from(e).context(format!("`{day}` in `{typed}`")))
    });
    Ok((key, days.collect::<Result<Vec<Date>, Fault>>()?))
}

fn events(asked: &Reckon) -> Result<Vec<Event<'_>>, Fault> {
    let mut events = Vec::new();
    for typed in &asked.suspended {
        events.push(match parted(typed)? {
            (key, days) if days.len() == 1 || days.len() == 2 => Event::Suspended {
                key,
                from: days[0],
                to: days.get(1).copied(),
            },
            _ => {
                return Err(Fault::new(format!(
                    "`{typed}`: write KEY:FROM or KEY:FROM:TO"
                )));
            }
        });
    }
    let one = |typed: &'_ str| match parted(typed)? {
        (_, days) if days.len() == 1 => Ok(days[0]),
        _ => Err(Fault::new(format!("`{typed}`: write KEY:ON"))),
    };
    for typed in &asked.interrupted {
        let (on, (key, _)) = (one(typed)?, parted(typed)?);
        events.push(Event::Interrupted { key, on });
    }
    for typed in &asked.extended {
        let (on, (key, _)) = (one(typed)?, parted(typed)?);
        events.push(Event::Extended { key, on });
    }
    Ok(events)
}

fn reckon(pack: &Pack, asked: &Reckon) -> Result<(), Fault> {
    let wrong = || {
        Fault::new(format!(
            "`{}` is no day and no instant with its offset",
            asked.from
        ))
    };
    let (from, day) = match asked.from.parse::<Date>() {
        Ok(day) if asked.from.len() == 10 => (Start::Day(day), day),
        _ => {
            let instant = asked.from.parse::<jiff::Timestamp>().map_err(|_| wrong())?;
            (
                Start::Instant(instant),
                instant.to_zoned(jiff::tz::TimeZone::UTC).date(),
            )
        }
    };
    let events = events(asked)?;
    let law = pack.at(asked.at.unwrap_or(day));
    let found = law.reckon(&Run {
        key: &asked.key,
        from,
        place: asked.place.as_deref(),
        committed_on: asked.facts,
        events: &events,
    })?;
    show(&found, if asked.english { Lang::En } else { Lang::Fr });
    Ok(())
}

fn show(found: &Reckoned<'_>, lang: Lang) {
    let line = |label: &str, text: &str| terminal::say(&format!("{label:<12}{text}"));
    line("says", found.because.sentence.say(lang));
    line("read in", found.place.name.say(lang));
    for step in &found.steps {
        line("step", &said(step, lang));
        line(
            "",
            &format!("{} ({})", step.because.citation.say(lang), step.because.key),
        );
    }
    match found.end {
        End::On { day, over } => {
            line("last day", &day.to_string());
            line(
                "over at",
                &over.to_zoned(found.place.zone.clone()).to_string(),
            );
        }
        End::Stopped { since } => line("stopped", &format!("since {since}: no end yet")),
    }
    line(
        "confirmed",
        if found.sure {
            "yes"
        } else {
            "NO: for staff only"
        },
    );
}

fn said(step: &Step, lang: Lang) -> String {
    let on = step.on;
    match &step.what {
        What::Counted { length, from } => format!("{on}  {} from {from}", long(*length)),
        What::Capped { length, from } => format!("{on}  at most {} from {from}", long(*length)),
        What::Restarted => format!("{on}  starts again"),
        What::Suspended { days } => format!("{on}  {days} days that do not count"),
        What::Stopped => format!("{on}  stopped"),
        What::Extended { length } => format!("{on}  {} more", long(*length)),
        What::NoEffect { of } => format!("{on}  {of} changes nothing"),
        What::Moved { passed } => {
            let passed = passed.iter().map(|(day, why)| match why {
                DayOff::Saturday | DayOff::Sunday => format!("{day} {:?}", day.weekday()),
                DayOff::Holiday { name, .. } => format!("{day} {}", name.say(lang)),
            });
            let passed: Vec<String> = passed.collect();
            format!("{on}  moved over {}", passed.join(", "))
        }
    }
}

fn long(value: Value) -> String {
    let unit = match value {
        Value::Years(_) => "years",
        Value::Months(_) => "months",
        Value::Days(_) => "days",
        Value::WorkingDays(_) => "working days",
        Value::OpenDays(_) => "days but Sundays and holidays",
        Value::Hours(_) => "hours",
        Value::Euros(_) => "euros",
    };
    format!("{} {unit}", value.number())
}

//! `faisceau law explain`: what a key says at a date, where, since when, and who vouches for it.

use super::Settings;
use crate::cli::Exit;
use crate::{content, terminal};
use clap::Subcommand;
use faisceau_law::{Explanation, Lang};
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
}

pub(crate) fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let pack = world::read_law(&content::in_force(&settings.config()?)?)?;
    match command {
        Command::Keys => pack.keys().for_each(terminal::say),
        Command::Explain { key, at, english } => {
            let lang = if english { Lang::En } else { Lang::Fr };
            print(&pack.explain(&key, at)?, lang);
        }
    }
    Ok(Exit::Done)
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

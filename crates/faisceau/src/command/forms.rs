//! `faisceau forms`: the questionnaires for other programs and for those who write them. Reads the
//! shipped files and the operator's overlay; needs no database.

use super::{Settings, blank};
use crate::cli::Exit;
use crate::{content, terminal};
use clap::Subcommand;
use faisceau_domain::Lang;
use faisceau_domain::form::{Pack, schema_of_forms};
use faisceau_platform::fault::Fault;
use faisceau_platform::world;
use std::path::PathBuf;

/// Commands on the questionnaires.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read them all and say every mistake with its file, its key and what to do.
    Check,
    /// Print the JSON Schema of a set of answers to a type; of the questionnaires, without a type.
    Schema {
        /// The code of the type, such as `fake_shop`.
        code: Option<String>,
    },
    /// Write blank forms as PDF: to print, and to fill in on a screen. For the day the network is down.
    Blank {
        /// The code of one type, such as `fake_shop`; every type without it.
        #[arg(long = "type", value_name = "TYPE")]
        code: Option<String>,
        /// `fr` or `en`; both without it.
        #[arg(long, value_parser = lang)]
        lang: Option<Lang>,
        /// The folder to write them in; it is made when it does not exist.
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Read a form filled in on a screen: print its answers as JSON, as `forms schema` describes them.
    /// What a person must look at is told apart, and the exit code is then 2.
    Read {
        /// The PDF.
        file: PathBuf,
        /// Say what must be looked at in English instead of French.
        #[arg(long)]
        english: bool,
    },
    /// Print what an investigator needs of each type, and which question captures it (Markdown).
    Completeness,
}

pub(crate) fn run(settings: &Settings, command: &Command) -> Result<Exit, Fault> {
    match command {
        Command::Blank { code, lang, out } => {
            return blank::blank(settings, code.as_deref(), *lang, out);
        }
        Command::Read { file, english } => {
            let lang = if *english { Lang::En } else { Lang::Fr };
            return blank::read(settings, file, lang);
        }
        Command::Check => {
            let pack = pack(settings)?;
            let count = pack.kinds().count();
            terminal::say(&format!("{count} types, no mistake, {}", pack.hash()));
        }
        Command::Schema { code: None } => print(&schema_of_forms())?,
        Command::Schema { code: Some(code) } => {
            let schema = pack(settings)?.schema_of_answers(code);
            let none = || Fault::new(format!("no questionnaire is named `{code}`"));
            print(&schema.ok_or_else(none)?)?;
        }
        Command::Completeness => terminal::say(pack(settings)?.completeness().trim_end()),
    }
    Ok(Exit::Done)
}

fn pack(settings: &Settings) -> Result<Pack, Fault> {
    world::read_forms(&content::in_force(&settings.config()?)?)
}

fn lang(code: &str) -> Result<Lang, String> {
    let found = Lang::ALL.into_iter().find(|lang| lang.code() == code);
    found.ok_or_else(|| "write fr or en".to_owned())
}

fn print(schema: &serde_json::Value) -> Result<(), Fault> {
    terminal::say(&serde_json::to_string_pretty(schema)?);
    Ok(())
}

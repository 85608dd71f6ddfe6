//! `faisceau forms`: the questionnaires for other programs and for those who write them. Reads the
//! shipped files and the operator's overlay; needs no database.

use super::Settings;
use crate::cli::Exit;
use crate::{content, terminal};
use clap::Subcommand;
use faisceau_domain::form::{Pack, schema_of_forms};
use faisceau_platform::fault::Fault;

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
    /// Print what an investigator needs of each type, and which question captures it (Markdown).
    Completeness,
}

pub(crate) fn run(settings: &Settings, command: &Command) -> Result<Exit, Fault> {
    let pack = pack(settings)?;
    match command {
        Command::Check => {
            let count = pack.kinds().count();
            terminal::say(&format!("{count} types, no mistake, {}", pack.hash()));
        }
        Command::Schema { code: None } => print(&schema_of_forms())?,
        Command::Schema { code: Some(code) } => {
            let schema = pack.schema_of_answers(code);
            let none = || Fault::new(format!("no questionnaire is named `{code}`"));
            print(&schema.ok_or_else(none)?)?;
        }
        Command::Completeness => terminal::say(pack.completeness().trim_end()),
    }
    Ok(Exit::Done)
}

fn pack(settings: &Settings) -> Result<Pack, Fault> {
    let mut content = content::embedded();
    if let Some(overlay) = settings.config()?.overlay_dir {
        content = content.overlaid(&overlay)?;
    }
    Pack::read(content.folder("forms")).map_err(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        Fault::new(lines.join("\n"))
    })
}

fn print(schema: &serde_json::Value) -> Result<(), Fault> {
    terminal::say(&serde_json::to_string_pretty(schema)?);
    Ok(())
}

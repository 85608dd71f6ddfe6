//! `faisceau register`: the register of processing, or the model of an impact assessment, from what runs.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::{Args, ValueEnum};
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::register;
use std::path::PathBuf;

/// What is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Written {
    /// The register, for programs.
    Json,
    /// The register, one line a column.
    Csv,
    /// The register, to read.
    Pdf,
    /// The model of an impact assessment, as a PDF.
    Assessment,
}

/// Arguments of `register`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// What to write.
    #[arg(long, value_enum, default_value = "pdf")]
    format: Written,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// In English instead of French.
    #[arg(long)]
    english: bool,
}

pub(crate) async fn run(settings: &Settings, arguments: &Arguments) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let lang = if arguments.english {
        Lang::En
    } else {
        Lang::Fr
    };
    let say = Say::new(world.words.clone(), lang);
    let bytes = match arguments.format {
        Written::Json => serde_json::to_vec_pretty(&register::json(&world, lang))?,
        Written::Csv => register::csv(&world, lang)?,
        Written::Pdf => {
            let made = register::register(&world, &say);
            register::typeset_letter(&world, &say, made).await?
        }
        Written::Assessment => {
            let made = register::assessment(&world, &say);
            register::typeset_letter(&world, &say, made).await?
        }
    };
    let named = |e: std::io::Error| {
        Fault::from(e).context(format!("writing `{}`", arguments.out.display()))
    };
    let cx = Cx::platform(&world);
    let mut tx = world.db.write().await?;
    let deed = Deed::RegisterTaken;
    cx.journal(&mut tx, deed, "installation", None, "{}")
        .await?;
    tx.commit().await?;
    std::fs::write(&arguments.out, bytes).map_err(named)?;
    terminal::say(&format!(
        "{} tables, {} columns in `{}`",
        world.inventory.tables.len(),
        world.inventory.column_count(),
        arguments.out.display()
    ));
    Ok(Exit::Done)
}

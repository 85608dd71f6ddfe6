//! `faisceau forms blank` and `forms read`: forms for the day the network is down, and what stands in those
//! filled in on a screen. Reads the shipped content and the operator's overlay; needs no database.

use super::Settings;
use crate::cli::Exit;
use crate::{content, terminal};
use faisceau_documents::{Say, Templates, read_filled};
use faisceau_domain::Lang;
use faisceau_intake::blank::{Material, Use};
use faisceau_intake::from_paper::{read_sheet, told};
use faisceau_intake::receipt::zone;
use faisceau_platform::clock::Clock;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::{read_forms, read_law, read_noise, read_words};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Writes the forms of a type, or of all, in a language, or in both.
pub(crate) fn blank(
    settings: &Settings,
    code: Option<&str>,
    lang: Option<Lang>,
    out: &Path,
) -> Result<Exit, Fault> {
    let config = settings.config()?;
    let content = content::in_force(&config)?;
    let words = Arc::new(read_words(&content, &read_noise(&content, &config)?)?);
    let (forms, law) = (read_forms(&content)?, read_law(&content)?);
    let letters = content.folder("letters");
    let letters = letters.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let templates = Templates::load(letters)?;
    let material = Material {
        forms: &forms,
        law: &law,
        templates: &templates,
        config: &config,
        on: Clock::System.now().to_zoned(zone()).date(),
    };
    let open = forms.open_on(material.on).into_iter();
    let wanted: Vec<&str> = open
        .map(|kind| kind.code.as_str())
        .filter(|open| code.is_none_or(|code| code == *open))
        .collect();
    if wanted.is_empty() {
        let code = code.unwrap_or_default();
        return Err(Fault::new(format!(
            "no questionnaire open today is named `{code}`"
        )));
    }
    fs::create_dir_all(out).map_err(|e| Fault::from(e).context("making the folder"))?;
    for code in wanted {
        for lang in Lang::ALL
            .into_iter()
            .filter(|one| lang.is_none_or(|lang| lang == *one))
        {
            let say = Say::new(words.clone(), lang);
            for wanted in Use::ALL {
                write(&material, &say, code, wanted, out)?;
            }
        }
    }
    Ok(Exit::Done)
}

fn write(
    material: &Material<'_>,
    say: &Say,
    code: &str,
    wanted: Use,
    out: &Path,
) -> Result<(), Fault> {
    let Some(made) = material.typeset(say, code, wanted)? else {
        return Ok(());
    };
    let name = format!("{code}-{}-{}.pdf", wanted.code(), say.lang.code());
    let path = out.join(name);
    fs::write(&path, &made.pdf)
        .map_err(|e| Fault::from(e).context(format!("writing `{}`", path.display())))?;
    let (pages, bytes) = (made.pages, made.pdf.len());
    terminal::say(&format!("{}  {pages} pages, {bytes} bytes", path.display()));
    Ok(())
}

/// Prints the answers of a form filled in, and tells what a person must look at.
pub(crate) fn read(settings: &Settings, file: &Path, lang: Lang) -> Result<Exit, Fault> {
    let config = settings.config()?;
    let content = content::in_force(&config)?;
    let words = Arc::new(read_words(&content, &read_noise(&content, &config)?)?);
    let forms = read_forms(&content)?;
    let say = Say::new(words, lang);
    let bytes = fs::read(file)
        .map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))?;
    let filled = read_filled(bytes)?;
    let today = Clock::System.now().to_zoned(zone()).date();
    let sheet = read_sheet(&forms, &filled, today);
    let none = || Fault::new(format!("no questionnaire is named `{}`", filled.code));
    let sheet = sheet.ok_or_else(none)?;
    terminal::say(&serde_json::to_string_pretty(&sheet.answers)?);
    let lines = told(&forms, &say, &filled, &sheet);
    for line in &lines {
        terminal::tell(line);
    }
    Ok(match lines.is_empty() {
        true => Exit::Done,
        false => Exit::Partly,
    })
}

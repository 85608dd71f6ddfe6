//! A form filled in on a screen, read back to answers, and what a person must look at in words. The reading
//! itself is that of the pages; nothing is opened or filed here.

use crate::file;
use faisceau_documents::{Filled, Say};
use faisceau_domain::form::printed::{SheetRead, Told};
use faisceau_domain::form::{Key, Pack};
use jiff::civil::Date;

/// The answers of a form filled in; `None` when its type does not exist here.
#[must_use]
pub fn read_sheet(forms: &Pack, filled: &Filled, today: Date) -> Option<SheetRead> {
    let boxes = filled.boxes.iter().cloned();
    forms.read_sheet(&filled.code, boxes, &file::reading_on(today))
}

/// What a person must look at, in words: first that the form is another version, then each box.
#[must_use]
pub fn told(forms: &Pack, say: &Say, filled: &Filled, sheet: &SheetRead) -> Vec<String> {
    let other = sheet.answers.form().hash != filled.hash;
    let other = other.then(|| say.say("blank-told-version"));
    let lines = sheet.told.iter().map(|told| line(forms, say, told));
    other.into_iter().chain(lines).collect()
}

fn line(forms: &Pack, say: &Say, told: &Told) -> String {
    let question = |key: &Key| {
        let field = forms.field(&key.field());
        field.map_or_else(
            || key.to_string(),
            |field| field.label.get(say.lang).to_owned(),
        )
    };
    match told {
        Told::Refused { error, written } => {
            let (asked, why) = (question(&error.key), error.words(forms, say.lang));
            let args = [
                ("question", asked.as_str()),
                ("why", &why),
                ("written", written),
            ];
            say.with("blank-told-refused", &args)
        }
        Told::Doubt(error) => {
            let (asked, why) = (question(&error.key), error.words(forms, say.lang));
            say.with("blank-told-doubt", &[("question", &asked), ("why", &why)])
        }
        Told::NotAsked { key, written } => {
            let asked = question(key);
            say.with(
                "blank-told-not-asked",
                &[("question", &asked), ("written", written)],
            )
        }
        Told::Strange { name, written } => say.with(
            "blank-told-strange",
            &[("name", name), ("written", written)],
        ),
        Told::Joined { key, written } => {
            let asked = question(key);
            say.with(
                "blank-told-joined",
                &[("question", &asked), ("written", written)],
            )
        }
    }
}

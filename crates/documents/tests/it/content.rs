//! The repository's own templates, words and samples, as the other tests use them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use faisceau_documents::letters::{
    AttestationLetter, CustodyLetter, DiscreetLetter, FreezeLetter, MinutesLetter, ReceiptLetter,
    RecepisseLetter, SeriesFileLetter, SeriesIdentitiesLetter, StatementLetter,
};
use faisceau_documents::{Mark, Regime, Say, Setting, Templates, Words};
use faisceau_domain::Lang;
use jiff::Zoned;

pub(crate) fn root() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).to_owned()
}

pub(crate) fn words() -> Arc<Words> {
    let names = [
        "documents.ftl",
        "documents-blank.ftl",
        "documents-custody.ftl",
        "documents-freeze.ftl",
        "documents-series-file.ftl",
        "documents-series-identities.ftl",
        "documents-discreet.ftl",
        "documents-attestation.ftl",
        "documents-minutes.ftl",
        "documents-statement.ftl",
    ];
    let files = Lang::ALL.into_iter().flat_map(|lang| {
        names.map(|name| {
            let path = root().join("locales").join(lang.code()).join(name);
            (lang, name.to_owned(), fs::read_to_string(path).unwrap())
        })
    });
    Arc::new(Words::load(files).unwrap())
}

pub(crate) fn templates() -> Templates {
    let read = |name: &str| {
        (
            name.to_owned(),
            fs::read_to_string(root().join("letters").join(name)).unwrap(),
        )
    };
    let names = [
        "paper.typ",
        "blank.typ",
        "custody.typ",
        "freeze.typ",
        "receipt.typ",
        "recepisse.typ",
        "series-file.typ",
        "series-identities.typ",
        "discreet.typ",
        "attestation.typ",
        "minutes.typ",
        "statement.typ",
    ];
    Templates::load(names.map(read)).unwrap()
}

fn sample<L: serde::de::DeserializeOwned>(name: &str, lang: Lang) -> L {
    let text = fs::read_to_string(root().join("letters").join(name)).unwrap();
    let mut samples: serde_json::Value = serde_json::from_str(&text).unwrap();
    serde_json::from_value(samples[lang.code()].take()).unwrap()
}

pub(crate) fn freeze(lang: Lang) -> FreezeLetter {
    sample("freeze.sample.json", lang)
}

pub(crate) fn custody(lang: Lang) -> CustodyLetter {
    sample("custody.sample.json", lang)
}

pub(crate) fn receipt(lang: Lang) -> ReceiptLetter {
    sample("receipt.sample.json", lang)
}

pub(crate) fn discreet(lang: Lang) -> DiscreetLetter {
    sample("discreet.sample.json", lang)
}

pub(crate) fn attestation(lang: Lang) -> AttestationLetter {
    sample("attestation.sample.json", lang)
}

pub(crate) fn minutes(lang: Lang) -> MinutesLetter {
    sample("minutes.sample.json", lang)
}

pub(crate) fn statement(lang: Lang) -> StatementLetter {
    sample("statement.sample.json", lang)
}

pub(crate) fn recepisse(lang: Lang) -> RecepisseLetter {
    sample("recepisse.sample.json", lang)
}

pub(crate) fn series_file(lang: Lang) -> SeriesFileLetter {
    sample("series-file.sample.json", lang)
}

pub(crate) fn series_identities(lang: Lang) -> SeriesIdentitiesLetter {
    sample("series-identities.sample.json", lang)
}

pub(crate) fn noon() -> Zoned {
    "2026-03-16T12:00:00+01:00[Europe/Paris]".parse().unwrap()
}

/// What a test renders with.
pub(crate) struct Desk {
    pub(crate) say: Say,
    pub(crate) templates: Templates,
    pub(crate) at: Zoned,
}

impl Desk {
    pub(crate) fn new(lang: Lang) -> Desk {
        Desk {
            say: Say::new(words(), lang),
            templates: templates(),
            at: noon(),
        }
    }

    pub(crate) fn setting(&self, regime: Regime, mark: Mark) -> Setting<'_> {
        let (say, templates, at) = (&self.say, &self.templates, &self.at);
        Setting {
            say,
            templates,
            regime,
            at,
            ident: "FSC-2026-004127-K/1",
            mark,
        }
    }
}

//! The shipped law, words, templates and samples, as the tests use them. A jurist is imagined who confirmed everything: what
//! nobody vouches for has its own test.
#![expect(clippy::print_stderr, reason = "a skipped check is said, not hidden")]

use faisceau_acts::paper::{self, Head};
use faisceau_documents::letters::{ActLetter, NoticeLetter, Sender, Verification};
use faisceau_documents::{Mark, NotRendered, Regime, Rendered, Say, Setting, Templates, Words};
use faisceau_documents::{draft, own};
use faisceau_domain::Lang;
use faisceau_domain::act::Kind;
use faisceau_domain::act::check::{self, Found};
use faisceau_domain::act::draft::Draft;
use faisceau_domain::act::required::Required;
use faisceau_law::Pack;
use jiff::{Timestamp, Zoned};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder: its path inside it, and its text.
fn files(folder: &Path, under: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{under}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => found.extend(files(&entry.path(), &format!("{name}/"))),
            false => found.push((name, fs::read_to_string(entry.path()).unwrap())),
        }
    }
    found
}

/// The shipped pack.
pub(crate) fn shipped() -> Pack {
    Pack::read(files(&root().join("law"), "law/")).unwrap()
}

/// The shipped pack, everything confirmed.
pub(crate) fn confirmed() -> Pack {
    let mark = "confirmed = { by = \"A jurist\", on = 2026-11-24 }";
    let files = files(&root().join("law"), "law/").into_iter();
    let files = files.map(|(name, text)| (name, text.replace("confirmed = false", mark)));
    Pack::read(files).unwrap()
}

pub(crate) fn required(kind: Kind) -> Required {
    let path = root()
        .join("letters")
        .join(kind.code())
        .join("required.toml");
    Required::read(kind, &fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) fn sample(kind: Kind) -> Draft {
    let path = root().join("letters").join(kind.code()).join("sample.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) fn now() -> Timestamp {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

pub(crate) fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 24)
}

/// What a draft lacks under a pack.
pub(crate) fn lacks(pack: &Pack, draft: &Draft) -> Vec<Found> {
    check::lacks(draft, &required(draft.kind), &pack.at(today()), now()).unwrap()
}

/// Words and templates of the repository.
pub(crate) struct Desk {
    pub(crate) say: Say,
    templates: Templates,
    at: Zoned,
}

impl Desk {
    pub(crate) fn new(lang: Lang) -> Desk {
        let words = Lang::ALL.into_iter().flat_map(|lang| {
            let folder = root().join("locales").join(lang.code());
            let files = files(&folder, "").into_iter();
            files.map(move |(name, text)| (lang, name, text))
        });
        let words = Arc::new(Words::load(words).unwrap());
        let letters = files(&root().join("letters"), "").into_iter();
        let letters = letters.filter(|(name, _)| name.ends_with(".typ"));
        Desk {
            say: Say::new(words, lang),
            templates: Templates::load(letters).unwrap(),
            at: now().to_zoned(jiff::tz::TimeZone::UTC),
        }
    }

    fn head(&self, kind: Kind) -> Head {
        Head {
            reference: format!("{}-2026-000318-K", kind.prefix()),
            version: 1,
            made_at: self.at.clone(),
            sender: Sender {
                name: "Service imaginaire".to_owned(),
                address: "1 rue de l’Essai\n59000 Lille".to_owned(),
                phone: None,
                email: None,
            },
            verification: Verification {
                page: "https://service.example/v".to_owned(),
                link: "https://service.example/v?code=8F2M-QX4T-0Z9H-5".to_owned(),
                code: "8F2M-QX4T-0Z9H-5".to_owned(),
            },
            key_id: "0f1e2d3c".to_owned(),
        }
    }

    fn setting(&self, regime: Regime) -> Setting<'_> {
        Setting {
            say: &self.say,
            templates: &self.templates,
            regime,
            at: &self.at,
            ident: "act/1",
            mark: Mark::None,
        }
    }

    pub(crate) fn act(&self, pack: &Pack, draft: &Draft) -> ActLetter {
        paper::act(draft, &pack.at(today()), &self.say, self.head(draft.kind)).unwrap()
    }

    pub(crate) fn notice(&self, pack: &Pack, draft: &Draft) -> NoticeLetter {
        paper::notice(draft, &pack.at(today()), &self.say, &self.head(draft.kind)).unwrap()
    }

    /// The paper of an act, on the paper that its kind asks for.
    pub(crate) fn paper(
        &self,
        pack: &Pack,
        act: &Draft,
        regime: Regime,
    ) -> Result<Rendered, NotRendered> {
        match act.kind.is_reserved() {
            true => draft(&self.act(pack, act), self.setting(regime)),
            false => own(&self.notice(pack, act), self.setting(regime)),
        }
    }
}

/// The text of a PDF without any space, as poppler reads it; `None`, said aloud, where it is not installed.
pub(crate) fn text(pdf: &[u8]) -> Option<String> {
    use std::io::Write;
    let mut file = tempfile::NamedTempFile::with_suffix(".pdf").unwrap();
    file.write_all(pdf).unwrap();
    let read = Command::new("pdftotext")
        .arg("-raw")
        .arg(file.path())
        .arg("-")
        .output();
    let Ok(output) = read else {
        let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!ci, "pdftotext is not installed: CI needs it (see .ci/run)");
        eprintln!("SKIPPED: pdftotext is not installed, no paper was read");
        return None;
    };
    assert!(output.status.success());
    Some(bare(&String::from_utf8(output.stdout).unwrap()))
}

/// A text without any space: lines break where they may.
pub(crate) fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{a0}' && *c != '\u{202f}')
        .collect()
}

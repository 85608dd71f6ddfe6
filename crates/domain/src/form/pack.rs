//! The pack: everything under `forms/`, read once, checked, and pinned by a hash. Reads texts
//! handed to it; opens no file.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::answers::{Answers, FormRef};
use super::bilingual::Bilingual;
use super::completeness::Need;
use super::directory::{
    Contact, Evidence, Forbidden, ModeWords, Profile, Route, Rule, UrgentAction,
};
use super::field::{Choice, Field};
use super::kind::{Block, Kind, Mode};
use super::mistake::Mistake;
use super::orientation::Crossing;
use super::pivot::Vector;
use super::search;
use super::taxonomy::{ByScheme, Scheme, Term, TypeCodes};
use super::{audit, canonical};
use crate::Lang;
use crate::freeze::Ask;
use crate::urgency::Urgent;

/// The type an unknown kind falls into.
pub const OTHER: &str = "other";

/// Everything under `forms/`, checked. A pack that exists has no mistake.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    pub(super) kinds: BTreeMap<String, Kind>,
    pub(super) fields: BTreeMap<String, Field>,
    pub(super) blocks: BTreeMap<String, Block>,
    pub(super) lists: BTreeMap<String, Vec<Choice>>,
    pub(super) urgent: BTreeMap<String, UrgentAction>,
    pub(super) contacts: BTreeMap<String, Contact>,
    pub(super) routes: BTreeMap<String, Route>,
    pub(super) profiles: BTreeMap<String, Profile>,
    /// What is asked of a bank, and of which payments.
    pub(crate) freeze: BTreeMap<Ask, Rule>,
    /// What makes a complaint one that cannot wait, beside its payments.
    pub(crate) presses: BTreeMap<Urgent, Rule>,
    /// What makes a complaint of any type sensitive, beside what its type says.
    pub(crate) sensitive: BTreeMap<String, Rule>,
    pub(super) evidence: BTreeMap<String, Evidence>,
    pub(super) errors: BTreeMap<String, Bilingual>,
    pub(super) say: BTreeMap<String, Bilingual>,
    pub(super) spellings: BTreeMap<String, String>,
    pub(super) orientation: BTreeMap<String, Crossing>,
    pub(super) search: search::Words,
    pub(super) forbidden: Forbidden,
    /// What an investigator needs, by key.
    pub(super) needs: BTreeMap<String, Need>,
    /// Spellings that prove the normal form of each kind of value that links.
    pub(super) vectors: BTreeMap<String, Vec<Vector>>,
    pub(super) schemes: BTreeMap<String, Scheme>,
    /// Terms by scheme, then by code.
    pub(super) terms: BTreeMap<String, BTreeMap<String, Term>>,
    /// Codes by type.
    pub(super) codes: BTreeMap<String, TypeCodes>,
    /// Codes by field, then by option.
    pub(super) option_codes: BTreeMap<String, BTreeMap<String, ByScheme>>,
    /// Where each entry was written, for mistakes: `field.payment.to_iban` → file.
    pub(super) origins: BTreeMap<String, String>,
    hash: String,
}

impl Pack {
    /// Reads and checks the texts of the `.toml` files, given as (name, text). The order of the
    /// files does not matter; any file may hold any table; Markdown notes are left aside.
    ///
    /// # Errors
    /// Every mistake found, each naming its file, its key and what to do.
    pub fn read<N, T>(files: impl IntoIterator<Item = (N, T)>) -> Result<Pack, Vec<Mistake>>
    where
        N: AsRef<str>,
        T: AsRef<str>,
    {
        let mut pack = Pack::default();
        let mut mistakes = Vec::new();
        let mut content = BTreeMap::new();
        for (name, text) in files {
            let (name, text) = (name.as_ref(), text.as_ref());
            if Path::new(name).extension().is_some_and(|end| end == "md") {
                continue;
            }
            match text.parse::<toml::Table>() {
                Ok(table) => {
                    for (section, entries) in table {
                        pack.take_section(name, &section, entries, &mut content, &mut mistakes);
                    }
                }
                Err(error) => mistakes.push(Mistake::new(name, "", error.to_string())),
            }
        }
        pack.fill_lists(&mut mistakes);
        pack.hash = canonical::digest(&content);
        pack.pin_kinds(&content);
        if mistakes.is_empty() {
            mistakes = audit::mistakes(&pack);
        }
        if mistakes.is_empty() {
            Ok(pack)
        } else {
            Err(mistakes)
        }
    }

    fn take_section(
        &mut self,
        file: &str,
        section: &str,
        entries: toml::Value,
        content: &mut BTreeMap<String, toml::Value>,
        mistakes: &mut Vec<Mistake>,
    ) {
        let toml::Value::Table(entries) = entries else {
            mistakes.push(Mistake::new(file, section, "write a table here"));
            return;
        };
        for (key, value) in entries {
            let path = format!("{section}.{key}");
            if let Some(first) = self.origins.get(&path) {
                let why = format!("already written in {first}: keep one of them");
                mistakes.push(Mistake::new(file, &path, why));
                continue;
            }
            self.origins.insert(path.clone(), file.to_owned());
            content.insert(path.clone(), value.clone());
            if let Err(why) = self.take(section, &key, value) {
                mistakes.push(Mistake::new(file, &path, why));
            }
        }
    }

    fn take(&mut self, section: &str, key: &str, value: toml::Value) -> Result<(), String> {
        let name = key.to_owned();
        match section {
            "type" => {
                let mut kind: Kind = read(value)?;
                kind.code.clone_from(&name);
                self.kinds.insert(name, kind);
            }
            "field" => {
                let mut field: Field = read(value)?;
                field.key.clone_from(&name);
                self.fields.insert(name, field);
            }
            "urgent" => {
                let mut action: UrgentAction = read(value)?;
                action.key.clone_from(&name);
                self.urgent.insert(name, action);
            }
            "contact" => {
                let mut contact: Contact = read(value)?;
                contact.key.clone_from(&name);
                self.contacts.insert(name, contact);
            }
            "route" => {
                let mut route: Route = read(value)?;
                route.key.clone_from(&name);
                self.routes.insert(name, route);
            }
            "profile" => {
                let mut profile: Profile = read(value)?;
                profile.key.clone_from(&name);
                self.profiles.insert(name, profile);
            }
            "orientation" => {
                let mut crossing: Crossing = read(value)?;
                crossing.key.clone_from(&name);
                self.orientation.insert(name, crossing);
            }
            "search" => drop(self.search.insert(name, read(value)?)),
            "block" => drop(self.blocks.insert(name, read(value)?)),
            "list" => drop(self.lists.insert(name, read(value)?)),
            "evidence" => drop(self.evidence.insert(name, read(value)?)),
            "error" => drop(self.errors.insert(name, read(value)?)),
            "say" => drop(self.say.insert(name, read(value)?)),
            "kind" => drop(self.spellings.insert(spelling(key), read(value)?)),
            "forbidden" => match key {
                "fr" => self.forbidden.fr = read(value)?,
                "en" => self.forbidden.en = read(value)?,
                _ => return Err("only fr and en are known".to_owned()),
            },
            "sensitive" => drop(self.sensitive.insert(name, read(value)?)),
            "freeze" | "presses" => return self.take_rule(section, key, value),
            _ => return self.take_codes(section, name, value),
        }
        Ok(())
    }

    /// What an officer sees first, and why.
    fn take_rule(&mut self, section: &str, key: &str, value: toml::Value) -> Result<(), String> {
        let rule: Rule = read(value)?;
        match (section, Ask::from_code(key), Urgent::from_code(key)) {
            ("freeze", Some(ask), _) => drop(self.freeze.insert(ask, rule)),
            ("freeze", None, _) => return Err("only recall and dispute are known".to_owned()),
            (_, _, Some(urgent)) if urgent != Urgent::Recall => {
                drop(self.presses.insert(urgent, rule));
            }
            _ => return Err("only danger, minor and threat are known".to_owned()),
        }
        Ok(())
    }

    /// What others call things, and what proves that they are all there.
    fn take_codes(
        &mut self,
        section: &str,
        name: String,
        value: toml::Value,
    ) -> Result<(), String> {
        match section {
            "scheme" => {
                let mut scheme: Scheme = read(value)?;
                scheme.key.clone_from(&name);
                self.schemes.insert(name, scheme);
            }
            "need" => drop(self.needs.insert(name, read(value)?)),
            "pivot" => drop(self.vectors.insert(name, read(value)?)),
            "term" => drop(self.terms.insert(name, read(value)?)),
            "codes" => drop(self.codes.insert(name, read(value)?)),
            "option_codes" => drop(self.option_codes.insert(name, read(value)?)),
            _ => return Err("this table is not known; see the other files".to_owned()),
        }
        Ok(())
    }

    fn fill_lists(&mut self, mistakes: &mut Vec<Mistake>) {
        for field in self.fields.values_mut() {
            let Some(list) = &field.list else { continue };
            let what = match self.lists.get(list) {
                Some(choices) if field.choices.is_empty() => {
                    field.choices.clone_from(choices);
                    continue;
                }
                Some(_) => "has both list and choices: keep one".to_owned(),
                None => format!("list {list} does not exist"),
            };
            let key = format!("field.{}", field.key);
            let file = self.origins.get(&key).map_or("", String::as_str);
            mistakes.push(Mistake::new(file, &key, what));
        }
    }

    fn pin_kinds(&mut self, content: &BTreeMap<String, toml::Value>) {
        let hashes: Vec<(String, String)> = self
            .kinds
            .values()
            .map(|kind| {
                let used = canonical::used_by(self, kind);
                let part: BTreeMap<String, toml::Value> = content
                    .iter()
                    .filter(|(path, _)| used.contains(path.as_str()))
                    .map(|(path, value)| (path.clone(), value.clone()))
                    .collect();
                (kind.code.clone(), canonical::digest(&part))
            })
            .collect();
        for (code, hash) in hashes {
            if let Some(kind) = self.kinds.get_mut(&code) {
                kind.hash = hash;
            }
        }
    }

    /// SHA-256 of the canonical content of all files, 64 hex digits. Comments, order and spacing
    /// do not change it.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Every type, by code.
    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.values()
    }

    /// The types that may be filed on a day, in the order of their ids.
    #[must_use]
    pub fn open_on(&self, day: Date) -> Vec<&Kind> {
        let mut open: Vec<&Kind> = self.kinds().filter(|kind| kind.valid_from <= day).collect();
        open.sort_by(|a, b| a.id.cmp(&b.id));
        open
    }

    /// The type of that code (`fake_shop`).
    #[must_use]
    pub fn kind(&self, code: &str) -> Option<&Kind> {
        self.kinds.get(code)
    }

    /// The type of that id (`T01`).
    #[must_use]
    pub fn kind_by_id(&self, id: &str) -> Option<&Kind> {
        self.kinds.values().find(|kind| kind.id == id)
    }

    /// The type a free word of another system stands for; [`OTHER`] when nobody knows.
    #[must_use]
    pub fn kind_of_word(&self, word: &str) -> &Kind {
        let spelled = spelling(word);
        let code = self.spellings.get(&spelled).map_or(OTHER, String::as_str);
        self.kinds
            .get(&spelled)
            .or_else(|| self.kinds.get(code))
            .or_else(|| self.kinds.get(OTHER))
            .expect("a pack without the type `other` is refused when it is read")
    }

    /// Empty answers, pinned to a type as it is now; `None` when the type does not exist.
    #[must_use]
    pub fn blank(&self, code: &str) -> Option<Answers> {
        self.form_ref(code).map(Answers::new)
    }

    /// The reference of a type as it is now.
    #[must_use]
    pub fn form_ref(&self, code: &str) -> Option<FormRef> {
        self.kind(code).map(|kind| FormRef {
            code: kind.code.clone(),
            version: kind.version,
            hash: kind.hash.clone(),
        })
    }

    /// A field, by `block.name`.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.get(key)
    }

    /// Every field.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.values()
    }

    /// A contact, by key.
    #[must_use]
    pub fn contact(&self, key: &str) -> Option<&Contact> {
        self.contacts.get(key)
    }

    /// Every contact, by key.
    pub fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.values()
    }

    /// A route, by key.
    #[must_use]
    pub fn route(&self, key: &str) -> Option<&Route> {
        self.routes.get(key)
    }

    /// Every profile, by key.
    pub fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.profiles.values()
    }

    /// What a mode means under a profile; `None` for a profile that does not exist.
    #[must_use]
    pub fn mode_words(&self, profile: &str, mode: Mode) -> Option<&ModeWords> {
        self.profiles.get(profile)?.modes.get(&mode)
    }

    /// The words of an error that no field owns (a file too big, a code not recognised…), by its
    /// code in `errors.toml`.
    #[must_use]
    pub fn error(&self, code: &str) -> Option<&Bilingual> {
        self.errors.get(code)
    }

    /// The same, said in one language with its data (`name`, `size`, `n`, `m`, `time`).
    #[must_use]
    pub fn told(&self, lang: Lang, code: &str, data: &[(&str, &str)]) -> Option<String> {
        let data: Vec<(String, String)> = data
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.error(code).map(|words| words.fill(lang, &data))
    }

    /// A short word of the questionnaire (`unknown`, `yes`, `month-3`…), by key.
    #[must_use]
    pub fn word(&self, key: &str) -> Option<&Bilingual> {
        self.say.get(key)
    }
}

fn read<T: DeserializeOwned>(value: toml::Value) -> Result<T, String> {
    value.try_into().map_err(|error| error.to_string())
}

/// Words of other systems are compared without case, and with `_` for any run of spaces or signs.
fn spelling(word: &str) -> String {
    let lower = word.trim().to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("_")
}

/// SHA-256 of bytes, in hex.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

//! Lists of values that are everybody's: sites of banks, numbers kept for fiction, networks of
//! providers. They are data (`noise/`, one list a file), read and checked here; what they do to
//! linkage is not decided here.

use crate::form::Bilingual;
use faisceau_identifiers::{Kind, parse};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Lists of an installation: each is asked about a value in turn.
const LISTS_MAX: usize = 100;
/// Entries of all lists together: they stay in memory.
const ENTRIES_MAX: usize = 1_000_000;
/// Bytes of an entry: no identifier is longer.
const ENTRY_BYTES_MAX: usize = 2_048;
/// Characters of what a list says of itself.
const WORDS_MAX: usize = 200;
/// A beginning shorter than this would name a whole country or provider.
const PREFIX_LEAST: usize = 4;
/// Networks wider than these would name a part of the world.
const WIDEST: [u8; 2] = [8, 19];

/// How the entries of a list name values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Matching {
    /// The value itself.
    Exact,
    /// Hosts registered under this name; a tenant of a shared host has a name of its own.
    Registrable,
    /// This host and those below.
    Suffix,
    /// Values that begin so.
    Prefix,
    /// Addresses inside this network.
    Network,
}

impl Matching {
    const fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Registrable => "registrable",
            Self::Suffix => "suffix",
            Self::Prefix => "prefix",
            Self::Network => "network",
        }
    }
}

/// One list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The name of its file: stored with what it explains.
    pub code: String,
    /// How explanations name it.
    pub name: Bilingual,
    /// Where it comes from.
    pub source: String,
    /// Under which licence.
    pub licence: String,
    /// As of which day or month.
    pub dated: String,
    /// What it is about.
    pub kinds: Vec<Kind>,
    /// How its entries name values.
    pub matching: Matching,
    /// Left out where everything is an example.
    pub examples: bool,
    /// As typed, one value, host, beginning or network each.
    pub entries: Vec<String>,
}

/// The lists in force, in order of their codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    lists: Vec<List>,
    version: String,
}

/// A list as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Bilingual,
    source: String,
    licence: String,
    dated: String,
    kinds: Vec<String>,
    matching: Matching,
    #[serde(default)]
    examples: bool,
    entries: String,
}

/// What the lists are put to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Complaints {
    /// Those of real people.
    Real,
    /// Examples: lists that would name all of their numbers are left out.
    Examples,
}

impl Lists {
    /// Reads files, by name and text, but those switched off.
    ///
    /// # Errors
    /// Every mistake, each with its file.
    pub fn read<'a>(
        files: impl Iterator<Item = (&'a str, &'a str)>,
        off: &[String],
        complaints: Complaints,
    ) -> Result<Lists, Vec<String>> {
        let (mut lists, mut mistakes) = (Vec::new(), Vec::new());
        let mut known = BTreeSet::new();
        for (file, text) in files {
            let Some(code) = file.strip_suffix(".toml") else {
                continue;
            };
            known.insert(code);
            match list(code, text) {
                Ok(list) => lists.push(list),
                Err(wrong) => mistakes.push(format!("noise/{file}: {wrong}")),
            }
        }
        for code in off.iter().filter(|code| !known.contains(code.as_str())) {
            let known: Vec<&str> = known.iter().copied().collect();
            let known = known.join(", ");
            mistakes.push(format!("there is no list `{code}` among {known}"));
        }
        lists.retain(|list| !off.contains(&list.code));
        lists.retain(|list| complaints == Complaints::Real || !list.examples);
        lists.sort_unstable_by(|one, other| one.code.cmp(&other.code));
        let entries: usize = lists.iter().map(|list| list.entries.len()).sum();
        if lists.len() > LISTS_MAX || entries > ENTRIES_MAX {
            mistakes.push(format!(
                "{LISTS_MAX} lists of {ENTRIES_MAX} entries together at most"
            ));
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let version = version(&lists);
        Ok(Lists { lists, version })
    }

    /// The entries that no parser reads as what their list is about, each with its file: they name
    /// nothing. Some microseconds an entry: asked at the start, not at every reading.
    #[must_use]
    pub fn unreadable(&self) -> Vec<String> {
        let exact = self.lists.iter();
        let exact = exact.filter(|list| list.matching == Matching::Exact);
        let told = exact.flat_map(|list| {
            let entries = list
                .entries
                .iter()
                .filter(|entry| list.keys(entry).is_empty());
            entries.map(|entry| {
                let code = &list.code;
                format!("noise/{code}.toml: entry `{entry}`: no kind of the list reads it")
            })
        });
        told.collect()
    }

    /// Every list, in order.
    #[must_use]
    pub fn all(&self) -> &[List] {
        &self.lists
    }

    /// The list of a code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.code == code)
    }

    /// What lists do, in eight figures: the same ones have the same, whatever they are called.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

impl List {
    /// The values that an entry of an exact list names: its key, under each kind that reads it.
    #[must_use]
    pub fn keys(&self, entry: &str) -> Vec<(Kind, String)> {
        let read = self.kinds.iter().map(|kind| parse(*kind, entry));
        let read = read.filter_map(Result::ok);
        read.map(|read| (read.kind(), read.key().to_owned()))
            .collect()
    }
}

/// The digest of everything that changes what a list names.
fn version(lists: &[List]) -> String {
    let mut digest = Sha256::new();
    for list in lists {
        digest.update(list.code.as_bytes());
        for kind in &list.kinds {
            digest.update([0]);
            digest.update(kind.code().as_bytes());
        }
        digest.update([0]);
        digest.update(list.matching.code().as_bytes());
        for entry in &list.entries {
            digest.update([1]);
            digest.update(entry.as_bytes());
        }
        digest.update([2]);
    }
    hex::encode(&digest.finalize()[..4])
}

fn list(code: &str, text: &str) -> Result<List, String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if code.is_empty() || code.len() > 40 || !code.bytes().all(plain) {
        return Err("the name of the file is at most 40 of a-z, 0-9 and -".to_owned());
    }
    let written: Written = toml::from_str(text).map_err(|e| e.to_string())?;
    for (field, said) in [
        ("name.fr", &written.name.fr),
        ("name.en", &written.name.en),
        ("source", &written.source),
        ("licence", &written.licence),
    ] {
        let sound = |c: char| !c.is_control() && !matches!(c, '{' | '}');
        let long = said.chars().count() > WORDS_MAX;
        if said.trim().is_empty() || long || !said.chars().all(sound) {
            return Err(format!(
                "`{field}` is one line of at most {WORDS_MAX} characters without braces"
            ));
        }
    }
    if !is_dated(&written.dated) {
        return Err("`dated` is a day or a month: 2026-08-11, 2026-08".to_owned());
    }
    let mut kinds = Vec::new();
    for code in &written.kinds {
        let kind = Kind::from_code(code);
        kinds.push(kind.ok_or_else(|| format!("`kinds`: there is no kind `{code}`"))?);
    }
    if kinds.is_empty() {
        return Err("`kinds` names at least one kind".to_owned());
    }
    let entries = entries(&written.entries, &kinds, written.matching)?;
    Ok(List {
        code: code.to_owned(),
        name: written.name,
        source: written.source,
        licence: written.licence,
        dated: written.dated,
        kinds,
        matching: written.matching,
        examples: written.examples,
        entries,
    })
}

fn is_dated(text: &str) -> bool {
    let month = text.len() == 7 && format!("{text}-01").parse::<jiff::civil::Date>().is_ok();
    month || (text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok())
}

/// The lines, each checked; repeats and empty lines go.
fn entries(text: &str, kinds: &[Kind], matching: Matching) -> Result<Vec<String>, String> {
    let lines = text.lines().map(str::trim).enumerate();
    let mut found = BTreeSet::new();
    for (line, entry) in lines.filter(|(_, entry)| !entry.is_empty()) {
        check(entry, kinds, matching)
            .map_err(|why| format!("entry `{entry}` (line {} of them): {why}", line + 1))?;
        found.insert(entry);
    }
    match found.is_empty() {
        true => Err("`entries` names nothing".to_owned()),
        false => Ok(found.into_iter().map(str::to_owned).collect()),
    }
}

fn check(entry: &str, kinds: &[Kind], matching: Matching) -> Result<(), String> {
    if entry.len() > ENTRY_BYTES_MAX || entry.chars().any(char::is_control) {
        return Err(format!("at most {ENTRY_BYTES_MAX} bytes of plain text"));
    }
    let only = |allowed: &[Kind], said: &str| match kinds.iter().all(|kind| allowed.contains(kind))
    {
        true => Ok(()),
        false => Err(format!("`matching` of a list of {said} only")),
    };
    match matching {
        // Read by the parsers of identifiers later, where that is asked: there are thousands.
        Matching::Exact => Ok(()),
        Matching::Registrable | Matching::Suffix => {
            only(&[Kind::Url, Kind::Email], "`url` and `email`")?;
            let label = |label: &str| {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
                !label.is_empty() && label.bytes().all(plain)
            };
            match entry.contains('.') && entry.split('.').all(label) {
                true => Ok(()),
                false => Err("a host of two names or more, without accents".to_owned()),
            }
        }
        Matching::Prefix => match entry.chars().count() < PREFIX_LEAST {
            true => Err(format!("a beginning of {PREFIX_LEAST} signs or more")),
            false => Ok(()),
        },
        Matching::Network => {
            only(&[Kind::Ip], "`ip`")?;
            network(entry).map(|_| ()).ok_or_else(|| {
                let [four, six] = WIDEST;
                format!("a network such as 192.0.2.0/24, of /{four} or narrower (/{six} for IPv6)")
            })
        }
    }
}

/// A network as it is written: its address, and how many bits of it are the network's.
#[must_use]
pub fn network(entry: &str) -> Option<(IpAddr, u8)> {
    let (address, bits) = match entry.split_once('/') {
        Some((address, bits)) => (address, Some(bits.parse::<u8>().ok()?)),
        None => (entry, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let [widest, narrowest] = match address {
        IpAddr::V4(_) => [WIDEST[0], 32],
        IpAddr::V6(_) => [WIDEST[1], 128],
    };
    let bits = bits.unwrap_or(narrowest);
    (widest..=narrowest)
        .contains(&bits)
        .then_some((address, bits))
}

//! Scripted people of `scenarios/<type>/answers*.toml` go through the questionnaire, page by page, to a
//! complaint that can be filed. What they were made to say must be asked; what they gave must link.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use faisceau_domain::form::reading::parse_page;
use faisceau_domain::form::{
    Answers, Asked, Journey, Key, Mode, Pack, Page, PageUse, Posted, Reading, input_name,
};
use faisceau_identifiers as identifiers;
use serde::Deserialize;

use super::pack;
use super::walk::reading;

/// What a person says: one text, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Said {
    One(String),
    Several(Vec<String>),
}

/// Answers by key of the field, or `key:part`.
type Says = BTreeMap<String, Said>;

/// One scripted person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    #[serde(rename = "type")]
    kind: String,
    /// Said to every other question that offers it, such as `@unknown`.
    #[serde(default)]
    rest: Option<String>,
    says: Says,
    /// The items of repeated groups, by block.
    #[serde(default)]
    item: BTreeMap<String, Vec<Says>>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

/// Every script, by `<type>/<file>`.
fn scripts() -> BTreeMap<String, Script> {
    let mut found = BTreeMap::new();
    for folder in fs::read_dir(root()).unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() || folder.ends_with("files") {
            continue;
        }
        for file in fs::read_dir(&folder).unwrap() {
            let file = file.unwrap().path();
            let name = file.strip_prefix(root()).unwrap().display().to_string();
            let text = fs::read_to_string(&file).unwrap();
            let script: Script = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(name.starts_with(&format!("{}/", script.kind)), "{name}");
            found.insert(name, script);
        }
    }
    found
}

/// What each scripted person answers, by the name of the script.
pub(crate) fn answered(pack: &Pack) -> Vec<(String, Answers)> {
    let scripts = scripts().into_iter();
    scripts
        .map(|(name, script)| {
            let (answers, _) = walk(pack, &name, &script);
            (name, answers)
        })
        .collect()
}

impl Script {
    /// What is said for a key: of its own item in a group, else of the whole.
    fn said(&self, key: &Key) -> Vec<(String, &Said)> {
        let field = key.field();
        let own = |says: &'_ Says| -> Vec<String> {
            let named = says.keys().filter(|said| part_of(said, &field).is_some());
            named.cloned().collect()
        };
        let items = self.item.values().filter_map(|items| {
            let index = key.index()?;
            items.get(usize::from(index))
        });
        let mut worlds = items.chain([&self.says]);
        let world = worlds.find(|says| !own(says).is_empty());
        world.map_or_else(Vec::new, |says| {
            let names = own(says).into_iter();
            names
                .map(|name| (part_of(&name, &field).unwrap().to_owned(), &says[&name]))
                .collect()
        })
    }

    /// Whether the group of this item has one more.
    fn goes_on(&self, key: &Key) -> Option<bool> {
        let index = key.index().filter(|_| key.field().ends_with(".another"))?;
        let items = self.item.get(key.block()).map_or(0, Vec::len);
        Some(usize::from(index) + 1 < items)
    }

    fn inputs(&self, asked: &Asked<'_>) -> Vec<(String, String)> {
        if let Some(more) = self.goes_on(&asked.key) {
            let word = if more { "yes" } else { "no" };
            return vec![(input_name(&asked.key, ""), word.to_owned())];
        }
        let mut inputs = Vec::new();
        for (part, said) in self.said(&asked.key) {
            match said {
                Said::One(text) => inputs.push(typed(&asked.key, &part, text)),
                Said::Several(texts) => {
                    inputs.extend(texts.iter().map(|text| typed(&asked.key, &part, text)));
                }
            }
        }
        if inputs.is_empty()
            && let Some(rest) = self
                .rest
                .as_deref()
                .map(|rest| rest.trim_start_matches('@'))
            && asked.field.offers(rest)
        {
            inputs.push((input_name(&asked.key, "state"), rest.to_owned()));
        }
        inputs
    }
}

/// `key:part` of this field: its part; `key` alone: an empty one.
fn part_of<'n>(name: &'n str, field: &str) -> Option<&'n str> {
    let rest = name.strip_prefix(field)?;
    if rest.is_empty() {
        Some("")
    } else {
        rest.strip_prefix(':')
    }
}

fn typed(key: &Key, part: &str, text: &str) -> (String, String) {
    match text.strip_prefix('@') {
        Some(state) => (input_name(key, "state"), state.to_owned()),
        None => (input_name(key, part), text.to_owned()),
    }
}

/// The files a person may give, by name.
fn told() -> Reading {
    let files = fs::read_dir(root().join("files")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    Reading {
        exhibits: names.collect(),
        ..reading()
    }
}

/// Walks every page; the answers, and the fields asked.
fn walk(pack: &Pack, name: &str, script: &Script) -> (Answers, BTreeSet<String>) {
    let mut answers = pack
        .blank(&script.kind)
        .unwrap_or_else(|| panic!("{name}: no such type"));
    let mut fields = BTreeSet::new();
    let told = told();
    let mut slug = Journey::of(pack, &script.kind, &answers)
        .unwrap()
        .first()
        .slug
        .clone();
    loop {
        let parsed = {
            let journey = Journey::of(pack, &script.kind, &answers).unwrap();
            let page = journey.page(&slug).unwrap();
            fields.extend(page.asked.iter().map(|asked| asked.field.key.clone()));
            (page.purpose != PageUse::Check).then(|| page_of(page, name, script, &told))
        };
        if let Some(parsed) = parsed {
            answers.put(parsed);
        }
        let journey = Journey::of(pack, &script.kind, &answers).unwrap();
        match journey.next_after(&slug) {
            Some(next) => slug.clone_from(&next.slug),
            None => return (answers, fields),
        }
    }
}

fn page_of(
    page: &Page<'_>,
    name: &str,
    script: &Script,
    told: &Reading,
) -> faisceau_domain::form::Parsed {
    let posted = Posted::new(page.asked.iter().flat_map(|asked| script.inputs(asked)));
    let parsed = parse_page(page, &posted, told)
        .unwrap_or_else(|refused| panic!("{name}: page {}: {:?}", page.slug, refused.errors));
    let optional = script.rest.is_some();
    assert!(
        optional || !parsed.answers.is_empty(),
        "{name}: nothing is said on {}",
        page.slug
    );
    parsed
}

#[test]
fn every_scripted_person_files_and_what_they_say_is_asked() {
    let pack = pack();
    for (name, script) in scripts() {
        let (answers, fields) = walk(&pack, &name, &script);
        let journey = Journey::of(&pack, &script.kind, &answers).unwrap();
        assert_eq!(journey.missing_to_file(), [], "{name}");
        assert_ne!(journey.mode("fr-default"), Mode::Reroute, "{name}");
        let says = script
            .says
            .keys()
            .chain(script.item.values().flatten().flat_map(Says::keys));
        for said in says {
            let field = said.split(':').next().unwrap();
            assert!(
                fields.contains(field),
                "{name}: {field} is said and never asked"
            );
        }
    }
}

#[test]
fn every_type_has_a_scripted_person_whose_answers_link_or_says_why_none_do() {
    let pack = pack();
    let scripts = scripts();
    for kind in pack.kinds() {
        let name = format!("{}/answers.toml", kind.code);
        let Some(script) = scripts.get(&name) else {
            panic!("{name} is missing");
        };
        let (answers, _) = walk(&pack, &name, script);
        let journey = Journey::of(&pack, &kind.code, &answers).unwrap();
        let linkable = journey.identifiers().iter().any(|found| {
            let kind = found.kind.filter(|_| found.role.may_link());
            kind.is_some_and(|kind| identifiers::parse(kind, &found.raw).is_ok())
        });
        assert_ne!(linkable, kind.no_identifier.is_some(), "{name}");
    }
}

#[test]
fn a_person_who_knows_nothing_files_all_the_same() {
    let pack = pack();
    let mut seen = 0;
    for (name, script) in scripts().iter().filter(|(_, script)| script.rest.is_some()) {
        let (answers, _) = walk(&pack, name, script);
        let journey = Journey::of(&pack, &script.kind, &answers).unwrap();
        let pages = journey.pages().iter().flat_map(|page| &page.asked);
        let offered = pages.filter(|asked| asked.field.offers("unknown"));
        let known: Vec<String> = offered
            .filter(|asked| {
                journey
                    .given(&asked.key)
                    .is_none_or(|given| given.value().is_some())
            })
            .map(|asked| asked.field.key.clone())
            .filter(|key| !script.says.keys().any(|said| said == key))
            .filter(|key| !key.ends_with(".another"))
            .collect();
        assert!(known.is_empty(), "{name}: {known:?} were not said unknown");
        assert!(
            script.says.len() <= 12,
            "{name}: a person who knows nothing says too much"
        );
        seen += 1;
    }
    assert!(
        seen >= 3,
        "too few scripted people say “I don’t know” to everything"
    );
}

#[test]
fn files_given_are_small_and_each_is_given_by_someone() {
    let scripts = scripts();
    let told = told();
    for file in &told.exhibits {
        let size = fs::metadata(root().join("files").join(file)).unwrap().len();
        assert!((1..=100_000).contains(&size), "{file}: {size} bytes");
        let given = scripts.values().any(|script| {
            let items = script.item.values().flatten();
            items
                .chain([&script.says])
                .flat_map(Says::values)
                .any(|said| match said {
                    Said::One(text) => text == file,
                    Said::Several(texts) => texts.contains(file),
                })
        });
        assert!(given, "nobody gives {file}: remove it");
    }
}

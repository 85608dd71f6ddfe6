//! What an investigator needs of each type of complaint, why, and which question captures it: a page
//! for jurists and officers, made from the pack. A need is met by the field of its key or by those it
//! names; otherwise it says why it is not asked. Pure; asks nothing by itself.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Deserialize;

use super::bilingual::Bilingual;
use super::kind::Kind;
use super::pack::Pack;
use super::schema::every_page;

/// Something an investigator needs to know.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Need {
    /// Why, in the words of who investigates.
    pub(super) why: String,
    /// The type that must ask it; any type that asks it when absent.
    #[serde(default, rename = "type")]
    pub(super) kind: Option<String>,
    /// The value brings complaints together.
    #[serde(default)]
    pub(super) links: bool,
    /// The fields that capture it, when not the one of its key.
    #[serde(default)]
    pub(super) fields: Vec<String>,
    /// Why no question captures it.
    #[serde(default)]
    pub(super) none: Option<Bilingual>,
}

impl Pack {
    /// The needs that no question captures and that no reason excuses, by key.
    #[must_use]
    pub fn needs_unmet(&self) -> Vec<String> {
        let all: Vec<BTreeSet<&str>> = self.kinds().map(|kind| self.asked_by(kind)).collect();
        let unmet = self.needs.iter().filter(|(key, need)| {
            let met = |asked: &BTreeSet<&str>| !captured(key, need, asked).is_empty();
            need.none.is_none()
                && !match need.kind.as_deref() {
                    Some(code) => self.kind(code).is_some_and(|k| met(&self.asked_by(k))),
                    None => all.iter().any(met),
                }
        });
        unmet.map(|(key, _)| key.clone()).collect()
    }

    fn asked_by<'p>(&'p self, kind: &'p Kind) -> BTreeSet<&'p str> {
        every_page(self, kind)
            .flat_map(|(_, page)| page.page.iter().map(String::as_str))
            .collect()
    }

    /// The page, in Markdown.
    #[must_use]
    pub fn completeness(&self) -> String {
        let mut page = String::from(HEAD);
        let mut kinds: Vec<&Kind> = self.kinds().collect();
        kinds.sort_by(|a, b| a.id.cmp(&b.id));
        for kind in kinds {
            let asked = self.asked_by(kind);
            let own = |need: &&Need| need.kind.as_deref() == Some(kind.code.as_str());
            // Writing to a text cannot fail.
            let _ = writeln!(page, "\n## {} `{}` {}\n", kind.id, kind.code, kind.label.fr);
            page.push_str("| besoin | pourquoi | question |\n| --- | --- | --- |\n");
            let needs = self.needs.iter();
            let (mine, shared): (Vec<_>, Vec<_>) = needs
                .filter(|(_, need)| need.kind.is_none() || own(need))
                .partition(|(_, need)| own(need));
            for (key, need) in mine {
                self.row(&mut page, key, need, &asked);
            }
            for (key, need) in shared {
                if !captured(key, need, &asked).is_empty() {
                    self.row(&mut page, key, need, &asked);
                }
            }
        }
        self.left_out(&mut page);
        page
    }

    fn row(&self, page: &mut String, key: &str, need: &Need, asked: &BTreeSet<&str>) {
        let questions: Vec<String> = captured(key, need, asked)
            .into_iter()
            .map(|field| {
                let label = self.field(field).map_or("", |f| f.label.fr.as_str());
                format!("`{field}` {label}")
            })
            .collect();
        let told = match (&need.none, questions.is_empty()) {
            (Some(reason), true) => format!("non demandé : {}", reason.fr),
            (None, true) => "**manque**".to_owned(),
            _ => questions.join(" ; "),
        };
        let links = if need.links { " ◆" } else { "" };
        let _ = writeln!(page, "| `{key}`{links} | {} | {told} |", need.why);
    }

    /// What belongs to no type in particular and that none asks, with its reason.
    fn left_out(&self, page: &mut String) {
        let unmet: BTreeSet<String> = self.needs_unmet().into_iter().collect();
        let shared = self.needs.iter().filter(|(_, need)| need.kind.is_none());
        let left: Vec<(&String, &Need)> = shared
            .filter(|(key, need)| need.none.is_some() || unmet.contains(*key))
            .collect();
        if left.is_empty() {
            return;
        }
        page.push_str("\n## Non demandé\n\n| besoin | pourquoi | raison |\n| --- | --- | --- |\n");
        for (key, need) in left {
            self.row(page, key, need, &BTreeSet::new());
        }
    }
}

const HEAD: &str = "# What an investigator needs, and where it is captured\n\n\
    Made by `faisceau forms completeness` from `forms/needs.toml` and the questionnaires; a test \
    holds it current. ◆: the value brings complaints together. In French, the language of the \
    services it is written for.\n";

/// The fields among these that capture a need.
fn captured<'n>(key: &'n str, need: &'n Need, asked: &BTreeSet<&str>) -> Vec<&'n str> {
    let fields: Vec<&str> = match need.fields.is_empty() {
        true => vec![key],
        false => need.fields.iter().map(String::as_str).collect(),
    };
    fields
        .into_iter()
        .filter(|field| asked.contains(field))
        .collect()
}

//! The address of the page of a series: the filter, the order of the evidence, the part of the
//! graph, the place in the list. Addresses are written here and nowhere else.

use super::query::Asked;
use crate::survey::filter::{Filter, Typed, Wrong};
use serde::Deserialize;
use uuid::Uuid;

/// What the address asks for, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Looked {
    /// The kind of identifier.
    pub(crate) genre: String,
    /// Received since this day.
    pub(crate) du: String,
    /// Received up to this day.
    pub(crate) au: String,
    /// The least loss.
    pub(crate) perte: String,
    /// The département.
    pub(crate) dep: String,
    /// The order of the evidence; a dash before for the other way round.
    pub(crate) tri: String,
    /// The node whose neighbours are drawn.
    pub(crate) voisins: String,
    /// The slice of the graph, from 1.
    pub(crate) tranche: String,
    /// `1` when all values are asked for.
    pub(crate) valeurs: String,
    /// `1` when the texts are asked for.
    pub(crate) textes: String,
    /// The place in the list.
    pub(crate) apres: String,
}

/// Longest part of an address that is written again.
const PART_MAX: usize = 80;

impl Looked {
    /// The filter, and what of it is not understood.
    pub(crate) fn filter(&self) -> (Filter, Vec<Wrong>) {
        Filter::read(&Typed {
            kind: self.genre.clone(),
            from: self.du.clone(),
            to: self.au.clone(),
            loss: self.perte.clone(),
            area: self.dep.clone(),
        })
    }

    /// The place in the list, as lists read it.
    pub(crate) fn asked(&self) -> Asked {
        Asked {
            apres: self.apres.clone(),
            ..Asked::default()
        }
    }

    /// The slice asked for, from 0.
    pub(crate) fn slice(&self) -> usize {
        self.tranche
            .trim()
            .parse::<usize>()
            .map_or(0, |slice| slice.saturating_sub(1))
    }

    /// The node whose neighbours are asked for, if it is one.
    pub(crate) fn node(&self) -> Option<&str> {
        let node = self.voisins.trim();
        let (_, id) = node
            .split_once('-')
            .filter(|(side, _)| matches!(*side, "c" | "v"))?;
        id.parse::<Uuid>().is_ok().then_some(node)
    }

    /// The fields of the filter that are not empty, by their names.
    pub(crate) fn fields(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("genre", self.genre.trim()),
            ("du", self.du.trim()),
            ("au", self.au.trim()),
            ("perte", self.perte.trim()),
            ("dep", self.dep.trim()),
        ];
        all.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    /// The address of the series under the same filter, with other parts.
    pub(crate) fn href(&self, series: Uuid, parts: &[(&str, &str)], anchor: &str) -> String {
        let mut query: Vec<String> = Vec::new();
        let given = |name: &str| parts.iter().any(|(other, _)| *other == name);
        let mut all = self.fields();
        if !self.tri.is_empty() {
            all.push(("tri", self.tri.trim()));
        }
        all.retain(|(name, _)| !given(name));
        for (name, text) in all.iter().chain(parts).filter(|(_, text)| !text.is_empty()) {
            query.push(format!("{name}={}", written(text)));
        }
        let query = match query.is_empty() {
            true => String::new(),
            false => format!("?{}", query.join("&")),
        };
        format!("/series/{series}{query}{anchor}")
    }
}

impl Looked {
    /// The same filter, as the JSON interface names it, for the interactive view.
    pub(crate) fn source(&self, series: Uuid) -> String {
        let named = |name| match name {
            "genre" => "kind",
            "du" => "from",
            "au" => "to",
            "perte" => "loss",
            _ => "area",
        };
        let fields = self.fields().into_iter();
        let query = fields.map(|(name, text)| format!("{}={}", named(name), written(text)));
        let query = query.collect::<Vec<_>>().join("&");
        format!("/api/v1/series/{series}/graph?{query}")
    }

    /// The interactive view under the same filter.
    pub(crate) fn view(&self, series: Uuid) -> String {
        let page = self.href(series, &[], "");
        let at = page.find('?').unwrap_or(page.len());
        let (path, query) = page.split_at(at);
        format!("{path}/vue{query}")
    }
}

/// A part of an address: what is no letter, digit, dash, dot or underscore is percent-encoded.
fn written(text: &str) -> String {
    let short: String = text.chars().take(PART_MAX).collect();
    let mut out = String::new();
    for byte in short.bytes() {
        match byte {
            b'-' | b'.' | b'_' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Looked;
    use uuid::Uuid;

    #[test]
    fn an_address_keeps_the_filter_and_escapes_what_was_typed() {
        let looked = Looked {
            perte: "1 000,50 €".to_owned(),
            dep: "\"><script>".to_owned(),
            tri: "-ailleurs".to_owned(),
            apres: "7.x".to_owned(),
            ..Looked::default()
        };
        let href = looked.href(Uuid::nil(), &[("tranche", "2")], "#graphe");
        assert!(
            href.starts_with("/series/00000000-0000-0000-0000-000000000000?perte=1%20000%2C50")
        );
        assert!(href.ends_with("&tri=-ailleurs&tranche=2#graphe"), "{href}");
        assert!(!href.contains('<') && !href.contains('"') && !href.contains("apres"));
    }

    #[test]
    fn only_nodes_are_nodes() {
        let node = |voisins: &str| {
            let looked = Looked {
                voisins: voisins.to_owned(),
                ..Looked::default()
            };
            looked.node().is_some()
        };
        assert!(node("v-00000000-0000-0000-0000-000000000000"));
        assert!(!node("x-00000000-0000-0000-0000-000000000000") && !node("v-1") && !node(""));
    }
}

//! No article number in Rust, in a template, in a form or in a translation: laws are renumbered,
//! a key of the law pack is not. Fixtures under `tests/` may quote one.

use regex::Regex;

use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "citations";
pub(super) const REFUSES: &str =
    "an article number in Rust, templates, forms or translations (use a key of the law pack)";

/// The ways an article is written.
const PATTERNS: &[&str] = &[
    r"(?i)\bart(?:\.|icles?)\s*(?:[LRDA]\.?\s*)?\d+",
    r"\b[LRD]\.\s?\*?\d{1,4}(?:-\d+)*\b",
    r"\b[LR]\d{2,4}-\d+\b",
    r"\b\d{1,4}(?:-\d+)*\s+(?:du\s+)?(?:CPP|CP|CPCE|CMF|CPI|CSI|LCEN|RGPD|GDPR)\b",
    r"\b(?:CPP|CPCE|CMF|CPI|CSI|LCEN|RGPD|GDPR)\s*,?\s*[LRD]?\.?\s?\d+",
    r"§\s?\d+\s+(?:of|du|de)\b",
];

/// Files that hold words or code, not law.
const KINDS: &[&str] = &[".rs", ".html", ".typ", ".cedar", ".ftl"];

/// Looks at every line of every such file.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let patterns: Vec<Regex> = PATTERNS.iter().map(|p| super::pattern(p)).collect();
    let mut findings = Vec::new();
    let checked = |path: &str| {
        let kind = KINDS.iter().any(|k| path.ends_with(k));
        let form = path.starts_with("forms/") && path.ends_with(".toml");
        (kind || form) && !path.contains("/tests/") && path != "xtask/src/tidy/citations.rs"
    };
    for (path, text) in repo.texts().filter(|(path, _)| checked(path)) {
        let tests = repo
            .rust_file(path)
            .map(|s| s.test_modules())
            .unwrap_or_default();
        for pattern in &patterns {
            for found in pattern.find_iter(text) {
                if tests.iter().any(|range| range.contains(&found.start())) {
                    continue;
                }
                let said = format!("`{}`: name the law by its key", found.as_str());
                let line = line_of(text, found.start());
                findings.push(Finding::new(NAME, path, line, found.as_str(), said));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Repo::of(&[(path, text)])).len()
    }

    #[test]
    fn the_usual_ways_to_cite_are_seen() {
        for text in [
            "art. 15-3",
            "article 85",
            "Articles 10-2",
            "art. L34-1",
            "L. 1411",
            "R. 2-25",
            "D. 8-2",
            "L34-1 III",
            "15-3 CPP",
            "313-1 du CP",
            "CPP 10-2",
            "RGPD, 6",
        ] {
            assert!(found("crates/a/src/x.rs", text) >= 1, "{text}");
            assert!(found("crates/a/templates/x.html", text) >= 1, "{text}");
            assert!(found("letters/x.typ", text) >= 1, "{text}");
            assert!(found("forms/types/x.toml", text) >= 1, "{text}");
        }
    }

    #[test]
    fn keys_numbers_and_fixtures_pass() {
        for text in [
            "fr.cpp.requisition.operator",
            "RFC 3161",
            "a start 3",
            "part 2",
            "D. Dupont",
            "17 CP2",
            "an article about fraud",
            "L1",
            "SHA-256",
            "chart 2",
        ] {
            assert_eq!(found("crates/a/src/x.rs", text), 0, "{text}");
        }
        assert_eq!(found("crates/a/tests/it/x.rs", "article 8"), 0);
        assert_eq!(
            found(
                "crates/a/src/x.rs",
                "#[cfg(test)]\nmod t { /* article 8 */ }"
            ),
            0
        );
        assert_eq!(found("law/fr/x.toml", "article 8"), 0);
    }
}

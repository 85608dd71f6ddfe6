//! Words: French and English hold the same keys with the same variables, each key bears the name
//! of its file, and every key written in Rust or in a template exists.

use std::collections::{BTreeMap, BTreeSet};

use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "words";
pub(super) const REFUSES: &str =
    "a translation key missing in one language, misnamed, or used and absent";

/// Key → variables it takes.
type Keys = BTreeMap<String, BTreeSet<String>>;

/// Compares the languages, then the uses with the keys.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut all = BTreeSet::new();
    for (path, text) in repo.under("locales/fr/", ".ftl") {
        let other = path.replacen("/fr/", "/en/", 1);
        let french = keys(text);
        let english = repo.text(&other).map(keys).unwrap_or_default();
        findings.extend(compare(path, &french, &other, &english));
        let prefix = path
            .trim_start_matches("locales/fr/")
            .trim_end_matches(".ftl");
        for key in french
            .keys()
            .filter(|k| !k.starts_with(&format!("{prefix}-")))
        {
            findings.push(Finding::new(
                NAME,
                path,
                0,
                key,
                format!("`{key}` must start with `{prefix}-`"),
            ));
        }
        all.extend(french.into_keys());
    }
    for (path, _) in repo.under("locales/en/", ".ftl") {
        if repo.text(&path.replacen("/en/", "/fr/", 1)).is_none() {
            findings.push(Finding::new(
                NAME,
                path,
                0,
                "",
                "French is the source: this file has none",
            ));
        }
    }
    findings.extend(absent(repo, &all));
    findings
}

fn compare(fr: &str, french: &Keys, en: &str, english: &Keys) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, mine, theirs) in [(en, english, french), (fr, french, english)] {
        for key in theirs.keys().filter(|k| !mine.contains_key(*k)) {
            findings.push(Finding::new(
                NAME,
                path,
                0,
                key,
                format!("`{key}` is missing here"),
            ));
        }
    }
    for (key, variables) in french {
        if english.get(key).is_some_and(|other| other != variables) {
            let said = format!("`{key}` does not take the same variables in both languages");
            findings.push(Finding::new(NAME, en, 0, key, said));
        }
    }
    findings
}

/// The messages of a Fluent file with the variables each one names.
fn keys(text: &str) -> Keys {
    let variable = super::pattern(r"\{[^}]*?\$([a-zA-Z][\w-]*)");
    let message = super::pattern(r"^([a-zA-Z][\w-]*)\s*=");
    let mut found = Keys::new();
    let mut current: Option<String> = None;
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        if let Some(start) = message.captures(line) {
            found.entry(start[1].to_owned()).or_default();
            current = Some(start[1].to_owned());
        } else if line.starts_with('-') {
            current = None;
        }
        if let Some(variables) = current.as_ref().and_then(|key| found.get_mut(key)) {
            variables.extend(variable.captures_iter(line).map(|v| v[1].to_owned()));
        }
    }
    found
}

/// Keys used in Rust and in templates that no French file holds.
fn absent(repo: &Repo, all: &BTreeSet<String>) -> Vec<Finding> {
    let used = super::pattern(
        r#"\b(?:say|with|number)\(\s*(?:[\w.&*]+(?:\(\))?\s*,\s*)?"([a-z0-9]+(?:-[a-z0-9]+)+)""#,
    );
    let templates = repo
        .under("crates/", ".html")
        .map(|(path, text)| (path, text, Vec::new()));
    let rust = repo
        .rust()
        .filter(|(path, _)| path.starts_with("crates/") && !path.contains("/tests/"))
        .map(|(path, source)| (path, source.bare.as_str(), source.test_modules()));
    let mut findings = Vec::new();
    for (path, text, tests) in templates.chain(rust) {
        for found in used.captures_iter(text) {
            let at = found.get(0).map_or(0, |m| m.start());
            let key = &found[1];
            if !all.contains(key) && !tests.iter().any(|range| range.contains(&at)) {
                let said = format!("`{key}` is in no file of locales/fr");
                findings.push(Finding::new(NAME, path, line_of(text, at), key, said));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(fr: &str, en: &str, rust: &str, html: &str) -> Vec<String> {
        let files = [
            ("locales/fr/intake.ftl", fr),
            ("locales/en/intake.ftl", en),
            ("crates/intake/src/pages.rs", rust),
            ("crates/intake/templates/a.html", html),
        ];
        check(&Repo::of(&files))
            .into_iter()
            .map(|f| f.said)
            .collect()
    }

    const WORDS: &str = "intake-a = Bonjour { $name }\nintake-b =\n    { $n ->\n        *[other] x\n    }\n-brand = Y\n";

    #[test]
    fn equal_languages_and_known_keys_pass() {
        let rust = "fn f() { words.say(lang, \"intake-a\", &[]); say.number(\"intake-b\", 2); }";
        assert!(said(WORDS, WORDS, rust, "{{ say.with(\"intake-a\", &[]) }}").is_empty());
    }

    #[test]
    fn a_key_missing_in_either_language_is_told() {
        assert_eq!(
            said(WORDS, "intake-a = { $name }", "", ""),
            ["`intake-b` is missing here"]
        );
        assert_eq!(
            said("", "intake-a = x", "", ""),
            ["`intake-a` is missing here"]
        );
    }

    #[test]
    fn variables_agree_and_keys_bear_their_file() {
        let other = WORDS.replace("$n ", "$count ");
        assert!(said(WORDS, &other, "", "")[0].contains("same variables"));
        assert!(said("desk-a = x", "desk-a = x", "", "")[0].contains("must start with"));
    }

    #[test]
    fn a_key_used_and_absent_is_told() {
        assert_eq!(
            said(WORDS, WORDS, "fn f() { s.say(\"intake-z\"); }", "").len(),
            1
        );
        assert_eq!(
            said(
                WORDS,
                WORDS,
                "fn f() { w.say(self.lang, \"intake-z\"); }",
                ""
            )
            .len(),
            1
        );
        assert_eq!(
            said(WORDS, WORDS, "", "<p>{{ f.say.say(\"intake-z\") }}</p>").len(),
            1
        );
        assert!(said(WORDS, WORDS, "// say(\"intake-z\")", "").is_empty());
        assert!(said(WORDS, WORDS, "fn f() { a.starts_with(\"x-y\"); }", "").is_empty());
    }
}

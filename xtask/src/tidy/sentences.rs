//! No sentence in a page template: what a person reads comes from `locales/` or `forms/`, so that
//! a translator finds it. Looks at text between tags and at attributes that are read aloud.

use crate::repo::line_of;
use crate::{Finding, Repo};

pub(super) const NAME: &str = "sentences";
pub(super) const REFUSES: &str = "words for a person written in a page template";

/// Attributes a person reads or hears.
const SPOKEN: &str =
    r#"\s(?:alt|title|placeholder|aria-label|aria-description|label|content)="([^"]*)""#;

/// Looks at every HTML template.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let code = super::pattern(
        r"(?s)\{%\s*block\s+\w*class\s*%\}.*?\{%\s*endblock[^%]*%\}|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<!--.*?-->|<!(?i:doctype)[^>]*>",
    );
    let silent = super::pattern(r"(?s)<(?:style|script)\b.*?</(?:style|script)>");
    let tag = super::pattern(r#"(?s)</?[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>"#);
    // Pieces of a tag kept in a file of their own.
    let attribute = super::pattern(r#"\s[a-z-]+="[^"]*""#);
    let word = super::pattern(r"[^\W\d_]{2,}");
    let spoken = super::pattern(SPOKEN);
    let mut findings = Vec::new();
    for (path, text) in repo.under("crates/", ".html") {
        let plain = blank(&silent, &blank(&code, text));
        let mut say = |at: usize, words: &str| {
            let said = format!("\"{}\" is written here: give it a key", words.trim());
            findings.push(Finding::new(
                NAME,
                path,
                line_of(text, at),
                words.trim(),
                said,
            ));
        };
        for found in spoken.captures_iter(&plain).filter_map(|c| c.get(1)) {
            let technical = plain[..found.start()]
                .rfind("<meta")
                .is_some_and(|at| !plain[at..found.start()].contains('>'));
            if word.is_match(found.as_str()) && !technical {
                say(found.start(), found.as_str());
            }
        }
        let between = blank(&attribute, &blank(&tag, &plain));
        for line in word.find_iter(&between.replace("&nbsp;", "      ")) {
            say(line.start(), line.as_str());
        }
    }
    findings
}

/// The text with what matches turned into spaces, lines kept.
fn blank(pattern: &regex::Regex, text: &str) -> String {
    let spaces = |found: &str| -> String {
        found
            .bytes()
            .map(|b| if b == b'\n' { '\n' } else { ' ' })
            .collect()
    };
    pattern
        .replace_all(text, |found: &regex::Captures<'_>| spaces(&found[0]))
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> Vec<String> {
        check(&Repo::of(&[("crates/a/templates/x.html", html)]))
            .into_iter()
            .map(|f| f.item)
            .collect()
    }

    #[test]
    fn sentences_are_seen_in_text_and_in_attributes() {
        assert_eq!(words("<p>Votre plainte</p>"), ["Votre", "plainte"]);
        assert_eq!(words("<img src=\"a.png\" alt=\"Un chat\">"), ["Un chat"]);
        assert_eq!(words("<p>{{ a }}\n et {{ b }}</p>"), ["et"]);
    }

    #[test]
    fn keys_code_and_marks_pass() {
        let html = "<!doctype html><html lang=\"{{ lang }}\"><meta name=\"viewport\" content=\"width=device-width\">\
            <style>p { color: red }</style>{# why it is so #}{% if a > b %}<p class=\"note\">{{ say.say(\"a-b\") }} · 1 / 2</p>{% endif %}\
            {% block body_class %}staff{% endblock %}{% if a %} aria-invalid=\"true\"{% endif %}\
            <input aria-label=\"{{ label }}\" value=\"x\">";
        assert!(words(html).is_empty(), "{:?}", words(html));
    }
}

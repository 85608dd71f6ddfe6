//! HTML already made safe: the only type, besides templates themselves, that pages do not
//! escape again. Text from outside becomes one only through a template.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

/// Text from outside as it may be shown: controls and the characters that reverse or embed
/// directions are written `⟨U+202E⟩`, since they disguise names (`gpj.exe` read backwards).
/// Everything else stays: the browser has fonts that the papers lack.
#[must_use]
pub fn seen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        let disguises = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let written = letter.is_control() && !matches!(letter, '\n' | '\t' | '\r');
        if disguises || written {
            out.push_str(&format!("⟨U+{:04X}⟩", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    out
}

/// A piece of HTML produced by a template.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markup(String);

impl Markup {
    /// What a template renders.
    ///
    /// # Errors
    /// When the template itself fails, which means a bug in one of its expressions.
    pub fn of(template: &impl Template) -> Result<Markup, askama::Error> {
        template.render().map(Markup)
    }

    /// Whether it shows nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Text, escaped.
    #[must_use]
    pub fn text(text: &str) -> Markup {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '&' => out.push_str("&#38;"),
                '<' => out.push_str("&#60;"),
                '>' => out.push_str("&#62;"),
                '"' => out.push_str("&#34;"),
                '\'' => out.push_str("&#39;"),
                other => out.push(other),
            }
        }
        Markup(out)
    }

    /// HTML written by the platform itself, such as a drawing it made. Never for anything that
    /// holds a word from outside.
    #[must_use]
    pub fn trusted(html: String) -> Markup {
        Markup(html)
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

//! Where a complaint stands, the files to keep, and the panels of a page laid out.

use askama::Template;
use faisceau_documents::words::Say;

use super::notice::{Notice, Tone};
use crate::web::{Filled, Markup};

/// The few states of a path, in order, one of them being where it stands.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/steps.html")]
pub struct Steps {
    /// The states, worded.
    pub states: Vec<String>,
    /// Which one it is, from zero.
    pub at: usize,
    label: String,
    done_word: String,
}

impl Steps {
    /// States and where it stands.
    #[must_use]
    pub fn new(say: &Say, states: Vec<String>, at: usize) -> Steps {
        Steps {
            states,
            at,
            label: say.say("platform-steps"),
            done_word: say.say("platform-step-done"),
        }
    }
}

/// A file to keep: its link says what it is, its format, size and language.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/download.html")]
pub struct Download {
    /// Where it is.
    pub href: String,
    words: String,
}

impl Download {
    /// A link to a file. `format` such as `PDF`; `size` and `language` worded.
    pub fn new(
        say: &Say,
        href: impl Into<String>,
        name: &str,
        format: &str,
        size: &str,
        language: &str,
    ) -> Download {
        let args = [
            ("name", name),
            ("format", format),
            ("size", size),
            ("language", language),
        ];
        Download {
            href: href.into(),
            words: say.with("platform-download", &args),
        }
    }

    /// A link to the signature apart of the file `name`.
    #[must_use]
    pub fn apart(say: &Say, href: String, name: &str) -> Download {
        Download {
            href,
            words: say.with("platform-download-apart", &[("name", name)]),
        }
    }
}

/// A panel in its place on a page.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/panel.html")]
pub struct PanelBox {
    /// Its anchor.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// Its content.
    pub content: Markup,
}

impl PanelBox {
    /// The panels of a page, in order. One that broke says in its place that it is missing, so
    /// that nobody takes silence for "nothing"; its cause goes to the log.
    #[must_use]
    pub fn laid_out(say: &Say, filled: Vec<Filled>) -> Vec<PanelBox> {
        filled
            .into_iter()
            .map(|panel| {
                let content = panel.content.unwrap_or_else(|cause| {
                    tracing::error!(panel = panel.name, %cause, "a panel broke");
                    missing(say)
                });
                PanelBox {
                    name: panel.name,
                    title: say.say(panel.title_key),
                    content,
                }
            })
            .collect()
    }
}

fn missing(say: &Say) -> Markup {
    let title = say.say("platform-panel-broken");
    let notice = Notice::new(Tone::Danger, title, say.say("platform-panel-broken-text"));
    Markup::of(&notice).unwrap_or_else(|_| Markup::text(&notice.title))
}

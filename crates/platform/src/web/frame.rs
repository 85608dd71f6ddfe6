//! What surrounds every page: title, language, tokens, navigation, the mark of a demonstration.
//! Layouts (`templates/layout/`) read it as `f`. Holds no content of any page.

use std::sync::Arc;

use faisceau_documents::words::{Say, Words};
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};

use super::assets::Assets;
use super::route::NavEntry;
use crate::access::{Action, Actor, Authority};

/// What does not change from one page to the next: the operator's settings.
#[derive(Debug, Clone)]
pub struct Framing {
    /// The name of the service, as the operator wrote it.
    pub service: String,
    /// Who answers for it: the controller's name.
    pub controller: String,
    /// Whether every page says that this is a demonstration.
    pub specimen: bool,
    /// Stylesheet, script, fonts.
    pub assets: Arc<Assets>,
    /// Every sentence.
    pub words: Arc<Words>,
}

/// A link of a navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Whether it is the page being read.
    pub current: bool,
}

/// What surrounds the pages of staff, besides the rest.
#[derive(Debug, Clone, Default)]
pub struct StaffFrame {
    /// Who is signed in.
    pub name: String,
    /// The roles held, worded.
    pub roles: String,
    /// The purpose in force, worded.
    pub purpose: String,
    /// What this person may open.
    pub nav: Vec<Link>,
    /// What stands in the search box; `None` when the person may not search.
    pub search: Option<String>,
}

/// A role in the reader's language.
#[must_use]
pub fn role_words(say: &Say, role: Role) -> String {
    say.say(&format!("platform-role-{}", role.code()))
}

/// A purpose in the reader's language.
#[must_use]
pub fn purpose_words(say: &Say, purpose: Purpose) -> String {
    let code = purpose.code().replace('_', "-");
    say.say(&format!("platform-purpose-{code}"))
}

impl StaffFrame {
    /// The frame of a person under a purpose: only the links the policies open, and the search
    /// box only when they open the search. `here` is the path of the page being read.
    #[must_use]
    pub fn of(
        say: &Say,
        name: impl Into<String>,
        actor: &Actor,
        purpose: Purpose,
        authority: &Authority,
        nav: &[NavEntry],
        here: &str,
    ) -> StaffFrame {
        let open = |action| authority.offers(actor, action, purpose);
        let roles: Vec<String> = actor
            .roles
            .iter()
            .map(|role| role_words(say, *role))
            .collect();
        let links = nav.iter().filter(|entry| open(entry.needs));
        StaffFrame {
            name: name.into(),
            roles: roles.join(", "),
            purpose: purpose_words(say, purpose),
            nav: links
                .map(|entry| Link {
                    href: entry.href.to_owned(),
                    label: say.say(entry.key),
                    current: entry.href == here,
                })
                .collect(),
            search: open(Action::SearchRun).then(String::new),
        }
    }
}

/// Everything a layout needs around one page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The operator's settings.
    pub framing: Arc<Framing>,
    /// The page's own title, worded, without the service's name.
    pub title: String,
    /// Sentences in the reader's language.
    pub say: Say,
    /// Path and query of this page: where a change of language comes back to.
    pub here: String,
    /// The token of this page's forms.
    pub csrf: String,
    /// Whether the quick exit is offered.
    pub exit_button: bool,
    /// Whether the browser's title and history say nothing of the subject.
    pub neutral_title: bool,
    /// Whether the page shows errors: its title says so first.
    pub in_error: bool,
    /// Where the back link leads.
    pub back: Option<String>,
    /// Present on the pages of staff.
    pub staff: Option<StaffFrame>,
}

impl Frame {
    /// The same, with the quick exit and a title that says nothing of the subject: for
    /// sensitive types.
    #[must_use]
    pub fn discreet(mut self) -> Frame {
        self.exit_button = true;
        self.neutral_title = true;
        self
    }

    /// The same, for a page that shows errors.
    #[must_use]
    pub fn with_errors(mut self, any: bool) -> Frame {
        self.in_error = any;
        self
    }

    /// The same, with a back link.
    #[must_use]
    pub fn back_to(mut self, href: impl Into<String>) -> Frame {
        self.back = Some(href.into());
        self
    }

    /// The same, inside the staff's frame.
    #[must_use]
    pub fn for_staff(mut self, staff: StaffFrame) -> Frame {
        self.staff = Some(staff);
        self
    }

    /// What the browser shows in its tab and keeps in its history.
    #[must_use]
    pub fn full_title(&self) -> String {
        if self.neutral_title {
            return self.say.say("platform-neutral-title");
        }
        let key = if self.in_error {
            "platform-title-in-error"
        } else {
            "platform-title"
        };
        let service = self.framing.service.as_str();
        self.say
            .with(key, &[("title", &self.title), ("service", service)])
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, path: &str) -> String {
        self.framing.assets.url(path)
    }

    /// The languages offered, each with the address that chooses it and comes back here.
    #[must_use]
    pub fn languages(&self) -> Vec<(&'static str, String, String, bool)> {
        Lang::ALL
            .into_iter()
            .map(|lang| {
                let name = self.say.say(match lang {
                    Lang::Fr => "platform-language-fr",
                    Lang::En => "platform-language-en",
                });
                let href = super::lang::address(lang, &self.here);
                (lang.code(), name, href, lang == self.say.lang)
            })
            .collect()
    }

    /// Where the quick exit leads: a neutral page of another site, chosen in the locales.
    #[must_use]
    pub fn exit_to(&self) -> String {
        self.say.say("platform-exit-address")
    }

    /// The reader's language code, for `<html lang>`.
    #[must_use]
    pub fn lang_code(&self) -> &'static str {
        self.say.lang.code()
    }
}

//! The register of routes: who each is for, what it answers, how much it takes. Pages are only
//! reachable through it, so what tests and `faisceau routes` list is what is served.

use std::fmt;

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use serde::Serialize;

use super::rate::Rate;
use crate::access::Action;

/// For whom a route is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Anybody.
    Public,
    /// The holder of a draft.
    Draft,
    /// A victim in the space of a complaint.
    FollowUp,
    /// A telephone that gives files to one draft, and opens nothing else.
    Telephone,
    /// A member of staff who may do this to something; the thing itself is checked later.
    Staff(Action),
    /// Any member of staff who signed in: the own account, the sign-out.
    AnyStaff,
    /// The program of a partner, by its key, that may do this to something.
    Partner(Action),
    /// Machines of the operator: health, measures.
    System,
}

impl Audience {
    /// The stable word used in lists and bound into form tokens.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Audience::Public => "public",
            Audience::Draft => "draft",
            Audience::FollowUp => "follow_up",
            Audience::Telephone => "telephone",
            Audience::Staff(_) | Audience::AnyStaff => "staff",
            Audience::Partner(_) => "partner",
            Audience::System => "system",
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Audience::Staff(action) => write!(out, "staff({})", action.code()),
            Audience::Partner(action) => write!(out, "partner({})", action.code()),
            other => out.write_str(other.code()),
        }
    }
}

/// What a route answers when all goes well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// A page. Tests of accessibility visit every GET of this kind.
    Html,
    /// JSON; failures are `application/problem+json`.
    Json,
    /// A file to keep, or an asset.
    File,
    /// A redirection to a page, or the page again with its errors.
    Redirect,
    /// Plain text for machines.
    Text,
}

impl Answers {
    /// The stable word used in lists.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Answers::Html => "html",
            Answers::Json => "json",
            Answers::File => "file",
            Answers::Redirect => "redirect",
            Answers::Text => "text",
        }
    }
}

/// How much a route takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodySize {
    /// Nothing but the address.
    None,
    /// A form: up to 1 MiB, which holds the longest narrative many times.
    Form,
    /// Files: up to what the configuration says.
    Upload,
}

/// One route, as registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The capability that owns it.
    pub owner: &'static str,
    /// The method; GET answers HEAD too.
    pub method: Method,
    /// The pattern, such as `/plainte/q/{n}`.
    pub path: &'static str,
    /// For whom.
    pub audience: Audience,
    /// What it answers.
    pub answers: Answers,
    /// Which gesture is counted; `None` for assets and machines.
    pub rate: Option<Rate>,
    /// How much it takes.
    pub body: BodySize,
    /// Whether unsafe methods need a form token. Only routes that no cookie opens do without.
    pub token: bool,
    /// Whether the person behind the session must have been proven lately.
    pub sensitive: bool,
}

impl Route {
    fn new(method: Method, path: &'static str, audience: Audience) -> Route {
        let reads = method == Method::GET;
        Route {
            owner: "",
            path,
            audience,
            answers: if reads {
                Answers::Html
            } else {
                Answers::Redirect
            },
            rate: match audience {
                Audience::System => None,
                Audience::Partner(_) => Some(Rate::Partner),
                _ if reads => Some(Rate::Page),
                _ => Some(Rate::Answer),
            },
            body: if reads {
                BodySize::None
            } else {
                BodySize::Form
            },
            // What a key in a header opens, no other site can send.
            token: !reads && !matches!(audience, Audience::Partner(_)),
            sensitive: false,
            method,
        }
    }

    /// A page to read: answers HTML unless told otherwise.
    #[must_use]
    pub fn get(path: &'static str, audience: Audience) -> Route {
        Route::new(Method::GET, path, audience)
    }

    /// A gesture: takes a form, answers a redirection unless told otherwise.
    #[must_use]
    pub fn post(path: &'static str, audience: Audience) -> Route {
        Route::new(Method::POST, path, audience)
    }

    /// A replacement, for the JSON interface.
    #[must_use]
    pub fn put(path: &'static str, audience: Audience) -> Route {
        Route::new(Method::PUT, path, audience).answering(Answers::Json)
    }

    /// A part of something sent in several.
    #[must_use]
    pub fn patch(path: &'static str, audience: Audience) -> Route {
        Route::new(Method::PATCH, path, audience).answering(Answers::Text)
    }

    /// What is spoken at an address.
    #[must_use]
    pub fn options(path: &'static str, audience: Audience) -> Route {
        let mut route = Route::new(Method::OPTIONS, path, audience).answering(Answers::Text);
        route.body = BodySize::None;
        route
    }

    /// A removal, for the JSON interface.
    #[must_use]
    pub fn delete(path: &'static str, audience: Audience) -> Route {
        Route::new(Method::DELETE, path, audience).answering(Answers::Json)
    }

    /// The same, answering something else.
    #[must_use]
    pub fn answering(mut self, answers: Answers) -> Route {
        self.answers = answers;
        self
    }

    /// The same, counted as another gesture.
    #[must_use]
    pub fn counted_as(mut self, rate: Rate) -> Route {
        self.rate = Some(rate);
        self
    }

    /// The same, not counted.
    #[must_use]
    pub fn uncounted(mut self) -> Route {
        self.rate = None;
        self
    }

    /// The same, taking files.
    #[must_use]
    pub fn taking_files(mut self) -> Route {
        self.body = BodySize::Upload;
        match self.audience {
            // One partner sends the files of many people.
            Audience::Partner(_) => self,
            _ => self.counted_as(Rate::Upload),
        }
    }

    /// The same, for who was proven lately to be who they say: what a session left open must not do.
    #[must_use]
    pub fn sensitive(mut self) -> Route {
        self.sensitive = true;
        self
    }

    /// The same, without a form token: only for what a key in a header opens, never a cookie.
    #[must_use]
    pub fn opened_by_key(mut self) -> Route {
        self.token = false;
        self
    }
}

/// A route as `faisceau routes --json` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RouteRow {
    /// The method.
    pub method: String,
    /// The pattern.
    pub path: &'static str,
    /// Whether it answers a page: then tests of accessibility visit it.
    pub html: bool,
    /// What it answers: `html`, `json`, `file`, `redirect`, `text`.
    pub answers: &'static str,
    /// For whom, such as `public` or `staff(complaint.read)`.
    pub audience: String,
    /// Whether it asks for a recent proof of who is behind the session.
    pub sensitive: bool,
    /// The capability that owns it.
    pub owner: &'static str,
}

impl Route {
    /// This route as a row of the printed list.
    #[must_use]
    pub fn row(&self) -> RouteRow {
        RouteRow {
            method: self.method.to_string(),
            path: self.path,
            html: self.answers == Answers::Html,
            answers: self.answers.code(),
            audience: self.audience.to_string(),
            sensitive: self.sensitive,
            owner: self.owner,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:<6} {:<44} {:<28} {:<8} {}",
            self.method.as_str(),
            self.path,
            self.audience.to_string(),
            self.answers.code(),
            self.owner
        )
    }
}

/// A link of the staff navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavEntry {
    /// Smaller comes first.
    pub order: u16,
    /// Where it leads.
    pub href: &'static str,
    /// The key of its words.
    pub key: &'static str,
    /// What a person must be able to do, to something, for it to be shown.
    pub needs: Action,
}

/// Routes with what answers them, collected from every capability. `S` is the router's state.
pub struct Routes<S = ()> {
    owner: &'static str,
    pub(crate) entries: Vec<(Route, MethodRouter<S>)>,
    nav: Vec<NavEntry>,
}

impl<S> fmt::Debug for Routes<S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Routes({}, {})", self.owner, self.entries.len())
    }
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No route yet; `owner` is the capability's name.
    #[must_use]
    pub fn new(owner: &'static str) -> Routes<S> {
        Routes {
            owner,
            entries: Vec::new(),
            nav: Vec::new(),
        }
    }

    /// Registers a route and what answers it.
    #[must_use]
    pub fn with<H, T>(self, route: Route, handler: H) -> Routes<S>
    where
        H: Handler<T, S>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(route.method.clone())
            .expect("routes are made with the methods axum knows");
        self.with_method_router(route, on(filter, handler))
    }

    pub(crate) fn with_method_router(
        mut self,
        mut route: Route,
        answer: MethodRouter<S>,
    ) -> Routes<S> {
        route.owner = self.owner;
        self.entries.push((route, answer));
        self
    }

    /// Registers a link of the staff navigation.
    #[must_use]
    pub fn with_nav(mut self, entry: NavEntry) -> Routes<S> {
        self.nav.push(entry);
        self
    }

    /// These routes, then those of another capability.
    #[must_use]
    pub fn and(mut self, other: Routes<S>) -> Routes<S> {
        self.entries.extend(other.entries);
        self.nav.extend(other.nav);
        self
    }

    /// Every route registered, in order.
    pub fn list(&self) -> impl Iterator<Item = &Route> {
        self.entries.iter().map(|(route, _)| route)
    }

    /// The staff navigation, in order.
    #[must_use]
    pub fn nav(&self) -> Vec<NavEntry> {
        let mut nav = self.nav.clone();
        nav.sort_by_key(|entry| entry.order);
        nav
    }
}

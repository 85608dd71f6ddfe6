//! The pages every page links to: help, accessibility, data, legal notice, site map. What the
//! law says comes from the pack, the rest from `locales/`.

use super::shown::shown;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use faisceau_platform::register;
use faisceau_platform::web::parts::{Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Front, Visit};
use std::sync::Arc;

/// A part of a page: title, paragraphs, links.
#[derive(Default)]
struct Part {
    title: String,
    paragraphs: Vec<(String, Option<String>)>,
    links: Vec<(String, String)>,
}

impl Part {
    fn new(title: String) -> Part {
        Part {
            title,
            ..Part::default()
        }
    }

    fn saying(mut self, words: String) -> Part {
        self.paragraphs.push((words, None));
        self
    }

    fn linking(mut self, words: String, href: impl Into<String>) -> Part {
        self.links.push((words, href.into()));
        self
    }
}

#[derive(Template)]
#[template(path = "intake/about.html")]
struct About {
    f: Frame,
    title: String,
    parts: Vec<Part>,
}

fn about(visit: &Visit, title: String, parts: Vec<Part>) -> Result<Response, Failure> {
    shown(&About {
        f: visit.frame(title.clone()).back_to("/"),
        title,
        parts,
    })
}

/// Who answers for the service, and how to reach them.
fn controller(front: &Front, visit: &Visit) -> Part {
    let say = visit.say();
    let config = &front.world.config;
    let part =
        Part::new(say.say("intake-controller-title")).saying(config.controller_name().to_owned());
    if config.contact.is_empty() {
        part
    } else {
        part.saying(config.contact.clone())
    }
}

/// The statement of accessibility.
pub(super) async fn accessibility(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let say = visit.say();
    let parts = vec![
        Part::new(say.say("intake-accessibility-state-title"))
            .saying(say.say("intake-accessibility-state"))
            .saying(say.say("intake-accessibility-measured")),
        Part::new(say.say("intake-accessibility-other-title"))
            .saying(say.say("intake-accessibility-other"))
            .linking(say.say("intake-link-help"), "/aide"),
        controller(&front, &visit).saying(say.say("intake-accessibility-tell")),
        Part::new(say.say("intake-accessibility-defender-title"))
            .saying(say.say("intake-accessibility-defender"))
            .linking(
                say.say("intake-accessibility-defender-link"),
                say.say("intake-accessibility-defender-address"),
            ),
    ];
    about(&visit, say.say("intake-accessibility-title"), parts)
}

#[derive(Template)]
#[template(path = "intake/notice.html")]
struct Notice {
    f: Frame,
    parts: Vec<(String, Vec<String>, SummaryList)>,
    law: Vec<(String, Option<String>)>,
    others: Vec<Part>,
}

/// What becomes of personal data: the notice, made of what runs.
pub(super) async fn data(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let say = visit.say();
    let days = i64::from(front.world.config.limits.draft_days);
    let parts = register::notice(&front.world, &say).into_iter();
    let parts = parts.map(|part| {
        let rows = part.rows.into_iter().map(|[label, answer]| Row {
            values: answer.lines().map(str::to_owned).collect(),
            ..Row::new(label, "")
        });
        let list = SummaryList::new(&say, "", rows.collect());
        (part.title, part.paragraphs, list)
    });
    shown(&Notice {
        f: visit.frame(say.say("intake-data-title")).back_to("/"),
        parts: parts.collect(),
        law: register::law(&front.world, &say)?,
        others: vec![
            Part::new(say.say("intake-data-draft-title"))
                .saying(say.number("intake-data-draft", days))
                .saying(say.say("intake-data-draft-staff")),
            Part::new(say.say("intake-data-cookies-title")).saying(say.say("intake-data-cookies")),
        ],
    })
}

/// The legal notice.
pub(super) async fn mentions(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let say = visit.say();
    let parts = vec![
        controller(&front, &visit),
        Part::new(say.say("intake-mentions-software-title"))
            .saying(say.say("intake-mentions-software")),
    ];
    about(&visit, say.say("intake-mentions-title"), parts)
}

/// Every page one can open without a code.
pub(super) async fn map(visit: Visit) -> Result<Response, Failure> {
    let say = visit.say();
    let link = |part: Part, key: &str, href: &str| part.linking(say.say(key), href);
    let file = link(
        Part::new(say.say("intake-map-file")),
        "intake-link-home",
        "/",
    );
    let file = link(file, "intake-link-orientation", "/orientation");
    let file = link(file, "intake-link-resume", "/reprendre");
    let file = link(file, "intake-link-follow", "/suivi");
    let file = link(file, "intake-link-verify", "/verify");
    let file = link(file, "blank-link", "/formulaires");
    let help = Part::new(say.say("intake-map-help"));
    let help = link(help, "intake-link-danger", "/danger");
    let help = link(help, "intake-link-numbers", "/numeros");
    let help = link(help, "intake-link-help", "/aide");
    let site = Part::new(say.say("intake-map-site"));
    let site = link(site, "intake-link-accessibility", "/accessibilite");
    let site = link(site, "intake-link-data", "/donnees-personnelles");
    let site = link(site, "intake-link-mentions", "/mentions");
    about(&visit, say.say("intake-map-title"), vec![file, help, site])
}

/// How to be helped.
pub(super) async fn help(visit: Visit) -> Result<Response, Failure> {
    let say = visit.say();
    let parts = vec![
        Part::new(say.say("intake-help-stop-title"))
            .saying(say.say("intake-help-stop"))
            .linking(say.say("intake-link-resume"), "/reprendre"),
        Part::new(say.say("intake-help-unknown-title")).saying(say.say("intake-help-unknown")),
        Part::new(say.say("intake-help-someone-title"))
            .saying(say.say("intake-help-someone"))
            .linking(say.say("intake-link-numbers"), "/numeros")
            .linking(say.say("blank-link"), "/formulaires"),
        Part::new(say.say("intake-help-exit-title")).saying(say.say("intake-help-exit")),
    ];
    about(&visit, say.say("intake-help-title"), parts)
}

//! The list of every type, for who knows already, and the search by words. What is typed is sent in
//! the body of the request, read here, and kept nowhere; that a search found nothing is counted.

use super::shown::{Pairs, first, piece, shown_as};
use crate::count_search::{Outcome, count_search};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::form::{Kind, OTHER};
use faisceau_domain::journal::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::parts::{
    Asked, Choice, Choices, ErrorSummary, FieldError, Kind as Typing, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Visit};
use std::sync::Arc;

/// Longest text shown again in the field of the search.
const TYPED_MAX: usize = 400;
/// Sent with what is chosen from the list under a search that found nothing.
const AFTER: (&str, &str) = ("apres", "recherche");

#[derive(Template)]
#[template(path = "intake/list.html")]
struct List {
    f: Frame,
    errors: ErrorSummary,
    types: Markup,
}

/// Every type of the pack, the one for everything else last.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    list(&front, &visit, false)
}

pub(super) fn list(
    front: &Front,
    visit: &Visit,
    nothing_chosen: bool,
) -> Result<Response, Failure> {
    let say = visit.say();
    let error = nothing_chosen.then(|| say.say("intake-orientation-none"));
    let (known, other) = open_types(front);
    let title = say.say("orientation-list-title");
    let asked = Asked::new(&say, "type", title.clone())
        .error(error.clone())
        .as_title();
    let page = List {
        f: visit
            .frame(title)
            .back_to("/orientation")
            .with_errors(nothing_chosen),
        errors: ErrorSummary::new(&say, told("type", error)),
        types: piece(&Choices::one(&say, asked, labels(visit, &known, &other)))?,
    };
    shown_as(status(nothing_chosen), &page)
}

/// The types of today, and the one for everything else.
fn open_types(front: &Front) -> (Vec<&Kind>, Vec<&Kind>) {
    let open = front
        .world
        .forms
        .open_on(super::orient::today(&front.world));
    open.into_iter().partition(|kind| kind.code != OTHER)
}

/// The names alone: nobody reads nineteen descriptions, and the next page says the one chosen.
fn labels(visit: &Visit, known: &[&Kind], other: &[&Kind]) -> Vec<Choice> {
    let label = |kind: &&Kind| Choice::new(&kind.code, kind.label.get(visit.lang));
    let mut labels: Vec<Choice> = known.iter().map(label).collect();
    labels.extend(other.iter().map(|kind| {
        let mut choice = label(kind);
        choice.apart = true;
        choice
    }));
    labels
}

/// The few that a search finds, with what each is.
fn described(visit: &Visit, found: &[&Kind]) -> Vec<Choice> {
    let choice = |kind: &&Kind| {
        Choice::new(&kind.code, kind.label.get(visit.lang)).hint(kind.lead.get(visit.lang))
    };
    found.iter().map(choice).collect()
}

fn told(name: &str, error: Option<String>) -> Vec<FieldError> {
    let error = error.map(|message| FieldError {
        name: name.to_owned(),
        message,
    });
    error.into_iter().collect()
}

fn status(wrong: bool) -> StatusCode {
    if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}

/// To what must be said before the first question of that type.
pub(super) async fn choose(
    State(front): State<Arc<Front>>,
    visit: Visit,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    match front.world.forms.kind(first(&pairs, "type")) {
        Some(kind) => {
            if first(&pairs, AFTER.0) == AFTER.1 {
                counted(&front, &visit, Outcome::Chosen(&kind.code)).await;
            }
            let to = format!("/information-prealable/{}", kind.code);
            Ok(Redirect::to(&to).into_response())
        }
        None => list(&front, &visit, true),
    }
}

#[derive(Template)]
#[template(path = "intake/search.html")]
struct Search {
    f: Frame,
    errors: ErrorSummary,
    field: Markup,
    /// Nothing was found: the list of every type stands in for it.
    nothing: bool,
    after: (&'static str, &'static str),
    types: Option<Markup>,
}

/// The search, before anything is typed.
pub(super) async fn search(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    searched(&front, &visit, "", None, None)
}

/// What the words typed lead to.
pub(super) async fn find(
    State(front): State<Arc<Front>>,
    visit: Visit,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let say = visit.say();
    let typed: String = first(&pairs, "mots").chars().take(TYPED_MAX).collect();
    if typed.is_empty() {
        let error = say.say("orientation-search-empty");
        return searched(&front, &visit, "", Some(error), None);
    }
    let found = front.world.forms.search(&typed);
    let outcome = match found.is_empty() {
        true => Outcome::Nothing,
        false => Outcome::Found,
    };
    counted(&front, &visit, outcome).await;
    searched(&front, &visit, &typed, None, Some(found))
}

/// Counts, and says so in the log when it could not: who looks for help is not told.
async fn counted(front: &Front, visit: &Visit, outcome: Outcome<'_>) {
    let cx = Cx::anyone(&front.world, Actor::Stranger, visit.lang);
    if let Err(fault) = count_search(&cx, outcome).await {
        tracing::error!(%fault, "a search was not counted");
    }
}

fn searched(
    front: &Front,
    visit: &Visit,
    typed: &str,
    error: Option<String>,
    found: Option<Vec<&Kind>>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let title = say.say("orientation-search-title");
    let asked = Asked::new(&say, "mots", say.say("orientation-search-label"))
        .hint(say.say("orientation-search-hint"))
        .error(error.clone());
    let nothing = found.as_ref().is_some_and(Vec::is_empty);
    let types = found.map(|found| {
        let (key, shown) = match nothing {
            true => {
                let (known, other) = open_types(front);
                ("orientation-search-in-list", labels(visit, &known, &other))
            }
            false => ("orientation-search-found", described(visit, &found)),
        };
        let asked = Asked::new(&say, "type", say.say(key));
        piece(&Choices::one(&say, asked, shown))
    });
    let wrong = error.is_some();
    let page = Search {
        // What one searched for is as telling as what one chose.
        f: visit
            .frame(title)
            .discreet()
            .back_to("/orientation")
            .with_errors(wrong),
        errors: ErrorSummary::new(&say, told("mots", error)),
        field: piece(&TextField::new(asked, Typing::Text, typed))?,
        nothing,
        after: AFTER,
        types: types.transpose()?,
    };
    shown_as(status(wrong), &page)
}

//! A long form as a list of tasks: what each one is and where it stands, each leading to its first page
//! with something left. Nothing here keeps from sending but who files.

use super::hold::{Held, address};
use super::shown::{piece, shown};
use askama::Template;
use axum::response::Response;
use faisceau_domain::form::{Journey, TaskState};
use faisceau_platform::web::parts::{self, Tag, TaskList, Tone};
use faisceau_platform::web::{Failure, Frame, Markup};

/// The address of the list.
pub(super) const TASKS: &str = "/plainte/taches";

#[derive(Template)]
#[template(path = "intake/tasks.html")]
struct Tasks {
    f: Frame,
    code: String,
    done: String,
    tasks: Markup,
    ready: bool,
}

/// The tasks of the draft; a draft that has none goes on where it was.
pub(super) async fn page(held: Held) -> Result<Response, Failure> {
    let say = held.visit.say();
    let journey = held.journey();
    let tasks = journey.tasks();
    if tasks.is_empty() {
        return Ok(held.goes_on());
    }
    let settled = |state| matches!(state, TaskState::Done | TaskState::Optional);
    let done = tasks.iter().filter(|task| settled(task.state)).count();
    let numbers = [done.to_string(), tasks.len().to_string()];
    let list = tasks.iter().map(|task| {
        let (tone, words) = worded(task.state);
        parts::Task {
            label: task.label.get(say.lang).to_owned(),
            href: Some(format!("/plainte/q/{}", task.opens)),
            state: Tag {
                label: say.say(words),
                tone,
            },
        }
    });
    shown(&Tasks {
        f: held.frame(say.say("tasks-title")).back_to("/urgent"),
        code: held.code(),
        done: say.with(
            "tasks-done-count",
            &[("done", &numbers[0]), ("total", &numbers[1])],
        ),
        tasks: piece(&TaskList {
            tasks: list.collect(),
        })?,
        ready: journey.missing().is_empty(),
    })
}

fn worded(state: TaskState) -> (Tone, &'static str) {
    match state {
        TaskState::ToDo => (Tone::Plain, "tasks-to-do"),
        TaskState::Started => (Tone::Info, "tasks-started"),
        TaskState::Done => (Tone::Ok, "tasks-done"),
        TaskState::Optional => (Tone::Plain, "tasks-optional"),
    }
}

/// Where a draft goes on: its list of tasks, else its first page with something left.
pub(super) fn goes_on(journey: &Journey<'_>) -> String {
    if journey.kind().has_tasks() {
        TASKS.to_owned()
    } else {
        address(journey.resume())
    }
}

/// Where one goes to complete what keeps from sending.
pub(super) fn completes(journey: &Journey<'_>) -> String {
    let missing = journey.missing();
    let page = missing
        .first()
        .and_then(|missing| journey.page(&missing.slug));
    page.map_or_else(|| goes_on(journey), address)
}

/// The page after that one, and the one before it, within its task; the list at both ends. `None` where
/// the type is no list of tasks.
pub(super) fn around(journey: &Journey<'_>, slug: &str) -> Option<(String, String)> {
    let task = journey.task_of(slug)?;
    let place = task.pages.iter().position(|other| *other == slug)?;
    let at = |place: Option<usize>| {
        let page = place.and_then(|place| task.pages.get(place));
        page.map_or_else(|| TASKS.to_owned(), |slug| format!("/plainte/q/{slug}"))
    };
    Some((at(place.checked_sub(1)), at(Some(place + 1))))
}

//! A page of questions: shown as it was left, taken when sent, shown again with what is wrong.
//! What was typed is never lost on the way.

use super::contacts::{Card, cards};
use super::field::{Look, Sheet};
use super::hold::{Held, address, opens_nothing};
use super::shown::{Pairs, first, piece, shown_as};
use super::{exhibits, keep, names, resume, tasks, tus};
use crate::answer;
use crate::identity::{self, Offer, Way};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::form::{FieldError, FieldKind, Pack, Page, PageUse, Posted};
use faisceau_platform::deposit::FileRow;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{self, ErrorSummary, Notice, Tone};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Visit};
use serde::Deserialize;
use std::sync::Arc;

/// How one comes to a page of questions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    /// `verifier`: from the page of answers, where one goes back.
    de: String,
    /// The code of something told though nothing was refused on the page before.
    note: String,
}

/// The address of the page of answers, as a word.
const CHECK: &str = "verifier";

/// What may be told after a page was taken.
const NOTES: [&str; 2] = ["card_number", "secret_found"];

#[derive(Template)]
#[template(path = "intake/question.html")]
struct Question {
    f: Frame,
    code: String,
    errors: ErrorSummary,
    notices: Vec<Notice>,
    caption: Caption,
    title: Option<String>,
    lead: Option<String>,
    evidence: Vec<String>,
    action: String,
    page: String,
    from_check: bool,
    files: bool,
    sending: Sending,
    fields: Vec<Markup>,
    fold: Option<Markup>,
    cards: Vec<Card>,
    alone: bool,
    ways: Vec<Way>,
    /// Where long answers are kept while they are written.
    autosave: Option<String>,
}

/// Where one is: in which item or task, and at which page of how many.
struct Caption {
    of: Option<String>,
    /// `4/17`, for the eye.
    short: String,
    /// The same in words, for who listens.
    place: String,
}

/// The optional questions at the end of a page, opened when one wants to say more.
#[derive(Template)]
#[template(path = "intake/fold.html")]
struct Fold {
    label: String,
    open: bool,
    fields: Vec<Markup>,
}

impl Fold {
    /// What a page folds; open when something in it was answered or is wrong.
    fn of(sheet: &Sheet<'_>, page: &Page<'_>) -> Result<Option<Markup>, Failure> {
        let Some(label) = page.fold() else {
            return Ok(None);
        };
        let inside: Vec<_> = page
            .asked
            .iter()
            .filter(|asked| page.folds(asked))
            .collect();
        let fields = inside.iter().map(|asked| sheet.question(asked));
        let fold = Fold {
            label: label.get(sheet.say.lang).to_owned(),
            open: inside.iter().any(|asked| sheet.holds(asked)),
            fields: fields.collect::<Result<_, _>>()?,
        };
        piece(&fold).map(Some)
    }
}

/// What the script that sends files in parts says, with the names it fills itself.
pub(super) struct Sending {
    pub(super) to: &'static str,
    pub(super) sending: String,
    pub(super) cut: String,
    pub(super) failed: String,
    pub(super) done: String,
}

impl Sending {
    /// Sends to that address.
    pub(super) fn new(say: &Say, pack: &Pack, to: &'static str) -> Sending {
        let holes = [("name", "{name}"), ("percent", "{percent}")];
        let failed = pack.told(say.lang, "file_failed", &holes);
        Sending {
            to,
            sending: say.with("exhibits-upload-sending", &holes),
            cut: say.with("exhibits-upload-cut", &holes),
            failed: failed.unwrap_or_default(),
            done: say.say("exhibits-upload-done"),
        }
    }
}

/// What a page of questions is shown with, besides the draft.
#[derive(Default)]
pub(super) struct Shown<'a> {
    /// What the inputs hold; absent: the stored answers.
    pub(super) posted: Option<Posted>,
    /// What is wrong.
    pub(super) errors: &'a [FieldError],
    /// What is wrong with files, by the name of their field.
    pub(super) files: Vec<parts::FieldError>,
    /// What is told besides.
    pub(super) notices: Vec<Notice>,
    /// Whether one goes back to the page of answers.
    pub(super) from_check: bool,
    /// Providers that may tell who the person is.
    pub(super) ways: Vec<Way>,
}

/// A page of questions.
pub(super) async fn page(
    held: Held,
    headers: HeaderMap,
    Path(slug): Path<String>,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let journey = held.journey();
    let Some(page) = journey.page(&slug) else {
        return Ok(held.goes_on());
    };
    if page.purpose != PageUse::Questions {
        return Ok(Redirect::to(&address(page)).into_response());
    }
    let notices = NOTES.into_iter().filter(|note| *note == from.note);
    let notices = notices.map(|note| masked(&held, note));
    let notices = held.ends_soon().into_iter().chain(notices).collect();
    let mut shown = Shown {
        notices,
        from_check: from.de == CHECK,
        ..Shown::default()
    };
    offered(&held, &headers, page, &mut shown).await?;
    show(&held, page, shown).await
}

/// Where it is asked who the person is: what a provider tells, filled and said to be so, or a way to ask it.
async fn offered(
    held: &Held,
    headers: &HeaderMap,
    page: &Page<'_>,
    shown: &mut Shown<'_>,
) -> Result<(), Failure> {
    let say = held.visit.say();
    let journey = held.journey();
    match Offer::of(&held.cx, &held.visit, headers, (&journey, page)).await? {
        Offer::Nothing => {}
        Offer::ToAsk => {
            let (world, back) = (&held.cx.world, address(page));
            shown.ways = identity::ways_back(world, &say, "identity-fill", &back);
        }
        Offer::Filled(posted, provider) => {
            let told = say.with("identity-filled", &[("provider", provider.as_str())]);
            let may = say.say("identity-filled-text");
            shown.notices.push(Notice::new(Tone::Info, told, may));
            shown.posted = Some(posted);
        }
    }
    Ok(())
}

fn masked(held: &Held, note: &str) -> Notice {
    let words = held.cx.world.forms.error(note);
    let text = words.map_or("", |words| words.get(held.visit.lang));
    Notice::new(Tone::Info, text, "").live()
}

/// Shows a page of questions; 422 when something is wrong.
pub(super) async fn show(
    held: &Held,
    page: &Page<'_>,
    shown: Shown<'_>,
) -> Result<Response, Failure> {
    let say = held.visit.say();
    let journey = held.journey();
    let posted = shown.posted.unwrap_or_else(|| journey.fill(page));
    let received = exhibits::held(held).await?;
    let limits = exhibits::limits(held);
    let title = page.title.get(say.lang);
    let alone = page.asked.len() == 1 && page.asked[0].field.label.get(say.lang) == title;
    let sheet = Sheet {
        say: &say,
        pack: &held.cx.world.forms,
        posted: &posted,
        errors: shown.errors,
        look: if alone { Look::Title } else { Look::Several },
        files: &rows(held, &received),
        limits: &limits,
        files_wrong: &shown.files,
    };
    let mut told = sheet.told(&page.asked);
    told.extend(shown.files.iter().cloned());
    let wrong = !told.is_empty();
    let files = exhibits::takes_files(page);
    let question = Question {
        f: held
            .frame(browser_title(held, page))
            .back_to(before(held, page, shown.from_check))
            .with_errors(wrong),
        code: held.code(),
        errors: ErrorSummary::new(&say, told),
        notices: shown.notices,
        caption: caption(held, page),
        title: (!alone).then(|| title.to_owned()),
        lead: page.lead.map(|lead| lead.get(say.lang).to_owned()),
        evidence: exhibits::asked_by_name(page, say.lang),
        action: action(page, files),
        page: page.slug.clone(),
        from_check: shown.from_check,
        files,
        sending: Sending::new(&say, &held.cx.world.forms, tus::UPLOADS),
        // Whoever may be a child sees the numbers; on other sensitive types they are one tap away.
        cards: match journey.kind().exit_button {
            true => cards(&journey, say.lang),
            false => Vec::new(),
        },
        alone: !journey.uploads_allowed(),
        ways: shown.ways,
        autosave: (!files && has_long_answer(page)).then(|| keep::address(&page.slug)),
        fields: page
            .asked
            .iter()
            .filter(|asked| !page.folds(asked))
            .map(|asked| sheet.question(asked))
            .collect::<Result<_, _>>()?,
        fold: Fold::of(&sheet, page)?,
    };
    shown_as(status(wrong), &question)
}

/// Where the form is sent.
fn action(page: &Page<'_>, files: bool) -> String {
    if files {
        "/plainte/pieces".to_owned()
    } else {
        format!("/plainte/q/{}", page.slug)
    }
}

/// Whether a page asks for something long enough to be lost.
fn has_long_answer(page: &Page<'_>) -> bool {
    let mut asked = page.asked.iter();
    asked.any(|asked| asked.field.kind == FieldKind::Textarea)
}

/// Where the back link leads; answers are kept whichever way one goes.
fn before(held: &Held, page: &Page<'_>, from_check: bool) -> String {
    let journey = held.journey();
    let in_task = tasks::around(&journey, &page.slug);
    match journey.previous_before(&page.slug) {
        _ if from_check => "/plainte/verifier".to_owned(),
        _ if in_task.is_some() => in_task.map_or_else(String::new, |(before, _)| before),
        Some(before) => address(before),
        None => "/urgent".to_owned(),
    }
}

fn status(wrong: bool) -> StatusCode {
    if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}

fn rows(held: &Held, received: &[FileRow]) -> Vec<(String, parts::FileRow)> {
    let rows = received.iter().map(|file| {
        let id = file.id.to_string();
        (id.clone(), exhibits::row(held, file, Some(id)))
    });
    rows.collect()
}

/// The title of the browser's tab: it tells one item of a group from another.
fn browser_title(held: &Held, page: &Page<'_>) -> String {
    let say = held.visit.say();
    let title = page.title.get(say.lang);
    let Some(item) = page.item else {
        return title.to_owned();
    };
    let item = (item + 1).to_string();
    let section = page.section.get(say.lang);
    let args = [("title", title), ("section", section), ("item", &item)];
    say.with("intake-item-title", &args)
}

fn caption(held: &Held, page: &Page<'_>) -> Caption {
    let say = held.visit.say();
    let journey = held.journey();
    let task = journey.task_of(&page.slug);
    let of = match (page.item, &task) {
        (Some(item), _) => Some(format!("{} {}", page.section.get(say.lang), item + 1)),
        (None, task) => task
            .as_ref()
            .map(|task| task.label.get(say.lang).to_owned()),
    };
    let slugs: Vec<&str> = match &task {
        Some(task) => task.pages.clone(),
        None => journey
            .pages()
            .iter()
            .map(|page| page.slug.as_str())
            .collect(),
    };
    let place = slugs.iter().position(|slug| *slug == page.slug);
    let place = place.map_or(1, |place| place + 1);
    let (place, total) = (place.to_string(), slugs.len().to_string());
    Caption {
        of,
        short: format!("{place}/{total}"),
        place: say.with("intake-place", &[("place", &place), ("total", &total)]),
    }
}

/// Takes a page of questions. Of a draft that is not open any more on this device, what was typed
/// is carried to the page where codes are typed.
pub(super) async fn answered(
    held: Result<Held, Response>,
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Path(slug): Path<String>,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Response> {
    let Ok(mut held) = held else {
        let carried = resume::carry(&front, visit, &headers, &slug, pairs);
        return carried.map_err(IntoResponse::into_response);
    };
    let from_check = first(&pairs, "de") == CHECK;
    let posted = names::posted(pairs);
    let broken = |failure: Failure| failure.into_response();
    match answer::answer(&held.cx, &held.draft.code, &slug, &posted).await {
        Ok(taken) => {
            held.draft = taken.draft;
            kept(&held, &headers, &slug, &posted)
                .await
                .map_err(broken)?;
            if taken.danger {
                return Ok(Redirect::to("/urgent").into_response());
            }
            let note = taken.notices.first().map(|notice| notice.cause.code());
            Ok(next(&held, &slug, from_check, note))
        }
        Err(Error::Refused(answer::Refused::NoDraft)) => Err(opens_nothing(held.visit.tls)),
        Err(Error::Refused(answer::Refused::NoPage)) => Ok(held.goes_on()),
        Err(Error::Refused(answer::Refused::Wrong(draft, refused))) => {
            held.draft = *draft;
            let journey = held.journey();
            let Some(page) = journey.page(&slug) else {
                return Ok(held.goes_on());
            };
            let shown = Shown {
                posted: Some(refused.posted),
                errors: &refused.errors,
                from_check,
                ..Shown::default()
            };
            show(&held, page, shown).await.map_err(broken)
        }
        Err(Error::Fault(fault)) => Err(broken(Failure::fault(&fault))),
    }
}

/// Says in the journal that what a provider told was taken as it was.
async fn kept(
    held: &Held,
    headers: &HeaderMap,
    slug: &str,
    posted: &Posted,
) -> Result<(), Failure> {
    let journey = held.journey();
    if let Some(page) = journey.page(slug) {
        let (id, visit) = (held.draft.id.0, &held.visit);
        identity::taken(&held.cx, visit, headers, (id, page, posted)).await?;
    }
    Ok(())
}

/// To the page after that one; to the answers when one came from them and nothing is missing.
pub(super) fn next(
    held: &Held,
    slug: &str,
    from_check: bool,
    note: Option<&'static str>,
) -> Response {
    let journey = held.journey();
    if !from_check && let Some((_, to)) = tasks::around(&journey, slug) {
        return Redirect::to(&noted(to, note)).into_response();
    }
    if from_check && !journey.missing().is_empty() {
        return Redirect::to(&tasks::completes(&journey)).into_response();
    }
    let page = journey.next_after(slug).filter(|_| !from_check);
    let to = page.map_or_else(|| "/plainte/verifier".to_owned(), address);
    Redirect::to(&noted(to, note)).into_response()
}

/// With the code of what must be told on the page one goes to, when it is a page of questions.
fn noted(to: String, note: Option<&'static str>) -> String {
    match note {
        Some(note) if to.starts_with("/plainte/q/") => format!("{to}?note={note}"),
        _ => to,
    }
}

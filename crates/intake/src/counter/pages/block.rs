//! One block of a file as a dense screen: shown as it was left, taken when sent, shown again with what is
//! wrong. Every way out of it keeps what is typed first.

use super::beside::{Beside, Go, INTO, title};
use super::file::places;
use super::hold::{AtCounter, failure};
use crate::counter::{self, Refused, Taken};
use crate::pages::exhibits::{self, Moved, Sent};
use crate::pages::field::{Look, Sheet};
use crate::pages::names;
use crate::pages::shown::{Pairs, first, shown_as};
use askama::Template;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::Lang;
use faisceau_domain::form::screen::SHOWN;
use faisceau_domain::form::{
    self, Asked, Bilingual, FieldKind, Journey, Posted, Screen, input_name,
};
use faisceau_domain::id::DraftId;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{self, ErrorSummary, Notice, Tone};
use faisceau_platform::web::{Failure, Frame, Front, Markup};
use serde::Deserialize;
use std::sync::Arc;

/// What may be told of answers that were taken.
const NOTES: [&str; 2] = ["card_number", "secret_found"];

/// How one comes to a screen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Came {
    /// The code of something told though nothing was refused.
    note: String,
    /// A question that an answer of this screen has just opened.
    nouveau: String,
    /// The code of why a proposal was not taken.
    refus: String,
}

/// One question of the screen.
struct Question {
    key: String,
    wide: bool,
    governs: bool,
    new: bool,
    html: Markup,
}

#[derive(Template)]
#[template(path = "counter/block.html")]
struct Block {
    f: Frame,
    errors: ErrorSummary,
    notices: Vec<Notice>,
    title: String,
    kind: String,
    action: String,
    files: bool,
    /// Where long answers are kept while they are written.
    autosave: Option<String>,
    evidence: Vec<String>,
    questions: Vec<Question>,
    places: Vec<Go>,
    beside: Beside,
    /// Every way out keeps what is typed first.
    saving: bool,
}

/// What a screen is shown with, besides the file.
#[derive(Default)]
struct Shown<'a> {
    /// What the inputs hold; absent: the stored answers.
    posted: Option<Posted>,
    errors: &'a [form::FieldError],
    /// What is wrong with files, by the name of their field.
    files: Vec<parts::FieldError>,
    notices: Vec<Notice>,
    new: String,
}

/// A screen.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    at: AtCounter,
    Path((_, slug)): Path<(DraftId, String)>,
    Query(came): Query<Came>,
) -> Result<Response, Failure> {
    let say = at.visit.say();
    let notes = NOTES.into_iter().filter(|note| *note == came.note);
    let told = notes.map(|note| Notice::new(Tone::Info, word(&at, note), "").live());
    let aside = (came.note == "aside")
        .then(|| Notice::new(Tone::Ok, say.say("exhibits-aside-done"), "").live());
    let new = (!came.nouveau.is_empty())
        .then(|| Notice::new(Tone::Info, say.say("counter-opened"), "").live());
    let refused = [Refused::NothingFound, Refused::NotTaken];
    let refused = refused.iter().filter(|why| why.code() == came.refus);
    let refused = refused.map(|why| {
        let words = say.say(&format!("counter-refused-{}", why.code()));
        Notice::new(Tone::Warn, words, "").live()
    });
    let shown = Shown {
        notices: told.chain(aside).chain(new).chain(refused).collect(),
        new: came.nouveau,
        ..Shown::default()
    };
    show(&front, &at, &slug, shown).await
}

fn word(at: &AtCounter, code: &str) -> String {
    let words = at.cx.world.forms.error(code);
    words.map_or_else(String::new, |words| words.get(at.visit.lang).to_owned())
}

async fn show(
    front: &Front,
    at: &AtCounter,
    slug: &str,
    shown: Shown<'_>,
) -> Result<Response, Failure> {
    let say = at.visit.say();
    let journey = at.journey();
    let Some(screen) = journey.screen(slug) else {
        return Ok(Redirect::to(&at.at("")).into_response());
    };
    let posted = shown
        .posted
        .unwrap_or_else(|| journey.fill_all(&screen.asked));
    let (rows, limits) = received_files(at).await?;
    let sheet = Sheet {
        say: &say,
        pack: &at.cx.world.forms,
        posted: &posted,
        errors: shown.errors,
        look: Look::Dense,
        files: &rows,
        limits: &limits,
        files_wrong: &shown.files,
    };
    let mut told = sheet.told(&screen.asked);
    told.extend(shown.files.iter().cloned());
    let wrong = !told.is_empty();
    let files = asks_files(&screen);
    let title = title(&say, &screen);
    let block = Block {
        f: at
            .frame(front, &title)
            .back_to(at.at(""))
            .with_errors(wrong),
        errors: ErrorSummary::new(&say, told),
        notices: shown.notices,
        title,
        kind: journey.kind().label.get(say.lang).to_owned(),
        action: action(at, &screen),
        files,
        autosave: (!files && is_long(&screen)).then(|| at.at(&format!("/bloc/{slug}/garder"))),
        evidence: worded(&screen.evidence, say.lang),
        questions: questions(&sheet, &journey, &screen, &shown.new)?,
        places: places(at),
        beside: Beside::of(at, slug).await?,
        saving: true,
    };
    let status = if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    shown_as(status, &block)
}

/// The files received, by exhibit id, and what may be given, worded.
async fn received_files(
    at: &AtCounter,
) -> Result<(Vec<(String, parts::FileRow)>, String), Failure> {
    let held = at.held();
    let received = exhibits::held(&held).await?;
    let rows = received.iter().map(|file| {
        let id = file.id.to_string();
        (id.clone(), exhibits::row(&held, file, Some(id)))
    });
    Ok((rows.collect(), exhibits::limits(&held)))
}

fn questions(
    sheet: &Sheet<'_>,
    journey: &Journey<'_>,
    screen: &Screen<'_>,
    new: &str,
) -> Result<Vec<Question>, Failure> {
    let governing = journey.governing();
    let question = |asked: &Asked<'_>| {
        Ok(Question {
            key: asked.key.to_string(),
            wide: is_wide(asked.field.kind),
            governs: governing.contains(asked.field.key.as_str()),
            new: asked.key.to_string() == new,
            html: sheet.question(asked)?,
        })
    };
    screen.asked.iter().map(question).collect()
}

fn worded(texts: &[&Bilingual], lang: Lang) -> Vec<String> {
    let texts = texts.iter().map(|text| text.get(lang).to_owned());
    texts.collect()
}

/// Whether a question takes the whole width.
fn is_wide(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Textarea
            | FieldKind::Multi
            | FieldKind::Person
            | FieldKind::Address
            | FieldKind::File
    )
}

fn asks_files(screen: &Screen<'_>) -> bool {
    let mut asked = screen.asked.iter();
    asked.any(|asked| asked.field.kind == FieldKind::File)
}

fn is_long(screen: &Screen<'_>) -> bool {
    let mut asked = screen.asked.iter();
    asked.any(|asked| asked.field.kind == FieldKind::Textarea)
}

/// Where the form is sent.
fn action(at: &AtCounter, screen: &Screen<'_>) -> String {
    let below = if asks_files(screen) { "/pieces" } else { "" };
    at.at(&format!("/bloc/{}{below}", screen.slug))
}

/// Takes a screen.
pub(super) async fn answered(
    State(front): State<Arc<Front>>,
    at: AtCounter,
    Path((_, slug)): Path<(DraftId, String)>,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let sent = Sent {
        texts: pairs,
        ..Sent::default()
    };
    let posted = names::posted(sent.texts.clone());
    take(&front, at, &slug, &posted, sent).await
}

/// Takes a screen that asks for files, with those that came.
pub(super) async fn with_files(
    State(front): State<Arc<Front>>,
    at: AtCounter,
    Path((_, slug)): Path<(DraftId, String)>,
    form: Multipart,
) -> Result<Response, Failure> {
    let held = at.held();
    let journey = at.journey();
    let Some(screen) = journey.screen(&slug) else {
        return Ok(Redirect::to(&at.at("")).into_response());
    };
    let asks = |_: &str, input: &str| {
        let mut asked = screen.asked.iter();
        asked
            .any(|asked| asked.field.kind == FieldKind::File && input_name(&asked.key, "") == input)
    };
    let mut sent = exhibits::read_asked(&held, form, &asks).await?;
    exhibits::moved(&held, &mut sent).await?;
    let posted = exhibits::whole(&held, &screen.asked, &sent).await?;
    drop(journey);
    take(&front, at, &slug, &posted, sent).await
}

/// Keeps what is typed so far, for the script of long answers.
pub(super) async fn kept(
    at: AtCounter,
    Path((_, slug)): Path<(DraftId, String)>,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<StatusCode, Failure> {
    let posted = names::posted(pairs);
    counter::answer(&at.cx, at.file.held.id, &slug, &posted)
        .await
        .map_err(failure)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn take(
    front: &Front,
    mut at: AtCounter,
    slug: &str,
    posted: &Posted,
    sent: Sent,
) -> Result<Response, Failure> {
    let taken = counter::answer(&at.cx, at.file.held.id, slug, posted).await;
    let taken = match taken {
        Err(Error::Refused(Refused::NoBlock)) => {
            return Ok(Redirect::to(&at.at("")).into_response());
        }
        other => other.map_err(failure)?,
    };
    let Taken {
        file,
        notices,
        refused,
    } = taken;
    at.file = file;
    if refused.is_none() && sent.wrong.is_empty() {
        let note = notices.first().map(|notice| notice.cause.code());
        return goes_on(&at, slug, posted, &sent, note).await;
    }
    let refused = refused.unwrap_or_else(|| form::Refused {
        errors: Vec::new(),
        posted: at
            .journey()
            .screen(slug)
            .map_or_else(Posted::default, |screen| {
                at.journey().fill_all(&screen.asked)
            }),
        good: Vec::new(),
    });
    let shown = Shown {
        posted: Some(refused.posted),
        errors: &refused.errors,
        notices: received(&at, &sent),
        files: sent.wrong,
        ..Shown::default()
    };
    show(front, &at, slug, shown).await
}

/// What is told of the files that came.
fn received(at: &AtCounter, sent: &Sent) -> Vec<Notice> {
    let say = at.visit.say();
    let count = i64::try_from(sent.attached.len()).unwrap_or(i64::MAX);
    let came = (count > 0).then(|| say.number("intake-files-received", count));
    came.map(|words| Notice::new(Tone::Ok, words, "").live())
        .into_iter()
        .collect()
}

/// Where the gesture leads, once all is kept.
async fn goes_on(
    at: &AtCounter,
    slug: &str,
    posted: &Posted,
    sent: &Sent,
    note: Option<&str>,
) -> Result<Response, Failure> {
    let to = first(&sent.texts, "aller");
    if is_ours(to) {
        return Ok(Redirect::to(to).into_response());
    }
    let here = at.at(&format!("/bloc/{slug}"));
    let noted = |address: String| match note {
        Some(note) => format!("{address}?note={note}"),
        None => address,
    };
    let token = first(&sent.texts, "prendre");
    if !token.is_empty() {
        let address = accepted(at, sent, token, &here).await?;
        return Ok(Redirect::to(&address).into_response());
    }
    if let Some(moved) = sent.moved {
        let note = if moved == Moved::Aside {
            "?note=aside"
        } else {
            ""
        };
        return Ok(Redirect::to(&format!("{here}{note}")).into_response());
    }
    let stays = ["rester", "add"].contains(&first(&sent.texts, "do"));
    if stays || !sent.attached.is_empty() {
        return Ok(Redirect::to(&noted(here)).into_response());
    }
    let journey = at.journey();
    let opened = journey
        .screen(slug)
        .and_then(|screen| opened(&screen, posted));
    let address = match opened {
        Some(key) => format!("{here}?nouveau={key}"),
        None => noted(next(at, &journey, slug)),
    };
    Ok(Redirect::to(&address).into_response())
}

/// The first question of the screen that it did not show when it was sent.
fn opened(screen: &Screen<'_>, posted: &Posted) -> Option<String> {
    let shown = posted.all(SHOWN);
    let keys = screen.asked.iter().map(|asked| asked.key.to_string());
    keys.filter(|_| !shown.is_empty())
        .find(|key| !shown.contains(key))
}

/// The next screen with something to say; else one that lacks an answer; else the file's own page.
fn next(at: &AtCounter, journey: &Journey<'_>, slug: &str) -> String {
    let screens = journey.screens();
    let place = screens.iter().position(|screen| screen.slug == slug);
    let after = &screens[place.map_or(0, |place| place + 1)..];
    let open = |screen: &&Screen<'_>| screen.lacking > 0 || !screen.begun;
    let found = after.iter().find(open);
    let found = found.or_else(|| screens.iter().find(|screen| screen.lacking > 0));
    match found.filter(|screen| screen.slug != slug) {
        Some(screen) => at.at(&format!("/bloc/{}", screen.slug)),
        None => at.at(""),
    }
}

/// Takes a proposal into the question chosen beside it.
async fn accepted(at: &AtCounter, sent: &Sent, token: &str, here: &str) -> Result<String, Failure> {
    let into = first(&sent.texts, &format!("{INTO}{token}"));
    let taken = match into.parse() {
        Ok(key) => counter::accept(&at.cx, at.file.held.id, token, &key).await,
        Err(_) => Err(Error::Refused(Refused::NothingFound)),
    };
    match taken {
        Ok(_) => Ok(format!("{here}#trouve")),
        Err(Error::Refused(why @ (Refused::NothingFound | Refused::NotTaken))) => {
            Ok(format!("{here}?refus={}", why.code()))
        }
        Err(other) => Err(failure(other)),
    }
}

/// Whether an address sent by a button is one of the counter's: a form never leads elsewhere.
fn is_ours(address: &str) -> bool {
    let below = address == "/guichet" || address.starts_with("/guichet/");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_#".contains(&byte);
    below && address.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn a_button_leads_nowhere_else() {
        assert!(is_ours("/guichet"));
        assert!(is_ours("/guichet/0198/bloc/payment-1#f-payment-0--to_iban"));
        for elsewhere in [
            "",
            "//example.org",
            "/guichetx",
            "/agent",
            "/guichet/../x?y",
            "https://x",
        ] {
            assert!(!is_ours(elsewhere), "{elsewhere}");
        }
    }
}

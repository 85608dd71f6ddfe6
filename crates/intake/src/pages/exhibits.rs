//! Giving files on a page that asks for them, seeing what was received, taking one back. Bytes go
//! from the browser to the deposit as they come; nothing is opened.

use super::contacts::{Card, cards};
use super::hold::{Held, opens_nothing};
use super::names;
use super::question::{self, Shown};
use super::shown::shown_as;
use crate::telephone::NotGiven;
use crate::{answer, attach, detach, limit, resume};
use askama::Template;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::dates;
use faisceau_domain::Lang;
use faisceau_domain::form::{Asked, FieldKind, Page, Posted, input_name};
use faisceau_platform::deposit::set_aside::{self, Within};
use faisceau_platform::deposit::{self, FileRow, NotReceived};
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{self, Notice, Tone};
use faisceau_platform::web::{Failure, Frame, seen};

/// Longest text field of a form with files, in bytes: the same as other forms.
const TEXT_BYTES_MAX: usize = 1024 * 1024;
/// Text fields of a page.
const TEXTS_MAX: usize = 400;

/// The name of the buttons that set a file aside.
pub(super) const ASIDE: &str = "ecarter";

/// The files of the draft.
pub(crate) async fn held(held: &Held) -> Result<Vec<FileRow>, Fault> {
    let mut tx = held.cx.world.db.read().await?;
    deposit::files_of(&mut tx, held.draft.id.0).await
}

/// What may be given, worded.
pub(crate) fn limits(held: &Held) -> String {
    let say = held.visit.say();
    let limits = &held.cx.world.config.limits;
    let size = limit::told(&say, limits.exhibit_bytes_max);
    let args = [
        ("size", size.as_str()),
        ("files", &limits.exhibits_max.to_string()),
    ];
    say.with("intake-files-limits", &args)
}

/// A file as listed; with `remove`, it can be taken back or set aside under that id.
pub(crate) fn row(held: &Held, file: &FileRow, remove: Option<String>) -> parts::FileRow {
    let say = held.visit.say();
    let size = dates::size(&say, u64::try_from(file.bytes).unwrap_or(0));
    let args = [("size", size.as_str()), ("type", file.media_type.as_str())];
    parts::FileRow {
        name: file.name.clone(),
        size: say.with("intake-file-size", &args),
        digest: hex::encode(file.sha256),
        aside: remove.clone().map(|id| (ASIDE.to_owned(), id)),
        remove: remove.map(|id| ("remove".to_owned(), id)),
    }
}

#[derive(Template)]
#[template(path = "intake/no_files.html")]
struct NoFiles {
    f: Frame,
    code: String,
    words: String,
    cards: Vec<Card>,
}

/// To the page of the journey that asks for files; where none may be given, the words that say so.
pub(super) async fn page(held: Held) -> Result<Response, Failure> {
    let journey = held.journey();
    if !journey.uploads_allowed() {
        return no_files(&held, StatusCode::OK);
    }
    let asking = journey.pages().iter().rev().find(|page| takes_files(page));
    match asking {
        Some(page) => Ok(Redirect::to(&super::hold::address(page)).into_response()),
        None => Ok(held.goes_on()),
    }
}

/// The exhibits a page asks for by name.
pub(super) fn asked_by_name(page: &Page<'_>, lang: Lang) -> Vec<String> {
    let labels = page.evidence.iter();
    labels.map(|label| label.get(lang).to_owned()).collect()
}

/// Whether a page asks for files.
pub(super) fn takes_files(page: &Page<'_>) -> bool {
    let mut asked = page.asked.iter();
    asked.any(|asked| asked.field.kind == FieldKind::File)
}

/// Why no file is taken, and whom to call.
pub(super) fn no_files(held: &Held, status: StatusCode) -> Result<Response, Failure> {
    let say = held.visit.say();
    let journey = held.journey();
    let words = held.cx.world.forms.error("uploads_closed");
    let page = NoFiles {
        f: held
            .frame(say.say("intake-no-files-title"))
            .back_to(super::tasks::goes_on(&journey)),
        code: held.code(),
        words: words.map_or_else(String::new, |words| words.get(say.lang).to_owned()),
        cards: cards(&journey, say.lang),
    };
    shown_as(status, &page)
}

/// What a form with files sent.
#[derive(Default)]
pub(crate) struct Sent {
    /// The other inputs.
    pub(crate) texts: Vec<(String, String)>,
    /// Exhibits attached, with the name of their input.
    pub(crate) attached: Vec<(String, String)>,
    /// What is wrong with files.
    pub(crate) wrong: Vec<parts::FieldError>,
    /// The form ends in the middle of a file: what came before it is kept.
    pub(crate) cut: bool,
    /// Whoever gives may give no more.
    pub(crate) over: bool,
    /// A file was set aside or taken back.
    pub(crate) moved: Option<Moved>,
}

/// What was done with a file already received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moved {
    /// Taken back.
    Removed,
    /// Set aside, as it may show a minor.
    Aside,
}

impl Sent {
    pub(crate) fn text(&self, name: &str) -> &str {
        super::shown::first(&self.texts, name)
    }
}

/// Receives files and the other answers of their page.
pub(super) async fn received(mut held: Held, form: Multipart) -> Result<Response, Response> {
    let broken = |failure: Failure| failure.into_response();
    // Before a byte of a file is read.
    if !held.journey().uploads_allowed() {
        return no_files(&held, StatusCode::UNPROCESSABLE_ENTITY).map_err(broken);
    }
    let mut sent = read(&held, form).await.map_err(broken)?;
    moved(&held, &mut sent)
        .await
        .map_err(|fault| broken(fault.into()))?;
    let slug = sent.text("page").to_owned();
    let journey = held.journey();
    let Some(page) = journey.page(&slug).filter(|page| takes_files(page)) else {
        return Ok(held.goes_on());
    };
    let posted = whole(&held, &page.asked, &sent)
        .await
        .map_err(|fault| broken(fault.into()))?;
    let goes_on = sent.text("do") == "continue" && sent.moved.is_none();
    let taken = answer::answer(&held.cx, &held.draft.code, &slug, &posted).await;
    match taken {
        Ok(taken) => {
            held.draft = taken.draft;
            if goes_on && sent.wrong.is_empty() {
                if taken.danger {
                    return Ok(Redirect::to("/urgent").into_response());
                }
                let from_check = sent.text("de") == "verifier";
                let note = taken.notices.first().map(|notice| notice.cause.code());
                return Ok(question::next(&held, &slug, from_check, note));
            }
            again(&held, &slug, sent, None).await.map_err(broken)
        }
        Err(Error::Refused(answer::Refused::Wrong(draft, refused))) => {
            held.draft = *draft;
            again(&held, &slug, sent, Some((*refused, goes_on)))
                .await
                .map_err(broken)
        }
        Err(Error::Refused(answer::Refused::NoDraft)) => Err(opens_nothing(held.visit.tls)),
        Err(Error::Refused(answer::Refused::NoPage)) => Ok(held.goes_on()),
        Err(Error::Fault(fault)) => Err(broken(Failure::fault(&fault))),
    }
}

/// Sets aside the file whose button was pressed; true when it was there.
async fn put_aside(held: &Held, sent: &Sent) -> Result<bool, Fault> {
    let Ok(file) = sent.text(ASIDE).parse() else {
        return Ok(false);
    };
    let draft = held.draft.id.0;
    match set_aside::set_aside(&held.cx, Within::Draft, draft, file).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(set_aside::Refused::NoFile)) => Ok(false),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

/// The page again, with the files now received. What is wrong elsewhere on the page is told only
/// to who wanted to go on.
async fn again(
    held: &Held,
    slug: &str,
    sent: Sent,
    refused: Option<(faisceau_domain::form::Refused, bool)>,
) -> Result<Response, Failure> {
    let journey = held.journey();
    let Some(page) = journey.page(slug) else {
        return Ok(held.goes_on());
    };
    let say = held.visit.say();
    let count = i64::try_from(sent.attached.len()).unwrap_or(i64::MAX);
    let notices = (count > 0)
        .then(|| Notice::new(Tone::Ok, say.number("intake-files-received", count), "").live());
    let notices = notices.into_iter().chain(
        (sent.moved == Some(Moved::Aside))
            .then(|| Notice::new(Tone::Ok, say.say("exhibits-aside-done"), "").live()),
    );
    let from_check = sent.text("de") == "verifier";
    let (posted, errors) = match refused {
        Some((refused, true)) => (Some(refused.posted), refused.errors),
        Some((refused, false)) => (Some(refused.posted), Vec::new()),
        None => (None, Vec::new()),
    };
    let shown = Shown {
        posted,
        errors: &errors,
        files: sent.wrong,
        notices: notices.collect(),
        from_check,
        ..Shown::default()
    };
    question::show(held, page, shown).await
}

/// The texts as sent, and for each question of files those it had and those just received, as
/// far as they are still in the draft.
pub(crate) async fn whole(
    held_draft: &Held,
    asked: &[Asked<'_>],
    sent: &Sent,
) -> Result<Posted, Fault> {
    let kept = held(held_draft).await?;
    let still = |id: &String| kept.iter().any(|file| file.id.to_string() == *id);
    // Files take minutes to come: those that a telephone gave meanwhile are among the answers of now.
    let (cx, code) = (&held_draft.cx, &held_draft.draft.code);
    let now = resume::resume(cx, code).await?;
    let now = now.as_ref().unwrap_or(&held_draft.draft);
    let stored = now.journey(&cx.world.forms).fill_all(asked);
    let mut pairs = sent.texts.clone();
    for asked in asked {
        if asked.field.kind != FieldKind::File {
            continue;
        }
        let name = input_name(&asked.key, "");
        pairs.retain(|(other, _)| *other != name);
        let had = stored.all(&name).iter().cloned();
        let new = sent.attached.iter().filter(|(input, _)| *input == name);
        let ids = had.chain(new.map(|(_, id)| id.clone())).filter(still);
        pairs.extend(ids.map(|id| (name.clone(), id)));
    }
    Ok(names::posted(pairs))
}

/// Reads a form and attaches its files one after the other.
pub(super) async fn read(held: &Held, form: Multipart) -> Result<Sent, Failure> {
    read_asked(held, form, &|slug, input| asks(held, slug, input)).await
}

/// Takes back or sets aside the file whose button was pressed.
pub(crate) async fn moved(held: &Held, sent: &mut Sent) -> Result<(), Fault> {
    if let Ok(exhibit) = sent.text("remove").parse() {
        detach::detach(&held.cx, &held.draft.code, exhibit).await?;
        sent.moved = Some(Moved::Removed);
    }
    if put_aside(held, sent).await? {
        sent.moved = Some(Moved::Aside);
    }
    Ok(())
}

/// Reads a form with files: one is taken if `asks` says that the page of this slug asks for files
/// under that name.
pub(crate) async fn read_asked(
    held: &Held,
    mut form: Multipart,
    asks: &(dyn Fn(&str, &str) -> bool + Sync),
) -> Result<Sent, Failure> {
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(cut)? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            // A file input left empty.
            Some(file) if file.is_empty() => {}
            Some(file) if asks(sent.text("page"), &name) => {
                receive(held, &mut sent, name, file, field).await?;
                if sent.cut || sent.over {
                    break;
                }
            }
            // A file nobody asked for is not read.
            Some(_) => {}
            None => {
                let text = field.bytes().await.map_err(cut)?;
                if text.len() > TEXT_BYTES_MAX || sent.texts.len() >= TEXTS_MAX {
                    return Err(Failure::too_large());
                }
                let text = String::from_utf8_lossy(&text).into_owned();
                sent.texts.push((name, text));
            }
        }
    }
    Ok(sent)
}

/// Whether that page of the draft asks for files under that name.
fn asks(held: &Held, slug: &str, input: &str) -> bool {
    let journey = held.journey();
    let page = journey.page(slug);
    page.is_some_and(|page| {
        page.asked
            .iter()
            .any(|asked| asked.field.kind == FieldKind::File && input_name(&asked.key, "") == input)
    })
}

async fn receive(
    held: &Held,
    sent: &mut Sent,
    input: String,
    file: String,
    mut field: Field<'_>,
) -> Result<(), Failure> {
    let world = &held.cx.world;
    let staging = world.dice.uuid(world.clock.now());
    let most = world.config.limits.exhibit_bytes_max;
    let mut tell = |cause: &str, data: &[(&str, String)]| {
        let message = told(held, cause, &file, data);
        let name = input.clone();
        sent.wrong.push(parts::FieldError { name, message });
    };
    let received = match world.deposit.receive(staging, &mut field, most).await {
        Ok(received) => received,
        Err(NotReceived::Empty) => {
            tell("file_empty", &[]);
            return Ok(());
        }
        Err(NotReceived::TooLarge { bytes, bytes_max }) => {
            let passed = limit::passed(&held.visit.say(), bytes, bytes_max);
            tell("file_too_big", &passed);
            return Ok(());
        }
        Err(NotReceived::NoRoom) => {
            let message = held.visit.say().say("storage-no-room");
            sent.wrong.push(parts::FieldError {
                name: input,
                message,
            });
            return Ok(());
        }
        Err(NotReceived::Interrupted(_)) => {
            tell("file_failed", &[]);
            sent.cut = true;
            return Ok(());
        }
        Err(NotReceived::Fault(fault)) => return Err(Failure::fault(&fault)),
    };
    match held.attach(&received, &file).await {
        Ok(exhibit) => sent.attached.push((input, exhibit.0.to_string())),
        Err(Error::Refused(NotGiven::Over)) => sent.over = true,
        Err(Error::Refused(NotGiven::NotAttached(why))) => {
            let message = not_attached(held, &file, why);
            let name = input.clone();
            sent.wrong.push(parts::FieldError { name, message });
        }
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    }
    Ok(())
}

/// Why a file that came whole is not taken.
pub(super) fn not_attached(held: &Held, name: &str, why: attach::Refused) -> String {
    match why {
        attach::Refused::NoFileHere => told(held, "uploads_closed", name, &[]),
        attach::Refused::SetAside => told(held, "file_set_aside", name, &[]),
        attach::Refused::TooMany { max } => {
            let most = max.to_string();
            let data = [("n", most.clone()), ("m", most)];
            told(held, "too_many_files", name, &data)
        }
    }
}

/// The words of a cause, in the reader's language.
pub(super) fn told(held: &Held, cause: &str, file: &str, data: &[(&str, String)]) -> String {
    let mut data: Vec<(String, String)> = data
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    data.push(("name".to_owned(), seen(file)));
    let words = held.cx.world.forms.error(cause);
    words.map_or_else(String::new, |words| words.fill(held.visit.lang, &data))
}

/// A form cut in the middle, or longer than the route takes.
fn cut(error: MultipartError) -> Failure {
    Failure::from_status(error.status())
}

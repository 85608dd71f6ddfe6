//! The screen that shows a code to a telephone, and what came: for who holds the draft at home, and for the
//! officer who holds it at a counter.

use crate::draft::Draft;
use crate::pages::exhibits;
use crate::pages::hold::Held;
use crate::pages::shown::{Pairs, first, shown_as};
use crate::receipt;
use crate::telephone::{self, NotInvited, State};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::{dates, qr};
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{Notice, Tone};
use faisceau_platform::web::{Failure, Frame, seen};

/// A code that waits for a telephone.
pub(crate) struct Shown {
    /// Its drawing.
    pub(crate) qr: String,
    /// Where it is typed by hand.
    pub(crate) door: String,
    /// The code, as typed.
    pub(crate) code: String,
    /// What is said of its time.
    pub(crate) until: String,
}

/// What the screen shows below its title.
pub(crate) struct Screen {
    /// The address of the page itself.
    pub(crate) at: String,
    /// The code that waits.
    pub(crate) shown: Option<Shown>,
    /// The telephones that give files now, each in a sentence.
    pub(crate) held: Vec<String>,
    /// How many files came.
    pub(crate) told: String,
    /// Their names and sizes.
    pub(crate) files: Vec<(String, String)>,
    /// Why no code could be shown.
    pub(crate) refused: Option<Notice>,
}

impl Screen {
    /// What there is to show of a draft.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn of(
        cx: &Cx,
        draft: &Draft,
        at: &str,
        refused: Option<NotInvited>,
    ) -> Result<Screen, Fault> {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let passes = telephone::of_draft(cx, &mut tx, draft.id).await?;
        let came = telephone::files_of_draft(&mut tx, draft.id).await?;
        let files = deposit::files_of(&mut tx, draft.id.0).await?;
        tx.rollback().await?;
        let hour = |at: jiff::Timestamp| dates::hour(&say, &at.to_zoned(receipt::zone()));
        let (mut shown, mut held) = (None, Vec::new());
        for pass in &passes {
            match pass.state {
                State::Waiting { until } => {
                    let code = telephone::code_of(cx, pass.id);
                    let door = format!("{}/apporter", cx.world.config.public_url);
                    shown = Some(Shown {
                        qr: qr::within(&format!("{door}/{}", code.bare()))?,
                        door,
                        code: code.grouped(),
                        until: say.with("bring-until", &[("hour", &hour(until))]),
                    });
                }
                State::Held { at, until } => {
                    let args = [("since", hour(at)), ("until", hour(until))];
                    let args = args.each_ref().map(|(name, hour)| (*name, hour.as_str()));
                    held.push(say.with("bring-connected", &args));
                }
                State::Over => {}
            }
        }
        let files: Vec<(String, String)> = files
            .iter()
            .filter(|file| came.contains(&file.id))
            .map(|file| {
                let size = dates::size(&say, u64::try_from(file.bytes).unwrap_or(0));
                (seen(&file.name), size)
            })
            .collect();
        let number = i64::try_from(files.len()).unwrap_or(i64::MAX);
        Ok(Screen {
            at: at.to_owned(),
            shown,
            held,
            told: say.number("bring-came", number),
            files,
            refused: refused.map(|why| {
                let told = match why {
                    NotInvited::NoFileHere => say.say("bring-no-file"),
                    NotInvited::TooMany { max } => say.number("bring-too-many", max),
                };
                Notice::new(Tone::Warn, told, "").live()
            }),
        })
    }
}

/// Does what a button of the screen says; gives why no code is shown, if so.
///
/// # Errors
/// When the database fails.
pub(crate) async fn pressed(
    cx: &Cx,
    draft: &Draft,
    gesture: &str,
) -> Result<Option<NotInvited>, Fault> {
    if gesture == "terminer" {
        telephone::end(cx, draft.id).await?;
        return Ok(None);
    }
    match telephone::invite(cx, draft).await {
        Ok(_) => Ok(None),
        Err(Error::Refused(why)) => Ok(Some(why)),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

#[derive(Template)]
#[template(path = "telephone/holder.html")]
struct Page {
    f: Frame,
    code: String,
    screen: Screen,
}

const AT: &str = "/plainte/telephone";

/// The screen of who holds the draft.
pub(super) async fn page(held: Held) -> Result<Response, Failure> {
    show(&held, None).await
}

/// Shows a code, or ends.
pub(super) async fn gesture(
    held: Held,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    match pressed(&held.cx, &held.draft, first(&pairs, "do")).await? {
        None => Ok(Redirect::to(AT).into_response()),
        Some(why) => show(&held, Some(why)).await,
    }
}

async fn show(held: &Held, refused: Option<NotInvited>) -> Result<Response, Failure> {
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    if !held.journey().uploads_allowed() {
        return exhibits::no_files(held, status);
    }
    let say = held.visit.say();
    let page = Page {
        f: held
            .frame(say.say("bring-screen-title"))
            .back_to("/plainte/pieces"),
        code: held.code(),
        screen: Screen::of(&held.cx, &held.draft, AT, refused).await?,
    };
    shown_as(status, &page)
}

//! The letter to the bank, while a draft is filled in and once it is filed: as text to copy, and as a
//! PDF. Both pages, that of the draft and that of the victim's space, are laid out here.

use super::hold::{Holder, opens_nothing};
use crate::receipt::{self, Complaint};
use crate::space::worded::piece;
use crate::{bank, resume};
use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use faisceau_documents::Letter as _;
use faisceau_documents::letters::FreezeLetter;
use faisceau_documents::words::Say;
use faisceau_domain::form::Journey;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::Download;
use faisceau_platform::web::{Failure, Frame};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "intake/bank.html")]
struct Page {
    f: Frame,
    letters: Vec<Shown>,
}

/// A letter as the page shows it.
struct Shown {
    number: usize,
    title: String,
    clock: String,
    text: String,
    pdf: Download,
}

/// What a letter is made of: what it is about, and the letters by the place of their payment.
struct Made {
    about: (&'static str, Uuid),
    discreet: bool,
    letters: Vec<(u16, FreezeLetter)>,
}

/// The page of a draft, or of what was filed with it.
pub(super) async fn page(holder: Holder) -> Result<Response, Failure> {
    let Some(made) = of_holder(&holder).await? else {
        return Ok(opens_nothing(holder.visit.tls));
    };
    let say = holder.visit.say();
    let frame = holder.visit.frame(say.say("freeze-sheet-title"));
    let frame = frame.back_to("/plainte/verifier");
    laid_out(&say, frame, made, "/plainte/banque")
}

/// One of its letters, to print or send.
pub(super) async fn file(holder: Holder, Path(place): Path<String>) -> Result<Response, Failure> {
    match of_holder(&holder).await? {
        Some(made) => sent(&holder.cx, &holder.visit.say(), made, &place).await,
        None => Ok(opens_nothing(holder.visit.tls)),
    }
}

async fn of_holder(holder: &Holder) -> Result<Option<Made>, Fault> {
    let (cx, say) = (&holder.cx, holder.visit.say());
    if let Some(draft) = resume::resume(cx, &holder.code).await? {
        let journey = draft.journey(&cx.world.forms);
        return Ok(Some(Made {
            about: ("draft", draft.id.0),
            discreet: journey.kind().exit_button,
            letters: bank::letters(cx, &say, &journey, None),
        }));
    }
    let Some(filed) = holder.filed().await? else {
        return Ok(None);
    };
    let mut tx = cx.world.db.read().await?;
    let complaint = receipt::complaint(&mut tx, filed.complaint).await?;
    tx.rollback().await?;
    complaint
        .map(|complaint| of_complaint(cx, &say, &complaint))
        .transpose()
}

fn of_complaint(cx: &Cx, say: &Say, complaint: &Complaint) -> Result<Made, Fault> {
    let answers = complaint.answers()?;
    let forms = &cx.world.forms;
    let journey = answers
        .as_ref()
        .and_then(|answers| Journey::of(forms, &complaint.form_type, answers));
    let letters = journey.as_ref().map_or_else(Vec::new, |journey| {
        bank::letters(cx, say, journey, Some(&complaint.reference))
    });
    Ok(Made {
        about: ("complaint", complaint.id.0),
        discreet: journey.is_none_or(|journey| journey.kind().exit_button),
        letters,
    })
}

/// The page in the victim's space.
pub(crate) fn in_space(
    cx: &Cx,
    say: &Say,
    frame: Frame,
    complaint: &Complaint,
) -> Result<Response, Failure> {
    let made = of_complaint(cx, say, complaint)?;
    laid_out(say, frame, made, "/suivi/banque")
}

/// One of its letters, in the victim's space.
pub(crate) async fn file_in_space(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    place: &str,
) -> Result<Response, Failure> {
    let made = of_complaint(cx, say, complaint)?;
    sent(cx, say, made, place).await
}

/// Whether there is a letter to prepare.
pub(crate) fn is_offered(cx: &Cx, complaint: &Complaint) -> Result<bool, Fault> {
    let made = of_complaint(cx, &cx.say(), complaint)?;
    Ok(!made.letters.is_empty())
}

fn laid_out(say: &Say, frame: Frame, made: Made, path: &str) -> Result<Response, Failure> {
    let language = say.say(&format!("platform-language-{}", say.lang.code()));
    let size = say.say("space-size-unknown");
    let shown = |(number, (place, letter)): (usize, &(u16, FreezeLetter))| Shown {
        number,
        title: letter.title(say),
        clock: letter.clock.clone(),
        text: letter.plain(say),
        pdf: Download::new(
            say,
            format!("{path}/{place}"),
            &say.say("freeze-sheet-pdf"),
            "PDF",
            &size,
            &language,
        ),
    };
    let page = Page {
        letters: (1..).zip(&made.letters).map(shown).collect(),
        f: match made.discreet {
            true => frame.discreet(),
            false => frame,
        },
    };
    Ok(Html(piece(&page)?.to_string()).into_response())
}

async fn sent(cx: &Cx, say: &Say, made: Made, place: &str) -> Result<Response, Failure> {
    let place: u16 = place.parse().map_err(|_| Failure::not_found())?;
    let mut letters = made.letters.into_iter();
    let letter = letters.find(|(known, _)| *known == place);
    let (_, letter) = letter.ok_or_else(Failure::not_found)?;
    let bytes = bank::pdf(cx, say, made.about, letter).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!(
                "attachment; filename=\"lettre-{}.pdf\"",
                u32::from(place) + 1
            ),
        ),
    ];
    Ok((headers, bytes).into_response())
}

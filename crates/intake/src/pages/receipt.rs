//! The receipt as a page, its file, and the end of the filing on this browser. Shows what the
//! signed payload says, never the narrative.

use super::contacts::{Way, ways};
use super::hold::{Holder, erased, opens_nothing, with_cookie};
use super::shown::{Pairs, first, shown_as};
use super::{home, urgent};
use crate::file::Filed;
use crate::identity;
use crate::receipt::{self, ACKNOWLEDGEMENT, Complaint};
use crate::{letter, render};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_domain::form::Journey;
use faisceau_domain::form::directory::UrgentAction;
use faisceau_domain::receipt::Payload;
use faisceau_law::Said;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    Check, ErrorSummary, FieldError, FileRow, Notice, Row, Secret, UrgentActions,
};
use faisceau_platform::web::{Failure, Frame, parts};

#[derive(Template)]
#[template(path = "intake/receipt.html")]
struct ReceiptPage {
    f: Frame,
    errors: ErrorSummary,
    receipt: parts::Receipt,
    not_police: Option<Said>,
    files: Vec<FileRow>,
    files_title: String,
    noted: Check,
    pdf: String,
    steps: Vec<String>,
    urgent: UrgentActions,
    /// Whether a payment is recent enough for a letter to the bank.
    bank: bool,
    rights: Vec<Said>,
    ways: Vec<Way>,
    identities: Vec<identity::Way>,
    fake_police: Notice,
}

/// The receipt of what this browser filed.
pub(super) async fn page(holder: Holder) -> Result<Response, Failure> {
    match holder.filed().await? {
        Some(filed) => show(&holder, &filed, false).await,
        None => not_yet(&holder).await,
    }
}

/// A draft that is alive goes on; anything else leads to where codes are typed.
async fn not_yet(holder: &Holder) -> Result<Response, Failure> {
    let draft = crate::resume::resume(&holder.cx, &holder.code).await?;
    Ok(match draft {
        Some(_) => Redirect::to("/plainte/verifier").into_response(),
        None => opens_nothing(holder.visit.tls),
    })
}

async fn show(holder: &Holder, filed: &Filed, not_ticked: bool) -> Result<Response, Failure> {
    let say = holder.visit.say();
    let world = &holder.cx.world;
    let mut tx = world.db.read().await?;
    let complaint = receipt::complaint(&mut tx, filed.complaint)
        .await?
        .ok_or_else(|| Fault::new("a receipt has no complaint"))?;
    drop(tx);
    let payload = filed.receipt.read_payload()?;
    let authority = payload.legal_regime == "authority";
    let answers = complaint.answers()?;
    let journey = answers
        .as_ref()
        .and_then(|answers| Journey::of(&world.forms, &complaint.form_type, answers));
    let at = filed.receipt.issued_at;
    let law = world.law.at(at.to_zoned(receipt::zone()).date());
    let not_police = (!authority).then(|| law.say("fr.cpp.receipt.not_police", say.lang));
    let error = not_ticked.then(|| FieldError {
        name: "noted".to_owned(),
        message: say.say("intake-receipt-noted-first"),
    });
    let title = say.say(title_key(&payload));
    let frame = holder.visit.frame(title.clone()).with_errors(not_ticked);
    let sensitive = journey.as_ref().is_some_and(|j| j.kind().exit_button);
    let actions = still_to_do(journey.as_ref(), &complaint);
    let page = ReceiptPage {
        f: if sensitive { frame.discreet() } else { frame },
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
        receipt: panel(
            holder,
            filed,
            &payload,
            title,
            &letter::type_label(&holder.cx, &complaint),
        ),
        not_police: not_police.transpose().map_err(Fault::from)?,
        files_title: say.number("intake-check-files", payload.exhibits.len() as i64),
        files: files(&say, &payload),
        noted: noted_tick(&say),
        pdf: pdf_words(&say, filed),
        steps: letter::next_steps(&holder.cx, &say, &complaint, authority),
        bank: super::bank::is_offered(&holder.cx, &complaint)?,
        urgent: urgent::to_do(&say, &world.forms, &actions, None),
        rights: law
            .say_family("fr.cpp.victim_rights", say.lang)
            .map_err(Fault::from)?,
        ways: journey
            .as_ref()
            .map(|journey| ways(journey, &world.forms, say.lang))
            .unwrap_or_default(),
        identities: identity::ways(world, &say, "identity-keep"),
        fake_police: home::fake_police(&holder.visit),
    };
    shown_as(status(not_ticked), &page)
}

fn status(not_ticked: bool) -> StatusCode {
    if not_ticked {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}

fn noted_tick(say: &Say) -> Check {
    Check {
        name: "noted".to_owned(),
        value: "1".to_owned(),
        label: say.say("intake-receipt-noted"),
        ticked: false,
    }
}

/// The words of the link to the file: with its size once it was made.
fn pdf_words(say: &Say, filed: &Filed) -> String {
    match filed.receipt.pdf_bytes {
        Some(bytes) => {
            let size = dates::size(say, u64::try_from(bytes).unwrap_or(0));
            say.with("intake-receipt-pdf-size", &[("size", &size)])
        }
        None => say.say("intake-receipt-pdf"),
    }
}

fn title_key(payload: &Payload) -> &'static str {
    if payload.nature == "report" {
        "intake-receipt-title-report"
    } else {
        "intake-receipt-title-complaint"
    }
}

fn panel(
    holder: &Holder,
    filed: &Filed,
    payload: &Payload,
    title: String,
    kind: &str,
) -> parts::Receipt {
    let say = holder.visit.say();
    let at = filed.receipt.issued_at.to_zoned(receipt::zone());
    let rows = vec![
        Row::new(say.say("intake-receipt-at"), dates::moment(&say, &at)),
        Row::new(say.say("intake-check-type"), kind),
        Row::new(say.say("intake-receipt-by"), payload.controller.clone()),
        Row::new(
            say.say("intake-receipt-verification"),
            payload.verification_code.clone(),
        ),
    ];
    let secret = Secret {
        label: say.say("intake-receipt-code"),
        code: filed.follow_up.grouped(),
        note: say.say("intake-receipt-code-note"),
    };
    parts::Receipt::new(&say, title, payload.reference.clone(), rows, Some(secret))
}

fn files(say: &Say, payload: &Payload) -> Vec<FileRow> {
    let rows = payload.exhibits.iter().map(|exhibit| FileRow {
        name: exhibit.name.clone(),
        size: dates::size(say, exhibit.bytes),
        digest: exhibit.mark().to_owned(),
        remove: None,
        aside: None,
    });
    rows.collect()
}

/// The file of the receipt, made now if it was not yet.
pub(super) async fn pdf(holder: Holder) -> Result<Response, Failure> {
    let Some(filed) = holder.filed().await? else {
        return not_yet(&holder).await;
    };
    let file = render::render(&holder.cx, filed.complaint, ACKNOWLEDGEMENT).await?;
    let reference = filed.receipt.read_payload()?.reference;
    // References are letters, digits and dashes: nothing to escape in a header.
    let named = format!("attachment; filename=\"{reference}.pdf\"");
    let named = HeaderValue::from_str(&named).map_err(Fault::from)?;
    let kind = HeaderValue::from_static("application/pdf");
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_DISPOSITION, named),
        ],
        file,
    )
        .into_response())
}

/// The code was noted: this browser forgets it.
pub(super) async fn noted(
    holder: Holder,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let Some(filed) = holder.filed().await? else {
        return not_yet(&holder).await;
    };
    if first(&pairs, "noted").is_empty() {
        return show(&holder, &filed, true).await;
    }
    let to = Redirect::to("/suivi").into_response();
    Ok(with_cookie(to, erased(holder.visit.tls)))
}

/// The urgent actions not ticked before filing: what was done is not asked again.
fn still_to_do<'a>(journey: Option<&Journey<'a>>, complaint: &Complaint) -> Vec<&'a UrgentAction> {
    let mut actions = journey.map(Journey::urgent).unwrap_or_default();
    actions.retain(|action| {
        complaint
            .urgent_done
            .get(&action.key)
            .is_none_or(|at| *at == 0)
    });
    actions
}

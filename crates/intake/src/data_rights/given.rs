//! The file of what is held on a person, once access to it was granted: to read (PDF) and for a program (JSON).
//! Given to the holder of the complaint's code alone; no answer, no file.

use super::held::{self, Held as All};
use crate::receipt::{self, Complaint};
use crate::space::hold::Held;
use crate::space::worded;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use faisceau_documents::letters::{DossierLetter, DossierPart};
use faisceau_documents::words::Say;
use faisceau_domain::data_request::{Asked, State};
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::register;
use faisceau_platform::web::Failure;
use uuid::Uuid;

/// Everything, when this request for access was granted; told in the journal.
async fn granted(held: &Held, id: Uuid) -> Result<(All, Vec<DossierPart>), Failure> {
    let (cx, complaint) = (&held.cx, &held.complaint);
    let mut tx = cx.world.db.write().await?;
    let request = super::load(&mut tx, id).await?;
    let open = request.is_some_and(|one| {
        one.complaint == complaint.id
            && one.asked == Asked::Access
            && matches!(one.state, State::Granted { .. })
    });
    if !open {
        return Err(Failure::not_found());
    }
    let all = held::load(cx, &mut tx, complaint).await?;
    let (deed, case) = (Deed::DataGiven, Some(complaint.id.0));
    let detail = serde_json::json!({ "request": id }).to_string();
    cx.journal(&mut tx, deed, "complaint", case, &detail)
        .await?;
    tx.commit().await?;
    let parts = held::parts(cx, &cx.say(), complaint, &all)?;
    Ok((all, parts))
}

/// To read and to keep.
pub(crate) async fn pdf(held: Held, Path(id): Path<Uuid>) -> Result<Response, Failure> {
    let (_, parts) = granted(&held, id).await?;
    let Held { cx, complaint } = &held;
    let say = cx.say();
    let letter = letter(cx, &say, complaint, parts);
    let bytes = register::typeset_letter(&cx.world, &say, letter).await?;
    Ok(worded::pdf(&complaint.reference, "donnees", bytes))
}

fn letter(cx: &Cx, say: &Say, complaint: &Complaint, parts: Vec<DossierPart>) -> DossierLetter {
    let world = &cx.world;
    DossierLetter {
        title: say.say("held-title"),
        sender: crate::letter::sender(cx, world.config.controller_name().to_owned()),
        reference: complaint.reference.clone(),
        made_at: world.clock.now().to_zoned(receipt::zone()),
        lead: vec![say.say("held-lead"), say.say("held-lead-keep")],
        parts,
    }
}

/// For a program.
pub(crate) async fn json(held: Held, Path(id): Path<Uuid>) -> Result<Response, Failure> {
    let (all, parts) = granted(&held, id).await?;
    let Held { cx, complaint } = &held;
    let text = held::machine(cx, complaint, &all, &parts)?.to_string();
    let named = format!(
        "attachment; filename=\"{}-donnees.json\"",
        complaint.reference
    );
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((headers, text).into_response())
}

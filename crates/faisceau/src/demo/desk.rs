//! A visitor who began at home and is heard at the counter: the officer opens the draft with its code, notes who is
//! there, reads back and files, through the operations the pages call. The slip is not handed out yet.

use super::filing::never;
use faisceau_domain::Lang;
use faisceau_domain::access::Purpose;
use faisceau_domain::form::Mode;
use faisceau_domain::hearing::{Document, DocumentKind, Presence, Word};
use faisceau_domain::id::ComplaintId;
use faisceau_intake::counter;
use faisceau_intake::draft::Draft;
use faisceau_intake::file::Nature;
use faisceau_platform::accounts::Staff;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use std::sync::Arc;

/// The account whose password is shown.
const OFFICER: &str = "officer";

/// Files what this draft answers, at the counter of the officer one signs in as.
///
/// # Errors
/// When an operation refuses what a scenario says.
pub(super) async fn heard(
    world: &Arc<World>,
    officers: &[Staff],
    draft: &Draft,
) -> Result<ComplaintId, Fault> {
    let officer = officers.iter().find(|staff| staff.login == OFFICER);
    let officer = officer.ok_or_else(|| Fault::new("no officer signs in"))?;
    let cx = Cx::staff(world, officer.clone(), Purpose::Intake, Lang::Fr);
    let opened = counter::open_with_code(&cx, &draft.code).await;
    let id = opened.map_err(never("a file at the counter"))?.held.id;
    let seen = Document::Seen {
        kind: DocumentKind::IdentityCard,
        number: "00EXEMPLE00".to_owned(),
        issued_by: "Mairie d’exemple".to_owned(),
    };
    let presence = Presence::new("français", seen, None, Vec::new());
    let presence = presence.map_err(|why| Fault::new(format!("who is there: {why:?}")))?;
    let noted = counter::attend(&cx, id, &presence).await;
    noted.map_err(never("who is there"))?;
    let file = counter::load(&cx, id).await;
    let file = file.map_err(never("a file at the counter"))?;
    let shown = counter::digest(&world.forms, &file.draft, Some(&presence))?;
    let read = counter::read_back::read_back(&cx, id, &shown, &Word::Confirmed).await;
    read.map_err(never("a reading back"))?;
    let journey = file.draft.journey(&world.forms);
    let nature = match journey.mode_at_counter(&world.config.profile) {
        Mode::ReportOnly => Nature::Report,
        _ => Nature::Complaint,
    };
    let filed = counter::file_here::file_here(&cx, id, nature, None).await;
    Ok(filed.map_err(never("a filing at the counter"))?.complaint)
}

//! `faisceau learn`: figures of linkage re-estimated from what people decided, stored as a proposal.
//! Changes no series: a person adopts or refuses.

use super::{Settings, relink};
use crate::cli::Exit;
use crate::terminal;
use faisceau_linkage::{Judged, Kind};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_series::parameters::learn::learn;

pub(crate) async fn run(settings: &Settings) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let learned = learn(&Cx::platform(&world)).await;
    world.db.close().await;
    let (lesson, proposed) = match learned {
        Ok(learned) => learned,
        // Nothing to learn from is no failure: there is nothing to propose.
        Err(Error::Refused(why)) => {
            terminal::tell(&why.to_string());
            return Ok(Exit::Partly);
        }
        Err(Error::Fault(fault)) => return Err(fault),
    };
    let (decisions, complaints) = (lesson.decisions, lesson.complaints);
    terminal::say(&format!(
        "learned from {decisions} decisions in force, on {complaints} complaints"
    ));
    for kind in Kind::ALL {
        let Judged { owned, shared, .. } = lesson.judged.get(kind);
        if owned + shared > 0 {
            let kind = kind.code();
            terminal::say(&format!(
                "{kind}: {owned} of one group, {shared} of several"
            ));
        }
    }
    relink::tell(&proposed.effect);
    let id = proposed.id;
    terminal::say(&format!(
        "proposed: nothing changes before a person adopts it, at /linkage/{id}"
    ));
    Ok(Exit::Done)
}

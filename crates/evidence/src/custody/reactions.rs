//! What custody does when something happened: files of a complaint become exhibits, an opened one gets a step,
//! of an erased one the chain
//! stays, those of an erased complaint, and those set aside, are forgotten.

use super::{act, adopt, erased, forget};
use faisceau_domain::custody::Kind;
use faisceau_domain::event::{Channel, Event};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;

/// The reactions of custody.
pub(crate) fn reactions() -> Vec<Reaction> {
    [
        "complaint_filed",
        "exhibit_added",
        "exhibit_opened",
        "exhibit_erased",
        "exhibit_set_aside",
        "complaint_erased",
    ]
    .into_iter()
    .map(|on| Reaction::InTransaction { on, run: react })
    .collect()
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            // An import brings no file.
            Event::ComplaintFiled(filed) if filed.channel != Channel::Import => {
                adopt::filed(cx, tx, filed.complaint.0, filed.channel).await
            }
            Event::ExhibitAdded(added) => adopt::added(cx, tx, added).await,
            Event::ExhibitOpened(opened) => {
                adopt::of_complaint(cx, tx, opened.complaint.0).await?;
                act::tell(cx, tx, opened.exhibit.0, Kind::Consulted).await
            }
            Event::ExhibitErased(gone) => erased::one(cx, tx, gone.exhibit.0).await,
            Event::ExhibitSetAside(aside) => forget::one(tx, aside.exhibit.0).await,
            Event::ComplaintErased(erased) => forget::of_complaint(tx, erased.complaint.0).await,
            _ => Ok(()),
        }
    })
}

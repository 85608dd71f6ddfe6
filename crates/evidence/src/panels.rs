//! The panel of a complaint's pictures: how many there are, and the way to the page that shows them.
//! Shows none itself: the page of a complaint is opened for other reasons.

use crate::aside;
use crate::package;
use crate::preview::of_complaint;
use askama::Template;
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Markup, Panel, Place};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "panel.html")]
struct Shown {
    told: String,
    href: Option<String>,
    say: Say,
}

/// The panels of evidence: after the list of exhibits, and those of the log.
pub(crate) fn panels() -> Vec<Panel<Cx>> {
    let mut panels = vec![
        Panel {
            place: Place::Complaint,
            order: 31,
            name: "images",
            title_key: "richer-pictures-title",
            permission: Some(Action::ExhibitRead),
            render: Arc::new(panel),
        },
        Panel {
            place: Place::Complaint,
            order: 32,
            name: "ecarter",
            title_key: "exhibits-aside-title",
            permission: Some(Action::ExhibitRead),
            render: Arc::new(aside::panel),
        },
        Panel {
            place: Place::Complaint,
            order: 33,
            name: "lot",
            title_key: "package-title",
            permission: Some(Action::ExhibitRead),
            render: Arc::new(package::pages::panel),
        },
    ];
    panels.extend(crate::log::panels::panels());
    panels
}

fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let mut tx = cx.world.db.read().await?;
        let pictures = of_complaint::pictures(&mut tx, id).await?;
        tx.rollback().await?;
        let say = cx.say();
        let number = i64::try_from(pictures.len()).unwrap_or(i64::MAX);
        let shown = Shown {
            told: say.number("richer-pictures-among", number),
            href: (number > 0).then(|| format!("/dossier/{id}/images")),
            say,
        };
        Ok(Markup::of(&shown)?)
    })
}

//! The panel that casework gives to the pages of a complaint and of a series: who read or did
//! what, and why. Grants nothing: the page asked the policies first.

use std::sync::Arc;

use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::read;
use faisceau_platform::web::{Markup, Panel, Place};
use futures_util::future::BoxFuture;
use uuid::Uuid;

use crate::shown::{self, Names};

/// Rows shown; an auditor's page shows all.
const ROWS_MAX: i64 = 100;

/// The panels of casework.
#[must_use]
pub(crate) fn panels() -> Vec<Panel<Cx>> {
    let panel = |place, permission, render| Panel {
        place,
        order: 900,
        name: "journal",
        title_key: "casework-journal-title",
        permission: Some(permission),
        render,
    };
    vec![
        panel(
            Place::Complaint,
            Action::ComplaintRead,
            Arc::new(|cx, id| about(cx, "complaint", id)),
        ),
        panel(
            Place::Series,
            Action::SeriesRead,
            Arc::new(|cx, id| about(cx, "series", id)),
        ),
    ]
}

fn about<'a>(
    cx: &'a Cx,
    subject_kind: &'static str,
    subject: Uuid,
) -> BoxFuture<'a, Result<Markup, Fault>> {
    Box::pin(async move {
        let mut tx = cx.world.db.read().await?;
        let lines = read::about(&mut tx, subject_kind, subject, ROWS_MAX).await?;
        let names = Names::load(&mut tx).await?;
        shown::journal_table(&cx.say(), &names, &lines)
    })
}

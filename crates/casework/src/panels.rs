//! The panels that casework gives to the pages of a complaint and of a series: who read or did
//! what, and why; in what order a series is looked at. Grants nothing: the page asked the policies first.

use std::sync::Arc;

use faisceau_domain::priority::{OfSeries, Priority};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::read;
use faisceau_platform::web::parts::{Row, SummaryList};
use faisceau_platform::web::{Markup, Panel, Place};
use futures_util::future::BoxFuture;
use uuid::Uuid;

use crate::alert::look;
use crate::pages::audit::explain;
use crate::pages::{freeze, glass, identity};
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
        Panel {
            place: Place::Complaint,
            order: 7,
            name: "gel",
            title_key: "freeze-title",
            permission: Some(Action::ComplaintRead),
            render: Arc::new(freeze::panel),
        },
        Panel {
            place: Place::Complaint,
            order: 8,
            name: "suite-gel",
            title_key: "freeze-settle-title",
            permission: Some(Action::ComplaintValidate),
            render: Arc::new(freeze::forms),
        },
        explain::panel(),
        Panel {
            place: Place::Day,
            order: 5,
            name: "urgences",
            title_key: "glass-list-title",
            permission: Some(Action::JournalRead),
            render: Arc::new(glass::day),
        },
        identity::panel(),
        Panel {
            place: Place::Series,
            order: 15,
            name: "priority",
            title_key: "priority-title",
            permission: Some(Action::SeriesRead),
            render: Arc::new(|cx, id| priority(cx, id)),
        },
    ]
}

/// What a series weighs, with its whole loss, and why.
fn priority(cx: &Cx, series: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let (world, now) = (&cx.world, cx.world.clock.now());
        let mut tx = world.db.read().await?;
        let seen = look::seen(&mut tx, &world.thresholds, series, now).await?;
        let of = OfSeries {
            complaints: seen.complaints,
            growing: world.thresholds.grows(&seen),
        };
        let mut weighed = world.weights.series(&of).0;
        let losses = seen.losses.iter();
        let losses = losses
            .filter_map(|(currency, minor)| world.weights.loss(Some((*minor, currency.as_str()))));
        weighed.extend(losses.max());
        weighed.sort_by_key(|weighed| (std::cmp::Reverse(weighed.points), weighed.reason));
        let told = shown::weighed(&say, &Priority(weighed));
        let told = told.unwrap_or_else(|| say.say("priority-none"));
        let mut row = Row::new(say.say("priority-points"), told);
        row.values.push(say.say("priority-caution"));
        let version = Row::new(say.say("priority-version"), &world.weights.version).exact();
        Ok(Markup::of(&SummaryList::new(&say, "", vec![row, version]))?)
    })
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

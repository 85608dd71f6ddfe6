//! What intake does when something happened: the file of a receipt is made after its filing.
//! An import's files are made when first asked for, so that a bulk of them delays nobody.

use crate::receipt::{ACKNOWLEDGEMENT, RECEPISSE};
use crate::render;
use faisceau_domain::event::{Channel, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, Job, JobKind, NewJob, Priority};
use futures_util::future::BoxFuture;

const RENDER_RECEIPT: &str = "intake.render_receipt";
/// Makes the file of the officer's paper.
pub(crate) const RENDER_RECEPISSE: &str = "intake.render_recepisse";

/// The reactions of intake.
pub(crate) fn reactions() -> Vec<Reaction> {
    vec![Reaction::InTransaction {
        on: "complaint_filed",
        run: ask_for_file,
    }]
}

/// The jobs of intake.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![
        JobKind {
            name: RENDER_RECEIPT,
            run: render_receipt,
        },
        JobKind {
            name: RENDER_RECEPISSE,
            run: render_recepisse,
        },
    ]
}

fn ask_for_file<'a>(
    cx: &'a Cx,
    tx: &'a mut Tx,
    event: &'a Event,
) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let Event::ComplaintFiled(filed) = event else {
            return Ok(());
        };
        if filed.channel == Channel::Import {
            return Ok(());
        }
        ask_for(cx, tx, filed.complaint, RENDER_RECEIPT).await
    })
}

/// Asks for the file of a paper, in the transaction that issues it.
pub(crate) async fn ask_for(
    cx: &Cx,
    tx: &mut Tx,
    complaint: ComplaintId,
    kind: &'static str,
) -> Result<(), Fault> {
    let job = NewJob {
        kind,
        subject: Some(complaint.0),
        payload: "{}".to_owned(),
        priority: Priority::Soon,
        run_at: cx.world.clock.now(),
    };
    jobs::enqueue(&cx.world, tx, &[job]).await
}

fn render_receipt<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let subject = job
            .subject
            .ok_or_else(|| Fault::new("the job names no complaint"))?;
        render::render(cx, ComplaintId(subject), ACKNOWLEDGEMENT)
            .await
            .map(|_| ())
    })
}

fn render_recepisse<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let subject = job
            .subject
            .ok_or_else(|| Fault::new("the job names no complaint"))?;
        render::render(cx, ComplaintId(subject), RECEPISSE)
            .await
            .map(|_| ())
    })
}

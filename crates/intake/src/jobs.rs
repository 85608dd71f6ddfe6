//! What intake does when something happened: the file of a receipt is made after its filing, and the
//! same facts filed before are looked for.
//! An import's files are made when first asked for, so that a bulk of them delays nobody.

use crate::notify;
use crate::receipt::{ACKNOWLEDGEMENT, COMPLAINT_ACKNOWLEDGEMENT, RECEPISSE};
use crate::{recover, render, twice, warn};
use faisceau_domain::event::{Channel, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, Done, Job, JobKind, NewJob, Priority};
use futures_util::future::BoxFuture;

const RENDER_RECEIPT: &str = "intake.render_receipt";
const FIND_TWICE: &str = "intake.find_twice";
/// Makes the file of the acknowledgement of a complaint that was a report.
pub(crate) const RENDER_COMPLAINT_RECEIPT: &str = "intake.render_complaint_receipt";
/// Makes the file of the officer's paper.
pub(crate) const RENDER_RECEPISSE: &str = "intake.render_recepisse";

/// The reactions of intake.
pub(crate) fn reactions() -> Vec<Reaction> {
    let after_filing = |kind| Reaction::Job {
        on: "complaint_filed",
        kind,
        when: filed_here,
    };
    let amended = Reaction::Job {
        on: "complaint_amended",
        kind: FIND_TWICE,
        when: |_| Some(Priority::Soon),
    };
    vec![
        after_filing(RENDER_RECEIPT),
        after_filing(FIND_TWICE),
        amended,
    ]
}

/// The jobs of intake.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![
        JobKind {
            name: RENDER_RECEIPT,
            run: render_receipt,
        },
        JobKind {
            name: RENDER_COMPLAINT_RECEIPT,
            run: render_complaint_receipt,
        },
        JobKind {
            name: RENDER_RECEPISSE,
            run: render_recepisse,
        },
        JobKind {
            name: notify::SEND,
            run: notify::send,
        },
        JobKind {
            name: recover::SEND,
            run: recover::send,
        },
        JobKind {
            name: warn::SEND,
            run: warn::send,
        },
        JobKind {
            name: FIND_TWICE,
            run: find_twice,
        },
    ]
}

/// A line of another system tells no person, and its paper is made when it is first asked for.
fn filed_here(event: &Event) -> Option<Priority> {
    let Event::ComplaintFiled(filed) = event else {
        return None;
    };
    match filed.channel {
        Channel::Import => None,
        Channel::Online | Channel::Counter | Channel::Partner => Some(Priority::Soon),
    }
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

fn render_receipt<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(make(cx, job, ACKNOWLEDGEMENT))
}

fn render_complaint_receipt<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(make(cx, job, COMPLAINT_ACKNOWLEDGEMENT))
}

fn render_recepisse<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(make(cx, job, RECEPISSE))
}

fn find_twice<'a>(_: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let id = ComplaintId(job.about()?);
        Ok(Done::ToWrite(Box::new(move |cx, tx| {
            Box::pin(async move { twice::find(cx, tx, id).await.map(|_| ()) })
        })))
    })
}

async fn make(cx: &Cx, job: &Job, document: &str) -> Result<Done, Fault> {
    let made = render::make(cx, ComplaintId(job.about()?), document).await?;
    Ok(match made.unsaid {
        Some(said) => Done::ToWrite(Box::new(move |cx, tx| Box::pin(said.clone().say(cx, tx)))),
        None => Done::Written,
    })
}

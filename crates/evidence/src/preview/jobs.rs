//! What evidence does when something happened: files are scanned and previews made once a complaint is
//! filed or gets another exhibit, so that nobody waits for them, and go when it is erased.

use super::{forget, make};
use crate::scan::check;
use faisceau_domain::event::{Channel, Event};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, Done, Job, JobKind, NewJob, Priority};
use futures_util::future::BoxFuture;

pub(crate) const MAKE: &str = "evidence.make_previews";

/// The reactions of evidence.
pub(crate) fn reactions() -> Vec<Reaction> {
    let mut reactions = vec![
        Reaction::InTransaction {
            on: "complaint_filed",
            run: filed,
        },
        Reaction::Job {
            on: "exhibit_added",
            kind: MAKE,
            when: added,
        },
        Reaction::InTransaction {
            on: "complaint_erased",
            run: erased,
        },
        crate::log::forget::reaction(),
    ];
    reactions.extend(crate::set_aside::reactions());
    reactions
}

/// The jobs of evidence.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![JobKind {
        name: MAKE,
        run: made,
    }]
}

/// Most complaints come without a picture, and an import brings no file: no job is written for them.
fn filed<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let Event::ComplaintFiled(filed) = event else {
            return Ok(());
        };
        if filed.channel == Channel::Import {
            return Ok(());
        }
        let files = deposit::files_of(tx, filed.complaint.0).await?;
        let scans = cx.world.config.clamd.is_some() && !files.is_empty();
        if !scans && !files.iter().any(|file| make::is_picture(&file.media_type)) {
            return Ok(());
        }
        let job = NewJob {
            kind: MAKE,
            subject: Some(filed.complaint.0),
            payload: "{}".to_owned(),
            priority: Priority::Later,
            run_at: cx.world.clock.now(),
        };
        jobs::enqueue(&cx.world, tx, &[job]).await
    })
}

fn added(event: &Event) -> Option<Priority> {
    matches!(event, Event::ExhibitAdded(_)).then_some(Priority::Later)
}

fn made<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let subject = job.subject;
        let subject = subject.ok_or_else(|| Fault::new("the job names no complaint"))?;
        // The antivirus first: a preview is made of what it found nothing in.
        check::all(cx, subject).await?;
        make::all(cx, subject).await?;
        Ok(Done::Written)
    })
}

fn erased<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ComplaintErased(erased) => forget::forget(cx, tx, erased.complaint.0).await,
            _ => Ok(()),
        }
    })
}

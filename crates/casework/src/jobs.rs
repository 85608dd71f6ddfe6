//! What casework does when something happened: the words of a complaint are indexed after its
//! filing, so that filing waits for nothing. A bulk of imports lets people's own filings go first.

use faisceau_domain::event::{Channel, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, Job, JobKind, NewJob, Priority};
use futures_util::future::BoxFuture;

use crate::index_words;

const INDEX_WORDS: &str = "casework.index_words";

/// The reactions of casework.
pub(crate) fn reactions() -> Vec<Reaction> {
    vec![Reaction::InTransaction {
        on: "complaint_filed",
        run: ask_for_index,
    }]
}

/// The jobs of casework.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![JobKind {
        name: INDEX_WORDS,
        run,
    }]
}

fn ask_for_index<'a>(
    cx: &'a Cx,
    tx: &'a mut Tx,
    event: &'a Event,
) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let Event::ComplaintFiled(filed) = event else {
            return Ok(());
        };
        let priority = match filed.channel {
            Channel::Import => Priority::Later,
            Channel::Online | Channel::Counter => Priority::Soon,
        };
        let job = NewJob {
            kind: INDEX_WORDS,
            subject: Some(filed.complaint.0),
            payload: "{}".to_owned(),
            priority,
            run_at: cx.world.clock.now(),
        };
        jobs::enqueue(&cx.world, tx, &[job]).await
    })
}

fn run<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let subject = job
            .subject
            .ok_or_else(|| Fault::new("the job names no complaint"))?;
        index_words::index_words(cx, ComplaintId(subject)).await
    })
}

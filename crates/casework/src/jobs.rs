//! What casework does when something happened: the words of a complaint are indexed after its
//! filing, so that filing waits for nothing.

use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{Job, JobKind, Priority};
use futures_util::future::BoxFuture;

use crate::index_words;

const INDEX_WORDS: &str = "casework.index_words";

/// The reactions of casework.
pub(crate) fn reactions() -> Vec<Reaction> {
    vec![Reaction::Job {
        on: "complaint_filed",
        kind: INDEX_WORDS,
        priority: Priority::Later,
    }]
}

/// The jobs of casework.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![JobKind {
        name: INDEX_WORDS,
        run,
    }]
}

fn run<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let subject = job
            .subject
            .ok_or_else(|| Fault::new("the job names no complaint"))?;
        index_words::index_words(cx, ComplaintId(subject)).await
    })
}

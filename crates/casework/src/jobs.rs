//! What casework does when something happened: the words of a complaint, and what presses in it,
//! are indexed after its filing, so that filing waits for nothing. A bulk of imports lets people's own
//! filings go first.

use faisceau_domain::event::{Change, Channel, Decision, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::accounts::{exceptions, identities};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{Done, Job, JobKind, Priority};
use faisceau_platform::searched;
use futures_util::future::BoxFuture;

use crate::alert::{self, carry, look};
use crate::audit;
use crate::watch::hit;
use crate::{assign, dialect, freeze, index_words, rewrite_words, store, weigh};

const INDEX_WORDS: &str = "casework.index_words";

/// The reactions of casework.
pub(crate) fn reactions() -> Vec<Reaction> {
    vec![
        Reaction::Job {
            on: "complaint_filed",
            kind: INDEX_WORDS,
            when: index_wanted,
        },
        Reaction::Job {
            on: "complaint_amended",
            kind: INDEX_WORDS,
            when: index_wanted,
        },
        Reaction::InTransaction {
            on: "complaint_filed",
            run: taken_at_a_counter,
        },
        Reaction::InTransaction {
            on: "complaint_decided",
            run: no_longer_urgent,
        },
        Reaction::InTransaction {
            on: "series_changed",
            run: series_changed,
        },
        Reaction::InTransaction {
            on: "identifiers_found",
            run: identifiers_found,
        },
        Reaction::InTransaction {
            on: "complaint_erased",
            run: complaint_erased,
        },
        Reaction::InTransaction {
            on: "complaints_joined",
            run: joined_or_parted,
        },
        Reaction::InTransaction {
            on: "complaints_parted",
            run: joined_or_parted,
        },
    ]
}

/// The jobs of casework.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![
        JobKind {
            name: INDEX_WORDS,
            run,
        },
        JobKind {
            name: look::LOOK,
            run: look_at,
        },
        JobKind {
            name: weigh::CLOCK,
            run: clock,
        },
        JobKind {
            name: rewrite_words::REWRITE,
            run: rewrite_words::run,
        },
    ]
}

/// What was told of series that ended is told of the one that took their complaints; what changed is
/// looked at.
fn series_changed<'a>(
    cx: &'a Cx,
    tx: &'a mut Tx,
    event: &'a Event,
) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let Event::SeriesChanged(changed) = event else {
            return Ok(());
        };
        if let Change::Merged { absorbed } = &changed.change {
            for from in absorbed {
                carry::carry(tx, from.0, changed.series.0).await?;
            }
        }
        look::ask(cx, tx, changed.series.0).await
    })
}

/// Who takes a complaint at a counter is in charge of it.
fn taken_at_a_counter<'a>(
    cx: &'a Cx,
    tx: &'a mut Tx,
    event: &'a Event,
) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ComplaintFiled(filed) => match filed.officer {
                Some(officer) => assign::put_in_charge(cx, tx, filed.complaint, officer).await,
                None => Ok(()),
            },
            _ => Ok(()),
        }
    })
}

fn identifiers_found<'a>(
    cx: &'a Cx,
    tx: &'a mut Tx,
    event: &'a Event,
) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::IdentifiersFound(found) => hit::found(cx, tx, found).await,
            _ => Ok(()),
        }
    })
}

/// Nothing is told any more of a complaint that is gone.
fn complaint_erased<'a>(
    cx: &'a Cx,
    tx: &'a mut Tx,
    event: &'a Event,
) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let Event::ComplaintErased(erased) = event else {
            return Ok(());
        };
        let of = || binds![erased.complaint];
        for (class, statement) in [
            ("desk", &weigh::store::FORGET),
            ("desk", &freeze::store::FORGET),
            ("desk", &store::UNMARK_URGENT),
            ("desk", &store::RELEASE),
            ("desk", &audit::store::FORGET_CHARGES),
            ("words", &dialect::TAKE_WORDS),
            ("words", &dialect::TAKE_ENTRY),
        ] {
            tx.take(class, statement, of()).await?;
        }
        exceptions::forget(tx, erased.complaint).await?;
        searched::forget(tx, erased.complaint).await?;
        identities::forget(tx, erased.complaint).await?;
        for row in tx.all(&alert::store::OF_COMPLAINT, of()).await? {
            alert::withdraw(tx, row.get("id")?).await?;
            tx.took("alerts", 1);
        }
        rewrite_words::ask(cx, tx).await
    })
}

/// Two complaints that are one case are weighed once, as the case, and told of once; two again, each is
/// weighed for itself.
fn joined_or_parted<'a>(
    cx: &'a Cx,
    tx: &'a mut Tx,
    event: &'a Event,
) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let (case, appendix) = match event {
            Event::ComplaintsJoined(joined) => (joined.case, joined.appendix),
            Event::ComplaintsParted(parted) => (parted.case, parted.appendix),
            _ => return Ok(()),
        };
        index_words::weigh(cx, tx, case).await?;
        index_words::weigh(cx, tx, appendix).await?;
        if matches!(event, Event::ComplaintsJoined(_)) {
            for row in tx
                .all(&alert::store::TOLD_OF_BOTH, binds![case, appendix])
                .await?
            {
                alert::withdraw(tx, row.get("id")?).await?;
            }
        }
        Ok(())
    })
}

fn clock<'a>(_: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let complaint = job.about()?;
        Ok(Done::ToWrite(Box::new(move |cx, tx| {
            Box::pin(weigh::run_out(cx, tx, complaint))
        })))
    })
}

fn look_at<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let series = job.about()?;
        let looked = look::look(cx, series).await?;
        Ok(Done::ToWrite(Box::new(move |cx, tx| {
            let looked = looked.clone();
            Box::pin(async move { look::tell(cx, tx, &looked).await })
        })))
    })
}

/// Once decided, nothing presses; a question to the victim decides nothing.
fn no_longer_urgent<'a>(
    _cx: &'a Cx,
    tx: &'a mut Tx,
    event: &'a Event,
) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let Event::ComplaintDecided(decided) = event else {
            return Ok(());
        };
        match decided.decision {
            Decision::Asked | Decision::Answered => {}
            Decision::Validated | Decision::Rejected | Decision::Withdrawn => {
                let of = || binds![decided.complaint];
                tx.execute(&store::UNMARK_URGENT, of()).await?;
                tx.execute(&weigh::store::FORGET, of()).await?;
            }
        }
        Ok(())
    })
}

fn index_wanted(event: &Event) -> Option<Priority> {
    match event {
        Event::ComplaintFiled(filed) => Some(match filed.channel {
            Channel::Import => Priority::Later,
            Channel::Online | Channel::Counter | Channel::Partner => Priority::First,
        }),
        // What was corrected may press as what was filed.
        Event::ComplaintAmended(_) => Some(Priority::First),
        _ => None,
    }
}

fn run<'a>(_: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let id = ComplaintId(job.about()?);
        Ok(Done::ToWrite(Box::new(move |cx, tx| {
            Box::pin(index_words::index(cx, tx, id))
        })))
    })
}

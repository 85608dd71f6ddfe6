//! Tells who began a draft that its end is near: by e-mail when that is safe, else on its pages only. The
//! words say a day and where to go on, nothing of what it holds.

use crate::notify;
use crate::store;
use faisceau_documents::{Say, dates};
use faisceau_domain::Lang;
use faisceau_domain::form::Answers;
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::Way;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, ATTEMPTS_MAX, Done, Job, NewJob, Priority};
use faisceau_platform::mail::{self, NotSent, Text};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The job that sends the warning of one draft.
pub(crate) const SEND: &str = "intake.warn_draft";
/// How long before its end a draft is warned of: time to find a quiet moment.
pub const BEFORE: SignedDuration = SignedDuration::from_hours(5 * 24);

/// Asks for the warning of every draft whose end is near, once each; returns how many.
///
/// # Errors
/// When the database fails.
pub async fn warn(cx: &Cx) -> Result<usize, Fault> {
    let mut tx = cx.world.db.write_behind().await?;
    let now = cx.world.clock.now();
    let rows = tx
        .all(&store::ENDING_DRAFTS, binds![now, now + BEFORE])
        .await?;
    for row in &rows {
        let id: Uuid = row.get("id")?;
        tx.execute(&store::WARNED, binds![id, now]).await?;
        ask(cx, &mut tx, id, now).await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

async fn ask(cx: &Cx, tx: &mut Tx, draft: Uuid, at: Timestamp) -> Result<(), Fault> {
    let job = NewJob {
        kind: SEND,
        subject: Some(draft),
        payload: "{}".to_owned(),
        priority: Priority::Later,
        run_at: at,
    };
    jobs::enqueue(&cx.world, tx, &[job]).await
}

/// Sends the warning of a job; a draft filed, deleted or taken up again meanwhile is left alone.
pub(crate) fn send<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let id = job.about()?;
        let mut tx = cx.world.db.read().await?;
        let found = tx
            .optional(&store::WARNED_DRAFT, binds![id, cx.world.clock.now()])
            .await?;
        tx.rollback().await?;
        let Some(row) = found else {
            return Ok(Done::Written);
        };
        let answers: Answers = serde_json::from_str(&row.get::<String>("answers")?)?;
        let ends: Timestamp = row.get("expires_at")?;
        let to = match notify::way(cx, Some(&answers)) {
            Way::Space(_) => return Ok(Done::Written),
            Way::Later(at) if at.timestamp() < ends => return Ok(again_at(id, at.timestamp())),
            Way::Later(_) => return Ok(Done::Written),
            Way::Email(to) => to,
        };
        let say = Say::new(cx.world.words.clone(), row.word("lang", Lang::from_code)?);
        let day = |at: Timestamp| dates::day(&say, at.to_zoned(crate::receipt::zone()).date());
        let address = format!("{}/reprendre", cx.world.config.public_url);
        let args = [("date", day(ends)), ("address", address)];
        let args: Vec<(&str, &str)> = args.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let text = Text {
            to,
            subject: notify::subject(&say, row.get("started_at")?),
            body: say.with("after-mail-draft", &args),
        };
        match mail::send(&cx.world, &text).await {
            Ok(()) => Ok(sent(id)),
            Err(NotSent::Fault(fault)) if job.attempts < ATTEMPTS_MAX => Err(fault),
            // The page says it too: nothing more is tried.
            Err(_) => Ok(Done::Written),
        }
    })
}

fn sent(draft: Uuid) -> Done {
    Done::ToWrite(Box::new(move |cx, tx| {
        Box::pin(async move {
            cx.journal(tx, Deed::DraftWarned, "draft", Some(draft), "{}")
                .await
        })
    }))
}

fn again_at(draft: Uuid, at: Timestamp) -> Done {
    Done::ToWrite(Box::new(move |cx, tx| Box::pin(ask(cx, tx, draft, at))))
}

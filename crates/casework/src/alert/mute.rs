//! A person wants to hear no more of a series, and says why; or wants to again. It hides alerts from
//! that person alone and changes nothing of the series.

use crate::alert::{list, store};
use crate::desk::Desk;
use crate::search::REASON_CHARACTERS_MIN;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;
use uuid::Uuid;

/// Why nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Why must be said.
    NoReason,
    /// None of these is about a series this person may know of.
    NoSeries,
}

/// A series that a person wants to hear no more of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Muted {
    /// The series.
    pub series: Uuid,
    /// Its reference.
    pub reference: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
}

/// Mutes the series that these alerts are about; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn mute(cx: &Cx, desk: &Desk<'_>, alerts: &[Uuid]) -> Outcome<usize, Refused> {
    if cx.reason.chars().count() < REASON_CHARACTERS_MIN {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    let mut muted = 0;
    for id in alerts.iter().take(super::read::AT_ONCE_MAX) {
        let alert = list::one(&mut tx, cx, desk, *id).await?;
        let Some(series) = alert.and_then(|alert| alert.series) else {
            continue;
        };
        let now = cx.world.clock.now();
        let row = binds![cx.actor.account(), series.id, &cx.reason, now];
        if tx.execute(&store::MUTE, row).await? > 0 {
            muted += 1;
            let id = Some(series.id);
            cx.journal(&mut tx, Deed::AlertMuted, "series", id, "{}")
                .await?;
        }
    }
    if muted == 0 {
        return Err(Error::Refused(Refused::NoSeries));
    }
    tx.commit().await?;
    Ok(muted)
}

/// The person hears of a series again. `false`: it was not muted.
///
/// # Errors
/// When the database fails.
pub async fn unmute(cx: &Cx, series: Uuid) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let row = binds![cx.actor.account(), series];
    let ended = tx.execute(&store::UNMUTE, row).await? > 0;
    if ended {
        cx.journal(&mut tx, Deed::AlertUnmuted, "series", Some(series), "{}")
            .await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// The series that a person wants to hear no more of.
///
/// # Errors
/// When the database fails.
pub async fn muted(tx: &mut Tx, account: Uuid) -> Result<Vec<Muted>, Fault> {
    let rows = tx.all(&store::MUTED, binds![account]).await?;
    let read = |row: &Row| {
        Ok(Muted {
            series: row.get("series_id")?,
            reference: row.get("reference")?,
            reason: row.get("reason")?,
            since: row.get("muted_at")?,
        })
    };
    rows.iter().map(read).collect()
}

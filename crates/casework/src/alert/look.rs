//! Looks at a series that changed: tells what deserves it, and weighs it. However often a series changes, one
//! look waits; looking again tells nothing twice. Never changes a series.

use crate::alert::{self, Figures, Kind, NewAlert, store};
use crate::weigh::{self, Spread};
use faisceau_domain::alarm::{Alarm, Seen, Thresholds};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, NewJob, Priority};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The job of a look.
pub(crate) const LOOK: &str = "casework.look_at_series";
/// A series that changes changes again soon: the look waits a little for that.
const WAIT: SignedDuration = SignedDuration::from_secs(2);
/// Units told of each other at most: beyond, a series is everybody's.
const UNITS_MAX: i64 = 100;

/// Asks for a look, unless one waits.
pub(crate) async fn ask(cx: &Cx, tx: &mut Tx, series: Uuid) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    if tx.execute(&store::ASK_LOOK, binds![series, now]).await? == 0 {
        return Ok(());
    }
    let job = NewJob {
        kind: LOOK,
        subject: Some(series),
        payload: "{}".to_owned(),
        // Short, and what it tells is worth more than a paper that can be made when it is asked for.
        priority: Priority::First,
        run_at: now + WAIT,
    };
    jobs::enqueue(&cx.world, tx, &[job]).await
}

/// A series as it was looked at.
#[derive(Debug, Clone)]
pub struct Looked {
    series: Uuid,
    seen: Seen,
    units: Vec<String>,
    spread: Spread,
}

/// Looks at a series as it stands. Its complaints are read in a transaction that only reads: who
/// files does not wait for that, however large the series.
///
/// # Errors
/// When the database fails.
pub async fn look(cx: &Cx, series: Uuid) -> Result<Looked, Fault> {
    // First: what changes from here on asks again.
    let mut tx = cx.world.db.write_behind().await?;
    tx.execute(&store::TAKE_LOOK, binds![series]).await?;
    tx.commit().await?;
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.read().await?;
    let seen = seen(&mut tx, &cx.world.thresholds, series, now).await?;
    let rows = tx.all(&store::UNITS, binds![series, UNITS_MAX]).await?;
    let units: Result<Vec<String>, Fault> = rows.iter().map(|row| row.get("unit")).collect();
    Ok(Looked {
        series,
        units: units?,
        spread: weigh::spread(cx, &mut tx, (series, &seen)).await?,
        seen,
    })
}

/// Tells what deserves it, and weighs the series.
///
/// # Errors
/// When the database fails.
pub async fn tell(cx: &Cx, tx: &mut Tx, looked: &Looked) -> Result<(), Fault> {
    let (series, seen) = (looked.series, &looked.seen);
    let thresholds = &cx.world.thresholds;
    let now = cx.world.clock.now();
    for alarm in thresholds.alarms(seen) {
        let told = told(thresholds, series, seen, alarm, now);
        alert::raise(cx, tx, &told).await?;
    }
    if weigh::series(cx, tx, &looked.spread, LOOK).await? {
        ask(cx, tx, series).await?;
    }
    units(cx, tx, series, &looked.units).await
}

/// A series counted against its own past.
pub(crate) async fn seen(
    tx: &mut Tx,
    thresholds: &Thresholds,
    series: Uuid,
    now: Timestamp,
) -> Result<Seen, Fault> {
    let growth = thresholds.growth;
    let window = SignedDuration::from_hours(24 * i64::from(growth.window_days));
    let windows = i32::try_from(growth.past_windows).unwrap_or(i32::MAX);
    let since = now - window;
    let before = since - window * windows;
    let asked = binds![series, since, before];
    let Some(row) = tx.optional(&store::SEEN, asked).await? else {
        return Ok(Seen::default());
    };
    let count = |name: &str| -> Result<u32, Fault> { Ok(u32::try_from(row.get::<i64>(name)?)?) };
    let first = row.get::<Option<Timestamp>>("first_at")?.unwrap_or(now);
    let lived = since.duration_since(first).as_secs() / window.as_secs();
    let mut seen = Seen {
        complaints: count("complaints")?,
        recent: count("recent")?,
        before: count("earlier")?,
        windows_before: u32::try_from(lived.max(0))?.min(growth.past_windows),
        ..Seen::default()
    };
    for row in tx.all(&store::LOSSES, binds![series]).await? {
        let currency: String = row.get("currency")?;
        seen.losses.insert(currency, row.get("amount_minor")?);
    }
    Ok(seen)
}

fn told(
    thresholds: &Thresholds,
    series: Uuid,
    seen: &Seen,
    alarm: Alarm,
    now: Timestamp,
) -> NewAlert {
    let (kind, rest, figures) = match alarm {
        Alarm::Born => (
            Kind::SeriesBorn,
            "born".to_owned(),
            Figures {
                complaints: Some(seen.complaints),
                ..Figures::default()
            },
        ),
        Alarm::Growing {
            recent,
            before,
            windows,
        } => (
            Kind::SeriesGrowing,
            // Once a window, whatever comes in it.
            format!("growing|{}", window(thresholds, now)),
            Figures {
                complaints: Some(recent),
                before: Some(before),
                windows: Some(windows),
                ..Figures::default()
            },
        ),
        Alarm::Loss {
            currency,
            threshold,
        } => (
            Kind::SeriesLoss,
            format!("loss|{currency}|{threshold}"),
            Figures {
                minor: Some(threshold),
                currency: Some(currency),
                ..Figures::default()
            },
        ),
    };
    NewAlert {
        series: Some(series),
        figures,
        ..NewAlert::new(kind, mark(series, &rest))
    }
}

/// The mark of what is told of a series: the series, then what.
pub(crate) fn mark(series: Uuid, rest: &str) -> String {
    format!("series|{series}|{rest}")
}

fn window(thresholds: &Thresholds, now: Timestamp) -> i64 {
    now.as_second() / (86_400 * i64::from(thresholds.growth.window_days))
}

/// Tells each unit that others have complaints of the same series. It is told again when one more
/// has, not when one less does.
async fn units(cx: &Cx, tx: &mut Tx, series: Uuid, units: &[String]) -> Result<(), Fault> {
    if units.len() < 2 {
        return Ok(());
    }
    for unit in units {
        let others: Vec<String> = units.iter().filter(|o| *o != unit).cloned().collect();
        let new = NewAlert {
            series: Some(series),
            to_unit: Some(unit.clone()),
            figures: Figures {
                units: others,
                ..Figures::default()
            },
            ..NewAlert::new(Kind::SeriesUnits, mark(series, &format!("units|{unit}")))
        };
        if !alert::raise(cx, tx, &new).await? {
            again(cx, tx, &new).await?;
        }
    }
    Ok(())
}

async fn again(cx: &Cx, tx: &mut Tx, new: &NewAlert) -> Result<(), Fault> {
    let row = tx.one(&store::BY_MARK, binds![&new.mark]).await?;
    let (id, kept): (Uuid, String) = (row.get("id")?, row.get("figures")?);
    let known: Figures = serde_json::from_str(&kept)?;
    if known == new.figures {
        return Ok(());
    }
    let figures = serde_json::to_string(&new.figures)?;
    let more = new.figures.units.iter().any(|u| !known.units.contains(u));
    if more {
        let now = cx.world.clock.now();
        tx.execute(&store::FORGET_READINGS, binds![id]).await?;
        tx.execute(&store::RENEW, binds![id, figures, now]).await?;
    } else {
        tx.execute(&store::CORRECT, binds![id, figures]).await?;
    }
    Ok(())
}

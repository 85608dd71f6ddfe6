//! A person asks to be told when a value comes, says why and until when. What bears it already is told
//! at once, and so is that another unit has it. The journal keeps the reason, never the value.

use crate::desk::Desk;
use crate::search::REASON_CHARACTERS_MIN;
use crate::watch::{self, Watch, hit, store};
use faisceau_domain::journal::Deed;
use faisceau_identifiers::{Identifier, Kind, parse};
use faisceau_platform::access::{self, Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::SignedDuration;
use uuid::Uuid;

/// What is to be watched.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// Typed as it is known.
    Typed {
        /// Its kind.
        kind: String,
        /// Its text.
        text: String,
    },
    /// Met on the page of an identifier.
    Met(Uuid),
}

/// Why nothing is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The policies do not let this person watch values.
    NotAllowed,
    /// No kind of identifier has this name.
    NoKind,
    /// The text is no identifier of that kind.
    NotAValue,
    /// Why must be said.
    NoReason,
    /// Not a number of days, or too many.
    Days,
    /// This person watches it already.
    Already,
    /// This person watches as many as one may.
    TooMany,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// The watch.
    pub watch: Uuid,
    /// Alerts raised at once.
    pub told: usize,
}

/// Watches a value for so many days; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn add(
    cx: &Cx,
    desk: &Desk<'_>,
    wanted: &Wanted,
    days: Option<u32>,
) -> Outcome<Added, Refused> {
    let refused = |why| Err(Error::Refused(why));
    let limits = cx.world.thresholds.watch;
    let mut tx = cx.world.db.write().await?;
    let value = match value(&mut tx, wanted).await? {
        Ok(value) => value,
        Err(why) => return refused(why),
    };
    let code = value.kind().code();
    let identifier = cx.world.value_ids.of(code, value.canonical());
    let resource = Resource::new(access::Kind::Identifier, identifier.to_string());
    let (Some(account), true) = (
        cx.actor.account(),
        desk.may(Action::IdentifierWatch, &resource),
    ) else {
        return refused(Refused::NotAllowed);
    };
    if cx.reason.chars().count() < REASON_CHARACTERS_MIN {
        return refused(Refused::NoReason);
    }
    let Some(days) = days.filter(|days| (1..=limits.days_max).contains(days)) else {
        return refused(Refused::Days);
    };
    let held: i64 = tx.one(&store::COUNT, binds![account]).await?.get("n")?;
    if held >= i64::from(limits.each_max) {
        return refused(Refused::TooMany);
    }
    let watch = kept(cx, account, wanted, &value, days);
    if tx.execute(&store::KEEP, row(&watch)).await? == 0 {
        return refused(Refused::Already);
    }
    // Units that have the same value are told of each other.
    tx.over_units().await?;
    let told = already(cx, &mut tx, &watch).await?;
    tx.within_units().await?;
    let detail = format!("{{\"days\":{days},\"told\":{told}}}");
    cx.journal(&mut tx, Deed::WatchAdded, "watch", Some(watch.id), &detail)
        .await?;
    tx.commit().await?;
    Ok(Added {
        watch: watch.id,
        told,
    })
}

fn kept(cx: &Cx, account: Uuid, wanted: &Wanted, value: &Identifier, days: u32) -> Watch {
    let (now, ids) = (cx.world.clock.now(), cx.world.value_ids);
    let code = value.kind().code();
    let staff = cx.staff.as_ref();
    Watch {
        id: cx.world.dice.uuid(now),
        account,
        unit: staff.map_or_else(String::new, |staff| staff.unit.clone()),
        kind: code.to_owned(),
        canonical: value.canonical().to_owned(),
        identifier: ids.of(code, value.canonical()),
        key: ids.of(code, value.key()),
        typed: matches!(wanted, Wanted::Typed { .. }),
        reason: cx.reason.clone(),
        created_at: now,
        expires_at: now + SignedDuration::from_hours(24 * i64::from(days)),
    }
}

fn row(watch: &Watch) -> Vec<faisceau_platform::db::Bind> {
    binds![
        watch.id,
        watch.account,
        &watch.unit,
        &watch.kind,
        &watch.canonical,
        watch.identifier,
        watch.key,
        watch.typed,
        &watch.reason,
        watch.created_at,
        watch.expires_at,
    ]
}

async fn value(tx: &mut Tx, wanted: &Wanted) -> Result<Result<Identifier, Refused>, Fault> {
    let (kind, text) = match wanted {
        Wanted::Typed { kind, text } => (kind.clone(), text.clone()),
        Wanted::Met(id) => match tx.optional(&store::VALUE, binds![*id]).await? {
            Some(row) => (row.get("kind")?, row.get("canonical")?),
            None => return Ok(Err(Refused::NotAValue)),
        },
    };
    let Some(kind) = Kind::from_code(&kind) else {
        return Ok(Err(Refused::NoKind));
    };
    Ok(parse(kind, &text).map_err(|_| Refused::NotAValue))
}

/// Tells at once of what bears the value already, and of who else has it.
async fn already(cx: &Cx, tx: &mut Tx, watch: &Watch) -> Result<usize, Fault> {
    let mut told = 0;
    let rows = tx
        .all(&store::BEARERS, binds![watch.key, BEARERS_MAX])
        .await?;
    for row in rows {
        let (complaint, role): (Uuid, String) = (row.get("complaint_id")?, row.get("role")?);
        told += usize::from(hit::tell(cx, tx, watch, complaint, &role).await?);
    }
    for row in tx.all(&store::UNITS, binds![watch.key, UNITS_MAX]).await? {
        told += hit::other_unit(cx, tx, watch, &row.get::<String>("unit")?).await?;
    }
    let now = cx.world.clock.now();
    for other in watch::on_keys(tx, [watch.key], now).await? {
        told += hit::both_watch(cx, tx, watch, &other).await?;
    }
    Ok(told)
}

/// Complaints told of at once: who watches reads the rest on the identifier's page.
const BEARERS_MAX: i64 = 50;
/// Units told of at once.
const UNITS_MAX: i64 = 50;

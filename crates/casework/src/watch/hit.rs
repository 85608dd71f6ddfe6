//! A complaint bears a watched value: who watches is told, in the transaction of whoever found it. Units
//! that have or watch the same are told of each other, with how to reach them and nothing else.

use crate::alert::{self, Figures, Kind, NewAlert};
use crate::case;
use crate::watch::{self, Watch};
use faisceau_domain::event::IdentifiersFound;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Tells who watches any of the values found.
///
/// # Errors
/// When the database fails.
pub async fn found(cx: &Cx, tx: &mut Tx, found: &IdentifiersFound) -> Result<(), Fault> {
    if found.subject_kind != COMPLAINT || found.values.is_empty() {
        return Ok(());
    }
    let (now, ids) = (cx.world.clock.now(), cx.world.value_ids);
    let mut roles: BTreeMap<Uuid, &str> = BTreeMap::new();
    for value in &found.values {
        let key = ids.of(value.identifier.kind().code(), value.identifier.key());
        roles.insert(key, value.role.code());
    }
    // One question whatever the number of values: a filing pays nothing else when nobody watches.
    let watches = watch::on_keys(tx, roles.keys().copied(), now).await?;
    for watch in watches {
        let role = roles.get(&watch.key).copied().unwrap_or_default();
        tell(cx, tx, &watch, found.subject, role).await?;
        if let Some(unit) = case::unit_of(tx, ComplaintId(found.subject)).await? {
            other_unit(cx, tx, &watch, &unit).await?;
        }
    }
    Ok(())
}

/// The kind of subject that is told of.
const COMPLAINT: &str = "complaint";

/// Tells who watches that a complaint bears the value; once.
pub(crate) async fn tell(
    cx: &Cx,
    tx: &mut Tx,
    watch: &Watch,
    complaint: Uuid,
    role: &str,
) -> Result<bool, Fault> {
    let mark = format!("watch|{}|{complaint}", watch.id);
    let new = NewAlert {
        watch: Some(watch.id),
        complaint: Some(complaint),
        identifier: Some(watch.identifier),
        role: Some(role.to_owned()),
        to_account: Some(watch.account),
        ..NewAlert::new(Kind::WatchHit, mark)
    };
    alert::raise(cx, tx, &new).await
}

/// Tells who watches that another unit has complaints with the value, and that unit that it is
/// watched; each once. Returns how many alerts that made.
pub(crate) async fn other_unit(
    cx: &Cx,
    tx: &mut Tx,
    watch: &Watch,
    unit: &str,
) -> Result<usize, Fault> {
    if unit.is_empty() || unit == watch.unit {
        return Ok(0);
    }
    let to_them = NewAlert {
        identifier: Some(watch.identifier),
        to_unit: Some(unit.to_owned()),
        figures: units(&watch.unit),
        watch: None,
        ..NewAlert::new(
            Kind::ValueUnit,
            format!("value|{}|{unit}|{}", watch.key, watch.unit),
        )
    };
    let told = alert::raise(cx, tx, &to_them).await?;
    Ok(usize::from(told) + tell_of(cx, tx, watch, unit).await?)
}

/// Tells two persons of different units who watch the same value of each other.
pub(crate) async fn both_watch(
    cx: &Cx,
    tx: &mut Tx,
    one: &Watch,
    other: &Watch,
) -> Result<usize, Fault> {
    if one.unit == other.unit {
        return Ok(0);
    }
    Ok(tell_of(cx, tx, one, &other.unit).await? + tell_of(cx, tx, other, &one.unit).await?)
}

async fn tell_of(cx: &Cx, tx: &mut Tx, watch: &Watch, unit: &str) -> Result<usize, Fault> {
    let new = NewAlert {
        watch: Some(watch.id),
        identifier: Some(watch.identifier),
        to_account: Some(watch.account),
        figures: units(unit),
        ..NewAlert::new(Kind::WatchUnit, format!("watch|{}|unit|{unit}", watch.id))
    };
    Ok(usize::from(alert::raise(cx, tx, &new).await?))
}

fn units(unit: &str) -> Figures {
    Figures {
        units: vec![unit.to_owned()],
        ..Figures::default()
    }
}

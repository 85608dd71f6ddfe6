//! What staff are told of: a series born, growing fast or crossing a loss; a watched value that came;
//! that another unit has the same. Operations, a file each: [`look`] (at a series that changed),
//! [`carry`] (when series merge), [`read`], [`mute`]. Tells ids and counts, never a name or a value;
//! whether a person may know of one is asked of the policies when it is shown ([`list`]).

pub mod carry;
pub mod list;
pub mod look;
pub mod mute;
pub mod person;
pub mod read;
pub mod store;
pub mod words;

use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A series holds enough complaints to be told of.
    SeriesBorn,
    /// A series grows fast.
    SeriesGrowing,
    /// The loss of a series crossed a threshold.
    SeriesLoss,
    /// Other units have complaints of the same series.
    SeriesUnits,
    /// A watched value came.
    WatchHit,
    /// Another unit watches, or has in its complaints, a value that a person watches.
    WatchUnit,
    /// Another unit watches a value that is in the complaints of a unit.
    ValueUnit,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 7] = [
        Kind::SeriesBorn,
        Kind::SeriesGrowing,
        Kind::SeriesLoss,
        Kind::SeriesUnits,
        Kind::WatchHit,
        Kind::WatchUnit,
        Kind::ValueUnit,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::SeriesBorn => "series_born",
            Kind::SeriesGrowing => "series_growing",
            Kind::SeriesLoss => "series_loss",
            Kind::SeriesUnits => "series_units",
            Kind::WatchHit => "watch_hit",
            Kind::WatchUnit => "watch_unit",
            Kind::ValueUnit => "value_unit",
        }
    }

    /// The kind of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The figures of an alert: counts and units only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Complaints, or those received lately.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complaints: Option<u32>,
    /// Complaints received in the windows before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
    /// How many windows these were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub windows: Option<u32>,
    /// A loss in minor units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minor: Option<i64>,
    /// Its currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Other units.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
}

/// An alert about to be raised.
#[derive(Debug, Clone)]
pub(crate) struct NewAlert {
    /// What makes it the same as another.
    pub(crate) mark: String,
    pub(crate) kind: Kind,
    pub(crate) series: Option<Uuid>,
    pub(crate) watch: Option<Uuid>,
    pub(crate) complaint: Option<Uuid>,
    pub(crate) identifier: Option<Uuid>,
    pub(crate) role: Option<String>,
    pub(crate) to_account: Option<Uuid>,
    pub(crate) to_unit: Option<String>,
    pub(crate) figures: Figures,
}

impl NewAlert {
    /// One about nothing yet.
    pub(crate) fn new(kind: Kind, mark: String) -> NewAlert {
        NewAlert {
            mark,
            kind,
            series: None,
            watch: None,
            complaint: None,
            identifier: None,
            role: None,
            to_account: None,
            to_unit: None,
            figures: Figures::default(),
        }
    }
}

/// Raises an alert; one that was raised before is not raised again.
pub(crate) async fn raise(cx: &Cx, tx: &mut Tx, new: &NewAlert) -> Result<bool, Fault> {
    let now = cx.world.clock.now();
    let row = binds![
        cx.world.dice.uuid(now),
        &new.mark,
        new.kind.code(),
        now,
        new.series,
        new.watch,
        new.complaint,
        new.identifier,
        new.role.clone(),
        new.to_account,
        new.to_unit.clone(),
        serde_json::to_string(&new.figures)?,
    ];
    Ok(tx.execute(&store::RAISE, row).await? > 0)
}

/// Withdraws an alert with who read it.
pub(crate) async fn withdraw(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    tx.execute(&store::FORGET_READINGS, binds![id]).await?;
    tx.execute(&store::WITHDRAW, binds![id]).await?;
    Ok(())
}

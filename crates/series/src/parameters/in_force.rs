//! The figures in force: those adopted last, or those shipped when none ever were. Reads only.

use super::propose::Origin;
use super::store;
use crate::noise;
use faisceau_linkage::Figures;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;

/// The figures that linkage obeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// The figures, with their version.
    pub figures: Figures,
    /// When they were adopted; `None`: they are those shipped.
    pub adopted_at: Option<Timestamp>,
}

/// The figures in force.
///
/// # Errors
/// When the database fails, or when those adopted were written by a version of the program whose
/// figures were others: nothing else is obeyed in their place.
pub async fn in_force(tx: &mut Tx) -> Result<InForce, Fault> {
    let Some(row) = tx.optional(&store::IN_FORCE, binds![]).await? else {
        return Ok(InForce {
            figures: noise::figures().clone(),
            adopted_at: None,
        });
    };
    Ok(InForce {
        figures: read(&row.get::<String>("figures")?)
            .map_err(|fault| fault.context("reading the figures of linkage in force"))?,
        adopted_at: Some(row.get("adopted_at")?),
    })
}

/// The figures that learning starts from: those adopted last that were not learned, or those shipped.
/// Starting from learned ones would count the same decisions twice, and keep what erased complaints
/// taught.
///
/// # Errors
/// When the database fails, or as [`in_force`].
pub(super) async fn declared(tx: &mut Tx) -> Result<Figures, Fault> {
    let learned = binds![Origin::Learned.code()];
    match tx.optional(&store::DECLARED, learned).await? {
        Some(row) => read(&row.get::<String>("figures")?)
            .map_err(|fault| fault.context("reading the figures that learning starts from")),
        None => Ok(noise::figures().clone()),
    }
}

/// The version in force.
///
/// # Errors
/// When the database fails.
pub async fn version(tx: &mut Tx) -> Result<u32, Fault> {
    let row = tx.one(&store::VERSION, binds![]).await?;
    of(row.get("version")?)
}

/// The version in force where this one was adopted last; none ever: that shipped.
pub(crate) fn of(adopted: Option<i64>) -> Result<u32, Fault> {
    match adopted {
        Some(adopted) => Ok(u32::try_from(adopted)?),
        None => Ok(noise::figures().version),
    }
}

/// Figures as they are stored.
pub(super) fn read(text: &str) -> Result<Figures, Fault> {
    let figures: Figures = serde_json::from_str(text)?;
    figures.check()?;
    Ok(figures)
}

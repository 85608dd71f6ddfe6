//! The day of a person: what is in one's charge, what is new, how much of each. Every complaint
//! shown or counted passed the policies.

use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;

use crate::case::Case;
use crate::desk::{Desk, Scope};
use crate::inbox::{self, Charge, Filters, Order};

/// Complaints shown in each list.
const SHOWN_MAX: usize = 10;
/// A figure stops here: "1 000 or more".
pub const COUNTED_MAX: usize = 1_000;

/// The day of a person.
#[derive(Debug, Clone, Default)]
pub struct Today {
    /// In one's own charge, what cannot wait first, then the newest.
    pub mine: Vec<Case>,
    /// Filed and in nobody's charge, what cannot wait first, then the newest.
    pub new: Vec<Case>,
    /// How many are in one's own charge.
    pub mine_count: usize,
    /// How many are filed and in nobody's charge.
    pub new_count: usize,
    /// How many of one's own wait for a victim's answer.
    pub asked_count: usize,
}

/// Gathers it.
///
/// # Errors
/// When the database fails.
pub async fn today(
    tx: &mut Tx,
    desk: &Desk<'_>,
    scope: &Scope,
    now: Timestamp,
) -> Result<Today, Fault> {
    let of = |charge, state: Option<&str>| Filters {
        charge: Some(charge),
        state: state.map(ToOwned::to_owned),
        order: Order::UrgentFirst(now),
        ..Filters::default()
    };
    let mine = of(Charge::Me, None);
    let new = of(Charge::Nobody, Some("filed"));
    let asked = of(Charge::Me, Some("asked"));
    Ok(Today {
        mine: inbox::first(tx, desk, scope, &mine, SHOWN_MAX).await?,
        new: inbox::first(tx, desk, scope, &new, SHOWN_MAX).await?,
        mine_count: inbox::count(tx, desk, scope, &mine, COUNTED_MAX).await?,
        new_count: inbox::count(tx, desk, scope, &new, COUNTED_MAX).await?,
        asked_count: inbox::count(tx, desk, scope, &asked, COUNTED_MAX).await?,
    })
}

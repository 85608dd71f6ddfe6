//! The demonstration: a synthetic year made through the operations people use, on a clock set by
//! hand that ends at the present. Everything in it is invented; nothing leaves the machine.

mod agenda;
mod answers;
mod case;
mod chance;
mod filing;
mod life;
mod scenario;
mod staff;
mod traces;
mod year;

pub use staff::Account;
pub use year::Volume;

use agenda::Deed;
use case::Case;
use chance::Chance;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::file::Filed;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use filing::Filer;
use jiff::{SignedDuration, Timestamp};
use life::{Known, Life};
use scenario::Scenarios;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The same year every time, but for its dates, its codes and its keys.
const SEED: u64 = 17;
/// How long before the present the year starts.
const LENGTH: SignedDuration = SignedDuration::from_hours(24 * 367);
/// Nothing new starts so close to the present: who is filling in a questionnaire finishes it.
const REST: SignedDuration = SignedDuration::from_mins(45);
/// The type shown first to visitors.
const SHOWN: &str = "fake_shop";
/// Pages answered in the drafts left open.
const DRAFT_PAGES: usize = 3;

/// What opens the space of one complaint, and its paper.
#[derive(Debug, Clone, Serialize)]
pub struct Opened {
    /// Its id, as in addresses for staff.
    pub id: ComplaintId,
    /// Its printed reference.
    pub reference: String,
    /// The secret code of its space.
    pub follow_up: String,
    /// The code printed on its acknowledgement.
    pub verification: String,
    /// Its questionnaire.
    pub form: String,
}

/// Everything a visitor of the demonstration may want to open. The accounts are by role.
#[derive(Debug, Clone, Serialize)]
pub struct Keys {
    /// Accounts to sign in with, by role.
    #[serde(flatten)]
    pub accounts: BTreeMap<String, Account>,
    /// Complaints, by where they stand: `new`, `asked`, `replied`, `validated`, `rejected`.
    pub case: BTreeMap<&'static str, Opened>,
    /// Codes of drafts left open, by type.
    pub draft: BTreeMap<String, String>,
}

/// The instant the year of a demonstration starts, when it ends at this one.
#[must_use]
pub fn start_of_year(end: Timestamp) -> Timestamp {
    end - LENGTH
}

/// Plays the year on a world whose clock stands at [`start_of_year`]. `tell` hears how many steps
/// are done and left.
///
/// # Errors
/// When a scenario is malformed, or an operation fails.
pub async fn prepare(
    world: &Arc<World>,
    volume: Volume,
    end: Timestamp,
    tell: impl Fn(usize, usize),
) -> Result<Keys, Fault> {
    let scenarios = Scenarios::read(&world.content)?;
    let (accounts, officers) = staff::make(world, &scenarios.people.units).await?;
    let mut chance = Chance::seeded(SEED);
    let cases = year::plan(&scenarios, volume, &mut chance, end);
    let latest = cases.clone();
    let mut life = Life::new(world, &scenarios, &officers, chance, end - REST);
    life.expect(cases);
    life.play(tell).await?;
    let mut draft = BTreeMap::new();
    for scheme in 0..scenarios.schemes.len() {
        let of_scheme = |case: &&Case| case.scheme == scheme;
        if let (Some(form), Some(case)) = (
            &scenarios.schemes[scheme].form,
            latest.iter().rev().find(of_scheme),
        ) {
            let filer = Filer {
                world,
                scenarios: &scenarios,
                case,
            };
            let left_open = filer.fill(&mut life.chance, DRAFT_PAGES).await?;
            draft.insert(form.clone(), left_open.code.grouped());
        }
    }
    world.clock.set(end);
    let accounts = accounts.into_iter().map(|a| (a.name.clone(), a)).collect();
    Ok(Keys {
        accounts,
        case: opened(&life)?,
        draft,
    })
}

/// The latest complaint of each standing, of the scheme that is easiest to show if there is one.
fn opened(life: &Life<'_>) -> Result<BTreeMap<&'static str, Opened>, Fault> {
    let mut opened = BTreeMap::new();
    for known in life.known.values() {
        let standing = match known.deeds.as_slice() {
            [] => "new",
            [Deed::Ask] => "asked",
            [.., Deed::Reply | Deed::Write] => "replied",
            [.., Deed::Validate] => "validated",
            [.., Deed::Reject] => "rejected",
            _ => continue,
        };
        let plain = known.form == SHOWN;
        let held: Option<&Opened> = opened.get(standing);
        if plain || held.is_none_or(|held| held.form != SHOWN) {
            opened.insert(standing, open(known)?);
        }
    }
    Ok(opened)
}

fn open(known: &Known) -> Result<Opened, Fault> {
    let Filed {
        complaint,
        receipt,
        follow_up,
    } = &known.filed;
    let payload = receipt.read_payload()?;
    Ok(Opened {
        id: *complaint,
        reference: payload.reference,
        follow_up: follow_up.grouped(),
        verification: payload.verification_code,
        form: known.form.clone(),
    })
}

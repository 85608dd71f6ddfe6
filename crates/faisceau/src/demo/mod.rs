//! The demonstration: a synthetic year made through the operations people use, on a clock set by
//! hand that ends at the present. Everything in it is invented; nothing leaves the machine.

mod agenda;
mod answers;
mod case;
mod chance;
mod desk;
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
use faisceau_intake::draft::Draft;
use faisceau_intake::file::{Filed, Nature};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::partners;
use faisceau_platform::world::World;
use faisceau_series::parameters::in_force;
use faisceau_series::parameters::propose::{Origin, propose};
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
/// What the proposed figures ask more of a link, in hundredths of a bit.
const STRICTER: i32 = 300;
/// Pages answered in the drafts left open: the shortest path has two.
const DRAFT_PAGES: usize = 1;

/// What opens the space of one complaint, and its paper.
#[derive(Clone, Serialize)]
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

faisceau_platform::undisclosed!(Opened);

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
    /// Code of a draft with every answer, ready to be filed.
    pub ready: String,
    /// The complaint that the officer has just filed at the counter.
    pub heard: ComplaintId,
    /// The key of a partner's program, which files and reads its own by the interface.
    pub partner: String,
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
    let draft = left_open(&mut life, &latest).await?;
    let ready = whole(&mut life, &latest).await?.code.grouped();
    let visitor = whole(&mut life, &latest).await?;
    proposed(world).await?;
    world.clock.set(end);
    let heard = desk::heard(world, &officers, &visitor).await?;
    let accounts = accounts.into_iter().map(|a| (a.name.clone(), a)).collect();
    let partner = partners::add_key(&Cx::platform(world), "demonstration").await;
    let partner = partner.map_err(filing::never("a partner's key"))?;
    Ok(Keys {
        accounts,
        case: opened(&life)?,
        draft,
        ready,
        heard,
        partner: partner.text,
    })
}

/// Every answer of somebody, of the type shown first.
async fn whole(life: &mut Life<'_>, latest: &[Case]) -> Result<Draft, Fault> {
    let (world, scenarios) = (life.world, life.scenarios);
    let shown = |case: &&Case| scenarios.schemes[case.scheme].form.as_deref() == Some(SHOWN);
    let case = latest.iter().rev().find(shown);
    let case = case.ok_or_else(|| Fault::new(format!("no scenario tells of `{SHOWN}`")))?;
    let filer = Filer {
        world,
        scenarios,
        case,
    };
    filer.fill(&mut life.chance, usize::MAX).await
}

/// Stricter figures of linkage, as an operator would propose them: nobody decided yet.
async fn proposed(world: &Arc<World>) -> Result<(), Fault> {
    let cx = Cx::platform(world);
    let mut tx = world.db.read().await?;
    let mut figures = in_force(&mut tx).await?.figures;
    tx.rollback().await?;
    figures.version += 1;
    figures.link += STRICTER;
    figures.join = figures.join.map(|join| join + STRICTER);
    match propose(&cx, figures, Origin::File, None).await {
        Ok(_) => Ok(()),
        Err(Error::Refused(why)) => Err(Fault::from(why)),
        Err(Error::Fault(fault)) => Err(fault),
    }
}

/// Drafts nobody filed: one begun of each type, by type.
async fn left_open(
    life: &mut Life<'_>,
    latest: &[Case],
) -> Result<BTreeMap<String, String>, Fault> {
    let (world, scenarios) = (life.world, life.scenarios);
    let mut draft = BTreeMap::new();
    for scheme in 0..scenarios.schemes.len() {
        let of_scheme = |case: &&Case| case.scheme == scheme;
        if let (Some(form), Some(case)) = (
            &scenarios.schemes[scheme].form,
            latest.iter().rev().find(of_scheme),
        ) {
            let filer = Filer {
                world,
                scenarios,
                case,
            };
            let begun = filer.fill(&mut life.chance, DRAFT_PAGES).await?;
            draft.insert(form.clone(), begun.code.grouped());
        }
    }
    Ok(draft)
}

/// A complaint of each standing: of the type shown first if there is one, rather than a report, the one with
/// the most to see, the latest of these.
fn opened(life: &Life<'_>) -> Result<BTreeMap<&'static str, Opened>, Fault> {
    let mut best: BTreeMap<&'static str, ((bool, bool, usize), &Known)> = BTreeMap::new();
    for known in life.known.values() {
        let standing = match known.deeds.as_slice() {
            [] => "new",
            [Deed::Ask] => "asked",
            [.., Deed::Reply | Deed::Write] => "replied",
            [.., Deed::Validate] => "validated",
            [.., Deed::Reject] => "rejected",
            _ => continue,
        };
        let complains = known.filed.receipt.read_payload()?.nature == Nature::Complaint.code();
        let rank = (known.form == SHOWN, complains, known.deeds.len());
        let held = best.get(standing).map(|held| held.0);
        if held.is_none_or(|held| rank >= held) {
            best.insert(standing, (rank, known));
        }
    }
    best.into_iter()
        .map(|(standing, (_, known))| Ok((standing, open(known)?)))
        .collect()
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

//! Checks the custody of every exhibit from what is stored: each chain by the rules, its row, and the journal,
//! whose entries hold the digest of each step, so that steps cut off, or an exhibit taken out whole, are seen.
//! Changes nothing, opens no content.

use super::{Exhibit, chain, store};
use faisceau_domain::custody::Kind;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::set_aside;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Complaints, and exhibits of one, read at once.
const AT_ONCE: i64 = 200;

/// What is wrong with the custody of an exhibit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The exhibit.
    pub exhibit: Uuid,
    /// The stable word of what is wrong.
    pub what: &'static str,
    /// At which step.
    pub position: i64,
}

/// What a check of everything gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Exhibits looked at.
    pub exhibits: usize,
    /// Steps looked at.
    pub steps: usize,
    /// What is wrong.
    pub wrong: Vec<Wrong>,
}

/// What an entry of the journal says of a step.
#[derive(Deserialize)]
struct Entry {
    exhibit: Uuid,
    #[serde(default)]
    position: i64,
    #[serde(default)]
    digest: String,
    /// Absent of a chain made of digests.
    #[serde(default)]
    layout: u8,
}

/// Checks the custody of every exhibit.
///
/// # Errors
/// When the database fails.
pub async fn all(world: &World) -> Result<Verified, Fault> {
    let mut verified = Verified::default();
    let mut last = Uuid::nil();
    loop {
        let mut tx = world.db.read().await?;
        let rows = tx
            .all(&store::COMPLAINTS_AFTER, binds![last, AT_ONCE])
            .await?;
        if rows.is_empty() {
            // Complaints that have none left, though the journal knows some.
            for row in tx.all(&store::EMPTIED, binds![]).await? {
                let complaint = row.get("complaint_id")?;
                let told = journaled(&mut tx, complaint).await?;
                gone(&mut tx, complaint, &told, &mut verified).await?;
            }
            tx.rollback().await?;
            return Ok(verified);
        }
        for row in &rows {
            last = row.get("complaint_id")?;
            of_one(&mut tx, last, &mut verified).await?;
        }
        tx.rollback().await?;
    }
}

/// The exhibits of one complaint, whose journal is read once.
async fn of_one(tx: &mut Tx, complaint: Uuid, verified: &mut Verified) -> Result<(), Fault> {
    let told = journaled(tx, complaint).await?;
    gone(tx, complaint, &told, verified).await?;
    let mut last = Uuid::nil();
    loop {
        let rows = tx.all(&store::AFTER, binds![complaint, last, AT_ONCE]);
        let rows = rows.await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in &rows {
            let exhibit = super::read(row)?;
            last = exhibit.id;
            one(tx, &exhibit, &told, verified).await?;
        }
    }
}

/// What the journal says of the exhibits of a complaint.
#[derive(Default)]
struct Journaled {
    /// The digests of the steps of each, by position.
    steps: BTreeMap<Uuid, BTreeMap<i64, String>>,
    /// Those whose file was erased.
    erased: BTreeSet<Uuid>,
    /// Those whose chain outlives an erasure.
    lasting: BTreeSet<Uuid>,
}

async fn journaled(tx: &mut Tx, complaint: Uuid) -> Result<Journaled, Fault> {
    let deeds: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.deed().code()).collect();
    let mut told = Journaled::default();
    for row in tx.all(&store::JOURNALED, binds![complaint]).await? {
        let action: String = row.get("action")?;
        let detail: String = row.get("detail")?;
        let entry = serde_json::from_str::<Entry>(&detail).ok();
        if action == Deed::ExhibitErased.code() {
            told.erased.extend(entry.map(|entry| entry.exhibit));
            continue;
        }
        if !deeds.contains(action.as_str()) {
            continue;
        }
        // An incident of a broken chain has an entry and no step.
        if let Some(entry) = entry.filter(|entry| !entry.digest.is_empty()) {
            if entry.layout > 1 {
                told.lasting.insert(entry.exhibit);
            }
            let steps = told.steps.entry(entry.exhibit).or_default();
            steps.insert(entry.position, entry.digest);
        }
    }
    Ok(told)
}

/// Exhibits of the journal that have no row and were not set aside.
async fn gone(
    tx: &mut Tx,
    complaint: Uuid,
    told: &Journaled,
    verified: &mut Verified,
) -> Result<(), Fault> {
    let held = super::of_complaint(tx, complaint).await?;
    let held: BTreeSet<Uuid> = held.iter().map(|exhibit| exhibit.id).collect();
    let went = |id: &Uuid| told.erased.contains(id) && !told.lasting.contains(id);
    let absent = told.steps.keys().filter(|id| !held.contains(id));
    for exhibit in absent.filter(|id| !went(id)) {
        let wrong = Wrong {
            exhibit: *exhibit,
            what: "gone",
            position: 0,
        };
        let aside = set_aside::one(tx, *exhibit).await?.is_some();
        if !aside && !verified.wrong.contains(&wrong) {
            verified.wrong.push(wrong);
        }
    }
    Ok(())
}

async fn one(
    tx: &mut Tx,
    exhibit: &Exhibit,
    told: &Journaled,
    verified: &mut Verified,
) -> Result<(), Fault> {
    let steps = chain::steps(tx, exhibit.id).await?;
    verified.exhibits += 1;
    verified.steps += steps.len();
    let mut wrong = |what, position| {
        verified.wrong.push(Wrong {
            exhibit: exhibit.id,
            what,
            position,
        });
    };
    if let Err(broken) = chain::checked(exhibit, &steps) {
        wrong(broken.code(), broken.position());
    }
    if exhibit.erased_at.is_some() && !told.erased.contains(&exhibit.id) {
        wrong("erased-unsaid", 0);
    }
    let none = BTreeMap::new();
    let entries = told.steps.get(&exhibit.id).unwrap_or(&none);
    for step in &steps {
        match entries.get(&step.position) {
            Some(digest) if *digest == hex::encode(step.digest) => {}
            Some(_) => wrong("journal-differs", step.position),
            None => wrong("journal-silent", step.position),
        }
    }
    let last = steps.last().map_or(0, |step| step.position);
    if let Some((position, _)) = entries.range(last + 1..).next() {
        wrong("cut-off", *position);
    }
    Ok(())
}

//! What a reader may see of complaints and series, one by one: loads what the policies need to
//! know and asks them. Holds no rule of its own.

use crate::dialect::{self, list};
use faisceau_domain::access::Purpose;
use faisceau_platform::access::{Action, Kind, Resource};
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Front, Signed};
use faisceau_platform::world::World;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// All that policies know of a complaint besides its id: units, persons in charge, marks.
type Sort = (BTreeSet<String>, BTreeSet<String>, BTreeSet<String>);

/// The eyes of one reader during one request: each answer is asked for once.
pub(crate) struct Sight<'a> {
    front: &'a Front,
    signed: &'a Signed,
    complaints: HashMap<Uuid, Resource>,
    known: HashMap<(Action, Uuid), bool>,
    /// What was answered for complaints of one sort, where no policy names one by its id.
    alike: Option<HashMap<(Action, Sort), bool>>,
}

impl<'a> Sight<'a> {
    pub(crate) fn of(front: &'a Front, signed: &'a Signed) -> Sight<'a> {
        Sight {
            front,
            signed,
            complaints: HashMap::new(),
            known: HashMap::new(),
            alike: (front.authority.judges_alike(Kind::Complaint)
                && !signed.actor.is_singled_out())
            .then(HashMap::new),
        }
    }

    /// The account of the reader.
    pub(crate) fn reader(&self) -> Option<Uuid> {
        self.signed.cx.actor.account()
    }

    /// The world of the reader.
    pub(crate) fn world(&self) -> Arc<World> {
        self.front.world.clone()
    }

    /// Loads who is in charge of these complaints.
    pub(crate) async fn learn(
        &mut self,
        tx: &mut Tx,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Result<(), Fault> {
        // Once each: a complaint bears many of the values whose bearers are learnt together.
        let unknown: BTreeSet<Uuid> = ids
            .into_iter()
            .filter(|id| !self.complaints.contains_key(id))
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let rows = tx.all_over_units(&dialect::CHARGE_OF_COMPLAINTS, vec![list(unknown)]);
        for row in rows.await? {
            let id: Uuid = row.get("id")?;
            let unit: String = row.get("unit")?;
            let account: Option<Uuid> = row.get("account_id")?;
            let series: Option<Uuid> = row.get("series_id")?;
            let sensitive: bool = row.get("sensitive")?;
            let known = self.complaints.remove(&id);
            let resource = known.unwrap_or_else(|| Resource::complaint(id.to_string()));
            let units = Some(unit).filter(|unit| !unit.is_empty());
            let resource = resource
                .of_units(units)
                .assigned_to(account.map(|account| account.to_string()))
                .of_series(series)
                .sensitive(sensitive);
            self.complaints.insert(id, resource);
        }
        Ok(())
    }

    /// Whether the frame of linkage masks what identifies people from this reader, in a complaint
    /// that belongs to a series or to none.
    pub(crate) fn masks(&self, in_a_series: bool) -> bool {
        masks(&self.front.world, Some(self.signed.purpose), in_a_series)
    }

    /// Whether the reader may do this to a complaint; never to one that was not learnt.
    pub(crate) fn may(&mut self, action: Action, complaint: Uuid) -> bool {
        let Some(resource) = self.complaints.get(&complaint) else {
            return false;
        };
        let (front, signed) = (self.front, self.signed);
        if let Some(answer) = self.known.get(&(action, complaint)) {
            return *answer;
        }
        let ask = || allowed(front, signed, action, resource);
        let apart = action == Action::IdentityRead && signed.actor.has_identities_apart();
        let answer = match &mut self.alike {
            Some(alike) if !apart => {
                let sort = (
                    resource.units.clone(),
                    resource.assignees.clone(),
                    resource.marks.clone(),
                );
                *alike.entry((action, sort)).or_insert_with(ask)
            }
            _ => ask(),
        };
        self.known.insert((action, complaint), answer);
        answer
    }
}

/// Whether the frame of linkage masks what identifies people from who works for this purpose.
pub(crate) fn masks(world: &World, purpose: Option<Purpose>, in_a_series: bool) -> bool {
    world.frame.masks_until_match && purpose == Some(Purpose::Linkage) && !in_a_series
}

impl Sight<'_> {
    /// Whether the reader may do this to that.
    pub(crate) fn allows(&self, action: Action, of: &Resource) -> bool {
        allowed(self.front, self.signed, action, of)
    }

    /// A complaint that was learnt, as if it were a series by itself.
    pub(crate) fn series_of_one(&self, complaint: Uuid) -> Option<Resource> {
        let known = self.complaints.get(&complaint)?;
        Some(Resource {
            kind: Kind::Series,
            ..known.clone()
        })
    }
}

/// Whether the reader may do this to that.
pub(crate) fn allowed(front: &Front, signed: &Signed, action: Action, of: &Resource) -> bool {
    let authority = &front.authority;
    let decision = authority.check(&signed.actor, action, of, signed.purpose);
    decision.is_allowed()
}

/// Series as policies see them for a reader: each has the units of all its complaints, and is in the reader's charge when
/// one of them is.
pub(crate) async fn series(
    tx: &mut Tx,
    reader: Option<Uuid>,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Resource>, Fault> {
    let mut found: HashMap<Uuid, Resource> = ids
        .into_iter()
        .map(|id| (id, Resource::series(id.to_string())))
        .collect();
    let asked = list(found.keys().copied());
    for row in tx.all(&dialect::UNITS_OF_SERIES, vec![asked]).await? {
        let id: Uuid = row.get("series_id")?;
        let unit: String = row.get("unit")?;
        if let Some(resource) = found.remove(&id) {
            found.insert(id, resource.of_units([unit]));
        }
    }
    let asked = binds![list(found.keys().copied()), reader];
    for row in tx.all(&dialect::SERIES_IN_CHARGE, asked).await? {
        let id: Uuid = row.get("series_id")?;
        if let Some(resource) = found.remove(&id) {
            found.insert(id, resource.assigned_to(reader.map(|one| one.to_string())));
        }
    }
    Ok(found)
}

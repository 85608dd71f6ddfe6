//! Who sits at the desk, why, and how far they may look. The scope is a superset only: it is
//! found by asking the policies about complaints that could exist, and every row is then decided
//! by the policies itself. Grants nothing.

use std::collections::BTreeSet;

use faisceau_domain::access::Purpose;
use faisceau_platform::access::{Action, Actor, Authority, Resource};
use faisceau_platform::binds;
use faisceau_platform::db::{Bind, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Front, Signed};
use uuid::Uuid;

use crate::store;

/// A person at work under the policies in force.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The policies.
    pub authority: &'a Authority,
    /// The person.
    pub actor: &'a Actor,
    /// Why the person works.
    pub purpose: Purpose,
}

impl<'a> Desk<'a> {
    /// The desk of who signed in.
    #[must_use]
    pub fn of(front: &'a Front, signed: &'a Signed) -> Desk<'a> {
        Desk {
            authority: &front.authority,
            actor: &signed.actor,
            purpose: signed.purpose,
        }
    }

    /// Whether the policies let this person do this to that.
    #[must_use]
    pub fn may(&self, action: Action, resource: &Resource) -> bool {
        self.authority
            .check(self.actor, action, resource, self.purpose)
            .is_allowed()
    }

    /// How far this person may look.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn scope(&self, tx: &mut Tx) -> Result<Scope, Fault> {
        let mut known: BTreeSet<String> = self.actor.units.clone();
        for row in tx.all(&store::UNITS, binds![]).await? {
            known.insert(row.get("unit")?);
        }
        Ok(self.probe(known))
    }

    /// Asks about one complaint of each sort: in nobody's charge, of a unit, in the charge of
    /// somebody else.
    fn probe(&self, known: BTreeSet<String>) -> Scope {
        let reads = |resource: &Resource| self.may(Action::ComplaintRead, resource);
        let bare = || Resource::complaint(SOME_COMPLAINT);
        let elsewhere = || bare().of_units([SOME_UNIT]);
        let others = |resource: Resource| resource.assigned_to([SOMEBODY]);
        let everything =
            reads(&elsewhere()) || reads(&others(elsewhere())) || reads(&others(bare()));
        let units = known
            .into_iter()
            .filter(|unit| {
                let of = || bare().of_units([unit.clone()]);
                reads(&of()) || reads(&others(of()))
            })
            .collect();
        Scope {
            everything,
            units,
            account: self.actor.id.parse().unwrap_or(Uuid::nil()),
            central: reads(&bare()),
        }
    }
}

/// Ids and a unit that nothing bears: a policy that permits them permits any.
const SOME_COMPLAINT: &str = "00000000-0000-0000-0000-000000000000";
const SOMEBODY: &str = "00000000-0000-0000-0000-000000000001";
const SOME_UNIT: &str = "\u{1}";

/// How far a person may look: a superset of what the policies permit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Nothing is known to be closed.
    pub everything: bool,
    /// Units whose complaints may be open.
    pub units: BTreeSet<String>,
    /// The person: what is in one's own charge may always be open.
    pub account: Uuid,
    /// The central queue may be open.
    pub central: bool,
}

impl Scope {
    /// The first four values of the lists' statements.
    #[must_use]
    pub fn binds(&self) -> Vec<Bind> {
        // One bar between two units, so that the empty unit is found nowhere.
        let units: String = self.units.iter().map(|unit| format!("{unit}|")).collect();
        let units = format!("|{units}");
        binds![self.everything, units, self.account, self.central]
    }
}

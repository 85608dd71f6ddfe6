//! The two ends of a question of authorisation: who acts (a member of staff, or the program of
//! another partner) and the thing acted upon.
//! Plain data; what they are allowed is written in the policies only.

use std::collections::BTreeSet;

use faisceau_domain::access::Role;

use super::Kind;

/// The mark of a complaint that belongs to no series.
pub const UNMATCHED: &str = "unmatched";

/// The mark of a complaint that the questionnaires say is sensitive.
const SENSITIVE: &str = "sensitive";

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The id of the account or of the partner, as stored.
    pub id: String,
    /// For the program of a partner: the word that what it filed bears.
    pub(super) partner: Option<String>,
    /// The roles held.
    pub roles: BTreeSet<Role>,
    /// The units to which the person is posted.
    pub units: BTreeSet<String>,
    /// The units of the territories that the person's unit belongs to.
    pub territory: BTreeSet<String>,
    /// The ids of complaints that this person said to be party to, or too near.
    pub recused: BTreeSet<String>,
    /// The ids of complaints that this person opened in an emergency, while that lasts.
    pub opened: BTreeSet<String>,
    /// The ids of complaints for which this person gave a motive to read who the victim is, while that lasts.
    pub motives: BTreeSet<String>,
    /// The ids of complaints whose victim's identity is under a seal that is not opened to this person.
    pub sealed: BTreeSet<String>,
    /// The ids of the series whose task force this person belongs to, while it lasts.
    pub forces: BTreeSet<String>,
}

impl Actor {
    /// An actor from the account's id, roles and units.
    pub fn new<U: Into<String>>(
        id: impl Into<String>,
        roles: impl IntoIterator<Item = Role>,
        units: impl IntoIterator<Item = U>,
    ) -> Actor {
        Actor {
            id: id.into(),
            partner: None,
            roles: roles.into_iter().collect(),
            units: units.into_iter().map(Into::into).collect(),
            territory: BTreeSet::new(),
            recused: BTreeSet::new(),
            opened: BTreeSet::new(),
            motives: BTreeSet::new(),
            sealed: BTreeSet::new(),
            forces: BTreeSet::new(),
        }
    }

    /// Whether some complaint is answered for otherwise than others of its sort, to this person: what was answered
    /// for one then says nothing of another.
    #[must_use]
    pub fn is_singled_out(&self) -> bool {
        !self.recused.is_empty() || !self.opened.is_empty() || !self.forces.is_empty()
    }

    /// Whether who the victim of some complaint is opens otherwise to this person than to others of their sort.
    #[must_use]
    pub fn has_identities_apart(&self) -> bool {
        !self.motives.is_empty() || !self.sealed.is_empty()
    }

    /// The program of a partner, which has no role and no unit. `source` is the word that marks the
    /// complaints it filed.
    pub fn partner(id: impl Into<String>, source: impl Into<String>) -> Actor {
        Actor {
            id: id.into(),
            partner: Some(source.into()),
            roles: BTreeSet::new(),
            units: BTreeSet::new(),
            territory: BTreeSet::new(),
            recused: BTreeSet::new(),
            opened: BTreeSet::new(),
            motives: BTreeSet::new(),
            sealed: BTreeSet::new(),
            forces: BTreeSet::new(),
        }
    }
}

/// The thing acted upon, as far as policies need to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// What it is.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The units in charge. Empty for a complaint: it waits in the central queue. A series has
    /// the units of all its complaints.
    pub units: BTreeSet<String>,
    /// The account ids of the persons in charge: by name, or through a confirmed series that is
    /// entrusted to them.
    pub assignees: BTreeSet<String>,
    /// Words an operator's own policies may look at.
    pub marks: BTreeSet<String>,
    /// The id of the series of a complaint that belongs to one.
    pub series: Option<String>,
}

impl Resource {
    /// A thing in nobody's charge.
    #[must_use]
    pub fn new(kind: Kind, id: impl Into<String>) -> Resource {
        Resource {
            kind,
            id: id.into(),
            units: BTreeSet::new(),
            assignees: BTreeSet::new(),
            marks: BTreeSet::new(),
            series: None,
        }
    }

    /// A complaint; add its unit and assignee, or leave it in the central queue.
    #[must_use]
    pub fn complaint(id: impl Into<String>) -> Resource {
        Resource::new(Kind::Complaint, id)
    }

    /// A series; add the units of its complaints.
    #[must_use]
    pub fn series(id: impl Into<String>) -> Resource {
        Resource::new(Kind::Series, id)
    }

    /// The installation as a whole, for actions with no narrower place.
    #[must_use]
    pub fn installation() -> Resource {
        Resource::new(Kind::Installation, "this")
    }

    /// The journal.
    #[must_use]
    pub fn journal() -> Resource {
        Resource::new(Kind::Journal, "this")
    }

    /// The same thing, in the charge of these units too.
    #[must_use]
    pub fn of_units<U: Into<String>>(mut self, units: impl IntoIterator<Item = U>) -> Resource {
        self.units.extend(units.into_iter().map(Into::into));
        self
    }

    /// The same thing, in the charge of these accounts too.
    #[must_use]
    pub fn assigned_to<A: Into<String>>(mut self, ids: impl IntoIterator<Item = A>) -> Resource {
        self.assignees.extend(ids.into_iter().map(Into::into));
        self
    }

    /// The same thing, as belonging to this series, or marked as belonging to none.
    #[must_use]
    pub fn of_series(mut self, series: Option<impl ToString>) -> Resource {
        self.series = series.map(|id| id.to_string());
        let alone = self.series.is_none();
        self.marked(alone.then_some(UNMATCHED))
    }

    /// The same thing, marked as sensitive when it is.
    #[must_use]
    pub fn sensitive(self, is: bool) -> Resource {
        self.marked(is.then_some(SENSITIVE))
    }

    /// The same thing, as if it were not sensitive; `None` when it is not.
    #[must_use]
    pub fn if_not_sensitive(&self) -> Option<Resource> {
        let mut ordinary = self.clone();
        ordinary.marks.remove(SENSITIVE).then_some(ordinary)
    }

    /// The same thing, bearing these words too.
    #[must_use]
    pub fn marked<M: Into<String>>(mut self, marks: impl IntoIterator<Item = M>) -> Resource {
        self.marks.extend(marks.into_iter().map(Into::into));
        self
    }
}

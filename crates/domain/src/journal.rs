//! The journal of who did what, to what, and why. An entry holds ids and reasons, never a name, a
//! number or a search term in clear. Its digest is what the sealer chains; how rows are stored is
//! not said here.

pub mod anchor;
mod deed;
mod logged;
pub mod syslog;

pub use deed::Deed;
use jiff::Timestamp;
pub use logged::Logged;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// A member of staff, by account.
    Staff(crate::id::AccountId),
    /// A program of another body, by partner.
    Partner(crate::id::PartnerId),
    /// The person who holds the code of a draft or a complaint.
    Victim,
    /// Anyone, without account or code.
    Stranger,
    /// The platform itself: jobs, imports, start-up.
    Platform,
}

impl Actor {
    /// The stored word.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Actor::Staff(_) => "staff",
            Actor::Partner(_) => "partner",
            Actor::Victim => "victim",
            Actor::Stranger => "stranger",
            Actor::Platform => "platform",
        }
    }

    /// The account of staff, or the partner.
    #[must_use]
    pub fn account(self) -> Option<Uuid> {
        match self {
            Actor::Staff(account) => Some(account.0),
            Actor::Partner(partner) => Some(partner.0),
            _ => None,
        }
    }
}

/// One line of the journal, before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id, which also orders entries roughly by time.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// Why, as the closed purpose the request carried.
    pub purpose: Option<crate::access::Purpose>,
    /// Why, in the actor's words; empty when the action asks for none.
    pub reason: String,
    /// What was done.
    pub action: Deed,
    /// The kind of thing it was done to: `complaint`, `series`…
    pub subject_kind: &'static str,
    /// The thing it was done to.
    pub subject: Option<Uuid>,
    /// Ids and counts that complete the line, as JSON; never personal data.
    pub detail: String,
}

impl Entry {
    /// SHA-256 over the fields, as [`Fields::digest`].
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Fields {
            id: self.id,
            at: self.at,
            actor_kind: self.actor.kind(),
            actor: self.actor.account(),
            purpose: self.purpose.map_or("", crate::access::Purpose::code),
            reason: &self.reason,
            action: self.action.code(),
            subject_kind: self.subject_kind,
            subject: self.subject,
            detail: &self.detail,
        }
        .digest()
    }
}

/// The fields of an entry as stored, for whoever checks a journal read back.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    /// The entry's id.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// [`Actor::kind`].
    pub actor_kind: &'a str,
    /// The account, for staff.
    pub actor: Option<Uuid>,
    /// The purpose's code, or nothing.
    pub purpose: &'a str,
    /// The reason in words.
    pub reason: &'a str,
    /// What was done.
    pub action: &'a str,
    /// To what kind of thing.
    pub subject_kind: &'a str,
    /// To which thing.
    pub subject: Option<Uuid>,
    /// Ids and counts, as JSON.
    pub detail: &'a str,
}

impl Fields<'_> {
    /// SHA-256 over the fields, each preceded by its length, so that no two different entries
    /// share a byte string.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let at = self.at.as_millisecond().to_be_bytes();
        let account = self.actor.map(Uuid::into_bytes);
        let subject = self.subject.map(Uuid::into_bytes);
        let fields: [&[u8]; 10] = [
            self.id.as_bytes(),
            &at,
            self.actor_kind.as_bytes(),
            account.as_ref().map_or(&[][..], |a| &a[..]),
            self.purpose.as_bytes(),
            self.reason.as_bytes(),
            self.action.as_bytes(),
            self.subject_kind.as_bytes(),
            subject.as_ref().map_or(&[][..], |s| &s[..]),
            self.detail.as_bytes(),
        ];
        let mut hash = Sha256::new();
        hash.update(b"faisceau journal entry 1\0");
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        hash.finalize().into()
    }
}

/// The head of the chain before any entry.
pub const GENESIS: [u8; 32] = [0; 32];

/// The head after one more entry: SHA-256(head ‖ position ‖ digest).
#[must_use]
pub fn chain(head: &[u8; 32], position: i64, digest: &[u8; 32]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"faisceau journal chain 1\0");
    hash.update(head);
    hash.update(position.to_be_bytes());
    hash.update(digest);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            id: Uuid::from_u128(7),
            at: Timestamp::UNIX_EPOCH,
            actor: Actor::Victim,
            purpose: None,
            reason: String::new(),
            action: Deed::ComplaintFiled,
            subject_kind: "complaint",
            subject: Some(Uuid::from_u128(9)),
            detail: "{}".into(),
        }
    }

    #[test]
    fn every_field_changes_the_digest() {
        let base = entry();
        let mut others = vec![base.clone(); 8];
        others[0].id = Uuid::from_u128(8);
        others[1].at = Timestamp::from_millisecond(1).expect("one millisecond is an instant");
        others[2].actor = Actor::Platform;
        others[3].purpose = Some(crate::access::Purpose::Audit);
        others[4].reason = "vérification".into();
        others[5].action = Deed::ComplaintRead;
        others[6].subject = None;
        others[7].detail = "{\"n\":1}".into();
        for other in others {
            assert_ne!(other.digest(), base.digest());
        }
    }

    #[test]
    fn moving_bytes_between_fields_changes_the_digest() {
        let whole = Fields {
            id: Uuid::from_u128(7),
            at: Timestamp::UNIX_EPOCH,
            actor_kind: "victim",
            actor: None,
            purpose: "",
            reason: "",
            action: "complaint.",
            subject_kind: "filed",
            subject: None,
            detail: "{}",
        };
        let moved = Fields {
            action: "complaint.f",
            subject_kind: "iled",
            ..whole
        };
        assert_ne!(whole.digest(), moved.digest());
    }

    #[test]
    fn the_chain_depends_on_order() {
        let (a, b) = ([1; 32], [2; 32]);
        let ab = chain(&chain(&GENESIS, 1, &a), 2, &b);
        let ba = chain(&chain(&GENESIS, 1, &b), 2, &a);
        assert_ne!(ab, ba);
    }
}

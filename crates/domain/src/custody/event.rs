//! One step as it is chained: its fields, each preceded by its length, hashed with the digest of the step
//! before it.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What the first step of an exhibit is chained to.
pub const GENESIS: [u8; 32] = [0; 32];

/// What a chain says of the contents it read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Their digests: chains begun before there were commitments. Such a chain cannot outlive its content.
    Digests,
    /// [`crate::commitment::commitment`] of the salt of the exhibit and of their digests.
    Commitments,
}

impl Layout {
    const fn prefix(self) -> &'static [u8] {
        match self {
            Layout::Digests => b"faisceau custody event 1\0",
            Layout::Commitments => b"faisceau custody event 2\0",
        }
    }
}

/// The fields of a step as stored.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    /// The step's id.
    pub id: Uuid,
    /// The exhibit.
    pub exhibit: Uuid,
    /// From 1.
    pub position: i64,
    /// When.
    pub at: Timestamp,
    /// [`super::Kind::code`].
    pub kind: &'a str,
    /// Who, when it is an account.
    pub person: Option<Uuid>,
    /// In what quality: the roles of staff, `victim`, `telephone`, `partner`, `platform`.
    pub quality: &'a str,
    /// Where.
    pub place: &'a str,
    /// With which tool.
    pub tool: &'a str,
    /// And which version of it.
    pub tool_version: &'a str,
    /// Why.
    pub reason: &'a str,
    /// What else it says, as JSON ([`super::Detail`]).
    pub detail: &'a str,
    /// How the next field is made.
    pub layout: Layout,
    /// What stands for the content as it was read at this step, where it was read and there.
    pub content: Option<[u8; 32]>,
    /// The digest of the step before, or [`GENESIS`].
    pub previous: [u8; 32],
}

impl Fields<'_> {
    /// SHA-256 over the fields, each preceded by its length, so that no two different steps share a
    /// byte string.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let position = self.position.to_be_bytes();
        let at = self.at.as_millisecond().to_be_bytes();
        let person = self.person.map(Uuid::into_bytes);
        let fields: [&[u8]; 14] = [
            self.id.as_bytes(),
            self.exhibit.as_bytes(),
            &position,
            &at,
            self.kind.as_bytes(),
            person.as_ref().map_or(&[][..], |person| &person[..]),
            self.quality.as_bytes(),
            self.place.as_bytes(),
            self.tool.as_bytes(),
            self.tool_version.as_bytes(),
            self.reason.as_bytes(),
            self.detail.as_bytes(),
            self.content.as_ref().map_or(&[][..], |seen| &seen[..]),
            &self.previous,
        ];
        let mut hash = Sha256::new();
        hash.update(self.layout.prefix());
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field);
        }
        hash.finalize().into()
    }
}

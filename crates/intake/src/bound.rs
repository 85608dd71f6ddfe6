//! Binds what a complaint says to what attests it: a salted digest of its answers goes on the acknowledgement or, of
//! a later version, in the journal; the salt stays beside the answers and goes with them. Writes nothing.

use faisceau_domain::commitment::{answers_digest, commitment};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use serde_json::json;

/// What is bound to the answers of one version.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    /// Kept beside the answers, and no longer than they are.
    pub(crate) salt: [u8; 32],
    /// In hexadecimal: it tells nothing of the answers to who has no salt.
    pub(crate) commitment: String,
}

/// Draws a salt and binds these answers, as they will be stored.
pub(crate) fn bind(
    cx: &Cx,
    complaint: ComplaintId,
    version: i64,
    form_hash: &str,
    answers: &str,
) -> Bound {
    let salt = cx.world.dice.bytes::<32>();
    let digest = answers_digest(complaint.0, version, form_hash, answers);
    Bound {
        salt,
        commitment: hex::encode(commitment(&salt, &digest)),
    }
}

impl Bound {
    /// What the journal tells of a version that replaces another.
    pub(crate) fn told(&self, version: i64) -> String {
        json!({ "version": version, "answers": self.commitment }).to_string()
    }
}

//! The question put to an authority: this digest, a nonce, your certificates, and the policy if one is wanted.

use super::{Imprint, imprint};
use der::asn1::{Int, ObjectIdentifier};
use der::{Encode, Sequence};

/// Bytes of a nonce.
pub const NONCE_BYTES: usize = 16;

/// Fault: the question cannot be written.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("`{0}` is not a policy (numbers with points, as 1.2.3.4)")]
pub struct NotAsked(pub String);

#[derive(Debug, Sequence)]
struct Request {
    version: u8,
    imprint: Imprint,
    #[asn1(optional = "true")]
    policy: Option<ObjectIdentifier>,
    #[asn1(optional = "true")]
    nonce: Option<Int>,
    #[asn1(default = "Default::default")]
    certificates: bool,
}

/// `TimeStampReq` in DER for a SHA-256.
///
/// # Errors
/// When the policy is none.
pub fn ask(
    digest: &[u8; 32],
    nonce: &[u8; NONCE_BYTES],
    policy: Option<&str>,
) -> Result<Vec<u8>, NotAsked> {
    let told = || policy.unwrap_or_default().to_owned();
    let read = policy.map(ObjectIdentifier::new).transpose();
    let policy = read.map_err(|_| NotAsked(told()))?;
    let request = || {
        Request {
            version: 1,
            imprint: imprint(digest)?,
            policy,
            nonce: Some(Int::new(&positive(nonce))?),
            certificates: true,
        }
        .to_der()
    };
    request().map_err(|_| NotAsked(told()))
}

/// A nonce is a positive number written without leading zeros: its first bits are set so.
pub(super) fn positive(nonce: &[u8; NONCE_BYTES]) -> [u8; NONCE_BYTES] {
    let mut nonce = *nonce;
    nonce[0] = nonce[0] & 0x7f | 0x40;
    nonce
}

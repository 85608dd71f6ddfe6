//! Trusted time (RFC 3161, RFC 5816): what is asked of an authority, and whether its answer holds. Pure: the
//! nonce is handed in, the answer comes from the caller.

mod ask;
mod token;

pub use ask::{NONCE_BYTES, NotAsked, ask};
pub use token::{NotStamped, Stamp, token_of, verify};

use der::asn1::{ObjectIdentifier, OctetString};
use der::{Any, Sequence};
use spki::AlgorithmIdentifierOwned;

/// What a token is about: a digest, and of what kind.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    digest: OctetString,
}

const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

fn imprint(digest: &[u8; 32]) -> der::Result<Imprint> {
    Ok(Imprint {
        algorithm: AlgorithmIdentifierOwned {
            oid: SHA256,
            parameters: Some(Any::null()),
        },
        digest: OctetString::new(digest.as_slice())?,
    })
}

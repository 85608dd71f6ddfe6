//! Signed data as others write and read it (CMS, RFC 5652): what an operator's certificate signs, and what
//! a time-stamping authority answers. One signer, signed attributes, SHA-2 only. Reads no clock, asks no
//! network, and never says that a certificate is not revoked.

pub mod chain;
mod hash;
pub mod read;
pub mod sign;

pub use chain::{NotTrusted, Purpose, Roots};
pub use hash::Hash;
pub use read::{NotSigned, Signed};
pub use sign::{Made, NotASigner, Signer};

use der::asn1::ObjectIdentifier;

/// `id-data`: the content is any file.
pub(crate) const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
pub(crate) const SIGNED_DATA: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
pub(crate) const CONTENT_TYPE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
pub(crate) const MESSAGE_DIGEST: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
/// Which certificate signed, by its SHA-1 (RFC 2634): old authorities still write it.
pub(crate) const SIGNING_CERTIFICATE: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
/// The same by a digest of SHA-2 (RFC 5035).
pub(crate) const SIGNING_CERTIFICATE_V2: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
/// A time stamp of the signature (RFC 3161, appendix A).
pub(crate) const SIGNATURE_TIME_STAMP: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

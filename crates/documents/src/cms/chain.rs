//! Whether a certificate leads to a root somebody chose to trust, at an instant, for a purpose. Says nothing
//! of revocation: no list is asked for.

use cms::cert::x509::Certificate;
use cms::cert::x509::ext::pkix::ExtendedKeyUsage;
use der::Decode;
use der::asn1::ObjectIdentifier;
use jiff::Timestamp;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, UnixTime};
use std::time::Duration;
use webpki::{
    EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter, anchor_from_trusted_cert,
};

/// `id-kp-timeStamping`.
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");

/// What a certificate is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Saying the time: the only purpose of its certificate, and critical (RFC 3161, 2.3).
    TimeStamping,
    /// Signing documents: no purpose is registered for it everywhere, so none is asked.
    Documents,
}

/// Why a certificate is not trusted.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotTrusted {
    /// The certificate may not say the time.
    #[error("the certificate is not one of an authority that stamps time, and of nothing else")]
    Purpose,
    /// No way to a root, a signature on the way that fails, or a certificate past its time.
    #[error("no chain of certificates to a trusted root at that time ({0})")]
    Chain(String),
}

/// Fault: a file of roots holds none.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("no certificate in PEM can be read ({0})")]
pub struct NoRoots(pub String);

/// Certificates that somebody chose to trust.
#[derive(Debug, Clone)]
pub struct Roots(Vec<CertificateDer<'static>>);

impl Roots {
    /// Reads certificates in PEM; text around them is passed over.
    ///
    /// # Errors
    /// When there is none, or one cannot be read.
    pub fn read(pem: &str) -> Result<Roots, NoRoots> {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
        let roots = read.map_err(|error| NoRoots(error.to_string()))?;
        if roots.is_empty() {
            return Err(NoRoots("there is none".to_owned()));
        }
        for root in &roots {
            Certificate::from_der(root).map_err(|error| NoRoots(error.to_string()))?;
        }
        Ok(Roots(roots))
    }

    /// Checks that a certificate leads here at this instant, by way of those that came with it.
    ///
    /// # Errors
    /// [`NotTrusted`].
    pub fn check(
        &self,
        certificate: &[u8],
        others: &[Vec<u8>],
        at: Timestamp,
        purpose: Purpose,
    ) -> Result<(), NotTrusted> {
        if purpose == Purpose::TimeStamping && !stamps_time_alone(certificate) {
            return Err(NotTrusted::Purpose);
        }
        let chain = |error: &dyn std::fmt::Debug| NotTrusted::Chain(format!("{error:?}"));
        let leaf = CertificateDer::from(certificate);
        let leaf = EndEntityCert::try_from(&leaf).map_err(|error| chain(&error))?;
        // A root past its own time makes nothing hold: anchors themselves have no dates.
        let in_time = self.0.iter().filter(|root| is_valid(root, at));
        let anchors: Result<Vec<_>, _> = in_time.map(anchor_from_trusted_cert).collect();
        let anchors = anchors.map_err(|error| chain(&error))?;
        let others: Vec<CertificateDer<'_>> = others
            .iter()
            .filter(|other| other.as_slice() != certificate)
            .map(|other| CertificateDer::from(other.as_slice()))
            .collect();
        let seconds = u64::try_from(at.as_second()).unwrap_or_default();
        let at = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let known = webpki::ALL_VERIFICATION_ALGS;
        leaf.verify_for_usage(known, &anchors, &others, at, AnyPurpose, None, None)
            .map(|_| ())
            .map_err(|error| chain(&error))
    }
}

/// The purpose of the certificate itself is looked at apart; those above it are not limited by one.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, mut iter: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        iter.try_for_each(|id| id.map(|_| ()))
    }
}

fn stamps_time_alone(certificate: &[u8]) -> bool {
    let Ok(read) = Certificate::from_der(certificate) else {
        return false;
    };
    match read.tbs_certificate.get::<ExtendedKeyUsage>() {
        Ok(Some((critical, usage))) => critical && usage.0 == [TIME_STAMPING],
        _ => false,
    }
}

fn is_valid(certificate: &[u8], at: Timestamp) -> bool {
    validity(certificate).is_some_and(|(from, until)| from <= at && at <= until)
}

/// From when and until when a certificate is valid.
pub(super) fn validity(certificate: &[u8]) -> Option<(Timestamp, Timestamp)> {
    let validity = Certificate::from_der(certificate)
        .ok()?
        .tbs_certificate
        .validity;
    let instant = |time: cms::cert::x509::time::Time| {
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
        Timestamp::from_second(seconds).ok()
    };
    Some((instant(validity.not_before)?, instant(validity.not_after)?))
}

/// Until when a certificate is valid; none when it cannot be read.
#[must_use]
pub fn until(certificate: &[u8]) -> Option<Timestamp> {
    validity(certificate).map(|(_, until)| until)
}

/// Whose certificate it is, as RFC 4514 writes a name; what cannot be read has none.
#[must_use]
pub fn subject(certificate: &[u8]) -> String {
    let read = Certificate::from_der(certificate);
    read.map_or_else(
        |_| String::new(),
        |read| read.tbs_certificate.subject.to_string(),
    )
}

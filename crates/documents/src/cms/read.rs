//! Reads signed data and checks that its one signer signed this content with the certificate it names.
//! Whether that certificate is to be trusted is said by [`super::chain`].

use super::{
    CONTENT_TYPE, Hash, MESSAGE_DIGEST, SIGNATURE_TIME_STAMP, SIGNED_DATA, SIGNING_CERTIFICATE,
    SIGNING_CERTIFICATE_V2,
};
use cms::cert::x509::Certificate;
use cms::cert::x509::attr::Attribute;
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{EncapsulatedContentInfo, SignerIdentifier, SignerInfo, SignerInfos};
use der::asn1::{ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode, Encode, Sequence};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm};
use spki::AlgorithmIdentifierOwned;
use webpki::EndEntityCert;

/// Why signed data does not hold.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotSigned {
    /// Not signed data in DER, or not of one signer.
    #[error("not signed data of one signer ({0})")]
    Malformed(String),
    /// A digest or a signature of a kind that is not accepted here.
    #[error("a digest or signature of a kind that is not accepted ({0})")]
    Algorithm(String),
    /// The content is not the one that was signed.
    #[error("the content is not the one that was signed")]
    OtherContent,
    /// The certificate of the signer is not with the signature, or is not the one it names.
    #[error("the certificate that signed is absent, or is not the one named")]
    Certificate,
    /// The signature itself does not hold.
    #[error("the signature does not hold")]
    Signature,
}

impl From<der::Error> for NotSigned {
    fn from(error: der::Error) -> NotSigned {
        NotSigned::Malformed(error.to_string())
    }
}

/// The same as the type of `cms`, its certificates as they came: a certificate read and written anew
/// might not be the bytes that were signed, and authorities send one twice.
#[derive(Clone, Debug, Sequence)]
struct Raw {
    version: CmsVersion,
    digest_algorithms: SetOfVec<AlgorithmIdentifierOwned>,
    encap_content_info: EncapsulatedContentInfo,
    #[asn1(
        context_specific = "0",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    certificates: Option<Vec<Any>>,
    #[asn1(
        context_specific = "1",
        tag_mode = "IMPLICIT",
        constructed = "true",
        optional = "true"
    )]
    crls: Option<Vec<Any>>,
    signer_infos: SignerInfos,
}

/// Signed data, not checked yet.
#[derive(Debug, Clone)]
pub struct Signed {
    /// What kind of content was signed.
    pub content_type: ObjectIdentifier,
    /// The content, when it travels with the signature.
    pub content: Option<Vec<u8>>,
    /// Every certificate that travels with it, as it came.
    pub certificates: Vec<Vec<u8>>,
    signer: SignerInfo,
}

impl Signed {
    /// Reads signed data in DER.
    ///
    /// # Errors
    /// [`NotSigned::Malformed`].
    pub fn read(bytes: &[u8]) -> Result<Signed, NotSigned> {
        let wrong = |what: &str| NotSigned::Malformed(what.to_owned());
        let info = ContentInfo::from_der(bytes)?;
        if info.content_type != SIGNED_DATA {
            return Err(wrong("another kind of message"));
        }
        let raw: Raw = info.content.decode_as()?;
        let mut signers = raw.signer_infos.0.into_vec().into_iter();
        let (Some(signer), None) = (signers.next(), signers.next()) else {
            return Err(wrong("not one signer"));
        };
        let content = match raw.encap_content_info.econtent {
            Some(content) => Some(content.decode_as::<OctetString>()?.into_bytes()),
            None => None,
        };
        let certificates = raw.certificates.unwrap_or_default();
        let certificates = certificates.iter().map(Encode::to_der);
        Ok(Signed {
            content_type: raw.encap_content_info.econtent_type,
            content,
            certificates: certificates.collect::<Result<_, _>>()?,
            signer,
        })
    }

    /// The digest the signature rests on.
    ///
    /// # Errors
    /// [`NotSigned::Algorithm`].
    pub fn hash(&self) -> Result<Hash, NotSigned> {
        let oid = self.signer.digest_alg.oid;
        Hash::from_oid(oid).ok_or_else(|| NotSigned::Algorithm(oid.to_string()))
    }

    /// Checks the signature over a content of this digest, and answers the certificate that made it.
    ///
    /// # Errors
    /// [`NotSigned`].
    pub fn verify(&self, digest: &[u8]) -> Result<&[u8], NotSigned> {
        let hash = self.hash()?;
        let attributes = self.signer.signed_attrs.as_ref();
        let attributes = attributes.ok_or(NotSigned::Signature)?;
        let of_type: ObjectIdentifier = self.signed(CONTENT_TYPE)?.decode_as()?;
        let told: OctetString = self.signed(MESSAGE_DIGEST)?.decode_as()?;
        if of_type != self.content_type || told.as_bytes() != digest {
            return Err(NotSigned::OtherContent);
        }
        let certificate = self.certificate()?;
        if !self.names(certificate)? {
            return Err(NotSigned::Certificate);
        }
        let message = attributes.to_der()?;
        let der = CertificateDer::from(certificate);
        let key = EndEntityCert::try_from(&der).map_err(|_| NotSigned::Certificate)?;
        let signature = self.signer.signature.as_bytes();
        let holds = algorithms(self.signer.signature_algorithm.oid, hash)?
            .iter()
            .any(|algorithm| {
                key.verify_signature(*algorithm, &message, signature)
                    .is_ok()
            });
        match holds {
            true => Ok(certificate),
            false => Err(NotSigned::Signature),
        }
    }

    /// The bytes of the signature, which a time stamp of it is about.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        self.signer.signature.as_bytes()
    }

    /// The time stamp of the signature, when it has one.
    ///
    /// # Errors
    /// When there are several, or it is not written as it should be.
    pub fn time_stamp(&self) -> Result<Option<Vec<u8>>, NotSigned> {
        let unsigned = self.signer.unsigned_attrs.as_ref();
        let found = unsigned.and_then(|all| all.iter().find(|a| a.oid == SIGNATURE_TIME_STAMP));
        found.map(|found| Ok(one(found)?.to_der()?)).transpose()
    }

    fn signed(&self, oid: ObjectIdentifier) -> Result<&Any, NotSigned> {
        let attributes = self.signer.signed_attrs.iter().flat_map(SetOfVec::iter);
        let mut found = attributes.filter(|attribute| attribute.oid == oid);
        match (found.next(), found.next()) {
            (Some(attribute), None) => one(attribute),
            _ => Err(NotSigned::Malformed(format!("attribute {oid}"))),
        }
    }

    /// The certificate the signer is identified by.
    fn certificate(&self) -> Result<&[u8], NotSigned> {
        let is_it = |bytes: &&Vec<u8>| {
            let Ok(read) = Certificate::from_der(bytes) else {
                return false;
            };
            let read = read.tbs_certificate;
            match &self.signer.sid {
                SignerIdentifier::IssuerAndSerialNumber(sid) => {
                    sid.issuer == read.issuer && sid.serial_number == read.serial_number
                }
                SignerIdentifier::SubjectKeyIdentifier(sid) => {
                    matches!(read.get(), Ok(Some((_, found))) if *sid == found)
                }
            }
        };
        let found = self.certificates.iter().find(is_it);
        found.map(Vec::as_slice).ok_or(NotSigned::Certificate)
    }

    /// Whether the signed attributes name this certificate by its digest: without, another certificate
    /// of the same key could be put in its place.
    fn names(&self, certificate: &[u8]) -> Result<bool, NotSigned> {
        if let Ok(named) = self.signed(SIGNING_CERTIFICATE_V2) {
            let named: SigningCertificateV2 = named.decode_as()?;
            let first = named.certificates.first().ok_or(NotSigned::Certificate)?;
            let oid = first
                .hash_algorithm
                .as_ref()
                .map_or(Hash::Sha256.oid(), |a| a.oid);
            let hash = Hash::from_oid(oid).ok_or_else(|| NotSigned::Algorithm(oid.to_string()))?;
            return Ok(first.hash.as_bytes() == hash.of(certificate));
        }
        let named: SigningCertificate = self.signed(SIGNING_CERTIFICATE)?.decode_as()?;
        let first = named.certificates.first().ok_or(NotSigned::Certificate)?;
        let digest = ring::digest::digest(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY, certificate);
        Ok(first.hash.as_bytes() == digest.as_ref())
    }
}

fn one(attribute: &Attribute) -> Result<&Any, NotSigned> {
    match attribute.values.as_slice() {
        [value] => Ok(value),
        _ => Err(NotSigned::Malformed(format!("attribute {}", attribute.oid))),
    }
}

/// `ESSCertIDv2`; its digest is SHA-256 unless it says another.
#[derive(Clone, Debug, Sequence)]
pub(super) struct CertificateV2 {
    #[asn1(optional = "true")]
    pub(super) hash_algorithm: Option<AlgorithmIdentifierOwned>,
    pub(super) hash: OctetString,
    #[asn1(optional = "true")]
    pub(super) issuer_serial: Option<IssuerSerial>,
}

#[derive(Clone, Debug, Sequence)]
pub(super) struct SigningCertificateV2 {
    pub(super) certificates: Vec<CertificateV2>,
    #[asn1(optional = "true")]
    pub(super) policies: Option<Vec<Any>>,
}

/// `ESSCertID`, whose digest is SHA-1.
#[derive(Clone, Debug, Sequence)]
struct CertificateV1 {
    hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<IssuerSerial>,
}

#[derive(Clone, Debug, Sequence)]
struct SigningCertificate {
    certificates: Vec<CertificateV1>,
    #[asn1(optional = "true")]
    policies: Option<Vec<Any>>,
}

#[derive(Clone, Debug, Sequence)]
pub(super) struct IssuerSerial {
    pub(super) issuer: Vec<Any>,
    pub(super) serial: Any,
}

const RSA: &str = "1.2.840.113549.1.1.1";
const RSA_SHA256: &str = "1.2.840.113549.1.1.11";
const RSA_SHA384: &str = "1.2.840.113549.1.1.12";
const RSA_SHA512: &str = "1.2.840.113549.1.1.13";
const RSA_PSS: &str = "1.2.840.113549.1.1.10";
const ECDSA_SHA256: &str = "1.2.840.10045.4.3.2";
const ECDSA_SHA384: &str = "1.2.840.10045.4.3.3";

/// The algorithms a signature of this name may be checked with; the key decides which.
fn algorithms(
    oid: ObjectIdentifier,
    hash: Hash,
) -> Result<Vec<&'static dyn SignatureVerificationAlgorithm>, NotSigned> {
    use webpki::ring as known;
    let name = oid.to_string();
    Ok(match (name.as_str(), hash) {
        (RSA | RSA_SHA256, Hash::Sha256) => vec![known::RSA_PKCS1_2048_8192_SHA256],
        (RSA | RSA_SHA384, Hash::Sha384) => vec![known::RSA_PKCS1_2048_8192_SHA384],
        (RSA | RSA_SHA512, Hash::Sha512) => vec![known::RSA_PKCS1_2048_8192_SHA512],
        (RSA_PSS, Hash::Sha256) => vec![known::RSA_PSS_2048_8192_SHA256_LEGACY_KEY],
        (RSA_PSS, Hash::Sha384) => vec![known::RSA_PSS_2048_8192_SHA384_LEGACY_KEY],
        (RSA_PSS, Hash::Sha512) => vec![known::RSA_PSS_2048_8192_SHA512_LEGACY_KEY],
        (ECDSA_SHA256, Hash::Sha256) => vec![known::ECDSA_P256_SHA256, known::ECDSA_P384_SHA256],
        (ECDSA_SHA384, Hash::Sha384) => vec![known::ECDSA_P256_SHA384, known::ECDSA_P384_SHA384],
        _ => return Err(NotSigned::Algorithm(name)),
    })
}

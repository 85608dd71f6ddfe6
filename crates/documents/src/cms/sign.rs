//! Signs with a certificate and its key (CMS detached signatures, the attributes of CAdES baseline B). The key
//! stays in this process, in memory, and never leaves in what it signs.

use super::read::{CertificateV2, IssuerSerial, SigningCertificateV2};
use super::{
    CONTENT_TYPE, DATA, Hash, MESSAGE_DIGEST, NotSigned, SIGNATURE_TIME_STAMP, SIGNED_DATA,
    SIGNING_CERTIFICATE_V2, Signed, chain,
};
use cms::cert::x509::Certificate;
use cms::cert::x509::attr::Attribute;
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{ContextSpecific, ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode, Encode, TagMode, TagNumber};
use jiff::Timestamp;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256,
    RsaKeyPair,
};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use spki::AlgorithmIdentifierOwned;

/// Why a certificate and a key sign nothing.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotASigner {
    /// The file of the certificate holds none.
    #[error("no certificate in PEM can be read ({0})")]
    Certificate(String),
    /// The file of the key holds none that is taken here.
    #[error(
        "no key in PKCS#8 PEM without a password that is RSA of 2048 bits or more, or ECDSA P-256 or \
         P-384 ({0}); `openssl pkcs8 -topk8 -nodes` or `openssl pkcs12 -nodes` writes one"
    )]
    Key(String),
    /// The key is not the one of the certificate.
    #[error("the key is not the one of the first certificate of the file")]
    OtherKey,
}

/// Fault: a signature could not be made.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("the signature could not be made: {0}")]
pub struct NotMade(String);

impl From<der::Error> for NotMade {
    fn from(error: der::Error) -> NotMade {
        NotMade(error.to_string())
    }
}

enum Key {
    Rsa(Box<RsaKeyPair>),
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
}

/// A certificate with its chain, and its key.
pub struct Signer {
    chain: Vec<Vec<u8>>,
    key: Key,
    chance: SystemRandom,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.subject())
    }
}

impl Signer {
    /// Reads a certificate, followed by those above it, and its key, both in PEM. `chance` is the
    /// generator of the operating system: the library takes no other.
    ///
    /// # Errors
    /// [`NotASigner`].
    pub fn read(chain: &str, key: &str, chance: SystemRandom) -> Result<Signer, NotASigner> {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(chain.as_bytes()).collect();
        let chain = read.map_err(|error| NotASigner::Certificate(error.to_string()))?;
        let chain: Vec<Vec<u8>> = chain.into_iter().map(|one| one.to_vec()).collect();
        if chain.is_empty() {
            return Err(NotASigner::Certificate("there is none".to_owned()));
        }
        for one in &chain {
            let read = Certificate::from_der(one);
            read.map_err(|error| NotASigner::Certificate(error.to_string()))?;
        }
        let key = PrivatePkcs8KeyDer::from_pem_slice(key.as_bytes())
            .map_err(|error| NotASigner::Key(error.to_string()))?;
        let key = read_key(key.secret_pkcs8_der(), &chance)?;
        let signer = Signer { chain, key, chance };
        // Whether they belong together is known by trying.
        let digest = signer.hash().of(b"faisceau");
        let tried = signer.sign(&digest).and_then(|made| made.finish(None));
        let tried = tried.map_err(|error| NotASigner::Key(error.to_string()))?;
        let holds = Signed::read(&tried).and_then(|read| read.verify(&digest).map(|_| ()));
        holds.map_err(|_: NotSigned| NotASigner::OtherKey)?;
        Ok(signer)
    }

    /// The digest that goes with the key: it is the one of the content too.
    #[must_use]
    pub fn hash(&self) -> Hash {
        match self.key {
            Key::Rsa(_) | Key::P256(_) => Hash::Sha256,
            Key::P384(_) => Hash::Sha384,
        }
    }

    /// Whose certificate it is.
    #[must_use]
    pub fn subject(&self) -> String {
        chain::subject(&self.chain[0])
    }

    /// From when and until when the certificate is valid.
    #[must_use]
    pub fn validity(&self) -> Option<(Timestamp, Timestamp)> {
        chain::validity(&self.chain[0])
    }

    /// Signs a content of this digest, made by [`Signer::hash`].
    ///
    /// # Errors
    /// [`NotMade`].
    pub fn sign(&self, digest: &[u8]) -> Result<Made<'_>, NotMade> {
        let named = SigningCertificateV2 {
            certificates: vec![self.named()?],
            policies: None,
        };
        let attributes = SetOfVec::try_from(vec![
            attribute(CONTENT_TYPE, Any::encode_from(&DATA)?)?,
            attribute(
                MESSAGE_DIGEST,
                Any::encode_from(&OctetString::new(digest)?)?,
            )?,
            attribute(SIGNING_CERTIFICATE_V2, Any::encode_from(&named)?)?,
        ])?;
        let message = attributes.to_der()?;
        let fails = |_| NotMade("the key refuses".to_owned());
        let signature = match &self.key {
            Key::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &self.chance, &message, &mut signature)
                    .map_err(fails)?;
                signature
            }
            Key::P256(key) | Key::P384(key) => {
                let signature = key.sign(&self.chance, &message).map_err(fails)?;
                signature.as_ref().to_vec()
            }
        };
        Ok(Made {
            signer: self,
            attributes,
            signature,
        })
    }

    /// The certificate, as the signed attributes name it.
    fn named(&self) -> Result<CertificateV2, NotMade> {
        let certificate = &self.chain[0];
        let read = Certificate::from_der(certificate)?.tbs_certificate;
        let hash = self.hash();
        let issuer = ContextSpecific {
            tag_number: TagNumber::N4,
            tag_mode: TagMode::Explicit,
            value: read.issuer,
        };
        Ok(CertificateV2 {
            // SHA-256 is what is meant when none is named, and DER leaves out what is meant anyway.
            hash_algorithm: (hash != Hash::Sha256).then(|| algorithm(hash.oid(), None)),
            hash: OctetString::new(hash.of(certificate))?,
            issuer_serial: Some(IssuerSerial {
                issuer: vec![Any::from_der(&issuer.to_der()?)?],
                serial: Any::encode_from(&read.serial_number)?,
            }),
        })
    }

    fn signature_algorithm(&self) -> AlgorithmIdentifierOwned {
        let oid = |text| ObjectIdentifier::new_unwrap(text);
        match self.key {
            Key::Rsa(_) => algorithm(oid("1.2.840.113549.1.1.11"), Some(Any::null())),
            Key::P256(_) => algorithm(oid("1.2.840.10045.4.3.2"), None),
            Key::P384(_) => algorithm(oid("1.2.840.10045.4.3.3"), None),
        }
    }
}

/// A signature made, to which a time stamp may still be added.
pub struct Made<'a> {
    signer: &'a Signer,
    attributes: SetOfVec<Attribute>,
    signature: Vec<u8>,
}

impl Made<'_> {
    /// The bytes of the signature: a time stamp is asked for their SHA-256.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The signed data in DER, without its content, with the time stamp (a token in DER) if there is one.
    ///
    /// # Errors
    /// [`NotMade`].
    pub fn finish(self, token: Option<&[u8]>) -> Result<Vec<u8>, NotMade> {
        let certificate = Certificate::from_der(&self.signer.chain[0])?.tbs_certificate;
        let digest_alg = algorithm(self.signer.hash().oid(), None);
        let stamped = match token {
            Some(token) => {
                let stamp = attribute(SIGNATURE_TIME_STAMP, Any::from_der(token)?)?;
                Some(SetOfVec::try_from(vec![stamp])?)
            }
            None => None,
        };
        let signer = SignerInfo {
            version: CmsVersion::V1,
            sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
                issuer: certificate.issuer,
                serial_number: certificate.serial_number,
            }),
            digest_alg: digest_alg.clone(),
            signed_attrs: Some(self.attributes),
            signature_algorithm: self.signer.signature_algorithm(),
            signature: OctetString::new(self.signature)?,
            unsigned_attrs: stamped,
        };
        let mut certificates = Vec::new();
        for one in &self.signer.chain {
            let read = Certificate::from_der(one)?;
            if !certificates.contains(&CertificateChoices::Certificate(read.clone())) {
                certificates.push(CertificateChoices::Certificate(read));
            }
        }
        let data = SignedData {
            version: CmsVersion::V1,
            digest_algorithms: SetOfVec::try_from(vec![digest_alg])?,
            encap_content_info: EncapsulatedContentInfo {
                econtent_type: DATA,
                econtent: None,
            },
            certificates: Some(CertificateSet(SetOfVec::try_from(certificates)?)),
            crls: None,
            signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
        };
        let info = ContentInfo {
            content_type: SIGNED_DATA,
            content: Any::encode_from(&data)?,
        };
        Ok(info.to_der()?)
    }
}

fn attribute(oid: ObjectIdentifier, value: Any) -> Result<Attribute, NotMade> {
    let values = SetOfVec::try_from(vec![value])?;
    Ok(Attribute { oid, values })
}

fn algorithm(oid: ObjectIdentifier, parameters: Option<Any>) -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid, parameters }
}

fn read_key(pkcs8: &[u8], chance: &SystemRandom) -> Result<Key, NotASigner> {
    if let Ok(key) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8, chance) {
        return Ok(Key::P256(key));
    }
    if let Ok(key) = EcdsaKeyPair::from_pkcs8(&ECDSA_P384_SHA384_ASN1_SIGNING, pkcs8, chance) {
        return Ok(Key::P384(key));
    }
    let key = RsaKeyPair::from_pkcs8(pkcs8);
    let key = key.map_err(|error| NotASigner::Key(error.to_string()))?;
    Ok(Key::Rsa(Box::new(key)))
}

//! The answer of an authority. A token holds when its signature does, over exactly this digest, by a
//! certificate that may say the time and leads to a trusted root at the time it says.

use super::ask::positive;
use super::{Imprint, NONCE_BYTES, SHA256};
use crate::cms::{NotSigned, NotTrusted, Purpose, Roots, Signed, chain};
use cms::cert::x509::ext::Extensions;
use cms::content_info::ContentInfo;
use der::asn1::{BitString, Int, ObjectIdentifier};
use der::{Any, Decode, Encode, Sequence, Tag, Tagged};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// `id-ct-TSTInfo`: what a token holds.
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// Why a token proves nothing.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotStamped {
    /// The authority answered no; its own words, when it gave some.
    #[error("the authority refuses (status {status}){told}")]
    Refused {
        /// `PKIStatus`.
        status: u32,
        /// What it said.
        told: String,
    },
    /// Not an answer in DER, or not one of RFC 3161.
    #[error("not an answer of a time-stamping authority ({0})")]
    Malformed(String),
    /// The token is about another digest.
    #[error("the token is about another digest")]
    OtherImprint,
    /// The token answers another question.
    #[error("the token answers another question (its nonce differs)")]
    OtherNonce,
    /// The token is under another policy than the one asked for.
    #[error("the token is under the policy {0}, which was not asked for")]
    OtherPolicy(String),
    /// The signature does not hold.
    #[error(transparent)]
    Signed(#[from] NotSigned),
    /// The certificate is not to be trusted.
    #[error(transparent)]
    Trusted(#[from] NotTrusted),
}

impl NotStamped {
    /// The stable word of the cause.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            NotStamped::Refused { .. } => "refused",
            NotStamped::Malformed(_) => "malformed",
            NotStamped::OtherImprint => "other-imprint",
            NotStamped::OtherNonce => "other-nonce",
            NotStamped::OtherPolicy(_) => "other-policy",
            NotStamped::Signed(_) => "signature",
            NotStamped::Trusted(NotTrusted::Purpose) => "purpose",
            NotStamped::Trusted(NotTrusted::Chain(_)) => "chain",
        }
    }
}

impl From<der::Error> for NotStamped {
    fn from(error: der::Error) -> NotStamped {
        NotStamped::Malformed(error.to_string())
    }
}

/// What a token says, once it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The instant.
    pub at: Timestamp,
    /// Whose certificate signed, as RFC 4514 writes a name.
    pub authority: String,
    /// The number the authority gave it, in hexadecimal digits.
    pub serial: String,
    /// Under which policy.
    pub policy: String,
}

#[derive(Debug, Sequence)]
struct Status {
    status: u32,
    #[asn1(optional = "true")]
    told: Option<Vec<Any>>,
    #[asn1(optional = "true")]
    failure: Option<BitString>,
}

#[derive(Debug, Sequence)]
struct Answer {
    status: Status,
    #[asn1(optional = "true")]
    token: Option<ContentInfo>,
}

#[derive(Debug, Sequence)]
struct Accuracy {
    #[asn1(optional = "true")]
    seconds: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    millis: Option<Int>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    micros: Option<Int>,
}

/// `TSTInfo`. Its time is read apart: it may have fractions of a second, which dates of certificates may not.
#[derive(Debug, Sequence)]
struct TstInfo {
    version: u8,
    policy: ObjectIdentifier,
    imprint: Imprint,
    serial: Int,
    at: Any,
    #[asn1(optional = "true")]
    accuracy: Option<Accuracy>,
    #[asn1(default = "Default::default")]
    ordering: bool,
    #[asn1(optional = "true")]
    nonce: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    authority: Option<Any>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    extensions: Option<Extensions>,
}

/// The token of an answer (`TimeStampResp` in DER).
///
/// # Errors
/// When the authority refuses, or the answer is none.
pub fn token_of(answer: &[u8]) -> Result<Vec<u8>, NotStamped> {
    let answer = Answer::from_der(answer)?;
    match (answer.status.status, answer.token) {
        // Granted, or granted with changes, which are found below.
        (0 | 1, Some(token)) => Ok(token.to_der()?),
        (status, _) => Err(NotStamped::Refused {
            status,
            told: told(answer.status.told.as_deref().unwrap_or_default()),
        }),
    }
}

/// What the authority says of its refusal: one line, bounded.
fn told(words: &[Any]) -> String {
    let words = words
        .iter()
        .map(|word| String::from_utf8_lossy(word.value()).into_owned());
    let line = words.collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|c| !c.is_control()).take(200).collect();
    match line.is_empty() {
        true => line,
        false => format!(": {line}"),
    }
}

/// Checks a token (`TimeStampToken` in DER) about this SHA-256, and says what it says. `nonce` and `policy`:
/// those asked for, when the question is known.
///
/// # Errors
/// [`NotStamped`].
pub fn verify(
    token: &[u8],
    digest: &[u8; 32],
    nonce: Option<&[u8; NONCE_BYTES]>,
    policy: Option<&str>,
    roots: &Roots,
) -> Result<Stamp, NotStamped> {
    let signed = Signed::read(token)?;
    let malformed = |what: &str| NotStamped::Malformed(what.to_owned());
    let content = match &signed.content {
        Some(content) if signed.content_type == TST_INFO => content,
        _ => return Err(malformed("the token holds no time")),
    };
    let certificate = signed.verify(&signed.hash()?.of(content))?;
    let info = TstInfo::from_der(content)?;
    if info.version != 1 {
        return Err(malformed("another version"));
    }
    if info.imprint.algorithm.oid != SHA256 || info.imprint.digest.as_bytes() != digest {
        return Err(NotStamped::OtherImprint);
    }
    if let Some(nonce) = nonce
        && info.nonce.as_ref().map(Int::as_bytes) != Some(&positive(nonce))
    {
        return Err(NotStamped::OtherNonce);
    }
    let under = info.policy.to_string();
    if policy.is_some_and(|asked| asked != under) {
        return Err(NotStamped::OtherPolicy(under));
    }
    let at = instant(&info.at).ok_or_else(|| malformed("its time"))?;
    roots.check(certificate, &signed.certificates, at, Purpose::TimeStamping)?;
    Ok(Stamp {
        at,
        authority: chain::subject(certificate),
        serial: hex::encode(info.serial.as_bytes()),
        policy: under,
    })
}

/// `YYYYMMDDhhmmss[.f…]Z` (RFC 3161, 2.4.2).
fn instant(time: &Any) -> Option<Timestamp> {
    if time.tag() != Tag::GeneralizedTime {
        return None;
    }
    let text = std::str::from_utf8(time.value()).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14 || !digits(whole) || !digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let number = |from: usize, to: usize| whole[from..to].parse::<i8>().ok();
    let nanoseconds: i32 = format!("{fraction:0<9}").parse().ok()?;
    let (year, day) = (whole[..4].parse().ok()?, number(6, 8)?);
    let time = DateTime::new(
        year,
        number(4, 6)?,
        day,
        number(8, 10)?,
        number(10, 12)?,
        number(12, 14)?,
        nanoseconds,
    );
    Some(time.ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::{Any, Tag, instant};

    #[test]
    fn a_time_may_have_fractions_and_nothing_else() {
        let read = |text: &str| {
            let time = Any::new(Tag::GeneralizedTime, text.as_bytes()).expect("short");
            instant(&time).map(|at| at.to_string())
        };
        let whole = Some("2026-11-22T10:00:07Z".to_owned());
        assert_eq!(read("20261122100007Z"), whole);
        assert_eq!(
            read("20261122100007.25Z"),
            Some("2026-11-22T10:00:07.25Z".to_owned())
        );
        for wrong in [
            "20261122100007",
            "202611221000Z",
            "20261322100007Z",
            "2026112210000+Z",
            "20261122100007.1234567890Z",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}

//! The signature of a whole PDF file, and its verification without a network. The layout is
//! described in `docs/receipt-format.md`. Never parses a file before its signature holds.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use faisceau_domain::receipt;
use sha2::{Digest, Sha512};

use crate::attached;
use crate::cms::NotSigned;
use crate::letter::Letter;
use crate::pades::{self, Appended};
use crate::render::{Attachment, NotRendered, Rendered, Setting, render};

/// The name of the slot in the keywords: `faisceau-signature:<key id>:<128 hexadecimal digits>`.
pub const SLOT: &str = "faisceau-signature:";

/// Domain separation: a signature of this kind can serve nothing else.
const CONTEXT: &[u8] = b"faisceau file signature 1\0";

/// Digits of a key id (see [`receipt::key_id`]).
const KEY_ID: usize = 16;

/// Hexadecimal digits of an Ed25519 signature.
const DIGITS: usize = 128;

/// The signed payload that travels inside the file.
#[derive(Debug, Clone, Copy)]
pub struct SignedPayload<'a> {
    /// The bytes that were signed, as stored.
    pub bytes: &'a [u8],
    /// The key that signed them (it may since have been retired).
    pub key_id: &'a str,
    /// Its signature, by [`receipt::sign`].
    pub signature: [u8; 64],
}

/// Fault: a file could not be signed.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotSealed {
    /// The file has no empty slot for this key: it was not rendered to be signed by it.
    #[error("the file has no empty signature slot for the key {0}")]
    NoSlot(String),
}

/// What an authentic file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The key that signed the file.
    pub key_id: String,
    /// The signed payload, when the document has one.
    pub payload: Option<Vec<u8>>,
    /// The key that signed the payload.
    pub payload_key_id: Option<String>,
    /// The signature of a certificate, when one was appended to the file.
    pub appended: Option<Appended>,
}

/// Why a file is not authentic, or cannot be told to be.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotAuthentic {
    /// Not a file of ours, or damaged where the signature is written.
    #[error("no signature of ours in this file")]
    NoSignature,
    /// The two copies of the signature differ.
    #[error("the two copies of the signature differ")]
    SlotsDiffer,
    /// Signed by a key that was not given: neither authentic nor false.
    #[error("signed by the key {0}, which is not known here")]
    UnknownKey(String),
    /// Some byte was changed, added or removed.
    #[error("the file was changed after it was signed")]
    Changed,
    /// The file is whole, but the payload inside was not signed by a key we know.
    #[error("the payload in the file is not signed by a known key")]
    Payload,
    /// The file is whole, and the signature of a certificate appended to it does not hold.
    #[error("the signature appended to the file does not hold: {0}")]
    Appended(#[from] NotSigned),
}

impl NotAuthentic {
    /// The stable word of the cause.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            NotAuthentic::NoSignature => "no-signature",
            NotAuthentic::SlotsDiffer => "slots-differ",
            NotAuthentic::UnknownKey(_) => "unknown-key",
            NotAuthentic::Changed => "changed",
            NotAuthentic::Payload => "payload-not-signed",
            NotAuthentic::Appended(_) => "appended-signature",
        }
    }
}

/// Renders a letter and signs the whole file with `key`; the payload, if any, travels inside as
/// `payload-<key id>.json` beside its signature `payload-<key id>.sig`.
///
/// # Errors
/// [`NotRendered`].
pub fn issue<L: Letter>(
    letter: &L,
    setting: Setting<'_>,
    payload: Option<SignedPayload<'_>>,
    key: &SigningKey,
) -> Result<Rendered, NotRendered> {
    let attachments = payload
        .map(|payload| attachments(payload, setting))
        .unwrap_or_default();
    let slot = format!(
        "{}{}",
        head(&receipt::key_id(&key.verifying_key())),
        "0".repeat(DIGITS)
    );
    let rendered = render(letter, setting, Some(slot), &attachments)?;
    let pages = rendered.pages;
    Ok(Rendered {
        pdf: sign_file(rendered.pdf, key)?,
        pages,
    })
}

fn attachments(payload: SignedPayload<'_>, setting: Setting<'_>) -> Vec<Attachment> {
    let stem = format!("payload-{}", payload.key_id);
    vec![
        Attachment {
            name: format!("{stem}.json"),
            mime: "application/json",
            description: setting.say.say("documents-attached-payload"),
            bytes: payload.bytes.to_vec(),
        },
        Attachment {
            name: format!("{stem}.sig"),
            mime: "text/plain",
            description: setting.say.say("documents-attached-signature"),
            bytes: hex::encode(payload.signature).into_bytes(),
        },
    ]
}

/// Signs a file rendered with an empty slot for this key: same length, two slots filled.
///
/// # Errors
/// [`NotSealed::NoSlot`].
pub fn sign_file(mut pdf: Vec<u8>, key: &SigningKey) -> Result<Vec<u8>, NotSealed> {
    let key_id = receipt::key_id(&key.verifying_key());
    let empty = [b'0'; DIGITS];
    let slots = find_slots(&pdf)
        .filter(|slots| slots.key_id == key_id)
        .filter(|slots| slots.at.iter().all(|at| pdf[*at..*at + DIGITS] == empty));
    let Some(slots) = slots else {
        return Err(NotSealed::NoSlot(key_id));
    };
    let signature = hex::encode(key.sign(&message(&pdf)).to_bytes());
    for at in slots.at {
        pdf[at..at + DIGITS].copy_from_slice(signature.as_bytes());
    }
    Ok(pdf)
}

/// Checks a whole file, then the payload inside, against the known keys (retired ones included). Exactly
/// one thing may have been appended: the signature of a certificate ([`crate::pades`]), which must hold.
///
/// # Errors
/// [`NotAuthentic`]: whatever byte was changed, added or removed.
pub fn verify_file(file: &[u8], keys: &[(String, VerifyingKey)]) -> Result<Verified, NotAuthentic> {
    let whole = verify_whole(file, keys);
    if whole != Err(NotAuthentic::Changed) {
        return whole;
    }
    let split = pades::split(file).ok_or(NotAuthentic::Changed)?;
    let verified = verify_whole(split.first, keys)?;
    Ok(Verified {
        appended: Some(split.verify()?),
        ..verified
    })
}

fn verify_whole(file: &[u8], keys: &[(String, VerifyingKey)]) -> Result<Verified, NotAuthentic> {
    let slots = find_slots(file).ok_or(NotAuthentic::NoSignature)?;
    let [first, second] = slots.at.map(|at| &file[at..at + DIGITS]);
    if first != second {
        return Err(NotAuthentic::SlotsDiffer);
    }
    let signature = lower_hex(first).ok_or(NotAuthentic::NoSignature)?;
    let known = |id: &str| {
        keys.iter()
            .find(|(key_id, _)| key_id == id)
            .map(|(_, key)| key)
    };
    let key = known(&slots.key_id).ok_or_else(|| NotAuthentic::UnknownKey(slots.key_id.clone()))?;
    let mut zeroed = file.to_vec();
    for at in slots.at {
        zeroed[at..at + DIGITS].fill(b'0');
    }
    key.verify_strict(&message(&zeroed), &Signature::from_bytes(&signature))
        .map_err(|_| NotAuthentic::Changed)?;
    let verified = Verified {
        key_id: slots.key_id,
        payload: None,
        payload_key_id: None,
        appended: None,
    };
    let Some(found) = attached::payload(zeroed) else {
        return Ok(verified);
    };
    let signature = lower_hex(&found.signature).ok_or(NotAuthentic::Payload)?;
    known(&found.key_id)
        .filter(|key| receipt::is_signed_by(&found.bytes, &signature, key))
        .ok_or(NotAuthentic::Payload)?;
    Ok(Verified {
        payload: Some(found.bytes),
        payload_key_id: Some(found.key_id),
        ..verified
    })
}

/// What is signed: the SHA-512 of the file with both slots at zero.
fn message(zeroed: &[u8]) -> Vec<u8> {
    [CONTEXT, &Sha512::digest(zeroed)[..]].concat()
}

fn head(key_id: &str) -> String {
    format!("{SLOT}{key_id}:")
}

/// Where the signature is written, and by which key it says it is made.
struct Slots {
    key_id: String,
    at: [usize; 2],
}

/// The slot of the document information and the one of the XMP packet, the last of each kind:
/// both come after everything that holds outside text.
fn find_slots(file: &[u8]) -> Option<Slots> {
    let packet = last(file, b"<?xpacket begin")?;
    let info = last(&file[..packet], b"/Keywords(faisceau-signature:")?;
    let info = info + b"/Keywords(".len();
    let xmp = last(file, b"<pdf:Keywords>faisceau-signature:").filter(|at| *at > packet)?;
    let xmp = xmp + b"<pdf:Keywords>".len();
    let id = file.get(info + SLOT.len()..)?.get(..KEY_ID)?;
    let key_id = std::str::from_utf8(id)
        .ok()
        .filter(|id| is_lower_hex(id.as_bytes()))?
        .to_owned();
    let head = head(&key_id);
    let whole = |at: usize| {
        let slot = file.get(at..at + head.len() + DIGITS)?;
        slot.starts_with(head.as_bytes()).then_some(at + head.len())
    };
    Some(Slots {
        key_id,
        at: [whole(info)?, whole(xmp)?],
    })
}

fn last(file: &[u8], what: &[u8]) -> Option<usize> {
    file.windows(what.len()).rposition(|window| window == what)
}

fn is_lower_hex(text: &[u8]) -> bool {
    text.iter()
        .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

/// Only lower case: `A` for `a` is one flipped bit, and every flipped bit is refused.
fn lower_hex(text: &[u8]) -> Option<[u8; 64]> {
    let mut bytes = [0; 64];
    (is_lower_hex(text) && hex::decode_to_slice(text, &mut bytes).is_ok()).then_some(bytes)
}

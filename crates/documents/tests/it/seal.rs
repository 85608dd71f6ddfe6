//! The signature of a whole file: what is verified, and that nothing changed, added or removed
//! passes.

use ed25519_dalek::{SigningKey, VerifyingKey};
use faisceau_documents::seal::NotSealed;
use faisceau_documents::{
    Mark, NotAuthentic, Regime, SignedPayload, draft, issue, sign_file, verify_file,
};
use faisceau_domain::{Lang, receipt as paper};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::content::{Desk, receipt};
use crate::outside::{qpdf_editable, qpdf_says_clean};

const PAYLOAD: &[u8] = br#"{"version":1,"exhibits":[{"name":"faisceau-signature:0.pdf"}]}"#;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn named(key: &SigningKey) -> (String, VerifyingKey) {
    (paper::key_id(&key.verifying_key()), key.verifying_key())
}

/// A receipt signed by `file_key`, its payload signed by `payload_key`.
fn signed(file_key: &SigningKey, payload_key: &SigningKey) -> Vec<u8> {
    let desk = Desk::new(Lang::Fr);
    let key_id = named(payload_key).0;
    let signature = paper::sign(PAYLOAD, payload_key);
    let payload = SignedPayload {
        bytes: PAYLOAD,
        key_id: &key_id,
        signature,
    };
    let setting = desk.setting(Regime::Private, Mark::None);
    issue(&receipt(Lang::Fr), setting, Some(payload), file_key)
        .unwrap()
        .pdf
}

#[test]
fn a_signed_file_is_authentic_and_gives_its_payload() {
    let (file_key, payload_key) = (key(1), key(2));
    let pdf = signed(&file_key, &payload_key);
    let verified = verify_file(&pdf, &[named(&file_key), named(&payload_key)]).unwrap();
    assert_eq!(verified.payload.as_deref(), Some(PAYLOAD));
    assert_eq!(verified.key_id, named(&file_key).0);
    assert_eq!(verified.payload_key_id, Some(named(&payload_key).0));
    qpdf_says_clean(&pdf);
    // No mark on a real, signed document; the same signature stands in clear in both places.
    assert_eq!(slots(&pdf).len(), 2);
    let text = String::from_utf8_lossy(&pdf);
    assert!(!text.contains("SPECIMEN") && !text.contains("BROUILLON"));
}

/// Where the two signatures begin: after the name of the slot and the key id. The payload of
/// these tests holds the name of the slot too, to be mistaken for one.
fn slots(pdf: &[u8]) -> Vec<usize> {
    let head = format!("faisceau-signature:{}:", named(&key(1)).0).into_bytes();
    let at = |at: usize| pdf[at..].starts_with(&head).then_some(at + head.len());
    (0..pdf.len()).filter_map(at).collect()
}

#[test]
fn the_same_document_is_signed_to_the_same_bytes() {
    assert_eq!(signed(&key(1), &key(1)), signed(&key(1), &key(1)));
}

#[test]
fn a_signed_specimen_keeps_its_mark_and_verifies() {
    let desk = Desk::new(Lang::Fr);
    let setting = desk.setting(Regime::Private, Mark::Specimen);
    let pdf = issue(&receipt(Lang::Fr), setting, None, &key(1))
        .unwrap()
        .pdf;
    assert!(String::from_utf8_lossy(&pdf).contains(", SPECIMEN)"));
    let verified = verify_file(&pdf, &[named(&key(1))]).unwrap();
    assert_eq!(verified.payload, None);
}

#[test]
fn a_thousand_random_bit_flips_are_refused() {
    let pdf = signed(&key(1), &key(1));
    let keys = [named(&key(1))];
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut flips: Vec<(usize, u8)> = (0..1_000)
        .map(|_| (random.random_range(0..pdf.len()), random.random_range(0..8)))
        .collect();
    // And every bit of the slots, where the signature itself could be bent.
    for at in slots(&pdf) {
        flips.extend((at - 40..at + 130).flat_map(|byte| (0..8).map(move |bit| (byte, bit))));
    }
    for (byte, bit) in flips {
        let mut bent = pdf.clone();
        bent[byte] ^= 1 << bit;
        assert!(
            verify_file(&bent, &keys).is_err(),
            "bit {bit} of byte {byte} can be flipped"
        );
    }
    assert!(verify_file(&pdf, &keys).is_ok());
}

#[test]
fn both_slots_changed_alike_are_refused() {
    let pdf = signed(&key(1), &key(1));
    let at = slots(&pdf)[0];
    let signature = String::from_utf8(pdf[at..at + 128].to_vec()).unwrap();
    for other in [
        signature.to_uppercase(),
        "0".repeat(128),
        signature.replace('a', "b"),
    ] {
        let bent = replace_all(&pdf, signature.as_bytes(), other.as_bytes());
        let refused = verify_file(&bent, &[named(&key(1))]).unwrap_err();
        assert!(matches!(
            refused,
            NotAuthentic::Changed | NotAuthentic::NoSignature
        ));
    }
}

fn replace_all(pdf: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = pdf.to_vec();
    let mut at = 0;
    while at + from.len() <= out.len() {
        if out[at..].starts_with(from) {
            out.splice(at..at + from.len(), to.iter().copied());
            at += to.len();
        } else {
            at += 1;
        }
    }
    out
}

#[test]
fn truncated_appended_and_prepended_files_are_refused() {
    let pdf = signed(&key(1), &key(1));
    let keys = [named(&key(1))];
    for length in [0, 1, 10, 1_000, pdf.len() / 2, pdf.len() - 2, pdf.len() - 1] {
        assert!(
            verify_file(&pdf[..length], &keys).is_err(),
            "cut to {length}"
        );
    }
    for added in [&b"\n"[..], b"\0", b"%%EOF", &pdf] {
        let mut longer = pdf.clone();
        longer.extend_from_slice(added);
        assert_eq!(verify_file(&longer, &keys), Err(NotAuthentic::Changed));
        let mut before = added.to_vec();
        before.extend_from_slice(&pdf);
        assert_eq!(verify_file(&before, &keys), Err(NotAuthentic::Changed));
    }
}

#[test]
fn each_cause_has_its_name() {
    let pdf = signed(&key(1), &key(2));
    let (one, two, three) = (named(&key(1)), named(&key(2)), named(&key(3)));
    let unknown = verify_file(&pdf, std::slice::from_ref(&three)).unwrap_err();
    assert_eq!(unknown, NotAuthentic::UnknownKey(one.0.clone()));
    assert_eq!(unknown.code(), "unknown-key");
    // The payload's key is not known, or is another under the same name.
    assert_eq!(
        verify_file(&pdf, std::slice::from_ref(&one)),
        Err(NotAuthentic::Payload)
    );
    let disguised = (two.0.clone(), three.1);
    assert_eq!(
        verify_file(&pdf, &[one.clone(), disguised]),
        Err(NotAuthentic::Payload)
    );
    // The file's key is another under the same name.
    let disguised = (one.0.clone(), three.1);
    assert_eq!(
        verify_file(&pdf, &[disguised, two]),
        Err(NotAuthentic::Changed)
    );
    assert_eq!(
        verify_file(b"%PDF-1.7", std::slice::from_ref(&one)),
        Err(NotAuthentic::NoSignature)
    );
    let mut apart = pdf.clone();
    let slot = slots(&pdf)[0] + 5;
    apart[slot] = if apart[slot] == b'0' { b'1' } else { b'0' };
    assert_eq!(verify_file(&apart, &[one]), Err(NotAuthentic::SlotsDiffer));
}

#[test]
fn a_draft_is_not_authentic_and_cannot_be_signed_afterwards() {
    let desk = Desk::new(Lang::Fr);
    let setting = desk.setting(Regime::Private, Mark::Draft);
    let pdf = draft(&receipt(Lang::Fr), setting).unwrap().pdf;
    assert_eq!(
        verify_file(&pdf, &[named(&key(1))]),
        Err(NotAuthentic::NoSignature)
    );
    let no_slot = NotSealed::NoSlot(named(&key(1)).0);
    assert_eq!(sign_file(pdf, &key(1)), Err(no_slot.clone()));
    // Nor does a file already signed get signed again.
    assert_eq!(sign_file(signed(&key(1), &key(1)), &key(1)), Err(no_slot));
}

#[test]
fn a_page_edited_with_qpdf_is_refused() {
    let pdf = signed(&key(1), &key(1));
    let Some(editable) = qpdf_editable(&pdf) else {
        return;
    };
    let keys = [named(&key(1))];
    // Rewriting alone changes every byte's place; then the drawn numbers are changed too.
    assert!(verify_file(&editable, &keys).is_err());
    let edited = replace_all(&editable, b" Tf", b"  Tf");
    assert_ne!(edited, editable);
    assert!(verify_file(&edited, &keys).is_err());
}

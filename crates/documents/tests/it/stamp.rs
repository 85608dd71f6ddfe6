//! Tokens of a real authority: what holds and what does not, each judged here and by `openssl ts -verify`.

use crate::authority::Authority;
use faisceau_documents::cms::{NotSigned, NotTrusted, Roots};
use faisceau_documents::stamp::{NotStamped, ask, token_of, verify};

const DIGEST: [u8; 32] = [0xab; 32];
const NONCE: [u8; 16] = [0xf0; 16];

fn roots(authority: &Authority) -> Roots {
    Roots::read(&authority.text("root.pem")).unwrap()
}

/// A token of one of the authorities of the folder.
fn token(authority: &Authority, name: &str) -> Vec<u8> {
    let query = ask(&DIGEST, &NONCE, None).unwrap();
    token_of(&authority.answer(name, &query)).unwrap()
}

/// The verdict on a token, here and by openssl, which must say the same.
fn judged(authority: &Authority, token: &[u8], digest: &[u8; 32]) -> Result<(), NotStamped> {
    let here = verify(token, digest, Some(&NONCE), None, &roots(authority)).map(|_| ());
    let there = authority.openssl_verifies(token, digest);
    assert_eq!(here.is_ok(), there, "{here:?}");
    here
}

fn of_each_kind(test: impl Fn(&Authority)) {
    for kind in ["rsa", "ec"] {
        if let Some(authority) = Authority::make(kind) {
            test(&authority);
        }
    }
}

#[test]
fn a_token_holds_and_says_who_and_when() {
    of_each_kind(|authority| {
        let token = token(authority, "tsa");
        assert_eq!(judged(authority, &token, &DIGEST), Ok(()));
        let stamp = verify(&token, &DIGEST, Some(&NONCE), None, &roots(authority)).unwrap();
        assert!(stamp.authority.contains("CN=tsa"), "{stamp:?}");
        assert_eq!(stamp.policy, "1.2.3.4.1");
        // With fractions of a second, which the dates of certificates may not have.
        assert!(stamp.at.to_string().starts_with("20"), "{stamp:?}");
    });
}

#[test]
fn a_token_about_another_digest_is_refused() {
    of_each_kind(|authority| {
        let token = token(authority, "tsa");
        let other = [0xac; 32];
        assert_eq!(
            judged(authority, &token, &other),
            Err(NotStamped::OtherImprint)
        );
    });
}

#[test]
fn a_token_with_a_byte_flipped_never_says_anything_else() {
    of_each_kind(|authority| {
        let token = token(authority, "tsa");
        let good = verify(&token, &DIGEST, None, None, &roots(authority));
        for at in (0..token.len()).step_by(token.len() / 80) {
            let mut bent = token.clone();
            bent[at] ^= 1;
            let here = verify(&bent, &DIGEST, None, None, &roots(authority));
            // What is not signed may be bent, and then says nothing else.
            assert!(here.is_err() || here == good, "byte {at}: {here:?}");
        }
        // The digest stamped and the signature, told by their place.
        let imprint = token.windows(32).position(|part| part == DIGEST).unwrap();
        for at in [imprint + 5, token.len() - 5] {
            let mut bent = token.clone();
            bent[at] ^= 1;
            assert!(judged(authority, &bent, &DIGEST).is_err());
        }
    });
}

#[test]
fn a_token_of_another_root_is_refused() {
    of_each_kind(|authority| {
        let elsewhere = token(authority, "elsewhere");
        let refused = judged(authority, &elsewhere, &DIGEST).unwrap_err();
        assert_eq!(refused.code(), "chain");
        let trusted = Roots::read(&authority.text("elsewhere-root.pem")).unwrap();
        assert!(verify(&elsewhere, &DIGEST, Some(&NONCE), None, &trusted).is_ok());
    });
}

#[test]
fn a_token_of_an_expired_certificate_is_refused() {
    of_each_kind(|authority| {
        let refused = judged(authority, &token(authority, "expired"), &DIGEST);
        let told = format!("{:?}", refused.unwrap_err());
        assert!(told.contains("Expired"), "{told}");
    });
}

#[test]
fn a_token_of_a_certificate_for_another_purpose_is_refused() {
    of_each_kind(|authority| {
        let made = authority.token_for_another_purpose(&token(authority, "tsa"));
        let purpose = NotStamped::Trusted(NotTrusted::Purpose);
        assert_eq!(judged(authority, &made, &DIGEST), Err(purpose));
    });
}

#[test]
fn an_answer_to_another_question_is_refused() {
    let Some(authority) = Authority::make("ec") else {
        return;
    };
    let roots = roots(&authority);
    let query = ask(&DIGEST, &NONCE, Some("1.2.3.4.2")).unwrap();
    let answer = authority.answer("tsa", &query);
    let token = token_of(&answer).unwrap();
    let of = |nonce: &[u8; 16], policy| verify(&token, &DIGEST, Some(nonce), policy, &roots);
    assert!(of(&NONCE, Some("1.2.3.4.2")).is_ok());
    assert_eq!(of(&[1; 16], None), Err(NotStamped::OtherNonce));
    let other = NotStamped::OtherPolicy("1.2.3.4.2".to_owned());
    assert_eq!(of(&NONCE, Some("1.2.3.4.1")), Err(other));
    // A policy the authority does not have: it says no, and why.
    let query = ask(&DIGEST, &NONCE, Some("1.2.3.4.9")).unwrap();
    let refused = token_of(&authority.answer("tsa", &query)).unwrap_err();
    assert_eq!(refused.code(), "refused");
    // What is no answer, and what is no token.
    assert_eq!(token_of(b"<html>").unwrap_err().code(), "malformed");
    let not = verify(b"0", &DIGEST, None, None, &roots).unwrap_err();
    assert!(
        matches!(not, NotStamped::Signed(NotSigned::Malformed(_))),
        "{not:?}"
    );
    assert!(ask(&DIGEST, &NONCE, Some("ours")).is_err());
}

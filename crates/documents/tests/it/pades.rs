//! The signature of a certificate appended to a paper: what holds, that exactly one revision passes, and nothing
//! else. With FAISCEAU_PAPERS=<folder> good and damaged samples are written there for pyHanko.

use crate::authority::{Authority, openssl};
use crate::content::{Desk, minutes, recepisse, series_file, series_identities, statement};
use crate::outside::qpdf_says_clean;
use ed25519_dalek::{SigningKey, VerifyingKey};
use faisceau_documents::cms::{Hash, NotASigner, Roots, Signed, Signer};
use faisceau_documents::pades::{NotAppended, Prepared};
use faisceau_documents::seal::NotAuthentic;
use faisceau_documents::stamp::{ask, token_of};
use faisceau_documents::{Mark, Regime, issue, verify_file};
use faisceau_domain::{Lang, receipt as paper};
use jiff::Timestamp;
use ring::rand::SystemRandom;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

fn keys() -> [(String, VerifyingKey); 1] {
    [(paper::key_id(&key().verifying_key()), key().verifying_key())]
}

/// A récépissé signed by the instance.
fn issued(lang: Lang) -> Vec<u8> {
    let desk = Desk::new(lang);
    let setting = desk.setting(Regime::Authority, Mark::None);
    issue(&recepisse(lang), setting, None, &key()).unwrap().pdf
}

/// Every other paper on which staff put the operator's certificate, signed by the instance.
fn others() -> [(&'static str, Vec<u8>); 4] {
    let lang = Lang::Fr;
    let desk = Desk::new(lang);
    let as_authority = || desk.setting(Regime::Authority, Mark::None);
    let as_body = desk.setting(Regime::Private, Mark::None);
    let papers = [
        (
            "minutes",
            issue(&minutes(lang), as_authority(), None, &key()),
        ),
        ("statement", issue(&statement(lang), as_body, None, &key())),
        (
            "series",
            issue(&series_file(lang), as_authority(), None, &key()),
        ),
        (
            "identities",
            issue(&series_identities(lang), as_authority(), None, &key()),
        ),
    ];
    papers.map(|(name, made)| (name, made.unwrap().pdf))
}

fn signer(authority: &Authority, name: &str) -> Signer {
    let certificate = authority.text(&format!("{name}.pem"));
    let secret = authority.text(&format!("{name}.key"));
    Signer::read(&certificate, &secret, SystemRandom::new()).unwrap()
}

fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

/// Signed with the certificate `purpose` of the folder, stamped or not.
fn signed(authority: &Authority, file: Vec<u8>, stamped: bool) -> Vec<u8> {
    let signer = signer(authority, "purpose");
    let prepared = Prepared::of(file, now()).unwrap();
    let made = signer.sign(&prepared.digest(signer.hash())).unwrap();
    let token = stamped.then(|| {
        let digest = Hash::Sha256.of(made.signature()).try_into().unwrap();
        let query = ask(&digest, &[7; 16], None).unwrap();
        token_of(&authority.answer("tsa", &query)).unwrap()
    });
    prepared
        .finish(&made.finish(token.as_deref()).unwrap())
        .unwrap()
}

fn roots(authority: &Authority, name: &str) -> Roots {
    Roots::read(&authority.text(name)).unwrap()
}

/// What is signed, and the signature, read from the file as any reader does.
fn signed_parts(file: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let at = |what: &str| {
        let found = file
            .windows(what.len())
            .rposition(|window| window == what.as_bytes());
        found.unwrap() + what.len()
    };
    let range = at("/ByteRange [");
    let numbers = std::str::from_utf8(&file[range..range + 40]).unwrap();
    let numbers = numbers.split(']').next().unwrap().split_whitespace();
    let [from, first, second, length] = numbers
        .map(|number| number.parse::<usize>().unwrap())
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    assert_eq!(
        (from, second + length),
        (0, file.len()),
        "the whole file but the signature"
    );
    let signature = hex::decode(&file[first + 1..second - 1]).unwrap();
    ([&file[..first], &file[second..]].concat(), signature)
}

#[test]
fn a_signed_paper_holds_for_us_for_qpdf_and_for_openssl() {
    for kind in ["rsa", "ec"] {
        let Some(authority) = Authority::make(kind) else {
            return;
        };
        for stamped in [false, true] {
            let before = issued(Lang::Fr);
            let file = signed(&authority, before.clone(), stamped);
            assert!(file.starts_with(&before), "what was sealed stays as it is");
            qpdf_says_clean(&file);
            let verified = verify_file(&file, &keys()).unwrap();
            let appended = verified.appended.unwrap();
            assert!(appended.subject.contains("CN=purpose"), "{appended:?}");
            assert_eq!((appended.is_stamped(), appended.said_at), (stamped, now()));
            let trusted = appended.check(&roots(&authority, "root.pem")).unwrap();
            assert_eq!(trusted.stamp.is_some(), stamped);
            assert!(
                appended
                    .check(&roots(&authority, "elsewhere-root.pem"))
                    .is_err()
            );
            let (content, signature) = signed_parts(&file);
            std::fs::write(authority.path("content"), content).unwrap();
            std::fs::write(authority.path("signature"), signature).unwrap();
            openssl_holds(&authority);
        }
    }
}

#[test]
fn each_paper_of_staff_holds_with_exactly_one_revision() {
    let Some(authority) = Authority::make("ec") else {
        return;
    };
    for (name, before) in others() {
        let file = signed(&authority, before.clone(), true);
        assert!(file.starts_with(&before), "{name}");
        qpdf_says_clean(&file);
        let appended = verify_file(&file, &keys()).unwrap().appended.unwrap();
        assert!(
            appended
                .check(&roots(&authority, "root.pem"))
                .unwrap()
                .stamp
                .is_some(),
            "{name}"
        );
        let twice = [&file[..], &file[before.len()..]].concat();
        assert!(
            verify_file(&twice, &keys()).is_err(),
            "{name}: a second revision"
        );
        let mut bent = file;
        bent[before.len() / 2] ^= 1;
        assert!(
            verify_file(&bent, &keys()).is_err(),
            "{name}: a byte of the paper"
        );
    }
}

fn openssl_verifies(authority: &Authority) -> bool {
    let output = openssl(
        authority.folder.path(),
        &[
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "signature",
            "-content",
            "content",
            "-CAfile",
            "root.pem",
            "-purpose",
            "any",
            "-cades",
            "-out",
            "read",
        ],
    );
    output.status.success()
}

/// It holds, and no more once a byte of the content changed.
fn openssl_holds(authority: &Authority) {
    assert!(openssl_verifies(authority));
    let mut content = std::fs::read(authority.path("content")).unwrap();
    content[1_000] ^= 1;
    std::fs::write(authority.path("content"), content).unwrap();
    assert!(!openssl_verifies(authority));
}

#[test]
fn a_detached_signature_of_any_file_holds_for_openssl() {
    for kind in ["rsa", "ec"] {
        let Some(authority) = Authority::make(kind) else {
            return;
        };
        let signer = signer(&authority, "purpose");
        let file = vec![b'x'; 5_000];
        let made = signer.sign(&signer.hash().of(&file)).unwrap();
        let signature = made.finish(None).unwrap();
        let read = Signed::read(&signature).unwrap();
        assert!(read.verify(&Hash::Sha256.of(&file)).is_ok());
        assert!(read.verify(&Hash::Sha256.of(b"y")).is_err());
        std::fs::write(authority.path("content"), file).unwrap();
        std::fs::write(authority.path("signature"), &signature).unwrap();
        openssl_holds(&authority);
    }
}

/// Where the table of the objects begins, as the file says itself.
fn table_of(file: &[u8]) -> usize {
    let end = String::from_utf8_lossy(&file[file.len() - 30..]).into_owned();
    let mut words = end.split("startxref").nth(1).unwrap().split_whitespace();
    words.next().unwrap().parse().unwrap()
}

/// Every way known to us of adding something to a signed paper.
fn damaged(authority: &Authority) -> Vec<(&'static str, Vec<u8>)> {
    let before = issued(Lang::Fr);
    let good = signed(authority, before.clone(), true);
    let appended = |more: &[u8]| [&good, more].concat();
    // An object of the file written again after it, as shadow attacks do: the catalogue without its form.
    let root = "\n1 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n";
    let table = good.len() + root.len();
    let shadow = format!(
        "{root}xref\n1 1\n{:010} 00000 n \ntrailer\n<< /Size 2 /Root 202 0 R /Prev {} >>\nstartxref\n{table}\n%%EOF\n",
        good.len() + 1,
        table_of(&good)
    );
    let replaced = |from: &str, to: &str| {
        let at = good
            .windows(from.len())
            .rposition(|window| window == from.as_bytes())
            .unwrap();
        let mut bent = good.clone();
        bent.splice(at..at + from.len(), to.bytes());
        bent
    };
    let mut other = signed(authority, issued(Lang::En), true);
    other.drain(..issued(Lang::En).len());
    let mut inside = good.clone();
    inside[2_000] ^= 1;
    vec![
        ("a byte of the paper is changed", inside),
        ("a revision is added", appended(&good[before.len()..])),
        ("an object is written again", appended(shadow.as_bytes())),
        ("bytes follow", appended(b"\n")),
        (
            "the form is another",
            replaced("/SigFlags 3", "/SigFlags 1"),
        ),
        ("changes are allowed", replaced("/P 1 /V", "/P 3 /V")),
        (
            "the field is seen elsewhere",
            replaced("/Rect [0 0 0 0]", "/Rect [0 0 9 9]"),
        ),
        (
            "the time is another",
            replaced("D:20261122100000Z", "D:20261122100001Z"),
        ),
        (
            "the revision is that of another paper",
            [before, other].concat(),
        ),
    ]
}

#[test]
fn exactly_one_revision_is_accepted_and_nothing_else() {
    let Some(authority) = Authority::make("ec") else {
        return;
    };
    for (what, file) in damaged(&authority) {
        assert!(verify_file(&file, &keys()).is_err(), "{what}");
    }
    // We sign a paper once.
    let good = signed(&authority, issued(Lang::Fr), false);
    let again = Prepared::of(good.clone(), now()).unwrap_err();
    assert_eq!(again, NotAppended::Shape("it has a form already"));
    // A paper that the instance did not seal is not made authentic by a certificate.
    let stranger = SigningKey::from_bytes(&[2; 32]);
    let others = [(
        paper::key_id(&stranger.verifying_key()),
        stranger.verifying_key(),
    )];
    assert!(matches!(
        verify_file(&good, &others),
        Err(NotAuthentic::UnknownKey(_))
    ));
}

#[test]
fn no_byte_of_the_revision_can_be_flipped() {
    let Some(authority) = Authority::make("ec") else {
        return;
    };
    let before = issued(Lang::Fr).len();
    let good = signed(&authority, issued(Lang::Fr), false);
    let said = verify_file(&good, &keys()).unwrap();
    let contents = good
        .windows(11)
        .rposition(|window| window == b"/Contents <")
        .unwrap()
        + 11;
    // All of what is not digits of the signature, then some of the digits.
    let rest = (before..contents).chain(contents + 32 * 1_024..good.len());
    for at in rest
        .step_by(3)
        .chain((contents..contents + 3_000).step_by(37))
    {
        let mut bent = good.clone();
        bent[at] ^= 1;
        let here = verify_file(&bent, &keys());
        // A certificate's own signature is looked at with its roots.
        let passes = here.as_ref().is_ok_and(|here| {
            let appended = here.appended.as_ref().unwrap();
            appended.check(&roots(&authority, "root.pem")).is_ok() && *here != said
        });
        assert!(!passes, "byte {at} can be flipped: {here:?}");
    }
}

#[test]
fn a_key_that_does_not_go_with_its_certificate_signs_nothing() {
    let Some(authority) = Authority::make("ec") else {
        return;
    };
    let read = |certificate: &str, key: &str| {
        Signer::read(certificate, key, SystemRandom::new())
            .map(|_| ())
            .unwrap_err()
    };
    let (certificate, secret) = (authority.text("purpose.pem"), authority.text("purpose.key"));
    assert_eq!(
        read(&certificate, &authority.text("tsa.key")),
        NotASigner::OtherKey
    );
    assert!(matches!(read("", &secret), NotASigner::Certificate(_)));
    assert!(matches!(
        read(&certificate, &certificate),
        NotASigner::Key(_)
    ));
    let told = openssl(
        authority.folder.path(),
        &[
            "pkcs8",
            "-topk8",
            "-in",
            "purpose.key",
            "-passout",
            "pass:x",
            "-out",
            "locked.key",
        ],
    );
    assert!(told.status.success());
    let locked = read(&certificate, &authority.text("locked.key"));
    assert!(
        locked.to_string().contains("without a password"),
        "{locked}"
    );
}

#[test]
fn samples_are_written_for_another_judge() {
    let kinds = [Authority::make("rsa"), Authority::make("ec")];
    let (Ok(folder), [Some(rsa), Some(ec)]) = (std::env::var("FAISCEAU_PAPERS"), kinds) else {
        return;
    };
    let write =
        |name: &str, bytes: &[u8]| std::fs::write(format!("{folder}/{name}"), bytes).unwrap();
    let roots = rsa.text("root.pem") + &ec.text("root.pem");
    write("signed-roots.pem", roots.as_bytes());
    let elsewhere = rsa.text("elsewhere-root.pem");
    write("elsewhere-root.pem", elsewhere.as_bytes());
    for (kind, authority) in [("rsa", &rsa), ("ec", &ec)] {
        for (level, lang, stamped) in [("b", Lang::Fr, false), ("t", Lang::En, true)] {
            let name = format!("signed-recepisse-{kind}-{level}.pdf");
            write(&name, &signed(authority, issued(lang), stamped));
        }
        for (name, paper) in others() {
            for (level, stamped) in [("b", false), ("t", true)] {
                let file = format!("signed-{name}-{kind}-{level}.pdf");
                write(&file, &signed(authority, paper.clone(), stamped));
            }
        }
    }
    for (number, (what, file)) in damaged(&rsa).into_iter().enumerate() {
        write(
            &format!("damaged-{number}-{}.bad", what.replace(' ', "-")),
            &file,
        );
    }
}

//! What an officer notes of a hearing, and when what was heard may be filed.

use faisceau_domain::hearing::{
    Asks, Attendant, Document, DocumentKind, Interpreter, NotYet, Oath, Part, Presence, Reach,
    ReadBack, Why, Word, may_file,
};
use jiff::Timestamp;

fn seen() -> Document {
    Document::Seen {
        kind: DocumentKind::Passport,
        number: " 12 AB 34567 ".to_owned(),
        issued_by: "Préfecture du Nord".to_owned(),
    }
}

fn alone(document: Document) -> Presence {
    Presence::new("français", document, None, Vec::new()).expect("nothing lacks")
}

#[test]
fn what_lacks_is_told_at_its_input_and_spaces_go() {
    let interpreter = Interpreter {
        name: String::new(),
        language: "dari".to_owned(),
        oath: Oath::TakenHere,
        reach: Reach::Telephone,
    };
    let other = Attendant {
        part: Part::Lawyer,
        name: "\u{7}".to_owned(),
        quality: "x".repeat(121),
    };
    let not_shown = Document::NotShown {
        reason: "ab".to_owned(),
    };
    let wrong = Presence::new(" ", not_shown, Some(interpreter), vec![other]);
    let wrong = wrong.expect_err("four things lack");
    let told: Vec<(&str, Why)> = wrong.iter().map(|w| (w.input.as_str(), w.why)).collect();
    assert_eq!(
        told,
        [
            ("language", Why::Missing),
            ("document-reason", Why::Missing),
            ("interpreter-name", Why::Missing),
            ("other-1-name", Why::Missing),
            ("other-1-quality", Why::TooLong),
        ]
    );
    let Document::Seen { number, .. } = alone(seen()).document else {
        panic!("a document was seen");
    };
    assert_eq!(number, "12 AB 34567");
}

#[test]
fn what_is_stored_reads_back_and_nothing_else_does() {
    let kept = serde_json::to_string(&alone(seen())).expect("JSON");
    let read: Presence = serde_json::from_str(&kept).expect("its own form");
    assert!(read == alone(seen()) && read.is_known());
    assert!(serde_json::from_str::<Presence>(&kept.replace("language", "tongue")).is_err());
    let later: Presence = serde_json::from_str(&kept.replace("\"v\":1", "\"v\":2")).expect("v");
    assert!(!later.is_known());
    for kind in DocumentKind::ALL {
        assert_eq!(DocumentKind::from_code(kind.code()), Some(*kind));
    }
    assert_eq!(Part::from_code("judge"), None);
}

#[test]
fn what_changed_after_the_reading_is_read_again() {
    let (then, now) = ([1; 32], [2; 32]);
    let read = |digest| ReadBack {
        at: Timestamp::UNIX_EPOCH,
        digest,
        word: Word::Confirmed,
    };
    let here = alone(seen());
    let asked = |presence: Option<&Presence>, read: Option<&ReadBack>| {
        may_file(Asks::Complaint, presence, read, &now)
    };
    assert_eq!(asked(None, None), Err(NotYet::NobodyNoted));
    assert_eq!(asked(Some(&here), None), Err(NotYet::NotRead));
    assert_eq!(asked(Some(&here), Some(&read(then))), Err(NotYet::Stale));
    assert_eq!(asked(Some(&here), Some(&read(now))), Ok(()));
    let nameless = alone(Document::NotAsked);
    let complaint = asked(Some(&nameless), Some(&read(now)));
    assert_eq!(complaint, Err(NotYet::DocumentNotAsked));
    let report = may_file(Asks::Report, Some(&nameless), Some(&read(now)), &now);
    assert_eq!(report, Ok(()));
}

#[test]
fn who_does_not_sign_says_why() {
    assert_eq!(Word::refused_to_sign(" - "), Err(Why::Missing));
    assert_eq!(Word::refused_to_sign(&"é".repeat(501)), Err(Why::TooLong));
    let word = Word::refused_to_sign("ne veut  pas").expect("a reason");
    let Word::RefusedToSign { reason } = &word else {
        panic!("a refusal");
    };
    assert_eq!(
        (reason.as_str(), word.code()),
        ("ne veut pas", "refused_to_sign")
    );
}

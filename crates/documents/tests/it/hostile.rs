//! Random Unicode of all planes in every field of every letter: always a PDF, never an error.

use ed25519_dalek::SigningKey;
use faisceau_documents::letters::{Cover, Imported, Offence, Sender, Sentence, Verification};
use faisceau_documents::{Mark, Regime, SignedPayload, draft, issue, verify_file};
use faisceau_domain::receipt::ListedExhibit;
use faisceau_domain::{Lang, receipt as paper};
use proptest::prelude::*;

use crate::content::{Desk, receipt, recepisse};

/// Characters of every plane, and more often those known to hurt: controls, bidirectional marks,
/// combining marks, joiners, Arabic and Hebrew letters, emoji, line ends, template syntax.
fn hurtful() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => any::<char>(),
        2 => prop::char::range('\u{0}', '\u{2FF}'),
        2 => prop::char::range('\u{300}', '\u{36F}'),
        2 => prop::char::range('\u{590}', '\u{6FF}'),
        1 => prop::char::range('\u{FB1D}', '\u{FEFC}'),
        1 => prop::char::range('\u{1E00}', '\u{206F}'),
        1 => prop::char::range('\u{1F300}', '\u{1FAFF}'),
        1 => prop::sample::select(vec!['\n', '\r', '\t', '#', '$', '\\', '"', '*', '@', '%', ' ']),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(hurtful(), 0..90).prop_map(String::from_iter)
}

fn sender(texts: &[String]) -> Sender {
    Sender {
        name: texts[0].clone(),
        address: texts[1].clone(),
        phone: Some(texts[2].clone()),
        email: Some(texts[3].clone()),
    }
}

fn sentence(texts: &[String]) -> Sentence {
    Sentence {
        text: texts[0].clone(),
        citation: Some(texts[1].clone()),
    }
}

fn verification(texts: &[String]) -> Verification {
    Verification {
        page: texts[0].clone(),
        link: texts[1].clone(),
        code: texts[2].clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_receipt_is_always_rendered_and_verified(
        texts in prop::collection::vec(text(), 20), bytes in any::<u64>(),
    ) {
        let mut letter = receipt(Lang::Fr);
        letter.reference.clone_from(&texts[0]);
        letter.type_label.clone_from(&texts[1]);
        letter.sender = sender(&texts[2..6]);
        letter.imported =
            letter.imported.map(|imported| Imported { source: texts[6].clone(), ..imported });
        letter.exhibits =
            vec![ListedExhibit { name: texts[7].clone(), bytes, commitment: texts[8].clone(), sha256: String::new() }];
        letter.cover = Cover {
            to_do: Some(texts[9].clone()),
            before: Some(texts[10].clone()),
            call: Some(texts[11].clone()),
        };
        letter.law = vec![sentence(&texts[12..14])];
        letter.next_steps = vec![texts[14].clone()];
        letter.verification = verification(&texts[15..18]);
        letter.legal_regime.clone_from(&texts[18]);
        letter.key_id.clone_from(&texts[19]);
        let key = SigningKey::from_bytes(&[1; 32]);
        let key_id = paper::key_id(&key.verifying_key());
        let payload = texts.concat();
        let signature = paper::sign(payload.as_bytes(), &key);
        let payload = SignedPayload { bytes: payload.as_bytes(), key_id: &key_id, signature };
        let desk = Desk::new(Lang::Fr);
        let setting = desk.setting(Regime::Private, Mark::None);
        let rendered = issue(&letter, setting, Some(payload), &key).unwrap();
        let keys = [(key_id.clone(), key.verifying_key())];
        let verified = verify_file(&rendered.pdf, &keys).unwrap();
        prop_assert_eq!(verified.payload.as_deref(), Some(payload.bytes));
    }

    #[test]
    fn the_recepisse_is_always_rendered(texts in prop::collection::vec(text(), 21)) {
        let mut letter = recepisse(Lang::En);
        letter.reference.clone_from(&texts[0]);
        letter.minutes = Some(texts[1].clone());
        letter.sender = sender(&texts[2..6]);
        letter.officer.quality.clone_from(&texts[6]);
        letter.officer.name_or_number.clone_from(&texts[7]);
        letter.complainant.name.clone_from(&texts[8]);
        letter.facts_place = Some(texts[9].clone());
        letter.offences =
            vec![Offence { label: texts[10].clone(), citation: Some(texts[11].clone()) }];
        letter.limitation = vec![sentence(&texts[12..14])];
        letter.interruption = vec![sentence(&texts[13..15])];
        letter.rights = vec![sentence(&texts[14..16])];
        letter.next_steps = vec![texts[16].clone()];
        letter.verification = verification(&texts[17..20]);
        letter.key_id.clone_from(&texts[20]);
        let desk = Desk::new(Lang::En);
        let rendered = draft(&letter, desk.setting(Regime::Authority, Mark::Draft)).unwrap();
        prop_assert!(rendered.pages >= 2);
    }
}

//! The samples of `letters/` rendered in both languages. With FAISCEAU_PAPERS=<folder> the PDFs
//! are also written there, to be looked at.

use faisceau_documents::letters::Asked;
use faisceau_documents::{Mark, Regime, Rendered, SignedPayload, draft, issue, own, verify_file};
use faisceau_domain::Lang;
use faisceau_domain::receipt::{key_id, sign};

use crate::content::{
    Desk, attestation, custody, discreet, freeze, minutes, receipt, recepisse, series_file,
    series_identities, statement, words,
};
use crate::outside::{pages_as_text, qpdf_says_clean, word_edges};

fn show(name: &str, rendered: &Rendered) {
    if let Ok(folder) = std::env::var("FAISCEAU_PAPERS") {
        std::fs::write(format!("{folder}/{name}.pdf"), &rendered.pdf).unwrap();
    }
}

#[test]
fn the_receipt_is_one_or_two_pages_in_both_languages() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let setting = desk.setting(Regime::Private, Mark::Specimen);
        let rendered = draft(&receipt(lang), setting).unwrap();
        show(&format!("receipt-{}", lang.code()), &rendered);
        assert!(
            (1..=2).contains(&rendered.pages),
            "{} pages",
            rendered.pages
        );
        assert!(rendered.pdf.starts_with(b"%PDF-1.7"));
        assert_eq!(desk.say.words.missing(), []);
    }
}

#[test]
fn a_persons_own_letter_is_one_page_without_mark_sender_or_signature() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let mut letter = freeze(lang);
        let mut pages = String::new();
        for asked in [Asked::Recall, Asked::Dispute] {
            letter.asked = asked;
            let rendered = own(&letter, desk.setting(Regime::Private, Mark::None)).unwrap();
            show(&format!("freeze-{asked:?}-{}", lang.code()), &rendered);
            assert_eq!(rendered.pages, 1);
            assert!(verify_file(&rendered.pdf, &[]).is_err(), "nobody signs it");
            pages.extend(pages_as_text(&rendered.pdf).unwrap_or_default());
        }
        // Nothing known of who asks or of the bank: there is room to write it.
        letter.person = None;
        letter.bank = None;
        let blank = own(&letter, desk.setting(Regime::Private, Mark::Specimen)).unwrap();
        show(&format!("freeze-blank-{}", lang.code()), &blank);
        assert_eq!(desk.say.words.missing(), []);
        let plain = letter.plain(&desk.say);
        assert!(plain.contains("LT12 1000 0111 0100 1000"), "{plain}");
        if !pages.is_empty() {
            let own: String = desk
                .say
                .say("documents-freeze-own")
                .chars()
                .take(24)
                .collect();
            assert!(pages.contains(&own), "{pages}");
            for absent in ["BROUILLON", "SPÉCIMEN", "XXXX-XXXX"] {
                assert!(!pages.contains(absent), "{absent}: {pages}");
            }
        }
    }
}

#[test]
fn a_custody_sheet_says_every_step_and_what_is_in_question() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let setting = desk.setting(Regime::Private, Mark::Specimen);
        let letter = custody(lang);
        let key = ed25519_dalek::SigningKey::from_bytes(&[7; 32]);
        let signed = issue(&letter, setting, None, &key).unwrap();
        show(&format!("custody-{}", lang.code()), &signed);
        assert!((2..=3).contains(&signed.pages), "{} pages", signed.pages);
        let known = [(key_id(&key.verifying_key()), key.verifying_key())];
        assert!(verify_file(&signed.pdf, &known).unwrap().payload.is_none());
        assert_eq!(desk.say.words.missing(), []);
        let Some(pages) = pages_as_text(&signed.pdf) else {
            continue;
        };
        let text = pages.concat();
        for said in ["PJ 42", "60303ae22b998861", "FSC-2026-004127-K", "<script>"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let open = letter.incidents[0].split(' ').next().unwrap();
        assert!(pages[0].contains(open), "what is in question comes first");
    }
}

#[test]
fn the_recepisse_is_a_page_or_two_and_an_annex() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let setting = desk.setting(Regime::Authority, Mark::Draft);
        let rendered = draft(&recepisse(lang), setting).unwrap();
        show(&format!("recepisse-{}", lang.code()), &rendered);
        assert!(rendered.pages == 2, "{} pages", rendered.pages);
        assert_eq!(desk.say.words.missing(), []);
    }
}

#[test]
fn a_discreet_proof_says_nothing_of_what_it_is_about() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let rendered = draft(&discreet(lang), desk.setting(Regime::Authority, Mark::None)).unwrap();
        show(&format!("discreet-{}", lang.code()), &rendered);
        assert_eq!(rendered.pages, 1);
        let Some(pages) = pages_as_text(&rendered.pdf) else {
            continue;
        };
        let text = pages.concat().to_lowercase();
        for never in [
            "plainte",
            "complaint",
            "police",
            "gendarm",
            "victim",
            "escroc",
            "fraud",
            "justice",
            "infraction",
            "offence",
            "enquêt",
            "avocat",
            "lawyer",
            "scam",
        ] {
            assert!(!text.contains(never), "{never}: {text}");
        }
    }
}

#[test]
fn an_attestation_and_a_copy_of_minutes_say_what_they_are() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let setting = |regime| desk.setting(regime, Mark::Specimen);
        let paper = draft(&attestation(lang), setting(Regime::Private)).unwrap();
        show(&format!("attestation-{}", lang.code()), &paper);
        assert_eq!(paper.pages, 1);
        let copy = draft(&minutes(lang), setting(Regime::Authority)).unwrap();
        show(&format!("minutes-{}", lang.code()), &copy);
        assert!((1..=2).contains(&copy.pages), "{} pages", copy.pages);
        let private = draft(&minutes(lang), setting(Regime::Private));
        assert!(private.is_err(), "minutes are an authority's");
        let other = draft(&statement(lang), setting(Regime::Private)).unwrap();
        show(&format!("statement-{}", lang.code()), &other);
        if let Some(pages) = pages_as_text(&other.pdf) {
            let text = pages.concat();
            let said = desk.say.say("documents-statement-not-minutes");
            assert!(text.contains(&said[..40]), "{text}");
        }
        if let Some(pages) = pages_as_text(&copy.pdf) {
            let text = pages.concat();
            for said in ["3f3f3f3f", "dari", "Alix EXEMPLE", "00AA00000"] {
                assert!(text.contains(said), "{said}: {text}");
            }
        }
        assert_eq!(desk.say.words.missing(), []);
        if let Some(pages) = pages_as_text(&paper.pdf) {
            let text = pages.concat();
            assert!(text.contains("OPP-0001"), "{text}");
        }
    }
}

#[test]
fn the_series_file_says_what_it_is_and_keeps_identities_apart() {
    for lang in Lang::ALL {
        let desk = Desk::new(lang);
        let setting = || desk.setting(Regime::Authority, Mark::Specimen);
        let file = draft(&series_file(lang), setting()).unwrap();
        show(&format!("series-file-{}", lang.code()), &file);
        let annex = draft(&series_identities(lang), setting()).unwrap();
        show(&format!("series-identities-{}", lang.code()), &annex);
        assert!((2..=5).contains(&file.pages), "{} pages", file.pages);
        assert_eq!(annex.pages, 1);
        assert_eq!(desk.say.words.missing(), []);
        if let Some(pages) = pages_as_text(&file.pdf) {
            let working = desk.say.say("documents-series-file-standing");
            let first: String = working.chars().take(24).collect();
            assert!(pages[0].contains(&first), "{}", pages[0]);
            assert!(!pages.concat().contains("EXEMPLE"), "no identity in it");
        }
    }
}

/// What is outside stays a word of the table, and long tables go on over pages.
#[test]
fn a_series_file_bears_hostile_values_and_a_thousand_rows() {
    let desk = Desk::new(Lang::Fr);
    let mut letter = series_file(Lang::Fr);
    letter.evidence[0].value = format!("#import \"x\" {} \u{202E}\u{1F382}", "long".repeat(20));
    letter.head.motive = "]}); #panic()".repeat(20);
    letter.complaints = vec![letter.complaints[0].clone(); 1_200];
    let rendered = draft(&letter, desk.setting(Regime::Private, Mark::Specimen)).unwrap();
    show("series-file-long", &rendered);
    assert!(rendered.pages > 20, "{} pages", rendered.pages);
    if let Some(pages) = pages_as_text(&rendered.pdf) {
        let text = pages.concat();
        assert!(text.contains("⟨U+1F382⟩"));
        assert_eq!(
            text.matches("FSC-2026-004121-K").count(),
            1_003,
            "each row, an exhibit, and a path that names it twice"
        );
    }
}

/// What a person receives: signed, with the signed data inside. `.ci/run papers` reads these files
/// with a program that is not ours.
#[test]
fn issued_papers_carry_their_data_and_please_qpdf() {
    let key = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
    let key_id = &key_id(&key.verifying_key());
    let keys = [(key_id.clone(), key.verifying_key())];
    let bytes: &[u8] = br#"{"reference":"FSC-2026-004127-K"}"#;
    let signature = sign(bytes, &key);
    for lang in Lang::ALL {
        for mark in [Mark::None, Mark::Specimen] {
            let desk = Desk::new(lang);
            let setting = || desk.setting(Regime::Authority, mark);
            let payload = || {
                Some(SignedPayload {
                    bytes,
                    key_id,
                    signature,
                })
            };
            let papers = [
                ("receipt", issue(&receipt(lang), setting(), payload(), &key)),
                (
                    "recepisse",
                    issue(&recepisse(lang), setting(), payload(), &key),
                ),
                (
                    "discreet",
                    issue(&discreet(lang), setting(), payload(), &key),
                ),
                (
                    "attestation",
                    issue(&attestation(lang), setting(), payload(), &key),
                ),
                ("minutes", issue(&minutes(lang), setting(), payload(), &key)),
                (
                    "series-file",
                    issue(&series_file(lang), setting(), payload(), &key),
                ),
                (
                    "series-identities",
                    issue(&series_identities(lang), setting(), payload(), &key),
                ),
            ];
            for (name, issued) in papers {
                let issued = issued.unwrap();
                let verified = verify_file(&issued.pdf, &keys).unwrap();
                assert_eq!(verified.payload.as_deref(), Some(bytes));
                qpdf_says_clean(&issued.pdf);
                let name = format!("issued-{name}-{}-{mark:?}", lang.code());
                show(&name.to_lowercase(), &issued);
            }
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let words = words();
    let keys = |lang| words.keys(lang).collect::<Vec<_>>();
    assert_eq!(keys(Lang::Fr), keys(Lang::En));
}

#[test]
fn the_acknowledgement_never_bears_the_name_of_the_officers_paper() {
    for lang in Lang::ALL {
        let words = words();
        for key in words
            .keys(lang)
            .filter(|key| key.starts_with("documents-receipt-"))
        {
            let sentence = words.say(lang, key, &[]).to_lowercase();
            assert!(!sentence.contains("récépissé"), "{key}: {sentence}");
        }
    }
}

#[test]
fn our_own_words_are_all_drawn() {
    use faisceau_documents::text::{Bounds, printable};
    let words = words();
    for lang in Lang::ALL {
        for key in words.keys(lang) {
            let sentence = words.say(lang, key, &[]);
            assert_eq!(
                printable(&sentence, Bounds::lines(2_000)),
                sentence,
                "{key}"
            );
        }
    }
}

#[test]
fn strange_names_stay_in_their_place() {
    let desk = Desk::new(Lang::Fr);
    let mut letter = receipt(Lang::Fr);
    letter.sender.name = "Плѫатформа".repeat(12);
    letter.type_label = "صور مزيفة على موقع بيع, תמונות, \u{1F382}\u{202E}x".to_owned();
    letter.exhibits[0].name = format!("{}.pdf", "capture_d_ecran_".repeat(12));
    letter.exhibits[1].name = "صورة-شاشة-البائع-المحتال-".repeat(6);
    letter.next_steps = vec!["x".repeat(900)];
    let rendered = draft(&letter, desk.setting(Regime::Private, Mark::Specimen)).unwrap();
    show("receipt-strange", &rendered);
    if let Some(pages) = pages_as_text(&rendered.pdf) {
        assert!(pages[0].contains("⟨U+1F382⟩⟨U+202E⟩x"), "{}", pages[0]);
    }
}

/// A4 without its margins, in points.
#[test]
fn nothing_is_printed_outside_the_margins() {
    let desk = Desk::new(Lang::Fr);
    let mut letter = receipt(Lang::Fr);
    letter.exhibits[0].name = "a".repeat(160);
    letter.verification.page = format!("https://exemple.fr/{}", "v".repeat(150));
    letter.cover.call = Some("9".repeat(300));
    letter.reference = "FSC-2026-000000000000000000000000001-X".to_owned();
    let signed = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
    let setting = desk.setting(Regime::Private, Mark::None);
    let rendered = faisceau_documents::issue(&letter, setting, None, &signed).unwrap();
    show("receipt-long", &rendered);
    let Some(words) = word_edges(&rendered.pdf) else {
        return;
    };
    assert!(words.len() > 100);
    for (word, left, right) in words {
        assert!(
            left > 56.0 && right < 539.5,
            "`{word}` goes from {left} to {right}"
        );
    }
}

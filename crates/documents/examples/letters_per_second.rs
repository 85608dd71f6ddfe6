//! How many signed acknowledgements are rendered each second, alone and on several threads.
//! Prints figures and decides nothing: `cargo run --release --example letters_per_second`.
#![expect(clippy::print_stdout, reason = "the figures are its result")]
#![expect(clippy::unwrap_used, reason = "a measure that fails should say where")]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use ed25519_dalek::SigningKey;
use faisceau_documents::letters::ReceiptLetter;
use faisceau_documents::{
    Mark, Regime, Say, Setting, SignedPayload, Templates, Words, issue, verify_file,
};
use faisceau_domain::{Lang, receipt};
use jiff::Zoned;

struct Bench {
    say: Say,
    templates: Templates,
    letter: ReceiptLetter,
    at: Zoned,
    key: SigningKey,
}

impl Bench {
    fn new() -> Bench {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
        let words = read("locales/fr/documents.ftl");
        let words = Words::load([(Lang::Fr, "documents.ftl".to_owned(), words)]).unwrap();
        let templates = ["paper.typ", "receipt.typ"]
            .map(|name| (name.to_owned(), read(&format!("letters/{name}"))));
        let mut samples: serde_json::Value =
            serde_json::from_str(&read("letters/receipt.sample.json")).unwrap();
        Bench {
            say: Say::new(Arc::new(words), Lang::Fr),
            templates: Templates::load(templates).unwrap(),
            letter: serde_json::from_value(samples["fr"].take()).unwrap(),
            at: "2026-03-16T12:00:00+01:00[Europe/Paris]".parse().unwrap(),
            key: SigningKey::from_bytes(&[1; 32]),
        }
    }

    /// A different letter each time, as filings are.
    fn one(&self, number: usize) -> Vec<u8> {
        let mut letter = self.letter.clone();
        letter.reference = format!("FSC-2026-{number:06}-K");
        letter.verification.link = format!("https://exemple.fr/verify?code={number:016}");
        let payload = format!(r#"{{"version":1,"reference":"{}"}}"#, letter.reference);
        let payload = SignedPayload {
            bytes: payload.as_bytes(),
            key_id: &receipt::key_id(&self.key.verifying_key()),
            signature: receipt::sign(payload.as_bytes(), &self.key),
        };
        let setting = Setting {
            say: &self.say,
            templates: &self.templates,
            regime: Regime::Private,
            at: &self.at,
            ident: &letter.reference,
            mark: Mark::None,
        };
        issue(&letter, setting, Some(payload), &self.key)
            .unwrap()
            .pdf
    }
}

fn main() {
    let bench = Bench::new();
    let start = Instant::now();
    let first = bench.one(0);
    println!(
        "first letter: {:?}, {} kB",
        start.elapsed(),
        first.len() / 1_000
    );

    for threads in [1_u32, 2, 4] {
        let each = 300 / threads;
        let start = Instant::now();
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let bench = &bench;
                scope.spawn(move || {
                    (1..=each).for_each(|n| drop(bench.one((thread * each + n) as usize)));
                });
            }
        });
        let rate = f64::from(threads * each) / start.elapsed().as_secs_f64();
        println!("{threads} thread(s): {rate:.0} letters/s");
    }

    let key = bench.key.verifying_key();
    let keys = [(receipt::key_id(&key), key)];
    let start = Instant::now();
    for _ in 0..100 {
        verify_file(&first, &keys).unwrap();
    }
    println!("verification: {:?} each", start.elapsed() / 100);
}

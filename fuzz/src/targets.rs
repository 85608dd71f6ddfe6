//! What reads the bytes of strangers, given any bytes: it may refuse, never panic, and what it takes it
//! finds again. Run with coverage by `just fuzz`, replayed on the corpus by the tests of the domain.
use faisceau_domain::Lang;
use faisceau_domain::form::reading::parse_page;
use faisceau_domain::form::{
    Answers, Asked, FieldKind, Journey, Pack, PageUse, Posted, Reading, input_name, secret,
};
use faisceau_identifiers::{Kind, Region, parse_in};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// Every target, by the name of its corpus.
pub(crate) const TARGETS: [&str; 3] = ["form", "identifiers", "secrets"];

/// Gives bytes to a target.
///
/// # Panics
/// When the target has a fault, or no such name.
pub(crate) fn run(target: &str, data: &[u8]) {
    match target {
        "form" => form(data),
        "identifiers" => identifiers(data),
        "secrets" => secrets(data),
        _ => panic!("no target called {target}, only {TARGETS:?}"),
    }
}

/// Any text as an identifier of any kind: the canonical form, read again, is the same identifier.
fn identifiers(data: &[u8]) {
    let Some((&kind, text)) = data.split_first() else {
        return;
    };
    let kind = Kind::ALL[usize::from(kind) % Kind::ALL.len()];
    let Ok(read) = parse_in(kind, &String::from_utf8_lossy(text), Region::FR) else {
        return;
    };
    let again = parse_in(kind, read.canonical(), Region::FR);
    let again =
        again.unwrap_or_else(|why| panic!("{:?} is not read again: {why}", read.canonical()));
    assert_eq!(read.canonical(), again.canonical());
    assert_eq!(read.key(), again.key());
    let look = faisceau_identifiers::Look::of(read.key());
    let _ = (read.mask(), read.defanged(), look.map(|look| look.whole()));
}

/// Any text that may hold a card number or a secret: what was masked holds no more of it.
fn secrets(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let once = secret::mask(&text);
    assert_eq!(secret::mask(&once.text).text, once.text);
    let _ = secret::card_ends(&text);
}

/// A person who answers anything, page after page, to any questionnaire.
fn form(data: &[u8]) {
    let pack = pack();
    let mut bytes = Bytes(data);
    let codes: Vec<&str> = pack.kinds().map(|kind| kind.code.as_str()).collect();
    let code = codes[usize::from(bytes.one()) % codes.len()];
    let Some(mut answers) = pack.blank(code) else {
        return;
    };
    let mut slug = first(pack, code, &answers);
    // A page of a group may be asked two hundred times: fifty pages tell enough.
    for _ in 0..50 {
        let Some(at) = slug.filter(|_| !bytes.0.is_empty()) else {
            break;
        };
        answers = answered(pack, code, &answers, &at, &mut bytes);
        let journey = Journey::of(pack, code, &answers).unwrap();
        slug = journey.next_after(&at).map(|page| page.slug.clone());
    }
    read_back(pack, code, &answers);
}

fn first(pack: &Pack, code: &str, answers: &Answers) -> Option<String> {
    Some(Journey::of(pack, code, answers)?.first().slug.clone())
}

/// The answers once this page was sent with whatever the bytes say.
fn answered(
    pack: &Pack,
    code: &str,
    answers: &Answers,
    slug: &str,
    bytes: &mut Bytes<'_>,
) -> Answers {
    let journey = Journey::of(pack, code, answers).unwrap();
    let mut next = answers.clone();
    let Some(page) = journey.page(slug) else {
        return next;
    };
    if page.purpose != PageUse::Questions {
        return next;
    }
    let pairs = page.asked.iter().flat_map(|asked| inputs(asked, bytes));
    let posted = Posted::new(pairs.collect::<Vec<_>>());
    match parse_page(page, &posted, reading()) {
        Ok(parsed) => next.put(parsed),
        Err(refused) => {
            let _ = refused.keeps();
            for error in &refused.errors {
                let _ = (error.words(pack, Lang::Fr), error.words(pack, Lang::En));
            }
            for (key, answer) in refused.good {
                next.set(key, answer);
            }
        }
    }
    next
}

/// What is sent for one question: nothing, a state, one of its choices, or any text in any part.
fn inputs(asked: &Asked<'_>, bytes: &mut Bytes<'_>) -> Vec<(String, String)> {
    const STATES: [&str; 3] = ["unknown", "declined", "later"];
    const PARTS: [&str; 16] = [
        "",
        "",
        "",
        "day",
        "month",
        "year",
        "time",
        "zone",
        "first-year",
        "last-year",
        "currency",
        "chain",
        "first6",
        "last4",
        "platform",
        "lines",
    ];
    match bytes.one() % 8 {
        0 => Vec::new(),
        1 => {
            let state = STATES[usize::from(bytes.one()) % STATES.len()];
            vec![(input_name(&asked.key, "state"), state.to_owned())]
        }
        2..=4 if !asked.field.choices.is_empty() => {
            let choices = &asked.field.choices;
            let choice = &choices[usize::from(bytes.one()) % choices.len()];
            vec![(input_name(&asked.key, ""), choice.code.clone())]
        }
        2 | 3 if asked.field.kind == FieldKind::Bool3 => {
            let said = if bytes.one().is_multiple_of(2) {
                "yes"
            } else {
                "no"
            };
            vec![(input_name(&asked.key, ""), said.to_owned())]
        }
        4 => (0..3)
            .map(|_| {
                let part = PARTS[usize::from(bytes.one()) % PARTS.len()];
                (input_name(&asked.key, part), bytes.text())
            })
            .collect(),
        _ => vec![(input_name(&asked.key, ""), bytes.text())],
    }
}

/// Whatever was answered can be shown, stored, found again and judged.
fn read_back(pack: &Pack, code: &str, answers: &Answers) {
    let journey = Journey::of(pack, code, answers).unwrap();
    let _ = (
        journey.identifiers(),
        journey.losses(),
        journey.quoted(),
        journey.occurred(),
    );
    let _ = (
        journey.missing_to_file(),
        journey.urgent(),
        journey.routes(),
        journey.progress(),
    );
    for lang in [Lang::Fr, Lang::En] {
        let _ = journey.summary(lang);
    }
    for page in journey.pages() {
        let _ = journey.fill(page);
    }
    let filed = journey.filed();
    let stored = serde_json::to_string(&filed).unwrap();
    let found: Answers = serde_json::from_str(&stored).unwrap();
    assert_eq!(serde_json::to_string(&found).unwrap(), stored);
}

/// Bytes taken from the front; zeros once there are no more.
struct Bytes<'d>(&'d [u8]);

impl Bytes<'_> {
    fn one(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        first
    }

    fn text(&mut self) -> String {
        let length = usize::from(self.one()).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}

fn reading() -> &'static Reading {
    static READING: OnceLock<Reading> = OnceLock::new();
    READING.get_or_init(|| Reading {
        today: jiff::civil::date(2026, 11, 22),
        zone: "Europe/Paris".to_owned(),
        exhibits: BTreeSet::from(["exhibit-1".to_owned()]),
    })
}

/// The questionnaires that are shipped.
fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        let root = root
            .map(|folder| folder.join("forms"))
            .find(|forms| forms.join("types").is_dir());
        let (root, mut files) = (root.unwrap(), Vec::new());
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "toml") {
                    let name = path.strip_prefix(&root).unwrap().display().to_string();
                    files.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
        Pack::read(files).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
    })
}

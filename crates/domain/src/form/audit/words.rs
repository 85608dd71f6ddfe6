//! Every text of the pack: present in both languages, short where it must be, free of words that
//! blame or confuse.

use super::Audit;
use crate::Lang;
use crate::form::bilingual::Bilingual;
use crate::form::kind::{PageStep, Step};
use crate::form::pack::Pack;
use crate::form::problem::Cause;

/// Most words of a label (plain language, rule PL-01).
const MOST_WORDS: usize = 15;

/// Most words of a sentence of advice (urgent actions, routes, errors; the same rule).
const MOST_WORDS_OF_ADVICE: usize = 20;

/// The short words the engine itself says.
const SAID: [&str; 36] = [
    "and",
    "check-title",
    "continuing",
    "date",
    "day",
    "day-1",
    "decimal-sign",
    "declined",
    "files",
    "from",
    "labelled",
    "later",
    "money",
    "month",
    "month-year",
    "no",
    "or",
    "print-empty",
    "print-example",
    "print-filled",
    "print-if",
    "print-is",
    "print-joined",
    "print-many",
    "print-more",
    "print-not",
    "print-not-more",
    "quoted",
    "thousands-sign",
    "time",
    "time-seconds",
    "to",
    "unanswered",
    "unknown",
    "year",
    "yes",
];

/// What is told around the questions: uploads, codes, session.
const AROUND: [&str; 9] = [
    "code_locked",
    "code_wrong",
    "file_empty",
    "file_failed",
    "file_infected",
    "file_too_big",
    "session_over",
    "too_many_files",
    "uploads_closed",
];

/// The inputs of composed answers, each with its label.
const INPUTS: [&str; 15] = [
    "amount",
    "chain",
    "continuing",
    "currency",
    "day",
    "first",
    "first6",
    "last",
    "last4",
    "month",
    "name",
    "platform",
    "time",
    "year",
    "zone",
];

pub(super) fn check(audit: &mut Audit<'_>) {
    for (key, text, is_label) in texts(audit.pack) {
        check_text(audit, &key, text, is_label);
    }
    let causes = Cause::ALL.map(Cause::code);
    for code in causes.iter().chain(&AROUND) {
        if audit.pack.error(code).is_none() {
            let key = format!("error.{code}");
            audit.report(&key, "this error has no words: write them in fr and en");
        }
    }
    let months = (1..=12).map(|month| format!("month-{month}"));
    let inputs = INPUTS.iter().map(|part| format!("input-{part}"));
    let said = SAID.iter().map(|said| (*said).to_owned());
    let said: Vec<String> = said.chain(months).chain(inputs).collect();
    let oriented = (!audit.pack.orientation.is_empty()).then(|| "oriented".to_owned());
    for word in said.into_iter().chain(oriented) {
        if audit.pack.word(&word).is_none() {
            audit.report(&format!("say.{word}"), "this word is missing: write it");
        }
    }
}

fn check_text(audit: &mut Audit<'_>, key: &str, text: &Bilingual, is_label: bool) {
    for lang in Lang::ALL {
        let (code, said) = (lang.code(), text.get(lang));
        if said.trim().is_empty() && !key.starts_with("say.") {
            audit.report(key, format!("the text in {code} is empty: translate it"));
        }
        let asked = ["field.", "type.", "block."]
            .iter()
            .any(|start| key.starts_with(start));
        let most = if asked {
            MOST_WORDS
        } else {
            MOST_WORDS_OF_ADVICE
        };
        let mut sentences = said.split_inclusive(['.', '!', '?']);
        if let Some(long) = sentences.find(|sentence| words(sentence) > most) {
            let what = format!("more than {most} words in one sentence ({code}): cut « {long} »");
            audit.report(key, what);
        }
        if is_label && words(said) > MOST_WORDS {
            audit.report(
                key,
                format!("more than {MOST_WORDS} words in {code}: shorten it"),
            );
        }
        let pack = audit.pack;
        let forbidden = match lang {
            Lang::Fr => &pack.forbidden.fr,
            Lang::En => &pack.forbidden.en,
        };
        let spoken = spaced(said);
        let hit = forbidden.iter().find(|word| spoken.contains(&spaced(word)));
        if let Some(word) = hit {
            audit.report(
                key,
                format!("« {word} » ({code}) must not be said: write it otherwise"),
            );
        }
    }
}

fn words(text: &str) -> usize {
    let words = text.split_whitespace();
    words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// The words of a text between spaces, in lower case. Whole words are compared: « auteur » is not found
/// in « hauteur ».
fn spaced(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

type Text<'p> = (String, &'p Bilingual, bool);

fn texts(pack: &Pack) -> Vec<Text<'_>> {
    let mut texts: Vec<Text<'_>> = Vec::new();
    for (key, field) in &pack.fields {
        let key = format!("field.{key}");
        texts.push((format!("{key}.label"), &field.label, true));
        texts.push((format!("{key}.why"), &field.why, false));
        let optional = [&field.hint, &field.example, &field.counter_label];
        texts.extend(
            optional
                .into_iter()
                .flatten()
                .map(|t| (key.clone(), t, false)),
        );
        texts.extend(field.errors.values().map(|t| (key.clone(), t, false)));
        for choice in &field.choices {
            texts.push((format!("{key}.choices"), &choice.label, true));
            texts.extend(choice.hint.iter().map(|t| (key.clone(), t, false)));
        }
    }
    for (key, kind) in &pack.kinds {
        texts.push((format!("type.{key}.label"), &kind.label, true));
        texts.push((format!("type.{key}.lead"), &kind.lead, false));
        let why_none = kind.no_identifier.iter();
        texts.extend(why_none.map(|t| (format!("type.{key}.no_identifier"), t, false)));
        for step in &kind.steps {
            texts.extend(step.task().map(|t| (format!("type.{key}"), t, true)));
            if let Step::Page(page) = step {
                page_texts(&mut texts, &format!("type.{key}"), page);
            }
        }
    }
    for (key, block) in &pack.blocks {
        texts.push((format!("block.{key}.label"), &block.label, true));
        let short = block.counter_label.iter();
        texts.extend(short.map(|t| (format!("block.{key}.counter_label"), t, true)));
        for page in &block.pages {
            page_texts(&mut texts, &format!("block.{key}"), page);
        }
    }
    tables(pack, &mut texts);
    texts
}

fn page_texts<'p>(texts: &mut Vec<Text<'p>>, key: &str, page: &'p PageStep) {
    texts.extend(page.title.iter().map(|t| (key.to_owned(), t, true)));
    texts.extend(page.lead.iter().map(|t| (key.to_owned(), t, false)));
    let folded = page.folded.iter().map(|folded| &folded.label);
    texts.extend(folded.map(|t| (key.to_owned(), t, true)));
}

fn profiles<'p>(pack: &'p Pack, texts: &mut Vec<Text<'p>>) {
    for (key, profile) in &pack.profiles {
        let key = format!("profile.{key}");
        texts.push((key.clone(), &profile.label, false));
        for words in profile.modes.values() {
            let all = [&words.told, &words.officer].into_iter().chain(&words.next);
            texts.extend(all.map(|t| (key.clone(), t, false)));
        }
        let counter = profile.counter.iter();
        texts.extend(counter.map(|counter| (key.clone(), &counter.reason, false)));
    }
}

fn tables<'p>(pack: &'p Pack, texts: &mut Vec<Text<'p>>) {
    for (key, action) in &pack.urgent {
        texts.push((format!("urgent.{key}"), &action.text, false));
    }
    for (key, contact) in &pack.contacts {
        for text in [&contact.name, &contact.hours, &contact.cost] {
            texts.push((format!("contact.{key}"), text, false));
        }
    }
    for (key, route) in &pack.routes {
        texts.push((format!("route.{key}"), &route.label, true));
        texts.push((format!("route.{key}"), &route.text, false));
    }
    for (key, crossing) in &pack.orientation {
        let key = format!("orientation.{key}");
        texts.push((key.clone(), &crossing.label, true));
        texts.extend(crossing.lead.iter().map(|t| (key.clone(), t, false)));
        for way in &crossing.ways {
            texts.push((key.clone(), &way.label, true));
            texts.extend(way.hint.iter().map(|t| (key.clone(), t, false)));
        }
    }
    profiles(pack, texts);
    for (key, evidence) in &pack.evidence {
        texts.push((format!("evidence.{key}"), &evidence.label, true));
    }
    for (key, scheme) in &pack.schemes {
        texts.push((format!("scheme.{key}"), &scheme.label, true));
    }
    for (key, terms) in &pack.terms {
        texts.extend(
            terms
                .values()
                .map(|term| (format!("term.{key}"), &term.label, true)),
        );
    }
    for (key, codes) in &pack.codes {
        texts.extend(
            codes
                .none
                .values()
                .map(|t| (format!("codes.{key}"), t, false)),
        );
    }
    for (section, table) in [("error", &pack.errors), ("say", &pack.say)] {
        texts.extend(
            table
                .iter()
                .map(|(key, t)| (format!("{section}.{key}"), t, false)),
        );
    }
}

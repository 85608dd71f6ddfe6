//! A person who fills the questionnaire: posts every page as a browser would, in order.

use std::collections::{BTreeMap, BTreeSet};

use faisceau_domain::form::reading::parse_page;
use faisceau_domain::form::{
    Answers, Asked, FieldKind, Journey, Pack, Page, PageUse, Posted, Reading, input_name,
};
use jiff::civil::date;

/// What the engine is told in tests.
pub(crate) fn reading() -> Reading {
    Reading {
        today: date(2026, 11, 22),
        zone: "Europe/Paris".to_owned(),
        exhibits: BTreeSet::from(["exhibit-1".to_owned()]),
    }
}

/// What this person says to some fields; the others get a plain good answer.
pub(crate) type Says<'s> = BTreeMap<&'s str, &'s str>;

/// Inputs of a good answer to a field.
pub(crate) fn inputs(asked: &Asked<'_>, says: &Says<'_>) -> Vec<(String, String)> {
    let own = asked.key.to_string();
    let said = says
        .get(own.as_str())
        .or_else(|| says.get(asked.field.key.as_str()));
    if let Some(said) = said {
        return vec![(input_name(&asked.key, ""), (*said).to_owned())];
    }
    let choice = || asked.field.choices[0].code.clone();
    let parts: Vec<(&str, String)> = match asked.field.kind {
        FieldKind::Choice | FieldKind::Select | FieldKind::Multi => vec![("", choice())],
        FieldKind::Bool3 => vec![("", "no".to_owned())],
        FieldKind::Tick => vec![("", "yes".to_owned())],
        FieldKind::Date | FieldKind::DateApprox | FieldKind::Datetime => vec![
            ("day", "14".to_owned()),
            ("month", "3".to_owned()),
            ("year", "2026".to_owned()),
        ],
        FieldKind::Period => vec![
            ("first-month", "3".to_owned()),
            ("first-year", "2026".to_owned()),
        ],
        FieldKind::Person => {
            let parts = asked.field.parts.iter().filter(|part| *part != "born_on");
            let mut all: Vec<(String, String)> = parts
                .map(|part| (input_name(&asked.key, part), "Camille".to_owned()))
                .collect();
            for (part, text) in [("day", "2"), ("month", "5"), ("year", "1980")] {
                all.push((
                    input_name(&asked.key, &format!("born_on-{part}")),
                    text.to_owned(),
                ));
            }
            return all;
        }
        FieldKind::Address => vec![("lines", "1 rue X".to_owned()), ("town", "Lyon".to_owned())],
        FieldKind::CardRef => vec![
            ("first6", "497010".to_owned()),
            ("last4", "4471".to_owned()),
        ],
        FieldKind::Handle => vec![("", "exemple".to_owned()), ("platform", "insta".to_owned())],
        FieldKind::File => vec![("", "exhibit-1".to_owned())],
        kind => vec![("", plain(kind).to_owned())],
    };
    parts
        .into_iter()
        .map(|(part, text)| (input_name(&asked.key, part), text))
        .collect()
}

/// A good text for kinds with one input.
pub(crate) fn plain(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Money => "1 250,50",
        FieldKind::Quantity => "0,0125",
        FieldKind::Int => "3",
        FieldKind::Iban => "FR76 3000 6000 0112 3456 7890 189",
        FieldKind::Bic => "AGRIFRPP",
        FieldKind::Phone => "06 39 98 00 01",
        FieldKind::Email | FieldKind::EmailOrPhone => "contact@exemple.fr",
        FieldKind::Url => "https://boutique.exemple.fr/panier",
        FieldKind::CryptoAddr => "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
        FieldKind::CryptoTx => "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
        FieldKind::Ip => "203.0.113.7",
        FieldKind::Siren => "732 829 320",
        FieldKind::Hash => "d41d8cd98f00b204e9800998ecf8427e",
        _ => "Quelques mots",
    }
}

/// Posts a page.
pub(crate) fn post(page: &Page<'_>, says: &Says<'_>) -> Posted {
    Posted::new(page.asked.iter().flat_map(|asked| inputs(asked, says)))
}

/// Fills a type from its first page to its last; the answers and the slugs seen.
pub(crate) fn fill(pack: &Pack, code: &str, says: &Says<'_>) -> (Answers, Vec<String>) {
    let mut answers = pack.blank(code).unwrap();
    let mut seen = Vec::new();
    let mut slug = Journey::of(pack, code, &answers)
        .unwrap()
        .first()
        .slug
        .clone();
    loop {
        seen.push(slug.clone());
        let parsed = {
            let journey = Journey::of(pack, code, &answers).unwrap();
            let page = journey.page(&slug).unwrap();
            (page.purpose != PageUse::Check)
                .then(|| parse_page(page, &post(page, says), &reading()))
        };
        match parsed {
            Some(Ok(parsed)) => answers.put(parsed),
            Some(Err(refused)) => panic!("{code}/{slug}: {:?}", refused.errors),
            None => {}
        }
        let journey = Journey::of(pack, code, &answers).unwrap();
        match journey.next_after(&slug) {
            Some(next) => slug = next.slug.clone(),
            None => return (answers, seen),
        }
    }
}

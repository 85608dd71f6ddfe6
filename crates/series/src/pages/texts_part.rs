//! What complaints of a series tell in nearly the same words, side by side, and pictures that look
//! alike by their hashes. Shown when asked for: these are the victims' own words, read under their
//! own right. Shows no picture: those have a page of their own.

use crate::rights::Sight;
use crate::survey::texts::{self, BITS_MAX, Piece, TEXTS_MAX};
use crate::survey::{Fact, Survey};
use askama::Template;
use faisceau_documents::words::{Say, Value};
use faisceau_platform::access::Action;
use faisceau_platform::web::parts::{Cell, Column, DataTable};
use faisceau_platform::web::seen;
use uuid::Uuid;

/// Most pictures compared: each with each.
const PICTURES_MAX: usize = 500;

/// The part of the page.
#[derive(Template)]
#[template(path = "series/texts_part.html")]
pub(super) struct TextsPart {
    say: Say,
    lead: String,
    groups: Vec<Shown>,
    pictures: Option<DataTable>,
    pictures_href: String,
    /// How many texts were read.
    pub(super) read: usize,
}

impl askama::filters::HtmlSafe for TextsPart {}

/// A group as the page shows it.
struct Shown {
    title: String,
    first: (String, String),
    text: String,
    beside: Vec<Beside>,
    more: Option<String>,
}

struct Beside {
    complaint: (String, String),
    alike: String,
    pieces: Vec<Piece>,
}

/// Compares the texts and the pictures this reader may see.
pub(super) fn part(say: &Say, sight: &mut Sight<'_>, series: Uuid, survey: &Survey) -> TextsPart {
    let told: Vec<&Fact> = survey
        .facts
        .iter()
        .rev()
        .filter(|fact| fact.text.is_some() && sight.may(Action::NarrativeRead, fact.complaint))
        .take(TEXTS_MAX)
        .collect();
    let texts: Vec<&str> = told
        .iter()
        .filter_map(|fact| fact.text.as_deref())
        .collect();
    let groups = texts::groups(&texts);
    let link = |fact: &Fact| {
        (
            fact.reference.clone(),
            format!("/dossier/{}", fact.complaint),
        )
    };
    let shown = groups.into_iter().map(|group| Shown {
        title: said(
            say,
            "series-page-texts-group",
            group.beside.len() + group.more + 1,
        ),
        first: link(told[group.first]),
        text: seen(&group.text),
        more: (group.more > 0).then(|| said(say, "series-page-texts-more", group.more)),
        beside: group
            .beside
            .into_iter()
            .map(|beside| Beside {
                complaint: link(told[beside.place]),
                alike: said(say, "series-page-texts-alike", beside.alike as usize),
                pieces: beside.pieces.into_iter().map(safe).collect(),
            })
            .collect(),
    });
    TextsPart {
        groups: shown.collect(),
        lead: said(say, "series-page-texts-lead", texts.len()),
        pictures: pictures(say, sight, survey),
        pictures_href: format!("/series/{series}/images"),
        read: texts.len(),
        say: say.clone(),
    }
}

fn safe(piece: Piece) -> Piece {
    match piece {
        Piece::Same(text) => Piece::Same(seen(&text)),
        Piece::Missing(text) => Piece::Missing(seen(&text)),
        Piece::Added(text) => Piece::Added(seen(&text)),
    }
}

/// Pictures that imports name by their hash alone and that look alike: by hash and distance.
fn pictures(say: &Say, sight: &mut Sight<'_>, survey: &Survey) -> Option<DataTable> {
    let bearing: Vec<&Fact> = survey
        .facts
        .iter()
        .filter(|fact| fact.picture.is_some() && sight.may(Action::ExhibitRead, fact.complaint))
        .take(PICTURES_MAX)
        .collect();
    let hashes: Vec<[u8; 32]> = bearing.iter().filter_map(|fact| fact.picture).collect();
    let groups = texts::pictures(&hashes);
    let rows = (1..).zip(&groups).flat_map(|(number, (first, near))| {
        let all = std::iter::once((*first, 0)).chain(near.iter().copied());
        all.map(move |(place, bits)| (number, place, bits))
    });
    let rows: Vec<Vec<Cell>> = rows
        .map(|(number, place, bits): (usize, usize, u32)| {
            let fact = bearing[place];
            let href = format!("/dossier/{}", fact.complaint);
            vec![
                Cell::Link(fact.reference.clone(), href),
                Cell::text(number.to_string()),
                Cell::text(hex::encode(&hashes[place][..8])),
                Cell::text(bits.to_string()),
            ]
        })
        .collect();
    let columns = vec![
        Column::new(say.say("series-column-complaint")),
        Column::new(say.say("series-page-picture-group")).figures(),
        Column::new(say.say("series-page-picture-hash")),
        Column::new(say.say("series-page-picture-bits")).figures(),
    ];
    let bits = BITS_MAX.to_string();
    let caption = say.with("series-page-picture-caption", &[("bits", &bits)]);
    (!rows.is_empty()).then(|| DataTable::new(say, "pictures", caption, columns, rows))
}

fn said(say: &Say, key: &str, n: usize) -> String {
    let n = Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    say.words.say(say.lang, key, &[("n", n)])
}

//! The classifications a complaint was given at filing, for staff: by scheme, with its version. A
//! code that a guarded answer brought is shown where that answer is: it tells it.

use super::sorted::{Part, part};
use crate::receipt::Complaint;
use faisceau_documents::Say;
use faisceau_domain::form::{GivenCode, Pack};
use faisceau_platform::web::parts::{Row, SummaryList};

/// The codes that who reads the facts may see.
pub(crate) fn open<'c>(pack: &Pack, complaint: &'c Complaint) -> Vec<&'c GivenCode> {
    of(pack, complaint, Part::Facts)
}

fn of<'c>(pack: &Pack, complaint: &'c Complaint, wanted: Part) -> Vec<&'c GivenCode> {
    let told = |code: &GivenCode| match code.because.split_once('=') {
        None => Part::Facts,
        // What cannot be read as a key is guarded most.
        Some((key, _)) => key.parse().map_or(Part::Identity, |key| part(pack, &key)),
    };
    let codes = complaint.codes.iter();
    codes.filter(|code| told(code) == wanted).collect()
}

/// One row for each scheme.
pub(super) fn list(
    pack: &Pack,
    say: &Say,
    complaint: &Complaint,
    wanted: Part,
) -> Option<SummaryList> {
    let mut rows: Vec<(&str, Row)> = Vec::new();
    for code in of(pack, complaint, wanted) {
        let value = worded(pack, say, code);
        match rows.iter_mut().find(|(scheme, _)| *scheme == code.scheme) {
            Some((_, row)) => row.values.push(value),
            None => {
                let scheme = pack.scheme(&code.scheme);
                let name = scheme.map_or(code.scheme.as_str(), |s| s.label.get(say.lang));
                let args = [("name", name), ("version", code.version.as_str())];
                let mut row = Row::new(say.with("codes-scheme", &args), "");
                row.values = vec![value];
                rows.push((&code.scheme, row));
            }
        }
    }
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    (!rows.is_empty()).then(|| SummaryList::new(say, say.say("codes-title"), rows))
}

/// The code and its title, and whether it is still to be checked. A term gone from the pack since
/// keeps its code.
fn worded(pack: &Pack, say: &Say, code: &GivenCode) -> String {
    let Some(term) = pack.term(&code.scheme, &code.code) else {
        return code.code.clone();
    };
    let args = [
        ("code", code.code.as_str()),
        ("label", term.label.get(say.lang)),
    ];
    match term.confirmed {
        true => say.with("codes-code", &args),
        false => say.with("codes-unchecked", &args),
    }
}

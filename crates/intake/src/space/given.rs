//! The files of a complaint as its victim sees them: what was received, what the antivirus keeps apart, and
//! the choice of one that may show a minor. Shows no content.

use super::worded;
use crate::scans::Scans;
use faisceau_documents::Say;
use faisceau_domain::form::Pack;
use faisceau_domain::scan::Scan;
use faisceau_platform::deposit::FileRow;
use faisceau_platform::web::parts::{Asked, Choice, Row, Select, SummaryList};
use faisceau_platform::web::seen;

/// What was received, with the digest of each.
pub(super) fn received(say: &Say, forms: &Pack, files: &[FileRow], scans: &Scans) -> SummaryList {
    let rows = files.iter().map(|row| {
        let shown = worded::file(say, row);
        let args = [("digest", shown.digest.as_str())];
        let mut line = Row::new(shown.name, shown.size);
        line.values.push(say.with("space-file-digest", &args));
        if scans.state(row.id).0 == Scan::Infected {
            let name = seen(&row.name);
            let told = forms.told(say.lang, "file_infected", &[("name", &name)]);
            line.values.extend(told);
        }
        line
    });
    let rows: Vec<Row> = rows.collect();
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    SummaryList::new(say, say.number("space-files-received", count), rows)
}

/// Which file may show a minor, when there is one to choose.
pub(super) fn aside(say: &Say, files: &[FileRow], error: Option<String>) -> Option<Select> {
    let choices: Vec<Choice> = files
        .iter()
        .map(|file| Choice::new(file.id.to_string(), seen(&file.name)))
        .collect();
    let asked = Asked::new(say, "piece", say.say("exhibits-aside-which")).error(error);
    (!choices.is_empty()).then(|| Select::new(say, asked, choices))
}

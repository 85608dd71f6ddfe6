//! What each new version of a complaint changed, for staff, part by part: each part needs the right of
//! its panel. What a reader may not read is said to have changed, never how.

use super::sorted::{Part, part};
use crate::amend::Version;
use crate::receipt::Complaint;
use crate::space::worded;
use faisceau_documents::Say;
use faisceau_domain::form::{Answers, Changed, Journey, Key, Pack, difference};
use faisceau_platform::web::parts::{Row, SummaryList};

/// What may be shown of the answers.
pub(super) struct Reader<'a> {
    /// Sentences.
    pub(super) say: &'a Say,
    /// The questionnaires.
    pub(super) forms: &'a Pack,
    /// The part this panel shows.
    pub(super) wanted: Part,
    /// Whether an answer is masked though it is of that part.
    pub(super) hides: &'a dyn Fn(&Key) -> bool,
}

/// One list per version after the first, the newest first.
pub(super) fn lists(
    reader: &Reader<'_>,
    complaint: &Complaint,
    replaced: &[Version],
    now: &Answers,
) -> Vec<SummaryList> {
    let after = replaced.iter().skip(1).map(|version| &version.answers);
    let pairs: Vec<(&Version, &Answers)> = replaced.iter().zip(after.chain([now])).collect();
    let lists = pairs.into_iter().rev().filter_map(|(before, after)| {
        let kind = complaint.form_type.as_str();
        let old = Journey::of(reader.forms, kind, &before.answers)?;
        let new = Journey::of(reader.forms, kind, after)?;
        let changed = difference(&old, &new, reader.say.lang).into_iter();
        let rows: Vec<Row> = changed.filter_map(|one| reader.row(one)).collect();
        let number = (before.number + 1).to_string();
        let day = worded::instant(reader.say, before.until);
        let args = [("number", number.as_str()), ("at", &day)];
        let title = reader.say.with("after-version", &args);
        (!rows.is_empty()).then(|| SummaryList::new(reader.say, title, rows))
    });
    lists.collect()
}

impl Reader<'_> {
    fn row(&self, changed: Changed) -> Option<Row> {
        let own = part(self.forms, &changed.key) == self.wanted;
        let mut row = Row::new(changed.label, "");
        row.values = if own && !(self.hides)(&changed.key) {
            let nothing = self.say.say("after-nothing");
            let said = |key: &str, text: Option<String>| {
                let text = text.unwrap_or_else(|| nothing.clone()).replace('\n', " / ");
                self.say.with(key, &[("text", &text)])
            };
            vec![
                said("after-was", changed.before),
                said("after-is", changed.after),
            ]
        } else if self.wanted == Part::Facts {
            vec![self.say.say("after-changed-elsewhere")]
        } else {
            return None;
        };
        Some(row)
    }
}

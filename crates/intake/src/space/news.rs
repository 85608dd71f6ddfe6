//! What a victim was told of a complaint and when, in words: its course once recorded, and the notices
//! with how each was given. Never where an e-mail went.

use super::worded;
use crate::notify::Notice;
use crate::standing::Told;
use faisceau_documents::{Say, dates};
use faisceau_domain::standing::Course;
use faisceau_platform::web::parts::{Row, SummaryList};

/// One step of the course, with its day and what was said of it.
pub(super) fn course(say: &Say, told: &Told) -> Row {
    let mut row = Row::new(
        say.say(&format!("space-state-{}", told.course.code())),
        worded::day(say, told.at),
    );
    match &told.course {
        Course::Investigating => {}
        Course::Transmitted { to } => {
            row.values
                .push(say.with("after-transmitted-to", &[("to", to)]));
        }
        Course::Decided {
            outcome,
            reason,
            contest_by,
        } => {
            let outcome = outcome.code();
            row.values
                .push(say.say(&format!("after-outcome-{outcome}")));
            row.values.extend(reason.lines().map(str::to_owned));
            row.values.extend(contest_by.map(|day| {
                let day = dates::day(say, day);
                say.with("after-contest-by", &[("date", &day)])
            }));
        }
    }
    row
}

/// The notices, newest first.
pub(super) fn list(say: &Say, notices: &[Notice]) -> SummaryList {
    let rows = notices.iter().map(|notice| {
        let kind = say.say(&format!("after-notice-{}", notice.kind.code()));
        let mut row = Row::new(worded::day(say, notice.at), kind);
        let how = match notice.outcome.as_str() {
            "sent" => Some("after-how-sent"),
            "refused" => Some("after-how-refused"),
            "failed" => Some("after-how-failed"),
            "waiting" => Some("after-how-waiting"),
            // It stayed here, as was wished.
            _ => None,
        };
        row.values.extend(how.map(|key| say.say(key)));
        row
    });
    SummaryList::new(say, say.say("after-news"), rows.collect())
}

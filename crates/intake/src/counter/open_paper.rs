//! Opens a file at the counter from a sheet of paper filled in another day: its number and its day are kept,
//! and what a form filled in on a screen already answers. A number seen before in the unit is told, since
//! the same sheet typed in twice would be two complaints.

use super::{CounterFile, Refused, hold, officer, store};
use crate::{file, receipt, start};
use faisceau_domain::form::Answers;
use faisceau_domain::id::DraftId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

/// Longest number of a sheet.
pub(super) const SHEET_CHARACTERS_MAX: usize = 40;

/// A sheet older than this was mistyped: no breakdown lasts so long.
const DAYS_MAX: i32 = 366;

/// A sheet of paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The number written on it.
    pub number: String,
    /// The day it was filled in.
    pub on: Date,
    /// What it answers; nothing yet when it is typed in by hand.
    pub answers: Answers,
    /// Its number was seen before, and the officer says that this is another sheet.
    pub another: bool,
}

/// Why no file is opened from a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotOpened {
    /// As for any file.
    Refused(Refused),
    /// A sheet without a number, or with one too long.
    NoNumber,
    /// Filled in tomorrow, or more than a year ago.
    NoDay,
    /// A sheet of this number was typed in already.
    Known {
        /// When.
        at: Timestamp,
    },
}

impl NotOpened {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            NotOpened::Refused(refused) => refused.code(),
            NotOpened::NoNumber => "no-number",
            NotOpened::NoDay => "no-day",
            NotOpened::Known { .. } => "known",
        }
    }
}

/// Opens a file from a sheet.
///
/// # Errors
/// See [`NotOpened`].
pub async fn open_paper(cx: &Cx, sheet: Sheet) -> Outcome<CounterFile, NotOpened> {
    let refuse = |why| Err(Error::Refused(why));
    let number = bare(&sheet.number);
    if number.is_empty() || number.chars().count() > SHEET_CHARACTERS_MAX {
        return refuse(NotOpened::NoNumber);
    }
    let today = file::today(cx);
    if sheet.on > today || sheet.on < today.saturating_sub(DAYS_MAX.days()) {
        return refuse(NotOpened::NoDay);
    }
    let (me, unit) = officer(cx).map_err(of_counter)?;
    let received = sheet.on.to_zoned(receipt::zone()).map_err(Fault::from)?;
    let mut tx = cx.world.db.write().await?;
    let known = tx.optional(&store::SHEET, binds![&unit, &number]).await?;
    if let Some(known) = known.filter(|_| !sheet.another) {
        let at = known.get("typed_at")?;
        return refuse(NotOpened::Known { at });
    }
    let draft = start::insert(cx, &mut tx, sheet.answers).await?;
    let id = draft.id;
    let file = hold(cx, &mut tx, draft, false).await.map_err(of_counter)?;
    let now = cx.world.clock.now();
    let row = binds![id, &unit, &number, received.timestamp(), now, me];
    tx.execute(&store::TYPE_SHEET, row).await?;
    let told = serde_json::json!({ "paper_on": sheet.on.to_string() }).to_string();
    cx.journal(&mut tx, Deed::CounterPaperTyped, "draft", Some(id.0), &told)
        .await?;
    tx.commit().await?;
    Ok(file)
}

/// The number as compared: without case, and with one space for any run of them.
fn bare(number: &str) -> String {
    let words: Vec<&str> = number.split_whitespace().collect();
    words.join(" ").to_uppercase()
}

fn of_counter(error: Error<Refused>) -> Error<NotOpened> {
    match error {
        Error::Refused(refused) => Error::Refused(NotOpened::Refused(refused)),
        Error::Fault(fault) => Error::Fault(fault),
    }
}

/// When the sheet that this draft was typed in from was received: the start of its day.
pub(crate) async fn received_on_paper(
    tx: &mut Tx,
    draft: DraftId,
) -> Result<Option<Timestamp>, Fault> {
    let row = tx.optional(&store::SHEET_OF, binds![draft]).await?;
    row.map(|row| row.get("received_at")).transpose()
}

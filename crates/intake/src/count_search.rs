//! Counts a search by words: that it found something, that it found nothing, and the questionnaire
//! chosen from the list right after it found nothing. By day, without who, when or any word of what
//! was typed: people type their story and their name.

use crate::store;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;

/// What became of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// It led to some questionnaire.
    Found,
    /// It led to none.
    Nothing,
    /// It led to none, and this questionnaire was then chosen from the list: its words lack some.
    Chosen(&'a str),
}

impl<'a> Outcome<'a> {
    /// The stored word, and the questionnaire if there is one.
    #[must_use]
    pub fn stored(self) -> (&'static str, &'a str) {
        match self {
            Outcome::Found => ("found", ""),
            Outcome::Nothing => ("nothing", ""),
            Outcome::Chosen(form_type) => ("chosen", form_type),
        }
    }
}

/// Counts a search of today. Not journaled: a line with an instant would say more than the count.
///
/// # Errors
/// When the database fails.
pub async fn count_search(cx: &Cx, outcome: Outcome<'_>) -> Result<(), Fault> {
    let (word, form_type) = outcome.stored();
    let day = crate::file::today(cx).to_string();
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::COUNT_SEARCH, binds![day, word, form_type])
        .await?;
    tx.commit().await
}

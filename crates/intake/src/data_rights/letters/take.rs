//! A colleague takes down a request on data that came by letter. The last day to answer runs from the day the
//! letter came. How the person is known is written in words: no copy of a document is kept.

use super::store;
use crate::receipt;
use faisceau_domain::data_request::{Asked, Asker, WORDS_CHARACTERS_MAX, clock};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::civil::Date;
use uuid::Uuid;

/// Longest name.
pub const NAME_CHARACTERS_MAX: usize = 200;

/// What the letter says.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Who writes.
    pub asker: Asker,
    /// Their name.
    pub name: String,
    /// Where to answer.
    pub contact: String,
    /// How it is known that it is them.
    pub known_by: String,
    /// What is asked.
    pub asked: Asked,
    /// In which words, or what it is about.
    pub words: String,
    /// The day it came.
    pub received_on: Date,
}

/// Why nothing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The regime does not open this request.
    NotOpen,
    /// No name, or too long a one.
    Name,
    /// No address to answer to.
    Contact,
    /// How the person is known is not said.
    KnownBy,
    /// No words, or too many.
    Words,
    /// A day to come.
    Day,
}

/// What is typed, without what is invisible.
fn typed(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    kept.trim().to_owned()
}

fn fits(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= WORDS_CHARACTERS_MAX
}

/// Writes it down; its id.
///
/// # Errors
/// See [`Refused`].
pub async fn take(cx: &Cx, letter: &Letter) -> Outcome<Uuid, Refused> {
    let world = &cx.world;
    let staff = cx.staff.as_ref();
    let staff = staff.ok_or_else(|| Fault::new("only staff take a letter down"))?;
    let regime = world.config.regime();
    let refused = |why| Err(Error::Refused(why));
    let [name, contact] = [&letter.name, &letter.contact].map(|text| typed(text));
    let [known_by, words] = [&letter.known_by, &letter.words].map(|text| typed(text));
    let now = world.clock.now();
    let today = now.to_zoned(receipt::zone()).date();
    if !letter.asked.is_open_under(regime) {
        return refused(Refused::NotOpen);
    }
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS_MAX {
        return refused(Refused::Name);
    }
    if !fits(&contact) {
        return refused(Refused::Contact);
    }
    if letter.asker.is_to_be_known() && !fits(&known_by) {
        return refused(Refused::KnownBy);
    }
    if !fits(&words) {
        return refused(Refused::Words);
    }
    if letter.received_on > today {
        return refused(Refused::Day);
    }
    let from = letter.received_on;
    let due = world.law.at(today).deadline(clock(regime), from)?;
    let id = world.dice.uuid(now);
    let (asker, asked) = (letter.asker.code(), letter.asked.code());
    let (from, due) = (from.to_string(), due.on.to_string());
    let unit = staff.unit.clone();
    let row = binds![
        id, unit, asker, name, contact, known_by, asked, words, from, now, staff.id, due
    ];
    let mut tx = world.db.write().await?;
    tx.execute(&store::INSERT, row).await?;
    let detail = serde_json::json!({ "asked": asked, "asker": asker }).to_string();
    let deed = Deed::DataRequestMade;
    cx.journal(&mut tx, deed, "letter", Some(id), &detail)
        .await?;
    tx.commit().await?;
    Ok(id)
}

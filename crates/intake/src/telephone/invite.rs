//! Shows a code by which a telephone may give files to a draft. One code waits at a time; where no file
//! may be given there is none.

use super::{CODE_FOR, PASSES_MAX, Pass, State, asking, code_of, store};
use crate::draft::Draft;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::keys::Use;

/// Why no code is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No file may be given, or none is asked for yet.
    NoFileHere,
    /// Too many were shown for this draft.
    TooMany {
        /// So many.
        max: i64,
    },
}

/// Opens a way that waits for a telephone; a code shown before and not used works no more.
///
/// # Errors
/// See [`Refused`].
pub async fn invite(cx: &Cx, draft: &Draft) -> Outcome<Pass, Refused> {
    if asking(&draft.journey(&cx.world.forms)).is_none() {
        return Err(Error::Refused(Refused::NoFileHere));
    }
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let shown: i64 = tx.one(&store::COUNT, binds![draft.id]).await?.get("n")?;
    if shown >= PASSES_MAX {
        return Err(Error::Refused(Refused::TooMany { max: PASSES_MAX }));
    }
    tx.execute(&store::END_WAITING, binds![draft.id, now])
        .await?;
    let id = cx.world.dice.uuid(now);
    let mark = cx.world.keys().code_mark(Use::Telephone, &code_of(cx, id));
    let until = now + CODE_FOR;
    tx.execute(&store::INSERT, binds![id, draft.id, mark, now, until])
        .await?;
    let deed = Deed::TelephoneInvited;
    cx.journal(&mut tx, deed, "draft", Some(draft.id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(Pass {
        id,
        draft: draft.id,
        state: State::Waiting { until },
    })
}

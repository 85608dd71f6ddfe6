//! A telephone uses a code, once: the code becomes a cookie of its own. The same telephone that sends it
//! again goes on; another finds that it opens nothing.

use super::{HELD_FOR, State, asking, read, store};
use crate::draft;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::keys::{Use, same};

/// Why a code opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Unknown, used, too late or ended: said alike, whatever the reason.
    OpensNothing,
    /// The answers given meanwhile let no file in.
    NoFileHere,
}

/// What a telephone holds from now on.
pub struct Opened {
    /// Its cookie.
    pub holder: Code,
    /// For so many seconds; none when the cookie it had goes on.
    pub seconds: Option<u64>,
}

faisceau_platform::undisclosed!(Opened);

/// Uses a code. `own` is what this telephone holds already.
///
/// # Errors
/// See [`Refused`].
pub async fn open(cx: &Cx, code: &Code, own: Option<&Code>) -> Outcome<Opened, Refused> {
    let refused = |why| Err(Error::Refused(why));
    let keys = cx.world.keys();
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let mark = keys.code_mark(Use::Telephone, code);
    let Some(row) = tx.optional(&store::BY_CODE, binds![mark, now]).await? else {
        return refused(Refused::OpensNothing);
    };
    let pass = read(cx, &row)?;
    match (pass.state, own) {
        (State::Held { .. }, Some(own)) => {
            let held: Option<[u8; 32]> = row.get("held_mark")?;
            let mark = keys.code_mark(Use::Telephone, own);
            return match held.is_some_and(|held| same(&held, &mark)) {
                true => Ok(Opened {
                    holder: own.clone(),
                    seconds: None,
                }),
                false => refused(Refused::OpensNothing),
            };
        }
        (State::Waiting { .. }, _) => {}
        _ => return refused(Refused::OpensNothing),
    }
    let Some(draft) = draft::of_telephone(cx, &mut tx, pass.draft, code).await? else {
        return refused(Refused::OpensNothing);
    };
    if asking(&draft.journey(&cx.world.forms)).is_none() {
        return refused(Refused::NoFileHere);
    }
    let holder = Code::from_random(CodeKind::Telephone, cx.world.dice.bytes());
    let mark = keys.code_mark(Use::Telephone, &holder);
    let take = binds![pass.id, mark, now, now + HELD_FOR];
    if tx.execute(&store::TAKE, take).await? == 0 {
        return refused(Refused::OpensNothing);
    }
    let deed = Deed::TelephoneOpened;
    cx.journal(&mut tx, deed, "draft", Some(pass.draft.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(Opened {
        holder,
        seconds: u64::try_from(HELD_FOR.as_secs()).ok(),
    })
}

//! Opens a file at the counter: a new one of a type, or the draft whose code a visitor brings.

use super::{CounterFile, Held, Refused, code, has_room, officer, one, read, store};
use crate::draft::{self, Draft};
use crate::start;
use faisceau_domain::code::Code;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::keys::Use;

/// Opens a new file of a type.
///
/// # Errors
/// See [`Refused`].
pub async fn open(cx: &Cx, form_type: &str) -> Outcome<CounterFile, Refused> {
    let answers = cx.world.forms.blank(form_type);
    let answers = answers.ok_or(Error::Refused(Refused::UnknownType))?;
    let mut tx = cx.world.db.write().await?;
    let draft = start::insert(cx, &mut tx, answers).await?;
    let file = hold(cx, &mut tx, draft, false).await?;
    tx.commit().await?;
    Ok(file)
}

/// Opens the draft whose code a visitor brings; the visitor's code goes on opening it.
///
/// # Errors
/// See [`Refused`].
pub async fn open_with_code(cx: &Cx, brought: &Code) -> Outcome<CounterFile, Refused> {
    let mut tx = cx.world.db.write().await?;
    let draft = draft::load(cx, &mut tx, brought).await?;
    let draft = draft.ok_or(Error::Refused(Refused::NoDraft))?;
    if let Some(held) = one(cx, &mut tx, draft.id).await? {
        let (me, _) = officer(cx)?;
        if held.officer != me {
            return Err(Error::Refused(Refused::WithColleague));
        }
        let draft = Draft {
            code: code(cx, draft.id),
            ..draft
        };
        return Ok(CounterFile { held, draft });
    }
    let file = hold(cx, &mut tx, draft, true).await?;
    tx.commit().await?;
    Ok(file)
}

/// Writes that this officer holds the draft.
pub(super) async fn hold(
    cx: &Cx,
    tx: &mut Tx,
    draft: Draft,
    begun_online: bool,
) -> Outcome<CounterFile, Refused> {
    let (me, unit) = officer(cx)?;
    let now = cx.world.clock.now();
    has_room(cx, tx, me).await?;
    let draft = Draft {
        code: code(cx, draft.id),
        ..draft
    };
    let mark = cx.world.keys().code_mark(Use::Resume, &draft.code);
    let row = binds![draft.id, mark, me, &unit, i64::from(begun_online), now];
    tx.execute(&store::OPEN, row).await?;
    let id = Some(draft.id.0);
    cx.journal(tx, Deed::CounterOpened, "draft", id, "{}")
        .await?;
    let row = tx.one(&store::ONE, binds![draft.id, now]).await?;
    let held: Held = read(&row)?;
    Ok(CounterFile { held, draft })
}

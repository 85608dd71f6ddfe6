//! Staff answer a request on data, once, with words and, when they refuse, with a ground that their regime
//! knows. A restriction that is granted takes effect in the same transaction.

use super::store;
use crate::notify;
use faisceau_domain::data_request::{Asked, NotTaken, State, Verdict};
use faisceau_domain::event::{ComplaintRestricted, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::Kind;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// Why nothing is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such request on this complaint.
    NoRequest,
    /// The rule says no.
    Rule(NotTaken),
}

/// Answers it.
///
/// # Errors
/// See [`Refused`].
pub async fn answer(
    cx: &Cx,
    complaint: ComplaintId,
    id: Uuid,
    verdict: Verdict,
    words: &str,
) -> Outcome<(), Refused> {
    let staff = cx.staff.as_ref();
    let staff = staff.ok_or_else(|| Fault::new("only staff answer a request on data"))?;
    let regime = cx.world.config.regime();
    let mut tx = cx.world.db.write().await?;
    let request = super::load(&mut tx, id).await?;
    let request = request.filter(|request| request.complaint == complaint);
    let request = request.ok_or(Error::Refused(Refused::NoRequest))?;
    let now = cx.world.clock.now();
    let state = request
        .state
        .answer(verdict, words, regime, (now, staff.id));
    let state = state.map_err(|why| Error::Refused(Refused::Rule(why)))?;
    let ground = match &state {
        State::Refused { ground, .. } => Some(ground.code()),
        State::Open | State::Granted { .. } => None,
    };
    let row = binds![id, state.code(), ground, words.trim(), now, staff.id];
    if tx.execute(&store::ANSWER, row).await? == 0 {
        return Err(Error::Refused(Refused::Rule(NotTaken::Already)));
    }
    let detail = serde_json::json!({
        "request": id, "asked": request.asked.code(), "state": state.code(), "ground": ground,
    });
    let deed = Deed::DataRequestAnswered;
    let subject = Some(complaint.0);
    cx.journal(&mut tx, deed, "complaint", subject, &detail.to_string())
        .await?;
    if request.asked == Asked::Restrict && verdict == Verdict::Grant {
        tx.execute(&store::RESTRICT, binds![complaint, id, now])
            .await?;
        let event = Event::ComplaintRestricted(ComplaintRestricted { complaint });
        cx.emit(&mut tx, &event).await?;
    }
    notify::notify(cx, &mut tx, complaint, Kind::Message).await?;
    tx.commit().await?;
    Ok(())
}

//! A message between a victim and the staff. A victim's message answers what was asked.

use crate::decide;
use crate::notify;
use crate::receipt;
use crate::store;
use faisceau_domain::event::{ComplaintDecided, Decision, Event, MessagePosted, Side};
use faisceau_domain::id::{AccountId, ComplaintId, MessageId};
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::Kind;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;

/// Longest message: what a page shows and a person reads.
pub const MESSAGE_CHARACTERS_MAX: usize = 5_000;

/// Why a message is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nothing written.
    Empty,
    /// Longer than a message may be.
    TooLong {
        /// Characters allowed.
        max: usize,
        /// Characters written.
        found: usize,
    },
    /// No such complaint.
    NoComplaint,
}

/// A message as shown.
#[derive(Debug, Clone)]
pub struct Message {
    /// The message.
    pub id: MessageId,
    /// When.
    pub at: Timestamp,
    /// Who wrote.
    pub from: Side,
    /// The account, for staff: victims see "an officer".
    pub account: Option<AccountId>,
    /// The words.
    pub body: String,
    /// When the other side first saw it.
    pub read_at: Option<Timestamp>,
}

/// Posts a message from this side.
///
/// # Errors
/// See [`Refused`].
pub async fn post_message(
    cx: &Cx,
    id: ComplaintId,
    from: Side,
    body: &str,
) -> Outcome<MessageId, Refused> {
    let body: String = body
        .chars()
        .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
        .collect();
    let found = body.chars().count();
    if body.trim().is_empty() {
        return Err(Error::Refused(Refused::Empty));
    }
    if found > MESSAGE_CHARACTERS_MAX {
        return Err(Error::Refused(Refused::TooLong {
            max: MESSAGE_CHARACTERS_MAX,
            found,
        }));
    }
    let mut tx = cx.world.db.write().await?;
    let Some(complaint) = receipt::complaint(&mut tx, id).await? else {
        return Err(Error::Refused(Refused::NoComplaint));
    };
    let message = write(cx, &mut tx, id, from, body.trim()).await?;
    cx.journal(&mut tx, Deed::MessagePosted, "complaint", Some(id.0), "{}")
        .await?;
    let before = complaint.state.code();
    let state = complaint.state.answer();
    if from == Side::Victim && state.code() != before {
        let now = cx.world.clock.now();
        if decide::write(&mut tx, id, &state, now, before, "")
            .await
            .is_err()
        {
            return Err(Fault::new("the complaint changed while it was answered").into());
        }
        let event = ComplaintDecided {
            complaint: id,
            decision: Decision::Answered,
        };
        cx.emit(&mut tx, &Event::ComplaintDecided(event)).await?;
    }
    if from == Side::Staff {
        notify::notify(cx, &mut tx, id, Kind::Message).await?;
    }
    tx.commit().await?;
    Ok(message)
}

/// Writes a message row and tells it.
pub(crate) async fn write(
    cx: &Cx,
    tx: &mut Tx,
    complaint: ComplaintId,
    from: Side,
    body: &str,
) -> Result<MessageId, Fault> {
    let now = cx.world.clock.now();
    let message = MessageId(cx.world.dice.uuid(now));
    let account = cx.staff.as_ref().map(|staff| staff.id);
    tx.execute(
        &store::INSERT_MESSAGE,
        binds![message, complaint, now, side_code(from), account, body],
    )
    .await?;
    cx.emit(
        tx,
        &Event::MessagePosted(MessagePosted {
            complaint,
            message,
            from,
        }),
    )
    .await?;
    Ok(message)
}

/// The messages of a complaint, oldest first; those of the other side are marked as read.
///
/// # Errors
/// When the database fails.
pub async fn read_messages(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
    reader: Side,
) -> Result<Vec<Message>, Fault> {
    let other = if reader == Side::Victim {
        Side::Staff
    } else {
        Side::Victim
    };
    tx.execute(
        &store::MARK_READ,
        binds![id, side_code(other), cx.world.clock.now()],
    )
    .await?;
    let rows = tx.all(&store::MESSAGES, binds![id]).await?;
    rows.iter()
        .map(|row| {
            Ok(Message {
                id: row.get("id")?,
                at: row.get("at")?,
                from: row.word("side", side_from_code)?,
                account: row.get("account_id")?,
                body: row.get("body")?,
                read_at: row.get("read_at")?,
            })
        })
        .collect()
}

fn side_code(side: Side) -> &'static str {
    match side {
        Side::Victim => "victim",
        Side::Staff => "staff",
    }
}

fn side_from_code(code: &str) -> Option<Side> {
    [Side::Victim, Side::Staff]
        .into_iter()
        .find(|side| side_code(*side) == code)
}

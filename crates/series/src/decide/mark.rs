//! Marks a value as shared by many, which joins nobody, or as one group's own, which joins whoever
//! uses it. What is marked is the key the value is grouped on, wherever it appears.

use crate::appearances;
use crate::decide::enact::{Begun, Decided, Gesture, begin, enact};
use crate::decide::kind::Kind;
use crate::decide::refused::Refused;
use crate::decide::store;
use crate::noise::figures;
use crate::rights::Sight;
use faisceau_linkage::ValueKey;
use faisceau_platform::access::{self, Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// What is said of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Shared by many.
    Shared,
    /// One group's own.
    Owned,
}

impl Mark {
    pub(crate) const fn kind(self) -> Kind {
        match self {
            Mark::Shared => Kind::Shared,
            Mark::Owned => Kind::Owned,
        }
    }
}

/// Marks the key of an identifier; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn mark(
    cx: &Cx,
    sight: &Sight<'_>,
    gesture: Gesture,
    identifier: Uuid,
    mark: Mark,
) -> Outcome<(), Refused> {
    let refused = |why| Err(Error::Refused(why));
    let mut tx = cx.world.db.write().await?;
    if begin(cx, &mut tx, gesture.id, mark.kind()).await? == Begun::Done {
        return Ok(());
    }
    let Some(met) = appearances::met(&mut tx, identifier).await? else {
        return refused(Refused::NoIdentifier);
    };
    let resource = Resource::new(access::Kind::Identifier, identifier.to_string());
    if !sight.allows(Action::IdentifierJudge, &resource) {
        return refused(Refused::NotAllowed);
    }
    let Some(value) = ValueKey::of_stored(&met.kind, &met.link_key) else {
        return refused(Refused::NeverLinks);
    };
    // An address that is lent again counts by days: nothing said of it would be obeyed.
    if !figures().kinds.get(value.kind).links {
        return refused(Refused::NeverLinks);
    }
    let held = tx.all(&store::IN_FORCE_ON_KEY, binds![met.key_id]).await?;
    for row in &held {
        if row.word("kind", Kind::from_code)? == mark.kind() {
            return refused(Refused::AlreadySo);
        }
    }
    let decided = Decided {
        kind: mark.kind(),
        series: None,
        other: None,
        sides: [Vec::new(), Vec::new()],
        value: Some((met.key_id, value)),
    };
    enact(cx, &mut tx, gesture, decided).await?;
    tx.commit().await?;
    Ok(())
}

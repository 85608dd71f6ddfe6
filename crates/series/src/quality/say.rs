//! Says in what quality the person behind a value is known, or takes that back. What is said holds
//! for the key the value is grouped on, wherever it appears.

use super::{Said, in_force, of_key, store};
use crate::appearances;
use crate::decide::store::PASS_GATE;
use crate::parameters;
use crate::rights::Sight;
use faisceau_domain::journal::Deed;
use faisceau_domain::quality::{Ground, NotSayable, Quality, Saying};
use faisceau_domain::regime::Regulated;
use faisceau_platform::access::{self, Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// Most characters of a reason.
pub(crate) const REASON_MAX: usize = 2_000;

/// What is asked to be written.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    /// The row to be: the same gesture sent twice is one.
    pub(crate) id: Uuid,
    /// The place of what was said last, as the asker read it; 0 where nothing was.
    pub(crate) after: i64,
    pub(crate) quality: Quality,
    pub(crate) ground: Ground,
    /// From whom: the provider, the official source, who stated it.
    pub(crate) origin: String,
}

/// Why nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unsaid {
    /// No such identifier.
    NoIdentifier,
    /// The policies do not let this person judge a value.
    NotAllowed,
    /// No quality was chosen, or no ground.
    NoChoice,
    /// The reason holds no word.
    NoReason,
    /// The reason is too long.
    LongReason,
    /// The rule says no.
    NotSayable(NotSayable),
    /// Nothing holds that could be taken back.
    NothingSaid,
    /// This already holds.
    AlreadySo,
    /// Something was said since the asker read, or the gesture was made for something else.
    Meanwhile,
    /// The law forbids it to this installation; the words say why.
    Regime(String),
}

impl Unsaid {
    /// The stable code: words for people are in the locales under it.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Unsaid::NoIdentifier => "no-identifier",
            Unsaid::NotAllowed => "not-allowed",
            Unsaid::NoChoice => "no-choice",
            Unsaid::NoReason => "no-reason",
            Unsaid::LongReason => "long-reason",
            Unsaid::NotSayable(NotSayable::NoOrigin) => "no-origin",
            Unsaid::NotSayable(NotSayable::LongOrigin) => "long-origin",
            Unsaid::NotSayable(NotSayable::InferredSuspect) => "inferred-suspect",
            Unsaid::NothingSaid => "nothing-said",
            Unsaid::AlreadySo => "already-so",
            Unsaid::Meanwhile => "meanwhile",
            Unsaid::Regime(_) => "regime",
        }
    }
}

/// Says it of the person behind an identifier; the reason is the context's.
///
/// # Errors
/// See [`Unsaid`].
pub(crate) async fn say(
    cx: &Cx,
    sight: &Sight<'_>,
    identifier: Uuid,
    wanted: &Wanted,
) -> Outcome<(), Unsaid> {
    let refused = |why| Err(Error::Refused(why));
    let saying = decided(cx, wanted).map_err(Error::Refused)?;
    let mut tx = cx.world.db.write().await?;
    let Some(met) = appearances::met(&mut tx, identifier).await? else {
        return refused(Unsaid::NoIdentifier);
    };
    let resource = Resource::new(access::Kind::Identifier, identifier.to_string());
    if !sight.allows(Action::IdentifierJudge, &resource) {
        return refused(Unsaid::NotAllowed);
    }
    // One at a time, so that of two who speak at once the second sees the first.
    tx.execute(&PASS_GATE, binds![]).await?;
    if let Some(row) = tx.optional(&store::MADE, binds![wanted.id]).await? {
        let (key, by): (Uuid, Uuid) = (row.get("key_id")?, row.get("said_by")?);
        return match (key, Some(by)) == (met.key_id, cx.actor.account()) {
            true => Ok(()),
            false => refused(Unsaid::Meanwhile),
        };
    }
    let history = of_key(&mut tx, met.key_id).await?;
    follows(&history, &saying, wanted.after).map_err(Error::Refused)?;
    write(cx, &mut tx, (identifier, met.key_id), wanted, &saying).await?;
    tx.commit().await?;
    Ok(())
}

/// What is said, if the rules and the law let it be.
fn decided(cx: &Cx, wanted: &Wanted) -> Result<Saying, Unsaid> {
    if cx.reason.trim().is_empty() {
        return Err(Unsaid::NoReason);
    }
    if cx.reason.chars().count() > REASON_MAX {
        return Err(Unsaid::LongReason);
    }
    let saying = Saying::new(wanted.quality, wanted.ground, &wanted.origin);
    let saying = saying.map_err(Unsaid::NotSayable)?;
    if saying.quality() == Quality::Suspect {
        let allowed = cx.regime_allows(Regulated::KeepOffences);
        allowed.map_err(|forbids| Unsaid::Regime(forbids.said))?;
    }
    Ok(saying)
}

/// Whether it may follow what was said before.
fn follows(history: &[Said], saying: &Saying, after: i64) -> Result<(), Unsaid> {
    if history.first().map_or(0, |said| said.place) != after {
        return Err(Unsaid::Meanwhile);
    }
    match (in_force(history), saying) {
        (None, Saying::TakenBack) => Err(Unsaid::NothingSaid),
        (Some(said), saying) if said.saying == *saying => Err(Unsaid::AlreadySo),
        _ => Ok(()),
    }
}

async fn write(
    cx: &Cx,
    tx: &mut Tx,
    (identifier, key): (Uuid, Uuid),
    wanted: &Wanted,
    saying: &Saying,
) -> Result<(), Fault> {
    let by = cx.actor.account();
    let by = by.ok_or_else(|| Fault::new("only a member of staff says a quality"))?;
    let deed = match saying {
        Saying::Is { .. } => Deed::QualitySaid,
        Saying::TakenBack => Deed::QualityTakenBack,
    };
    let ground = saying.ground();
    let figures = match ground {
        Some(Ground::Inference) => {
            Some(parameters::in_force(tx).await?.figures.version.to_string())
        }
        _ => None,
    };
    let quality = saying.quality().code();
    let row = binds![
        wanted.id,
        key,
        wanted.after + 1,
        quality,
        ground.map(Ground::code),
        saying.origin(),
        figures,
        &cx.reason,
        by,
        cx.world.clock.now(),
    ];
    tx.execute(&store::INSERT, row).await?;
    let ground = ground.map_or("none", Ground::code);
    let detail = format!("{{\"quality\":\"{quality}\",\"ground\":\"{ground}\"}}");
    cx.journal(tx, deed, "identifier", Some(identifier), &detail)
        .await
}

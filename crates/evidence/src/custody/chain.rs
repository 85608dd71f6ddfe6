//! The chain of one exhibit: read, checked, and one more step written, with its journal entry, in the
//! caller's transaction. Decides nothing by itself.

use super::{Exhibit, store};
use faisceau_domain::custody::{
    Broken, By, Checked, Detail, Fields, Gesture, Keeper, Kind, Layout, Refused, Stored, check,
    step,
};
use faisceau_domain::journal::Actor;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// This program, as the tool of most steps.
pub const TOOL: &str = "faisceau";
/// Its version.
pub const TOOL_VERSION: &str = env!("CARGO_PKG_VERSION");
/// Longest place, tool or version kept.
const WORDS_MAX: usize = 120;

/// A step as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: Uuid,
    /// The exhibit.
    pub exhibit: Uuid,
    /// From 1.
    pub position: i64,
    /// When.
    pub at: Timestamp,
    /// The code of its kind.
    pub kind: String,
    /// Who, when it is an account.
    pub person: Option<Uuid>,
    /// In what quality.
    pub quality: String,
    /// Where.
    pub place: String,
    /// With which tool.
    pub tool: String,
    /// Which version of it.
    pub tool_version: String,
    /// Why.
    pub reason: String,
    /// What else it says, as stored.
    pub detail: String,
    /// The content as it was read, until the file is erased.
    pub sha256: Option<[u8; 32]>,
    /// What stands for it in the digest.
    pub commitment: Option<[u8; 32]>,
    /// The digest of the step before.
    pub previous: [u8; 32],
    /// Its own digest.
    pub digest: [u8; 32],
}

impl Step {
    /// What else it says.
    #[must_use]
    pub fn told(&self) -> Detail {
        Detail::read(&self.detail).unwrap_or_default()
    }

    fn fields(&self, layout: Layout) -> Fields<'_> {
        Fields {
            id: self.id,
            exhibit: self.exhibit,
            position: self.position,
            at: self.at,
            kind: &self.kind,
            person: self.person,
            quality: &self.quality,
            place: &self.place,
            tool: &self.tool,
            tool_version: &self.tool_version,
            reason: &self.reason,
            detail: &self.detail,
            layout,
            content: match layout {
                Layout::Digests => self.sha256,
                Layout::Commitments => self.commitment,
            },
            previous: self.previous,
        }
    }

    fn read(row: &Row) -> Result<Step, Fault> {
        Ok(Step {
            id: row.get("id")?,
            exhibit: row.get("exhibit_id")?,
            position: row.get("position")?,
            at: row.get("at")?,
            kind: row.get("kind")?,
            person: row.get("person")?,
            quality: row.get("quality")?,
            place: row.get("place")?,
            tool: row.get("tool")?,
            tool_version: row.get("tool_version")?,
            reason: row.get("reason")?,
            detail: row.get("detail")?,
            sha256: row.get("sha256")?,
            commitment: row.get("commitment")?,
            previous: row.get("previous")?,
            digest: row.get("digest")?,
        })
    }
}

/// The steps of an exhibit, as stored.
///
/// # Errors
/// When the database fails.
pub async fn steps(tx: &mut Tx, exhibit: Uuid) -> Result<Vec<Step>, Fault> {
    let rows = tx.all(&store::STEPS, binds![exhibit]).await?;
    rows.iter().map(Step::read).collect()
}

/// What the steps of an exhibit say, or what is wrong with them: also where its row says another thing than
/// its chain.
///
/// # Errors
/// See [`Broken`].
pub fn checked(exhibit: &Exhibit, steps: &[Step]) -> Result<Checked, Broken> {
    let stored = steps.iter().map(|step| Stored {
        fields: step.fields(exhibit.layout()),
        digest: step.digest,
    });
    let said = check(exhibit.id, stored)?;
    if let Some(step) = steps.iter().find(|step| !opens(exhibit, step)) {
        return Err(Broken::Content(step.position));
    }
    let (seal, offer) = (
        said.standing.state.rest().and_then(|rest| rest.seal()),
        said.standing.state.offer(),
    );
    let (to, to_body) = parted(offer.map(|offer| &offer.to));
    let (keeper, keeper_body) = parted(Some(&said.standing.keeper));
    let same = said.steps == exhibit.steps
        && said.head == exhibit.head
        && Some(said.content) == exhibit.commitment.or(exhibit.sha256)
        && exhibit.sha256.is_some() == exhibit.erased_at.is_none()
        && exhibit.salt.is_some() == (exhibit.commitment.is_some() && exhibit.erased_at.is_none())
        && exhibit.sha256.as_ref().and_then(|seen| exhibit.bound(seen))
            == exhibit.commitment.filter(|_| exhibit.erased_at.is_none())
        && said.standing.state.code() == exhibit.state
        && seal.map(|seal| seal.number()) == exhibit.seal.as_deref()
        && keeper == exhibit.keeper.map(|account| account.0)
        && keeper_body == exhibit.keeper_body.as_deref()
        && to == exhibit.offered_to.map(|account| account.0)
        && to_body == exhibit.offered_body.as_deref()
        && offer.map(|offer| offer.by) == exhibit.offered_by
        && described(steps) == exhibit.description;
    match same {
        true => Ok(said),
        false => Err(Broken::Position(said.steps + 1)),
    }
}

/// Whether the digest beside a step is the one that it is bound to; of a file erased there is none.
fn opens(exhibit: &Exhibit, step: &Step) -> bool {
    match (exhibit.layout(), exhibit.erased_at) {
        (_, Some(_)) => step.sha256.is_none(),
        (Layout::Digests, None) => step.commitment.is_none(),
        (Layout::Commitments, None) => {
            let bound = step.sha256.as_ref().map(|seen| exhibit.bound(seen));
            bound == step.commitment.map(Some)
        }
    }
}

/// The last description of a chain.
fn described(steps: &[Step]) -> String {
    let told = steps.iter().rev().find_map(|step| {
        (step.kind == Kind::Described.code()).then(|| step.told().description.unwrap_or_default())
    });
    told.unwrap_or_default()
}

fn parted(keeper: Option<&Keeper>) -> (Option<Uuid>, Option<&str>) {
    match keeper {
        Some(Keeper::Account(account)) => (Some(account.0), None),
        Some(Keeper::Body(body)) => (None, Some(body)),
        Some(Keeper::Service) | None => (None, None),
    }
}

/// Around what circumstances a step is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Where; the unit or the service when nothing is said.
    pub place: String,
    /// With which tool and version; this program when nothing is said.
    pub tool: Option<(String, String)>,
    /// In what quality, where it is not told by who acts.
    pub quality: Option<&'static str>,
    /// The content as it was read.
    pub sha256: Option<[u8; 32]>,
}

/// Writes the first step of an exhibit, and its row; false when it has one already.
///
/// # Errors
/// When the database fails.
pub(crate) async fn first(
    cx: &Cx,
    tx: &mut Tx,
    exhibit: &Exhibit,
    detail: Detail,
    around: &Around,
) -> Result<bool, Fault> {
    let gesture = Gesture {
        kind: Kind::Deposited,
        detail,
    };
    let around = Around {
        sha256: exhibit.sha256,
        ..around.clone()
    };
    let written = draw(cx, exhibit, (0, exhibit.head), &gesture, &around);
    let row = binds![
        exhibit.id,
        exhibit.complaint,
        &exhibit.name,
        &exhibit.media_type,
        exhibit.bytes,
        exhibit.sha256,
        written.digest,
        written.at,
        exhibit.of,
        exhibit.commitment,
        exhibit.salt,
    ];
    if tx.execute(&store::INSERT, row).await? == 0 {
        return Ok(false);
    }
    keep(cx, tx, exhibit, gesture.kind, &written).await?;
    Ok(true)
}

/// Writes one more step after a checked chain; the reason is the context's.
///
/// # Errors
/// When the database fails; inside, why the step is refused.
pub(crate) async fn append(
    cx: &Cx,
    tx: &mut Tx,
    (exhibit, said): (&Exhibit, &Checked),
    gesture: &Gesture,
    around: &Around,
) -> Result<Result<Checked, Refused>, Fault> {
    let by = By {
        account: account(cx),
        reason: &cx.reason,
    };
    let standing = match step(Some(&said.standing), by, gesture) {
        Ok(standing) => standing,
        Err(why) => return Ok(Err(why)),
    };
    let written = draw(cx, exhibit, (said.steps, said.head), gesture, around);
    let description = match gesture.kind {
        Kind::Described => gesture.detail.description.clone().unwrap_or_default(),
        _ => exhibit.description.clone(),
    };
    let offer = standing.state.offer();
    let (to, to_body) = parted(offer.map(|offer| &offer.to));
    let (keeper, keeper_body) = parted(Some(&standing.keeper));
    let seal = standing.state.rest().and_then(|rest| rest.seal());
    let row = binds![
        exhibit.id,
        description,
        standing.state.code(),
        seal.map(|seal| seal.number()),
        keeper,
        keeper_body,
        to,
        to_body,
        offer.map(|offer| offer.by),
        written.position,
        written.digest,
    ];
    tx.execute(&store::STEP, row).await?;
    keep(cx, tx, exhibit, gesture.kind, &written).await?;
    Ok(Ok(Checked {
        standing,
        steps: written.position,
        head: written.digest,
        content: said.content,
    }))
}

/// A step with its digest, not written yet.
fn draw(
    cx: &Cx,
    exhibit: &Exhibit,
    (after, previous): (i64, [u8; 32]),
    gesture: &Gesture,
    around: &Around,
) -> Step {
    let at = cx.world.clock.now();
    // What is stored is in milliseconds, and so is what is hashed.
    let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
    let (tool, tool_version) = match &around.tool {
        Some((tool, version)) => (short(tool), short(version)),
        None => (TOOL.to_owned(), TOOL_VERSION.to_owned()),
    };
    let mut drawn = Step {
        id: cx.world.dice.uuid(at),
        exhibit: exhibit.id,
        position: after + 1,
        at,
        kind: gesture.kind.code().to_owned(),
        person: account(cx).map(|account| account.0),
        quality: quality(cx, around.quality),
        place: place(cx, &around.place),
        tool,
        tool_version,
        reason: cx.reason.clone(),
        detail: gesture.detail.text(),
        sha256: around.sha256,
        commitment: around.sha256.and_then(|seen| exhibit.bound(&seen)),
        previous,
        digest: [0; 32],
    };
    drawn.digest = drawn.fields(exhibit.layout()).digest();
    drawn
}

/// Writes a step and its journal entry, which holds its digest.
async fn keep(
    cx: &Cx,
    tx: &mut Tx,
    exhibit: &Exhibit,
    kind: Kind,
    written: &Step,
) -> Result<(), Fault> {
    let mut row = binds![
        written.id,
        written.exhibit,
        written.position,
        written.at,
        &written.kind,
        written.person,
        &written.quality,
        &written.place,
    ];
    row.extend(binds![
        &written.tool,
        &written.tool_version,
        &written.reason,
        &written.detail,
        written.sha256,
        written.commitment,
        written.previous,
        written.digest,
    ]);
    tx.execute(&store::INSERT_STEP, row).await?;
    let mut detail = serde_json::json!({
        "exhibit": written.exhibit,
        "position": written.position,
        "digest": hex::encode(written.digest),
    });
    if exhibit.layout() == Layout::Commitments {
        detail["layout"] = 2.into();
    }
    let (deed, subject) = (kind.deed(), Some(exhibit.complaint));
    cx.journal(tx, deed, "complaint", subject, &detail.to_string())
        .await
}

/// Takes the turn on an exhibit in a transaction that writes, and reads it with its chain.
///
/// # Errors
/// When the database fails.
pub(crate) async fn taken(tx: &mut Tx, id: Uuid) -> Result<Option<(Exhibit, Vec<Step>)>, Fault> {
    tx.execute(&store::LOCK, binds![id]).await?;
    let Some(exhibit) = super::one(tx, id).await? else {
        return Ok(None);
    };
    let steps = steps(tx, id).await?;
    Ok(Some((exhibit, steps)))
}

/// The account that acts.
pub(crate) fn account(cx: &Cx) -> Option<faisceau_domain::id::AccountId> {
    match cx.actor {
        Actor::Staff(account) => Some(account),
        _ => None,
    }
}

/// In what quality somebody acts: the roles of staff, or what kind of actor it is.
fn quality(cx: &Cx, told: Option<&'static str>) -> String {
    let roles = cx.staff.as_ref().map(|staff| {
        let codes: Vec<&str> = staff.roles.iter().map(|role| role.code()).collect();
        codes.join(",")
    });
    match (told, roles) {
        (Some(told), _) => told.to_owned(),
        (None, Some(roles)) => roles,
        (None, None) => cx.actor.kind().to_owned(),
    }
}

/// Where, or else the unit of who acts, or else the service.
fn place(cx: &Cx, told: &str) -> String {
    let unit = cx.staff.as_ref().map(|staff| staff.unit.clone());
    let known = [short(told), unit.unwrap_or_default()];
    let known = known.into_iter().find(|place| !place.is_empty());
    known.unwrap_or_else(|| cx.world.config.service_name.clone())
}

fn short(words: &str) -> String {
    let plain = words.trim().chars().filter(|c| !c.is_control());
    plain.take(WORDS_MAX).collect()
}

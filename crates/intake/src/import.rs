//! Takes one line of another system: the same source and id with the same content is already
//! there; with other content it is a conflict and nothing changes. Its receipt bears two times.

use crate::file::Nature;
use crate::register::{self, Registration};
use crate::store;
use faisceau_domain::Lang;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::complaint::State;
use faisceau_domain::event::Channel;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::sensitivity;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::keys::Use;
use std::collections::BTreeMap;

pub use crate::line::{
    Checked, IDENTIFIERS_MAX, Line, LineId, LineIdentifier, Refused, TEXT_CHARACTERS_MAX,
    WORD_CHARACTERS_MAX, check,
};

/// How a line may go on: its source took it, under its own rules.
pub const FILING_MODE: &str = "import";

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// Registered, with a receipt.
    Added(ComplaintId),
    /// The same content was already there.
    Already(ComplaintId),
}

/// Registers a checked line in the caller's transaction.
///
/// # Errors
/// [`Refused::Conflict`]; nothing is written then.
pub async fn import(
    cx: &Cx,
    tx: &mut Tx,
    source: &str,
    checked: Checked,
) -> Outcome<Imported, Refused> {
    let world = &cx.world;
    let id = checked.line.id.to_string();
    let known = tx
        .optional(&store::COMPLAINT_OF_SOURCE, binds![source, &id])
        .await?;
    if let Some(row) = known {
        let same = row.get::<Option<[u8; 32]>>("source_digest")? == Some(checked.digest);
        return match same {
            true => Ok(Imported::Already(row.get("id")?)),
            false => Err(Error::Refused(Refused::Conflict(id))),
        };
    }
    let complaint = ComplaintId(world.dice.uuid(world.clock.now()));
    register::register(cx, tx, registration(cx, complaint, source, checked)?).await?;
    Ok(Imported::Added(complaint))
}

/// How many complaints of a source have their receipt.
///
/// # Errors
/// When the database fails.
pub async fn receipts_of(cx: &Cx, source: &str) -> Result<u64, Fault> {
    let mut tx = cx.world.db.read().await?;
    let n: i64 = tx
        .one(&store::COUNT_RECEIPTS_OF_SOURCE, binds![source])
        .await?
        .get("n")?;
    Ok(u64::try_from(n)?)
}

fn registration(
    cx: &Cx,
    id: ComplaintId,
    source: &str,
    checked: Checked,
) -> Result<Registration, Fault> {
    let world = &cx.world;
    let kind = world.forms.kind_of_word(&checked.line.kind);
    let blank = world.forms.blank(&kind.code);
    let today = world.clock.now().to_zoned(crate::receipt::zone()).date();
    let follow_up = Code::from_random(CodeKind::FollowUp, world.dice.bytes());
    Ok(Registration {
        id,
        nature: Nature::Complaint,
        form_type: kind.code.clone(),
        form_hash: blank.map(|a| a.form().hash.clone()).unwrap_or_default(),
        heading: checked.line.kind.clone(),
        stored: serde_json::to_string(&checked.line)?,
        channel: Channel::Import,
        officer: None,
        unit: String::new(),
        filing_mode: FILING_MODE.to_owned(),
        draft_mark: None,
        origin: Some((
            source.to_owned(),
            checked.line.id.to_string(),
            checked.digest,
        )),
        lang: Lang::Fr,
        received_at: Some(checked.received_at),
        occurred_at: Some(checked.occurred_at),
        amount: checked.amount_minor.map(|minor| (minor, "EUR".to_owned())),
        state: State::Filed,
        follow_mark: world.keys().code_mark(Use::FollowUp, &follow_up),
        urgent_done: BTreeMap::new(),
        exhibits: Vec::new(),
        values: checked.values,
        // The line itself is read again: its text is kept once.
        quoted: None,
        sensitive: sensitivity::unanswered(&world.forms, &kind.code),
        codes: world.forms.codes_of(&kind.code, today),
    })
}

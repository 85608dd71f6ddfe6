//! Registers a complaint, whatever way it came: reference, row, identifiers, signed receipt,
//! journal and event, in the caller's transaction. Checks nothing but what the legal regime
//! forbids: its callers decided.

use crate::bound::{self, Bound};
use crate::file::Nature;
use crate::notify;
use crate::paper::{self, Facts};
use crate::receipt::{ACKNOWLEDGEMENT, Receipt};
use crate::store;
use faisceau_domain::Lang;
use faisceau_domain::complaint::State;
use faisceau_domain::event::{
    Channel, ComplaintFiled, Event, FoundValue, IdentifiersFound, ScriptQuoted,
};
use faisceau_domain::form::GivenCode;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::Kind;
use faisceau_domain::receipt::ListedExhibit;
use faisceau_domain::reference::Reference;
use faisceau_domain::regime::Regulated;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Tx, dialect};
use faisceau_platform::fault::Fault;
use faisceau_platform::{binds, db::Bind};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A complaint about to be registered.
#[derive(Debug, Clone)]
pub(crate) struct Registration {
    /// Its id; a draft's own, so that its files need not move.
    pub id: ComplaintId,
    /// Complaint or report.
    pub nature: Nature,
    /// The questionnaire type.
    pub form_type: String,
    /// The hash of the form it was filled with.
    pub form_hash: String,
    /// What linkage compares as the kind of facts.
    pub heading: String,
    /// Answers or source line, as JSON.
    pub stored: String,
    /// How it came.
    pub channel: Channel,
    /// The officer who took it at a counter.
    pub officer: Option<AccountId>,
    /// The unit in charge; empty: the central queue.
    pub unit: String,
    /// How it may go on.
    pub filing_mode: String,
    /// The mark of the draft's code, by which a retry finds it.
    pub draft_mark: Option<[u8; 32]>,
    /// Source, its id there, and the digest of its line.
    pub origin: Option<(String, String, [u8; 32])>,
    /// The victim's language.
    pub lang: Lang,
    /// Received on, as stated by the source.
    pub received_at: Option<Timestamp>,
    /// When the facts began.
    pub occurred_at: Option<Timestamp>,
    /// The loss: minor units and currency.
    pub amount: Option<(i64, String)>,
    /// Where it starts.
    pub state: State,
    /// The mark of its follow-up code.
    pub follow_mark: [u8; 32],
    /// Urgent actions ticked, with the instant (milliseconds); 0: left for later.
    pub urgent_done: BTreeMap<String, i64>,
    /// Exhibits listed on the receipt.
    pub exhibits: Vec<ListedExhibit>,
    /// Identifiers found.
    pub values: Vec<FoundValue>,
    /// What the answers quote of the other side's words.
    pub quoted: Option<String>,
    /// Whether the questionnaire says that it is sensitive.
    pub sensitive: bool,
    /// How it is classified.
    pub codes: Vec<GivenCode>,
}

/// Registers it and returns its receipt.
///
/// # Errors
/// When the database fails, or the regime forbids it; nothing is registered then.
pub(crate) async fn register(cx: &Cx, tx: &mut Tx, new: Registration) -> Result<Receipt, Fault> {
    cx.regime_allows(Regulated::KeepOffences)?;
    if let Some((source, _, _)) = &new.origin {
        cx.regime_allows_source(source)?;
    }
    let world = &cx.world;
    let now = world.clock.now();
    let number: i64 = tx
        .one(&dialect::NEXT_NUMBER, binds!["complaint"])
        .await?
        .get("value")?;
    let year = now.to_zoned(crate::receipt::zone()).year();
    let reference = Reference::new(&world.config.reference_prefix, year, number);
    let said = bound::bind(cx, new.id, 1, &new.form_hash, &new.stored);
    tx.execute(&store::INSERT_COMPLAINT, row(&new, &said, &reference, now)?)
        .await?;
    let facts = Facts {
        nature: new.nature.code().to_owned(),
        reference: reference.to_string(),
        form_type: new.form_type.clone(),
        form_hash: new.form_hash.clone(),
        registered_at: now,
        received_at: new.received_at,
        exhibits: new.exhibits.clone(),
        officer: None,
        offences: Vec::new(),
        stated: Vec::new(),
        answers_commitment: said.commitment,
    };
    let receipt = paper::issue(cx, tx, new.id, ACKNOWLEDGEMENT, facts).await?;
    cx.journal(tx, Deed::ComplaintFiled, "complaint", Some(new.id.0), "{}")
        .await?;
    let filed = ComplaintFiled {
        complaint: new.id,
        receipt: receipt.id,
        form_type: new.form_type.clone(),
        channel: new.channel,
        officer: new.officer,
    };
    let found = IdentifiersFound {
        subject_kind: "complaint",
        subject: new.id.0,
        count: new.values.len(),
        values: new.values,
    };
    let mut told = vec![Event::ComplaintFiled(filed), Event::IdentifiersFound(found)];
    told.extend(new.quoted.map(|text| {
        Event::ScriptQuoted(ScriptQuoted {
            complaint: new.id,
            characters: text.chars().count(),
            text,
        })
    }));
    cx.emit_all(tx, &told).await?;
    // Who sent a bulk of complaints tells their victims.
    if new.channel != Channel::Import {
        notify::notify(cx, tx, new.id, Kind::Received).await?;
    }
    Ok(receipt)
}

fn row(
    new: &Registration,
    said: &Bound,
    reference: &Reference,
    now: Timestamp,
) -> Result<Vec<Bind>, Fault> {
    let origin = new.origin.as_ref();
    Ok(binds![
        new.id,
        reference.as_str(),
        new.nature.code(),
        &new.form_type,
        &new.form_hash,
        &new.heading,
        &new.stored,
        new.channel.code(),
        &new.filing_mode,
        new.draft_mark,
        origin.map(|o| o.0.clone()),
        origin.map(|o| o.1.clone()),
        origin.map(|o| o.2),
        new.lang.code(),
        now,
        new.received_at,
        new.occurred_at,
        new.amount.as_ref().map(|a| a.0),
        new.amount.as_ref().map(|a| a.1.clone()),
        &new.unit,
        new.state.code(),
        now,
        new.follow_mark,
        serde_json::to_string(&new.urgent_done)?,
        serde_json::to_string(&new.codes)?,
        said.salt,
        new.sensitive,
    ])
}

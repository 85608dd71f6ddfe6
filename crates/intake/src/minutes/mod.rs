//! The minutes of a complaint, and the statement that a body which is no authority takes down instead: every
//! question put and what was answered, refused, unknown or left; who was there, the reading back, the
//! exhibits. One record, for the paper, the JSON and the table. Changes nothing.

mod paper;
mod record;
mod table;
pub(crate) mod words;

pub(crate) use paper::{Making, minutes, statement};
pub(crate) use record::{Record, schema};
pub(crate) use table::table;

use crate::counter::{self, Hearing};
use crate::receipt::{self, Complaint, MINUTES, STATEMENT};
use faisceau_domain::id::AccountId;
use faisceau_domain::receipt::ListedExhibit;
use faisceau_platform::accounts;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::{self, FileRow};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;

/// How a complaint was taken, beside its answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taken {
    /// What was heard at a counter; none of what was filed online.
    pub(crate) hearing: Option<Hearing>,
    /// Who opened the file, who handed it over last, and who filed it: with their names.
    pub(crate) officers: Vec<Officer>,
    /// The exhibits, but for those set aside.
    pub(crate) exhibits: Vec<ListedExhibit>,
    /// When it was recorded, and by whom.
    pub(crate) recorded: Option<(Timestamp, String)>,
}

/// Somebody who took part for the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Officer {
    /// `opened`, `handed_over`, `filed`.
    pub(crate) part: &'static str,
    /// Their name or number.
    pub(crate) name: String,
    /// When.
    pub(crate) at: Option<Timestamp>,
}

/// How this complaint was taken.
///
/// # Errors
/// When the database fails.
pub(crate) async fn taken(tx: &mut Tx, complaint: &Complaint) -> Result<Taken, Fault> {
    let hearing = counter::hearing(tx, complaint.id.0).await?;
    let mut officers = Vec::new();
    if let Some(heard) = &hearing {
        let held = &heard.held;
        let mut parts = vec![("opened", heard.opened_by, Some(held.opened_at))];
        if let Some(by) = held.handed_by {
            parts.push(("handed_over", by, held.handed_at));
        }
        parts.push(("filed", held.officer, heard.filed_at));
        for (part, account, at) in parts {
            let name = name(tx, account).await?;
            officers.push(Officer { part, name, at });
        }
    }
    let mut recorded = None;
    for document in [MINUTES, STATEMENT] {
        if let Some(paper) = receipt::of(tx, complaint.id, document).await? {
            let officer = paper.read_payload()?.officer.unwrap_or_default();
            recorded = Some((paper.issued_at, officer));
        }
    }
    let files = deposit::files_of(tx, complaint.id.0).await?;
    Ok(Taken {
        hearing,
        officers,
        exhibits: listed(tx, &files).await?,
        recorded,
    })
}

/// Files as papers list them: by what is bound to each.
///
/// # Errors
/// When the database fails.
pub(crate) async fn listed(tx: &mut Tx, files: &[FileRow]) -> Result<Vec<ListedExhibit>, Fault> {
    let mut listed = Vec::new();
    for file in files {
        let bound = deposit::erase::bound(tx, file.id).await?;
        let commitment = bound.map(|(commitment, _)| hex::encode(commitment));
        // Given before anything was bound to files: the digest is all there is.
        let sha256 = commitment.is_none().then(|| hex::encode(file.sha256));
        listed.push(ListedExhibit {
            name: file.name.clone(),
            bytes: u64::try_from(file.bytes).unwrap_or(0),
            commitment: commitment.unwrap_or_default(),
            sha256: sha256.unwrap_or_default(),
        });
    }
    Ok(listed)
}

async fn name(tx: &mut Tx, account: AccountId) -> Result<String, Fault> {
    let staff = accounts::load(tx, account).await?;
    Ok(staff.map_or_else(String::new, |staff| staff.display_name))
}

//! What was heard at the counter, as stored beside its file: who was there, and the reading back. Loaded
//! here, decided in `domain::hearing`.

use super::{Held, store};
use crate::draft::Draft;
use faisceau_domain::form::{Pack, PageUse};
use faisceau_domain::hearing::{Presence, ReadBack, Word};
use faisceau_domain::id::AccountId;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What was heard.
#[derive(Debug, Clone)]
pub struct Hearing {
    /// Who holds the file, or took it.
    pub held: Held,
    /// Who opened it.
    pub opened_by: AccountId,
    /// Who was there, once noted.
    pub presence: Option<Presence>,
    /// The last reading of the answers to the complainant.
    pub read: Option<ReadBack>,
    /// When it was filed.
    pub filed_at: Option<Timestamp>,
    /// When the code of the follow-up was handed out.
    pub code_given_at: Option<Timestamp>,
}

/// What was heard of a draft, or of the complaint it became; none of what never was at a counter.
///
/// # Errors
/// When the database fails, or a row holds what this program does not know.
pub async fn hearing(tx: &mut Tx, id: Uuid) -> Result<Option<Hearing>, Fault> {
    let row = tx.optional(&store::HEARING, binds![id]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Hearing, Fault> {
    Ok(Hearing {
        held: super::read(row)?,
        opened_by: row.get("opened_by")?,
        presence: read_presence(&row.get::<String>("presence")?)?,
        read: read_reading(row)?,
        filed_at: row.get("filed_at")?,
        code_given_at: row.get("code_given_at")?,
    })
}

fn read_presence(stored: &str) -> Result<Option<Presence>, Fault> {
    if stored.is_empty() {
        return Ok(None);
    }
    let presence: Presence = serde_json::from_str(stored)?;
    match presence.is_known() {
        true => Ok(Some(presence)),
        false => Err(Fault::new(
            "who was at a hearing is stored in an unknown version",
        )),
    }
}

/// The wall between row and state: a reading is whole or absent.
fn read_reading(row: &Row) -> Result<Option<ReadBack>, Fault> {
    let at: Option<Timestamp> = row.get("read_at")?;
    let digest: Option<[u8; 32]> = row.get("read_digest")?;
    let word: Option<String> = row.get("read_word")?;
    let reason: String = row.get("read_reason")?;
    let word = match (word.as_deref(), reason) {
        (None, _) => return Ok(None),
        (Some("confirmed"), _) => Word::Confirmed,
        (Some("refused_to_sign"), reason) => Word::RefusedToSign { reason },
        (Some(_), _) => return Err(Fault::new("a reading ended with an unknown word")),
    };
    match (at, digest) {
        (Some(at), Some(digest)) => Ok(Some(ReadBack { at, digest, word })),
        _ => Err(Fault::new("a reading lacks its hour or its digest")),
    }
}

/// Who is there, as stored; empty before it is noted.
pub(super) fn written(presence: Option<&Presence>) -> Result<String, Fault> {
    Ok(match presence {
        Some(presence) => serde_json::to_string(presence)?,
        None => String::new(),
    })
}

/// SHA-256 of what is read back: the answers that would be filed, the form they were given to, and who is
/// there. What is declared comes after the reading.
///
/// # Errors
/// Never for answers that were loaded.
pub fn digest(pack: &Pack, draft: &Draft, presence: Option<&Presence>) -> Result<[u8; 32], Fault> {
    let journey = draft.journey(pack);
    let mut heard = journey.filed();
    let pages = journey.pages().iter();
    for page in pages.filter(|page| page.purpose == PageUse::Declaration) {
        for asked in &page.asked {
            heard.clear(&asked.key);
        }
    }
    let mut digest = Sha256::new();
    digest.update(serde_json::to_vec(&heard)?);
    digest.update(b"\0");
    digest.update(written(presence)?);
    Ok(digest.finalize().into())
}

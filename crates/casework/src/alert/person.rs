//! In what quality the person behind a watched value is known, for who is told of it: what staff say
//! prevails, what who filed declares comes next. A value never names a suspect by itself, and who sees
//! it masked reads nothing.

use crate::alert::store;
use crate::case::Case;
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_domain::id::AccountId;
use faisceau_domain::quality::{By, Ground, Link, Quality};
use faisceau_identifiers::Role;
use faisceau_platform::accounts;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::zone;
use uuid::Uuid;

/// What is known of the person behind a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The quality, its ground, who says it, since when.
    pub link: Link,
    /// From whom staff have it; empty for what a complaint declares.
    pub origin: String,
    /// The figures of linkage it relies on, for an inference.
    pub figures: Option<String>,
    /// The name of the member of staff who says it; none once their account is closed.
    pub name: Option<String>,
}

/// What staff say of the person behind the value of a key, when anybody says anything.
pub(crate) async fn said(tx: &mut Tx, key: Uuid) -> Result<Option<Known>, Fault> {
    let Some(row) = tx.optional(&store::PERSON, binds![key]).await? else {
        return Ok(None);
    };
    let by = AccountId(row.get("said_by")?);
    let staff = accounts::load(tx, by).await?;
    Ok(Some(Known {
        link: Link {
            quality: row.word("quality", Quality::from_code)?,
            ground: row.word("ground", Ground::from_code)?,
            by: By::Staff(by),
            since: row.get("said_at")?,
        },
        origin: row.get("origin")?,
        figures: row.get("figures")?,
        name: staff.map(|staff| staff.display_name),
    }))
}

/// What a complaint that bears the value declares by saying whose it is.
pub(crate) fn declared(case: &Case, role: Role) -> Known {
    let found_in = match case.source {
        Some(_) => faisceau_domain::quality::IMPORTED,
        None => "",
    };
    Known {
        link: Link::declared(role, found_in, case.filed_at),
        origin: String::new(),
        figures: None,
        name: None,
    }
}

/// It in a sentence of the reader's language.
pub(crate) fn told(say: &Say, known: &Known) -> String {
    let quality = say.say(&format!("quality-{}", known.link.quality.code()));
    let day = dates::day(say, known.link.since.to_zoned(zone()).date());
    let key = match known.link.by {
        By::Filer => "filer",
        By::Source => "source",
        By::Staff(_) | By::Linkage(_) => known.link.ground.code(),
    };
    let closed = || say.say("decisions-by-closed");
    let name = known.name.clone().unwrap_or_else(closed);
    let args = [
        ("quality", quality.as_str()),
        ("origin", &known.origin),
        ("version", known.figures.as_deref().unwrap_or("")),
        ("name", &name),
        ("day", &day),
    ];
    let said = say.with(&format!("quality-link-{key}"), &args);
    say.with("alerts-person", &[("said", &said)])
}

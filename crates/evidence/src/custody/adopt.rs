//! A file of a filed complaint becomes an exhibit: its row and its first step, in the transaction that files
//! the complaint or adds the file. Files from before there was any custody are adopted at first sight, and said
//! so. A file of a draft is nobody's exhibit yet.

use super::chain::{self, Around};
use super::{Exhibit, store};
use faisceau_domain::custody::{Detail, GENESIS};
use faisceau_domain::event::{Channel, ExhibitAdded};
use faisceau_domain::journal::Actor;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::{self, FileRow};
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Complaints looked after at once.
const AT_ONCE: i64 = 200;

/// By which way a file came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    /// The stored word.
    pub(crate) code: &'static str,
    /// In what quality, where it is not told by who acts.
    pub(crate) quality: Option<&'static str>,
    /// The exhibit it is about.
    pub(crate) of: Option<Uuid>,
}

impl Way {
    pub(crate) const fn by(code: &'static str) -> Way {
        Way {
            code,
            quality: None,
            of: None,
        }
    }
}

/// The files of a complaint that is being filed.
///
/// # Errors
/// When the database fails.
pub(crate) async fn filed(
    cx: &Cx,
    tx: &mut Tx,
    complaint: Uuid,
    channel: Channel,
) -> Result<(), Fault> {
    for file in deposit::files_of(tx, complaint).await? {
        let telephone = tx.optional(&store::TELEPHONED, binds![file.id]).await?;
        let way = match telephone {
            Some(_) => Way {
                quality: Some("telephone"),
                ..Way::by("telephone")
            },
            None => Way::by(channel.code()),
        };
        one(cx, tx, &file, &way).await?;
    }
    Ok(())
}

/// A file that joins a complaint after its filing.
///
/// # Errors
/// When the database fails.
pub(crate) async fn added(cx: &Cx, tx: &mut Tx, added: &ExhibitAdded) -> Result<(), Fault> {
    let way = match cx.actor {
        Actor::Victim | Actor::Stranger => Way::by("space"),
        Actor::Staff(_) => Way::by("counter"),
        Actor::Partner(_) => Way::by("partner"),
        Actor::Platform => Way::by("found"),
    };
    let files = deposit::files_of(tx, added.complaint.0).await?;
    if let Some(file) = files.iter().find(|file| file.id == added.exhibit.0) {
        one(cx, tx, file, &way).await?;
    }
    Ok(())
}

/// One file; false when it is an exhibit already.
///
/// # Errors
/// When the database fails.
pub(crate) async fn one(cx: &Cx, tx: &mut Tx, file: &FileRow, way: &Way) -> Result<bool, Fault> {
    told(cx, tx, file, way, Detail::default(), &Around::default()).await
}

/// The same, with what else its first step says and around what circumstances it was made.
///
/// # Errors
/// When the database fails.
pub(crate) async fn told(
    cx: &Cx,
    tx: &mut Tx,
    file: &FileRow,
    way: &Way,
    more: Detail,
    around: &Around,
) -> Result<bool, Fault> {
    let (commitment, salt) = deposit::bind(&cx.world, tx, file).await?;
    let exhibit = Exhibit {
        id: file.id,
        complaint: file.case,
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        bytes: file.bytes,
        sha256: Some(file.sha256),
        commitment: Some(commitment),
        salt: Some(salt),
        erased_at: None,
        description: String::new(),
        state: "deposited".to_owned(),
        seal: None,
        keeper: None,
        keeper_body: None,
        offered_to: None,
        offered_body: None,
        offered_by: None,
        steps: 0,
        head: GENESIS,
        entered_at: cx.world.clock.now(),
        reread_at: cx.world.clock.now(),
        of: way.of,
    };
    let detail = Detail {
        way: Some(way.code.to_owned()),
        received_at: Some(format!("{:.3}", file.received_at)),
        of: way.of,
        ..more
    };
    let around = Around {
        quality: way.quality,
        ..around.clone()
    };
    chain::first(cx, tx, &exhibit, detail, &around).await
}

/// The files of filed complaints in nobody's custody: those from before there was any. Returns how many
/// became exhibits.
///
/// # Errors
/// When the database fails.
pub async fn found(cx: &Cx) -> Result<usize, Fault> {
    let mut tx = cx.world.db.read().await?;
    let rows = tx.all(&store::UNKEPT, binds![AT_ONCE]).await?;
    tx.rollback().await?;
    let mut found = 0;
    for row in &rows {
        let mut tx = cx.world.db.write_behind().await?;
        found += of_complaint(cx, &mut tx, row.get("complaint_id")?).await?;
        tx.commit().await?;
    }
    Ok(found)
}

/// The same for one complaint, in the caller's transaction.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_complaint(cx: &Cx, tx: &mut Tx, complaint: Uuid) -> Result<usize, Fault> {
    // Nobody in particular puts it into custody: whoever looks first is no depositor.
    let nobody = Cx::platform(&cx.world);
    let mut found = 0;
    for file in deposit::files_of(tx, complaint).await? {
        found += usize::from(one(&nobody, tx, &file, &Way::by("found")).await?);
    }
    Ok(found)
}

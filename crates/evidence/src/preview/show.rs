//! The bytes of a preview for one reader who may open the exhibits: journaled before the first byte
//! leaves. Made now when it was not yet; never the original.

use super::make;
use super::picture::Why;
use super::rights::Complaint;
use super::{State, key, store};
use crate::scan::check;
use faisceau_domain::journal::Deed;
use faisceau_domain::scan::Opening;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Why no preview is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such file in this complaint, or no picture.
    NoPicture,
    /// The path of this complaint takes no file: none of its pictures is shown.
    NeverHere,
    /// The antivirus has not looked at it yet.
    NotScanned,
    /// The antivirus keeps it apart.
    KeptApart,
    /// It was set aside.
    Withheld,
    /// None could be made.
    Without(Why),
}

/// The preview of a file, as a JPEG.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn show(cx: &Cx, complaint: &Complaint, file: Uuid) -> Outcome<Vec<u8>, Refused> {
    let refused = |why| Err(Error::Refused(why));
    if !make::shown(cx, complaint) {
        return refused(Refused::NeverHere);
    }
    let mut tx = cx.world.db.read().await?;
    let files = deposit::files_of(&mut tx, complaint.id).await?;
    tx.rollback().await?;
    let found = files.into_iter().find(|row| row.id == file);
    let Some(row) = found.filter(|row| make::is_picture(&row.media_type)) else {
        return refused(Refused::NoPicture);
    };
    let mut tx = cx.world.db.read().await?;
    let (_, opening) = check::known(cx, &mut tx, file).await?;
    tx.rollback().await?;
    match opening {
        Opening::Open => {}
        Opening::NotYet => return refused(Refused::NotScanned),
        Opening::KeptApart => return refused(Refused::KeptApart),
    }
    match make::one(cx, complaint, &row).await? {
        Ok(()) => {}
        Err(None) => return refused(Refused::Withheld),
        Err(Some(why)) => return refused(Refused::Without(why)),
    }
    let bytes = match cx.world.deposit.find(&key(complaint.id, file)).await? {
        Some(bytes) => bytes,
        None => match make::again(cx, complaint.id, &row).await? {
            Ok(bytes) => bytes,
            Err(why) => return refused(Refused::Without(why)),
        },
    };
    // Set aside or erased meanwhile, it is not shown, and what was made of it again goes.
    let mut tx = cx.world.db.write().await?;
    let still = tx.optional(&store::ONE, binds![file]).await?;
    let still = still.map(|row| row.word("state", State::from_code));
    let gone = match still.transpose()? {
        Some(State::Made) => None,
        Some(_) => Some(Refused::Withheld),
        None => Some(Refused::NoPicture),
    };
    if let Some(why) = gone {
        deposit::condemn(&cx.world, &mut tx, &key(complaint.id, file)).await?;
        tx.commit().await?;
        return refused(why);
    }
    let detail = serde_json::json!({ "exhibit": file }).to_string();
    let deed = Deed::ExhibitPreviewed;
    cx.journal(&mut tx, deed, "complaint", Some(complaint.id), &detail)
        .await?;
    tx.commit().await?;
    Ok(bytes)
}

impl Refused {
    /// The stable word: the words for people are in the locales under it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Refused::NoPicture => "no-picture",
            Refused::NeverHere => "never-here",
            Refused::NotScanned => "not-scanned",
            Refused::KeptApart => "kept-apart",
            Refused::Withheld => "withheld",
            Refused::Without(why) => why.code(),
        }
    }
}

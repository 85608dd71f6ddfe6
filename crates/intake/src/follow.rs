//! Opens the victim's space with the reference and the secret follow-up code. A wrong reference, a
//! wrong code, a slip in either and what is right but tried too often get the same answer by the same
//! work: one mark, one question to the database, one row of the journal.

use crate::receipt::{self, Complaint};
use crate::store;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::reference::Reference;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::{Use, same};
use faisceau_platform::web::Standing;

/// A reference and a code that have the shape of such, whether their check characters agree or not:
/// nothing that a check character tells is told sooner than the rest.
pub struct Tried {
    reference: String,
    code: String,
}

/// What anybody sees with their own eyes is not the shape of a reference, or of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misshapen {
    /// The reference is not written as one.
    pub reference: bool,
    /// The code is not written as one.
    pub code: bool,
}

impl Tried {
    /// Reads what a person typed.
    ///
    /// # Errors
    /// See [`Misshapen`].
    pub fn read(reference: &str, code: &str) -> Result<Tried, Misshapen> {
        let reference = Reference::shaped(reference);
        let code = Code::shaped(CodeKind::FollowUp, code).ok();
        match (reference, code) {
            (Some(reference), Some(code)) => Ok(Tried { reference, code }),
            (reference, code) => Err(Misshapen {
                reference: reference.is_none(),
                code: code.is_none(),
            }),
        }
    }

    /// The reference as it was typed, in its printed form: tries are counted by it.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The cookie that a door gives for them: nobody makes one without the server's key, so that no
    /// try goes round the count of the door.
    pub(crate) fn cookie(&self, cx: &Cx) -> String {
        format!("{}.{}.{}", self.reference, self.code, self.seal(cx))
    }

    /// What such a cookie holds, when a door gave it.
    pub(crate) fn of_cookie(cx: &Cx, value: &str) -> Option<Tried> {
        let (held, seal) = value.rsplit_once('.')?;
        let (reference, code) = held.split_once('.')?;
        let tried = Tried::read(reference, code).ok()?;
        same(tried.seal(cx).as_bytes(), seal.as_bytes()).then_some(tried)
    }

    fn seal(&self, cx: &Cx) -> String {
        let held = format!("{}.{}", self.reference, self.code);
        hex::encode(cx.world.keys().mark(Use::Door, held.as_bytes()))
    }

    /// The mark under which the code would be stored.
    pub(crate) fn mark(&self, cx: &Cx) -> [u8; 32] {
        cx.world.keys().mark(Use::FollowUp, self.code.as_bytes())
    }
}

/// The complaint that these open, if they do and were not tried too often.
///
/// # Errors
/// When the database fails.
pub async fn knock(cx: &Cx, tried: &Tried, standing: Standing) -> Result<Option<Complaint>, Fault> {
    let mark = tried.mark(cx);
    let mut tx = cx.world.db.write().await?;
    // A row is compared whether it bears this reference or stands beside it: the same work.
    let bears = binds![tried.reference.as_str()];
    let mut found = None;
    for row in tx.all(&store::COMPLAINTS_AT, bears).await? {
        let named = row.get::<String>("reference")?;
        let named = same(named.as_bytes(), tried.reference.as_bytes());
        let right = same(&row.get::<[u8; 32]>("follow_mark")?, &mark);
        let id = row.get::<ComplaintId>("id")?;
        if named & right & (standing == Standing::Within) {
            found = Some(id);
        }
    }
    let Some(id) = found else {
        cx.journal(&mut tx, Deed::FollowUpRefused, "complaint", None, "{}")
            .await?;
        tx.commit().await?;
        return Ok(None);
    };
    let complaint = receipt::complaint(&mut tx, id).await?;
    cx.journal(&mut tx, Deed::FollowUpOpened, "complaint", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(complaint)
}

/// The complaint these two open, for a caller that strangers do not reach: tries are not counted.
///
/// # Errors
/// When the database fails.
pub async fn follow(
    cx: &Cx,
    reference: &Reference,
    code: &Code,
) -> Result<Option<Complaint>, Fault> {
    let tried = Tried {
        reference: reference.as_str().to_owned(),
        code: code.bare().to_owned(),
    };
    knock(cx, &tried, Standing::Within).await
}

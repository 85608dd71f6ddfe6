//! In the victim's space: the way to the letter to the bank, while a payment is recent enough.

use crate::pages::bank::is_offered;
use crate::receipt;
use crate::space::worded::piece;
use askama::Template;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::Markup;
use futures_util::future::BoxFuture;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "panels/bank.html")]
struct Panel {
    lead: String,
    link: String,
}

/// Nothing where no payment is recent.
pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let complaint = receipt::complaint(&mut tx, ComplaintId(id)).await?;
        tx.rollback().await?;
        let offered = complaint.map(|complaint| is_offered(cx, &complaint));
        if !offered.transpose()?.unwrap_or(false) {
            return Ok(Markup::default());
        }
        piece(&Panel {
            lead: say.say("freeze-sheet-lead"),
            link: say.say("freeze-sheet-link"),
        })
    })
}

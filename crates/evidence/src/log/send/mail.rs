//! A checkpoint a day by e-mail, to a mailbox that the operator does not hold: a message kept elsewhere is a
//! memory. Holds nothing but the checkpoint.

use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::mail::{self, NotSent, Text};
use jiff::SignedDuration;

/// Time between two messages.
pub(super) const EVERY: SignedDuration = SignedDuration::from_hours(24);

/// Sends one.
pub(super) async fn send(cx: &Cx, to: &str, signed: &Signed) -> Result<(), Fault> {
    let say = cx.say();
    let checkpoint = &signed.checkpoint;
    let text = Text {
        to: to.to_owned(),
        subject: say.with("log-mail-subject", &[("origin", &checkpoint.origin)]),
        body: format!("{}\n\n{}", say.say("log-mail-keep"), signed.note.whole()),
    };
    match mail::send(&cx.world, &text).await {
        Ok(()) => Ok(()),
        Err(NotSent::Refused) => Err(Fault::new("the mail server takes nothing for log.mail_to")),
        Err(NotSent::Fault(fault)) => Err(fault),
    }
}

//! The letter of a request: that it was received and by when it is answered, or the answer with its ground and
//! how to contest it. Signed like other files; nothing in it imitates an official paper.

use super::DataRequest;
use crate::receipt::{self, Complaint};
use crate::space::worded;
use faisceau_documents::letters::{DossierLetter, DossierPart, Sender};
use faisceau_documents::words::Say;
use faisceau_domain::data_request::{State, clock};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;

/// What the letter says.
pub(crate) fn letter(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    request: &DataRequest,
) -> Result<DossierLetter, Fault> {
    let world = &cx.world;
    let asked = say.say(&format!("rights-asked-{}", request.asked.code()));
    let made = DossierPart::new(say.say("rights-letter-request"))
        .with(say.say("rights-letter-about"), complaint.reference.clone())
        .with(say.say("rights-letter-asked"), asked)
        .with(
            say.say("rights-letter-made"),
            worded::instant(say, request.made_at),
        )
        .with(say.say("rights-letter-words"), request.words.clone());
    let mut parts = vec![made, state(say, request)];
    let today = world.clock.now().to_zoned(receipt::zone()).date();
    let law = world.law.at(today);
    let mut said = DossierPart::new(say.say("rights-letter-law"));
    said.paragraphs
        .push(law.say(clock(world.config.regime()), say.lang)?.text);
    parts.push(said);
    if matches!(request.state, State::Refused { .. }) {
        let supervisor = format!("{}.04_supervisor", world.config.regime().data_family());
        let contest = DossierPart::new(say.say("rights-letter-contest"))
            .saying(law.say(&supervisor, say.lang)?.text)
            .saying(say.say("rights-letter-contest-court"));
        parts.push(contest);
    }
    Ok(DossierLetter {
        title: say.say(&format!("rights-letter-title-{}", request.state.code())),
        sender: Sender {
            name: world.config.controller_name().to_owned(),
            address: world.config.contact.clone(),
            phone: None,
            email: None,
        },
        reference: complaint.reference.clone(),
        made_at: world.clock.now().to_zoned(receipt::zone()),
        lead: Vec::new(),
        parts,
    })
}

fn state(say: &Say, request: &DataRequest) -> DossierPart {
    let part = DossierPart::new(say.say("rights-letter-answer"));
    match &request.state {
        // The day is for staff as long as no jurist confirmed the period; the law is said below.
        State::Open => part.saying(say.say("rights-waits")),
        State::Granted { at, .. } => part
            .with(say.say("rights-letter-answered"), worded::instant(say, *at))
            .saying(request.answer.clone()),
        State::Refused { at, ground, .. } => part
            .with(say.say("rights-letter-answered"), worded::instant(say, *at))
            .with(
                say.say("rights-letter-ground"),
                say.say(&format!("rights-ground-{}", ground.code())),
            )
            .saying(request.answer.clone()),
    }
}

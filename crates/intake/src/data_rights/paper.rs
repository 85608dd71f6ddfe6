//! The letter of a request: that it was received and by when it is answered, or the answer with its ground and
//! how to contest it. Signed like other files; nothing in it imitates an official paper.

use super::DataRequest;
use super::letters::DataLetter;
use crate::letter;
use crate::receipt::{self, Complaint};
use crate::space::worded;
use faisceau_documents::dates;
use faisceau_documents::letters::{DossierLetter, DossierPart};
use faisceau_documents::words::Say;
use faisceau_domain::data_request::{State, clock};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;

/// What the letter of a request made from a space says.
pub(crate) fn letter(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    request: &DataRequest,
) -> Result<DossierLetter, Fault> {
    let asked = say.say(&format!("rights-asked-{}", request.asked.code()));
    let made = DossierPart::new(say.say("rights-letter-request"))
        .with(say.say("rights-letter-about"), complaint.reference.clone())
        .with(say.say("rights-letter-asked"), asked)
        .with(
            say.say("rights-letter-made"),
            worded::instant(say, request.made_at),
        )
        .with(say.say("rights-letter-words"), request.words.clone());
    let stands = (&request.state, request.answer.as_str());
    paper(cx, say, (complaint.reference.clone(), made), stands)
}

/// What the letter to who wrote from outside says.
pub(crate) fn of_letter(cx: &Cx, say: &Say, letter: &DataLetter) -> Result<DossierLetter, Fault> {
    let asked = say.say(&format!("letters-asked-{}", letter.asked.code()));
    let received = dates::day(say, letter.received_on);
    let made = DossierPart::new(say.say("rights-letter-request"))
        .with(say.say("letters-to"), letter.name.clone())
        .with(say.say("letters-contact"), letter.contact.clone())
        .with(say.say("rights-letter-asked"), asked)
        .with(say.say("letters-received"), received)
        .with(say.say("rights-letter-words"), letter.words.clone());
    let stands = (&letter.state, letter.answer.as_str());
    paper(cx, say, (letter.id.to_string(), made), stands)
}

fn paper(
    cx: &Cx,
    say: &Say,
    (reference, made): (String, DossierPart),
    (stands, answer): (&State, &str),
) -> Result<DossierLetter, Fault> {
    let world = &cx.world;
    let mut parts = vec![made, state(say, stands, answer)];
    let today = world.clock.now().to_zoned(receipt::zone()).date();
    let law = world.law.at(today);
    let mut said = DossierPart::new(say.say("rights-letter-law"));
    said.paragraphs
        .push(law.say(clock(world.config.regime()), say.lang)?.text);
    parts.push(said);
    if matches!(stands, State::Refused { .. }) {
        let supervisor = format!("{}.04_supervisor", world.config.regime().data_family());
        let contest = DossierPart::new(say.say("rights-letter-contest"))
            .saying(law.say(&supervisor, say.lang)?.text)
            .saying(say.say("rights-letter-contest-court"));
        parts.push(contest);
    }
    Ok(DossierLetter {
        title: say.say(&format!("rights-letter-title-{}", stands.code())),
        sender: letter::sender(cx, world.config.controller_name().to_owned()),
        reference,
        made_at: world.clock.now().to_zoned(receipt::zone()),
        lead: Vec::new(),
        parts,
    })
}

fn state(say: &Say, stands: &State, answer: &str) -> DossierPart {
    let part = DossierPart::new(say.say("rights-letter-answer"));
    match stands {
        // The day is for staff as long as no jurist confirmed the period; the law is said below.
        State::Open => part.saying(say.say("rights-waits")),
        State::Granted { at, .. } => part
            .with(say.say("rights-letter-answered"), worded::instant(say, *at))
            .saying(answer),
        State::Refused { at, ground, .. } => part
            .with(say.say("rights-letter-answered"), worded::instant(say, *at))
            .with(
                say.say("rights-letter-ground"),
                say.say(&format!("rights-ground-{}", ground.code())),
            )
            .saying(answer),
    }
}

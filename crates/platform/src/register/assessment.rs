//! The model of an impact assessment: what is known is filled in, what is for the operator to judge is a named
//! blank. It never says that a risk is acceptable, nor that anybody approved.

use super::{KNOWN_PARTS, letter, protected, recipients, register};
use crate::world::World;
use faisceau_documents::letters::{DossierLetter, DossierPart};
use faisceau_documents::words::Say;

/// What is asked of the controller on necessity and proportion.
const NECESSITY: [&str; 5] = ["need", "minimal", "quality", "duration", "informed"];
/// The three feared events of the method, each with the same questions.
const FEARED: [&str; 3] = ["access", "change", "loss"];
/// What is asked of each.
const ASKED: [&str; 4] = ["impact", "sources", "gravity", "likelihood"];

/// The model, as of now.
#[must_use]
pub fn assessment(world: &World, say: &Say) -> DossierLetter {
    let controller = say.say("register-whose-controller");
    // Controller, right, purposes and persons are those of the register: one writing of them.
    let mut parts: Vec<DossierPart> = register(world, say)
        .parts
        .into_iter()
        .take(KNOWN_PARTS)
        .collect();
    parts.push(recipients(world, say));
    parts.push(asks(
        say,
        "register-aipd-necessity",
        &NECESSITY,
        &controller,
    ));
    parts.push(protected(world, say));
    for feared in FEARED {
        let title = format!("register-aipd-feared-{feared}");
        parts.push(asks(say, &title, &ASKED, &controller));
    }
    let opinion = DossierPart::new(say.say("register-aipd-opinions"))
        .asking(
            say.say("register-aipd-ask-dpo"),
            say.say("register-whose-dpo"),
        )
        .asking(say.say("register-aipd-ask-persons"), controller.clone())
        .asking(say.say("register-aipd-ask-plan"), controller.clone())
        .asking(say.say("register-aipd-ask-decision"), controller);
    parts.push(opinion);
    let lead = vec![
        say.say("register-aipd-lead"),
        say.say("register-aipd-not-judged"),
    ];
    letter(world, say.say("register-aipd-title"), lead, parts)
}

fn asks(say: &Say, title: &str, questions: &[&str], whose: &str) -> DossierPart {
    let part = DossierPart::new(say.say(title));
    questions.iter().fold(part, |part, question| {
        part.asking(say.say(&format!("register-aipd-ask-{question}")), whose)
    })
}

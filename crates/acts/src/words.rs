//! The words of acts: kinds, measures, frames, qualities, what lacks. Holds no rule and no sentence: locales do.

use faisceau_documents::words::Say;
use faisceau_domain::act::Kind;
use faisceau_domain::act::check::Found;
use faisceau_domain::act::draft::Delivery;
use faisceau_domain::typeset;
use faisceau_law::{Author, Because, Frame, Magistrate, Measure};

/// The title of an act.
#[must_use]
pub fn title(say: &Say, kind: Kind) -> String {
    say.say(&format!("acts-title-{}", kind.code()))
}

/// The name of a frame.
#[must_use]
pub fn frame(say: &Say, frame: Frame) -> String {
    say.say(&format!("acts-frame-{}", frame.code()))
}

/// The name of a quality.
#[must_use]
pub fn author(say: &Say, author: Author) -> String {
    say.say(&format!("acts-author-{}", author.code()))
}

/// The name of a magistrate's office.
#[must_use]
pub fn magistrate(say: &Say, magistrate: Magistrate) -> String {
    say.say(&format!("acts-magistrate-{}", magistrate.code()))
}

/// The name of what is asked.
#[must_use]
pub fn measure(say: &Say, measure: Measure) -> String {
    say.say(&format!("acts-measure-{}", measure.code()))
}

/// How an act is brought.
#[must_use]
pub fn delivery(say: &Say, delivery: Delivery) -> String {
    say.say(&format!("acts-delivery-{}", delivery.code()))
}

/// What an act lacks, in a sentence, with its ground and the mark of a text nobody vouches for.
#[must_use]
pub fn lack(say: &Say, found: &Found) -> String {
    let what = say.say(&format!("acts-lack-{}", found.lack.code()));
    let what = match found.request {
        Some(number) => {
            let number = number.to_string();
            say.with(
                "acts-lack-of-request",
                &[("number", &number), ("what", &what)],
            )
        }
        None => what,
    };
    let ground = ground(say, &found.because);
    say.with("acts-lack-because", &[("what", &what), ("ground", &ground)])
}

/// Where the law says it, with its mark.
#[must_use]
pub fn ground(say: &Say, because: &Because) -> String {
    let citation = typeset(say.lang, because.citation.say(say.lang)).into_owned();
    match because.confirmed {
        true => citation,
        false => say.with("frame-unconfirmed", &[("citation", &citation)]),
    }
}

//! How to read the figures: the note that goes with every explanation and with the series file,
//! written from the figures and lists in force.

use super::strength::plain;
use super::{count, told};
use faisceau_documents::words::{Say, Value};
use faisceau_domain::noise::Lists;
use faisceau_linkage::{Figures, Strength};

/// The note, a paragraph each.
#[must_use]
pub fn note(say: &Say, figures: &Figures, noise: &Lists) -> Vec<String> {
    let bits = |hundredths| Value::from(plain(say.lang, hundredths));
    vec![
        say.say("explanation-caution"),
        told(
            say,
            "explanation-method-version",
            &[("version", count(figures.version))],
        ),
        told(
            say,
            "values-noise-method",
            &[
                ("lists", count(noise.all().len())),
                ("version", Value::from(noise.version().to_owned())),
            ],
        ),
        say.say("explanation-method-bit"),
        told(
            say,
            "explanation-method-scale",
            &[
                ("very", bits(Strength::VERY_STRONG)),
                ("strong", bits(Strength::STRONG)),
                ("moderate", bits(Strength::MODERATE)),
            ],
        ),
        told(
            say,
            "explanation-method-value",
            &[
                ("hard", count(figures.window[0])),
                ("soft", count(figures.window[1])),
                ("link", bits(figures.link)),
            ],
        ),
        told(
            say,
            "explanation-method-groups",
            &[
                ("alone", bits(figures.join[0])),
                ("groups", bits(figures.join[1])),
                ("established", count(figures.established)),
            ],
        ),
    ]
}

//! What an act must say, as jurists list it (`letters/<act>/required.toml`): one input, and the key of the law that asks for it.
//! Read from text handed in; an input that does not exist, or a file that asks for nothing, is refused.

use super::draft::Draft;
use super::{Kind, words};
use faisceau_law::Measure;
use serde::Deserialize;

words! {
    /// Something an act may have to say.
    Input {
        /// The frame of the inquiry.
        Frame = "frame",
        /// In what quality its author does it.
        Author = "author",
        /// Who its author is.
        AuthorName = "author-name",
        /// The service of its author.
        Service = "service",
        /// The reference of the procedure.
        Procedure = "procedure",
        /// What authorises it: who, when, under which reference.
        Authorisation = "authorisation",
        /// The offence.
        Offence = "offence",
        /// Who speaks: name, domicile or seat.
        Sender = "sender",
        /// Where who speaks is answered.
        Contact = "contact",
        /// Who it is addressed to: name and address.
        Addressee = "addressee",
        /// The facts.
        Facts = "facts",
        /// What links the facts to what is asked.
        Need = "need",
        /// What is asked, in words.
        Requests = "requests",
        /// One identifier for each request.
        Identifier = "identifier",
        /// From when until when, where what happened is asked.
        Period = "period",
        /// The offset of each hour.
        Zone = "zone",
        /// The source port of an address that many share.
        Port = "port",
        /// By when it is to be answered.
        AnswerBy = "answer-by",
        /// Where and how to answer.
        AnswerTo = "answer-to",
        /// Until when it holds.
        Until = "until",
        /// What happens otherwise.
        Consequence = "consequence",
        /// How it is brought.
        Delivery = "delivery",
        /// That the evidence is kept.
        EvidenceKept = "evidence-kept",
        /// That a request for assistance follows.
        AssistanceFollows = "assistance-follows",
        /// That it is said in good faith.
        GoodFaith = "good-faith",
    }
}

/// The key that stands for the basis of the act itself.
pub const BASIS: &str = "basis";

/// One thing an act must say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// What.
    pub input: Input,
    /// The key of the law that asks for it; [`BASIS`] for the basis of the act.
    pub law: String,
    /// Only where the act asks for one of these.
    #[serde(default)]
    pub measures: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mention: Vec<Mention>,
}

/// What every act of a kind must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// The kind.
    pub kind: Kind,
    /// The mentions, in the order they are told.
    pub mentions: Vec<Mention>,
}

/// A list that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is not what is expected.
    #[error("letters/{kind}/required.toml cannot be read: {reason}")]
    Unreadable {
        /// The kind of act.
        kind: &'static str,
        /// Why.
        reason: String,
    },
    /// It asks for one thing twice.
    #[error("letters/{kind}/required.toml asks for `{input}` twice; keep one")]
    Twice {
        /// The kind of act.
        kind: &'static str,
        /// What.
        input: &'static str,
    },
    /// It names a measure that does not exist.
    #[error("letters/{kind}/required.toml: no measure is called `{measure}`")]
    NoMeasure {
        /// The kind of act.
        kind: &'static str,
        /// The word.
        measure: String,
    },
}

impl Required {
    /// Reads the list of a kind.
    ///
    /// # Errors
    /// [`Unusable`], with what to correct.
    pub fn read(kind: Kind, text: &str) -> Result<Required, Unusable> {
        let code = kind.code();
        let file: File = toml::from_str(text).map_err(|error| Unusable::Unreadable {
            kind: code,
            reason: error.message().to_owned(),
        })?;
        for (place, mention) in file.mention.iter().enumerate() {
            let before = &file.mention[..place];
            if before.iter().any(|other| other.input == mention.input) {
                let input = mention.input.code();
                return Err(Unusable::Twice { kind: code, input });
            }
            let unknown = mention
                .measures
                .iter()
                .find(|word| Measure::from_code(word).is_none());
            if let Some(measure) = unknown.cloned() {
                return Err(Unusable::NoMeasure {
                    kind: code,
                    measure,
                });
            }
        }
        Ok(Required {
            kind,
            mentions: file.mention,
        })
    }

    /// The mentions that a draft must hold: some depend on what it asks for.
    pub fn of<'r>(&'r self, draft: &'r Draft) -> impl Iterator<Item = &'r Mention> {
        self.mentions.iter().filter(|mention| {
            let asks = |word: &String| {
                let mut asked = draft.requests.iter().filter_map(|one| one.measure);
                asked.any(|measure| measure.code() == word)
            };
            mention.measures.is_empty() || mention.measures.iter().any(asks)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_cannot_be_used_says_what_to_correct() {
        let read = |text: &str| Required::read(Kind::Requisition, text);
        let one = "[[mention]]\ninput = \"frame\"\nlaw = \"basis\"\n";
        assert_eq!(read(one).expect("one").mentions.len(), 1);
        let twice = read(&one.repeat(2)).expect_err("twice");
        assert!(twice.to_string().contains("`frame` twice"), "{twice}");
        let unknown = read(&one.replace("frame", "moon")).expect_err("unknown");
        assert!(
            unknown.to_string().contains("unknown word `moon`"),
            "{unknown}"
        );
        let measure = read(&format!("{one}measures = [\"moon\"]\n")).expect_err("measure");
        assert!(measure.to_string().contains("called `moon`"), "{measure}");
        assert!(matches!(read(""), Err(Unusable::Unreadable { .. })));
    }
}

//! What a condition may look at: answers the journey asks for, seen from where the condition stands.
//! Judges no condition.

use super::answers::Answer;
use super::condition::{Fact, Facts};
use super::journey::Journey;
use super::key::Key;
use super::kind::Block;

/// What conditions see: answers already asked for. Inside a group, its own item; outside, any.
pub(super) struct Scope<'s, 'a> {
    /// The journey that asks.
    pub(super) journey: &'s Journey<'a>,
    /// The item of a group the condition stands in.
    pub(super) item: Option<(&'a Block, u16)>,
}

impl Facts for Scope<'_, '_> {
    fn about(&self, field: &str) -> Vec<Fact> {
        let fact = |index| {
            let key = Key::of(field, index).ok()?;
            self.journey.given(&key).map(Answer::fact)
        };
        if let Some((block, index)) = self.item
            && block
                .pages
                .iter()
                .any(|page| page.page.iter().any(|f| f == field))
        {
            return fact(Some(index)).into_iter().collect();
        }
        if let Some(plain) = fact(None) {
            return vec![plain];
        }
        self.journey
            .asked
            .iter()
            .filter(|key| key.index().is_some() && key.field() == field)
            .filter_map(|key| self.journey.answers.get(key))
            .map(Answer::fact)
            .collect()
    }
}

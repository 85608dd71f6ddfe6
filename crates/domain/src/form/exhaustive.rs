//! What a complaint of this type usually holds, and what this one holds of it: three groups by
//! weight, what brings complaints together first. It informs an officer while the person is still
//! there to answer; it blocks nothing and judges nobody.

use super::answers::Answer;
use super::field::{Field, FieldKind};
use super::journey::{Journey, PageUse};
use super::key::Key;

/// The weights, heaviest first: what links complaints, what qualifies the facts, the context.
const WEIGHTS: [u8; 3] = [3, 2, 1];

/// What a complaint holds of what it is asked.
#[derive(Debug, Clone)]
pub struct Exhaustive<'a> {
    /// The three groups, heaviest first.
    pub groups: [Group<'a>; 3],
}

/// The questions of one weight.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The weight: pivots 3, qualification 2, context 1.
    pub weight: u8,
    /// How many have a value.
    pub had: u32,
    /// How many are asked.
    pub whole: u32,
    /// Those without a value.
    pub lacks: Vec<Lack<'a>>,
}

/// A question without a value.
#[derive(Debug, Clone)]
pub struct Lack<'a> {
    /// The answer it would be.
    pub key: Key,
    /// The question.
    pub field: &'a Field,
    /// `unknown`, `declined`, `later` when it was asked and answered so.
    pub left: Option<&'static str>,
}

impl Exhaustive<'_> {
    /// What it holds and what it could, each question counting its weight.
    #[must_use]
    pub fn weighed(&self) -> (u32, u32) {
        let sum = |of: fn(&Group<'_>) -> u32| {
            let groups = self.groups.iter();
            groups
                .map(|group| of(group) * u32::from(group.weight))
                .sum()
        };
        (sum(|group| group.had), sum(|group| group.whole))
    }

    /// How many questions nobody has asked yet, whatever their weight.
    #[must_use]
    pub fn unasked(&self) -> usize {
        let lacks = self.groups.iter().flat_map(|group| &group.lacks);
        lacks.filter(|lack| lack.left.is_none()).count()
    }
}

impl<'a> Journey<'a> {
    /// What these answers hold of what their type asks now. A question to which a tick alone
    /// answers says nothing, nor does one that only opens the next item of a group.
    #[must_use]
    pub fn exhaustive(&self) -> Exhaustive<'a> {
        let mut groups = WEIGHTS.map(|weight| Group {
            weight,
            had: 0,
            whole: 0,
            lacks: Vec::new(),
        });
        let more: Vec<&str> = self.more();
        let pages = self.pages().iter();
        let asked = pages
            .filter(|page| page.purpose == PageUse::Questions)
            .flat_map(|page| &page.asked);
        for asked in asked {
            let field = asked.field;
            if field.kind == FieldKind::Tick || more.contains(&field.key.as_str()) {
                continue;
            }
            let place = WEIGHTS.iter().position(|weight| field.weight >= *weight);
            let Some(group) = place.map(|place| &mut groups[place]) else {
                continue;
            };
            group.whole += 1;
            match self.given(&asked.key) {
                Some(Answer::Value(_)) => group.had += 1,
                left => group.lacks.push(Lack {
                    key: asked.key.clone(),
                    field,
                    left: left.and_then(Answer::left),
                }),
            }
        }
        Exhaustive { groups }
    }

    /// The fields that ask for one more item of a group.
    fn more(&self) -> Vec<&'a str> {
        let blocks = self.pack.blocks.values();
        blocks.filter_map(|block| block.more.as_deref()).collect()
    }
}

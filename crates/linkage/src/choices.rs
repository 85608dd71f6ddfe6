//! Which evidence between groups is acted on, where many pairs are asked about: what a group of many
//! neighbours chooses is found once. The rule is `holds` of `score.rs`.

use rustc_hash::FxHashMap as HashMap;

use crate::groups::GroupNo;
use crate::linker::Linker;
use crate::score::chosen;
use crate::settle::each;

/// From how many neighbours a choice is worth keeping.
const MANY: usize = 32;

/// What groups of many neighbours choose.
#[derive(Debug)]
pub(crate) struct Choices(HashMap<GroupNo, Option<GroupNo>>);

impl Choices {
    /// The choices of these groups and of their neighbours.
    pub(crate) fn of(linker: &Linker, groups: &[GroupNo]) -> Self {
        let edges = |group: GroupNo| &linker.groups.get(group).edges;
        let is_many = |group: &GroupNo| edges(*group).len() > MANY;
        let near = groups.iter().flat_map(|&group| edges(group));
        let near = near.map(|edge| edge.to).filter(is_many);
        let own = groups.iter().copied().filter(is_many);
        let mut many: Vec<GroupNo> = own.chain(near).collect();
        many.sort_unstable();
        many.dedup();
        let chosen = each(&many, |&group| choice(linker, group));
        Self(many.into_iter().zip(chosen).collect())
    }

    /// Whether evidence between two groups is acted on.
    pub(crate) fn holds(&self, linker: &Linker, a: GroupNo, b: GroupNo) -> bool {
        let established = |group| linker.groups.size(group) >= linker.figures.established;
        let picks = |one, other| !established(one) && self.choice(linker, one) == Some(other);
        (established(a) && established(b)) || picks(a, b) || picks(b, a)
    }

    /// The one group that a small group joins.
    pub(crate) fn choice(&self, linker: &Linker, group: GroupNo) -> Option<GroupNo> {
        match self.0.get(&group) {
            Some(known) => *known,
            None => choice(linker, group),
        }
    }
}

fn choice(linker: &Linker, group: GroupNo) -> Option<GroupNo> {
    chosen(&linker.roll, &linker.groups, group).map(|edge| edge.to)
}

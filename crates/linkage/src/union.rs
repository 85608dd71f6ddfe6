//! Union-find over numbered complaints, with sets that may refuse to meet.
//! The root of a set is always its earliest complaint, so it depends on the set alone.

use std::collections::BTreeSet;

/// Disjoint sets whose root is their smallest number.
#[derive(Debug)]
pub(crate) struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    pub(crate) fn singletons(count: u32) -> Self {
        Self {
            parent: (0..count).collect(),
        }
    }

    pub(crate) fn root(&mut self, mut at: u32) -> u32 {
        while self.parent[at as usize] != at {
            let above = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = above;
            at = above;
        }
        at
    }

    pub(crate) fn union(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high as usize] = low;
    }
}

/// What keeps two sets apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The wall with this place in the list of cannot-links.
    ByWall(u32),
    /// Both hold a confirmed series.
    BothConfirmed,
}

/// What a guarded set holds: the sides of walls it stands on, and whether it is confirmed.
#[derive(Debug, Default)]
struct Hold {
    sides: BTreeSet<(u32, bool)>,
    confirmed: bool,
}

/// Disjoint sets with walls between some of them.
#[derive(Debug)]
pub(crate) struct Guarded {
    sets: Sets,
    holds: Vec<Hold>,
}

impl Guarded {
    pub(crate) fn singletons(count: u32) -> Self {
        Self {
            sets: Sets::singletons(count),
            holds: (0..count).map(|_| Hold::default()).collect(),
        }
    }

    pub(crate) fn root(&mut self, at: u32) -> u32 {
        self.sets.root(at)
    }

    /// Puts a member's set on one side of a wall.
    pub(crate) fn stand(&mut self, at: u32, wall: u32, side: bool) {
        let root = self.root(at);
        self.holds[root as usize].sides.insert((wall, side));
    }

    /// Marks a member's set as confirmed.
    pub(crate) fn confirm(&mut self, at: u32) {
        let root = self.root(at);
        self.holds[root as usize].confirmed = true;
    }

    /// Joins two sets whatever they hold; must-links were checked against the walls before.
    pub(crate) fn force(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (one, other) = (
            std::mem::take(&mut self.holds[a as usize]),
            std::mem::take(&mut self.holds[b as usize]),
        );
        self.sets.union(a, b);
        let (mut large, small) = if one.sides.len() < other.sides.len() {
            (other, one)
        } else {
            (one, other)
        };
        large.sides.extend(small.sides);
        large.confirmed |= small.confirmed;
        self.holds[a.min(b) as usize] = large;
    }

    /// Joins two sets, or says what keeps them apart.
    pub(crate) fn join(&mut self, a: u32, b: u32) -> Result<(), Kept> {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return Ok(());
        }
        let (one, other) = (&self.holds[a as usize], &self.holds[b as usize]);
        let (small, large) = if one.sides.len() < other.sides.len() {
            (one, other)
        } else {
            (other, one)
        };
        let against = |&&(wall, side): &&(u32, bool)| large.sides.contains(&(wall, !side));
        if let Some((wall, _)) = small.sides.iter().find(against) {
            return Err(Kept::ByWall(*wall));
        }
        if one.confirmed && other.confirmed {
            return Err(Kept::BothConfirmed);
        }
        self.force(a, b);
        Ok(())
    }
}

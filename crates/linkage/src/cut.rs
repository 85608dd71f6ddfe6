//! Where a component hangs by one identifier alone: established groups joined by a single value
//! are taken apart. A function of one component; what the groups are worth together is not asked
//! here.
//!
//! Hopcroft and Tarjan, "Efficient algorithms for graph manipulation" (1973), on the graph of
//! complaints and threads, without recursion.

/// Lists of numbers, end to end.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// One more list.
    pub(crate) fn push(&mut self, list: impl Iterator<Item = u32>) {
        self.items.extend(list);
        self.ends
            .push(u32::try_from(self.items.len()).expect("numbered by u32"));
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[at] as usize]
    }

    /// For each number below `count`, the lists that hold it.
    fn inverted(&self, count: usize) -> Self {
        let mut ends = vec![0_u32; count];
        for &item in &self.items {
            ends[item as usize] += 1;
        }
        let mut start = 0;
        for end in &mut ends {
            let size = std::mem::replace(end, start);
            start += size;
        }
        let mut items = vec![0; self.items.len()];
        for list in 0..self.len() {
            for &item in self.get(list) {
                let end = &mut ends[item as usize];
                items[*end as usize] = u32::try_from(list).expect("numbered by u32");
                *end += 1;
            }
        }
        Self { ends, items }
    }
}

/// The threads of a component and whom they join, by place in the component.
#[derive(Debug, Default)]
pub(crate) struct Web {
    /// How many complaints there are.
    pub(crate) complaints: usize,
    /// For each thread, its complaints.
    pub(crate) users: Lists,
    /// Threads that are never cut.
    pub(crate) owned: Vec<bool>,
}

const NOWHERE: u32 = u32::MAX;

/// A depth-first walk: complaints first, then threads, in one numbering.
struct Walk<'a> {
    users: &'a Lists,
    threads: Lists,
    complaints: usize,
    /// When each node was met, from 1; 0 for never.
    met: Vec<u32>,
    /// One past the last met below each node.
    end: Vec<u32>,
    low: Vec<u32>,
    parent: Vec<u32>,
    /// Complaints at and below each node.
    below: Vec<u32>,
    /// A thread and the node below it that reaches no higher.
    hinges: Vec<(u32, u32)>,
}

impl Walk<'_> {
    fn neighbours(&self, node: usize) -> (&[u32], usize) {
        match node.checked_sub(self.complaints) {
            None => (self.threads.get(node), self.complaints),
            Some(thread) => (self.users.get(thread), 0),
        }
    }

    fn walk(&mut self) {
        let mut clock = 1;
        let mut path: Vec<(usize, usize)> = vec![(0, 0)];
        self.enter(0, NOWHERE, clock);
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            let (neighbours, offset) = self.neighbours(node);
            if let Some(&to) = neighbours.get(*next) {
                *next += 1;
                let to = to as usize + offset;
                if self.met[to] == 0 {
                    clock += 1;
                    self.enter(to, u32::try_from(node).expect("numbered by u32"), clock);
                    path.push((to, 0));
                } else if self.parent[node] as usize != to {
                    self.low[node] = self.low[node].min(self.met[to]);
                }
            } else {
                path.pop();
                self.leave(node, clock + 1);
            }
        }
    }

    fn enter(&mut self, node: usize, parent: u32, clock: u32) {
        self.met[node] = clock;
        self.low[node] = clock;
        self.parent[node] = parent;
        self.below[node] = u32::from(node < self.complaints);
    }

    fn leave(&mut self, node: usize, end: u32) {
        self.end[node] = end;
        let parent = self.parent[node];
        if parent == NOWHERE {
            return;
        }
        let above = parent as usize;
        self.below[above] += self.below[node];
        self.low[above] = self.low[above].min(self.low[node]);
        if above >= self.complaints && self.low[node] >= self.met[above] {
            self.hinges
                .push((parent, u32::try_from(node).expect("numbered by u32")));
        }
    }

    fn under(&self, node: usize, top: u32) -> bool {
        let top = top as usize;
        self.met[top] <= self.met[node] && self.met[node] < self.end[top]
    }
}

/// The groups of a component: for each complaint the place of the first of its group. Where one
/// thread alone joins several sides of `established` complaints and more, they part.
pub(crate) fn cut(web: &Web, established: usize) -> Vec<u32> {
    let complaints = web.complaints;
    let nodes = complaints + web.users.len();
    let mut walk = Walk {
        users: &web.users,
        threads: web.users.inverted(complaints),
        complaints,
        met: vec![0; nodes],
        end: vec![0; nodes],
        low: vec![0; nodes],
        parent: vec![NOWHERE; nodes],
        below: vec![0; nodes],
        hinges: Vec::new(),
    };
    walk.walk();
    let mut hinges = std::mem::take(&mut walk.hinges);
    hinges.sort_unstable();
    let mut sets = crate::union::Sets::singletons(u32::try_from(complaints).expect("u32"));
    let mut from = 0;
    for thread in 0..web.users.len() {
        let users = web.users.get(thread);
        let node = u32::try_from(complaints + thread).expect("numbered by u32");
        let upto = from + hinges[from..].partition_point(|(t, _)| *t == node);
        let tops: Vec<u32> = hinges[from..upto].iter().map(|(_, top)| *top).collect();
        from = upto;
        let sides = if web.owned[thread] {
            Vec::new()
        } else {
            sides(&walk, &tops, established)
        };
        join(&walk, &mut sets, users, &sides);
    }
    (0..u32::try_from(complaints).expect("u32"))
        .map(|c| sets.root(c))
        .collect()
}

/// A side of a thread that parts from the others there.
enum Side {
    /// What is below this node.
    Below(u32),
    /// What is below none of these.
    Above(Vec<u32>),
}

/// The sides of a thread that part: the established ones, when there are several.
fn sides(walk: &Walk<'_>, tops: &[u32], established: usize) -> Vec<Side> {
    let below = |top: &u32| walk.below[*top as usize] as usize;
    let large = tops.iter().filter(|top| below(top) >= established);
    let mut sides: Vec<Side> = large.map(|top| Side::Below(*top)).collect();
    let above = walk.complaints - tops.iter().map(below).sum::<usize>();
    if above >= established {
        sides.push(Side::Above(tops.to_vec()));
    }
    if sides.len() < 2 {
        sides.clear();
    }
    sides
}

/// Joins the users of a thread that are on one side, and those on none of the sides.
fn join(walk: &Walk<'_>, sets: &mut crate::union::Sets, users: &[u32], sides: &[Side]) {
    let mut first: Vec<Option<u32>> = vec![None; sides.len() + 1];
    for &user in users {
        let on = |side: &Side| match side {
            Side::Below(top) => walk.under(user as usize, *top),
            Side::Above(tops) => !tops.iter().any(|top| walk.under(user as usize, *top)),
        };
        let side = sides.iter().position(on).unwrap_or(sides.len());
        match first[side] {
            Some(other) => sets.union(other, user),
            None => first[side] = Some(user),
        }
    }
}

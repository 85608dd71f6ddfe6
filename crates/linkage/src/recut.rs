//! The short way where a complaint comes to small groups of a large component: only the groups it
//! comes to are cut again. Says no whenever others might be cut otherwise too; the long way is then
//! taken, with the same result.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::cut::{Web, cut};
use crate::groups::GroupNo;
use crate::linker::Linker;
use crate::roll::{Slot, ValueNo};
use crate::settle::FEW;
use crate::threads::Stirred;

/// Complaints cut again the short way.
const MOST: usize = 512;

/// The groups a complaint comes to, and the threads that end there.
struct Around {
    members: Vec<Slot>,
    place: HashMap<Slot, u32>,
    web: Web,
    /// Large threads, each by its place in the web.
    large: Vec<(usize, (ValueNo, Slot))>,
}

impl Linker {
    /// The groups of the complaints around one that came, when no others change.
    ///
    /// A thread parts its sides where several are established. Seen from a group, whatever lies
    /// beyond a thread that parts it from others holds an established side, hangs there by that
    /// thread alone, and only grows: how much it holds changes nothing here, nor what comes here
    /// anything there. So the group is cut again as if just enough complaints hung beyond each such
    /// thread. That holds for several groups that the complaint brings together as long as all but
    /// one are whole components: two of one component may hang together beyond.
    pub(crate) fn recut(
        &mut self,
        slot: Slot,
        stirred: &[(ValueNo, Stirred)],
    ) -> Option<Vec<Vec<Slot>>> {
        if !self.only_took(slot, stirred) {
            return None;
        }
        let mut groups: Vec<GroupNo> = Vec::new();
        for thread in self.threads_of(slot) {
            let group = self.group_of(thread, slot)?;
            if !groups.contains(&group) {
                groups.push(group);
            }
            if groups.len() > FEW {
                return None;
            }
        }
        let size: usize = groups.iter().map(|&group| self.groups.size(group)).sum();
        if size >= MOST || groups.is_empty() {
            return None;
        }
        let around = self.around_of(slot, &groups)?;
        let roots = cut(&around.web, self.figures.established);
        for &(thread, head) in &around.large {
            let mut users = around.web.users.get(thread).iter();
            let first = users.next().map(|user| roots[*user as usize]);
            if users.all(|user| Some(roots[*user as usize]) == first) {
                self.parted.remove(&head);
            } else {
                self.parted.insert(head);
            }
        }
        let mut found: HashMap<u32, Vec<Slot>> = HashMap::default();
        for (&member, root) in around.members.iter().zip(roots) {
            found.entry(root).or_default().push(member);
        }
        let mut found: Vec<Vec<Slot>> = found.into_values().collect();
        found.sort_unstable_by_key(|group| self.roll.order(group[0]));
        Some(found)
    }

    /// These groups with the complaint, as a web in which something established hangs beyond each
    /// thread that parts them from others.
    fn around_of(&self, slot: Slot, groups: &[GroupNo]) -> Option<Around> {
        let members = groups
            .iter()
            .flat_map(|&group| &self.groups.get(group).members);
        let mut members: Vec<Slot> = members.copied().chain([slot]).collect();
        members.sort_unstable_by_key(|&member| self.roll.order(member));
        let mut around = Around {
            place: members.iter().copied().zip(0..).collect(),
            web: Web {
                complaints: members.len(),
                ..Web::default()
            },
            large: Vec::new(),
            members,
        };
        let mut seen: HashSet<(ValueNo, u32)> = HashSet::default();
        // Groups from which a thread goes on to others.
        let mut bounded: Option<GroupNo> = None;
        for &member in &around.members.clone() {
            for thread in self.threads_of(member) {
                if !seen.insert(thread) {
                    continue;
                }
                if self.cross(thread, slot, &mut around)? {
                    let group = self.groups.of[member as usize];
                    if bounded.is_some_and(|other| other != group) {
                        return None;
                    }
                    bounded = Some(group);
                }
            }
        }
        Some(around)
    }

    /// Adds a thread to a web; whether it goes on to other groups, nothing when that is not known.
    fn cross(&self, thread: (ValueNo, u32), slot: Slot, around: &mut Around) -> Option<bool> {
        let (value, of) = thread;
        let users = self.thread(value, of);
        let owned = (self.judged[value as usize].as_ref()).is_some_and(|of| of.bits == i32::MAX);
        if users.len() > FEW {
            self.group_of(thread, slot)?;
        }
        if users.len() >= FEW {
            around
                .large
                .push((around.web.owned.len(), (value, users[0])));
        }
        let here: Vec<u32> = users
            .iter()
            .filter_map(|user| around.place.get(user).copied())
            .collect();
        let goes_on = here.len() < users.len();
        let mut groups = users.iter().filter(|user| around.place.contains_key(user));
        let first = groups.next().map(|user| self.groups.of[*user as usize]);
        if goes_on && !groups.all(|user| Some(self.groups.of[*user as usize]) == first) {
            // What is established may then all be here, and what lies beyond not.
            return None;
        }
        let beyond = around.web.complaints;
        let first = goes_on.then(|| u32::try_from(beyond).expect("a few hundred"));
        around.web.users.push(here.into_iter().chain(first));
        around.web.owned.push(owned);
        if goes_on {
            around.web.complaints += self.figures.established;
            let beyond = beyond..around.web.complaints;
            let beyond = beyond.map(|at| u32::try_from(at).expect("a few hundred"));
            around.web.users.push(beyond);
            around.web.owned.push(true);
        }
        Some(goes_on)
    }
}

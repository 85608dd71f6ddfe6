//! The complaints in compact form: numbered in their order, values interned once.
//! Pure memory; decides nothing.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::group::Refused;
use crate::record::{Record, RecordId, ValueKey};

/// Complaints being collected, in any order.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    order: Vec<(Timestamp, RecordId)>,
    ends: Vec<u32>,
    uses: Vec<u32>,
    numbers: HashMap<ValueKey, u32>,
}

impl Intake {
    /// Adds a complaint; keeps nothing of it but its place and its linking values.
    pub(crate) fn push(&mut self, record: &Record) -> Result<(), Refused> {
        let start = self.uses.len();
        for value in record.linking() {
            let number = self.number(value)?;
            self.uses.push(number);
        }
        self.uses[start..].sort_unstable();
        let mut kept = start;
        for at in start..self.uses.len() {
            if at == start || self.uses[at] != self.uses[kept - 1] {
                self.uses[kept] = self.uses[at];
                kept += 1;
            }
        }
        self.uses.truncate(kept);
        self.ends.push(number_of(self.uses.len())?);
        self.order.push(record.order());
        number_of(self.order.len()).map(drop)
    }

    /// The number of a value, interning it when new.
    pub(crate) fn number(&mut self, value: &ValueKey) -> Result<u32, Refused> {
        if let Some(number) = self.numbers.get(value) {
            return Ok(*number);
        }
        let number = number_of(self.numbers.len())?;
        self.numbers.insert(value.clone(), number);
        Ok(number)
    }

    /// Numbers the complaints in their order and inverts the uses.
    pub(crate) fn seal(mut self) -> Result<World, Refused> {
        let values = listed(std::mem::take(&mut self.numbers));
        let mut sorted: Vec<u32> = (0..number_of(self.order.len())?).collect();
        sorted.sort_unstable_by_key(|&old| self.order[old as usize]);
        let mut world = World {
            order: sorted.iter().map(|&o| self.order[o as usize]).collect(),
            by_id: Vec::new(),
            values,
            uses: Spans::default(),
            users: Spans::default(),
        };
        for &old in &sorted {
            let from = old
                .checked_sub(1)
                .map_or(0, |before| self.ends[before as usize]);
            let span = from as usize..self.ends[old as usize] as usize;
            world.uses.extend(&self.uses[span]);
        }
        drop((self.uses, self.ends, self.order, sorted));
        world.users = world.uses.inverted(world.values.len());
        world.index()?;
        Ok(world)
    }
}

/// The values in the order of their numbers.
fn listed(numbers: HashMap<ValueKey, u32>) -> Vec<ValueKey> {
    let mut values: Vec<Option<ValueKey>> = vec![None; numbers.len()];
    for (value, number) in numbers {
        values[number as usize] = Some(value);
    }
    values.into_iter().flatten().collect()
}

fn number_of(count: usize) -> Result<u32, Refused> {
    u32::try_from(count).map_err(|_| Refused::TooMany)
}

/// Complaints numbered by `(received_at, id)`; a smaller number came earlier.
#[derive(Debug)]
pub(crate) struct World {
    order: Vec<(Timestamp, RecordId)>,
    by_id: Vec<u32>,
    pub(crate) values: Vec<ValueKey>,
    /// Complaint to the values it may link on.
    pub(crate) uses: Spans,
    /// Value to the complaints that may be linked on it, in order.
    pub(crate) users: Spans,
}

impl World {
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.order.len()).expect("sealing refused more than u32::MAX complaints")
    }

    pub(crate) fn id(&self, record: u32) -> RecordId {
        self.order[record as usize].1
    }

    pub(crate) fn received(&self, record: u32) -> Timestamp {
        self.order[record as usize].0
    }

    /// The number of a complaint, when it is here.
    pub(crate) fn find(&self, id: RecordId) -> Option<u32> {
        self.by_id
            .binary_search_by_key(&id, |&record| self.id(record))
            .ok()
            .map(|place| self.by_id[place])
    }

    fn index(&mut self) -> Result<(), Refused> {
        let mut by_id: Vec<u32> = (0..self.len()).collect();
        by_id.sort_unstable_by_key(|&record| self.id(record));
        let twice = by_id
            .windows(2)
            .find(|pair| self.id(pair[0]) == self.id(pair[1]));
        if let Some(pair) = twice {
            return Err(Refused::Twice(self.id(pair[0])));
        }
        self.by_id = by_id;
        Ok(())
    }
}

/// A list of lists of numbers, end to end.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Spans {
    fn extend(&mut self, items: &[u32]) {
        self.items.extend_from_slice(items);
        let end = u32::try_from(self.items.len()).expect("the intake refused more than u32::MAX");
        self.ends.push(end);
    }

    pub(crate) fn get(&self, place: u32) -> &[u32] {
        let place = place as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[place] as usize]
    }

    /// For each number below `count`, the places that list it, ascending.
    fn inverted(&self, count: usize) -> Self {
        let mut next = vec![0_u32; count];
        for &item in &self.items {
            next[item as usize] += 1;
        }
        let mut start = 0;
        for slot in &mut next {
            let size = *slot;
            *slot = start;
            start += size;
        }
        let mut items = vec![0; self.items.len()];
        let mut from = 0;
        for (place, &end) in (0_u32..).zip(&self.ends) {
            for &item in &self.items[from as usize..end as usize] {
                let slot = &mut next[item as usize];
                items[*slot as usize] = place;
                *slot += 1;
            }
            from = end;
        }
        // Each cursor now stands at the end of its own span.
        Self { ends: next, items }
    }
}

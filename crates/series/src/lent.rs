//! IP addresses as pages count them: by address. The linker counts them by address and days, as
//! they are lent again, and brings nobody together on them alone.

use faisceau_linkage::{Kind, Record, RecordId, Tally};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};

/// Who uses each address.
#[derive(Debug, Default)]
pub(crate) struct Lent {
    users: HashMap<Box<str>, BTreeSet<(Timestamp, RecordId)>>,
    held: HashMap<RecordId, (Timestamp, Vec<Box<str>>)>,
}

impl Lent {
    /// Takes the addresses of a complaint, in place of those it had.
    pub(crate) fn insert(&mut self, record: &Record) {
        self.remove(record.id);
        let addresses = record.linking().filter(|value| value.kind == Kind::Ip);
        let addresses: Vec<Box<str>> = addresses.map(|value| value.key.clone()).collect();
        for address in &addresses {
            let users = self.users.entry(address.clone()).or_default();
            users.insert(record.order());
        }
        if !addresses.is_empty() {
            self.held.insert(record.id, (record.received_at, addresses));
        }
    }

    /// Forgets the addresses of a complaint.
    pub(crate) fn remove(&mut self, id: RecordId) {
        let Some((at, addresses)) = self.held.remove(&id) else {
            return;
        };
        for address in addresses {
            if let Some(users) = self.users.get_mut(&address) {
                users.remove(&(at, id));
                if users.is_empty() {
                    self.users.remove(&address);
                }
            }
        }
    }

    /// How much an address is used; `None` below two complaints.
    pub(crate) fn tally(&self, address: &str) -> Option<Tally> {
        let users = self.users.get(address).filter(|users| users.len() > 1)?;
        Some(Tally {
            users: users.len() as u64,
            first: users.first()?.0,
            last: users.last()?.0,
        })
    }
}

/// The address of a value as the linker knows it.
pub(crate) fn address(known: &str) -> &str {
    known
        .split_once('@')
        .map_or(known, |(address, _days)| address)
}

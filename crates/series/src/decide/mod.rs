//! What people decide on links, a file for each gesture. Every gesture reads load, decide (pure:
//! `faisceau_linkage::check_corrections`), write, journal, emit; the linker obeys later. Nothing is
//! destroyed: a decision taken back is a row more. Owns the tables `decisions`,
//! `decision_members`, `decision_values`, `decision_withdrawals`, `decisions_pending`,
//! `decision_gate`.

pub(crate) mod dialect;
pub(crate) mod obey;
pub(crate) mod stand;
pub(crate) mod store;

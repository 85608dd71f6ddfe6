//! What people decide on links, a file for each gesture: [`confirm`], [`split`], [`merge`],
//! [`forbid`], [`mark`], [`withdraw`]. Every gesture reads load, decide (pure:
//! `faisceau_linkage::check_corrections`), write, journal, emit; the linker obeys later ([`obey`]).
//! Nothing is destroyed: a decision taken back is a row more. Owns the tables `decisions`,
//! `decision_members`, `decision_values`, `decision_withdrawals`, `decisions_pending`,
//! `decision_gate`.

pub(crate) mod api;
pub(crate) mod confirm;
pub(crate) mod contradict;
pub(crate) mod dialect;
pub(crate) mod enact;
pub(crate) mod forbid;
pub(crate) mod kind;
pub(crate) mod listed;
pub(crate) mod mark;
pub(crate) mod merge;
pub(crate) mod obey;
pub(crate) mod proof;
pub(crate) mod refused;
pub(crate) mod side;
pub(crate) mod split;
pub(crate) mod stand;
pub(crate) mod store;
pub(crate) mod withdraw;
pub(crate) mod words;

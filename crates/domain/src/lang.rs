//! The languages of the interface, and how their sentences are typeset. The law crate stands below and names them; the rest of the
//! house takes them from here.

pub use faisceau_law::{Lang, typeset};

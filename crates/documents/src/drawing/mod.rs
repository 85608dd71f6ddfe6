//! Drawings as SVG, for a page and for a paper: pure functions from figures to text, the same
//! bytes for the same figures. Knows no table and no address but those it is handed; everything
//! from outside is made printable and escaped on the way in. Never the only way to read something:
//! each page shows the same figures as a table beside.

pub mod arrange;
pub mod bars;
pub mod graph;
mod measure;
mod pen;
pub mod tiles;
pub mod timeline;

pub use pen::{Drawing, Medium, safe as escaped};

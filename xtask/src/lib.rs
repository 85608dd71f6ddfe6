//! The repository's own checks: what the house promises about its own text, read from the files
//! and proven on every run. Knows nothing of the platform's behaviour and changes no file of it.

pub mod finding;
pub mod mutants;
pub mod repo;
pub mod rust_source;
pub mod sbom;
pub mod table;
pub mod tidy;

pub use finding::Finding;
pub use repo::Repo;

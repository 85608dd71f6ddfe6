//! The event by which whoever finds typed identifiers tells it. The values travel in memory, to
//! the same transaction; the stored event holds their number only.

use faisceau_identifiers as identifiers;
use serde::Serialize;
use uuid::Uuid;

/// One value found.
#[derive(Debug, Clone)]
pub struct FoundValue {
    /// Parsed and canonical.
    pub identifier: identifiers::Identifier,
    /// As it was typed or read, bounded by its parser.
    pub raw: String,
    /// Whose it is said to be.
    pub role: identifiers::Role,
    /// Where it was found: the field's key, `import`, `text`…
    pub source: String,
}

/// Identifiers were found in something, most often a complaint.
#[derive(Debug, Clone, Serialize)]
pub struct IdentifiersFound {
    /// `complaint` today; exhibits and answers of providers later.
    pub subject_kind: &'static str,
    /// The thing they were found in.
    pub subject: Uuid,
    /// The values, in memory only.
    #[serde(skip)]
    pub values: Vec<FoundValue>,
    /// How many values.
    pub count: usize,
}

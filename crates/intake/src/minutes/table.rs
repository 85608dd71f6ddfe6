//! The record as a table: one row a question, for drafting software that takes nothing else. No cell begins
//! as a formula would.

use super::Record;
use faisceau_documents::cells::guarded;
use faisceau_platform::fault::Fault;

/// The columns, named alike in every language: programs read them.
const COLUMNS: [&str; 4] = ["key", "label", "answer", "state"];

/// The table, as CSV (RFC 4180).
///
/// # Errors
/// Never in practice: the table is written in memory.
pub(crate) fn table(record: &Record) -> Result<Vec<u8>, Fault> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    out.write_record(COLUMNS)?;
    for one in &record.questions {
        let cells = [&one.key, &one.label, &one.answer];
        let cells = cells.into_iter().map(|cell| guarded(cell));
        out.write_record(cells.chain([one.state.to_owned()]))?;
    }
    Ok(out.into_inner().map_err(|error| error.into_error())?)
}

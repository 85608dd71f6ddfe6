//! The register for programs: JSON whole, CSV with one line a column. Words of the declarations, in the
//! language asked; no formula for a spreadsheet.

use super::measures;
use crate::fault::Fault;
use crate::world::World;
use faisceau_documents::cells::guarded;
use faisceau_domain::Lang;
use faisceau_domain::inventory::{Column, Table};
use serde_json::{Value, json};

/// The name and version of the JSON.
const FORMAT: &str = "faisceau-register/1";

/// The register as JSON.
#[must_use]
pub fn json(world: &World, lang: Lang) -> Value {
    let config = &world.config;
    let tables = world.inventory.tables.iter();
    let measured = measures(world).into_iter();
    json!({
        "format": FORMAT,
        "made_at": world.clock.now().to_string(),
        "controller": config.controller,
        "contact": config.contact,
        "dpo_contact": config.dpo_contact,
        "legal_regime": config.regime().code(),
        "legal_act": config.legal_act,
        "offence_case": config.offence_case.map(|case| case.code()),
        "linkage_basis": world.frame.basis.code(),
        "linkage_law": world.frame.law,
        "linkage_act": config.linkage_act,
        "recipients": config.recipients,
        "measures": measured.map(|one| (one.code.to_owned(), one.in_force.into()))
            .collect::<serde_json::Map<String, Value>>(),
        "tables": tables.map(|table| whole(table, lang)).collect::<Vec<_>>(),
    })
}

fn whole(table: &Table, lang: Lang) -> Value {
    let columns = table.columns.iter().map(|column| {
        json!({
            "name": column.name, "holds": column.holds.code(), "kept": column.retention,
            "public": column.public, "purpose": column.purpose,
        })
    });
    json!({
        "part": table.owner, "name": table.name, "purpose": table.purpose(lang),
        "columns": columns.collect::<Vec<_>>(),
    })
}

/// The headers of the CSV.
const HEADERS: [&str; 7] = [
    "part", "table", "column", "holds", "kept", "public", "purpose",
];

/// The register as CSV, a line for each column.
///
/// # Errors
/// When a line cannot be written.
pub fn csv(world: &World, lang: Lang) -> Result<Vec<u8>, Fault> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEADERS)?;
    for table in &world.inventory.tables {
        for column in &table.columns {
            out.write_record(cells(table, column, lang).map(|cell| guarded(&cell)))?;
        }
    }
    out.into_inner().map_err(|e| Fault::new(e.to_string()))
}

fn cells(table: &Table, column: &Column, lang: Lang) -> [String; 7] {
    let own = column.purpose.as_deref();
    [
        table.owner.clone(),
        table.name.clone(),
        column.name.clone(),
        column.holds.code().to_owned(),
        column.retention.clone(),
        column.public.to_string(),
        own.unwrap_or_else(|| table.purpose(lang)).to_owned(),
    ]
}

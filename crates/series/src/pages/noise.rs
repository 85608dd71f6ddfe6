//! The lists of values that are everybody's, as a table of those in force. Reads nothing stored.

use crate::words;
use faisceau_documents::words::{Say, Value};
use faisceau_domain::noise::Lists;
use faisceau_platform::web::parts::{Cell, Column, DataTable};

/// One row a list: what it is called and about, where it comes from, how much it names.
pub(super) fn table(say: &Say, lists: &Lists) -> DataTable {
    let rows = lists.all().iter().map(|list| {
        let kinds = list.kinds.iter().map(|kind| words::kind(say, kind.code()));
        let kinds: Vec<String> = kinds.collect();
        let source = [
            ("source", list.source.as_str()),
            ("licence", &list.licence),
            ("dated", &list.dated),
        ];
        vec![
            Cell::text(words::noise_list(say, &list.code)),
            Cell::text(kinds.join(", ")),
            Cell::text(list.entries.len().to_string()),
            Cell::text(say.with("values-noise-source", &source)),
            Cell::text(list.code.clone()),
        ]
    });
    let column = |key: &str| Column::new(say.say(key));
    let columns = vec![
        column("values-noise-column-name"),
        column("values-noise-column-kinds"),
        column("values-noise-column-entries").figures(),
        column("values-noise-column-source"),
        column("values-noise-column-code"),
    ];
    let version = [("version", Value::from(lists.version().to_owned()))];
    let caption = say.words.say(say.lang, "values-noise", &version);
    DataTable::new(say, "noise", caption, columns, rows.collect())
}

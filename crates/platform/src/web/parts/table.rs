//! Tables of data, for staff: a caption, headers, rows whose first cell names them; sorting is a
//! link, so that it works without a script.

use askama::Template;
use faisceau_documents::words::Say;

use super::notice::Tag;
use super::staff::PivotChip;

/// How a column is sorted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Not by this column.
    Not,
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

impl Sort {
    fn aria(self) -> &'static str {
        match self {
            Sort::Not => "none",
            Sort::Up => "ascending",
            Sort::Down => "descending",
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Sort::Not => "",
            Sort::Up => "▲",
            Sort::Down => "▼",
        }
    }
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its words.
    pub label: String,
    /// Whether it holds figures, set to the right.
    pub figures: bool,
    /// How it is sorted and the address that sorts by it.
    pub sort: Option<(Sort, String)>,
}

impl Column {
    /// A column of words.
    pub fn new(label: impl Into<String>) -> Column {
        Column {
            label: label.into(),
            figures: false,
            sort: None,
        }
    }

    /// The same, of figures.
    #[must_use]
    pub fn figures(mut self) -> Column {
        self.figures = true;
        self
    }

    /// The same, sorted by a link.
    #[must_use]
    pub fn sorted(mut self, now: Sort, href: impl Into<String>) -> Column {
        self.sort = Some((now, href.into()));
        self
    }
}

/// What a cell holds.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Words or figures.
    Text(String),
    /// A link: words and address.
    Link(String, String),
    /// A state.
    Tag(Tag),
    /// Identifiers.
    Pivots(Vec<PivotChip>),
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }
}

/// A table.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/table.html")]
pub struct DataTable {
    /// An id of the page, unique on it.
    pub id: String,
    /// What the table holds.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as the columns; the first cell names the row.
    pub rows: Vec<Vec<Cell>>,
    empty: String,
}

impl DataTable {
    /// A table; says that it is empty when it has no row.
    pub fn new(
        say: &Say,
        id: impl Into<String>,
        caption: impl Into<String>,
        columns: Vec<Column>,
        rows: Vec<Vec<Cell>>,
    ) -> DataTable {
        DataTable {
            id: id.into(),
            caption: caption.into(),
            columns,
            rows,
            empty: say.say("platform-table-empty"),
        }
    }

    fn figures(&self, index: &usize) -> bool {
        self.columns
            .get(*index)
            .is_some_and(|column| column.figures)
    }
}

//! The pieces pages are made of, each a struct of words already said that writes itself as HTML:
//! in any template, `{{ part }}`. Pieces hold no rule and ask nobody anything.

mod choice;
mod date;
mod field;
mod file;
mod lists;
mod notice;
mod preview;
mod receipt;
mod staff;
mod steps;
mod table;
mod thread;

pub use choice::{Choice, Choices, Select};
pub use date::{DateField, DateParts, MoneyField};
pub use field::{Asked, Check, Kind, TextArea, TextField};
pub use file::{FileField, FileRow};
pub use lists::{Pagination, Row, SummaryList, Task, TaskList, UrgentAction, UrgentActions};
pub use notice::{Button, Details, ErrorSummary, FieldError, Interruption, Notice, Tag, Tone};
pub use preview::{Preview, PreviewMade};
pub use receipt::{Receipt, Secret};
pub use staff::{PivotChip, PivotKind};
pub use steps::{Download, PanelBox, Steps};
pub use table::{Cell, Column, DataTable, Sort};
pub use thread::{Message, Side, Thread};

use askama::filters::HtmlSafe;

macro_rules! written_as_html {
    ($($part:ty),* $(,)?) => { $(impl HtmlSafe for $part {})* };
}

written_as_html!(
    Button,
    Check,
    Choices,
    DataTable,
    DateField,
    Details,
    Download,
    ErrorSummary,
    FileField,
    Interruption,
    MoneyField,
    Notice,
    Pagination,
    PanelBox,
    PivotChip,
    Preview,
    Receipt,
    Select,
    Steps,
    SummaryList,
    Tag,
    TaskList,
    TextArea,
    TextField,
    Thread,
    UrgentActions,
);

/// The element id of a field: its name, with what addresses cannot bear replaced.
#[must_use]
pub fn id_of(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() || letter == '_' {
            letter
        } else {
            '-'
        }
    };
    format!("f-{}", name.chars().map(plain).collect::<String>())
}

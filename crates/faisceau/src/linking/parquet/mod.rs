//! Parquet as rows of text, a few rows at a time, row group by row group. Holds a page of each
//! column and never a row group; judges types and sizes, and nothing of what a cell says.

mod column;
mod pages;

use super::given::GivenValue;
use super::rows::Row;
use super::source::Numbered;
use column::{Cell, Column};
use faisceau_platform::fault::Fault;
use parquet::basic::Compression;
use parquet::column::reader::ColumnReader;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData};
use std::borrow::Cow;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Rows read at once.
const ROWS: usize = 1_024;
/// The largest row group, in bytes unpacked: what its pages may take of memory.
const GROUP_MAX: u64 = 512 << 20;
/// Most values of a column in one row group, those of lists too.
const VALUES_MAX: i64 = 8 << 20;
/// The longest description at the end of a file: some thousands of row groups.
const FOOTER_MAX: u64 = 16 << 20;

/// A Parquet file that is being read.
pub(super) struct Parquet {
    file: Arc<File>,
    about: ParquetMetaData,
    columns: Vec<Column>,
    size: u64,
    rows: u64,
    /// The row group to open next.
    group: usize,
    /// The columns of the one that is open, and its rows that are left.
    open: Vec<ColumnReader>,
    left: usize,
    /// Rows read and not told yet, the last first, and the number of the next.
    ahead: Vec<Result<Row, String>>,
    number: u64,
}

impl Parquet {
    pub(super) fn of(file: File) -> Result<Self, Fault> {
        let size = file.metadata()?.len();
        footer(&file, size)?;
        let about = caught(|| Ok(ParquetMetaDataReader::new().parse_and_finish(&file)?))?;
        let columns = Column::all(about.file_metadata().schema_descr())?;
        let mut rows = 0;
        for group in about.row_groups() {
            judged(group, columns.len(), size)?;
            rows += u64::try_from(group.num_rows())?;
        }
        Ok(Self {
            file: Arc::new(file),
            about,
            columns,
            size,
            rows,
            group: 0,
            open: Vec::new(),
            left: 0,
            ahead: Vec::new(),
            number: 0,
        })
    }

    /// The names of the columns that are not fields of `ids`, and of those that are.
    pub(super) fn columns<'a>(&'a self) -> (Vec<&'a str>, Vec<&'a str>) {
        let (listed, own): (Vec<&Column>, Vec<&Column>) =
            self.columns.iter().partition(|column| column.is_listed);
        let names = |of: Vec<&'a Column>| of.into_iter().map(|column| &*column.name).collect();
        (names(own), names(listed))
    }

    /// How much of the file was read, by its rows.
    pub(super) fn bytes(&self) -> u64 {
        let part = u128::from(self.size) * u128::from(self.number.min(self.rows));
        u64::try_from(part / u128::from(self.rows.max(1))).unwrap_or(self.size)
    }

    /// The next row, numbered from 1.
    pub(super) fn next(&mut self) -> Result<Option<Numbered<Row>>, Fault> {
        while self.ahead.is_empty() {
            if !caught(|| self.read_ahead())? {
                return Ok(None);
            }
        }
        self.number += 1;
        Ok(self.ahead.pop().map(|row| (self.number, row)))
    }

    /// Reads some rows; whether there was anything left to read.
    fn read_ahead(&mut self) -> Result<bool, Fault> {
        if self.left == 0 {
            let Some(group) = self.about.row_groups().get(self.group) else {
                return Ok(false);
            };
            let columns = (0..).zip(&self.columns);
            let columns = columns.map(|(at, column)| column.open(&self.file, group, at));
            self.open = columns.collect::<Result<_, _>>()?;
            self.left = usize::try_from(group.num_rows())?;
            self.group += 1;
            return Ok(true);
        }
        let many = self.left.min(ROWS);
        self.left -= many;
        let mut rows: Vec<Cells> = (0..many).map(|_| Cells::default()).collect();
        for (column, reader) in self.columns.iter().zip(&mut self.open) {
            for (row, cells) in rows.iter_mut().zip(column.read(reader, many)?) {
                row.put(column, cells);
            }
        }
        self.ahead = rows.into_iter().rev().map(Cells::row).collect();
        Ok(true)
    }
}

/// The cells of a row as they come, column by column.
#[derive(Default)]
struct Cells {
    row: Row,
    wrong: Option<String>,
    listed: Listed,
}

/// The fields of the identifiers of a row: `t`, `v` and `r`.
#[derive(Default)]
struct Listed {
    kinds: Option<Vec<Option<String>>>,
    values: Vec<Option<String>>,
    roles: Option<Vec<Option<String>>>,
}

impl Cells {
    fn put(&mut self, column: &Column, cells: Vec<Cell>) {
        let put = match column.is_listed {
            true => self.list(&column.name, cells),
            false => cells
                .into_iter()
                .try_for_each(|cell| own(&mut self.row, &column.name, cell?)),
        };
        if let Err(why) = put {
            self.wrong.get_or_insert(why);
        }
    }

    fn list(&mut self, name: &str, cells: Vec<Cell>) -> Result<(), String> {
        let cells = cells.into_iter().collect::<Result<_, _>>()?;
        match name {
            "t" => self.listed.kinds = Some(cells),
            "v" => self.listed.values = cells,
            _ => self.listed.roles = Some(cells),
        }
        Ok(())
    }

    /// The row, or the first thing wrong of it.
    fn row(mut self) -> Result<Row, String> {
        if let Some(why) = self.wrong {
            return Err(why);
        }
        if self.row.id.is_empty() {
            return Err("`id` is missing".to_owned());
        }
        self.row.ids = self.listed.identifiers()?;
        Ok(self.row)
    }
}

impl Listed {
    /// The identifiers of a row; `None` in a file that has no list of them.
    fn identifiers(self) -> Result<Option<Vec<GivenValue<'static>>>, String> {
        let Some(kinds) = self.kinds else {
            return Ok(None);
        };
        let roles = self.roles.unwrap_or_else(|| vec![None; kinds.len()]);
        if kinds.len() != self.values.len() || kinds.len() != roles.len() {
            return Err("`t`, `v` and `r` of `ids` are not as many".to_owned());
        }
        let all = kinds.into_iter().zip(self.values).zip(roles);
        let given = all.map(|((kind, value), role)| match kind.zip(value) {
            Some((kind, value)) => Ok(GivenValue {
                t: Cow::Owned(kind),
                v: Cow::Owned(value),
                r: role,
            }),
            None => Err("an identifier of `ids` needs both `t` and `v`".to_owned()),
        });
        given.collect::<Result<_, _>>().map(Some)
    }
}

/// Writes a cell where it belongs.
fn own(row: &mut Row, name: &str, cell: Option<String>) -> Result<(), String> {
    match name {
        "id" => row.id = cell.unwrap_or_default(),
        "received_at" => row.received_at = cell.unwrap_or_default(),
        "occurred_at" => row.occurred_at = cell,
        "kind" => row.kind = cell.unwrap_or_default(),
        "amount_eur" => {
            let amount = cell.map(|cell| cell.parse()).transpose();
            row.amount_eur = amount.map_err(|_| "`amount_eur` must be a number".to_owned())?;
        }
        "text" => row.text = cell,
        "image" => row.image = cell,
        "type" => row.r#type = cell,
        "value" => row.value = cell,
        _ => row.role = cell,
    }
    Ok(())
}

/// Refuses what cannot be Parquet and a description too long to be one.
fn footer(mut file: &File, size: u64) -> Result<(), Fault> {
    let mut end = [0; 8];
    let is_read = size >= 12
        && file.seek(SeekFrom::End(-8)).is_ok()
        && file.read_exact(&mut end).is_ok()
        && end.ends_with(b"PAR1");
    let [a, b, c, d, ..] = end;
    let about = u64::from(u32::from_le_bytes([a, b, c, d]));
    if !is_read || about > size - 12 {
        return Err(damaged("its end is no end of Parquet: it may be cut"));
    }
    if about > FOOTER_MAX {
        return Err(Fault::new(format!(
            "its description takes {about} bytes, of {FOOTER_MAX} at most: write the file with \
             fewer row groups"
        )));
    }
    Ok(())
}

/// Refuses a row group that is larger than what is held, whatever its pages say later, or packed
/// by what this program has no library for.
fn judged(group: &RowGroupMetaData, columns: usize, size: u64) -> Result<(), Fault> {
    if group.columns().len() != columns || group.num_rows() < 0 {
        return Err(damaged("a row group has not the columns of the file"));
    }
    let mut unpacked = 0_u64;
    for column in group.columns() {
        let name = column.column_path().string();
        is_unpacked(column.compression(), &name)?;
        let from = column.dictionary_page_offset();
        let from = u64::try_from(from.unwrap_or_else(|| column.data_page_offset()));
        let length = u64::try_from(column.compressed_size());
        let end = from.ok().zip(length.ok());
        let end = end.and_then(|(from, length)| from.checked_add(length));
        if end.is_none_or(|end| end > size) {
            let why = format!("the column `{name}` is said to lie outside of the file");
            return Err(damaged(&why));
        }
        let declared = u64::try_from(column.uncompressed_size()).ok();
        unpacked = declared.map_or(u64::MAX, |bytes| unpacked.saturating_add(bytes));
        if !(0..=VALUES_MAX).contains(&column.num_values()) {
            unpacked = u64::MAX;
        }
    }
    if unpacked > GROUP_MAX {
        return Err(Fault::new(format!(
            "a row group is larger than what is held at once ({} MiB unpacked, {VALUES_MAX} \
             values of a column): write the file with smaller ones, as by \
             `row_group_size=100000` in pandas and pyarrow or `ROW_GROUP_SIZE 100000` in DuckDB",
            GROUP_MAX >> 20
        )));
    }
    Ok(())
}

/// Refuses what this program has no library for.
fn is_unpacked(by: Compression, column: &str) -> Result<(), Fault> {
    match by {
        Compression::UNCOMPRESSED
        | Compression::SNAPPY
        | Compression::GZIP(_)
        | Compression::ZSTD(_) => Ok(()),
        other => Err(Fault::new(format!(
            "the column `{column}` is compressed by {other}: write it with Snappy, Zstandard or gzip"
        ))),
    }
}

/// What the library reads. It trusts what pages say of themselves in places, and then panics: that is
/// damage of the file and no bug of ours.
fn caught<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(|fault| damaged(&fault.to_string())),
        Err(_) => Err(damaged("its pages contradict each other")),
    }
}

fn damaged(why: &str) -> Fault {
    Fault::new(format!(
        "it cannot be read as Parquet: {why}; write it again, or give it as CSV"
    ))
}

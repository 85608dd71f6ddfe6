//! One column of Parquet: what type it is of, and its cells as the text CSV would have. A column of
//! the list `ids` has several cells a row.

use super::pages::Pages;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{ByteArrayType, DataType};
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor, SchemaDescriptor};
use std::fs::File;
use std::sync::Arc;

/// The longest text of a cell, as a line of JSON.
const LONGEST: usize = 1 << 20;

/// A cell as text, or none.
pub(super) type Cell = Result<Option<String>, String>;

/// How a cell of a column becomes text.
#[derive(Debug, Clone, Copy)]
enum Told {
    Text,
    Number,
    /// With so many decimals.
    Decimal(u32),
    /// So many to a second, from 1970; without a zone it is universal time.
    Time(i64),
}

/// A column that is understood.
pub(super) struct Column {
    /// The name of its own, or the field of `ids` that it is.
    pub(super) name: String,
    pub(super) is_listed: bool,
    about: ColumnDescPtr,
    told: Told,
    /// From this level on there is an element of the list; 0 outside of it.
    element: i16,
}

/// Cells with their levels, one of each; none where a column has one cell in every row.
struct Read {
    repeated: Vec<i16>,
    defined: Vec<i16>,
    cells: Vec<Cell>,
}

impl Column {
    /// The columns of a file.
    pub(super) fn all(schema: &SchemaDescriptor) -> Result<Vec<Column>, Fault> {
        let columns = schema.columns().iter();
        columns.map(|column| Column::of(schema, column)).collect()
    }

    fn of(schema: &SchemaDescriptor, about: &ColumnDescPtr) -> Result<Column, Fault> {
        let path = about.path().parts();
        let is_listed = about.max_rep_level() == 1 && path.len() > 1 && path[0] == "ids";
        let whole = about.path().string();
        let is_plain = about.max_rep_level() == 0 && path.len() == 1;
        let told = told(about).filter(|_| is_plain || is_listed);
        let Some(told) = told else {
            let found = about.physical_type();
            return Err(Fault::new(format!(
                "the column `{whole}` is of a type that is not read ({found}): give text, whole \
                 numbers, decimal numbers or timestamps, and identifiers as `type` and `value` \
                 or as a list `ids` of `t`, `v` and `r`"
            )));
        };
        let name = match (is_listed, path.last()) {
            (true, Some(field)) if ["t", "v", "r"].contains(&&**field) => field.clone(),
            _ => whole,
        };
        Ok(Column {
            name,
            is_listed,
            about: Arc::clone(about),
            told,
            element: element(schema, path),
        })
    }

    /// Opens it in a row group, whose sizes were judged.
    pub(super) fn open(
        &self,
        file: &Arc<File>,
        group: &RowGroupMetaData,
        at: usize,
    ) -> Result<ColumnReader, Fault> {
        let rows = usize::try_from(group.num_rows())?;
        let pages = Pages::of(file, group.column(at), rows)?;
        Ok(get_column_reader(Arc::clone(&self.about), Box::new(pages)))
    }

    /// The cells of the next rows: one each, or those of the elements of the list.
    pub(super) fn read(
        &self,
        reader: &mut ColumnReader,
        many: usize,
    ) -> Result<Vec<Vec<Cell>>, Fault> {
        let read = self.levelled(reader, many);
        let read = read.map_err(|e| Fault::from(e).context(self.named()))?;
        let rows = self.by_row(read);
        if rows.len() != many {
            let found = rows.len();
            return Err(Fault::new(format!(
                "{} has {found} rows where {many} are announced",
                self.named()
            )));
        }
        Ok(rows)
    }

    fn named(&self) -> String {
        format!("the column `{}`", self.about.path().string())
    }

    fn by_row(&self, read: Read) -> Vec<Vec<Cell>> {
        if !self.is_listed {
            return read.cells.into_iter().map(|cell| vec![cell]).collect();
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let levels = read.repeated.into_iter().zip(read.defined);
        for ((repeated, defined), cell) in levels.zip(read.cells) {
            if repeated == 0 {
                rows.push(Vec::new());
            }
            if let Some(row) = rows.last_mut().filter(|_| defined >= self.element) {
                row.push(cell);
            }
        }
        rows
    }

    fn levelled(&self, reader: &mut ColumnReader, many: usize) -> Result<Read, ParquetError> {
        let whole = |value: i64| match self.told {
            Told::Time(unit) => instant(value, unit),
            Told::Decimal(places) => Ok(Some(decimal(value, places))),
            Told::Text | Told::Number => Ok(Some(value.to_string())),
        };
        match reader {
            ColumnReader::ByteArrayColumnReader(reader) => self.texts(reader, many),
            ColumnReader::Int32ColumnReader(reader) => {
                self.cells(reader, many, |value| whole(i64::from(*value)))
            }
            ColumnReader::Int64ColumnReader(reader) => {
                self.cells(reader, many, |value| whole(*value))
            }
            ColumnReader::FloatColumnReader(reader) => self.numbers(reader, many),
            ColumnReader::DoubleColumnReader(reader) => self.numbers(reader, many),
            _ => Err(ParquetError::General("a type refused before".to_owned())),
        }
    }

    fn texts(
        &self,
        reader: &mut ColumnReaderImpl<ByteArrayType>,
        many: usize,
    ) -> Result<Read, ParquetError> {
        self.cells(reader, many, |value| match value.data() {
            [] => Ok(None),
            long if long.len() > LONGEST => {
                Err(format!("`{}` is longer than {LONGEST} bytes", self.name))
            }
            text => match std::str::from_utf8(text) {
                Ok(text) => Ok(Some(text.to_owned())),
                Err(_) => Err(format!("`{}` must be UTF-8", self.name)),
            },
        })
    }

    fn numbers<T: DataType>(
        &self,
        reader: &mut ColumnReaderImpl<T>,
        many: usize,
    ) -> Result<Read, ParquetError>
    where
        T::T: std::fmt::Display,
    {
        self.cells(reader, many, |value| Ok(Some(value.to_string())))
    }

    /// The next cells of a type, fewer at the end.
    fn cells<T: DataType>(
        &self,
        reader: &mut ColumnReaderImpl<T>,
        many: usize,
        cell: impl Fn(&T::T) -> Cell,
    ) -> Result<Read, ParquetError> {
        let (mut defined, mut repeated, mut values) = (Vec::new(), Vec::new(), Vec::new());
        reader.read_records(many, Some(&mut defined), Some(&mut repeated), &mut values)?;
        let mut values = values.iter();
        let cells = match self.about.max_def_level() {
            0 => values.map(cell).collect(),
            full => {
                let next = |level: &i16| match *level == full {
                    true => values.next().map_or(Ok(None), &cell),
                    false => Ok(None),
                };
                defined.iter().map(next).collect()
            }
        };
        Ok(Read {
            repeated,
            defined,
            cells,
        })
    }
}

/// How many steps of a path, down to the list, may be missing: where they are all there, so is an
/// element.
fn element(schema: &SchemaDescriptor, path: &[String]) -> i16 {
    let mut at = schema.root_schema();
    let mut level = 0;
    for step in path {
        let Some(next) = at.get_fields().iter().find(|field| field.name() == step) else {
            return 0;
        };
        at = next;
        match at.get_basic_info().repetition() {
            Repetition::REQUIRED => {}
            Repetition::OPTIONAL => level += 1,
            Repetition::REPEATED => return level + 1,
        }
    }
    0
}

/// How the cells of a column are read; `None` for a type that no column of ours has.
fn told(column: &ColumnDescriptor) -> Option<Told> {
    let (logical, converted) = (column.logical_type_ref(), column.converted_type());
    match (column.physical_type(), logical, converted) {
        (Type::BYTE_ARRAY, None, ConvertedType::NONE | ConvertedType::UTF8)
        | (Type::BYTE_ARRAY, Some(LogicalType::String | LogicalType::Enum), _) => Some(Told::Text),
        (Type::INT64, Some(LogicalType::Timestamp(time)), _) => Some(Told::Time(match time.unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        })),
        (Type::INT32 | Type::INT64, Some(LogicalType::Decimal(_)), _)
        | (Type::INT32 | Type::INT64, None, ConvertedType::DECIMAL) => {
            let places = u32::try_from(column.type_scale()).ok()?;
            (places < 19).then_some(Told::Decimal(places))
        }
        (Type::INT64, None, ConvertedType::TIMESTAMP_MILLIS) => Some(Told::Time(1_000)),
        (Type::INT64, None, ConvertedType::TIMESTAMP_MICROS) => Some(Told::Time(1_000_000)),
        (Type::INT32 | Type::INT64, Some(LogicalType::Integer(whole)), _) if whole.is_signed => {
            Some(Told::Number)
        }
        (Type::INT32 | Type::INT64, None, ConvertedType::NONE)
        | (
            Type::INT32,
            None,
            ConvertedType::INT_8 | ConvertedType::INT_16 | ConvertedType::INT_32,
        )
        | (Type::INT64, None, ConvertedType::INT_64)
        | (Type::FLOAT | Type::DOUBLE, None, ConvertedType::NONE) => Some(Told::Number),
        _ => None,
    }
}

/// A whole number of the last decimal, in figures.
fn decimal(value: i64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    let (whole, rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    let sign = if value < 0 { "-" } else { "" };
    match usize::try_from(places) {
        Ok(width) if width > 0 => format!("{sign}{whole}.{rest:0width$}"),
        _ => format!("{sign}{whole}"),
    }
}

/// An instant as RFC 3339 writes it.
fn instant(value: i64, unit: i64) -> Cell {
    let nanoseconds = i128::from(value) * i128::from(1_000_000_000 / unit);
    match Timestamp::from_nanosecond(nanoseconds) {
        Ok(at) => Ok(Some(at.to_string())),
        Err(_) => Err("a timestamp is out of bounds".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{decimal, instant};

    #[test]
    fn whole_numbers_become_sums_and_instants() {
        assert_eq!(decimal(12_050, 2), "120.50");
        assert_eq!(decimal(-5, 2), "-0.05");
        assert_eq!(decimal(7, 0), "7");
        let at = |value, unit| instant(value, unit).ok().flatten().expect("an instant");
        assert_eq!(at(1_772_359_200_000, 1_000), "2026-03-01T10:00:00Z");
        assert_eq!(at(-1, 1_000_000_000), "1969-12-31T23:59:59.999999999Z");
        assert!(instant(i64::MAX, 1_000).is_err());
    }
}

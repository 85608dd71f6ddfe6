//! `faisceau link` on Parquet: what others' programs write links as its lines of JSON do, and what is
//! no such table is refused with the column and what to do. The files and what wrote them are in
//! `tests/parquet`.

use crate::command_line::{faisceau, text};
use parquet::data_type::{ByteArrayType, DoubleType, Int64Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// 1 March 2026, ten o'clock, in microseconds.
const TEN: i64 = 1_772_359_200_000_000;

const LISTED: &str = "message complaints {
    required int64 id;
    required int64 received_at (TIMESTAMP(MICROS,true));
    optional group ids (LIST) { repeated group list { optional group element {
        optional binary t (STRING);
        optional binary v (STRING);
    } } }
}";

/// The cells of a column: which are there as levels, and those.
enum Cells {
    Whole(Vec<i64>),
    Double(Vec<f64>, Vec<i16>),
    Text(Vec<&'static str>, Vec<i16>),
    /// With the levels that say where a row begins.
    Listed(Vec<&'static str>, Vec<i16>, Vec<i16>),
}

fn write(path: &Path, schema: &str, columns: &[Cells]) {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let file = File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for cells in columns {
        let mut column = group.next_column().unwrap().unwrap();
        let texts = |texts: &[&'static str]| texts.iter().map(|text| (*text).into()).collect();
        let written = match cells {
            Cells::Whole(values) => column
                .typed::<Int64Type>()
                .write_batch(values, None, None)
                .unwrap(),
            Cells::Double(values, there) => column
                .typed::<DoubleType>()
                .write_batch(values, Some(there), None)
                .unwrap(),
            Cells::Text(values, there) => {
                let values: Vec<_> = texts(values);
                let writer = column.typed::<ByteArrayType>();
                writer.write_batch(&values, Some(there), None).unwrap()
            }
            Cells::Listed(values, there, begins) => {
                let values: Vec<_> = texts(values);
                let writer = column.typed::<ByteArrayType>();
                let written = writer.write_batch(&values, Some(there), Some(begins));
                written.unwrap()
            }
        };
        assert!(written > 0 || matches!(cells, Cells::Listed(..)));
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
}

fn given(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parquet");
    Path::new(folder).join(name)
}

/// The exit code, what was told, and the labels.
fn link(folder: &Path, input: &Path, explained: &[&str]) -> (Option<i32>, String, String) {
    let input = input.to_str().unwrap();
    let mut asked = vec!["link", "--in", input, "--out", "out.csv"];
    asked.extend(explained.iter().flat_map(|id| ["--explain", id]));
    std::fs::remove_file(folder.join("out.csv")).ok();
    let out = faisceau(folder, &asked);
    let labels = std::fs::read_to_string(folder.join("out.csv")).unwrap_or_default();
    let told = text(&out.stdout) + &text(&out.stderr);
    (out.status.code(), told, labels)
}

#[test]
fn what_others_write_links_as_its_ndjson_does() {
    let folder = tempfile::tempdir().unwrap();
    let all = ["P-1", "P-2", "P-3", "P-4", "P-5", "P-6", "P-7"];
    let expected = link(folder.path(), &given("complaints.ndjson"), &all);
    assert_eq!(expected.0, Some(0), "{}", expected.1);
    let labels = "id,label\nP-1,P-1\nP-2,P-1\nP-3,P-3\nP-4,P-4\nP-5,P-4\nP-6,P-4\nP-7,P-7\n";
    let mut sorted: Vec<&str> = expected.2.lines().collect();
    sorted[1..].sort_unstable();
    assert_eq!(sorted, labels.lines().collect::<Vec<_>>());
    let told = &expected.1;
    assert!(told.contains("1 identifiers could not be read"), "{told}");
    for name in [
        "pyarrow.parquet",
        "pyarrow-pages-v2.parquet",
        "duckdb.parquet",
        "polars.parquet",
        "pandas.parquet",
    ] {
        assert_eq!(link(folder.path(), &given(name), &all), expected, "{name}");
    }
}

#[test]
fn a_complaint_in_two_rows_of_lists_is_given_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.parquet");
    // The second row has the id of the first, the third an identifier without its value, the fourth
    // none at all.
    let columns = [
        Cells::Whole(vec![1, 1, 2, 3]),
        Cells::Whole(vec![TEN; 4]),
        Cells::Listed(
            vec!["phone", "email", "email", "phone"],
            vec![4, 4, 4, 4, 0],
            vec![0, 1, 0, 0, 0],
        ),
        Cells::Listed(
            vec!["0639980001", "a@exemple.fr", "b@exemple.fr"],
            vec![4, 4, 4, 3, 0],
            vec![0, 1, 0, 0, 0],
        ),
    ];
    write(&path, LISTED, &columns);
    let (code, told, labels) = link(folder.path(), &path, &["1"]);
    assert_eq!(code, Some(2), "{told}");
    for expected in [
        "line 2: the id `1` was given before",
        "line 3: an identifier of `ids` needs both `t` and `v`",
        "2 complaints, 0 series",
        "phone",
        "a@exemple.fr",
    ] {
        assert!(told.contains(expected), "{expected} is missing of\n{told}");
    }
    assert!(!told.contains("b@exemple.fr"), "{told}");
    assert_eq!(labels, "id,label\n1,1\n3,3\n");
}

#[test]
fn a_row_that_is_no_complaint_is_told_and_the_rest_is_linked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.parquet");
    let schema = "message rows {
        optional binary id (STRING);
        required int64 received_at (TIMESTAMP(NANOS,false));
        optional double amount_eur;
    }";
    let columns = [
        Cells::Text(vec!["a", "b", "c"], vec![1, 0, 1, 1]),
        Cells::Whole(vec![TEN * 1_000; 4]),
        Cells::Double(vec![12.5, -1.0, f64::NAN], vec![1, 0, 1, 1]),
    ];
    write(&path, schema, &columns);
    let (code, told, labels) = link(folder.path(), &path, &[]);
    assert_eq!(code, Some(2), "{told}");
    for expected in [
        "line 2: `id` is missing",
        "line 3: `amount_eur` is out of bounds",
        "line 4: `amount_eur` is out of bounds",
    ] {
        assert!(told.contains(expected), "{expected} is missing of\n{told}");
    }
    assert_eq!(labels, "id,label\na,a\n");
}

#[test]
fn what_is_no_such_table_is_refused_with_the_column_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.parquet");
    let text = |name: &str| format!("optional binary {name} (STRING);");
    for (id, received_at, more, why) in [
        (
            "id",
            "received_at",
            "colour",
            "unknown column `colour`: give only id, received_at",
        ),
        (
            "id",
            "occurred_at",
            "kind",
            "the column `received_at` is missing",
        ),
        (
            "number",
            "received_at",
            "kind",
            "the column `id` is missing",
        ),
        (
            "id",
            "received_at",
            "__index_level_0__",
            "unknown column `__index_level_0__`",
        ),
    ] {
        let schema = format!(
            "message m {{ {}{}{} }}",
            text(id),
            text(received_at),
            text(more)
        );
        let there = || Cells::Text(vec!["1"], vec![1]);
        write(&path, &schema, &[there(), there(), there()]);
        refused(folder.path(), &path, why);
    }
    let wrong_type = "is of a type that is not read (INT64): give text, whole numbers, decimal";
    let schema = LISTED.replace("TIMESTAMP(MICROS,true)", "TIME(MICROS,true)");
    let listed = || Cells::Listed(vec!["a"], vec![4], vec![0]);
    let whole = || Cells::Whole(vec![1]);
    let columns = [whole(), whole(), listed(), listed()];
    write(&path, &schema, &columns);
    refused(
        folder.path(),
        &path,
        &format!("the column `received_at` {wrong_type}"),
    );
    let of_list = "`ids` must be a list of `t`, `v` and perhaps `r`";
    let schema = LISTED.replace(" v (", " value (");
    write(&path, &schema, &columns);
    refused(folder.path(), &path, of_list);
    let schema = LISTED.replace(" v (", " r (");
    write(&path, &schema, &columns);
    refused(folder.path(), &path, of_list);
    let schema = LISTED.replace("message complaints {", "message m { required int64 type;");
    let columns = [whole(), whole(), whole(), listed(), listed()];
    write(&path, &schema, &columns);
    refused(folder.path(), &path, of_list);
}

fn refused(folder: &Path, path: &Path, why: &str) {
    let (code, told, labels) = link(folder, path, &[]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains(why), "{why} is missing of\n{told}");
    assert_eq!(labels, "", "nothing was done");
}

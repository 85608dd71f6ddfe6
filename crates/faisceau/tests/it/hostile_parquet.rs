//! Parquet that is cut, damaged, or made to take more memory than it may: refused with what to do,
//! whatever its pages say of themselves.

use crate::command_line::{faisceau, text};
use faisceau::linking::{Source, each};
use flate2::write::GzEncoder;
use parquet::basic::{Compression, Encoding};
use parquet::file::metadata::{
    ColumnChunkMetaData, FileMetaData, ParquetMetaDataBuilder, ParquetMetaDataWriter,
    RowGroupMetaData,
};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::SchemaDescriptor;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const TABLE: &str = "message rows {
    required binary id (STRING);
    required binary received_at (STRING);
    required binary kind (STRING);
}";
const EMPTY: &str = "message rows {
    required binary id (STRING);
    required binary received_at (STRING);
    optional binary kind (STRING);
}";

const PLAIN: i64 = 0;
const RLE: i64 = 3;
const BIT_PACKED: i64 = 4;
const DELTA_BYTE_ARRAY: i64 = 7;
const RLE_DICTIONARY: i64 = 8;

/// A column as its row group declares it, and as its pages are.
struct Said {
    pages: Vec<u8>,
    /// Where its first page of values begins, after a dictionary.
    dictionary: Option<usize>,
    packed: Compression,
    values: i64,
    unpacked: i64,
    /// Where it is said to begin, when that is not where it does.
    at: Option<i64>,
}

impl Said {
    fn of(pages: Vec<u8>) -> Said {
        Said {
            unpacked: i64::try_from(pages.len()).unwrap(),
            pages,
            dictionary: None,
            packed: Compression::UNCOMPRESSED,
            values: 1,
            at: None,
        }
    }

    fn packed(self, packed: Compression, unpacked: i64) -> Said {
        Said {
            packed,
            unpacked,
            ..self
        }
    }
}

/// A number as the headers of pages write it (Thrift, compact protocol).
fn number(value: i64, out: &mut Vec<u8>) {
    let mut rest = ((value << 1) ^ (value >> 63)).cast_unsigned();
    while rest > 127 {
        out.push(u8::try_from(rest & 127).unwrap() | 128);
        rest >>= 7;
    }
    out.push(u8::try_from(rest).unwrap());
}

/// A header of these fields, each a step after the one before, then the bytes.
fn page(kind: i64, fields_at: u8, fields: &[i64], bytes: &[u8]) -> Vec<u8> {
    let size = i64::try_from(bytes.len()).unwrap();
    let mut out = Vec::new();
    for value in [kind, size, size] {
        out.push(0x15);
        number(value, &mut out);
    }
    out.push(fields_at << 4 | 0x0c);
    for value in fields {
        out.push(0x15);
        number(*value, &mut out);
    }
    out.extend([0, 0]);
    out.extend(bytes);
    out
}

fn values(number: i64, encoding: i64, levels: i64, bytes: &[u8]) -> Vec<u8> {
    page(0, 2, &[number, encoding, levels, levels], bytes)
}

fn dictionary(number: i64, bytes: &[u8]) -> Vec<u8> {
    page(2, 4, &[number, PLAIN], bytes)
}

/// Texts as they are written plainly.
fn plain(texts: &[&str]) -> Vec<u8> {
    let mut out = Vec::new();
    for text in texts {
        out.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
        out.extend(text.as_bytes());
    }
    out
}

/// A file of one row, whose last columns are given.
fn write(path: &Path, schema: &str, last: Vec<Said>) {
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let schema = Arc::new(SchemaDescriptor::new(schema));
    let mut out = b"PAR1".to_vec();
    let mut group = RowGroupMetaData::builder(Arc::clone(&schema)).set_num_rows(1);
    let ours =
        ["1", "2026-03-01T10:00:00Z"].map(|text| Said::of(values(1, PLAIN, RLE, &plain(&[text]))));
    for (at, said) in ours.into_iter().chain(last).enumerate() {
        let from = said.at.unwrap_or_else(|| i64::try_from(out.len()).unwrap());
        let skipped = said.dictionary.map(|size| i64::try_from(size).unwrap());
        let column = ColumnChunkMetaData::builder(schema.column(at))
            .set_compression(said.packed)
            .set_encodings(vec![Encoding::PLAIN, Encoding::RLE])
            .set_num_values(said.values)
            .set_total_compressed_size(i64::try_from(said.pages.len()).unwrap())
            .set_total_uncompressed_size(said.unpacked)
            .set_data_page_offset(from + skipped.unwrap_or(0))
            .set_dictionary_page_offset(skipped.map(|_| from));
        group = group.add_column_metadata(column.build().unwrap());
        out.extend(said.pages);
    }
    let about = FileMetaData::new(1, 1, None, None, schema, None);
    let about = ParquetMetaDataBuilder::new(about).add_row_group(group.build().unwrap());
    let about = about.build();
    let mut footer = Vec::new();
    ParquetMetaDataWriter::new(&mut footer, &about)
        .finish()
        .unwrap();
    out.extend(footer);
    std::fs::write(path, out).unwrap();
}

fn link(folder: &Path, path: &Path) -> (Option<i32>, String) {
    let asked = ["link", "--in", path.to_str().unwrap(), "--out", "out.csv"];
    let out = faisceau(folder, &asked);
    (out.status.code(), text(&out.stderr))
}

fn refused(folder: &Path, path: &Path, why: &str) {
    let (code, told) = link(folder, path);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains(why), "{why} is missing of\n{told}");
    assert!(!told.contains("panicked"), "{told}");
    assert!(!folder.join("out.csv").exists(), "nothing was done");
}

#[test]
fn a_file_made_by_hand_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.parquet");
    let of_one = |bytes: &[u8]| Said::of(values(1, PLAIN, RLE, bytes));
    write(&path, TABLE, vec![of_one(&plain(&["x"]))]);
    assert_eq!(link(folder.path(), &path).0, Some(0));
}

#[test]
fn sizes_that_are_too_large_are_refused_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.parquet");
    let small = || Said::of(values(1, PLAIN, RLE, &plain(&["x"])));
    let mut large = small();
    large.unpacked = 1 << 40;
    let mut many = small();
    many.values = 1 << 40;
    let mut less = small();
    less.unpacked = -1;
    for said in [large, many, less] {
        write(&path, TABLE, vec![said]);
        refused(
            folder.path(),
            &path,
            "`row_group_size=100000` in pandas and pyarrow",
        );
    }
    for at in [-1, 1 << 40, i64::MAX] {
        let mut away = small();
        away.at = Some(at);
        write(&path, TABLE, vec![away]);
        refused(
            folder.path(),
            &path,
            "the column `kind` is said to lie outside of the file",
        );
    }
    let packed = small().packed(Compression::LZ4_RAW, 100);
    write(&path, TABLE, vec![packed]);
    refused(
        folder.path(),
        &path,
        "write it with Snappy, Zstandard or gzip",
    );
    let mut file = std::fs::File::create(&path).unwrap();
    file.set_len(32 << 20).unwrap();
    file.write_all(b"PAR1").unwrap();
    drop(file);
    let mut bytes = std::fs::read(&path).unwrap();
    let end = bytes.len() - 8;
    bytes[end..].copy_from_slice(b"\x01\0\0\x01PAR1");
    std::fs::write(&path, &bytes).unwrap();
    refused(
        folder.path(),
        &path,
        "takes 16777217 bytes, of 16777216 at most: write the file with fewer row groups",
    );
    bytes[end..].copy_from_slice(b"\xff\xff\xff\xffPAR1");
    std::fs::write(&path, &bytes).unwrap();
    refused(
        folder.path(),
        &path,
        "it may be cut; write it again, or give it as CSV",
    );
}

#[test]
fn pages_that_unfold_to_more_than_declared_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.parquet");
    // 64 MiB of zeros.
    let zeros = vec![0; 64 << 20];
    let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&zeros).unwrap();
    let gzip = gzip.finish().unwrap();
    let zstd = compress_to_vec(&zeros[..], CompressionLevel::Fastest);
    // Snappy says first what it unfolds to: 4 GiB less one.
    let snappy = vec![0xff, 0xff, 0xff, 0xff, 0x0f, 0];
    for (bytes, by) in [
        (gzip, Compression::GZIP(Default::default())),
        (zstd, Compression::ZSTD(Default::default())),
        (snappy, Compression::SNAPPY),
    ] {
        let said = Said::of(values(1, PLAIN, RLE, &bytes)).packed(by, 1_000);
        write(&path, TABLE, vec![said]);
        refused(folder.path(), &path, "unfold to more than declared");
    }
    // A dictionary that says it has two thousand million entries.
    let mut pages = dictionary(i64::from(i32::MAX), &plain(&["x"]));
    let first = pages.len();
    pages.extend(values(1, RLE_DICTIONARY, RLE, &[0, 2, 0]));
    let mut said = Said::of(pages);
    said.dictionary = Some(first);
    write(&path, TABLE, vec![said]);
    refused(
        folder.path(),
        &path,
        "its dictionary is shorter than it says",
    );
    // As many empty cells, in a few bytes.
    let run = [5, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0x0f];
    let said = Said::of(values(i64::from(i32::MAX), PLAIN, RLE, &run));
    write(&path, EMPTY, vec![said]);
    refused(
        folder.path(),
        &path,
        "its pages have more values than declared",
    );
    let said = Said::of(values(1, DELTA_BYTE_ARRAY, RLE, &plain(&["x"])));
    write(&path, TABLE, vec![said]);
    refused(
        folder.path(),
        &path,
        "DELTA_BYTE_ARRAY, which is not read: write it with PLAIN",
    );
    let said = Said::of(values(1, PLAIN, BIT_PACKED, &[1, 0, 0, 0, 0]));
    write(&path, EMPTY, vec![said]);
    refused(
        folder.path(),
        &path,
        "its levels are packed in a way that was given up",
    );
    // A text longer than any line of JSON is that row's fault alone.
    let long = "x".repeat((1 << 20) + 1);
    write(
        &path,
        TABLE,
        vec![Said::of(values(1, PLAIN, RLE, &plain(&[&long])))],
    );
    let (code, told) = link(folder.path(), &path);
    assert_eq!(code, Some(2), "{told}");
    assert!(
        told.contains("line 1: `kind` is longer than 1048576 bytes"),
        "{told}"
    );
}

fn given(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parquet");
    Path::new(folder).join(name)
}

#[test]
fn a_file_that_was_cut_is_refused_wherever_that_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.parquet");
    let whole = std::fs::read(given("pyarrow.parquet")).unwrap();
    for length in [
        0,
        3,
        4,
        11,
        12,
        500,
        whole.len() / 2,
        whole.len() - 9,
        whole.len() - 1,
    ] {
        std::fs::write(&path, &whole[..length]).unwrap();
        refused(folder.path(), &path, "it cannot be read as Parquet");
    }
    // Cut in the middle, its end still there.
    let end = &whole[whole.len() - 2_000..];
    std::fs::write(&path, [&whole[..100], end].concat()).unwrap();
    refused(folder.path(), &path, "write it again, or give it as CSV");
}

#[test]
fn no_byte_that_was_changed_stops_the_program_or_takes_its_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.parquet");
    let mut told = 0;
    for name in ["pyarrow.parquet", "duckdb.parquet"] {
        let whole = std::fs::read(given(name)).unwrap();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= if at % 2 == 0 { 0xff } else { 0x01 };
            std::fs::write(&path, &changed).unwrap();
            let read = Source::open(&path).and_then(|mut source| {
                let mut wrong = 0;
                each(&mut source, |_, read| {
                    wrong += read.iter().filter(|(_, ready)| ready.is_err()).count();
                })?;
                Ok(wrong)
            });
            told += usize::from(read.is_err() || read.is_ok_and(|wrong| wrong > 0));
        }
    }
    assert!(told > 1_000, "{told} of the changes were told");
}

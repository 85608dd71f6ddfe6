//! The pages of one column of a row group, unpacked here and not by the library, which trusts what
//! a page says of itself: no page, however packed, gives more than its row group declared.

use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::serialized_reader::SerializedPageReader;
use std::fs::File;
use std::io::Read;
use std::sync::Arc;

/// The least that an entry of a dictionary takes.
const ENTRY_MIN: usize = 4;

/// The pages of a column, the next first.
pub(super) struct Pages {
    pages: SerializedPageReader<File>,
    packed: Compression,
    /// Whether its pages tell which cells are empty, and which begin a row.
    may_be_empty: bool,
    is_listed: bool,
    /// What is left of the bytes and of the values that the row group declared.
    bytes_left: u64,
    values_left: u64,
}

impl Pages {
    /// Those of a column whose sizes were judged.
    pub(super) fn of(file: &Arc<File>, column: &ColumnChunkMetaData, rows: usize) -> Result<Self> {
        let as_it_lies = column
            .clone()
            .into_builder()
            .set_compression(Compression::UNCOMPRESSED)
            .build()?;
        let about = column.column_descr();
        Ok(Self {
            pages: SerializedPageReader::new(Arc::clone(file), &as_it_lies, rows, None)?,
            packed: column.compression(),
            may_be_empty: about.max_def_level() > 0,
            is_listed: about.max_rep_level() > 0,
            bytes_left: u64::try_from(column.uncompressed_size())?,
            values_left: u64::try_from(column.num_values())?,
        })
    }

    fn opened(&mut self, mut page: Page) -> Result<Page> {
        match &mut page {
            Page::DictionaryPage {
                buf, num_values, ..
            } => *buf = self.dictionary(buf, *num_values)?.into(),
            Page::DataPage {
                buf,
                num_values,
                encoding,
                def_level_encoding,
                rep_level_encoding,
                ..
            } => {
                self.count(*num_values)?;
                is_read(*encoding)?;
                let old = |asked: bool, encoding| asked && encoding != Encoding::RLE;
                if old(self.may_be_empty, *def_level_encoding)
                    || old(self.is_listed, *rep_level_encoding)
                {
                    return Err(wrong("its levels are packed in a way that was given up"));
                }
                *buf = self.unpacked(buf)?.into();
            }
            Page::DataPageV2 {
                buf,
                num_values,
                encoding,
                def_levels_byte_len,
                rep_levels_byte_len,
                is_compressed,
                ..
            } => {
                self.count(*num_values)?;
                is_read(*encoding)?;
                let levels = u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len);
                let levels = usize::try_from(levels)?;
                *buf = self.after_levels(buf, levels, *is_compressed)?.into();
                *is_compressed = false;
            }
        }
        Ok(page)
    }

    /// A page whose levels, before its values, are never packed.
    fn after_levels(&mut self, page: &[u8], levels: usize, is_packed: bool) -> Result<Vec<u8>> {
        let Some((levels, values)) = page.split_at_checked(levels) else {
            return Err(wrong("a page is shorter than it says"));
        };
        let mut whole = levels.to_vec();
        match is_packed {
            true => whole.extend(self.unpacked(values)?),
            false => whole.extend(values),
        }
        Ok(whole)
    }

    fn dictionary(&mut self, buf: &[u8], entries: u32) -> Result<Vec<u8>> {
        let buf = self.unpacked(buf)?;
        match buf.len() / ENTRY_MIN < usize::try_from(entries)? {
            true => Err(wrong("its dictionary is shorter than it says")),
            false => Ok(buf),
        }
    }

    /// Values that a page says it has, repeated ones too.
    fn count(&mut self, values: u32) -> Result<()> {
        let left = self.values_left.checked_sub(u64::from(values));
        self.values_left = left.ok_or_else(|| wrong("its pages have more values than declared"))?;
        Ok(())
    }

    fn unpacked(&mut self, bytes: &[u8]) -> Result<Vec<u8>> {
        let most = self.bytes_left;
        let mut out = Vec::new();
        match self.packed {
            Compression::UNCOMPRESSED => out.extend_from_slice(bytes),
            _ if bytes.is_empty() => {}
            Compression::SNAPPY => {
                let says = snap::raw::decompress_len(bytes).map_err(unreadable)?;
                if u64::try_from(says)? > most {
                    return Err(too_much());
                }
                let mut decoder = snap::raw::Decoder::new();
                out = decoder.decompress_vec(bytes).map_err(unreadable)?;
            }
            Compression::GZIP(_) => {
                let from = flate2::read::MultiGzDecoder::new(bytes);
                from.take(most + 1).read_to_end(&mut out)?;
            }
            Compression::ZSTD(_) => {
                let mut rest = bytes;
                while !rest.is_empty() && out.len() as u64 <= most {
                    let from = ruzstd::decoding::StreamingDecoder::new(&mut rest);
                    let from = from.map_err(unreadable)?;
                    from.take(most + 1).read_to_end(&mut out)?;
                }
            }
            other => return Err(wrong(&format!("it is compressed by {other}"))),
        }
        let left = most.checked_sub(out.len() as u64);
        self.bytes_left = left.ok_or_else(too_much)?;
        Ok(out)
    }
}

/// Refuses the encoding whose values repeat the value before: a page of a few bytes of it unfolds
/// to any size.
fn is_read(encoding: Encoding) -> Result<()> {
    match encoding {
        Encoding::PLAIN
        | Encoding::PLAIN_DICTIONARY
        | Encoding::RLE_DICTIONARY
        | Encoding::DELTA_BINARY_PACKED
        | Encoding::DELTA_LENGTH_BYTE_ARRAY
        | Encoding::BYTE_STREAM_SPLIT => Ok(()),
        other => Err(wrong(&format!(
            "it is encoded as {other}, which is not read: write it with PLAIN or a dictionary"
        ))),
    }
}

fn too_much() -> ParquetError {
    wrong("its pages unfold to more than declared")
}

fn unreadable(e: impl std::error::Error) -> ParquetError {
    wrong(&e.to_string())
}

fn wrong(why: &str) -> ParquetError {
    ParquetError::General(why.to_owned())
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        page.map(|page| self.opened(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.pages.at_record_boundary()
    }
}

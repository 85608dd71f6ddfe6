//! Reads back the payload that travels inside a file of ours. Given only to files whose
//! signature holds: what it reads was written by this crate.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Stream, String as PdfString};

/// A payload found in a file, its signature not checked yet.
pub(crate) struct Found {
    pub(crate) key_id: String,
    pub(crate) bytes: Vec<u8>,
    /// Hexadecimal digits.
    pub(crate) signature: Vec<u8>,
}

/// The attachments `payload-<key id>.json` and `.sig`, when both are there.
pub(crate) fn payload(file: Vec<u8>) -> Option<Found> {
    let pdf = Pdf::new(file).ok()?;
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let names: Array<'_> = catalog
        .get::<Dict<'_>>("Names")?
        .get::<Dict<'_>>("EmbeddedFiles")?
        .get("Names")?;
    let mut names = names.flex_iter();
    let (mut bytes, mut signature) = (None, None);
    while let (Some(name), Some(file)) = (names.next::<PdfString<'_>>(), names.next::<Dict<'_>>()) {
        let name = String::from_utf8_lossy(name.as_bytes()).into_owned();
        let Some(name) = name.strip_prefix("payload-") else {
            continue;
        };
        let stream: Stream<'_> = file.get::<Dict<'_>>("EF")?.get("F")?;
        let content = stream.decoded().ok()?.into_owned();
        if let Some(key_id) = name.strip_suffix(".json") {
            bytes = Some((key_id.to_owned(), content));
        } else if let Some(key_id) = name.strip_suffix(".sig") {
            signature = Some((key_id.to_owned(), content));
        }
    }
    let ((key_id, bytes), (other, signature)) = (bytes?, signature?);
    (key_id == other).then_some(Found {
        key_id,
        bytes,
        signature,
    })
}

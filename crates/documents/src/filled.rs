//! Reads the boxes of a form filled in on a screen: names and values, as any program saves them. The file
//! comes from outside: bounded in size, depth and number of boxes, no object read twice, nothing in it run or
//! drawn. What the answers are worth is judged elsewhere.

use std::collections::BTreeSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream, String as PdfString,
};
use hayro_syntax::xref::XRef;

use crate::letters::{FILLED_ON, FORM, NUMBER};

/// A form of ours weighs half a megabyte; with typefaces that a program adds, a few.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// How deep fields may stand in fields: ours stand two deep, boxes of one name three.
const DEEP: usize = 6;

/// The longest form has some 800 boxes.
const MOST_BOXES: usize = 5_000;

/// The most characters kept of one box; longer answers go on another sheet.
const MOST_CHARS: usize = 20_000;

/// The most bytes of a long text as the file holds it: what is packed tighter is no answer.
const MOST_PACKED: usize = 4 * MOST_CHARS;

/// A form filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The code of the type.
    pub code: String,
    /// The version of its form.
    pub version: u32,
    /// The hash of its form.
    pub hash: String,
    /// The number written on the sheet.
    pub number: Option<String>,
    /// The day it was filled in, as written: day, month, year.
    pub filled_on: [String; 3],
    /// What stands in the boxes of questions, by name; empty ones too.
    pub boxes: Vec<(String, String)>,
}

/// Refusal: a file is not a form of ours.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
pub enum NotAForm {
    /// Larger than any form filled in.
    #[error("the file is larger than {MOST_BYTES} bytes")]
    TooBig,
    /// Not a PDF that can be read; or it asks for a password.
    #[error("the file is not a PDF that can be read")]
    NotPdf,
    /// It has no box to fill in: printed to PDF, or scanned.
    #[error("the file has no field to read")]
    NoFields,
    /// Its boxes are not those of a form of this platform.
    #[error("the file is not a form of this platform")]
    Foreign,
}

impl NotAForm {
    /// The stable word of the cause.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NotAForm::TooBig => "too-big",
            NotAForm::NotPdf => "not-pdf",
            NotAForm::NoFields => "no-fields",
            NotAForm::Foreign => "foreign",
        }
    }
}

/// Reads a file.
///
/// # Errors
/// [`NotAForm`].
pub fn read_filled(file: Vec<u8>) -> Result<Filled, NotAForm> {
    if file.len() > MOST_BYTES {
        return Err(NotAForm::TooBig);
    }
    let pdf = Pdf::new(file).map_err(|_| NotAForm::NotPdf)?;
    let root: Dict<'_> = pdf
        .xref()
        .get(pdf.xref().root_id())
        .ok_or(NotAForm::NotPdf)?;
    let form = root.get::<Dict<'_>>("AcroForm").ok_or(NotAForm::NoFields)?;
    let fields = form.get::<Array<'_>>("Fields").ok_or(NotAForm::NoFields)?;
    let mut walk = Walk {
        xref: pdf.xref(),
        seen: BTreeSet::new(),
        boxes: Vec::new(),
    };
    for field in walk.each(&fields) {
        walk.field(&field, "", DEEP);
    }
    if walk.boxes.is_empty() {
        return Err(NotAForm::NoFields);
    }
    of(walk.boxes)
}

fn of(boxes: Vec<(String, String)>) -> Result<Filled, NotAForm> {
    let own = |name: &str| {
        let found = boxes.iter().find(|(own, _)| own == name);
        found
            .map(|(_, value)| value.trim().to_owned())
            .unwrap_or_default()
    };
    let form = own(FORM);
    let mut form = form.split_whitespace();
    let (Some(code), Some(version), Some(hash)) = (form.next(), form.next(), form.next()) else {
        return Err(NotAForm::Foreign);
    };
    let day = ["day", "month", "year"].map(|part| own(&format!("{FILLED_ON}:{part}")));
    Ok(Filled {
        code: code.to_owned(),
        version: version.parse().map_err(|_| NotAForm::Foreign)?,
        hash: hash.to_owned(),
        number: Some(own(NUMBER)).filter(|number| !number.is_empty()),
        filled_on: day,
        boxes: boxes
            .into_iter()
            .filter(|(name, _)| !name.starts_with("sheet."))
            .collect(),
    })
}

/// The way through the fields of a file.
struct Walk<'p> {
    xref: &'p XRef,
    /// The objects met: fields that hold themselves, or one another, are met once.
    seen: BTreeSet<ObjectIdentifier>,
    boxes: Vec<(String, String)>,
}

impl<'p> Walk<'p> {
    /// The entries of a list that were not met yet.
    fn each(&mut self, all: &Array<'p>) -> Vec<Dict<'p>> {
        let mut found = Vec::new();
        for one in all.raw_iter() {
            found.extend(match one {
                MaybeRef::Ref(at) if self.seen.insert(at.into()) => self.xref.get(at.into()),
                MaybeRef::Ref(_) => None,
                MaybeRef::NotRef(own) => own.into_dict(),
            });
        }
        found
    }

    /// A field and those inside it, whose names begin with its own.
    fn field(&mut self, field: &Dict<'p>, above: &str, deep: usize) {
        if self.boxes.len() >= MOST_BOXES || deep == 0 {
            return;
        }
        let own = field
            .get::<PdfString<'_>>("T")
            .map(|name| text(name.as_bytes()));
        let name = match (&own, above) {
            (None, above) => above.to_owned(),
            (Some(own), "") => own.clone(),
            (Some(own), above) => format!("{above}.{own}"),
        };
        let value = self.value_of(field);
        let kids = field.get::<Array<'_>>("Kids");
        let kids = kids.map(|kids| self.each(&kids)).unwrap_or_default();
        // Kids without a name are the places where the same field is shown.
        if kids.iter().any(|kid| kid.contains_key("T")) {
            for kid in &kids {
                self.field(kid, &name, deep - 1);
            }
            return;
        }
        // Some programs tick the box that is seen and forget to say it of the field.
        let ticked = || kids.iter().chain([field]).find_map(state);
        let value = value.filter(|value| value != "Off").or_else(ticked);
        if !name.is_empty() {
            self.boxes.push((name, value.unwrap_or_default()));
        }
    }

    fn value_of(&mut self, field: &Dict<'p>) -> Option<String> {
        let value = match field.get::<Object<'_>>("V")? {
            Object::String(value) => text(value.as_bytes()),
            Object::Name(value) => String::from_utf8_lossy(value.as_ref()).into_owned(),
            Object::Stream(value) => self.long(&value)?,
            _ => return None,
        };
        Some(value.chars().take(MOST_CHARS).collect())
    }

    /// A few bytes can unpack to many: a long text is unpacked once, and only while it is small.
    fn long(&mut self, value: &Stream<'_>) -> Option<String> {
        let small = value.raw_data().len() <= MOST_PACKED && value.filters().len() <= 1;
        if !small || !self.seen.insert(value.obj_id()) {
            return None;
        }
        Some(text(&value.decoded().ok()?))
    }
}

fn state(shown: &Dict<'_>) -> Option<String> {
    let state = shown.get::<Name<'_>>("AS")?;
    let state = String::from_utf8_lossy(state.as_ref()).into_owned();
    (state != "Off").then_some(state)
}

/// A text of a PDF: UTF-16 or UTF-8 with a mark, else its own encoding, which is Latin-1 but for a few.
fn text(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(b"\xFE\xFF") {
        let units: Vec<u16> = wide
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(utf8) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    bytes.iter().map(|byte| own_encoding(*byte)).collect()
}

/// `PDFDocEncoding` of ISO 32000-1.
fn own_encoding(byte: u8) -> char {
    const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const SIGNS: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    match byte {
        0x18..=0x1F => ACCENTS[usize::from(byte - 0x18)],
        0x80..=0xA0 => SIGNS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

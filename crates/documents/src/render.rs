//! A letter typeset to PDF/A-3a and PDF/UA-1 at once, with a fixed date and identity: the same
//! input gives the same bytes. Draws the mark of what is not signed, whatever the template says.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Zoned;
use serde_json::{Value, json};
use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::{FileId, Source};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::fonts::FAMILIES;
use crate::letter::{Letter, Own, Regime, Reserved, Templates};
use crate::letters::BlankLetter;
use crate::mark::{self, Mark};
use crate::text::{Bounds, printable};
use crate::world::{Paper, file_id, own_file};
use crate::{Say, fields, qr, seal};

/// What a letter is rendered with.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The reader's language.
    pub say: &'a Say,
    /// The templates, from `letters/` and the operator's overlay.
    pub templates: &'a Templates,
    /// Under what right the instance works.
    pub regime: Regime,
    /// The date of the document: written in its metadata, and the only date Typst can learn.
    pub at: &'a Zoned,
    /// What identifies this document for ever, such as its reference and version.
    pub ident: &'a str,
    /// The mark to draw.
    pub mark: Mark,
}

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The bytes of the PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Why a letter was not rendered.
#[derive(Debug, thiserror::Error)]
pub enum NotRendered {
    /// Refusal: this paper belongs to authorities, and the instance is not one.
    #[error("`{letter}` is reserved ({reserved:?}) and this instance is {}", regime.code())]
    Reserved {
        /// The letter's name.
        letter: &'static str,
        /// Who may issue it.
        reserved: Reserved,
        /// What this instance is.
        regime: Regime,
    },
    /// Fault: the template is absent.
    #[error("no template letters/{0}.typ")]
    NoTemplate(&'static str),
    /// Fault: the template does not compile or breaks PDF/A or PDF/UA (an operator's overlay:
    /// ours are tested). Each line names file, line and cause.
    #[error("the template is refused:\n{0}")]
    Template(String),
    /// Fault: the QR code's text is too long.
    #[error(transparent)]
    Qr(#[from] qr::TooLong),
    /// Fault: a PDF cannot bear this date (years 0 to 9999).
    #[error("a PDF cannot bear the date {0}")]
    Date(String),
    /// Fault: the boxes of a form could not be made.
    #[error(transparent)]
    Fields(#[from] fields::NoFields),
    /// Fault: the finished file could not be signed.
    #[error(transparent)]
    Seal(#[from] seal::NotSealed),
}

impl NotRendered {
    /// The stable word of the cause, for journals and interfaces.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            NotRendered::Reserved { .. } => "document-reserved",
            NotRendered::NoTemplate(_) => "document-template-absent",
            NotRendered::Template(_) => "document-template-broken",
            NotRendered::Qr(_) => "document-qr-too-long",
            NotRendered::Date(_) => "document-date",
            NotRendered::Fields(_) => "document-no-fields",
            NotRendered::Seal(_) => "document-not-sealed",
        }
    }
}

/// A file travelling inside the PDF (PDF/A-3 associated file).
#[derive(Debug, Clone)]
pub(crate) struct Attachment {
    pub(crate) name: String,
    pub(crate) mime: &'static str,
    pub(crate) description: String,
    pub(crate) bytes: Vec<u8>,
}

/// Renders a letter that nobody signs: it always bears a mark, `BROUILLON` unless the setting
/// says `SPÉCIMEN`.
///
/// # Errors
/// [`NotRendered`].
pub fn draft<L: Letter>(letter: &L, setting: Setting<'_>) -> Result<Rendered, NotRendered> {
    let mark = if setting.mark == Mark::None {
        Mark::Draft
    } else {
        setting.mark
    };
    render(letter, Setting { mark, ..setting }, None, &[])
}

/// Renders a letter that a person sends in their own name: nobody signs it here, and it bears no mark
/// unless the setting says `SPÉCIMEN`.
///
/// # Errors
/// [`NotRendered`].
pub fn own<L: Own>(letter: &L, setting: Setting<'_>) -> Result<Rendered, NotRendered> {
    render(letter, setting, None, &[])
}

/// Renders a blank form; where it is to be filled in on a screen, its boxes become fields.
///
/// # Errors
/// [`NotRendered`].
pub fn blank(letter: &BlankLetter, setting: Setting<'_>) -> Result<Rendered, NotRendered> {
    let rendered = own(letter, setting)?;
    let pdf = match letter.fillable {
        true => fields::add(rendered.pdf, &letter.spots(setting.say))?,
        false => rendered.pdf,
    };
    Ok(Rendered { pdf, ..rendered })
}

/// Counts the documents typeset and lets old results go. What typst computed for the parts that
/// papers share (sentences of the law, words, frame) serves the next ones: less than half of the
/// work of a paper is its own. What no recent paper used is let go, or the memory grows without
/// end (3 GB after 2,900 letters); so it is on every path out.
struct Evict;

/// Documents between two cleanings. What is kept serves at least that many further documents,
/// about 1 MB each; a cleaning at each document would cost more than it frees.
const CLEANED_EVERY: usize = 8;

static TYPESET: AtomicUsize = AtomicUsize::new(0);

impl Drop for Evict {
    fn drop(&mut self) {
        let before = TYPESET.fetch_add(1, Ordering::Relaxed);
        if before % CLEANED_EVERY == CLEANED_EVERY - 1 {
            comemo::evict(1);
        }
    }
}

/// Renders with an optional signature slot, first of the keywords, and attachments.
pub(crate) fn render<L: Letter>(
    letter: &L,
    setting: Setting<'_>,
    slot: Option<String>,
    attachments: &[Attachment],
) -> Result<Rendered, NotRendered> {
    let (name, reserved) = (L::NAME, L::RESERVED);
    if !reserved.allows(setting.regime) {
        return Err(NotRendered::Reserved {
            letter: name,
            reserved,
            regime: setting.regime,
        });
    }
    if !setting.templates.has(name) {
        return Err(NotRendered::NoTemplate(name));
    }
    let _evict = Evict;
    let title = title(&letter.title(setting.say), setting.mark);
    let world = Paper {
        main: Source::new(own_file("/outer.typ"), include_str!("outer.typ").to_owned()),
        templates: &setting.templates.sources,
        files: files(letter, setting, attachments)?,
    };
    let mut document = compile(&world)?;
    if let Some(word) = setting.mark.word(setting.say.lang) {
        document = mark::draw(document, word)?;
    }
    let info = document.info_mut();
    // The template may have set its own; these are ours.
    info.title = Some(title.into());
    info.author = Vec::new();
    info.description = None;
    info.date = Smart::Auto;
    info.keywords = slot
        .into_iter()
        .chain(setting.mark.keyword())
        .map(Into::into)
        .collect();
    let pages = document.pages().len();
    let pdf = typst_pdf::pdf(&document, &options(setting)?)
        .map_err(|errors| NotRendered::Template(explain(&world, &errors)))?;
    Ok(Rendered { pdf, pages })
}

fn title(words: &str, mark: Mark) -> String {
    // The signature's slot is found by its name: no text of ours may imitate it.
    let title = printable(words, Bounds::line(300)).replace(seal::SLOT, "");
    match mark.title() {
        Some(word) => format!("{word} – {title}"),
        None => title,
    }
}

fn files<L: Letter>(
    letter: &L,
    setting: Setting<'_>,
    attachments: &[Attachment],
) -> Result<HashMap<FileId, Bytes>, NotRendered> {
    let mut files = HashMap::new();
    let mut listed = Vec::new();
    for (index, attachment) in attachments.iter().enumerate() {
        let path = ["/attached-0", "/attached-1", "/attached-2"][index];
        files.insert(own_file(path), Bytes::new(attachment.bytes.clone()));
        listed.push(json!({
            "name": attachment.name, "path": path, "mime": attachment.mime,
            "description": attachment.description, "relationship": "data",
        }));
    }
    let job = json!({
        "lang": setting.say.lang.code(), "families": FAMILIES,
        "letter": format!("/letters/{}.typ", L::NAME), "attachments": listed,
    });
    files.insert(own_file("/job.json"), json_bytes(&job));
    let mut data = letter.data(setting.say);
    print_all(&mut data);
    files.insert(own_file("/letter.json"), json_bytes(&data));
    if let Some(text) = letter.qr() {
        files.insert(own_file("/qr.svg"), Bytes::from_string(qr::svg(text)?));
    }
    for (index, drawing) in letter.drawings().into_iter().enumerate() {
        let path = file_id(&format!("/drawing-{index}.svg"));
        let path = path.expect("a number makes no path wrong");
        files.insert(path, Bytes::from_string(drawing.svg));
    }
    Ok(files)
}

/// Every string of the data once more through the one function: what a letter forgot to pass
/// through it still cannot refuse the document.
fn print_all(value: &mut Value) {
    match value {
        Value::String(text) => *text = printable(text, Bounds::lines(20_000)),
        Value::Array(items) => items.iter_mut().for_each(print_all),
        Value::Object(fields) => fields.values_mut().for_each(print_all),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

pub(crate) fn json_bytes(value: &Value) -> Bytes {
    Bytes::from_string(value.to_string())
}

/// Typesets a closed world.
pub(crate) fn compile(world: &Paper<'_>) -> Result<PagedDocument, NotRendered> {
    typst::compile::<PagedDocument>(world)
        .output
        .map_err(|errors| NotRendered::Template(explain(world, &errors)))
}

fn options(setting: Setting<'_>) -> Result<PdfOptions, NotRendered> {
    let at = setting.at;
    let refuse = || NotRendered::Date(at.to_string());
    let part = |value: i8| u8::try_from(value).map_err(|_| refuse());
    let date = Datetime::from_ymd_hms(
        i32::from(at.year()),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    );
    let date = date.filter(|_| at.year() >= 0).ok_or_else(refuse)?;
    let timestamp = Timestamp::new_local(date, at.offset().seconds() / 60).ok_or_else(refuse)?;
    Ok(PdfOptions {
        ident: Smart::Custom(setting.ident.to_owned()),
        creator: Smart::Custom(Some("Faisceau".to_owned())),
        timestamp: Some(timestamp),
        // A-2 cannot hold attachments, A-4 excludes UA-1.
        standards: PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
            .expect("PDF/A-3a and PDF/UA-1 both rest on PDF 1.7"),
        ..PdfOptions::default()
    })
}

/// The errors as `file:line: cause`, one a line.
fn explain(world: &Paper<'_>, errors: &EcoVec<SourceDiagnostic>) -> String {
    let line = |error: &SourceDiagnostic| {
        let place = error.span.id().and_then(|id| {
            let range = world.range(error.span)?;
            let source = world.source(id).ok()?;
            let line = source.lines().byte_to_line(range.start)? + 1;
            Some(format!("{}:{line}: ", id.get().vpath().get_with_slash()))
        });
        format!("{}{}", place.unwrap_or_default(), error.message)
    };
    errors.iter().map(line).collect::<Vec<_>>().join("\n")
}

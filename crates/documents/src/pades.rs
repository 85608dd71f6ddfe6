//! The signature of an operator's certificate in a finished PDF, as any reader checks it (PAdES baseline B,
//! ETSI EN 319 142-1): one revision appended to a file already signed whole by the instance, which stays as it is
//! (ISO 32000-1, 7.5.6). What is appended is a function of the file, of the time said and of the signature,
//! so that a verifier writes it again and compares: nothing else can be appended. It certifies the
//! document: a reader is told that nothing may change after it. Parses no file it did not make.

use std::ops::Range;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::cms::{Hash, NotSigned, NotTrusted, Purpose, Roots, Signed, chain};
use crate::fields::text;
use crate::stamp::{self, NotStamped, Stamp};
use crate::update::Update;

/// Bytes kept for a signature with its chain and its time stamp.
const ROOM: usize = 16 * 1024;

/// The name of the field, in the one form of the document.
const FIELD: &str = "faisceau.signature";

/// What a screen reader says of it: the same word in every language of the papers.
const SPOKEN: &str = "Signature";

/// Characters kept for each number of the range signed.
const DIGITS: usize = 10;

const BEFORE_RANGE: &str = "/ByteRange [0 ";
const BEFORE_CONTENTS: &str = "/Contents <";
const BEFORE_TIME: &str = "/M (D:";

/// Why a file was not signed.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotAppended {
    /// The file is not one of the typesetter.
    #[error("the file cannot take a signature: {0}")]
    Shape(&'static str),
    /// The signature, its chain and its time stamp take more room than is kept.
    #[error("the signature takes {0} bytes, more than are kept for it")]
    TooLong(usize),
}

/// A file with room for a signature, to be signed.
#[derive(Debug)]
pub struct Prepared {
    file: Vec<u8>,
    contents: Range<usize>,
}

impl Prepared {
    /// Appends the revision, its signature still empty, with the time that it says. Cut to the second.
    ///
    /// # Errors
    /// [`NotAppended::Shape`].
    pub fn of(pdf: Vec<u8>, at: Timestamp) -> Result<Prepared, NotAppended> {
        let update = revision(&pdf, at)?;
        let from = pdf.len();
        let mut file = update.finish(pdf);
        let find = |what: &str| {
            let windows = file[from..].windows(what.len());
            let at = windows
                .into_iter()
                .position(|window| window == what.as_bytes());
            at.map(|at| from + at + what.len())
        };
        let lost = NotAppended::Shape("the signature is lost");
        let contents = find(BEFORE_CONTENTS).ok_or(lost.clone())?;
        let range = find(BEFORE_RANGE).ok_or(lost)?;
        let contents = contents..contents + 2 * ROOM;
        // What is signed is all but the signature and the two signs around it.
        let (before, after) = (contents.start - 1, contents.end + 1);
        let numbers = [before, after, file.len() - after];
        let written: Vec<String> = numbers.iter().map(|n| format!("{n:<DIGITS$}")).collect();
        let written = written.join(" ");
        file[range..range + written.len()].copy_from_slice(written.as_bytes());
        Ok(Prepared { file, contents })
    }

    /// The digest of what is signed.
    #[must_use]
    pub fn digest(&self, hash: Hash) -> Vec<u8> {
        let Range { start, end } = self.contents;
        hash.of_two([&self.file[..start - 1], &self.file[end + 1..]])
    }

    /// Writes the signature (CMS in DER) in its place.
    ///
    /// # Errors
    /// [`NotAppended::TooLong`].
    pub fn finish(mut self, cms: &[u8]) -> Result<Vec<u8>, NotAppended> {
        if cms.len() > ROOM {
            return Err(NotAppended::TooLong(cms.len()));
        }
        let digits = hex::encode(cms);
        let start = self.contents.start;
        self.file[start..start + digits.len()].copy_from_slice(digits.as_bytes());
        Ok(self.file)
    }
}

/// The signature appended to a file, found in it and whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// When it was made, as it says itself.
    pub said_at: Timestamp,
    /// Whose certificate made it, as RFC 4514 writes a name.
    pub subject: String,
    certificate: Vec<u8>,
    others: Vec<Vec<u8>>,
    signature: [u8; 32],
    token: Option<Vec<u8>>,
}

/// What trusted roots say of an appended signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trusted {
    /// The time stamp of the signature, when it has one.
    pub stamp: Option<Stamp>,
}

/// Why it is not to be trusted.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotTrustedSignature {
    /// Its certificate.
    #[error(transparent)]
    Certificate(#[from] NotTrusted),
    /// Its time stamp.
    #[error("its time stamp: {0}")]
    Stamp(#[from] NotStamped),
}

impl Appended {
    /// Whether it has a time stamp (baseline T).
    #[must_use]
    pub fn is_stamped(&self) -> bool {
        self.token.is_some()
    }

    /// Checks that its certificate, and that of its time stamp, lead to these roots: at the time stamped, or
    /// at the time it says itself when there is no stamp.
    ///
    /// # Errors
    /// [`NotTrustedSignature`].
    pub fn check(&self, roots: &Roots) -> Result<Trusted, NotTrustedSignature> {
        let token = self.token.as_ref();
        let stamp = token.map(|token| stamp::verify(token, &self.signature, None, None, roots));
        let stamp = stamp.transpose()?;
        let at = stamp.as_ref().map_or(self.said_at, |stamp| stamp.at);
        roots.check(&self.certificate, &self.others, at, Purpose::Documents)?;
        Ok(Trusted { stamp })
    }
}

/// A file cut where exactly one signature of ours was appended; `None` when what follows is anything else.
pub(crate) struct Split<'a> {
    /// The file as it was before.
    pub(crate) first: &'a [u8],
    prepared: Prepared,
    cms: Vec<u8>,
    said_at: Timestamp,
}

/// Cuts a file before its last revision, and makes that revision again.
pub(crate) fn split(file: &[u8]) -> Option<Split<'_>> {
    let end = b"%%EOF";
    let last = |file: &[u8]| file.windows(end.len()).rposition(|window| window == end);
    let second = last(file)?;
    let first = &file[..last(&file[..second])? + end.len()];
    let rest = &file[first.len()..];
    let after = |what: &str| {
        let at = rest
            .windows(what.len())
            .position(|window| window == what.as_bytes())?;
        rest.get(at + what.len()..)
    };
    let said_at = read_time(after(BEFORE_TIME)?.get(..14)?)?;
    let digits = after(BEFORE_CONTENTS)?.get(..2 * ROOM)?;
    let room = hex::decode(digits).ok()?;
    let cms = room[..der_length(&room)?].to_vec();
    let prepared = Prepared::of(first.to_vec(), said_at).ok()?;
    let again = Prepared::of(first.to_vec(), said_at).ok()?;
    (again.finish(&cms).ok()? == file).then_some(Split {
        first,
        prepared,
        cms,
        said_at,
    })
}

impl Split<'_> {
    /// Checks the signature over the whole file.
    pub(crate) fn verify(&self) -> Result<Appended, NotSigned> {
        let signed = Signed::read(&self.cms)?;
        let digest = self.prepared.digest(signed.hash()?);
        let certificate = signed.verify(&digest)?.to_vec();
        let signature = Hash::Sha256.of(signed.signature());
        Ok(Appended {
            said_at: self.said_at,
            subject: chain::subject(&certificate),
            token: signed.time_stamp()?,
            signature: signature.try_into().expect("SHA-256 has 32 bytes"),
            others: signed.certificates,
            certificate,
        })
    }
}

/// The objects of the revision, its signature and range still empty.
fn revision(pdf: &[u8], at: Timestamp) -> Result<Update, NotAppended> {
    let shape = NotAppended::Shape;
    let parsed = Pdf::new(pdf.to_vec()).map_err(|_| shape("it does not open"))?;
    let xref = parsed.xref();
    let catalog: Dict<'_> = xref.get(xref.root_id()).ok_or(shape("no catalogue"))?;
    let tree = catalog
        .get_ref("StructTreeRoot")
        .ok_or(shape("no structure"))?;
    let structure: Dict<'_> = catalog.get("StructTreeRoot").ok_or(shape("no structure"))?;
    let tops: Array<'_> = structure.get("K").ok_or(shape("no top of the structure"))?;
    let top = tops.raw_iter().next().and_then(|top| top.as_obj_ref());
    let top = top.ok_or(shape("no top of the structure"))?;
    let document: Dict<'_> = xref
        .get(top.into())
        .ok_or(shape("no top of the structure"))?;
    let key = structure.get::<i32>("ParentTreeNextKey");
    let key = key.ok_or(shape("its structure is not numbered"))?;
    let pages = parsed.pages();
    let page = pages.first().ok_or(shape("no page"))?.raw();
    let page_at = page.obj_id().ok_or(shape("no page"))?.obj_number;

    let mut update = Update::after(pdf).map_err(|_| shape("no table of its objects"))?;
    let signature = update.object(&empty_signature(at));
    let look = update.stream("/Type /XObject /Subtype /Form /BBox [0 0 0 0]", b"");
    let (field, element) = (update.number(), update.number());
    let (name, spoken) = (text(FIELD), text(SPOKEN));
    update.write(
        field,
        &format!(
            "<< /Type /Annot /Subtype /Widget /FT /Sig /T {name} /TU {spoken} /V {signature} 0 R /F 132 \
             /Rect [0 0 0 0] /P {page_at} 0 R /StructParent {key} /AP << /N {look} 0 R >> >>"
        ),
    );
    update.write(
        element,
        &format!(
            "<< /Type /StructElem /S /Form /P {} 0 R /K << /Type /OBJR /Pg {page_at} 0 R /Obj {field} 0 R >> >>",
            top.obj_number
        ),
    );
    update.write(
        top.obj_number,
        &listed(&document, "/K[", &format!(" {element} 0 R"))?,
    );
    let numbered = listed(&structure, "/Nums[", &format!(" {key} {element} 0 R"))?;
    let next = format!("/ParentTreeNextKey {key}");
    let numbered = numbered.replacen(&next, &format!("/ParentTreeNextKey {}", key + 1), 1);
    update.write(tree.obj_number, &numbered);
    let annotated = match words(page)?.contains("/Annots") {
        true => listed(page, "/Annots[", &format!(" {field} 0 R"))?,
        false => with(page, &format!("/Annots[{field} 0 R]"))?,
    };
    update.write(page_at, &annotated);
    let form = format!(
        "/AcroForm << /Fields [{field} 0 R] /SigFlags 3 >> /Perms << /DocMDP {signature} 0 R >>"
    );
    if words(&catalog)?.contains("/AcroForm") {
        return Err(shape("it has a form already"));
    }
    update.write(xref.root_id().obj_number, &with(&catalog, &form)?);
    Ok(update)
}

/// A signature that certifies the whole file (DocMDP, no change allowed), of which the digits are to come.
fn empty_signature(at: Timestamp) -> String {
    let at = at
        .to_zoned(TimeZone::UTC)
        .strftime("%Y%m%d%H%M%S")
        .to_string();
    let (range, contents) = (" ".repeat(3 * DIGITS + 2), "0".repeat(2 * ROOM));
    format!(
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached {BEFORE_TIME}{at}Z) \
         /Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams \
         << /Type /TransformParams /P 1 /V /1.2 >> >>] {BEFORE_RANGE}{range}] {BEFORE_CONTENTS}{contents}> >>"
    )
}

fn words(dict: &Dict<'_>) -> Result<String, NotAppended> {
    let words = std::str::from_utf8(dict.data()).map(str::trim);
    let words = words.map_err(|_| NotAppended::Shape("an object is not in clear"))?;
    Ok(words.to_owned())
}

/// A dictionary with more entries at its end.
fn with(dict: &Dict<'_>, more: &str) -> Result<String, NotAppended> {
    let words = words(dict)?;
    let open = words.strip_suffix(">>");
    let open = open.ok_or(NotAppended::Shape("an object is not a dictionary"))?;
    Ok(format!("{open}{more}>>"))
}

/// A dictionary with one more thing at the end of the list that begins so; lists hold no lists here.
fn listed(dict: &Dict<'_>, list: &str, more: &str) -> Result<String, NotAppended> {
    let words = words(dict)?;
    let wrong = NotAppended::Shape("a list is not where it should be");
    let (head, rest) = words.split_once(list).ok_or(wrong.clone())?;
    let (inside, tail) = rest.split_once(']').ok_or(wrong.clone())?;
    match inside.contains('[') {
        true => Err(wrong),
        false => Ok(format!("{head}{list}{inside}{more}]{tail}")),
    }
}

/// `YYYYMMDDhhmmss`, in universal time.
fn read_time(digits: &[u8]) -> Option<Timestamp> {
    let digits = std::str::from_utf8(digits).ok()?;
    let time = DateTime::strptime("%Y%m%d%H%M%S", digits).ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Bytes of the one value in DER at the head; what follows it is room left.
fn der_length(bytes: &[u8]) -> Option<usize> {
    let long = match *bytes.get(1)? {
        short @ 0..=0x7f => {
            return (bytes.len() >= 2 + usize::from(short)).then(|| 2 + usize::from(short));
        }
        long @ 0x81..=0x83 => usize::from(long & 0x7f),
        _ => return None,
    };
    let length = bytes
        .get(2..2 + long)?
        .iter()
        .fold(0, |n, byte| n << 8 | usize::from(*byte));
    let whole = 2 + long + length;
    (whole <= bytes.len()).then_some(whole)
}

//! The letters this platform writes, as typed data: one struct per template of `letters/`.
//! What the law says and what a form advises come in as data; nothing here decides either.

mod act;
mod blank;
mod custody;
mod dossier;
mod freeze;
mod minutes;
mod receipt;
mod recepisse;
mod series_file;
mod series_identities;
mod sheet;

pub use act::{ActBody, ActLetter, ActRequest, NoticeLetter, REQUESTS_MAX};
pub use blank::BlankLetter;
pub(crate) use blank::{FILLED_ON, FORM, NUMBER, Spot, SpotShape};
pub use custody::{CustodyLetter, CustodyStep};
pub use dossier::{Blank, DossierLetter, DossierPart, DossierTable};
pub use freeze::{Asked, FreezeLetter};
pub use minutes::{MinutesLetter, Record, SignaturePlace, StatementLetter};
pub use receipt::{Cover, Imported, Nature, ReceiptLetter};
pub use recepisse::{Against, Complainant, Knowledge, Offence, Officer, RecepisseLetter};
pub use series_file::{
    ComplaintRow, DecisionRow, EvidenceRow, ExhibitRow, Figure, FileHead, PathRow, ROWS_MAX,
    SeriesFileLetter, StepRow,
};
pub use series_identities::{IdentityRow, SeriesIdentitiesLetter};
pub use sheet::{AttestationLetter, DiscreetLetter, Sheet, SheetPart};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::text::{Bounds, printable};

/// Who answers for a document, as printed at its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// Name of the service or body.
    pub name: String,
    /// Postal address, one line each.
    pub address: String,
    /// Telephone, as printed.
    pub phone: Option<String>,
    /// E-mail address, as printed.
    pub email: Option<String>,
}

/// A sentence of the law pack, with the citation that stands for it at that date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The sentence, in the reader's language.
    pub text: String,
    /// Its source, such as the article; none when the law pack gives none.
    pub citation: Option<String>,
}

/// How anyone checks a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The address of the verification page, as printed.
    pub page: String,
    /// The address with the code, drawn as a QR code.
    pub link: String,
    /// The code, in groups.
    pub code: String,
}

fn line(text: &str, most: usize) -> String {
    printable(text, Bounds::line(most))
}

fn lines(text: &str, most: usize) -> String {
    printable(text, Bounds::lines(most))
}

fn sender(sender: &Sender) -> Value {
    json!({
        "name": line(&sender.name, 200),
        "address": lines(&sender.address, 400),
        "phone": sender.phone.as_ref().map(|phone| line(phone, 60)),
        "email": sender.email.as_ref().map(|email| line(email, 120)),
    })
}

/// At most `most` sentences: a law pack that grew beyond reason must not make a book of a page.
fn sentences(all: &[Sentence], most: usize) -> Value {
    let one = |sentence: &Sentence| {
        json!({
            "text": lines(&sentence.text, 2_000),
            "citation": sentence.citation.as_ref().map(|citation| line(citation, 300)),
        })
    };
    all.iter().take(most).map(one).collect()
}

fn paragraphs(all: &[String], most: usize) -> Value {
    all.iter()
        .take(most)
        .map(|text| Value::from(lines(text, 1_000)))
        .collect()
}

fn verification(verification: &Verification, key_id: &str) -> Value {
    json!({
        "page": line(&verification.page, 200),
        "code": line(&verification.code, 60),
        "key_id": line(key_id, 64),
    })
}

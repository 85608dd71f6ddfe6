//! What can be wrong with an answer: one cause, one code, one text in `errors.toml`. Refusals are
//! values; the words are data.

use crate::Lang;

use super::bilingual::Bilingual;
use super::field::Field;
use super::key::Key;
use super::pack::Pack;

/// Why an answer is questioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Nothing was chosen.
    ChoiceEmpty,
    /// What was chosen is not offered.
    ChoiceUnknown,
    /// Nothing was written.
    TextEmpty,
    /// Longer than allowed; data: `n`, `m`.
    TooLong,
    /// More values than allowed; data: `n`, `m`.
    TooManyValues,
    /// A part of the date is missing; data: `part`.
    DateIncomplete,
    /// No such day.
    DateImpossible,
    /// After today.
    DateFuture,
    /// Before any living person; data: `year`.
    DateTooOld,
    /// Later than any deadline; data: `year`.
    DateTooFar,
    /// The end is before the start; data: `date`.
    EndBeforeStart,
    /// Not a time of day.
    TimeFormat,
    /// Not an amount.
    MoneyFormat,
    /// Not a currency.
    CurrencyUnknown,
    /// Not a whole number.
    NumberFormat,
    /// The check of the IBAN fails; may be kept.
    IbanCheck,
    /// Not a BIC; may be kept.
    BicFormat,
    /// Not 6 then 4 digits.
    CardFormat,
    /// Not an e-mail address; may be kept unless the field is strict.
    EmailFormat,
    /// Not a phone number; may be kept unless the field is strict.
    PhoneFormat,
    /// Not an address of a site; may be kept.
    UrlFormat,
    /// Not an address of the network; may be kept.
    IpFormat,
    /// Not a SIREN; may be kept.
    SirenFormat,
    /// Not the fingerprint of a file; may be kept.
    HashFormat,
    /// The address does not match the network; may be kept.
    CryptoAddress,
    /// Not a transaction number; may be kept.
    CryptoTransaction,
    /// A full card number where none is expected.
    CardNumber,
    /// A recovery phrase or a private key; masked.
    SecretFound,
    /// A part of a person or an address is missing; data: `part`.
    PartMissing,
    /// No file.
    FileNone,
    /// A file that this draft does not hold.
    FileUnknown,
    /// The declaration is not ticked.
    NotTicked,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Cause; 32] = [
        Cause::ChoiceEmpty,
        Cause::ChoiceUnknown,
        Cause::TextEmpty,
        Cause::TooLong,
        Cause::TooManyValues,
        Cause::DateIncomplete,
        Cause::DateImpossible,
        Cause::DateFuture,
        Cause::DateTooOld,
        Cause::DateTooFar,
        Cause::EndBeforeStart,
        Cause::TimeFormat,
        Cause::MoneyFormat,
        Cause::CurrencyUnknown,
        Cause::NumberFormat,
        Cause::IbanCheck,
        Cause::BicFormat,
        Cause::CardFormat,
        Cause::EmailFormat,
        Cause::PhoneFormat,
        Cause::UrlFormat,
        Cause::IpFormat,
        Cause::SirenFormat,
        Cause::HashFormat,
        Cause::CryptoAddress,
        Cause::CryptoTransaction,
        Cause::CardNumber,
        Cause::SecretFound,
        Cause::PartMissing,
        Cause::FileNone,
        Cause::FileUnknown,
        Cause::NotTicked,
    ];

    /// The code: the key in `errors.toml`, and the doubt kept with a value.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Cause::ChoiceEmpty => "choice_empty",
            Cause::ChoiceUnknown => "choice_unknown",
            Cause::TextEmpty => "text_empty",
            Cause::TooLong => "too_long",
            Cause::TooManyValues => "too_many_values",
            Cause::DateIncomplete => "date_incomplete",
            Cause::DateImpossible => "date_impossible",
            Cause::DateFuture => "date_future",
            Cause::DateTooOld => "date_too_old",
            Cause::DateTooFar => "date_too_far",
            Cause::EndBeforeStart => "end_before_start",
            Cause::TimeFormat => "time_format",
            Cause::MoneyFormat => "money_format",
            Cause::CurrencyUnknown => "currency_unknown",
            Cause::NumberFormat => "number_format",
            Cause::IbanCheck => "iban_check",
            Cause::BicFormat => "bic_format",
            Cause::CardFormat => "card_format",
            Cause::EmailFormat => "email_format",
            Cause::PhoneFormat => "phone_format",
            Cause::UrlFormat => "url_format",
            Cause::IpFormat => "ip_format",
            Cause::SirenFormat => "siren_format",
            Cause::HashFormat => "hash_format",
            Cause::CryptoAddress => "crypto_address",
            Cause::CryptoTransaction => "crypto_transaction",
            Cause::CardNumber => "card_number",
            Cause::SecretFound => "secret_found",
            Cause::PartMissing => "part_missing",
            Cause::FileNone => "file_none",
            Cause::FileUnknown => "file_unknown",
            Cause::NotTicked => "not_ticked",
        }
    }

    /// Whether the person may keep the value after the warning.
    #[must_use]
    pub fn may_be_kept(self, field: &Field) -> bool {
        match self {
            Cause::IbanCheck
            | Cause::BicFormat
            | Cause::UrlFormat
            | Cause::IpFormat
            | Cause::SirenFormat
            | Cause::HashFormat
            | Cause::CryptoAddress
            | Cause::CryptoTransaction => true,
            Cause::EmailFormat | Cause::PhoneFormat => !field.strict,
            _ => false,
        }
    }
}

/// How the words end that stand in where "I don't know" is not an answer.
const MUST: &str = "_must";
/// How the words end that stand in for a field whose label is a question.
const ASKED: &str = "_asked";
/// How the words end that stand in for a field that says when the facts took place.
const FACTS: &str = "_facts";

/// One thing to tell about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field.
    pub key: Key,
    /// The input to point at: empty for the whole field, else `day`, `currency`…
    pub part: String,
    /// Why.
    pub cause: Cause,
    /// A warning: sending the same value again keeps it.
    pub warning: bool,
    /// What the words need. A value that starts with `@` is a key of `say`.
    pub data: Vec<(String, String)>,
}

impl FieldError {
    /// The words, in the language of the reader; the same in the summary and at the field.
    #[must_use]
    pub fn words(&self, pack: &Pack, lang: Lang) -> String {
        let field = pack.field(&self.key.field());
        let own = field.and_then(|field| field.errors.get(self.cause.code()));
        let text = own
            .or_else(|| self.closest(pack, field, lang))
            .expect("a pack without words for every cause is refused when it is read");
        let mut data: Vec<(String, String)> = self
            .data
            .iter()
            .map(|(name, value)| (name.clone(), said(pack, lang, value)))
            .collect();
        if let Some(field) = field {
            data.push(("label".to_owned(), label(pack, field, lang)));
            let inside = inside(field.label.get(lang));
            data.push(("inside".to_owned(), inside));
        }
        text.fill(lang, &data)
    }
}

impl FieldError {
    /// The words closest to the field: for a question, for the date of the facts, for a field that takes no
    /// "I don't know", where they differ.
    fn closest<'p>(
        &self,
        pack: &'p Pack,
        field: Option<&Field>,
        lang: Lang,
    ) -> Option<&'p Bilingual> {
        let code = self.cause.code();
        let question = field.is_some_and(|field| is_question(field.label.get(lang)));
        let facts = field.is_some_and(|field| field.occurred);
        let stems = [
            question.then(|| format!("{code}{ASKED}")),
            facts.then(|| format!("{code}{FACTS}")),
            Some(code.to_owned()),
        ];
        let must = !field.is_some_and(|field| field.offers("unknown"));
        stems.into_iter().flatten().find_map(|stem| {
            let strict = must.then(|| pack.error(&format!("{stem}{MUST}"))).flatten();
            strict.or_else(|| pack.error(&stem))
        })
    }
}

fn is_question(label: &str) -> bool {
    label.contains('?')
}

/// The label as words of errors name it: a question stands between quotation marks, anything else as it is.
fn label(pack: &Pack, field: &Field, lang: Lang) -> String {
    let label = field.label.get(lang);
    if !is_question(label) {
        return label.to_owned();
    }
    let label = label.trim_end_matches(['?', ' ', '\u{a0}', '\u{202f}']);
    pack.word("quoted").map_or(label.to_owned(), |quoted| {
        quoted.fill(lang, &[("text".to_owned(), label.to_owned())])
    })
}

/// The label in the middle of a sentence: without its capital, unless it is that of an acronym.
fn inside(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            let rest = &label[first.len_utf8()..];
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => label.to_owned(),
    }
}

/// `@month` becomes the word for month; several are joined by the word for "and".
fn said(pack: &Pack, lang: Lang, value: &str) -> String {
    let Some(keys) = value.strip_prefix('@') else {
        return value.to_owned();
    };
    let words: Vec<&str> = keys
        .split('+')
        .map(|key| pack.word(key).map_or(key, |words| words.get(lang)))
        .collect();
    let and = pack.word("and").map_or("+", |words| words.get(lang));
    words.join(&format!(" {and} "))
}

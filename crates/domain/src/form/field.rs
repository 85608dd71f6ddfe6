//! One question of the pack, as written in `forms/`: its type, its words, its rules.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::bilingual::Bilingual;
use super::condition::Condition;
use super::pivot::{Pivot, Role};

/// What kind of answer a field takes; each has one widget and one parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One choice (radios).
    Choice,
    /// One choice of a long closed list (native select).
    Select,
    /// Several choices (checkboxes).
    Multi,
    /// Yes, no, I don't know.
    Bool3,
    /// A box to tick.
    Tick,
    /// One line.
    Text,
    /// Several lines.
    Textarea,
    /// A day (three inputs).
    Date,
    /// A date whose day or month may be missing.
    DateApprox,
    /// A day, a time, a zone.
    Datetime,
    /// First, last, still going on.
    Period,
    /// An amount and a currency.
    Money,
    /// A quantity of something that is not money.
    Quantity,
    /// A whole number.
    Int,
    /// A bank account.
    Iban,
    /// A bank.
    Bic,
    /// First 6 and last 4 digits of a card.
    CardRef,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// Either of them.
    EmailOrPhone,
    /// The address of a page or a site.
    Url,
    /// An account on a platform.
    Handle,
    /// An address on a chain.
    CryptoAddr,
    /// A transaction on a chain.
    CryptoTx,
    /// An address of the network.
    Ip,
    /// A person.
    Person,
    /// A postal address.
    Address,
    /// A town or a country.
    Commune,
    /// A French company number.
    Siren,
    /// The fingerprint of a file (MD5, SHA-1, SHA-2), in hex.
    Hash,
    /// Files.
    File,
}

impl FieldKind {
    /// Every kind.
    pub const ALL: [FieldKind; 31] = [
        FieldKind::Choice,
        FieldKind::Select,
        FieldKind::Multi,
        FieldKind::Bool3,
        FieldKind::Tick,
        FieldKind::Text,
        FieldKind::Textarea,
        FieldKind::Date,
        FieldKind::DateApprox,
        FieldKind::Datetime,
        FieldKind::Period,
        FieldKind::Money,
        FieldKind::Quantity,
        FieldKind::Int,
        FieldKind::Iban,
        FieldKind::Bic,
        FieldKind::CardRef,
        FieldKind::Phone,
        FieldKind::Email,
        FieldKind::EmailOrPhone,
        FieldKind::Url,
        FieldKind::Handle,
        FieldKind::CryptoAddr,
        FieldKind::CryptoTx,
        FieldKind::Ip,
        FieldKind::Person,
        FieldKind::Address,
        FieldKind::Commune,
        FieldKind::Siren,
        FieldKind::Hash,
        FieldKind::File,
    ];

    /// The word written in the files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            FieldKind::Choice => "choice",
            FieldKind::Select => "select",
            FieldKind::Multi => "multi",
            FieldKind::Bool3 => "bool3",
            FieldKind::Tick => "tick",
            FieldKind::Text => "text",
            FieldKind::Textarea => "textarea",
            FieldKind::Date => "date",
            FieldKind::DateApprox => "date_approx",
            FieldKind::Datetime => "datetime",
            FieldKind::Period => "period",
            FieldKind::Money => "money",
            FieldKind::Quantity => "quantity",
            FieldKind::Int => "int",
            FieldKind::Iban => "iban",
            FieldKind::Bic => "bic",
            FieldKind::CardRef => "card_ref",
            FieldKind::Phone => "phone",
            FieldKind::Email => "email",
            FieldKind::EmailOrPhone => "email_or_phone",
            FieldKind::Url => "url",
            FieldKind::Handle => "handle",
            FieldKind::CryptoAddr => "crypto_addr",
            FieldKind::CryptoTx => "crypto_tx",
            FieldKind::Ip => "ip",
            FieldKind::Person => "person",
            FieldKind::Address => "address",
            FieldKind::Commune => "commune",
            FieldKind::Siren => "siren",
            FieldKind::Hash => "hash",
            FieldKind::File => "file",
        }
    }

    /// Whether the answer, or the chain of an address, is picked among choices of the pack.
    #[must_use]
    pub fn has_choices(self) -> bool {
        matches!(
            self,
            FieldKind::Choice
                | FieldKind::Select
                | FieldKind::Multi
                | FieldKind::CryptoAddr
                | FieldKind::CryptoTx
        )
    }

    /// Whether it may have choices: also the zones offered beside an hour.
    #[must_use]
    pub fn may_have_choices(self) -> bool {
        self.has_choices() || self == FieldKind::Datetime
    }

    /// Whether several values may be given when the field says `many`.
    #[must_use]
    pub fn may_be_many(self) -> bool {
        matches!(
            self,
            FieldKind::Text
                | FieldKind::Iban
                | FieldKind::Phone
                | FieldKind::Email
                | FieldKind::EmailOrPhone
                | FieldKind::Url
                | FieldKind::Ip
                | FieldKind::Hash
        )
    }
}

/// How much an answer is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// May be left empty.
    #[default]
    No,
    /// An answer is needed; "I don't know" is one.
    Answer,
    /// A value is needed.
    Value,
}

/// What a sum has to do with the loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// The whole loss, as the victim says it; wins over the parts.
    Total,
    /// One part; parts add up.
    Part,
}

/// One choice of a question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The stable code stored and compared in conditions.
    pub code: String,
    /// The words shown.
    pub label: Bilingual,
    /// One line below, when the label is not enough.
    #[serde(default)]
    pub hint: Option<Bilingual>,
    /// For several choices: this one excludes the others ("none of these").
    #[serde(default)]
    pub alone: bool,
}

/// One question of the pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// `block.name`; the name of the table in the file, filled when the pack is read.
    #[serde(skip)]
    pub key: String,
    /// What it takes.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// How much it is needed.
    #[serde(default)]
    pub required: Required,
    /// "I don't know" is offered. Always, when an answer is required.
    #[serde(default)]
    pub unknown: bool,
    /// "I'd rather not say" is offered.
    #[serde(default)]
    pub declined: bool,
    /// "I'll add it later" is offered.
    #[serde(default)]
    pub later: bool,
    /// What linkage does with the value.
    #[serde(default)]
    pub pivot: Option<Pivot>,
    /// Whose value it is; needed with a pivot.
    #[serde(default)]
    pub role: Option<Role>,
    /// Its words are those of the other side, quoted: linkage compares them. Never the victim's own.
    #[serde(default)]
    pub quoted: bool,
    /// Blurred by default, left out of statistics, masked on papers.
    #[serde(default)]
    pub sensitive: bool,
    /// May be counted in public statistics.
    #[serde(default)]
    pub stat: bool,
    /// Must be written in the minutes.
    #[serde(default)]
    pub legal_min: bool,
    /// How much its absence weighs for the officer: pivot 3, qualification 2, context 1.
    #[serde(default = "context_weight")]
    pub weight: u8,
    /// Several values may be given.
    #[serde(default)]
    pub many: bool,
    /// What a sum has to do with the loss.
    #[serde(default)]
    pub loss: Option<Loss>,
    /// For a part of the loss: counted only when this holds, in its own item.
    #[serde(default)]
    pub loss_when: Option<Condition>,
    /// Says when the facts took place; the first one answered is believed.
    #[serde(default)]
    pub occurred: bool,
    /// A value here names a determined person, or says that the person is known.
    #[serde(default)]
    pub names_suspect: bool,
    /// A date in the future makes sense (a deadline).
    #[serde(default)]
    pub future: bool,
    /// A wrong format is refused instead of kept with a doubt (the victim's own e-mail).
    #[serde(default)]
    pub strict: bool,
    /// The most characters accepted (texts).
    #[serde(default)]
    pub max: Option<usize>,
    /// Which parts of a person are asked, in order.
    #[serde(default)]
    pub parts: Vec<String>,
    /// Which of these parts are needed.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Asked only when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The name of a shared list of choices.
    #[serde(default)]
    pub list: Option<String>,
    /// The choices; from `list` when it names one. Of a moment: the zones offered beside the hour, by
    /// their IANA names.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// The question.
    pub label: Bilingual,
    /// One short sentence below it.
    #[serde(default)]
    pub hint: Option<Bilingual>,
    /// An example of a good answer.
    #[serde(default)]
    pub example: Option<Bilingual>,
    /// Why it is asked.
    pub why: Bilingual,
    /// The dense label of the counter form.
    #[serde(default)]
    pub counter_label: Option<Bilingual>,
    /// The HTML `autocomplete` token.
    #[serde(default)]
    pub autocomplete: Option<String>,
    /// Words that replace the usual ones of an error, by code of error.
    #[serde(default)]
    pub errors: BTreeMap<String, Bilingual>,
}

fn context_weight() -> u8 {
    1
}

impl Field {
    /// Whether a state that is not a value may be stored: `unknown`, `declined` or `later`.
    #[must_use]
    pub fn offers(&self, state: &str) -> bool {
        match state {
            "unknown" => {
                self.unknown || self.required == Required::Answer || self.kind == FieldKind::Bool3
            }
            "declined" => self.declined,
            "later" => self.later,
            _ => false,
        }
    }

    /// Whether it asks for a reference. References are long numbers too: masking one as a card
    /// number would lose the clue it is asked for.
    #[must_use]
    pub fn is_reference(&self) -> bool {
        self.pivot.is_some() && matches!(self.kind, FieldKind::Text | FieldKind::Textarea)
    }

    /// The most characters accepted.
    #[must_use]
    pub fn max_chars(&self) -> usize {
        self.max.unwrap_or(match self.kind {
            FieldKind::Textarea => 5000,
            FieldKind::Url => 2000,
            _ => 300,
        })
    }

    /// The choice of that code.
    #[must_use]
    pub fn choice(&self, code: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.code == code)
    }
}

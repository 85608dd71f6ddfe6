//! What makes two cases meet: the kinds of value that linkage looks at, and whose value it is.

use faisceau_identifiers as identifiers;
use serde::Deserialize;

use super::field::FieldKind;

/// The kind of a value that may bring two complaints together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pivot {
    /// A bank account.
    Iban,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// Either, told apart when the value is read.
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
    /// The reference of a payment, as written on a statement.
    PaymentReference,
    /// The name of a merchant, as written on a statement.
    Merchant,
    /// The name of a person or a body; weak.
    Name,
    /// A postal address.
    Address,
    /// The number of a parcel.
    Tracking,
    /// The number of a voucher or a gift card.
    Voucher,
    /// The control number of a money transfer.
    Mtcn,
    /// The number of a cheque.
    Cheque,
    /// The number of an order, a booking, a file.
    OrderRef,
    /// The number or title of an ad.
    AdId,
    /// The access number of a remote control program.
    RemoteId,
    /// A French company number.
    Siren,
    /// A file compared by its content.
    Document,
    /// The fingerprint of a file, as reported.
    Hash,
}

/// Whose value it is. Never a verdict: what the victim was told to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Used by whoever did it.
    Offender,
    /// The victim's own.
    Victim,
    /// Of someone whose name was used.
    Impersonated,
    /// Not known.
    Unknown,
}

/// Ways to write one thing, and the normal form they share.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vector {
    /// As people type it.
    pub(super) typed: Vec<String>,
    /// What all of them must give.
    pub(super) normal: String,
}

impl Pivot {
    /// Every kind.
    pub const ALL: [Pivot; 23] = [
        Pivot::Iban,
        Pivot::Phone,
        Pivot::Email,
        Pivot::EmailOrPhone,
        Pivot::Url,
        Pivot::Handle,
        Pivot::CryptoAddr,
        Pivot::CryptoTx,
        Pivot::Ip,
        Pivot::PaymentReference,
        Pivot::Merchant,
        Pivot::Name,
        Pivot::Address,
        Pivot::Tracking,
        Pivot::Voucher,
        Pivot::Mtcn,
        Pivot::Cheque,
        Pivot::OrderRef,
        Pivot::AdId,
        Pivot::RemoteId,
        Pivot::Siren,
        Pivot::Document,
        Pivot::Hash,
    ];

    /// Whether a field of this kind can hold such a value.
    #[must_use]
    pub fn fits(self, kind: FieldKind) -> bool {
        match self {
            Pivot::Iban => kind == FieldKind::Iban,
            Pivot::Phone => kind == FieldKind::Phone,
            Pivot::Email => kind == FieldKind::Email,
            Pivot::EmailOrPhone => kind == FieldKind::EmailOrPhone,
            Pivot::Url => kind == FieldKind::Url,
            // Several accounts are one line each: "telegram: name", or a link.
            Pivot::Handle => matches!(kind, FieldKind::Handle | FieldKind::Text),
            Pivot::CryptoAddr => kind == FieldKind::CryptoAddr,
            Pivot::CryptoTx => kind == FieldKind::CryptoTx,
            Pivot::Ip => kind == FieldKind::Ip,
            Pivot::Address => kind == FieldKind::Address,
            Pivot::Siren => kind == FieldKind::Siren,
            Pivot::Document => kind == FieldKind::File,
            Pivot::Hash => kind == FieldKind::Hash,
            Pivot::Name => matches!(kind, FieldKind::Text | FieldKind::Person),
            Pivot::PaymentReference
            | Pivot::Merchant
            | Pivot::Tracking
            | Pivot::Voucher
            | Pivot::Mtcn
            | Pivot::Cheque
            | Pivot::OrderRef
            | Pivot::AdId
            | Pivot::RemoteId => matches!(kind, FieldKind::Text | FieldKind::Textarea),
        }
    }

    /// The code written in the files and in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Pivot::Iban => "iban",
            Pivot::Phone => "phone",
            Pivot::Email => "email",
            Pivot::EmailOrPhone => "email_or_phone",
            Pivot::Url => "url",
            Pivot::Handle => "handle",
            Pivot::CryptoAddr => "crypto_addr",
            Pivot::CryptoTx => "crypto_tx",
            Pivot::Ip => "ip",
            Pivot::PaymentReference => "payment_reference",
            Pivot::Merchant => "merchant",
            Pivot::Name => "name",
            Pivot::Address => "address",
            Pivot::Tracking => "tracking",
            Pivot::Voucher => "voucher",
            Pivot::Mtcn => "mtcn",
            Pivot::Cheque => "cheque",
            Pivot::OrderRef => "order_ref",
            Pivot::AdId => "ad_id",
            Pivot::RemoteId => "remote_id",
            Pivot::Siren => "siren",
            Pivot::Document => "document",
            Pivot::Hash => "hash",
        }
    }

    /// The kind of identifier linkage compares; `None` for what it does not link on yet, and for
    /// what must first be told apart.
    #[must_use]
    pub fn identifier(self) -> Option<identifiers::Kind> {
        match self {
            Pivot::Iban => Some(identifiers::Kind::Iban),
            Pivot::Phone => Some(identifiers::Kind::Phone),
            Pivot::Email => Some(identifiers::Kind::Email),
            Pivot::Url => Some(identifiers::Kind::Url),
            Pivot::Handle => Some(identifiers::Kind::Handle),
            Pivot::CryptoAddr => Some(identifiers::Kind::Crypto),
            Pivot::Ip => Some(identifiers::Kind::Ip),
            Pivot::PaymentReference => Some(identifiers::Kind::PaymentReference),
            _ => None,
        }
    }
}

impl From<Role> for identifiers::Role {
    fn from(role: Role) -> identifiers::Role {
        match role {
            Role::Offender => identifiers::Role::Offender,
            Role::Victim => identifiers::Role::Victim,
            Role::Impersonated => identifiers::Role::Impersonated,
            Role::Unknown => identifiers::Role::Unknown,
        }
    }
}

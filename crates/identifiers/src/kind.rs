//! The kinds of identifiers and their codes, the same in import files and in the database.
//! A kind holds no rule of its own: each has its module.

/// What an identifier is. The codes are stable: they are stored and exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// International bank account number (ISO 13616).
    Iban,
    /// Telephone number (E.164) or short code.
    Phone,
    /// E-mail address (RFC 5321, with IDNA hosts).
    Email,
    /// Web address (WHATWG URL, http, https and ftp only).
    Url,
    /// Address on a public ledger.
    Crypto,
    /// Name of an account on a platform.
    Handle,
    /// Internet address, version 4 or 6.
    Ip,
    /// Payment, parcel or file reference given by the other party.
    PaymentReference,
}

impl Kind {
    /// Every kind, in the order of their codes' publication.
    pub const ALL: [Self; 8] = [
        Self::Iban,
        Self::Phone,
        Self::Email,
        Self::Url,
        Self::Crypto,
        Self::Handle,
        Self::Ip,
        Self::PaymentReference,
    ];

    /// The stable code, as in the `t` field of an import line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Iban => "iban",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Url => "url",
            Self::Crypto => "crypto",
            Self::Handle => "handle",
            Self::Ip => "ip",
            Self::PaymentReference => "payref",
        }
    }

    /// The kind that bears this code, if any; codes are compared exactly.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Longest text accepted for this kind, in characters, so that no input costs more than a
    /// bounded time. Longer text is refused with [`Invalid::TooLong`](crate::Invalid::TooLong).
    #[must_use]
    pub const fn max_chars(self) -> usize {
        match self {
            Self::Iban | Self::Ip | Self::PaymentReference => 120,
            Self::Phone | Self::Handle => 300,
            Self::Email => 400,
            Self::Crypto => 600,
            Self::Url => 4096,
        }
    }
}

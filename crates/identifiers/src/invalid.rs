//! Why a text is not an identifier of its kind.
//! Never carries the text itself: a refused value may be a card number or a secret.

/// The reason of a refusal. Words for it live in the locales under [`Invalid::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.code())]
pub enum Invalid {
    /// Nothing visible was given.
    Empty,
    /// A way to say "I don't know" ("?", "inconnu").
    Placeholder,
    /// Longer than the kind allows, in characters.
    TooLong {
        /// Most accepted.
        max: usize,
        /// Found (counting stops one past what a reader needs).
        found: usize,
    },
    /// Shorter than the kind allows, in significant characters.
    TooShort {
        /// Least accepted.
        min: usize,
        /// Found.
        found: usize,
    },
    /// Several values in one field.
    Several,
    /// Characters that this kind never has.
    Malformed,
    /// A payment card number, which must not be kept.
    CardNumber,
    /// A bank identifier (BIC, ISO 9362) in place of an account.
    Bic,
    /// Not built like an IBAN (two letters, two digits, then the account).
    IbanShape,
    /// Letters in a telephone number (an SMS sender name, for instance).
    PhoneLetters,
    /// Some digits are hidden by stars or crosses.
    PhoneMasked,
    /// No country has this prefix.
    PhonePrefix,
    /// No `@`.
    EmailNoAt,
    /// What stands before the `@` cannot be a mailbox name.
    EmailLocalPart,
    /// Not a host name.
    Host,
    /// A host name of a local network, or a bare word.
    HostNotPublic,
    /// Neither http, https nor ftp.
    UrlScheme,
    /// No known network has addresses of this form.
    CryptoForm,
    /// Looks like an address of this network, but its checksum disagrees.
    CryptoChecksum {
        /// Code of the network.
        chain: &'static str,
    },
    /// An address of a test network, worth nothing.
    CryptoTestNetwork,
    /// A private key or a recovery phrase, which must not be kept.
    CryptoSecret,
    /// An extended public key: a whole wallet, not an address.
    CryptoExtendedKey,
    /// A transaction, not an address.
    CryptoTransaction,
    /// Not an internet address.
    IpForm,
    /// A range of addresses, not one.
    IpRange,
}

impl Invalid {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Placeholder => "placeholder",
            Self::TooLong { .. } => "too-long",
            Self::TooShort { .. } => "too-short",
            Self::Several => "several",
            Self::Malformed => "malformed",
            Self::CardNumber => "card-number",
            Self::Bic => "bic",
            Self::IbanShape => "iban-shape",
            Self::PhoneLetters => "phone-letters",
            Self::PhoneMasked => "phone-masked",
            Self::PhonePrefix => "phone-prefix",
            Self::EmailNoAt => "email-no-at",
            Self::EmailLocalPart => "email-local-part",
            Self::Host => "host",
            Self::HostNotPublic => "host-not-public",
            Self::UrlScheme => "url-scheme",
            Self::CryptoForm => "crypto-form",
            Self::CryptoChecksum { .. } => "crypto-checksum",
            Self::CryptoTestNetwork => "crypto-test-network",
            Self::CryptoSecret => "crypto-secret",
            Self::CryptoExtendedKey => "crypto-extended-key",
            Self::CryptoTransaction => "crypto-transaction",
            Self::IpForm => "ip-form",
            Self::IpRange => "ip-range",
        }
    }
}

//! Why a value is kept although something about it is imperfect.
//! A doubt warns; it never blocks and never changes the canonical form.

/// A reservation about a kept value. Words for it live in the locales under [`Doubt::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// The check digits (ISO 7064 mod 97-10) do not agree with the account number.
    IbanChecksum,
    /// The country's accounts have another length, in characters.
    IbanLength {
        /// Length in the country's format.
        expected: usize,
        /// Length found.
        found: usize,
    },
    /// Check digits agree, but the country publishes no IBAN format.
    IbanCountry,
    /// Check digits agree, but letters stand where the country has digits, or the reverse.
    IbanStructure,
    /// The IBAN agrees, but the French RIB key inside it does not.
    RibKey,
    /// A national French RIB was given; its IBAN was derived.
    FromRib,
    /// A slip of the pen (O for 0, I for 1, a word around the value) was repaired, and only
    /// because the result then passes its check.
    Repaired,
    /// This number has the right shape but no operator's range covers it.
    PhoneUnassigned,
    /// A short code, meaningful in one country only and shared by all its callers.
    PhoneShortCode,
    /// Typed without `+`, it makes sense only as an international number.
    PhoneAssumedInternational,
    /// Written in an abolished plan (Côte d'Ivoire before 2021, Benin before 2024, the 1 of Mexican
    /// mobiles); the present form is kept.
    PhoneRenumbered,
    /// Letters of a keypad word were turned into digits.
    PhoneSpelled,
    /// The name ends in no suffix of the public suffix list.
    HostSuffixUnknown,
    /// A user name stood before the host, often to imitate another site.
    UrlUserInfo,
    /// One label of the host mixes alphabets.
    HostMixedScripts,
    /// The address form carries no checksum: a slip cannot be seen.
    CryptoUnchecked,
    /// The mixed case of the address disagrees with its EIP-55 checksum.
    CryptoChecksum,
    /// The network named beside the address is not the one its form shows.
    CryptoNetworkMismatch,
    /// On this network exchanges share one address between clients and tell them apart by a
    /// memo or tag, which is missing here.
    CryptoMemoMissing,
    /// No platform was named.
    HandlePlatformUnknown,
    /// The text has spaces: probably a display name, which anyone can bear.
    HandleDisplayName,
    /// Private, local or reserved range: tells nothing about the outside.
    IpNotPublic,
}

impl Doubt {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::IbanChecksum => "iban-checksum",
            Self::IbanLength { .. } => "iban-length",
            Self::IbanCountry => "iban-country",
            Self::IbanStructure => "iban-structure",
            Self::RibKey => "rib-key",
            Self::FromRib => "from-rib",
            Self::Repaired => "repaired",
            Self::PhoneUnassigned => "phone-unassigned",
            Self::PhoneShortCode => "phone-short-code",
            Self::PhoneAssumedInternational => "phone-assumed-international",
            Self::PhoneRenumbered => "phone-renumbered",
            Self::PhoneSpelled => "phone-spelled",
            Self::HostSuffixUnknown => "host-suffix-unknown",
            Self::UrlUserInfo => "url-user-info",
            Self::HostMixedScripts => "host-mixed-scripts",
            Self::CryptoUnchecked => "crypto-unchecked",
            Self::CryptoChecksum => "crypto-checksum",
            Self::CryptoNetworkMismatch => "crypto-network-mismatch",
            Self::CryptoMemoMissing => "crypto-memo-missing",
            Self::HandlePlatformUnknown => "handle-platform-unknown",
            Self::HandleDisplayName => "handle-display-name",
            Self::IpNotPublic => "ip-not-public",
        }
    }
}

//! What the linker reads: a complaint reduced to its order, its typed values and their roles.
//! Holds no name, no narrative beyond the quoted script, and never parses what was typed.

use faisceau_identifiers::{Identifier, Kind as Typed, Role};
use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

/// The identity of a complaint, as a total order (a UUID v7 read as a number, or any number).
///
/// The caller must give it independently of the order of arrival in the linker: results are
/// neutral to that order only because ids are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordId(pub u128);

/// The kind of a linking value. Finer than what a person types: a short code is not a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Kind {
    /// A bank account.
    Iban,
    /// A phone number in E.164.
    Phone,
    /// A short code (3639…): public by nature.
    ShortCode,
    /// An e-mail mailbox.
    Email,
    /// A registrable name, a tenant's host, a shortener's path or a profile.
    Url,
    /// A crypto address with its chain.
    Crypto,
    /// A payment reference with enough digits to be somebody's own.
    PaymentRef,
    /// A generic payment label ("caution", "facture").
    Label,
    /// A pseudonym on a platform.
    Handle,
    /// An IP address (or its /64).
    Ip,
}

/// Digits from which a payment reference is taken for somebody's own rather than a label.
pub const OWN_REFERENCE_DIGITS: usize = 6;

impl Kind {
    /// Every kind, in the order of their codes' declaration.
    pub const ALL: [Self; 10] = [
        Self::Iban,
        Self::Phone,
        Self::ShortCode,
        Self::Email,
        Self::Url,
        Self::Crypto,
        Self::PaymentRef,
        Self::Label,
        Self::Handle,
        Self::Ip,
    ];

    /// The stable code, for storage and for the keys of the locales.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Iban => "iban",
            Self::Phone => "phone",
            Self::ShortCode => "short",
            Self::Email => "email",
            Self::Url => "url",
            Self::Crypto => "crypto",
            Self::PaymentRef => "payref",
            Self::Label => "label",
            Self::Handle => "handle",
            Self::Ip => "ip",
        }
    }

    /// The kind that bears a code, if any.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    const fn place(self) -> usize {
        self as usize
    }
}

/// One value complaints can have in common: a kind and its linking key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ValueKey {
    /// What sort of value it is.
    pub kind: Kind,
    /// The linking key, already canonical.
    pub key: Box<str>,
}

impl ValueKey {
    /// A value of a known kind.
    #[must_use]
    pub fn new(kind: Kind, key: &str) -> Self {
        Self {
            kind,
            key: key.into(),
        }
    }

    /// The value of an identifier: its linking key, under the kind it behaves as.
    #[must_use]
    pub fn of(identifier: &Identifier) -> Self {
        Self::typed(identifier.kind(), identifier.key())
    }

    /// The same from what a store keeps: the type code (`iban phone email url crypto handle ip
    /// payref`) and its linking key; `None` for a type that is not linked on.
    ///
    /// Short codes (`short:FR:3639`) and payment labels with fewer than
    /// [`OWN_REFERENCE_DIGITS`] digits become their own kinds.
    #[must_use]
    pub fn of_stored(code: &str, key: &str) -> Option<Self> {
        Typed::from_code(code).map(|kind| Self::typed(kind, key))
    }

    fn typed(kind: Typed, key: &str) -> Self {
        let kind = match kind {
            Typed::Phone if key.starts_with("short:") => Kind::ShortCode,
            Typed::PaymentReference if digits(key) < OWN_REFERENCE_DIGITS => Kind::Label,
            Typed::Iban => Kind::Iban,
            Typed::Phone => Kind::Phone,
            Typed::Email => Kind::Email,
            Typed::Url => Kind::Url,
            Typed::Crypto => Kind::Crypto,
            Typed::Handle => Kind::Handle,
            Typed::Ip => Kind::Ip,
            Typed::PaymentReference => Kind::PaymentRef,
        };
        Self::new(kind, key)
    }
}

fn digits(key: &str) -> usize {
    key.bytes().filter(u8::is_ascii_digit).count()
}

/// A value as one complaint uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// The value.
    pub value: ValueKey,
    /// Whose it is, as stated. Only [`Role::may_link`] roles are ever linked on.
    pub role: Role,
}

/// One complaint as the linker sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// Its identity.
    pub id: RecordId,
    /// When it was received (as stated by its source). Orders the users of a value.
    pub received_at: Timestamp,
    /// When the facts took place, if said.
    pub occurred_at: Option<Timestamp>,
    /// The heading chosen by the victim, compared as given.
    pub heading: Option<String>,
    /// The loss in minor units of its currency, if said.
    pub amount_minor: Option<i64>,
    /// Its values in the order they were given; repeats are counted once.
    pub values: Vec<Used>,
    /// The script quoted by the victim, if any.
    pub text: Option<String>,
    /// The 256-bit perceptual hash of a profile picture, if any.
    pub image: Option<[u8; 32]>,
}

impl Record {
    /// A complaint with nothing but its place in the order.
    #[must_use]
    pub const fn new(id: RecordId, received_at: Timestamp) -> Self {
        Self {
            id,
            received_at,
            occurred_at: None,
            heading: None,
            amount_minor: None,
            values: Vec::new(),
            text: None,
            image: None,
        }
    }

    /// The place of the complaint in the order of its values' users.
    #[must_use]
    pub const fn order(&self) -> (Timestamp, RecordId) {
        (self.received_at, self.id)
    }

    /// The values that may link, repeats included.
    pub fn linking(&self) -> impl Iterator<Item = &ValueKey> {
        self.values
            .iter()
            .filter(|used| used.role.may_link())
            .map(|used| &used.value)
    }
}

/// A table with one entry per [`Kind`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerKind<T>([T; Kind::ALL.len()]);

impl<T> PerKind<T> {
    /// The table filled by a rule.
    pub fn from_fn(rule: impl FnMut(Kind) -> T) -> Self {
        Self(Kind::ALL.map(rule))
    }

    /// The entry of a kind.
    #[must_use]
    pub const fn get(&self, kind: Kind) -> &T {
        &self.0[kind.place()]
    }

    /// The entry of a kind, to change it.
    pub const fn get_mut(&mut self, kind: Kind) -> &mut T {
        &mut self.0[kind.place()]
    }
}

/// Written as a table by the code of each kind.
impl<T: Serialize> Serialize for PerKind<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Kind::ALL.iter().map(|kind| (kind.code(), self.get(*kind))))
    }
}

/// Read from such a table: every kind once, and no other.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerKind<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut read: BTreeMap<String, T> = BTreeMap::deserialize(deserializer)?;
        let mut entries: Vec<T> = Vec::with_capacity(Kind::ALL.len());
        for kind in Kind::ALL {
            let code = kind.code();
            let missing = || D::Error::custom(format_args!("the kind `{code}` is missing"));
            entries.push(read.remove(code).ok_or_else(missing)?);
        }
        if let Some(unknown) = read.keys().next() {
            return Err(D::Error::custom(format_args!("unknown kind `{unknown}`")));
        }
        let entries: [T; Kind::ALL.len()] = entries
            .try_into()
            .map_err(|_| D::Error::custom("a kind is missing"))?;
        Ok(Self(entries))
    }
}

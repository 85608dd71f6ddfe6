//! Static lists of values known to be everybody's: banks' own sites, public numbers, VPN ranges.
//! A list is data with a name, shown in the explanation; this file holds no list of its own.

use std::collections::BTreeSet;
use std::net::IpAddr;

use crate::record::{Kind, ValueKey};

/// One line of a list that is more than an exact value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// The key begins with this text (a range of phone numbers: `+33639980`).
    Prefix(String),
    /// The key is this domain or a name below it; for an e-mail, what follows the `@`.
    Domain(String),
    /// An IP key inside this network (address, length of the prefix in bits).
    Network(IpAddr, u8),
}

/// A named list of values of one kind that never link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoiseList {
    name: String,
    kind: Kind,
    exact: BTreeSet<String>,
    patterns: Vec<Pattern>,
}

impl NoiseList {
    /// A list of values of one kind: exact linking keys, and ranges or families of keys.
    /// The name is shown to the analyst ("MISP warninglist: bank-website").
    pub fn new(
        name: impl Into<String>,
        kind: Kind,
        exact: impl IntoIterator<Item = String>,
        patterns: Vec<Pattern>,
    ) -> Self {
        Self {
            name: name.into(),
            kind,
            exact: exact.into_iter().collect(),
            patterns,
        }
    }

    /// The name shown to the analyst.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the list names this value. Cost: logarithmic in `exact`, linear in `patterns`.
    #[must_use]
    pub fn lists(&self, value: &ValueKey) -> bool {
        // To the linker an address carries the days of the facts (`203.0.113.5@9876`).
        let key = match value.kind {
            Kind::Ip => value.key.split('@').next().unwrap_or(&value.key),
            _ => &value.key,
        };
        value.kind == self.kind
            && (self.exact.contains(key) || self.patterns.iter().any(|pattern| pattern.covers(key)))
    }
}

impl Pattern {
    fn covers(&self, key: &str) -> bool {
        match self {
            Self::Prefix(start) => key.starts_with(start.as_str()),
            Self::Domain(domain) => under(host(key), domain),
            Self::Network(network, bits) => inside(key, *network, *bits),
        }
    }
}

/// The host part of a linking key: after the `@` of a mailbox, before the path of a URL.
fn host(key: &str) -> &str {
    let host = key.rsplit_once('@').map_or(key, |(_, host)| host);
    host.split('/').next().unwrap_or(host)
}

fn under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Keys of addresses may carry the length of their own network (`2001:db8::/64`).
fn inside(key: &str, network: IpAddr, bits: u8) -> bool {
    let address = key.split('/').next().unwrap_or(key);
    match (address.parse(), network) {
        (Ok(IpAddr::V4(a)), IpAddr::V4(n)) => {
            same_prefix(a.to_bits().into(), n.to_bits().into(), bits, 32)
        }
        (Ok(IpAddr::V6(a)), IpAddr::V6(n)) => same_prefix(a.to_bits(), n.to_bits(), bits, 128),
        _ => false,
    }
}

fn same_prefix(a: u128, b: u128, bits: u8, width: u8) -> bool {
    let drop = u32::from(width.saturating_sub(bits));
    a.checked_shr(drop) == b.checked_shr(drop)
}

//! What a person typed for an address, taken apart: network, address, memo.
//! It verifies nothing.

use super::chain::Chain;
use crate::clean;

/// Longest memo kept, in characters (Stellar allows 28, exchanges give less).
const MEMO_MAX: usize = 64;

/// The parts of a typed address.
pub(super) struct Typed {
    /// The network named beside it, if any.
    pub(super) chain: Option<Chain>,
    /// The address, spaces removed.
    pub(super) address: String,
    /// The memo or tag beside it, if any.
    pub(super) memo: Option<String>,
}

impl Typed {
    /// An address with nothing beside it.
    pub(super) fn alone(address: &str) -> Self {
        Self {
            chain: None,
            address: address.to_owned(),
            memo: None,
        }
    }
}

pub(super) fn read(text: &str) -> Typed {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Typed::alone(text);
    }
    let (chain, rest) = named(text);
    let (head, memo) = split_memo(rest);
    let head = head.trim_start_matches(['/', ' ']);
    let head = head.strip_prefix("pay-").unwrap_or(head);
    let end = head.find(['?', '@', '/', ';', ',']);
    let (mut address, mut query) = (head, "");
    // TON's base64 may hold a slash: only an address-looking prefix is cut there.
    if let Some(end) = end
        && !(head.as_bytes()[end] == b'/' && looks_base64(head))
    {
        address = &head[..end];
        query = &head[end..];
    }
    if let Some(recipient) = parameter(query, &["address"]) {
        // EIP-681: in a token transfer the contract stands first, the recipient in the query.
        address = recipient;
    }
    let inside = parameter(query, &["memo", "dt", "tag", "text", "comment", "memoid"]);
    let (address, after) = match (chain, address.split_once(':')) {
        (Some(Chain::Xrp), Some((address, tag))) => (address, Some(tag)),
        _ => (address, None),
    };
    let quotes = ['"', '\'', '<', '>', '«', '»', '(', ')', '[', ']', '.', '`'];
    Typed {
        chain,
        address: address
            .chars()
            .filter(|c| !c.is_whitespace() && !quotes.contains(c))
            .collect(),
        memo: inside.or(after).or(memo).and_then(tidy),
    }
}

/// Network named before a colon or as a first word: "BTC : 1…", "bitcoin:…", "USDT TRC20 T…".
fn named(text: &str) -> (Option<Chain>, &str) {
    const LABELS: [&str; 8] = [
        "adresse",
        "address",
        "wallet",
        "portefeuille",
        "usdt",
        "usdc",
        "token",
        "crypto",
    ];
    let mut rest = text;
    let mut chain = None;
    for _ in 0..4 {
        let end = rest.find([':', ' ']).unwrap_or(rest.len());
        let mut word = rest[..end].to_lowercase();
        let mut after = rest[end..].trim_start_matches([' ', ':']);
        if word == "bitcoin" && clean::strip_prefix_any_case(after, "cash").is_some() {
            word.push_str(" cash");
            after = after[4..].trim_start_matches([' ', ':']);
        }
        if after.is_empty() {
            break;
        }
        if let Some(known) = Chain::named(word.trim_matches(['(', ')'])) {
            chain = Some(known);
        } else if !LABELS.contains(&word.as_str()) {
            break;
        }
        rest = after;
    }
    (chain, rest)
}

/// "r… tag: 123", "EQ… memo 456".
fn split_memo(text: &str) -> (&str, Option<&str>) {
    let lower = text.to_ascii_lowercase();
    for word in [
        " destination tag",
        " memo",
        " tag",
        " mémo",
        " dt",
        " comment",
    ] {
        if let Some(at) = lower.find(word) {
            return (&text[..at], Some(&text[at + word.len()..]));
        }
    }
    (text, None)
}

/// A value of a URI query, by one of its names.
fn parameter<'t>(query: &'t str, names: &[&str]) -> Option<&'t str> {
    query.split(['?', '&']).find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let known = names.iter().any(|known| name.eq_ignore_ascii_case(known));
        (known && !value.is_empty()).then_some(value)
    })
}

fn looks_base64(head: &str) -> bool {
    head.len() == 48 && !head.contains(['?', '@', ' '])
}

/// Memos are figures or short codes: signs around them are how people write, not what they are.
fn tidy(memo: &str) -> Option<String> {
    let kept: String = memo
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .take(MEMO_MAX)
        .collect();
    let figures = kept.bytes().all(|byte| byte.is_ascii_digit());
    let plain = match kept.trim_start_matches('0') {
        "" if figures && !kept.is_empty() => "0",
        short if figures => short,
        _ => kept.as_str(),
    };
    (!plain.is_empty()).then(|| plain.to_owned())
}

//! The networks known here, their codes and the ways people name them.
//! One code for all EVM networks: the same address is the same key on each.

/// A public ledger, or a family that shares addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chain {
    Bitcoin,
    BitcoinCash,
    Litecoin,
    Dogecoin,
    Dash,
    Zcash,
    Evm,
    Tron,
    Xrp,
    Stellar,
    Ton,
    Monero,
    Solana,
    Cardano,
}

/// Code, then other names, lower case.
const NAMES: [(Chain, &[&str]); 14] = [
    (
        Chain::Bitcoin,
        &["bitcoin", "btc", "xbt", "segwit", "lightning"],
    ),
    (
        Chain::BitcoinCash,
        &["bitcoincash", "bch", "bitcoin cash", "bitcoin-cash"],
    ),
    (Chain::Litecoin, &["litecoin", "ltc"]),
    (Chain::Dogecoin, &["dogecoin", "doge"]),
    (Chain::Dash, &["dash"]),
    (Chain::Zcash, &["zcash", "zec"]),
    (
        Chain::Evm,
        &[
            "evm",
            "ethereum",
            "eth",
            "ether",
            "erc20",
            "erc-20",
            "bsc",
            "bnb",
            "bep20",
            "bep-20",
            "polygon",
            "matic",
            "arbitrum",
            "optimism",
            "base",
            "avalanche",
            "avax",
            "fantom",
        ],
    ),
    (Chain::Tron, &["tron", "trx", "trc20", "trc-20"]),
    (Chain::Xrp, &["xrp", "ripple", "xrpl"]),
    (Chain::Stellar, &["stellar", "xlm"]),
    (Chain::Ton, &["ton", "toncoin"]),
    (Chain::Monero, &["monero", "xmr"]),
    (Chain::Solana, &["solana", "sol", "spl"]),
    (Chain::Cardano, &["cardano", "ada"]),
];

impl Chain {
    /// The code that canonical forms bear.
    pub(super) fn code(self) -> &'static str {
        NAMES
            .iter()
            .find(|(chain, _)| *chain == self)
            .map_or("", |(_, names)| names[0])
    }

    /// The network of this name, lower case.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, names)| names.contains(&name))
            .map(|(chain, _)| *chain)
    }

    /// Whether exchanges give one address to many clients, told apart by a memo or tag.
    pub(super) fn has_memos(self) -> bool {
        matches!(self, Self::Xrp | Self::Stellar | Self::Ton)
    }
}

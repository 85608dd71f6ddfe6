//! Ledger addresses: each network's form, memos, what must never be kept.

use crate::{all, none};
use faisceau_identifiers::Kind::Crypto;

#[test]
fn bitcoin_and_its_descendants() {
    all(
        Crypto,
        &[
            // The genesis block's address.
            (
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "",
            ),
            (
                "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa?amount=0.5&label=x",
                "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "",
            ),
            (
                "BTC : 1A1zP1eP5QGefi2D MPTfTL5SLmv7DivfNa",
                "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "",
            ),
            (
                "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
                "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "",
            ),
            // CashAddr specification: the same hash in both forms.
            (
                "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
                "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
                "",
            ),
            (
                "BCH: 1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu",
                "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
                "",
            ),
            (
                "bitcoincash:3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC",
                "bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq",
                "",
            ),
            (
                "ltc: 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "crypto-network-mismatch",
            ),
        ],
    );
}

/// Version bytes encoded here, so that no real person's address is needed.
#[test]
fn version_bytes_name_the_network() {
    for (version, chain) in [
        (vec![0x30], "litecoin"),
        (vec![0x32], "litecoin"),
        (vec![0x1e], "dogecoin"),
        (vec![0x16], "dogecoin"),
        (vec![0x4c], "dash"),
        (vec![0x10], "dash"),
        (vec![0x41], "tron"),
        (vec![0x1c, 0xb8], "zcash"),
        (vec![0x1c, 0xbd], "zcash"),
    ] {
        let payload = [version, vec![7; 20]].concat();
        let address = bs58::encode(payload).with_check().into_string();
        let canonical = format!("{chain}:{address}");
        assert_eq!(crate::form(Crypto, &address), (canonical, ""));
        let mut slipped = address.clone();
        let last = if slipped.pop() == Some('a') { 'b' } else { 'a' };
        slipped.push(last);
        assert_eq!(
            crate::refusal(Crypto, &slipped),
            "crypto-checksum",
            "{slipped}"
        );
    }
}

#[test]
fn litecoin_script_addresses_meet_under_one_form() {
    let hash = vec![9; 20];
    let old = bs58::encode([vec![0x05], hash.clone()].concat())
        .with_check()
        .into_string();
    let new = bs58::encode([vec![0x32], hash].concat())
        .with_check()
        .into_string();
    let canonical = format!("litecoin:{new}");
    assert_eq!(
        crate::form(Crypto, &format!("litecoin:{old}")),
        (canonical, "")
    );
    assert_eq!(crate::form(Crypto, &old).0, format!("bitcoin:{old}"));
}

/// The examples in the text of EIP-55.
#[test]
fn ethereum_mixed_case_is_verified() {
    for address in [
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ] {
        let (canonical, doubt) = crate::form(Crypto, address);
        assert_eq!(canonical, format!("evm:{}", address.to_lowercase()));
        let digits = &address[2..];
        let one_case = digits == digits.to_uppercase() || digits == digits.to_lowercase();
        assert_eq!(doubt, if one_case { "crypto-unchecked" } else { "" });
    }
    all(
        Crypto,
        &[
            (
                "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "evm:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "crypto-checksum",
            ),
            (
                "ethereum:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed@1?value=1",
                "evm:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "",
            ),
            (
                "USDT (BEP20) 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "evm:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
                "",
            ),
        ],
    );
}

#[test]
fn networks_with_memos() {
    all(
        Crypto,
        &[
            // XLS-5d: one account, without and with a tag inside.
            (
                "rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf",
                "xrp:rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf",
                "crypto-memo-missing",
            ),
            (
                "XVLhHMPHU98es4dbozjVtdWzVrDjtV1kAsixQTdMjbWi39u",
                "xrp:rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf?memo=4294967294",
                "",
            ),
            (
                "rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf?dt=004294967294",
                "xrp:rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf?memo=4294967294",
                "",
            ),
            (
                "XRP: rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf tag: 4294967294",
                "xrp:rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf?memo=4294967294",
                "",
            ),
            // SEP-23: an account, and the same one muxed with id 0.
            (
                "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ",
                "stellar:GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ",
                "crypto-memo-missing",
            ),
            (
                "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ",
                "stellar:GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ?memo=0",
                "",
            ),
        ],
    );
}

/// TEP-2's example: all forms are one account.
#[test]
fn ton_forms_are_one_account() {
    let raw = "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e";
    for form in [
        raw,
        "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF",
        "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff+W72r5gqPrHF",
        "UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA",
        "TON: UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA",
    ] {
        assert_eq!(crate::form(Crypto, form).0, format!("ton:{raw}"), "{form}");
    }
    let tagged = "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF memo 77";
    assert_eq!(
        crate::form(Crypto, tagged),
        (format!("ton:{raw}?memo=77"), "")
    );
    none(
        Crypto,
        &[
            (
                "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHG",
                "crypto-checksum",
            ),
            (
                "kQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPgpP",
                "crypto-test-network",
            ),
        ],
    );
}

/// The Monero project's published donation address, and Solana's system programs.
#[test]
fn monero_and_solana() {
    let donation = "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H";
    assert_eq!(
        crate::form(Crypto, donation),
        (format!("monero:{donation}"), "")
    );
    let slipped = donation.replace("888t", "888u");
    assert_eq!(crate::refusal(Crypto, &slipped), "crypto-checksum");
    let token = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA";
    assert_eq!(
        crate::form(Crypto, token),
        (format!("solana:{token}"), "crypto-unchecked")
    );
}

/// CIP-19: an address with and without a staking part.
#[test]
fn cardano() {
    for address in [
        "addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x",
        "addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8",
    ] {
        assert_eq!(
            crate::form(Crypto, address),
            (format!("cardano:{address}"), "")
        );
        assert_eq!(
            crate::refusal(Crypto, &address.replace("addr1", "addr1q")),
            "crypto-checksum"
        );
    }
}

#[test]
fn one_address_in_a_sentence_is_found_and_two_are_told() {
    let genesis = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
    let sentence = format!("Envoyez 500 dollars à {genesis} avant demain");
    assert_eq!(
        crate::form(Crypto, &sentence).0,
        format!("bitcoin:{genesis}")
    );
    let network = format!("{genesis} (bitcoin)");
    assert_eq!(
        crate::form(Crypto, &network).0,
        format!("bitcoin:{genesis}")
    );
    let two = format!("{genesis} ou 0xde709f2102306220921060314715629080e2fb77");
    assert_eq!(crate::refusal(Crypto, &two), "several");
}

#[test]
fn what_must_not_be_kept_or_is_no_address() {
    let secret = bs58::encode([vec![0x80], vec![7; 32]].concat())
        .with_check()
        .into_string();
    assert_eq!(crate::refusal(Crypto, &secret), "crypto-secret");
    none(
        Crypto,
        &[
            (
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
                "crypto-secret",
            ),
            // BIP-32, test vector 1.
            (
                "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8",
                "crypto-extended-key",
            ),
            (
                "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi",
                "crypto-secret",
            ),
            (
                "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
                "crypto-transaction",
            ),
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "crypto-checksum"),
            (
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
                "crypto-checksum",
            ),
            ("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", "crypto-test-network"),
            (
                "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
                "crypto-test-network",
            ),
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeA", "too-short"),
            ("bonjour", "crypto-form"),
            ("je ne sais pas", "placeholder"),
        ],
    );
}

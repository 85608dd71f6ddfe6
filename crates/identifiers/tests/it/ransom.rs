//! Real addresses to which ransoms were asked, a sample of two public packs (`tests/data`).

use faisceau_identifiers::{Kind, parse};

#[test]
fn every_sampled_address_is_read_as_bitcoin() {
    let sample = include_str!("../data/ransom_addresses.txt");
    let mut read = 0;
    for line in sample.lines().filter(|line| !line.starts_with('#')) {
        let (_, address) = line.split_once(' ').unwrap();
        let found = parse(Kind::Crypto, address).unwrap();
        assert_eq!(found.canonical(), format!("bitcoin:{address}"));
        assert_eq!(found.doubt(), None);
        read += 1;
    }
    assert!(read >= 40, "{read} addresses in the sample");
}

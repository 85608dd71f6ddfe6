//! Lists of values that are everybody's: what each way of naming covers, and that what a list names
//! joins nobody, is told with its list, and yields to a person.

use faisceau_linkage::{
    Decision, Figures, Kind, Linker, NoiseList, Pattern, Prepared, RecordId, ValueKey,
};
use proptest::prelude::*;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::world::{complaint, correction, day, value};

fn list(kinds: &[Kind], patterns: Vec<Pattern>) -> NoiseList {
    NoiseList::new("l", kinds, patterns)
}

#[test]
fn each_way_of_naming_covers_its_own_and_no_more() {
    let text = str::to_owned;
    let both = [Kind::Url, Kind::Email];
    let cases = [
        (Pattern::Exact(text("a.fr")), Kind::Url, "a.fr", true),
        (Pattern::Exact(text("a.fr")), Kind::Url, "www.a.fr", false),
        (Pattern::Exact(text("a.fr")), Kind::Url, "a.fr/x", false),
        (Pattern::Suffix(text("a.fr")), Kind::Url, "a.fr", true),
        (Pattern::Suffix(text("a.fr")), Kind::Email, "x@b.a.fr", true),
        (Pattern::Suffix(text("a.fr")), Kind::Url, "ba.fr", false),
        (
            Pattern::Suffix(text("a.fr")),
            Kind::Url,
            "a.fr/profile",
            false,
        ),
        (
            Pattern::Registrable(text("a.fr")),
            Kind::Email,
            "x@b.a.fr",
            true,
        ),
        (
            Pattern::Registrable(text("a.fr")),
            Kind::Email,
            "a.fr@b.fr",
            false,
        ),
        (
            Pattern::Registrable(text("github.io")),
            Kind::Url,
            "shop.github.io",
            false,
        ),
        (
            Pattern::Suffix(text("github.io")),
            Kind::Url,
            "shop.github.io",
            true,
        ),
        (Pattern::Prefix(text("x@")), Kind::Email, "x@a.fr", true),
        (Pattern::Prefix(text("x@")), Kind::Email, "xx@a.fr", false),
        (Pattern::Exact(text("a.fr")), Kind::Handle, "a.fr", false),
    ];
    for (pattern, kind, key, listed) in cases {
        let list = list(&both, vec![pattern.clone()]);
        let found = list.lists(&ValueKey::new(kind, key));
        assert_eq!(found, listed, "{pattern:?} {key}");
    }
}

#[test]
fn a_list_of_addresses_names_them_whatever_the_days_of_the_facts() {
    let inside: IpAddr = "203.0.113.0".parse().unwrap();
    let alone = Pattern::Exact("198.51.100.7".to_owned());
    let list = list(&[Kind::Ip], vec![Pattern::Network(inside, 24), alone]);
    for (key, listed) in [
        ("203.0.113.5", true),
        ("198.51.100.7", true),
        ("203.0.114.5", false),
    ] {
        let mut linker = Linker::new(Figures::third(), vec![list.clone()]);
        let mut record = complaint(0, &[(Kind::Ip, key)]);
        record.occurred_at = Some(day(0));
        let mut other = record.clone();
        other.id = RecordId(1);
        linker.insert_many(vec![Prepared::of(record), Prepared::of(other)]);
        linker.settle();
        let known = linker.values_of(RecordId(0)).unwrap().remove(0);
        assert!(known.key.contains('@'), "{known:?}");
        let reason = linker.value(&known).unwrap().reason;
        assert_eq!(reason.code() == "listed", listed, "{key}: {reason:?}");
        assert_eq!(linker.listed(&known), listed.then_some("l"));
    }
}

#[test]
fn what_a_list_names_joins_nobody_unless_a_person_says_that_it_is_owned() {
    let site = (Kind::Url, "a.fr");
    let named = list(&[Kind::Url], vec![Pattern::Suffix("a.fr".to_owned())]);
    let mut linker = Linker::new(Figures::third(), vec![named]);
    for id in 0..3 {
        linker.insert(&complaint(id, &[site]));
    }
    linker.settle();
    assert_eq!(linker.series_of(RecordId(0)).unwrap().len(), 1);
    let owned = Decision::Owned(value(Kind::Url, "a.fr"));
    linker.correct(vec![correction(1, owned)]).unwrap();
    linker.settle();
    assert_eq!(linker.series_of(RecordId(0)).unwrap().len(), 3);
    let reason = linker.value(&value(Kind::Url, "a.fr")).unwrap().reason;
    assert_eq!(reason.code(), "marked_owned");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// Ranges that overlap, touch and contain each other name what one of them names.
    #[test]
    fn networks_name_what_one_of_them_holds(
        four in prop::collection::vec((any::<u16>(), 8_u8..=32), 1..12),
        six in prop::collection::vec((any::<u16>(), 19_u8..=128), 0..6),
        asked in prop::collection::vec((any::<u16>(), any::<bool>()), 24),
    ) {
        let v4 = |at: u16| Ipv4Addr::from_bits(0xcb00_0000 | (u32::from(at) << 4));
        let v6 = |at: u16| Ipv6Addr::from_bits((0x2001_0db8 << 96) | (u128::from(at) << 60));
        let patterns: Vec<(IpAddr, u8)> = four
            .iter()
            .map(|(at, bits)| (v4(*at).into(), *bits))
            .chain(six.iter().map(|(at, bits)| (v6(*at).into(), *bits)))
            .collect();
        let named = patterns.iter().map(|(at, bits)| Pattern::Network(*at, *bits));
        let list = list(&[Kind::Ip], named.collect());
        let bits_of = |address: &IpAddr| match address {
            IpAddr::V4(a) => (u128::from(a.to_bits()) << 96, 32),
            IpAddr::V6(a) => (a.to_bits(), 128),
        };
        for (at, is_four) in asked {
            let address: IpAddr = if is_four { v4(at).into() } else { v6(at).into() };
            let held = patterns.iter().any(|(network, bits)| {
                let ((a, one), (b, other)) = (bits_of(&address), bits_of(network));
                one == other && (a ^ b).checked_shr(128 - u32::from(*bits)).unwrap_or(0) == 0
            });
            let value = ValueKey::new(Kind::Ip, &format!("{address}@77"));
            prop_assert_eq!(list.lists(&value), held, "{} in {:?}", address, &patterns);
        }
    }
}

//! Vectors published by others, from `tests/data` (sources and licences in its README).

use faisceau_identifiers::{Kind, parse};

/// The public suffix project's own tests, on names that can be web hosts.
#[test]
fn registrable_names_agree_with_the_public_suffix_tests() {
    let tests = include_str!("../data/public_suffix_tests.txt");
    let mut checked = 0;
    for line in tests.lines().filter(|line| !line.starts_with("//")) {
        let Some((host, registrable)) = line.split_once(' ') else {
            continue;
        };
        // Our key for a bare suffix is the host itself; hosts with a leading dot are no hosts.
        if registrable == "null" || host.starts_with('.') {
            continue;
        }
        let found = parse(Kind::Url, host).unwrap();
        let wanted = parse(Kind::Url, registrable).unwrap();
        assert_eq!(found.key(), wanted.key(), "{host}");
        let typed = idna::domain_to_ascii(registrable).unwrap();
        assert_eq!(found.key(), typed, "{host}");
        checked += 1;
    }
    assert!(checked > 50, "{checked} names checked");
}

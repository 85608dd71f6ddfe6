//! Internet addresses: forms, ports, /64, ranges.

use crate::{all, none, read};
use faisceau_identifiers::Kind::Ip;

#[test]
fn forms() {
    all(
        Ip,
        &[
            ("93.184.216.34", "93.184.216.34", ""),
            ("IP : 93.184.216.34", "93.184.216.34", ""),
            ("93[.]184[.]216[.]34", "93.184.216.34", ""),
            ("93.184.216.34/32", "93.184.216.34", ""),
            ("::ffff:93.184.216.34", "93.184.216.34", ""),
            ("2A01:CB00:0001:0002:0:0:0:1", "2a01:cb00:1:2::1", ""),
            ("192.168.1.1", "192.168.1.1", "ip-not-public"),
            ("100.64.0.1", "100.64.0.1", "ip-not-public"),
            ("fe80::1%eth0", "fe80::1", "ip-not-public"),
            ("::1", "::1", "ip-not-public"),
            ("203.0.113.7", "203.0.113.7", "ip-not-public"),
        ],
    );
}

#[test]
fn ports_are_apart_and_networks_are_keys() {
    let found = read(Ip, "93.184.216.34:50123");
    assert_eq!(
        (found.canonical(), found.port()),
        ("93.184.216.34", Some(50123))
    );
    assert_eq!(found.key(), "93.184.216.34");
    let found = read(Ip, "[2a01:cb00:1:2:3:4:5:6]:443");
    assert_eq!(found.port(), Some(443));
    assert_eq!(found.key(), "2a01:cb00:1:2::/64");
    assert_eq!(read(Ip, "2a01:cb00:1:2::9").key(), found.key());
    assert_ne!(read(Ip, "2a01:cb00:1:3::9").key(), found.key());
}

#[test]
fn refusals() {
    none(
        Ip,
        &[
            ("256.1.1.1", "ip-form"),
            ("93.184.216", "ip-form"),
            ("exemple.fr", "ip-form"),
            ("93.184.216.0/24", "ip-range"),
            ("2a01:cb00::/32", "ip-range"),
            ("93.184.216.34:99999", "ip-form"),
            ("93.184.216.34, 93.184.216.35", "several"),
            ("010.000.000.001", "ip-form"),
        ],
    );
}

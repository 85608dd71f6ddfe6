//! The proxies of the operator, which alone are believed when they say whom they speak for (`X-Forwarded-For`). Whoever else
//! reaches the port is taken for who they are, whatever they write.

use axum::http::HeaderMap;
use ipnet::IpNet;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::net::IpAddr;

/// Where the proxies connect from; none: no header is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

/// `behind_proxy` as it is written: `true` for one on this machine, or where they are.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Here(bool),
    At(Vec<String>),
}

impl<'de> Deserialize<'de> for Proxies {
    fn deserialize<D: Deserializer<'de>>(read: D) -> Result<Proxies, D::Error> {
        match Written::deserialize(read)? {
            Written::Here(false) => Ok(Proxies::default()),
            Written::Here(true) => Ok(Proxies::on_this_machine()),
            Written::At(places) => {
                let read = places.iter().map(|place| network(place));
                read.collect::<Result<_, _>>().map(Proxies).map_err(|place| {
                    D::Error::custom(format!(
                        "behind_proxy: `{place}` is no address (10.0.0.2) nor network (10.0.0.0/24)"
                    ))
                })
            }
        }
    }
}

fn network(place: &str) -> Result<IpNet, &str> {
    let place = place.trim();
    let one = || place.parse::<IpAddr>().map(IpNet::from);
    place.parse::<IpNet>().or_else(|_| one()).map_err(|_| place)
}

impl Proxies {
    /// One on this machine.
    ///
    /// # Panics
    /// Never: the two networks are well formed.
    #[must_use]
    pub fn on_this_machine() -> Proxies {
        let known = ["127.0.0.0/8", "::1/128"].map(|place| network(place).expect("a network"));
        Proxies(known.to_vec())
    }

    fn know(&self, address: IpAddr) -> bool {
        self.0.iter().any(|place| place.contains(&address))
    }

    /// The reader's address. From a proxy of ours, what it wrote last in `X-Forwarded-For` is believed (several lines are one,
    /// RFC 9110, 5.3), and, when that is a proxy of ours again, what stands before; the first address that is none of
    /// ours is the reader's. All before it was written by the reader, who could lie. What is no address ends the belief.
    #[must_use]
    pub fn reader(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut at = peer.to_canonical();
        let lines = headers.get_all("x-forwarded-for").iter().rev();
        let hops = lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(','));
        for hop in hops {
            if !self.know(at) {
                break;
            }
            match hop.trim().parse::<IpAddr>() {
                Ok(before) => at = before.to_canonical(),
                Err(_) => break,
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Proxies, String> {
        #[derive(Deserialize)]
        struct Table {
            behind_proxy: Proxies,
        }
        let table: Result<Table, _> = toml::from_str(line);
        table
            .map(|table| table.behind_proxy)
            .map_err(|e| e.to_string())
    }

    #[test]
    fn a_proxy_is_here_or_named_and_a_mistake_is_told() {
        assert_eq!(read("behind_proxy = false"), Ok(Proxies::default()));
        assert_eq!(read("behind_proxy = true"), Ok(Proxies::on_this_machine()));
        let named = read("behind_proxy = [\"10.0.0.2\", \"2001:db8::/32\"]").expect("two places");
        for (address, known) in [
            ("10.0.0.2", true),
            ("10.0.0.3", false),
            ("2001:db8::9", true),
            ("127.0.0.1", false),
        ] {
            assert_eq!(named.know(address.parse().expect("an address")), known);
        }
        for wrong in ["[\"proxy.local\"]", "[\"10.0.0.0/99\"]", "\"yes\""] {
            let told = read(&format!("behind_proxy = {wrong}")).expect_err("a mistake");
            assert!(told.contains("behind_proxy"), "{told}");
        }
    }
}

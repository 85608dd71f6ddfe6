//! Internet addresses: one address, its port kept apart, IPv6 grouped by /64.
//! It never looks an address up; ranges and names are refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::identifier::Form;
use crate::{Doubt, Invalid, clean};

pub(crate) fn read(text: &str) -> Result<Form, Invalid> {
    let text = clean::refang(text).to_ascii_lowercase();
    let mut rest = text.as_str();
    for label in ["ip", ":", "adresse", "address", "v4", "v6"] {
        rest = rest.strip_prefix(label).unwrap_or(rest).trim_start();
    }
    // "::1" must not lose its first colon to the label loop.
    let rest = if text.starts_with(':') { &text } else { rest };
    let (address, port) = split_port(rest)?;
    let address = match address {
        IpAddr::V6(six) => six.to_canonical(),
        four => four,
    };
    // "::" and "0.0.0.0" are how software says "no address".
    if address.is_unspecified() {
        return Err(Invalid::Placeholder);
    }
    let key = match address {
        IpAddr::V4(_) => None,
        IpAddr::V6(six) => Some(format!("{}/64", network(six))),
    };
    Ok(Form {
        canonical: address.to_string(),
        key,
        doubt: (!is_public(address)).then_some(Doubt::IpNotPublic),
        port,
    })
}

fn split_port(text: &str) -> Result<(IpAddr, Option<u16>), Invalid> {
    let text = text.trim_end_matches(['.', ',', ';']).trim();
    if let Some((address, length)) = text.split_once('/') {
        let whole = match address.parse().map_err(|_| Invalid::IpForm)? {
            IpAddr::V4(_) => "32",
            IpAddr::V6(_) => "128",
        };
        if length != whole {
            return Err(Invalid::IpRange);
        }
        return split_port(address);
    }
    if let Some(inside) = text.strip_prefix('[') {
        let (address, after) = inside.split_once(']').ok_or(Invalid::IpForm)?;
        let address = without_zone(address).parse::<Ipv6Addr>();
        let address = IpAddr::V6(address.map_err(|_| Invalid::IpForm)?);
        return match after {
            "" => Ok((address, None)),
            _ => Ok((address, Some(port(after.strip_prefix(':'))?))),
        };
    }
    if let Ok(address) = without_zone(text).parse::<IpAddr>() {
        return Ok((address, None));
    }
    let (address, after) = text.rsplit_once(':').ok_or_else(|| several_or_form(text))?;
    match address.trim_end().parse::<Ipv4Addr>() {
        Ok(four) => Ok((IpAddr::V4(four), Some(port(Some(after.trim()))?))),
        Err(_) => Err(several_or_form(text)),
    }
}

/// `fe80::1%eth0`: the zone names a network card of one machine.
fn without_zone(text: &str) -> &str {
    text.split_once('%').map_or(text, |(address, _)| address)
}

fn port(text: Option<&str>) -> Result<u16, Invalid> {
    text.and_then(|digits| digits.parse().ok())
        .ok_or(Invalid::IpForm)
}

fn several_or_form(text: &str) -> Invalid {
    let whole = |part: &str| part.parse::<IpAddr>().is_ok();
    let parts = text.split([' ', ',', ';', '-']).filter(|part| whole(part));
    if parts.count() > 1 {
        Invalid::Several
    } else {
        Invalid::IpForm
    }
}

fn network(address: Ipv6Addr) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))
}

/// IANA special-purpose registries, the ranges a victim's own device or a log may show.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => {
            let [a, b, ..] = four.octets();
            !(four.is_private()
                || four.is_loopback()
                || four.is_link_local()
                || four.is_documentation()
                || four.is_multicast()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 198 && (18..20).contains(&b)))
        }
        IpAddr::V6(six) => {
            let first = six.segments()[0];
            let documentation = first == 0x2001 && six.segments()[1] == 0xdb8;
            (first & 0xe000) == 0x2000 && !documentation
        }
    }
}

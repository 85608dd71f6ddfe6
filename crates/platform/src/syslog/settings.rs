//! Where the journal is streamed to: the table `[syslog]` of the configuration. Opens nothing.

use crate::fault::Fault;
use faisceau_domain::journal::syslog::ENTERPRISE;
use serde::Deserialize;
use std::path::PathBuf;

/// A collector of messages of RFC 5424.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Syslog {
    /// `tls://host:port`, `tcp://host:port`, `udp://host:port` or `unix:/path`.
    pub address: String,
    /// A root certificate of the operator's own, in PEM, beside those of the public web.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// The name that messages bear; absent: the host of the instance.
    #[serde(default)]
    pub host: Option<String>,
    /// The operator's private enterprise number (IANA), which names the structured data.
    #[serde(default = "example")]
    pub enterprise: u32,
}

fn example() -> u32 {
    ENTERPRISE
}

/// How messages go there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A stream closed by TLS (RFC 5425): host and port.
    Tls(String, u16),
    /// A stream in clear (RFC 6587): host and port.
    Tcp(String, u16),
    /// Datagrams (RFC 5426): host and port. What is lost on the way is not known.
    Udp(String, u16),
    /// Datagrams to a socket of this machine.
    Unix(PathBuf),
}

impl Way {
    /// Reads an address.
    #[must_use]
    pub fn read(address: &str) -> Option<Way> {
        if let Some(path) = address.strip_prefix("unix:") {
            return path.starts_with('/').then(|| Way::Unix(path.into()));
        }
        let (scheme, rest) = address.split_once("://")?;
        let (host, port) = rest.rsplit_once(':')?;
        let host = host.trim_matches(['[', ']']).to_owned();
        let port = port.parse().ok().filter(|port| *port != 0)?;
        if host.is_empty() || host.contains('/') {
            return None;
        }
        match scheme {
            "tls" => Some(Way::Tls(host, port)),
            "tcp" => Some(Way::Tcp(host, port)),
            "udp" => Some(Way::Udp(host, port)),
            _ => None,
        }
    }
}

impl Syslog {
    /// Refuses what could not work.
    ///
    /// # Errors
    /// Says which key to set.
    pub fn check(&self) -> Result<(), Fault> {
        let Some(way) = Way::read(&self.address) else {
            return Err(Fault::new(format!(
                "syslog.address `{}` must be tls://host:port, tcp://host:port, udp://host:port or unix:/path",
                self.address
            )));
        };
        match (&self.ca_file, way) {
            (Some(_), Way::Tcp(..) | Way::Udp(..) | Way::Unix(_)) => {
                Err(Fault::new("syslog.ca_file is for an address in tls://"))
            }
            _ => Ok(()),
        }
    }

    /// The name that messages bear, given the address of the instance.
    #[must_use]
    pub fn host_name<'a>(&'a self, public_url: &'a str) -> &'a str {
        let host = || {
            let url = public_url
                .split_once("://")
                .map_or(public_url, |(_, rest)| rest);
            url.split(['/', ':']).next().unwrap_or(url)
        };
        self.host.as_deref().unwrap_or_else(host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(address: &str) -> Syslog {
        Syslog {
            address: address.into(),
            ca_file: None,
            host: None,
            enterprise: ENTERPRISE,
        }
    }

    #[test]
    fn addresses_are_read_and_mistakes_name_their_key() {
        let host = || "collecte.example.org".to_owned();
        assert_eq!(
            Way::read("tls://collecte.example.org:6514"),
            Some(Way::Tls(host(), 6514))
        );
        assert_eq!(
            Way::read("tcp://collecte.example.org:601"),
            Some(Way::Tcp(host(), 601))
        );
        assert_eq!(
            Way::read("udp://[::1]:514"),
            Some(Way::Udp("::1".into(), 514))
        );
        assert_eq!(
            Way::read("unix:/dev/log"),
            Some(Way::Unix("/dev/log".into()))
        );
        for wrong in [
            "",
            "collecte:514",
            "http://a:1",
            "tcp://a",
            "tcp://:1",
            "tcp://a:0",
            "unix:log",
            "udp://a/b:3",
        ] {
            let told = to(wrong).check().expect_err(wrong).to_string();
            assert!(told.contains("syslog.address"), "{told}");
        }
        let mut clear = to("tcp://a:1");
        assert!(clear.check().is_ok());
        clear.ca_file = Some("/etc/ca.pem".into());
        assert!(
            clear
                .check()
                .expect_err("nothing is closed")
                .to_string()
                .contains("ca_file")
        );
    }

    #[test]
    fn messages_bear_the_host_of_the_instance_unless_another_is_set() {
        let mut set = to("unix:/dev/log");
        assert_eq!(
            set.host_name("https://plainte.example.org:8443/x"),
            "plainte.example.org"
        );
        set.host = Some("faisceau-1".into());
        assert_eq!(set.host_name("https://plainte.example.org"), "faisceau-1");
    }
}

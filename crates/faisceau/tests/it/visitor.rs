//! A browser without scripts, over a plain connection: keeps cookies, sends a page's own token.
//! Checks nothing itself.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::TcpStream;

/// Someone at a served instance.
pub(crate) struct Visitor {
    address: String,
    cookies: BTreeMap<String, String>,
}

/// An answer.
pub(crate) struct Seen {
    pub(crate) status: u16,
    pub(crate) location: String,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The addresses the page links to that start so.
    pub(crate) fn links(&self, start: &str) -> BTreeSet<String> {
        let text = self.text();
        let quoted = text.split("href=\"").skip(1);
        let links = quoted.filter_map(|rest| rest.split('"').next());
        links
            .filter(|link| link.starts_with(start))
            .map(str::to_owned)
            .collect()
    }
}

impl Visitor {
    pub(crate) fn of(address: &str) -> Visitor {
        Visitor {
            address: address.to_owned(),
            cookies: BTreeMap::new(),
        }
    }

    pub(crate) fn with_cookie(mut self, name: &str, value: &str) -> Visitor {
        self.cookies.insert(name.to_owned(), value.to_owned());
        self
    }

    /// What it holds under this name.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.get(name).cloned()
    }

    pub(crate) fn get(&mut self, path: &str) -> Seen {
        self.ask(&format!("GET {path}"), "", "")
    }

    /// Fills the form of this page and sends it, with the token the page gave.
    pub(crate) fn send(&mut self, path: &str, typed: &[(&str, &str)]) -> Seen {
        let page = self.get(path).text();
        let token = page.split("name=\"csrf\" value=\"").nth(1);
        let token = token.and_then(|rest| rest.split('"').next()).unwrap();
        let mut body = format!("csrf={token}");
        for (name, value) in typed {
            let value = faisceau_platform::web::lang::escaped(value);
            body.push_str(&format!("&{name}={value}"));
        }
        let head = format!(
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            body.len()
        );
        self.ask(&format!("POST {path}"), &head, &body)
    }

    /// HTTP/1.0: the answer ends with the connection, in one piece.
    fn ask(&mut self, line: &str, head: &str, body: &str) -> Seen {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        write!(
            stream,
            "{line} HTTP/1.0\r\nHost: {}\r\nCookie: {}\r\n{head}\r\n{body}",
            self.address,
            cookies.join("; ")
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
        let told = String::from_utf8_lossy(&answer[..end]).into_owned();
        let mut location = String::new();
        for line in told.lines().skip(1) {
            let (name, value) = line.split_once(": ").unwrap();
            match name {
                "location" => value.clone_into(&mut location),
                "set-cookie" => {
                    let kept = value.split(';').next().unwrap();
                    let (name, value) = kept.split_once('=').unwrap();
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        Seen {
            status: told.split(' ').nth(1).unwrap().parse().unwrap(),
            location,
            body: answer[end + 4..].to_vec(),
        }
    }
}

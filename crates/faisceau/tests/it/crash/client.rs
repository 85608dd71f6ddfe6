//! Somebody with a browser, over plain HTTP, who bears that the service dies at any moment. Checks nothing itself.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// A process that answers nothing for so long is taken for lost.
const PATIENCE: Duration = Duration::from_secs(60);

/// Who asks: the cookie kept, and the token of forms.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) cookie: String,
    pub(crate) csrf: String,
}

/// An answer come whole.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.text();
        let from = text.find("<title>").unwrap_or(0);
        let told: String = text[from..].chars().take(200).collect();
        write!(f, "{}: {told}", self.status)
    }
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether what was asked was done.
    pub(crate) fn done(&self) -> bool {
        (200..400).contains(&self.status)
    }

    pub(crate) fn number(&self, header: &str) -> Option<u64> {
        self.headers.get(header)?.parse().ok()
    }
}

/// The service at an address.
#[derive(Debug, Clone)]
pub(crate) struct Served {
    pub(crate) address: String,
}

impl Served {
    /// Asks; `None` when the process went away before the whole answer came.
    pub(crate) fn ask(
        &self,
        person: &Person,
        line: &str,
        headers: &[(&str, String)],
        body: &[u8],
    ) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let mut head = format!(
            "{line} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nAccept-Language: fr\r\n\
             Cookie: {}\r\nX-Csrf-Token: {}\r\nSec-Fetch-Site: same-origin\r\n",
            self.address, person.cookie, person.csrf
        );
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !line.starts_with("GET") && !line.starts_with("HEAD") {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).ok()?;
        stream.write_all(body).ok()?;
        let mut came = Vec::new();
        stream.read_to_end(&mut came).ok()?;
        read(&came, line.starts_with("HEAD"))
    }

    pub(crate) fn get(&self, person: &Person, path: &str) -> Option<Answer> {
        self.ask(person, &format!("GET {path}"), &[], b"")
    }

    /// Sends a form.
    pub(crate) fn send(&self, person: &Person, path: &str, form: &str) -> Option<Answer> {
        let kind = "application/x-www-form-urlencoded".to_owned();
        let line = format!("POST {path}");
        self.ask(person, &line, &[("Content-Type", kind)], form.as_bytes())
    }
}

/// An answer that came whole, its pieces put together.
fn read(came: &[u8], head_only: bool) -> Option<Answer> {
    let end = came.windows(4).position(|w| w == b"\r\n\r\n")?;
    let told = String::from_utf8_lossy(&came[..end]).into_owned();
    let mut lines = told.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let rest = &came[end + 4..];
    let body = match (
        headers.get("content-length"),
        headers.get("transfer-encoding"),
    ) {
        _ if head_only => Vec::new(),
        (Some(length), _) => rest.get(..length.parse().ok()?)?.to_vec(),
        (None, Some(_)) => pieces(rest)?,
        (None, None) => rest.to_vec(),
    };
    Some(Answer {
        status,
        headers,
        body,
    })
}

fn pieces(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|w| w == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?, 16).ok()?;
        let piece = rest.get(end + 2..end + 2 + length)?;
        body.extend_from_slice(piece);
        if length == 0 {
            return Some(body);
        }
        rest = rest.get(end + 4 + length..)?;
    }
}

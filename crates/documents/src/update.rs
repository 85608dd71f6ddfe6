//! Objects appended to a finished PDF, with the table that finds them (ISO 32000-1, 7.5.6). Changes no byte of
//! what stands before.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Fault: a file does not end as the typesetter ends one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoTable;

/// Objects appended to a file, and where each begins.
pub(crate) struct Update {
    start: usize,
    body: Vec<u8>,
    at: BTreeMap<i32, usize>,
    next: i32,
    trailer: String,
    before: usize,
}

impl Update {
    /// After the last byte of a file whose table of objects is written in clear.
    pub(crate) fn after(pdf: &[u8]) -> Result<Update, NoTable> {
        let wrong = || NoTable;
        let tail = |what: &[u8]| {
            let at = pdf.windows(what.len()).rposition(|window| window == what)?;
            std::str::from_utf8(pdf.get(at + what.len()..)?).ok()
        };
        let before = tail(b"startxref").ok_or_else(wrong)?;
        let before = before
            .split_whitespace()
            .next()
            .and_then(|at| at.parse().ok());
        let trailer = tail(b"trailer").and_then(|text| text.split("startxref").next());
        let trailer = trailer.ok_or_else(wrong)?.trim();
        let trailer = trailer
            .strip_prefix("<<")
            .and_then(|text| text.strip_suffix(">>"));
        let trailer = trailer.ok_or_else(wrong)?;
        let (head, rest) = trailer.split_once("/Size").ok_or_else(wrong)?;
        let rest = rest.trim_start();
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (size, rest) = rest.split_at(digits);
        Ok(Update {
            start: pdf.len() + 1,
            body: Vec::new(),
            at: BTreeMap::new(),
            next: size.parse().map_err(|_| wrong())?,
            trailer: format!("{head} {rest}"),
            before: before.ok_or_else(wrong)?,
        })
    }

    /// A number for an object that is written later.
    pub(crate) fn number(&mut self) -> i32 {
        self.next += 1;
        self.next - 1
    }

    pub(crate) fn object(&mut self, body: &str) -> i32 {
        let number = self.number();
        self.write(number, body);
        number
    }

    pub(crate) fn write(&mut self, number: i32, body: &str) {
        self.at.insert(number, self.start + self.body.len());
        self.body
            .extend(format!("{number} 0 obj\n{body}\nendobj\n").into_bytes());
    }

    pub(crate) fn stream(&mut self, entries: &str, content: &[u8]) -> i32 {
        let number = self.number();
        self.at.insert(number, self.start + self.body.len());
        let head = format!(
            "{number} 0 obj\n<< {entries} /Length {} >>\nstream\n",
            content.len()
        );
        self.body.extend(head.into_bytes());
        self.body.extend_from_slice(content);
        self.body.extend(b"\nendstream\nendobj\n");
        number
    }

    /// The file with the objects after it, and the table that finds them.
    pub(crate) fn finish(self, mut pdf: Vec<u8>) -> Vec<u8> {
        pdf.push(b'\n');
        let table = self.start + self.body.len();
        pdf.extend(self.body);
        let mut end = "xref\n".to_owned();
        for (number, at) in &self.at {
            let _ = write!(end, "{number} 1\n{at:010} 00000 n \n");
        }
        let _ = write!(
            end,
            "trailer\n<< {} /Size {} /Prev {} >>\nstartxref\n{table}\n%%EOF\n",
            self.trailer, self.next, self.before
        );
        pdf.extend(end.into_bytes());
        pdf
    }
}

//! The proof file of one digest: its way to the root of its batch, and the tokens about that root. Text, one
//! thing a line, in one order; checked without the instance. Pure.

use super::Kind;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use faisceau_documents::cms::Roots;
use faisceau_documents::stamp::{self, NotStamped, Stamp};
use faisceau_domain::merkle::{leaf_hash, proof};
use std::fmt::Write as _;

/// The first line.
pub const HEADER: &str = "faisceau time proof 1";
/// Longest proof read: a way of 64 hashes and some tokens with their chains.
pub const BYTES_MAX: usize = 1 << 20;
/// Hashes of the longest way.
const PATH_MAX: usize = 64;

/// A proof of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What the digest is of.
    pub kind: Kind,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
    /// Its place in the batch.
    pub index: usize,
    /// Digests in the batch.
    pub size: usize,
    /// The hashes beside its way, the lowest first.
    pub path: Vec<[u8; 32]>,
    /// What the authorities stamped.
    pub root: [u8; 32],
    /// Each authority's name and its answer (`.tsr`).
    pub tokens: Vec<(String, Vec<u8>)>,
}

/// What one authority's token says: its name, then the stamp or why there is none.
pub type Told = (String, Result<Stamp, NotStamped>);

/// Why a proof proves nothing.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum NotProven {
    /// Not a proof file, or damaged.
    #[error("not a proof of time, or damaged (line {0})")]
    Malformed(usize),
    /// The proof is about another file.
    #[error("the proof is about another file")]
    OtherFile,
    /// The way does not lead to the root.
    #[error("the way of hashes does not lead to the root that was stamped")]
    Path,
    /// It holds no token.
    #[error("the proof holds no time stamp")]
    NoToken,
}

impl Proof {
    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!(
            "{HEADER}\nkind {}\ndigest {}\nindex {}\nsize {}\n",
            self.kind.code(),
            hex::encode(self.digest),
            self.index,
            self.size
        );
        for hash in &self.path {
            let _ = writeln!(text, "path {}", hex::encode(hash));
        }
        let _ = writeln!(text, "root {}", hex::encode(self.root));
        for (authority, answer) in &self.tokens {
            let _ = writeln!(text, "token {authority} {}", STANDARD.encode(answer));
        }
        text
    }

    /// Reads a file written by [`Proof::text`], and nothing else: it must be written the same way again.
    ///
    /// # Errors
    /// [`NotProven::Malformed`], with the line.
    pub fn read(text: &str) -> Result<Proof, NotProven> {
        let mut lines = Lines {
            lines: text.lines(),
            number: 0,
        };
        let header = lines.next().filter(|line| *line == HEADER);
        header.ok_or(NotProven::Malformed(1))?;
        let kind = lines.word("kind", Kind::from_code)?;
        let digest = lines.word("digest", hash)?;
        let index = lines.word("index", |word| word.parse().ok())?;
        let size = lines.word("size", |word| word.parse().ok())?;
        let mut path = Vec::new();
        let root = loop {
            let line = lines.next().unwrap_or_default();
            match line.split_once(' ') {
                Some(("path", word)) if path.len() < PATH_MAX => {
                    path.push(hash(word).ok_or(NotProven::Malformed(lines.number))?);
                }
                Some(("root", word)) => {
                    break hash(word).ok_or(NotProven::Malformed(lines.number))?;
                }
                _ => return Err(NotProven::Malformed(lines.number)),
            }
        };
        let mut tokens = Vec::new();
        while let Some(line) = lines.next() {
            let token = line
                .strip_prefix("token ")
                .and_then(|rest| rest.split_once(' '));
            let token = token
                .and_then(|(name, answer)| Some((name.to_owned(), STANDARD.decode(answer).ok()?)));
            tokens.push(token.ok_or(NotProven::Malformed(lines.number))?);
        }
        let proof = Proof {
            kind,
            digest,
            index,
            size,
            path,
            root,
            tokens,
        };
        match proof.text() == text {
            true => Ok(proof),
            false => Err(NotProven::Malformed(lines.number)),
        }
    }

    /// Checks that the file of this SHA-256 existed when each authority says so. What an authority stamped
    /// may hold while what another did does not: each is answered for.
    ///
    /// # Errors
    /// [`NotProven`].
    pub fn verify(&self, digest: &[u8; 32], roots: &Roots) -> Result<Vec<Told>, NotProven> {
        if *digest != self.digest {
            return Err(NotProven::OtherFile);
        }
        let (leaf, index, size) = (leaf_hash(digest), self.index as u64, self.size as u64);
        proof::includes(&leaf, index, size, &self.path, &self.root).map_err(|_| NotProven::Path)?;
        if self.tokens.is_empty() {
            return Err(NotProven::NoToken);
        }
        let told = self.tokens.iter().map(|(name, answer)| {
            let token = stamp::token_of(answer);
            let stamp =
                token.and_then(|token| stamp::verify(&token, &self.root, None, None, roots));
            (name.clone(), stamp)
        });
        Ok(told.collect())
    }
}

struct Lines<'a> {
    lines: std::str::Lines<'a>,
    number: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<&'a str> {
        self.number += 1;
        self.lines.next()
    }

    fn word<T>(&mut self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, NotProven> {
        let line = self.next().and_then(|line| line.split_once(' '));
        let word = line.filter(|(said, _)| *said == name).map(|(_, word)| word);
        word.and_then(read).ok_or(NotProven::Malformed(self.number))
    }
}

fn hash(word: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    hex::decode_to_slice(word, &mut hash).ok()?;
    Some(hash)
}

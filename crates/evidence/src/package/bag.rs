//! The tag files of a BagIt bag: what it is, its manifests under two digests, and those of the tag files
//! themselves. Pure: it is told what was written.

use sha2::{Digest, Sha256, Sha512};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The first file of a bag, as RFC 8493 has it.
pub(super) const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// How a stranger checks a package, with tools that are not ours.
pub(super) const README: &str = include_str!("README.txt");

/// The outside verifiers, as published in `docs/verify/`: in Python's standard library alone.
pub(super) const VERIFIERS: [(&str, &str); 2] = [
    (
        "data/verify/verify.py",
        include_str!("../../../../docs/verify/verify.py"),
    ),
    (
        "data/verify/package.py",
        include_str!("../../../../docs/verify/package.py"),
    ),
];

/// Digests of a file while it is written.
#[derive(Default, Clone)]
pub(super) struct Digests {
    sha256: Sha256,
    sha512: Sha512,
}

impl Digests {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.sha512.update(bytes);
    }

    /// SHA-256 so far.
    pub(super) fn sha256(&self) -> [u8; 32] {
        self.sha256.clone().finalize().into()
    }

    fn words(self) -> [String; 2] {
        [
            hex::encode(self.sha256.finalize()),
            hex::encode(self.sha512.finalize()),
        ]
    }
}

/// A bag being written.
#[derive(Default)]
pub(super) struct Bag {
    payload: BTreeMap<String, [String; 2]>,
    octets: u64,
    tags: BTreeMap<String, [String; 2]>,
}

impl Bag {
    /// A file of `data/` was written.
    pub(super) fn payload(&mut self, name: &str, bytes: u64, digests: Digests) {
        self.octets += bytes;
        self.payload.insert(name.to_owned(), digests.words());
    }

    /// A tag file was written.
    pub(super) fn tag(&mut self, name: &str, digests: Digests) {
        self.tags.insert(name.to_owned(), digests.words());
    }

    /// `Payload-Oxum`, by which an incomplete bag is known at once.
    pub(super) fn oxum(&self) -> String {
        format!("{}.{}", self.octets, self.payload.len())
    }

    /// The manifests of `data/`.
    pub(super) fn manifests(&self) -> [(&'static str, String); 2] {
        let [short, long] = lines(&self.payload);
        [
            ("manifest-sha256.txt", short),
            ("manifest-sha512.txt", long),
        ]
    }

    /// The manifests of the tag files, written last.
    pub(super) fn tag_manifests(&self) -> [(&'static str, String); 2] {
        let [short, long] = lines(&self.tags);
        [
            ("tagmanifest-sha256.txt", short),
            ("tagmanifest-sha512.txt", long),
        ]
    }
}

/// Lines that `sha256sum -c` and `sha512sum -c` read too.
fn lines(files: &BTreeMap<String, [String; 2]>) -> [String; 2] {
    let mut texts = [String::new(), String::new()];
    for (name, digests) in files {
        for (text, digest) in texts.iter_mut().zip(digests) {
            writeln!(text, "{digest}  {name}").expect("a string takes everything");
        }
    }
    texts
}

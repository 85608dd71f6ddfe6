//! Every Rust file opens by saying what it is for and what it never does.

use crate::{Finding, Repo};

pub(super) const NAME: &str = "headers";
pub(super) const REFUSES: &str = "a Rust file that does not open with a `//!` sentence";

/// A header shorter than this many words says nothing.
const WORDS_MIN: usize = 3;

/// Looks at the first line of every Rust file.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let opens = |text: &str| {
        let header = text.lines().take_while(|l| l.starts_with("//!"));
        header.flat_map(|l| l[3..].split_whitespace()).count() >= WORDS_MIN
    };
    repo.rust()
        .filter(|(_, source)| !opens(&source.raw))
        .map(|(path, _)| {
            let said = "open with `//!`: what the file is for, what it never does";
            Finding::new(NAME, path, 1, "", said)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_must_open_with_its_purpose() {
        let count = |text: &str| check(&Repo::of(&[("a.rs", text)])).len();
        assert_eq!(count("//! Counts the sheep, never sleeps.\nfn a() {}"), 0);
        assert_eq!(count("//! Sheep.\nfn a() {}"), 1);
        assert_eq!(count("fn a() {}\n//! Counts the sheep, never sleeps."), 1);
        assert_eq!(count(""), 1);
    }
}

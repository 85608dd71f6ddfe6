//! The repository as a map of texts, read once; tests build one from planted texts instead.
//! Never follows links, never reads build output, never writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::rust_source::Source;

/// Folders that hold nothing written by hand.
const SKIPPED: &[&str] = &[".git", "target", "node_modules"];

/// Texts above this are data, not prose or code: a bound on what the checks read.
const TEXT_BYTES_MAX: u64 = 2_000_000;

/// Every text of the repository, by its path from the root.
pub struct Repo {
    texts: BTreeMap<String, String>,
    rust: BTreeMap<String, Source>,
}

/// The root of the repository: that of the folder cargo runs the program for, or was built from. A
/// build folder carried from another copy would otherwise check that copy.
pub fn root() -> PathBuf {
    let built_from = env!("CARGO_MANIFEST_DIR");
    let run_for = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    run_for
        .filter(|folder| folder.ends_with("xtask"))
        .unwrap_or_else(|| PathBuf::from(built_from))
        .parent()
        .expect("the xtask folder lies in the repository's root")
        .to_path_buf()
}

impl Repo {
    /// Reads every text file under `root`; what is not UTF-8 is skipped.
    ///
    /// # Errors
    /// A folder or file that cannot be read.
    pub fn read(root: &Path) -> anyhow::Result<Repo> {
        let mut texts = BTreeMap::new();
        let mut folders = vec![root.to_path_buf()];
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(&folder)
                .with_context(|| format!("reading folder `{}`", folder.display()))?;
            for entry in entries {
                let entry = entry?;
                let kind = entry.file_type()?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if SKIPPED.contains(&name.as_str()) {
                    continue;
                }
                if kind.is_dir() {
                    folders.push(entry.path());
                } else if kind.is_file() && entry.metadata()?.len() <= TEXT_BYTES_MAX {
                    let bytes = fs::read(entry.path())
                        .with_context(|| format!("reading `{}`", entry.path().display()))?;
                    if let Ok(text) = String::from_utf8(bytes) {
                        texts.insert(relative(root, &entry.path()), text);
                    }
                }
            }
        }
        Ok(Repo::from_texts(texts))
    }

    /// A repository made of the given `(path, text)` pairs.
    pub fn of(files: &[(&str, &str)]) -> Repo {
        Repo::from_texts(
            files
                .iter()
                .map(|(p, t)| ((*p).to_owned(), (*t).to_owned()))
                .collect(),
        )
    }

    fn from_texts(texts: BTreeMap<String, String>) -> Repo {
        let rust = texts
            .iter()
            .filter(|(path, _)| path.ends_with(".rs"))
            .map(|(path, text)| (path.clone(), Source::parse(text)))
            .collect();
        Repo { texts, rust }
    }

    /// How many texts.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// Every `(path, text)`, in the order of paths.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(p, t)| (p.as_str(), t.as_str()))
    }

    /// The texts whose path starts with `prefix` and ends with `suffix`.
    pub fn under<'a>(
        &'a self,
        prefix: &'a str,
        suffix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts()
            .filter(move |(p, _)| p.starts_with(prefix) && p.ends_with(suffix))
    }

    /// Every Rust file, already split into code, comments and literals.
    pub fn rust(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.rust.iter().map(|(p, s)| (p.as_str(), s))
    }

    /// One Rust file.
    pub fn rust_file(&self, path: &str) -> Option<&Source> {
        self.rust.get(path)
    }

    /// The folders directly under `crates/`.
    pub fn crates(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .texts()
            .filter_map(|(p, _)| p.strip_prefix("crates/")?.strip_suffix("/Cargo.toml"))
            .collect();
        names.retain(|name| !name.contains('/'));
        names
    }
}

/// The line (from 1) on which byte `at` of `text` lies.
pub fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())]
        .iter()
        .filter(|b| **b == b'\n')
        .count()
        + 1
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path
        .strip_prefix(root)
        .expect("the walk never leaves the root");
    inside
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(
            (line_of("a\nb", 0), line_of("a\nb", 2), line_of("a\nb", 99)),
            (1, 2, 2)
        );
    }

    #[test]
    fn crates_are_the_direct_folders_only() {
        let repo = Repo::of(&[("crates/a/Cargo.toml", ""), ("crates/a/b/Cargo.toml", "")]);
        assert_eq!(repo.crates(), ["a"]);
    }
}

//! The content that jurists, translators and designers edit: law, forms, locales, letters,
//! policies, migrations, views. Handed in as bytes (embedded by the binary, or read from a folder)
//! and laid over by the operator's own files. Never reads the network.

use crate::fault::Fault;
use std::collections::BTreeMap;
use std::path::Path;

/// The folders that make up the content, in the repository's root.
pub const FOLDERS: [&str; 12] = [
    "figures",
    "forms",
    "guides",
    "law",
    "letters",
    "locales",
    "migrations",
    "noise",
    "policies",
    "privacy",
    "theme",
    "views",
];
/// Largest file read as content: a mistake in a path must not fill the memory.
const FILE_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Text files by their path from the root: `locales/fr/intake.ftl`.
#[derive(Debug, Clone, Default)]
pub struct Content {
    files: BTreeMap<String, String>,
}

impl Content {
    /// From files already in memory.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Content {
        Content {
            files: files.into_iter().collect(),
        }
    }

    /// Reads the known folders below `root`.
    ///
    /// # Errors
    /// When a file cannot be read, is too large or is not UTF-8: the path is named.
    pub fn from_dir(root: &Path) -> Result<Content, Fault> {
        let mut content = Content::default();
        for folder in FOLDERS {
            content.read_below(root, &root.join(folder))?;
        }
        Ok(content)
    }

    fn read_below(&mut self, root: &Path, folder: &Path) -> Result<(), Fault> {
        if !folder.is_dir() {
            return Ok(());
        }
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let named = |e: std::io::Error| Fault::from(e).context(path.display().to_string());
            if path.is_dir() {
                self.read_below(root, &path)?;
            } else if path.metadata().map_err(named)?.len() > FILE_BYTES_MAX {
                return Err(Fault::new(format!(
                    "`{}` is too large for content",
                    path.display()
                )));
            } else {
                let text = std::fs::read_to_string(&path).map_err(named)?;
                let name = path.strip_prefix(root).unwrap_or(&path);
                self.files
                    .insert(name.to_string_lossy().replace('\\', "/"), text);
            }
        }
        Ok(())
    }

    /// Lays an operator's folder over this content: a file of the same path replaces ours.
    ///
    /// # Errors
    /// When the folder cannot be read, or when it holds migrations: the schema is the program's.
    pub fn overlaid(mut self, root: &Path) -> Result<Content, Fault> {
        let over = Content::from_dir(root)?;
        let of_schema = |name: &&String| {
            ["migrations/", "privacy/", "views/"]
                .iter()
                .any(|folder| name.starts_with(folder))
        };
        if let Some(name) = over.files.keys().find(of_schema) {
            return Err(Fault::new(format!(
                "an overlay may not change the schema: remove `{name}`"
            )));
        }
        self.files.extend(over.files);
        Ok(self)
    }

    /// The files below a folder, by name from that folder, in order.
    pub fn folder<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let prefix = format!("{folder}/");
        self.files.iter().filter_map(move |(name, text)| {
            name.strip_prefix(&prefix).map(|rest| (rest, text.as_str()))
        })
    }

    /// One file by its path from the root.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }
}

//! The lists of values that are everybody's for files linked without a database: those embedded, with
//! a folder's laid over them.

use crate::content;
use faisceau_domain::noise::{Complaints, Lists};
use faisceau_platform::fault::Fault;
use std::collections::BTreeMap;
use std::path::Path;

/// Bytes of a list that is read: a mistake in a path must not fill the memory.
const FILE_BYTES_MAX: u64 = 16 << 20;

/// The lists embedded, those of a folder in their place or besides, without those switched off. Lists
/// that would name every number of a file of examples are left out.
///
/// # Errors
/// Every mistake, each with its file.
pub fn noise(folder: Option<&Path>, off: &[String]) -> Result<Lists, Fault> {
    let embedded = content::embedded();
    let files = embedded.folder("noise");
    let mut files: BTreeMap<String, String> = files
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    if let Some(folder) = folder {
        read(folder, &mut files)
            .map_err(|fault| fault.context(format!("reading `{}`", folder.display())))?;
    }
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let lists = Lists::read(files, off, Complaints::Examples).map_err(|wrong| mistakes(&wrong))?;
    // Those embedded are read by a test.
    let unreadable = folder.map_or_else(Vec::new, |_| lists.unreadable());
    match unreadable.is_empty() {
        true => Ok(lists),
        false => Err(mistakes(&unreadable)),
    }
}

fn mistakes(told: &[String]) -> Fault {
    Fault::new(format!("lists cannot be used:\n  {}", told.join("\n  ")))
}

fn read(folder: &Path, files: &mut BTreeMap<String, String>) -> Result<(), Fault> {
    let mut found = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|name| name.ends_with(".toml")) else {
            continue;
        };
        if path.metadata()?.len() > FILE_BYTES_MAX {
            return Err(Fault::new(format!("`{name}` is too large for a list")));
        }
        let text = std::fs::read_to_string(&path)
            .map_err(|e| Fault::from(e).context(format!("`{name}`")))?;
        files.insert(name.to_owned(), text);
        found += 1;
    }
    match found {
        0 => Err(Fault::new("it holds no list (`*.toml`)")),
        _ => Ok(()),
    }
}

//! The questionnaire, on the files that are shipped.

pub(crate) mod audit;
mod codes;
mod condition;
mod folded;
mod good;
mod journey;
mod orientation;
mod printed;
mod probe;
mod properties;
mod refusals;
mod scenarios;
mod schemas;
mod screens;
mod secrets;
mod shipped;
mod spots;
mod tasks;
pub(crate) mod walk;

use std::fs;
use std::path::Path;

use faisceau_domain::form::Pack;

/// Every file under `forms/`, as (name, text).
pub(crate) fn files() -> Vec<(String, String)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../forms"));
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files
}

/// The shipped pack.
pub(crate) fn pack() -> Pack {
    match Pack::read(files()) {
        Ok(pack) => pack,
        Err(mistakes) => {
            let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            panic!("the shipped forms have mistakes:\n{}", told.join("\n"));
        }
    }
}

//! The scripts that are not ours are those their README names, to the byte, with their licences, and
//! ask nothing that the content policy forbids.

use sha2::{Digest as _, Sha256};
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/vendor")
}

#[test]
fn each_script_that_is_not_ours_is_the_one_published() {
    let readme = std::fs::read_to_string(folder().join("README.md")).unwrap();
    let files = std::fs::read_dir(folder()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let scripts: Vec<String> = names.filter(|name| name.ends_with(".js")).collect();
    assert_eq!(scripts.len(), 2, "{scripts:?}");
    for name in scripts {
        let bytes = std::fs::read(folder().join(&name)).unwrap();
        let digest = hex::encode(Sha256::digest(&bytes));
        let row = readme
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}`")));
        let row = row.unwrap_or_else(|| panic!("no row for {name}"));
        assert!(row.contains(&digest), "{name} is {digest}");
        let licence = row
            .split('`')
            .find(|part| part.starts_with("LICENSE-"))
            .unwrap();
        let licence = std::fs::read_to_string(folder().join(licence)).unwrap();
        assert!(licence.contains("Permission is hereby granted, free of charge"));
        let text = String::from_utf8(bytes).unwrap();
        for forbidden in [
            "eval(",
            "new Function",
            "new Worker",
            "importScripts",
            "http://",
        ] {
            assert!(!text.contains(forbidden), "{name} holds `{forbidden}`");
        }
    }
}

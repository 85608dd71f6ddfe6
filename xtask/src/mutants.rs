//! Faults planted in a copy of the linkage crate, each of which the worlds of its tests must catch.
//! The copy lies in the build folder; nothing planted is ever in the crate itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};
use serde::Deserialize;

/// The list of faults, from the root of the repository.
pub const LIST: &str = "crates/linkage/mutants.toml";
/// The crate they are planted in.
const CRATE: &str = "crates/linkage";
/// What the copy needs of the repository.
const COPIED: [&str; 3] = [
    "crates/linkage",
    "crates/identifiers",
    "rust-toolchain.toml",
];
/// Worlds in which a fault must show, after those kept because they once showed one.
const WORLDS: &str = "0..150";
/// The test modules that the copy keeps: those that play worlds.
const TESTS: &str = "//! The worlds alone.\n#![expect(clippy::unwrap_used, reason = \"a copy\")]\n\
    #![allow(dead_code, reason = \"some helpers are for the tests left out\")]\n\
    mod deeds;\nmod neutral;\nmod typed;\nmod world;\nmod worlds;\n";

/// One planted fault.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mutant {
    /// What it is called.
    pub name: String,
    /// What goes wrong with it.
    pub fault: String,
    /// The file it is planted in, from the folder of the crate.
    pub file: String,
    /// The text it replaces, found once in the file.
    pub from: String,
    /// What stands there instead.
    pub to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    mutant: Vec<Mutant>,
}

impl Mutant {
    /// The text of its file with the fault in it.
    ///
    /// # Errors
    /// A text that it no longer applies to, or applies to in several places.
    pub fn plant(&self, text: &str) -> anyhow::Result<String> {
        let found = text.matches(&self.from).count();
        let (name, file) = (&self.name, &self.file);
        ensure!(
            found == 1,
            "mutant `{name}`: its text is found {found} times in `{file}`, not once"
        );
        Ok(text.replacen(&self.from, &self.to, 1))
    }
}

/// The planted faults of a repository.
///
/// # Errors
/// A list that cannot be read.
pub fn list(root: &Path) -> anyhow::Result<Vec<Mutant>> {
    let text = fs::read_to_string(root.join(LIST)).with_context(|| format!("reading `{LIST}`"))?;
    let list: List = toml::from_str(&text).with_context(|| format!("reading `{LIST}`"))?;
    Ok(list.mutant)
}

/// Plants each fault in turn and plays the worlds; `tell` is given a line for each. Whether the
/// worlds pass as they are and catch every fault.
///
/// # Errors
/// A fault that no longer applies or does not build, a copy that cannot be made.
pub fn run(root: &Path, mut tell: impl FnMut(&str) -> anyhow::Result<()>) -> anyhow::Result<bool> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let copy = target.join("mutants");
    make_copy(root, &copy)?;
    let mutants = list(root)?;
    for mutant in &mutants {
        mutant.plant(&fs::read_to_string(root.join(CRATE).join(&mutant.file))?)?;
    }
    if !worlds_pass(&copy)? {
        tell("the worlds do not pass as they are: nothing is proven of the faults")?;
        return Ok(false);
    }
    let mut all_caught = true;
    for mutant in mutants {
        let file = copy.join(CRATE).join(&mutant.file);
        let sound =
            fs::read_to_string(&file).with_context(|| format!("reading `{}`", mutant.file))?;
        fs::write(&file, mutant.plant(&sound)?)?;
        let caught = !worlds_pass(&copy).with_context(|| mutant.name.clone())?;
        fs::write(&file, sound)?;
        all_caught &= caught;
        let state = if caught { "caught" } else { "NOT CAUGHT" };
        tell(&format!("{state:<11} {}: {}", mutant.name, mutant.fault))?;
    }
    Ok(all_caught)
}

/// A workspace of the crate and of what it uses, built beside the real one.
fn make_copy(root: &Path, copy: &Path) -> anyhow::Result<()> {
    let crates = copy.join("crates");
    if crates.exists() {
        fs::remove_dir_all(crates)?;
    }
    for path in COPIED {
        copy_all(&root.join(path), &copy.join(path))?;
    }
    fs::copy(root.join("Cargo.lock"), copy.join("Cargo.lock"))?;
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let fewer = |line: &&str| !line.starts_with("default-members") && !line.starts_with("members");
    let lines: Vec<&str> = manifest.lines().filter(fewer).collect();
    let members = "[workspace]\nmembers = [\"crates/*\"]";
    fs::write(
        copy.join("Cargo.toml"),
        lines.join("\n").replacen("[workspace]", members, 1),
    )?;
    fs::write(copy.join(CRATE).join("tests/it/main.rs"), TESTS)?;
    Ok(())
}

fn copy_all(from: &Path, to: &Path) -> anyhow::Result<()> {
    let context = || format!("copying `{}`", from.display());
    if from.is_file() {
        fs::create_dir_all(to.parent().context("a file lies in a folder")?)?;
        fs::copy(from, to).with_context(context)?;
        return Ok(());
    }
    for entry in fs::read_dir(from).with_context(context)? {
        let entry = entry?;
        copy_all(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Builds the copy and plays its worlds; a copy that does not build proves nothing. Its build folder
/// is its own: cargo would take the copy's programs for the real ones in a common folder.
fn worlds_pass(copy: &Path) -> anyhow::Result<bool> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let test = |more: &[&str]| {
        let mut command = Command::new(&cargo);
        command.args([
            "test",
            "--offline",
            "--quiet",
            "-p",
            "faisceau-linkage",
            "--test",
            "it",
        ]);
        command.args(more).current_dir(copy);
        command
            .env("CARGO_TARGET_DIR", copy.join("target"))
            .env("FAISCEAU_WORLDS", WORLDS);
        command.stdout(Stdio::null());
        command
    };
    if !test(&["--no-run"]).status()?.success() {
        bail!("the copy of `{CRATE}` does not build");
    }
    Ok(test(&[]).stderr(Stdio::null()).status()?.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(from: &str) -> Mutant {
        Mutant {
            name: "m".into(),
            fault: "f".into(),
            file: "x.rs".into(),
            from: from.into(),
            to: "0".into(),
        }
    }

    #[test]
    fn a_fault_is_planted_in_one_place_or_refused() {
        assert_eq!(
            mutant("b + c").plant("a; b + c; d").ok().as_deref(),
            Some("a; 0; d")
        );
        assert!(mutant("z").plant("a; b + c").is_err());
        assert!(mutant("a").plant("a; a").is_err());
    }
}

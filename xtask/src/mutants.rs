//! Faults planted in a copy of the linkage crate, each of which the worlds of its tests must catch. All are
//! planted at once, asleep, and the copy is built once; the environment wakes one. The copy lies in the
//! build folder; nothing planted is ever in the crate itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// What the copy asks whether a fault is awake.
const PLANTED: &str = "//! Which planted fault is awake.\n\
    pub(crate) fn is(number: usize) -> bool {\n\
    static WHICH: std::sync::LazyLock<Option<usize>> = std::sync::LazyLock::new(|| {\n\
    std::env::var(\"FAISCEAU_PLANTED\").ok().and_then(|told| told.parse().ok()) });\n\
    *WHICH == Some(number)\n}\n";

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
    /// The text it replaces, found once in the file: a whole statement, or a whole expression.
    pub from: String,
    /// What is done instead when it is awake: a statement or an expression too.
    pub to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    mutant: Vec<Mutant>,
}

impl Mutant {
    /// The text of its file with the fault in it, asleep until its number is told.
    ///
    /// # Errors
    /// A text that it no longer applies to, or applies to in several places.
    pub fn plant(&self, text: &str, number: usize) -> anyhow::Result<String> {
        let found = text.matches(&self.from).count();
        let (name, file) = (&self.name, &self.file);
        ensure!(
            found == 1,
            "mutant `{name}`: its text is found {found} times in `{file}`, not once"
        );
        let (from, to) = (&self.from, &self.to);
        let both = format!("if crate::planted::is({number}) {{ {to} }} else {{ {from} }}");
        let both = match from.ends_with(';') {
            true => both,
            false => format!("({both})"),
        };
        Ok(text.replacen(from, &both, 1))
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

/// Plants the faults, wakes each in turn and plays the worlds; `tell` is given a line for each. Whether the
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
    plant_all(&copy, &mutants)?;
    if !test(&copy, None, &["--no-run"]).status()?.success() {
        bail!("the copy of `{CRATE}` does not build");
    }
    if !worlds_pass(&copy, None)? {
        tell("the worlds do not pass as they are: nothing is proven of the faults")?;
        return Ok(false);
    }
    let mut all_caught = true;
    for (mutant, caught) in mutants.iter().zip(caught(&copy, mutants.len())?) {
        all_caught &= caught;
        let state = if caught { "caught" } else { "NOT CAUGHT" };
        tell(&format!("{state:<11} {}: {}", mutant.name, mutant.fault))?;
    }
    Ok(all_caught)
}

fn plant_all(copy: &Path, mutants: &[Mutant]) -> anyhow::Result<()> {
    let folder = copy.join(CRATE);
    for (number, mutant) in mutants.iter().enumerate() {
        let file = folder.join(&mutant.file);
        let text =
            fs::read_to_string(&file).with_context(|| format!("reading `{}`", mutant.file))?;
        fs::write(&file, mutant.plant(&text, number)?)?;
    }
    let root = folder.join("src/lib.rs");
    let text = fs::read_to_string(&root).context("reading the root of the crate")?;
    let quiet = "#![allow(unused_parens, unused_must_use, dead_code)]";
    fs::write(&root, format!("{quiet}\n{text}\nmod planted;\n"))?;
    fs::write(folder.join("src/planted.rs"), PLANTED).context("writing the module of faults")
}

/// Whether each fault is caught, as many at once as there are cores.
fn caught(copy: &Path, faults: usize) -> anyhow::Result<Vec<bool>> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(vec![None; faults]);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= faults {
                        return;
                    }
                    let passed = worlds_pass(copy, Some(number)).ok();
                    let mut found = found.lock().expect("no worker panics with it");
                    found[number] = passed.map(|passed| !passed);
                }
            });
        }
    });
    let found = found.into_inner().expect("no worker panics with it");
    let found: Option<Vec<bool>> = found.into_iter().collect();
    found.context("the worlds of a fault could not be played")
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

/// The test of the copy, with one fault awake. Its build folder is its own: cargo would take the copy's
/// programs for the real ones in a common folder. Compiled harder than the crate's own tests, as it is built
/// once and played once for each fault.
fn test(copy: &Path, awake: Option<usize>, more: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(&cargo);
    command.args(["test", "--offline", "--quiet", "-p", "faisceau-linkage"]);
    command.args(["--config", "profile.dev.debug=false"]);
    command.args([
        "--config",
        "profile.dev.package.faisceau-linkage.opt-level=2",
    ]);
    command.args(["--test", "it"]).args(more).current_dir(copy);
    command
        .env("CARGO_TARGET_DIR", copy.join("target"))
        .env("FAISCEAU_WORLDS", WORLDS)
        .env_remove("FAISCEAU_PLANTED")
        .stdout(Stdio::null());
    if let Some(number) = awake {
        command.env("FAISCEAU_PLANTED", number.to_string());
    }
    command
}

fn worlds_pass(copy: &Path, awake: Option<usize>) -> anyhow::Result<bool> {
    let status = test(copy, awake, &[]).stderr(Stdio::null()).status()?;
    Ok(status.success())
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
        let plant = |from: &str, text: &str| mutant(from).plant(text, 3).ok();
        assert_eq!(
            plant("b + c", "a; b + c; d").as_deref(),
            Some("a; (if crate::planted::is(3) { 0 } else { b + c }); d")
        );
        assert_eq!(
            plant("b;", "a; b; d").as_deref(),
            Some("a; if crate::planted::is(3) { 0 } else { b; } d")
        );
        assert!(plant("z", "a; b + c").is_none());
        assert!(plant("a", "a; a").is_none());
    }
}

//! The bill of materials of the program, in CycloneDX 1.6: every crate that is in `faisceau` or that
//! built it, with its licence, its digest and what it asks for. Made of what
//! `cargo tree` says is built (`cargo metadata` also tells of optional crates that nothing asks for) and of
//! `Cargo.lock`; holds no date and nothing drawn, so that one tree gives one file. Crates that only
//! tests use are not in it: they reach nobody. It asks nothing of the network.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

/// The crate of the program.
const PROGRAM: &str = "faisceau";

/// The part of `cargo metadata` that is read.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    description: Option<String>,
    repository: Option<String>,
    source: Option<String>,
}

/// A crate: its name and its version.
type Crate = (String, String);

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

/// The bill of materials of the repository at `root`, with the features of a default build, for every
/// machine it is built for.
///
/// # Errors
/// Cargo that cannot be run or refuses the lock file; a lock file that does not say what cargo says.
pub fn of(root: &Path) -> anyhow::Result<String> {
    let metadata = said(root, &["metadata", "--format-version", "1"])?;
    let tree = said(
        root,
        &[
            "tree",
            "--package",
            PROGRAM,
            "--edges",
            "normal,build",
            "--target",
            "all",
            "--prefix",
            "depth",
            "--format",
            "{p}",
        ],
    )?;
    let lock = std::fs::read_to_string(root.join("Cargo.lock")).context("reading Cargo.lock")?;
    made_of(&metadata, &tree, &lock)
}

fn said(root: &Path, asked: &[&str]) -> anyhow::Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let said = Command::new(cargo)
        .args(asked)
        .args(["--locked", "--offline"])
        .current_dir(root)
        .output()
        .with_context(|| format!("running cargo {}", asked[0]))?;
    let faults = String::from_utf8_lossy(&said.stderr);
    ensure!(said.status.success(), "cargo {}: {faults}", asked[0]);
    String::from_utf8(said.stdout).with_context(|| format!("what cargo {} said", asked[0]))
}

/// The bill made of what cargo says of crates, of what is built of them, and of the lock file.
///
/// # Errors
/// A text that is not what cargo writes; a crate not told of; an outside crate without a digest.
pub fn made_of(metadata: &str, tree: &str, lock: &str) -> anyhow::Result<String> {
    let metadata: Metadata = serde_json::from_str(metadata).context("cargo metadata")?;
    let lock: Lock = toml::from_str(lock).context("Cargo.lock")?;
    let digests: BTreeMap<(&str, &str), &str> = lock
        .package
        .iter()
        .filter_map(|of| Some(((&*of.name, &*of.version), of.checksum.as_deref()?)))
        .collect();
    let packages: BTreeMap<(&str, &str), &Package> = metadata
        .packages
        .iter()
        .map(|of| ((&*of.name, &*of.version), of))
        .collect();
    let mut program = None;
    let (mut components, mut dependencies) = (Vec::new(), Vec::new());
    for ((name, version), on) in edges(tree)? {
        let key = (&*name, &*version);
        let package = *packages
            .get(&key)
            .with_context(|| format!("cargo tells nothing of {name} {version}"))?;
        let digest = digests.get(&key).copied();
        ensure!(
            digest.is_some() || package.source.is_none(),
            "no digest of {name} {version} in Cargo.lock"
        );
        match name == PROGRAM {
            true => program = Some(component(package, None)),
            false => components.push(component(package, digest)),
        }
        let on: BTreeSet<String> = on.iter().map(reference).collect();
        dependencies.push(json!({ "ref": reference(&(name, version)), "dependsOn": on }));
    }
    let mut program = program.context("the program is not among the crates")?;
    program["type"] = json!("application");
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": program },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(serde_json::to_string_pretty(&bill)? + "\n")
}

/// What each crate is built with, from lines such as `2serde v1.0.0 (*)`: the number is how deep it stands
/// below the program, and a crate already told of is not unfolded again.
fn edges(tree: &str) -> anyhow::Result<BTreeMap<Crate, BTreeSet<Crate>>> {
    let mut edges: BTreeMap<Crate, BTreeSet<Crate>> = BTreeMap::new();
    let mut above: Vec<Crate> = Vec::new();
    for line in tree.lines() {
        let of = || format!("a line of cargo tree: {line}");
        let digits = line.find(|c: char| !c.is_ascii_digit()).with_context(of)?;
        let depth: usize = line[..digits].parse().with_context(of)?;
        let mut words = line[digits..].split(' ');
        let name = words.next().with_context(of)?;
        let version = words.next().and_then(|word| word.strip_prefix('v'));
        let one = (name.to_owned(), version.with_context(of)?.to_owned());
        ensure!(depth <= above.len(), of());
        above.truncate(depth);
        if let Some(parent) = above.last() {
            edges.entry(parent.clone()).or_default().insert(one.clone());
        }
        edges.entry(one.clone()).or_default();
        above.push(one);
    }
    Ok(edges)
}

/// The name of a crate among all packages there are (package URL): of the registry, or ours.
fn reference((name, version): &Crate) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

fn component(package: &Package, digest: Option<&str>) -> Value {
    let named = reference(&(package.name.clone(), package.version.clone()));
    let mut told = json!({
        "type": "library",
        "bom-ref": named,
        "name": package.name,
        "version": package.version,
        "purl": named,
    });
    if let Some(licence) = &package.license {
        // Older crates write «MIT/Apache-2.0», which is no expression of SPDX.
        let expression = licence.replace('/', " OR ");
        told["licenses"] = json!([{ "expression": expression }]);
    }
    if let Some(description) = &package.description {
        let line: Vec<&str> = description.split_whitespace().collect();
        told["description"] = json!(line.join(" "));
    }
    if let Some(digest) = digest {
        told["hashes"] = json!([{ "alg": "SHA-256", "content": digest }]);
    }
    // An address that is none would make the whole file invalid.
    if let Some(address) = package.repository.as_deref()
        && address.starts_with("https://")
    {
        told["externalReferences"] = json!([{ "type": "vcs", "url": address }]);
    }
    told
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails should say where")]
mod tests {
    use super::*;

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "faisceau"
        version = "0.1.0"
        [[package]]
        name = "inside"
        version = "1.0.0+7"
        checksum = "0000000000000000000000000000000000000000000000000000000000000001"
        [[package]]
        name = "builds"
        version = "2.0.0"
        checksum = "0000000000000000000000000000000000000000000000000000000000000002"
        [[package]]
        name = "tests"
        version = "3.0.0"
        checksum = "0000000000000000000000000000000000000000000000000000000000000003"
    "#;

    const TREE: &str = "0faisceau v0.1.0 (/somewhere)\n\
        1inside v1.0.0+7\n2builds v2.0.0 (proc-macro)\n1builds v2.0.0 (proc-macro) (*)\n";

    fn metadata() -> String {
        let package = |name: &str, version: &str, source: Option<&str>| {
            json!({ "name": name, "version": version, "license": "MIT/Apache-2.0",
                    "description": "a\n crate", "repository": null, "source": source })
        };
        let packages = [
            package("faisceau", "0.1.0", None),
            package("inside", "1.0.0+7", Some("registry")),
            package("builds", "2.0.0", Some("registry")),
            package("tests", "3.0.0", Some("registry")),
        ];
        json!({ "packages": packages }).to_string()
    }

    #[test]
    fn what_is_inside_and_what_built_it_are_told_and_what_tests_use_is_not() {
        let bill: Value = serde_json::from_str(&made_of(&metadata(), TREE, LOCK).unwrap()).unwrap();
        let told: Vec<&str> = bill["components"]
            .as_array()
            .unwrap()
            .iter()
            .map(|of| of["purl"].as_str().unwrap())
            .collect();
        assert_eq!(
            told,
            ["pkg:cargo/builds@2.0.0", "pkg:cargo/inside@1.0.0%2B7"]
        );
        assert_eq!(bill["metadata"]["component"]["name"], "faisceau");
        let inside = &bill["components"][1];
        assert_eq!(inside["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(inside["description"], "a crate");
        assert!(
            inside["hashes"][0]["content"]
                .as_str()
                .unwrap()
                .ends_with("01")
        );
        assert_eq!(
            bill["dependencies"][1],
            json!({ "ref": "pkg:cargo/faisceau@0.1.0", "dependsOn": ["pkg:cargo/builds@2.0.0", "pkg:cargo/inside@1.0.0%2B7"] })
        );
    }

    #[test]
    fn one_tree_gives_one_file() {
        assert_eq!(
            made_of(&metadata(), TREE, LOCK).unwrap(),
            made_of(&metadata(), TREE, LOCK).unwrap()
        );
    }

    #[test]
    fn an_outside_crate_without_a_digest_is_refused() {
        let digest = format!("checksum = \"{:064}\"", 2);
        assert!(LOCK.contains(&digest));
        let lock = LOCK.replace(&digest, "");
        let refused = made_of(&metadata(), TREE, &lock).unwrap_err().to_string();
        assert!(refused.contains("builds 2.0.0"), "{refused}");
    }

    #[test]
    fn a_tree_that_is_none_and_a_crate_not_told_of_are_refused() {
        for (tree, reason) in [
            ("faisceau v0.1.0", "a line of cargo tree"),
            ("0faisceau v0.1.0\n2inside v1.0.0+7", "2inside"),
            ("0faisceau 0.1.0", "0faisceau 0.1.0"),
            ("0faisceau v0.1.0\n1ghost v1.0.0", "nothing of ghost 1.0.0"),
            ("0inside v1.0.0+7", "the program is not"),
        ] {
            let refused = made_of(&metadata(), tree, LOCK).unwrap_err();
            assert!(format!("{refused:#}").contains(reason), "{refused:#}");
        }
    }
}

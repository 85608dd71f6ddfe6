//! Who may depend on whom, as listed in `xtask/rings.toml`: pure crates name only what is listed,
//! capabilities never name each other. Reads manifests only.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Finding, Repo};

pub(super) const NAME: &str = "rings";
pub(super) const REFUSES: &str =
    "a crate that names a crate outside its ring, or a pure crate with an unlisted dependency";
const RINGS: &str = "xtask/rings.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rings {
    #[serde(rename = "crate")]
    crates: BTreeMap<String, Ring>,
    /// Never in a pure crate, not even for its tests.
    never_in_pure: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ring {
    /// Crates of the project it may name.
    may_use: Vec<String>,
    /// When present the crate is pure: the only outside crates it may name.
    pure: Option<Vec<String>>,
}

#[derive(Deserialize, Default)]
struct Manifest {
    #[serde(default)]
    dependencies: toml::Table,
    #[serde(default, rename = "dev-dependencies")]
    dev: toml::Table,
    #[serde(default, rename = "build-dependencies")]
    build: toml::Table,
}

/// Compares every manifest with the rings.
pub(super) fn check(repo: &Repo) -> Vec<Finding> {
    let Some(text) = repo.text(RINGS) else {
        return Vec::new();
    };
    let rings: Rings = match toml::from_str(text) {
        Ok(rings) => rings,
        Err(error) => return vec![Finding::new(NAME, RINGS, 0, "", error.to_string())],
    };
    let mut findings = Vec::new();
    for name in repo.crates() {
        let path = format!("crates/{name}/Cargo.toml");
        let Some(ring) = rings.crates.get(name) else {
            findings.push(Finding::new(
                NAME,
                &path,
                0,
                name,
                format!("`{name}` has no ring in {RINGS}"),
            ));
            continue;
        };
        let manifest = repo.text(&path).unwrap_or_default();
        match toml::from_str::<Manifest>(manifest) {
            Ok(manifest) => findings.extend(outside(&rings, ring, &manifest, &path)),
            Err(error) => findings.push(Finding::new(NAME, &path, 0, "", error.to_string())),
        }
    }
    for name in rings
        .crates
        .keys()
        .filter(|name| !repo.crates().contains(&name.as_str()))
    {
        findings.push(Finding::new(
            NAME,
            RINGS,
            0,
            name,
            format!("`{name}` is no crate any more"),
        ));
    }
    findings
}

fn outside(rings: &Rings, ring: &Ring, manifest: &Manifest, path: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |name: &str, said: String| findings.push(Finding::new(NAME, path, 0, name, said));
    let sections = [
        (&manifest.dependencies, false),
        (&manifest.build, false),
        (&manifest.dev, true),
    ];
    for (section, for_tests) in sections {
        for name in section.keys() {
            if let Some(ours) = name.strip_prefix("faisceau-") {
                if !ring.may_use.iter().any(|allowed| allowed == ours) {
                    say(
                        name,
                        format!("`{name}` is outside its ring: speak by events and views"),
                    );
                }
            } else if let Some(allowed) = &ring.pure {
                if rings.never_in_pure.contains(name) {
                    say(name, format!("`{name}` can never enter a pure crate"));
                } else if !for_tests && !allowed.contains(name) {
                    say(
                        name,
                        format!("pure crate: `{name}` is not on its list in {RINGS}"),
                    );
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "never_in_pure = ['tokio']\n[crate.law]\nmay_use = []\npure = ['jiff']\n\
        [crate.intake]\nmay_use = ['law']\n[crate.series]\nmay_use = ['law']\n";

    fn said(law: &str, intake: &str) -> Vec<String> {
        let files = [
            (RINGS, LIST),
            ("crates/law/Cargo.toml", law),
            ("crates/intake/Cargo.toml", intake),
            ("crates/series/Cargo.toml", ""),
        ];
        check(&Repo::of(&files))
            .into_iter()
            .map(|f| f.said)
            .collect()
    }

    #[test]
    fn what_is_listed_passes() {
        let law = "[dependencies]\njiff = '1'\n[dev-dependencies]\nproptest = '1'";
        assert!(said(law, "[dependencies]\nfaisceau-law = '0'\ntokio = '1'").is_empty());
    }

    #[test]
    fn a_capability_may_not_name_another() {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let found = said("", &format!("[{section}]\nfaisceau-series = '0'"));
            assert!(found[0].contains("outside its ring"), "{section}");
        }
    }

    #[test]
    fn a_pure_crate_names_only_its_list() {
        assert!(said("[dependencies]\nserde = '1'", "")[0].contains("not on its list"));
        assert!(said("[dev-dependencies]\ntokio = '1'", "")[0].contains("never enter"));
    }

    #[test]
    fn a_crate_without_ring_and_a_ring_without_crate_are_told() {
        let found = check(&Repo::of(&[(RINGS, LIST), ("crates/new/Cargo.toml", "")]));
        assert_eq!(found.len(), 4);
    }
}

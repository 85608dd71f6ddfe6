//! A file of decisions, one JSON object a line, as corrections the linker obeys.
//! Reads them; whether they contradict each other is the linker's to say.

use super::given::{Name, Names, value};
use faisceau_linkage::{Correction, CorrectionId, Decision, RecordId, ValueKey};
use faisceau_platform::fault::Fault;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: Name,
    #[serde(default)]
    shared: Option<Typed>,
    #[serde(default)]
    owned: Option<Typed>,
    #[serde(default)]
    must_link: Option<Vec<Name>>,
    #[serde(default)]
    confirm: Option<Vec<Name>>,
    #[serde(default)]
    cannot_link: Option<[Vec<Name>; 2]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    t: String,
    v: String,
}

impl Typed {
    fn key(&self) -> Result<ValueKey, String> {
        value(&self.t, &self.v)?.ok_or_else(|| format!("`{}` is no {}", self.v, self.t))
    }
}

/// The decisions of a file.
#[derive(Debug, Default)]
pub struct Decisions {
    /// What the linker obeys.
    pub corrections: Vec<Correction>,
    /// Their ids as the file gave them.
    pub names: Names,
    /// The complaints they name.
    pub complaints: Names,
}

/// Reads a file of decisions. One wrong line refuses it: half of the decisions is no state anybody
/// decided.
///
/// # Errors
/// A file that cannot be read, or the first line that is no decision.
pub fn read_decisions(path: &Path) -> Result<Decisions, Fault> {
    let mut decisions = Decisions::default();
    for (number, line) in (1_u64..).zip(BufReader::new(File::open(path)?).lines()) {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        decisions
            .read(&line)
            .map_err(|why| Fault::new(format!("decisions, line {number}: {why}")))?;
    }
    Ok(decisions)
}

impl Decisions {
    fn read(&mut self, line: &str) -> Result<(), String> {
        let line: Line = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let mut said = Vec::new();
        if let Some(typed) = line.shared {
            said.push(Decision::Shared(typed.key()?));
        }
        if let Some(typed) = line.owned {
            said.push(Decision::Owned(typed.key()?));
        }
        if let Some(names) = line.must_link {
            said.push(Decision::MustLink(self.named(names)));
        }
        if let Some(names) = line.confirm {
            said.push(Decision::Confirm(self.named(names)));
        }
        if let Some([one, other]) = line.cannot_link {
            said.push(Decision::CannotLink(self.named(one), self.named(other)));
        }
        let [decision] = said
            .try_into()
            .map_err(|_| "one of shared, owned, must_link, confirm, cannot_link".to_owned())?;
        let id = CorrectionId(line.id.id.0);
        self.names.keep(line.id);
        self.corrections.push(Correction { id, decision });
        Ok(())
    }

    fn named(&mut self, names: Vec<Name>) -> Vec<RecordId> {
        names
            .into_iter()
            .map(|name| {
                let id = name.id;
                self.complaints.keep(name);
                id
            })
            .collect()
    }
}

//! What the public log proves of a complaint in a package: its filing and each step of custody, entry by entry. An
//! entry that no checkpoint holds yet is listed as such, never left out. Decides nothing and writes nothing.

use super::contents::Case;
use crate::log::prove::{self, Logged, Standing};
use faisceau_domain::journal::Deed;
use faisceau_domain::merkle::leaf::record;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use serde::Serialize;
use uuid::Uuid;

/// What a package says of the log for one complaint.
pub(super) struct Proofs {
    /// One line for each entry that is or will be a leaf.
    pub(super) lines: Vec<Line>,
    /// The files that prove those already under a checkpoint: name below the folder of the complaint, text.
    pub(super) files: Vec<(String, String)>,
    /// The checkpoint of them all, once there is one.
    pub(super) checkpoint: Option<String>,
}

/// An entry of the journal and where it stands in the log.
#[derive(Serialize)]
pub(super) struct Line {
    entry: Uuid,
    action: String,
    /// `proven`, or `not-in-a-checkpoint-yet`.
    standing: &'static str,
    /// From 1.
    number: Option<u64>,
    of: Option<u64>,
    /// The paper whose payload the leaf is made of; none when it is the digest of the entry.
    paper: Option<String>,
    /// Where its proof stands, below the folder of the complaint.
    proof: Option<String>,
}

/// Where the entries of a complaint stand now.
pub(super) async fn logged(cx: &Cx, case: &Case) -> Result<Proofs, Fault> {
    let leaf = |action: &str| Deed::from_code(action).and_then(Deed::logged).is_some();
    let entries = case.entries.iter().filter(|entry| leaf(&entry.action));
    let entries: Vec<_> = entries.collect();
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
    let (found, checkpoint) = prove::entries(cx, &ids).await?;
    let (mut lines, mut files) = (Vec::new(), Vec::new());
    for (entry, Logged { record, standing }) in entries.into_iter().zip(found) {
        let mut line = Line {
            entry: entry.id,
            action: entry.action.clone(),
            standing: "not-in-a-checkpoint-yet",
            number: None,
            of: None,
            paper: paper(case, record),
            proof: None,
        };
        if let Standing::Entry { number, of, proof } = standing {
            let name = format!("log/{}.proof", entry.id);
            (line.standing, line.number, line.of) = ("proven", Some(number), Some(of));
            line.proof = Some(name.clone());
            files.push((name, proof.text()));
        }
        lines.push(line);
    }
    Ok(Proofs {
        lines,
        files,
        checkpoint,
    })
}

/// The paper whose payload this is the digest of.
fn paper(case: &Case, made_of: Option<[u8; 32]>) -> Option<String> {
    let made_of = made_of?;
    let mut papers = case.papers.iter();
    let found = papers.find(|paper| record(&paper.payload) == made_of);
    found.map(|paper| paper.document.clone())
}

//! Makes a package: journaled on every complaint of it before its first byte leaves, then sent as it is
//! read. Each exhibit is compared with its digest on the way; one that differs ends the package there, so
//! that no whole package holds an altered file.

use super::bag::{Bag, DECLARATION, Digests};
use super::contents::{self, Case, Paper};
use super::logged::logged;
use super::{archive, case_uco, store};
use bytes::Bytes;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::same;
use faisceau_platform::fault::{Error, Fault, Outcome};
use futures_util::StreamExt as _;
use jiff::Timestamp;
use tokio::sync::mpsc;
use uuid::Uuid;

/// Shortest reason, in characters.
const REASON_MIN: usize = 4;
/// Complaints of one package: a series larger than this is taken out in its own file.
const CASES_MAX: i64 = 500;
/// Pieces on their way to a slow reader.
const PIECES: usize = 16;
/// Bytes of a piece made here.
const PIECE_BYTES: usize = 64 * 1024;

/// Why no package is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint or series.
    Nothing,
    /// Why must be said.
    NoReason,
    /// More complaints than a package holds.
    TooMany,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refused::Nothing => "no complaint and no series has this reference",
            Refused::NoReason => "say why: a sentence that stays in the journal",
            Refused::TooMany => "the series holds more complaints than a package",
        })
    }
}

impl std::error::Error for Refused {}

/// A package on its way: its name, and its bytes.
pub struct Package {
    /// The name of its folder; the file is that and `.tar`.
    pub name: String,
    /// The archive, as it is made.
    pub bytes: mpsc::Receiver<Result<Bytes, Fault>>,
}

/// The complaints that a reference names: one, or those of a series.
///
/// # Errors
/// See [`Refused`].
pub async fn named(cx: &Cx, reference: &str) -> Outcome<Vec<Uuid>, Refused> {
    let mut tx = cx.world.db.read().await?;
    let one = tx.optional(&store::BY_REFERENCE, binds![reference]).await?;
    if let Some(row) = one {
        return Ok(vec![row.get("id")?]);
    }
    let of_series = binds![reference, CASES_MAX + 1];
    let rows = tx.all(&store::BY_SERIES, of_series).await?;
    if rows.is_empty() {
        return Err(Error::Refused(Refused::Nothing));
    }
    let ids: Result<Vec<Uuid>, Fault> = rows.iter().map(|row| row.get("id")).collect();
    Ok(ids?)
}

/// Begins a package of these complaints; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn make(cx: &Cx, reference: &str, complaints: &[Uuid]) -> Outcome<Package, Refused> {
    if cx.reason.chars().count() < REASON_MIN {
        return Err(Error::Refused(Refused::NoReason));
    }
    if i64::try_from(complaints.len())? > CASES_MAX {
        return Err(Error::Refused(Refused::TooMany));
    }
    let mut tx = cx.world.db.write().await?;
    let mut cases = Vec::new();
    for id in complaints {
        let case = contents::read(&cx.world, &mut tx, *id).await?;
        let case = case.ok_or(Error::Refused(Refused::Nothing))?;
        let exhibits: Vec<Uuid> = case.exhibits.iter().map(|file| file.id).collect();
        let detail = serde_json::json!({ "exhibits": exhibits, "papers": case.papers.len() });
        let detail = detail.to_string();
        let deed = Deed::PackageMade;
        cx.journal(&mut tx, deed, "complaint", Some(*id), &detail)
            .await?;
        cases.push(case);
    }
    tx.commit().await?;
    let name = format!("faisceau-{}", plain(reference));
    let (send, bytes) = mpsc::channel(PIECES);
    let making = Making {
        cx: cx.clone(),
        folder: name.clone(),
        at: cx.world.clock.now(),
        bag: Bag::default(),
        send: send.clone(),
    };
    tokio::spawn(same(async move {
        if let Err(fault) = making.run(cases).await {
            // Who reads is gone, or learns that the package is not whole.
            let _ = send.send(Err(fault)).await;
        }
    }));
    Ok(Package { name, bytes })
}

/// A reference as part of a name.
fn plain(reference: &str) -> String {
    let kept = |c: char| match c.is_ascii_alphanumeric() || c == '-' {
        true => c,
        false => '-',
    };
    reference.chars().take(40).map(kept).collect()
}

struct Making {
    cx: Cx,
    folder: String,
    at: Timestamp,
    bag: Bag,
    send: mpsc::Sender<Result<Bytes, Fault>>,
}

impl Making {
    async fn run(mut self, cases: Vec<Case>) -> Result<(), Fault> {
        for case in &cases {
            for file in &case.exhibits {
                self.exhibit(case, file).await?;
            }
            for paper in &case.papers {
                self.paper(case, paper).await?;
            }
            let name = format!("data/{}/journal.ndjson", plain(&case.reference));
            self.data(&name, lines(&case.entries)?).await?;
            let name = format!("data/{}/custody.ndjson", plain(&case.reference));
            self.data(&name, lines(&case.custody)?).await?;
            self.proofs(case).await?;
            let name = format!("data/{}/exhibits.json", plain(&case.reference));
            let listed = serde_json::to_vec_pretty(&listed(case))?;
            self.data(&name, listed).await?;
        }
        for (id, _) in self.cx.world.keys().trusted() {
            let pem = self.cx.world.keys().export(&id)?;
            self.data(&format!("data/keys/{id}.pem"), pem.into_bytes())
                .await?;
        }
        self.roots_of_time().await?;
        let config = &self.cx.world.config;
        let graph = case_uco::graph(&cases, config.controller_name(), self.at);
        let graph = serde_json::to_vec_pretty(&graph)?;
        self.data("data/case.jsonld", graph).await?;
        self.data("data/README.txt", super::bag::README.into())
            .await?;
        for (name, program) in super::bag::VERIFIERS {
            self.data(name, program.into()).await?;
        }
        self.tags(&cases).await?;
        self.out(Bytes::from_static(&archive::END)).await
    }

    /// An exhibit as it was received, under its id: names given by strangers stand in the list.
    async fn exhibit(
        &mut self,
        case: &Case,
        file: &faisceau_platform::deposit::FileRow,
    ) -> Result<(), Fault> {
        let name = exhibit_name(case, file.id);
        let bytes = u64::try_from(file.bytes)?;
        self.head(&name, bytes).await?;
        let mut digests = Digests::default();
        let mut read = 0;
        let stream = self.cx.world.deposit.stream(&file.key()).await?;
        let mut stream = Box::pin(stream);
        while let Some(chunk) = stream.next().await {
            let chunk = chunk?;
            read += chunk.len() as u64;
            digests.update(&chunk);
            self.out(chunk).await?;
        }
        if digests.sha256() != file.sha256 || read != bytes {
            return Err(Fault::new(format!(
                "exhibit {} is not what was received: no package is made of it",
                file.id
            )));
        }
        self.pad(bytes).await?;
        self.bag.payload(&name, bytes, digests);
        Ok(())
    }

    /// What a paper attests, its signature, and its file once made.
    async fn paper(&mut self, case: &Case, paper: &Paper) -> Result<(), Fault> {
        let name = format!(
            "data/{}/papers/{}",
            plain(&case.reference),
            plain(&paper.document)
        );
        self.data(&format!("{name}.json"), paper.payload.clone())
            .await?;
        self.data(&format!("{name}.sig"), paper.signature.clone())
            .await?;
        let key = format!("{}\n", paper.key_id).into_bytes();
        self.data(&format!("{name}.key-id"), key).await?;
        if paper.bytes.is_some() {
            let key = format!("receipts/{}.pdf", paper.id);
            if let Some(file) = self.cx.world.deposit.find(&key).await? {
                self.data(&format!("{name}.pdf"), file).await?;
            }
        }
        if let Some(proof) = &paper.time {
            self.data(&format!("{name}.pdf.time"), proof.text().into_bytes())
                .await?;
            for (authority, answer) in &proof.tokens {
                let name = format!("{name}.pdf.{}.tsr", plain(authority));
                self.data(&name, answer.clone()).await?;
            }
        }
        Ok(())
    }

    /// Where its filing and its custody stand in the public log, and what proves it.
    async fn proofs(&mut self, case: &Case) -> Result<(), Fault> {
        let folder = format!("data/{}", plain(&case.reference));
        let proofs = logged(&self.cx, case).await?;
        self.data(&format!("{folder}/log.ndjson"), lines(&proofs.lines)?)
            .await?;
        for (name, text) in proofs.files {
            self.data(&format!("{folder}/{name}"), text.into_bytes())
                .await?;
        }
        if let Some(checkpoint) = proofs.checkpoint {
            let name = format!("{folder}/log/checkpoint");
            self.data(&name, checkpoint.into_bytes()).await?;
        }
        Ok(())
    }

    /// The roots that each authority of time must lead to, former ones too, as the operator chose them.
    async fn roots_of_time(&mut self) -> Result<(), Fault> {
        let world = self.cx.world.clone();
        for (authority, file) in world.config.time.roots_files() {
            let pem = tokio::fs::read(file).await;
            let told = || format!("roots of the authority `{authority}`");
            let pem = pem.map_err(|e| Fault::from(e).context(told()))?;
            let name = format!("data/time/{}.pem", plain(authority));
            self.data(&name, pem).await?;
        }
        Ok(())
    }

    async fn tags(&mut self, cases: &[Case]) -> Result<(), Fault> {
        let world = &self.cx.world;
        let info = [
            (
                "Source-Organization",
                world.config.controller_name().to_owned(),
            ),
            ("Bagging-Date", self.at.strftime("%Y-%m-%d").to_string()),
            (
                "Bag-Software-Agent",
                format!("faisceau {}", env!("CARGO_PKG_VERSION")),
            ),
            ("Payload-Oxum", self.bag.oxum()),
        ];
        let mut text = String::new();
        for (label, value) in info {
            // One line each: a label of the standard, a value of ours.
            let value: String = value.chars().filter(|c| !c.is_control()).collect();
            text.push_str(&format!("{label}: {value}\n"));
        }
        for case in cases {
            text.push_str(&format!("External-Identifier: {}\n", case.reference));
        }
        self.tag("bagit.txt", DECLARATION.into()).await?;
        self.tag("bag-info.txt", text).await?;
        for (name, text) in self.bag.manifests() {
            self.tag(name, text).await?;
        }
        for (name, text) in self.bag.tag_manifests() {
            self.whole(name, text.into_bytes()).await?;
        }
        Ok(())
    }

    async fn data(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let length = bytes.len() as u64;
        let digests = self.whole(name, bytes).await?;
        self.bag.payload(name, length, digests);
        Ok(())
    }

    async fn tag(&mut self, name: &str, text: String) -> Result<(), Fault> {
        let digests = self.whole(name, text.into_bytes()).await?;
        self.bag.tag(name, digests);
        Ok(())
    }

    /// A file held in memory.
    async fn whole(&mut self, name: &str, bytes: Vec<u8>) -> Result<Digests, Fault> {
        let length = bytes.len() as u64;
        self.head(name, length).await?;
        let mut digests = Digests::default();
        digests.update(&bytes);
        let bytes = Bytes::from(bytes);
        for from in (0..bytes.len()).step_by(PIECE_BYTES) {
            let to = bytes.len().min(from + PIECE_BYTES);
            self.out(bytes.slice(from..to)).await?;
        }
        self.pad(length).await?;
        Ok(digests)
    }

    async fn head(&self, name: &str, bytes: u64) -> Result<(), Fault> {
        let name = format!("{}/{name}", self.folder);
        let header = archive::header(&name, bytes, self.at.as_second());
        self.out(Bytes::copy_from_slice(&header)).await
    }

    async fn pad(&self, bytes: u64) -> Result<(), Fault> {
        match archive::padding(bytes) {
            0 => Ok(()),
            fill => self.out(Bytes::from(vec![0; fill])).await,
        }
    }

    async fn out(&self, bytes: Bytes) -> Result<(), Fault> {
        let sent = self.send.send(Ok(bytes)).await;
        sent.map_err(|_| Fault::new("who read the package is gone"))
    }
}

/// One JSON object a line.
fn lines(all: &[impl serde::Serialize]) -> Result<Vec<u8>, Fault> {
    let mut lines = Vec::new();
    for one in all {
        lines.extend(serde_json::to_vec(one)?);
        lines.push(b'\n');
    }
    Ok(lines)
}

/// Where an exhibit stands in a package.
pub(super) fn exhibit_name(case: &Case, file: Uuid) -> String {
    format!("data/{}/exhibits/{file}.bin", plain(&case.reference))
}

/// The list of exhibits, with the names given and what stays out.
fn listed(case: &Case) -> serde_json::Value {
    let exhibit = |file: &faisceau_platform::deposit::FileRow| {
        serde_json::json!({
            "id": file.id,
            "file": exhibit_name(case, file.id),
            "name_given": file.name,
            "bytes": file.bytes,
            "sha256": hex::encode(file.sha256),
            "media_type": file.media_type,
            "received_at": file.received_at.to_string(),
        })
    };
    let exhibits: Vec<_> = case.exhibits.iter().map(exhibit).collect();
    serde_json::json!({
        "complaint": case.reference,
        "exhibits": exhibits,
        "kept_apart_by_the_antivirus": case.apart,
    })
}

/// Gathers a package whole, for commands and tests.
///
/// # Errors
/// What stopped it.
pub async fn gather(
    mut package: Package,
    mut put: impl FnMut(&[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    while let Some(piece) = package.bytes.recv().await {
        put(&piece?)?;
    }
    Ok(())
}

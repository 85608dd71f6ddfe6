//! The walks whose points are numbered, as a person's browser makes them: a file given by a form, a file given in
//! parts, an exhibit sealed, an exhibit handed over and accepted, a complaint filed up to its paper. Each does
//! what is not yet acknowledged, so that it is made again after a stop; what was answered is kept.

use super::client::{Answer, Served};
use super::place::{Holding, Stage, bytes};
use std::collections::BTreeSet;
use std::time::Duration;

/// Bytes of the files given: more than one part of a folder.
const LENGTH: usize = 300_000;
/// Where the second half of a file given in parts begins.
const CUT: usize = 120_000;
/// The page and the question of files.
const PAGE: &str = "exhibits";
const INPUT: &str = "evidence.files";
/// `film.bin`, the same question and page, changed at instant 1: as tus writes it.
const METADATA: &str =
    "filename ZmlsbS5iaW4=,input ZXZpZGVuY2UuZmlsZXM=,page ZXhoaWJpdHM=,modified MQ==";
/// How often one asks again who is told that another is at it.
const TRIES: usize = 300;

/// A walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Walk {
    Form,
    Parts,
    Seal,
    Transfer,
    Filing,
}

/// All of them.
pub(crate) const WALKS: [Walk; 5] = [
    Walk::Form,
    Walk::Parts,
    Walk::Seal,
    Walk::Transfer,
    Walk::Filing,
];

/// Why a walk stops in the middle.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The process went away.
    Dead,
    /// It answered that it could not.
    Told(Answer),
}

/// What was acknowledged.
#[derive(Debug, Default)]
pub(crate) struct Said {
    done: BTreeSet<&'static str>,
    /// Where the file in parts goes on, and how far it is.
    upload: Option<String>,
    pub(crate) offset: u64,
    /// The number and the paper of the complaint.
    pub(crate) reference: Option<String>,
    pub(crate) paper: Option<Vec<u8>>,
}

impl Walk {
    /// The word of the table.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Walk::Form => "deposit by form",
            Walk::Parts => "deposit in parts",
            Walk::Seal => "seal",
            Walk::Transfer => "transfer and acceptance",
            Walk::Filing => "filing, to its paper",
        }
    }

    /// The file it gives.
    pub(crate) fn file(self) -> Option<Vec<u8>> {
        match self {
            Walk::Form => Some(bytes(1, LENGTH)),
            Walk::Parts => Some(bytes(2, LENGTH)),
            _ => None,
        }
    }

    /// Walks it, or what is left of it.
    pub(crate) fn go(self, stage: &Stage, at: &Served, said: &mut Said) -> Result<(), Stopped> {
        match self {
            Walk::Form => by_form(&stage.by_form, at, said),
            Walk::Parts => in_parts(&stage.in_parts, at, said),
            Walk::Seal => {
                let path = format!("/piece/{}", stage.described);
                let form = "geste=sealed&sealed.scelle=PJ+43&sealed.motif=Saisie";
                once(said, "sealed", at.send(&stage.keeper, &path, form))
            }
            Walk::Transfer => transfer(stage, at, said),
            Walk::Filing => filing(&stage.to_file, at, said),
        }
    }
}

impl Said {
    pub(crate) fn has(&self, what: &str) -> bool {
        self.done.contains(what)
    }
}

/// An answer that says it was done.
fn taken(answer: Option<Answer>) -> Result<Answer, Stopped> {
    match answer {
        None => Err(Stopped::Dead),
        Some(answer) if answer.done() => Ok(answer),
        Some(answer) => Err(Stopped::Told(answer)),
    }
}

/// A gesture of custody: done now, or, of one whose answer never came, already.
fn once(said: &mut Said, what: &'static str, answer: Option<Answer>) -> Result<(), Stopped> {
    if said.has(what) {
        return Ok(());
    }
    let asked_before = !said.done.insert("asked");
    match taken(answer) {
        Ok(_) => {}
        Err(Stopped::Told(answer)) if asked_before && [404, 422].contains(&answer.status) => {}
        Err(stopped) => return Err(stopped),
    }
    said.done.insert(what);
    Ok(())
}

/// Whether the page of files lists one of this name.
fn listed(holding: &Holding, at: &Served, name: &str) -> Result<bool, Stopped> {
    let page = taken(at.get(&holding.person, &format!("/plainte/q/{PAGE}")))?;
    Ok(page.text().contains(name))
}

fn by_form(holding: &Holding, at: &Served, said: &mut Said) -> Result<(), Stopped> {
    // Who was not answered looks at the page before giving the file again.
    if said.has("asked") && listed(holding, at, "capture.bin")? {
        said.done.insert("form");
    }
    if said.has("form") {
        return Ok(());
    }
    said.done.insert("asked");
    let mut body = Vec::new();
    for (name, value) in [("csrf", holding.person.csrf.as_str()), ("page", PAGE)] {
        let part =
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    let head = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"{INPUT}\"; filename=\"capture.bin\"\r\n\r\n"
    );
    body.extend(head.into_bytes());
    body.extend(bytes(1, LENGTH));
    body.extend(b"\r\n--edge--\r\n");
    let kind = (
        "Content-Type",
        "multipart/form-data; boundary=edge".to_owned(),
    );
    let answer = taken(at.ask(&holding.person, "POST /plainte/pieces", &[kind], &body))?;
    match answer.text().contains("capture.bin") && !no_room_told(&answer) {
        true => said.done.insert("form"),
        false => return Err(Stopped::Told(answer)),
    };
    Ok(())
}

/// The page again, with a file that found no room.
pub(crate) fn no_room_told(answer: &Answer) -> bool {
    answer.text().contains("plus de place")
}

fn in_parts(holding: &Holding, at: &Served, said: &mut Said) -> Result<(), Stopped> {
    let whole = bytes(2, LENGTH);
    let speaks = || ("Tus-Resumable", "1.0.0".to_owned());
    if said.upload.is_none() {
        let told = [
            speaks(),
            ("Upload-Length", LENGTH.to_string()),
            ("Upload-Metadata", METADATA.to_owned()),
        ];
        let answer = at.ask(&holding.person, "POST /plainte/televersements", &told, b"");
        said.upload = taken(answer)?.headers.get("location").cloned();
    }
    let upload = said.upload.clone().unwrap();
    for _ in 0..TRIES {
        if said.has("parts") {
            return Ok(());
        }
        let head = at.ask(&holding.person, &format!("HEAD {upload}"), &[speaks()], b"");
        let head = match taken(head) {
            Err(Stopped::Told(answer)) if answer.status == 503 => {
                std::thread::sleep(Duration::from_millis(200));
                continue;
            }
            other => other?,
        };
        let from = head.number("upload-offset").unwrap();
        assert!(
            from >= said.offset,
            "{from} of {} acknowledged",
            said.offset
        );
        if from == LENGTH as u64 {
            said.done.insert("parts");
            continue;
        }
        let from = usize::try_from(from).unwrap();
        let to = if from < CUT { CUT } else { LENGTH };
        let kind = ("Content-Type", "application/offset+octet-stream".to_owned());
        let told = [speaks(), kind, ("Upload-Offset", from.to_string())];
        let line = format!("PATCH {upload}");
        let answer = taken(at.ask(&holding.person, &line, &told, &whole[from..to]))?;
        said.offset = answer.number("upload-offset").unwrap();
        if to == LENGTH {
            said.done.insert("parts");
        }
    }
    panic!("the file in parts never ends");
}

fn transfer(stage: &Stage, at: &Served, said: &mut Said) -> Result<(), Stopped> {
    if !said.has("offered") {
        let path = format!("/piece/{}", stage.sealed);
        let receiver = stage.receiver_id.0;
        let form = format!("geste=offered&offered.vers={receiver}&offered.motif=Analyse");
        once(said, "offered", at.send(&stage.keeper, &path, &form))?;
        said.done.remove("asked");
    }
    let piece = stage.sealed;
    let form = format!("geste=accepted&piece={piece}&accepted.scelle=PJ+42&accepted.etat=Intact");
    once(
        said,
        "accepted",
        at.send(&stage.receiver, "/remises", &form),
    )
}

fn filing(holding: &Holding, at: &Served, said: &mut Said) -> Result<(), Stopped> {
    if !said.has("filed") {
        let form = format!(
            "csrf={}&declare.truth=yes&nature=complaint",
            holding.person.csrf
        );
        taken(at.send(&holding.person, "/plainte/declaration", &form))?;
        said.done.insert("filed");
    }
    let page = taken(at.get(&holding.person, "/plainte/recu"))?.text();
    let from = page.find("FSC-").expect("the receipt shows its number");
    let printed = page[from..].chars();
    let reference: String = printed
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    if let Some(before) = &said.reference {
        assert_eq!(before, &reference, "one number for ever");
    }
    said.reference = Some(reference);
    let paper = taken(at.get(&holding.person, "/plainte/recu.pdf"))?.body;
    if let Some(before) = &said.paper {
        assert!(before == &paper, "the very bytes that were handed out");
    }
    said.paper = Some(paper);
    Ok(())
}

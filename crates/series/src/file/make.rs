//! Makes the file of a series: what the asker may read is frozen, signed and kept, in one
//! transaction with its journal rows; the PDF is typeset by a job. Needs the right to export the
//! series and a motive; the annex needs the right to know who filed each complaint.

use super::contents;
use super::identities::identities;
use super::paths::{self, Answers};
use super::{FILE, IDENTITIES, render, store};
use crate::count;
use crate::pages::series::opened;
use crate::rights::Sight;
use faisceau_documents::letters::{FileHead, Sender, SeriesIdentitiesLetter, Verification};
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Deed;
use faisceau_domain::receipt::{Payload, key_id, sign};
use faisceau_platform::access::Action;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, NewJob, Priority};
use faisceau_platform::keys::Use;
use faisceau_platform::web::{Failure, Front, Signed};
pub(super) use faisceau_platform::world::zone;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The series.
    pub series: Uuid,
    /// The language of the paper.
    pub lang: Lang,
    /// Why, in the asker's words.
    pub motive: String,
    /// With the annex of identities.
    pub identities: bool,
}

/// Fewest letters of a motive: as for a search.
pub const MOTIVE_CHARACTERS_MIN: usize = 8;

/// Why nothing was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMade {
    /// The motive is too short to be one.
    NoMotive,
    /// The asker may know the identity of no complainant of the series.
    NoIdentity,
    /// What the complaints share is being counted: a file without it would mislead.
    NotCounted,
}

/// Freezes, signs and keeps a file and maybe its annex; returns their ids.
///
/// # Errors
/// When the policies say no, or the database fails.
pub(crate) async fn make(
    front: &Front,
    signed: &Signed,
    wanted: &Wanted,
) -> Result<Result<Vec<Uuid>, NotMade>, Failure> {
    if wanted.motive.trim().chars().count() < MOTIVE_CHARACTERS_MIN {
        return Ok(Err(NotMade::NoMotive));
    }
    let cx = signed.cx.clone().because(&wanted.motive);
    let say = Say::new(cx.world.words.clone(), wanted.lang);
    let answers = asked(front, signed, wanted.series).await?;
    let mut tx = cx.world.db.write().await?;
    let (series, resource) = opened(front, signed, &mut tx, wanted.series).await?;
    front.allow(signed, Action::SeriesExport, &resource)?;
    if count::looked_at(&cx, &mut tx, series.id)
        .await?
        .is_awaited()
    {
        tx.commit().await?;
        return Ok(Err(NotMade::NotCounted));
    }
    let mut sight = Sight::of(front, signed);
    let gathered = contents::gather(&mut tx, &mut sight, &series).await?;
    let number = tx.one(&store::NEXT_NUMBER, binds![series.id]).await?;
    let paper = Paper {
        cx: &cx,
        say: &say,
        series: (series.id, &series.reference),
        number: number.get("number")?,
    };
    let about: BTreeSet<Uuid> = gathered.about().collect();
    let mut made = Vec::new();
    if wanted.identities {
        match annex(&paper, &mut tx, &mut sight, &gathered).await? {
            Some(id) => made.push(id),
            None => return Ok(Err(NotMade::NoIdentity)),
        }
    }
    let code = paper.code();
    let head = paper.head(&code);
    let of = (&series, &gathered);
    let told = paths::paths(&cx, &mut tx, &mut sight, &say, of, answers).await?;
    let letter = contents::letter(
        &mut tx,
        &mut sight,
        (&say, head),
        (&series, resource.units.len()),
        (gathered, told),
    )
    .await?;
    let content = serde_json::to_string(&letter).map_err(Fault::from)?;
    made.push(paper.keep(&mut tx, FILE, &code, content).await?);
    for file in &made {
        let rows = about.iter().map(|complaint| binds![*file, *complaint]);
        tx.insert_many(&store::NAME, rows.collect()).await?;
    }
    tx.commit().await?;
    Ok(Ok(made))
}

/// Keeps the annex, when the asker may know who filed some complaint; each is journaled.
async fn annex(
    paper: &Paper<'_>,
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    gathered: &contents::Gathered,
) -> Result<Option<Uuid>, Fault> {
    let (rows, limits, known) = identities(tx, sight, paper.say, gathered).await?;
    if known.is_empty() {
        return Ok(None);
    }
    for complaint in known {
        let deed = Deed::IdentityRead;
        paper
            .cx
            .journal(tx, deed, "complaint", Some(complaint), "{}")
            .await?;
    }
    let code = paper.code();
    let letter = SeriesIdentitiesLetter {
        head: paper.head(&code),
        identities: rows,
        limits,
    };
    let content = serde_json::to_string(&letter)?;
    paper.keep(tx, IDENTITIES, &code, content).await.map(Some)
}

/// Asks the linker why the complaints are together, before anything is frozen: it is waited for, and
/// nobody waits behind that.
async fn asked(front: &Front, signed: &Signed, series: Uuid) -> Result<Answers, Failure> {
    let mut tx = front.world.db.read().await?;
    let (series, resource) = opened(front, signed, &mut tx, series).await?;
    front.allow(signed, Action::SeriesExport, &resource)?;
    let mut sight = Sight::of(front, signed);
    let gathered = contents::gather(&mut tx, &mut sight, &series).await?;
    tx.rollback().await?;
    Ok(paths::ask(&front.world, &gathered).await?)
}

/// A paper of a series being made.
struct Paper<'a> {
    cx: &'a Cx,
    say: &'a Say,
    series: (Uuid, &'a str),
    number: i64,
}

impl Paper<'_> {
    fn code(&self) -> Code {
        Code::from_random(CodeKind::Verification, self.cx.world.dice.bytes())
    }

    fn reference(&self) -> String {
        format!("{}/{}", self.series.1, self.number)
    }

    fn head(&self, code: &Code) -> FileHead {
        let world = &self.cx.world;
        let page = format!("{}/verify", world.config.public_url);
        let code = code.grouped();
        let staff = self.cx.staff.as_ref();
        let named = staff.map(|staff| match staff.unit.as_str() {
            "" => staff.display_name.clone(),
            unit => format!("{} · {unit}", staff.display_name),
        });
        FileHead {
            reference: self.reference(),
            sender: Sender {
                name: world.config.controller_name().to_owned(),
                address: world.config.contact.clone(),
                phone: None,
                email: None,
            },
            frozen_at: world.clock.now().to_zoned(zone()),
            made_for: named.unwrap_or_default(),
            motive: self.cx.reason.clone(),
            verification: Verification {
                link: format!("{page}?code={code}"),
                page,
                code,
            },
            key_id: key_id(&world.keys().signing().verifying_key()),
        }
    }

    /// Signs and writes it, asks for its PDF, and says so in the journal.
    async fn keep(
        &self,
        tx: &mut Tx,
        document: &'static str,
        code: &Code,
        content: String,
    ) -> Result<Uuid, Fault> {
        let (cx, world) = (self.cx, &self.cx.world);
        let now = world.clock.now();
        let keys = world.keys();
        let payload = Payload {
            version: 1,
            document: document.to_owned(),
            nature: "series".to_owned(),
            reference: self.reference(),
            form_type: String::new(),
            form_hash: String::new(),
            registered_at: format!("{now:.3}"),
            received_at: None,
            exhibits: Vec::new(),
            verification_code: code.grouped(),
            controller: world.config.controller_name().to_owned(),
            legal_regime: world.config.regime().code().to_owned(),
            specimen: world.config.demonstration,
            key_id: key_id(&keys.signing().verifying_key()),
            officer: None,
            offences: Vec::new(),
            stated: Vec::new(),
            answers_commitment: String::new(),
        };
        let (id, bytes) = (world.dice.uuid(now), payload.bytes());
        let signature = sign(&bytes, keys.signing());
        let mark = keys.code_mark(Use::Mark, code);
        let by = cx.actor.account().unwrap_or_default();
        let lang = self.say.lang.code();
        let mut row = binds![id, self.series.0, self.number, document, lang, now, by];
        row.extend(binds![
            &cx.reason,
            content,
            bytes,
            signature,
            payload.key_id,
            mark
        ]);
        tx.execute(&store::INSERT, row).await?;
        let job = NewJob {
            kind: render::RENDER,
            subject: Some(id),
            payload: "{}".to_owned(),
            priority: Priority::Soon,
            run_at: now,
        };
        jobs::enqueue(world, tx, &[job]).await?;
        let detail = serde_json::json!({ "file": id, "document": document }).to_string();
        let deed = Deed::SeriesFileMade;
        cx.journal(tx, deed, "series", Some(self.series.0), &detail)
            .await?;
        Ok(id)
    }
}

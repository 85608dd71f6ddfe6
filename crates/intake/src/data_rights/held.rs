//! All that is held on a person in one complaint, as its victim may have it: what they said, each version of it,
//! messages, files, papers, what they were told and asked, when staff opened it and for what, what linkage
//! concludes, until when it is kept. Names no colleague and no other complaint. The file is made when it is asked
//! for and kept nowhere.

use super::concluded::{self, Concluded};
use super::{DataRequest, store};
use crate::amend::{self, Version};
use crate::import::Line;
use crate::notify::{self, Notice};
use crate::post_message::{self, Message};
use crate::receipt::{self, Complaint, Receipt};
use crate::retention;
use crate::space::worded;
use faisceau_documents::letters::{DossierPart, DossierTable};
use faisceau_documents::words::Say;
use faisceau_domain::access::Purpose;
use faisceau_domain::event::Side;
use faisceau_domain::form::{Answers, Journey};
use faisceau_identifiers::Kind;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use serde_json::{Value, json};

/// What is held.
pub(crate) struct Held {
    versions: Vec<Version>,
    messages: Vec<Message>,
    files: Vec<deposit::FileRow>,
    papers: Vec<Receipt>,
    notices: Vec<Notice>,
    requests: Vec<DataRequest>,
    openings: Vec<(Timestamp, Option<Purpose>)>,
    concluded: Concluded,
    kept_until: Option<Timestamp>,
}

/// Reads it. Messages count as read: their author is about to have them all.
///
/// # Errors
/// When the database fails, or what is stored cannot be read.
pub(crate) async fn load(cx: &Cx, tx: &mut Tx, complaint: &Complaint) -> Result<Held, Fault> {
    let id = complaint.id;
    let facts = retention::facts(tx, id).await?;
    let rows = tx.all(&store::OPENINGS, binds![id]).await?;
    let openings = rows.iter().map(|row| {
        let purpose: Option<String> = row.get("purpose")?;
        let purpose = purpose.as_deref().and_then(Purpose::from_code);
        Ok::<_, Fault>((row.get("at")?, purpose))
    });
    Ok(Held {
        openings: openings.collect::<Result<_, _>>()?,
        versions: amend::versions(tx, id).await?,
        messages: post_message::read_messages(cx, tx, id, Side::Victim).await?,
        files: deposit::files_of(tx, id.0).await?,
        papers: receipt::all(tx, id).await?,
        notices: notify::notices(tx, id).await?,
        requests: super::of(tx, id).await?,
        concluded: concluded::of(tx, id).await?,
        kept_until: facts.map(|facts| cx.world.clocks.due(&facts).at),
    })
}

/// A table of these columns, when there is anything to say.
fn table(say: &Say, name: &str, columns: &[&str], rows: Vec<Vec<String>>) -> DossierPart {
    let part = DossierPart::new(say.say(&format!("held-{name}")));
    if rows.is_empty() {
        return part.saying(say.say("held-nothing"));
    }
    let columns = columns
        .iter()
        .map(|key| say.say(&format!("held-column-{key}")));
    DossierPart {
        table: Some(DossierTable {
            columns: columns.collect(),
            rows,
        }),
        ..part
    }
}

/// What is held, part by part, in words.
///
/// # Errors
/// When what is stored cannot be read.
pub(crate) fn parts(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    held: &Held,
) -> Result<Vec<DossierPart>, Fault> {
    let mut parts = vec![about(cx, say, complaint, held)];
    parts.extend(said(cx, say, complaint, held)?);
    parts.push(exchanged(say, held));
    let rows = held.files.iter().map(|file| {
        let at = worded::instant(say, file.received_at);
        vec![at, file.name.clone(), worded::size(say, file.bytes)]
    });
    parts.push(table(say, "files", &["at", "file", "size"], rows.collect()));
    let rows = held.papers.iter().map(|paper| {
        let at = worded::instant(say, paper.issued_at);
        vec![at, worded::paper_name(say, &paper.document)]
    });
    parts.push(table(say, "papers", &["at", "paper"], rows.collect()));
    let rows = held.notices.iter().map(|one| {
        let told = say.say(&format!("after-notice-{}", one.kind.code()));
        vec![worded::instant(say, one.at), told]
    });
    parts.push(table(say, "notices", &["at", "told"], rows.collect()));
    let rows = held.requests.iter().map(|one| {
        let asked = say.say(&format!("rights-asked-{}", one.asked.code()));
        let state = say.say(&format!("rights-state-{}", one.state.code()));
        vec![
            worded::instant(say, one.made_at),
            asked,
            one.words.clone(),
            state,
        ]
    });
    parts.push(table(
        say,
        "requests",
        &["at", "asked", "words", "state"],
        rows.collect(),
    ));
    parts.push(opened(say, held));
    parts.push(conclusions(say, &held.concluded));
    Ok(parts)
}

fn about(cx: &Cx, say: &Say, complaint: &Complaint, held: &Held) -> DossierPart {
    let row = |at: Timestamp| worded::instant(say, at);
    let mut part = DossierPart::new(say.say("held-about"))
        .with(say.say("rights-letter-about"), complaint.reference.clone())
        .with(
            say.say("held-kind"),
            worded::kind_label(&cx.world, complaint, say.lang),
        )
        .with(say.say("held-filed"), row(complaint.filed_at));
    if let Some(source) = &complaint.source {
        part = part.with(say.say("space-source"), source.clone());
    }
    if !complaint.unit.is_empty() {
        part = part.with(say.say("held-unit"), complaint.unit.clone());
    }
    if let Some(at) = held.kept_until {
        part = part.saying(say.with("retention-kept-until", &[("at", &row(at))]));
    }
    part
}

/// What the person said, as it stands and as it stood.
fn said(cx: &Cx, say: &Say, complaint: &Complaint, held: &Held) -> Result<Vec<DossierPart>, Fault> {
    let Some(now) = complaint.answers()? else {
        return Ok(vec![imported(say, complaint)?]);
    };
    let mut parts = answers(cx, say, complaint, (&now, say.say("held-said")));
    for version in held.versions.iter().rev() {
        let until = worded::instant(say, version.until);
        let title = say.with("held-said-before", &[("until", &until)]);
        parts.extend(answers(cx, say, complaint, (&version.answers, title)));
    }
    Ok(parts)
}

fn answers(
    cx: &Cx,
    say: &Say,
    complaint: &Complaint,
    (given, title): (&Answers, String),
) -> Vec<DossierPart> {
    let Some(journey) = Journey::of(&cx.world.forms, &complaint.form_type, given) else {
        return Vec::new();
    };
    let sections = journey.transcript(say.lang).into_iter();
    let sections = sections.map(|section| {
        let part = DossierPart::new(format!("{title} – {}", section.title));
        let rows = section.rows.into_iter();
        rows.fold(part, |part, row| part.with(row.label, row.value))
    });
    sections.collect()
}

/// The line of a source, as it came.
fn imported(say: &Say, complaint: &Complaint) -> Result<DossierPart, Fault> {
    let line: Line = serde_json::from_str(&complaint.stored)?;
    let part = DossierPart::new(say.say("space-line"));
    let part = line.ids.iter().fold(part, |part, given| {
        part.with(kind(say, &given.t), given.v.clone())
    });
    Ok(match line.text {
        Some(text) => part.with(say.say("space-text"), text),
        None => part,
    })
}

fn kind(say: &Say, code: &str) -> String {
    match Kind::from_code(code) {
        Some(kind) => say.say(&format!("space-identifier-{}", kind.code())),
        None => code.to_owned(),
    }
}

fn exchanged(say: &Say, held: &Held) -> DossierPart {
    let rows = held.messages.iter().map(|message| {
        let from = match message.from {
            Side::Victim => "space-from-you",
            Side::Staff => "space-from-officer",
        };
        let at = worded::instant(say, message.at);
        vec![at, say.say(from), message.body.clone()]
    });
    table(say, "messages", &["at", "from", "words"], rows.collect())
}

/// When staff opened it, and for what; never who did.
fn opened(say: &Say, held: &Held) -> DossierPart {
    let rows = held.openings.iter().map(|(at, purpose)| {
        let purpose = purpose.map_or_else(String::new, |purpose| {
            say.say(&format!(
                "platform-purpose-{}",
                purpose.code().replace('_', "-")
            ))
        });
        vec![worded::instant(say, *at), purpose]
    });
    table(say, "opened", &["at", "purpose"], rows.collect())
}

/// What linkage concludes, and what that is not.
pub(crate) fn conclusions(say: &Say, concluded: &Concluded) -> DossierPart {
    let rows = concluded.shared.iter().map(|common| {
        let worth = match common.links {
            true => say.say("held-value-links"),
            false => say.say("held-value-links-not"),
        };
        let users = common.users.to_string();
        vec![kind(say, &common.kind), common.said.clone(), users, worth]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let part = match rows.is_empty() {
        true => DossierPart::new(say.say("held-concluded")),
        false => table(say, "concluded", &["kind", "value", "users", "worth"], rows),
    };
    let part = match &concluded.group {
        None => part.saying(say.say("held-alone")),
        Some(group) => {
            let by = match group.confirmed {
                true => "held-group-confirmed",
                false => "held-group-suggested",
            };
            let since = worded::instant(say, group.since);
            part.saying(say.number("held-group", group.others))
                .saying(say.with("held-group-since", &[("since", &since)]))
                .saying(say.say(by))
                .saying(say.with("held-figures", &[("figures", &group.figures)]))
        }
    };
    part.saying(say.say("held-concluded-means"))
}

/// The same for a program: the answers as they are stored, and the parts in words.
///
/// # Errors
/// When what is stored cannot be read.
pub(crate) fn machine(
    cx: &Cx,
    complaint: &Complaint,
    held: &Held,
    parts: &[DossierPart],
) -> Result<Value, Fault> {
    let before = held.versions.iter().map(|version| {
        Ok(json!({
            "number": version.number,
            "until": version.until.to_string(),
            "said": serde_json::to_value(&version.answers)?,
        }))
    });
    let before: Vec<Value> = before.collect::<Result<_, Fault>>()?;
    let stored: Value = serde_json::from_str(&complaint.stored)?;
    Ok(json!({
        "format": "faisceau-held-data",
        "version": 1,
        "made_at": cx.world.clock.now().to_string(),
        "controller": cx.world.config.controller_name(),
        "reference": complaint.reference,
        "said": stored,
        "said_before": before,
        "parts": serde_json::to_value(parts)?,
    }))
}

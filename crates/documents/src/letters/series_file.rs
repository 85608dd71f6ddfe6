//! The file of a series: what it covers, how it was calculated, what links its complaints, what was
//! decided. A working document, never an official act; it names no victim (see the annex).

use jiff::Zoned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Sender, Verification, line, lines, sender, verification};
use crate::drawing::Drawing;
use crate::letter::{Letter, Reserved, words_of};
use crate::{Say, dates};

/// Rows of one table, and paragraphs of one list: what was asked is cut before, and said so.
pub const ROWS_MAX: usize = 1_000;

/// What is common to the file and its annex.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileHead {
    /// The reference of the series, and which of its files this is: `SER-2026-000012-X/3`.
    pub reference: String,
    /// Who answers for the instance.
    pub sender: Sender,
    /// What is in it is as of this instant.
    pub frozen_at: Zoned,
    /// Who asked for it.
    pub made_for: String,
    /// Why, in that person's words.
    pub motive: String,
    /// Where and how to check it.
    pub verification: Verification,
    /// The key that signs.
    pub key_id: String,
}

/// A value that complaints share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRow {
    /// Its kind and what may be printed of it.
    pub value: String,
    /// Complaints of the series that use it.
    pub complaints: i64,
    /// How many of them nobody reviewed, in words; nothing where there is none.
    #[serde(default)]
    pub apart: Option<String>,
    /// What it may do, in a word.
    pub class: String,
    /// Why: the sentences of the page.
    pub because: Vec<String>,
}

/// Why a complaint is in the series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathRow {
    /// Its reference.
    pub complaint: String,
    /// How long the path is, in a sentence.
    pub lead: Option<String>,
    /// Its steps.
    pub steps: Vec<StepRow>,
}

/// A step from complaint to complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRow {
    /// From which to which, and by what.
    pub title: String,
    /// What complaints mention, then what is drawn from it: the sentences of the page.
    pub said: Vec<String>,
}

/// A complaint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintRow {
    /// Its reference.
    pub reference: String,
    /// The day it was received, worded.
    pub received: String,
    /// The type of its facts.
    pub facts: String,
    /// The loss it states, worded.
    pub loss: String,
    /// The unit in charge.
    pub unit: String,
}

/// A file given with a complaint; its name may name somebody and is not printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExhibitRow {
    /// The reference of the complaint.
    pub complaint: String,
    /// Its place among the files of that complaint.
    pub number: usize,
    /// What its first bytes tell.
    pub media_type: String,
    /// How many bytes.
    pub bytes: u64,
    /// When it was received, worded.
    pub received: String,
    /// What is bound to its bytes, in hexadecimal digits.
    pub mark: String,
}

/// What somebody decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRow {
    /// What, who and when, in a sentence.
    pub said: String,
    /// Why, in that person's words.
    pub reason: String,
    /// That it was withdrawn, in a sentence.
    pub withdrawn: Option<String>,
}

/// A drawing and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The `<svg>` element, made for a paper.
    pub svg: String,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// What it shows, for who does not see it, and as its caption.
    pub alt: String,
}

/// The data of `letters/series-file.typ`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesFileLetter {
    /// Its head.
    pub head: FileHead,
    /// What it covers: labels and answers.
    pub scope: Vec<[String; 2]>,
    /// What is not in it, a sentence each.
    pub limits: Vec<String>,
    /// How to read the figures, a paragraph each.
    pub method: Vec<String>,
    /// What links.
    pub evidence: Vec<EvidenceRow>,
    /// What is shared and does not link.
    pub unused: Vec<EvidenceRow>,
    /// The graph, then the timeline, where there is anything to draw.
    pub graph: Option<Figure>,
    /// See `graph`.
    pub timeline: Option<Figure>,
    /// How many complaints were received in each period: the words of the timeline.
    pub periods: Vec<[String; 2]>,
    /// Its complaints.
    pub complaints: Vec<ComplaintRow>,
    /// Complaints that came after the series was confirmed and that nobody reviewed.
    pub attached: Vec<ComplaintRow>,
    /// Why each is in the series, as far as paths are printed.
    #[serde(default)]
    pub paths: Vec<PathRow>,
    /// What was given with them.
    pub exhibits: Vec<ExhibitRow>,
    /// What was decided.
    pub decisions: Vec<DecisionRow>,
}

/// The head as both templates read it.
pub(super) fn head<L: Letter>(head: &FileHead, say: &Say, title: String) -> Value {
    json!({
        "words": words_of(L::NAME, say),
        "title": title,
        "reference": line(&head.reference, 60),
        "sender": sender(&head.sender),
        "date": dates::day(say, head.frozen_at.date()),
        "head": [
            [say.say("documents-series-file-frozen"), dates::moment(say, &head.frozen_at)],
            [say.say("documents-series-file-made-for"), line(&head.made_for, 200)],
            [say.say("documents-series-file-motive"), lines(&head.motive, 600)],
        ],
        "verification": verification(&head.verification, &head.key_id),
    })
}

impl SeriesFileLetter {
    fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.graph.iter().chain(&self.timeline)
    }

    fn evidence(rows: &[EvidenceRow]) -> Value {
        let row = |row: &EvidenceRow| {
            json!({
                "value": line(&row.value, 200),
                "complaints": row.complaints.to_string(),
                "apart": row.apart.as_ref().map(|said| line(said, 80)),
                "class": line(&row.class, 60),
                "because": row.because.iter().take(12)
                    .map(|said| Value::from(lines(said, 1_000))).collect::<Value>(),
            })
        };
        rows.iter().take(ROWS_MAX).map(row).collect()
    }

    fn complaints(rows: &[ComplaintRow]) -> Value {
        let row = |row: &ComplaintRow| {
            let cells = [
                (&row.reference, 60),
                (&row.received, 60),
                (&row.facts, 120),
                (&row.loss, 60),
                (&row.unit, 120),
            ];
            Value::from_iter(cells.map(|(text, most)| line(text, most)))
        };
        rows.iter().take(ROWS_MAX).map(row).collect()
    }

    fn paths(&self) -> Value {
        let step = |step: &StepRow| {
            json!({
                "title": line(&step.title, 300),
                "said": step.said.iter().take(24)
                    .map(|said| Value::from(lines(said, 1_000))).collect::<Value>(),
            })
        };
        let row = |row: &PathRow| {
            json!({
                "complaint": line(&row.complaint, 60),
                "lead": row.lead.as_ref().map(|said| line(said, 300)),
                "steps": row.steps.iter().take(64).map(step).collect::<Value>(),
            })
        };
        self.paths.iter().take(ROWS_MAX).map(row).collect()
    }

    fn exhibits(&self, say: &Say) -> Value {
        let row = |row: &ExhibitRow| {
            json!({
                "name": format!("{} · {}", line(&row.complaint, 60), row.number),
                "kind": line(&row.media_type, 80),
                "size": dates::size(say, row.bytes),
                "received": line(&row.received, 80),
                "mark": line(&row.mark, 64),
            })
        };
        self.exhibits.iter().take(ROWS_MAX).map(row).collect()
    }

    fn decisions(&self) -> Value {
        let row = |row: &DecisionRow| {
            json!({
                "said": lines(&row.said, 600),
                "reason": lines(&row.reason, 600),
                "withdrawn": row.withdrawn.as_ref().map(|said| lines(said, 600)),
            })
        };
        self.decisions.iter().take(ROWS_MAX).map(row).collect()
    }
}

fn pairs(rows: &[[String; 2]]) -> Value {
    let row = |[label, answer]: &[String; 2]| json!([line(label, 120), lines(answer, 600)]);
    rows.iter().take(ROWS_MAX).map(row).collect()
}

fn paragraphs(all: &[String]) -> Value {
    let said = |text: &String| Value::from(lines(text, 2_000));
    all.iter().take(ROWS_MAX).map(said).collect()
}

impl Letter for SeriesFileLetter {
    const NAME: &'static str = "series-file";
    const RESERVED: Reserved = Reserved::No;

    fn title(&self, say: &Say) -> String {
        let reference = line(&self.head.reference, 60);
        format!("{} {reference}", say.say("documents-series-file-title"))
    }

    fn data(&self, say: &Say) -> Value {
        let title = say.say("documents-series-file-title");
        let mut data = head::<Self>(&self.head, say, title);
        let mut drawn = 0..;
        let mut figure = |figure: &Option<Figure>| {
            figure.as_ref().map(|figure| {
                let number: usize = drawn.next().expect("an endless range");
                json!({
                    "file": format!("/drawing-{number}.svg"),
                    "alt": line(&figure.alt, 600),
                    "ratio": f64::from(figure.height) / f64::from(figure.width.max(1)),
                })
            })
        };
        let drawings = [figure(&self.graph), figure(&self.timeline)];
        let [graph, timeline] = drawings;
        let more = json!({
            "scope": pairs(&self.scope),
            "limits": paragraphs(&self.limits),
            "method": paragraphs(&self.method),
            "evidence": Self::evidence(&self.evidence),
            "unused": Self::evidence(&self.unused),
            "graph": graph,
            "timeline": timeline,
            "periods": pairs(&self.periods),
            "complaints": Self::complaints(&self.complaints),
            "attached": Self::complaints(&self.attached),
            "paths": self.paths(),
            "exhibits": self.exhibits(say),
            "decisions": self.decisions(),
        });
        if let (Value::Object(data), Value::Object(more)) = (&mut data, more) {
            data.extend(more);
        }
        data
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.head.verification.link)
    }

    fn drawings(&self) -> Vec<Drawing> {
        let drawn = self.figures().map(|figure| Drawing {
            svg: figure.svg.clone(),
            width: figure.width,
            height: figure.height,
        });
        drawn.collect()
    }
}

//! What the complaint says, in three panels: facts, the victim's own words, the victim's
//! identity. A right that lacks shows that something was answered, never what.

use super::codes;
use super::resource::read;
use super::sorted::{Part, part};
use super::store;
use super::versions::{self, Reader};
use crate::amend;
use crate::import::{Line, LineIdentifier};
use crate::letter;
use crate::receipt::Complaint;
use crate::space::worded::{self, piece};
use askama::Template;
use faisceau_documents::Say;
use faisceau_domain::access::Purpose;
use faisceau_domain::event::Channel;
use faisceau_domain::form::{Answers, Field, FieldKind, Journey, Key};
use faisceau_domain::journal::Deed;
use faisceau_domain::quality::{By, Link};
use faisceau_identifiers::{self as identifiers, Role};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::Markup;
use faisceau_platform::web::parts::{Row, SummaryList};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "panels/facts.html")]
struct Panel {
    lists: Vec<SummaryList>,
    empty: String,
}

/// Facts: dates, sums, identifiers; the rest only as "answered".
pub(super) fn facts(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(panel(cx, id, Part::Facts, None))
}

/// The victim's own words.
pub(super) fn narrative(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(panel(cx, id, Part::Narrative, Some(Deed::NarrativeRead)))
}

/// Who the victim is.
pub(super) fn identity(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(panel(cx, id, Part::Identity, Some(Deed::IdentityRead)))
}

async fn panel(cx: &Cx, id: Uuid, wanted: Part, action: Option<Deed>) -> Result<Markup, Fault> {
    let (mut tx, complaint) = read(cx, id, action).await?;
    let masked = wanted == Part::Facts && masked(cx, &mut tx, &complaint).await?;
    let replaced = amend::versions(&mut tx, complaint.id).await?;
    tx.commit().await?;
    let say = cx.say();
    let mut lists = Vec::new();
    if wanted == Part::Facts {
        let rows = heading(cx, &say, &complaint);
        lists.push(SummaryList::new(&say, "", rows));
    }
    if wanted == Part::Identity {
        let rows = vec![rests_on(&say, &complaint, "persons")];
        lists.push(SummaryList::new(&say, "", rows));
    }
    lists.extend(codes::list(&cx.world.forms, &say, &complaint, wanted));
    let answers = complaint.answers()?;
    if let (Part::Facts, Some(answers)) = (wanted, &answers) {
        lists.extend(urgent(cx, &say, &complaint, answers));
    }
    match answers {
        Some(answers) => {
            lists.extend(answered(cx, &complaint, &answers, (wanted, masked))?);
            let reader = Reader {
                say: &say,
                forms: &cx.world.forms,
                wanted,
                hides: &|key| masked && names_somebody(cx, key),
            };
            lists.extend(versions::lists(&reader, &complaint, &replaced, &answers));
        }
        None => lists.extend(imported(&say, &complaint, (wanted, masked))?),
    }
    piece(&Panel {
        lists,
        empty: say.say("space-nothing-said"),
    })
}

/// How it may go on, and where it comes from; dates and sums head the page already.
fn heading(cx: &Cx, say: &Say, complaint: &Complaint) -> Vec<Row> {
    let row = |key: &str, value: String| Row::new(say.say(key), value);
    let mut rows: Vec<Row> = letter::mode_words(cx, complaint)
        .into_iter()
        .map(|words| row("space-mode", words.officer.get(say.lang).to_owned()))
        .collect();
    if complaint.channel == Channel::Import {
        let source = complaint.source.clone().unwrap_or_default();
        rows.push(row("space-source", source));
        rows.push(row("space-heading", complaint.heading.clone()));
    }
    let received = complaint.received_at;
    rows.extend(received.map(|at| row("space-received-at", worded::instant(say, at))));
    rows.push(rests_on(say, complaint, "facts"));
    rows
}

/// On what the answers of the panel rest: statements of who filed, or of the source, and since when.
fn rests_on(say: &Say, complaint: &Complaint, what: &str) -> Row {
    let since = complaint.received_at.unwrap_or(complaint.filed_at);
    let link = Link::declared(Role::Victim, complaint.channel.code(), since);
    let by = match link.by {
        By::Source => "source",
        _ => "filer",
    };
    let day = worded::day(say, link.since);
    let told = say.with(&format!("quality-{what}-{by}"), &[("day", &day)]);
    Row::new(say.say(&format!("quality-{what}")), told)
}

/// What the victim was advised to do at once, and when they ticked it: the clocks that run.
fn urgent(cx: &Cx, say: &Say, complaint: &Complaint, answers: &Answers) -> Option<SummaryList> {
    let journey = Journey::of(&cx.world.forms, &complaint.form_type, answers)?;
    let rows: Vec<Row> = journey
        .urgent()
        .into_iter()
        .map(|action| {
            let done = complaint.urgent_done.get(&action.key).filter(|at| **at > 0);
            let at = done.and_then(|at| Timestamp::from_millisecond(*at).ok());
            let told = match at {
                Some(at) => say.with(
                    "intake-urgent-done-at",
                    &[("at", &worded::instant(say, at))],
                ),
                None => say.say("intake-urgent-not-yet"),
            };
            let text = action.text.get(say.lang);
            let first = text.split_once(". ").map_or(text, |(first, _)| first);
            Row::new(first, told)
        })
        .collect();
    let title = say.say("intake-urgent-of-case");
    (!rows.is_empty()).then(|| SummaryList::new(say, title, rows))
}

/// Whether the frame of linkage masks the values that identify somebody, until there is a match.
async fn masked(cx: &Cx, tx: &mut Tx, complaint: &Complaint) -> Result<bool, Fault> {
    if !cx.world.frame.masks_until_match || cx.purpose != Some(Purpose::Linkage) {
        return Ok(false);
    }
    let series = tx.optional(&store::SERIES, binds![complaint.id]).await?;
    Ok(series.is_none())
}

/// Words typed freely may name anybody; so may an answer whose question is gone.
fn names_somebody(cx: &Cx, key: &Key) -> bool {
    let names = |field: &Field| field.pivot.is_some() || field.kind == FieldKind::Text;
    cx.world.forms.field(&key.field()).is_none_or(names)
}

fn answered(
    cx: &Cx,
    complaint: &Complaint,
    answers: &Answers,
    (wanted, masked): (Part, bool),
) -> Result<Vec<SummaryList>, Fault> {
    let say = &cx.say();
    let identifies = |key: &Key| masked && names_somebody(cx, key);
    // What stands in the place of an answer that is not shown.
    let instead = say.say(if masked {
        "frame-masked"
    } else {
        "space-answered"
    });
    let forms = &cx.world.forms;
    let journey = Journey::of(forms, &complaint.form_type, answers)
        .ok_or_else(|| Fault::new("the type of a complaint is gone from forms/"))?;
    let lists = journey.summary(say.lang).into_iter().filter_map(|section| {
        let rows: Vec<Row> = section
            .rows
            .into_iter()
            .filter_map(|row| {
                let shown = part(forms, &row.key) == wanted && !identifies(&row.key);
                let value = match (shown, row.left) {
                    (true, _) => row.value,
                    (false, _) if wanted != Part::Facts => return None,
                    // "I don't know" tells nothing that is guarded.
                    (false, Some(_)) => row.value,
                    (false, None) => instead.clone(),
                };
                let mut line = Row::new(row.label, "");
                line.values = value.lines().map(str::to_owned).collect();
                Some(line)
            })
            .collect();
        (!rows.is_empty()).then(|| SummaryList::new(say, section.title, rows))
    });
    Ok(lists.collect())
}

/// The line of a source, as it came.
fn imported(
    say: &Say,
    complaint: &Complaint,
    (wanted, masked): (Part, bool),
) -> Result<Vec<SummaryList>, Fault> {
    let line: Line = serde_json::from_str(&complaint.stored)?;
    // What stands in the place of an answer that is not shown.
    let instead = say.say(if masked {
        "frame-masked"
    } else {
        "space-answered"
    });
    let mut rows = Vec::new();
    let victims = |given: &&LineIdentifier| given.r.as_deref() == Some(VICTIM);
    match wanted {
        Part::Facts => {
            rows.extend(line.ids.iter().map(|given| {
                let hidden = masked || victims(&given);
                identifier(say, given, hidden.then(|| instead.clone()))
            }));
            rows.extend(
                line.image
                    .map(|image| Row::new(say.say("space-image"), image).exact()),
            );
            if line.text.is_some() {
                rows.push(Row::new(say.say("space-text"), instead));
            }
        }
        Part::Narrative => {
            let text = line.text.into_iter();
            rows.extend(text.map(|text| {
                let mut row = Row::new(say.say("space-text"), "");
                row.values = text.lines().map(str::to_owned).collect();
                row
            }));
        }
        Part::Identity => {
            let own = line.ids.iter().filter(victims);
            rows.extend(own.map(|given| identifier(say, given, None)));
        }
    }
    Ok((!rows.is_empty())
        .then(|| SummaryList::new(say, say.say("space-line"), rows))
        .into_iter()
        .collect())
}

/// The word of the import format for what belongs to the victim.
const VICTIM: &str = "victim";

fn identifier(say: &Say, given: &LineIdentifier, hidden: Option<String>) -> Row {
    let kind = identifiers::Kind::from_code(&given.t).map_or(given.t.as_str(), |kind| kind.code());
    let role = given.r.as_deref().unwrap_or("unknown");
    let args = [
        ("kind", say.say(&format!("space-identifier-{kind}"))),
        ("role", say.say(&format!("space-role-{role}"))),
    ];
    let args: Vec<(&str, &str)> = args
        .iter()
        .map(|(name, word)| (*name, word.as_str()))
        .collect();
    let label = say.with("space-identifier", &args);
    match hidden {
        Some(because) => Row::new(label, because),
        None => Row::new(label, given.v.clone()).exact(),
    }
}

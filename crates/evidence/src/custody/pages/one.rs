//! The page of one exhibit: what it is, what is in question, its steps one under the other, how it was collected,
//! challenges, and the gestures that its state and the reader's rights allow.

use super::form::{GestureForm, Laying};
use super::{RECEIVED, href};
use crate::custody::challenge::{self, Challenge};
use crate::custody::incident::{self, Incident};
use crate::custody::note::{self, Note};
use crate::custody::rights::{self, Opened};
use crate::custody::said::{self, Names};
use crate::custody::{Exhibit, chain};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::accounts::{self, Staff};
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    Choice, Message, Notice, Row, Side, SummaryList, Tag, Thread, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, seen};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// Receivers offered in the list: a service has hundreds, an index of all would be no list.
const RECEIVERS_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "custody_one.html")]
struct Page {
    f: Frame,
    state: Tag,
    incidents: Vec<Met>,
    told: SummaryList,
    sheets: Vec<(String, String)>,
    waits: Option<(String, String)>,
    gestures: Vec<GestureForm>,
    steps: Thread,
    whole: Notice,
    items: Vec<Asked>,
    lacking: String,
    challenges: Vec<Contested>,
    challenge: Option<GestureForm>,
    lab: super::lab_part::Lab,
}

/// An incident, and the form that decides it.
struct Met {
    notice: Notice,
    decide: Option<GestureForm>,
}

/// An item of the checklist.
struct Asked {
    code: String,
    ask: String,
    answer: Tag,
    lines: Vec<String>,
    form: Option<GestureForm>,
}

struct Contested {
    told: SummaryList,
    form: Option<GestureForm>,
}

/// What the page of an exhibit is made from.
struct Known {
    opened: Opened,
    steps: Vec<chain::Step>,
    incidents: Vec<Incident>,
    notes: BTreeMap<String, Note>,
    challenges: Vec<Challenge>,
    names: Names,
    staff: Vec<Staff>,
    lab: super::lab_part::Known,
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Html<String>, Failure> {
    let mut tx = front.world.db.write().await?;
    let opened = rights::opened(&front, &signed, &mut tx, id).await?;
    let detail = serde_json::json!({ "exhibit": id }).to_string();
    let subject = Some(opened.exhibit.complaint);
    signed
        .cx
        .journal(&mut tx, Deed::CustodyRead, "complaint", subject, &detail)
        .await?;
    let known = Known {
        steps: chain::steps(&mut tx, id).await?,
        incidents: incident::of(&mut tx, id).await?,
        notes: note::of(&mut tx, id).await?,
        challenges: challenge::of(&mut tx, id).await?,
        names: Names::load(&mut tx).await?,
        staff: accounts::list(&mut tx).await?,
        lab: super::lab_part::known(&mut tx, id).await?,
        opened,
    };
    tx.commit().await?;
    let laying = Page::of(&front, &visit, &signed, &known)?;
    let page = laying.render();
    page.map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

impl Page {
    fn of(front: &Front, visit: &Visit, signed: &Signed, known: &Known) -> Result<Page, Fault> {
        let say = visit.say();
        let (opened, names) = (&known.opened, &known.names);
        let exhibit = &opened.exhibit;
        let may = |action| rights::may(front, signed, action, &opened.resource);
        let keeps = may(Action::CustodyKeep);
        let decides = may(Action::IncidentDecide);
        let title = say.with(
            "custody-title",
            &[
                ("number", &opened.number.to_string()),
                ("reference", &opened.complaint.reference),
            ],
        );
        let mine = said::is(exhibit.offered_to, chain::account(&signed.cx));
        let gestures = match keeps {
            true => gestures(&say, visit, signed, known)?,
            false => Vec::new(),
        };
        let destroys = may(Action::CustodyDestroy) && is_kept(exhibit);
        let destroy = destroys
            .then(|| destroy(&say, visit, exhibit))
            .transpose()?;
        let met = known.incidents.iter().map(|one| {
            let decide = decides && one.is_open();
            let form = decide.then(|| decision(&say, visit, one)).transpose()?;
            Ok(Met {
                notice: notice(&say, one, said::decided(&say, names, one)),
                decide: form,
            })
        });
        let most = front.world.config.limits.exhibit_bytes_max;
        let most = keeps.then_some(most);
        let (items, lacking) = items(front, &say, visit, known, keeps)?;
        Ok(Page {
            state: said::state(&say, exhibit),
            incidents: met.collect::<Result<_, Fault>>()?,
            told: told(&say, known),
            sheets: sheets(&say, exhibit.id),
            waits: mine.then(|| (RECEIVED.to_owned(), say.say("custody-waits-for-you"))),
            gestures: gestures.into_iter().chain(destroy).collect(),
            steps: steps(&say, known),
            whole: whole(&say, known),
            items,
            lacking,
            challenges: contested(&say, visit, known, keeps)?,
            challenge: keeps
                .then(|| {
                    let laying = Laying::new(&say, "challenged", &href(exhibit.id), &visit.csrf);
                    Ok::<_, Fault>(laying.line("organisme", "")?.lines("motif", "")?.done())
                })
                .transpose()?,
            lab: super::lab_part::lab(&say, visit, exhibit, &known.lab, most)?,
            f: front
                .staff_frame(visit, signed, title)
                .back_to(format!("/dossier/{}#garde", exhibit.complaint)),
        })
    }
}

/// An incident, with what was decided of it.
pub(super) fn notice(say: &Say, incident: &Incident, decided: Option<String>) -> Notice {
    let told = said::incident(say, incident);
    match decided {
        _ if incident.is_open() => {
            Notice::new(Tone::Danger, told, say.say("custody-incident-open"))
        }
        Some(decided) => Notice::new(Tone::Warn, told, decided),
        // Who decided what is for who may open the exhibit.
        None => Notice::new(Tone::Warn, told, say.say("custody-incident-closed")),
    }
}

fn is_kept(exhibit: &Exhibit) -> bool {
    matches!(exhibit.state.as_str(), "deposited" | "described" | "sealed")
}

fn sheets(say: &Say, exhibit: Uuid) -> Vec<(String, String)> {
    ["fr", "en"]
        .into_iter()
        .map(|lang| {
            let words = say.say(&format!("custody-sheet-{lang}"));
            (format!("{}/fiche?langue={lang}", href(exhibit)), words)
        })
        .collect()
}

/// What the exhibit is, and who has it.
fn told(say: &Say, known: &Known) -> SummaryList {
    let (exhibit, names) = (&known.opened.exhibit, &known.names);
    let row = |key: &str, value: String| Row::new(say.say(key), value);
    let size = dates::size(say, u64::try_from(exhibit.bytes).unwrap_or(0));
    let mut rows = vec![
        row("custody-fact-name", seen(&exhibit.name)),
        row(
            "custody-fact-kind",
            say.with(
                "custody-kind-and-size",
                &[("kind", &exhibit.media_type), ("size", &size)],
            ),
        ),
    ];
    if !exhibit.description.is_empty() {
        rows.push(row("custody-row-description", seen(&exhibit.description)));
    }
    rows.push(row(
        "custody-fact-keeper",
        said::keeper(say, names, exhibit),
    ));
    if let Some(to) = said::offered(say, names, exhibit) {
        rows.push(row("custody-fact-offered", to));
    }
    if let Some(seal) = &exhibit.seal {
        rows.push(row("custody-row-seal", seal.clone()).exact());
    }
    rows.push(row(
        "custody-fact-entered",
        said::when(say, exhibit.entered_at),
    ));
    rows.push(row(
        "custody-fact-reread",
        said::when(say, exhibit.reread_at),
    ));
    rows.push(row("custody-fact-digest", said::digest(say, exhibit)).exact());
    SummaryList::new(say, "", rows)
}

/// Every step, the first first.
fn steps(say: &Say, known: &Known) -> Thread {
    let messages = known.steps.iter().map(|step| {
        let kind = say.say(&format!("custody-kind-{}", step.kind));
        let args = [("n", &*step.position.to_string()), ("kind", &kind)];
        let mut lines = vec![said::who(say, &known.names, step)];
        for [label, words] in said::rows(say, &known.names, step) {
            lines.push(say.with("custody-line", &[("label", &label), ("words", &words)]));
        }
        let digest = hex::encode(step.digest);
        lines.push(say.with("custody-step-digest", &[("digest", &digest)]));
        Message {
            from: say.with("custody-step", &args),
            side: Side::Theirs,
            when: said::when(say, step.at),
            at: step.at.to_string(),
            text: lines.join("\n"),
            unread: false,
        }
    });
    Thread::new(say, messages.collect())
}

/// Whether the chain holds, as checked now.
fn whole(say: &Say, known: &Known) -> Notice {
    match chain::checked(&known.opened.exhibit, &known.steps) {
        Ok(checked) => {
            let head = hex::encode(checked.head);
            Notice::new(
                Tone::Ok,
                say.number("custody-chain-whole", checked.steps),
                head,
            )
        }
        Err(broken) => {
            let at = broken.position().to_string();
            let told = say.with("custody-chain-broken", &[("position", &at)]);
            Notice::new(Tone::Danger, told, say.say("custody-chain-broken-text"))
        }
    }
}

/// The gestures of who keeps exhibits, as the state allows them.
fn gestures(
    say: &Say,
    visit: &Visit,
    signed: &Signed,
    known: &Known,
) -> Result<Vec<GestureForm>, Fault> {
    let exhibit = &known.opened.exhibit;
    let action = href(exhibit.id);
    let unit = signed.cx.staff.as_ref().map(|staff| staff.unit.clone());
    let place = unit.unwrap_or_default();
    let lay = |gesture| Laying::new(say, gesture, &action, &visit.csrf);
    let mut forms = Vec::new();
    if exhibit.erased_at.is_some() {
        return Ok(forms);
    }
    let (state, me) = (exhibit.state.as_str(), chain::account(&signed.cx));
    if matches!(state, "deposited" | "described") {
        let form = lay("described").lines("description", &exhibit.description)?;
        forms.push(form.line("lieu", &place)?.done());
    }
    if state == "described" {
        let form = lay("sealed").line("scelle", "")?;
        forms.push(form.line("etat", "")?.circumstances(&place)?.done());
    }
    if state == "sealed" {
        forms.push(lay("unsealed").circumstances(&place)?.done());
    }
    if is_kept(exhibit) {
        let form = lay("offered").choice("vers", receivers(known, me.map(|me| me.0)))?;
        forms.push(form.line("organisme", "")?.circumstances(&place)?.done());
    }
    if state == "offered" {
        let form = match said::is(exhibit.offered_by, me) {
            true => lay("recalled").circumstances(&place)?,
            // Of another body, a colleague writes who took it.
            false if exhibit.offered_body.is_some() => {
                let no = lay("declined").line("porteur", "")?.circumstances(&place)?;
                forms.push(no.done());
                let mut yes = lay("accepted").line("porteur", "")?;
                if exhibit.seal.is_some() {
                    yes = yes.line("scelle", "")?;
                }
                yes.line("etat", "")?.circumstances(&place)?
            }
            false => return Ok(forms),
        };
        forms.push(form.done());
    }
    if state != "destroyed" {
        let form = lay("copied").line("organisme", "")?;
        let form = form.line("outil", "")?.line("version", "")?;
        forms.push(form.circumstances(&place)?.done());
    }
    if is_kept(exhibit) {
        let form = lay("returned").line("organisme", "")?;
        forms.push(form.line("etat", "")?.circumstances(&place)?.done());
    }
    Ok(forms)
}

/// Colleagues something can be handed over to.
fn receivers(known: &Known, me: Option<Uuid>) -> Vec<Choice> {
    let others = known
        .staff
        .iter()
        .filter(|staff| Some(staff.id.0) != me && Some(staff.id) != known.opened.exhibit.keeper);
    others
        .take(RECEIVERS_MAX)
        .map(|staff| {
            let name = match staff.unit.as_str() {
                "" => staff.display_name.clone(),
                unit => format!("{} ({unit})", staff.display_name),
            };
            Choice::new(staff.id.to_string(), name)
        })
        .collect()
}

fn destroy(say: &Say, visit: &Visit, exhibit: &Exhibit) -> Result<GestureForm, Fault> {
    let action = format!("{}/detruire", href(exhibit.id));
    let form = Laying::new(say, "destroyed", &action, &visit.csrf);
    let form = form.line("autorite", "")?.line("temoin", "")?;
    Ok(form.circumstances("")?.done())
}

/// The form that decides an incident.
pub(super) fn decision(
    say: &Say,
    visit: &Visit,
    incident: &Incident,
) -> Result<GestureForm, Fault> {
    let action = format!("{}/incident", href(incident.exhibit));
    let outcomes = incident::OUTCOMES.iter().map(|outcome| {
        let words = say.say(&format!("custody-outcome-{outcome}"));
        Choice::new(*outcome, words)
    });
    let form = Laying::new(say, "decided", &action, &visit.csrf)
        .told_apart(&incident.id.simple().to_string())
        .sending("objet", incident.id.to_string());
    let form = form.choice("decision", outcomes.collect())?;
    Ok(form.lines("motif", "")?.done())
}

/// The checklist: each item with its answer, and what lacks in one sentence.
fn items(
    front: &Front,
    say: &Say,
    visit: &Visit,
    known: &Known,
    keeps: bool,
) -> Result<(Vec<Asked>, String), Fault> {
    let mut lacking = 0;
    let mut items = Vec::new();
    for item in &front.world.guides.items {
        let note = known.notes.get(&item.code);
        let answer = note.map_or("unanswered", |note| note.answer.as_str());
        let settled = matches!(answer, "yes" | "not-applicable");
        lacking += i64::from(!settled);
        let mut lines = Vec::new();
        if let Some(note) = note {
            let by = note
                .by
                .map(|by| known.names.of(say, by.0))
                .unwrap_or_default();
            let at = said::when(say, note.at);
            lines.push(seen(&note.words));
            lines.push(say.with("custody-noted", &[("by", &by), ("at", &at)]));
        }
        if !settled {
            let what = item.missing.get(say.lang);
            lines.push(say.with("custody-missing", &[("what", what)]));
        }
        let confirmed = match item.confirmed {
            true => "custody-source",
            false => "custody-source-unconfirmed",
        };
        lines.push(say.with(confirmed, &[("source", &item.source)]));
        lines.retain(|line| !line.is_empty());
        let label = say.say(&format!("custody-outcome-{answer}"));
        let tone = if settled { Tone::Ok } else { Tone::Warn };
        items.push(Asked {
            code: item.code.clone(),
            ask: item.ask.get(say.lang).to_owned(),
            answer: Tag { label, tone },
            lines,
            form: keeps
                .then(|| note_form(say, visit, known, &item.code))
                .transpose()?,
        });
    }
    Ok((items, say.number("custody-lacking", lacking)))
}

fn note_form(say: &Say, visit: &Visit, known: &Known, item: &str) -> Result<GestureForm, Fault> {
    let note = known.notes.get(item);
    let answers = note::ANSWERS.iter().map(|answer| {
        let words = say.say(&format!("custody-outcome-{answer}"));
        Choice::new(*answer, words).chosen(note.is_some_and(|note| note.answer == *answer))
    });
    let action = href(known.opened.exhibit.id);
    let form = Laying::new(say, "noted", &action, &visit.csrf)
        .told_apart(item)
        .sending("item", item);
    let form = form.choice("reponse", answers.collect())?;
    let words = note.map_or("", |note| note.words.as_str());
    Ok(form.lines("motif", words)?.done())
}

fn contested(
    say: &Say,
    visit: &Visit,
    known: &Known,
    keeps: bool,
) -> Result<Vec<Contested>, Fault> {
    let action = href(known.opened.exhibit.id);
    let mut all = Vec::new();
    for challenge in &known.challenges {
        let row = |key: &str, value: String| Row::new(say.say(key), value);
        let mut rows = vec![
            row("custody-challenge-by", seen(&challenge.made_by)),
            row("custody-challenge-at", said::when(say, challenge.made_at)),
            row("custody-challenge-ground", seen(&challenge.ground)),
        ];
        let open = challenge.outcome.is_none();
        if let Some(outcome) = &challenge.outcome {
            let words = say.say(&format!("custody-outcome-{outcome}"));
            rows.push(row("custody-row-outcome", words));
        }
        if let Some(at) = challenge.settled_at {
            rows.push(row("custody-challenge-settled", said::when(say, at)));
        }
        if let Some(decision) = &challenge.decision {
            rows.push(row("custody-challenge-decision", seen(decision)));
        }
        let lay = || -> Result<GestureForm, Fault> {
            let outcomes = challenge::OUTCOMES.iter().map(|outcome| {
                let words = say.say(&format!("custody-outcome-{outcome}"));
                Choice::new(*outcome, words)
            });
            let form = Laying::new(say, "settled", &action, &visit.csrf)
                .told_apart(&challenge.id.simple().to_string())
                .sending("objet", challenge.id.to_string());
            let form = form.choice("issue", outcomes.collect())?;
            Ok(form.lines("motif", "")?.done())
        };
        all.push(Contested {
            told: SummaryList::new(say, "", rows),
            form: (keeps && open).then(lay).transpose()?,
        });
    }
    Ok(all)
}

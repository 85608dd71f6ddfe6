//! The custody sheet of an exhibit as a PDF, in either language: typeset when it is asked for from what the chain
//! says then, signed whole, journaled. Nothing of it is kept: the chain is.

use crate::custody::rights::{self, Opened};
use crate::custody::said::{self, Names};
use crate::custody::{chain, challenge, incident, note};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use faisceau_documents::letters::{CustodyLetter, CustodyStep, Sender};
use faisceau_documents::words::Say;
use faisceau_documents::{Mark, Setting, dates, issue};
use faisceau_domain::Lang;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Front, Signed, Visit};
use faisceau_platform::world::zone;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    langue: String,
}

pub(super) async fn sheet(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let lang = Lang::from_code(&asked.langue).unwrap_or(visit.say().lang);
    let say = Say::new(front.world.words.clone(), lang);
    let mut tx = front.world.db.write().await?;
    let opened = rights::opened(&front, &signed, &mut tx, id).await?;
    let letter = letter(&signed.cx, &say, &mut tx, &opened).await?;
    let detail = serde_json::json!({ "exhibit": id, "head": letter.head }).to_string();
    let subject = Some(opened.exhibit.complaint);
    let deed = Deed::CustodySheetMade;
    signed
        .cx
        .journal(&mut tx, deed, "complaint", subject, &detail)
        .await?;
    tx.commit().await?;
    let pdf = typeset(&signed.cx, say, letter, id).await?;
    let name = format!("attachment; filename=\"garde-{}.pdf\"", id.simple());
    let name = HeaderValue::from_str(&name).map_err(|error| Failure::fault(&error.into()))?;
    let mut response = pdf.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/pdf"),
    );
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// Typesetting runs apart from what people wait for.
async fn typeset(cx: &Cx, say: Say, letter: CustodyLetter, id: Uuid) -> Result<Vec<u8>, Fault> {
    let world = cx.world.clone();
    let typesetters = cx.world.typesetters.clone();
    let made = move || {
        let ident = format!("{id}/{}", letter.head);
        let setting = Setting {
            say: &say,
            templates: &world.templates,
            regime: world.config.regime(),
            at: &letter.made_at,
            ident: &ident,
            mark: match world.config.demonstration {
                true => Mark::Specimen,
                false => Mark::None,
            },
        };
        issue(&letter, setting, None, world.keys().signing()).map(|made| made.pdf)
    };
    Ok(typesetters.run(made).await??)
}

/// What the sheet says.
pub(crate) async fn letter(
    cx: &Cx,
    say: &Say,
    tx: &mut Tx,
    opened: &Opened,
) -> Result<CustodyLetter, Fault> {
    let world = &cx.world;
    let exhibit = &opened.exhibit;
    let names = Names::load(tx).await?;
    let steps = chain::steps(tx, exhibit.id).await?;
    let (chain, head) = match chain::checked(exhibit, &steps) {
        Ok(checked) => (
            say.number("custody-chain-whole", checked.steps),
            hex::encode(checked.head),
        ),
        Err(broken) => {
            let at = broken.position().to_string();
            let told = say.with("custody-chain-broken", &[("position", &at)]);
            (told, hex::encode(exhibit.head))
        }
    };
    let mut met = incident::of(tx, exhibit.id).await?;
    met.sort_by_key(|met| !met.is_open());
    let incidents = met.iter().map(|met| {
        let told = said::incident(say, met);
        let then = said::decided(say, &names, met);
        let then = then.unwrap_or_else(|| say.say("custody-incident-open"));
        format!("{told} {then}")
    });
    let staff = cx.staff.as_ref();
    Ok(CustodyLetter {
        sender: Sender {
            name: world.config.controller_name().to_owned(),
            address: world.config.contact.clone(),
            phone: None,
            email: None,
        },
        reference: opened.complaint.reference.clone(),
        number: opened.number.to_string(),
        made_at: world.clock.now().to_zoned(zone()),
        made_for: staff.map_or_else(String::new, |staff| staff.display_name.clone()),
        incidents: incidents.collect(),
        item: item(say, &names, opened),
        sha256: said::digest(say, exhibit),
        chain,
        head,
        steps: steps
            .iter()
            .map(|step| printed(say, &names, step))
            .collect(),
        checklist: checklist(cx, say, tx, exhibit.id).await?,
        challenges: challenges(say, tx, exhibit.id).await?,
    })
}

fn item(say: &Say, names: &Names, opened: &Opened) -> Vec<[String; 2]> {
    let exhibit = &opened.exhibit;
    let row = |key: &str, value: String| [say.say(key), value];
    let size = dates::size(say, u64::try_from(exhibit.bytes).unwrap_or(0));
    let kind = [("kind", exhibit.media_type.as_str()), ("size", &size)];
    let mut rows = vec![
        row("custody-fact-complaint", opened.complaint.reference.clone()),
        row("custody-fact-id", exhibit.id.to_string()),
        row("custody-fact-name", exhibit.name.clone()),
        row(
            "custody-fact-kind",
            say.with("custody-kind-and-size", &kind),
        ),
        row("custody-fact-bytes", exhibit.bytes.to_string()),
        row("custody-fact-state", said::state(say, exhibit).label),
        row("custody-fact-keeper", said::keeper(say, names, exhibit)),
    ];
    if !exhibit.description.is_empty() {
        rows.insert(
            3,
            row("custody-row-description", exhibit.description.clone()),
        );
    }
    if let Some(seal) = &exhibit.seal {
        rows.push(row("custody-row-seal", seal.clone()));
    }
    if let Some(to) = said::offered(say, names, exhibit) {
        rows.push(row("custody-fact-offered", to));
    }
    rows.push(row(
        "custody-fact-reread",
        said::when(say, exhibit.reread_at),
    ));
    rows
}

fn printed(say: &Say, names: &Names, step: &chain::Step) -> CustodyStep {
    let mut rows = said::rows(say, names, step);
    let tool = [
        ("tool", step.tool.as_str()),
        ("version", &step.tool_version),
    ];
    // On paper the tool is always named, ours too.
    if step.tool == chain::TOOL {
        rows.push([say.say("custody-row-tool"), say.with("custody-tool", &tool)]);
    }
    CustodyStep {
        position: step.position.to_string(),
        kind: say.say(&format!("custody-kind-{}", step.kind)),
        at: said::when(say, step.at),
        universal: format!("{:.3}", step.at),
        who: said::who(say, names, step),
        rows,
        digest: hex::encode(step.digest),
    }
}

async fn checklist(
    cx: &Cx,
    say: &Say,
    tx: &mut Tx,
    exhibit: Uuid,
) -> Result<Vec<[String; 3]>, Fault> {
    let notes = note::of(tx, exhibit).await?;
    let items = cx.world.guides.items.iter().map(|item| {
        let note = notes.get(&item.code);
        let answer = note.map_or("unanswered", |note| note.answer.as_str());
        let words = match note {
            Some(note) if matches!(answer, "yes" | "not-applicable") => note.words.clone(),
            Some(note) if !note.words.is_empty() => note.words.clone(),
            _ => say.with("custody-missing", &[("what", item.missing.get(say.lang))]),
        };
        let answer = say.say(&format!("custody-outcome-{answer}"));
        [item.ask.get(say.lang).to_owned(), answer, words]
    });
    Ok(items.collect())
}

async fn challenges(say: &Say, tx: &mut Tx, exhibit: Uuid) -> Result<Vec<String>, Fault> {
    let all = challenge::of(tx, exhibit).await?;
    let told = all.iter().map(|one| {
        let at = said::when(say, one.made_at);
        let args = [("by", &*one.made_by), ("at", &at), ("ground", &one.ground)];
        let made = say.with("custody-challenge-told", &args);
        let outcome = one.outcome.as_deref().unwrap_or("open");
        let outcome = say.say(&format!("custody-outcome-{outcome}"));
        let decision = one.decision.as_deref().unwrap_or_default();
        let args = [("outcome", &*outcome), ("decision", decision)];
        format!("{made} {}", say.with("custody-challenge-outcome", &args))
    });
    Ok(told.collect())
}

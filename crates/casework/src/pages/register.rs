//! The register of processing for who runs or audits the installation, and the files of it. Made when it is
//! asked for; holds nothing of a complaint.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use faisceau_documents::letters::{DossierPart, DossierTable};
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::fault::Fault;
use faisceau_platform::register;
use faisceau_platform::web::parts::{Cell, Column, DataTable, Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};

use super::written;

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    f: Frame,
    lead: Vec<String>,
    files: Vec<(String, String)>,
    parts: Vec<Shown>,
}

/// A part of the register as the page shows it.
struct Shown {
    title: String,
    list: Option<SummaryList>,
    table: Option<DataTable>,
    blanks: Vec<String>,
}

/// The files of the register: the end of the address, the words of the link.
const FILES: [(&str, &str); 4] = [
    ("registre.pdf", "register-page-pdf"),
    ("registre.csv", "register-page-csv"),
    ("registre.json", "register-page-json"),
    ("analyse-d-impact.pdf", "register-page-aipd"),
];

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::InstallationRead, &Resource::installation())?;
    let say = visit.say();
    let made = register::register(&front.world, &say);
    let parts = made.parts.into_iter().enumerate();
    written(&RegisterPage {
        lead: made.lead,
        files: FILES
            .map(|(file, words)| (format!("/agent/registre/{file}"), say.say(words)))
            .to_vec(),
        parts: parts
            .map(|(index, part)| shown(&say, index, part))
            .collect(),
        f: front.staff_frame(&visit, &signed, say.say("register-page-title")),
    })
}

fn shown(say: &Say, index: usize, part: DossierPart) -> Shown {
    let rows: Vec<Row> = part.rows.into_iter().map(row).collect();
    let title = part.title.clone();
    let blanks = part.blanks.into_iter();
    Shown {
        list: (!rows.is_empty()).then(|| SummaryList::new(say, "", rows)),
        table: part.table.map(|all| table(say, index, title.clone(), all)),
        blanks: blanks
            .map(|blank| format!("{} ({})", blank.asks, blank.whose))
            .collect(),
        title,
    }
}

fn row([label, answer]: [String; 2]) -> Row {
    Row {
        values: answer.lines().map(str::to_owned).collect(),
        ..Row::new(label, "")
    }
}

fn table(say: &Say, index: usize, caption: String, all: DossierTable) -> DataTable {
    let columns = all.columns.into_iter().map(Column::new).collect();
    let cells = |row: Vec<String>| row.into_iter().map(Cell::Text).collect();
    let rows = all.rows.into_iter().map(cells).collect();
    DataTable::new(say, format!("register-{index}"), caption, columns, rows)
}

/// One of the files; journaled, as it leaves.
pub(super) async fn file(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(file): Path<String>,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::InstallationRead, &Resource::installation())?;
    let (world, say) = (&front.world, visit.say());
    let (media, bytes) = match file.as_str() {
        "registre.pdf" => {
            let made = register::register(world, &say);
            let pdf = register::typeset_letter(world, &say, made).await?;
            ("application/pdf", pdf)
        }
        "analyse-d-impact.pdf" => {
            let made = register::assessment(world, &say);
            let pdf = register::typeset_letter(world, &say, made).await?;
            ("application/pdf", pdf)
        }
        "registre.csv" => ("text/csv; charset=utf-8", register::csv(world, say.lang)?),
        "registre.json" => {
            let text = serde_json::to_vec_pretty(&register::json(world, say.lang));
            ("application/json", text.map_err(Fault::from)?)
        }
        _ => return Err(Failure::not_found()),
    };
    let mut tx = world.db.write().await?;
    let detail = serde_json::json!({ "file": file }).to_string();
    let cx = &signed.cx;
    cx.journal(&mut tx, Deed::RegisterTaken, "installation", None, &detail)
        .await?;
    tx.commit().await?;
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{file}\""));
    let name = name.map_err(|error| Failure::fault(&error.into()))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}

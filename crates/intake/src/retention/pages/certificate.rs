//! A certificate of erasure: to read, to print and keep as a paper, and as the file that is signed. It names nobody. The
//! paper says what the file says and proves nothing more: the signature of the certificate is in both.

use super::register::{PAGE, address};
use super::words::word;
use crate::letter::sender;
use crate::receipt::zone;
use crate::retention::one;
use crate::space::worded::{instant, paper_name, pdf as pdf_file, piece};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use faisceau_documents::Say;
use faisceau_documents::letters::{DossierLetter, DossierPart, DossierTable};
use faisceau_domain::erasure::{Certificate, Kept};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::register::typeset_letter;
use faisceau_platform::web::parts::{Cell, Column, DataTable, Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "retention/certificate.html")]
struct CertificatePage {
    f: Frame,
    said: SummaryList,
    taken: DataTable,
    papers: DataTable,
    files: [(String, String); 2],
    specimen: bool,
}

/// The certificate, and what surrounds it as it is kept.
fn read(text: &str) -> Result<(Kept, Certificate), Fault> {
    let kept: Kept = serde_json::from_str(text)?;
    let said: Certificate = serde_json::from_str(&kept.certificate)?;
    Ok((kept, said))
}

/// The certificate as it is kept, with what reading it needs.
async fn text(front: &Front, signed: &Signed, erasure: Uuid) -> Result<String, Failure> {
    front.allow(signed, Action::ErasureRead, &Resource::installation())?;
    let mut tx = front.world.db.write().await?;
    let known = one(&mut tx, erasure).await?;
    let text = known.and_then(|known| known.certificate);
    let text = text.ok_or_else(Failure::not_found)?;
    let cx = &signed.cx;
    cx.journal(
        &mut tx,
        Deed::CertificateRead,
        "erasure",
        Some(erasure),
        "{}",
    )
    .await?;
    tx.commit().await?;
    Ok(text)
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(erasure): Path<Uuid>,
) -> Result<Html<String>, Failure> {
    let text = text(&front, &signed, erasure).await?;
    let (kept, said) = read(&text)?;
    let say = visit.say();
    let title = say.say("retention-certificate");
    let page = CertificatePage {
        f: front.staff_frame(&visit, &signed, title).back_to(PAGE),
        taken: taken(&say, &said),
        papers: papers(&say, &said),
        files: [
            ("retention-certificate-pdf", "pdf"),
            ("retention-certificate-file", "json"),
        ]
        .map(|(key, end)| {
            (
                say.say(key),
                format!("{}/certificat.{end}", address(erasure)),
            )
        }),
        specimen: said.specimen,
        said: summary(&say, &said, &kept)?,
    };
    Ok(Html(piece(&page)?.to_string()))
}

/// What is certified, each with its label; the last four are read letter by letter.
fn certified(say: &Say, said: &Certificate, kept: &Kept) -> Result<[(String, String); 9], Fault> {
    let at: jiff::Timestamp = said.erased_at.parse().map_err(Fault::from)?;
    let rows = [
        ("retention-column-number", said.id.clone()),
        ("retention-controller", said.controller.clone()),
        ("retention-column-erased", instant(say, at)),
        ("retention-ground", word(say, "ground", &said.ground)),
        ("retention-class", word(say, "class", &said.class)),
        ("retention-law", said.law.clone()),
        ("retention-by", word(say, "by", &said.by)),
        ("retention-key", kept.key_id.clone()),
        ("retention-signature", kept.signature.clone()),
    ];
    Ok(rows.map(|(key, value)| (say.say(key), value)))
}

fn summary(say: &Say, said: &Certificate, kept: &Kept) -> Result<SummaryList, Fault> {
    let rows = certified(say, said, kept)?;
    let rows = rows
        .into_iter()
        .map(|(label, value)| Row::new(label, value).exact());
    Ok(SummaryList::new(
        say,
        say.say("retention-certificate-says"),
        rows.collect(),
    ))
}

fn taken(say: &Say, said: &Certificate) -> DataTable {
    let columns = [
        Column::new(say.say("retention-column-what")),
        Column::new(say.say("retention-column-count")).figures(),
    ];
    let rows = said.taken.iter().map(|(class, count)| {
        let name = word(say, "taken", class);
        vec![Cell::text(name), Cell::text(count.to_string())]
    });
    let caption = say.say("retention-taken-title");
    DataTable::new(say, "taken", caption, columns.to_vec(), rows.collect())
}

fn papers(say: &Say, said: &Certificate) -> DataTable {
    let columns = ["retention-column-paper", "retention-column-commitment"];
    let columns = columns.map(|key| Column::new(say.say(key)));
    let rows = said.papers.iter().map(|paper| {
        let name = paper_name(say, &paper.document);
        vec![Cell::text(name), Cell::text(paper.commitment.clone())]
    });
    let caption = say.say("retention-papers-title");
    DataTable::new(say, "papers", caption, columns.to_vec(), rows.collect())
}

/// The signed file.
pub(super) async fn file(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(erasure): Path<Uuid>,
) -> Result<Response, Failure> {
    let text = text(&front, &signed, erasure).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"certificate-{erasure}.json\""),
        ),
    ];
    Ok((headers, text).into_response())
}

/// The paper.
pub(super) async fn pdf(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(erasure): Path<Uuid>,
) -> Result<Response, Failure> {
    let text = text(&front, &signed, erasure).await?;
    let (kept, said) = read(&text)?;
    let say = visit.say();
    let letter = letter(&signed.cx, &say, &kept, &said)?;
    let bytes = typeset_letter(&front.world, &say, letter).await?;
    Ok(pdf_file(&said.id, "certificat", bytes))
}

fn letter(cx: &Cx, say: &Say, kept: &Kept, said: &Certificate) -> Result<DossierLetter, Fault> {
    let mut certified_part = DossierPart::new(say.say("retention-certificate-says"));
    for (label, value) in certified(say, said, kept)? {
        certified_part = certified_part.with(label, value);
    }
    let columns = |keys: [&str; 2]| keys.map(|key| say.say(key)).to_vec();
    let taken = said.taken.iter();
    let taken = taken.map(|(class, count)| vec![word(say, "taken", class), count.to_string()]);
    let papers = said.papers.iter();
    let papers =
        papers.map(|paper| vec![paper_name(say, &paper.document), paper.commitment.clone()]);
    let part = |title: &str, keys, rows: Vec<Vec<String>>| DossierPart {
        table: Some(DossierTable {
            columns: columns(keys),
            rows,
        }),
        ..DossierPart::new(say.say(title))
    };
    let mut lead = vec![
        say.say("retention-certificate-lead"),
        say.say("retention-certificate-not"),
    ];
    if said.specimen {
        lead.insert(0, say.say("retention-specimen"));
    }
    Ok(DossierLetter {
        title: say.say("retention-certificate"),
        sender: sender(cx, said.controller.clone()),
        reference: said.id.clone(),
        made_at: cx.world.clock.now().to_zoned(zone()),
        lead,
        parts: vec![
            certified_part,
            part(
                "retention-taken-title",
                ["retention-column-what", "retention-column-count"],
                taken.collect(),
            ),
            part(
                "retention-papers-title",
                ["retention-column-paper", "retention-column-commitment"],
                papers.collect(),
            )
            .saying(say.say("retention-certificate-check")),
        ],
    })
}

//! The file of a series: where it is asked for with a motive, the files somebody asked for, and each
//! PDF, given to who asked for it only. Holds no rule.

use super::series::opened;
use super::written;
use crate::catalogue::SeriesRow;
use crate::file::make::{NotMade, Wanted, make};
use crate::file::render::render;
use crate::file::{self, FILE, Kept};
use crate::words;
use askama::Template;
use axum::body::Body;
use axum::extract::{Form, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::web::parts::{
    self, Button, Check, Choice, Choices, Download, ErrorSummary, FieldError, TextArea,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, apart};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "series/file.html")]
struct Page {
    f: Frame,
    title: String,
    errors: ErrorSummary,
    action: String,
    motive: TextArea,
    lang: Choices,
    annex: Check,
    make: Button,
    files: Vec<Line>,
}

struct Line {
    file: Download,
    when: String,
    apart: Option<Download>,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    motif: String,
    #[serde(default)]
    langue: String,
    #[serde(default)]
    identites: String,
}

/// The form, and the files asked for so far.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let series = allowed(&front, &signed, parsed(&id)?).await?;
    let typed = Typed {
        langue: visit.lang.code().to_owned(),
        ..Typed::default()
    };
    let mut tx = front.world.db.write().await?;
    super::series::journal(&signed.cx, &mut tx, series.id, 0).await?;
    tx.commit().await?;
    let page = laid_out(&front, &visit, &signed, &series, typed, None).await?;
    written(&page)
}

/// Makes a file, and its annex when it is ticked.
pub(super) async fn ask(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let series = allowed(&front, &signed, parsed(&id)?).await?;
    let wanted = Wanted {
        series: series.id,
        lang: Lang::from_code(&typed.langue).unwrap_or(visit.lang),
        motive: typed.motif.clone(),
        identities: !typed.identites.is_empty(),
    };
    let wrong = match make(&front, &signed, &wanted).await? {
        Ok(_) => return Ok(Redirect::to(&address(series.id)).into_response()),
        Err(NotMade::NoMotive) => ("motif", "explanation-file-motive-error"),
        Err(NotMade::NoIdentity) => ("identites", "explanation-file-identities-error"),
        Err(NotMade::NotCounted) => ("dossier", "counted-awaited-file"),
    };
    let page = laid_out(&front, &visit, &signed, &series, typed, Some(wrong)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, written(&page)?).into_response())
}

/// Gives a PDF to who asked for it; each time is journaled with the motive given then.
pub(super) async fn download(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (file, is_apart) = apart::split(&file);
    let series = allowed(&front, &signed, parsed(&id)?).await?;
    let mut tx = front.world.db.write().await?;
    let kept = file::one(&mut tx, parsed(file)?).await?;
    let own =
        |kept: &Kept| kept.series == series.id && Some(kept.made_by) == signed.cx.actor.account();
    let kept = kept.filter(own).ok_or_else(Failure::not_found)?;
    let cx = signed.cx.clone().because(&kept.motive);
    let detail = serde_json::json!({ "file": kept.id, "document": kept.document }).to_string();
    let deed = Deed::SeriesFileDownloaded;
    cx.journal(&mut tx, deed, "series", Some(series.id), &detail)
        .await?;
    tx.commit().await?;
    let bytes = render(&cx, kept.id).await?;
    let name = format!("{}-{}-{}.pdf", series.reference, kept.document, kept.number);
    if is_apart {
        return apart::answer(&front.world, &name, &bytes).await;
    }
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, Body::from(bytes)).into_response())
}

fn parsed(id: &str) -> Result<Uuid, Failure> {
    id.parse().map_err(|_| Failure::not_found())
}

fn address(series: Uuid) -> String {
    format!("/series/{series}/file")
}

/// The series, for who may read and export it.
async fn allowed(front: &Front, signed: &Signed, id: Uuid) -> Result<SeriesRow, Failure> {
    let mut tx = front.world.db.read().await?;
    let (series, resource) = opened(front, signed, &mut tx, id).await?;
    front.allow(signed, Action::SeriesExport, &resource)?;
    Ok(series)
}

async fn laid_out(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    series: &SeriesRow,
    typed: Typed,
    wrong: Option<(&'static str, &'static str)>,
) -> Result<Page, Failure> {
    let say = visit.say();
    let by = signed.cx.actor.account().unwrap_or_default();
    let mut tx = front.world.db.read().await?;
    let files = file::made_by(&mut tx, series.id, by).await?;
    let title = say.with(
        "explanation-file-title",
        &[("reference", &series.reference)],
    );
    let error = |name: &str| {
        let here = wrong.filter(|(field, _)| *field == name);
        here.map(|(_, key)| say.say(key))
    };
    let errors = wrong.map(|(name, key)| FieldError {
        name: name.to_owned(),
        message: say.say(key),
    });
    let motive = parts::Asked::new(&say, "motif", say.say("explanation-file-motive"))
        .hint(say.say("explanation-file-motive-hint"))
        .error(error("motif"));
    let lang = parts::Asked::new(&say, "langue", say.say("explanation-file-lang"));
    let choice = |of: Lang| {
        let name = say.say(&format!("platform-language-{}", of.code()));
        Choice::new(of.code(), name).chosen(typed.langue == of.code())
    };
    let frame = front.staff_frame(visit, signed, title.clone());
    let mut motive = TextArea::new(motive, typed.motif.clone());
    motive.rows = 3;
    Ok(Page {
        f: frame
            .back_to(format!("/series/{}", series.id))
            .with_errors(errors.is_some()),
        title,
        errors: ErrorSummary::new(&say, errors.into_iter().collect()),
        action: address(series.id),
        motive,
        lang: Choices::one(&say, lang, Lang::ALL.map(choice).to_vec()),
        annex: Check {
            name: "identites".to_owned(),
            value: "1".to_owned(),
            label: say.say("explanation-file-identities"),
            ticked: !typed.identites.is_empty(),
        },
        make: Button::primary(say.say("explanation-file-make")),
        files: files.iter().map(|kept| link(front, &say, kept)).collect(),
    })
}

/// The way to a PDF, and when and why it was asked for.
fn link(front: &Front, say: &Say, kept: &Kept) -> Line {
    let name = say.say(match kept.document.as_str() {
        FILE => "documents-series-file-title",
        _ => "documents-series-identities-title",
    });
    let name = format!("{name} /{}", kept.number);
    let size = match kept.pdf_bytes.map(u64::try_from) {
        Some(Ok(bytes)) => dates::size(say, bytes),
        _ => say.say("explanation-file-being-made"),
    };
    let language = say.say(&format!("platform-language-{}", kept.lang));
    let href = format!("/series/{}/file/{}", kept.series, kept.id);
    let day = words::day(say, kept.frozen_at);
    let when = [("day", day.as_str()), ("motive", kept.motive.as_str())];
    let apart = apart::offered(&front.world)
        .then(|| Download::apart(say, format!("{href}{}", apart::APART), &name));
    Line {
        file: Download::new(say, href, &name, "PDF", &size, &language),
        when: say.with("explanation-file-asked", &when),
        apart,
    }
}

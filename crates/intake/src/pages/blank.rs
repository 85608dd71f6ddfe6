//! The blank forms, for everybody: the list of types, and for each its form to print and its form to fill in
//! on a screen, in each language. Asked for without a code, they hold nobody's answer.

use super::orient::today;
use super::shown::{piece, shown};
use crate::blank::{Use, blank};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use faisceau_documents::{Say, dates};
use faisceau_domain::Lang;
use faisceau_domain::form::Kind;
use faisceau_platform::web::parts::Download;
use faisceau_platform::web::{Failure, Frame, Front, Markup, Visit};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "intake/blanks.html")]
struct Blanks {
    f: Frame,
    /// Address, name and lead of each type.
    types: Vec<(String, String, String)>,
}

/// The forms of one use.
struct Files {
    title: String,
    lead: String,
    files: Vec<Markup>,
}

#[derive(Template)]
#[template(path = "intake/blank.html")]
struct Blank {
    f: Frame,
    label: String,
    lead: String,
    uses: Vec<Files>,
    start: String,
}

/// Every type open today.
pub(super) async fn list(
    State(front): State<Arc<Front>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let say = visit.say();
    let open = front.world.forms.open_on(today(&front.world));
    let row = |kind: &&Kind| {
        let (label, lead) = (kind.label.get(visit.lang), kind.lead.get(visit.lang));
        (
            format!("/formulaires/{}", kind.code),
            label.to_owned(),
            lead.to_owned(),
        )
    };
    shown(&Blanks {
        f: visit.frame(say.say("blank-title")).back_to("/"),
        types: open.iter().map(row).collect(),
    })
}

/// The forms of a type, the reader's language first.
pub(super) async fn of_type(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let kind = open(&front, &code)?;
    let mut langs = Lang::ALL;
    langs.sort_by_key(|lang| *lang != visit.lang);
    let mut uses = Vec::new();
    for wanted in Use::ALL {
        let mut files = Vec::new();
        for lang in langs {
            files.push(download(&front, &say, kind, wanted, lang).await?);
        }
        uses.push(Files {
            title: say.say(&format!("blank-{}-title", wanted.code())),
            lead: say.say(&format!("blank-{}-lead", wanted.code())),
            files,
        });
    }
    let label = kind.label.get(visit.lang).to_owned();
    let frame = visit.frame(say.with("blank-of", &[("label", &label)]));
    let frame = frame.back_to("/formulaires");
    shown(&Blank {
        f: match kind.exit_button {
            true => frame.discreet(),
            false => frame,
        },
        lead: kind.lead.get(visit.lang).to_owned(),
        start: format!("/information-prealable/{}", kind.code),
        label,
        uses,
    })
}

fn open<'a>(front: &'a Front, code: &str) -> Result<&'a Kind, Failure> {
    let open = front.world.forms.open_on(today(&front.world));
    let found = open.into_iter().find(|kind| kind.code == code);
    found.ok_or_else(Failure::not_found)
}

async fn download(
    front: &Front,
    say: &Say,
    kind: &Kind,
    wanted: Use,
    lang: Lang,
) -> Result<Markup, Failure> {
    let own = Say::new(say.words.clone(), lang);
    let paper = blank(&front.world, &own, &kind.code, wanted).await?;
    let paper = paper.ok_or_else(Failure::not_found)?;
    let bytes = u64::try_from(paper.bytes.len()).unwrap_or(u64::MAX);
    piece(&Download::new(
        say,
        format!("/formulaires/{}/{}", kind.code, name(wanted, lang)),
        kind.label.get(lang),
        "PDF",
        &dates::size(say, bytes),
        &say.say(&format!("platform-language-{}", lang.code())),
    ))
}

/// The last part of the address of a form.
fn name(wanted: Use, lang: Lang) -> String {
    format!("{}-{}.pdf", wanted.code(), lang.code())
}

/// One form. A browser that has it keeps it as long as it is the same; on the paths that leave by a quick
/// exit, none keeps it.
pub(super) async fn file(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Path((code, file)): Path<(String, String)>,
    asked: HeaderMap,
) -> Result<Response, Failure> {
    let kind = open(&front, &code)?;
    let mut all = Use::ALL
        .into_iter()
        .flat_map(|wanted| Lang::ALL.map(|lang| (wanted, lang)));
    let wanted = all.find(|(wanted, lang)| name(*wanted, *lang) == file);
    let (wanted, lang) = wanted.ok_or_else(Failure::not_found)?;
    let say = Say::new(visit.say().words, lang);
    let paper = blank(&front.world, &say, &code, wanted).await?;
    let paper = paper.ok_or_else(Failure::not_found)?;
    let tag = format!("\"{}\"", paper.digest);
    let kept = match kind.exit_button {
        true => "no-store",
        false => "private, no-cache",
    };
    let headers = [
        (header::CACHE_CONTROL, kept.to_owned()),
        (header::ETAG, tag.clone()),
    ];
    let known = asked.get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let disposition = format!("attachment; filename=\"{code}-{file}\"");
    let body = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, body, paper.bytes.clone()).into_response())
}

//! The form by which who may open the exhibits of a complaint sets one aside, as it may show a minor: on the
//! page of the complaint, for every exhibit, and on that of its pictures. Shows no content and no name.

use askama::Template;
use faisceau_documents::words::Say;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{self, FileRow, set_aside};
use faisceau_platform::fault::Fault;
use faisceau_platform::web::Markup;
use faisceau_platform::web::parts::{Asked, Button, Choice, Kind, Select, TextField};
use futures_util::future::BoxFuture;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "aside.html")]
struct Form {
    lead: String,
    action: String,
    csrf: String,
    which: Select,
    reason: TextField,
    button: Button,
}

/// The form, when there is a file to choose.
pub(crate) fn form<'a>(
    say: &Say,
    complaint: Uuid,
    files: impl Iterator<Item = (usize, &'a FileRow)>,
    csrf: &str,
) -> Result<Option<Markup>, Fault> {
    let choices: Vec<Choice> = files
        .map(|(rank, file)| {
            let rank = i64::try_from(rank).unwrap_or(i64::MAX);
            let name = say.number("richer-picture-rank", rank);
            let told = format!("{name} ({})", file.media_type);
            Choice::new(file.id.to_string(), told)
        })
        .collect();
    if choices.is_empty() {
        return Ok(None);
    }
    let which = Asked::new(say, "piece", say.say("exhibits-aside-which"));
    let reason = Asked::new(say, "raison", say.say("exhibits-aside-reason"))
        .hint(say.say("exhibits-aside-reason-hint"));
    let form = Form {
        lead: say.say("exhibits-aside-lead"),
        action: format!("/dossier/{complaint}/pieces/ecarter"),
        csrf: csrf.to_owned(),
        which: Select::new(say, which, choices),
        reason: TextField::new(reason, Kind::Text, "").wide(34),
        button: Button::danger(say.say("exhibits-aside")),
    };
    Ok(Some(Markup::of(&form)?))
}

#[derive(Template)]
#[template(path = "aside_panel.html")]
struct Panel {
    number: Option<String>,
    form: Option<Markup>,
    title: String,
}

/// The panel: how many were set aside, and the form, folded.
pub(crate) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let mut tx = cx.world.db.read().await?;
        let files = deposit::files_of(&mut tx, id).await?;
        let number = set_aside::number(&mut tx, id).await?;
        tx.rollback().await?;
        let say = cx.say();
        let panel = Panel {
            number: (number > 0).then(|| say.number("exhibits-aside-number", number)),
            form: form(&say, id, (1..).zip(&files), &cx.form_token)?,
            title: say.say("exhibits-aside-open"),
        };
        Ok(Markup::of(&panel)?)
    })
}

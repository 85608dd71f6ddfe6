//! What decisions show on other pages: on that of a series, where it stands, what was decided
//! lately, and the forms; on that of an identifier, what was said of it and the form to say it.

use super::gesture::OTHER;
use crate::catalogue;
use crate::decide::kind::Kind;
use crate::decide::listed::{self, Listed};
use crate::decide::words::{self, Names};
use askama::Template;
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    self, Button, Choice, Choices, Notice, Tag, TextArea, TextField, Tone,
};
use faisceau_platform::web::{Markup, Panel, Place};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use uuid::Uuid;

/// Decisions shown on the page of a series: the others are one link away.
const SHOWN: usize = 5;

/// The panels of decisions.
pub(crate) fn panels() -> Vec<Panel<Cx>> {
    vec![
        Panel {
            place: Place::Series,
            order: 20,
            name: "decisions",
            title_key: "decisions-panel",
            permission: Some(Action::SeriesRead),
            render: Arc::new(|cx, id| lately(cx, id)),
        },
        Panel {
            place: Place::Series,
            order: 21,
            name: "decide",
            title_key: "decisions-panel-decide",
            permission: Some(Action::SeriesDecide),
            render: Arc::new(|cx, id| forms(cx, id)),
        },
    ]
}

#[derive(Template)]
#[template(path = "decisions/panel.html")]
struct LatelyPanel {
    state: String,
    lines: Vec<Line>,
    none: Option<String>,
    all: (String, String),
}

/// A decision in a line.
struct Line {
    tag: Tag,
    href: String,
    kind: String,
    by: String,
}

#[derive(Template)]
#[template(path = "decisions/panel_decide.html")]
struct FormsPanel {
    csrf: String,
    ended: Option<Notice>,
    confirm: Option<Gesture>,
    settled: Option<String>,
    split: (String, String, String),
    merge: Gesture,
    other: TextField,
}

/// A form of one gesture.
struct Gesture {
    action: String,
    title: String,
    lead: String,
    id: Uuid,
    as_of: i64,
    reason: TextArea,
    button: Button,
}

/// What was decided lately on a series. A decision of which the reader may not know more is a line
/// that leads to a page that is not found: lines hold no reason and no complaint.
fn lately<'a>(cx: &'a Cx, series: Uuid) -> BoxFuture<'a, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let standing = catalogue::one(&mut tx, series).await?;
        let state = standing.map_or_else(String::new, |row| state(&say, &row));
        let decisions = listed::of_series(&mut tx, series).await?;
        let names = Names::of(&mut tx, &say, &decisions).await?;
        let lines = decisions.iter().take(SHOWN).map(|row| Line {
            tag: words::state(&say, row),
            href: format!("/decisions/{}", row.id),
            kind: words::kind(&say, row.kind),
            by: words::by(&say, names.get(row.by), row.at),
        });
        let all = (
            say.number("decisions-all", number(decisions.len())),
            format!("/series/{series}/decisions"),
        );
        Ok(Markup::of(&LatelyPanel {
            state,
            none: decisions.is_empty().then(|| say.say("decisions-none")),
            lines: lines.collect(),
            all,
        })?)
    })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Where a series stands: nobody confirmed it, or how many complaints were and came since.
pub(crate) fn state(say: &Say, row: &catalogue::SeriesRow) -> String {
    if row.confirmed == 0 {
        return say.say("decisions-unconfirmed");
    }
    let confirmed = say.number("decisions-confirmed", row.confirmed);
    let attached = say.number("decisions-attached", row.attached);
    format!("{confirmed} {attached}")
}

/// The same, for lists.
pub(crate) fn state_in_a_word(say: &Say, row: &catalogue::SeriesRow) -> String {
    match (row.confirmed, row.attached) {
        (0, _) => say.say("decisions-standing-candidate"),
        (_, 0) => say.say("decisions-standing-confirmed"),
        (_, attached) => say.number("decisions-to-review", attached),
    }
}

fn forms<'a>(cx: &'a Cx, series: Uuid) -> BoxFuture<'a, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let Some(row) = catalogue::one(&mut tx, series).await? else {
            return Ok(Markup::text(""));
        };
        let whole = row.confirmed > 0 && row.confirmed == row.size;
        let as_of = row.changed_at.as_millisecond();
        let gesture = |name: &str, action: &str| gesture(cx, name, (series, action), as_of);
        let mut confirm = gesture("confirm", "confirmer");
        if row.attached > 0 {
            confirm.title = say.number("decisions-review", row.attached);
            confirm.lead = say.say("decisions-review-lead");
            confirm.button = Button::primary(say.say("decisions-review-button"));
        }
        let asked = parts::Asked::new(&say, OTHER, say.say("decisions-merge-with"));
        let other = asked.hint(say.say("decisions-merge-with-hint"));
        Ok(Markup::of(&FormsPanel {
            csrf: cx.form_token.clone(),
            ended: row.ended_at.map(|_| {
                let title = say.say("decisions-refused-ended");
                Notice::new(Tone::Info, title, "")
            }),
            confirm: (!whole).then_some(confirm),
            settled: whole.then(|| say.say("decisions-settled")),
            split: (
                say.say("decisions-split-title"),
                say.say("decisions-split-lead"),
                format!("/series/{series}/partager"),
            ),
            merge: gesture("merge", "reunir"),
            other: TextField::new(other, parts::Kind::Code, "").wide(24),
        })?)
    })
}

fn gesture(cx: &Cx, name: &str, (series, action): (Uuid, &str), as_of: i64) -> Gesture {
    let say = cx.say();
    let word = |what: &str| say.say(&format!("decisions-{name}-{what}"));
    let field = format!("raison_{name}");
    let asked = parts::Asked::new(&say, field, say.say("decisions-reason"));
    let mut reason = TextArea::new(asked.hint(say.say("decisions-reason-hint")), "");
    reason.rows = 2;
    Gesture {
        action: format!("/series/{series}/{action}"),
        title: word("title"),
        lead: word("lead"),
        id: cx.world.dice.uuid(cx.world.clock.now()),
        as_of,
        reason,
        button: Button::primary(word("button")),
    }
}

#[derive(Template)]
#[template(path = "decisions/value.html")]
struct ValuePart {
    csrf: String,
    title: String,
    lead: String,
    said: Vec<Line>,
    form: Option<ValueForm>,
}

/// The form that says what a value is.
struct ValueForm {
    action: String,
    id: Uuid,
    choices: Choices,
    reason: TextArea,
    button: Button,
}

/// What was said of a value, and the form to say it for who may.
pub(super) async fn of_value(
    cx: &Cx,
    tx: &mut Tx,
    (identifier, key_id): (Uuid, Uuid),
    may_judge: bool,
) -> Result<Option<Markup>, Fault> {
    let say = cx.say();
    let said = listed::of_key(tx, key_id).await?;
    if said.is_empty() && !may_judge {
        return Ok(None);
    }
    let names = Names::of(tx, &say, &said).await?;
    let line = |row: &Listed| Line {
        tag: words::state(&say, row),
        href: format!("/decisions/{}", row.id),
        kind: words::kind(&say, row.kind),
        by: words::by(&say, names.get(row.by), row.at),
    };
    Ok(Some(Markup::of(&ValuePart {
        csrf: cx.form_token.clone(),
        title: say.say("decisions-value-title"),
        lead: say.say("decisions-value-lead"),
        said: said.iter().take(SHOWN).map(line).collect(),
        form: may_judge.then(|| value_form(cx, &say, identifier)),
    })?))
}

fn value_form(cx: &Cx, say: &Say, identifier: Uuid) -> ValueForm {
    let choice = |kind: Kind| {
        let hint = say.say(&format!("decisions-value-{}-hint", kind.code()));
        Choice::new(kind.code(), words::kind(say, kind)).hint(hint)
    };
    let asked = parts::Asked::new(say, "emploi", say.say("decisions-value-asked"));
    let why = parts::Asked::new(say, "raison", say.say("decisions-reason"));
    let mut reason = TextArea::new(why.hint(say.say("decisions-reason-hint")), "");
    reason.rows = 2;
    ValueForm {
        action: format!("/pivots/{identifier}/emploi"),
        id: cx.world.dice.uuid(cx.world.clock.now()),
        choices: Choices::one(say, asked, vec![choice(Kind::Shared), choice(Kind::Owned)]),
        reason,
        button: Button::primary(say.say("decisions-value-button")),
    }
}

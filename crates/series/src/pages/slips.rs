//! What may be mistyped or be another name for one account, in words, and the part of an identifier's page that puts it before who may
//! read both complaints and answer. Decides nothing.

use super::proposals::{self, Line};
use crate::propose::listed::{self, Listed, Slip, What};
use crate::rights::Sight;
use crate::words;
use askama::Template;
use faisceau_documents::words::Say;
use faisceau_identifiers::Kind;
use faisceau_linkage::{Slip as Differing, resemblance};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::Markup;
use faisceau_platform::web::parts::{Asked, Button, TextArea};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "decisions/slips.html")]
struct Part {
    csrf: String,
    title: String,
    lead: String,
    lines: Vec<Line>,
    form: Option<Form>,
}

/// One reason and one gesture for whatever is ticked.
struct Form {
    batch: Uuid,
    reason: TextArea,
    accept: Button,
    refuse: Button,
}

/// The slips that are about a key, and the form to answer them for who may; nothing without any.
pub(super) async fn of_key(
    cx: &Cx,
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    key_id: Uuid,
) -> Result<Option<Markup>, Fault> {
    let rows = listed::slips_of(tx, sight, key_id).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    proposals::journal(cx, tx, rows.len()).await?;
    let say = cx.say();
    let answers = rows.iter().all(|row| may_answer(sight, row));
    let names = rows
        .iter()
        .all(|row| matches!(&row.what, What::Slip { slip, .. } if is_name(slip)));
    let words = if names { "handles" } else { "values-slips" };
    Ok(Some(Markup::of(&Part {
        csrf: cx.form_token.clone(),
        title: say.say(if names {
            "handles-title"
        } else {
            "values-slips"
        }),
        lead: say.say(&format!("{words}-lead")),
        lines: rows
            .iter()
            .map(|row| proposals::line(sight, &say, row))
            .collect(),
        form: answers.then(|| form(cx, &say, words)),
    })?))
}

fn may_answer(sight: &Sight<'_>, row: &Listed) -> bool {
    let What::Slip { ends, .. } = &row.what else {
        return false;
    };
    ends.iter().all(|end| {
        let one = sight.series_of_one(end.complaint);
        one.is_some_and(|one| sight.allows(Action::SeriesDecide, &one))
    })
}

fn form(cx: &Cx, say: &Say, words: &str) -> Form {
    let asked = Asked::new(say, "raison-faute", say.say("decisions-reason"));
    let mut reason = TextArea::new(asked.hint(say.say("decisions-reason-hint")), "");
    reason.rows = 2;
    let button = |key: &str, to: &str| {
        Button::secondary(say.say(&format!("{words}-{key}"))).sending("reponse", to)
    };
    Form {
        batch: cx.world.dice.uuid(cx.world.clock.now()),
        reason,
        accept: button("accept", "accepter"),
        refuse: button("refuse", "refuser"),
    }
}

/// "Account … : perhaps …, mistyped", and how the two differ where both are shown in clear.
pub(super) fn said(say: &Say, slip: &Slip, clear: bool) -> String {
    let kind = words::kind(say, &slip.kind);
    let [typed, meant] =
        [&slip.typed, &slip.meant].map(|value| words::shown(&slip.kind, value, clear));
    let args = [
        ("kind", kind.as_str()),
        ("typed", &typed),
        ("meant", &meant),
    ];
    let (perhaps, masked) = match is_name(slip) {
        true => ("handles-perhaps", "handles-masked"),
        false => ("values-slip", "values-slip-masked"),
    };
    let perhaps = say.with(perhaps, &args);
    let how = match clear {
        true => difference(say, slip),
        false => say.say(masked),
    };
    format!("{perhaps} {how}")
}

/// Whether two names of accounts are compared, rather than signs.
pub(super) fn is_name(slip: &Slip) -> bool {
    slip.kind == Kind::Handle.code()
}

fn difference(say: &Say, slip: &Slip) -> String {
    match slip.at.filter(|_| !is_name(slip)) {
        Some(place) => sign(say, slip, place),
        None => names(say, slip),
    }
}

/// How near two names are.
fn names(say: &Say, slip: &Slip) -> String {
    match resemblance(&slip.typed, &slip.meant) {
        Some(Differing::LooksSame) => say.say("handles-looks-same"),
        Some(Differing::Resembles { hundredths }) => {
            say.number("handles-resembles", i64::from(hundredths))
        }
        _ => say.say("handles-masked"),
    }
}

/// Places are told from 1, as a person counts them.
fn sign(say: &Say, slip: &Slip, place: i64) -> String {
    let at = usize::try_from(place).ok();
    let place = place + 1;
    let typed = at.and_then(|at| slip.typed.chars().nth(at));
    let typed = typed.map(String::from).unwrap_or_default();
    let meant = slip.sign.as_deref().unwrap_or_default();
    let (place, next) = (place.to_string(), (place + 1).to_string());
    let args = [
        ("place", place.as_str()),
        ("next", &next),
        ("typed", &typed),
        ("meant", meant),
    ];
    // A mailbox or a site is shown with signs that make it no link: their places are not told.
    let is_counted = !matches!(slip.kind.as_str(), "email" | "url");
    let key = match (slip.how.as_str(), is_counted) {
        ("forgotten", true) if typed.is_empty() => "values-slip-forgotten-end",
        ("forgotten", true) => "values-slip-forgotten",
        ("forgotten", false) => "values-slip-forgotten-sign",
        ("changed", true) => "values-slip-changed",
        ("changed", false) => "values-slip-changed-sign",
        ("exchanged", true) => "values-slip-exchanged",
        ("exchanged", false) => "values-slip-exchanged-sign",
        ("extra", true) => "values-slip-extra",
        ("extra", false) => "values-slip-extra-sign",
        _ => "values-slip-masked",
    };
    say.with(key, &args)
}

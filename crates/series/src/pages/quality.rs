//! In what quality the person behind a value is known, on the page of the identifier: what holds, what
//! was said before, the form of who may judge it, and the page that says why nothing was said.

use super::gesture::{On, Sent};
use super::written;
use crate::appearances;
use crate::quality::say::{Unsaid, Wanted, say};
use crate::quality::{self, Said, words};
use crate::rights::Sight;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::quality::{Ground, Quality};
use faisceau_domain::typeset;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    self, Asked, Button, Cell, Choice, Choices, Column, DataTable, Kind, Notice, TextArea,
    TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Markup};
use faisceau_platform::world::zone;
use uuid::Uuid;

/// The law keys that the page cites: categories of persons, facts apart from statements, nothing
/// decided by a program alone.
const LAW: [&str; 3] = [
    "fr.persons.categories",
    "fr.persons.grounds",
    "fr.persons.automated",
];

#[derive(Template)]
#[template(path = "series/quality.html")]
struct Part {
    csrf: String,
    title: String,
    lead: String,
    law_title: String,
    law: Vec<String>,
    now: String,
    history: Option<DataTable>,
    form: Option<Form>,
}

/// The form that says it.
struct Form {
    action: String,
    id: Uuid,
    after: i64,
    qualities: Choices,
    grounds: Choices,
    origin: TextField,
    reason: TextArea,
    button: Button,
}

#[derive(Template)]
#[template(path = "series/quality_refused.html")]
struct RefusedPage {
    f: Frame,
    why: Notice,
    part: Option<Markup>,
    back: String,
}

/// The fields of the form as they were sent.
#[derive(Default)]
struct Typed {
    quality: String,
    ground: String,
    origin: String,
    reason: String,
    /// The field that is wrong, and why.
    wrong: Option<(&'static str, String)>,
}

/// What is known, with the form for who may judge the value; nothing for who sees it masked.
pub(super) async fn of_value(
    cx: &Cx,
    tx: &mut Tx,
    (identifier, key): (Uuid, Uuid),
    (judges, clear): (bool, bool),
) -> Result<Option<Markup>, Fault> {
    if !judges && !clear {
        return Ok(None);
    }
    part(cx, tx, (identifier, key), judges, &Typed::default())
        .await
        .map(Some)
}

async fn part(
    cx: &Cx,
    tx: &mut Tx,
    (identifier, key): (Uuid, Uuid),
    judges: bool,
    typed: &Typed,
) -> Result<Markup, Fault> {
    let say = cx.say();
    let history = quality::of_key(tx, key).await?;
    let mut rows = Vec::new();
    for said in &history {
        let told = words::named(tx, &say, said).await?;
        rows.push(vec![Cell::text(told), Cell::text(&said.reason)]);
    }
    let now = match quality::in_force(&history) {
        Some(said) => words::named(tx, &say, said).await?,
        None => say.say("quality-nothing-said"),
    };
    Ok(Markup::of(&Part {
        csrf: cx.form_token.clone(),
        title: say.say("quality-title"),
        lead: say.say("quality-lead"),
        law_title: say.say("quality-law"),
        law: LAW.iter().filter_map(|key| law(cx, &say, key)).collect(),
        now,
        history: (!rows.is_empty()).then(|| table(&say, rows)),
        form: judges.then(|| form(cx, &say, identifier, &history, typed)),
    })?)
}

fn table(say: &Say, rows: Vec<Vec<Cell>>) -> DataTable {
    let columns = vec![
        Column::new(say.say("quality-column-said")),
        Column::new(say.say("quality-column-reason")),
    ];
    let caption = say.say("quality-history");
    DataTable::new(say, "qualities", caption, columns, rows)
}

/// What the law says, where, and whether a jurist confirmed it.
fn law(cx: &Cx, say: &Say, key: &str) -> Option<String> {
    let today = cx.world.clock.now().to_zoned(zone()).date();
    let because = cx.world.law.at(today).because(key).ok()?;
    let sentence = typeset(say.lang, because.sentence.say(say.lang)).into_owned();
    let citation = typeset(say.lang, because.citation.say(say.lang)).into_owned();
    let citation = match because.confirmed {
        true => citation,
        false => say.with("frame-unconfirmed", &[("citation", &citation)]),
    };
    Some(format!("{sentence} ({citation})"))
}

fn form(cx: &Cx, say: &Say, identifier: Uuid, history: &[Said], typed: &Typed) -> Form {
    let asked = |name: &'static str, key: &str| {
        let wrong = typed.wrong.as_ref().filter(|(field, _)| *field == name);
        let error = wrong.map(|(_, why)| why.clone());
        Asked::new(say, name, say.say(key)).error(error)
    };
    let quality = |quality: Quality| {
        let hint = say.say(&format!("quality-{}-hint", quality.code()));
        Choice::new(quality.code(), words::quality(say, quality))
            .hint(hint)
            .chosen(typed.quality == quality.code())
    };
    let ground = |ground: Ground| {
        let hint = say.say(&format!("quality-ground-{}-hint", ground.code()));
        Choice::new(ground.code(), words::ground(say, ground))
            .hint(hint)
            .chosen(typed.ground == ground.code())
    };
    let qualities = Quality::ALL.into_iter().map(quality).collect();
    let grounds = Ground::ALL.into_iter().map(ground).collect();
    let origin = asked("origine", "quality-origin").hint(say.say("quality-origin-hint"));
    let reason = asked("raison_qualite", "quality-reason").hint(say.say("quality-reason-hint"));
    let mut reason = TextArea::new(reason, &typed.reason);
    reason.rows = 2;
    Form {
        action: format!("/pivots/{identifier}/qualite"),
        id: cx.world.dice.uuid(cx.world.clock.now()),
        after: history.first().map_or(0, |said| said.place),
        qualities: Choices::one(say, asked("qualite", "quality-asked"), qualities),
        grounds: Choices::one(say, asked("appui", "quality-ground-asked"), grounds),
        origin: TextField::new(origin, Kind::Text, &typed.origin).wide(34),
        reason,
        button: Button::primary(say.say("quality-button")),
    }
}

/// Says it, or says why not.
pub(super) async fn tell(On { id, by }: On) -> Result<Response, Failure> {
    let (cx, sight) = (by.cx(), Sight::of(&by.front, &by.signed));
    let done = match wanted(&by.sent)? {
        Some(wanted) => say(&cx, &sight, id, &wanted).await,
        None => Err(Error::Refused(Unsaid::NoChoice)),
    };
    let why = match done {
        Ok(()) => {
            let back = format!("/pivots/{id}?fait=qualite#quality");
            return Ok(Redirect::to(&back).into_response());
        }
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(why)) => why,
    };
    let say = by.visit.say();
    let mut tx = by.front.world.db.read().await?;
    let met = appearances::met(&mut tx, id).await?;
    let part = match met.filter(|_| !matches!(why, Unsaid::NotAllowed)) {
        Some(met) => {
            let typed = typed(&say, &by.sent, &why);
            let known = (id, met.key_id);
            Some(part(&by.signed.cx, &mut tx, known, true, &typed).await?)
        }
        None => None,
    };
    let title = say.say("quality-refused-title");
    let frame = by.front.staff_frame(&by.visit, &by.signed, title);
    let page = RefusedPage {
        f: frame.with_errors(true),
        why: Notice::new(Tone::Danger, refusal(&say, &why), "").live(),
        part,
        back: format!("/pivots/{id}"),
    };
    Ok((status(&why), written(&page)?).into_response())
}

/// The form as it was sent; none where no quality is ticked, or no ground for it.
fn wanted(sent: &Sent) -> Result<Option<Wanted>, Failure> {
    let after = sent.get("avant").parse();
    let after: i64 = after.map_err(|_| Failure::bad_request())?;
    let id = sent.gesture()?;
    let quality = Quality::from_code(sent.get("qualite"));
    let ground = match (quality, Ground::from_code(sent.get("appui"))) {
        // To take back asks for no ground.
        (Some(Quality::Unknown), None) => Some(Ground::Statement),
        (_, ground) => ground,
    };
    Ok(quality.zip(ground).map(|(quality, ground)| Wanted {
        id,
        after,
        quality,
        ground,
        origin: sent.get("origine").to_owned(),
    }))
}

fn typed(say: &Say, sent: &Sent, why: &Unsaid) -> Typed {
    let field = match why.code() {
        "no-reason" | "long-reason" => Some("raison_qualite"),
        "no-origin" | "long-origin" => Some("origine"),
        "inferred-suspect" => Some("appui"),
        "no-choice" if sent.get("qualite").is_empty() => Some("qualite"),
        "no-choice" => Some("appui"),
        "already-so" | "nothing-said" | "regime" => Some("qualite"),
        _ => None,
    };
    Typed {
        quality: sent.get("qualite").to_owned(),
        ground: sent.get("appui").to_owned(),
        origin: sent.get("origine").to_owned(),
        reason: sent.reason().to_owned(),
        wrong: field.map(|field| (field, refusal(say, why))),
    }
}

/// Why nothing is said, in a sentence.
pub(crate) fn refusal(say: &Say, why: &Unsaid) -> String {
    match why {
        Unsaid::Regime(said) => said.clone(),
        why => say.say(&format!("quality-refused-{}", why.code())),
    }
}

/// What a refusal answers.
pub(crate) fn status(why: &Unsaid) -> StatusCode {
    match why {
        Unsaid::NoIdentifier => StatusCode::NOT_FOUND,
        Unsaid::NotAllowed | Unsaid::Regime(_) => StatusCode::FORBIDDEN,
        Unsaid::AlreadySo | Unsaid::NothingSaid | Unsaid::Meanwhile => StatusCode::CONFLICT,
        Unsaid::NoChoice | Unsaid::NoReason | Unsaid::LongReason | Unsaid::NotSayable(_) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}

/// That it was said, on the page it leads back to.
pub(super) fn done(say: &Say, word: &str) -> Option<Notice> {
    let title = say.say("quality-done");
    (word == "qualite").then(|| parts::Notice::new(Tone::Ok, title, "").live())
}

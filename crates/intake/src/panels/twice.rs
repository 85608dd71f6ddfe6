//! "Filed already?": on the page of a complaint, that it looks like another or is one case with it; on a
//! page of its own, each of those, in what they look alike, and the gestures: join, not the same.
//! A complaint that the reader may not open is told by its unit alone.

use super::resource::{allowed, of};
use crate::receipt::{self, Complaint};
use crate::space::worded::{self, piece};
use crate::standing;
use crate::twice::{self, Pair, Refused, Standing};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::complaint::Refused as Rule;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::twice::Likeness;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::web::parts::{
    Asked, Button, ErrorSummary, FieldError, Row, SummaryList, TextArea,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Signed, Visit};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "panels/twice.html")]
struct Panel {
    told: Vec<(String, Option<(String, String)>)>,
}

#[derive(Template)]
#[template(path = "panels/twice_page.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    pairs: Vec<Shown>,
}

/// A pair as its page shows it.
struct Shown {
    title: String,
    /// The page of the other complaint.
    href: Option<String>,
    rows: SummaryList,
    /// Its gestures; none where rights do not reach.
    gesture: Option<Gesture>,
}

/// The form of a pair.
struct Gesture {
    action: String,
    pair: String,
    reason: TextArea,
    buttons: Vec<Button>,
}

/// What the form of a pair sends. Several stand on one page: each names its reason in its own way.
#[derive(Default)]
struct Typed {
    pair: String,
    reason: String,
    verdict: String,
}

impl Typed {
    fn read(sent: &[(String, String)]) -> Typed {
        let part = |name: &str| {
            let mut known = sent.iter();
            let found = known.find(|(known, _)| known == name);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let pair = part("pair");
        Typed {
            reason: part(&reason_name(&pair)),
            verdict: part("verdict"),
            pair,
        }
    }
}

fn reason_name(pair: &str) -> String {
    format!("reason-{pair}")
}

/// On the page of a complaint: nothing where nothing looks alike.
pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let own = ComplaintId(id);
        let mut tx = cx.world.db.read().await?;
        let pairs = twice::pairs(&mut tx, own).await?;
        tx.rollback().await?;
        let open = |other: ComplaintId| {
            let href = format!("/dossier/{}", other.0);
            Some((say.say("twice-open"), href))
        };
        let mut told = Vec::new();
        for pair in pairs
            .iter()
            .filter(|pair| pair.standing == Standing::Joined)
        {
            let key = match pair.one == own {
                true => "twice-is-case",
                false => "twice-is-appendix",
            };
            told.push((say.say(key), open(pair.but(own))));
        }
        let found = pairs.iter().filter(|pair| pair.standing == Standing::Found);
        let number = i64::try_from(found.count()).unwrap_or(i64::MAX);
        if number > 0 {
            told.push((say.number("twice-found", number), None));
        }
        match told.is_empty() {
            true => Ok(Markup::default()),
            false => piece(&Panel { told }),
        }
    })
}

/// The way to the pairs, for who may decide.
pub(super) fn way(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let pairs = twice::pairs(&mut tx, ComplaintId(id)).await?;
        tx.rollback().await?;
        if pairs.is_empty() {
            return Ok(Markup::default());
        }
        let link = (say.say("twice-compare"), format!("/dossier/{id}/doublons"));
        let told = vec![(say.say("twice-compare-lead"), Some(link))];
        piece(&Panel { told })
    })
}

/// In the victim's space of what was joined: to which case, and where that stands.
pub(super) fn for_the_victim(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let case = match twice::case_of(&mut tx, ComplaintId(id)).await? {
            Some(case) => receipt::complaint(&mut tx, case).await?,
            None => None,
        };
        let Some(case) = case else {
            return Ok(Markup::default());
        };
        let now = cx.world.clock.now();
        let stands = standing::of(&mut tx, &case, now).await?.standing;
        tx.rollback().await?;
        let state = say.say(&format!("space-state-{}", stands.code()));
        let joined = say.with("twice-space-joined", &[("reference", &case.reference)]);
        let state = say.with("twice-space-state", &[("state", &state)]);
        let told = vec![(joined, None), (state, None)];
        piece(&Panel { told })
    })
}

/// The pairs of a complaint.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Response, Failure> {
    let complaint = allowed(&front, &signed, id, Action::ComplaintValidate).await?;
    let wrong = (Typed::default(), None);
    shown(&front, &visit, &signed, &complaint, wrong).await
}

/// Joins a pair, or says that they are not the same.
pub(super) async fn decide(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let typed = Typed::read(&sent);
    let complaint = allowed(&front, &signed, id, Action::ComplaintValidate).await?;
    let pair: Uuid = typed.pair.parse().map_err(|_| Failure::bad_request())?;
    let mut tx = front.world.db.read().await?;
    let pairs = twice::pairs(&mut tx, complaint.id).await?;
    tx.rollback().await?;
    let known = pairs.iter().find(|known| known.id == pair);
    let other = known.ok_or_else(Failure::not_found)?.but(complaint.id);
    // Both are touched: the right is asked of both.
    allowed(&front, &signed, other.0, Action::ComplaintValidate).await?;
    let done: Outcome<(), Refused> = match typed.verdict.as_str() {
        "same" => twice::join(&signed.cx, complaint.id, pair, &typed.reason)
            .await
            .map(|_| ()),
        "apart" => twice::part(&signed.cx, complaint.id, pair, &typed.reason).await,
        _ => return Err(Failure::bad_request()),
    };
    let refused = match done {
        Ok(()) => return Ok(Redirect::to(&format!("/dossier/{id}/doublons")).into_response()),
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(refused)) => refused,
    };
    if refused == Refused::NoPair {
        return Err(Failure::not_found());
    }
    let error = refusal(&visit.say(), &refused);
    shown(&front, &visit, &signed, &complaint, (typed, Some(error))).await
}

fn refusal(say: &Say, refused: &Refused) -> String {
    match refused {
        Refused::NoPair | Refused::Meanwhile => say.say("space-decided-meanwhile"),
        Refused::Closed => say.say("twice-closed"),
        Refused::Entangled => say.say("twice-entangled"),
        Refused::Reason(Rule::ReasonTooLong { max, found }) => {
            let (max, found) = (max.to_string(), found.to_string());
            say.with("space-words-long", &[("max", &max), ("found", &found)])
        }
        Refused::Reason(Rule::ReasonMissing { min }) => {
            say.with("space-words-missing", &[("min", &min.to_string())])
        }
        Refused::Reason(Rule::AlreadyDecided(state)) => say.say(&format!("space-decided-{state}")),
    }
}

async fn shown(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    complaint: &Complaint,
    (typed, error): (Typed, Option<String>),
) -> Result<Response, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let own = Some(complaint.id.0);
    signed
        .cx
        .journal(&mut tx, Deed::ComplaintRead, "complaint", own, "{}")
        .await?;
    let mut pairs = Vec::new();
    for pair in twice::pairs(&mut tx, complaint.id).await? {
        let other = receipt::complaint(&mut tx, pair.but(complaint.id)).await?;
        let Some(other) = other else { continue };
        let resource = of(&mut tx, &other).await?;
        let may = |action| front.allow(signed, action, &resource).is_ok();
        let reads = may(Action::ComplaintRead);
        if reads {
            let cx = &signed.cx;
            let subject = Some(other.id.0);
            cx.journal(&mut tx, Deed::ComplaintRead, "complaint", subject, "{}")
                .await?;
        }
        let left = (typed.pair == pair.id.to_string()).then_some((&typed, &error));
        let gesture =
            may(Action::ComplaintValidate).then(|| gesture(&say, complaint.id, &pair, left));
        pairs.push(Shown {
            title: title(&say, &other, reads),
            href: reads.then(|| format!("/dossier/{}", other.id.0)),
            rows: rows(front, &say, &pair, &other, reads),
            gesture,
        });
    }
    tx.commit().await?;
    let errors = error.map(|message| FieldError {
        name: reason_name(&typed.pair),
        message,
    });
    let status = match errors {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Page {
        f: front
            .staff_frame(visit, signed, say.say("twice-title"))
            .with_errors(errors.is_some())
            .back_to(format!("/dossier/{}", complaint.id.0)),
        errors: ErrorSummary::new(&say, errors.into_iter().collect()),
        pairs,
    };
    Ok((status, Html(piece(&page)?.to_string())).into_response())
}

fn title(say: &Say, other: &Complaint, reads: bool) -> String {
    match (reads, other.unit.as_str()) {
        (true, _) => other.reference.clone(),
        (false, "") => say.say("twice-elsewhere"),
        (false, unit) => say.with("twice-elsewhere-unit", &[("unit", unit)]),
    }
}

fn rows(front: &Front, say: &Say, pair: &Pair, other: &Complaint, reads: bool) -> SummaryList {
    let standing = say.say(&format!("twice-standing-{}", pair.standing.code()));
    let mut rows = vec![
        Row::new(say.say("twice-standing"), standing),
        Row::new(say.say("twice-because"), because(say, &pair.likeness)),
    ];
    if reads {
        let kind = worded::kind_label(&front.world, other, say.lang);
        rows.push(Row::new(say.say("twice-kind"), kind));
        let filed = worded::instant(say, other.filed_at);
        rows.push(Row::new(say.say("twice-filed"), filed));
    }
    if let Some((at, _, reason)) = &pair.decided {
        let decided = worded::instant(say, *at);
        rows.push(Row::new(say.say("twice-decided"), decided));
        let told = match (reason.as_str(), pair.standing) {
            ("", Standing::Apart) => say.say("twice-by-withdrawal"),
            ("", _) => say.say("twice-by-code"),
            (reason, _) => reason.to_owned(),
        };
        rows.push(Row::new(say.say("space-reason"), told));
    }
    SummaryList::new(say, "", rows)
}

/// In what two complaints look alike, in words: never the value itself.
fn because(say: &Say, likeness: &Likeness) -> String {
    let who = likeness.who.iter();
    let who = who.map(|who| say.say(&format!("twice-who-{}", who.code())));
    let facts = likeness.facts.iter();
    let facts = facts.map(|fact| say.say(&format!("twice-fact-{}", fact.code())));
    who.chain(facts).collect::<Vec<_>>().join(", ")
}

fn gesture(
    say: &Say,
    complaint: ComplaintId,
    pair: &Pair,
    left: Option<(&Typed, &Option<String>)>,
) -> Gesture {
    let typed = left.map_or("", |(typed, _)| typed.reason.as_str());
    let error = left.and_then(|(_, error)| error.clone());
    let name = reason_name(&pair.id.to_string());
    let asked = Asked::new(say, name, say.say("twice-reason"))
        .hint(say.say("twice-reason-hint"))
        .error(error);
    let mut reason = TextArea::new(asked, typed);
    reason.rows = 2;
    let join = Button::primary(say.say("twice-join")).sending("verdict", "same");
    let apart = Button::secondary(say.say("twice-not-same")).sending("verdict", "apart");
    let part = Button::secondary(say.say("twice-part")).sending("verdict", "apart");
    let buttons = match pair.standing {
        Standing::Found => vec![join, apart],
        Standing::Joined => vec![part],
        Standing::Apart => vec![join],
    };
    Gesture {
        action: format!("/dossier/{}/doublons", complaint.0),
        pair: pair.id.to_string(),
        reason,
        buttons,
    }
}

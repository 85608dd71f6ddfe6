//! The page of a complaint: its header, who is in charge, and the panels of every capability.
//! Opening it is written in the journal before anything is shown.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{Html, Redirect};
use faisceau_documents::words::Say;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_platform::access::Action;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Kind, PanelBox, Row, Select, SummaryList, Tag, TextField,
};
use faisceau_platform::web::{Failure, FailureCode, Frame, Front, Place, Signed, Visit, lang};
use serde::Deserialize;

use super::{word, written};
use crate::assign::{self, Change, could_read};
use crate::case::Case;
use crate::desk::Desk;
use crate::open;
use crate::shown::{self, Names};

#[derive(Template)]
#[template(path = "complaint.html")]
struct ComplaintPage {
    f: Frame,
    id: String,
    state: Tag,
    facts: SummaryList,
    charge: String,
    from: String,
    me: Option<String>,
    colleagues: Option<Select>,
    change: Button,
    reason: TextField,
    give: Button,
    panels: Vec<PanelBox>,
}

#[derive(Deserialize)]
pub(super) struct Assignment {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    retour: String,
}

#[derive(Deserialize)]
pub(super) struct Reason {
    #[serde(default)]
    reason: String,
}

pub(super) fn complaint_id(text: &str) -> Result<ComplaintId, Failure> {
    text.parse().map_err(|_| Failure::not_found())
}

pub(super) async fn complaint(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let id = complaint_id(&id)?;
    let cx = &signed.cx;
    let desk = Desk::of(&front, &signed);
    let case = match open::open(cx, &desk, id).await {
        Ok(case) => case,
        Err(Error::Refused(why)) => return Err(closed(why)),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    };
    let resource = case.resource();
    let allowed = |action| desk.may(action, &resource);
    let panels = front.panels.fill(Place::Complaint, cx, id.0, allowed).await;
    let mut tx = cx.world.db.read().await?;
    let names = Names::load(&mut tx).await?;
    tx.rollback().await?;
    let say = visit.say();
    let assigns = allowed(Action::ComplaintAssign);
    let mine = case
        .assignee
        .is_some_and(|to| to.to_string() == signed.actor.id);
    written(&ComplaintPage {
        id: id.to_string(),
        state: shown::state(&say, &case.state),
        facts: facts(&front, &say, &case),
        charge: case.assignee.map_or_else(
            || say.say("casework-charge-nobody"),
            |account| names.name(&say, account),
        ),
        from: case.assignee.map_or_else(String::new, |to| to.to_string()),
        me: (assigns && !mine).then(|| signed.actor.id.clone()),
        colleagues: assigns.then(|| colleagues(&say, &desk, &names, &case)),
        change: Button::secondary(say.say("casework-assign")),
        reason: reason_field(&say),
        give: Button::secondary(say.say("casework-reason-give")),
        panels: PanelBox::laid_out(&say, panels),
        f: front
            .staff_frame(&visit, &signed, case.reference.clone())
            .back_to("/agent/boite"),
    })
}

/// What is said of a complaint that is not opened.
pub(super) fn closed(why: open::Refused) -> Failure {
    match why {
        open::Refused::Sensitive => Failure::new(FailureCode::Sensitive),
        open::Refused::NoComplaint | open::Refused::NoReason => Failure::not_found(),
    }
}

fn reason_field(say: &Say) -> TextField {
    let asked =
        Asked::new(say, "reason", say.say("casework-reason")).hint(say.say("casework-reason-hint"));
    TextField::new(asked, Kind::Text, "")
}

fn facts(front: &Front, say: &Say, case: &Case) -> SummaryList {
    let forms = &front.world.forms;
    let mut rows = Vec::new();
    let reasons = shown::urgency(say, case, front.world.clock.now());
    if !reasons.is_empty() {
        let mut row = Row::new(say.say("casework-column-urgency"), "");
        row.values = reasons.into_iter().map(|tag| tag.label).collect();
        rows.push(row);
    }
    if let Some(words) = shown::priority(say, case, front.world.clock.now()) {
        let mut row = Row::new(say.say("priority-title"), words);
        row.values.push(say.say("priority-caution"));
        rows.push(row);
    }
    rows.extend([
        Row::new(say.say("casework-fact-nature"), shown::nature(say, case)),
        Row::new(
            say.say("casework-column-type"),
            shown::kind(forms, say, case),
        ),
        Row::new(
            say.say("casework-fact-filed"),
            shown::when(say, case.filed_at),
        ),
    ]);
    if let Some(at) = case.received_at {
        let key = say.say("casework-fact-received");
        rows.push(Row::new(key, shown::when(say, at)));
    }
    if let Some(at) = case.occurred_at {
        let key = say.say("casework-fact-occurred");
        rows.push(Row::new(key, shown::when_told(say, at)));
    }
    rows.push(Row::new(
        say.say("casework-column-loss"),
        shown::loss(forms, say, case),
    ));
    rows.push(Row::new(
        say.say("casework-fact-channel"),
        shown::channel(say, case),
    ));
    rows.push(Row::new(
        say.say("casework-column-unit"),
        shown::unit(say, case),
    ));
    SummaryList::new(say, "", rows)
}

/// Those whose rights would open the complaint once in charge; "nobody" comes first.
fn colleagues(say: &Say, desk: &Desk<'_>, names: &Names, case: &Case) -> Select {
    let choices = names
        .iter()
        .filter(|staff| could_read(desk.authority, staff, case))
        .map(|staff| {
            let id = staff.id;
            Choice::new(id.to_string(), names.name(say, id)).chosen(case.assignee == Some(id))
        })
        .collect();
    let asked = Asked::new(say, "to", say.say("casework-assign-to"));
    let mut select = Select::new(say, asked, choices);
    select.empty = say.say("casework-charge-nobody");
    select
}

pub(super) fn account(text: &str) -> Result<Option<AccountId>, Failure> {
    match text.trim() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Failure::bad_request()),
    }
}

pub(super) async fn assign(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    signed: Signed,
    Form(given): Form<Assignment>,
) -> Result<Redirect, Failure> {
    let id = complaint_id(&id)?;
    let change = Change {
        from: account(&given.from)?,
        to: account(&given.to)?,
    };
    let desk = Desk::of(&front, &signed);
    match assign::assign(&signed.cx, &desk, id, change).await {
        Ok(()) => {}
        Err(Error::Refused(why)) => return Err(refused(&signed.cx.say(), why)),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    }
    let back = match lang::safe_return(&given.retour) {
        "/" => format!("/dossier/{id}"),
        path => path.to_owned(),
    };
    Ok(Redirect::to(&back))
}

fn refused(say: &Say, why: assign::Refused) -> Failure {
    use assign::Refused;
    let failure = match why {
        Refused::NoComplaint => return Failure::not_found(),
        Refused::NotAllowed => return Failure::forbidden(),
        Refused::NotAColleague => Failure::unprocessable(),
        Refused::Meanwhile => Failure::conflict(),
    };
    failure.saying(say.say(&format!("casework-assign-{}", why.code())))
}

pub(super) async fn reason(
    State(front): State<Arc<Front>>,
    Path(id): Path<String>,
    signed: Signed,
    Form(given): Form<Reason>,
) -> Result<Redirect, Failure> {
    let id = complaint_id(&id)?;
    let words = word(Some(&given.reason)).unwrap_or_default();
    let cx = signed.cx.clone().because(&words);
    let desk = Desk::of(&front, &signed);
    match open::give_reason(&cx, &desk, id).await {
        Ok(()) => Ok(Redirect::to(&format!("/dossier/{id}#journal"))),
        Err(Error::Refused(why @ (open::Refused::NoComplaint | open::Refused::Sensitive))) => {
            Err(closed(why))
        }
        Err(Error::Refused(open::Refused::NoReason)) => {
            let say = signed.cx.say();
            Err(Failure::unprocessable().saying(say.say("casework-reason-missing")))
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

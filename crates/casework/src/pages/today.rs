//! The first page of staff: one's complaints, the new ones, how many of each. Who works on no
//! complaint finds what the rights open.

use faisceau_domain::journal::Deed;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::web::parts::{PanelBox, Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};

use super::alerts;
use super::freeze::{self, Tickets};
use super::inbox::{Cases, Line, lines};
use super::{first, written};
use crate::alert::list;
use crate::desk::Desk;
use crate::freeze as tickets;
use crate::inbox;
use crate::today::{self, COUNTED_MAX, Today};

/// Unread alerts shown on the day; the others are a page away.
const ALERTS_MAX: usize = 5;

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage {
    f: Frame,
    me: String,
    /// What is to be seen before anything else.
    first: Vec<PanelBox>,
    counts: Option<SummaryList>,
    tickets: Vec<freeze::Line>,
    alerts: Vec<alerts::Line>,
    mine: Vec<Line>,
    new: Vec<Line>,
}

impl TodayPage {
    fn tickets(&self) -> Tickets<'_> {
        Tickets::of(&self.f, &self.tickets)
    }

    fn own(&self) -> Cases<'_> {
        let caption = self.f.say.say("casework-today-mine");
        self.cases("mine", caption, &self.mine)
    }

    fn newest(&self) -> Cases<'_> {
        let caption = self.f.say.say("casework-today-new");
        self.cases("new", caption, &self.new)
    }

    fn cases<'a>(&'a self, id: &'static str, caption: String, lines: &'a [Line]) -> Cases<'a> {
        Cases {
            f: &self.f,
            id,
            caption,
            me: &self.me,
            several: None,
            lines,
        }
    }
}

pub(super) async fn today(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let cx = &signed.cx;
    let say = visit.say();
    let desk = Desk::of(&front, &signed);
    let f = front.staff_frame(&visit, &signed, say.say("casework-today-title"));
    let mut page = TodayPage {
        f,
        me: signed.actor.id.clone(),
        first: first(&front, &signed, &say).await,
        counts: None,
        tickets: Vec::new(),
        alerts: Vec::new(),
        mine: Vec::new(),
        new: Vec::new(),
    };
    if !front
        .authority
        .offers(&signed.actor, Action::ComplaintRead, signed.purpose)
    {
        return written(&page);
    }
    let mut tx = cx.world.db.read().await?;
    let scope = desk.scope(&mut tx).await?;
    let now = cx.world.clock.now();
    let today = today::today(&mut tx, &desk, &scope, now).await?;
    let open = tickets::open(&mut tx, &desk, &scope, now, freeze::SHOWN_MAX).await?;
    page.tickets = freeze::lines(&front.world.forms, &say, now, &open);
    if front
        .authority
        .offers(&signed.actor, Action::AlertRead, signed.purpose)
    {
        let unread = list::list(&mut tx, cx, &desk, (true, None), ALERTS_MAX).await?;
        let shown = unread.alerts.iter();
        page.alerts = shown.map(|a| alerts::line(&front, &say, a)).collect();
    }
    page.mine = lines(&mut tx, &front, &desk, &say, &today.mine).await?;
    page.new = lines(&mut tx, &front, &desk, &say, &today.new).await?;
    tx.rollback().await?;
    page.counts = Some(counts(&say, &today));
    let shown = page.mine.len() + page.new.len() + page.alerts.len() + page.tickets.len();
    inbox::journal(cx, Deed::InboxRead, shown).await?;
    written(&page)
}

fn counts(say: &Say, today: &Today) -> SummaryList {
    let figure = |n: usize| match n {
        COUNTED_MAX => say.with("casework-or-more", &[("n", &n.to_string())]),
        n => n.to_string(),
    };
    let row = |label: String, n: usize| Row::new(label, figure(n));
    let rows = vec![
        row(say.say("casework-today-mine"), today.mine_count),
        row(say.say("casework-today-asked"), today.asked_count),
        row(say.say("casework-today-new"), today.new_count),
    ];
    SummaryList::new(say, "", rows)
}

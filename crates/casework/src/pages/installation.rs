//! The state of the installation for who runs it: jobs that wait or were given up, keys in force,
//! versions, how often a search by words leads nowhere. Holds no complaint and no word of a search;
//! a job is known by its kind and id only.

use faisceau_domain::journal::Deed;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, Redirect};
use faisceau_documents::words::Say;
use faisceau_identifiers::SUFFIX_LIST;
use faisceau_platform::access::{self, Action, Resource};
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, DeadJob, Depth, Verdict};
use faisceau_platform::web::parts::{PanelBox, Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, framed};
use jiff::{SignedDuration, tz::TimeZone};
use serde::Deserialize;

use super::{first, written};
use crate::{shown, store};

/// Jobs given up that are shown.
const DEAD_SHOWN_MAX: i64 = 100;
/// Days over which searches are counted: a season of scams.
const SEARCHES_OVER: SignedDuration = SignedDuration::from_hours(90 * 24);

#[derive(Template)]
#[template(path = "installation.html")]
struct InstallationPage {
    f: Frame,
    first: Vec<PanelBox>,
    versions: SummaryList,
    linkage: SummaryList,
    jobs: SummaryList,
    searches: SummaryList,
    keys: Option<SummaryList>,
    dead: Vec<DeadJob>,
    may_settle: bool,
}

#[derive(Deserialize)]
pub(super) struct Settled {
    #[serde(default)]
    id: String,
    #[serde(default)]
    verdict: String,
}

pub(super) async fn installation(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let whole = Resource::installation();
    front.allow(&signed, Action::InstallationRead, &whole)?;
    let cx = &signed.cx;
    let db = &cx.world.db;
    let mut tx = db.write().await?;
    cx.journal(&mut tx, Deed::InstallationRead, "installation", None, "{}")
        .await?;
    let say = visit.say();
    let searches = searches(&front, &say, &mut tx).await?;
    tx.commit().await?;
    let depth = jobs::depth(db).await?;
    let dead = jobs::dead(db, DEAD_SHOWN_MAX).await?;
    written(&InstallationPage {
        first: first(&front, &signed, &say).await,
        versions: versions(&front, &say),
        linkage: SummaryList::new(&say, say.say("frame-title"), framed::rows(&cx.world, &say)),
        jobs: depth_words(&say, depth),
        searches,
        keys: keys(&front, &signed, &say),
        dead,
        may_settle: front.allow(&signed, Action::JobManage, &whole).is_ok(),
        f: front.staff_frame(&visit, &signed, say.say("casework-installation-title")),
    })
}

fn versions(front: &Front, say: &Say) -> SummaryList {
    let world = &front.world;
    let database = match world.db.is_postgres() {
        true => "PostgreSQL",
        false => "SQLite",
    };
    let forms = world.forms.hash().chars().take(16).collect::<String>();
    let rows = vec![
        Row::new(
            say.say("casework-installation-program"),
            env!("CARGO_PKG_VERSION"),
        ),
        Row::new(say.say("casework-installation-database"), database),
        Row::new(say.say("casework-installation-forms"), forms).exact(),
        Row::new(say.say("casework-installation-suffixes"), SUFFIX_LIST).exact(),
    ];
    SummaryList::new(say, say.say("casework-installation-versions"), rows)
}

fn depth_words(say: &Say, depth: Depth) -> SummaryList {
    let row = |label: String, n: i64| Row::new(label, n.to_string());
    let rows = vec![
        row(say.say("casework-jobs-due"), depth.due),
        row(say.say("casework-jobs-leased"), depth.leased),
        row(say.say("casework-jobs-dead"), depth.dead),
    ];
    SummaryList::new(say, say.say("casework-jobs-title"), rows)
}

/// Searches by words of who looks for a questionnaire: how many led nowhere, and what was then
/// chosen from the list, whose words are those to complete.
async fn searches(front: &Front, say: &Say, tx: &mut Tx) -> Result<SummaryList, Fault> {
    let since = (front.world.clock.now() - SEARCHES_OVER).to_zoned(TimeZone::UTC);
    let since = since.date().to_string();
    let (mut all, mut nothing, mut chosen) = (0_i64, 0_i64, Vec::new());
    for row in tx.all(&store::WORD_SEARCHES, binds![since]).await? {
        let (outcome, times): (String, i64) = (row.get("outcome")?, row.get("times")?);
        match outcome.as_str() {
            "found" => all += times,
            "nothing" => (all, nothing) = (all + times, nothing + times),
            _ => {
                let code: String = row.get("form_type")?;
                let kind = front.world.forms.kind(&code);
                let label = kind.map_or(code.as_str(), |kind| kind.label.get(say.lang));
                let label = say.with("casework-searches-chosen", &[("type", label)]);
                chosen.push(Row::new(label, times.to_string()));
            }
        }
    }
    let mut rows = vec![
        Row::new(say.say("casework-searches-all"), all.to_string()),
        Row::new(say.say("casework-searches-nothing"), nothing.to_string()),
    ];
    rows.extend(chosen);
    Ok(SummaryList::new(
        say,
        say.say("casework-searches-title"),
        rows,
    ))
}

/// The keys that sign or verify, each for who may know of it.
fn keys(front: &Front, signed: &Signed, say: &Say) -> Option<SummaryList> {
    let all = front.world.keys();
    let current = all.current_id();
    let rows: Vec<Row> = all
        .verifying()
        .into_iter()
        .filter(|(id, _)| {
            let key = Resource::new(access::Kind::Key, id.clone());
            front.allow(signed, Action::KeyRead, &key).is_ok()
        })
        .map(|(id, _)| {
            let key = match (all.revoked_since(&id), id == current) {
                (Some(since), _) => {
                    let since = shown::when(say, since);
                    say.with("casework-key-revoked", &[("since", &since)])
                }
                (None, true) => say.say("casework-key-current"),
                (None, false) => say.say("casework-key-retired"),
            };
            Row::new(key, id).exact()
        })
        .collect();
    (!rows.is_empty()).then(|| SummaryList::new(say, say.say("casework-keys-title"), rows))
}

pub(super) async fn settle(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Form(given): Form<Settled>,
) -> Result<Redirect, Failure> {
    front.allow(&signed, Action::JobManage, &Resource::installation())?;
    let verdict = match given.verdict.as_str() {
        "retry" => Verdict::Retry,
        "give-up" => Verdict::GiveUp,
        _ => return Err(Failure::unprocessable()),
    };
    let id = given.id.parse().map_err(|_| Failure::unprocessable())?;
    if !jobs::settle(&signed.cx, id, verdict).await? {
        return Err(Failure::conflict());
    }
    Ok(Redirect::to("/agent/installation"))
}

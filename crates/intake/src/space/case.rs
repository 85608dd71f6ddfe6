//! The one page of the victim's space: where the complaint stands, what is asked, messages,
//! exhibits, papers. Shown again, with its errors, when a gesture on it is refused.

use super::given;
use super::hold::Held;
use super::worded::{self, piece};
use super::{appointment, news, papers};
use crate::attach;
use crate::file::Nature;
use crate::identity::{self, Way};
use crate::limit;
use crate::notify;
use crate::pages::contacts::dialled;
use crate::post_message::{self, Message};
use crate::receipt::{self, Complaint, DISCREET, Receipt};
use crate::scans::Scans;
use crate::standing::{self, Known};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use faisceau_documents::{Regime, Say};
use faisceau_domain::complaint::State as Decided;
use faisceau_domain::event::{Channel, Side};
use faisceau_domain::journal::Deed;
use faisceau_domain::standing::Standing;
use faisceau_platform::deposit;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    Asked, Button, Download, ErrorSummary, FieldError, FileField, Notice, PanelBox, Row, Select,
    Steps, SummaryList, TextArea, Thread, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Place, Visit};
use jiff::Timestamp;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    fait: String,
}

/// What a refused gesture left on the page.
#[derive(Default)]
pub(super) struct Left {
    /// The message as typed.
    pub(super) message: String,
    /// What is wrong with it.
    pub(super) message_error: Option<String>,
    /// What is wrong with the files.
    pub(super) file_error: Option<String>,
    /// What is wrong with the file to be set aside.
    pub(super) aside_error: Option<String>,
}

/// Someone to call when no file is taken.
struct Call {
    name: String,
    number: String,
    dials: String,
    hours: String,
}

#[derive(Template)]
#[template(path = "space/case.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    done: Option<Notice>,
    reference: String,
    kind: String,
    steps: Steps,
    standing: Notice,
    dates: SummaryList,
    need: Option<String>,
    not_have: Button,
    thread: Thread,
    message: TextArea,
    send: Button,
    received: SummaryList,
    aside_number: Option<String>,
    aside: Option<Select>,
    put_aside: Button,
    files: Option<FileField>,
    add: Button,
    calls: Vec<Call>,
    papers: Vec<Download>,
    panels: Vec<PanelBox>,
    appointment: Option<Markup>,
    news: SummaryList,
    attests: bool,
    amends: bool,
    upgrades: bool,
    withdraws: bool,
    reply: bool,
    warning: Notice,
    code_warning: Notice,
    leave: Button,
    ways: Vec<Way>,
}

/// What the page reads, in one transaction that says so in the journal.
struct Content {
    /// When the reading began: what is first seen from then on is new.
    since: Timestamp,
    messages: Vec<Message>,
    files: Vec<deposit::FileRow>,
    /// How many were set aside.
    aside: i64,
    scans: Scans,
    papers: Vec<Receipt>,
    uploads: bool,
    known: Known,
    notices: Vec<notify::Notice>,
}

async fn content(held: &Held) -> Result<Content, Fault> {
    let Held { cx, complaint } = held;
    let id = complaint.id;
    let since = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let messages = post_message::read_messages(cx, &mut tx, id, Side::Victim).await?;
    let files = deposit::files_of(&mut tx, id.0).await?;
    let aside = deposit::set_aside::number(&mut tx, id.0).await?;
    let scans = Scans::of(&mut tx, id.0).await?;
    let uploads = attach::uploads_allowed(cx, &mut tx, id).await?;
    let papers = receipt::all(&mut tx, id).await?;
    let known = standing::of(&mut tx, complaint, since).await?;
    let notices = notify::notices(&mut tx, id).await?;
    cx.journal(&mut tx, Deed::FollowUpRead, "complaint", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(Content {
        known,
        notices,
        since,
        messages,
        files,
        aside,
        scans,
        papers,
        uploads,
    })
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    held: Held,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let told = match done.fait.as_str() {
        "message" => Some("space-done-message"),
        "pieces" => Some("space-done-files"),
        "plainte" => Some("orientation-upgraded"),
        "corrige" => Some("after-done-amended"),
        "abandonne" => Some("after-done-given-up"),
        "retire" => Some("after-done-withdrawn"),
        "ecart" => Some("exhibits-aside-done"),
        "attestation" => Some("after-done-attestation"),
        "rendez-vous" => Some("after-done-appointment"),
        _ => None,
    };
    let told = told.map(|key| Notice::new(Tone::Ok, say.say(key), "").live());
    shown(&front, &visit, &held, told, Left::default()).await
}

/// The page with what a refused gesture left on it.
pub(super) async fn refused(
    front: &Arc<Front>,
    visit: &Visit,
    held: &Held,
    left: Left,
) -> Result<Response, Failure> {
    shown(front, visit, held, None, left).await
}

async fn shown(
    front: &Arc<Front>,
    visit: &Visit,
    held: &Held,
    done: Option<Notice>,
    left: Left,
) -> Result<Response, Failure> {
    let content = content(held).await?;
    let appointment = appointment::part(visit, content.known.appointment.as_ref())?;
    let filled = front
        .panels
        .fill(Place::VictimSpace, &held.cx, held.complaint.id.0, |_| false)
        .await;
    let say = visit.say();
    let errors = errors(&left);
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let frame = held
        .frame(visit, say.say("space-case-title"))
        .with_errors(!errors.is_empty());
    let words = Words {
        say: &say,
        held,
        content,
    };
    let mut page = words.page(frame, errors, left);
    page.done = done;
    page.appointment = appointment;
    page.panels = PanelBox::laid_out(&say, filled);
    Ok((status, Html(piece(&page)?.to_string())).into_response())
}

fn errors(left: &Left) -> Vec<FieldError> {
    [
        ("message", &left.message_error),
        ("pieces", &left.file_error),
        ("piece", &left.aside_error),
    ]
    .into_iter()
    .filter_map(|(name, error)| {
        Some(FieldError {
            name: name.to_owned(),
            message: error.clone()?,
        })
    })
    .collect()
}

/// Puts what was read in words.
struct Words<'a> {
    say: &'a Say,
    held: &'a Held,
    content: Content,
}

impl Words<'_> {
    fn page(mut self, f: Frame, errors: Vec<FieldError>, left: Left) -> Page {
        let say = self.say;
        let complaint = &self.held.complaint;
        let (need, papers) = (self.need(), self.papers());
        let messages = std::mem::take(&mut self.content.messages);
        let world = &self.held.cx.world;
        let open = complaint.state.may_amend().is_ok();
        let (files, calls) = if self.content.uploads {
            (Some(self.file_field(&left)), Vec::new())
        } else {
            (None, self.calls())
        };
        let aside = given::aside(say, &self.content.files, left.aside_error.clone());
        let asked = Asked::new(say, "message", say.say("space-message"))
            .hint(say.say("space-message-hint"))
            .error(left.message_error.clone());
        Page {
            f,
            errors: ErrorSummary::new(say, errors),
            done: None,
            reference: complaint.reference.clone(),
            kind: worded::kind_label(world, complaint, say.lang),
            steps: steps(
                say,
                complaint,
                self.content.known.standing,
                self.authority(),
            ),
            standing: self.standing(),
            dates: self.dates(),
            need,
            not_have: Button::secondary(say.say("space-not-have")).sending("reponse", "absent"),
            thread: worded::thread(say, messages, Side::Victim, self.content.since),
            message: TextArea::new(asked, left.message),
            send: Button::primary(say.say("space-send")),
            received: given::received(say, &world.forms, &self.content.files, &self.content.scans),
            aside_number: (self.content.aside > 0)
                .then(|| say.number("exhibits-aside-number", self.content.aside)),
            aside,
            put_aside: Button::danger(say.say("exhibits-aside")),
            files,
            add: Button::primary(say.say("space-add")),
            calls,
            papers,
            panels: Vec::new(),
            appointment: None,
            news: news::list(say, &self.content.notices),
            attests: complaint.channel != Channel::Import,
            amends: open && complaint.channel != Channel::Import,
            upgrades: open
                && complaint.channel != Channel::Import
                && complaint.nature == Nature::Report.code(),
            withdraws: open,
            reply: open && complaint.channel != Channel::Import,
            warning: notice(say, Tone::Warn, "space-false-police"),
            code_warning: notice(say, Tone::Info, "space-code-never-asked"),
            leave: Button::secondary(say.say("space-leave")),
            ways: identity::ways(world, say, "identity-keep"),
        }
    }

    fn authority(&self) -> bool {
        self.held.cx.world.config.regime() == Regime::Authority
    }

    fn standing(&self) -> Notice {
        let (say, complaint) = (self.say, &self.held.complaint);
        let state = self.content.known.standing.code();
        let day = worded::day(say, complaint.filed_at);
        let regime = self.held.cx.world.config.regime().code();
        let args = [
            ("date", day.as_str()),
            ("nature", complaint.nature.as_str()),
            ("regime", regime),
        ];
        let tone = match self.content.known.standing {
            Standing::NeedYou | Standing::Appointment => Tone::Warn,
            Standing::Recorded => Tone::Ok,
            _ => Tone::Info,
        };
        let text = match (&complaint.state, self.content.known.standing) {
            (Decided::Withdrawn { .. }, _) => say.with("after-withdrawn-text", &args),
            (_, Standing::Received | Standing::NeedYou | Standing::Recorded | Standing::Closed) => {
                say.with(&format!("space-state-{state}-text"), &args)
            }
            (_, told) => say.say(&format!("after-state-{}-text", told.code())),
        };
        Notice::new(tone, say.say(&format!("space-state-{state}")), text)
    }

    /// The steps taken, each with its day; a rejection with its reason.
    fn dates(&self) -> SummaryList {
        let (say, complaint) = (self.say, &self.held.complaint);
        let mut rows = vec![Row::new(
            say.say("space-state-received"),
            worded::day(say, complaint.filed_at),
        )];
        if let Some(at) = complaint.received_at {
            let key = match complaint.channel {
                Channel::Import => "space-received-by-source",
                _ => "blank-received-on-paper",
            };
            rows.push(Row::new(say.say(key), worded::day(say, at)));
        }
        let decided = match complaint.state {
            Decided::Filed => None,
            Decided::Asked { .. } => Some(Standing::NeedYou),
            Decided::Validated { .. } => Some(Standing::Recorded),
            Decided::Rejected { .. } | Decided::Withdrawn { .. } => Some(Standing::Closed),
        };
        rows.extend(decided.map(|state| {
            Row::new(
                say.say(&format!("space-state-{}", state.code())),
                worded::day(say, complaint.state_at),
            )
        }));
        rows.extend(
            self.content
                .known
                .told
                .iter()
                .map(|told| news::course(say, told)),
        );
        if let Some(at) = complaint.amended_at {
            rows.push(Row::new(say.say("after-amended"), worded::day(say, at)));
        }
        if let Decided::Rejected { reason, .. } = &complaint.state {
            rows.push(Row::new(say.say("space-reason"), reason.clone()));
        }
        let news = self
            .content
            .messages
            .iter()
            .rfind(|message| message.from == Side::Staff)
            .map_or(complaint.state_at, |message| {
                message.at.max(complaint.state_at)
            });
        rows.push(Row::new(say.say("space-last-news"), worded::day(say, news)));
        SummaryList::new(say, say.say("space-dates"), rows)
    }

    /// What the officer asked, in the officer's words: the last message of staff.
    fn need(&self) -> Option<String> {
        let Decided::Asked { .. } = self.held.complaint.state else {
            return None;
        };
        let mut asked = self.content.messages.iter();
        asked
            .rfind(|message| message.from == Side::Staff)
            .map(|message| message.body.clone())
    }

    fn file_field(&self, left: &Left) -> FileField {
        let (say, world) = (self.say, &self.held.cx.world);
        let limits = &world.config.limits;
        let count = limits.exhibits_max.to_string();
        let size = limit::told(say, limits.exhibit_bytes_max);
        let args = [("size", size.as_str()), ("count", &count)];
        let asked = Asked::new(say, "pieces", say.say("space-files"))
            .hint(say.say("space-files-hint"))
            .error(left.file_error.clone());
        FileField::new(
            say,
            asked,
            say.with("space-files-limits", &args),
            Vec::new(),
        )
    }

    /// Whom to call where no file is taken: those for minors, then for children in danger.
    fn calls(&self) -> Vec<Call> {
        let lang = self.say.lang;
        ["minor_online", "child"]
            .into_iter()
            .filter_map(|key| self.held.cx.world.forms.contact(key))
            .filter_map(|contact| {
                let (number, dials) = dialled(contact)?;
                Some(Call {
                    name: contact.name.get(lang).to_owned(),
                    number,
                    dials,
                    hours: contact.hours.get(lang).to_owned(),
                })
            })
            .collect()
    }

    fn papers(&self) -> Vec<Download> {
        let say = self.say;
        // It is issued at the first asking, and always offered.
        let offered = |paper: &&Receipt| paper.document != DISCREET;
        let papers = self.content.papers.iter().filter(offered).map(|paper| {
            let size = match paper.pdf_bytes {
                Some(bytes) => worded::size(say, bytes),
                None => say.say("space-size-unknown"),
            };
            let lang = self.held.complaint.lang.code();
            Download::new(
                say,
                format!("/suivi/documents/{}", paper.document),
                &worded::paper_name(say, &paper.document),
                "PDF",
                &size,
                &say.say(&format!("platform-language-{lang}")),
            )
        });
        let mut papers: Vec<Download> = papers.collect();
        if !self.content.files.is_empty() {
            papers.push(Download::new(
                say,
                format!("/suivi/documents/{}", papers::PROOF),
                &say.say("space-paper-proof"),
                "TXT",
                &say.say("space-size-unknown"),
                &say.say(&format!("platform-language-{}", say.lang.code())),
            ));
        }
        papers
    }
}

fn notice(say: &Say, tone: Tone, key: &str) -> Notice {
    Notice::new(tone, say.say(key), say.say(&format!("{key}-text")))
}

/// The path of the eight public states, as far as this complaint and this instance may follow it.
fn steps(say: &Say, complaint: &Complaint, here: Standing, authority: bool) -> Steps {
    let path: Vec<Standing> = match here {
        Standing::Closed => vec![Standing::Received, Standing::Closed],
        Standing::NeedYou | Standing::Appointment => {
            vec![Standing::Received, here, Standing::Recorded]
        }
        _ => vec![Standing::Received, Standing::Recorded],
    };
    // A report informs: nobody promised an inquiry on it.
    let pursued = authority && complaint.nature == Nature::Complaint.code();
    let after: &[Standing] = match here {
        Standing::Closed => &[],
        _ if pursued || here > Standing::Recorded => &[
            Standing::Investigating,
            Standing::Transmitted,
            Standing::Decided,
        ],
        _ => &[],
    };
    let path: Vec<Standing> = path.into_iter().chain(after.iter().copied()).collect();
    let at = path.iter().position(|state| *state == here).unwrap_or(0);
    let states = path
        .iter()
        .map(|state| say.say(&format!("space-state-{}", state.code())))
        .collect();
    Steps::new(say, states, at)
}

//! A person of the synthetic year fills in the questionnaire and files, through the operations the
//! pages call: same checks, same receipts. Writes no table itself.

use super::answers::Words;
use super::case::Case;
use super::chance::Chance;
use super::scenario::{Scenarios, Scheme};
use bytes::Bytes;
use faisceau_domain::Lang;
use faisceau_domain::code::Code;
use faisceau_domain::form::{FieldKind, Mode, PageUse};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Actor;
use faisceau_intake::draft::Draft;
use faisceau_intake::file::{Filed, Nature};
use faisceau_intake::{answer, attach, file, resume, start};
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::Received;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::world::World;
use futures_util::stream;
use jiff::SignedDuration;
use std::sync::Arc;

/// Longest journey walked: a loop in the pages is told, not walked for ever.
const PAGES_MAX: usize = 300;
/// Bytes of an exhibit made here.
const EXHIBIT_BYTES_MAX: u64 = 64 * 1024;

/// Turns a refusal of what this module wrote itself into a fault that says it.
pub(super) fn never<R: std::fmt::Debug>(what: &str) -> impl Fn(Error<R>) -> Fault {
    move |error| match error {
        Error::Fault(fault) => fault,
        Error::Refused(why) => Fault::new(format!("{what} was refused: {why:?}")),
    }
}

/// The victim's own context.
pub(super) fn victim(world: &Arc<World>) -> Cx {
    Cx::anyone(world, Actor::Victim, Lang::Fr)
}

/// Someone at the questionnaire.
pub(super) struct Filer<'a> {
    pub(super) world: &'a Arc<World>,
    pub(super) scenarios: &'a Scenarios,
    pub(super) case: &'a Case,
}

impl Filer<'_> {
    fn scheme(&self) -> &Scheme {
        &self.scenarios.schemes[self.case.scheme]
    }

    /// Files it whole; `None` when the answers lead elsewhere.
    ///
    /// # Errors
    /// When an operation refuses what a scenario says: the scenario or the form is wrong.
    pub(super) async fn file(&self, chance: &mut Chance) -> Result<Option<Filed>, Fault> {
        let draft = self.fill(chance, PAGES_MAX).await?;
        let cx = victim(self.world);
        let profile = &self.world.config.profile;
        let nature = match draft.journey(&self.world.forms).mode(profile) {
            Mode::Reroute => return Ok(None),
            Mode::ReportOnly => Nature::Report,
            Mode::Counter | Mode::OnlineFull | Mode::OnlinePrepared => Nature::Complaint,
        };
        let filed = file::file(&cx, &draft.code, nature).await;
        filed.map(Some).map_err(never("a filing"))
    }

    /// Answers that many pages, and leaves.
    ///
    /// # Errors
    /// As [`Filer::file`].
    pub(super) async fn fill(&self, chance: &mut Chance, pages: usize) -> Result<Draft, Fault> {
        let cx = victim(self.world);
        let form = self.scheme().form.as_deref().unwrap_or_default();
        let draft = start::start(&cx, form).await.map_err(never("a draft"))?;
        let code = draft.code.clone();
        let mut slug = draft.journey(&self.world.forms).first().slug.clone();
        for _ in 0..pages.min(PAGES_MAX) {
            self.world
                .clock
                .advance_millis(chance.between(20_000, 70_000));
            let draft = self.page(&cx, &code, &slug, chance).await?;
            let journey = draft.journey(&self.world.forms);
            match journey.next_after(&slug) {
                Some(next) => slug.clone_from(&next.slug),
                None => return Ok(draft),
            }
        }
        answer::tick_urgent(&cx, &code, &[])
            .await
            .map_err(never("the urgent page"))
    }

    /// Fills in one page; the check page asks nothing.
    async fn page(
        &self,
        cx: &Cx,
        code: &Code,
        slug: &str,
        chance: &mut Chance,
    ) -> Result<Draft, Fault> {
        let gone = || Fault::new("a draft of the demonstration is gone");
        let draft = resume::resume(cx, code).await?.ok_or_else(gone)?;
        let journey = draft.journey(&self.world.forms);
        let page = journey.page(slug).ok_or_else(gone)?;
        if page.purpose == PageUse::Check {
            return Ok(draft);
        }
        let files = page
            .asked
            .iter()
            .any(|asked| asked.field.kind == FieldKind::File);
        let exhibit = match files && journey.uploads_allowed() && chance.percent(35) {
            true => self.attach(cx, &draft, chance).await?,
            false => None,
        };
        let words = Words {
            case: self.case,
            says: [&self.scheme().says, &self.scenarios.people.says],
            exhibit,
        };
        let posted = words.post(page, chance);
        let taken = answer::answer(cx, code, slug, &posted).await;
        let taken = taken.map_err(|error| match error {
            Error::Refused(answer::Refused::Wrong(_, refused)) => {
                Fault::new(format!("{}/{slug}: {:?}", draft.form_type, refused.errors))
            }
            other => never("a page")(other),
        })?;
        Ok(taken.draft)
    }

    async fn attach(
        &self,
        cx: &Cx,
        draft: &Draft,
        chance: &mut Chance,
    ) -> Result<Option<String>, Fault> {
        let Some(text) = self.case.one_of(&self.scheme().texts, chance) else {
            return Ok(None);
        };
        let (name, bytes) = exhibit(self.case, &text, chance);
        let received = receive(cx, bytes).await?;
        let attached = attach::to_draft(cx, draft, &received, &name).await;
        let id = attached.map_err(never("an exhibit"))?;
        Ok(Some(id.to_string()))
    }
}

/// A file as people keep them: a message with its headers, or notes.
fn exhibit(case: &Case, text: &str, chance: &mut Chance) -> (String, Vec<u8>) {
    let day = case.facts_at.strftime("%Y-%m-%d").to_string();
    match case.fill("{email}") {
        Some(from) if chance.percent(70) => {
            let when = (case.facts_at + SignedDuration::from_mins(7)).to_string();
            let eml = format!(
                "From: <{from}>\r\nTo: <personne{}@courriel.example>\r\nDate: {when}\r\n\
                 Subject: Votre dossier\r\nMIME-Version: 1.0\r\n\
                 Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n",
                case.number
            );
            (format!("message-{day}.eml"), eml.into_bytes())
        }
        _ => (format!("notes-{day}.txt"), text.as_bytes().to_vec()),
    }
}

async fn receive(cx: &Cx, bytes: Vec<u8>) -> Result<Received, Fault> {
    let staging = cx.world.dice.uuid(cx.world.clock.now());
    let whole = stream::iter([Ok::<_, std::convert::Infallible>(Bytes::from(bytes))]);
    let received = cx
        .world
        .deposit
        .receive(staging, whole, EXHIBIT_BYTES_MAX)
        .await;
    received.map_err(|why| Fault::new(format!("an exhibit was not received: {why:?}")))
}

/// Adds an exhibit to a complaint already filed, as a victim does when asked for it.
///
/// # Errors
/// When the deposit fails, or when the complaint takes no file.
pub(super) async fn add_later(
    cx: &Cx,
    complaint: ComplaintId,
    case: &Case,
    text: &str,
    chance: &mut Chance,
) -> Result<(), Fault> {
    let (name, bytes) = exhibit(case, text, chance);
    let received = receive(cx, bytes).await?;
    let attached = attach::to_complaint(cx, complaint, &received, &name).await;
    match attached {
        // The path that takes addresses only refuses every file, from here too.
        Ok(_) | Err(Error::Refused(attach::Refused::NoFileHere)) => Ok(()),
        Err(error) => Err(never("an exhibit")(error)),
    }
}

//! Plays the synthetic year on a world whose clock is set by hand: filings, imports, decisions and
//! messages, each through its operation. Writes no table itself.

use super::agenda::{Agenda, Deed, Step};
use super::case::Case;
use super::chance::Chance;
use super::filing::{Filer, add_later, never, victim};
use super::scenario::{Scenarios, Scheme};
use faisceau_domain::Lang;
use faisceau_domain::access::Purpose;
use faisceau_domain::event::Side;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::file::Filed;
use faisceau_intake::import::{self, Imported};
use faisceau_intake::{ask, decide, post_message, reject, validate};
use faisceau_platform::accounts::Staff;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::world::World;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How often sources send, and complaints are brought together.
const EVERY: SignedDuration = SignedDuration::from_hours(24 * 7);

/// A complaint filed page by page, with what opens its space.
pub(super) struct Known {
    pub(super) filed: Filed,
    pub(super) form: String,
    /// What was done about it, in order.
    pub(super) deeds: Vec<Deed>,
}

/// The year being played.
pub(super) struct Life<'a> {
    pub(super) world: &'a Arc<World>,
    pub(super) scenarios: &'a Scenarios,
    pub(super) officers: &'a [Staff],
    pub(super) chance: Chance,
    pub(super) end: Timestamp,
    agenda: Agenda,
    linker: faisceau_series::run::Worker,
    pub(super) known: BTreeMap<ComplaintId, Known>,
}

impl<'a> Life<'a> {
    pub(super) fn new(
        world: &'a Arc<World>,
        scenarios: &'a Scenarios,
        officers: &'a [Staff],
        chance: Chance,
        end: Timestamp,
    ) -> Life<'a> {
        Life {
            world,
            scenarios,
            officers,
            chance,
            end,
            agenda: Agenda::default(),
            linker: faisceau_series::run::Worker::new(world),
            known: BTreeMap::new(),
        }
    }

    /// Notes every complaint of the plan, and the weekly gestures.
    pub(super) fn expect(&mut self, cases: Vec<Case>) {
        let Some(first) = cases.first().map(|case| case.at) else {
            return;
        };
        let shares: Vec<u32> = self
            .scenarios
            .people
            .sources
            .iter()
            .map(|s| s.share)
            .collect();
        let mut week_end = first + EVERY;
        let mut sent: BTreeMap<usize, Vec<Case>> = BTreeMap::new();
        for case in cases {
            while case.at > week_end {
                self.send(week_end, std::mem::take(&mut sent));
                week_end += EVERY;
            }
            if case.online {
                self.agenda.note(case.at, Step::File(Box::new(case)));
            } else {
                let source = self.chance.share(shares.iter().copied());
                sent.entry(source).or_default().push(case);
            }
        }
        self.send(week_end.min(self.end), sent);
    }

    fn send(&mut self, at: Timestamp, sent: BTreeMap<usize, Vec<Case>>) {
        for (source, cases) in sent {
            let name = self.scenarios.people.sources[source].name.clone();
            self.agenda.note(at, Step::Send(name, cases));
        }
        self.agenda.note(at, Step::Link);
    }

    /// Plays everything up to the end; `tell` hears how many steps are done and left.
    ///
    /// # Errors
    /// When an operation fails, or refuses what a scenario says.
    pub(super) async fn play(&mut self, tell: impl Fn(usize, usize)) -> Result<(), Fault> {
        let mut done = 0;
        while let Some(step) = self.agenda.next(&self.world.clock, self.end) {
            match step {
                Step::File(case) => self.file(*case).await?,
                Step::Send(source, cases) => self.import(&source, cases).await?,
                Step::Link => {
                    self.linker.until_idle().await?;
                }
                Step::Follow(deed, complaint, case) => self.follow(deed, complaint, case).await?,
            }
            done += 1;
            tell(done, self.agenda.len());
        }
        self.linker.until_idle().await?;
        self.linker.leave().await
    }

    fn scheme(&self, case: &Case) -> &'a Scheme {
        &self.scenarios.schemes[case.scheme]
    }

    async fn file(&mut self, case: Case) -> Result<(), Fault> {
        let filer = Filer {
            world: self.world,
            scenarios: self.scenarios,
            case: &case,
        };
        let Some(filed) = filer.file(&mut self.chance).await? else {
            return Ok(());
        };
        let complaint = filed.complaint;
        let known = Known {
            filed,
            form: self.scheme(&case).form.clone().unwrap_or_default(),
            deeds: Vec::new(),
        };
        self.known.insert(complaint, known);
        let (deed, days) = match self.chance.place(100) {
            0..40 => (Deed::Validate, 18),
            40..62 => (Deed::Ask, 6),
            62..70 => (Deed::Reject, 12),
            70..78 => (Deed::Write, 20),
            _ => return Ok(()),
        };
        self.later(deed, complaint, Box::new(case), days);
        Ok(())
    }

    async fn import(&mut self, source: &str, cases: Vec<Case>) -> Result<(), Fault> {
        let cx = Cx::platform(self.world);
        let now = self.world.clock.now();
        let people = &self.scenarios.people;
        let mut tx = self.world.db.write().await?;
        let mut added = Vec::new();
        for case in cases {
            let line = case.line(self.scheme(&case), people, &mut self.chance);
            let checked = import::check(&line.to_string(), now)?;
            let imported = import::import(&cx, &mut tx, source, checked).await;
            if let Imported::Added(id) = imported.map_err(never("an imported line"))? {
                added.push((id, case));
            }
        }
        tx.commit().await?;
        for (id, case) in added {
            match self.chance.place(100) {
                0..9 => self.later(Deed::Validate, id, Box::new(case), 30),
                9..12 => self.later(Deed::Reject, id, Box::new(case), 30),
                _ => {}
            }
        }
        Ok(())
    }

    fn later(&mut self, deed: Deed, complaint: ComplaintId, case: Box<Case>, days: i64) {
        let minutes = self.chance.between(90, days * 24 * 60);
        let at = self.world.clock.now() + SignedDuration::from_mins(minutes);
        self.agenda.note(at, Step::Follow(deed, complaint, case));
    }

    async fn follow(&mut self, deed: Deed, id: ComplaintId, case: Box<Case>) -> Result<(), Fault> {
        let scheme = self.scheme(&case);
        let chance = &mut self.chance;
        let officer = &self.officers[chance.place(self.officers.len())];
        let staff = Cx::staff(self.world, officer.clone(), Purpose::Intake, Lang::Fr);
        let person = victim(self.world);
        let next = match deed {
            Deed::Ask => match case.one_of(&scheme.asks, chance) {
                Some(words) => {
                    decided(ask::ask(&staff, id, &words).await)?;
                    chance.percent(75).then_some((Deed::Reply, 6))
                }
                None => Some((Deed::Validate, 6)),
            },
            Deed::Reply | Deed::Write => {
                let words = case.one_of(&scheme.replies, chance).unwrap_or_default();
                if words.is_empty() {
                    return Ok(());
                }
                if deed == Deed::Reply && chance.percent(45) {
                    add_later(&person, id, &case, &words, chance).await?;
                }
                let posted = post_message::post_message(&person, id, Side::Victim, &words).await;
                posted.map_err(never("a message"))?;
                chance.percent(70).then_some((Deed::Validate, 9))
            }
            Deed::Validate => {
                decided(validate::validate(&staff, id, &scheme.offences).await)?;
                None
            }
            Deed::Reject => {
                let reason = case.one_of(&scheme.reasons, chance).unwrap_or_default();
                decided(reject::reject(&staff, id, &reason).await)?;
                None
            }
        };
        if let Some(known) = self.known.get_mut(&id) {
            known.deeds.push(deed);
        }
        if let Some((deed, days)) = next {
            self.later(deed, id, case, days);
        }
        Ok(())
    }
}

/// A report or a private body's case may not be decided as asked: then nothing happens.
fn decided(done: Outcome<(), decide::Refused>) -> Result<(), Fault> {
    match done {
        Ok(()) | Err(Error::Refused(decide::Refused::Rule(_))) => Ok(()),
        Err(error) => Err(never("a decision")(error)),
    }
}

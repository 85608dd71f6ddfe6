//! The context of an operation: who acts, why, in which language, and the world they act in.
//! Everything an operation needs from outside comes through it.

use crate::accounts::Staff;
use crate::accounts::sign_ins::Place;
use crate::db::Tx;
use crate::events;
use crate::fault::Fault;
use crate::world::World;
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_domain::access::Purpose;
use faisceau_domain::event::Event;
use faisceau_domain::journal::{Actor, Deed, Entry};
use std::sync::Arc;
use uuid::Uuid;

/// The context of one operation.
#[derive(Clone)]
pub struct Cx {
    /// Databases, files, clock, words, law…
    pub world: Arc<World>,
    /// Who acts.
    pub actor: Actor,
    /// The member of staff, when one acts.
    pub staff: Option<Staff>,
    /// Why, for staff.
    pub purpose: Option<Purpose>,
    /// Why, in the actor's words, where an action asks for it.
    pub reason: String,
    /// The language to answer in.
    pub lang: Lang,
    /// Where the request comes from, for sign-ins; empty elsewhere.
    pub place: Place,
    /// The token of the forms shown in answer, for panels; empty outside pages.
    pub form_token: String,
}

impl Cx {
    /// Someone without an account.
    #[must_use]
    pub fn anyone(world: &Arc<World>, actor: Actor, lang: Lang) -> Cx {
        Cx {
            world: world.clone(),
            actor,
            staff: None,
            purpose: None,
            reason: String::new(),
            lang,
            place: Place::default(),
            form_token: String::new(),
        }
    }

    /// The platform itself: jobs, imports, the command line.
    #[must_use]
    pub fn platform(world: &Arc<World>) -> Cx {
        Cx::anyone(world, Actor::Platform, Lang::Fr)
    }

    /// A member of staff, for a purpose.
    #[must_use]
    pub fn staff(world: &Arc<World>, staff: Staff, purpose: Purpose, lang: Lang) -> Cx {
        Cx {
            world: world.clone(),
            actor: Actor::Staff(staff.id),
            staff: Some(staff),
            purpose: Some(purpose),
            reason: String::new(),
            lang,
            place: Place::default(),
            form_token: String::new(),
        }
    }

    /// The same, from this place.
    #[must_use]
    pub fn seen_from(mut self, place: Place) -> Cx {
        self.place = place;
        self
    }

    /// The same, with a reason in words.
    #[must_use]
    pub fn because(mut self, reason: &str) -> Cx {
        let told = reason.trim().chars().filter(|c| !c.is_control());
        self.reason = told.take(REASON_CHARACTERS_MAX).collect();
        self
    }

    /// The sentences, in the language of this person.
    #[must_use]
    pub fn say(&self) -> Say {
        Say::new(self.world.words.clone(), self.lang)
    }

    /// Writes a journal row in this transaction. `detail` is JSON of ids and counts, never a name,
    /// a number or a search term.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn journal(
        &self,
        tx: &mut Tx,
        action: Deed,
        subject_kind: &'static str,
        subject: Option<Uuid>,
        detail: &str,
    ) -> Result<(), Fault> {
        let now = self.world.clock.now();
        let entry = Entry {
            id: self.world.dice.uuid(now),
            at: now,
            actor: self.actor,
            purpose: self.purpose,
            reason: self.reason.clone(),
            action,
            subject_kind,
            subject,
            detail: detail.to_owned(),
        };
        crate::journal::write(tx, &entry).await
    }

    /// Writes an event in this transaction and lets the others react.
    ///
    /// # Errors
    /// When the database or a reaction fails.
    pub async fn emit(&self, tx: &mut Tx, event: &Event) -> Result<(), Fault> {
        events::emit(self, tx, std::slice::from_ref(event)).await
    }

    /// The same for events of one gesture, in this order.
    ///
    /// # Errors
    /// When the database or a reaction fails.
    pub async fn emit_all(&self, tx: &mut Tx, events: &[Event]) -> Result<(), Fault> {
        events::emit(self, tx, events).await
    }
}

/// Longest reason kept in the journal.
pub const REASON_CHARACTERS_MAX: usize = 500;

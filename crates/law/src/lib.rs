//! The law pack: dated citations, values and deadlines, with their because. Reads texts handed in,
//! resolves a key on a civil day, explains it. Never opens a file, never asks what day it is, and
//! holds no article number and no sentence: those live in `law/`, described in `docs/law.md`.

mod basis;
mod calendar;
mod check;
mod clock;
mod course;
mod deadline;
mod entry;
mod explain;
mod fields;
mod lang;
mod mistake;
mod offence;
mod pack;
mod read;
mod sentence;
mod situation;
mod typography;
mod value;

pub use basis::{Asked, Author, Bar, Basis, Frame, Magistrate, Measure, Why};
pub use calendar::{DayOff, Place};
pub use check::{FIRST_DAY, Lapsed};
pub use clock::{End, Event, Reckoned, Run, Start, Step, What};
pub use deadline::{Deadline, Uncomputable};
pub use entry::{Audience, Cite, Confirmation, Entry, Renumbering};
pub use explain::Explanation;
pub use lang::{Lang, Text};
pub use mistake::{Mistake, Problem};
pub use offence::{Gate, Gated, Natinf, Nature, Offence};
pub use pack::{At, Because, NEAR_MAX, Pack, Said, Unresolved};
pub use situation::{Situation, Told};
pub use typography::typeset;
pub use value::Value;

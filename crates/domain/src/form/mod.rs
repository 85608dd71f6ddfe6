//! The questionnaire: what is asked, in which order, and what an answer is worth. Everything comes
//! from the files under `forms/`; the engine knows no type of complaint. Pure: it is told the day,
//! the zone and the files already deposited.

pub mod answers;
mod audit;
pub mod bilingual;
mod canonical;
pub mod condition;
pub mod directory;
pub mod field;
pub mod journey;
pub mod key;
pub mod kind;
pub mod mistake;
pub mod outcome;
pub mod pack;
mod parse;
pub mod pivot;
pub mod posted;
pub mod problem;
pub mod reading;
pub mod secret;
pub mod summary;
pub mod value;

pub use answers::{Answer, Answers, FormRef};
pub use bilingual::Bilingual;
pub use condition::{Condition, Fact, Facts, Literal};
pub use field::{Choice, Field, FieldKind, Required};
pub use journey::{Asked, CHECK, Journey, Missing, Page, PageUse, Progress};
pub use key::Key;
pub use kind::{Kind, Mode};
pub use mistake::Mistake;
pub use outcome::{Found, Occurred, Proposed};
pub use pack::{OTHER, Pack};
pub use pivot::{Pivot, Role};
pub use posted::{Posted, input_name};
pub use problem::{Cause, FieldError};
pub use reading::{Parsed, Reading, Refused};
pub use summary::{Row, Section};
pub use value::Value;

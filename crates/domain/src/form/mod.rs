//! The questionnaire: what is asked, in which order, and what an answer is worth. Everything comes
//! from the files under `forms/`; the engine knows no type of complaint. Pure: it is told the day,
//! the zone and the files already deposited.
//!
//! The path of one page: [`Pack::read`] once; [`Journey::of`] the answers so far; show
//! [`Journey::page`] with [`Journey::fill`]; read what was posted with [`reading::parse_page`];
//! [`Answers::put`] what it gave, or show the page again with [`Refused`]; then a new journey and
//! [`Journey::next_after`].
//!
//! Names of inputs: [`input_name`] of the key and of a part. The main input has an empty part.
//!
//! | kind | parts |
//! | --- | --- |
//! | choice, select, bool3 | `` (code; `yes`/`no`; also `unknown`, `declined`, `later` when offered) |
//! | multi, file, any `many` | `` repeated; `many` also takes one value per line |
//! | tick | `` (any text) |
//! | date, date_approx | `day` `month` `year` |
//! | datetime | `day` `month` `year` `time` `zone` (a choice where the field offers some) |
//! | period | `first-day` `first-month` `first-year` `last-…` `continuing` |
//! | money | `` `currency` |
//! | crypto_addr, crypto_tx | `` `chain` (a choice) |
//! | card_ref | `first6` `last4` |
//! | handle | `` `platform` |
//! | person | each of `parts`; the date of birth as `born_on-day` `born_on-month` `born_on-year` |
//! | address | `lines` `postcode` `town` `country` |
//! | commune | `` `code` |
//! | all others | `` |
//!
//! Labels of these inputs: [`Pack::word`] of `input-<part>`, or `part-<part>` for a person and an
//! address. Beside any field: `state` (`unknown`, `declined`, `later`), used when no value is given; and
//! `keep`, hidden, from [`Refused::keeps`].

pub mod answers;
mod audit;
pub mod bilingual;
mod canonical;
mod completeness;
pub mod condition;
pub mod difference;
pub mod directory;
pub mod exhaustive;
pub mod field;
pub mod journey;
pub mod key;
pub mod kind;
pub mod mistake;
mod normal;
pub mod orientation;
pub mod outcome;
pub mod pack;
mod parse;
pub mod pivot;
pub mod posted;
pub mod printed;
pub mod problem;
mod published;
pub mod reading;
mod schema;
mod scope;
pub mod screen;
pub mod search;
pub mod secret;
pub mod spot;
pub mod suggest;
pub mod summary;
pub mod tasks;
pub mod taxonomy;
pub mod value;
mod whole;

pub use answers::{Answer, Answers, FormRef};
pub use bilingual::Bilingual;
pub use condition::{Condition, Fact, Facts, Literal};
pub use difference::{Changed, difference};
pub use exhaustive::{Exhaustive, Group, Lack};
pub use field::{Choice, Field, FieldKind, Required};
pub use journey::{Asked, CHECK, Journey, Missing, Page, PageUse, Progress, takes_files};
pub use key::Key;
pub use kind::{Kind, Mode};
pub use mistake::Mistake;
pub use orientation::{Crossing, Next, Standing, Way};
pub use outcome::{Found, Occurred, Proposed};
pub use pack::{OTHER, Pack};
pub use pivot::{Pivot, Role};
pub use posted::{Posted, input_name};
pub use printed::Printed;
pub use problem::{Cause, FieldError};
pub use published::schema_of_forms;
pub use reading::{Parsed, Reading, Refused};
pub use screen::{Screen, Screened};
pub use suggest::Suggestion;
pub use summary::{Row, Section, UNANSWERED};
pub use tasks::{Task, TaskState};
pub use taxonomy::GivenCode;
pub use value::Value;
pub use whole::{Whole, Wrong};

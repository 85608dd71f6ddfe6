//! The list of checks and the exceptions to them. A new check is one file and one line here.
//! Exceptions live in `xtask/exceptions.toml`, with a reason, and may only become fewer.

mod attributes;
mod citations;
mod decisions;
mod dependencies;
mod exceptions;
mod glossary;
mod headers;
mod keys;
mod map;
mod names;
mod owners;
mod privacy;
mod requirements;
mod rings;
mod schema;
mod sentences;
mod size;
mod sql;
mod unfinished;
mod words;
mod world;
mod writing;

pub use exceptions::Report;

use crate::{Finding, Repo};

/// One check of the house.
pub struct Check {
    /// The name printed with each finding and used by exceptions.
    pub name: &'static str,
    /// What it refuses, in one line.
    pub refuses: &'static str,
    /// The check itself: reads the texts, returns what is broken.
    pub run: fn(&Repo) -> Vec<Finding>,
}

/// Every check.
pub const CHECKS: &[Check] = &[
    Check {
        name: rings::NAME,
        refuses: rings::REFUSES,
        run: rings::check,
    },
    Check {
        name: sql::NAME,
        refuses: sql::REFUSES,
        run: sql::check,
    },
    Check {
        name: owners::NAME,
        refuses: owners::REFUSES,
        run: owners::check,
    },
    Check {
        name: privacy::NAME,
        refuses: privacy::REFUSES,
        run: privacy::check,
    },
    Check {
        name: citations::NAME,
        refuses: citations::REFUSES,
        run: citations::check,
    },
    Check {
        name: keys::NAME,
        refuses: keys::REFUSES,
        run: keys::check,
    },
    Check {
        name: size::NAME,
        refuses: size::REFUSES,
        run: size::check,
    },
    Check {
        name: headers::NAME,
        refuses: headers::REFUSES,
        run: headers::check,
    },
    Check {
        name: names::NAME,
        refuses: names::REFUSES,
        run: names::check,
    },
    Check {
        name: attributes::NAME,
        refuses: attributes::REFUSES,
        run: attributes::check,
    },
    Check {
        name: world::NAME,
        refuses: world::REFUSES,
        run: world::check,
    },
    Check {
        name: words::NAME,
        refuses: words::REFUSES,
        run: words::check,
    },
    Check {
        name: sentences::NAME,
        refuses: sentences::REFUSES,
        run: sentences::check,
    },
    Check {
        name: writing::NAME,
        refuses: writing::REFUSES,
        run: writing::check,
    },
    Check {
        name: unfinished::NAME,
        refuses: unfinished::REFUSES,
        run: unfinished::check,
    },
    Check {
        name: requirements::NAME,
        refuses: requirements::REFUSES,
        run: requirements::check,
    },
    Check {
        name: decisions::NAME,
        refuses: decisions::REFUSES,
        run: decisions::check,
    },
    Check {
        name: dependencies::NAME,
        refuses: dependencies::REFUSES,
        run: dependencies::check,
    },
    Check {
        name: map::NAME,
        refuses: map::REFUSES,
        run: map::check,
    },
    Check {
        name: glossary::NAME,
        refuses: glossary::REFUSES,
        run: glossary::check,
    },
];

/// Runs every check and takes the listed exceptions into account.
pub fn run(repo: &Repo) -> Report {
    let found = CHECKS.iter().flat_map(|check| (check.run)(repo)).collect();
    exceptions::apply(repo, found)
}

/// A pattern written in this crate.
fn pattern(text: &str) -> regex::Regex {
    regex::Regex::new(text).expect("the patterns of the checks are constants and compile")
}

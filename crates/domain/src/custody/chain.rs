//! Checks the chain of an exhibit from nothing but its steps: positions without a gap, each digest that of
//! its fields, each chained to the last, each step one that the rules allow after those before it, and the
//! content everywhere the one that came in. What is missing at the end is not seen here: who holds the
//! last digest elsewhere (the journal, a seal, a paper) sees it.

use super::{By, Detail, Fields, GENESIS, Gesture, Kind, Refused, Standing, step};
use crate::id::AccountId;

/// A step as stored, with the digest stored beside it.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    /// Its fields.
    pub fields: Fields<'a>,
    /// The digest stored.
    pub digest: [u8; 32],
}

/// What is wrong with a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// It has no step at all.
    Empty,
    /// A step is missing, twice there, or of another exhibit.
    Position(i64),
    /// The digest stored is not that of the fields.
    Digest(i64),
    /// It is not chained to the step before it.
    Previous(i64),
    /// Its words are of no kind known here.
    Words(i64),
    /// The rules do not allow it after those before it.
    Step(i64, Refused),
    /// It says to have read another content than the one that came in, and calls it the same.
    Content(i64),
}

impl Broken {
    /// The stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Broken::Empty => "empty",
            Broken::Position(_) => "position",
            Broken::Digest(_) => "digest",
            Broken::Previous(_) => "previous",
            Broken::Words(_) => "words",
            Broken::Step(..) => "step",
            Broken::Content(_) => "content",
        }
    }

    /// At which step.
    #[must_use]
    pub const fn position(self) -> i64 {
        match self {
            Broken::Empty => 0,
            Broken::Position(at)
            | Broken::Digest(at)
            | Broken::Previous(at)
            | Broken::Words(at)
            | Broken::Step(at, _)
            | Broken::Content(at) => at,
        }
    }
}

/// What a whole chain says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Where the exhibit stands.
    pub standing: Standing,
    /// How many steps.
    pub steps: i64,
    /// The digest of the last.
    pub head: [u8; 32],
    /// What stands for the content as it came in.
    pub content: [u8; 32],
}

/// Checks the steps of one exhibit, in the order of their positions.
///
/// # Errors
/// The first thing that is wrong.
pub fn check<'a>(
    exhibit: uuid::Uuid,
    steps: impl IntoIterator<Item = Stored<'a>>,
) -> Result<Checked, Broken> {
    let mut so_far: Option<Checked> = None;
    for stored in steps {
        so_far = Some(next(exhibit, so_far.as_ref(), &stored)?);
    }
    so_far.ok_or(Broken::Empty)
}

fn next(
    exhibit: uuid::Uuid,
    before: Option<&Checked>,
    stored: &Stored<'_>,
) -> Result<Checked, Broken> {
    let fields = &stored.fields;
    let at = before.map_or(1, |before| before.steps + 1);
    if fields.position != at || fields.exhibit != exhibit {
        return Err(Broken::Position(at));
    }
    if fields.previous != before.map_or(GENESIS, |before| before.head) {
        return Err(Broken::Previous(at));
    }
    if fields.digest() != stored.digest {
        return Err(Broken::Digest(at));
    }
    let (kind, detail) = Kind::from_code(fields.kind)
        .zip(Detail::read(fields.detail))
        .ok_or(Broken::Words(at))?;
    let by = By {
        account: fields.person.map(AccountId),
        reason: fields.reason,
    };
    let standing = before.map(|before| &before.standing);
    let gesture = Gesture { kind, detail };
    let standing = step(standing, by, &gesture).map_err(|why| Broken::Step(at, why))?;
    let came_in = before.map(|before| before.content).or(fields.content);
    let content = came_in.ok_or(Broken::Content(at))?;
    // A step either read what came in, or read nothing, or is the one that says it read another.
    let honest = match kind {
        Kind::Differed => fields.content != Some(content),
        _ => fields.content.is_none_or(|seen| seen == content),
    };
    if !honest {
        return Err(Broken::Content(at));
    }
    Ok(Checked {
        standing,
        steps: at,
        head: stored.digest,
        content,
    })
}

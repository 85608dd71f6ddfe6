//! A victim who wants to may be known by a provider of identity: files opened with their code in this browser
//! are then found again without it. Nothing asks for it, and no name finds a file: what is kept is the
//! mark of the provider's subject beside a complaint, until it is detached.

mod attach;
mod detach;
mod list;
mod pages;
pub(crate) mod store;

pub use attach::attach;
pub use detach::detach;
pub use list::{Listed, list};
pub(crate) use list::opened_by;
pub(crate) use pages::{routes, ways};

use faisceau_platform::cx::Cx;
use faisceau_platform::keys::Use;
use jiff::{SignedDuration, Timestamp};

/// How long a browser is known, whatever happens: as long as a session at FranceConnect.
pub const LENGTH: SignedDuration = SignedDuration::from_mins(30);

/// Somebody whom a provider knows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// The mark of their subject.
    pub mark: [u8; 32],
}

/// Secret: the debug form shows nothing.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(…)")
    }
}

impl Person {
    /// The cookie of this person, good for [`LENGTH`].
    pub(crate) fn cookie(self, cx: &Cx) -> String {
        let until = (cx.world.clock.now() + LENGTH).as_second();
        let held = format!("{}.{until}", hex::encode(self.mark));
        format!("{held}.{}", seal(cx, "person", &held))
    }

    /// Whom such a cookie is of, when it was made here and is not over.
    pub(crate) fn of_cookie(cx: &Cx, value: &str) -> Option<Person> {
        let (held, told) = value.rsplit_once('.')?;
        let (mark, until) = held.split_once('.')?;
        let until = Timestamp::from_second(until.parse().ok()?).ok()?;
        let made = same(cx, &seal(cx, "person", held), told);
        let mark = hex::decode(mark).ok()?.try_into().ok()?;
        (made && cx.world.clock.now() < until).then_some(Person { mark })
    }

    /// The cookie that opens the space of one complaint for this person.
    pub(crate) fn key(self, cx: &Cx, reference: &str) -> String {
        let held = format!("{reference}.~{}", hex::encode(self.mark));
        format!("{held}.{}", seal(cx, "key", &held))
    }

    /// What such a cookie opens: the reference, and for whom.
    pub(crate) fn of_key(cx: &Cx, value: &str) -> Option<(String, Person)> {
        let (held, told) = value.rsplit_once('.')?;
        let (reference, mark) = held.split_once(".~")?;
        let mark = hex::decode(mark).ok()?.try_into().ok()?;
        let made = same(cx, &seal(cx, "key", held), told);
        made.then(|| (reference.to_owned(), Person { mark }))
    }
}

fn seal(cx: &Cx, what: &str, held: &str) -> String {
    let held = format!("{what}:{held}");
    hex::encode(cx.world.keys().mark(Use::Door, held.as_bytes()))
}

/// Compared as their digests: where they part tells nothing.
fn same(cx: &Cx, one: &str, other: &str) -> bool {
    let mark = |text: &str| cx.world.keys().mark(Use::Door, text.as_bytes());
    mark(one) == mark(other)
}

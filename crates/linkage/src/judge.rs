//! What one value is worth: the sum of what its users also agree on, and who is linked by it.
//! A function of the value's users alone, in their order; asks nothing of groups.

use smallvec::SmallVec;

use crate::figures::{Figures, KindFigures};
use crate::record::Kind;
use crate::roll::{Entry, Roll, Slot, ValueNo};
use crate::sketch::Sketch;
use crate::threads::Threads;

/// What one arrival on a value adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Term {
    /// In hundredths of a bit.
    bits: i16,
    /// How far before it stands the earlier user it agrees with most; 0: to be found again.
    back: u8,
    /// Something firm goes with it.
    firm: bool,
}

/// The term of a user that was not compared yet.
const STALE: Term = Term {
    bits: 0,
    back: 0,
    firm: false,
};

/// The judgement of a value, kept beside its users.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Judged {
    /// What it is worth, in hundredths of a bit.
    pub(crate) bits: i32,
    /// How many arrivals after the first also agreed on something firm.
    pub(crate) corroborated: u32,
    /// Which of its users it links.
    pub(crate) threads: Threads,
    stirred: Vec<Slot>,
    /// What each user adds, in the order of the users; the first adds nothing.
    terms: SmallVec<[Term; 4]>,
    /// The sum of the terms.
    sum: i64,
    /// No term before this place is stale.
    settled: usize,
}

impl Judged {
    /// A user came at this place.
    pub(crate) fn came(&mut self, at: usize, window: usize) {
        self.terms.insert(at, STALE);
        self.forget(at, window + 1);
    }

    /// The user at this place went.
    pub(crate) fn went(&mut self, at: usize, window: usize) {
        let gone = self.terms.remove(at);
        self.sum -= i64::from(gone.bits);
        self.corroborated -= u32::from(gone.firm);
        self.forget(at, window);
    }

    /// The terms that looked at this place are found again by the next judgement.
    fn forget(&mut self, from: usize, many: usize) {
        self.settled = self.settled.min(from);
        let upto = self.terms.len().min(from + many);
        for term in &mut self.terms[from.min(upto)..upto] {
            self.sum -= i64::from(term.bits);
            self.corroborated -= u32::from(term.firm);
            *term = STALE;
        }
    }

    /// One complaint of each set that the last judgements joined otherwise than before.
    pub(crate) fn take_stirred(&mut self) -> Vec<Slot> {
        std::mem::take(&mut self.stirred)
    }
}

/// What a correction or a list says of a value, above what its use says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// Nothing: its use decides.
    None,
    /// It belongs to many.
    Shared,
    /// It belongs to one group.
    Owned,
}

/// Judges a value again. Only the arrivals that may have changed are compared:
/// `O(changed × window)` comparisons and one pass over the users.
pub(crate) fn judge(
    roll: &Roll,
    figures: &Figures,
    value: ValueNo,
    ruling: Ruling,
    mut judged: Judged,
) -> Judged {
    let users = roll.users(value);
    let of = figures.kinds.get(roll.values[value as usize].key.kind);
    judged.terms.resize(users.len(), STALE);
    judged.bits = match ruling {
        Ruling::Owned => i32::MAX,
        Ruling::Shared => i32::MIN,
        Ruling::None if !of.links => of.prior,
        Ruling::None => {
            compare(roll, figures, of, value, &mut judged);
            let bits = i64::from(of.prior) + judged.sum;
            let bounds = i64::from(i32::MIN + 1)..=i64::from(i32::MAX - 1);
            i32::try_from(bits.clamp(*bounds.start(), *bounds.end())).expect("clamped")
        }
    };
    let least = figures.link.saturating_sub(judged.bits.min(of.ceiling));
    let threads = match ruling {
        Ruling::Owned => Threads::All,
        Ruling::None if of.links && least <= figures.arrival[1] => {
            threads(users, &judged.terms, least)
        }
        Ruling::None | Ruling::Shared => Threads::None,
    };
    judged
        .stirred
        .extend(threads.stirred(&judged.threads, users));
    judged.threads = threads;
    judged
}

/// Finds the stale terms again.
fn compare(roll: &Roll, figures: &Figures, of: &KindFigures, value: ValueNo, judged: &mut Judged) {
    let users = roll.users(value);
    for at in judged.settled.max(1)..users.len() {
        if judged.terms[at].back == 0 {
            let term = arrival(roll, figures, of, value, &users[..=at]);
            judged.sum += i64::from(term.bits);
            judged.corroborated += u32::from(term.firm);
            judged.terms[at] = term;
        }
    }
    judged.settled = users.len();
}

/// Compares the last of these users with the few before it.
fn arrival(
    roll: &Roll,
    figures: &Figures,
    of: &KindFigures,
    value: ValueNo,
    users: &[Slot],
) -> Term {
    let (last, before) = users.split_last().expect("an arrival");
    let window = figures.window_of(of.hard).min(before.len());
    let new = roll.entry(*last);
    let (mut bits, mut back, mut firm) = (i32::MIN, 1, false);
    for step in (1..=window).rev() {
        let other = roll.entry(before[before.len() - step]);
        let agreement = agree(roll, figures, of.hard, value, new, other);
        firm |= agreement.firm;
        if agreement.bits >= bits {
            bits = agreement.bits;
            back = step;
        }
    }
    let price = figures.choice[(window - 1).min(figures.choice.len() - 1)];
    let bits = (bits - price).clamp(figures.arrival[0], figures.arrival[1]);
    Term {
        bits: i16::try_from(bits).expect("an arrival adds a few bits"),
        back: u8::try_from(back).expect("a short window"),
        firm,
    }
}

/// What two users of a value agree on besides it.
pub(crate) struct Agreement {
    pub(crate) bits: i32,
    /// Another hard value, a script or a picture goes with it.
    pub(crate) firm: bool,
}

/// The Fellegi–Sunter sum of two complaints on everything except one value they share.
pub(crate) fn agree(
    roll: &Roll,
    figures: &Figures,
    hard: bool,
    value: ValueNo,
    one: &Entry,
    other: &Entry,
) -> Agreement {
    let shared = shared(roll, figures, value, one, other);
    let mut bits = 0;
    if shared.hard {
        bits += figures.another[0];
    } else if shared.kinds {
        bits += figures.another[1];
    }
    bits += match (one.heading, other.heading) {
        (0, _) | (_, 0) => figures.heading[2],
        (a, b) => figures.heading[usize::from(a != b)],
    };
    let mut firm = shared.hard;
    if let (Some(a), Some(b)) = (&one.sketch, &other.sketch) {
        let script = figures.script[Sketch::eighths(a.agreement(b))];
        bits += script;
        firm |= script > 100;
    }
    if let (Some(a), Some(b)) = (&one.image, &other.image)
        && crate::roll::differing(a, b) <= figures.image_bits
    {
        bits += figures.image;
        firm = true;
    }
    if shared.soft && hard {
        bits += figures.soft;
    }
    if !hard && !firm && !shared.soft {
        bits = bits.min(figures.bare);
    }
    Agreement { bits, firm }
}

struct Shared {
    hard: bool,
    soft: bool,
    /// Both have other hard values of one kind.
    kinds: bool,
}

/// What two complaints share besides one value. Linear: values are kept in order.
fn shared(roll: &Roll, figures: &Figures, but: ValueNo, one: &Entry, other: &Entry) -> Shared {
    let mut found = Shared {
        hard: false,
        soft: false,
        kinds: false,
    };
    let mut masks = [0_u32; 2];
    let (mut a, mut b) = (one.values.iter().peekable(), other.values.iter().peekable());
    loop {
        let (side, value) = match (a.peek(), b.peek()) {
            (Some(&&x), Some(&&y)) if x == y => {
                a.next();
                b.next();
                if x != but {
                    let kind = kind_of(roll, x);
                    found.hard |= figures.kinds.get(kind).hard;
                    found.soft |= kind == Kind::Handle;
                }
                continue;
            }
            (Some(&&x), Some(&&y)) if x < y => (0, x),
            (Some(_), Some(&&y)) | (None, Some(&&y)) => (1, y),
            (Some(&&x), None) => (0, x),
            (None, None) => break,
        };
        if side == 0 {
            a.next()
        } else {
            b.next()
        };
        let kind = kind_of(roll, value);
        if figures.kinds.get(kind).hard {
            masks[side] |= 1 << kind as u32;
        }
    }
    found.kinds = masks[0] & masks[1] != 0;
    found
}

fn kind_of(roll: &Roll, value: ValueNo) -> Kind {
    roll.values[value as usize].key.kind
}

/// The users in the groups their arrivals make: each joins the earlier user it agrees with most,
/// when that is worth at least `least`.
fn threads(users: &[Slot], terms: &[Term], least: i32) -> Threads {
    let joins = |term: &Term| i32::from(term.bits) >= least;
    let joined = terms[1..].iter().filter(|term| joins(term)).count();
    if joined == 0 {
        return Threads::None;
    }
    if joined + 1 == users.len() {
        return Threads::All;
    }
    let mut root: Vec<u32> = Vec::with_capacity(users.len());
    root.push(0);
    for (at, term) in terms.iter().enumerate().skip(1) {
        let own = u32::try_from(at).expect("fewer than 2^32 users");
        let back = usize::from(term.back);
        root.push(if joins(term) { root[at - back] } else { own });
    }
    Threads::of(users, &root)
}

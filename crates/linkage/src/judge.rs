//! What one value is worth: the sum of what its users also agree on, and who is linked by it.
//! A function of the value's users alone, in their order, and of the company they keep; asks
//! nothing of groups.

use smallvec::SmallVec;

use crate::company::{NEAR, Share};
use crate::figures::{Figures, KindFigures};
use crate::record::{Kind, PerKind};
use crate::roll::{Entry, Roll, Slot, ValueNo};
use crate::sketch::Sketch;
use crate::tenancy::reach;
use crate::threads::{Stirred, Threads};

/// What one arrival on a value adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// In hundredths of a bit.
    pub(crate) bits: i16,
    /// How far before it stands the earlier user it agrees with most; 0: to be found again, or
    /// nobody used the value of late.
    pub(crate) back: u8,
    /// With which of the users near before it something firm goes, a bit each from the nearest.
    pub(crate) firm: u8,
    /// With which another hard value goes.
    pub(crate) hard: u8,
    /// The share of the users around it with which something firm goes.
    pub(crate) firm_company: Share,
    /// The same for another hard value.
    pub(crate) hard_company: Share,
    pub(crate) flags: u8,
}

/// Something firm goes with a user that it was compared with for its bits.
const CORROBORATED: u8 = 1;
/// It uses the value as a lent one.
const LENT: u8 = 2;
/// Nobody used the value of late: a tenancy begins here.
pub(crate) const ANEW: u8 = 4;
/// It agrees enough to be linked; kept where a value had several tenancies.
pub(crate) const ENOUGH: u8 = 8;

/// The term of a user that was not compared yet.
const STALE: Term = Term {
    bits: 0,
    back: 0,
    firm: 0,
    hard: 0,
    firm_company: 0,
    hard_company: 0,
    flags: 0,
};

/// Nothing is stale.
const NOWHERE: (usize, usize) = (usize::MAX, 0);

/// The judgement of a value, kept beside its users.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    /// What it is worth, in hundredths of a bit: in the tenancy where it is worth most.
    pub(crate) bits: i32,
    /// How many arrivals after the first also agreed on something firm.
    pub(crate) corroborated: u32,
    /// Which of its users it links.
    pub(crate) threads: Threads,
    /// What each user adds, in the order of the users; the first adds nothing.
    pub(crate) terms: SmallVec<[Term; 2]>,
    /// From which bits an arrival joins an earlier user.
    pub(crate) least: i32,
    /// How many tenancies began after the first.
    pub(crate) anew: u32,
    /// It had several tenancies when it was last judged.
    pub(crate) parted: bool,
    /// The sum of the terms.
    pub(crate) sum: i64,
    /// No term before the first place is stale, and none from the second on. Equal where users
    /// went from the end: those before look around them again.
    pub(crate) stale: (usize, usize),
    /// It belonged to one group when its threads were found.
    owned: bool,
    /// Users came, or went, since its threads were found.
    came: bool,
    went: bool,
}

impl Judged {
    /// A user came at this place.
    pub(crate) fn came(&mut self, at: usize, window: usize) {
        if self.stale != NOWHERE {
            self.stale.1 += 1;
        }
        self.terms.insert(at, STALE);
        self.threads.came(at);
        self.came = true;
        self.forget(at, window + 1);
    }

    /// The user at this place went.
    pub(crate) fn went(&mut self, at: usize, window: usize) {
        let gone = self.terms.remove(at);
        self.uncount(gone);
        self.threads.went();
        self.went = true;
        self.forget(at, window);
    }

    /// The terms that looked at this place are found again by the next judgement.
    fn forget(&mut self, from: usize, many: usize) {
        let upto = self.terms.len().min(from + many);
        self.stale = (self.stale.0.min(from), self.stale.1.max(upto));
        for at in from..upto {
            self.uncount(self.terms[at]);
            self.terms[at] = self.terms[at].again(STALE);
        }
    }

    fn uncount(&mut self, term: Term) {
        self.sum -= i64::from(term.bits);
        self.corroborated -= u32::from(term.has(CORROBORATED));
        self.anew -= u32::from(term.has(ANEW));
    }

    fn count(&mut self, term: Term) {
        self.sum += i64::from(term.bits);
        self.corroborated += u32::from(term.has(CORROBORATED));
        self.anew += u32::from(term.has(ANEW));
    }

    /// Whether the arrival at this place agrees enough to join an earlier user.
    pub(crate) fn agrees(&self, at: usize) -> bool {
        let term = &self.terms[at];
        if self.parted {
            term.has(ENOUGH)
        } else {
            i32::from(term.bits) >= self.least
        }
    }

    /// Whether it is used as a lent one by the user at this place.
    pub(crate) fn lent(&self, at: usize) -> bool {
        self.terms[at].has(LENT)
    }

    /// Says that it is, or that it no longer is.
    pub(crate) fn turn(&mut self, at: usize) {
        self.terms[at].flags ^= LENT;
    }
}

impl Term {
    pub(crate) const fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// This user compared anew. What company it kept is remembered, to see whether that changes.
    fn again(self, compared: Self) -> Self {
        Self {
            firm_company: self.firm_company,
            hard_company: self.hard_company,
            flags: compared.flags | self.flags & LENT,
            ..compared
        }
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

/// Judges a value again: what it is worth, and the company its users keep; the users whose company
/// may be another than before. Only the arrivals that may have changed are compared:
/// `O(changed × window)` comparisons.
pub(crate) fn judge(
    roll: &Roll,
    figures: &Figures,
    value: ValueNo,
    ruling: Ruling,
    mut judged: Judged,
) -> (Judged, Vec<Slot>) {
    let users = roll.users(value);
    let of = figures.kinds.get(roll.values[value as usize].key.kind);
    if judged.terms.len() != users.len() {
        judged.terms.resize(users.len(), STALE);
        judged.stale = (0, users.len());
    }
    judged.bits = match ruling {
        Ruling::Owned => i32::MAX,
        Ruling::Shared => i32::MIN,
        Ruling::None if !of.links => of.prior,
        Ruling::None => {
            compare(roll, figures, of, value, &mut judged);
            judged.weigh(figures, of)
        }
    };
    let least = figures.link.saturating_sub(judged.bits.min(of.ceiling));
    let links = ruling == Ruling::None && of.links;
    let shifted = if !links || least > figures.arrival[1] {
        judged.keep_no_company(users)
    } else if of.hard && figures.lending.times > 0 {
        judged.keep_company(users, least)
    } else {
        judged.least = least;
        Vec::new()
    };
    if links {
        judged.stale = NOWHERE;
    }
    (judged, shifted)
}

/// Finds who is linked by a value that was judged and of which it is known who uses it as a lent
/// one; whose links that changes. One look at each term where the value links.
pub(crate) fn thread(
    roll: &Roll,
    figures: &Figures,
    value: ValueNo,
    judged: &mut Judged,
) -> Stirred {
    let users = roll.users(value);
    let of = figures.kinds.get(roll.values[value as usize].key.kind);
    let kept = [!judged.went, !judged.went && !judged.came];
    let order = |slot| roll.order(slot);
    let owned = judged.bits == i32::MAX;
    let mut threads = std::mem::take(&mut judged.threads);
    let mut stirred = match judged.least {
        _ if owned => threads.again(users, kept, order, |_| Some(1)),
        i32::MAX => threads.end(users),
        _ => threads.again(users, kept, order, |at| {
            let back = judged.terms[at].back;
            if back == 0 || !judged.agrees(at) {
                None
            } else if !of.hard || judged.may_join(at, usize::from(back)) {
                Some(back)
            } else {
                other(roll, figures, value, judged, at)
            }
        }),
    };
    if judged.owned != owned {
        // An owned value is never cut: the same threads may make other groups.
        let firsts = threads.each(users).map(|thread| thread[0]);
        stirred.slots.extend(firsts);
        stirred.only_took = false;
    }
    judged.owned = owned;
    judged.threads = threads;
    (judged.came, judged.went) = (false, false);
    stirred
}

/// How far before an arrival stands whom it joins instead of the user it agrees with most, where
/// one of the two uses the value as a lent one.
fn other(roll: &Roll, figures: &Figures, value: ValueNo, judged: &Judged, at: usize) -> Option<u8> {
    let users = roll.users(value);
    let of = figures.kinds.get(roll.values[value as usize].key.kind);
    let window = reach(roll, of, &users[..=at], figures.window_of(true));
    let new = roll.entry(users[at]);
    let mut best: Option<(i32, usize)> = None;
    for back in (1..=window).rev().filter(|&back| judged.may_join(at, back)) {
        let old = roll.entry(users[at - back]);
        let bits = agree(roll, figures, true, value, new, old).bits;
        if best.is_none_or(|(most, _)| bits >= most) {
            best = Some((bits, back));
        }
    }
    let (bits, back) = best?;
    let least = judged.least_at(figures, of, at);
    let joins = i32::from(figures.term(bits, window)) >= least;
    joins.then(|| u8::try_from(back).expect("a short window"))
}

/// Finds the stale terms again.
fn compare(roll: &Roll, figures: &Figures, of: &KindFigures, value: ValueNo, judged: &mut Judged) {
    let users = roll.users(value);
    for at in judged.stale.0.max(1)..users.len().min(judged.stale.1) {
        if judged.terms[at].back == 0 && !judged.terms[at].has(ANEW) {
            let term = arrival(roll, figures, of, value, &users[..=at]);
            judged.count(term);
            judged.terms[at] = judged.terms[at].again(term);
        }
    }
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
    let window = figures.window_of(of.hard);
    let near = if of.hard { NEAR.max(window) } else { window };
    let near = reach(roll, of, users, near);
    if near == 0 {
        return Term {
            flags: ANEW,
            ..STALE
        };
    }
    let window = window.min(near);
    let new = roll.entry(*last);
    let (mut bits, mut back) = (i32::MIN, 1);
    let (mut firm, mut hard) = (0_u8, 0_u8);
    for step in (1..=near).rev() {
        let other = roll.entry(before[before.len() - step]);
        let agreement = agree(roll, figures, of.hard, value, new, other);
        let place = step - 1;
        firm |= u8::from(agreement.firm) << place;
        hard |= u8::from(agreement.hard) << place;
        if step <= window && agreement.bits >= bits {
            bits = agreement.bits;
            back = step;
        }
    }
    Term {
        bits: figures.term(bits, window),
        back: u8::try_from(back).expect("a short window"),
        flags: CORROBORATED * u8::from(u32::from(firm) & ((1 << window) - 1) != 0),
        firm,
        hard,
        ..STALE
    }
}

/// What two users of a value agree on besides it.
pub(crate) struct Agreement {
    pub(crate) bits: i32,
    /// Another hard value, a script or a picture goes with it.
    pub(crate) firm: bool,
    /// Another hard value goes with it.
    pub(crate) hard: bool,
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
    let shared = match one.values.len() + other.values.len() {
        many if many > WIDE => shared_widely(roll, figures, value, one, other),
        _ => shared(roll, figures, value, one, other),
    };
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
    Agreement {
        bits,
        firm,
        hard: shared.hard,
    }
}

/// From how many values two complaints have together the few are looked up among the many.
const WIDE: usize = 64;

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

/// The same for complaints of many values: the fewer are looked up among the more, no longer than
/// what is found may still say something. Where a hard value is shared, other kinds are not asked.
fn shared_widely(
    roll: &Roll,
    figures: &Figures,
    but: ValueNo,
    one: &Entry,
    other: &Entry,
) -> Shared {
    let (few, many) = if one.values.len() < other.values.len() {
        (one, other)
    } else {
        (other, one)
    };
    let mut found = Shared {
        hard: false,
        soft: false,
        kinds: false,
    };
    let handles = |entry: &Entry| roll.count(entry, Kind::Handle);
    let soft = handles(few).min(handles(many)) > 0;
    let mut both = PerKind::from_fn(|_| 0);
    for &value in &few.values {
        if many.values.binary_search(&value).is_err() {
            continue;
        }
        let kind = kind_of(roll, value);
        *both.get_mut(kind) += 1;
        if value != but {
            found.hard |= figures.kinds.get(kind).hard;
            found.soft |= kind == Kind::Handle;
        }
        if found.hard && (found.soft || !soft) {
            return found;
        }
    }
    found.kinds = Kind::ALL.into_iter().any(|kind| {
        let has_others = |entry| roll.count(entry, kind) > *both.get(kind);
        figures.kinds.get(kind).hard && has_others(few) && has_others(many)
    });
    found
}

fn kind_of(roll: &Roll, value: ValueNo) -> Kind {
    roll.values[value as usize].key.kind
}

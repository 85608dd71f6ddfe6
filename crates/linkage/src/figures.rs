//! The figures of the model: one versioned set of weights, in hundredths of a bit (log2 of odds).
//! Whole numbers, so that sums are exact and the same in any order. Nothing is read from outside.
//!
//! Fitted on synthetic complaints (`docs/linkage.md` says how, and what they are worth there);
//! a change of any figure is a new version, and a new version means a full relink.

use serde::{Deserialize, Serialize};

use crate::record::{Kind, PerKind};

/// A weight in hundredths of a bit (log2 of odds).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Bits(pub i32);

/// Bits added by what two groups share: a part whatever happens, and a part divided by the number
/// of other groups that share it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    /// Added whatever happens.
    pub fixed: i32,
    /// Divided by the number of other groups that use the value.
    pub divided: i32,
}

/// The figures of one kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindFigures {
    /// Whether such a value is thought to have one owner at a time.
    pub hard: bool,
    /// Whether complaints may be linked on it at once; otherwise it only adds evidence between
    /// groups.
    pub links: bool,
    /// What is believed of such a value before anything is seen of its use.
    pub prior: i32,
    /// The most that the past of a value counts for one more user.
    pub ceiling: i32,
    /// What it adds between a complaint alone and a group.
    pub alone: Sharing,
    /// What it adds between two groups.
    pub groups: Sharing,
    /// After how many days without a use such a value is given to somebody else: its users of after
    /// are not compared with those of before, nor linked to them by it. 0: never.
    #[serde(default)]
    pub silence: u32,
}

/// When a complaint's use of a value is taken for one that is lent, and what two established
/// groups may make of such uses, and of rare ones (decision 0052).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lending {
    /// A use is lent when the complaint keeps this many times more company on another of its
    /// values, with complaints that do not use this one; 0: no use ever is.
    pub times: u32,
    /// A complaint that keeps no company uses a value as a lent one when those around it on its
    /// other values have this many times more in common with each other than with those around it
    /// on this one.
    pub strange: u32,
    /// A complaint of more hard values that others use is a list: it is not asked who is around it.
    pub many: usize,
    /// A value that fewer complaints than this use is never used as a lent one.
    pub crowd: usize,
    /// A value is thin between two established groups, and counts nothing there, when one has it on
    /// lent uses alone, or is this many doublings larger than the number of its complaints that use
    /// it.
    pub rare: u32,
    /// From which bits the scripts of the two groups make thin values count. So do pictures
    /// that look alike.
    pub told: i32,
}

impl Lending {
    /// The rule switched off, as before the third version.
    pub const NONE: Self = Self {
        times: 0,
        strange: 0,
        many: 0,
        crowd: 0,
        rare: u32::BITS,
        told: 0,
    };
}

const fn never() -> Lending {
    Lending::NONE
}

/// How the scripts of two complaints are weighed, by eighths of agreement.
pub type Steps = [i32; 9];

/// One version of the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Figures {
    /// The version, printed in every explanation.
    pub version: u32,
    /// Kind by kind.
    pub kinds: PerKind<KindFigures>,
    /// Two complaints say the same heading, two others, or one of them none.
    pub heading: [i32; 3],
    /// They share another hard value, or have others of the same kinds.
    pub another: [i32; 2],
    /// They share a soft value besides a hard one.
    pub soft: i32,
    /// Their pictures look alike.
    pub image: i32,
    /// Their scripts agree, by eighths.
    pub script: Steps,
    /// What an arrival on a soft value counts at most when nothing firm goes with it.
    pub bare: i32,
    /// The price of having chosen the best of 1, 2, … earlier users.
    pub choice: [i32; 8],
    /// How many earlier users an arrival is compared with: hard values, then soft ones.
    pub window: [usize; 2],
    /// The least and the most that one arrival adds to a value.
    pub arrival: [i32; 2],
    /// From which an arrival is linked to an earlier user.
    pub link: i32,
    /// From how many complaints a group is established: one identifier alone no longer joins two.
    pub established: usize,
    /// From which a complaint or a small group joins another, and two established groups.
    pub join: [i32; 2],
    /// Evidence that starts the sum: a complaint alone, two groups.
    pub start: [i32; 2],
    /// What full agreement of headings adds: a complaint alone, two groups.
    pub headings: [i32; 2],
    /// The agreement of headings taken when one side says none, in hundredths.
    pub unsaid: i32,
    /// Scripts between groups: what comparing them costs, the part of the mean (in hundredths),
    /// the most that the best agreement adds. A complaint alone, two groups.
    pub scripts: [[i32; 3]; 2],
    /// What pictures that look alike add: a complaint alone, two groups.
    pub alike: [Sharing; 2],
    /// Taken from two groups at each doubling of the smaller.
    pub doubling: i32,
    /// A value used by more groups than this, or by more complaints, is no evidence between them.
    pub most_groups: usize,
    /// See `most_groups`.
    pub most_users: usize,
    /// How many complaints stand for a group when it is compared with another.
    pub sample: usize,
    /// A picture with a part that more complaints than this have is a stock picture.
    pub most_alike: usize,
    /// The most bits that may differ between two pictures that look alike.
    pub image_bits: u32,
    /// What is lent. Figures written before the third version have no such rule.
    #[serde(default = "never")]
    pub lending: Lending,
}

const fn sharing(fixed: i32, divided: i32) -> Sharing {
    Sharing { fixed, divided }
}

const fn kind(hard: bool, prior: i32, ceiling: i32, evidence: [i32; 4]) -> KindFigures {
    let [alone, alone_divided, groups, groups_divided] = evidence;
    KindFigures {
        hard,
        links: ceiling > 0,
        prior,
        ceiling,
        alone: sharing(alone, alone_divided),
        groups: sharing(groups, groups_divided),
        silence: 0,
    }
}

impl Figures {
    /// How many earlier users an arrival on a hard or soft value is compared with.
    pub(crate) fn window_of(&self, hard: bool) -> usize {
        self.window[usize::from(!hard)].clamp(1, usize::from(u8::MAX))
    }

    /// What an arrival adds to a value when it agrees so much with the best of so many earlier users.
    pub(crate) fn term(&self, bits: i32, window: usize) -> i16 {
        let price = self.choice[(window - 1).min(self.choice.len() - 1)];
        let bits = (bits - price).clamp(self.arrival[0], self.arrival[1]);
        i16::try_from(bits).expect("an arrival adds a few bits")
    }

    /// The second version of the rules, and the first of this model.
    #[must_use]
    pub fn second() -> Self {
        let kinds = PerKind::from_fn(|of| match of {
            Kind::Crypto => kind(true, 900, 1_200, [800, 200, 350, 100]),
            Kind::PaymentRef => kind(true, 800, 1_200, [800, 200, 350, 100]),
            Kind::Email => kind(true, 700, 900, [800, 200, 350, 100]),
            Kind::Phone => kind(true, 600, 800, [750, 50, 270, 100]),
            Kind::Url => kind(true, 500, 800, [750, 50, 270, 100]),
            Kind::Iban => kind(true, 400, 600, [600, 0, 270, 50]),
            Kind::Handle => kind(false, 0, 200, [330, 500, 90, 280]),
            Kind::Ip => kind(false, -300, 0, [-360, 460, -400, 300]),
            Kind::ShortCode | Kind::Label => kind(false, -600, 0, [0, 0, 0, 0]),
        });
        Self {
            version: 2,
            kinds,
            heading: [200, -150, 50],
            another: [430, -70],
            soft: 300,
            image: 300,
            script: [-130, 0, 70, 150, 220, 300, 350, 350, 350],
            bare: -300,
            choice: [0, 80, 120, 150, 170, 190, 200, 210],
            window: [4, 8],
            arrival: [-400, 500],
            link: 300,
            established: 8,
            join: [200, 400],
            start: [-610, -150],
            headings: [370, 550],
            unsaid: 50,
            scripts: [[-210, 160, 220], [-220, 160, 80]],
            alike: [sharing(200, 1_000), sharing(70, 250)],
            doubling: 30,
            most_groups: 8,
            most_users: 400,
            sample: 16,
            most_alike: 64,
            image_bits: 31,
            lending: Lending::NONE,
        }
    }

    /// The third version: what is lent does not link, and what is silent for long begins anew.
    #[must_use]
    pub fn third() -> Self {
        let mut kinds = Self::second().kinds;
        for (kind, days) in [(Kind::Phone, 270), (Kind::Url, 400), (Kind::Handle, 365)] {
            kinds.get_mut(kind).silence = days;
        }
        Self {
            version: 3,
            kinds,
            lending: Lending {
                times: 4,
                strange: 2,
                many: 32,
                crowd: 5,
                rare: 4,
                told: 0,
            },
            ..Self::second()
        }
    }

    /// Whether these figures can be obeyed: written by a person, they may be anything.
    ///
    /// # Errors
    /// The first figure that is out of its bounds.
    pub fn check(&self) -> Result<(), OutOfBounds> {
        let bounded = |name, ok: bool| if ok { Ok(()) } else { Err(OutOfBounds(name)) };
        bounded("window", self.window.iter().all(|w| (1..=8).contains(w)))?;
        let [least, most] = self.arrival;
        bounded(
            "arrival",
            least <= most && least >= -10_000 && most <= 10_000,
        )?;
        bounded("established", (2..=10_000).contains(&self.established))?;
        bounded("sample", (1..=1_000).contains(&self.sample))?;
        bounded("most_groups", (1..=1_000).contains(&self.most_groups))?;
        bounded("image_bits", self.image_bits <= 31)?;
        let lending = &self.lending;
        let possible = lending.times.max(lending.strange) <= 100
            && lending.crowd <= 8
            && lending.many <= 1_000
            && lending.rare <= u32::BITS;
        bounded("lending", possible && is_weight(lending.told))?;
        for kind in Kind::ALL {
            let of = self.kinds.get(kind);
            let weights = [of.prior, of.ceiling, of.alone.fixed, of.alone.divided];
            let weights = weights
                .into_iter()
                .chain([of.groups.fixed, of.groups.divided]);
            bounded("kinds", weights.into_iter().all(is_weight))?;
            bounded("silence", of.silence <= 36_500)?;
        }
        let weights = (self.heading.iter().chain(&self.another).chain(&self.script))
            .chain(&self.choice)
            .chain(&self.join)
            .chain(&self.start)
            .chain(&self.headings)
            .chain(self.scripts.iter().flatten())
            .chain([&self.soft, &self.image, &self.bare, &self.link])
            .chain([&self.unsaid, &self.doubling]);
        bounded("weights", weights.copied().all(is_weight))?;
        let alike = self.alike.iter().flat_map(|of| [of.fixed, of.divided]);
        bounded("alike", alike.into_iter().all(is_weight))
    }
}

/// A weight that sums of thousands cannot carry out of 32 bits.
fn is_weight(bits: i32) -> bool {
    (-100_000..=100_000).contains(&bits)
}

/// A figure that cannot be obeyed, by its name in a file of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is out of bounds")]
pub struct OutOfBounds(pub &'static str);

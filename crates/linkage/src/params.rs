//! The parameters of the linker: one versioned set of figures, kind by kind.
//! A change of version means a full relink; nothing here is read from the environment.

use crate::noise::NoiseList;
use crate::record::{Kind, PerKind, ValueKey};

/// A weight in hundredths of a bit (log2 of odds): whole numbers compare exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bits(pub i32);

/// What a kind of value may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Strength {
    /// Two complaints with this value are in one series.
    Hard,
    /// Two complaints with this value are put before an analyst.
    Soft,
    /// The value is shown, and never used alone.
    Context,
}

/// The figures of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KindRule {
    /// What the kind may do.
    pub strength: Strength,
    /// The most complaints that may use a value before it is classed *shared by many*.
    pub cap: u64,
    /// How much such a value is trusted before anything is seen of its use. The first rule only
    /// orders the evidence by it.
    pub prior: Bits,
}

/// One version of the parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Params {
    /// The version, printed in every explanation.
    pub version: u32,
    /// The figures, kind by kind.
    pub kinds: PerKind<KindRule>,
    /// The static lists, in order: the first that names a value gives its name.
    pub noise: Vec<NoiseList>,
}

impl Params {
    /// The first version: exact hard identifiers under one frequency cap, no static list.
    ///
    /// Of 10, 15, 20, 30, 50 and 100, a cap of 20 gives the best pair F1 on 100,000 synthetic
    /// complaints (0.76; B-cubed 0.91). No fixed cap is right at another volume: at 20,000 the
    /// same cap over-links (pair precision 0.49). The priors are those of the linkage note, 3.2.
    #[must_use]
    pub fn first() -> Self {
        let kinds = PerKind::from_fn(|kind| {
            let (strength, cap, prior) = match kind {
                Kind::Crypto => (Strength::Hard, 20, 9),
                Kind::PaymentRef => (Strength::Hard, 20, 8),
                Kind::Email => (Strength::Hard, 20, 7),
                Kind::Phone => (Strength::Hard, 20, 6),
                Kind::Url => (Strength::Hard, 20, 5),
                Kind::Iban => (Strength::Hard, 20, 4),
                Kind::Handle => (Strength::Soft, 8, 0),
                Kind::Ip => (Strength::Context, 0, -3),
                Kind::ShortCode | Kind::Label => (Strength::Context, 0, -6),
            };
            KindRule {
                strength,
                cap,
                prior: Bits(prior * 100),
            }
        });
        Self {
            version: 1,
            kinds,
            noise: Vec::new(),
        }
    }

    /// The same parameters with one cap for every hard kind; for measuring.
    #[must_use]
    pub fn with_hard_cap(mut self, cap: u64) -> Self {
        for kind in Kind::ALL {
            let rule = self.kinds.get_mut(kind);
            if rule.strength == Strength::Hard {
                rule.cap = cap;
            }
        }
        self
    }

    /// The name of the first static list that holds this value.
    #[must_use]
    pub fn listed(&self, value: &ValueKey) -> Option<&str> {
        self.noise
            .iter()
            .find(|list| list.lists(value))
            .map(NoiseList::name)
    }
}

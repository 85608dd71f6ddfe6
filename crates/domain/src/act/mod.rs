//! A legal act: its kinds ([`Kind`]), what is written in it ([`draft`]), what the law asks before it leaves draft ([`check`],
//! with the mentions that jurists list in [`required`]), and its life from draft to closed ([`state`]). Pure: sends, signs and
//! stores nothing, and knows no article: the law pack does.

pub mod check;
pub mod draft;
pub mod required;
pub mod state;

use crate::regime::{Forbidden, Regulated, Standing, allows};
use faisceau_law::Measure;

/// A closed list of words of acts, each with its code, as it is stored, printed in the interface and named in locales.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$said:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$said])* $variant),+ }

        impl $name {
            /// Each of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The stored word.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            /// Reads a word written by `code`; anything else is `None`.
            #[must_use]
            pub fn from_code(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.code() == code)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.code())
            }
        }

        impl<'d> serde::Deserialize<'d> for $name {
            fn deserialize<D: serde::Deserializer<'d>>(from: D) -> Result<$name, D::Error> {
                let word = <std::borrow::Cow<'d, str> as serde::Deserialize>::deserialize(from)?;
                $name::from_code(&word).ok_or_else(|| serde::de::Error::custom(format!("unknown word `{word}`")))
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What kind of act it is.
    Kind {
        /// *Réquisition*.
        Requisition = "requisition",
        /// Quick preservation of data kept already, in France.
        Preservation = "preservation",
        /// The same, asked of another State.
        PreservationAbroad = "preservation-abroad",
        /// An intrusive measure: only its authorisation is followed, the platform carries nothing out.
        Measure = "measure",
        /// A payment is frozen or called back.
        Freeze = "freeze",
        /// *Mise en demeure*.
        FormalNotice = "formal-notice",
        /// An abuse told to a host.
        AbuseReport = "abuse-report",
        /// A breach told to a regulator.
        RegulatorReport = "regulator-report",
    }
}

impl Kind {
    /// What it may ask for.
    #[must_use]
    pub const fn measures(self) -> &'static [Measure] {
        match self {
            Kind::Requisition => &[
                Measure::Subscriber,
                Measure::Connection,
                Measure::Traffic,
                Measure::Bank,
                Measure::Document,
                Measure::ContentKept,
            ],
            Kind::Preservation | Kind::PreservationAbroad => &[Measure::Preservation],
            Kind::Measure => &[
                Measure::Content,
                Measure::ContentLive,
                Measure::TrafficLive,
                Measure::Search,
                Measure::Seizure,
                Measure::Abroad,
                Measure::Remote,
                Measure::Sums,
            ],
            Kind::Freeze => &[Measure::Freeze],
            Kind::FormalNotice => &[Measure::Notice],
            Kind::AbuseReport => &[Measure::AbuseReport],
            Kind::RegulatorReport => &[Measure::RegulatorReport],
        }
    }

    /// The two letters its references begin with.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Kind::Requisition => "RQ",
            Kind::Preservation => "PR",
            Kind::PreservationAbroad => "PE",
            Kind::Measure => "AU",
            Kind::Freeze => "GL",
            Kind::FormalNotice => "MD",
            Kind::AbuseReport => "SA",
            Kind::RegulatorReport => "SR",
        }
    }

    /// Whether only an authority may do it.
    #[must_use]
    pub const fn is_reserved(self) -> bool {
        matches!(
            self,
            Kind::Requisition | Kind::Preservation | Kind::PreservationAbroad | Kind::Measure
        )
    }

    /// Whether somebody signs it. A report is sent by the service as it is.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        !matches!(self, Kind::AbuseReport | Kind::RegulatorReport)
    }

    /// Whether it is sent to somebody who answers. An authorisation is followed, and goes nowhere.
    #[must_use]
    pub const fn is_sent(self) -> bool {
        !matches!(self, Kind::Measure)
    }

    /// Whether an installation that stands so in law may do it.
    ///
    /// # Errors
    /// [`Forbidden`], with its ground.
    pub fn allowed(self, standing: Standing) -> Result<(), Forbidden> {
        match self.is_reserved() {
            true => allows(Regulated::DraftRequisition, standing),
            false => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::Basis;
    use crate::regime::Regime;

    #[test]
    fn a_private_body_does_no_act_reserved_to_authorities() {
        let standing = |regime| Standing {
            regime,
            basis: Basis::OwnClaims,
            case: None,
        };
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(*kind));
            assert!(kind.allowed(standing(Regime::Authority)).is_ok());
            for regime in [Regime::Private, Regime::Mandated] {
                let refused = kind.allowed(standing(regime));
                assert_eq!(refused.is_err(), kind.is_reserved(), "{kind:?} {regime:?}");
                if let Err(why) = refused {
                    assert_eq!(why.law, "fr.regime.requisition");
                }
            }
        }
    }

    #[test]
    fn no_two_kinds_begin_alike_nor_ask_for_the_same() {
        for (place, kind) in Kind::ALL.iter().enumerate() {
            for other in &Kind::ALL[place + 1..] {
                assert_ne!(kind.prefix(), other.prefix());
                let both = matches!(
                    (kind, other),
                    (Kind::Preservation, Kind::PreservationAbroad)
                );
                let shared = kind
                    .measures()
                    .iter()
                    .any(|one| other.measures().contains(one));
                assert_eq!(shared, both, "{kind:?} {other:?}");
            }
        }
    }
}

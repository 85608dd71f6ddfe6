//! Under what right an installation works, in which case of the law a private body may process data about
//! offences, and the one table of what a regime or a frame of linkage forbids. Holds no article: keys of the
//! law pack say where it is written.

use crate::frame::Basis;

/// Under what right the instance works (`legal_regime` of its configuration).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// A private body.
    Private,
    /// A body acting under a named text.
    Mandated,
    /// A law-enforcement authority.
    Authority,
}

impl Regime {
    /// Every regime, the narrowest first.
    pub const ALL: [Regime; 3] = [Regime::Private, Regime::Mandated, Regime::Authority];

    /// The word of the configuration and of signed payloads.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Regime::Private => "private",
            Regime::Mandated => "mandated",
            Regime::Authority => "authority",
        }
    }

    /// Reads a word written by [`Regime::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Regime> {
        Regime::ALL.into_iter().find(|regime| regime.code() == code)
    }

    /// Whether an act or a text must found the processing: without one it may not exist.
    #[must_use]
    pub fn needs_an_act(self) -> bool {
        matches!(self, Regime::Authority | Regime::Mandated)
    }

    /// The family of the law pack on the data of those who file.
    #[must_use]
    pub fn data_family(self) -> &'static str {
        match self {
            Regime::Authority => "fr.data_protection.authority",
            Regime::Mandated => "fr.data_protection.mandated",
            Regime::Private => "fr.data_protection.private",
        }
    }
}

/// In which case of the law a body that is no authority processes data about offences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OffenceCase {
    /// Its own claims, or those of the persons it speaks for.
    Claims,
    /// It helps victims, under an agreement with the administration of justice.
    VictimSupport,
    /// An auxiliary of justice, for its mission.
    JusticeAuxiliary,
    /// It defends rights on works, in the cases of the law.
    RightsHolder,
}

impl OffenceCase {
    /// Every case.
    pub const ALL: [OffenceCase; 4] = [
        OffenceCase::Claims,
        OffenceCase::VictimSupport,
        OffenceCase::JusticeAuxiliary,
        OffenceCase::RightsHolder,
    ];

    /// The word of the configuration and of locales.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            OffenceCase::Claims => "claims",
            OffenceCase::VictimSupport => "victim_support",
            OffenceCase::JusticeAuxiliary => "justice_auxiliary",
            OffenceCase::RightsHolder => "rights_holder",
        }
    }

    /// Reads a word written by [`OffenceCase::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<OffenceCase> {
        OffenceCase::ALL
            .into_iter()
            .find(|case| case.code() == code)
    }
}

/// What a regime or a frame of linkage may forbid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regulated {
    /// Keeping a file of offences.
    KeepOffences,
    /// Taking in, to be brought together, claims that are not of those one speaks for.
    TakeOthersClaims,
    /// Issuing the officer's papers: récépissé, procès-verbal.
    IssueOfficialPaper,
    /// Drafting a requisition.
    DraftRequisition,
    /// Showing who a person is to who brings complaints together, before a match.
    NameBeforeMatch,
    /// Bringing together what is closed, or older than the frame allows.
    LinkAfterInquiry,
    /// Bringing together offences below the threshold of the frame.
    LinkLesserOffence,
}

/// Where an installation stands in law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its regime.
    pub regime: Regime,
    /// Its frame of linkage.
    pub basis: Basis,
    /// The case of the law it declared, where its regime asks for one.
    pub case: Option<OffenceCase>,
}

/// A refusal of the law: what, and the key that says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Forbidden {
    /// What is refused.
    pub what: Regulated,
    /// The key of the law pack.
    pub law: &'static str,
}

impl Regulated {
    /// Everything, in the order of the documentation.
    pub const ALL: [Regulated; 7] = [
        Regulated::KeepOffences,
        Regulated::TakeOthersClaims,
        Regulated::IssueOfficialPaper,
        Regulated::DraftRequisition,
        Regulated::NameBeforeMatch,
        Regulated::LinkAfterInquiry,
        Regulated::LinkLesserOffence,
    ];

    /// The word of locales.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Regulated::KeepOffences => "keep-offences",
            Regulated::TakeOthersClaims => "take-others-claims",
            Regulated::IssueOfficialPaper => "issue-official-paper",
            Regulated::DraftRequisition => "draft-requisition",
            Regulated::NameBeforeMatch => "name-before-match",
            Regulated::LinkAfterInquiry => "link-after-inquiry",
            Regulated::LinkLesserOffence => "link-lesser-offence",
        }
    }
}

/// The table: whether the law lets an installation that stands so do this.
///
/// # Errors
/// [`Forbidden`], with its ground.
pub fn allows(what: Regulated, standing: Standing) -> Result<(), Forbidden> {
    let Standing {
        regime,
        basis,
        case,
    } = standing;
    let (forbids, law) = match what {
        Regulated::KeepOffences => (
            regime == Regime::Private && case.is_none(),
            "fr.regime.offence_file",
        ),
        Regulated::TakeOthersClaims => (basis == Basis::OwnClaims, "fr.regime.own_claims"),
        Regulated::IssueOfficialPaper => (regime != Regime::Authority, "fr.regime.official_paper"),
        Regulated::DraftRequisition => (regime != Regime::Authority, "fr.regime.requisition"),
        Regulated::NameBeforeMatch | Regulated::LinkAfterInquiry => {
            (basis == Basis::Rapprochement, "fr.linkage.rapprochement")
        }
        Regulated::LinkLesserOffence => {
            (basis == Basis::SerialAnalysis, "fr.linkage.serial_analysis")
        }
    };
    match forbids {
        true => Err(Forbidden { what, law }),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Regime, basis, case declared or not; then what is refused, by the first letters of its code.
    const TABLE: &str = "
        authority own_act         -  none
        authority rapprochement   -  name link-after
        authority serial_analysis -  link-lesser
        mandated  own_act         -  issue draft
        mandated  own_claims      -  take issue draft
        private   own_claims      -  keep take issue draft
        private   own_claims      x  take issue draft
    ";

    #[test]
    fn what_each_regime_and_frame_forbids_is_the_table_written_by_hand() {
        for row in TABLE.lines().filter(|row| !row.trim().is_empty()) {
            let words: Vec<&str> = row.split_whitespace().collect();
            let standing = Standing {
                regime: Regime::from_code(words[0]).expect("a regime"),
                basis: Basis::from_code(words[1]).expect("a basis"),
                case: (words[2] == "x").then_some(OffenceCase::Claims),
            };
            for what in Regulated::ALL {
                let refused = allows(what, standing).is_err();
                let told = words[3..].iter().any(|word| what.code().starts_with(word));
                assert_eq!(refused, told, "{row}: {what:?}");
            }
        }
    }
}

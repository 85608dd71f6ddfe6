//! Under what right an installation works, and in which case of the law a private body may process data
//! about offences. Holds no article: keys of the law pack say where it is written.

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

//! Who acts and why: roles of staff and the purpose every staff request carries. The rules that
//! use them are the Cedar policies in `policies/`; nothing here grants anything.

/// What a member of staff is trusted with. A person may hold several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Takes, reads and validates complaints of a unit.
    Officer,
    /// Links complaints into series, over all units.
    Analyst,
    /// Leads the inquiry of the series and complaints assigned.
    Investigator,
    /// Directs inquiries and signs acts.
    Prosecutor,
    /// Reads who did what and why; never the narratives.
    Auditor,
    /// Runs the installation: accounts and keys; never the complaints.
    Administrator,
    /// Keeps the files set aside because they may show a minor; nothing else of a complaint.
    Custodian,
}

impl Role {
    /// Every role, in the order they are shown.
    pub const ALL: [Role; 7] = [
        Role::Officer,
        Role::Analyst,
        Role::Investigator,
        Role::Prosecutor,
        Role::Auditor,
        Role::Administrator,
        Role::Custodian,
    ];

    /// The stable word stored, written in policies and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Role::Officer => "officer",
            Role::Analyst => "analyst",
            Role::Investigator => "investigator",
            Role::Prosecutor => "prosecutor",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
            Role::Custodian => "custodian",
        }
    }

    /// Reads a word written by [`Role::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Why a member of staff opens what they open. Written on every journal row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Receiving and completing complaints.
    Intake,
    /// Bringing complaints together into series.
    Linkage,
    /// An inquiry under a prosecutor's direction.
    Inquiry,
    /// Answering a victim.
    VictimSupport,
    /// Checking what others did.
    Audit,
    /// Running the installation.
    Administration,
}

impl Purpose {
    /// Every purpose, in the order they are offered.
    pub const ALL: [Purpose; 6] = [
        Purpose::Intake,
        Purpose::Linkage,
        Purpose::Inquiry,
        Purpose::VictimSupport,
        Purpose::Audit,
        Purpose::Administration,
    ];

    /// The stable word stored and written in policies.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Purpose::Intake => "intake",
            Purpose::Linkage => "linkage",
            Purpose::Inquiry => "inquiry",
            Purpose::VictimSupport => "victim_support",
            Purpose::Audit => "audit",
            Purpose::Administration => "administration",
        }
    }

    /// Reads a word written by [`Purpose::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Purpose> {
        Purpose::ALL
            .into_iter()
            .find(|purpose| purpose.code() == code)
    }
}

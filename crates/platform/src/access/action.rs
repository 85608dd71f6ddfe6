//! The closed list of actions that policies speak of, each with the kind of thing it is done to.
//! Adding one here without adding it to the schema stops the program at start, and the reverse.

/// A kind of thing an action is done to; the entity types of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A complaint and what hangs on it: words, identity, exhibits, messages.
    Complaint,
    /// A series of complaints.
    Series,
    /// A value that complaints may share.
    Identifier,
    /// What people decided on links.
    Decision,
    /// The journal of gestures.
    Journal,
    /// The account of a member of staff.
    Account,
    /// A signing key.
    Key,
    /// The installation as a whole.
    Installation,
}

impl Kind {
    /// The entity type of the schema.
    #[must_use]
    pub fn entity(self) -> &'static str {
        match self {
            Kind::Complaint => "Complaint",
            Kind::Series => "Series",
            Kind::Identifier => "Identifier",
            Kind::Decision => "Decision",
            Kind::Journal => "Journal",
            Kind::Account => "Account",
            Kind::Key => "Key",
            Kind::Installation => "Installation",
        }
    }
}

/// One table for the enum, its codes and its kinds, so that they cannot drift apart.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal on $kind:ident;)*) => {
        /// What a member of staff may be allowed to do. The code is `thing.verb`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($(#[$doc])* $name,)* }

        impl Action {
            /// Every action, in the order of the schema.
            pub const ALL: &'static [Action] = &[$(Action::$name,)*];

            /// The word written in policies and in the journal, such as `complaint.read`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Action::$name => $code,)* }
            }

            /// The kind of thing this is done to.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Action::$name => Kind::$kind,)* }
            }
        }
    };
}

actions! {
    /// Reads reference, state, dates, facts, amounts, identifiers.
    ComplaintRead = "complaint.read" on Complaint;
    /// Reads the victim's own words.
    NarrativeRead = "narrative.read" on Complaint;
    /// Reads the victim's name, address and means of contact.
    IdentityRead = "identity.read" on Complaint;
    /// Opens the files given.
    ExhibitRead = "exhibit.read" on Complaint;
    /// Reads what was exchanged with the victim.
    MessageRead = "message.read" on Complaint;
    /// Takes a complaint at the counter.
    ComplaintFile = "complaint.file" on Complaint;
    /// Accepts a complaint and issues the officer's paper.
    ComplaintValidate = "complaint.validate" on Complaint;
    /// Asks the victim for more.
    ComplaintAsk = "complaint.ask" on Complaint;
    /// Rejects a complaint, with a reason.
    ComplaintReject = "complaint.reject" on Complaint;
    /// Tells the victim what became of a recorded complaint.
    ComplaintInform = "complaint.inform" on Complaint;
    /// Puts a person or a unit in charge.
    ComplaintAssign = "complaint.assign" on Complaint;
    /// Adds an exhibit on behalf of the victim.
    ExhibitAdd = "exhibit.add" on Complaint;
    /// Writes to the victim.
    MessageWrite = "message.write" on Complaint;
    /// Writes a note for colleagues.
    NoteWrite = "note.write" on Complaint;
    /// Opens, with a reason, a file that the antivirus keeps apart.
    InfectedOpen = "infected.open" on Complaint;
    /// Lists, hands over and destroys the files set aside because they may show a minor.
    SetAsideRead = "set_aside.read" on Complaint;
    /// Describes, seals, copies, hands over and gives back exhibits, notes challenges.
    CustodyKeep = "custody.keep" on Complaint;
    /// Destroys an exhibit on the order of an authority.
    CustodyDestroy = "custody.destroy" on Complaint;
    /// Holds a complaint against its erasure, or proposes to erase it.
    ErasureAsk = "erasure.ask" on Complaint;
    /// Decides an erasure that somebody else proposed.
    ErasureDecide = "erasure.decide" on Complaint;
    /// Opens, in an emergency and with a reason, a complaint that one's rights do not open.
    GlassBreak = "glass.break" on Complaint;
    /// Says why one must read who the victim is; under a seal, asks the custodians.
    IdentityAsk = "identity.ask" on Complaint;
    /// Puts who the victim is under a seal, or asks the custodians to take it away.
    IdentitySeal = "identity.seal" on Complaint;
    /// Agrees, as a custodian, that an identity under seal is opened.
    IdentityApprove = "identity.approve" on Complaint;
    /// Decides an integrity incident met by somebody else.
    IncidentDecide = "incident.decide" on Complaint;
    /// Reads what is due to be erased, and the certificates of what was.
    ErasureRead = "erasure.read" on Installation;
    /// Reads who asked custodians for an identity under seal, why, and who agreed.
    IdentityReview = "identity.review" on Installation;
    /// Takes down what persons ask of their data by letter, and reads what waits for an answer; each is then decided
    /// by its unit.
    DataRequestRead = "data_request.read" on Installation;
    /// Reads a series and its evidence.
    SeriesRead = "series.read" on Series;
    /// Suggests that complaints belong together.
    SeriesPropose = "series.propose" on Series;
    /// Confirms, splits, merges, forbids a link.
    SeriesDecide = "series.decide" on Series;
    /// Entrusts a series to a person or a unit.
    SeriesAssign = "series.assign" on Series;
    /// Takes the series file out of the platform.
    SeriesExport = "series.export" on Series;
    /// Reads where an identifier appears; each complaint shown is decided on its own.
    IdentifierRead = "identifier.read" on Identifier;
    /// Asks to be told when a value comes.
    IdentifierWatch = "identifier.watch" on Identifier;
    /// Says that a value is owned or shared by many.
    IdentifierJudge = "identifier.judge" on Identifier;
    /// Reads what was decided on links, by whom and why; each complaint named is decided on its own.
    DecisionRead = "decision.read" on Decision;
    /// Reads the journal.
    JournalRead = "journal.read" on Journal;
    /// Sees the accounts of staff.
    UserRead = "user.read" on Account;
    /// Opens, changes and closes accounts of staff.
    UserManage = "user.manage" on Account;
    /// Sees the public side of signing keys.
    KeyRead = "key.read" on Key;
    /// Rotates signing keys.
    KeyManage = "key.manage" on Key;
    /// Works under a purpose.
    PurposeDeclare = "purpose.declare" on Installation;
    /// Searches; each row found is then decided on its own.
    SearchRun = "search.run" on Installation;
    /// Sees the alerts; the thing each is about is then decided on its own.
    AlertRead = "alert.read" on Installation;
    /// Sees the exhibits handed over to oneself, and takes them or not.
    CustodyReceive = "custody.receive" on Installation;
    /// Sees that integrity incidents are open; what each is about is then decided on its own.
    IncidentRead = "incident.read" on Installation;
    /// Sees the state of the installation.
    InstallationRead = "installation.read" on Installation;
    /// Says, with another person, that entries of the public log are lost.
    LogLose = "log.lose" on Installation;
    /// Puts a failed job back, or gives it up.
    JobManage = "job.manage" on Installation;
    /// Reads the figures of linkage and what is proposed for them.
    ParametersRead = "parameters.read" on Installation;
    /// Adopts or refuses figures proposed for linkage.
    ParametersDecide = "parameters.decide" on Installation;
}

impl Action {
    /// Reads a word written by [`Action::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Action> {
        Action::ALL
            .iter()
            .copied()
            .find(|action| action.code() == code)
    }
}

//! The closed list of what the journal may say was done. A deed has one code, which is stored and
//! never changes, and one sentence in each language; a deed that is not here cannot be written.

/// One table for the enum and its codes, so that they cannot drift apart.
macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// What was done. The code is `thing.verb`, the verb in the past or `read`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Deed { $($(#[$doc])* $name,)* }

        impl Deed {
            /// Every deed, those on complaints first.
            pub const ALL: &'static [Deed] = &[$(Deed::$name,)*];

            /// The stored word, such as `complaint.read`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Deed::$name => $code,)* }
            }
        }
    };
}

deeds! {
    /// A complaint or a report was registered, with its acknowledgement.
    ComplaintFiled = "complaint.filed";
    /// Its facts were read.
    ComplaintRead = "complaint.read";
    /// Its facts were asked for by somebody the policies do not let in.
    ComplaintReadRefused = "complaint.read_refused";
    /// A reader said afterwards why it was read.
    ComplaintReadingExplained = "complaint.reading_explained";
    /// The victim was asked for more.
    ComplaintAsked = "complaint.asked";
    /// An officer validated it.
    ComplaintValidated = "complaint.validated";
    /// An officer closed it with a reason.
    ComplaintRejected = "complaint.rejected";
    /// Its victim completed or corrected it.
    ComplaintAmended = "complaint.amended";
    /// Its victim made a complaint of what was a report.
    ReportUpgraded = "report.upgraded";
    /// Its victim withdrew it.
    ComplaintWithdrawn = "complaint.withdrawn";
    /// Nothing of it may be erased until somebody says so.
    HoldPlaced = "hold.placed";
    /// It may be erased again.
    HoldLifted = "hold.lifted";
    /// Somebody proposed to erase it.
    ErasureProposed = "erasure.proposed";
    /// Somebody else refused to.
    ErasureDeclined = "erasure.declined";
    /// It was erased, whole; a certificate says so.
    ComplaintErased = "complaint.erased";
    /// What is due to be erased was listed.
    RetentionListed = "retention.listed";
    /// How long a complaint is kept was read.
    RetentionRead = "retention.read";
    /// The certificate of an erasure was read.
    CertificateRead = "erasure.certificate_read";
    /// A member of staff said to be party to it, or too near.
    RecusalDeclared = "recusal.declared";
    /// A colleague said that they may handle it again.
    RecusalLifted = "recusal.lifted";
    /// It was opened in an emergency, beyond one's rights, for some hours.
    GlassBroken = "glass.broken";
    /// Nobody opens it so: no such complaint, or no right to.
    GlassRefused = "glass.refused";
    /// An auditor looked at an opening in an emergency, and said what is thought of it.
    GlassExamined = "glass.examined";
    /// A task force got a member on a series, for a time.
    TaskForceJoined = "task_force.joined";
    /// A member left it before its end.
    TaskForceLeft = "task_force.left";
    /// Openings in an emergency were listed.
    GlassListed = "glass.listed";
    /// Its victim wrote a correction, not sent yet.
    CorrectionAnswered = "correction.answered";
    /// Staff told the victim what became of it.
    CourseTold = "course.told";
    /// Staff proposed an appointment to the victim.
    AppointmentProposed = "appointment.proposed";
    /// The victim answered an appointment.
    AppointmentAnswered = "appointment.answered";
    /// The victim was told by e-mail that there is something to read.
    NoticeSent = "notice.sent";
    /// A notice stayed in the victim's space.
    NoticeKept = "notice.kept";
    /// The e-mail of a notice could not be handed over.
    NoticeNotSent = "notice.not_sent";
    /// The victim was told that nothing is new and it is still open.
    NothingNewTold = "nothing_new.told";
    /// Who began a draft was told that its end is near.
    DraftWarned = "draft.warned";
    /// An attestation was issued, with the facts its victim chose.
    AttestationIssued = "attestation.issued";
    /// Somebody said to have lost the code of a space.
    RecoveryAsked = "recovery.asked";
    /// What was typed to confirm a new code confirms none.
    RecoveryRefused = "recovery.refused";
    /// The code of a space was changed: the one before opens nothing.
    CodeRenewed = "code.renewed";
    /// A correction was given up, or left for too long.
    CorrectionDropped = "correction.dropped";
    /// Somebody was put in charge of it.
    ComplaintAssigned = "complaint.assigned";
    /// Nobody is in charge of it any more.
    ComplaintReleased = "complaint.released";
    /// It looks filed already, in another complaint.
    ComplaintFoundTwice = "complaint.found_twice";
    /// It was joined with another as one case.
    ComplaintJoined = "complaint.joined";
    /// It was taken apart from the case it was joined with.
    ComplaintParted = "complaint.parted";
    /// Somebody said that two complaints that look alike are not the same.
    ComplaintToldApart = "complaint.told_apart";
    /// An officer wrote what became of a request to a bank.
    FreezeSettled = "freeze.settled";
    /// A victim's letter to the bank was made.
    FreezeSheetMade = "freeze.sheet_made";
    /// The victim's own words were read.
    NarrativeRead = "narrative.read";
    /// Who the victim is was read.
    IdentityRead = "identity.read";
    /// Somebody said why they must know who the victim is.
    IdentityMotive = "identity.motive";
    /// Who the victim is went under a seal.
    IdentitySealed = "identity.sealed";
    /// The custodians were asked for an identity under seal.
    IdentityAsked = "identity.asked";
    /// A custodian agreed.
    IdentityApproved = "identity.approved";
    /// Enough custodians agreed: it is open to who asked.
    IdentityOpened = "identity.opened";
    /// Enough custodians agreed: the seal is taken away.
    IdentitySealLifted = "identity.seal_lifted";
    /// Who asked took the request back.
    IdentityWithdrawn = "identity.withdrawn";
    /// The requests to custodians were listed.
    IdentityListed = "identity.listed";
    /// The list of its exhibits was read.
    ExhibitListed = "exhibit.listed";
    /// An exhibit was downloaded.
    ExhibitRead = "exhibit.read";
    /// The preview of a picture among the exhibits was shown.
    ExhibitPreviewed = "exhibit.previewed";
    /// An antivirus looked at an exhibit.
    ExhibitScanned = "exhibit.scanned";
    /// An exhibit kept apart by the antivirus was downloaded, with a reason.
    ExhibitKeptApartRead = "exhibit.kept_apart_read";
    /// The exhibits, papers and journal of a complaint were taken out as a package.
    PackageMade = "package.made";
    /// An exhibit that may show a minor was set aside, for good.
    ExhibitSetAside = "exhibit.set_aside";
    /// What was made of an exhibit set aside was destroyed: preview, likeness, what its device wrote.
    ExhibitDerivedDestroyed = "exhibit.derived_destroyed";
    /// An exhibit set aside came back with a restored copy and was set aside again.
    SetAsideReplayed = "set_aside.replayed";
    /// The list of files set aside was read.
    SetAsideListed = "set_aside.listed";
    /// A file set aside was handed over by the custodian.
    SetAsideRead = "set_aside.read";
    /// The original of a file set aside was destroyed.
    SetAsideDestroyed = "set_aside.destroyed";
    /// An exhibit came into custody.
    CustodyDeposited = "custody.deposited";
    /// What an exhibit is was written.
    CustodyDescribed = "custody.described";
    /// An exhibit was sealed.
    CustodySealed = "custody.sealed";
    /// The seal of an exhibit was opened.
    CustodyUnsealed = "custody.unsealed";
    /// The content of an exhibit was opened.
    CustodyConsulted = "custody.consulted";
    /// A copy of an exhibit was handed out.
    CustodyCopied = "custody.copied";
    /// An exhibit was proposed to a receiver.
    CustodyOffered = "custody.offered";
    /// The receiver of an exhibit took it.
    CustodyAccepted = "custody.accepted";
    /// The receiver of an exhibit did not take it.
    CustodyDeclined = "custody.declined";
    /// A hand-over was taken back by who proposed it.
    CustodyRecalled = "custody.recalled";
    /// An exhibit was given back.
    CustodyReturned = "custody.returned";
    /// An exhibit was destroyed on the order of an authority.
    CustodyDestroyed = "custody.destroyed";
    /// The content of an exhibit is no longer what came in.
    CustodyDiffered = "custody.differed";
    /// Somebody decided an incident.
    CustodyDecided = "custody.decided";
    /// How an exhibit was collected was noted.
    CustodyNoted = "custody.noted";
    /// An exhibit was challenged.
    CustodyChallenged = "custody.challenged";
    /// What became of a challenge was written.
    CustodySettled = "custody.settled";
    /// The custody of an exhibit was read.
    CustodyRead = "custody.read";
    /// The custody sheet of an exhibit was made.
    CustodySheetMade = "custody.sheet_made";
    /// The exhibits that wait for somebody, or the incidents, were listed.
    CustodyListed = "custody.listed";
    /// An expert and what makes them so were written.
    ExpertAdded = "expert.added";
    /// An exhibit was added to a draft or a complaint.
    ExhibitAdded = "exhibit.added";
    /// An exhibit was erased for good, with its key and what was made of it.
    ExhibitErased = "exhibit.erased";
    /// An exhibit was taken out of a draft.
    ExhibitRemoved = "exhibit.removed";
    /// An officer at a counter recognised that an open file repeats it.
    ComplaintRecognised = "complaint.recognised";
    /// And took that back.
    ComplaintUnrecognised = "complaint.unrecognised";
    /// A code was shown, by which a telephone may give files to a draft.
    TelephoneInvited = "telephone.invited";
    /// A telephone used it.
    TelephoneOpened = "telephone.opened";
    /// No telephone gives files to it any more by that way.
    TelephoneEnded = "telephone.ended";
    /// Its messages were read.
    MessageRead = "message.read";
    /// A message was written, by either side.
    MessagePosted = "message.posted";
    /// A paper of it was typeset.
    ReceiptRendered = "receipt.rendered";
    /// A paper of it was downloaded.
    ReceiptDownloaded = "receipt.downloaded";
    /// A victim opened the follow-up with reference and code.
    FollowUpOpened = "follow_up.opened";
    /// A reference and a code that do not go together were tried.
    FollowUpRefused = "follow_up.refused";
    /// A victim read the follow-up.
    FollowUpRead = "follow_up.read";
    /// A victim left the follow-up.
    FollowUpClosed = "follow_up.closed";
    /// A victim keeps a complaint with who they are at a provider of identity.
    IdentityAttached = "identity.attached";
    /// And keeps it there no more.
    IdentityDetached = "identity.detached";
    /// What came back from a provider of victims was not believed.
    IdentityRefused = "identity.refused";
    /// An identity told by a provider was taken for an answer, as it was told.
    IdentityTaken = "identity.taken";
    /// A questionnaire was started.
    DraftStarted = "draft.started";
    /// An answer of a draft was kept.
    DraftAnswered = "draft.answered";
    /// The urgent steps were seen.
    DraftUrgentSeen = "draft.urgent_seen";
    /// A draft was deleted by who held it.
    DraftDeleted = "draft.deleted";
    /// A draft was deleted past its day.
    DraftExpired = "draft.expired";
    /// An officer opened a file at the counter.
    CounterOpened = "counter.opened";
    /// A sheet of paper was typed in at the counter.
    CounterPaperTyped = "counter.paper_typed";
    /// A file of the counter passed from one officer to another.
    CounterHandedOver = "counter.handed_over";
    /// A file of the counter was left to the visitor who had begun it, or was filed by that visitor.
    CounterClosed = "counter.closed";
    /// Who is there beside a complainant at the counter was noted.
    CounterPresenceNoted = "counter.presence_noted";
    /// The answers were read back to a complainant at the counter.
    CounterReadBack = "counter.read_back";
    /// The follow-up code of what was filed at the counter was shown, to be handed out.
    CounterCodeShown = "counter.code_shown";
    /// It was handed out, and is shown no more.
    CounterCodeGiven = "counter.code_given";
    /// What is in the minutes was taken out for another program.
    MinutesExported = "minutes.exported";
    /// A list of complaints was read.
    InboxRead = "inbox.read";
    /// The list of alerts was read.
    AlertListed = "alert.listed";
    /// Alerts were marked as read.
    AlertRead = "alert.read";
    /// A person wants to hear no more of a series.
    AlertMuted = "alert.muted";
    /// A person wants to hear of a series again.
    AlertUnmuted = "alert.unmuted";
    /// A person asked to be told when a value comes.
    WatchAdded = "watch.added";
    /// The values a person watches were listed.
    WatchListed = "watch.listed";
    /// A person watches a value no more.
    WatchRemoved = "watch.removed";
    /// The time of a watch was over.
    WatchExpired = "watch.expired";
    /// A search was made.
    SearchRun = "search.run";
    /// An auditor read what was searched on a day.
    SearchTermsRead = "search.terms_read";
    /// The list of series was read.
    SeriesListed = "series.listed";
    /// A series was read.
    SeriesRead = "series.read";
    /// Why a complaint is in its series, or is with another, was read.
    LinkExplained = "link.explained";
    /// What is on the screen of a series was taken out as a file.
    SeriesExported = "series.exported";
    /// The file of a series was asked for, or its annex of identities.
    SeriesFileMade = "series.file_made";
    /// Its PDF was typeset.
    SeriesFileRendered = "series.file_rendered";
    /// Its PDF was downloaded.
    SeriesFileDownloaded = "series.file_downloaded";
    /// A series was formed.
    SeriesFormed = "series.formed";
    /// Complaints joined a series.
    SeriesGrew = "series.grew";
    /// Complaints left a series for no other.
    SeriesShrank = "series.shrank";
    /// A series took the complaints of others.
    SeriesMerged = "series.merged";
    /// A series was parted into several.
    SeriesSplit = "series.split";
    /// A series holds no complaint any more.
    SeriesDissolved = "series.dissolved";
    /// Another legal frame of linkage was put in force.
    LinkageFrameApplied = "linkage.frame_applied";
    /// Complaints left linkage because their time was over.
    LinkagePurged = "linkage.purged";
    /// Everything was linked again and compared with what is stored.
    LinkageRecomputed = "linkage.recomputed";
    /// Figures of linkage were proposed, with what they would change.
    ParametersProposed = "parameters.proposed";
    /// An estimate of the figures was asked for, by a person or by an erasure.
    ParametersAsked = "parameters.asked";
    /// Figures learned from a complaint erased since can be adopted no more.
    ParametersOvertaken = "parameters.overtaken";
    /// Proposed figures came in force.
    ParametersAdopted = "parameters.adopted";
    /// Proposed figures were refused.
    ParametersRefused = "parameters.refused";
    /// The figures of linkage and what is proposed for them were read.
    ParametersRead = "parameters.read";
    /// Somebody confirmed that complaints are one series.
    LinkConfirmed = "link.confirmed";
    /// Somebody parted a series.
    LinkSplit = "link.split";
    /// Somebody said that two series are one.
    LinkMerged = "link.merged";
    /// Somebody forbade a link.
    LinkForbidden = "link.forbidden";
    /// Somebody said that a value is shared by many.
    LinkValueShared = "link.value_shared";
    /// Somebody said that a value is one group's own.
    LinkValueOwned = "link.value_owned";
    /// Somebody left a confirmed series as it is, though the evidence parts it.
    LinkKept = "link.kept";
    /// Somebody said that a value was typed as it was meant.
    LinkTyped = "link.typed";
    /// Somebody said in what quality the person behind a value is known.
    QualitySaid = "quality.said";
    /// Somebody took back what was said of the person behind a value.
    QualityTakenBack = "quality.taken_back";
    /// A decision on links was withdrawn.
    LinkWithdrawn = "link.withdrawn";
    /// Decisions on links were read.
    LinkListed = "link.listed";
    /// What the linker leaves to people was read.
    ProposalListed = "proposal.listed";
    /// The page of an identifier was read.
    IdentifierRead = "identifier.read";
    /// The journal was read.
    JournalRead = "journal.read";
    /// An auditor looked at consultations out of the usual.
    AnomaliesRead = "audit.anomalies_read";
    /// An auditor drew accesses to be explained.
    AccessesDrawn = "audit.drawn";
    /// An auditor read what became of a draw.
    DrawRead = "audit.draw_read";
    /// The reader of an access that was drawn explained it.
    AccessExplained = "access.explained";
    /// An auditor said whether an explanation is enough.
    ExplanationJudged = "access.judged";
    /// Entries of the journal were taken out for the supervisory authority.
    JournalTakenOut = "journal.taken_out";
    /// Where its chain stands was put in the public log.
    JournalAnchored = "journal.anchored";
    /// The state of the installation was read.
    InstallationRead = "installation.read";
    /// A person asked something of the data held on them.
    DataRequestMade = "data_request.made";
    /// Staff answered such a request.
    DataRequestAnswered = "data_request.answered";
    /// The requests that wait for an answer were listed.
    DataRequestsListed = "data_requests.listed";
    /// A request that came by letter was read.
    DataRequestRead = "data_request.read";
    /// All that is held on a person was given to them.
    DataGiven = "data.given";
    /// The register of processing, or the model of an impact assessment, was taken away.
    RegisterTaken = "register.taken";
    /// A job given up was put back to work.
    JobRetried = "job.retried";
    /// A job was given up for good.
    JobGivenUp = "job.given_up";
    /// A backup was made.
    BackupMade = "backup.made";
    /// A backup was put back into an empty installation.
    BackupRestored = "backup.restored";
    /// What administrators decided was exported.
    ConfigurationExported = "configuration.exported";
    /// The installation started with other settings than the last time.
    ConfigurationChanged = "configuration.changed";
    /// What administrators decided elsewhere took the place of what was decided here.
    ConfigurationImported = "configuration.imported";
    /// The installation was copied into another database.
    InstallationCopied = "installation.copied";
    /// What had been erased came back with a restored backup and was erased again.
    ErasureReapplied = "erasure.reapplied";
    /// A first person said that entries of the public log are lost.
    LogLossProposed = "log.loss_proposed";
    /// A second one agreed: the log is closed and goes on under a new name.
    LogLossDeclared = "log.loss_declared";
    /// The state of the public log was read, with what it refuses to sign.
    LogRead = "log.read";
    /// Another key signs from now on.
    KeyRotated = "key.rotated";
    /// A key that signed was revoked: others may have held it since an instant.
    KeyRevoked = "key.revoked";
    /// Digests of what was issued were brought together, to be stamped with a trusted time.
    BatchMade = "batch.made";
    /// An authority of trusted time stamped such a batch.
    BatchStamped = "batch.stamped";
    /// A program of another body was let in for the first time.
    PartnerAdded = "partner.added";
    /// A key was made for it.
    PartnerKeyAdded = "partner.key_added";
    /// A key of it opens nothing any more.
    PartnerKeyRevoked = "partner.key_revoked";
    /// An account was made.
    AccountAdded = "account.added";
    /// An account was closed.
    AccountClosed = "account.closed";
    /// A closed account was opened again.
    AccountReopened = "account.reopened";
    /// An account got other roles.
    AccountRolesChanged = "account.roles_changed";
    /// An account went to another unit.
    AccountUnitChanged = "account.unit_changed";
    /// A member of staff signed in.
    AccountSignedIn = "account.signed_in";
    /// A sign-in was refused.
    AccountSignInRefused = "account.sign_in_refused";
    /// A member of staff signed out.
    AccountSignedOut = "account.signed_out";
    /// A member of staff works for another purpose from now on.
    AccountPurposeChanged = "account.purpose_changed";
    /// A sign-in was ended from another one.
    AccountSessionEnded = "account.session_ended";
    /// A second factor was begun: a secret was shown to its holder.
    AccountFactorBegun = "account.factor_begun";
    /// A second factor is asked for from now on.
    AccountFactorAdded = "account.factor_added";
    /// A second factor is no longer asked for.
    AccountFactorRemoved = "account.factor_removed";
    /// A recovery code was used.
    AccountRecoveryUsed = "account.recovery_used";
    /// A passkey was added.
    AccountPasskeyAdded = "account.passkey_added";
    /// A passkey was removed.
    AccountPasskeyRemoved = "account.passkey_removed";
    /// The person behind a session proved again who they are.
    AccountProven = "account.proven";
    /// A member of staff changed their password.
    AccountPasswordChanged = "account.password_changed";
    /// A provider's claims were read by the rules, and gave roles.
    ClaimsMapped = "claims.mapped";
    /// An administrator bound an account to a subject of a provider.
    SubjectBound = "subject.bound";
    /// The rules by which claims give roles changed.
    MappingChanged = "mapping.changed";
}

impl Deed {
    /// The deed of a stored code; a code of another version may have none.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Deed> {
        Deed::ALL.iter().copied().find(|deed| deed.code() == code)
    }
}

//! What somebody who holds the database writes in it, and what the day looks at.

faisceau_platform::statements! {
    /// An entry of the journal says another reason.
    REASON = "update journal set reason = 'other' where id =
        (select journal_id from journal_seals where position = $1)";
    /// What a paper attests says another controller.
    PAYLOAD = "update receipts set payload = $2 where complaint_id = $1";
    /// The papers of a complaint.
    RECEIPTS = "select id, payload from receipts where complaint_id = $1";
    /// A complaint says other words.
    ANSWERS = "update complaints set answers = replace(answers, 'Essai', 'Autre') where id = $1";
    /// What is bound to its words cannot be made again.
    UNBIND = "update complaints set answers_salt = null where id = $1";
    /// A complaint says another number.
    REFERENCE = "update complaints set reference = 'FSC-2026-999999-Z' where id = $1";
    /// Its papers go.
    DROP_RECEIPTS = "delete from receipts where complaint_id = $1";
    /// It goes.
    DROP_COMPLAINT = "delete from complaints where id = $1";
    /// A step of custody says another reason.
    CUSTODY = "update custody_events set reason = 'other' where position = 1
        and exhibit_id in (select id from exhibits where complaint_id = $1)";
    /// Its custody goes.
    DROP_CUSTODY = "delete from custody_events
        where exhibit_id in (select id from exhibits where complaint_id = $1)";
    /// The exhibits in custody go.
    DROP_EXHIBITS = "delete from exhibits where complaint_id = $1";
    /// What it told its victim goes.
    DROP_NOTICES = "delete from notices where complaint_id = $1";
    /// Its exhibits go.
    DROP_FILES = "delete from files where case_id = $1";
    /// Entries about it go.
    DROP_ENTRIES = "delete from journal where subject = $1";
    /// Links whose entry is gone, or which are beyond a position.
    DROP_LINKS = "delete from journal_seals where position > $1
        or journal_id not in (select id from journal)";
    /// Heads beyond a position.
    DROP_SEALS = "delete from seals where position > $1";
    /// Entries beyond a position.
    DROP_END = "delete from journal where id in
        (select journal_id from journal_seals where position > $1)";
    /// The first tile.
    TILE = "select hashes from log_tiles where level = 0 and position = 0";
    /// It says other hashes.
    SET_TILE = "update log_tiles set hashes = $1 where level = 0 and position = 0";
    /// A leaf says something else.
    SET_LEAF = "update log_leaves set leaf = $1 where position = 1";
    /// No witness is remembered.
    NO_WITNESSES = "delete from log_cosignatures";
    /// No checkpoint is.
    NO_CHECKPOINTS = "delete from log_checkpoints";
    /// No tile is.
    NO_TILES = "delete from log_tiles";
    /// No leaf is.
    NO_LEAVES = "delete from log_leaves";
    /// Nor how far it was fed.
    NO_FED = "delete from log_fed";
    /// Every entry in the order of the chain.
    CHAIN = "select s.journal_id as id, (select min(b.sealed_at) from seals b where b.position >= s.position) as sealed_at,
            j.action
        from journal_seals s join journal j on j.id = s.journal_id order by s.position";
    /// The stored digest of an entry is what its fields give.
    DIGEST = "update journal set digest = $2 where id = $1";
    /// An entry says something else of what was done.
    DETAIL = "update journal set detail = $2 where id = $1";
    /// An entry, whole.
    ENTRY = "select id, at, actor_kind, actor, purpose, reason, action, subject_kind, subject, detail
        from journal where id = $1";
    /// No link is left.
    NO_LINKS = "delete from journal_seals";
    /// No head is left.
    NO_SEALS = "delete from seals";
    /// A link made anew.
    LINK = "insert into journal_seals (journal_id, position, head) values ($1, $2, $3)";
    /// A head made anew.
    SEAL = "insert into seals (position, head, sealed_at, fence) values ($1, $2, $3, 1)";
    /// The entry that tells a filing.
    FILING = "select s.position from journal_seals s join journal j on j.id = s.journal_id
        where j.subject = $1 and j.action = 'complaint.filed'";
    /// The time stamp kept.
    TOKEN = "select answer from time_tokens";
    /// It says something else.
    SET_TOKEN = "update time_tokens set answer = $1";
    /// It goes.
    DROP_TOKENS = "delete from time_tokens";
    /// A member of the batch is another.
    SET_MEMBER = "update time_digests set digest = $1, leaf = $2 where position = 0";
    /// What the batch is made of.
    MEMBERS = "select leaf from time_digests order by position";
    /// The batch says another root.
    SET_ROOT = "update time_batches set root = $1";
    /// Its members go.
    DROP_MEMBERS = "delete from time_digests";
    /// It goes.
    DROP_BATCHES = "delete from time_batches";
    /// What the journal tells of it goes.
    DROP_TOLD = "delete from journal where action in ('batch.made', 'batch.stamped')";
    /// The journal was chained once since a position.
    ONE_SEAL = "delete from seals where position > $1 and position < (select max(position) from seals)";
    /// At this instant.
    SEALED_AT = "update seals set sealed_at = $2 where position > $1";
}

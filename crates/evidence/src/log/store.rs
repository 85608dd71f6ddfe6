//! All SQL of the public log. Owns the tables `log_leaves`, `log_tiles`, `log_fed`, `log_checkpoints`,
//! `log_cosignatures`, `log_ways` and `log_losses`.

faisceau_platform::statements! {
    /// How many leaves there are.
    SIZE = "select coalesce(max(position) + 1, 0) as size from log_leaves";
    /// One leaf.
    INSERT_LEAF = "insert into log_leaves (position, journal_position, journal_id, case_id, leaf, salt, record)
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// How far the journal was put in the log.
    FED = "select position from log_fed where name = 'journal'";
    /// Remembers how far.
    SET_FED = "insert into log_fed (name, position) values ('journal', $1)
        on conflict (name) do update set position = excluded.position";
    /// How far the journal was anchored.
    ANCHORED = "select position from log_fed where name = 'anchor'";
    /// Remembers how far.
    SET_ANCHORED = "insert into log_fed (name, position) values ('anchor', $1)
        on conflict (name) do update set position = excluded.position";
    /// What a paper attests, and that its complaint is there.
    PAPER = "select p.payload from v_complaints c
        left join v_payloads p on p.complaint_id = c.id and p.document = $2 where c.id = $1";
    /// The case of an exhibit.
    CASE_OF = "select case_id from v_scans where file_id = $1";
    /// One tile.
    TILE = "select hashes from log_tiles where level = $1 and position = $2";
    /// Keeps a tile, which only ever grows.
    KEEP_TILE = "insert into log_tiles (level, position, hashes) values ($1, $2, $3)
        on conflict (level, position) do update set hashes = excluded.hashes";
    /// The last checkpoint published.
    LAST = "select size, note from log_checkpoints order by size desc limit 1";
    /// The checkpoint of a size.
    CHECKPOINT = "select note from log_checkpoints where size = $1";
    /// Publishes a checkpoint.
    INSERT_CHECKPOINT = "insert into log_checkpoints (size, root, note, signed_at) values ($1, $2, $3, $4)
        on conflict (size) do nothing";
    /// What witnesses added to a checkpoint.
    COSIGNATURES = "select line from log_cosignatures where size = $1 order by name";
    /// What a witness added.
    INSERT_COSIGNATURE = "insert into log_cosignatures (size, name, line, seen_at) values ($1, $2, $3, $4)
        on conflict (size, name) do nothing";
    /// Where a paper stands, by what its leaf is made of.
    BY_RECORD = "select position, salt from log_leaves where record = $1 and salt is not null
        order by position limit 1";
    /// Where an entry of the journal stands, and what its leaf is made of.
    BY_ENTRY = "select position, salt, record from log_leaves where journal_id = $1";
    /// The papers of a complaint that are proven apart.
    PAPERS = "select document, payload from v_payloads where complaint_id = $1 order by document";
    /// Leaves to be served, or to be checked.
    LEAVES = "select position, leaf, salt, record from log_leaves
        where position >= $1 order by position limit $2";
    /// What every leaf was made from, in order, to be checked.
    SOURCES = "select l.position, l.journal_position, l.journal_id, l.leaf, l.salt, l.record
        from log_leaves l where l.position >= $1 order by l.position limit $2";
    /// Destroys the salts of an erased complaint.
    FORGET = "update log_leaves set salt = null, record = null where case_id = $1";
    /// The number of the log that goes on.
    GENERATION = "select coalesce(max(generation), 1) as generation from log_losses";
    /// A loss proposed.
    PROPOSE = "insert into log_losses (id, proposed_by, proposed_at, motive) values ($1, $2, $3, $4)";
    /// The loss proposed last, if nobody agreed yet.
    PROPOSED = "select id, proposed_by, proposed_at, motive from log_losses
        where generation is null order by proposed_at desc, id desc limit 1";
    /// A second person agrees.
    DECLARE = "update log_losses set generation = $2, closed = $3, kept = $4, size = $5, agreed_by = $6,
            agreed_at = $7, agreed_motive = $8
        where id = $1 and generation is null";
    /// The logs that were closed, oldest first.
    CLOSED = "select generation, closed, kept, size, proposed_by, motive, agreed_by, agreed_at, agreed_motive
        from log_losses where generation is not null order by generation";
    /// Checkpoints published that speak of what is lost: the last known is kept with the loss.
    DROP_BEYOND = "delete from log_checkpoints where size > $1";
    /// What witnesses added to them.
    DROP_SEEN_BEYOND = "delete from log_cosignatures where size > $1";
    /// Every way outside begins again with the new log.
    DROP_WAYS = "delete from log_ways";
    /// How far a way outside went.
    WAY = "select size, sent_at, failures, retry_at, last_error from log_ways where way = $1";
    /// The ways that failed the last time.
    FAILING = "select way, failures, last_error from log_ways where failures > 0 order by way";
    /// Remembers how far, or why not.
    SET_WAY = "insert into log_ways (way, size, sent_at, failures, retry_at, last_error)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (way) do update set size = excluded.size, sent_at = excluded.sent_at,
            failures = excluded.failures, retry_at = excluded.retry_at, last_error = excluded.last_error";
}

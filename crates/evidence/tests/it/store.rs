//! SQL of the tests only: complaints as intake would have written them, and what is stored.

faisceau_platform::statements! {
    COMPLAINT = "insert into complaints (id, reference, nature, form_type, form_hash, heading,
            answers, channel, filing_mode, lang, filed_at, unit, state, state_at, follow_mark, urgent_done)
        values ($1, $2, 'complaint', $3, '', $3, $4, 'online', 'online', 'fr', $5, $6, 'filed', $5, $7, '{}')";
    RECEIPT = "insert into receipts (id, complaint_id, document, issued_at, payload, signature, key_id,
            verification_mark, pdf_sha256, pdf_bytes, pdf_pages, rendered_at)
        values ($1, $2, $3, $4, $5, $5, 'k', $6, $7, 1, 1, $8)";
    ERASE_RECEIPTS = "delete from receipts where complaint_id = $1";
    BATCHES = "select id, size, root from time_batches order by made_at, id";
    CHECKPOINT_AT = "insert into log_checkpoints (size, root, note, signed_at) values ($1, $2, '', $3)";
    BEND_LEAF = "update time_digests set leaf = $1 where position = 0";
    ERASE = "delete from complaints where id = $1";
    PREVIEWS = "select file_id, state, why, bytes, mosaic, withheld_reason from previews order by file_id";
    JOURNAL = "select action, reason, detail from journal
        where action like 'exhibit.%' or action like 'batch.%' or action like 'set_aside.%'
            or action like 'package.%' order by at, id";
    SCAN = "select state, signature from scans where file_id = $1";
    ROW = "select fate, by_kind, reason from set_aside where file_id = $1";
    FORGET_SET_ASIDE = "delete from set_aside";
    FORGET_PREVIEWS = "delete from previews";
    FILE_BACK = "insert into files (id, case_id, name, sha256, bytes, media_type, received_at)
        values ($1, $2, 'a.png', $3, $4, 'image/png', $5)";
    CUSTODY = "select action, detail from journal where action like 'custody.%' order by at, id";
    ACCOUNT = "select id from accounts where login = $1";
    FORGE_REASON = "update custody_events set reason = $2 where exhibit_id = $1 and position = 1";
    CUT_OFF = "delete from custody_events where exhibit_id = $1 and position = $2";
    HEAD_BACK = "update exhibits set steps = $2, head = (select digest from custody_events
        where exhibit_id = $1 and position = $2), state = 'deposited', description = '' where id = $1";
    NO_STEPS = "delete from custody_events where exhibit_id = $1";
    NO_EXHIBIT = "delete from exhibits where id = $1";
    FORGE_SEAL = "update exhibits set seal = $2 where id = $1";
    TELEPHONED = "insert into telephone_passes (id, draft_id, code_mark, asked_at, code_until) values ($1, $1, $2, $3, $3)";
    TELEPHONE_GAVE = "insert into telephone_files (pass_id, file_id) values ($1, $2)";
    PICTURES = "select file_id from v_pictures where complaint_id = $1";
    ACKNOWLEDGED = "insert into receipts (id, complaint_id, document, issued_at, payload, signature, key_id,
            verification_mark)
        values ($1, $2, 'acknowledgement', $3, $4, $5, 'k', $6)";
    ANCHOR = "select detail from journal where action = 'journal.anchored'";
    CHAIN = "select s.journal_id as id, j.digest from journal_seals s join journal j on j.id = s.journal_id
        order by s.position";
    NO_LINKS = "delete from journal_seals";
    LINK = "insert into journal_seals (journal_id, position, head) values ($1, $2, $3)";
    CUT_JOURNAL = "delete from journal where id in (select journal_id from journal_seals where position > $1)";
    CUT_LINKS = "delete from journal_seals where position > $1";
    SALTS = "select count(*) as n from log_leaves where salt is not null";
    TAKE_LEAVES_OUT = "delete from log_leaves where position >= $1";
    TAKE_CHECKPOINTS_OUT = "delete from log_checkpoints where size > $1";
    ALTER_LEAF = "update log_leaves set leaf = $2 where position = $1";
    ALTER_RECORD = "update log_leaves set record = $2 where position = $1";
    ALTER_TILE = "update log_tiles set hashes = $1 where level = 0 and position = 0";
    TILE = "select hashes from log_tiles where level = 0 and position = 0";
    ALTER_ENTRY = "update journal set reason = $2, digest = $3 where id = $1";
    DROP_ENTRY = "delete from journal where id = $1";
    DROP_RECEIPTS = "delete from receipts where complaint_id = $1";
    PLACE = "select position from log_leaves where journal_id = $1";
    LOGGED = "select id, digest from journal where action = 'key.rotated' order by id";
    ALTER_CHECKPOINT = "update log_checkpoints set note = $1";
    COSIGNED = "select size, name from log_cosignatures order by size";
    WAYS = "select way, size, failures, last_error from log_ways order by way";
    /// A chain as it was before there were commitments: its row.
    OLD_ROW = "update exhibits set commitment = null, salt = null, head = $2 where id = $1";
    /// Its only step.
    OLD_STEP = "update custody_events set commitment = null, digest = $2 where exhibit_id = $1";
    /// Its only entry.
    OLD_ENTRY = "update journal set detail = $2 where action = 'custody.deposited' and detail like $1";
    /// An erasure that nobody made.
    ERASED_ROW = "update exhibits set sha256 = null, salt = null, erased_at = 5 where id = $1";
    /// And of its steps.
    ERASED_STEPS = "update custody_events set sha256 = null where exhibit_id = $1";
    /// Another digest beside a step.
    OTHER_DIGEST = "update custody_events set sha256 = $2 where exhibit_id = $1 and position = 1";
}

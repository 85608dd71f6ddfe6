//! SQL of the tests only: complaints as intake would have written them, and what is stored.

faisceau_platform::statements! {
    COMPLAINT = "insert into complaints (id, reference, nature, form_type, form_hash, heading,
            answers, channel, filing_mode, lang, filed_at, unit, state, state_at, follow_mark, urgent_done)
        values ($1, $2, 'complaint', $3, '', $3, $4, 'online', 'online', 'fr', $5, $6, 'filed', $5, $7, '{}')";
    ERASE = "delete from complaints where id = $1";
    PREVIEWS = "select file_id, state, why, bytes, mosaic, withheld_reason from previews order by file_id";
    JOURNAL = "select action, reason, detail from journal where action like 'exhibit.%' order by at, id";
    PICTURES = "select file_id from v_pictures where complaint_id = $1";
}

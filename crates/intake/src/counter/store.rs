//! SQL of the counter, on its own tables `counter_files` and `counter_papers`.

faisceau_platform::statements! {
    /// A file is opened by an officer.
    OPEN = "insert into counter_files (draft_id, mark, account_id, unit, begun_online, opened_at, opened_by)
        values ($1, $2, $3, $4, $5, $6, $3)";
    /// One file, its draft being alive.
    ONE = "select f.draft_id, f.account_id, f.unit, f.begun_online, f.opened_at, f.handed_at, f.handed_by, f.handed_note
        from counter_files f join drafts d on d.id = f.draft_id
        where f.draft_id = $1 and d.expires_at > $2";
    /// The draft of a counter code.
    DRAFT_OF_MARK = "select d.id, d.form_type, d.form_hash, d.answers, d.urgent_done, d.lang, d.started_at,
            d.touched_at, d.expires_at
        from counter_files f join drafts d on d.id = f.draft_id
        where f.mark = $1 and d.expires_at > $2";
    /// The open files of an officer, the oldest first.
    OF_OFFICER = "select f.draft_id, f.account_id, f.unit, f.begun_online, f.opened_at, f.handed_at, f.handed_by, f.handed_note
        from counter_files f join drafts d on d.id = f.draft_id
        where f.account_id = $1 and d.expires_at > $2 order by f.opened_at, f.draft_id limit $3";
    /// The open files of the other officers of a unit, the oldest first.
    OF_UNIT = "select f.draft_id, f.account_id, f.unit, f.begun_online, f.opened_at, f.handed_at, f.handed_by, f.handed_note
        from counter_files f join drafts d on d.id = f.draft_id
        where f.unit = $1 and f.account_id <> $2 and d.expires_at > $3
        order by f.opened_at, f.draft_id limit $4";
    /// Passes a file on, if the officer who held it when it was read still does.
    HAND_OVER = "update counter_files set account_id = $3, handed_at = $4, handed_by = $5, handed_note = $6
        where draft_id = $1 and account_id = $2";
    /// What was heard, its draft being alive or filed.
    HEARING = "select draft_id, account_id, unit, begun_online, opened_at, opened_by, handed_at, handed_by,
            handed_note, presence, read_at, read_digest, read_word, read_reason, filed_at, code_given_at
        from counter_files where draft_id = $1";
    /// Who is there.
    ATTEND = "update counter_files set presence = $3 where draft_id = $1 and account_id = $2 and filed_at is null";
    /// The answers were read back.
    READ_BACK = "update counter_files set read_at = $3, read_digest = $4, read_word = $5, read_reason = $6
        where draft_id = $1 and account_id = $2 and filed_at is null";
    /// It is filed, if nobody noted or read anything else meanwhile.
    FILE = "update counter_files set filed_at = $3
        where draft_id = $1 and account_id = $2 and filed_at is null and presence = $4 and read_digest = $5";
    /// The code was handed out.
    GIVE = "update counter_files set code_given_at = $3
        where draft_id = $1 and account_id = $2 and filed_at is not null and code_given_at is null";
    /// A draft deleted leaves no trace of who held it.
    CLOSE = "delete from counter_files where draft_id = $1";
    /// A sheet of paper is typed in.
    TYPE_SHEET = "insert into counter_papers (draft_id, unit, sheet, received_at, typed_at, typed_by)
        values ($1, $2, $3, $4, $5, $6)";
    /// When a sheet of this number was typed in first in the unit.
    SHEET = "select typed_at from counter_papers where unit = $1 and sheet = $2 order by typed_at limit 1";
    /// When the sheet of a draft, or of what was filed with it, was received.
    SHEET_OF = "select received_at from counter_papers where draft_id = $1";
    /// A draft deleted leaves no trace of its sheet, which may be typed in again.
    FORGET_SHEET = "delete from counter_papers where draft_id = $1";
}

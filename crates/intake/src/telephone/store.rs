//! SQL of what a telephone gives to a draft: `telephone_passes` and `telephone_files`.

faisceau_platform::statements! {
    /// A way is opened by a code.
    INSERT = "insert into telephone_passes (id, draft_id, code_mark, asked_at, code_until)
        values ($1, $2, $3, $4, $5)";
    /// How many ways a draft had.
    COUNT = "select count(*) as n from telephone_passes where draft_id = $1";
    /// The ways of a draft, the newest first.
    OF_DRAFT = "select id, draft_id, code_until, held_mark, held_at, held_until, ended_at
        from telephone_passes where draft_id = $1 order by asked_at desc, id desc";
    /// The way a code opens, of a draft that is still there.
    BY_CODE = "select p.id, p.draft_id, p.code_until, p.held_mark, p.held_at, p.held_until, p.ended_at
        from telephone_passes p join drafts d on d.id = p.draft_id and d.expires_at > $2
        where p.code_mark = $1";
    /// The way a telephone holds, of a draft that is still there.
    BY_HOLDER = "select p.id, p.draft_id, p.code_until, p.held_mark, p.held_at, p.held_until, p.ended_at
        from telephone_passes p join drafts d on d.id = p.draft_id and d.expires_at > $2
        where p.held_mark = $1 and p.held_until > $2 and p.ended_at is null";
    /// A telephone takes a way nobody holds, once.
    TAKE = "update telephone_passes set held_mark = $2, held_at = $3, held_until = $4
        where id = $1 and held_mark is null and ended_at is null and code_until > $3";
    /// A way ends.
    END = "update telephone_passes set ended_at = $2 where id = $1 and ended_at is null";
    /// Codes shown and not used end when another is shown.
    END_WAITING = "update telephone_passes set ended_at = $2
        where draft_id = $1 and held_mark is null and ended_at is null";
    /// A file came by a way.
    GIVEN = "insert into telephone_files (pass_id, file_id) values ($1, $2)";
    /// The files that came by a way.
    FILES = "select file_id from telephone_files where pass_id = $1";
    /// The files that came by any way of a draft.
    FILES_OF_DRAFT = "select f.file_id from telephone_files f
        join telephone_passes p on p.id = f.pass_id where p.draft_id = $1";
    /// A draft that goes takes its ways with it.
    FORGET_FILES = "delete from telephone_files where pass_id in
        (select id from telephone_passes where draft_id = $1)";
    /// And the rows themselves.
    FORGET = "delete from telephone_passes where draft_id = $1";
}

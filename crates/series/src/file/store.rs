//! The SQL of files of series that both databases read alike.

faisceau_platform::statements! {
    /// The number of the next file of a series.
    NEXT_NUMBER = "select coalesce(max(number), 0) + 1 as number from series_files where series_id = $1";
    /// A file, frozen and signed; its PDF comes later.
    INSERT = "insert into series_files (id, series_id, number, document, lang, frozen_at, made_by,
            motive, content, payload, signature, key_id, verification_mark)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// A file.
    ONE = "select id, series_id, number, document, lang, frozen_at, made_by, motive, content, payload,
            signature, key_id, pdf_sha256, pdf_bytes, pdf_pages
        from series_files where id = $1";
    /// The files of a series that somebody asked for, the latest first.
    OF = "select id, series_id, number, document, lang, frozen_at, made_by, motive, content, payload,
            signature, key_id, pdf_sha256, pdf_bytes, pdf_pages
        from series_files where series_id = $1 and made_by = $2
        order by number desc, document limit 100";
    /// The PDF of a file is kept; what it says is in it alone from now on.
    RENDERED = "update series_files set pdf_sha256 = $2, pdf_bytes = $3, pdf_pages = $4,
            rendered_at = $5, content = ''
        where id = $1 and rendered_at is null";
    /// Which complaints a file is about.
    NAME = "insert into series_file_complaints (file_id, complaint_id) values ($1, $2)";
    /// The files that are about a complaint; of those made before that was written, the files of its series.
    HOLDING = "select f.id, f.series_id from series_files f
        where exists (select 1 from series_file_complaints n where n.file_id = f.id and n.complaint_id = $1)
           or (f.series_id = (select m.series_id from series_members m where m.complaint_id = $1)
               and not exists (select 1 from series_file_complaints n where n.file_id = f.id))
        order by f.id limit 10000";
    /// A file goes with a complaint it is about.
    FORGET = "delete from series_files where id = $1";
    /// And what it was about.
    FORGET_NAMED = "delete from series_file_complaints where file_id = $1";
    /// A complaint is named by no file any more.
    FORGET_NAMES_OF = "delete from series_file_complaints where complaint_id = $1";
    /// What the complaints that nobody reviewed lost, by currency.
    LOST_UNREVIEWED = "select currency, cast(sum(amount_minor) as bigint) as amount_minor
        from series_members
        where series_id = $1 and standing = 'attached' and amount_minor is not null
            and currency is not null
        group by currency order by currency";
    /// How many complaints that nobody reviewed use each value that joins.
    USED_UNREVIEWED = "select u.key_id, count(distinct u.subject) as complaints
        from series_members m join identifier_uses u on u.subject = m.complaint_id
        join value_classes v on v.key_id = u.key_id
        where m.series_id = $1 and m.standing = 'attached'
            and u.subject_kind = 'complaint' and u.role in ('offender', 'unknown')
        group by u.key_id";
    /// Decisions about a series, the latest first.
    DECISIONS = "select d.kind, d.reason, d.decided_by, d.decided_at, w.reason as undone_why,
            w.withdrawn_by, w.withdrawn_at
        from decisions d left join decision_withdrawals w on w.decision_id = d.id
        where d.series_id = $1 or d.other_series_id = $1
           or d.id in (select m.decision_id from decision_members m
                join series_members s on s.complaint_id = m.complaint_id where s.series_id = $1)
        order by d.decided_at desc, d.id limit 200";
    /// The answers of a complaint, for who files it; an import holds none that say so.
    ANSWERS = "select answers, channel from v_complaints where id = $1";
}

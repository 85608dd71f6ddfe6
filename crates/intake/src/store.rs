//! All SQL of intake, on its own tables: `drafts`, `complaints`, `complaint_versions`, `corrections`,
//! `receipts`, `messages`, `courses`, `appointments`, `notices`,
//! `recoveries`, `word_searches`.

faisceau_platform::statements! {
    /// A new draft.
    INSERT_DRAFT = "insert into drafts (id, resume_mark, form_type, form_hash, answers, urgent_done,
            lang, started_at, touched_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)";
    /// A draft still alive, by the mark of its code.
    DRAFT_BY_MARK = "select id, form_type, form_hash, answers, urgent_done, lang, started_at, touched_at, expires_at
        from drafts where resume_mark = $1 and expires_at > $2";
    /// A draft still alive, by its id: for a telephone that gives files to it.
    DRAFT_BY_ID = "select id, form_type, form_hash, answers, urgent_done, lang, started_at, touched_at, expires_at
        from drafts where id = $1 and expires_at > $2";
    /// Its answers, once more.
    SAVE_DRAFT = "update drafts set form_type = $2, form_hash = $3, answers = $4, urgent_done = $5,
            lang = $6, touched_at = $7, expires_at = $8, warned_at = null
        where id = $1";
    /// Takes a draft to file it, if nothing touched it since it was read.
    TAKE_DRAFT = "delete from drafts where id = $1 and touched_at = $2";
    /// A draft filed or deleted leaves nothing.
    DELETE_DRAFT = "delete from drafts where id = $1";
    /// Whether a draft is there.
    DRAFT_IS_THERE = "select id from drafts where id = $1";
    /// Drafts past their day.
    EXPIRED_DRAFTS = "select id from drafts where expires_at <= $1 order by expires_at limit 500";
    /// Drafts whose end is near and whose holder was not told.
    ENDING_DRAFTS = "select id from drafts where expires_at > $1 and expires_at <= $2
            and warned_at is null order by expires_at limit 500";
    /// Its holder is told.
    WARNED = "update drafts set warned_at = $2 where id = $1";
    /// A draft whose holder is to be told, unless it was taken up again.
    WARNED_DRAFT = "select answers, lang, started_at, expires_at from drafts
        where id = $1 and warned_at is not null and expires_at > $2";
    /// A complaint.
    INSERT_COMPLAINT = "insert into complaints (id, reference, nature, form_type, form_hash, heading,
            answers, channel, filing_mode, draft_mark, source, source_id, source_digest, lang,
            filed_at, received_at, occurred_at, amount_minor, currency, unit,
            state, state_at, follow_mark, urgent_done, codes, answers_salt, sensitive)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $23, $24, $25, $26, $27)";
    /// What a draft was filed as.
    COMPLAINT_OF_DRAFT = "select id from complaints where draft_mark = $1";
    /// What a source's line was registered as.
    COMPLAINT_OF_SOURCE = "select id, source_digest from complaints where source = $1 and source_id = $2";
    /// A complaint by id.
    COMPLAINT = "select id, reference, nature, form_type, form_hash, heading, answers, channel,
            filing_mode, source, lang, filed_at, received_at, occurred_at, amount_minor, currency,
            unit, state, state_at, state_by, state_reason, follow_mark, urgent_done, version, amended_at, codes, sensitive
        from complaints where id = $1";
    /// A complaint by its reference, for the victim's space.
    COMPLAINT_BY_REFERENCE = "select id, follow_mark from complaints where reference = $1";
    /// The complaints at and around a reference, in the order of references: one is read whether the
    /// reference exists or not, so that nothing tells which by the time it takes.
    COMPLAINTS_AT = "select * from
            (select reference, id, follow_mark from complaints where reference >= $1 order by reference limit 1) one
        union all select * from
            (select reference, id, follow_mark from complaints where reference < $1 order by reference desc limit 1) two";
    /// Its state.
    SET_STATE = "update complaints set state = $2, state_at = $3, state_by = $4, state_reason = $5,
            unit = case when unit = '' then $6 else unit end
        where id = $1 and state = $7";
    /// A correction under way, if it is not over.
    CORRECTION = "select base_version, answers from corrections
        where complaint_id = $1 and expires_at > $2";
    /// Its answers, first time or once more.
    SAVE_CORRECTION = "insert into corrections (complaint_id, base_version, answers, touched_at, expires_at)
        values ($1, $2, $3, $4, $5)
        on conflict (complaint_id) do update set base_version = excluded.base_version,
            answers = excluded.answers, touched_at = excluded.touched_at,
            expires_at = excluded.expires_at";
    /// A correction sent or given up leaves nothing.
    DROP_CORRECTION = "delete from corrections where complaint_id = $1";
    /// Corrections left for too long.
    EXPIRED_CORRECTIONS = "select complaint_id from corrections where expires_at <= $1
        order by expires_at limit 500";
    /// The answers that a new version replaces.
    KEEP_VERSION = "insert into complaint_versions
            (complaint_id, version, form_hash, answers, from_at, until_at, answers_salt)
        select id, version, form_hash, answers, coalesce(amended_at, filed_at), $2, answers_salt
        from complaints where id = $1";
    /// A new version, if the one it was made from is still in force.
    AMEND = "update complaints set answers = $2, form_hash = $3, occurred_at = $4, amount_minor = $5,
            currency = $6, amended_at = $7, version = version + 1, codes = $9,
            answers_salt = $10, sensitive = $11
        where id = $1 and version = $8";
    /// A report becomes a complaint.
    BECOME_COMPLAINT = "update complaints set nature = 'complaint', filing_mode = $2
        where id = $1 and nature = 'report'";
    /// The versions replaced, oldest first.
    VERSIONS = "select version, answers, until_at from complaint_versions
        where complaint_id = $1 order by version";
    /// What is told of the course of a complaint.
    INSERT_COURSE = "insert into courses (id, complaint_id, at, course, words, outcome, contest_by, account_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// What was told of it, oldest first.
    COURSES = "select at, course, words, outcome, contest_by from courses
        where complaint_id = $1 order by at, id";
    /// An appointment proposed.
    INSERT_APPOINTMENT = "insert into appointments (id, complaint_id, starts_at, place, made_at, account_id)
        values ($1, $2, $3, $4, $5, $6)";
    /// The one proposed last, if it is not over and no other is asked for.
    NEXT_APPOINTMENT = "select id, starts_at, place, answer from appointments
        where complaint_id = $1 and starts_at > $2 and answer <> 'other'
            and made_at = (select max(made_at) from appointments where complaint_id = $1)
        order by id desc limit 1";
    /// What the victim answers it, once.
    ANSWER_APPOINTMENT = "update appointments set answer = $2, answered_at = $3
        where id = $1 and answer = 'proposed'";
    /// Something to read.
    INSERT_NOTICE = "insert into notices (id, complaint_id, kind, made_at) values ($1, $2, $3, $4)";
    /// What is to be sent, if it still is.
    NOTICE = "select complaint_id, kind, made_at from notices where id = $1 and outcome = 'waiting'";
    /// How it ended.
    SETTLE_NOTICE = "update notices set outcome = $2, settled_at = $3
        where id = $1 and outcome = 'waiting'";
    /// What was told, newest first.
    NOTICES = "select kind, made_at, outcome from notices where complaint_id = $1
        order by made_at desc, id desc limit $2";
    /// Open complaints of which nothing was told for long.
    SILENT = "select c.id from complaints c
        where c.state in ('filed', 'asked', 'validated') and c.channel <> 'import' and c.filed_at <= $1
            and not exists (select 1 from notices n where n.complaint_id = c.id and n.made_at > $1)
            and not exists (select 1 from courses d where d.complaint_id = c.id
                and d.course = 'decided')
        order by c.filed_at, c.id limit $2";
    /// A way back, until it is confirmed.
    INSERT_RECOVERY = "insert into recoveries (id, complaint_id, follow_mark, confirm_mark, made_at, expires_at)
        values ($1, $2, $3, $4, $5, $6)";
    /// How many were begun since.
    COUNT_RECOVERIES = "select count(*) as n from recoveries where complaint_id = $1 and made_at > $2";
    /// One that may still be confirmed.
    RECOVERY = "select complaint_id from recoveries
        where id = $1 and used_at is null and expires_at > $2";
    /// Confirms it, once and in time.
    TAKE_RECOVERY = "update recoveries set used_at = $2
        where confirm_mark = $1 and used_at is null and expires_at > $2
        returning complaint_id, follow_mark";
    /// The new code of a space; the draft's code finds it no more.
    RENEW_CODE = "update complaints set follow_mark = $2, draft_mark = null where id = $1";
    /// A receipt.
    INSERT_RECEIPT = "insert into receipts (id, complaint_id, document, issued_at, payload, signature,
            key_id, verification_mark)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// A complaint's receipt of a kind.
    RECEIPT = "select id, complaint_id, document, issued_at, payload, signature, key_id, pdf_sha256,
            pdf_bytes, pdf_pages
        from receipts where complaint_id = $1 and document = $2";
    /// Every paper of a complaint.
    RECEIPTS = "select id, complaint_id, document, issued_at, payload, signature, key_id, pdf_sha256,
            pdf_bytes, pdf_pages
        from receipts where complaint_id = $1 order by issued_at desc, id desc limit 100";
    /// How many attestations it has.
    COUNT_ATTESTATIONS = "select count(*) as n from receipts
        where complaint_id = $1 and document like 'attestation-%'";
    /// Its file was rendered and kept.
    RENDERED = "update receipts set pdf_sha256 = $2, pdf_bytes = $3, pdf_pages = $4, rendered_at = $5
        where id = $1 and pdf_sha256 is null";
    /// A document by the mark of its verification code.
    RECEIPT_BY_VERIFICATION = "select id, complaint_id, document, issued_at, payload, signature,
            key_id, pdf_sha256, pdf_bytes, pdf_pages
        from receipts where verification_mark = $1";
    /// The paper of a series with this code.
    SERIES_PAPER = "select document, frozen_at, payload, signature, pdf_sha256, pdf_pages
        from v_series_papers where verification_mark = $1";
    /// Whether a later document took its place.
    OTHER_RECEIPTS = "select document, issued_at from receipts where complaint_id = $1 order by issued_at";
    /// Receipts whose file is not made yet.
    COUNT_UNRENDERED = "select count(*) as n from receipts where rendered_at is null";
    /// A message.
    INSERT_MESSAGE = "insert into messages (id, complaint_id, at, side, account_id, body)
        values ($1, $2, $3, $4, $5, $6)";
    /// The messages of a complaint.
    MESSAGES = "select id, at, side, account_id, body, read_at from messages
        where complaint_id = $1 order by at, id limit 500";
    /// The other side has seen them.
    MARK_READ = "update messages set read_at = $3
        where complaint_id = $1 and side = $2 and read_at is null";
    /// How many complaints of a source are receipted.
    COUNT_RECEIPTS_OF_SOURCE = "select count(*) as n from complaints c
        join receipts r on r.complaint_id = c.id where c.source = $1";
    /// For tests and figures.
    COUNT_COMPLAINTS = "select count(*) as n from complaints";
    /// For tests and figures.
    COUNT_RECEIPTS = "select count(*) as n from receipts";
    /// A search by words, once more on its day.
    COUNT_SEARCH = "insert into word_searches (day, outcome, form_type, times) values ($1, $2, $3, 1)
        on conflict (day, outcome, form_type) do update set times = word_searches.times + 1";
}

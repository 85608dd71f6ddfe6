//! All SQL of custody. Owns `exhibits`, `custody_events`, `custody_notes`, `custody_challenges` and `incidents`;
//! reads the journal's own words of custody, and files in nobody's custody, through views. No statement
//! takes a step or an incident away, save with its whole complaint.

faisceau_platform::statements! {
    /// One exhibit.
    ONE = "select id, complaint_id, name, media_type, bytes, sha256, description, state, seal, keeper, keeper_body,
            offered_to, offered_body, offered_by, steps, head, entered_at, reread_at, of_exhibit, commitment, salt,
            erased_at
        from exhibits where id = $1";
    /// Those of a complaint, bounded by what a case may hold and what laboratories add.
    OF_COMPLAINT = "select id, complaint_id, name, media_type, bytes, sha256, description, state, seal, keeper,
            keeper_body, offered_to, offered_body, offered_by, steps, head, entered_at, reread_at, of_exhibit, commitment, salt,
            erased_at
        from exhibits where complaint_id = $1 order by entered_at, id limit 2000";
    /// Those that wait for somebody.
    OFFERED_TO = "select id, complaint_id, name, media_type, bytes, sha256, description, state, seal, keeper,
            keeper_body, offered_to, offered_body, offered_by, steps, head, entered_at, reread_at, of_exhibit, commitment, salt,
            erased_at
        from exhibits where offered_to = $1 and erased_at is null order by entered_at, id limit 500";
    /// The next complaints that have some, to verify them all.
    COMPLAINTS_AFTER = "select distinct complaint_id from exhibits where complaint_id > $1 order by complaint_id limit $2";
    /// The next ones of a complaint by id.
    AFTER = "select id, complaint_id, name, media_type, bytes, sha256, description, state, seal, keeper,
            keeper_body, offered_to, offered_body, offered_by, steps, head, entered_at, reread_at, of_exhibit, commitment, salt,
            erased_at
        from exhibits where complaint_id = $1 and id > $2 order by id limit $3";
    /// Those whose content was not read for the longest time.
    TO_READ = "select id, complaint_id, name, media_type, bytes, sha256, description, state, seal, keeper,
            keeper_body, offered_to, offered_body, offered_by, steps, head, entered_at, reread_at, of_exhibit, commitment, salt,
            erased_at
        from exhibits where reread_at < $1 and state <> 'destroyed' and erased_at is null order by reread_at, id limit $2";
    /// An exhibit comes in; one that is there stays as it is.
    INSERT = "insert into exhibits (id, complaint_id, name, media_type, bytes, sha256, description, state, steps, head,
            entered_at, reread_at, of_exhibit, commitment, salt)
        values ($1, $2, $3, $4, $5, $6, '', 'deposited', 1, $7, $8, $8, $9, $10, $11) on conflict (id) do nothing";
    /// Takes its turn on an exhibit: whoever comes meanwhile waits for the end of the transaction.
    LOCK = "update exhibits set steps = steps where id = $1";
    /// Where it stands after a step.
    STEP = "update exhibits set description = $2, state = $3, seal = $4, keeper = $5, keeper_body = $6,
            offered_to = $7, offered_body = $8, offered_by = $9, steps = $10, head = $11
        where id = $1";
    /// Its content was read.
    REREAD = "update exhibits set reread_at = $2 where id = $1 and reread_at < $2";
    /// One step.
    INSERT_STEP = "insert into custody_events (id, exhibit_id, position, at, kind, person, quality, place, tool,
            tool_version, reason, detail, sha256, commitment, previous, digest)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    /// The steps of an exhibit.
    STEPS = "select id, exhibit_id, position, at, kind, person, quality, place, tool, tool_version, reason, detail,
            sha256, commitment, previous, digest
        from custody_events where exhibit_id = $1 order by position";
    /// What is noted of how it was collected; the last word counts, the chain holds them all.
    NOTE = "insert into custody_notes (exhibit_id, item, answer, words, noted_at, noted_by)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (exhibit_id, item) do update set answer = excluded.answer, words = excluded.words,
            noted_at = excluded.noted_at, noted_by = excluded.noted_by";
    /// What was noted.
    NOTES = "select item, answer, words, noted_at, noted_by from custody_notes where exhibit_id = $1";
    /// A challenge.
    CHALLENGE = "insert into custody_challenges (id, exhibit_id, made_at, made_by, ground, noted_by)
        values ($1, $2, $3, $4, $5, $6)";
    /// Its outcome, once.
    SETTLE = "update custody_challenges set outcome = $3, settled_at = $4, settled_by = $5, decision = $6
        where id = $1 and exhibit_id = $2 and outcome is null";
    /// The challenges of an exhibit.
    CHALLENGES = "select id, made_at, made_by, ground, noted_by, outcome, settled_at, settled_by, decision
        from custody_challenges where exhibit_id = $1 order by made_at, id";
    /// An incident.
    INCIDENT = "insert into incidents (id, exhibit_id, complaint_id, cause, met_in, met_by, opened_at, expected, seen)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// A named decision on it, once.
    DECIDE = "update incidents set outcome = $2, decided_at = $3, decided_by = $4, decision = $5
        where id = $1 and decided_at is null";
    /// The incidents of an exhibit, the latest first.
    INCIDENTS_OF = "select id, exhibit_id, complaint_id, cause, met_in, met_by, opened_at, expected, seen, outcome,
            decided_at, decided_by, decision
        from incidents where exhibit_id = $1 order by opened_at desc, id desc";
    /// Every incident, those open first, then the latest.
    INCIDENTS = "select id, exhibit_id, complaint_id, cause, met_in, met_by, opened_at, expected, seen, outcome,
            decided_at, decided_by, decision
        from incidents order by case when decided_at is null then 0 else 1 end, opened_at desc, id desc limit 500";
    /// How many are open.
    COUNT_OPEN = "select count(*) as n from incidents where decided_at is null";
    /// Files of complaints filed before there was any custody.
    UNKEPT = "select distinct complaint_id from v_files_unkept limit $1";
    /// Whether a telephone gave a file of a draft that is being filed.
    TELEPHONED = "select file_id from v_telephone_files where file_id = $1";
    /// What the journal says of the custody in a complaint.
    JOURNALED = "select action, detail from v_custody_journal where complaint_id = $1";
    /// Complaints of which the journal knows exhibits, and that have none.
    EMPTIED = "select distinct j.complaint_id from v_custody_journal j
        join v_complaints c on c.id = j.complaint_id
        left join exhibits e on e.complaint_id = j.complaint_id
        where e.id is null";
    /// The file is erased: its digest and the salt of what stands for it go, the chain stays.
    ERASE = "update exhibits set sha256 = null, salt = null, erased_at = $2 where id = $1";
    /// And what its steps read.
    ERASE_STEPS = "update custody_events set sha256 = null where exhibit_id = $1";
    /// And what its incidents met.
    ERASE_INCIDENTS = "update incidents set expected = null, seen = null where exhibit_id = $1";
    /// The complaint is erased, or the file is set aside: what would tell its content goes.
    FORGET_STEPS = "delete from custody_events where exhibit_id = $1";
    /// And what was noted.
    FORGET_NOTES = "delete from custody_notes where exhibit_id = $1";
    /// And the challenges.
    FORGET_CHALLENGES = "delete from custody_challenges where exhibit_id = $1";
    /// And its row.
    FORGET = "delete from exhibits where id = $1";
    /// Of its incidents the fact stays, without a digest and without words.
    FORGET_INCIDENTS = "update incidents set expected = null, seen = null, decision = null where exhibit_id = $1";
}

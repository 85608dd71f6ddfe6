//! SQL of retention: `holds`, `erasures`, `kept_figures`, `figure_keys`, `figure_subjects`, and what an erasure
//! deletes of intake's own tables, by the id of the complaint.

faisceau_platform::statements! {
    /// A hold is placed.
    PLACE = "insert into holds (id, complaint_id, placed_at, placed_by, reason) values ($1, $2, $3, $4, $5)";
    /// A hold is lifted, once.
    LIFT = "update holds set lifted_at = $3, lifted_by = $4, lift_reason = $5
        where id = $1 and complaint_id = $2 and lifted_at is null";
    /// The holds of a complaint, the latest first.
    HOLDS = "select id, placed_at, placed_by, reason, lifted_at, lifted_by, lift_reason from holds
        where complaint_id = $1 order by placed_at desc, id limit 100";
    /// How many block its erasure: holds in force, exhibits under seal.
    BLOCKS = "select (select count(*) from v_holds h where h.complaint_id = $1) as holds,
            (select count(*) from v_sealed_exhibits e where e.complaint_id = $1) as sealed";
    /// Takes its turn on a complaint: whoever comes meanwhile waits for the end of the transaction.
    LOCK = "update complaints set version = version where id = $1";
    /// An erasure is proposed.
    PROPOSE = "insert into erasures (id, complaint_id, state, ground, reason, proposed_at, proposed_by)
        values ($1, $2, 'proposed', $3, $4, $5, $6)";
    /// An erasure fell by itself, or comes with a restored backup: done as it is written.
    DONE_AT_ONCE = "insert into erasures (id, complaint_id, state, ground, reason, proposed_at, decided_at, certificate)
        values ($1, $2, 'done', $3, '', $4, $4, $5)";
    /// One erasure.
    ONE = "select id, complaint_id, state, ground, reason, proposed_at, proposed_by, decided_at, decided_by, certificate
        from erasures where id = $1";
    /// The erasures of a complaint, the latest first.
    OF_COMPLAINT = "select id, complaint_id, state, ground, reason, proposed_at, proposed_by, decided_at, decided_by,
            certificate
        from erasures where complaint_id = $1 order by proposed_at desc, id limit 50";
    /// Erasures in a state, the latest first.
    IN_STATE = "select id, complaint_id, state, ground, reason, proposed_at, proposed_by, decided_at, decided_by,
            certificate
        from erasures where state = $1 order by proposed_at desc, id limit $2";
    /// Somebody decided an erasure that waited.
    DECIDE = "update erasures set state = $2, decided_at = $3, decided_by = $4, certificate = $5, reason = $6
        where id = $1 and state = 'proposed'";
    /// Of the other erasures asked for in it, what they said goes too.
    FORGET_REASONS = "update erasures set reason = '' where complaint_id = $1";
    /// Those that waited are over.
    END_OTHERS = "update erasures set state = 'declined', decided_at = $2
        where complaint_id = $1 and state = 'proposed'";
    /// Complaints whose time is over, by their class: what moved last before an instant.
    DUE = "select c.id, c.reference, c.nature, c.state, c.unit, m.moved_at
        from complaints c join (select id, case when coalesce(amended_at, 0) > state_at then amended_at
                else state_at end as moved_at from complaints) m on m.id = c.id
        where ((c.state = 'validated' and m.moved_at <= $1)
            or (c.state <> 'validated' and c.nature = 'report' and m.moved_at <= $2)
            or (c.state <> 'validated' and c.nature <> 'report' and m.moved_at <= $3))
          and c.id > $4
        order by c.id limit $5";
    /// What clocks need to know of a complaint.
    FACTS = "select nature, state, case when coalesce(amended_at, 0) > state_at then amended_at
            else state_at end as moved_at from complaints where id = $1";
    /// What its papers attest.
    PAPERS = "select id, document, payload from receipts where complaint_id = $1 order by issued_at, document";
    /// Ids under which work may wait for it.
    NOTICES = "select id from notices where complaint_id = $1 union all select id from recoveries where complaint_id = $1
        union all select id from receipts where complaint_id = $1";
    /// The marks of who filed it.
    MARKS = "select mark from twin_marks where complaint_id = $1 order by mark limit 1";

    FORGET_MESSAGES = "delete from messages where complaint_id = $1";
    FORGET_COURSES = "delete from courses where complaint_id = $1";
    FORGET_APPOINTMENTS = "delete from appointments where complaint_id = $1";
    FORGET_NOTICES = "delete from notices where complaint_id = $1";
    FORGET_RECOVERIES = "delete from recoveries where complaint_id = $1";
    FORGET_MARKS = "delete from twin_marks where complaint_id = $1";
    FORGET_IDENTITIES = "delete from identity_links where complaint_id = $1";
    FORGET_TWINS = "delete from twins where one = $1 or other = $1";
    FORGET_SAID_SAME = "update drafts set same_as = null, same_by = null, same_reason = null where same_as = $1";
    FORGET_COUNTER_FILE = "delete from counter_files where draft_id = $1";
    FORGET_COUNTER_PAPER = "delete from counter_papers where draft_id = $1";
    FORGET_TELEPHONE_FILES = "delete from telephone_files where pass_id in
        (select id from telephone_passes where draft_id = $1)";
    FORGET_TELEPHONE = "delete from telephone_passes where draft_id = $1";
    FORGET_CORRECTION = "delete from corrections where complaint_id = $1";
    FORGET_VERSIONS = "delete from complaint_versions where complaint_id = $1";
    FORGET_RECEIPTS = "delete from receipts where complaint_id = $1";
    FORGET_REQUESTS = "delete from data_requests where complaint_id = $1";
    FORGET_RESTRICTION = "delete from data_restrictions where complaint_id = $1";
    FORGET_HOLDS = "delete from holds where complaint_id = $1";
    FORGET_DRAFT = "delete from drafts where id = $1";
    FORGET = "delete from complaints where id = $1";

    /// One more complaint of this sort was erased.
    COUNT = "insert into kept_figures (month, nature, form_type, department, amount_band, outcome, times)
        values ($1, $2, $3, $4, $5, $6, 1)
        on conflict (month, nature, form_type, department, amount_band, outcome)
        do update set times = kept_figures.times + 1";
    /// What was counted, where at least so many complaints stand together.
    FIGURES = "select month, nature, form_type, department, amount_band, outcome, times from kept_figures
        where times >= $1
        order by month, nature, form_type, department, amount_band, outcome limit $2";
    /// The key of a period, if it is not over.
    PERIOD_KEY = "select secret from figure_keys where period = $1";
    /// Its first use makes it.
    MAKE_PERIOD_KEY = "insert into figure_keys (period, secret) values ($1, $2) on conflict (period) do nothing";
    /// Keys of periods that are over.
    DROP_PERIOD_KEYS = "delete from figure_keys where period < $1";
    /// The same person, once more in the period.
    COUNT_SUBJECT = "insert into figure_subjects (period, form_type, mark, times) values ($1, $2, $3, 1)
        on conflict (period, form_type, mark) do update set times = figure_subjects.times + 1";
    /// How many persons and how many complaints, by period and kind.
    SUBJECTS = "select period, form_type, count(*) as persons, cast(sum(times) as bigint) as complaints
        from figure_subjects group by period, form_type order by period, form_type limit $1";
}

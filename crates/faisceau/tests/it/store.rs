//! SQL that only these tests ask, on the tables of every capability.

faisceau_platform::statements! {
    /// What no linker would leave.
    LOSE_A_MEMBER = "delete from series_members
        where complaint_id = (select min(complaint_id) from series_members)";
    /// What the journal holds of somebody, in the order it was written.
    ROWS_OF = "select action, purpose, at, subject, detail from journal where actor = $1 order by at, id";
    /// The journal, whole.
    WHOLE_JOURNAL = "select action, actor_kind, purpose, subject_kind, reason, detail from journal order by at, id";
    /// What leaves of the public log hold, and its checkpoints.
    LOG_LEAVES = "select leaf, salt, record from log_leaves";
    LOG_NOTES = "select note from log_checkpoints";
    /// What a year left.
    COUNTS = "select (select count(*) from complaints) as complaints,
        (select count(*) from complaints where channel = 'online') as online,
        (select count(*) from complaints where state = 'validated') as validated,
        (select count(*) from messages) as messages,
        (select count(*) from series_members) as linked,
        (select count(*) from journal where at > $1) as late";
    /// What filings by processes that were killed left.
    AFTER_KILLS = "select (select count(*) from complaints where channel = 'online') as online,
        (select count(distinct reference) from complaints) as numbers,
        (select count(*) from complaints) as complaints,
        (select count(*) from receipts) as receipts,
        (select count(*) from receipts where rendered_at is not null) as papers,
        (select count(*) from drafts) as drafts,
        (select count(*) from jobs) as jobs,
        (select count(*) from linkage_pending) as waiting,
        (select count(*) from journal_waiting) as unsealed,
        (select count(*) from journal where action = 'complaint.filed') as filed,
        (select count(*) from journal where action = 'receipt.rendered') as rendered,
        (select count(*) from events where kind = 'complaint_filed') as told";
    /// The complaints filed page by page, with the number of each and its series.
    FILED = "select c.id, c.reference, m.series_id from complaints c
        left join series_members m on m.complaint_id = c.id where c.channel = 'online'";
    /// How many complaints each series holds.
    SIZES = "select count(*) as n from series_members group by series_id";
    /// Files that came in parts and were attached.
    UPLOADS_ENDED = "select count(*) as n from uploads where exhibit_id is not null";
    /// The number of a complaint.
    REFERENCE_OF = "select reference from complaints where id = $1";
    SERIES = "select reference, size from series";
    /// How many years have a key under which persons are told apart.
    PERIOD_KEYS = "select count(*) as n from figure_keys";
    /// Who is in which series.
    MEMBERS = "select complaint_id, series_id from series_members";
    /// What was found of every value.
    VALUE_CLASSES = "select kind, link_key, class, reason, users, first_at, last_at, bits, corroborated
        from value_classes";
    /// What series lost.
    LOSSES = "select complaints, amount_minor from series_losses";
    /// What the journal says of erasures in a complaint.
    ERASURES = "select id from journal where action = 'exhibit.erased' and subject = $1";
    /// A complaint by the id its file gave it.
    IMPORTED = "select id, reference from complaints where source_id = $1";
    /// Every number given.
    REFERENCES = "select reference from complaints";
    /// A schema of a program to come.
    NEWER_SCHEMA = "insert into schema_version (version, name, digest) values (9999, 'to come', '')";
    NO_NEWER_SCHEMA = "delete from schema_version where version = 9999";
    /// The second row of the journal tells something else, and again what it told.
    BREAK_JOURNAL = "update journal set reason = reason || '!'
        where id = (select journal_id from journal_seals where position = 2)";
    MEND_JOURNAL = "update journal set reason = replace(reason, '!', '')
        where id = (select journal_id from journal_seals where position = 2)";
    MEDDLE = "create trigger meddle after insert on events
        begin update events set version = 0 where id = new.id; end";
    FIRST_FILED = "select id from complaints order by reference limit 2";
    /// The unit of a complaint, and who is in charge of it.
    UNIT = "update complaints set unit = $2 where id = $1";
    SENSITIVE = "update complaints set sensitive = $2 where id = $1";
    RELEASE = "delete from assignments where complaint_id = $1";
    ENTRUST = "insert into assignments (complaint_id, account_id, assigned_at, assigned_by)
        values ($1, $2, $3, $2)";
    /// A decision that names complaints.
    DECISION = "insert into decisions (id, kind, reason, decided_by, decided_at)
        values ($1, 'confirm', 'essai', $1, $2)";
    DECISION_MEMBER = "insert into decision_members (decision_id, complaint_id, side)
        values ($1, $2, 0)";
    /// The series of a complaint, and the value it names.
    LINKED = "select m.series_id, u.identifier_id from series_members m
        join identifier_uses u on u.subject = m.complaint_id
        where m.complaint_id = $1 and u.canonical = $2";
    /// How many complaints are in sight.
    COUNT_COMPLAINTS = "select count(*) as n from complaints";
    /// As whom this program is connected.
    CONNECTED = "select distinct usename::text as role from pg_stat_activity
        where application_name = 'faisceau' and datname = current_database() order by 1";
}

/// A row of a table made of what a test puts in it, column by column, whatever it means.
pub(crate) fn filling(table: &str, columns: &[&str]) -> faisceau_platform::db::Statement {
    let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    let (named, places) = (columns.join(", "), places.join(", "));
    made(format!("insert into {table} ({named}) values ({places})"))
}

/// How many rows of a table bear an id in a column, and hold anything in others.
pub(crate) fn counting(
    table: &str,
    column: &str,
    held: &[String],
) -> faisceau_platform::db::Statement {
    let mut text = format!("select count(*) as n from {table} where {column} = $1");
    for (at, column) in held.iter().enumerate() {
        let word = if at == 0 { "and (" } else { "or" };
        text += &format!(" {word} {column} is not null");
    }
    text += if held.is_empty() { "" } else { ")" };
    made(text)
}

fn made(text: String) -> faisceau_platform::db::Statement {
    let text: &'static str = Box::leak(text.into_boxed_str());
    faisceau_platform::db::Statement {
        name: "MADE_BY_A_TEST",
        sqlite: text,
        postgres: text,
    }
}

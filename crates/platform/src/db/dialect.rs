//! What truly differs between SQLite and PostgreSQL, for the platform's own needs: schema history,
//! locks, and claiming work. Holds no statement of a capability.

crate::statements! {
    /// One process migrates at a time.
    LOCK_MIGRATIONS = "select 1",
        postgres "select pg_advisory_xact_lock(5417036)::text";
    /// Views to drop before migrations, in order of making.
    VIEWS = "select name from sqlite_schema where type = 'view' and name like 'v\\_%' escape '\\' order by rowid",
        postgres "select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and c.relname like 'v\\_%' and n.nspname = current_schema() order by c.oid";
    /// The newest version applied.
    VERSION = "select coalesce(max(version), 0) as version from schema_version";
    /// What was applied.
    HISTORY = "select version, digest from schema_version where version > 0 order by version";
    /// What the views were made from: it stands before the first version.
    VIEWS_DIGEST = "select digest from schema_version where version = 0";
    /// Records what the views were made from.
    RECORD_VIEWS = "insert into schema_version (version, name, digest) values (0, 'views', $1)
            on conflict (version) do update set digest = excluded.digest";
    /// Records one migration.
    RECORD_VERSION = "insert into schema_version (version, name, digest) values ($1, $2, $3)";
    /// Takes due jobs, so that no two workers hold the same one.
    CLAIM_JOBS = "update jobs set state = 'leased', leased_until = $1, attempts = attempts + 1
            where id in (select id from jobs
                         where (state = 'due' or (state = 'leased' and leased_until < $2)) and run_at <= $2
                         order by priority, run_at limit $3)
            returning id, kind, subject, payload, attempts",
        postgres "update jobs set state = 'leased', leased_until = $1, attempts = attempts + 1
            where id in (select id from jobs
                         where (state = 'due' or (state = 'leased' and leased_until < $2)) and run_at <= $2
                         order by priority, run_at limit $3 for update skip locked)
            returning id, kind, subject, payload, attempts";
    /// The next value of a named counter; one that is new begins above those of the database that this one was
    /// copied from.
    NEXT_NUMBER = "insert into counters (name, value)
            values ($1, 1 + coalesce((select value from counters where name = ''), 0))
            on conflict (name) do update set value = counters.value + 1 returning value",
        postgres "select nextval('reference_numbers') + 0 * length($1) as value";
    /// Whether a copy of the file is whole.
    WHOLE = "select quick_check as found from pragma_quick_check limit 1", postgres "select 'ok'::text as found";
    /// Whether the schema was ever made.
    HAS_JOURNAL = "select count(*) as n from sqlite_schema where type = 'table' and name = 'journal'",
        postgres "select count(*) as n from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relname = 'journal' and n.nspname = current_schema()";
    /// Tables to copy, with their columns; SQLite copies its file.
    TABLES = "select name, '' as columns from sqlite_schema where type = 'table'",
        postgres "select c.relname::text as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.relkind = 'r' and n.nspname = current_schema() and c.relname <> 'schema_version' group by c.relname";
    /// Which table refers to which.
    REFERENCES = "select distinct m.name as child, f.\"table\" as parent from sqlite_schema m join pragma_foreign_key_list(m.name) f where m.type = 'table'",
        postgres "select distinct a.relname::text as child, b.relname::text as parent from pg_constraint k join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid join pg_namespace n on n.oid = k.connamespace where k.contype = 'f' and n.nspname = current_schema()";
    /// The last reference number given, if any was.
    LAST_NUMBER = "select max(value) as value from counters",
        postgres "select case when is_called then last_value end as value from reference_numbers";
}

/// What begins the rows of a table in a script.
pub(super) const COPY: &str = "COPY ";
/// What begins the last reference number in a script.
pub(super) const NUMBERS: &str = "SELECT pg_catalog.setval('reference_numbers', ";

/// The rows of a table, given by PostgreSQL.
pub(super) fn copy_out(table: &str, columns: &str) -> String {
    format!("{COPY}{table} ({columns}) to stdout")
}

/// The rows of a table, taken by PostgreSQL.
pub(super) fn copy_in(table: &str, columns: &str) -> String {
    format!("{COPY}{table} ({columns}) FROM stdin;")
}

/// Leaves no row in these tables.
pub(super) fn empty_tables<'a>(tables: impl Iterator<Item = &'a String>) -> String {
    let names: Vec<&str> = tables.map(String::as_str).collect();
    format!("truncate {}", names.join(", "))
}

/// SQLite writes the whole of its file, as of now, to another.
pub(super) fn vacuum_into(file: &str) -> String {
    format!("vacuum into '{}'", file.replace('\'', "''"))
}

/// SQLite takes the write lock at once, so that no transaction fails half-way for want of it.
pub(super) const BEGIN_WRITING: &str = "begin immediate";
/// SQLite: what was written ahead goes into the file, and the file it was written in is emptied.
pub(super) const EMPTY_WRITE_AHEAD: &str = "pragma wal_checkpoint(truncate)";
/// PostgreSQL: a transaction that may write.
pub(super) const BEGIN: &str = "begin";
/// PostgreSQL: one consistent picture for a whole page.
pub(super) const BEGIN_READING: &str = "begin isolation level repeatable read read only";

/// Begins, then tells PostgreSQL a first value until the end of the transaction.
pub(super) fn told(begin: &str, name: &str, value: &str) -> String {
    format!("{begin}; select {}", set(name, value))
}

/// Tells it another one, in the same statement.
pub(super) fn also(name: &str, value: &str) -> String {
    format!(", {}", set(name, value))
}

/// No letter of the value itself stands in the text.
fn set(name: &str, value: &str) -> String {
    let value = hex::encode(value);
    format!("set_config('faisceau.{name}', convert_from(decode('{value}', 'hex'), 'UTF8'), true)")
}

/// The table that remembers migrations; tokens as in `migrations/`.
pub(super) const SCHEMA_VERSION_TABLE: &str = "create table if not exists schema_version (
    version {INT} not null primary key, name {TEXT} not null, digest {TEXT} not null) {STRICT};";

/// PostgreSQL's words for: somebody else holds it. A lock not given in time, a statement that ran
/// out of its time, two that wait for each other.
pub(super) const IN_USE: [&str; 3] = ["55P03", "57014", "40P01"];

/// Takes views and what they read, all within a time shorter than the second after which PostgreSQL
/// looks for those who wait for each other: held one by one without limit, some reader that holds
/// one and asks for another would be made to fail. What is asked for later waits as shortly.
pub(super) fn take_views(names: &[String]) -> String {
    let names = names.join(", ");
    format!(
        "set local statement_timeout = 400; lock table {names} in access exclusive mode;
         set local statement_timeout = 0; set local lock_timeout = 400"
    )
}

/// Drops one view.
pub(super) fn drop_view(name: &str) -> String {
    format!("drop view if exists {name}")
}

/// Makes a throwaway database for a test; the name is the kit's own.
pub(crate) fn create_database(name: &str, owner: &str) -> String {
    format!("create database {name} owner {owner}")
}

/// The same, as a copy of another that nobody is connected to.
pub(crate) fn copy_database(name: &str, of: &str) -> String {
    format!("create database {name} template {of}")
}

/// Ends a throwaway database of a test, whoever is connected to it.
pub(crate) fn drop_database(name: &str) -> String {
    format!("drop database {name} with (force)")
}

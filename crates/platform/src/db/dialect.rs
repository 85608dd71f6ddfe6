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
    /// The next value of a named counter.
    NEXT_NUMBER = "insert into counters (name, value) values ($1, 1)
            on conflict (name) do update set value = counters.value + 1 returning value",
        postgres "select nextval('reference_numbers') + 0 * length($1) as value";
}

/// SQLite takes the write lock at once, so that no transaction fails half-way for want of it.
pub(super) const BEGIN_WRITING: &str = "begin immediate";
/// PostgreSQL: a transaction that may write.
pub(super) const BEGIN: &str = "begin";
/// PostgreSQL: one consistent picture for a whole page.
pub(super) const BEGIN_READING: &str = "begin isolation level repeatable read read only";

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
pub(crate) fn create_database(name: &str) -> String {
    format!("create database {name}")
}

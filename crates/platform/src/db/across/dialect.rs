//! What the copy of a database into another asks of each kind: its tables and columns, who else uses it, and
//! the texts made of their names. Names come from the catalogue of the database, never from outside.

crate::statements! {
    /// Every column of every table, with its type.
    COLUMNS = "select m.name as of_table, c.name as name, lower(c.type) as kind
            from sqlite_schema m join pragma_table_info(m.name) c
            where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' order by m.name, c.name",
        postgres "select c.relname::text as of_table, a.attname::text as name, format_type(a.atttypid, null) as kind
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind = 'r' and n.nspname = current_schema() order by c.relname, a.attname";
    /// Other sessions of this program on the same database; those of SQLite are told by its lock.
    OTHERS = "select 0 as n",
        postgres "select count(*) as n from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and application_name = 'faisceau'";
    /// The history of the schema is there.
    HAS_HISTORY = "select count(*) as n from sqlite_schema where type = 'table' and name = 'schema_version'",
        postgres "select count(*) as n from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relname = 'schema_version' and n.nspname = current_schema()";
    /// Says that a copy into this database is under way: it stands before every version.
    MARK = "insert into schema_version (version, name, digest) values (-1, 'copy under way', '')
            on conflict (version) do nothing";
    /// Whether one is.
    MARKED = "select count(*) as n from schema_version where version = -1";
    /// The copy is whole.
    UNMARK = "delete from schema_version where version = -1";
    /// Where references go on: under the name of no counter on SQLite, each new one starts above it.
    GO_ON = "insert into counters (name, value) values ('', $1)
            on conflict (name) do update set value = excluded.value",
        postgres "select setval('reference_numbers', $1)";
    /// The counters of SQLite begin anew.
    FORGET_COUNTERS = "delete from counters", postgres "select 1 as done";
}

/// Asks SQLite for the whole file, and gives it back.
pub(super) const ALONE: &str = "begin immediate; rollback";

/// Every row of a table.
pub(super) fn rows_of(table: &str, columns: &[String]) -> String {
    format!("select {} from {table}", columns.join(", "))
}

/// So many rows of a table, each column a value to bind.
pub(super) fn rows_into(table: &str, columns: &[String], rows: usize) -> String {
    let tuple = |row: usize| {
        let first = row * columns.len() + 1;
        let places: Vec<String> = (first..first + columns.len())
            .map(|place| format!("${place}"))
            .collect();
        format!("({})", places.join(", "))
    };
    let tuples: Vec<String> = (0..rows).map(tuple).collect();
    let columns = columns.join(", ");
    format!(
        "insert into {table} ({columns}) values {}",
        tuples.join(", ")
    )
}

/// Nobody writes in these tables of PostgreSQL meanwhile; who waits for a writer longer than this gives up.
pub(super) fn hold(tables: &[String]) -> String {
    let tables = tables.join(", ");
    format!(
        "set local lock_timeout = '10s'; lock table {tables} in share mode; set local lock_timeout = 0"
    )
}

/// Leaves no row in a table.
pub(super) fn empty(table: &str) -> String {
    format!("delete from {table}")
}

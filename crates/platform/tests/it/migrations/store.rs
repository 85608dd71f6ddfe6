//! Schema texts that only these tests apply, in the tokens of `migrations/`.

/// A table and what is read of it.
pub(crate) const FIRST: &str = "create table essai (a {INT} not null, b {INT} not null) {STRICT};";
/// The view of the first version.
pub(crate) const VIEW: &str = "create view v_essai as select a, b from essai;";
/// Refused by both databases while a view reads the column.
pub(crate) const SECOND: &str = "alter table essai drop column b;";
/// The view of the second version.
pub(crate) const VIEW_AFTER: &str = "create view v_essai as select a from essai;";
/// Begins well, then fails.
pub(crate) const BROKEN: &str =
    "create table reste (a {INT}) {STRICT}; insert into nowhere (a) values (1);";

faisceau_platform::statements! {
    LOOK_FIRST = "select a, b from v_essai";
    LOOK_SECOND = "select a from v_essai";
    LOOK_LEFT = "select a from reste";
    LOOK_OLDEST = "select count(*) as n from v_complaints";
    LOOK_MIDDLE = "select count(*) as n from v_series";
    WAITING = "select 2 as n", postgres "select count(*) as n from pg_locks where not granted
            and database = (select oid from pg_database where datname = current_database())";
}

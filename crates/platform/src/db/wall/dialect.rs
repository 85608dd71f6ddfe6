//! The rows that PostgreSQL keeps back, and what each of its three roles may do: who owns the tables makes them, who
//! answers requests sees what its actor may, who works behind sees all. Nothing of it exists on SQLite. Names of
//! roles and tables are quoted by [`quoted`]; nothing else of these texts comes from outside.

use super::Roles;

crate::statements! {
    /// What the wall was made from: it stands before the first version.
    KEPT = "select digest from schema_version where version = -2";
    /// Records what the wall was made from.
    RECORD = "insert into schema_version (version, name, digest) values (-2, 'wall', $1)
            on conflict (version) do update set digest = excluded.digest";
    /// None stands.
    FORGET = "delete from schema_version where version = -2";
    /// The policies of the wall, with their tables.
    POLICIES = "select '' as name, '' as of_table where 1 = 0",
        postgres "select policyname::text as name, tablename::text as of_table from pg_policies
            where schemaname = current_schema() and policyname like 'faisceau\\_%' order by tablename, policyname";
    /// Tables that PostgreSQL guards.
    GUARDED = "select '' as name where 1 = 0",
        postgres "select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relrowsecurity and n.nspname = current_schema() order by c.relname";
    /// Tables and views of this schema.
    RELATIONS = "select '' as name, '' as kind where 1 = 0",
        postgres "select c.relname::text as name, c.relkind::text as kind from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'v') and n.nspname = current_schema() order by c.relname";
    /// This schema, and who makes its tables.
    MAKER = "select '' as schema, '' as owner",
        postgres "select current_schema()::text as schema, current_user::text as owner";
    /// The complaints of every unit are in sight until the end of the transaction, or until the next.
    OVER_UNITS = "select 1 as told", postgres "select set_config('faisceau.reach', 'every_unit', true) as told";
    /// Those of the actor's own are again.
    WITHIN_UNITS = "select 1 as told", postgres "select set_config('faisceau.reach', '', true) as told";
    /// Who asks, and whether rows are kept back from it: not from who may pass any wall, nor where none is raised.
    STANDS = "select 0 as passes, 0 as owns, 1 as raised",
        postgres "select
            (select count(*) from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)) as passes,
            (select count(*) from pg_tables where schemaname = current_schema() and tablename = 'journal'
                and pg_has_role(current_user, tableowner, 'member')) as owns,
            (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = current_schema() and c.relname = 'journal' and c.relforcerowsecurity) as raised";
}

/// A policy: the table, then which of its rows a request sees.
type Guard = (&'static str, String);

/// Whether a member of staff sees a complaint by its unit, by its charge or because it was opened in an emergency.
/// In this order, and as one word for the planner, which would otherwise believe that nearly nothing is in sight
/// and sort all of a unit where an index gives the newest.
const BY_UNIT_OR_CHARGE: &str = "case
    when (select current_setting('faisceau.actor', true)) in ('public', 'partner') then true
    when (select current_setting('faisceau.actor', true)) is distinct from 'staff' then false
    when (select current_setting('faisceau.reach', true)) = 'every_unit' then true
    when ':' || {of}.unit = any ((select string_to_array(current_setting('faisceau.units', true), chr(10)))::text[])
      then true
    else exists (select 1 from v_assignments a where a.complaint_id = {of}.id and a.account_id =
      (select nullif(current_setting('faisceau.account', true), '')::uuid))
      or {of}.id in (select g.complaint_id from glass_breaks g where g.account_id =
        (select nullif(current_setting('faisceau.account', true), '')::uuid))";

/// Or because it is of a unit of their territory, or of a series whose task force they belong to: the request says which those
/// are, while they last.
const BY_TERRITORY_OR_TASK_FORCE: &str = "or ':' || {of}.unit = any (
      (select string_to_array(nullif(current_setting('faisceau.territory', true), ''), chr(10)))::text[])
    or {of}.id in (select m.complaint_id from v_series_members m where m.series_id = any (
    (select string_to_array(nullif(current_setting('faisceau.forces', true), ''), chr(10)))::uuid[]))";

/// The tables that hold who people are, what they were told, exhibits and the journal. A row is in sight when its
/// complaint is: views run with the rights of who asks, so that they are asked for it. What victims and staff write to each
/// other is not what a territory or a task force opens.
fn guards() -> [Guard; 7] {
    let with_complaint = |table: &'static str| {
        let seen =
            format!("exists (select 1 from v_complaints c where c.id = {table}.complaint_id)");
        (table, seen)
    };
    let of = |text: &str, name: &str| text.replace("{of}", name);
    let complaint = format!("{BY_UNIT_OR_CHARGE} {BY_TERRITORY_OR_TASK_FORCE} end");
    let exchange = of(BY_UNIT_OR_CHARGE, "c");
    let (_, exhibit) = with_complaint("exhibits");
    [
        ("complaints", of(&complaint, "complaints")),
        with_complaint("complaint_versions"),
        with_complaint("corrections"),
        (
            "messages",
            format!("exists (select 1 from v_complaints c where c.id = messages.complaint_id and {exchange} end)"),
        ),
        ("drafts", DRAFTS.to_owned()),
        (
            "exhibits",
            format!(
                "{exhibit}
                 or (select nullif(current_setting('faisceau.account', true), '')::uuid) in (keeper, offered_to, offered_by)"
            ),
        ),
        ("journal", JOURNAL.to_owned()),
    ]
}

/// Drafts: of who holds their code, and of the counter that opened them.
const DRAFTS: &str = "(select current_setting('faisceau.actor', true)) in ('public', 'partner')
    or (select current_setting('faisceau.actor', true)) = 'staff' and (
       (select current_setting('faisceau.reach', true)) = 'every_unit'
       or exists (select 1 from v_counter_files f where f.draft_id = drafts.id and (
           (select nullif(current_setting('faisceau.account', true), '')::uuid) in (f.account_id, f.opened_by)
           or ':' || f.unit = any (
               (select string_to_array(current_setting('faisceau.units', true), chr(10)))::text[]))))";

/// The journal: what is about no complaint, about one in sight, or one's own.
const JOURNAL: &str = "(select current_setting('faisceau.actor', true)) = 'staff' and (
    subject_kind <> 'complaint'
    or (select current_setting('faisceau.reach', true)) = 'every_unit'
    or actor = (select nullif(current_setting('faisceau.account', true), '')::uuid)
    or exists (select 1 from v_complaints c where c.id = journal.subject))";

/// Who wrote must have been said.
const SAID: &str =
    "(select current_setting('faisceau.actor', true)) in ('public', 'partner', 'staff')";
/// What the owner does to rows, it does as the platform: migrations, restores, copies.
const PLATFORM: &str = "(select current_setting('faisceau.actor', true)) = 'platform'";

/// Rows are added to these, and never changed or taken away.
const ADDED_ONLY: [&str; 1] = ["journal"];
/// Who answers requests adds to these, and only who works behind takes away: what waits for the sealer.
const WAITS: [&str; 1] = ["journal_waiting"];
/// What only who works behind writes.
const BEHIND_ONLY: [&str; 2] = ["journal_seals", "seals"];
/// What only the owner writes.
const OWNER_ONLY: [&str; 1] = ["schema_version"];

/// A name of PostgreSQL, quoted.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Takes one policy away.
pub(super) fn drop_policy(name: &str, table: &str) -> String {
    format!("drop policy {} on {};", quoted(name), quoted(table))
}

/// Guards no row of a table any longer.
pub(super) fn unguard(table: &str) -> String {
    let table = quoted(table);
    format!(
        "alter table {table} no force row level security; alter table {table} disable row level security;"
    )
}

/// Guards every table that is.
pub(super) fn guard_all(roles: &Roles, owner: &str) -> String {
    let (web, worker) = (quoted(&roles.web), quoted(&roles.worker));
    let owner = quoted(owner);
    let guard = |(table, sight): &Guard| {
        format!(
            "alter table {table} enable row level security; alter table {table} force row level security;
             create policy faisceau_owner on {table} to {owner} using ({PLATFORM}) with check ({PLATFORM});
             create policy faisceau_worker on {table} to {worker} using (true) with check (true);
             create policy faisceau_read on {table} for select to {web} using ({sight});
             create policy faisceau_add on {table} for insert to {web} with check ({SAID});
             create policy faisceau_change on {table} for update to {web} using ({sight}) with check ({SAID});
             create policy faisceau_remove on {table} for delete to {web} using ({sight});"
        )
    };
    guards().iter().map(guard).collect()
}

/// Gives both roles what they need of a table and no more.
pub(super) fn grant_table(roles: &Roles, table: &str) -> String {
    let all = "select, insert, update, delete";
    let (web, worker) = match table {
        _ if OWNER_ONLY.contains(&table) => ("select", "select"),
        _ if ADDED_ONLY.contains(&table) => ("select, insert", "select, insert"),
        _ if WAITS.contains(&table) => ("select, insert", all),
        _ if BEHIND_ONLY.contains(&table) => ("select", "select, insert"),
        _ => (all, all),
    };
    let table = quoted(table);
    let grant = |what: &str, role: &str| {
        let role = quoted(role);
        format!("revoke all on {table} from {role}; grant {what} on {table} to {role};")
    };
    grant(web, &roles.web) + &grant(worker, &roles.worker)
}

/// Lets both roles read a view with the rights of who asks, or it would show what its owner sees.
pub(super) fn grant_view(roles: &Roles, view: &str) -> String {
    let (view, web, worker) = (quoted(view), quoted(&roles.web), quoted(&roles.worker));
    format!(
        "alter view {view} set (security_invoker = true); grant select on {view} to {web}, {worker};"
    )
}

/// Lets both roles into the schema and draw numbers.
pub(super) fn grant_schema(roles: &Roles, schema: &str) -> String {
    let (schema, web, worker) = (quoted(schema), quoted(&roles.web), quoted(&roles.worker));
    format!(
        "grant usage on schema {schema} to {web}, {worker};
         grant usage, select on all sequences in schema {schema} to {web}, {worker};"
    )
}

/// Everything that the wall is made from, whatever its tables are.
pub(super) fn made_from(roles: &Roles) -> String {
    let tables = [
        ADDED_ONLY.as_slice(),
        &WAITS,
        &BEHIND_ONLY,
        &OWNER_ONLY,
        &["any"],
    ]
    .concat();
    let granted: String = tables
        .iter()
        .map(|table| grant_table(roles, table))
        .collect();
    guard_all(roles, "") + &granted + &grant_view(roles, "any") + &grant_schema(roles, "any")
}

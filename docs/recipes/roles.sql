-- The three roles of an installation on PostgreSQL, made once by the master of the server; again, it changes nothing.
-- Then, in psql: \password faisceau_owner, \password faisceau_web, \password faisceau_worker (docs/postgresql.md).

do $$
declare
    wanted text;
begin
    foreach wanted in array array['faisceau_owner', 'faisceau_web', 'faisceau_worker'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I login nosuperuser nocreatedb nocreaterole nobypassrls', wanted);
        end if;
    end loop;
end
$$;

-- What waits for the sealer stands beside the journal: no row of the journal is ever changed, so that whoever
-- writes there needs INSERT and SELECT only.

create table journal_waiting (
    journal_id {UUID} not null primary key
) {STRICT};

insert into journal_waiting (journal_id) select id from journal where sealed_at is null;

drop index journal_unsealed;
alter table journal drop column sealed_at;

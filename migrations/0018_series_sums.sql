-- What a page reads of a series whatever its size. Of each member, what orders it, who has it in
-- charge and what it lost are kept with its membership by whoever links, who reads them again when
-- the complaint is marked.
alter table series_members add column received_at {INT} not null default 0;
alter table series_members add column unit {TEXT} not null default '';
alter table series_members add column amount_minor {INT};
alter table series_members add column currency {TEXT};

update series_members
set received_at = coalesce(c.received_at, c.filed_at), unit = c.unit,
    amount_minor = c.amount_minor, currency = c.currency
from complaints c where c.id = series_members.complaint_id;

drop index series_members_by_series;
create index series_members_by_time on series_members (series_id, received_at, complaint_id);
create index series_members_by_unit on series_members (series_id, unit) where unit > '';

-- What the complaints of a series lost, kept in the transaction that moves them.
create table series_losses (
    series_id {UUID} not null,
    currency {TEXT} not null,
    complaints {INT} not null,
    amount_minor {INT} not null,
    primary key (series_id, currency)
) {STRICT};

insert into series_losses (series_id, currency, complaints, amount_minor)
select series_id, currency, count(*), cast(sum(amount_minor) as bigint)
from series_members where currency is not null and amount_minor is not null
group by series_id, currency;

-- When the values of a large series were counted, and that they are to be counted again.
create table series_counts (
    series_id {UUID} not null primary key,
    asked_at {INT},
    counted_at {INT},
    complaints {INT} not null,
    took_ms {INT} not null
) {STRICT};

-- The values that complaints of a large series shared then.
create table series_values (
    series_id {UUID} not null,
    key_id {UUID} not null,
    complaints {INT} not null,
    first_at {INT} not null,
    last_at {INT} not null,
    primary key (series_id, key_id)
) {STRICT};

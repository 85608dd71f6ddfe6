-- What tells open sign-ins apart for the person who reads them: an id that is not the cookie's mark, a network
-- cut short, the family of a browser. Sessions opened before have none and are not listed: a day ends them.

alter table sessions add column id {UUID};
alter table sessions add column network {TEXT} not null default '';
alter table sessions add column browser {TEXT} not null default '';
create index sessions_by_account on sessions (account_id);

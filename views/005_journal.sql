-- Entries of the journal with their place in its chain, for whoever takes out what is told of one thing.
create view v_chained as
select j.id, j.at, j.actor_kind, j.actor, j.purpose, j.reason, j.action, j.subject_kind, j.subject, j.detail,
       j.digest, s.position, s.head
from journal j left join journal_seals s on s.journal_id = j.id;

-- What staff did, without the words of anybody, for who checks it.
create view v_staff_entries as
select id, at, actor, purpose, action, subject_kind, subject from journal where actor_kind = 'staff';

-- What staff opened: entries that tell a reading of one thing.
create view v_consultations as
select id, at, actor, purpose, action, subject_kind, subject from journal
where actor_kind = 'staff' and subject is not null and action like '%read';

-- The same, each opening once: the parts of a page are told beside the opening of the page itself.
create view v_openings as
select id, at, actor, purpose, action, subject_kind, subject from journal
where actor_kind = 'staff' and subject is not null and action like '%read'
  and action not in ('narrative.read', 'identity.read', 'message.read');

-- The unit of each account, and no name.
create view v_account_units as
select id as account_id, unit from accounts;

-- What may be mistyped is proposed as the rest is: the value as typed is that of `key_id`, in the
-- complaint `one`; here what may have been meant, and the slip between the two: where, counted from 0
-- in the value as typed, and the sign that may have been meant.
alter table proposals add column meant_id {UUID};
alter table proposals add column meant_key {TEXT};
alter table proposals add column slip {TEXT};
alter table proposals add column slip_at {INT};
alter table proposals add column slip_sign {TEXT};

create index proposals_by_meant on proposals (meant_id);

-- A complaint that an officer at a counter recognised as the same facts, and why.
alter table drafts add column same_by {UUID};
alter table drafts add column same_reason {TEXT};

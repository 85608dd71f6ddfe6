-- The same facts filed twice by the same person. A mark is keyed and tells nobody's name: equal
-- marks are equal persons. Once joined, `one` is the case and `other` its appendix; before, the
-- earlier filed and the later.
create table twin_marks (
    complaint_id {UUID} not null,
    mark {BLOB} not null,
    primary key (complaint_id, mark)
) {STRICT};

create index twin_marks_by_mark on twin_marks (mark);

create table twins (
    id {UUID} not null primary key,
    one {UUID} not null,
    other {UUID} not null,
    because {TEXT} not null,
    found_at {INT} not null,
    state {TEXT} not null,
    decided_at {INT},
    decided_by {UUID},
    reason {TEXT} not null
) {STRICT};

create unique index twins_by_pair on twins (one, other);
create index twins_by_other on twins (other);
-- An appendix has one case.
create unique index twins_joined on twins (other) where state = 'joined';

-- The complaint whose follow-up code the holder of a draft proved to hold.
alter table drafts add column same_as {UUID};

-- What an appendix says is the case's; where it was said is kept, to take them apart again.
alter table identifier_uses add column appendix {UUID};
create index identifier_uses_by_appendix on identifier_uses (appendix) where appendix is not null;

-- In what order complaints are looked at: the points of each open complaint, by itself and through its
-- series, with their reasons. A row goes when its complaint is decided.

create table priorities (
    complaint_id {UUID} not null primary key,
    points {INT} not null,
    lasting {INT} not null,
    own {INT} not null,
    clock {INT} not null,
    until {INT},
    series_id {UUID},
    series_points {INT} not null,
    own_weighed {TEXT} not null,
    series_weighed {TEXT} not null,
    version {TEXT} not null,
    filed_at {INT} not null
) {STRICT};

create index priorities_by_points on priorities (points, filed_at, complaint_id);
create index priorities_by_series on priorities (series_id);

-- What each series adds to its complaints, as last looked at.
create table series_pulses (
    series_id {UUID} not null primary key,
    points {INT} not null,
    weighed {TEXT} not null,
    again_at {INT}
) {STRICT};

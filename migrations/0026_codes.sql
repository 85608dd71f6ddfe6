-- The classifications given to a complaint at filing, and anew when its victim corrects it, as
-- JSON: scheme, its version, code, and what brought it. Never computed when read; complaints filed
-- before have none.
alter table complaints add column codes {TEXT} not null default '[]';

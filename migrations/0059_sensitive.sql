-- Which complaints are sensitive, as their questionnaire says when they are filed or corrected. Those filed before are of the
-- types that say so, whatever was answered: fewer people open them.

alter table complaints add column sensitive {INT} not null default 0;
update complaints set sensitive = 1 where form_type in ('sextortion', 'cyberharassment');

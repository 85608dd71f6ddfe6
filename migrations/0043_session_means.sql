-- By which means the person of a session was proven. Until now a password was the only one.

alter table sessions add column how {TEXT} not null default 'password';

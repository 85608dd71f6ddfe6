-- References come from a sequence: gaps are allowed, locks are not.
create sequence reference_numbers;

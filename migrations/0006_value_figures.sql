-- What the sentence of a value needs besides its class: what the value is worth, in hundredths of
-- a bit, and how many of its users after the first also agreed with an earlier one on something
-- firm. Absent where nobody weighed them: a value on a list, or decided by a person.
alter table value_classes add column bits {INT};
alter table value_classes add column corroborated {INT};

-- A chain of custody is bound to a commitment, SHA-256 of a salt and of the digest of the content, so that an
-- erasure clears digest and salt and leaves the chain whole. Chains begun before keep the digest in what they
-- chain: their rows have no commitment. The digest of an exhibit may be absent from now on.

alter table exhibits add column came_in {BLOB};
update exhibits set came_in = sha256;
alter table exhibits drop column sha256;
alter table exhibits rename column came_in to sha256;
alter table exhibits add column commitment {BLOB};
alter table exhibits add column salt {BLOB};
alter table exhibits add column erased_at {INT};
alter table custody_events add column commitment {BLOB};

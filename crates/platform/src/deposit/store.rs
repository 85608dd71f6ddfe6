//! All SQL of deposited files. Owns the tables `files`, `blobs`, `blob_removals` and `commitments`.

crate::statements! {
    /// One file of a case.
    INSERT = "insert into files (id, case_id, name, sha256, bytes, media_type, received_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    /// The files of a case, bounded by what a case may hold.
    OF_CASE = "select id, case_id, name, sha256, bytes, media_type, received_at from files
        where case_id = $1 order by received_at, id limit 1000";
    /// Takes a file out of a draft.
    REMOVE = "delete from files where id = $1 and case_id = $2";
    /// How many files of a case have these bytes.
    ALIKE = "select count(*) as n from files where case_id = $1 and sha256 = $2";
    /// What all files weigh together.
    WEIGHT = "select cast(coalesce(sum(bytes), 0) as bigint) as n from files";
    /// Where the bytes of a name lie, and the key that opens them.
    BLOB = "select object, wrapped from blobs where name = $1";
    /// Names an object; of a name taken, what stands. Either way the row is held until the transaction ends.
    REGISTER = "insert into blobs (name, object, wrapped, bytes, touched_at) values ($1, $2, $3, $4, $5)
        on conflict (name) do update set touched_at = excluded.touched_at
        returning object, wrapped";
    /// The bytes of a name were lost: others that are the same take their place.
    REPLACE = "update blobs set object = $2, wrapped = $3 where name = $1";
    /// A name ends, and with it the key of its bytes.
    UNREGISTER = "delete from blobs where name = $1 returning object";
    /// The same bytes under another name.
    RENAME = "update blobs set name = $2 where name = $1";
    /// The names of a case.
    NAMES = "select name, object from blobs where name >= $1 and name < $2 order by name limit 5000";
    /// Whether an object is named.
    OF_OBJECT = "select name from blobs where object = $1";
    /// An object is to be deleted.
    CONDEMN = "insert into blob_removals (object, at) values ($1, $2) on conflict (object) do nothing";
    /// Whoever takes this row deletes the object, or keeps it; the others wait.
    TAKE_REMOVAL = "delete from blob_removals where object = $1";
    /// Objects to be deleted since a while.
    REMOVALS = "select object from blob_removals where at <= $1 order by at, object limit $2";
    /// Wrapped keys by pages.
    WRAPPED = "select name, wrapped from blobs where wrapped is not null and name > $1 order by name limit $2";
    /// The same key wrapped for others, unless it changed meanwhile.
    REWRAP = "update blobs set wrapped = $3 where name = $1 and wrapped = $2";
    /// How many files are encrypted.
    SEALED = "select count(*) as n from blobs where wrapped is not null";
    /// What is bound to the digest of a file.
    COMMIT = "insert into commitments (file_id, case_id, commitment, salt, made_at) values ($1, $2, $3, $4, $5)";
    /// It goes with its file: nothing was filed.
    UNCOMMIT = "delete from commitments where file_id = $1";
    /// The salt is destroyed: what stays says nothing of the bytes.
    FORGET_SALT = "update commitments set salt = null, erased_at = $2 where file_id = $1";
    /// The same of every file of a case.
    FORGET_SALTS = "update commitments set salt = null, erased_at = coalesce(erased_at, $2) where case_id = $1";
    /// Whether a hold is in force.
    HELD = "select complaint_id from v_holds where complaint_id = $1 limit 1";
    /// Files erased, for copies that may bring them back.
    ERASED = "select file_id, case_id, erased_at from commitments where erased_at is not null and file_id > $1
        order by file_id limit $2";
    /// What is bound to a file.
    COMMITMENT = "select commitment, salt, erased_at from commitments where file_id = $1";
}

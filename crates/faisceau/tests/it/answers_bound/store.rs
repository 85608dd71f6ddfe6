//! What somebody who holds the database writes in what complaints say.

faisceau_platform::statements! {
    /// The version in force says other words.
    NOW = "update complaints set answers = replace(answers, '2000', '3000') where id = $1";
    /// The first one does.
    BEFORE = "update complaint_versions set answers = replace(answers, 'Camille', 'Dominique') where complaint_id = $1";
    /// The first one goes.
    GONE = "delete from complaint_versions where complaint_id = $1";
    /// One more was never told.
    ADDED = "insert into complaint_versions (complaint_id, version, form_hash, answers, from_at, until_at, answers_salt)
        select complaint_id, 3, form_hash, answers, from_at, until_at, answers_salt from complaint_versions
        where complaint_id = $1";
    /// The two are exchanged.
    NUMBERED = "update complaints set version = 1 where id = $1";
}

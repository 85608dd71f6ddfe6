//! The statement of the measures that draws ids, in the words of each database.

faisceau_platform::statements! {
    /// Every complaint bears one value more.
    USE_EVERYWHERE = "insert into identifier_uses (id, identifier_id, key_id, subject_kind, subject, kind,
                canonical, link_key, raw, role, source, at)
            select randomblob(16), $1, $1, 'complaint', id, 'email', 'tous@exemple.fr',
                'tous@exemple.fr', 'tous@exemple.fr', 'offender', 'measure', $2 from complaints",
        postgres "insert into identifier_uses (id, identifier_id, key_id, subject_kind, subject, kind,
                canonical, link_key, raw, role, source, at)
            select gen_random_uuid(), cast($1 as uuid), cast($1 as uuid), 'complaint', id, 'email', 'tous@exemple.fr',
                'tous@exemple.fr', 'tous@exemple.fr', 'offender', 'measure', cast($2 as bigint) from complaints";
}

//! All SQL of the journal and of its sealer. Owns the tables `journal`, `journal_waiting`, `journal_seals`, `seals`.

crate::statements! {
    /// One entry.
    INSERT = "insert into journal (id, at, actor_kind, actor, purpose, reason, action,
            subject_kind, subject, detail, digest)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// It waits for the sealer.
    WAIT = "insert into journal_waiting (journal_id) values ($1)";
    /// Entries not yet in the chain. Taken because they wait, never by id order.
    UNSEALED = "select j.id, j.digest from journal_waiting w join journal j on j.id = w.journal_id
        order by j.id limit $1";
    /// Where the chain stands.
    HEAD = "select position, head, sealed_at from seals order by position desc limit 1";
    /// One link.
    INSERT_LINK = "insert into journal_seals (journal_id, position, head) values ($1, $2, $3)";
    /// The entries of a batch wait no longer.
    SEALED = "delete from journal_waiting
        where journal_id in (select journal_id from journal_seals where position between $1 and $2)";
    /// The published head of a batch.
    INSERT_SEAL = "insert into seals (position, head, sealed_at, fence) values ($1, $2, $3, $4)";
    /// Entries in chain order, to verify.
    CHAINED = "select j.id, j.at, j.actor_kind, j.actor, j.purpose, j.reason, j.action,
            j.subject_kind, j.subject, j.detail, j.digest, s.position, s.head
        from journal_seals s left join journal j on j.id = s.journal_id
        where s.position > $1 order by s.position limit $2";
    /// Entries in chain order, for the log.
    SEALED_AFTER = "select s.position, j.id, j.action, j.subject_kind, j.subject, j.digest
        from journal_seals s join journal j on j.id = s.journal_id
        where s.position > $1 order by s.position limit $2";
    /// The head of the chain at a position.
    HEAD_AT = "select head from journal_seals where position = $1";
    /// When the first entry after a position was sealed, those of one action passed over.
    SEALED_SINCE = "select (select b.sealed_at from seals b where b.position >= s.position order by b.position limit 1)
            as sealed_at
        from journal_seals s join journal j on j.id = s.journal_id
        where s.position > $1 and j.action <> $2 order by s.position limit 1";
    /// How many wait for the sealer.
    COUNT_UNSEALED = "select count(*) as n from journal_waiting";
    /// How many there are.
    COUNT = "select count(*) as n from journal";
    /// The entries about one thing, newest first.
    ABOUT = "select id, at, actor_kind, actor, purpose, reason, action, subject_kind, subject, detail
        from journal where subject_kind = $1 and subject = $2 order by at desc, id desc limit $3";
    /// What was changed of an account, newest first.
    CHANGES_OF_ACCOUNT = "select id, at, actor_kind, actor, purpose, reason, action, subject_kind, subject, detail
        from journal where subject_kind = 'account' and subject = $1 and action in ('account.added', 'account.closed',
            'account.reopened', 'account.roles_changed', 'account.unit_changed', 'account.factor_added',
            'account.factor_removed', 'account.passkey_added', 'account.passkey_removed', 'account.password_changed',
            'subject.bound')
        order by at desc, id desc limit $2";
    /// One entry about an account.
    ENTRY_OF_ACCOUNT = "select action, detail from journal
        where id = $1 and subject_kind = 'account' and subject = $2";
    /// The newest entries of all, or of one action or account, for auditors.
    RECENT = "select id, at, actor_kind, actor, purpose, reason, action, subject_kind, subject, detail
        from journal
        where (cast($1 as bigint) is null or at < $1 or (at = $1 and id < $2))
          and (cast($3 as text) is null or action = $3)
          and (actor = $4 or $4 is null)
        order by at desc, id desc limit $5";
    /// How many entries tell an action, for tests and figures.
    COUNT_ACTION = "select count(*) as n from journal where action = $1";
}

//! The statements of requests on data that come by letter.

use faisceau_platform::statements;

statements! {
    /// A letter.
    INSERT = "insert into data_letters (id, unit, asker, name, contact, known_by, asked, words, received_on, made_at,
            made_by, due_on, state, answer)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', '')";
    /// One.
    ONE = "select id, unit, asker, name, contact, known_by, asked, words, received_on, made_at, due_on, state, ground,
            answer, answered_at, answered_by
        from data_letters where id = $1";
    /// Those that wait.
    OPEN = "select id, unit, asker, name, contact, known_by, asked, words, received_on, made_at, due_on, state, ground,
            answer, answered_at, answered_by
        from data_letters where state = 'open' order by due_on, id limit $1";
    /// Those answered.
    ANSWERED = "select id, unit, asker, name, contact, known_by, asked, words, received_on, made_at, due_on, state,
            ground, answer, answered_at, answered_by
        from data_letters where state <> 'open' order by answered_at desc, id desc limit $1";
    /// Its answer, unless somebody answered before.
    ANSWER = "update data_letters set state = $2, ground = $3, answer = $4, answered_at = $5, answered_by = $6
        where id = $1 and state = 'open'";
    /// Those whose time is over.
    FORGET = "delete from data_letters where state <> 'open' and answered_at < $1";
}

//! Full text, which each database does its own way: FTS5 with a column for each sort of words,
//! `tsvector` with a weight for each. Words come cut and folded. Owns `search_words` and, on
//! SQLite, `search_entries`.

use crate::words::{Reach, Words};

faisceau_platform::statements! {
    /// Gives a complaint its row of the index.
    ENTER = "insert into search_entries (complaint_id) values ($1) on conflict do nothing",
        postgres "select cast($1 as uuid) as complaint_id";
    /// Writes the words of a complaint, over those it had.
    WRITE_WORDS = "insert or replace into search_words (rowid, facts, narrative, identity)
            select entry, $2, $3, $4 from search_entries where complaint_id = $1",
        postgres "insert into search_words (complaint_id, words)
            values ($1, cast($2 as tsvector) || cast($3 as tsvector) || cast($4 as tsvector))
            on conflict (complaint_id) do update set words = excluded.words";
    /// Leaves no word in the index: an index of SQLite without content is told so by its own command.
    FORGET_WORDS = "insert into search_words (search_words) values ('delete-all')",
        postgres "delete from search_words";
    /// Leaves no complaint in it.
    FORGET_ENTRIES = "delete from search_entries", postgres "select 1 as done";
    /// Takes the words of a complaint out of the index.
    TAKE_WORDS = "delete from search_words where rowid in (select entry from search_entries where complaint_id = $1)",
        postgres "delete from search_words where complaint_id = $1";
    /// And its row of it.
    TAKE_ENTRY = "delete from search_entries where complaint_id = $1",
        postgres "delete from search_words where complaint_id = $1";
    /// Begins to write the index anew: it only marks what is taken out of it. A hundred pages at a time.
    REWRITE = "insert into search_words (search_words, rank) values ('merge', -100)", postgres "select 1 as n";
    /// Goes on with it.
    REWRITE_MORE = "insert into search_words (search_words, rank) values ('merge', 100)", postgres "select 1 as n";
    /// Rows this connection wrote so far: when the index writes less than two, nothing is left to do.
    WRITTEN = "select total_changes() as n", postgres "select cast(0 as bigint) as n";
    /// Complaints that hold the words and whose use is not restricted, newest first. The first four values bound the scope.
    HOLDING = "select c.*
        from search_words w
        join search_entries e on e.entry = w.rowid
        join v_desk c on c.id = e.complaint_id
        where w.search_words match $5
          and (cast($1 as bigint) = 1 or replace($2, '|' || c.unit || '|', '') <> $2
               or c.assignee = $3
               or (cast($4 as bigint) = 1 and c.unit = '' and c.assignee is null))
          and not exists (select 1 from v_restricted r where r.complaint_id = c.id)
          and (cast($6 as bigint) is null or c.filed_at < $6 or (c.filed_at = $6 and c.id < $7))
        order by c.filed_at desc, c.id desc limit $8",
        postgres "select c.*
        from search_words w
        join v_desk c on c.id = w.complaint_id
        where w.words @@ cast($5 as tsquery)
          and (cast($1 as bigint) = 1 or replace($2, '|' || c.unit || '|', '') <> $2
               or c.assignee = $3
               or (cast($4 as bigint) = 1 and c.unit = '' and c.assignee is null))
          and not exists (select 1 from v_restricted r where r.complaint_id = c.id)
          and (cast($6 as bigint) is null or c.filed_at < $6 or (c.filed_at = $6 and c.id < $7))
        order by c.filed_at desc, c.id desc limit $8";
}

/// The words of each sort as the database takes them: facts, narrative, identity.
pub(crate) fn written(postgres: bool, words: &Words) -> [String; 3] {
    let sorts = [
        (&words.facts, "1A"),
        (&words.narrative, "2B"),
        (&words.identity, "3C"),
    ];
    sorts.map(|(words, place)| {
        let words = words.iter().map(|word| match postgres {
            // Words hold letters and digits only, so nothing needs to be escaped.
            true => format!("'{word}':{place}"),
            false => word.clone(),
        });
        words.collect::<Vec<_>>().join(" ")
    })
}

/// What matches all these words within reach. Words hold letters and digits only.
pub(crate) fn matching(postgres: bool, sought: &[(String, bool)], reach: Reach) -> String {
    if postgres {
        let mut weights = "A".to_owned();
        weights.extend(reach.narrative.then_some('B'));
        weights.extend(reach.identity.then_some('C'));
        let words = sought.iter().map(|(word, beginning)| {
            let star = if *beginning { "*" } else { "" };
            format!("'{word}':{star}{weights}")
        });
        return words.collect::<Vec<_>>().join(" & ");
    }
    let mut columns = "facts".to_owned();
    columns.push_str(if reach.narrative { " narrative" } else { "" });
    columns.push_str(if reach.identity { " identity" } else { "" });
    let words = sought.iter().map(|(word, beginning)| {
        let star = if *beginning { " *" } else { "" };
        format!("\"{word}\"{star}")
    });
    let words = words.collect::<Vec<_>>().join(" AND ");
    format!("{{{columns}}} : ({words})")
}

//! The statement that takes a list of ids, one JSON text of 32-digit ids, which each database unfolds in
//! its own words.

use faisceau_platform::db::Bind;
use uuid::Uuid;

/// A list of ids as the statement below takes it.
pub(crate) fn list(ids: impl IntoIterator<Item = Uuid>) -> Bind {
    let quoted = ids.into_iter().map(|id| format!("\"{}\"", id.simple()));
    Bind::from(format!("[{}]", quoted.collect::<Vec<_>>().join(",")))
}

faisceau_platform::statements! {
    /// Who watches any value of a list, at an instant.
    ON_KEYS = "select id, account_id, unit, kind, canonical, identifier_id, key_id, typed, reason,
            created_at, expires_at
        from watches where key_id in (select unhex(value) from json_each($1)) and expires_at > $2
        order by created_at, id limit $3",
        postgres "select id, account_id, unit, kind, canonical, identifier_id, key_id, typed, reason,
            created_at, expires_at
        from watches
        where key_id = any (array(select cast(v as uuid) from jsonb_array_elements_text(cast(cast($1 as text) as jsonb)) t (v)))
          and expires_at > $2
        order by created_at, id limit $3";
}

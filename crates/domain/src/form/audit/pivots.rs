//! Every kind of value that links has a normal form, proven by at least two spellings of one thing
//! written beside the forms.

use std::collections::BTreeSet;

use super::Audit;
use crate::form::pivot::Pivot;

/// Spellings that prove a normal form: fewer than two prove only that a text is itself.
const FEWEST_SPELLINGS: usize = 2;

pub(super) fn check(audit: &mut Audit<'_>) {
    let pack = audit.pack;
    for (code, vectors) in &pack.vectors {
        let key = format!("pivot.{code}");
        let Some(pivot) = Pivot::ALL.iter().find(|pivot| pivot.code() == code) else {
            audit.report(&key, format!("no kind of value is called {code}"));
            continue;
        };
        for vector in vectors {
            if vector.typed.len() < FEWEST_SPELLINGS {
                audit.report(
                    &key,
                    format!("write {} in two ways at least", vector.normal),
                );
            }
            for typed in &vector.typed {
                let normal = pivot.normal(typed);
                if normal.as_ref() != Some(&vector.normal) {
                    let read = normal.unwrap_or_else(|| "nothing".to_owned());
                    let what = format!("« {typed} » gives {read}, not {}", vector.normal);
                    audit.report(&key, what);
                }
            }
        }
    }
    let used: BTreeSet<Pivot> = pack.fields.values().filter_map(|f| f.pivot).collect();
    for pivot in used {
        let code = pivot.code();
        if pack.vectors.get(code).is_none_or(Vec::is_empty) {
            let what = format!("fields link by it: write its spellings in pivot.{code}");
            audit.report(&format!("pivot.{code}"), what);
        }
    }
}

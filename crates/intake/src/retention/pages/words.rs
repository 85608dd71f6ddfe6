//! Holds and erasures told in words, for the pages of staff. Reads the names of colleagues, nothing else.

use crate::retention::{Erasure, Hold};
use crate::space::worded::instant;
use faisceau_documents::Say;
use faisceau_domain::id::AccountId;
use faisceau_platform::accounts;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Row, SummaryList};
use std::collections::BTreeMap;

/// The names of colleagues, by account.
pub(super) struct Names(BTreeMap<AccountId, String>);

impl Names {
    pub(super) async fn load(tx: &mut Tx) -> Result<Names, Fault> {
        let all = accounts::list(tx).await?;
        Ok(Names(
            all.into_iter()
                .map(|one| (one.id, one.display_name))
                .collect(),
        ))
    }

    /// The name; that nobody did it where there is none.
    fn of(&self, say: &Say, by: Option<AccountId>) -> String {
        let known = by.and_then(|by| self.0.get(&by).cloned());
        known.unwrap_or_else(|| say.say("retention-nobody"))
    }
}

pub(super) fn hold(say: &Say, names: &Names, one: &Hold) -> SummaryList {
    let placed = names.of(say, Some(one.placed_by));
    let mut rows = vec![
        Row::new(say.say("retention-placed-by"), placed),
        Row::new(say.say("retention-why"), one.reason.clone()),
    ];
    if let Some((at, by, why)) = &one.lifted {
        rows.push(Row::new(say.say("retention-lifted-at"), instant(say, *at)));
        rows.push(Row::new(
            say.say("retention-lifted-by"),
            names.of(say, Some(*by)),
        ));
        rows.push(Row::new(say.say("retention-why-lifted"), why.clone()));
    }
    let title = say.with("retention-hold-of", &[("at", &instant(say, one.placed_at))]);
    SummaryList::new(say, title, rows)
}

pub(super) fn asked(say: &Say, names: &Names, one: &Erasure) -> SummaryList {
    let state = word(say, "state", &one.state);
    let ground = word(say, "ground", one.ground.code());
    let mut rows = vec![
        Row::new(say.say("retention-state"), state),
        Row::new(say.say("retention-ground"), ground),
        Row::new(
            say.say("retention-proposed-by"),
            names.of(say, one.proposed_by),
        ),
        Row::new(say.say("retention-why"), one.reason.clone()),
    ];
    if let Some(at) = one.decided_at {
        rows.push(Row::new(say.say("retention-decided-at"), instant(say, at)));
        rows.push(Row::new(
            say.say("retention-decided-by"),
            names.of(say, one.decided_by),
        ));
    }
    let title = say.with(
        "retention-asked-on",
        &[("at", &instant(say, one.proposed_at))],
    );
    SummaryList::new(say, title, rows)
}

/// A closed word of retention (a class, a ground, who decided), in words.
pub(super) fn word(say: &Say, group: &str, code: &str) -> String {
    say.say(&format!("retention-{group}-{}", code.replace('_', "-")))
}

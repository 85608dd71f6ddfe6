//! In whose name the database is asked: carried by the task from the door, the worker or the command to every
//! transaction, which tells PostgreSQL first of all (`set_config(…, true)`: it ends with the transaction). Decides no
//! right: policies do, and the rows that PostgreSQL then keeps back are a second wall.

use std::fmt::Write as _;
use std::sync::{Arc, PoisonError, RwLock};
use uuid::Uuid;

/// Who acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Acting {
    /// Nobody said: no protected row is read or written.
    #[default]
    Nobody,
    /// The platform itself: jobs, the sealer, the linker, commands.
    Platform,
    /// Somebody without an account, who holds the secret of a draft or of a complaint, or nothing.
    Public,
    /// The program of a partner.
    Partner,
    /// A member of staff.
    Staff {
        /// The account.
        account: Uuid,
        /// Whose complaints are in sight.
        reach: Reach,
    },
}

/// Whose complaints are in sight of a member of staff. Never narrower than what policies permit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Those of every unit.
    EveryUnit,
    /// Those of these units, what is in the person's own charge, and what a territory or a task force opens to them.
    Units {
        /// The units; the empty one is the central queue.
        of: Vec<String>,
        /// Units of the person's territory, for who reads over it.
        territory: Vec<String>,
        /// The series of the person's task forces, while they last.
        forces: Vec<Uuid>,
    },
}

tokio::task_local! {
    static ACTING: Arc<RwLock<Acting>>;
}

/// Does this in the name of somebody. What it spawns says again in whose.
pub async fn acting<F: Future>(who: Acting, work: F) -> F::Output {
    ACTING.scope(Arc::new(RwLock::new(who)), work).await
}

/// Says who acts, from now on, once the door knows. Outside [`acting`], nobody hears.
pub fn becomes(who: Acting) {
    let heard = ACTING.try_with(|acting| {
        *acting.write().unwrap_or_else(PoisonError::into_inner) = who;
    });
    if heard.is_err() {
        tracing::debug!("who acts was said outside a request");
    }
}

/// Who acts in this task, when it was said.
#[must_use]
pub fn who() -> Option<Acting> {
    let acting = ACTING.try_with(|acting| {
        let acting = acting.read().unwrap_or_else(PoisonError::into_inner);
        acting.clone()
    });
    acting.ok()
}

/// The same work, in the name of who acts here: for what is spawned.
pub fn same<F: Future + Send>(work: F) -> impl Future<Output = F::Output> + Send {
    let who = who();
    async move {
        match who {
            Some(who) => acting(who, work).await,
            None => work.await,
        }
    }
}

impl Acting {
    /// What begins a transaction of PostgreSQL, then tells it who acts: one exchange with the server.
    pub(super) fn told(&self, begin: &str) -> String {
        let (kind, account, reach) = match self {
            Acting::Nobody => return begin.to_owned(),
            Acting::Platform => ("platform", None, None),
            Acting::Public => ("public", None, None),
            Acting::Partner => ("partner", None, None),
            Acting::Staff { account, reach } => ("staff", Some(account), Some(reach)),
        };
        let mut told = super::dialect::told(begin, "actor", kind);
        if let Some(account) = account {
            let _ = write!(
                told,
                "{}",
                super::dialect::also("account", &account.to_string())
            );
        }
        match reach {
            Some(Reach::EveryUnit) => told + &super::dialect::also("reach", "every_unit"),
            Some(Reach::Units {
                of,
                territory,
                forces,
            }) => {
                // A line for each, with a mark before it: the empty unit is one too.
                let unit = |unit: &String| format!(":{}", unit.replace('\n', " "));
                let lines =
                    |units: &[String]| units.iter().map(unit).collect::<Vec<_>>().join("\n");
                told += &super::dialect::also("units", &lines(of));
                if !territory.is_empty() {
                    told += &super::dialect::also("territory", &lines(territory));
                }
                if !forces.is_empty() {
                    let forces: Vec<String> = forces.iter().map(Uuid::to_string).collect();
                    told += &super::dialect::also("forces", &forces.join("\n"));
                }
                told
            }
            None => told,
        }
    }
}

//! Figures put before a person, with what they would change to what is stored. Changes nothing else.

use super::relink::{Relinked, relink};
use super::{in_force, store};
use faisceau_domain::journal::{Actor, Deed};
use faisceau_linkage::{Figures, OutOfBounds};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// Where figures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A file of whoever runs the installation.
    File,
    /// What people decided.
    Learned,
}

impl Origin {
    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Origin::File => "file",
            Origin::Learned => "learned",
        }
    }

    /// The origin of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Origin> {
        [Origin::File, Origin::Learned]
            .into_iter()
            .find(|origin| origin.code() == code)
    }
}

/// Why figures are not even proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A figure cannot be obeyed.
    #[error(transparent)]
    OutOfBounds(#[from] OutOfBounds),
    /// A version names one set of figures for ever.
    #[error(
        "version {given} is taken: version {in_force} is in force, give these figures a greater one"
    )]
    VersionTaken {
        /// That of the figures given.
        given: u32,
        /// That in force.
        in_force: u32,
    },
}

/// What was proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The proposal.
    pub id: Uuid,
    /// What it would change.
    pub effect: Relinked,
}

/// Computes what figures would change, and stores that as a proposal. `basis` is a JSON text of what
/// they were learned from.
///
/// # Errors
/// See [`Refused`].
pub async fn propose(
    cx: &Cx,
    figures: Figures,
    origin: Origin,
    basis: Option<&str>,
) -> Outcome<Proposed, Refused> {
    let mut tx = cx.world.db.read().await?;
    let base = in_force::version(&mut tx).await?;
    tx.rollback().await?;
    check(&figures, base).map_err(Error::Refused)?;
    let text = serde_json::to_string(&figures).map_err(Fault::from)?;
    let effect = relink(cx, figures).await?;
    let now = cx.world.clock.now();
    let id = cx.world.dice.uuid(now);
    let mut tx = cx.world.db.write().await?;
    let row = row(cx, id, (origin, basis), base, &text, &effect)?;
    tx.execute(&store::PROPOSE, row).await?;
    let detail = format!("{{\"parameters\":{}}}", effect.version);
    let deed = Deed::ParametersProposed;
    cx.journal(&mut tx, deed, "parameters", Some(id), &detail)
        .await?;
    tx.commit().await?;
    Ok(Proposed { id, effect })
}

fn check(figures: &Figures, in_force: u32) -> Result<(), Refused> {
    figures.check()?;
    let given = figures.version;
    if given <= in_force {
        return Err(Refused::VersionTaken { given, in_force });
    }
    Ok(())
}

fn row(
    cx: &Cx,
    id: Uuid,
    (origin, basis): (Origin, Option<&str>),
    base: u32,
    figures: &str,
    effect: &Relinked,
) -> Result<Vec<faisceau_platform::db::Bind>, Fault> {
    let by = match cx.actor {
        Actor::Staff(account) => Some(account.0),
        _ => None,
    };
    let differences = &effect.differences;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(binds![
        id,
        cx.world.clock.now(),
        by,
        origin.code(),
        i64::from(base),
        i64::from(effect.version),
        figures,
        basis,
        count(effect.complaints),
        count(effect.series[0]),
        count(effect.series[1]),
        count(differences.formed),
        count(differences.merged),
        count(differences.split),
        count(differences.grew),
        count(differences.shrank),
        count(differences.dissolved),
        count(differences.moved),
        count(differences.values),
        serde_json::to_string(&differences.sample)?,
    ])
}

#[cfg(test)]
mod tests {
    use super::{Refused, check};
    use faisceau_linkage::Figures;

    #[test]
    fn a_version_is_given_once() {
        let mut figures = Figures::third();
        let in_force = figures.version;
        let taken = Refused::VersionTaken {
            given: in_force,
            in_force,
        };
        assert_eq!(check(&figures, in_force), Err(taken));
        figures.version += 1;
        assert_eq!(check(&figures, in_force), Ok(()));
        figures.sample = 0;
        assert!(matches!(
            check(&figures, in_force),
            Err(Refused::OutOfBounds(_))
        ));
    }
}

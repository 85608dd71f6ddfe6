//! The roles of PostgreSQL beside that of `database_url`: the table `[roles]` of the configuration.

use super::wall::Roles;
use crate::fault::Fault;
use serde::Deserialize;

/// The two other roles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoleSettings {
    /// The address of who works behind; absent: a single role does everything.
    pub worker_url: Option<String>,
    /// The address of who owns the tables: `migrate` and `restore` need it, nobody else.
    pub owner_url: Option<String>,
}

impl RoleSettings {
    /// Refuses what could not work.
    ///
    /// # Errors
    /// Says which key to set.
    pub fn check(&self, database_url: Option<&str>) -> Result<(), Fault> {
        if self.owner_url.is_some() && self.worker_url.is_none() {
            return Err(Fault::new("roles.owner_url needs roles.worker_url"));
        }
        if self.worker_url.is_some() && database_url.is_none() {
            return Err(Fault::new(
                "roles.worker_url needs database_url, the address of who answers requests",
            ));
        }
        self.named(database_url).map(|_| ())
    }

    /// The two roles that serve, when there are two.
    ///
    /// # Errors
    /// When an address is malformed, or two name the same role.
    pub fn named(&self, database_url: Option<&str>) -> Result<Option<Roles>, Fault> {
        match (database_url, &self.worker_url) {
            (Some(web), Some(worker)) => Roles::of(web, worker).map(Some),
            _ => Ok(None),
        }
    }

    /// The address of who makes tables.
    ///
    /// # Errors
    /// When three roles share the database and the owner's address is not given.
    pub fn maker<'a>(&'a self, database_url: &'a str) -> Result<&'a str, Fault> {
        match (&self.worker_url, &self.owner_url) {
            (None, _) => Ok(database_url),
            (Some(_), Some(owner)) => Ok(owner),
            (Some(_), None) => Err(Fault::new(
                "set roles.owner_url (or FAISCEAU_ROLES_OWNER_URL): only who owns the tables may do this",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEB: &str = "postgres://web@localhost/f";

    fn roles(worker: Option<&str>, owner: Option<&str>) -> RoleSettings {
        RoleSettings {
            worker_url: worker.map(str::to_owned),
            owner_url: owner.map(str::to_owned),
        }
    }

    #[test]
    fn what_could_not_work_is_refused() {
        let (worker, owner) = (
            "postgres://worker@localhost/f",
            "postgres://owner@localhost/f",
        );
        assert!(roles(None, None).check(None).is_ok());
        assert!(roles(Some(worker), None).check(Some(WEB)).is_ok());
        assert!(roles(Some(worker), Some(owner)).check(Some(WEB)).is_ok());
        assert!(roles(None, Some(owner)).check(Some(WEB)).is_err());
        assert!(roles(Some(worker), None).check(None).is_err());
        assert!(
            roles(Some(WEB), None).check(Some(WEB)).is_err(),
            "the same role twice"
        );
    }

    #[test]
    fn without_the_owner_nothing_is_made() {
        let worker = Some("postgres://worker@localhost/f");
        assert_eq!(roles(None, None).maker(WEB).expect("one role"), WEB);
        assert!(roles(worker, None).maker(WEB).is_err());
    }
}

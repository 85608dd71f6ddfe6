//! A throwaway database of three roles, as an operator makes them. For tests only.

use super::{Server, content};
use crate::db::{Db, migrate, wall};
use crate::fault::Fault;

/// What makes the roles, as an operator runs it.
pub(super) const MAKE_ROLES: &str = include_str!("../../../../docs/recipes/roles.sql");
/// Who owns the tables, who answers requests, who works behind.
pub const ROLES: [&str; 3] = ["faisceau_owner", "faisceau_web", "faisceau_worker"];

/// A fresh database of three roles. What a test does itself is done by the server's own master, whom no wall keeps
/// out; requests are answered, and jobs done, as the roles that serve.
pub(super) async fn behind_the_wall(server: &Server, connections_max: u32) -> Result<Db, Fault> {
    let master = server.fresh_database().await?;
    let [owner, web, worker] =
        ROLES.map(|role| master.replacen("postgres@", &format!("{role}@"), 1));
    let roles = wall::Roles::of(&web, &worker)?;
    let owner = Db::owner(&owner, roles.clone(), 1).await?;
    migrate::migrate(&owner, &content()).await?;
    owner.close().await;
    let master = Db::owner(&master, roles, connections_max).await?;
    let db = Db::roles(&web, &worker, connections_max).await?;
    Ok(db.unless_said(&master))
}

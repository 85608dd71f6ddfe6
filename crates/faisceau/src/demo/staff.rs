//! Accounts of the demonstration: one a role, whose password is shown once, and officers of other
//! units who decide during the year and whose passwords nobody knows.

use super::filing::never;
use faisceau_domain::access::Role;
use faisceau_platform::accounts::{self, NewAccount, Staff};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use serde::Serialize;
use std::sync::Arc;

/// An account to sign in with.
#[derive(Clone, Serialize)]
pub struct Account {
    /// What one signs in with.
    pub name: String,
    /// Drawn for this run.
    pub password: String,
}

faisceau_platform::undisclosed!(Account);

/// Makes them all: those to sign in with, then the officers who decide.
pub(super) async fn make(
    world: &Arc<World>,
    units: &[String],
) -> Result<(Vec<Account>, Vec<Staff>), Fault> {
    let central = units.first().map_or("central", String::as_str);
    let mut shown = Vec::new();
    let mut number = 4_100;
    for role in Role::ALL {
        number += 7;
        shown.push(add(world, role.code(), role, central, number).await?);
    }
    for unit in units.iter().skip(1) {
        number += 7;
        add(
            world,
            &format!("officer-{number}"),
            Role::Officer,
            unit,
            number,
        )
        .await?;
    }
    let mut tx = world.db.read().await?;
    let mut officers = accounts::list(&mut tx).await?;
    officers.retain(|staff| staff.roles.contains(&Role::Officer));
    officers.sort_by(|a, b| a.login.cmp(&b.login));
    Ok((shown, officers))
}

async fn add(
    world: &Arc<World>,
    login: &str,
    role: Role,
    unit: &str,
    number: u32,
) -> Result<Account, Fault> {
    let password = hex::encode(world.dice.bytes::<8>());
    let new = NewAccount {
        login: login.to_owned(),
        display_name: format!("Agent {number}"),
        unit: unit.to_owned(),
        roles: vec![role],
        password: password.clone(),
    };
    let added = accounts::add(&Cx::platform(world), new).await;
    added.map_err(never("an account"))?;
    Ok(Account {
        name: login.to_owned(),
        password,
    })
}

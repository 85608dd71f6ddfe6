//! From the capabilities' lists to what pages share and the guarded router. Knows no capability
//! by name: the binary and the test kit hand them in.

use crate::access::Authority;
use crate::accounts;
use crate::cx::Cx;
use crate::fault::Fault;
use crate::oidc;
use crate::web::{Front, Guard, Panels, Routes, Watch};
use crate::world::{Capability, World};
use axum::Router;
use std::sync::Arc;
use std::time::Instant;

/// The routes of these capabilities, in one list.
#[must_use]
pub fn routes(capabilities: &[Capability]) -> Routes<Arc<Front>> {
    capabilities
        .iter()
        .filter_map(|capability| capability.routes)
        .fold(own(), |all, routes| all.and(routes()))
}

/// The platform's own.
fn own() -> Routes<Arc<Front>> {
    accounts::pages::routes().and(oidc::pages::routes())
}

/// What the pages of these capabilities share.
///
/// # Errors
/// When a policy is not exactly understood: it is named.
pub fn front(world: &Arc<World>, capabilities: &[Capability]) -> Result<Arc<Front>, Fault> {
    let panels: Panels<Cx> = capabilities
        .iter()
        .flat_map(|capability| capability.panels.clone())
        .fold(Panels::default(), Panels::with);
    let authority = Authority::from_content(&world.content)?;
    let authority = authority.masking_unmatched(world.frame.masks_until_match);
    let nav = routes(capabilities).nav();
    let theme = world.content.file("theme/theme.css");
    Ok(Arc::new(Front::new(
        world.clone(),
        Arc::new(authority),
        panels,
        nav,
        theme,
    )))
}

/// The guarded router of an instance.
pub fn router(front: &Arc<Front>, capabilities: &[Capability]) -> Router {
    let started = Instant::now();
    let watch: Watch = Arc::new(move || started.elapsed());
    let guard: Guard = front.guard(watch);
    guard.router(routes(capabilities)).with_state(front.clone())
}

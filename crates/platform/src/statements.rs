//! The platform's own statements, in one list for the test that prepares them all.

use crate::db::Statement;

/// Every statement of the platform.
#[must_use]
pub fn all() -> Vec<&'static [Statement]> {
    vec![
        crate::accounts::exceptions::store::ALL,
        crate::accounts::factor::store::ALL,
        crate::accounts::forces::store::ALL,
        crate::accounts::identities::store::ALL,
        crate::accounts::passkey::store::ALL,
        crate::accounts::store::ALL,
        crate::backup::store::ALL,
        crate::db::across::dialect::ALL,
        crate::db::dialect::ALL,
        crate::db::wall::dialect::ALL,
        crate::deposit::set_aside::store::ALL,
        crate::deposit::store::ALL,
        crate::deposit::uploads::store::ALL,
        crate::events::store::ALL,
        crate::health::store::ALL,
        crate::jobs::store::ALL,
        crate::journal::store::ALL,
        crate::lease::dialect::ALL,
        crate::lease::store::ALL,
        crate::oidc::store::ALL,
        crate::partners::store::ALL,
        crate::searched::store::ALL,
        crate::syslog::store::ALL,
    ]
}

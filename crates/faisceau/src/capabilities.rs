//! The capabilities of this installation, in the order their pages are listed.

use faisceau_platform::world::Capability;

/// Every capability.
#[must_use]
pub fn all() -> Vec<Capability> {
    vec![
        faisceau_platform::health::capability(),
        faisceau_intake::capability(),
        faisceau_evidence::capability(),
        faisceau_series::capability(),
        faisceau_casework::capability(),
    ]
}

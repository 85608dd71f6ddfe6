//! Payment references: folding, length, cards.

use crate::{all, none};
use faisceau_identifiers::Kind::PaymentReference;

#[test]
fn spellings_meet() {
    all(
        PaymentReference,
        &[
            ("Dossier-609204261", "DOSSIER609204261", ""),
            ("dossier 609 204 261", "DOSSIER609204261", ""),
            ("DOSSIER\u{a0}n° 12", "DOSSIERN12", ""),
            ("caution", "CAUTION", ""),
            ("straße1", "STRASSE1", ""),
            ("ﬁn 12", "FIN12", ""),
        ],
    );
}

#[test]
fn refusals() {
    none(
        PaymentReference,
        &[
            ("n°1", "too-short"),
            ("...", "placeholder"),
            ("4111 1111 1111 1111", "card-number"),
            ("non renseigné", "placeholder"),
        ],
    );
}

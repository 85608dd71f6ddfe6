//! Papers outlive the key that signed them.

use super::operations_kit::{filed, victim};
use faisceau_documents::verify_file;
use faisceau_intake::receipt::ACKNOWLEDGEMENT;
use faisceau_intake::{capability, render};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

on_both!(
    papers_of_a_retired_key_still_verify,
    vec![capability()],
    async |kit: Kit| {
        let (before, between) = (filed(&kit).await, filed(&kit).await);
        let cx = victim(&kit);
        let old = render::render(&cx, before.complaint, ACKNOWLEDGEMENT).await;
        let old = old.unwrap();
        let retired = verify_file(&old, &kit.world.keys().verifying()).unwrap();
        let fresh = kit.world.rotate_keys().unwrap();
        // Signed before, made after: the payload by the retired key, the file by the new one.
        let mixed = render::render(&cx, between.complaint, ACKNOWLEDGEMENT).await;
        let mixed = mixed.unwrap();
        let keys = kit.world.keys().verifying();
        assert_eq!(verify_file(&old, &keys).unwrap(), retired);
        let verified = verify_file(&mixed, &keys).unwrap();
        assert_eq!(verified.key_id, fresh);
        assert_eq!(verified.payload_key_id, Some(retired.key_id.clone()));
        let only_new: Vec<_> = keys.into_iter().filter(|(id, _)| *id == fresh).collect();
        assert!(verify_file(&old, &only_new).is_err());
    }
);

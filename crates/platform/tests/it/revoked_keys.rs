//! A key that others may have held: what it signed proves nothing by itself, and nobody takes that back.

use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::keys::{self, Keys, NotRevoked};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use jiff::SignedDuration;

use crate::accounts::rows;

on_both!(
    a_retired_key_is_revoked_once_and_is_trusted_no_more,
    vec![],
    async |kit: Kit| {
        let plain = Cx::platform(&kit.world);
        let first = kit.world.keys().current_id();
        let now = kit.world.clock.now();
        let cx = plain.clone().because("Disque volé");
        let refused = async |cx: &Cx, id: &str, since| match keys::revoke(cx, id, since).await {
            Err(Error::Refused(why)) => why,
            other => panic!("expected a refusal, got {other:?}"),
        };
        assert_eq!(refused(&cx, &first, now).await, NotRevoked::StillSigns);
        keys::rotate(&plain).await.unwrap();
        assert_eq!(refused(&plain, &first, now).await, NotRevoked::NoReason);
        assert_eq!(refused(&cx, "0000", now).await, NotRevoked::Unknown);
        let later = now + SignedDuration::from_hours(1);
        assert_eq!(refused(&cx, &first, later).await, NotRevoked::NotYet);
        assert_eq!(rows(&kit, Deed::KeyRevoked).await, 0);
        assert_eq!(kit.world.keys().trusted().len(), 2);

        let since = now - SignedDuration::from_hours(48);
        keys::revoke(&cx, &first, since).await.unwrap();
        assert_eq!(rows(&kit, Deed::KeyRevoked).await, 1);
        let again = refused(&cx, &first, now).await;
        assert_eq!(again, NotRevoked::AlreadySo { since });
        // Another process reads the same, and what the key signed can still be read.
        for keys in [
            kit.world.keys().clone(),
            Keys::open_existing(&kit.world.config.data_dir).unwrap(),
        ] {
            assert_eq!(keys.revoked_since(&first), Some(since));
            let trusted = keys.trusted();
            assert!(trusted.iter().all(|(id, _)| *id != first));
            assert_eq!((trusted.len(), keys.verifying().len()), (1, 2));
        }
        // A backup of the keys takes the mark along.
        let held = keys::files(&kit.world.config.data_dir).unwrap();
        assert_eq!(keys::verifying_of(&held).unwrap().len(), 2);
        let elsewhere = tempfile::tempdir().unwrap();
        keys::put_files(elsewhere.path(), &held).unwrap();
        let restored = Keys::open_existing(elsewhere.path()).unwrap();
        assert_eq!(restored.revoked_since(&first), Some(since));
    }
);

//! Identifiers are kept with the complaint that says them, under ids anyone can derive.

use crate::store;
use crate::world::{Filed, file};
use faisceau_identifiers::{Kind, Role};
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

on_both!(
    values_are_kept_as_read_and_as_typed,
    crate::capabilities(),
    async |kit: Kit| {
        let filed = Filed::with_emails(1, &["Vendeur"])
            .and(
                Kind::Iban,
                "FR76 3000 6000 0112 3456 7890 189",
                Role::Victim,
            )
            .and(Kind::Url, "www.boutique.exemple.fr/panier", Role::Offender);
        file(&kit, &filed).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::USES, binds![filed.id]).await.unwrap();
        assert_eq!(rows.len(), 3);
        let iban = &rows[0];
        let canonical: String = iban.get("canonical").unwrap();
        assert_eq!(canonical, "FR7630006000011234567890189");
        assert_eq!(
            iban.get::<Uuid>("identifier_id").unwrap(),
            kit.world
                .value_ids
                .of("iban", "FR7630006000011234567890189")
        );
        assert_eq!(
            iban.get::<String>("raw").unwrap(),
            "FR76 3000 6000 0112 3456 7890 189"
        );
        assert_eq!(iban.get::<String>("role").unwrap(), "victim");
        let url = rows
            .iter()
            .find(|row| row.get::<String>("kind").unwrap() == "url")
            .unwrap();
        let key: String = url.get("link_key").unwrap();
        assert_eq!(
            url.get::<Uuid>("key_id").unwrap(),
            kit.world.value_ids.of("url", &key)
        );
        assert_ne!(key, url.get::<String>("canonical").unwrap());
    }
);

on_both!(
    a_complaint_waits_once_and_only_when_it_may_be_linked,
    crate::capabilities(),
    async |kit: Kit| {
        let victim_only =
            Filed::with_emails(1, &[]).and(Kind::Email, "victime@exemple.fr", Role::Victim);
        let nothing = Filed::with_emails(2, &[]);
        let linkable = Filed::with_emails(3, &["a"]);
        for filed in [&victim_only, &nothing, &linkable] {
            file(&kit, filed).await;
        }
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::PENDING, binds![]).await.unwrap();
        let waiting: Vec<Uuid> = rows
            .iter()
            .map(|r| r.get("complaint_id").unwrap())
            .collect();
        assert_eq!(waiting, vec![linkable.id]);
    }
);

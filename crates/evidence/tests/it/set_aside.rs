//! A file that may show a minor: closed at once to all but the custodian, what was made of it destroyed, its
//! original sealed or destroyed as the regime commands, and not brought back by a restored copy.

use crate::previews::{src, states, stored, told};
use crate::store;
use crate::world::{Person, answers, complaint, given, png};
use axum::http::StatusCode;
use faisceau_documents::Regime;
use faisceau_domain::access::Role;
use faisceau_evidence::preview;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{self, FileRow, set_aside};
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::testkit::{Kit, kit_with, plain};
use faisceau_platform::{binds, on_both};
use uuid::Uuid;

const ROLES: [Role; 7] = Role::ALL;

async fn files(kit: &Kit, case: Uuid) -> Vec<FileRow> {
    let mut tx = kit.world.db.read().await.unwrap();
    deposit::files_of(&mut tx, case).await.unwrap()
}

/// Every object of the store whose bytes are these.
fn copies(kit: &Kit, bytes: &[u8]) -> Vec<String> {
    let root = kit.folder.path().join("files");
    let mut open = vec![root];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if std::fs::read(&path).unwrap() == bytes {
                let below = path.strip_prefix(kit.folder.path()).unwrap();
                found.push(below.to_string_lossy().into_owned());
            }
        }
    }
    found
}

/// The gesture of an officer on the only file of a complaint with a picture.
async fn marked(kit: &Kit) -> (Uuid, FileRow, Vec<u8>) {
    let id = complaint(kit, 1, "lille", &answers("adult")).await;
    let bytes = png(60, 40);
    let file = given(kit, id, "a.png", &bytes).await;
    work_until_idle(&kit.world).await.unwrap();
    assert!(stored(kit, id, file).await.is_some());
    let row = files(kit, id).await.remove(0);
    let officer = Person::of(kit, Role::Officer, "lille").await;
    let to = format!("/dossier/{id}/pieces/ecarter");
    let sent = officer
        .post(&to, &format!("piece={file}&raison=Peut-être+mineur"))
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body());
    (id, row, bytes)
}

on_both!(
    a_file_set_aside_is_closed_to_every_role_and_nothing_made_of_it_stays,
    crate::capabilities(),
    async |kit: Kit| {
        let (id, row, bytes) = marked(&kit).await;
        assert!(files(&kit, id).await.is_empty());
        assert_eq!(states(&kit).await, [(row.id, "withheld".to_owned(), None)]);
        assert_eq!(stored(&kit, id, row.id).await, None);
        let mut tx = kit.world.db.read().await.unwrap();
        let preview = tx.one(&store::PREVIEWS, binds![]).await.unwrap();
        assert_eq!(preview.get::<Option<Vec<u8>>>("mosaic").unwrap(), None);
        let aside = tx.one(&store::ROW, binds![row.id]).await.unwrap();
        assert_eq!(aside.get::<String>("fate").unwrap(), "sealed");
        assert_eq!(aside.get::<String>("reason").unwrap(), "Peut-être mineur");
        drop(tx);
        assert_eq!(told(&kit, "exhibit.set_aside").await.len(), 1);
        let destroyed = told(&kit, "exhibit.derived_destroyed").await;
        assert_eq!(
            destroyed,
            [format!("{{\"exhibit\":\"{}\",\"preview\":true}}", row.id)]
        );
        // The one copy left lies outside of the case, under a name that is no digest.
        let left = copies(&kit, &bytes);
        assert_eq!(left.len(), 1, "{left:?}");
        assert!(left[0].starts_with(&format!("files/sealed/{id}/")));
        assert!(!left[0].contains(&hex::encode(row.sha256)));
        // Nobody makes it again, and no door opens.
        preview::make::all(&Cx::platform(&kit.world), id)
            .await
            .unwrap();
        assert_eq!(stored(&kit, id, row.id).await, None);
        for role in ROLES {
            let person = Person::of(&kit, role, "brest").await;
            assert_ne!(
                person.get(&src(id, row.id)).await.status,
                StatusCode::OK,
                "{role:?}"
            );
        }
        let investigator = Person::of(&kit, Role::Investigator, "lille").await;
        let page = investigator
            .get(&format!("/dossier/{id}/images?claire={}", row.id))
            .await;
        assert!(!page.body().contains("<img") && !page.body().contains("class=\"blurred\""));
        assert_eq!(
            investigator.get(&src(id, row.id)).await.status,
            StatusCode::NOT_FOUND
        );
    }
);

on_both!(
    the_custodian_alone_lists_hands_over_and_destroys,
    crate::capabilities(),
    async |kit: Kit| {
        let (_, row, bytes) = marked(&kit).await;
        let form = |reason: &str| format!("piece={}&raison={reason}", row.id);
        let doors = ["/mises-a-l-ecart/remettre", "/mises-a-l-ecart/detruire"];
        let mut others: Vec<Person> = vec![Person::stranger(&kit)];
        for role in ROLES.into_iter().filter(|role| *role != Role::Custodian) {
            others.push(Person::of(&kit, role, "brest").await);
        }
        for person in others {
            let seen = person.get("/mises-a-l-ecart").await;
            assert_ne!(seen.status, StatusCode::OK);
            for door in doors {
                let sent = person.post(door, &form("Réquisition+12")).await;
                assert!(sent.status.is_client_error(), "{}", sent.status);
                assert_ne!(sent.bytes, bytes);
            }
        }
        let custodian = Person::of(&kit, Role::Custodian, "brest").await;
        let page = custodian.get("/mises-a-l-ecart").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body());
        let body = plain(&page.body());
        assert!(
            body.contains("FSC-2026-000001") && body.contains("Scellé"),
            "{body}"
        );
        assert!(!page.body().contains("a.png") && !page.body().contains("<img"));
        assert!(!page.body().contains(&hex::encode(row.sha256)));
        for door in doors {
            let sent = custodian.post(door, &form("++")).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{door}");
            let sent = custodian.post(door, "piece=&raison=Réquisition").await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{door}");
            let unknown = format!("piece={}&raison=Réquisition", Uuid::nil());
            assert_eq!(
                custodian.post(door, &unknown).await.status,
                StatusCode::NOT_FOUND
            );
        }
        let handed = custodian.post(doors[0], &form("Réquisition+12")).await;
        assert_eq!((handed.status, &handed.bytes), (StatusCode::OK, &bytes));
        assert_eq!(handed.headers["content-type"], "application/octet-stream");
        assert_eq!(told(&kit, "set_aside.read").await.len(), 1);
        let gone = custodian.post(doors[1], &form("Ordre+du+parquet")).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(copies(&kit, &bytes), Vec::<String>::new());
        assert_eq!(told(&kit, "set_aside.destroyed").await.len(), 1);
        for door in doors {
            let sent = custodian.post(door, &form("Encore")).await;
            assert_eq!(sent.status, StatusCode::CONFLICT, "{door}");
        }
    }
);

on_both!(
    refusals_are_told_and_change_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        let id = complaint(&kit, 1, "lille", &answers("adult")).await;
        let other = complaint(&kit, 2, "lille", &answers("adult")).await;
        let file = given(&kit, id, "film.mp4", b"\0\0\0\x18ftypisom\0\0\0\0").await;
        let officer = Person::of(&kit, Role::Officer, "lille").await;
        let to = format!("/dossier/{id}/pieces/ecarter");
        for (path, form, status, says) in [
            (
                &to,
                format!("piece={file}&raison=++"),
                StatusCode::UNPROCESSABLE_ENTITY,
                "motif",
            ),
            (
                &to,
                "piece=&raison=Mineur".to_owned(),
                StatusCode::UNPROCESSABLE_ENTITY,
                "Choisissez",
            ),
            (
                &to,
                format!("piece={id}&raison=Mineur"),
                StatusCode::NOT_FOUND,
                "",
            ),
            (
                &format!("/dossier/{other}/pieces/ecarter"),
                format!("piece={file}&raison=Mineur"),
                StatusCode::NOT_FOUND,
                "",
            ),
        ] {
            let sent = officer.post(path, &form).await;
            assert_eq!(sent.status, status, "{form}");
            assert!(plain(&sent.body()).contains(says), "{form}");
        }
        assert_eq!(files(&kit, id).await.len(), 1);
        // A film has no preview, and is set aside all the same; the same again finds nothing.
        let form = format!("piece={file}&raison=Peut-être+mineur");
        assert_eq!(officer.post(&to, &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(officer.post(&to, &form).await.status, StatusCode::NOT_FOUND);
        assert!(files(&kit, id).await.is_empty());
    }
);

on_both!(
    a_restored_copy_brings_nothing_back,
    crate::capabilities(),
    async |kit: Kit| {
        let (id, row, bytes) = marked(&kit).await;
        let cx = Cx::platform(&kit.world);
        assert_eq!(set_aside::replay::replay(&cx).await.unwrap(), 0);
        // A copy older than the gesture: rows, original and preview are there again.
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::FORGET_SET_ASIDE, binds![])
            .await
            .unwrap();
        tx.execute(&store::FORGET_PREVIEWS, binds![]).await.unwrap();
        let back = binds![row.id, id, row.sha256, row.bytes, row.received_at];
        tx.execute(&store::FILE_BACK, back).await.unwrap();
        tx.commit().await.unwrap();
        let deposit = &kit.world.deposit;
        deposit.put(&row.key(), bytes.clone()).await.unwrap();
        preview::make::all(&cx, id).await.unwrap();
        assert!(stored(&kit, id, row.id).await.is_some());

        assert_eq!(set_aside::replay::replay(&cx).await.unwrap(), 1);
        assert!(files(&kit, id).await.is_empty());
        assert_eq!(stored(&kit, id, row.id).await, None);
        let left = copies(&kit, &bytes);
        assert!(
            left.len() == 1 && left[0].starts_with("files/sealed/"),
            "{left:?}"
        );
        assert_eq!(told(&kit, "set_aside.replayed").await.len(), 1);
        // The files alone came back.
        deposit.put(&row.key(), bytes.clone()).await.unwrap();
        let preview = preview::key(id, row.id);
        deposit.put(&preview, b"jpeg".to_vec()).await.unwrap();
        assert_eq!(set_aside::replay::replay(&cx).await.unwrap(), 0);
        assert_eq!(copies(&kit, &bytes).len(), 1);
        assert_eq!(deposit.find(&preview).await.unwrap(), None);
        assert_eq!(deposit.find(&row.key()).await.unwrap(), None);
    }
);

on_both!(
    what_was_destroyed_stays_destroyed_after_a_restore,
    crate::capabilities(),
    async |kit: Kit| {
        let (id, row, bytes) = marked(&kit).await;
        let custodian = Person::of(&kit, Role::Custodian, "lille").await;
        let form = format!("piece={}&raison=Ordre+du+parquet", row.id);
        let sent = custodian.post("/mises-a-l-ecart/detruire", &form).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::FORGET_SET_ASIDE, binds![])
            .await
            .unwrap();
        let back = binds![row.id, id, row.sha256, row.bytes, row.received_at];
        tx.execute(&store::FILE_BACK, back).await.unwrap();
        tx.commit().await.unwrap();
        kit.world
            .deposit
            .put(&row.key(), bytes.clone())
            .await
            .unwrap();
        let cx = Cx::platform(&kit.world);
        assert_eq!(set_aside::replay::replay(&cx).await.unwrap(), 1);
        assert_eq!(copies(&kit, &bytes), Vec::<String>::new());
        let mut tx = kit.world.db.read().await.unwrap();
        let aside = tx.one(&store::ROW, binds![row.id]).await.unwrap();
        assert_eq!(aside.get::<String>("fate").unwrap(), "destroyed");
    }
);

mod a_body_without_a_title_destroys {
    use super::*;
    use faisceau_platform::testkit::On;

    async fn run(on: On) {
        let config = Config {
            controller: Some("Association d'essai".into()),
            legal_regime: Some(Regime::Private),
            ..Config::default()
        };
        let kit = kit_with(on, crate::capabilities(), config).await;
        let (_, row, bytes) = marked(&kit).await;
        assert_eq!(copies(&kit, &bytes), Vec::<String>::new());
        let mut tx = kit.world.db.read().await.unwrap();
        let aside = tx.one(&store::ROW, binds![row.id]).await.unwrap();
        assert_eq!(aside.get::<String>("fate").unwrap(), "destroyed");
        drop(tx);
        let custodian = Person::of(&kit, Role::Custodian, "lille").await;
        let form = format!("piece={}&raison=Pour+voir", row.id);
        let sent = custodian.post("/mises-a-l-ecart/remettre", &form).await;
        assert_eq!(sent.status, StatusCode::CONFLICT);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        run(On::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
    async fn on_postgres() {
        run(On::Postgres).await;
    }
}

mod encrypted {
    use super::*;
    use faisceau_platform::deposit::{Storage, make_identity};
    use faisceau_platform::testkit::On;

    async fn an_encrypted_file_is_set_aside_and_handed_over(on: On) {
        let apart = tempfile::tempdir().unwrap();
        let identity = apart.path().join("operator.key");
        make_identity(&identity).unwrap();
        let config = Config {
            controller: Some("Association d'essai".into()),
            legal_regime: Some(Regime::Authority),
            storage: Storage {
                identity_file: Some(identity),
                ..Storage::default()
            },
            ..Config::default()
        };
        let kit = kit_with(on, crate::capabilities(), config).await;
        let (id, row, bytes) = marked(&kit).await;
        assert!(files(&kit, id).await.is_empty());
        assert_eq!(stored(&kit, id, row.id).await, None, "its preview");
        assert_eq!(kit.world.deposit.find(&row.key()).await.unwrap(), None);
        assert_eq!(copies(&kit, &bytes), Vec::<String>::new());
        let custodian = Person::of(&kit, Role::Custodian, "lille").await;
        let form = format!("piece={}&raison=Remise+au+parquet", row.id);
        let sent = custodian.post("/mises-a-l-ecart/remettre", &form).await;
        assert_eq!((sent.status, sent.bytes), (StatusCode::OK, bytes));
        let replayed = set_aside::replay::replay(&Cx::platform(&kit.world)).await;
        assert_eq!(replayed.unwrap(), 0);
        let sent = custodian.post("/mises-a-l-ecart/detruire", &form).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let left = std::fs::read_dir(kit.folder.path().join("files/objects")).unwrap();
        assert_eq!(left.count(), 0, "neither original nor preview");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        an_encrypted_file_is_set_aside_and_handed_over(On::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
    async fn on_postgres() {
        an_encrypted_file_is_set_aside_and_handed_over(On::Postgres).await;
    }
}

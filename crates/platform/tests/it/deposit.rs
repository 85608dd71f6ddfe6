//! Files at rest, in a folder: read back however they are kept, encrypted under keys of their own, opened by others
//! with the tool `age`, under one identity after another.

use bytes::Bytes;
use faisceau_platform::deposit::collect;
use faisceau_platform::deposit::{self, Storage};
use faisceau_platform::testkit::{Kit, On, kit_with};
use futures_util::TryStreamExt as _;
use std::io::Write as _;
use std::path::Path;
use tempfile::TempDir;

use crate::deposit_kit::{
    below, content, deposited, drawn, encrypted, held, holds, of, sha256, with, world_of,
};

each_way_on_both!(a_file_of_several_batches_is_read_back, async |kit: Kit| {
    let world = &kit.world;
    let case = drawn(world);
    for length in [1, 65_536, 600_000, 3_000_000] {
        let bytes = content(length as u64, length);
        deposited(world, case, &bytes).await;
        let file = of(world, case, &bytes).await;
        assert!(world.deposit.get(&file.key()).await.unwrap() == bytes);
        let stream = world.deposit.stream(&file.key()).await.unwrap();
        let pieces: Vec<Bytes> = stream.try_collect().await.unwrap();
        assert!(pieces.concat() == bytes);
    }
    // The paper and the preview pass the same door.
    let paper = content(9, 5_000);
    for _ in 0..2 {
        world
            .deposit
            .put("papers/a.pdf", paper.clone())
            .await
            .unwrap();
    }
    assert!(world.deposit.get("papers/a.pdf").await.unwrap() == paper);
    let other = world.deposit.put("papers/a.pdf", b"other".to_vec()).await;
    assert!(other.is_err(), "what is kept is never replaced");
    assert_eq!(world.deposit.find("papers/b.pdf").await.unwrap(), None);
    let clear = below(&kit.folder.path().join("files"))
        .into_iter()
        .filter(|file| holds(file, "pièce ".as_bytes()))
        .count();
    let expected = if world.deposit.seals() { 0 } else { 5 };
    assert_eq!(clear, expected, "none in clear when there is a key");
});

encrypted_on_both!(
    objects_are_named_by_nothing_and_never_shared,
    async |kit: Kit, _apart: TempDir| {
        let world = &kit.world;
        let (bytes, cases) = (content(3, 1_000), [drawn(world), drawn(world)]);
        for case in cases {
            deposited(world, case, &bytes).await;
            deposited(world, case, &bytes).await;
            assert_eq!(held(world, case).await.len(), 2);
        }
        let objects = below(&kit.folder.path().join("files"));
        assert_eq!(objects.len(), 2, "once a case: {objects:?}");
        let [one, two] = [0, 1].map(|n| std::fs::read(&objects[n]).unwrap());
        assert_ne!(one, two, "each under a key of its own");
        for object in &objects {
            let name = object.to_string_lossy();
            assert!(!name.contains(&hex::encode(sha256(&bytes))));
            assert!(cases.iter().all(|case| !name.contains(&case.to_string())));
        }
    }
);

encrypted_on_both!(
    clear_files_are_read_after_the_switch_and_encrypted_ones_need_the_key,
    async |kit: Kit, _apart: TempDir| {
        let sealed = &kit.world;
        let again = |storage: Storage| {
            let mut config = with(storage);
            config.data_dir = kit.folder.path().to_path_buf();
            world_of(&kit, config)
        };
        let clear = again(Storage::default());
        let case = drawn(sealed);
        let (old, new) = (content(1, 2_000), content(2, 2_000));
        deposited(&clear, case, &old).await;
        deposited(sealed, case, &new).await;
        // The same bytes again, since: one row more, and the clear object is not needed.
        deposited(sealed, case, &old).await;
        assert_eq!(held(sealed, case).await.len(), 3);
        let first = of(sealed, case, &old).await.key();
        let second = of(sealed, case, &new).await.key();
        assert!(sealed.deposit.get(&first).await.unwrap() == old);
        assert!(sealed.deposit.get(&second).await.unwrap() == new);
        assert!(clear.deposit.get(&first).await.unwrap() == old);
        let told = clear.deposit.get(&second).await.unwrap_err();
        assert!(told.to_string().contains("storage.identity_file"), "{told}");
        // The identity is retired: it opens what it sealed, and what comes is in clear.
        let file = sealed.config.storage.identity_file.clone();
        let retired = again(Storage {
            retired_identity_files: file.into_iter().collect(),
            ..Storage::default()
        });
        assert!(!retired.deposit.seals());
        assert!(retired.deposit.get(&second).await.unwrap() == new);
    }
);

encrypted_on_both!(
    another_identity_takes_over_without_touching_an_object,
    async |kit: Kit, apart: TempDir| {
        let old = &kit.world;
        let case = drawn(old);
        let bytes = content(4, 70_000);
        deposited(old, case, &bytes).await;
        let objects = below(&kit.folder.path().join("files"));
        let before = std::fs::read(&objects[0]).unwrap();
        let next = apart.path().join("next.key");
        deposit::make_identity(&next).unwrap();
        let mut config = with(Storage {
            identity_file: Some(next.clone()),
            retired_identity_files: old
                .config
                .storage
                .identity_file
                .clone()
                .into_iter()
                .collect(),
            ..Storage::default()
        });
        config.data_dir = kit.folder.path().to_path_buf();
        let both = world_of(&kit, config);
        assert_eq!(collect::rewrap(&both).await.unwrap(), 1);
        let mut config = with(Storage {
            identity_file: Some(next),
            ..Storage::default()
        });
        config.data_dir = kit.folder.path().to_path_buf();
        let new = world_of(&kit, config);
        let file = &held(old, case).await[0];
        assert!(new.deposit.get(&file.key()).await.unwrap() == bytes);
        assert!(old.deposit.get(&file.key()).await.is_err(), "no more");
        assert_eq!(std::fs::read(&objects[0]).unwrap(), before);
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_age), ignore = "age not found")]
async fn an_outsider_opens_a_file_with_the_age_tool() {
    let (config, apart) = encrypted();
    let identity = config.storage.identity_file.clone().unwrap();
    let kit = kit_with(On::Sqlite, vec![], config).await;
    let case = drawn(&kit.world);
    let bytes = content(5, 300_000);
    deposited(&kit.world, case, &bytes).await;
    let file = &held(&kit.world, case).await[0];
    let (object, wrapped) = kit.world.deposit.as_kept(file).await.unwrap().unwrap();
    let pieces: Vec<Bytes> = object.try_collect().await.unwrap();
    let [object, key, opened] =
        ["file.age", "file.key", "file"].map(|name| apart.path().join(name));
    std::fs::write(&object, pieces.concat()).unwrap();
    std::fs::write(apart.path().join("file.key.age"), wrapped).unwrap();
    let age = |identity: &Path, from: &Path, to: &Path| {
        let mut command = std::process::Command::new(env!("FAISCEAU_TEST_AGE"));
        let command = command.arg("-d").arg("-i").arg(identity);
        command.arg("-o").arg(to).arg(from).status().unwrap()
    };
    let mut operator = std::fs::File::options()
        .append(true)
        .open(&identity)
        .unwrap();
    operator.write_all(b"# a comment is no key\n").unwrap();
    assert!(age(&identity, &apart.path().join("file.key.age"), &key).success());
    assert!(age(&key, &object, &opened).success());
    assert_eq!(std::fs::read(&opened).unwrap(), bytes);
    // The operator's identity alone opens no object: without its own key a file is lost.
    assert!(!age(&identity, &object, &apart.path().join("none")).success());
}

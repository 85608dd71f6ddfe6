//! The schema's history: views dropped and made again around migrations, an edited migration and a
//! database newer than the program refused, a migration that fails leaving nothing.

mod store;

use faisceau_platform::content::{Content, FOLDERS};
use faisceau_platform::db::migrate::{Migrated, migrate};
use faisceau_platform::db::{Db, Statement};
use faisceau_platform::testkit::{self, Kit};
use faisceau_platform::{binds, on_both};
use std::time::Duration;

/// The shipped content with files added or replaced.
fn content(more: &[(&str, &str)]) -> Content {
    let shipped = testkit::content();
    let files = FOLDERS.into_iter().flat_map(|folder| {
        let files = shipped.folder(folder);
        files.map(move |(name, text)| (format!("{folder}/{name}"), text.to_owned()))
    });
    let more = more
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Content::new(files.chain(more).collect::<Vec<_>>())
}

/// The number of the newest shipped migration.
fn newest() -> i64 {
    let shipped = testkit::content();
    let numbers = shipped
        .folder("migrations")
        .filter_map(|(name, _)| name.get(..4)?.parse().ok());
    numbers.max().unwrap()
}

/// Whether the text can be run; preparing it again could be answered from memory.
async fn reads(db: &Db, statement: &Statement) -> bool {
    let mut tx = db.read().await.unwrap();
    tx.all(statement, binds![]).await.is_ok()
}

/// Looks until so many wait for others, or it is over; SQLite has nobody wait.
async fn wait_for(db: &Db, waiting: i64, over: impl Fn() -> bool) {
    for _ in 0..50_000 {
        let mut tx = db.read().await.unwrap();
        let row = tx.one(&store::WAITING, binds![]).await.unwrap();
        if row.get::<i64>("n").unwrap() >= waiting || over() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("{waiting} were to wait for what is read");
}

fn named(number: i64) -> String {
    format!("migrations/{number:04}_essai.sql")
}

on_both!(
    views_are_dropped_and_made_again_around_migrations,
    vec![],
    async |kit: Kit| {
        let db = &kit.world.db;
        let (before, first, second) = (newest(), named(newest() + 1), named(newest() + 2));
        let one = [
            (&*first, store::FIRST),
            ("views/900_essai.sql", store::VIEW),
        ];
        let done = migrate(db, &content(&one)).await.unwrap();
        let (from, to) = (before, before + 1);
        assert_eq!(done, Migrated { from, to });
        assert!(reads(db, &store::LOOK_FIRST).await);
        // The column goes though a view of the last version reads it.
        let two = [
            (&*first, store::FIRST),
            (&*second, store::SECOND),
            ("views/900_essai.sql", store::VIEW_AFTER),
        ];
        let done = migrate(db, &content(&two)).await.unwrap();
        let (from, to) = (before + 1, before + 2);
        assert_eq!(done, Migrated { from, to });
        assert!(reads(db, &store::LOOK_SECOND).await);
        assert!(!reads(db, &store::LOOK_FIRST).await);
        // Nothing to migrate: views whose text changed are made again all the same, and one may go.
        let done = migrate(db, &content(&two[..2])).await.unwrap();
        assert_eq!(done, Migrated { from: to, to });
        assert!(!reads(db, &store::LOOK_SECOND).await);
    }
);

on_both!(
    who_starts_beside_one_that_reads_does_not_wait_for_it,
    vec![],
    async |kit: Kit| {
        let db = &kit.world.db;
        let one = [
            (&*named(newest() + 1), store::FIRST),
            ("views/900_essai.sql", store::VIEW),
        ];
        migrate(db, &content(&one)).await.unwrap();
        let mut reading = db.read().await.unwrap();
        reading.all(&store::LOOK_FIRST, binds![]).await.unwrap();
        let content = content(&one);
        let started = tokio::time::timeout(Duration::from_secs(20), migrate(db, &content));
        let done = started
            .await
            .expect("a view that is read cannot be dropped");
        let (from, to) = (newest() + 1, newest() + 1);
        assert_eq!(done.unwrap(), Migrated { from, to });
        reading.rollback().await.unwrap();
    }
);

on_both!(
    who_reads_while_views_are_changed_beside_is_never_made_to_fail,
    vec![],
    async |kit: Kit| {
        let db = &kit.world.db;
        let (first, view) = (named(newest() + 1), "views/900_essai.sql");
        let one = [(&*first, store::FIRST), (view, store::VIEW)];
        migrate(db, &content(&one)).await.unwrap();
        // Views are dropped the newest first. One who reads the oldest asks for the newest while who
        // migrates waits for a third in between, then lets go: the reader waited longest, and
        // PostgreSQL would make it fail.
        let mut reading = db.read().await.unwrap();
        let oldest = reading.all(&store::LOOK_OLDEST, binds![]).await;
        oldest.unwrap();
        let mut between = db.read().await.unwrap();
        let middle = between.all(&store::LOOK_MIDDLE, binds![]).await;
        middle.unwrap();
        let two = content(&[(&*first, store::FIRST), (view, store::VIEW_AFTER)]);
        let beside = db.clone();
        let migrating = tokio::spawn(async move { migrate(&beside, &two).await });
        wait_for(db, 1, || false).await;
        let asking = tokio::spawn(async move {
            let read = reading.all(&store::LOOK_FIRST, binds![]).await;
            reading.rollback().await.unwrap();
            read.map(|rows| rows.len())
        });
        wait_for(db, 2, || asking.is_finished()).await;
        between.rollback().await.unwrap();
        let read = asking.await.unwrap();
        assert_eq!(read.expect("who serves goes on"), 0);
        let done = migrating.await.unwrap();
        let (from, to) = (newest() + 1, newest() + 1);
        assert_eq!(done.unwrap(), Migrated { from, to });
        assert!(reads(db, &store::LOOK_SECOND).await);
    }
);

on_both!(
    an_edited_or_removed_migration_is_refused,
    vec![],
    async |kit: Kit| {
        let db = &kit.world.db;
        let number = newest() + 1;
        let (first, second) = (named(number), named(number + 1));
        let one = [(&*first, store::FIRST)];
        migrate(db, &content(&one)).await.unwrap();
        let edited = format!("{} -- one word more", store::FIRST);
        let edited = [(&*first, edited.as_str()), (&*second, store::SECOND)];
        let refused = migrate(db, &content(&edited)).await.unwrap_err();
        let told = format!("migration {number:04} was edited or removed");
        assert!(refused.to_string().contains(&told), "{refused}");
        // Nothing of what followed was applied.
        let again = migrate(db, &content(&one)).await.unwrap();
        assert_eq!(again.from, number);
        let gap = migrate(db, &content(&[(&*second, store::SECOND)])).await;
        assert!(gap.unwrap_err().to_string().contains("leaves a gap"));
    }
);

on_both!(
    a_database_newer_than_the_program_is_refused,
    vec![],
    async |kit: Kit| {
        let db = &kit.world.db;
        let number = newest() + 1;
        let one = [(&*named(number), store::FIRST)];
        migrate(db, &content(&one)).await.unwrap();
        let refused = migrate(db, &testkit::content()).await.unwrap_err();
        let told = format!(
            "the database is at version {number} and this program knows {}",
            number - 1
        );
        assert!(refused.to_string().contains(&told), "{refused}");
    }
);

on_both!(
    a_migration_that_fails_leaves_nothing,
    vec![],
    async |kit: Kit| {
        let db = &kit.world.db;
        let number = newest() + 1;
        let broken = [(&*named(number), store::BROKEN)];
        let refused = migrate(db, &content(&broken)).await.unwrap_err();
        assert!(
            refused.to_string().contains(&format!("{number:04}_essai")),
            "{refused}"
        );
        assert!(!reads(db, &store::LOOK_LEFT).await);
        let done = migrate(db, &testkit::content()).await.unwrap();
        let from = number - 1;
        assert_eq!(done, Migrated { from, to: from });
    }
);

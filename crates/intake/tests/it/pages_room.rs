//! Files where there is no room, and where they are encrypted: what is told, in both languages, that nothing given is
//! lost and the complaint is filed all the same; that parts on their way lie in no folder in clear.

use super::pages_browser::{Browser, only_intake};
use super::pages_files::at_exhibits_of;
use super::pages_journey::{IDENTITY, SHOP, answer_all, declare};
use super::pages_tus::{announced, sent, walk};
use axum::http::StatusCode;
use faisceau_documents::Regime;
use faisceau_platform::config::Config;
use faisceau_platform::deposit::{Storage, make_identity};
use faisceau_platform::testkit::{On, kit_with};

fn with(storage: Storage) -> Config {
    Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Authority),
        storage,
        ..Config::default()
    }
}

async fn a_quota_is_told_and_the_complaint_is_filed(on: On) {
    let storage = Storage {
        stored_bytes_max: 5_000,
        ..Storage::default()
    };
    let kit = kit_with(on, only_intake(), with(storage)).await;
    let mut browser = Browser::new(&kit);
    at_exhibits_of(&mut browser, "fake_shop").await;
    let files: [(&str, &str, &[u8]); 2] = [
        ("evidence.files", "petit.txt", b"un"),
        ("evidence.files", "grand.txt", &[b'x'; 6_000]),
    ];
    for (lang, told) in [
        ("en", "The service has no room for files at the moment"),
        ("fr", "plus de place pour recevoir des fichiers"),
    ] {
        browser.jar.insert("lang".to_owned(), lang.to_owned());
        browser.add(&files).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says(told);
        browser.says("petit.txt");
    }
    let refused = announced(&mut browser, "film.mp4", 6_000).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("plus de place"), "{}", refused.body);
    // One that fits comes in parts: its own parts are not counted against it.
    let bytes = [b'y'; 3_000];
    let at = announced(&mut browser, "court.mp4", bytes.len())
        .await
        .location;
    assert_eq!(
        sent(&mut browser, &at, 0, &bytes).await.status,
        StatusCode::NO_CONTENT
    );
    browser.open("/plainte/q/when-where").await;
    answer_all(&mut browser, &[SHOP, IDENTITY]).await;
    declare(&mut browser, "complaint").await;
    browser.says("petit.txt");
    browser.says("court.mp4");
}

async fn encrypted_files_are_given_in_parts_and_filed(on: On) {
    let apart = tempfile::tempdir().unwrap();
    let identity = apart.path().join("operator.key");
    make_identity(&identity).unwrap();
    let storage = Storage {
        identity_file: Some(identity),
        ..Storage::default()
    };
    let kit = kit_with(on, only_intake(), with(storage)).await;
    let mut browser = Browser::new(&kit);
    at_exhibits_of(&mut browser, "fake_shop").await;
    let bytes: Vec<u8> = b"en clair ".iter().copied().cycle().take(700_000).collect();
    let at = announced(&mut browser, "film.mp4", bytes.len())
        .await
        .location;
    assert_eq!(
        sent(&mut browser, &at, 0, &bytes[..400_000]).await.status,
        StatusCode::NO_CONTENT
    );
    let in_clear = || {
        let files = walk(&kit.folder.path().join("files"));
        assert!(!files.is_empty());
        let whole = files.iter().map(|file| std::fs::read(file).unwrap());
        whole
            .filter(|bytes| bytes.windows(9).any(|seen| seen == b"en clair "))
            .count()
    };
    assert_eq!(in_clear(), 0, "parts on their way");
    let last = sent(&mut browser, &at, 400_000, &bytes[400_000..]).await;
    assert_eq!(last.status, StatusCode::NO_CONTENT, "{}", last.body);
    browser.open("/plainte/q/exhibits").await;
    browser.says(&hex::encode(<sha2::Sha256 as sha2::Digest>::digest(&bytes)));
    browser.open("/plainte/q/when-where").await;
    answer_all(&mut browser, &[SHOP, IDENTITY]).await;
    declare(&mut browser, "complaint").await;
    browser.says("film.mp4");
    assert_eq!(in_clear(), 0, "the file kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    a_quota_is_told_and_the_complaint_is_filed(On::Sqlite).await;
    encrypted_files_are_given_in_parts_and_filed(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn on_postgres() {
    a_quota_is_told_and_the_complaint_is_filed(On::Postgres).await;
    encrypted_files_are_given_in_parts_and_filed(On::Postgres).await;
}

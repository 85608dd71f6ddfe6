//! The proof file of the exhibits, from the victim's space: it opens what the papers list, nobody else is given it,
//! and there is none where nothing was given.

use crate::operations_kit::filed;
use crate::space::opened;
use crate::space_browser::Browser;
use axum::http::{StatusCode, header};
use faisceau_domain::commitment::commitment;
use faisceau_domain::exhibit_proof::read;
use faisceau_intake::capability;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use sha2::{Digest as _, Sha256};

const PROOF: &str = "/suivi/documents/preuve-des-pieces";

on_both!(
    a_proof_file_opens_what_stands_for_each_exhibit,
    vec![capability()],
    async |kit: Kit| {
        let filed_by_me = filed(&kit).await;
        let (mut mine, seen) = opened(&kit, &filed_by_me).await;
        assert!(!seen.body.contains(PROOF), "nothing was given yet");
        assert_eq!(mine.get(PROOF).await.status, StatusCode::NOT_FOUND);
        let files: [(&str, &[u8]); 2] = [
            ("relevé.pdf", b"%PDF-1.7 un relev\xc3\xa9"),
            ("notes.txt", b"le 14 mars"),
        ];
        mine.upload("/suivi/pieces", &files).await;
        let seen = mine.get("/suivi/dossier").await;
        assert!(seen.body.contains(PROOF));

        let told = mine.get(PROOF).await;
        assert_eq!(told.status, StatusCode::OK);
        let disposition = told.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(disposition.ends_with("-preuve-des-pieces.txt\""));
        assert_eq!(told.headers[header::CACHE_CONTROL], "no-store");
        assert!(told.body.contains("# Ce fichier est à garder"));
        let given = read(&told.body).unwrap();
        let mut kept = Vec::new();
        for (name, bytes) in files {
            let one = given.iter().find(|one| one.name == name).unwrap();
            let digest: [u8; 32] = Sha256::digest(bytes).into();
            assert_eq!(one.commitment, commitment(&one.salt, &digest), "{name}");
            assert!(!told.body.contains(&hex::encode(digest)));
            kept.push(one.salt);
        }
        assert_ne!(kept[0], kept[1], "each has a salt of its own");

        // Another victim is given their own, a stranger none.
        let (mut theirs, _) = opened(&kit, &filed(&kit).await).await;
        assert_eq!(theirs.get(PROOF).await.status, StatusCode::NOT_FOUND);
        let mut stranger = Browser::new(&kit, &[capability()]);
        let refused = stranger.get(PROOF).await;
        assert_ne!(refused.status, StatusCode::OK);
        assert!(!refused.body.contains(&hex::encode(kept[0])));
    }
);
